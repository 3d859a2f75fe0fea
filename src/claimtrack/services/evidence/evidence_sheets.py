"""Attach many pieces of evidence as a table says: all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimtrack.errors import ClaimtrackError
from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act, Desk
from claimtrack.services.evidence.bringing import Attachment, Brought, bring
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import NOTE, Bearing, Offered, examine
from claimtrack.services.inputs import day_given, is_url
from claimtrack.services.sheet_rows import follow
from claimtrack.services.tables import Fault, Format, Sheet, claims_in, flag_in, number_in, several_in, word_in
from claimtrack.vocabulary import Basis, Serves, SpeakerKind, Stance

COLUMNS = (
    "claim",
    "file",
    "stance",
    "source",
    "excerpt",
    "note",
    "basis",
    "serves",
    "relies_on",
    "credibility",
    "dated",
    "new_source",
    "source_kind",
    "unaffiliated",
    "part_of",
    "encoding",
)
FORMAT = Format(COLUMNS, "a header such as claim,file,stance,source,excerpt and a row for each piece")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece as a row names it: ``file`` is a file or an address, None for a note."""

    line: int
    claims: tuple[int, ...]
    file: str | None
    encoding: str | None
    bearing: Bearing
    unaffiliated: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row whose bytes are kept and read, so that nobody waits while they are."""

    line: int
    claims: tuple[int, ...]
    brought: Brought


def read_pieces(data: bytes, *, name: str) -> "Sheet[EvidenceRow]":
    """Read a table of evidence; raises InvalidInput for what is none. Faults of rows stand in the result."""
    return Sheet.read(data, name, FORMAT, needs=("claim", "stance"), any_of=("file", "note"), row=_row)


def examine_all(desk: Desk, sheet: "Sheet[EvidenceRow]", *, folder: Path) -> "Sheet[ReadyRow]":
    """Keep and read the bytes of every row; a file is looked for from ``folder``. What fails is a fault of its row."""
    ready: list[ReadyRow] = []
    faults = list(sheet.faults)
    for row in sheet.rows:
        try:
            examined = examine(desk, _offered(desk, row, folder), row.bearing)
            ready.append(ReadyRow(row.line, row.claims, Brought(examined, row.unaffiliated, row.part_of)))
        except ClaimtrackError as error:
            faults.append(Fault(row.line, error))
    return Sheet(sheet.name, tuple(ready), tuple(faults))


def attach_all(act: Act, sheet: "Sheet[ReadyRow]") -> list[Attachment]:
    """Attach every piece of a table, in its order. All or none.

    Raises an error of the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    return follow(act, sheet.rows, _follow, sheet.faults, sheet.name)


def _follow(act: Act, row: ReadyRow) -> Attachment:
    claims = all_of(act.session, row.claims)
    return bring(act, Seen({claim.id: claim.version for claim in claims}), row.brought)


def _offered(desk: Desk, row: EvidenceRow, folder: Path) -> Offered:
    if row.file is None:
        return Offered((row.bearing.note or "").encode(), NOTE, charset="utf-8")
    named = row.file if is_url(row.file) else str(folder / row.file)
    return offered_from(desk, named, encoding=row.encoding)


def _row(line: int, cells: Mapping[str, str]) -> EvidenceRow:
    file, note = cells.get("file") or None, cells.get("note") or None
    basis = word_in(cells, "basis", _words(Basis), needed=file is None)
    serves = word_in(cells, "serves", _words(Serves))
    said = Serves.SAID if basis == Basis.VERBATIM.value else Serves.TRUTH
    return EvidenceRow(
        line=line,
        claims=claims_in(cells, "claim"),
        file=file,
        encoding=cells.get("encoding") or None,
        bearing=Bearing(
            stance=Stance(word_in(cells, "stance", _words(Stance), needed=True) or ""),
            basis=Basis(basis) if basis is not None else Basis.RECORD,
            source=cells.get("source") or None,
            serves=Serves(serves) if serves is not None else said,
            excerpt=cells.get("excerpt") or None,
            note=note,
            new_source=flag_in(cells, "new_source"),
            source_kind=SpeakerKind(word_in(cells, "source_kind", _words(SpeakerKind)) or SpeakerKind.NONE),
            relying_on=several_in(cells, "relies_on"),
            credibility=number_in(cells, "credibility") if cells.get("credibility") else None,
            dated=day_given(cells.get("dated") or None),
        ),
        unaffiliated=cells.get("unaffiliated") or None,
        part_of=cells.get("part_of") or None,
    )


def _words(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in kind)
