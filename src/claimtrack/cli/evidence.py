"""`evidence`: attach it, list it, show it, open it, withdraw it."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.amending import set_
from claimtrack.cli.archived import add_folder
from claimtrack.cli.attaching import add
from claimtrack.cli.captured import captured_lines
from claimtrack.cli.corroborating import corroborate
from claimtrack.cli.custody import (
    custody,
    handover,
    keep_outside,
    tell_unlogged,
    terms_lines,
    write_log,
)
from claimtrack.cli.given import (
    DryRunOption,
    Form,
    ReasonOption,
    given,
    numbers,
    rehearsed,
    seen_by,
)
from claimtrack.cli.group import Commands
from claimtrack.cli.lookalikes import alike
from claimtrack.cli.made_elsewhere import elsewhere_lines
from claimtrack.cli.output import counted, emit, table, tell, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.proposing import find
from claimtrack.cli.self_told import document_lines, machine_lines, machine_row, pictured_lines
from claimtrack.cli.telling import tell_discrepancies, tell_outcome

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.pieces import EvidenceRow, LinkRow
    from claimtrack.services.paging import Window

evidence = typer.Typer(cls=Commands, help="Attach evidence to claims, look at it, withdraw it.", rich_markup_mode=None)

PieceArgument = Annotated[int, typer.Argument(metavar="EVIDENCE", help="The piece's number.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    evidence.command()(add)
    evidence.command("add-folder")(add_folder)
    evidence.command("set")(set_)
    evidence.command()(alike)
    evidence.command()(corroborate)
    evidence.command()(find)
    evidence.command()(custody)
    evidence.command()(handover)
    evidence.command("keep-outside")(keep_outside)
    app.add_typer(evidence, name="evidence")


@evidence.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Only of these claims.", show_default=False)
    ] = None,
) -> None:
    """List evidence, of some claims or of all.

    Example: claimtrack evidence list 12 15-18
    """
    from claimtrack.services.evidence import pieces

    found = pieces.listing(desk, window, claims=numbers(claims or []) if claims else ())
    words = ("piece of evidence", "pieces of evidence")
    if form is not Form.TABLE:
        from claimtrack.services.shapes import evidence as shape

        emit([shape(piece) for piece in found], form)
        tell_left_out(found, *words)
        return
    if found:
        table(
            [
                [
                    piece.number,
                    _claims(piece),
                    piece.source,
                    _grade(piece),
                    piece.name,
                    piece.media_type,
                    piece.digest[:12],
                ]
                for piece in found
            ],
            ["#", "claims", "from", "grade", "name", "type", "sha256"],
            flexible=[2, 4],
        )
    tell(footer(found, *words))


@evidence.command()
@given
def show(
    piece: PieceArgument,
    desk: "Desk",
    form: Form,
    by_machine: Annotated[
        bool,
        typer.Option("--by-machine", help="Also what a machine reads in a picture or scan, or hears in a recording."),
    ] = False,
    reason: ReasonOption = None,
) -> None:
    """Show one piece of evidence and what it does for which claims; of a captured page, what was seen, when, by whom.

    Of a picture it shows when, where and with what it says that it was taken, of a document who it says wrote it and
    when: the file says so, and nothing proves it.

    Example: claimtrack evidence show 3
    """
    from claimtrack.services.evidence import pieces
    from claimtrack.services.evidence.capturing import capture_told
    from claimtrack.services.evidence.corroboration import held_against
    from claimtrack.services.evidence.custody import log_of
    from claimtrack.services.evidence.documents import document_told
    from claimtrack.services.evidence.elsewhere import elsewhere_told
    from claimtrack.services.evidence.machine_shown import machine_reads
    from claimtrack.services.evidence.pictures import picture_told

    row = pieces.shown(desk, piece)
    machine = machine_reads(desk, row, reason=reason) if by_machine else None
    if form is not Form.TABLE:
        from claimtrack.services.evidence_shapes import whole

        read = {"by_machine": machine_row(machine)} if machine is not None else {}
        emit([{**whole(desk, piece), **read}], form)
        return
    log = log_of(desk, piece)
    told = capture_told(desk, row)
    picture, document = picture_told(desk, row), document_told(desk, row)
    elsewhere = elsewhere_told(desk, row)
    held = held_against(desk, piece) if told is not None else []
    _write_piece(row)
    of_file = (*pictured_lines(picture), *document_lines(document), *elsewhere_lines(elsewhere))
    for line in (*terms_lines(row), *captured_lines(told, held), *of_file):
        write(line)
    for link in row.links:
        _write_link(link)
    for line in machine_lines(machine):
        write(line)
    write("  custody")
    write_log(log)


def _write_piece(row: "EvidenceRow") -> None:
    from claimtrack.reports.wording import measures

    write(f"evidence {row.number}   {row.name}")
    reliable = f", graded {row.reliability} ({row.reliability.meaning})" if row.reliability is not None else ""
    write(f"  from       {row.source or 'nobody named'}{reliable}")
    write(f"  type       {row.media_type}, {measures.size(row.size)}")
    write(f"  sha256     {row.digest}")
    if row.url:
        write(f"  address    {row.url}")
    write(f"  added by   {row.added_by}")
    if row.relying_on:
        write(f"  relies on  {'; '.join(row.relying_on)}")
    if row.dated is not None:
        write(f"  dated      {row.dated}{_why_dated(row)}")
    for words in row.stamps:
        write(f"  stamped    {words}")
    if row.uncompared:
        write("  compared   by nobody: no text can be read in it to be compared with the article and other pieces")


def _write_link(link: "LinkRow") -> None:
    gone = " (withdrawn)" if link.withdrawn else ""
    grade = f", graded {link.graded}" if link.graded is not None else ""
    write(f"  claim {link.claim}: {link.stance}, {link.basis}, serves {link.serves}{grade}{gone}")
    if link.excerpt:
        write(f'    "{link.excerpt}" ({link.place})')
        if "heard by a machine" in (link.place or ""):
            write("    a machine heard it, and hears poorly: listen to the recording there")
    for lacking in link.discrepancies:
        write(f"    look again: {lacking}")
    for name, words in (("note", link.note), ("answered", link.answer)):
        if words:
            write(f"    {name}: {words}")


@evidence.command()
@given
def carry(
    piece: PieceArgument,
    desk: "Desk",
    origin: Annotated[
        int, typer.Option("--from", metavar="CLAIM", help="The claim that it stands for.", show_default=False)
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="CLAIM", help="The claim, or claims, it bears on too.", show_default=False)
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Attach a piece to another claim as it is attached to one: stance, basis, excerpt and note. It stays there too.

    Example: claimtrack evidence carry 3 --from 12 --to 15
    """
    from claimtrack.services.evidence import attachments as service
    from claimtrack.services.evidence import pieces

    desk = rehearsed(desk, dry_run)
    claims, reopened = desk.enact(service.carry, piece, seen_by(desk, [to]), origin=origin)
    tell_outcome(
        desk, f"evidence {piece} attached to claim {', '.join(map(str, claims))} as to claim {origin}", reopened
    )
    if not desk.rehearsal:
        links = [link for link in pieces.shown(desk, piece).links if link.claim in claims]
        tell_discrepancies((link.claim, words) for link in links for words in link.discrepancies)


@evidence.command()
@given
def withdraw(
    piece: PieceArgument,
    desk: "Desk",
    claim: Annotated[
        list[str] | None,
        typer.Option(metavar="CLAIM", help="Only from these claims, such as 12,15-18.", show_default=False),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Withdraw a piece; verdicts that rested on it reopen. Nothing is deleted.

    Example: claimtrack evidence withdraw 3 --reason "the photograph is from another year"
    """
    from claimtrack.services.evidence import attachments as service

    desk = rehearsed(desk, dry_run)
    named = numbers(claim) if claim else []
    reopened = desk.enact(service.withdraw, piece, reason=reason, claims=named)
    words = f"evidence {piece} is withdrawn" + (f" from claim {', '.join(map(str, named))}" if named else "")
    tell_outcome(desk, words, reopened)


@evidence.command("open")
@given
def open_(
    piece: PieceArgument,
    desk: "Desk",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write a copy here instead of opening it.", show_default=False
        ),
    ] = None,
    screenshot: Annotated[
        bool, typer.Option("--screenshot", help="Of a page that was rendered, the picture of it.")
    ] = False,
    reason: ReasonOption = None,
) -> None:
    """Open a copy of a piece in the program for its type; what is in the locker is never touched.

    Nothing is opened that might be run by it: of programs, scripts and unknown kinds it says where they are kept. That
    you opened it is on record, in the log of its custody; a restricted or protected piece takes a reason.

    Example: claimtrack evidence open 3
    """
    from claimtrack.services.evidence import taking_out

    if output is not None:
        write_copy = taking_out.copy_screenshot if screenshot else taking_out.copy_out
        copy = write_copy(desk, piece, output, reason=reason)
        tell(f"a copy of evidence {piece} is in {output}")
        tell_unlogged(copy.unlogged)
        return
    copy_to_open = taking_out.copy_screenshot if screenshot else taking_out.copy_to_open
    copy = copy_to_open(desk, piece, Path(tempfile.mkdtemp(prefix="claimtrack-")), reason=reason)
    tell(f"opening a copy, {copy.path}")
    tell_unlogged(copy.unlogged)
    typer.launch(str(copy.path))


def _grade(piece: "EvidenceRow") -> list[str]:
    """Return the grades of a piece, one that differs from claim to claim with the claim."""
    written = list(dict.fromkeys(grade for _, grade in piece.grades))
    return written if len(written) < 2 else [f"{claim}: {grade}" for claim, grade in piece.grades]


def _why_dated(piece: "EvidenceRow") -> str:
    """Say how the day of a piece is known."""
    why = f": {piece.dated_because}" if piece.dated_because is not None else ""
    return why if piece.dated_shown else f" (nothing shows it{why})"


def _claims(piece: "EvidenceRow") -> str:
    gone = [f"({number} withdrawn)" for number in piece.withdrawn if number not in piece.claims]
    return " ".join([*map(str, piece.claims), *gone])


@evidence.command()
@given
def recheck(
    desk: "Desk",
    piece: Annotated[
        list[int] | None, typer.Argument(metavar="[EVIDENCE]...", help="Only these pieces.", show_default=False)
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Look again whether pieces are what was attached; what fails is withdrawn, and verdicts resting on it reopen.

    Example: claimtrack evidence recheck --dry-run
    """
    from claimtrack.services.evidence import recheck

    desk = rehearsed(desk, dry_run)
    found = desk.enact(recheck.recheck, piece or ())
    for one in found.taken_off:
        tell(f"evidence {one.evidence} no longer stands for claim {', '.join(map(str, one.claims))}: {one.why}")
    for number, why in found.unread:
        tell(f"evidence {number} could not be read, and nothing was taken off: {why}")
    words = f"checked {counted(found.checked, 'piece')} of evidence"
    tell_outcome(desk, words if found.taken_off or found.unread else f"{words}: all as attached", found.reopened)
