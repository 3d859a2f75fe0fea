"""PDF: what stands on its pages, in the order of reading, by paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.pdf.columns import regions
from claimtrack.reading.pdf.hyphens import Known
from claimtrack.reading.pdf.lines import line_of
from claimtrack.reading.pdf.margins import peeled, row_text
from claimtrack.reading.pdf.notes import parted
from claimtrack.reading.pdf.pages import Aside, Spread, spread
from claimtrack.reading.pdf.paragraphs import Block, blocks_of, in_flow
from claimtrack.reading.pdf.structure import Structure, structure_of
from claimtrack.reading.pdf.title import title_of
from claimtrack.reading.pdf.written import Written, written

_END = b"%%EOF"
_TAIL = 4_096
"""Bytes at the end of a file in which its mark stands; some programs send others behind it."""
_CUT = "The end of the file is missing, and pages may be with it; get it again from where it came."


def read_pdf(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the text of a PDF: a paragraph is a line, however it was set, with an empty line behind it.

    Headers, footers, footnotes and numbers of pages, and what nobody sees, are passed over; ``shown`` has at its end
    those of them that are seen, and ``pages`` says where each page's text begins in it. Raises InvalidInput for a file
    that is locked, damaged, or holds pictures of text alone, and for one that is too long or takes too much drawing.
    """
    del charset  # a PDF says itself how its text is encoded
    structure = structure_of(data, name)
    spreads = [] if structure.is_empty else _spreads(data, name, structure)
    if not any(one.rows or one.turned for one in spreads):
        if _is_cut(data):
            raise InvalidInput(f"{name} is damaged: its end is missing; get it again from where it came")
        raise InvalidInput(f"{name} holds no text, only pictures of it; run a text recognition over it first")
    return _document(spreads, structure, is_cut=_is_cut(data))


def _is_cut(data: bytes) -> bool:
    return _END not in data[-_TAIL:]


def _spreads(data: bytes, name: str, structure: Structure) -> list[Spread]:
    # It brings a library of eight megabytes, which nothing else needs.
    from claimtrack.reading.pdf.engine import opened

    with opened(data, name) as pdf:
        pdf.layers = structure.has_layers
        return [spread(sheet) for sheet in pdf.sheets()]


@dataclass(frozen=True, slots=True)
class _Page:
    blocks: list[Block]
    asides: list[Aside]


def _document(spreads: Sequence[Spread], structure: Structure, *, is_cut: bool) -> Document:
    body = _body_size(spreads)
    pages = list(_pages(spreads, body))
    known = Known(line.text for page in pages for block in page.blocks for line in block.lines)
    flow = in_flow([block for page in pages for block in page.blocks])
    put = written(flow, [page.asides for page in pages], known)
    return Document(
        text=put.text,
        media_type="application/pdf",
        title=title_of(structure.title, pages[0].blocks if pages else [], body, known),
        pages=put.pages,
        page_numbers=put.page_numbers,
        shown=put.shown,
        notices=(*([_CUT] if is_cut else []), *_notices(spreads, put)),
        passed_over=_passed_over(pages),
    )


def _body_size(spreads: Sequence[Spread]) -> float:
    """Return the size of most letters of a document."""
    counted: Counter[float] = Counter()
    for word in (word for one in spreads for row in one.rows for word in row):
        counted[round(word.size * 4) / 4] += len(word.text)
    return counted.most_common(1)[0][0] if counted else 10.0


def _pages(spreads: Sequence[Spread], body: float) -> Iterator[_Page]:
    taken = peeled([one.rows for one in spreads], [one.edges for one in spreads])
    for number, (one, rest) in enumerate(zip(spreads, taken, strict=True)):
        asides = [Aside(row_text(row), "at the top or the foot of the page", is_seen=True) for row in rest.running]
        blocks: list[Block] = []
        for rows in [*regions(rest.rows), *(region for text in one.turned for region in regions(text))]:
            text, notes = parted(list(blocks_of([line_of(row) for row in rows], number, body)), body)
            blocks += text
            asides += [Aside(_plain(note), "a footnote", is_seen=True) for note in notes]
        yield _Page(blocks, [*asides, *_marks(blocks), *one.asides])


def _marks(blocks: Sequence[Block]) -> Iterator[Aside]:
    marks = [mark for block in blocks for line in block.lines for mark in line.marks]
    if marks:
        yield Aside(", ".join(marks), "marks of footnotes", is_seen=True)


def _plain(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _passed_over(pages: Sequence[_Page]) -> tuple[PassedOver, ...]:
    return tuple(dict.fromkeys(PassedOver(aside.text, aside.why) for page in pages for aside in page.asides))


def _notices(spreads: Sequence[Spread], put: Written) -> Iterator[str]:
    recognised = sum(one.is_recognised for one in spreads)
    if recognised:
        yield (
            f"The text of {_of_pages(recognised, len(spreads))} was recognised in a picture of it; compare names and "
            "figures with the picture."
        )
    pictures = sum(one.is_picture for one in spreads)
    if pictures:
        yield (
            f"Nothing was read from {_of_pages(pictures, len(spreads))}, which hold only pictures; run a text "
            "recognition over the file first."
        )
    hidden = put.hidden
    if hidden:
        yield f"{hidden:,} words that nobody sees on the pages were left out."


def _of_pages(some: int, whole: int) -> str:
    return "the page" if whole == 1 else f"{some:,} of {whole:,} pages"
