"""The commands of `source` that say how sources hang together and how far they can be relied on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    DryRunOption,
    Form,
    ReasonOption,
    SourceArgument,
    complete_sources,
    given,
    rehearsed,
)
from claimtrack.cli.lookups import tell_lookups
from claimtrack.cli.output import emit, program, table, tell
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_outcome
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.vocabulary import RelationKind, Reliability, SpeakerKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window
    from claimtrack.services.sources.relations import Named, RelationLine
    from claimtrack.services.weighing.consequences import Reopened

KindArgument = Annotated[
    RelationKind,
    typer.Argument(
        metavar="part_of|controlled_by|allied_with|relies_on|same_as",
        help="How it hangs together; same_as can only be rejected.",
        show_default=False,
    ),
]
OtherArgument = Annotated[
    str,
    typer.Argument(
        metavar="OTHER", help="The other's name or number.", autocompletion=complete_sources, show_default=False
    ),
]
TakeBackOption = Annotated[bool, typer.Option("--take-back", help="Take it back instead; --reason says why.")]


def register(source: typer.Typer) -> None:
    """Add the commands to the group `source`."""
    for command in (relate, unrelate, proposals, accept, reject, unaffiliated, vouch, grade):
        source.command()(command)


@given
def relate(
    name: SourceArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    since: Annotated[str | None, typer.Option(metavar="DATE", help="The first day of it.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day of it.", show_default=False)] = None,
    reason: ReasonOption = None,
    new_source: Annotated[
        bool, typer.Option("--new-source", help="Put on record whichever of the two is not yet.")
    ] = False,
    source_kind: Annotated[SpeakerKind, typer.Option(help="What a new source is.")] = SpeakerKind.NONE,
    dry_run: DryRunOption = False,
) -> None:
    """Say how a source hangs together with another; verdicts that counted them apart reopen.

    Example: claimtrack source relate SANA controlled_by Syria --reason "the state's own agency" --new-source
    """
    from claimtrack.services.inputs import day_given
    from claimtrack.services.sources import relations as service

    desk = rehearsed(desk, dry_run)
    known = service.Particulars(day_given(since), day_given(until), reason, new_source, source_kind)
    line, reopened = desk.enact(service.relate, service.Named(name, kind, other), known)
    tell_outcome(desk, line.sentence, reopened)


@given
def unrelate(
    name: SourceArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take back how two sources hang together. Nothing is deleted.

    Example: claimtrack source unrelate "Harbour Post" part_of "Harbour Group" --reason "sold in May"
    """
    from claimtrack.services.sources import relations as service

    desk = rehearsed(desk, dry_run)
    lines, reopened = desk.enact(service.unrelate, _named(name, kind, other), reason=reason)
    _tell_lines(desk, "taken back: ", lines, reopened)


@given
def proposals(desk: "Desk", form: Form, window: "Window") -> None:
    """List the relations that articles or names tell of and nobody has accepted or rejected. They count until then.

    Below them stand those behind open claims of whom nobody has said whom they belong to.

    Example: claimtrack source proposals
    """
    from claimtrack.services.sources import relations as service

    lines = service.waiting(desk, window)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import relation

        emit([relation(line) for line in lines], form)
        tell_left_out(lines, "proposal")
        return
    if lines:
        rows = [
            [
                line.source,
                line.source_name,
                line.kind,
                line.other,
                line.other_name,
                _rests_on(line),
            ]
            for line in lines
        ]
        table(rows, ["#", "source", "kind", "#", "other", "because"], flexible=[1, 4, 5])
    tell(footer(lines, "proposal") + _decides(lines[0]) if lines else footer(lines, "proposal"))
    if any(line.kind is RelationKind.SAME_AS for line in lines):
        tell(f"two that are one: `{program()} source merge SOURCE --into OTHER --reason TEXT`")
    tell_lookups(desk)


def _decides(first: "RelationLine") -> Words:
    """Say how the first of them is decided, in lines that work as they stand; the others are decided like it."""
    pair = (first.source, first.kind, first.other)
    if first.kind is RelationKind.SAME_AS:
        yes = do(Step.SOURCE_MERGE, first.source, into=first.other, reason=Blank.TEXT)
    else:
        yes = do(Step.SOURCE_ACCEPT, *pair)
    return "; is the first one so? " + yes + "; if not: " + do(Step.SOURCE_REJECT, *pair, reason=Blank.TEXT)


@given
def accept(
    name: SourceArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Accept what an article told of how two sources hang together: from now on it is a person's word.

    Example: claimtrack source accept "Russia's U.N. Ambassador" part_of Russia
    """
    from claimtrack.services.sources import relations as service

    desk = rehearsed(desk, dry_run)
    lines, reopened = desk.enact(service.accept, _named(name, kind, other), reason=reason)
    _tell_lines(desk, "accepted: ", lines, reopened)


@given
def reject(
    name: SourceArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Reject what an article told of how two sources hang together; it is not proposed again.

    Example: claimtrack source reject "Harbour's mayor" part_of Harbour --reason "the ship, not the town"
    """
    from claimtrack.services.sources import relations as service

    desk = rehearsed(desk, dry_run)
    lines, reopened = desk.enact(service.reject, _named(name, kind, other), reason=reason)
    _tell_lines(desk, "rejected: ", lines, reopened)


@given
def unaffiliated(
    name: SourceArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    take_back: TakeBackOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Say that you looked and know of nobody to whom a source belongs or with whom it stands.

    Example: claimtrack source unaffiliated "Port Office" --reason "a municipal register, run by its clerks"
    """
    from claimtrack.services.sources import relations as service

    desk = rehearsed(desk, dry_run)
    if take_back:
        found, reopened = desk.enact(service.affiliation_unknown, name, reason=reason)
        words = f"what {found.name} belongs to is not on record; its evidence does not count"
    else:
        found, reopened = desk.enact(service.unaffiliated, name, because=reason)
        words = f"no affiliation of {found.name} is known"
    tell_outcome(desk, words, reopened)


@given
def vouch(
    name: SourceArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    take_back: TakeBackOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Say that you know who an unnamed source is. An editor's right.

    Example: claimtrack source vouch 14 --reason "met him twice, saw his pass"
    """
    from claimtrack.services.sources import grades as service

    desk = rehearsed(desk, dry_run)
    if take_back:
        found, reopened = desk.enact(service.take_vouch_back, name, reason=reason)
        words = f"nobody vouches for who {found.name} is"
    else:
        found, reopened = desk.enact(service.vouch, name, because=reason)
        words = f"you vouch for who {found.name} is"
    tell_outcome(desk, words, reopened)


@given
def grade(
    name: SourceArgument,
    to: Annotated[
        Reliability, typer.Argument(metavar="A|B|C|D|E|F", help="From A to E; F: nobody can judge.", show_default=False)
    ],
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Grade how reliable a source is (Admiralty code). F says that it cannot be judged, and is no worse than E.

    Example: claimtrack source grade "Port Office" B
    """
    from claimtrack.services.sources import grades as service

    desk = rehearsed(desk, dry_run)
    found, reopened = desk.enact(service.grade, name, to, because=reason)
    tell_outcome(desk, f"{found.name} is graded {to}, {to.meaning}", reopened)


def _rests_on(line: "RelationLine") -> str:
    """Return the words that a proposal rests on."""
    return line.because or "read in an article"


def _named(name: str, kind: RelationKind, other: str) -> "Named":
    from claimtrack.services.sources.relations import Named

    return Named(name, kind, other)


def _tell_lines(desk: "Desk", lead: str, lines: "Sequence[RelationLine]", reopened: "Sequence[Reopened]") -> None:
    tell_outcome(desk, "; ".join(f"{lead}{line.sentence}" for line in lines), reopened)
