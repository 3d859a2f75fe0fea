"""A second reading of a page: whole paragraphs that stand where those of the first stand and are missing in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from claimtrack.reading.document import PassedOver
from claimtrack.reading.pages.blocks import BOXES, Block
from claimtrack.reading.pages.box_kinds import BoxKinds
from claimtrack.reading.pages.box_names import foreign_name, is_called_foreign
from claimtrack.reading.pages.little_boxes import Asked, box_around, in_little_boxes
from claimtrack.reading.pages.page_blocks import HEADINGS, RUN, PageBlocks, is_prose, runs_of, words_of

_BESIDE = {
    "nav": "navigation",
    "aside": "beside the article",
    "footer": "the page's foot",
    "form": "a form",
    "figure": "a picture",
    "figcaption": "a caption",
    "caption": "a caption",
    "table": "a table",
    "button": "a button",
    "select": "a form",
    "textarea": "a form",
    "label": "a form",
    "header": "the page's head",
    "time": "a date",
}
_READ = 0.6
"""Of a block's runs of words; what has so many in the text was read."""
_LEAST = 5
_PROSE = 8
"""Words; a paragraph that has so many and a full stop is prose."""
_ENOUGH = 20
"""Words that were read in boxes of one kind, before others of that kind are taken for the same article's."""
_MUCH_AMONG = 30
"""Words of prose in boxes of one kind among the paragraphs of the article, before they are read as its own."""
_WHOLE = 60
"""Words of one kind of box, before they are taken for the article and what was read for something else."""
_TEASER = "named “teaser”"
_ITEMS = frozenset({"li", "dt", "dd"})
_LISTS = frozenset({"ul", "ol", "dl"})
_ENTRIES = frozenset({"li", "article", "figure", "div", "section"})
_NEAR = 3
"""Boxes around a line among which one is the entry of a list that it stands in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and what the page holds and the text does not, in its order and with the reasons."""

    text: str
    passed_over: tuple[PassedOver, ...]
    alike: tuple[str, ...]
    foreign: int


def read_again(blocks_of: PageBlocks, text: str) -> Reading:
    """Return a text with the paragraphs that its page holds in boxes of the kinds that it was read from.

    ``blocks_of`` are those of the page that the text was read from. Where boxes of another kind hold a good deal more,
    the text is theirs. ``alike`` are the paragraphs in boxes with a class of those that were read, and ``foreign`` the
    words that were read outside the box that holds most of the text. Linear in the size of the page.
    """
    page = _Page(blocks_of, text)
    if page.is_elsewhere():
        page = _Page(blocks_of, "\n".join(page.main_lines()))
    else:
        dropped = page.drop_cards()
        if page.drop_little() or dropped:
            page = _Page(blocks_of, "\n".join(line for line in page.lines if line))
    added = page.missing()
    return Reading(
        "\n".join(page.lines_with(added)),
        tuple(page.left(added)),
        tuple(page.alike()),
        page.foreign(),
    )


class _Page:
    """The blocks of a page, and which of them were read."""

    def __init__(self, of: PageBlocks, text: str) -> None:
        self.of = of
        self.lines = text.split("\n") if text else []
        self.held = of.held
        self.kinds = of.kinds
        self._lines_of: dict[tuple[str, ...], int] = {}
        self._whole: dict[str, int] = {}
        for number, told in enumerate(self.lines):
            words = of.words_by_text.get(told) or words_of(told)
            self._whole.setdefault(" ".join(words), number)
            for run in runs_of(words):
                self._lines_of.setdefault(run, number)
        self._beside = of.beside
        self.main = -1
        self.read = [self._line_of(place) for place in range(len(self.held))]
        self.words_by_kind: dict[int, int] = {}
        self.around: set[Any] = set()
        for block, line, kind in zip(self.held, self.read, of.kind, strict=True):
            if line is not None and block.words >= _LEAST:
                self.words_by_kind[kind] = self.words_by_kind.get(kind, 0) + block.words
                self._mark_around(block.box)
        self._branches: dict[Any, bool] = {}
        self._plain: dict[Any, bool] = {}
        self._articles = {self.kinds.of(one) for one in self.around if one.tag == "article"}

    def _line_of(self, place: int) -> int | None:
        """Return the line of the text in which a block begins; None for one that was not read."""
        whole = self._whole.get(self.of.joined[place])
        if whole is not None or len(self.of.words[place]) < RUN:
            return whole
        runs = list(runs_of(self.of.words[place]))
        there = [self._lines_of[run] for run in runs if run in self._lines_of]
        return there[0] if len(there) >= _READ * len(runs) else None

    def _mark_around(self, box: Any) -> None:
        while box is not None and box not in self.around:
            self.around.add(box)
            box = box.getparent()

    def why_beside(self, box: Any) -> str | None:
        """Return what a box is that stands beside an article, from its tag or one around it; None for any other."""
        chain = []
        step = box
        while step is not None and step not in self._beside:
            chain.append(step)
            step = step.getparent()
        why = self._beside[step] if step is not None else None
        for one in reversed(chain):
            why = self._beside[one] = _BESIDE.get(one.tag, why)
        return why

    def is_elsewhere(self) -> bool:
        """Tell whether boxes of one kind hold much more prose than was read, and little of it was."""
        words, read = self._main()
        told = sum(len(line.split()) for line in self.lines)
        return words >= _WHOLE and 2 * read < words and words > told

    def _main(self) -> tuple[int, int]:
        """Return the words of the kind of boxes with most prose, and how many of them were read."""
        held: dict[int, int] = {}
        read: dict[int, int] = {}
        for block, line, kind, is_told in zip(self.held, self.read, self.of.kind, self.of.prose, strict=True):
            if block.words >= _PROSE and is_told and self.why_beside(block.box) is None:
                held[kind] = held.get(kind, 0) + block.words
                read[kind] = read.get(kind, 0) + (block.words if line is not None else 0)
        self.main = max(held, key=lambda kind: held[kind], default=-1)
        return held.get(self.main, 0), read.get(self.main, 0)

    def main_lines(self) -> Iterator[str]:
        """Yield the lines of the kind of boxes with most prose."""
        for block, kind in zip(self.held, self.of.kind, strict=True):
            if kind == self.main and is_prose(block) and self.why_beside(block.box) is None:
                yield _line(block)

    def missing(self) -> set[int]:
        """Return the places of the blocks that were not read and stand in boxes of kinds that were."""
        found = set()
        seen: set[str] = set()
        among = self._among()
        for place, (block, line) in enumerate(zip(self.held, self.read, strict=True)):
            if line is not None or block.text in seen or not (place in among or self._is_of_article(block)):
                continue
            seen.add(block.text)
            found.add(place)
        return found

    def _among(self) -> set[int]:
        """Return the places of what was not read of boxes that stand among the paragraphs of the main one, if much."""
        if self._main()[0] < _WHOLE:
            return set()
        found = set(self._items_among())
        told = zip(self.held, self.of.kind, self.of.prose, strict=True)
        around = box_around(block.box for block, kind, is_told in told if kind == self.main and is_told)
        if around is None or around.tag in {"body", "html"}:
            return found
        found.update(self._half_beside(around))
        within = set(around.iter("*"))
        kinds: dict[int, list[int]] = {}
        for place, block in enumerate(self.held):
            if self.read[place] is None and block.box in within and self._is_beside_nothing(block, around):
                kinds.setdefault(self.of.kind[place], []).append(place)
        for places in kinds.values():
            if sum(self.held[place].words for place in places) >= _MUCH_AMONG:
                found.update(places)
        return found

    def _half_beside(self, around: Any) -> Iterator[int]:
        """Yield the places of paragraphs in a box beside the main one, of the same classes: the other half of a body.

        Pages that ask for money have the beginning in a box that is called a teaser.
        """
        main = (block.box for block, kind in zip(self.held, self.of.kind, strict=True) if kind == self.main)
        named = {one for box in islice(main, _MUCH_AMONG) for one in _classes(box)}
        for half in (around.getprevious(), around.getnext()):
            if half is None or not named or foreign_name(half) not in {None, _TEASER} or _heads_other(half):
                continue
            within = set(half.iter("*"))
            places = [
                place
                for place, block in enumerate(self.held)
                if block.box in within and not named.isdisjoint(_classes(block.box)) and self._is_plain(place, half)
            ]
            if sum(self.held[place].words for place in places) >= _MUCH_AMONG:
                yield from (place for place in places if self.read[place] is None)

    def _is_plain(self, place: int, around: Any) -> bool:
        """Tell whether a block is prose without links, and no box between it and one around it is called foreign."""
        block = self.held[place]
        if block.words < _LEAST or not is_prose(block) or block.linked or self.why_beside(block.box) is not None:
            return False
        between = takewhile(lambda one: one is not around, (block.box, *block.box.iterancestors()))
        return not any(map(is_called_foreign, between))

    def _items_among(self) -> Iterator[int]:
        """Yield the places of items without links between paragraphs of the main box that were not read."""
        main = [place for place, kind in enumerate(self.of.kind) if kind == self.main]
        told = [place for place in main if self.read[place] is not None and self.of.prose[place]]
        lists: dict[Any, list[int]] = {}
        for place in main:
            box = self.held[place].box
            is_item = box.tag in _ITEMS and box.getparent().tag in _LISTS and not any(one.tag in BOXES for one in box)
            if told and told[0] < place < told[-1] and is_item:
                lists.setdefault(box.getparent(), []).append(place)
        for holder, places in lists.items():
            is_plain = self.why_beside(holder) is None and not is_called_foreign(holder)
            if is_plain and not any(self.held[place].linked for place in places):
                yield from (place for place in places if self.read[place] is None)

    def _is_beside_nothing(self, block: Block, around: Any) -> bool:
        """Tell whether a block is prose without links, in no box that is named for or heads something else."""
        if block.words < _PROSE or not is_prose(block) or block.linked or self.why_beside(block.box) is not None:
            return False
        chain = []
        step = block.box
        while step is not around and step not in self._plain:
            chain.append(step)
            step = step.getparent()
        found = self._plain.get(step, True)
        for one in reversed(chain):
            is_plain = one.tag not in {"article", "header"} and not is_called_foreign(one)
            found = self._plain[one] = found and is_plain and not _heads_other(one)
        return found

    def _is_of_article(self, block: Block) -> bool:
        if block.words < _LEAST or not is_prose(block):
            return False
        if self.words_by_kind.get(self.kinds.of(block.box), 0) < _ENOUGH:
            return False
        return self.why_beside(block.box) is None and self._is_of_story(block.box)

    def _is_of_story(self, box: Any) -> bool:
        """Tell whether nothing between a line and the boxes of what was read is named for, or heads, another story."""
        step, branch = box, None
        while step is not None and step not in self.around:
            if step in self._branches:
                return self._branches[step]
            if (step.tag == "article" and not self._is_like_read(step)) or foreign_name(step):
                self._branches[step] = False
                return False
            branch, step = step, step.getparent()
        if branch is None:
            return True
        found = branch is box or not _heads_other(branch)
        if branch is not box:
            self._branches[branch] = found
        return found

    def _is_like_read(self, article: Any) -> bool:
        """Tell whether an article has the class of one that was read, as the posts of a thread have."""
        return bool(article.get("class")) and self.kinds.of(article) in self._articles

    def lines_with(self, added: set[int]) -> Iterator[str]:
        """Yield the lines of the text, each added block behind what stands in front of it on the page."""
        behind: dict[int, list[str]] = {}
        line = -1
        for place, block in enumerate(self.held):
            there = self.read[place]
            if there is not None:
                line = there
            elif place in added:
                behind.setdefault(line, []).append(_line(block))
        yield from behind.get(-1, [])
        for number, words in enumerate(self.lines):
            yield words
            yield from behind.get(number, [])

    def left(self, added: set[int]) -> Iterator[PassedOver]:
        for place, block in enumerate(self.held):
            if self.read[place] is None and place not in added and block.box.tag != "title":
                yield PassedOver(
                    block.text, self.why_beside(block.box) or foreign_name(block.box) or "not in the article"
                )

    def alike(self) -> Iterator[str]:
        """Yield the prose of boxes that share a class with one that was read, or with the box around it."""
        named = {
            one
            for block, line in zip(self.held, self.read, strict=True)
            if line is not None and block.words >= _PROSE
            for one in _classes(block.box)
        }
        for block in self.held:
            if block.words >= _PROSE and is_prose(block) and not named.isdisjoint(_classes(block.box)):
                yield block.text

    def _entries(self) -> dict[Any, list[int]]:
        """Return the places of what was read by the entry of other stories that it stands in: a card with a link."""
        heads = self.of.cards
        found: dict[Any, list[int]] = {}
        for place, block in enumerate(self.held):
            if self.read[place] is None:
                continue
            for step in (block.box, *islice(block.box.iterancestors(), _NEAR)):
                if step.tag in _ENTRIES and step not in heads:
                    heads[step] = _is_card(step)
                if heads.get(step):
                    found.setdefault(step, []).append(place)
                    break
        return found

    def foreign(self) -> int:
        """Count the words that were read in several entries, each headed by a link."""
        entries = self._entries()
        return sum(self.held[place].words for places in entries.values() for place in places) if len(entries) > 1 else 0

    def drop_cards(self) -> bool:
        """Take out the lines that stand in cards of other stories, where most prose stands in other boxes."""
        words, _ = self._main()
        if words < _WHOLE:
            return False
        cards = {
            place
            for places in self._entries().values()
            if all(self.of.kind[place] != self.main for place in places)
            for place in places
        }
        return self._drop(cards)

    def drop_little(self) -> bool:
        """Take out the lines that stand in little boxes beside the one that holds most of the text."""
        return self._drop(
            in_little_boxes(self.held, self.read, Asked(BoxKinds(by_id=True).of, is_prose, is_called_foreign))
        )

    def _all_lines_of(self, place: int) -> Iterator[int]:
        """Yield the lines in which a block was read: the one in which it begins, and those behind it that it holds."""
        line = self.read[place]
        if line is None:
            return
        yield line
        told = f" {self.of.joined[place]} "
        for number in range(line + 1, len(self.lines)):
            words = " ".join(words_of(self.lines[number]))
            if not words or f" {words} " not in told:
                return
            yield number

    def _drop(self, places: set[int]) -> bool:
        """Take out the lines that were read of blocks, where nothing else is in them; they count as not read."""
        kept = {line for place, line in enumerate(self.read) if line is not None and place not in places}
        dropped = {line for place in places for line in self._all_lines_of(place)} - kept
        for line in dropped:
            self.lines[line] = ""
        for place in places:
            self.read[place] = None if self.read[place] in dropped else self.read[place]
        return bool(dropped)


def _classes(box: Any) -> Iterator[str]:
    parent = box.getparent()
    for one in (box, parent) if parent is not None else (box,):
        yield from (one.get("class") or "").split()


def _is_card(box: Any) -> bool:
    """Tell whether a box has one heading, and that leads elsewhere."""
    headings = list(islice(box.iter(*HEADINGS), 2))
    return len(headings) == 1 and headings[0].tag != "h1" and _heads_other(box)


def _heads_other(box: Any) -> bool:
    """Tell whether a box has a heading all of which is a link, as a card of another story has."""
    for heading in box.iter(*HEADINGS):
        words = " ".join("".join(heading.itertext()).split())
        linked = " ".join(" ".join("".join(link.itertext()) for link in heading.iter("a") if _leads_away(link)).split())
        around = next(heading.iterancestors("a"), None)
        if words and (linked == words or (around is not None and _leads_away(around))):
            return True
    return False


def _leads_away(link: Any) -> bool:
    return bool(link.get("href")) and not link.get("href").startswith("#")


def _line(block: Block) -> str:
    return f"- {block.text}" if block.box.tag in {"li", "dd", "dt"} else block.text
