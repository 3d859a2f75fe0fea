"""What a machine reads in a picture or a scan, or hears in a recording, shown to who asks; the look is on record."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound
from claimtrack.reading.machines import (
    HOW_POOR,
    MachineText,
    clock,
    is_heard,
    is_sound,
    machine_text,
    machine_told,
    may_be_read,
    refuse_too_large_to_hear,
)
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import custody
from claimtrack.services.evidence.pieces import EvidenceRow
from claimtrack.services.evidence.taking_out import checked, refuse_unreasoned
from claimtrack.vocabulary import Handling, Visibility


@dataclass(frozen=True, slots=True)
class MachineLine:
    """A line of what a machine made of a piece; ``at`` is its page ("page 2") or moment ("0:12.3") there, if any."""

    at: str | None
    text: str


@dataclass(frozen=True, slots=True)
class MachineTold:
    """What a machine made of a piece, which one, and how far to trust it.

    ``unlogged`` is why it is on no record that somebody looked, where that is so.
    """

    by: str
    warning: str
    lines: tuple[MachineLine, ...]
    unlogged: str | None


def machine_reads(desk: Desk, row: EvidenceRow, *, reason: str | None = None) -> MachineTold:
    """Have a machine read a picture or a scan, or listen to a recording, and put on record that somebody looked.

    Raises InvalidInput for a piece that no machine reads, NoMachine where none is installed, ForbiddenMove for what is
    not for everybody without a reason, VerificationFailed where the bytes are not what was attached.
    """
    refuse_unreasoned(row, reason)
    if not may_be_read(row.media_type):
        raise InvalidInput(f"no machine reads evidence {row.number} ({row.media_type}): no picture, PDF or recording")
    if is_sound(row.media_type):
        refuse_too_large_to_hear(f"evidence {row.number} ({row.name})", row.size)
    found = machine_text(checked(desk, row), name=row.name, media_type=row.media_type)
    unlogged: str | None = None
    try:
        desk.enact(custody.note_taken, row.number, row.digest, custody.Taken(Handling.OPENED, None, reason))
    except (DatabaseTrouble, ForbiddenMove, NotFound) as error:
        if row.visibility is not Visibility.DESK:
            raise
        unlogged = str(error)
    warning = HOW_POOR if is_heard(found.by) else "it may take an 8 for a 3; compare it with the picture"
    return MachineTold(machine_told(found.by), warning, tuple(_lines(found)), unlogged)


def _lines(found: MachineText) -> Iterator[MachineLine]:
    moments = {word.start: word.first for word in found.words}
    place = 0
    for line in found.document.text.splitlines(keepends=True):
        page, words = found.document.page_at(place), line.strip()
        at = clock(moments[place]) if place in moments else f"page {page}" if page is not None else None
        place += len(line)
        if words:
            yield MachineLine(at, words)
