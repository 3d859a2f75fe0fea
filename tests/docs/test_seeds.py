"""The example article, its expected claims and its evidence fit each other."""

import json
from pathlib import Path
from typing import TypedDict

import pytest

from claimtrack.locker.excerpts import find_excerpt
from claimtrack.reading.read import read_document
from claimtrack.vocabulary import Basis, CaveatKind, LinkKind, Nature, Serves, Stance

SEEDS = Path(__file__).parents[2] / "seeds"


class ExpectedClaim(TypedDict):
    """One claim a careful reader lists."""

    quotes: list[str]
    speaker: str | None
    via: list[str]
    own_voice: bool
    nature: str | None
    checkable: bool
    caveats: list[str]
    inside: int | None


class ExpectedEvidence(TypedDict):
    """Which file bears on which claim."""

    file: str
    source: str
    claim: int
    stance: str
    serves: str
    basis: str
    excerpt: str


ExpectedLink = TypedDict("ExpectedLink", {"from": int, "to": int, "kind": str})


class Expected(TypedDict):
    """The whole of ``expected.json``."""

    article: str
    outlet: str
    claims: list[ExpectedClaim]
    links: list[ExpectedLink]
    furniture: list[str]
    evidence: list[ExpectedEvidence]


EXPECTED: Expected = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
TEXT = (SEEDS / EXPECTED["article"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=lambda claim: claim["quotes"][0][:40])
def test_every_claim_stands_in_the_article_once(claim: ExpectedClaim) -> None:
    assert [TEXT.count(quote) for quote in claim["quotes"]] == [1] * len(claim["quotes"])
    assert all(name in TEXT for name in [claim["speaker"], *claim["via"]] if name is not None)
    assert claim["inside"] is None or claim["quotes"][0] in EXPECTED["claims"][claim["inside"]]["quotes"][0]
    assert claim["own_voice"] is (claim["nature"] is None)
    assert claim["nature"] is None or Nature(claim["nature"])
    assert [CaveatKind(kind) for kind in claim["caveats"]] == claim["caveats"]


def test_claims_stand_in_the_order_of_the_text() -> None:
    places = [TEXT.index(claim["quotes"][0]) for claim in EXPECTED["claims"]]
    assert places == sorted(places)


def test_furniture_is_in_the_capture_and_in_no_claim() -> None:
    lines = TEXT.splitlines()
    quotes = " ".join(quote for claim in EXPECTED["claims"] for quote in claim["quotes"])
    assert [line for line in EXPECTED["furniture"] if line not in lines or line in quotes] == []


def test_links_name_claims_by_other_speakers() -> None:
    for link in EXPECTED["links"]:
        one, other = EXPECTED["claims"][link["from"]], EXPECTED["claims"][link["to"]]
        assert one["speaker"] != other["speaker"]
        assert LinkKind(link["kind"])


@pytest.mark.parametrize("piece", EXPECTED["evidence"], ids=lambda piece: f"{piece['file']} for {piece['claim']}")
def test_every_excerpt_stands_in_its_file(piece: ExpectedEvidence) -> None:
    path = SEEDS / piece["file"]
    assert find_excerpt(read_document(path.read_bytes(), name=path.name).text, piece["excerpt"]) is not None
    assert piece["claim"] < len(EXPECTED["claims"])
    words = {*Stance, *Serves, *Basis}
    assert {piece["stance"], piece["serves"], piece["basis"]} <= words


def test_every_sample_file_is_used_and_described() -> None:
    files = {f"evidence/{path.name}" for path in (SEEDS / "evidence").iterdir()}
    assert files == {piece["file"] for piece in EXPECTED["evidence"]}
    described = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [path for path in sorted(files) if f"`{path}`" not in described] == []


def test_the_web_page_tells_the_same_article() -> None:
    page = read_document((SEEDS / "article.html").read_bytes(), name="article.html")
    missing = [quote for claim in EXPECTED["claims"] for quote in claim["quotes"] if quote not in page.text]
    assert missing == []
    assert page.title == "Kaldria says Orsenian troops hold all of Vellmar"
    assert page.byline == "Lena Mortvik"
    assert page.outlet == EXPECTED["outlet"]
    assert page.published is not None
    assert page.published.isoformat() == "2024-05-16T16:40:00+00:00"
    assert page.url == "https://courier.example/world/vellmar-kaldria-orsenian-troops"
    assert not any(words in page.text for words in ("cookies", "The Morning Tide", "Copy link", "Ferries on the Teyr"))
