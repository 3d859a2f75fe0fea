"""The example article, taken apart, against what a careful reader lists in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.values import Extraction, Statement
from claimtrack.services.names import source_key

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
TEXT = (SEEDS / EXPECTED["article"]).read_text(encoding="utf-8")
#: What the rules do not see: this denial names no claim, so that only its content tells what it denies.
UNSEEN_DENIAL = "No prisoner was harmed in Vellmar"


@pytest.fixture(scope="module")
def found() -> Extraction:
    return extract(TEXT)


def characters(spans: Any) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not TEXT[place].isspace()}


def nearest(found: Extraction, claim: dict[str, Any]) -> Statement:
    """The statement that shares most with a claim's words."""
    wanted = characters((TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in claim["quotes"])

    def likeness(statement: Statement) -> float:
        held = characters(statement.spans)
        return len(wanted & held) / len(wanted | held)

    best = max(found.statements, key=likeness)
    assert likeness(best) > 0.8, f"no statement for {claim['quotes']}; the nearest is {best.text!r}"
    return best


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=lambda claim: claim["quotes"][0][:40])
def test_every_claim_that_a_careful_reader_lists_is_found(found: Extraction, claim: dict[str, Any]) -> None:
    statement = nearest(found, claim)
    attribution = found.attributions[statement.attribution] if statement.attribution is not None else None
    speaker = attribution.speaker if attribution is not None else None
    assert statement.own_voice is claim["own_voice"]
    assert source_key(speaker or "") == source_key(claim["speaker"] or "")
    assert statement.checkable is claim["checkable"]
    assert {caveat.kind.value for caveat in statement.caveats} == set(claim["caveats"])
    if attribution is not None:
        assert (attribution.nature.value == claim["nature"]) is (claim["quotes"] != [UNSEEN_DENIAL])


def test_nothing_else_is_a_statement(found: Extraction) -> None:
    listed = {id(nearest(found, claim)) for claim in EXPECTED["claims"]}
    (headline,) = (statement for statement in found.statements if statement.headline)
    assert headline.text == "Orsenian troops hold all of Vellmar"
    assert [one.text for one in found.statements if id(one) not in listed and one is not headline] == []


def test_hops_and_nesting(found: Extraction) -> None:
    for claim in EXPECTED["claims"]:
        statement = nearest(found, claim)
        if statement.attribution is None:
            continue
        attribution = found.attributions[statement.attribution]
        assert [source_key(name) for name in attribution.via] == [source_key(name) for name in claim["via"]]
        outer = nearest(found, EXPECTED["claims"][claim["inside"]]) if claim["inside"] is not None else None
        assert attribution.inside == (outer.attribution if outer is not None else None)


def test_denials_are_linked(found: Extraction) -> None:
    places = {id(statement): index for index, statement in enumerate(found.statements)}
    wanted = {
        (places[id(nearest(found, EXPECTED["claims"][link["from"]]))],
         places[id(nearest(found, EXPECTED["claims"][link["to"]]))], link["kind"])
        for link in EXPECTED["links"]
        if EXPECTED["claims"][link["from"]]["quotes"] != [UNSEEN_DENIAL]
    }  # fmt: skip
    assert {(link.source, link.target, link.kind.value) for link in found.links} == wanted


def test_no_furniture_is_a_statement(found: Extraction) -> None:
    words = " ".join(statement.text for statement in found.statements)
    assert [line for line in EXPECTED["furniture"] if line in words] == []
