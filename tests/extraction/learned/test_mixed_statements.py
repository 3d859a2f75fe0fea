"""An opinion with a fact that could be checked can be checked; a clause of either alone is what it is."""

import re
from collections.abc import Sequence

import pytest

from claimtrack.extraction.learned.mixed_statements import with_facts_weighed
from claimtrack.extraction.quoting.statement_draft import StatementDraft

OPINION, FACT = "The vote is a shame for all of us", "two of the five islands are run by the old council"


def _weighed(text: str) -> tuple[float, list[str]]:
    """Return how likely a text is checkable, whose fact is, and what of it was weighed beside the whole."""
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    asked: list[str] = []

    def weigh(statements: Sequence[Sequence[tuple[int, int]]]) -> list[float]:
        parts = [text[spans[pieces[0][0]][0] : spans[pieces[-1][1] - 1][1]] for pieces in statements]
        asked.extend(parts)
        return [0.9 if part == FACT else 0.2 for part in parts]

    (one,) = with_facts_weighed(text, [StatementDraft(((0, len(text)),), 0.1, 0.3, 0.9)], spans, weigh)
    return one.checkable, asked


@pytest.mark.parametrize("joint", [" - ", " – ", " — ", "; ", ", and ", " but ", " and "])
def test_a_fact_beside_a_judgement_counts(joint: str) -> None:
    assert _weighed(f"{OPINION}{joint}{FACT}") == (0.9, [OPINION, FACT])


def test_two_judgements_stay_what_the_whole_is() -> None:
    other = "nobody is proud of it any more"
    assert _weighed(f"{OPINION}, and {other}") == (0.3, [OPINION, other])


@pytest.mark.parametrize("text", [OPINION, f"The bravest, the best and the last of them - {FACT}", "Shame and sorrow"])
def test_what_is_one_clause_is_weighed_once(text: str) -> None:
    assert _weighed(text) == (0.3, [])


def test_what_is_checkable_as_a_whole_is_not_looked_at() -> None:
    text = f"{OPINION}; {FACT}"
    one = StatementDraft(((0, len(text)),), 0.1, 0.6, 0.9)
    assert with_facts_weighed(text, [one], [(0, len(text))], lambda _: [1.0]) == [one]
