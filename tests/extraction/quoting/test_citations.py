"""Whom an outlet cites speaks; the outlet carries. Read with both engines."""

from collections.abc import Callable
from typing import Any

import pytest

from claimtrack.extraction.engine import extract as by_rules
from claimtrack.extraction.learned.engine import extract as learned
from claimtrack.extraction.values import Extraction

BOTH = pytest.mark.parametrize("engine", [by_rules, learned])
Engine = Callable[[str], Extraction]


def _said(engine: Engine, text: str) -> list[tuple[str | None, tuple[str, ...], str]]:
    found = engine(text)
    return [
        (by.speaker, by.via, one.text)
        for one in found.statements
        if one.attribution is not None and (by := found.attributions[one.attribution])
    ]


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The newspaper reported, citing a former clerk, that the mayor had known of the leak for weeks.",
            ("a former clerk", ("The newspaper",), "the mayor had known of the leak for weeks"),
        ),
        (
            "The Northern Tribune, citing two people close to the talks, said the offer had been withdrawn.",
            ("two people close to the talks", ("Northern Tribune",), "the offer had been withdrawn"),
        ),
        (
            "The bid had been withdrawn, the Daily Post reported, citing a person close to the club.",
            ("a person close to the club", ("Daily Post",), "The bid had been withdrawn"),
        ),
        (
            "Reuters, quoting a port official, reported that four ships had left.",
            ("a port official", ("Reuters",), "four ships had left"),
        ),
    ],
)
def test_whom_an_outlet_cites_speaks_through_it(engine: Engine, text: str, expected: Any) -> None:
    assert _said(engine, text) == [expected]


@BOTH
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ministry, citing the weather, said the parade would be held indoors.", "The ministry"),
        ("Anna Moe, quoting her grandmother, said the mill had closed in May.", "Anna Moe"),
        (
            "Reuters reported that the firm had cut 40 jobs, citing a fall in demand for paper, and would go on.",
            "Reuters",
        ),
    ],
)
def test_who_else_cites_speaks(engine: Engine, text: str, speaker: str) -> None:
    assert {(by, via) for by, via, _ in _said(engine, text)} == {(speaker, ())}


@BOTH
def test_who_is_told_carries_with_the_words_in_front(engine: Engine) -> None:
    assert _said(engine, '"The dam was opened twice," the governor told the BBC.')[0][:2] == (
        "the governor",
        ("the BBC",),
    )


@BOTH
@pytest.mark.parametrize(
    "before",
    [
        "The ministry said the road was shut.",
        "The council said the road was shut.",
        "The board said the road was shut.",
    ],
)
def test_a_company_is_no_ministry_and_no_board(engine: Engine, before: str) -> None:
    said = _said(engine, f"{before} The company said it would close the mill in May.")
    assert said[-1][0] == "The company"
