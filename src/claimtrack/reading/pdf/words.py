"""Words out of letters: where a gap is a space, and where it is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from claimtrack.reading.pdf.initials import Initial, with_initials
from claimtrack.reading.pdf.marks import Glyph, Unseen, Word
from claimtrack.reading.pdf.rows import rows_of
from claimtrack.reading.pdf.scripts import has_no_spaces, is_rightward, plain, set_from_the_right

# All in ems, the size of the letters.
_SPACE = 0.13
"""The narrowest gap between words where spaces are not written but left."""
_OF_WRITTEN = 0.75
"""Of a written space; where there are such, a narrower gap is kerning."""
_TRACKED = 0.05
"""What letters stand apart at least where they are set wide."""
_OVERSET = 0.12
"""Within which the same letter stands twice only to look bold."""
_RAISED = 0.15
_SMALL = 0.85
_BACK = 0.5
_FAR = 3.0
_UNEVEN = 1.6
"""By how much the widest and the narrowest gaps between words differ where another font's widths were used."""
_MOST_GAPS = 0.5
_WIDE_GAP = 0.8
_SHORT = 12
_LETTERS_ALONE = 0.8


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters that one operation drew on one line."""

    glyphs: tuple[Glyph, ...]
    left: float
    size: float
    y: float


def words_of(glyphs: Sequence[Glyph]) -> list[list[Word]]:
    """Return the words of a page by rows, from the top; in each row by where they begin.

    A letter that is drawn twice to look bold counts once. A row reaches over all columns.
    """
    runs, initials = with_initials(list(_runs(_once(glyphs))))
    written = sum(glyph.text.isspace() for glyph in glyphs) * 12 > len(glyphs)
    rows = [row for row in (_segmented(one, written=written) for one in rows_of(runs)) if row]
    return _begun(rows, initials)


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield each glyph that does not stand within a hair of the same letter, drawn before.

    Not of one operation: a ligature is several letters in one place.
    """
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for one in glyphs:
        if one.text.isspace() or one.size <= 0:
            yield one
            continue
        cell = one.size * _OVERSET
        across, down = int(one.left / cell), int(one.y / cell)
        near = (
            place
            for x in (across - 1, across, across + 1)
            for y in (down - 1, down, down + 1)
            for place in seen.get((one.text, x, y), ())
        )
        if not any(_is_again(one, place, cell) for place in near):
            seen.setdefault((one.text, across, down), []).append(one)
            yield one


def _is_again(one: Glyph, before: Glyph, cell: float) -> bool:
    return one.drawn != before.drawn and abs(before.left - one.left) <= cell and abs(before.y - one.y) <= cell


def _runs(glyphs: Iterable[Glyph]) -> Iterator[_Run]:
    run: list[Glyph] = []
    for one in glyphs:
        if run and not _goes_on(run[-1], one):
            yield _run(run)
            run = []
        run.append(one)
    if run:
        yield _run(run)


def _run(glyphs: list[Glyph]) -> _Run:
    return _Run(tuple(glyphs), min(one.left for one in glyphs), glyphs[0].size, glyphs[0].y)


def _goes_on(before: Glyph, one: Glyph) -> bool:
    gap = one.left - before.right
    return (
        one.drawn == before.drawn
        and one.unseen is before.unseen
        and abs(one.y - before.y) < _RAISED * one.size
        and (-_BACK * one.size < gap < _FAR * one.size or is_rightward(one.text))
    )


def _segmented(runs: Sequence[_Run], *, written: bool) -> list[Word]:
    """Return the words of a row; ``written`` tells whether the page's spaces are mostly letters of their own."""
    if set_from_the_right("".join(glyph.text for run in runs for glyph in run.glyphs)):
        return _from_the_right(runs)
    ordered = sorted(runs, key=lambda run: run.left)
    marked = [(glyph, place == 0) for run in ordered for place, glyph in enumerate(run.glyphs)]
    narrowest = _narrowest(marked, written=written)
    apart = _words_apart(marked)
    words = list(_cut(marked, narrowest, apart=apart))
    return _letters_together(words) if _is_letters_alone(words) else words


def _narrowest(marked: Sequence[tuple[Glyph, bool]], *, written: bool) -> float:
    """Return the narrowest gap, in ems, that is a space in this row."""
    spaces = [_width(one) for one, _ in marked if one.text.isspace()]
    gaps = list(_gaps(marked))
    if spaces:
        return max(_SPACE, _OF_WRITTEN * min(0.4, median(spaces)))
    if written and len(marked) <= _SHORT:
        return max(_SPACE, _OF_WRITTEN * 0.28)
    usual = median(gaps) if gaps else 0.0
    return _SPACE + (usual if usual >= _TRACKED else 0.0)


def _width(one: Glyph) -> float:
    return (one.right - one.left) / max(one.size, 0.1)


def _gaps(marked: Sequence[tuple[Glyph, bool]]) -> Iterator[float]:
    for (before, _), (one, _) in pairwise(marked):
        if not (before.text.isspace() or one.text.isspace()):
            yield (one.left - before.right) / max(one.size, before.size, 0.1)


def _words_apart(marked: Sequence[tuple[Glyph, bool]]) -> bool:
    """Tell whether each run is a word, placed by widths that are not its font's: gaps are uneven, and some are none."""
    starts = [place for place, (_, is_first) in enumerate(marked) if is_first and place]
    if len(starts) < 4 or any(one.text.isspace() for one, _ in marked) or len(marked) < 2.5 * len(starts):
        return False
    gaps = [(marked[place][0].left - marked[place - 1][0].right) / max(marked[place][0].size, 0.1) for place in starts]
    wide = [gap for gap in gaps if gap >= _SPACE]
    return len(wide) >= _MOST_GAPS * len(gaps) and max(wide) >= _UNEVEN * min(wide)


def _cut(marked: Sequence[tuple[Glyph, bool]], narrowest: float, *, apart: bool) -> Iterator[Word]:
    word: list[Glyph] = []
    is_glued = False
    before: Glyph | None = None
    for one, is_first in marked:
        if one.text.isspace():
            if word:
                yield _word(word, is_glued=is_glued)
            word, before, is_glued = [], None, False
            continue
        if before is not None:
            is_apart = _is_apart(before, one, narrowest) or (apart and is_first and _are_words(before, one))
            if is_apart or _differs(before, one):
                yield _word(word, is_glued=is_glued)
                word, is_glued = [], not is_apart
        word.append(one)
        before = one
    if word:
        yield _word(word, is_glued=is_glued)


def _is_apart(before: Glyph, one: Glyph, narrowest: float) -> bool:
    gap = (one.left - before.right) / max(one.size, before.size, 0.1)
    if has_no_spaces(before.text) and has_no_spaces(one.text):
        return gap > _WIDE_GAP
    return gap >= narrowest


def _are_words(before: Glyph, one: Glyph) -> bool:
    return one.text.isalnum() and not (before.text in "-–—(\"“‘'" or one.text in "'’")


def _differs(before: Glyph, one: Glyph) -> bool:
    """Tell whether a letter is not of one word with that before: raised, or hidden where that is not."""
    small = min(before.size, one.size) < _SMALL * max(before.size, one.size)
    raised = abs(before.y - one.y) >= _RAISED * max(before.size, one.size)
    return one.unseen is not before.unseen or (small and raised)


def _word(glyphs: Sequence[Glyph], *, is_glued: bool) -> Word:
    return Word(
        plain("".join(one.text for one in glyphs)),
        min(one.left for one in glyphs),
        max(one.right for one in glyphs),
        glyphs[0].y,
        max(one.size for one in glyphs),
        is_bold=all(one.is_bold for one in glyphs),
        is_glued=is_glued,
        unseen=_most(one.unseen for one in glyphs),
    )


def _most(reasons: Iterable[Unseen | None]) -> Unseen | None:
    """Return why a word is unseen, if more than half of its letters are."""
    found = list(reasons)
    hidden = [one for one in found if one is not None]
    return hidden[0] if 2 * len(hidden) > len(found) else None


def _is_letters_alone(words: Sequence[Word]) -> bool:
    """Tell whether a row is set with a space behind each letter."""
    alone = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    return alone >= 6 and alone >= _LETTERS_ALONE * len(words) and not any(has_no_spaces(word.text) for word in words)


def _letters_together(words: Sequence[Word]) -> list[Word]:
    """Put letters together that have a space behind each; the wider gaps are those between words."""
    gaps = [one.left - before.right for before, one in pairwise(words)]
    usual = median(gaps)
    joined = [words[0]]
    for gap, one in zip(gaps, words[1:], strict=True):
        last = joined[-1]
        if gap > 1.5 * usual:
            joined.append(one)
        else:
            joined[-1] = replace(last, text=last.text + one.text, right=one.right)
    return joined


def _from_the_right(runs: Sequence[_Run]) -> list[Word]:
    """Return the words of a row of Arabic or Hebrew: as they were drawn, which is as they are read."""
    glyphs = sorted((one for run in runs for one in run.glyphs), key=lambda one: one.order)
    words: list[list[Glyph]] = [[]]
    for one in glyphs:
        if one.text.isspace():
            words.append([])
            continue
        last = words[-1]
        if last and min(abs(one.left - last[-1].right), abs(last[-1].left - one.right)) > _SPACE * 1.5 * one.size:
            words.append([])
        words[-1].append(one)
    return [_word(word, is_glued=False) for word in words if word]


def _begun(rows: list[list[Word]], initials: Sequence[Initial]) -> list[list[Word]]:
    """Put each large initial before the word that it begins."""
    for initial in initials:
        initial.put_before(rows)
    return rows
