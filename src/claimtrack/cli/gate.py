"""`gate`: may this be published?"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack.cli.given import ClaimsArgument, VersionOption, given, seen_by
from claimtrack.cli.output import counted, line, tell, write
from claimtrack.errors import GateNotPassed, UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.gate import FallsShort, Gate
    from claimtrack.vocabulary import Need


class _Asking(TyperGroup):
    """A group that asks the gate where none of its commands is named: `gate 1` is `gate hold 1`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name in front where it is left out."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return list(super().parse_args(ctx, args if named else ["hold", *args]))


gate = typer.Typer(help="May this be published? `gate 1` is short for `gate hold 1`.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(gate, name="gate", cls=_Asking)


@gate.command()
@given
def hold(
    desk: "Desk",
    article: Annotated[
        int | None, typer.Argument(metavar="ARTICLE", help="Only this article.", show_default=False)
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD[,WORD]...",
            help="What has to be so: confirmed, no-unverified, no-refuted, no-override, no-alarm, no-pending, intact, "
            "said, no-stale; may be repeated.",
            show_default="no-unverified,no-refuted,no-alarm,no-pending,intact",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Say whether an article may be published as it stands: exit code 0, or 7 with the claims that fall short.

    Example: claimtrack gate hold 1 --require confirmed,no-alarm
    """
    from claimtrack.services.verdicts import gate as service

    found = service.hold(desk, article, needs=_needs(require))
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


@gate.command()
@given
def accept(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Where, or in which words, the story says it.", show_default=False)
    ],
    if_version: VersionOption = None,
) -> None:
    """Note that the story itself says that somebody's claim is refuted: the gate lets it pass as long as it stands so.

    Example: claimtrack gate accept 12 --reason "the next paragraph says that the figure is wrong"
    """
    from claimtrack.services.verdicts import acceptance as service

    seen = seen_by(desk, claims, if_version)
    desk.enact(service.accept, seen, reason)
    numbers = ", ".join(map(str, seen.numbers))
    tell(f"on record: the story says how claim {numbers} stands")


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
