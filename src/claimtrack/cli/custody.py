"""`evidence custody`, `handover`, `keep-outside`: who had a piece in hand, and where things that belong to it are."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import DryRunOption, Form, ReasonOption, given, rehearsed
from claimtrack.cli.output import emit, moment, tell, write
from claimtrack.cli.telling import tell_outcome

if TYPE_CHECKING:
    from claimtrack.reports.model import HistoryLine
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.pieces import EvidenceRow

_Piece = Annotated[int, typer.Argument(metavar="EVIDENCE", help="The piece's number.", show_default=False)]


@given
def custody(piece: _Piece, desk: "Desk", form: Form) -> None:
    """Show who had a piece in hand, when and why: how it came, who opened it, whom it went to, where its originals are.

    Example: claimtrack evidence custody 3
    """
    from claimtrack.services.evidence.custody import log_of

    log = log_of(desk, piece)
    if form is not Form.TABLE:
        from claimtrack.services.evidence_shapes import log_rows

        emit(log_rows(log), form)
        return
    write_log(log)


@given
def handover(
    piece: _Piece,
    desk: "Desk",
    to: Annotated[str, typer.Option(metavar="NAME", help="Who got it.", show_default=False)],
    what: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What went, if not the piece itself: a print, a disk.", show_default=False),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put on record that a piece, or a thing that belongs to it, was handed to somebody.

    Example: claimtrack evidence handover 3 --to "Court registry" --what "a print" --reason "asked for in writing"
    """
    from claimtrack.services.evidence.custody import hand_over

    desk = rehearsed(desk, dry_run)
    desk.enact(hand_over, piece, to=to, reason=reason, thing=what)
    tell_outcome(desk, f"it is on record that {what or 'a copy'} of evidence {piece} was handed to {to}", [])


@given
def keep_outside(
    piece: _Piece,
    desk: "Desk",
    what: Annotated[
        str, typer.Option(metavar="TEXT", help="The thing: the disk that it was copied from.", show_default=False)
    ],
    place: Annotated[str, typer.Option(metavar="TEXT", help="Where it is.", show_default=False)],
    seal: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The number on its seal.", show_default=False)
    ] = None,
    keeper: Annotated[str | None, typer.Option(metavar="NAME", help="Who looks after it.", show_default=False)] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put on record where a thing is kept that belongs to a piece and cannot be in the locker. Say it anew if it moves.

    Example: claimtrack evidence keep-outside 3 --what "memory card" --place "safe 2" --seal 0417 --keeper "M. Ito"
    """
    from claimtrack.services.evidence import custody as service

    desk = rehearsed(desk, dry_run)
    desk.enact(service.keep_outside, piece, service.Thing(what, place, seal, keeper), reason=reason)
    tell_outcome(desk, f"it is on record that {what} of evidence {piece} is kept outside the locker: {place}", [])


def write_log(log: "Iterable[HistoryLine]") -> None:
    """Write the custody of a piece, a line an entry."""
    for one in log:
        because = f' ("{one.reason}")' if one.reason is not None else ""
        write(f"    {moment(one.at)}  {one.who} {one.what}{because}, event {one.number}")


def terms_lines(row: "EvidenceRow") -> Iterator[str]:
    """Say how a piece may be used, as far as that is on record."""
    from claimtrack.reports.wording.evidence import terms

    for words in terms(row.terms):
        yield f"  use        {words}"


def tell_unlogged(why: str | None) -> None:
    """Say that a copy was made which is on no record."""
    if why is not None:
        tell(f"that is not in the log of its custody: {why}")
