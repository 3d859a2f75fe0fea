"""The boxes that a person names to be covered in what is handed over: ``EVIDENCE:PAGE:X,Y,W,H``, one on a line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.reading.covering.boxes import Box, Length
from claimtrack.services.inputs import local_input

FORM = "EVIDENCE:PAGE:X,Y,W,H"
_LENGTH = r"\s*(\d{1,6}(?:\.\d{1,4})?)\s*(%?)\s*"
_BOX = re.compile(rf"\s*(\d{{1,9}})\s*:\s*(\d{{1,6}})\s*:{','.join([_LENGTH] * 4)}")
_WHOLE = 100

Named = tuple[int, Box]
"""A box, and the number of the piece of evidence that it is in."""


def boxes(written: Iterable[str]) -> tuple[Named, ...]:
    """Read boxes; raises InvalidInput for what is none."""
    return tuple(_box(one) for one in written)


def boxes_in(file: Path) -> tuple[Named, ...]:
    """Read a list of boxes; empty lines and such that begin with # are passed over. Raises InvalidInput."""
    lines = local_input(str(file)).data.decode("utf-8-sig", "replace").splitlines()
    found = boxes(line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not found:
        raise InvalidInput(f"{file} names no box; write one on each line, as {FORM}")
    return found


def _box(written: str) -> Named:
    match = _BOX.fullmatch(written)
    if match is None:
        raise InvalidInput(
            f'"{written}" is no box: {FORM} says of which evidence, on which page (1 in a picture), how far from the '
            "left and from the top, how wide and how high, in pixels of a picture, points of a PDF, or percent, as in "
            "3:1:10%,5%,30%,4%"
        )
    evidence, page, *rest = match.groups()
    sides = list(_lengths(rest))
    if int(page) < 1:
        raise InvalidInput(f'"{written}" is no box: pages are counted from 1')
    if not sides[2].value or not sides[3].value:
        raise InvalidInput(f'"{written}" is no box: it has no width or no height')
    return int(evidence), Box(int(page), *sides)


def _lengths(parts: list[str]) -> Iterator[Length]:
    for number, percent in zip(parts[::2], parts[1::2], strict=True):
        yield Length(float(number) / _WHOLE, is_share=True) if percent else Length(float(number))
