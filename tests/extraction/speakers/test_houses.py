"""Which state's house a source is of by its name, and which names say nothing of that."""

import pytest

from claimtrack.errors import says_why
from claimtrack.extraction.english.seats_of_states import LEADERS, Leader
from claimtrack.extraction.speakers.houses import House, house
from claimtrack.extraction.speakers.state_names import states
from claimtrack.vocabulary import SpeakerKind

K = SpeakerKind


@pytest.mark.parametrize(
    ("name", "kind", "state", "words"),
    [
        ("Russia", K.GOVERNMENT, "Russia", "Russia"),
        ("The Russian government", K.GOVERNMENT, "Russia", "Russian"),
        ("Russian Ministry of Defence", K.NONE, "Russia", "Russian"),
        ("the Russian Federation", K.NONE, "Russia", "Russian Federation"),
        ("Moscow", K.NONE, "Russia", "Moscow"),
        ("Ministry of Health of Ukraine", K.NONE, "Ukraine", "Ukraine"),
        ("the U.S. State Department", K.GOVERNMENT, "United States", "U.S."),
        ("UK Ministry of Defence", K.NONE, "United Kingdom", "UK"),
        ("South Korean army", K.NONE, "South Korea", "South Korean"),
        ("Syrian Arab News Agency", K.MEDIA, "Syria", "Syrian"),
        ("Kazakh officials", K.GROUP, "Kazakhstan", "Kazakh"),
        ("Saudi Foreign Ministry", K.NONE, "Saudi Arabia", "Saudi"),
        ("Papua New Guinea police", K.NONE, "Papua New Guinea", "Papua New Guinea"),
        ("Guinea-Bissau", K.NONE, "Guinea-Bissau", "Guinea Bissau"),
        ("Jordan Times", K.NONE, "Jordan", "Jordan"),
        ("Russia’s U.N. Ambassador", K.PERSON, "Russia", "Russia’s"),
        ("Russian Defence Minister Sergei Shoigu", K.PERSON, "Russia", "Russian"),
        ("Turkey", K.GOVERNMENT, "Türkiye", "Turkey"),
        ("RF Armed Forces", K.NONE, "Russia", "RF Armed Forces"),
        ("R.F. Ministry of Defence", K.NONE, "Russia", "R.F. Ministry of Defence"),
        ("Министерство обороны РФ", K.NONE, "Russia", "РФ"),
        ("mil.ru", K.NONE, "Russia", "mil.ru"),
        ("https://www.gov.uk/", K.NONE, "United Kingdom", "https://www.gov.uk/"),
        ("mod.gov.ua", K.MEDIA, "Ukraine", "mod.gov.ua"),
        ("state.gov", K.NONE, "United States", "state.gov"),
        ("Putin's government", K.NONE, "Russia", "Putin's government"),
        ("the Biden administration", K.GOVERNMENT, "United States", "Biden administration"),
        ("Tatarstan", K.GOVERNMENT, "Russia", "Tatarstan"),
        ("the Chechen government", K.GOVERNMENT, "Russia", "Chechen"),
        ("St Petersburg city government", K.GOVERNMENT, "Russia", "St Petersburg"),
        ("Bavarian Ministry of the Interior", K.NONE, "Germany", "Bavarian"),
        ("Government of New South Wales", K.GOVERNMENT, "Australia", "New South Wales"),
        ("Governor of Texas", K.PERSON, "United States", "Texas"),
        ("New Mexico State Police", K.NONE, "United States", "New Mexico"),
        ("Baath Party", K.ORGANISATION, "Syria", "Baath Party"),
        ("@RusEmbUSA", K.NONE, "Russia", "RusEmbUSA"),
        ("@USEmbassySyria", K.ORGANISATION, "United States", "USEmbassySyria"),
    ],
)
def test_names_that_tell_of_a_state(name: str, kind: SpeakerKind, state: str, words: str) -> None:
    assert house(name, kind) == House(state, words)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Vale County", K.ORGANISATION),
        ("Jordan Peele", K.NONE),
        ("Jordan", K.PERSON),
        ("Paul French", K.NONE),
        ("IT Department", K.NONE),
        ("New Mexico Cooks", K.NONE),
        ("Texas Rangers", K.ORGANISATION),
        ("Victoria Police", K.GOVERNMENT),
        ("@HarnMission", K.NONE),
        ("UN mission in Syria", K.ORGANISATION),
        ("Former Russian minister Ivan Petrov", K.PERSON),
        ("Kaldria", K.GOVERNMENT),
        ("Port Office", K.NONE),
        ("", K.NONE),
    ],
)
def test_names_that_tell_of_none(name: str, kind: SpeakerKind) -> None:
    assert house(name, kind) is None


def test_who_is_only_described_takes_an_office() -> None:
    assert house("Russian officials", K.GROUP, named=False) == House("Russia", "Russian")
    assert house("Syrian refugees", K.GROUP, named=False) is None


@pytest.mark.parametrize("name", ["Putin", "Kim Lee", "harbour.co.uk", "it.is", "valley-news.de", "Modi Sarkar"])
def test_a_leader_alone_and_anybodys_address_tell_of_no_house(name: str) -> None:
    assert house(name, K.NONE) is None


@pytest.mark.parametrize("name", ["Russia (MFA)", "RF Armed Forces", "Правительство РФ", "Putin's cabinet", "mid.ru"])
def test_an_office_is_more_than_an_adjective(name: str) -> None:
    found = house(name, K.NONE)
    assert found is not None
    assert (found.state, found.firm) == ("Russia", True)


@pytest.mark.parametrize("leader", LEADERS, ids=lambda leader: f"{leader.name}-{leader.state}")
def test_a_leader_has_years_and_who_says_so_and_tells_of_a_house_by_a_body_alone(leader: Leader) -> None:
    assert 1945 < leader.since <= (leader.until or 2025) <= 2025
    assert says_why(leader.because)
    assert house(leader.name, K.PERSON) is None
    assert house(leader.name, K.NONE) is None
    for full in leader.full.split(" | "):
        for name in (full, f"President {full}"):
            spoken_for = house(name, K.PERSON)
            assert spoken_for is not None
            assert spoken_for.state == states().called[leader.state]
        assert house(f"Former president {full}", K.PERSON) is None
    for name in (f"{leader.name}'s government", f"the {leader.name} administration"):
        found = house(name, K.GOVERNMENT)
        assert found is not None
        assert found.state == states().called[leader.state]
