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
        (f"Ms Ruiz never said: {QUOTED}", "verified", 'the passage says "never"; the claim does not'),
        (QUOTED, "misquoted", "the passage has the very words that the claim quotes"),
        (QUOTED.replace("spring", "autumn"), "misquoted", None),
    ],
    ids=range(10),
)
def test_what_the_record_lacks_of_the_quotation_is_told(
    answer: Try, quoted: int, passage: str, verdict: str, told: str | None
) -> None:
    Path("record.txt").write_text(f"Minutes. {passage}. The sitting rose.", encoding="utf-8")
    given = answer("said", quoted, verdict, "--evidence", "record.txt", *VERBATIM, "--excerpt", passage)
    assert f"claim {quoted}: said is {verdict}" in given
    assert told is None or told in given
    assert told is None or "autumn" not in passage or told in answer("show", quoted)
