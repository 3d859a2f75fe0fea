"""Footnotes: small print at the foot of a column that begins with its mark."""

import re
from collections.abc import Sequence

from claimtrack.reading.pdf.paragraphs import Block

_SMALLER = 0.93
_MARK = re.compile(r"(?:\[?\d{1,3}[\])]?[.]?|[*†‡§¶]{1,3}|[¹²³⁴-⁹⁰]{1,3})\s*\S")


def parted(blocks: Sequence[Block], body: float) -> tuple[list[Block], list[Block]]:
    """Part a column's text from the footnotes at its foot; ``body`` is the size of the running text."""
    first = len(blocks)
    while first and not blocks[first - 1].is_table and blocks[first - 1].size <= _SMALLER * body:
        first -= 1
    while first < len(blocks) and not _is_note(blocks[first]):
        first += 1
    return list(blocks[:first]), list(blocks[first:])


def _is_note(block: Block) -> bool:
    return block.lines[0].opens_with_mark or bool(_MARK.match(block.lines[0].text))
