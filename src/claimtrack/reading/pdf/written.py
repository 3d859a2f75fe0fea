"""The text of a PDF's paragraphs, and where each page begins in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.reading.pdf.hyphens import Known
from claimtrack.reading.pdf.pages import Aside
from claimtrack.reading.pdf.paragraphs import Block, goes_on, text_of, text_of_table

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A text; all that is shown, if that is more; where its pages begin, and which; how many words nobody sees."""

    text: str
    shown: str | None
    pages: tuple[int, ...]
    page_numbers: tuple[int, ...]
    hidden: int


def written(flow: Sequence[Block], asides: Sequence[Sequence[Aside]], known: Known) -> Written:
    """Return the text of paragraphs that may go on from page to page, and behind it what stands aside, page by page."""
    text = _Text()
    before: Block | None = None
    for block in flow:
        piece = text_of_table(block.lines) if block.is_table else text_of(block.lines, known)
        if before is not None and goes_on(before, block):
            text.go_on(piece, block.page, known)
        else:
            text.add(piece, block.page)
        before = block
    body = str(text)
    pages, numbers = text.begun(len(asides))
    shown = [(page, aside.text) for page, of_page in enumerate(asides) for aside in of_page if aside.is_seen]
    hidden = sum(len(aside.text.split()) for of_page in asides for aside in of_page if not aside.is_seen)
    if not shown:
        return Written(body, None, pages, () if numbers == tuple(range(1, len(numbers) + 1)) else numbers, hidden)
    starts = list(pages)
    for page, words in shown:
        starts.append(text.length + len(_BETWEEN))
        text.add(words, page)
    return Written(body, str(text), tuple(starts), (*numbers, *(page + 1 for page, _ in shown)), hidden)


class _Text:
    """A text as it grows; ``runs`` says where each stretch of one page began, and which page that is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.runs: list[tuple[int, int]] = []

    def __str__(self) -> str:
        return "".join(self.pieces)

    def add(self, piece: str, page: int) -> None:
        """Put a paragraph."""
        self._put(_BETWEEN if self.pieces else "")
        self._turn_to(page)
        self._put(piece)

    def go_on(self, piece: str, page: int, known: Known) -> None:
        """Put the rest of the paragraph that was put last."""
        last = self.pieces.pop()
        self.length -= len(last)
        last, between = known.joined(last, piece)
        self._put(last)
        self._put(between)
        self._turn_to(page)
        self._put(piece)

    def begun(self, pages: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return where each stretch of a page begins, and the number of that page.

        A page has several where the end of a paragraph stands before what is on the page that it began on. One that is
        empty begins where the next does that has text.
        """
        first: dict[int, int] = {}
        for start, page in self.runs:
            first.setdefault(page, start)
        found = [(start, True, page) for start, page in self.runs]
        following = self.length
        for page in range(pages - 1, -1, -1):
            if page not in first:
                found.append((following, False, page))
            following = first.get(page, following)
        found.sort()
        return tuple(start for start, _, _ in found), tuple(page + 1 for _, _, page in found)

    def _turn_to(self, page: int) -> None:
        if not self.runs or self.runs[-1][1] != page:
            self.runs.append((self.length, page))

    def _put(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)
