"""`evidence add`: attach a file, a page, a note, an earlier claim, or what a table says."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    DryRunOption,
    EncodingOption,
    MaxPieceOption,
    NewSourceOption,
    ReasonOption,
    complete_claims,
    given,
    numbers,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import tell
from claimtrack.cli.piece import (
    BasisOption,
    CredibilityOption,
    DatedOption,
    ExcerptOption,
    NoteOption,
    OccurrenceOption,
    ReliesOnOption,
    SourceKindOption,
    SourceOption,
    alike_words,
    attached_words,
    basis_of,
    offered,
    passages,
    stance_of,
    tell_attached,
)
from claimtrack.cli.sheets import SheetOption, alone, attach
from claimtrack.cli.telling import tell_discrepancies, tell_outcome
from claimtrack.errors import UsageError
from claimtrack.vocabulary import Basis, Serves, SpeakerKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

NumbersOrNone = Annotated[
    str | None,
    typer.Argument(
        metavar="CLAIM",
        help="A claim number, or several: 12,15-18.",
        autocompletion=complete_claims,
        show_default=False,
    ),
]


@given
def add(
    desk: "Desk",
    claims: NumbersOrNone = None,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE|URL|-", help="The file, the page, or - for standard input.", show_default=False),
    ] = None,
    claim: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="An earlier claim instead of a file; it counts while it stands confirmed.",
            autocompletion=complete_claims,
            show_default=False,
        ),
    ] = None,
    piece: Annotated[
        int | None,
        typer.Option(
            metavar="EVIDENCE", help="A piece that is on record instead of a file, by number.", show_default=False
        ),
    ] = None,
    supports: Annotated[bool, typer.Option("--supports", help="It supports the claim.")] = False,
    refutes: Annotated[bool, typer.Option("--refutes", help="It refutes the claim.")] = False,
    context: Annotated[bool, typer.Option("--context", help="It gives context only.")] = False,
    source: SourceOption = None,
    new_source: NewSourceOption = False,
    source_kind: SourceKindOption = SpeakerKind.NONE,
    excerpt: ExcerptOption = None,
    occurrence: OccurrenceOption = None,
    note: NoteOption = None,
    serves: Annotated[
        Serves | None,
        typer.Option(
            help="Is it true, or was it said? The truth unless you say; a verbatim record serves said.",
            show_default=False,
        ),
    ] = None,
    basis: BasisOption = None,
    relies_on: ReliesOnOption = None,
    credibility: CredibilityOption = None,
    dated: DatedOption = None,
    reason: ReasonOption = None,
    encoding: EncodingOption = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from private addresses.")] = False,
    max_size: MaxPieceOption = None,
    render: Annotated[
        bool,
        typer.Option("--render", help="Keep also what an installed Chromium makes of a page: a picture and its text."),
    ] = False,
    page: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Of a web archive with several pages, the one that is meant.", show_default=False
        ),
    ] = None,
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Attach a file, a page, a note or an earlier claim to a claim. Its bytes are kept under their SHA-256.

    A sheet has the columns claim, file, stance, source and, where they say something, excerpt, unaffiliated, part_of,
    note, basis, serves, relies_on, credibility, dated, new_source, source_kind, encoding.

    Example: claimtrack evidence add 12 register.pdf --supports --source "Civil registry" --excerpt "82 entries"
    """
    from claimtrack.services.evidence import attachments as service
    from claimtrack.services.evidence.again import offered_again
    from claimtrack.services.evidence.offers import Bearing, examine
    from claimtrack.services.inputs import day_given
    from claimtrack.services.keeping import taken_back_if_refused

    desk = rehearsed(desk, dry_run)
    if alone(
        sheet, (claims, file, claim, piece, supports, refutes, context, source, excerpt, note), "which claim and FILE"
    ):
        attach(desk, sheet or "")
        return
    if sum(one is not None for one in (file, claim, piece)) > 1:
        raise UsageError(
            "say what to attach: either a file or page, or an earlier claim with --claim, or a piece with --piece"
        )
    is_note = file is None and claim is None and piece is None
    _refuse_idle(
        on_record=piece is not None or claim is not None,
        of_files={"encoding": encoding, "allow-private": allow_private, "max-size": max_size, "render": render},
        occurrence=occurrence if excerpt is None else None,
    )
    passage, passages_for = passages(excerpt or (), numbers([claims or ""]))
    bearing = Bearing(
        stance=stance_of(supports=supports, refutes=refutes, context=context),
        basis=basis_of(basis, is_note=is_note),
        source=source,
        serves=serves or (Serves.SAID if basis is Basis.VERBATIM else Serves.TRUTH),
        excerpt=passage,
        excerpts=passages_for,
        occurrence=occurrence,
        note=None if is_note else note,
        new_source=new_source,
        source_kind=source_kind,
        relying_on=tuple(relies_on or ()),
        credibility=credibility,
        dated=day_given(dated),
        dated_because=reason,
    )
    seen = seen_by(desk, [claims or ""])
    if claim is not None:
        attached = desk.enact(service.attach_claim, seen, claim, bearing)
    else:
        if piece is not None:
            what, bearing = offered_again(desk, piece, bearing, page=page, reason=reason)
        else:
            what = offered(desk, file, note, allow_private, encoding, max_size, render, page)
        examined = examine(desk, what, bearing)
        for notice in examined.notices:
            tell(f"{examined.name}: {notice}")
        if examined.unread is not None:
            tell(f"the bytes are kept and their text is missing, so that no copy of it is known: {examined.unread}")
        with taken_back_if_refused(desk, examined.digest):
            attached = desk.enact(service.attach, seen, examined)
    if desk.rehearsal:
        tell_outcome(desk, attached_words(attached, claim), attached.reopened)
        for words in alike_words(attached.alike, attached.unlike):
            tell(words)
        tell_discrepancies(attached.discrepancies)
        return
    tell_attached(desk, attached, claim)


def _refuse_idle(*, on_record: bool, of_files: Mapping[str, object], occurrence: int | None) -> None:
    """Raise UsageError for an option that would do nothing: how a file is got, where none is; a place of no passage."""
    name = next((name for name, value in of_files.items() if value not in {None, False}), None)
    if on_record and name is not None:
        raise UsageError(f"--{name} is about getting a file or page, and what you name is on record; leave it out")
    if occurrence is not None:
        raise UsageError("--occurrence says at which place a passage is meant; give the passage with --excerpt")
