"""Write paragraphs as a Word document (.docx): what a letter needs of ISO/IEC 29500-1, and no more.

It names no author and no time of its making: a letter tells what its words tell.
"""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from claimtrack.reports.harmless import visible

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INDENTED = "   "
"""With which a paragraph begins that belongs to the one above it."""
_STEP = 360
"""How far it is set in, in twentieths of a point."""
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every part, the first that a zip can have: the same letter has the same bytes."""

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # 11 points, with a gap below each paragraph.
    "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>',
}


def word_document(paragraphs: Iterable[str]) -> bytes:
    """Return paragraphs as a Word document; a line break stays one, three blanks in front set a paragraph in.

    What would act instead of being seen is shown as a sign, as in every report.
    """
    body = "".join(map(_paragraph, paragraphs))
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in {**_PARTS, "word/document.xml": document}.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _HEAD + part)
    return packed.getvalue()


def _paragraph(words: str) -> str:
    lines = visible(words.strip(" "), keep_lines=True).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    indented = f'<w:pPr><w:ind w:left="{_STEP}"/></w:pPr>' if words.startswith(_INDENTED) else ""
    return f"<w:p>{indented}<w:r>{runs}</w:r></w:p>"
