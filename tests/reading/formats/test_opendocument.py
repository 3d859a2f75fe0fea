import io
import zipfile

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import PassedOver
from claimtrack.reading.read import read_document

_NS = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    + ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body: str, *, styles: str = "", meta: str = "", manifest: str = "", automatic: str = "") -> bytes:
    """Pack a document."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NS}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {_NS}>{styles}</office:document-styles>")
        archive.writestr("meta.xml", f"<office:d {_NS}><office:meta>{meta}</office:meta></office:d>")
        archive.writestr("META-INF/manifest.xml", f"<m>{manifest}</m>")
    return packed.getvalue()


def test_words_are_read_as_they_are_shown() -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>Quay shut</text:h>"
        '<text:p>The <text:span>quay</text:span><text:s text:c="2"/>is\n   shut<text:tab/>now,<text:line-break/>she '
        "<office:annotation><text:p>Really?</text:p></office:annotation>said.</text:p>"
        "<text:list><text:list-item><text:p>First.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Ships</text:p></table:table-cell><table:table-cell>"
        "<text:p>14</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>By it<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>self.</text:p>"
    )
    meta = "<dc:title>The quay</dc:title><dc:creator>Lena Holm</dc:creator><dc:date>2026-03-06</dc:date>"
    document = read_document(odt(body, meta=meta), name="a.odt")
    assert document.text == (
        "Quay shut\n\nThe quay  is shut\tnow,\nshe said.\n\nFirst.\n\nShips\t14\n\nBy itself.\n\nIn a box."
    )
    assert (document.title, document.byline, document.published) == ("Quay shut", "Lena Holm", None)
    assert document.passed_over == (PassedOver("Really?", "a comment"),)


def test_what_its_properties_call_it_is_its_title_where_it_shows_none() -> None:
    meta = "<dc:title>The quay</dc:title>"
    assert read_document(odt("<text:p>The quay is shut.</text:p>", meta=meta), name="a.odt").title == "The quay"


def test_notes_headers_and_hidden_text_are_passed_over() -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    header = "<style:header><text:p>Ravn Harbour</text:p></style:header>"
    body = (
        "<text:p>Shut,<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See 3.</text:p>"
        '</text:note-body></text:note> she <text:span text:style-name="H">never </text:span>said.</text:p>'
        "<text:table-of-content><text:index-body><text:p>1 Quay</text:p></text:index-body></text:table-of-content>"
    )
    document = read_document(odt(body, automatic=hidden, styles=header), name="a.odt")
    assert document.text == "Shut, she said."
    assert set(document.passed_over) == {
        PassedOver("See 3.", "a footnote"),
        PassedOver("1 Quay", "a table of contents"),
        PassedOver("Ravn Harbour", "a page's header"),
        PassedOver("never", "hidden"),
    }
    assert "See 3." in document.whole
    assert "Ravn Harbour" in document.whole


def test_a_billion_spaces_are_a_few() -> None:
    document = read_document(odt('<text:p>a<text:s text:c="999999999"/>b</text:p>'), name="a.odt")
    assert document.text == "a" + " " * 80 + "b"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (odt("<text:p/>"), "a.odt is a document without any words"),
        (odt("<text:p>a</text:p>", manifest="<encryption-data/>"), "a.odt is locked with a password; save a copy"),
        (odt(f"<text:p>{'a' * 30_000_000}</text:p>"), "a.odt unpacks to more than 400 times its size"),
        (odt("<text:p>" + "<text:span>" * 200 + "</text:span>" * 200 + "</text:p>"), "more than 150 deep"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.odt")
    assert told in str(refused.value)
