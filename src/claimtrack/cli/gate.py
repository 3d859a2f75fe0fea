"""`gate`: may this be published?"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import given
from claimtrack.cli.output import counted, line, tell, write
from claimtrack.errors import GateNotPassed, UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.gate import FallsShort, Gate
    from claimtrack.vocabulary import Need


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(gate)


@given
def gate(
    desk: "Desk",
    article: Annotated[
        int | None, typer.Argument(metavar="ARTICLE", help="Only this article.", show_default=False)
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD[,WORD]...",
            help="What has to be so: confirmed, no-unverified, no-override, no-alarm, said, no-stale; may be repeated.",
            show_default="no-unverified,no-alarm",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Say whether an article may be published as it stands: exit code 0, or 7 with the claims that fall short.

    Example: claimtrack gate 1 --require confirmed,no-alarm
    """
    from claimtrack.services.verdicts.gate import hold

    found = hold(desk, article, needs=_needs(require))
    if as_json:
        write(json.dumps(_data(found), indent=2))
    elif not found.passed:
        write("\n".join(_line(one) for one in found.short))
    asked = ", ".join(found.needs)
    where = f"article {found.article}" if found.article is not None else "the workspace"
    if not found.passed:
        fall = "falls" if len(found.short) == 1 else "fall"
        raise GateNotPassed(
            f"the gate is shut: {len(found.short)} of {counted(found.claims, 'claim')} in {where} "
            f"{fall} short of {asked}"
        )
    what = f"{counted(found.claims, 'claim')} in {where}: {asked}" if found.claims else f"{where} has no claims"
    tell(f"the gate is open: {what}")


def _needs(words: Sequence[str] | None) -> "list[Need]":
    from claimtrack.vocabulary import USUAL, Need

    if not words:
        return list(USUAL)
    known = {need.value: need for need in Need}
    asked = [word.strip() for word in ",".join(words).split(",")]
    for word in asked:
        if word not in known:
            raise UsageError(f'the gate knows no "{word}"; it knows {", ".join(known)}')
    return [known[word] for word in asked]


def _line(one: "FallsShort") -> str:
    lacks = "; ".join(lack.lacks for lack in one.shortfalls)
    return f"claim {one.claim}: {lacks}; next: {line(one.shortfalls[0].next)}"


def _data(found: "Gate") -> dict[str, object]:
    """Return the shape that docs/reference/gate.md describes."""
    return {
        "passed": found.passed,
        "article": found.article,
        "required": [need.value for need in found.needs],
        "claims": found.claims,
        "short": [
            {
                "claim": one.claim,
                "article": one.article,
                "shortfalls": [
                    {"word": lack.need.value, "lacks": lack.lacks, "next": line(lack.next)} for lack in one.shortfalls
                ],
            }
            for one in found.short
        ],
    }
