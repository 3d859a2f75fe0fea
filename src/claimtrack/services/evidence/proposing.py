"""Passages that may bear on a claim, proposed from the text of evidence on record, or of a file: for a person to judge.

Nothing is attached by it. What the claim says and a passage does not is told with it; which pieces were looked at by
whom is put on record where a passage of them is shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from claimtrack.config import MAX_SIZE
from claimtrack.db import evidence_rows
from claimtrack.db.models import Evidence
from claimtrack.errors import ClaimtrackError, DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.locker.excerpts import find_in_file, places_in_file
from claimtrack.locker.store import digest_of
from claimtrack.reading.document import Document
from claimtrack.reading.machines import MachineText, is_machines
from claimtrack.reading.read import is_read, read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Blank, Do, Step, do
from claimtrack.rules.proposals import Proposed, propose
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.evidence import custody
from claimtrack.services.evidence.machine_reading import MachineReading
from claimtrack.services.evidence.passages import of_passage
from claimtrack.services.evidence.pieces import place
from claimtrack.services.inputs import STANDARD_INPUT, is_url, local_input
from claimtrack.vocabulary import Handling, Nature, Quote, Serves, Stance, Visibility

_HIDDEN = 3
"""How many times as many passages are looked at as are shown: some stand where nobody who opens the file sees them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may bear on the claim: of a piece, or of a file that is on no record, and how to take it.

    ``lacking`` are sentences on what the claim says and the passage does not, were it to support it. ``numbers``,
    ``names`` and ``words`` are how many of the claim's stand there, and how many it has. ``standing`` says that the
    piece stands for the claim already, ``quoted`` with which passage.
    """

    piece: int | None
    name: str
    text: str
    start: int
    end: int
    page: int | None
    place: str
    lacking: tuple[str, ...]
    numbers: tuple[int, int]
    names: tuple[int, int]
    words: tuple[int, int]
    standing: bool
    quoted: str | None
    take: Do


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages, best first; how many texts were searched; what was left out, each with why.

    ``unlogged`` is why it is on no record that somebody looked, where that is so.
    """

    found: tuple[Candidate, ...]
    searched: int
    left_out: tuple[tuple[str, str], ...]
    unlogged: str | None


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched: a piece, or a file; ``charset`` is how a piece was read when it was attached."""

    piece: int | None
    name: str
    data: Callable[[], bytes]
    digest: str | None = None
    charset: str | None = None
    quoted: tuple[str | None, ...] = ()

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return f"evidence {self.piece} ({self.name})" if self.piece is not None else self.name


@dataclass(frozen=True, slots=True)
class _Words:
    """A claim's number and words, and how it has them."""

    id: int
    text: str
    quote: Quote | None
    nature: Nature | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A source that was read; ``machine`` is what one read, where one had to."""

    source: Searched
    document: Document
    machine: MachineText | None = None


def find_passages(
    desk: Desk,
    number: int,
    *,
    files: Sequence[str] = (),
    most: int,
    max_size: int = MAX_SIZE,
    by_machine: bool = False,
    watch: Callable[[Sequence[Searched]], Iterable[Searched]] = iter,
) -> Candidates:
    """Propose at most ``most`` passages for a claim, from all evidence on record or from ``files`` instead.

    ``max_size`` are the bytes of a file at most. ``by_machine`` has pictures, scans and recordings read by a machine,
    too, where they have no text; ``watch`` goes through what is searched. Raises NotFound for a claim or file that is
    not there, UsageError for an address, InvalidInput where no text can be read from any of ``files``.
    """
    left_out: list[tuple[str, str]] = []
    # Nothing is held open in the database while files are read.
    with reading(desk) as session:
        (row,) = all_of(session, [number])
        claim = _Words(row.id, row.text, row.quote, row.nature)
        if files:
            sources = [_file(named, max_size) for named in files]
        else:
            sources, left_out = _on_record(desk, claim, evidence_rows.all_evidence(session), by_machine=by_machine)
    texts: list[_Text] = []
    for source in watch(sources):
        try:
            texts.append(_read(source, by_machine=by_machine))
        except ClaimtrackError as error:
            left_out.append((source.label, str(error)))
    if files and not texts:
        raise InvalidInput("nothing could be searched: " + "; ".join(why for _, why in left_out))
    proposed = propose(claim.text, [one.document.whole for one in texts], most=most * _HIDDEN)
    shown = (_candidate(claim, texts[one.text], one) for one in proposed)
    found = list(islice((one for one in shown if one is not None), most))
    return Candidates(tuple(found), len(texts), tuple(left_out), _noted(desk, sources, found))


def _file(named: str, max_size: int) -> Searched:
    if is_url(named) or named == STANDARD_INPUT:
        raise UsageError(f"{named} is no file; save it as one, and search that")
    found = local_input(named, max_size=max_size)
    return Searched(None, named, lambda: found.data)


def _on_record(
    desk: Desk, claim: _Words, pieces: Iterable[Evidence], *, by_machine: bool
) -> tuple[list[Searched], list[tuple[str, str]]]:
    """Return what may be searched for a claim; pieces that take a reason to be opened are named and left out."""
    found: list[Searched] = []
    left_out: list[tuple[str, str]] = []
    for piece in pieces:
        standing = [link for link in piece.links if link.withdrawn_at is None]
        if not standing or piece.of_claim_id is not None:
            continue
        quoted = [link.excerpt for link in standing if link.claim_id == claim.id and link.serves is Serves.TRUTH]
        charsets = [link.charset for link in standing if link.charset and not is_machines(link.charset)]
        source = Searched(
            piece.id,
            piece.name,
            partial(desk.locker.read, piece.digest),
            piece.digest,
            charsets[0] if charsets else None,
            tuple(quoted),
        )
        if piece.visibility is not Visibility.DESK:
            left_out.append((source.label, f"it is {piece.visibility}, and is opened only for a reason"))
        elif not is_read(piece.media_type) and (not by_machine or piece.size > MAX_SIZE):
            left_out.append((source.label, "it has no text of its own"))
        else:
            found.append(source)
    return found, left_out


def _read(source: Searched, *, by_machine: bool) -> _Text:
    """Read a text; raises InvalidInput where there is none, and where the bytes are not what was attached."""
    data = source.data()
    if source.digest is not None and digest_of(data) != source.digest:
        raise InvalidInput("its bytes are not what was attached")
    try:
        document = read_document(data, name=source.name, charset=source.charset)
        if document.whole.strip() or not by_machine:
            return _Text(source, document)
    except InvalidInput:
        if not by_machine:
            raise
    machine = MachineReading(data, source.name, media_type_of(data, name=source.name))
    read = machine.text()
    if read is None:
        raise machine.why_not or InvalidInput("it has no text, and no machine reads this kind of file")
    return _Text(source, read.document, read)


def _candidate(claim: _Words, text: _Text, one: Proposed) -> Candidate | None:
    """Return a passage as it is shown; None for one that nobody sees who opens the file."""
    document, source = text.document, text.source
    excerpt = " ".join(document.whole[one.start : one.end].split())
    if document.seen is not None and find_in_file(document.seen, excerpt) is None:
        return None
    places = places_in_file(document.whole, excerpt)
    if not places:
        return None
    occurrence = _occurrence(places, one.start)
    page = document.page_at(one.start)
    return Candidate(
        source.piece,
        source.name,
        excerpt,
        one.start,
        one.end,
        page,
        place(one.start, one.end, page, text.machine.by_at(one.start, one.end) if text.machine is not None else None)
        or "",
        of_passage(claim, excerpt, stance=Stance.SUPPORTS, serves=Serves.TRUTH),
        one.numbers,
        one.names,
        one.words,
        bool(source.quoted),
        next((words for words in source.quoted if words is not None), None),
        _taking(claim.id, source, excerpt, occurrence),
    )


def _occurrence(places: Sequence[tuple[int, int]], start: int) -> int | None:
    """Return which of the places of a passage is meant, from 1; None where it stands once."""
    if len(places) == 1:
        return None
    return next((number for number, (first, _) in enumerate(places, start=1) if first >= start), len(places))


def _taking(claim: int, source: Searched, excerpt: str, occurrence: int | None) -> Do:
    """Return what takes a passage; from a piece that stands for the claim already, it has to be withdrawn first."""
    which: dict[str, int] = {"occurrence": occurrence} if occurrence is not None else {}
    if source.piece is None:
        return do(Step.EVIDENCE_ADD, claim, source.name, supports=True, source=Blank.NAME, excerpt=excerpt, **which)
    if source.quoted:
        return do(Step.EVIDENCE_WITHDRAW, source.piece, claim=claim, reason=Blank.TEXT)
    return do(Step.EVIDENCE_ADD, claim, piece=source.piece, supports=True, excerpt=excerpt, **which)


def _noted(desk: Desk, sources: Iterable[Searched], found: Sequence[Candidate]) -> str | None:
    """Put on record which pieces were looked at; gives why it is not, where it cannot be."""
    seen = {one.piece for one in found}
    looked = [(one.piece, one.digest) for one in sources if one.piece is not None and one.piece in seen]
    if not looked:
        return None
    try:
        desk.enact(_note, [(piece, digest or "") for piece, digest in looked])
    except (DatabaseTrouble, ForbiddenMove, NotFound) as error:
        return str(error)
    return None


def _note(act: Act, looked: Iterable[tuple[int, str]]) -> None:
    for piece, digest in looked:
        custody.note_taken(act, piece, digest, custody.Taken(Handling.OPENED))
