"""Forty tries by one who did not build it: what a green tick, or an open gate, can be had for.

Files without words, the article in other dress, a verdict made to vanish by a correction, a party that is nobody's.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import BRIDGE, MARKET, ROAD, SCHOOL, Try, Weighed

Attach = Callable[..., None]

pytestmark = pytest.mark.usefixtures("valley")

WHY = ("--reason", "the register was read")
OFFICE = ("--supports", "--source", "Road Office", "--new-source")
GATE = ("gate", "--require")
PARTY = ("correct", ROAD, "--party", "accused:Brell Lines", "--new-source")


@pytest.mark.parametrize(
    "words",
    [
        " \n\n",
        "\t",
        ".....",
        "-- \n --",
        "\u200b\u200b",
        "\u3164\u115f",
        "\u00ad",
        "\ufeff \ufeff",
        "?!",
        "\u2800\u2800",
    ],
    ids=range(10),
)
def test_a_file_without_a_word_is_nobodys_record(words: str, answer: Try) -> None:
    Path("blank.txt").write_text(words, encoding="utf-8")
    refused = answer("evidence", "add", ROAD, "blank.txt", *OFFICE)
    assert refused.startswith("3: ")
    assert "no word stands in blank.txt" in refused
    assert answer("confirm", ROAD).startswith("5: ")


def _last_words_first(article: str) -> str:
    return "\n\n".join(reversed(article.split("\n\n")))


def _in_cyrillic_letters(article: str) -> str:
    return article.translate(str.maketrans("aeo", "\u0430\u0435\u043e"))


@pytest.mark.parametrize(
    "dress",
    [
        _last_words_first,
        str.upper,
        _in_cyrillic_letters,
        lambda text: text.replace(" ", "\n"),
        lambda text: f"> {text}",
    ],
    ids=["reversed", "upper", "letters", "lines", "quoted"],
)
def test_the_article_confirms_nothing_of_itself(dress: Callable[[str], str], answer: Try) -> None:
    Path("dressed.txt").write_text(dress(Path("article.txt").read_text(encoding="utf-8")), encoding="utf-8")
    assert answer("evidence", "add", ROAD, "dressed.txt", *OFFICE).startswith("0: ")
    assert answer("source", "unaffiliated", "Road Office", *WHY).startswith("0: ")
    assert "has the article's own words" in answer("confirm", ROAD)


@pytest.mark.parametrize("data", [b"PK\x05\x06" + bytes(18), bytes(range(256)) * 3], ids=["zip", "bytes"])
def test_what_cannot_be_read_says_that_nobody_compared_it(data: bytes, answer: Try) -> None:
    Path("piece.bin").write_bytes(data)
    assert answer("evidence", "add", ROAD, "piece.bin", *OFFICE).startswith("0: ")
    answer("source", "unaffiliated", "Road Office", *WHY)
    answer("confirm", ROAD)
    assert "cannot be compared" in answer("show", ROAD)


@pytest.fixture
def refuted(valley: Path, attach: Attach, answer: Try) -> None:
    """Have somebody refute what the outlet says itself."""
    assert valley.is_dir()
    attach(ROAD, "Road Office", "--refutes")
    answer("source", "unaffiliated", "Road Office", *WHY)
    assert answer("refute", ROAD).startswith("0: ")


@pytest.mark.usefixtures("refuted")
@pytest.mark.parametrize(
    ("words", "answered"),
    [
        (("split", ROAD, "--at", "was cut"), "is refuted; `claimtrack reopen 4"),
        (("gate", "accept", ROAD, "--reason", "the story says so"), "the outlet says it itself"),
        (("correct", ROAD, "--speaker", "Ana Ruiz", "--new-source"), "claim 4 was refuted and is unverified again"),
        (("correct", ROAD, "--not-checkable"), "claim 4 was refuted and is unverified again"),
        (("withdraw", ROAD, "--reason", "x"), "says nothing"),
        (
            ("confirm", ROAD, "--override", "--reason", "the editor"),
            "confirmed BY OVERRIDE, not independently",
        ),
        (("source", "unaffiliated", "Road Office", "--take-back", *WHY), "claim 4 was refuted"),
        (("evidence", "withdraw", 1, "--reason", "it is forged"), "claim 4 was refuted"),
    ],
    ids=range(8),
)
def test_what_was_refuted_is_made_to_vanish(words: tuple[str | int, ...], answered: str, answer: Try) -> None:
    assert answered in answer(*words)
    shown = answer("show", ROAD)
    assert "confirmed, independently" not in shown
    assert "marked it refuted" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("correct", ROAD, "--party", "favoured:Brell Lines"),
        ("source", "merge", "Brell Lines", "--into", "Harbour Courier", *WHY),
        ("source", "alias", "Harbour Courier", "Brell Line"),
        ("reply", "ask", ROAD, "--to", "Brell Lines", "--by", "mail", "--text", "a.txt", "--deadline", "2020-01-01"),
        ("reply", "ask", ROAD, "--to", "Brell Lines", "--by", "mail", "--text", "blank.txt"),
        ("reply", "ask", ROAD, "--to", "Harbour Courier", "--by", "mail", "--text", "a.txt"),
        ("reply", "ask", MARKET, "--to", "Brell Lines", "--by", "mail", "--text", "a.txt"),
        ("reply", "except", ROAD, "--to", "Brell Lines", "--reason", "ok"),
        ("correct", ROAD, "--no-party", "Harbour Courier"),
        ("correct", ROAD, "--speaker", "Brell Lines"),
    ],
    ids=range(10),
)
def test_whom_it_accuses_is_asked_whatever_was_done(words: tuple[str | int, ...], answer: Try) -> None:
    assert answer(*PARTY).startswith("0: ")
    Path("a.txt").write_text("Dear all, what do you say?", encoding="utf-8")
    Path("blank.txt").write_text(" \u200b", encoding="utf-8")
    answer(*words)
    shut = answer(*GATE, "reply-asked")
    assert shut.startswith("7: ")
    assert "no reply was asked for" in shut


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*GATE, ""), 2),
        ((*GATE, "nothing"), 2),
        (("gate", "--standard", "/dev/null"), 3),
        (("gate", "99"), 4),
        (("policy", "set", "origins=0"), 3),
        (("policy", "set", "origins=-1"), 3),
    ],
    ids=range(6),
)
def test_less_cannot_be_asked(words: tuple[str | int, ...], code: int, answer: Try) -> None:
    assert answer(*words).startswith(f"{code}: ")


@pytest.mark.parametrize(
    ("claim", "name", "kind"),
    [
        (SCHOOL, "Zoe Dvorak", "organisation"),
        (SCHOOL, "Diary of Zo\u00eb Dvo\u0159\u00e1k", "document"),
        (SCHOOL, "Zo\u00eb Dvo\u0159\u00e1k\u2019s lawyer", "none"),
        (BRIDGE, "Russia\u2019s MFA", "none"),
        (BRIDGE, "Ministry of Defence of the R.F.", "none"),
        (BRIDGE, "\u041a\u0440\u0435\u043c\u043b\u044c", "media"),
        (BRIDGE, "Russian Foreign Ministry (Telegram)", "media"),
    ],
    ids=range(7),
)
def test_another_kind_hides_nobody(
    claim: int, name: str, kind: str, attach: Attach, answer: Try, weighed: Weighed
) -> None:
    attach(claim, name, "--source-kind", kind)
    answer("source", "unaffiliated", name, *WHY)
    assert answer("confirm", claim).startswith("5: ")
    (piece,) = weighed(claim)["supporting"]
    assert piece["reason"].startswith("does not count")


def test_a_claim_that_is_nobodys_takes_two(attach: Attach, answer: Try) -> None:
    assert answer("correct", BRIDGE, "--speaker", "anonymous", "--reason", "nobody is named").startswith("0: ")
    attach(BRIDGE, "Road Office")
    answer("source", "unaffiliated", "Road Office", *WHY)
    assert "1 of 2 independent origins" in answer("confirm", BRIDGE)
