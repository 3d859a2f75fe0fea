"""The crosswalk of the standards: every row is what the standard's file says, and what it names is there and does it.

``python -m tests.docs.test_standards_page`` prints the tables, for who changed a file in ``src/claimtrack/standards/``.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.docs.write_reference import commands

from claimtrack.rules.contradictions import Contradiction
from claimtrack.rules.gate import Candidate, Unreplied, shortfalls
from claimtrack.rules.policy import DEFAULT_POLICY
from claimtrack.rules.policy_text import adjust_policy
from claimtrack.rules.standards import Demand, Standard, policy_shortfalls
from claimtrack.services.verdicts.standards import shipped
from claimtrack.vocabulary import ClaimLinkKind, Need, Said, Status

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "standards.md"
STANDARDS = shipped()
DEMANDS = [demand for standard in STANDARDS for demand in standard.demands]
NEEDS = sorted({need for standard in STANDARDS for need in standard.needs}, key=list(Need).index)


def table(standard: Standard) -> str:
    """Write a standard's table as the page has it."""
    head = ("where", "what it asks", "what is kept", "what checks it", "what is not checked here")
    rows = [head, ("---",) * len(head), *map(_cells, standard.demands)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cells(demand: Demand) -> tuple[str, ...]:
    checks = [f"`{need.value}`" for need in demand.requires]
    checks += [f"the policy's `{key} = {_written(value)}`" for key, value in demand.policy]
    cells = (demand.where, demand.asks, demand.kept, ", ".join(checks), demand.not_checked)
    return tuple(cell or "nothing" for cell in cells)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_the_page_tells_each_standard_row_by_row(standard: Standard) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition(f"## `{standard.name}`: {standard.title}\n")[2].partition("\n## ")[0]
    assert f"{standard.published_by}; {standard.read_in}." in " ".join(section.split())
    assert [line for line in section.splitlines() if line.startswith("|")] == table(standard).splitlines()


def test_the_page_tells_no_other_standard() -> None:
    told = re.findall(r"^## `([a-z-]+)`:", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [standard.name for standard in STANDARDS] == ["bbc", "ifcn", "two-source"]


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand.asks[:40])
def test_the_commands_that_a_row_names_are_there(demand: Demand) -> None:
    known = {one.words.removeprefix("claimtrack "): {p.words for p in one.parameters} for one in commands()}
    options = " ".join(words for parameters in known.values() for words in parameters)
    for named in re.findall(r"`([^`]+)`", f"{demand.kept} {demand.not_checked}"):
        words = " ".join(word for word in named.split() if not word.startswith("--"))
        assert not words or words in known, named
        assert all(word in options for word in named.split() if word.startswith("--")), named


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand.asks[:40])
def test_a_row_is_checked_or_says_that_it_is_not(demand: Demand) -> None:
    assert demand.requires or demand.policy or demand.not_checked
    assert demand.kept or not (demand.requires or demand.policy)


SOUND = Candidate(1, own_voice=True, checkable=True, status=Status.CONFIRMED, said=Said.UNCHECKED, overridden=False)
ATTRIBUTED = Candidate(
    2, own_voice=False, checkable=True, status=Status.CONFIRMED, said=Said.VERIFIED, overridden=False
)
LACKING: dict[Need, dict[str, Any]] = {
    Need.OWN_CONFIRMED: {"status": Status.UNVERIFIABLE},
    Need.NO_UNVERIFIED: {"status": Status.IN_REVIEW},
    Need.NO_REFUTED: {"status": Status.DISPUTED},
    Need.NO_OVERRIDE: {"overridden": True},
    Need.NO_ALARM: {"contradictions": (Contradiction(1, ClaimLinkKind.DENIES, 3),)},
    Need.NO_PENDING: {"proposed": True},
    Need.INTACT: {"failing": (4,)},
    Need.REPLY_ASKED: {"unreplied": (Unreplied(7, "Brell Lines"),)},
    Need.SAID: {"own_voice": False},
}


@pytest.mark.parametrize("need", NEEDS)
def test_what_a_standard_requires_lets_through_what_is_sound_and_nothing_else(need: Need) -> None:
    values: dict[str, Any] = {name: getattr(SOUND, name) for name in Candidate.__slots__}
    assert shortfalls(SOUND, [need]) == shortfalls(ATTRIBUTED, [need]) == ()
    assert [one.need for one in shortfalls(Candidate(**values | LACKING[need]), [need])] == [need]


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_what_a_standard_asks_of_the_policy_is_what_the_next_command_sets(standard: Standard) -> None:
    lacking = policy_shortfalls(standard, DEFAULT_POLICY)
    asked = {key for demand in standard.demands for key, _ in demand.policy}
    assert {one.key for one in lacking} <= asked
    settings = [one.next.line().removeprefix("claimtrack policy set ") for one in lacking]
    assert policy_shortfalls(standard, adjust_policy(DEFAULT_POLICY, settings)) == ()


if __name__ == "__main__":
    for one in STANDARDS:
        print(f"\n## `{one.name}`: {one.title}\n\n{one.published_by}; {one.read_in}.\n\n{table(one)}")  # noqa: T201 - to be pasted
