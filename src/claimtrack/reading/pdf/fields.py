"""What was filled into a form's fields, and typed onto a page: it is drawn apart from the page's own text."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from claimtrack.reading.pdf.marks import Word

_MOST = 2_000
"""Fields a page; a long tax return has two hundred."""
_LONGEST = 20_000
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_WRITTEN_IN = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_PASSWORD = 1 << 13
_USUAL = 11.0
_LEAD = 1.2


def filled_in(page: Any, forms: Any) -> Iterator[Word]:
    """Yield the words of every value that a page shows in its fields, where the field lies."""
    for number in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            value = _value(note, forms)
            box = pdfium.FS_RECTF()
            if value and not pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN and pdfium.FPDFAnnot_GetRect(note, box):
                yield from _words(value, box)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


_REMARKS = frozenset(
    {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY}
    | {pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE}
)
"""What somebody put onto a page with words behind it, which show where one clicks."""


def remarks(page: Any) -> Iterator[str]:
    """Yield what comments on a page say."""
    for number in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) in _REMARKS:
                said = _string(partial(pdfium.FPDFAnnot_GetStringValue, note, b"Contents"))
                if said.strip():
                    yield " ".join(said.split())
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _value(note: Any, forms: Any) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))
    if kind != pdfium.FPDF_ANNOT_WIDGET or not forms:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldType(forms, note) not in _WRITTEN_IN:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldFlags(forms, note) & _PASSWORD:
        return ""
    return _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(forms, note, buffer, size))


def _string(get: Callable[[Any, int], int]) -> str:
    size = min(get(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


def _words(value: str, box: Any) -> Iterator[Word]:
    """Yield the words of a value side by side, line by line from the top of its field."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    height = max(1.0, box.top - box.bottom)
    size = min(_USUAL, height * 0.8)
    for number, line in enumerate(lines):
        words = line.split()
        # In a field of one line the value stands in the middle of its height.
        y = box.top - size * (1 + _LEAD * number) if len(lines) > 1 else (box.top + box.bottom) / 2 - size * 0.3
        across = max(1.0, box.right - box.left) / max(len(line), 1)
        letter = min(size * 0.5, across)
        place = box.left
        for word in words:
            yield Word(word, place, place + letter * len(word), -y, size)
            place += letter * (len(word) + 1)
