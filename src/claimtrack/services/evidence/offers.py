"""Bytes offered as evidence: kept, and read outside of any transaction, before they are attached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from claimtrack.errors import InvalidInput, ReaderFailed, UsageError
from claimtrack.locker.excerpts import find_in_file, nearest_passage, places_in_file
from claimtrack.locker.store import digest_of, digest_of_blocks
from claimtrack.reading.document import Document
from claimtrack.reading.kinds import refusal
from claimtrack.reading.machines import (
    HOW_POOR,
    LARGEST_HEARD,
    as_heard,
    is_heard,
    is_sound,
    machine_told,
    refuse_too_large_to_hear,
)
from claimtrack.reading.read import read_blocks, read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Blank, Field, Words
from claimtrack.rules import records
from claimtrack.rules.findings import says_something
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.evidence.credits import credited_in
from claimtrack.services.evidence.days import shows
from claimtrack.services.evidence.elsewhere import told_on_adding
from claimtrack.services.evidence.lookalikes import Looks, looks_of
from claimtrack.services.evidence.machine_reading import MachineReading
from claimtrack.services.evidence.pieces import place
from claimtrack.services.evidence.unpacked import known_by
from claimtrack.services.inputs import LargeFile
from claimtrack.services.keeping import taken_back_if_refused
from claimtrack.vocabulary import Basis, Right, Serves, SpeakerKind, Stance

NOTE = records.NOTE
"""What a piece is called that is a reviewer's own note."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Bytes offered as evidence: a file, a page, a reviewer's own note; ``media_type`` where it needs no guess.

    ``large`` is a file that is not held in memory; ``data`` is then empty.
    """

    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    large: LargeFile | None = None


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the piece does for the claims, and how it knows. ``source`` is a number or a name.

    ``relying_on`` names whom this one piece relies on; ``credibility`` is 1 to 6 of the Admiralty code, where 6 says
    that nobody can judge; ``dated`` the day as of which its origins are asked, else the day when it was attached, and
    ``dated_because`` how that day is known, where nothing shows it. ``excerpts`` are passages for single claims, by
    number, where ``excerpt`` is not the one that matters there. ``occurrence`` says which of the places where a passage
    stands is meant, from 1, where it stands in several.
    """

    stance: Stance
    basis: Basis
    source: str | None
    serves: Serves = Serves.TRUTH
    excerpt: str | None = None
    note: str | None = None
    new_source: bool = False
    source_kind: SpeakerKind = SpeakerKind.NONE
    relying_on: tuple[str, ...] = ()
    credibility: int | None = None
    dated: date | None = None
    dated_because: str | None = None
    excerpts: Mapping[int, str] = field(default_factory=dict)
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt where it stands in the text, in code points; nothing where none was given."""

    text: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What was offered, kept and read: its digest and type, the excerpt's place, whom its text credits; how it bears.

    ``passages`` are those for single claims, by number; ``passage`` is for all others. ``sketch`` and ``short_runs``
    are that by which its copies are known, None where no text can be read (``unpacked`` says what of it nobody sees).
    ``shows_day`` tells whether the day of which it is said to be stands in it. ``notices`` are sentences on how the
    text was read. ``unread`` says why there is none where the reader failed, and another try may read it. ``looks`` is
    that by which copies of a picture are known.
    """

    bearing: Bearing
    digest: str
    size: int
    media_type: str
    name: str
    url: str | None
    passage: Passage
    sketch: bytes | None
    credited: tuple[str, ...]
    notices: tuple[Words, ...] = ()
    unread: str | None = None
    short_runs: bytes | None = None
    shows_day: bool = False
    passages: Mapping[int, Passage] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)

    def passage_for(self, claim: int) -> Passage:
        """Return the passage that matters for this claim."""
        return self.passages.get(claim, self.passage)


def examine(desk: Desk, offered: Offered, bearing: Bearing) -> Examined:
    """Keep the bytes in the locker and read them, so that ``attach`` does not keep others waiting meanwhile.

    Raises InvalidInput when the excerpt is not in the text (showing the nearest passage) or no text can be read,
    UsageError for a bearing that says too little, or of a verbatim record what it cannot be, and as ``desk.acting``
    does for who may not attach.
    """
    if not offered.data and offered.large is None:
        raise InvalidInput(f"{offered.name} is empty; there is nothing to attach")
    refuse_no_grade(bearing.credibility)
    if bearing.source is None and bearing.stance is not Stance.CONTEXT:
        raise UsageError("say whom the evidence comes from: " + Field("source", Blank.NAME))
    if bearing.basis is Basis.VERBATIM:
        _refuse_no_record(offered, bearing)
    refuse_without(desk, Right.REVIEW)
    if offered.large is not None:
        return _kept_unread(desk, offered, offered.large, bearing)
    with taken_back_if_refused(desk, digest_of(offered.data)):
        return kept_and_read(desk, offered, bearing)


def _refuse_no_record(offered: Offered, bearing: Bearing) -> None:
    if bearing.serves is not Serves.SAID:
        raise UsageError(
            "a verbatim record shows that something was said, not that it is true; say "
            + Field("serves", Serves.SAID)
            + ", or "
            + Field("basis", Basis.RECORD)
        )
    if bearing.source is None:
        raise UsageError("say who keeps the record: " + Field("source", Blank.NAME))
    if records.is_note(offered.name, offered.url):
        raise UsageError(
            "a note is what you wrote down yourself, and no verbatim record; attach the record itself, a file or a page"
        )


def _kept_unread(desk: Desk, offered: Offered, large: LargeFile, bearing: Bearing) -> Examined:
    """Keep a large file without holding more than a block of it; nobody reads text from it.

    Only where there is an excerpt a machine listens to a film, which is then held as a whole.
    """
    several: list[Words] = []
    passage, passages = _heard_passages(offered, large, bearing, several)
    blocks = read_blocks(large.path, max_size=large.most)
    digest, size = digest_of_blocks(blocks) if desk.rehearsal else desk.locker.put_blocks(blocks)
    looks = looks_of(desk, digest, large.media_type, size)
    return Examined(
        bearing,
        digest,
        size,
        large.media_type,
        offered.name,
        offered.url,
        passage,
        sketch=None,
        credited=(),
        notices=tuple(several),
        passages=passages,
        looks=looks,
    )


def _heard_passages(
    offered: Offered, large: LargeFile, bearing: Bearing, several: list[Words]
) -> tuple[Passage, Mapping[int, Passage]]:
    """Find excerpts in what a machine hears in a large film; raises InvalidInput where none does."""
    if bearing.excerpt is None and not bearing.excerpts:
        return Passage(), {}
    unread = refusal(offered.name, large.media_type)
    machine = None
    if is_sound(large.media_type):
        refuse_too_large_to_hear(offered.name, Path(large.path).stat().st_size)
        data = b"".join(read_blocks(large.path, max_size=LARGEST_HEARD))
        machine = MachineReading(data, offered.name, large.media_type)
    return _passage(offered, unread, bearing.excerpt, bearing.occurrence, several, machine), {
        claim: _passage(offered, unread, excerpt, bearing.occurrence, several, machine)
        for claim, excerpt in bearing.excerpts.items()
    }


def kept_and_read(desk: Desk, offered: Offered, bearing: Bearing) -> Examined:
    """Keep bytes before anything is read from them, and find the excerpt; a rehearsal leaves nothing behind."""
    digest = digest_of(offered.data) if desk.rehearsal else desk.locker.put(offered.data)
    document = _read(offered)
    several: list[Words] = []
    text = document.whole if isinstance(document, Document) else None
    media_type = offered.media_type or media_type_of(offered.data, name=offered.name)
    if media_type == "text/plain" and not (says_something(text) if text is not None else offered.data.strip()):
        # A file without a word counted as somebody's record; whatever else has no text may be a picture or a film.
        raise InvalidInput(f"no word stands in {offered.name}; there is nothing to attach")
    sketched, short = known_by(document, offered.data, media_type, offered.name)
    machine = MachineReading(offered.data, offered.name, media_type)
    return Examined(
        bearing,
        digest,
        len(offered.data),
        media_type,
        offered.name,
        offered.url,
        _passage(offered, document, bearing.excerpt, bearing.occurrence, several, machine),
        sketched,
        tuple(credited_in(text)) if text is not None else (),
        (
            *(document.notices if isinstance(document, Document) else ()),
            *told_on_adding(offered.data, media_type, name=offered.name),
            *several,
        ),
        str(document) if isinstance(document, ReaderFailed) else None,
        short,
        isinstance(document, Document) and bearing.dated is not None and shows(document, bearing.dated),
        {
            claim: _passage(offered, document, excerpt, bearing.occurrence, several, machine)
            for claim, excerpt in bearing.excerpts.items()
        },
        looks_of(desk, digest, media_type, len(offered.data), offered.data),
    )


def _read(offered: Offered) -> Document | InvalidInput:
    """Read the text; gives why not, where there is none: evidence may be a film."""
    try:
        return read_document(offered.data, name=offered.name, charset=offered.charset)
    except InvalidInput as error:
        return error


def _passage(
    offered: Offered,
    document: Document | InvalidInput,
    excerpt: str | None,
    occurrence: int | None,
    several: list[Words],
    machine: MachineReading | None = None,
) -> Passage:
    """Find an excerpt; ``several`` takes a sentence where it stands in more than one place, and nobody said which.

    What does not stand in the file's own text is looked for in what a machine reads in it.
    """
    if excerpt is None:
        return Passage()
    machine = machine if not _has_text_throughout(document) else None
    if machine is not None and (isinstance(document, InvalidInput) or not find_in_file(document.whole, excerpt)):
        read = _by_machine(offered.name, machine, excerpt, occurrence, several)
        if read is not None:
            return read
    heard = machine.hint(excerpt) if machine is not None else ""
    if isinstance(document, InvalidInput):
        raise InvalidInput(
            f"no text can be read from {offered.name}, so an excerpt cannot be found in it ("
            + document.message
            + f"){heard}; leave "
            + Field("excerpt")
            + " out and say in "
            + Field("note")
            + " where to look"
        ) from document
    text = document.whole
    found = _place(offered.name, document, excerpt, occurrence, several)
    if found is None:
        _refuse_unseen(offered.name, document, excerpt)
        nearest = nearest_passage(text, excerpt)
        hint = f'; the nearest passage is: "{nearest}"' if nearest else ""
        raise InvalidInput(
            f'the excerpt is not in {offered.name}: "{excerpt}"{hint}{heard}; copy it from there word by word'
        )
    _refuse_hidden(offered.name, document, excerpt)
    start, end = found
    # A plain string: what is ``Told`` is no type that a database knows.
    charset = str(offered.charset) if offered.charset is not None else None
    return Passage(text[start:end], start, end, document.page_at(start), charset)


def _has_text_throughout(document: Document | InvalidInput) -> bool:
    """Tell whether a file of pages has a text on each of them: a machine reads scanned ones alone."""
    if isinstance(document, InvalidInput) or not document.pages:
        return False
    ends = [*document.pages[1:], len(document.whole)]
    return all(document.whole[begin:end].strip() for begin, end in zip(document.pages, ends, strict=True))


def _by_machine(
    name: str, machine: MachineReading, excerpt: str, occurrence: int | None, several: list[Words]
) -> Passage | None:
    """Find an excerpt in what a machine reads in a file; ``several`` takes a sentence that it was one."""
    read = machine.text()
    if read is not None and is_heard(read.by):
        excerpt = as_heard(excerpt) or excerpt
    found = _place(name, read.document, excerpt, occurrence, several) if read is not None else None
    if read is None or found is None:
        return None
    start, end = found
    several.append(
        f"the excerpt was {machine_told(read.by)} and may be wrong: compare it with the file itself, word by word"
    )
    if is_heard(read.by):
        several.append(f"the machine hears poorly: {HOW_POOR}")
    return Passage(read.document.whole[start:end], start, end, read.document.page_at(start), read.by_at(start, end))


_NAMED = 5
"""Places where a passage stands that are named; the rest are counted."""


def _place(
    name: str, document: Document, excerpt: str, occurrence: int | None, several: list[Words]
) -> tuple[int, int] | None:
    first = find_in_file(document.whole, excerpt)
    places = places_in_file(document.whole, excerpt)
    if first is None or not places:
        return first
    if occurrence is not None:
        if not 1 <= occurrence <= len(places):
            raise InvalidInput(
                f'"{excerpt}" stands {_times(len(places))} in {name}, and not {occurrence}: {_where(document, places)}'
            )
        return places[occurrence - 1]
    if len(places) > 1:
        taken = places.index(first) + 1 if first in places else 1
        several.append(
            f"the excerpt stands there {_times(len(places))} ({_where(document, places)}); number {taken} is taken, "
            + Field("occurrence", Blank.N)
            + " says which one is meant"
        )
    return first


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _where(document: Document, places: Sequence[tuple[int, int]]) -> str:
    told = "; ".join(place(start, end, document.page_at(start)) or "" for start, end in places[:_NAMED])
    return f"{told}; and {len(places) - _NAMED} more" if len(places) > _NAMED else told


def _refuse_unseen(name: str, document: Document, excerpt: str) -> None:
    """Raise InvalidInput for a passage that stands only where nobody who opens the file sees it, saying where."""
    whole = document.whole
    for one in document.passed_over:
        if find_in_file(one.text, excerpt) is not None:
            if find_in_file(whole, one.text) is not None:
                continue
            raise InvalidInput(
                f'"{excerpt}" is not in what {name} shows; it stands only in what was passed over there '
                f"({one.why}); say so in "
                + Field("note")
                + " and leave "
                + Field("excerpt")
                + " out, or quote what is shown"
            )


def _refuse_hidden(name: str, document: Document, excerpt: str) -> None:
    """Raise InvalidInput for a passage that a page has and that nobody sees on it."""
    if document.seen is None or find_in_file(document.seen, excerpt) is not None:
        return
    raise InvalidInput(
        f'"{excerpt}" stands in {name}, and nobody sees it there: its own styles hide it, or only a script would '
        "show it; quote what is shown, attach a picture or a PDF of the page as your browser shows it, or leave "
        + Field("excerpt")
        + " out and say in "
        + Field("note")
        + " where to look"
    )


def refuse_no_grade(credibility: int | None) -> None:
    """Raise UsageError for what is no grade of a piece."""
    if credibility is not None and credibility not in range(1, 7):
        raise UsageError(f"credibility is a number from 1 to 6, not {credibility}; 6 says that nobody can judge")
