"""`evidence`: attach it, list it, show it, open it, withdraw it."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    DryRunOption,
    EncodingOption,
    Form,
    NewSourceOption,
    NumbersArgument,
    ReasonOption,
    complete_claims,
    complete_sources,
    given,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import counted, emit, table, tell, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_discrepancies, tell_outcome, tell_reopened
from claimtrack.errors import UsageError
from claimtrack.remedies import Step, do
from claimtrack.vocabulary import Basis, Serves, SpeakerKind, Stance

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.offers import Offered
    from claimtrack.services.evidence.pieces import EvidenceRow
    from claimtrack.services.paging import Window

evidence = typer.Typer(help="Attach evidence to claims, look at it, withdraw it.", rich_markup_mode=None)

PieceArgument = Annotated[int, typer.Argument(metavar="EVIDENCE", help="The piece's number.", show_default=False)]
SourceOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Whom it comes from: a source's name or number.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]

ReliesOnOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Whom this piece relies on: the agency that a story credits; may be repeated.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]
CredibilityOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=6,
        metavar="N",
        help="Admiralty code: 1 (confirmed) to 5 (improbable); 6: nobody can judge.",
        show_default=False,
    ),
]
DatedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="The day it was made; relations of its source are asked as of then.", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(evidence, name="evidence")


@evidence.command()
@given
def add(
    claims: NumbersArgument,
    desk: "Desk",
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
    supports: Annotated[bool, typer.Option("--supports", help="It supports the claim.")] = False,
    refutes: Annotated[bool, typer.Option("--refutes", help="It refutes the claim.")] = False,
    context: Annotated[bool, typer.Option("--context", help="It gives context only.")] = False,
    source: SourceOption = None,
    new_source: NewSourceOption = False,
    source_kind: Annotated[SpeakerKind, typer.Option(help="What a new source is.")] = SpeakerKind.NONE,
    excerpt: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The passage that matters; must stand in the file.", show_default=False),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="What it shows; without a file, the note is the evidence.", show_default=False
        ),
    ] = None,
    serves: Annotated[
        Serves | None,
        typer.Option(
            help="Is it true, or was it said? The truth unless you say; a verbatim record serves said.",
            show_default=False,
        ),
    ] = None,
    basis: Annotated[
        Basis | None,
        typer.Option(
            help="How it knows; a file or page is a record unless you say. Minutes, a court transcript, a recording or "
            "the letter itself are verbatim.",
            show_default=False,
        ),
    ] = None,
    relies_on: ReliesOnOption = None,
    credibility: CredibilityOption = None,
    dated: DatedOption = None,
    encoding: EncodingOption = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from private addresses.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Attach a file, a page, a note or an earlier claim to a claim. Its bytes are kept under their SHA-256.

    Example: claimtrack evidence add 12 register.pdf --supports --source "Civil registry" --excerpt "82 entries"
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.evidence import attachments as service
    from claimtrack.services.evidence.offers import Bearing, examine
    from claimtrack.services.inputs import day_given
    from claimtrack.services.keeping import taken_back_if_refused

    bearing = Bearing(
        stance=_stance(supports=supports, refutes=refutes, context=context),
        basis=_basis(basis, is_note=file is None and claim is None),
        source=source,
        serves=serves or (Serves.SAID if basis is Basis.VERBATIM else Serves.TRUTH),
        excerpt=excerpt,
        note=note if file is not None or claim is not None else None,
        new_source=new_source,
        source_kind=source_kind,
        relying_on=tuple(relies_on or ()),
        credibility=credibility,
        dated=day_given(dated),
    )
    if claim is not None and file is not None:
        raise UsageError("say what to attach: either a file or page, or an earlier claim with --claim")
    desk = rehearsed(desk, dry_run)
    seen = seen_by(desk, [claims])
    if claim is not None:
        attached = desk.enact(service.attach_claim, seen, claim, bearing)
    else:
        offered = _offered(file, note, allow_private=allow_private, encoding=encoding)
        examined = examine(desk, offered, bearing)
        for notice in examined.notices:
            tell(f"{examined.name}: {notice}")
        if examined.unread is not None:
            tell(f"the bytes are kept and their text is missing, so that no copy of it is known: {examined.unread}")
        with taken_back_if_refused(desk, examined.digest):
            attached = desk.enact(service.attach, seen, examined)
    known = " (the same bytes were on record)" if attached.again else ""
    where = f", excerpt found at {attached.place}" if attached.place else ""
    to = ", ".join(map(str, attached.claims))
    origin = f" from {attached.source}" if attached.source else ""
    origin = f", claim {claim}," if claim is not None else origin
    words = f"evidence {attached.number}{origin} attached to claim {to}{known}{where}"
    if desk.rehearsal:
        tell_outcome(desk, words, attached.reopened)
        tell_discrepancies(attached.discrepancies)
        return
    tell(words)
    tell_discrepancies(attached.discrepancies)
    tell(f"sha256 {attached.digest} ({attached.media_type}, {measures.size(attached.size)})")
    for credit in attached.credits:
        new = {} if credit.on_record else {"new_source": True}
        tell(
            f"this text credits {credit.name}; if it relies on it: "
            + do(Step.EVIDENCE_SET, attached.number, relies_on=credit.name, **new)
        )
    for worth in attached.worth:
        tell(f"evidence {attached.number} {worth}")
    tell_reopened(attached.reopened)


@evidence.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    claim: Annotated[
        int | None, typer.Argument(metavar="CLAIM", help="Only of this claim.", show_default=False)
    ] = None,
) -> None:
    """List evidence, of one claim or of all.

    Example: claimtrack evidence list 12
    """
    from claimtrack.services.evidence import pieces

    found = pieces.listing(desk, window, claim=claim)
    words = ("piece of evidence", "pieces of evidence")
    if form is not Form.TABLE:
        emit([_row(piece) for piece in found], form)
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
def show(piece: PieceArgument, desk: "Desk", form: Form) -> None:
    """Show one piece of evidence and what it does for which claims.

    Example: claimtrack evidence show 3
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.evidence import pieces

    row = pieces.shown(desk, piece)
    if form is not Form.TABLE:
        emit([_row(row)], form)
        return
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
        write(f"  dated      {row.dated}")
    for link in row.links:
        gone = " (withdrawn)" if link.withdrawn else ""
        grade = f", graded {link.graded}" if link.graded is not None else ""
        write(f"  claim {link.claim}: {link.stance}, {link.basis}, serves {link.serves}{grade}{gone}")
        if link.excerpt:
            write(f'    "{link.excerpt}" ({link.place})')
        for lacking in link.discrepancies:
            write(f"    look again: {lacking}")
        for name, words in (("note", link.note), ("answered", link.answer)):
            if words:
                write(f"    {name}: {words}")


@evidence.command("set")
@given
def set_(
    piece: PieceArgument,
    desk: "Desk",
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whom it really comes from.", autocompletion=complete_sources, show_default=False
        ),
    ] = None,
    relies_on: ReliesOnOption = None,
    no_relies_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Whom it does not rely on after all; may be repeated.",
            autocompletion=complete_sources,
            show_default=False,
        ),
    ] = None,
    basis: Annotated[Basis | None, typer.Option(help="How it knows.", show_default=False)] = None,
    credibility: CredibilityOption = None,
    dated: DatedOption = None,
    claim: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N", help="Basis and credibility for this claim only; may be repeated.", show_default=False
        ),
    ] = None,
    reason: ReasonOption = None,
    new_source: NewSourceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Put right what was said of a piece; verdicts that it no longer carries reopen.

    Example: claimtrack evidence set 3 --relies-on "Northern Press Agency" --reason "its last line credits them"
    """
    from claimtrack.services.evidence import amendments as service
    from claimtrack.services.inputs import day_given

    desk = rehearsed(desk, dry_run)
    amendment = service.Amendment(
        source=source,
        relies_on=tuple(relies_on or ()),
        no_relies_on=tuple(no_relies_on or ()),
        basis=basis,
        credibility=credibility,
        dated=day_given(dated),
        claims=tuple(claim or ()),
        new_source=new_source,
    )
    tell_outcome(desk, *desk.enact(service.amend, piece, amendment, reason=reason))


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
        list[int] | None,
        typer.Option(metavar="N", help="Only from this claim; may be repeated.", show_default=False),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Withdraw a piece; verdicts that rested on it reopen. Nothing is deleted.

    Example: claimtrack evidence withdraw 3 --reason "the photograph is from another year"
    """
    from claimtrack.services.evidence import attachments as service

    desk = rehearsed(desk, dry_run)
    reopened = desk.enact(service.withdraw, piece, reason=reason, claims=claim or ())
    words = f"evidence {piece} is withdrawn" + (f" from claim {', '.join(map(str, claim))}" if claim else "")
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
) -> None:
    """Open a copy of a piece in the program for its type; what is in the locker is never touched.

    Nothing is opened that might be run by it: of programs, scripts and unknown kinds it says where they are kept.

    Example: claimtrack evidence open 3
    """
    from claimtrack.services.evidence import pieces

    if output is not None:
        pieces.copy_out(desk, piece, output)
        tell(f"a copy of evidence {piece} is in {output}")
        return
    copy = pieces.copy_to_open(desk, piece, Path(tempfile.mkdtemp(prefix="claimtrack-")))
    tell(f"opening a copy, {copy}")
    typer.launch(str(copy))


def _stance(*, supports: bool, refutes: bool, context: bool) -> Stance:
    asked = [stance for stance, flag in zip(Stance, (supports, refutes, context), strict=True) if flag]
    if len(asked) != 1:
        raise UsageError("say what the evidence does for the claim: one of --supports, --refutes and --context")
    return asked[0]


def _basis(basis: Basis | None, *, is_note: bool) -> Basis:
    if basis is not None:
        return basis
    if is_note:
        raise UsageError("say how the note knows: --basis firsthand, record, hearsay or unknown")
    return Basis.RECORD


def _offered(file: str | None, note: str | None, *, allow_private: bool, encoding: str | None) -> "Offered":
    from claimtrack.services.evidence.offers import NOTE, Offered

    if file is not None:
        from claimtrack.services.inputs import one_input

        found = one_input(file, allow_private=allow_private, encoding=encoding)
        return Offered(found.data, found.name, found.url, found.charset)
    if note is None or not note.strip():
        raise UsageError("say what to attach: a FILE, a URL, - for standard input, or a note with --note TEXT")
    return Offered(note.encode(), NOTE, charset="utf-8")


def _grade(piece: "EvidenceRow") -> list[str]:
    """Return the grades of a piece, one that differs from claim to claim with the claim."""
    written = list(dict.fromkeys(grade for _, grade in piece.grades))
    return written if len(written) < 2 else [f"{claim}: {grade}" for claim, grade in piece.grades]


def _claims(piece: "EvidenceRow") -> str:
    gone = [f"({number} withdrawn)" for number in piece.withdrawn if number not in piece.claims]
    return " ".join([*map(str, piece.claims), *gone])


def _row(piece: "EvidenceRow") -> dict[str, object]:
    return {
        "evidence": piece.number,
        "name": piece.name,
        "source": piece.source,
        "reliability": piece.reliability,
        "grades": [f"{claim}: {grade}" for claim, grade in piece.grades],
        "media_type": piece.media_type,
        "size": piece.size,
        "sha256": piece.digest,
        "url": piece.url,
        "added_by": piece.added_by,
        "relies_on": list(piece.relying_on),
        "of_claim": piece.of_claim,
        "dated": piece.dated.isoformat() if piece.dated is not None else None,
        "claims": list(piece.claims),
        "withdrawn_from": list(piece.withdrawn),
    }


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
