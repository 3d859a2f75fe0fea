"""Kinds of fault that a reader found in twelve new texts of twelve genres, each mended, in sentences of our own."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.quoting.turns import turns_of
from claimtrack.extraction.values import Extraction


def _told(text: str) -> list[tuple[str | None, str]]:
    return Read(extract(text)).said


def _unconfirmed(found: Extraction) -> list[str]:
    return [one.text for one in found.statements if any(doubt.kind.value == "unconfirmed" for doubt in one.caveats)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gardener stole £40,000 from widow, court told\n\nTom Moe, 40, denies theft.",
            (None, "Gardener stole £40,000 from widow"),
        ),
        (
            "Swimming pool to shut, councillors told\n\nThe pool at Ennis will shut in May.",
            (None, "Swimming pool to shut"),
        ),
        (
            "Swimming pool to shut\n\nThe roof of the pool leaks, councillors heard.",
            (None, "The roof of the pool leaks"),
        ),
    ],
)
def test_who_is_only_told_something_says_nothing(text: str, told: tuple[str | None, str]) -> None:
    assert told in _told(text)


def test_no_office_is_a_lakes() -> None:
    told = _told(
        "At least nine people have died in a landslide near Lake Tuma, the governor of Sembe State has said. "
        "Governor Ali Noor told reporters that the road was gone."
    )
    assert told[0] == ("Ali Noor", "At least nine people have died in a landslide near Lake Tuma")


def test_papers_speak_and_not_whoever_saw_them() -> None:
    told = _told(
        "Hospital group paid for scanners it never got\n\n"
        "A company owned by the mayor billed the clinic for nine scanners, receipts seen by The Ennis Courier show."
    )
    assert told == [
        (
            "receipts seen by The Ennis Courier",
            "A company owned by the mayor billed the clinic for nine scanners",
        )
    ]


def test_two_authors_of_two_studies_are_no_pair() -> None:
    told = _told(
        "The authors found that moths flew less. Lead author Maja Lind of Oslo University said she was surprised.\n\n"
        "A smaller study found no effect. Its author, Priya Rao, said she had not read the paper. "
        "Fewer eggs were laid, the authors found."
    )
    assert ("The authors", "moths flew less") in told
    assert ("The authors", "Fewer eggs were laid") in told


def test_a_headline_above_a_ministry_is_not_its_name() -> None:
    told = _told("Fighting near Port Ennis\n\nThe ministry said that 40 rebels had been killed.")
    assert told == [("The ministry", "40 rebels had been killed")]


def test_a_firm_of_letters_is_written_as_it_is() -> None:
    told = _told("Moody's said the bank was short of cash. S&P said it saw no risk. AT&T said it had hired 40 people.")
    assert [speaker for speaker, _ in told] == ["Moody's", "S&P", "AT&T"]


def test_its_goes_on_with_the_body_in_front() -> None:
    told = _told(
        "The army said that nine had surrendered. The ministry called this a lie. Its units had withdrawn, it said."
    )
    assert ("The ministry", "Its units had withdrawn") in told


def test_it_is_who_spoke_right_in_front_and_not_the_police_further_up() -> None:
    told = _told(
        "Storm Ada: the day so far\n\nA man was hurt by a falling wall in Ennis, police said.\n\n"
        "Western Grid says 9,000 homes are without power. “Some will wait until Friday,” it warned."
    )
    assert told[-1] == ("Western Grid", "“Some will wait until Friday,”")


def test_those_who_were_questioned_keep_their_words() -> None:
    told = _told("According to those questioned, two boats passed the pier at noon. Some 30 people drowned, they said.")
    assert told == [
        ("those questioned", "two boats passed the pier at noon"),
        ("those questioned", "Some 30 people drowned"),
    ]


def test_a_denial_behind_a_semicolon_is_the_deniers() -> None:
    told = _told(
        "Relatives of two of them said they had been told the men were at Ost; the army denies holding anyone."
    )
    assert told[-1] == ("the army", "the army denies holding anyone")
    assert len(told) == 2


def test_a_calling_in_front_of_whoever_is_quoted_is_no_part_of_the_name() -> None:
    text = (
        "Flood live: roads shut\n\n10:40\n\nTwo roads are dry again.\n\n10:12\n\n"
        "Chief engineer Hannah Doyle: “The dam is safe tonight. The banks are not.”"
    )
    labels = [text[slice(*turn.label)] for turn in turns_of(text).turns if turn.label is not None]
    assert labels == ["Hannah Doyle"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Study suggests beans cut gout, but doctors urge caution", ("Study", "beans cut gout")),
        (
            "New data suggest fish stocks recover, but doctors urge caution",
            ("New data", "fish stocks recover"),
        ),
        ("Diet cuts risk of gout, study suggests, but doctors urge caution", ("study", "Diet cuts risk of gout")),
    ],
)
def test_a_headline_of_two_sides_is_two_statements(title: str, told: tuple[str, str]) -> None:
    found = Read(extract(f"{title}\n\nA diet of beans lowered the risk of gout by a third, the study said."))
    assert found.said[0] == told
    assert found.own == ["doctors urge caution"]


def test_what_later_turned_out_is_the_outlets() -> None:
    text = "In June the army announced the capture of three towns that later turned out to have been empty."
    found = Read(extract(text))
    assert found.said == []
    assert found.own == [text]


def test_what_a_paper_alleges_is_the_papers() -> None:
    found = Read(extract("It is alleged in the indictment that the two met in Rome."))
    assert found.said == [("the indictment", "the two met in Rome")]
    assert found.caveats == {"the two met in Rome": ["alleged"]}


def test_who_cautions_without_marks_is_heard() -> None:
    told = _told(
        "The drug is promising and should be used with care, cautioned Ann Berg, a doctor in Oslo who was not involved."
    )
    assert {speaker for speaker, _ in told} == {"Ann Berg"}


def test_neither_account_is_all_that_both_told() -> None:
    found = extract(
        "The army said that nine had surrendered. It said a tank was lost.\n\n"
        "The governor said the road was open.\n\nNeither account could be checked."
    )
    assert _unconfirmed(found) == ["nine had surrendered", "a tank was lost", "the road was open"]


@pytest.mark.parametrize(
    ("claims", "doubted"),
    [
        (
            "The ministry said that 40 rebels had been killed. It also said that a depot was destroyed.",
            "40 rebels had been killed",
        ),
        (
            "The mayor said the dam was safe. Mr Lund said that nobody was hurt. Ms Rao said nine boats were lost.",
            "the dam was safe",
        ),
    ],
)
def test_the_first_of_these_is_the_first(claims: str, doubted: str) -> None:
    assert _unconfirmed(extract(f"{claims} The first of these could not be verified.")) == [doubted]


def test_a_bulletins_greeting_states_nothing() -> None:
    found = extract(
        "Good morning. It's seven o'clock. I'm Ada Bell with the news.\n\n"
        "The bridge at Ennis is shut. Police say nobody was hurt.\n\nThat's the news."
    )
    assert [one.text for one in found.statements] == ["The bridge at Ennis is shut.", "nobody was hurt"]
