"""Which state's house a source is of by its name, and which names say nothing of that."""

import pytest

from claimtrack.extraction.speakers.houses import House, house
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
    ],
)
def test_names_that_tell_of_a_state(name: str, kind: SpeakerKind, state: str, words: str) -> None:
    assert house(name, kind) == House(state, words)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jordan Peele", K.NONE),
        ("Jordan", K.PERSON),
        ("Paul French", K.NONE),
        ("Vladimir Putin", K.PERSON),
        ("IT Department", K.NONE),
        ("New Mexico State Police", K.NONE),
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
