"""Correct many claims as a table says, such as a listing of claims in which somebody put cells right: all or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from claimtrack.db.models import Claim
from claimtrack.errors import InvalidInput
from claimtrack.services.articles.repair import Correction, Repaired, correct
from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.names import source_key
from claimtrack.services.sheet_rows import follow
from claimtrack.services.tables import LISTED, Format, Sheet, flag_in, number_in, several_in, word_in
from claimtrack.vocabulary import PartySide, SpeakerKind

COLUMNS = (
    "claim",
    "quote",
    "speaker",
    "speaker_kind",
    "own_voice",
    "via",
    "checkable",
    "accused",
    "favoured",
    "new_source",
    "reason",
    "version",
)
FORMAT = Format(COLUMNS, "a header such as claim,speaker,checkable and a row for each claim", beside=LISTED)
_FILLED = ("quote", "speaker", "own_voice", "via", "checkable", "accused", "favoured")
_KINDS = tuple(kind.value for kind in SpeakerKind)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What one row says of a claim; None where its cell is empty, which leaves that as it is."""

    line: int
    claim: int
    quote: str | None
    speaker: str | None
    speaker_kind: SpeakerKind
    own_voice: bool | None
    via: tuple[str, ...] | None
    checkable: bool | None
    parties: tuple[NamedParty, ...]
    new_source: bool
    version: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectedAll:
    """What came of a table: what was corrected, and how many rows say what is on record."""

    repaired: tuple[Repaired, ...]
    left: int


def read_corrections(data: bytes, *, name: str) -> "Sheet[CorrectionRow]":
    """Read a table of corrections; raises InvalidInput for what is none. Faults of rows stand in the result."""
    return Sheet.read(data, name, FORMAT, needs=("claim",), any_of=_FILLED, row=_row)


def correct_all(act: Act, sheet: "Sheet[CorrectionRow]") -> CorrectedAll:
    """Correct every claim of a table, in its order, where it says something else than is on record. All or none.

    Raises an error of the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    done = follow(act, sheet.rows, _follow, sheet.faults, sheet.name)
    return CorrectedAll(tuple(one for one in done if one is not None), sum(one is None for one in done))


def _row(line: int, cells: Mapping[str, str]) -> CorrectionRow:
    kind = word_in(cells, "speaker_kind", _KINDS)
    version = cells.get("version")
    return CorrectionRow(
        line=line,
        claim=number_in(cells, "claim"),
        quote=cells.get("quote") or None,
        speaker=cells.get("speaker") or None,
        speaker_kind=SpeakerKind(kind) if kind is not None else SpeakerKind.NONE,
        own_voice=flag_in(cells, "own_voice") if cells.get("own_voice") else None,
        via=several_in(cells, "via") or None,
        checkable=flag_in(cells, "checkable") if cells.get("checkable") else None,
        parties=tuple(NamedParty(side, name) for side in PartySide for name in several_in(cells, side.value)),
        new_source=flag_in(cells, "new_source"),
        version=number_in(cells, "version") if version else None,
        reason=cells.get("reason") or None,
    )


def _follow(act: Act, row: CorrectionRow) -> Repaired | None:
    """Correct one claim as its row says; gives None where it says what is on record."""
    (claim,) = all_of(act.session, [row.claim])
    correction = _wanted(claim, row)
    if correction is None:
        return None
    return correct(act, Seen({claim.id: row.version or claim.version}), correction)


def _wanted(claim: Claim, row: CorrectionRow) -> Correction | None:
    """Return what of a row is not on record yet, or None where all of it is."""
    own_voice = row.own_voice if row.own_voice is not claim.own_voice else None
    # A listing names the outlet where it speaks itself.
    speaker = row.speaker if not row.own_voice and not _is_said_by(claim, row.speaker) else None
    if own_voice is False and speaker is None:
        raise InvalidInput(f"claim {claim.id} is not to be the outlet's own voice: write in the column speaker whose")
    found = Correction(
        quotes=(row.quote,) if row.quote is not None and row.quote != claim.text else None,
        speaker=speaker,
        own_voice=True if own_voice else None,
        via=row.via,
        checkable=row.checkable if row.checkable is not claim.checkable else None,
        speaker_kind=row.speaker_kind,
        new_source=row.new_source,
        parties=row.parties,
        reason=row.reason,
    )
    asked = (found.quotes, found.speaker, found.own_voice, found.via, found.checkable)
    return found if any(value is not None for value in asked) or found.parties else None


def _is_said_by(claim: Claim, name: str | None) -> bool:
    if name is None or claim.source is None:
        return name is None
    return name == str(claim.source_id) or source_key(name) == source_key(claim.source.name)
