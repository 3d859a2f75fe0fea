"""The explanations name every word that the rules use, and the policy's numbers."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from claimtrack.rules.policy import DEFAULT_POLICY, Doubts
from claimtrack.vocabulary import (
    USUAL,
    Basis,
    CaveatKind,
    ClaimLinkKind,
    LinkState,
    Need,
    PartySide,
    RelationKind,
    RelationState,
    Role,
    Said,
    Serves,
    Stance,
    Status,
)

EXPLANATION = Path(__file__).parents[2] / "docs" / "explanation"


@pytest.mark.parametrize(
    "words",
    [Status, Said, Stance, Serves, Basis, Role, RelationKind, RelationState, ClaimLinkKind, LinkState, PartySide],
)
def test_the_words_page_names_every_word(words: type[StrEnum]) -> None:
    page = (EXPLANATION / "words.md").read_text(encoding="utf-8")
    assert [word.value for word in words if f"`{word}`" not in page] == []


def test_the_page_on_links_explains_every_kind() -> None:
    page = (EXPLANATION / "contradictions.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == [kind.value for kind in ClaimLinkKind]


@pytest.mark.parametrize("page", ["reference/gate.md", "how-to/stop-a-story-that-is-not-checked.md"])
def test_the_pages_on_the_gate_explain_every_word_that_it_knows(page: str) -> None:
    text = (EXPLANATION.parent / page).read_text(encoding="utf-8")
    table = text.partition("| word | asks that |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [need.value for need in Need]
    assert f"Without `--require` it is `{','.join(USUAL)}`" in text


def test_the_attribution_page_names_every_kind_of_caveat() -> None:
    page = (EXPLANATION / "attribution.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\w+) \| \"", page, re.MULTILINE) == [kind.value for kind in CaveatKind]


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        ("as a rule", Doubts()),
        ("the article itself doubts it (it has a caveat)", Doubts(caveated=True)),
        ("its speaker only heard it from others", Doubts(hearsay=True)),
        ("its speaker is not named", Doubts(speaker_unnamed=True)),
        ("it is unread: nobody looked for who says it", Doubts(unread=True)),
    ],
)
def test_the_independence_page_tells_the_numbers_of_the_policy(row: str, doubts: Doubts) -> None:
    page = (EXPLANATION / "independence.md").read_text(encoding="utf-8")
    assert f"| {row} | {DEFAULT_POLICY.required(doubts)} |\n" in page
