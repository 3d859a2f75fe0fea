"""Take a piece of evidence out of the locker: a copy to keep, or one to be opened in the program for its type.

Whoever gets the bytes of a piece gets them here: they are held against their digest as they are copied, and that
somebody took them is put on record (``custody``). Where the record cannot be written to, a piece that everybody at the
desk may see is opened all the same, and that it is on no record is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from claimtrack.errors import (
    DatabaseTrouble,
    ForbiddenMove,
    InvalidInput,
    NotFound,
    VerificationFailed,
    require_reason,
)
from claimtrack.locker.store import digest_of
from claimtrack.reading.formats.web_archive import WARC, captured_page, captured_screenshot
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Blank, Field, Step, do
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import custody
from claimtrack.services.evidence.opening import HEAD, opened_as
from claimtrack.services.evidence.pieces import EvidenceRow, file_name, shown
from claimtrack.services.files import write_new_blocks
from claimtrack.vocabulary import Handling, Visibility


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a piece, and why it is on no record that it was made, where that is so."""

    path: Path
    unlogged: str | None = None


def copy_out(desk: Desk, number: int, to: Path, *, reason: str | None = None) -> Copy:
    """Write a copy of a piece to ``to``, or under its own name into the folder ``to``.

    Raises InvalidInput when something is there already or cannot be written, VerificationFailed when the bytes in
    the locker are not what was attached, ForbiddenMove where the piece is not for everybody and no reason is given.
    """
    row = shown(desk, number)
    refuse_unreasoned(row, reason)
    name = file_name(row.name, number)
    if row.media_type == WARC and not name.endswith((".warc", ".warc.gz")):
        name += ".warc.gz"  # the page was captured, and what is kept is no page
    path = to / name if to.is_dir() else to
    _written(path, _checked_blocks(desk, row))
    return _noted(desk, row, path, custody.Taken(Handling.COPIED_OUT, path.name, reason))


def copy_to_open(desk: Desk, number: int, folder: Path, *, reason: str | None = None) -> Copy:
    """Write a copy of a piece into ``folder`` to be opened in the program for its type.

    Of a captured page the page itself is opened, without what it shows. Raises InvalidInput for what might be started
    by that, saying where it is kept, and as ``copy_out``.
    """
    row = shown(desk, number)
    refuse_unreasoned(row, reason)
    if row.media_type == WARC:
        page = captured_page(checked(desk, row), name=row.name)
        if page is None:
            raise _not_opened(desk, row, row.media_type)
        head, blocks, kind = page[:HEAD], iter([page]), media_type_of(page, name=row.name)
    else:
        blocks, kind = _checked_blocks(desk, row), row.media_type
        head = next(blocks, b"")
        blocks = chain([head], blocks)
    name = opened_as(file_name(row.name, row.number), kind, head[:HEAD])
    if name is None:
        raise _not_opened(desk, row, kind)
    path = folder / name
    _written(path, blocks)
    return _noted(desk, row, path, custody.Taken(Handling.OPENED, None, reason))


def copy_screenshot(desk: Desk, number: int, to: Path, *, reason: str | None = None) -> Copy:
    """Write the picture that a browser took of a captured page to ``to``, or under a name of its own into a folder.

    Raises InvalidInput for a piece without one, and as ``copy_out``.
    """
    row = shown(desk, number)
    refuse_unreasoned(row, reason)
    found = captured_screenshot(checked(desk, row), name=row.name) if row.media_type == WARC else None
    if found is None:
        raise InvalidInput(
            f"evidence {number} has no picture of a page: it is no page that was rendered when it was captured; "
            + do(Step.EVIDENCE_SHOW, number)
        )
    picture, kind = found
    path = to / f"evidence-{number}.{'jpg' if kind == 'image/jpeg' else 'png'}" if to.is_dir() else to
    _written(path, [picture])
    return _noted(desk, row, path, custody.Taken(Handling.COPIED_OUT, path.name, reason))


def hand_out(desk: Desk, number: int, *, reason: str | None = None) -> tuple[bytes, str | None]:
    """Return the bytes of a piece to be kept elsewhere, and why that is on no record, where it cannot be.

    Raises as ``copy_out`` does.
    """
    row = shown(desk, number)
    refuse_unreasoned(row, reason)
    data = checked(desk, row)
    name = file_name(row.name, row.number)
    try:
        desk.enact(custody.note_taken, row.number, row.digest, custody.Taken(Handling.COPIED_OUT, name, reason))
    except (DatabaseTrouble, ForbiddenMove, NotFound) as error:
        if row.visibility is not Visibility.DESK:
            raise
        return data, str(error)
    return data, None


def refuse_unreasoned(row: EvidenceRow, reason: str | None) -> None:
    """Raise ForbiddenMove for a piece that is not for everybody, without a reason."""
    if row.visibility is not Visibility.DESK:
        require_reason(reason, f"evidence {row.number} is {row.visibility}, and is taken out only for a reason")


def checked(desk: Desk, row: EvidenceRow) -> bytes:
    """Read a piece; raises VerificationFailed where what was read is not what was attached."""
    data = desk.locker.read(row.digest)
    found = digest_of(data)
    if found != row.digest:
        raise VerificationFailed(
            f"evidence {row.number} is not what was attached: the file of {row.digest} was altered: its SHA-256 is now "
            f"{found}"
        )
    return data


def _checked_blocks(desk: Desk, row: EvidenceRow) -> Iterator[bytes]:
    """Yield a piece block by block, once all of it was found to be what was attached; raises as ``checked``.

    A film is looked at twice, and never held: what goes into a pipe cannot be taken back.
    """
    problem = desk.locker.check(row.digest) if desk.locker.holds(row.digest) else None
    if problem is not None:
        raise VerificationFailed(f"evidence {row.number} is not what was attached: {problem}")
    return desk.locker.blocks(row.digest)


def _written(path: Path, blocks: Iterable[bytes]) -> None:
    try:
        write_new_blocks(path, blocks)
    except FileExistsError as error:
        raise InvalidInput(f"{path} is there already; choose another name") from error
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}") from error


def _noted(desk: Desk, row: EvidenceRow, path: Path, taken: custody.Taken) -> Copy:
    """Put on record that a copy was made; of what is not for everybody, none is left that is on no record."""
    try:
        desk.enact(custody.note_taken, row.number, row.digest, taken)
    except (DatabaseTrouble, ForbiddenMove, NotFound) as error:
        if row.visibility is Visibility.DESK:
            return Copy(path, str(error))
        _taken_back(path)
        raise
    except BaseException:
        _taken_back(path)
        raise
    return Copy(path)


def _taken_back(path: Path) -> None:
    """Remove a copy that is a file of its own; what went into a pipe is gone, and the pipe stays."""
    if path.is_file() and not path.is_symlink():
        path.unlink()


def _not_opened(desk: Desk, row: EvidenceRow, kind: str) -> InvalidInput:
    return InvalidInput(
        f"evidence {row.number} ({row.name}, {kind}) may be a program, so it is not opened here. "
        f"It is kept as {desk.locker.where_is(row.digest)}; " + Field("output", Blank.FILE) + " writes a copy"
    )
