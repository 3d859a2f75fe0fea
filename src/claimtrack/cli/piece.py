"""The piece of evidence that a verdict brings along: its options, and how it is read and told.

A command that names a parameter ``brings`` gets ``--evidence``, ``--source``, ``--excerpt`` and what else is said of a
piece, as a ``Piece``, or None where none was named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.given import EncodingOption, NewSourceOption, complete_sources, fills, option
from claimtrack.cli.output import program, tell
from claimtrack.cli.telling import tell_already, tell_discrepancies, tell_reopened
from claimtrack.errors import UsageError
from claimtrack.remedies import Step, do
from claimtrack.vocabulary import Basis, Serves, SpeakerKind, Stance

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.attachments import Attached
    from claimtrack.services.evidence.bringing import Brought
    from claimtrack.services.evidence.lookalikes import Alike
    from claimtrack.services.evidence.offers import Offered

_MOST_ALIKE = 5
"""Pictures on record that are nearly one that is attached, and are named; the rest are counted."""
_FOR_ONE = re.compile(r"\s*(\d{1,15})\s*=(.*)", re.DOTALL)

SourceOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Whom it comes from: a source's name or number.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]
SourceKindOption = Annotated[SpeakerKind, typer.Option(help="What a new source is.")]
ExcerptOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT|N=TEXT",
        help="The passage that matters; must stand in the file. For several claims one each: 14=TEXT, repeated.",
        show_default=False,
    ),
]
OccurrenceOption = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Which one, where the passage stands there several times.", show_default=False
    ),
]
NoteOption = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="What it shows; without a file, the note is the evidence.", show_default=False),
]
BasisOption = Annotated[
    Basis | None,
    typer.Option(
        help="How it knows; a file or page is a record unless you say. Minutes, a court transcript, a recording or "
        "the letter itself are verbatim.",
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
_EvidenceOption = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar="FILE|URL|-",
        help="Attach this first, in the same go, and judge by it.",
        show_default=False,
    ),
]
_UnaffiliatedOption = Annotated[
    str | None,
    typer.Option(
        "--unaffiliated",
        metavar="TEXT",
        help="You looked, and its source belongs to nobody; how you know.",
        show_default=False,
    ),
]
_PartOfOption = Annotated[
    str | None,
    typer.Option(
        "--part-of",
        metavar="NAME",
        help="Whom its source belongs to.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]
_PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Also fetch from private addresses.")]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as the command line names it; ``file`` is None for a note."""

    file: str | None
    source: str | None
    new_source: bool
    source_kind: SpeakerKind
    excerpts: Sequence[str]
    occurrence: int | None
    note: str | None
    basis: Basis | None
    relies_on: Sequence[str]
    credibility: int | None
    dated: str | None
    unaffiliated: str | None
    part_of: str | None
    encoding: str | None
    allow_private: bool

    def brought(self, desk: "Desk", claims: Sequence[int], stance: Stance, serves: Serves) -> "Brought":
        """Keep and read the piece, before anything is changed; raises as ``examine`` does."""
        from claimtrack.services.evidence.bringing import Brought
        from claimtrack.services.evidence.offers import Bearing, examine
        from claimtrack.services.inputs import day_given

        excerpt, excerpts = passages(self.excerpts, claims)
        bearing = Bearing(
            stance=stance,
            basis=basis_of(self.basis, is_note=self.file is None),
            source=self.source,
            serves=serves,
            excerpt=excerpt,
            excerpts=excerpts,
            occurrence=self.occurrence,
            note=self.note if self.file is not None else None,
            new_source=self.new_source,
            source_kind=self.source_kind,
            relying_on=tuple(self.relies_on),
            credibility=self.credibility,
            dated=day_given(self.dated),
        )
        examined = examine(desk, offered(desk, self.file, self.note, self.allow_private, self.encoding), bearing)
        for notice in examined.notices:
            tell(f"{examined.name}: {notice}")
        return Brought(examined, self.unaffiliated, self.part_of)


def passages(excerpts: Iterable[str], claims: Sequence[int]) -> tuple[str | None, dict[int, str]]:
    """Read what ``--excerpt`` says: the passage for all claims, and those for single ones (``14=TEXT``), by number."""
    every: str | None = None
    single: dict[int, str] = {}
    for words in excerpts:
        match = _FOR_ONE.fullmatch(words)
        if match is not None and len(claims) > 1 and int(match[1]) not in claims:
            raise UsageError(
                f"--excerpt {match[1]}=TEXT is for a claim that the piece is not attached to; name claim {match[1]} too"
            )
        if match is not None and int(match[1]) in claims:
            if int(match[1]) in single:
                raise UsageError(f"claim {int(match[1])} is given two passages; leave one of them out")
            single[int(match[1])] = match[2].strip()
        elif every is None:
            every = words
        else:
            raise UsageError(
                "there are two passages for the same claims; say for which claim each is, such as --excerpt 14=TEXT"
            )
    return every, single


def basis_of(basis: Basis | None, *, is_note: bool) -> Basis:
    """Return how a piece knows: a record, unless that is said; a note has to say it."""
    if basis is not None:
        return basis
    if is_note:
        raise UsageError("say how the note knows: --basis firsthand, record, hearsay or unknown")
    return Basis.RECORD


def offered(
    desk: "Desk",
    file: str | None,
    note: str | None,
    allow_private: bool,
    encoding: str | None,
    max_size: int | None = None,
    render: bool = False,
    page: str | None = None,
) -> "Offered":
    """Get the bytes of what is named, or of the note."""
    from claimtrack.services.evidence.offers import NOTE, Offered

    if file is not None:
        from claimtrack.services.evidence.capturing import offered_from

        return offered_from(
            desk, file, allow_private=allow_private, encoding=encoding, max_size=max_size, render=render, page=page
        )
    if render:
        raise UsageError("--render is for a page; name its address")
    if page is not None:
        raise UsageError("--page names a page of a web archive; name the archive, too")
    if note is None or not note.strip():
        raise UsageError("say what to attach: a FILE, a URL, - for standard input, or a note with --note TEXT")
    return Offered(note.encode(), NOTE, charset="utf-8")


def stance_of(*, supports: bool, refutes: bool, context: bool) -> Stance:
    """Return what a piece does for the claim; raises UsageError where none or several of them are said."""
    asked = [stance for stance, flag in zip(Stance, (supports, refutes, context), strict=True) if flag]
    if len(asked) != 1:
        raise UsageError("say what the evidence does for the claim: one of --supports, --refutes and --context")
    return asked[0]


def tell_attached(desk: "Desk", attached: "Attached", of_claim: int | None = None) -> None:
    """Say what was attached to which claims, and what its text and its names ask a person to look at."""
    from claimtrack.reports.wording import measures

    tell(attached_words(attached, of_claim))
    tell_already(attached.already, changed=len(attached.claims), words="has it already|have it already")
    tell_discrepancies(attached.discrepancies)
    if not attached.claims or desk.rehearsal:
        return
    tell(f"sha256 {attached.digest} ({attached.media_type}, {measures.size(attached.size)})")
    for words in alike_words(attached.alike, attached.unlike):
        tell(words)
    for credit in attached.credits:
        new = {} if credit.on_record else {"new_source": True}
        tell(
            f"this text credits {credit.name}; if it relies on it: "
            + do(Step.EVIDENCE_SET, attached.number, relies_on=credit.name, **new)
        )
    for worth in attached.worth:
        tell(f"evidence {attached.number} {worth}")
    tell_reopened(attached.reopened)


def alike_words(alike: "Sequence[Alike]", unlike: str | None) -> Iterator[str]:
    """Yield which pictures on record a picture is nearly, or why nobody knows."""
    for one in alike[:_MOST_ALIKE]:
        yield f"look again: this picture is {one.sentence}"
    if len(alike) > _MOST_ALIKE:
        yield f"and {len(alike) - _MOST_ALIKE} more: {program()} evidence alike {alike[0].piece}"
    if unlike is not None:
        yield f"not compared with other pictures on record: this picture {unlike}"


def attached_words(attached: "Attached", of_claim: int | None = None) -> str:
    """Say in one sentence what was attached to which claims."""
    if not attached.claims:
        return f"evidence {attached.number} stays as it is"
    known = " (the same bytes were on record)" if attached.again else ""
    where = f", excerpt found at {attached.place}" if attached.place else ""
    origin = f" from {attached.source}" if attached.source else ""
    origin = f", claim {of_claim}," if of_claim is not None else origin
    to = ", ".join(map(str, attached.claims))
    return f"evidence {attached.number}{origin} attached to claim {to}{known}{where}"


def _piece(options: dict[str, Any]) -> Piece | None:
    piece = Piece(
        file=options.pop("evidence_file"),
        source=options.pop("source"),
        new_source=options.pop("new_source"),
        source_kind=options.pop("source_kind"),
        excerpts=options.pop("excerpt") or (),
        occurrence=options.pop("occurrence"),
        note=options.pop("note"),
        basis=options.pop("basis"),
        relies_on=options.pop("relies_on") or (),
        credibility=options.pop("credibility"),
        dated=options.pop("dated"),
        unaffiliated=options.pop("unaffiliated"),
        part_of=options.pop("part_of"),
        encoding=options.pop("encoding"),
        allow_private=options.pop("allow_private"),
    )
    if piece.file is not None or piece.note is not None:
        return piece
    said = [name for name in ("source", "excerpts", "basis", "unaffiliated", "part_of") if getattr(piece, name)]
    if said:
        name = said[0].removesuffix("s").replace("_", "-") if said[0] == "excerpts" else said[0].replace("_", "-")
        raise UsageError(f"--{name} is said of a piece of evidence; say of which with --evidence FILE, or leave it out")
    return None


fills(
    "brings",
    _piece,
    [
        option("evidence_file", _EvidenceOption, None),
        option("source", SourceOption, None),
        option("new_source", NewSourceOption, default=False),
        option("source_kind", SourceKindOption, SpeakerKind.NONE),
        option("excerpt", ExcerptOption, None),
        option("occurrence", OccurrenceOption, None),
        option("note", NoteOption, None),
        option("basis", BasisOption, None),
        option("relies_on", ReliesOnOption, None),
        option("credibility", CredibilityOption, None),
        option("dated", DatedOption, None),
        option("unaffiliated", _UnaffiliatedOption, None),
        option("part_of", _PartOfOption, None),
        option("encoding", EncodingOption, None),
        option("allow_private", _PrivateOption, default=False),
    ],
)
