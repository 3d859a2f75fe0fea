"""Whether evidence is still what was attached: its bytes have their digest, and each excerpt stands where it stood.

``verify`` tells what fails, a verdict is not given on it, and ``recheck`` takes it off the claims that rest on it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from claimtrack.db import evidence_rows
from claimtrack.db.evidence_rows import EvidenceNumber
from claimtrack.db.models import EvidenceLink
from claimtrack.errors import ForbiddenMove, InvalidInput, ReaderFailed
from claimtrack.events.purges import is_marker
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.document import Document
from claimtrack.reading.encodings.charsets import Told
from claimtrack.reading.machines import NoMachine, is_machines, machine_of, machine_text, machine_told
from claimtrack.reading.read import read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Step, do
from claimtrack.services.desk import Act
from claimtrack.services.evidence.attachments import existing, take_off
from claimtrack.services.weighing.consequences import Reopened, settle

_ONCE_GUESSED = ("utf-8", "windows-1252")
"""What earlier versions took files for that are read as something else by now."""


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A piece that no longer stands for these claims, and why."""

    evidence: int
    claims: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What was looked at again, what was taken off the claims it stood for, and the verdicts that fell with it.

    ``unread`` are the pieces whose reader failed, each with the reason: nobody knows what stands in them, and nothing
    is taken off for that.
    """

    checked: int
    taken_off: tuple[TakenOff, ...]
    reopened: tuple[Reopened, ...]
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failing:
    """A piece that does not stand for a claim, and why; where it is ``unread``, nobody knows.

    ``by_machine`` says that a machine read the passage, and that the same one is not here: the bytes are what was
    attached and the passage is sealed, so that nothing speaks against it.
    """

    link: EvidenceLink
    why: str
    unread: bool = False
    by_machine: bool = False


def bytes_fail(locker: AnyLocker, piece: EvidenceNumber) -> str | None:
    """Say what is wrong with a piece's bytes, or None."""
    problem = locker.check(piece.digest)
    return failing(piece, problem) if problem is not None else None


def failing(piece: EvidenceNumber, problem: str) -> str:
    """Say of which piece the bytes have a problem."""
    return f"the bytes of evidence {piece.number} ({piece.name}) fail: {problem}"


def failing_excerpts(locker: AnyLocker, piece: EvidenceNumber, links: Iterable[EvidenceLink]) -> Iterator[Failing]:
    """Yield each of these links whose excerpt does not stand where it was found, and what is wrong.

    The bytes are the piece's own; ``links`` have excerpts.
    """
    # ``Told`` equals the plain word, and is read otherwise.
    read = lru_cache(maxsize=None, typed=True)(partial(_read_as, locker.read(piece.digest), piece.name))
    for link in links:
        if is_marker(link.excerpt):
            continue
        what = f"the excerpt of evidence {piece.number} for claim {link.claim_id}"
        found = read(link.charset)
        if any(isinstance(one, Document) and _stands(link, one) for one in _readings(found, link, read)):
            continue
        if isinstance(found, InvalidInput):
            unread = isinstance(found, ReaderFailed)
            by_machine = unread and is_machines(link.charset)
            yield Failing(link, f"{what} cannot be checked: {found}", unread, by_machine)
        else:
            yield Failing(link, f'{what} does not stand in {piece.name}: "{link.excerpt}"')


def _readings(
    found: Document | InvalidInput, link: EvidenceLink, read: Callable[[str | None], Document | InvalidInput]
) -> Iterator[Document | InvalidInput]:
    """Yield a file as it is read, as it is in the encoding that a person told, and as older versions guessed."""
    yield found
    if is_machines(link.charset):
        return
    yield from (read(Told(name)) for name in ([link.charset] if link.charset is not None else _ONCE_GUESSED))


def _read_as(data: bytes, name: str, charset: str | None) -> Document | InvalidInput:
    try:
        if charset is not None and is_machines(charset):
            return _read_by_machine(data, name, charset)
        return read_document(data, name=name, charset=charset)
    except InvalidInput as error:
        return error


def _read_by_machine(data: bytes, name: str, by: str) -> Document:
    """Have a machine read a file once more; raises ReaderFailed where that is not the one that read it before."""
    try:
        found = machine_text(data, name=name, media_type=media_type_of(data, name=name))
    except NoMachine as error:
        raise ReaderFailed(f"it was {machine_told(by)}, and none is here: {error}") from error
    if found.by != machine_of(by):
        raise ReaderFailed(f"it was {machine_told(by)}, and the one here is another ({found.by.partition(' ')[2]})")
    return found.document


def _stands(link: EvidenceLink, document: Document) -> bool:
    """Tell whether a file has an excerpt: where it was found, or wherever it stands since readers have learned more.

    Offsets that somebody changed are the audit's to name, by the events.
    """
    exactly = slice(link.excerpt_start, link.excerpt_end)
    return link.excerpt in {document.whole[exactly], document.text[exactly]} or (
        find_in_file(document.whole, link.excerpt or "") is not None
    )


def refuse_failing(act: Act, claim: int, counted: Collection[int]) -> None:
    """Raise ForbiddenMove where a piece that counts for a claim's verdict is not what was attached."""
    for number in sorted(counted):
        piece = existing(act, number)
        if act.desk.rehearsal and piece.added_at == act.at:
            continue  # it was read for this very change, and a rehearsal keeps no bytes
        standing = [link for link in piece.links if link.claim_id == claim and link.withdrawn_at is None]
        failing = _failing(act.desk.locker, EvidenceNumber(number, piece.digest, piece.name), standing)
        why = next((one for one in failing if not one.by_machine), None)
        if why is not None:
            raise ForbiddenMove(
                f"claim {claim} cannot rest on evidence {number}: "
                + why.why
                + "; put the file back from a backup, or "
                + do(Step.EVIDENCE_RECHECK, number)
                + " takes the piece off"
            )


def recheck(act: Act, numbers: Collection[int] = ()) -> Rechecked:
    """Look again at these pieces of evidence, or at all; what fails is withdrawn, and verdicts resting on it reopen.

    Raises NotFound for a piece that is not there.
    """
    taken_off: list[TakenOff] = []
    reopened: list[Reopened] = []
    unread: list[tuple[int, str]] = []
    pieces = [existing(act, number) for number in dict.fromkeys(numbers)]
    wanted = pieces or list(evidence_rows.all_evidence(act.session))
    for piece in wanted:
        standing = [link for link in piece.links if link.withdrawn_at is None]
        failing = list(_failing(act.desk.locker, EvidenceNumber(piece.id, piece.digest, piece.name), standing))
        unread += [(piece.id, one.why) for one in failing if one.unread]
        for why in dict.fromkeys(one.why for one in failing if not one.unread):
            links = [one.link for one in failing if one.why == why]
            claims = take_off(act, piece, links, reason=why)
            taken_off.append(TakenOff(piece.id, tuple(dict.fromkeys(claim.id for claim in claims)), why))
            reopened += settle(act, claims, because=f"evidence {piece.id} was withdrawn: {why}")
    return Rechecked(len(wanted), tuple(taken_off), tuple(reopened), tuple(unread))


def _failing(locker: AnyLocker, piece: EvidenceNumber, links: Collection[EvidenceLink]) -> Iterator[Failing]:
    """Yield what does not stand any more of a piece's links, and why."""
    if not links:
        return
    problem = bytes_fail(locker, piece)
    if problem is not None:
        yield from (Failing(link, problem) for link in links)
        return
    quoting = [link for link in links if link.excerpt is not None]
    if quoting:
        yield from failing_excerpts(locker, piece, quoting)
