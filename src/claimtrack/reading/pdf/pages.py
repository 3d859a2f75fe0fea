"""A page as it is read: its text by rows, and what stands aside of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimtrack.reading.pdf.lines import line_of
from claimtrack.reading.pdf.marks import Glyph, Sheet, Unseen, Word
from claimtrack.reading.pdf.words import words_of

Row = list[Word]

_SCANNED = 0.5
"""Of a page, for a picture that is the page."""
_SENTENCE = 12
"""Words that make a text of what is turned on its side."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands on a page and is no part of its text, and why; ``is_seen`` tells whether a reader sees it."""

    text: str
    why: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """A page's rows, and those of what is ``turned`` on its side; ``edges`` are its top and its foot.

    ``is_recognised`` tells that its text was read out of a picture before, ``is_picture`` that it is one without text.
    """

    rows: list[Row]
    turned: list[list[Row]]
    asides: list[Aside]
    edges: tuple[float, float]
    is_recognised: bool
    is_picture: bool


def spread(sheet: Sheet) -> Spread:
    """Return a page's rows of words, without what nobody sees."""
    glyphs, is_recognised = _recognised(sheet)
    main = _main_turn(glyphs)
    rows = words_of([glyph for glyph in glyphs if glyph.turned == main])
    rows = _with_filled(rows, sheet.filled if main == 0 else ())
    seen, asides = _without_unseen(rows)
    turned = []
    for turn in (90, 180, 270, 0):
        if turn == main:
            continue
        text, hidden = _without_unseen(words_of([glyph for glyph in glyphs if glyph.turned == turn]))
        asides += hidden
        if sum(len(row) for row in text) >= _SENTENCE:
            turned.append(text)
        elif text:
            asides.append(Aside(_plain(text), "turned on its side", is_seen=True))
    asides += _watermark([glyph for glyph in glyphs if glyph.turned < 0])
    asides += [Aside(said, "a comment", is_seen=True) for said in sheet.remarks]
    edges = _edges(sheet, seen, main)
    is_picture = not seen and not turned and sheet.pictured > 0
    return Spread(seen, turned, asides, edges, is_recognised and bool(seen or turned), is_picture)


def _watermark(askew: Sequence[Glyph]) -> Iterator[Aside]:
    """Yield what is written across the page, in the order in which it was drawn."""
    seen = [glyph for glyph in askew if glyph.unseen is None]
    words = ("".join(glyph.text for glyph in run) for _, run in groupby(seen, key=lambda glyph: glyph.drawn))
    if text := " ".join(" ".join(words).split()):
        yield Aside(text, "a watermark", is_seen=True)


def _recognised(sheet: Sheet) -> tuple[Sequence[Glyph], bool]:
    """Return the glyphs, and whether invisible ones are what was recognised in the picture that is the page.

    Those are read as if they were seen, if there is not as much text that is.
    """
    invisible = sum(one.unseen is Unseen.INVISIBLE for one in sheet.glyphs)
    seen = sum(one.unseen is None for one in sheet.glyphs)
    if sheet.pictured < _SCANNED or invisible <= seen:
        return sheet.glyphs, False
    return [one._replace(unseen=None) if one.unseen is Unseen.INVISIBLE else one for one in sheet.glyphs], True


def _main_turn(glyphs: Iterable[Glyph]) -> int:
    counted: dict[int, int] = {}
    for one in glyphs:
        if one.turned >= 0 and one.unseen is None:
            counted[one.turned] = counted.get(one.turned, 0) + 1
    return max(counted, key=lambda turn: counted[turn], default=0)


def _with_filled(rows: list[Row], filled: Sequence[Word]) -> list[Row]:
    """Put what is filled in into the rows beside which it stands."""
    for word in filled:
        row = next((row for row in rows if abs(row[0].y - word.y) <= 0.5 * max(row[0].size, word.size)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
            row.sort(key=lambda one: one.left)
    if filled:
        rows.sort(key=lambda row: row[0].y)
    return rows


def _without_unseen(rows: list[Row]) -> tuple[list[Row], list[Aside]]:
    seen: list[Row] = []
    hidden: dict[Unseen, list[Row]] = {}
    for row in rows:
        shown = [word for word in row if word.unseen is None]
        if shown:
            seen.append(shown)
        for why in dict.fromkeys(word.unseen for word in row if word.unseen is not None):
            hidden.setdefault(why, []).append([word for word in row if word.unseen is why])
    return seen, [Aside(_plain(of_one), str(why), is_seen=False) for why, of_one in hidden.items()]


def _plain(rows: Iterable[Row]) -> str:
    return " ".join(line_of(row).text.replace("\t", " ") for row in rows)


def _edges(sheet: Sheet, rows: Sequence[Row], turn: int) -> tuple[float, float]:
    """Return the top and the foot of the page; of one that is turned, those of its text."""
    if turn == 0 and sheet.height > 0:
        return -sheet.height, 0.0
    ys = [row[0].y for row in rows] or [0.0]
    return min(ys), max(ys) + 1
