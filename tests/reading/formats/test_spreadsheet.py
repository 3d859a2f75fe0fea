"""Spreadsheets as evidence: what their cells show, and what is hidden in them, told apart."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats import spreadsheet
from claimtrack.reading.formats.spreadsheet import ODS, XLSX, read_spreadsheet
from claimtrack.reading.sniff import media_type_of

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="urn:r"'
_RELATIONS = '<Relationships xmlns="urn:rels">'
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="164" formatCode="[Red]dd/mm/yy"/>'
    '<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
_STRINGS = (
    f"<sst {_MAIN}><si><t>Mira Olt</t></si><si><r><t>Jon </t></r><r><t>Pell</t></r><rPh><t>yon</t></rPh></si>"
    "<si><t>two\nlines</t></si></sst>"
)
_BOTH = '<sheet name="Register" r:id="a"/><sheet name="Drafts" r:id="b" state="veryHidden"/>'
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1"/><c r="C1" t="str"><v>Died</v></c></row>'


def _zip(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def xlsx(
    rows: str, *, other: str = "", sheets: str = _BOTH, before: str = "", comment: str = "", book: str = ""
) -> bytes:
    """Pack a workbook of a sheet with these rows, and of another one."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {_MAIN}>{book}<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_RELATIONS}<Relationship Id="a" Target="worksheets/one.xml"/>'
        '<Relationship Id="b" Target="/xl/worksheets/two.xml"/></Relationships>',
        "xl/worksheets/one.xml": f"<worksheet {_MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>",
        "xl/worksheets/two.xml": f"<worksheet {_MAIN}><sheetData>{other}</sheetData></worksheet>",
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": _STRINGS,
    }
    if comment:
        parts["xl/worksheets/_rels/one.xml.rels"] = (
            f'{_RELATIONS}<Relationship Id="c" Target="../comments1.xml"/></Relationships>'
        )
        parts["xl/comments1.xml"] = (
            f"<comments {_MAIN}><authors><author>Eva</author></authors><commentList>"
            f'<comment ref="A2"><text><t>{comment}</t></text></comment></commentList></comments>'
        )
    return _zip(parts)


def ods(table: str, *, styles: str = "", manifest: str = "<m/>") -> bytes:
    """Pack an OpenDocument spreadsheet."""
    content = (
        '<o:document-content xmlns:o="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s">'
        f"<o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet>{table}</o:spreadsheet></o:body>"
        "</o:document-content>"
    )
    return _zip({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def _read(data: bytes) -> Document:
    return read_spreadsheet(data, name="register")


def test_a_row_is_a_line_and_cells_are_what_they_show() -> None:
    rows = (
        f'{_HEAD}<row r="2"><c r="A2" t="s"><v>0</v></c><c s="1"><v>46145</v></c><c r="D2" t="b"><v>1</v></c></row>'
        '<row><c t="s"><v>1</v></c><c s="2"><v>46146.25</v></c><c s="1"><v>0.5</v></c><c s="3"><v>3.5</v></c></row>'
        '<row/><row><c t="s"><v>2</v></c><c t="s"><v>99</v></c><c t="e"><v>#REF!</v></c><c s="1"><v>soon</v></c></row>'
    )
    document = _read(xlsx(rows))
    assert document.text == (
        "Register\nName\tDied\nMira Olt\t2026-05-03\tTRUE\nJon Pell\t2026-05-04 06:00:00\t12:00:00\t3.5\n"
        "two lines\t#REF!\tsoon"
    )
    assert (document.media_type, document.looks_like, document.passed_over) == (XLSX, "a spreadsheet", ())
    assert media_type_of(xlsx(rows)) == XLSX


def test_days_are_counted_from_where_the_workbook_says() -> None:
    row = '<row><c s="1"><v>0</v></c><c s="1"><v>1</v></c></row>'
    assert _read(xlsx(row)).text.splitlines()[1] == "00:00:00\t1899-12-31"
    assert _read(xlsx(row, book='<workbookPr date1904="1"/>')).text.splitlines()[1] == "00:00:00\t1904-01-02"


def test_what_is_hidden_is_no_text_and_is_told_apart() -> None:
    rows = (
        f'{_HEAD}<row hidden="1"><c t="str"><v>left out</v></c></row>'
        '<row><c r="A3" t="str"><v>shown</v></c><c r="AA3" t="str"><v>narrow</v></c></row>'
    )
    column = '<cols><col min="27" max="28" hidden="1"/></cols>'
    other = '<row><c t="str"><v>first count: 79</v></c></row>'
    document = _read(xlsx(rows, other=other, before=column, comment="told by her aunt"))
    assert document.text == "Register\nName\tDied\nshown"
    assert document.whole == f"{document.text}\n\ntold by her aunt"
    assert document.passed_over == (
        PassedOver("left out\nnarrow", "hidden rows or columns"),
        PassedOver("told by her aunt", "a comment"),
        PassedOver("first count: 79", "a hidden sheet"),
    )


def test_of_ods_too_what_is_shown_is_read_and_what_is_hidden_told_apart() -> None:
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    said = cell.format("", "3 May").replace(
        "<text:p>", "<o:annotation><text:p>by phone</text:p></o:annotation><text:p>"
    )
    rows = "".join(
        f"<table:table-row{how}>{cells}</table:table-row>"
        for how, cells in (
            ("", cell.format("", "Mira Olt") + said + cell.format("", "narrow")),
            (' table:visibility="collapse"', cell.format("", "left out")),
            (' table:number-rows-repeated="3"', cell.format(' table:number-columns-repeated="2"', "x")),
            (' table:number-rows-repeated="1048576"', "<table:table-cell/>"),
        )
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    tables = (
        f'<table:table table:name="Dead">{columns}{rows}</table:table>'
        f'<table:table table:name="Old" table:style-name="h"><table:table-row>{cell.format("", "79")}'
        "</table:table-row></table:table>"
    )
    data = ods(tables, styles=styles)
    document = _read(data)
    assert document.text == "Dead\nMira Olt\t3 May\nx\tx\nx\tx\nx\tx"
    assert document.passed_over == (
        PassedOver("narrow\nleft out", "hidden rows or columns"),
        PassedOver("by phone", "a comment"),
        PassedOver("79", "a hidden sheet"),
    )
    assert (document.media_type, media_type_of(data)) == (ODS, ODS)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (xlsx(""), "register is a spreadsheet in which no cell shows anything"),
        (xlsx("<row><c><v> </v></c></row>"), "in which no cell shows anything"),
        (xlsx(_HEAD, sheets='<sheet name="Chart" r:id="zz"/>'), "in which no cell shows anything"),
        (xlsx(_HEAD)[:-40], "register is damaged"),
        (xlsx("<row>"), "register cannot be read as XML"),
        (ods("", manifest="<m><encryption-data/></m>"), "register is locked with a password"),
        (_zip({"a.txt": "x"}), "register is damaged: it holds no content.xml"),
        (
            ods(f"<table:table>{'<table:a>' * 200}{'</table:a>' * 200}</table:table>"),
            "has parts inside parts more than 150 deep",
        ),
        (
            xlsx(f'<row><c t="str"><v>{"0" * 30_000_000}</v></c></row>'),
            "register unpacks to more than 400 times its size",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _read(data)
    assert told in str(refused.value)


def test_a_sheet_is_read_up_to_so_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_MOST_CELLS", 5)
    row = '<row><c t="str"><v>x</v></c><c/></row>'
    assert _read(xlsx(row * 5)).text.count("x") == 5
    with pytest.raises(InvalidInput, match="has more than 5 cells; save the part of it that you need by itself"):
        _read(xlsx(row * 6))
    repeated = '<table:table-cell table:number-columns-repeated="99999999"><text:p>x</text:p></table:table-cell>'
    with pytest.raises(InvalidInput, match="has more than 5 cells"):
        _read(ods(f"<table:table><table:table-row>{repeated}</table:table-row></table:table>"))
