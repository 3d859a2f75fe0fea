"""`gate`: may this be published?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.given import ClaimsArgument, VersionOption, given, seen_by
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, is_for_people, line, tell, wrapped, write, write_sentences
from claimtrack.errors import GateNotPassed, UsageError
from claimtrack.remedies import Blank, Step, do
from claimtrack.reports.wording import measures

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.gate import FallsShort, Gate
    from claimtrack.services.verdicts.standards import Demand, PolicyShortfall, Standard
    from claimtrack.vocabulary import Need


class _Asking(Commands):
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
            help="What has to be so: confirmed, own-confirmed, no-unverified, no-refuted, no-override, no-alarm, "
            "no-pending, intact, reply-asked, said, no-stale; may be repeated.",
            show_default="no-unverified,no-refuted,no-alarm,no-pending,intact,reply-asked",
        ),
    ] = None,
    standard: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE",
            help="A standard to hold it to besides: ifcn, bbc, two-source, or a file of your own.",
            show_default=False,
        ),
    ] = None,
    standards: Annotated[
        bool, typer.Option("--standards", help="List the standards, with what each asks, and hold nothing to them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Say whether an article may be published as it stands: exit code 0, or 7 with the claims that fall short.

    Example: claimtrack gate hold 1 --require confirmed,no-alarm
    """
    from claimtrack.services.verdicts import gate as service

    if standards:
        _list_standards(as_json=as_json)
        return
    if standard is not None:
        from claimtrack.services.verdicts.standards import standard as named

        found = service.hold_to(desk, article, named(standard), needs=_needs(require) if require else ())
    else:
        found = service.hold(desk, article, needs=_needs(require))
    if as_json:
        from claimtrack.services.shapes import gate as shape

        write(json.dumps(shape(found, line), indent=2))
    elif not found.passed:
        lines = map(_line, found.short) if not is_for_people() else _alike_together(found.short)
        write_sentences("\n".join([*map(_policy_line, found.policy), *lines]))
    _tell_not_checked(found)
    for party in found.taken_off:
        why = do(Step.SHOW, party.claim).line()
        tell(f"claim {party.claim}: {party.name} was taken off as accused and is not asked; `{why}` says why")
    _tell_outcome(found)


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
    """Note that the story itself says that a claim of others is refuted, or misquoted: then the gate lets it pass.

    That holds as long as the claim stands so.

    Example: claimtrack gate accept 12 --reason "the next paragraph says that the figure is wrong"
    """
    from claimtrack.services.verdicts import acceptance as service

    seen = seen_by(desk, claims, if_version)
    desk.enact(service.accept, seen, reason)
    numbers = ", ".join(map(str, seen.numbers))
    tell(f"on record: the story says how claim {numbers} stands")


def _tell_outcome(found: "Gate") -> None:
    """Say that the gate is open; raises GateNotPassed where it is shut."""
    where = f"article {found.article}" if found.article is not None else "the workspace"
    if not found.passed:
        fall = "falls" if len(found.short) == 1 else "fall"
        policy = f"; the policy lacks {counted(len(found.policy), 'thing')}" if found.policy else ""
        raise GateNotPassed(
            f"the gate is shut: {len(found.short)} of {counted(found.claims, 'claim')} in {where} "
            f"{fall} short of {_lacking(found)}{policy}"
        )
    asked = ", ".join(found.needs)
    what = f"{counted(found.claims, 'claim')} in {where}: {asked}" if found.claims else f"{where} has no claims"
    tell(f"the gate is open: {what}{_left_out(found)}")


def _left_out(found: "Gate") -> str:
    """Say of which claims no verdict was asked: whoever lets a story pass has to know that there are some."""
    told = [
        f"{number} {words}"
        for number, words in (
            (found.not_checkable, "on record as not checkable, of which no verdict was asked"),
            (found.withdrawn, "withdrawn, of which nothing was asked"),
        )
        if number
    ]
    return f"; {' and '.join(told)}" if told else ""


def _lacking(found: "Gate") -> str:
    """Name what some claim falls short of, in the order in which it was asked for; all of it where none does."""
    lacking = {lack.need for one in found.short for lack in one.shortfalls}
    return ", ".join(need for need in found.needs if need in lacking or not lacking)


def _tell_not_checked(found: "Gate") -> None:
    """Say what a standard asks that a program cannot see."""
    if found.standard is None:
        return
    own = f" (a standard of your own, {found.standard.own_file})" if found.standard.own_file is not None else ""
    tell(f"{found.standard.title}{own}, as read in {found.standard.read_in}")
    for where, words in found.standard.not_checked:
        tell(f"not checked here: {where}: {words}")


def _list_standards(*, as_json: bool) -> None:
    from claimtrack.services.verdicts.standards import shipped

    found = shipped()
    if as_json:
        write(json.dumps([_standard(one) for one in found], indent=2))
        return
    for one in found:
        write(f"{one.name}: {one.title} ({one.published_by})")
        for demand in one.demands:
            for words in wrapped(f"{demand.where}: {demand.asks}", "  - "):
                write(words)
            for words in wrapped(_checked(demand), "    "):
                write(words)


def _checked(demand: "Demand") -> str:
    """Say what is checked of a demand, and what is not."""
    words = [need.value for need in demand.requires]
    words += [f"policy {key} = {json.dumps(value)}" for key, value in demand.policy]
    checked = f"checked: {', '.join(words)}" if words else ""
    not_checked = f"not checked here: {demand.not_checked}" if demand.not_checked is not None else ""
    return ". ".join(filter(None, (checked, not_checked)))


def _standard(one: "Standard") -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "published_by": one.published_by,
        "read_in": one.read_in,
        "demands": [
            {
                "where": demand.where,
                "asks": demand.asks,
                "kept": demand.kept,
                "requires": [need.value for need in demand.requires],
                "policy": dict(demand.policy),
                "not_checked": demand.not_checked,
            }
            for demand in one.demands
        ],
    }


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


def _alike_together(short: Sequence["FallsShort"]) -> Iterator[str]:
    """Yield one line for all claims that lack the same, where the first of them stands: forty would hide the one."""
    alike: dict[str, list[FallsShort]] = {}
    for one in short:
        alike.setdefault(_of_any(one), []).append(one)
    for words, those in alike.items():
        numbers = measures.numbers(measures.ranges(one.claim for one in those))
        yield f"claims {numbers}: {words}" if len(those) > 1 else _line(those[0])


def _of_any(one: "FallsShort") -> str:
    """Say what a claim lacks and what to do, with N for its number."""
    lacks = "; ".join(lack.lacks for lack in one.shortfalls)
    first = one.shortfalls[0].next
    told = replace(first, arguments=tuple(Blank.N if word == one.claim else word for word in first.arguments))
    return f"{lacks}; next: {line(told)}"


def _policy_line(one: "PolicyShortfall") -> str:
    return f"policy: {one.lacks}; next: {line(one.next)}"
