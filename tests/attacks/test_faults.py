"""What an honest reviewer gets wrong by accident, and a dishonest one on purpose, once a verdict or a note is there.

A new version with another speaker, dates that nobody can check, nobody as a name, reasons that say nothing, verdicts
that hang on more than they tell.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.conftest import Try, program

from claimtrack.errors import says_why
from claimtrack.rules.nobody import names_nobody

ARTICLE = """\
“The bridge over the Vell is closed to all traffic,” Ana Ruiz said.

“The mayor took the money from the school,” Carla Mendes said.
"""
ANOTHER = ARTICLE.replace("Ana Ruiz", "Bela Tor")
AT = ("--title", "The valley", "--outlet", "Harbour Courier", "--url", "https://courier.example/valley")


@pytest.fixture(scope="module")
def worked(ingested_as: Callable[..., Path]) -> Path:
    """Give a workspace with a confirmed claim and a refuted one, on both of which people wrote."""
    folder = ingested_as(ARTICLE, "--url", "https://courier.example/valley")
    (folder / "register.txt").write_text("Register. The bridge is closed since 4 May 2024.")
    (folder / "old.txt").write_text("A letter: The bridge is open to all traffic.")
    (folder / "accounts.txt").write_text("Accounts. The money of the school is all there.")
    (folder / "another.txt").write_text(ANOTHER)
    (folder / "longer.txt").write_text(f"{ARTICLE}\nIt rained all day.\n")
    looked = ("--unaffiliated", "asked around", "--source")
    for words in (
        ("source", "unaffiliated", "Ana Ruiz", "--reason", "asked around"),
        ("source", "unaffiliated", "Carla Mendes", "--reason", "asked around"),
        ("evidence", "add", "1", "old.txt", "--refutes", "--source", "Bridge Trust"),
        ("evidence", "add", "1", "register.txt", "--supports", "--source", "Port Office"),
        ("source", "unaffiliated", "Port Office", "--reason", "asked around"),
        ("confirm", "1", "--despite", "1", "--reason", "the letter is older"),
        ("refute", "2", "--evidence", "accounts.txt", *looked, "Court of Accounts", "--excerpt", "all there"),
        ("restate", "1", "Ana Ruiz says that the bridge is closed."),
        ("restate", "2", "Carla Mendes says that the mayor stole."),
        ("find", "1", "--rating", "correct", "Ana Ruiz is right."),
        ("gate", "accept", "2", "--reason", "paragraph four says so"),
    ):
        program(folder, *words)
    return folder


@pytest.fixture
def tried(worked: Path, at_desk: Callable[[Path], None], answer: Try) -> Try:
    """Give a way to try a command in that workspace."""
    at_desk(worked)
    return answer


def test_what_was_written_of_one_speaker_does_not_pass_to_another(tried: Try) -> None:
    assert "speaker from Ana Ruiz to Bela Tor" in tried("ingest", "another.txt", *AT)
    shown = tried("show", 1)
    assert "unverified" in shown or "in review" in shown
    assert shown.count("who says the claim is somebody else since") == 2
    assert "who says the claim is somebody else since" not in tried("show", 2)
    for told in (tried("report", "-f", "csv"), tried("report", "-f", "md")):
        assert told.count("who says the claim is somebody else since") >= 2
    listed = tried("list", "--restated", "--json")
    assert listed.count('_fits": false') == 2
    assert "all intact" in tried("verify")


def test_a_person_who_corrects_the_speaker_is_told_so_too(tried: Try) -> None:
    assert tried("correct", 2, "--speaker", "Bela Tor").startswith("0: ")
    assert tried("show", 2).count("who says the claim is somebody else since") == 1
    assert tried("restate", 2, "Bela Tor says that the mayor stole.").startswith("0: ")
    assert "who says the claim is somebody else since" not in tried("show", 2)
    assert tried("show", 2, "--as-of", 20).startswith("0: ")


def test_that_the_story_says_so_is_said_of_the_story_as_it_was(tried: Try) -> None:
    gate = ("gate", "--require", "no-refuted")
    assert tried(*gate).startswith("0: ")
    assert tried("ingest", "longer.txt", *AT).startswith("0: ")
    assert "claim 2: refuted, and nobody noted that the story says so" in tried(*gate)
    assert tried("gate", "accept", 2, "--reason", "it still does").startswith("0: ")
    assert tried(*gate).startswith("0: ")


def test_a_verdict_hangs_on_the_answer_to_what_stands_against_it(tried: Try) -> None:
    answered = "if the answer to evidence 1, which speaks against it, does not hold"
    assert answered in tried("weakest", 1)
    assert answered in tried("show", 1)
    assert answered in tried("report", "-f", "txt")
    assert "the answer to" not in tried("weakest", 2)


ADD = ("evidence", "add", 2, "register.txt", "--supports", "--source", "Port Office", "--dated")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*ADD, "1900-01-01"), "nor the article shows 1900-01-01"),
        ((*ADD, "2999-01-01", "--reason", "the clerk told us"), "2999-01-01 is yet to come"),
        ((*ADD, "yesterday"), "is no date"),
        (
            ("source", "relate", "Port Office", "allied_with", "Ana Ruiz", "--since", "2025-01-01"),
            "claim 1 was confirmed",
        ),
        (("source", "relate", "Port Office", "part_of", "Ana Ruiz"), "claim 1 was confirmed"),
        (("source", "merge", "Port Office", "--into", "Ana Ruiz", "--reason", "one office"), "claim 1 was confirmed"),
        (("source", "unaffiliated", "Port Office", "--take-back", "--reason", "not looked"), "claim 1 was confirmed"),
        (("evidence", "set", 2, "--basis", "hearsay", "--reason", "a copy of a copy"), "claim 1 was confirmed"),
        (("evidence", "set", 2, "--source", "Ana Ruiz", "--reason", "she wrote it"), "claim 1 was confirmed"),
        (("evidence", "withdraw", 2, "--reason", "it is forged"), "claim 1 was confirmed"),
        (("confirm", 2, "--override"), "it takes a reason"),
    ],
    ids=range(11),
)
def test_it_gains_nothing(tried: Try, words: tuple[str | int, ...], told: str) -> None:
    assert told in tried(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("reason", 1),
        ("reopen", 1, "--reason"),
        ("withdraw", 1, "--reason"),
        ("confirm", 2, "--override", "--reason"),
        ("said", 2, "verified", "--override", "--reason"),
        ("evidence", "withdraw", 1, "--reason"),
        ("evidence", "set", 1, "--source", "Port Office", "--reason"),
        (*ADD, "2020-01-01", "--reason"),
        ("source", "merge", "Ana Ruiz", "--into", "Carla Mendes", "--reason"),
        ("source", "unaffiliated", "Bridge Trust", "--reason"),
        ("source", "vouch", "Bridge Trust", "--reason"),
        ("gate", "accept", 2, "--reason"),
        ("reply", "except", 2, "--to", "Ana Ruiz", "--reason"),
        ("restate", 1, "--withdraw", "--reason"),
        ("find", 1, "--rating", "correct", "It is so.", "--reason"),
    ],
    ids=range(15),
)
def test_a_reason_that_says_nothing_is_refused_alike_everywhere(tried: Try, words: tuple[str | int, ...]) -> None:
    for reason in ("x", "ok", "xx", "..", "\u3164\u115f"):
        refused = tried(*words, reason)
        assert refused.startswith("5: ")
        told = "says nothing (three letters at least, not all the same)"
        assert (told if reason.isalpha() and reason.isascii() else "takes") in refused or words[0] == "reason"
        assert "in words in words" not in refused


NO_REASONS = [
    *["", " ", "x", "zz", "7", "…", "—", "\u200b", "\u00ad", "\u3164", "\u115f\u1160"],
    *["ok", "OK.", "xx", "..", "n/a", "xxx", "x x x", "2020", "да", "ｏｋ", "o\u0301k", "假"],
    *["a\ufe0fb", "\u3164\u3164x"],
]


@pytest.mark.parametrize("reason", NO_REASONS)
def test_it_is_no_reason(reason: str) -> None:
    assert not says_why(reason)


@pytest.mark.parametrize("reason", ["old", "typo", "p. 12", "ложь", "כזב", "عدو", "झूठ", "假的", "거짓", "ウソ", "ሐሰት"])
def test_a_word_of_whatever_script_is_one(reason: str) -> None:
    assert says_why(reason)


@given(st.text("ab", min_size=1, max_size=2), st.text(" .-\u200b\u3164", max_size=40))
def test_two_letters_say_nothing_whatever_stands_around_them(letters: str, around: str) -> None:
    assert not says_why(around + around.join(letters) + around)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_reason_stays_one_with_more_around_it(before: str, after: str) -> None:
    assert says_why(f"{before} the register {after}")


@pytest.mark.parametrize(
    "name",
    [
        "Mr. X",
        "Agent K",
        "John Doe",
        "Police Officer",
        "US official",
        "Senior Kremlin source",
        "Twitter user",
        "a Telegram channel",
        "Telegram channel",
        "citizens",
        "the internet",
        "Local people",
        "social media",
        "we",
        "me",
        "Eye Witness",
        "eye-witness",
        "wítness",
        "anonymоus",
        "un testigo",
        "Ein Zeuge",
        "témoin",
        "источник",
        "证人",
        "Gaza residents",
        "Reports",
        "tbc",
        "name withheld",
        "Identity known to the desk",
        "not known",
        "it is said",
        "word of mouth",
        "whoever",
        "xxx",
        "HUMINT",
        "she",
        "Speaker 1",
        "participant 7",
        "Person B",
        "informant B",
        "the accused",
        "Whistleblower",
        "Taxi Driver",
        "shop owners and residents",
        "our correspondent",
        "Staff Correspondent",
        "Protected Source",
        "Senior Administration Official",
        "resident of Halden",
        "Eyewitness from Halden",
        "Woman from Halden",
        "locals in Halden",
        "Protesters",
        "the crowd",
        "Paramedics",
    ],
)
def test_nobody_is_named_so(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        "WHO",
        "IT",
        "Channel 4 News",
        "Telegram",
        "The Police",
        "Le Monde",
        "Die Zeit",
        "La Repubblica",
        "El País",
        "Internet Archive",
        "New York Post",
        "Colonel Ana Ruiz",
        "Western Union",
        "Citizens Advice",
        "The Citizen",
        "Reporters Without Borders",
        "police of Brell",
        "Military Intelligence",
        "Wikipedia",
        "V. Petrenko",
        "Women in Black",
        "Doctors Without Borders",
        "Friends of the Earth",
        "Citizens in Power",
        "Person of Interest Ltd",
        "Crowd Justice",
        "Voice of America",
        "Shop Owners Guild",
    ],
)
def test_somebody_is_named_so(name: str) -> None:
    assert not names_nobody(name)
