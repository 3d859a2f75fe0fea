import io
import zipfile

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.read import read_document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:v="urn:v"'
_R = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_CORE = (
    '<cp:p xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>Quay shut</dc:title><dc:creator>{who}</dc:creator><t:modified>2026-03-06T10:00:00Z</t:modified></cp:p>"
)


def p(words: str, style: str = "") -> str:
    """Return a paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx(body: str, compression: int = zipfile.ZIP_DEFLATED, /, **parts: str) -> bytes:
    """Pack a document; each part is a file beside its main one, of the kind that its name says."""
    related = "".join(f'<Relationship Type="urn:x/{one}" Target="{one}.xml"/>' for one in parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"{_R}{related}</Relationships>")
        for name, part in parts.items():
            path = "docProps/core.xml" if name == "core" else f"word/{name}.xml"
            archive.writestr(path, part)
    return packed.getvalue()


def _read(body: str, **parts: str) -> Document:
    return read_document(docx(body, zipfile.ZIP_DEFLATED, **parts), name="a.docx")


def test_paragraphs_headings_and_breaks_are_read_and_the_properties_told() -> None:
    body = p("Quay shut", "H") + p("The quay is shut, ") + "<w:p><w:r><w:t>she</w:t><w:br/><w:t>said.</w:t></w:r></w:p>"
    document = _read(body, core=_CORE.format(who="Lena Holm"))
    assert document.text == "Quay shut\n\nThe quay is shut,\n\nshe\nsaid."
    assert (document.title, document.byline, document.published) == ("Quay shut", "Lena Holm", None)
    assert _read(body, core=_CORE.format(who="python-docx")).byline is None


def test_a_title_that_is_shown_comes_before_that_of_its_properties() -> None:
    body = p("Quay is shut", "Title") + p("Shut, she said.")
    assert _read(body, core=_CORE.format(who="Lena Holm")).title == "Quay is shut"
    assert _read(p("Shut, she said."), core=_CORE.format(who="Lena Holm")).title == "Quay shut"


def test_a_document_that_was_cut_is_called_damaged() -> None:
    whole = docx(p("Quay is shut.") * 200, zipfile.ZIP_STORED)
    with pytest.raises(InvalidInput, match=r"a\.docx is damaged .* get it again"):
        read_document(whole[: len(whole) // 2], name="a.docx")


def test_without_a_title_in_its_properties_the_style_of_one_says_it() -> None:
    styles = f'<w:styles {_W}><w:style w:styleId="T1"><w:name w:val="Title"/></w:style></w:styles>'
    assert _read(p("Press") + p("Quay shut", "T1") + p("Shut, she said."), styles=styles).title == "Quay shut"


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>The quay is </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:ins><w:r>"
        "<w:t>shut</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> now</w:t></w:r></w:moveFrom><w:r><w:t>, she </w:t></w:r>"
        "</w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Two </w:t></w:r></w:p>" + p("halves.")
    )
    document = _read(body)
    assert document.text == "The quay is shut, she\n\nTwo halves."
    assert [one.text for one in document.passed_over] == ["open", "now"]
    assert "open" not in document.whole


def test_a_style_that_is_made_of_one_that_hides_hides_too() -> None:
    named = (
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:styleId="C"><w:basedOn w:val="B"/></w:style>'
    )
    styles = f'<w:styles {_W}>{named}<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    document = _read(p("Quay is shut.") + p("to be cut", "C"), styles=styles)
    assert document.text == "Quay is shut."
    assert [one.text for one in document.passed_over] == ["to be cut"]


def test_hidden_text_fields_and_prompts_are_not_read() -> None:
    styles = f'<w:styles {_W}><w:style w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
        "<w:t>Shut</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>, she said.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Click here") + "</w:sdtContent></w:sdt>"
    ) + p("gone", "Hid")
    document = _read(body, styles=styles)
    assert document.text == "Shut, she said."
    assert document.passed_over == (PassedOver("secret", "hidden"), PassedOver("gone", "hidden"))


def test_a_row_of_short_cells_is_a_line_and_a_layout_is_paragraphs() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("old") + "</w:tc></w:tr>"
    table = row(p("Ships"), p("14")) + deleted + row(p("Shut, she said.") + p("So it is."), p("Side"))
    assert _read(f"<w:tbl>{table}</w:tbl>").text == "Ships\t14\n\nShut, she said.\n\nSo it is.\n\nSide"


def test_a_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert _read(f"<w:p><w:r><w:t>Shut, </w:t>{both}<w:t>she said.</w:t></w:r></w:p>").text == (
        "Shut, she said.\n\nIn a box."
    )


def test_notes_headers_footers_and_comments_are_shown_and_passed_over() -> None:
    notes = f'<w:footnotes {_W}><w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("See 3.")}'
    document = _read(
        p("Shut, she said."),
        footnotes=notes + "</w:footnote></w:footnotes>",
        header=f"<w:hdr {_W}>{p('Ravn Harbour')}</w:hdr>",
        comments=f"<w:comments {_W}><w:comment>{p('Really?')}</w:comment></w:comments>",
    )
    assert document.text == "Shut, she said."
    assert document.whole == "Shut, she said.\n\nSee 3.\n\nRavn Harbour\n\nReally?"
    assert document.passed_over == (
        PassedOver("See 3.", "a footnote"),
        PassedOver("Ravn Harbour", "a page's header"),
        PassedOver("Really?", "a comment"),
    )


def _cut(data: bytes) -> bytes:
    return data.replace(b"word/document.xml", b"word/nothing.xmls")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (docx("<w:p/>"), "a.docx is a Word document without any words; save what its pictures say"),
        (_cut(docx(p("a"), zipfile.ZIP_STORED)), "a.docx is damaged: it holds no word/document.xml; get it again"),
        (docx(p("a" * 30_000_000)), "a.docx unpacks to more than 400 times its size, as no document does"),
        (docx("<w:p>" + "<w:ins>" * 200 + "</w:ins>" * 200 + "</w:p>"), "has parts inside parts more than 150 deep"),
        (docx("<w:p>"), "a.docx cannot be read as XML"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.docx")
    assert told in str(refused.value)


def test_entities_stand_for_nothing_and_fetch_nothing() -> None:
    doctype = '<!DOCTYPE d [<!ENTITY a "lots"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    data = docx(p("Shut, &a;&f;she said."), zipfile.ZIP_STORED)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, doctype.encode() + part if name == "word/document.xml" else part)
    document = read_document(packed.getvalue(), name="a.docx")
    assert document.text == "Shut, she said."
