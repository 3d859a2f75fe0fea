"""Somebody wants "said: verified", or "misquoted", that they cannot have: each way of it that was thought of.

What the article quotes is to be proved by a record that has the words, kept by somebody who can be asked for it; not by
the article once more, nor by what a reviewer typed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.attacks.conftest import Try

Run = Callable[..., CompletedProcess[str]]

QUOTED = "The bridge over the Vell is closed to all traffic and will stay closed until the spring"
ARTICLE = f"""\
The minister told reporters on Monday evening, after a long meeting in the town hall with the leaders of both parties, \
that nothing had been decided.

“{QUOTED},” Ana Ruiz said, leaning on the rail of the town hall stairs while a dozen residents looked on in silence.

Residents who had gathered in the market square since the early morning left without a word when the lights went out.
"""
PARAGRAPH = ARTICLE.split("\n\n")[1]
SIXTH = " ".join("forsooth" if place % 6 == 5 else word for place, word in enumerate(ARTICLE.split(" ")))
TURNED = " ".join(reversed(QUOTED.split()))
HALVES = "It will stay closed until the spring: the bridge over the Vell is closed to all traffic, and that is that"
ALPHABET = " ".join(sorted(QUOTED.split()))
HEADER = "OFFICIAL RECORD OF THE COUNCIL. Sitting of Monday the fourth. Present were the mayor and nine members. "
MINUTES = f"Minutes of the council. Ms Ruiz: {QUOTED}. The sitting rose at nine."
VERBATIM = ("--basis", "verbatim", "--source", "Court Archive")
ITS_OWN = "is the article, or has the reporter's own words from it"
FEW_WORDS = "has few of the words that the claim quotes"


@pytest.fixture(scope="module")
def valley(ingested_as: Callable[[str], Path]) -> Path:
    """Give a workspace with the article on record, to copy from."""
    return ingested_as(ARTICLE)


@pytest.fixture
def quoted(valley: Path, at_desk: Callable[[Path], None]) -> int:
    """Give the claim in which the article quotes Ana Ruiz."""
    at_desk(valley)
    return 2


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (ARTICLE, (*VERBATIM, "--excerpt", QUOTED), ITS_OWN),
        (ARTICLE.upper(), (*VERBATIM, "--excerpt", QUOTED.upper()), ITS_OWN),
        (ARTICLE.replace("e", "e\u00ad"), (*VERBATIM, "--excerpt", QUOTED), ITS_OWN),
        (ARTICLE.replace(" ", " \u200b"), (*VERBATIM, "--excerpt", "closed until the spring"), ITS_OWN),
        (ARTICLE.replace("a", "а", 5), (*VERBATIM, "--excerpt", "the Vell is closed to"), ITS_OWN),
        (SIXTH, (*VERBATIM, "--excerpt", "to all traffic"), ITS_OWN),
        (PARAGRAPH, (*VERBATIM, "--excerpt", QUOTED), ITS_OWN),
        (HEADER + PARAGRAPH, (*VERBATIM, "--excerpt", QUOTED), ITS_OWN),
        ("\n\n".join(reversed(ARTICLE.split("\n\n"))), (*VERBATIM, "--excerpt", QUOTED), ITS_OWN),
        ("The weather is fine, and so is the wine.", (*VERBATIM, "--excerpt", "The weather is fine"), FEW_WORDS),
        (MINUTES, (*VERBATIM, "--excerpt", "Vell"), FEW_WORDS),
        (MINUTES, (*VERBATIM, "--excerpt", "Minutes of the council."), FEW_WORDS),
        (MINUTES, VERBATIM, "nobody gave the passage of it that has the words"),
        (f"Ms Ruiz: {TURNED}.", (*VERBATIM, "--excerpt", TURNED), FEW_WORDS),
        (f"Ms Ruiz: {ALPHABET}.", (*VERBATIM, "--excerpt", ALPHABET), FEW_WORDS),
        ("The roof is blue.", ("--source", "Ana Ruiz", "--excerpt", "The"), FEW_WORDS),
        (MINUTES, (*VERBATIM[:-1], "a clerk", "--excerpt", QUOTED), "a clerk, who keeps that record, is not named"),
        (MINUTES, (*VERBATIM[:-1], "-", "--excerpt", QUOTED), "who keeps that record, is not named"),
        (MINUTES, (*VERBATIM[:-1], "US official", "--excerpt", QUOTED), "who keeps that record, is not named"),
        (MINUTES, ("--basis", "record", *VERBATIM[2:], "--excerpt", QUOTED), "(0 of 2 so far)"),
        (MINUTES, ("--basis", "hearsay", *VERBATIM[2:], "--excerpt", QUOTED), "(0 of 2 so far)"),
    ],
    ids=range(21),
)
def test_it_is_not_verified(answer: Try, quoted: int, text: str, words: Sequence[str], told: str) -> None:
    Path("record.txt").write_text(text, encoding="utf-8")
    refused = answer("said", quoted, "verified", "--evidence", "record.txt", *words)
    assert refused.startswith("5: ")
    assert told in refused


ANOTHERS = [
    f"Minutes of the council. Mr Petrenko: {QUOTED}. Ms Ruiz: I agree.",
    f"BORIS PETROV: {QUOTED}.\n\nANA RUIZ: I agree.",
    f"ANA RUIZ: I agree.\n\nBORIS PETROV: {QUOTED}.",
    f"ANA RUIZ: Good evening.\n\nBORIS PETROV (Harbour): We met. {QUOTED}. We shall see.",
    f"Boris Petrov said: “{QUOTED}.”",
    f"“{QUOTED},” said Boris Petrov, and Ana Ruiz nodded.",
    f"“{QUOTED},” Boris Petrov told the council.",
    f"“{QUOTED},” according to Boris Petrov. Ana Ruiz was there.",
    f"Boris Petrov told Ana Ruiz that {QUOTED}.",
    f"Ana Ruiz opened the sitting. Mr. Boris Petrov then replied that {QUOTED}.",
    f"Not Ana Ruiz but Boris Petrov said: {QUOTED}.",
    f"B. Ruiz: {QUOTED}.",
    f"Mr Boris Ruiz, member: {QUOTED}.",
    f"[10:20] Boris Petrov — {QUOTED}.",
    f"10.20 BORIS PETROV. — {QUOTED}.",
    f"BORIS PETROV\n{QUOTED}.",
    f"From: Boris Petrov <b.petrov@valley.example>\nTo: Ana Ruiz\n\n{QUOTED}.",
    f"Dear Ms Ruiz,\n{QUOTED}.\nYours sincerely,\nBoris Petrov",
    f"Statement by Boris Petrov\n\n{QUOTED}.",
    f"ANA RUIZ: Boris Petrov said that {QUOTED}.",
    f"Борис Петров: {QUOTED}.",
    f"PETROV: Good evening.\nRUIZ: Good evening.\nPETROV: {QUOTED}.\nRUIZ: No.",
]
"""Records that have the words in another mouth."""
NOBODYS = [
    f"Minutes. {QUOTED}. The sitting rose.",
    QUOTED,
    f"Weather: {QUOTED}.",
    f"THE MAYOR: {QUOTED}.",
    f"Q: Is it so?\nA: {QUOTED}.",
    f"THE WITNESS: {QUOTED}.",
    f"She said: {QUOTED}.",
    f"Ana Ruiz was there. It was said that {QUOTED}.",
    f"The husband of Ana Ruiz said that {QUOTED}.",
    f"Ana Ruiz’s lawyer said that {QUOTED}.",
    f"Boris Petrov claimed that Ana Ruiz said that {QUOTED}.",
    f"BORIS PETROV: Ana Ruiz said that {QUOTED}.",
    f"Ms Ruiz and Mr Petrov said: {QUOTED}.",
    f"Present: Boris Ruiz, Ana Ruiz.\nRUIZ: {QUOTED}.",
    f"ANA RUIZ: {QUOTED[:40]}\nTHE CHAIR: {QUOTED[40:]}",
]
"""Records that do not show who said the words, or show it by an office, or by somebody's report."""
HERS = [
    f"Minutes of the council. Ms Ruiz: {QUOTED}. The sitting rose at nine.",
    f"BORIS PETROV: When?\n\nANA RUIZ: {QUOTED}.\n\nBORIS PETROV: I see.",
    f"Mr. Petrov asked when. Ms. Ruiz replied that {QUOTED}.",
    f"“{QUOTED},” said Ana Ruiz.",
    f"Mayor Ana Ruiz (Labour): {QUOTED}.",
    f"A. Ruiz: {QUOTED}.",
    f"[10:20] Ana Ruiz — {QUOTED}.",
    f"ANA RUIZ\n{QUOTED}.",
    f"From: Ana Ruiz <a.ruiz@valley.example>\nTo: Boris Petrov\n\n{QUOTED}.",
    f"Dear Mr Petrov,\n{QUOTED}.\nYours sincerely,\n\nAna Ruiz",
    f"Speech by Mayor Ana Ruiz\n\nFriends, {QUOTED}.",
    f"Ана Руиз: {QUOTED}.",
]
"""Records that have them in her mouth."""


def record_of(text: str) -> Sequence[str]:
    """Write a record down, and give the words that attach it."""
    Path("record.txt").write_text(text, encoding="utf-8")
    whole = QUOTED if QUOTED in text else text.partition("\n")[0]
    return ("--evidence", "record.txt", *VERBATIM, "--excerpt", whole if QUOTED in text else text)


@pytest.mark.parametrize("text", ANOTHERS, ids=range(len(ANOTHERS)))
def test_a_record_has_the_words_in_another_mouth(answer: Try, quoted: int, text: str) -> None:
    words = record_of(text)
    refused = answer("said", quoted, "verified", *words, "--reason", "the clerk says that she said it")
    assert refused.startswith("5: ")
    assert "it has the words in another mouth, that of" in refused
    assert "claimtrack source alias" in refused
    past = answer("said", quoted, "verified", *words, "--override", "--reason", "the clerk mixed the names up")
    assert past.startswith("0: ")


@pytest.mark.parametrize("text", NOBODYS, ids=range(len(NOBODYS)))
def test_who_spoke_is_said_by_a_person_where_the_record_does_not(answer: Try, quoted: int, text: str) -> None:
    words = record_of(text)
    refused = answer("said", quoted, "verified", *words)
    assert refused.startswith("5: ")
    assert "how you know" in refused
    assert answer("said", quoted, "verified", *words, "--reason", "-").startswith("5: ")
    told = answer("said", quoted, "verified", *words, "--reason", "she chairs it, as its first page says")
    assert told.startswith("0: ")
    assert "she chairs it, as its first page says" in answer("show", quoted)


@pytest.mark.parametrize("text", HERS, ids=range(len(HERS)))
def test_a_record_in_which_she_says_it_needs_no_word_more(answer: Try, quoted: int, text: str) -> None:
    assert answer("said", quoted, "verified", *record_of(text)).startswith("0: ")


def test_another_mouth_is_hers_under_another_name(answer: Try, quoted: int) -> None:
    words = record_of(f"BORIS PETROV: Yes.\nANITA RUIZ-VEGA: {QUOTED}.")
    assert answer("said", quoted, "verified", *words).startswith("5: ")
    answer("source", "alias", "Ana Ruiz", "Anita Ruiz-Vega")
    assert answer("said", quoted, "verified", *words).startswith("0: ")


def test_what_another_said_is_no_misquotation_of_hers(answer: Try, quoted: int) -> None:
    other = QUOTED.replace("spring", "autumn")
    Path("record.txt").write_text(f"BORIS PETROV: {other}.\nANA RUIZ: Oh.", encoding="utf-8")
    refused = answer("said", quoted, "misquoted", "--evidence", "record.txt", *VERBATIM, "--excerpt", other)
    assert "in another mouth, that of" in refused


def test_an_older_piece_is_heard_when_the_answer_is_given(answer: Try, quoted: int) -> None:
    adding = ("evidence", "add", quoted, *record_of(ANOTHERS[1])[1:], "--supports")
    assert answer(*adding).startswith("0: ")
    assert "in another mouth" in answer("said", quoted, "verified")
    assert "in another mouth" in answer("said", quoted, "verified", "--reason", "the clerk says so")


def test_what_a_reviewer_typed_is_no_record_of_the_speakers_own(answer: Try, quoted: int) -> None:
    words = ("--source", "Ana Ruiz", "--basis", "record", "--excerpt", QUOTED)
    refused = answer("said", quoted, "verified", "--note", f"She wrote: {QUOTED}", *words)
    assert "it is a note, which somebody of the desk wrote" in refused


def _relays(answer: Try, claim: int, *pieces: tuple[str, bytes]) -> str:
    for place, (source, data) in enumerate(pieces):
        name = f"relay-{place}.{'png' if b'IEND' in data else 'txt'}"
        Path(name).write_bytes(data)
        if place == 0:
            added = answer("evidence", "add", claim, name, "--serves", "said", "--supports", "--source", source)
            assert added.startswith("0: "), added
    return answer("said", claim, "verified", "--evidence", name, "--source", source)


TOLD = b"On the radio Ms Ruiz spoke of the bridge this morning, and of the spring."
AGAIN = b"Our own correspondent heard her at the station, speaking of traffic until June."
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([("anonymous", TOLD), ("a man in the market", AGAIN)], "0 of 2 so far"),
        ([("Radio Norte", TOLD), ("a Telegram channel", AGAIN)], "1 of 2 so far"),
        ([("Radio Norte", PICTURE), ("Vellmar Post", PICTURE + b"x")], "nobody has said that it is no copy"),
        ([("Radio Norte", TOLD), ("Vellmar Post", TOLD + b"\n")], "it is a copy"),
        ([("Radio Norte", TOLD), ("Radio Norte", AGAIN)], "it comes from Radio Norte, like evidence 1"),
        ([("Harbour Courier", TOLD), ("Radio Norte", AGAIN)], "1 of 2 so far"),
    ],
    ids=range(6),
)
def test_two_that_are_no_two_voices_verify_nothing(
    answer: Try, quoted: int, pieces: Sequence[tuple[str, bytes]], told: str
) -> None:
    refused = _relays(answer, quoted, *pieces)
    assert refused.startswith("5: ")
    assert told in refused


def test_two_named_voices_verify_it_and_that_nobody_gave_their_words_is_told(answer: Try, quoted: int) -> None:
    told = _relays(answer, quoted, ("Radio Norte", TOLD), ("Vellmar Post", AGAIN))
    assert told.startswith("0: ")
    assert told.count("nobody gave the passage in which it was said") == 2


@pytest.mark.parametrize(
    ("passage", "verdict", "told"),
    [
        (QUOTED, "verified", None),
        (QUOTED.replace("closed to", "open to"), "verified", 'quotes "closed"; the passage does not have that word'),
        (QUOTED.replace("spring", "autumn"), "verified", 'quotes "spring"; the passage does not have that word'),
        (QUOTED.replace("will stay", "was never"), "verified", 'quotes "will", "stay"; the passage does not have them'),
        ("El puente sobre el río está cerrado al tráfico y lo estará", "verified", "the passage has none"),
        ("Мост через реку закрыт для движения до весны", "verified", "the passage has none"),
        (HALVES, "verified", "the words that the claim quotes in another order"),
        (QUOTED, "misquoted", "the passage has the very words that the claim quotes"),
        (QUOTED.replace("spring", "autumn"), "misquoted", None),
    ],
    ids=range(9),
)
def test_what_the_record_lacks_of_the_quotation_is_told(
    answer: Try, quoted: int, passage: str, verdict: str, told: str | None
) -> None:
    Path("record.txt").write_text(f"Minutes.\nMs Ruiz: {passage}.\nThe sitting rose.", encoding="utf-8")
    given = answer("said", quoted, verdict, "--evidence", "record.txt", *VERBATIM, "--excerpt", passage)
    assert f"claim {quoted}: said is {verdict}" in given
    assert told is None or told in given
    assert told is None or "autumn" not in passage or told in answer("show", quoted)


@pytest.mark.parametrize(
    "record",
    [
        f"Ms Ruiz: I never said that {QUOTED}.",
        f"Ana Ruiz: It is not true that {QUOTED}.",
        f"Ana Ruiz: If {QUOTED}, we go home.",
        f"Ana Ruiz: Is it so that {QUOTED}?",
        f"Ana Ruiz: {QUOTED}?",
        f"Ana Ruiz: I quote from the letter of Mr Khan: “{QUOTED}”. I do not agree.",
        f"Ana Ruiz: What did Mr Khan say? He told me: {QUOTED}.",
        f"Ana Ruiz (reading a letter of Mr Khan): {QUOTED}.",
        f"Ms Ruiz: Ms Ruiz never said: {QUOTED}.",
        f"For Ana Ruiz: {QUOTED}.",
        f"On behalf of Ana Ruiz: {QUOTED}.",
        f"Speech by Ana Ruiz.\n\nThe chair: {QUOTED}.",
        f"From: Ana Ruiz\n\n---- Forwarded ----\nFrom: Omar Khan\n\n{QUOTED}.",
        f"Ana Ruiz: Welcome.\n\nLina Okoye spoke next. “{QUOTED},” she said.",
        f"ana ruiz: {QUOTED}.",
        f"<v Omar Khan>{QUOTED}</v>",
    ],
    ids=range(16),
)
def test_words_that_nobody_there_says_as_theirs_verify_nothing(answer: Try, quoted: int, record: str) -> None:
    Path("record.txt").write_text(f"Minutes.\n\n{record}\n\nThe sitting rose.", encoding="utf-8")
    given = ("said", quoted, "verified", "--evidence", "record.txt", *VERBATIM, "--excerpt", QUOTED)
    refused = answer(*given)
    assert refused.startswith("5: ")
    assert "said is verified" not in refused


def test_a_question_that_is_quoted_is_no_doubt(answer: Try, quoted: int) -> None:
    Path("record.txt").write_text(f"Minutes.\n\nAna Ruiz: {QUOTED}.\nMr Khan: Is it?\n", encoding="utf-8")
    given = answer("said", quoted, "verified", "--evidence", "record.txt", *VERBATIM, "--excerpt", QUOTED)
    assert given.startswith("0: ")


def test_a_letterhead_in_capitals_is_nobodys_turn(answer: Try, quoted: int) -> None:
    head = "CITY OF HALDEN\nOffice of the Mayor\n\nSTATEMENT\n\n"
    Path("record.txt").write_text(f"{head}1. {QUOTED}.\n\nYours sincerely,\nAna Ruiz\n", encoding="utf-8")
    given = answer("said", quoted, "verified", "--evidence", "record.txt", *VERBATIM, "--excerpt", QUOTED)
    assert given.startswith("0: ")
