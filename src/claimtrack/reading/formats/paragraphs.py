"""The paragraphs of a document, as they are written one after the other, rows of tables among them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_SHORT = 200
"""Characters of a cell of data; a longer one is a passage of a text that is laid out in a table."""


@dataclass(slots=True)
class Paragraphs:
    """Takes words and ends of paragraphs as they come."""

    written: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _behind: "list[Paragraphs]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All paragraphs, with a blank line between them."""
        self.end()
        return "\n\n".join(self.written)

    @property
    def count(self) -> int:
        """How many paragraphs were ended that have words."""
        return len(self.written)

    def take(self, words: str) -> None:
        """Take words into the paragraph that is open."""
        self._open.append(words)

    def end(self) -> str:
        """End the paragraph that is open, and put behind it what is to stand there. Returns its words."""
        words = "\n".join(line.strip() for line in "".join(self._open).split("\n")).strip()
        self._open.clear()
        if words:
            self.written.append(words)
        behind, self._behind = self._behind, []
        for one in behind:
            one.end()
            self.written += one.written
        return words

    def put_behind(self, others: "Paragraphs") -> None:
        """Put other paragraphs behind the one that is open."""
        self._behind.append(others)

    def row(self, cells: "Sequence[Paragraphs]") -> None:
        """Write a row of a table: as a line where its cells are short, else each cell by itself."""
        self.end()
        for cell in cells:
            cell.end()
        if len(cells) > 1 and all(_is_short(cell.written) for cell in cells):
            line = "\t".join("".join(cell.written).replace("\n", " ") for cell in cells).strip("\t")
            self.written += [line] if line else []
        else:
            for cell in cells:
                self.written += cell.written


def _is_short(written: Sequence[str]) -> bool:
    return len(written) < 2 and all(len(one) <= _SHORT for one in written)
