"""Words that are taken out of an OpenDocument text are gone from the copy, with all that no reader of it sees."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.reading.formats.test_opendocument import odt

from claimtrack.reading.covering.boxes import Uncoverable
from claimtrack.reading.covering.cover import is_written_anew, read_words, written_without
from claimtrack.reading.covering.holes import HOLE, MARK
from claimtrack.reading.document import Document
from claimtrack.reading.read import read_document
from claimtrack.rules.sought import Sought
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.redacted import let_go_in_part
from claimtrack.services.packages.traces import trace
from claimtrack.services.packages.withholding import COVERED, Asked
from claimtrack.vocabulary import Basis, Stance

Say = Callable[[], str]
_HIDDEN = (
    '<style:style style:name="secret"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="secret2" style:parent-style-name="secret"><style:text-properties text:display="none"/>'
    "</style:style>"
)


def _split(words: str) -> str:
    """Give words in spans of three letters."""
    return "".join(f"<text:span>{words[at : at + 3]}</text:span>" for at in range(0, len(words), 3))


def _shown(say: Say) -> Iterator[str]:
    """Yield what a reader sees, each paragraph with a name that no other has."""
    yield f'<text:h text:outline-level="2">{say()}</text:h>'
    yield f"<text:p>{_split(say())}</text:p>"
    first, _, last = say().partition(" ")
    yield f"<text:p>{first}<text:s/>{last}</text:p>"
    first, _, last = say().partition(" ")
    note = f"<text:note-citation>1</text:note-citation><text:note-body><text:p>{say()}</text:p></text:note-body>"
    yield f'<text:p>{first}<text:note text:note-class="footnote">{note}</text:note> {last}</text:p>'
    first, _, last = say().partition(" ")
    yield f'<text:p>{first}<draw:frame><draw:image xlink:href="a.png"/></draw:frame> {last}</text:p>'
    comment = f"<office:annotation><dc:creator>x</dc:creator><text:p>{say()}</text:p></office:annotation>"
    first, _, last = say().partition(" ")
    yield f"<text:p>{first}{comment} {last}</text:p>"
    yield f'<text:p><text:a xlink:href="https://b.example/">{_split(say())}</text:a></text:p>'
    yield f"<text:list><text:list-item><text:p>{say()}</text:p></text:list-item></text:list>"
    cells = "".join(f"<table:table-cell><text:p>{_split(say())}</text:p></table:table-cell>" for _ in range(2))
    row = f"<table:table-row>{cells}</table:table-row>"
    yield f"<table:table><table:table-header-rows>{row}</table:table-header-rows></table:table>"
    yield f"<text:p>x<draw:frame><draw:text-box><text:p>{say()}</text:p></draw:text-box></draw:frame></text:p>"
    yield f"<text:p>x<draw:custom-shape><text:p>{say()}</text:p></draw:custom-shape></text:p>"
    yield f"<text:p>by <text:author-name>{say()}</text:author-name></text:p>"
    yield f"<text:table-of-content><text:index-body><text:p>{say()}</text:p></text:index-body></text:table-of-content>"
    yield f"<text:section><text:p>{say()}</text:p></text:section>"


def _unseen(say: Say) -> Iterator[str]:
    yield f"<text:tracked-changes><text:deletion><text:p>{say()}</text:p></text:deletion></text:tracked-changes>"
    yield f'<text:p text:style-name="secret">{say()}</text:p><text:p text:style-name="secret2">{say()}</text:p>'
    yield f'<text:p>x<text:span text:style-name="secret">{say()}</text:span></text:p>'
    yield f'<text:section text:display="none"><text:p>{say()}</text:p></text:section>'
    yield f"<text:p>x<text:hidden-text>{say()}</text:hidden-text></text:p>"
    yield f'<text:p>x<text:bookmark text:name="{say()}"/></text:p><text:scripts>{say()}</text:scripts>'
    yield f"<text:p>x<draw:frame draw:name='{say()}'><draw:image/><svg:title>{say()}</svg:title></draw:frame></text:p>"
    yield f"<office:annotation><dc:creator>{say()}</dc:creator><text:p>x</text:p></office:annotation>"
    yield f'<text:p text:style-name="{say()}" xlink:href="{say()}">x</text:p><office:forms>{say()}</office:forms>'
    yield f"<table:table table:name='{say()}'><table:table-row><table:table-cell/></table:table-row></table:table>"


_XMLNS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:svg"'
_SEEN = 19


def _letter(say: Say, more: str = "") -> bytes:
    around = (
        f"<office:master-styles><style:master-page><style:header><text:p>{say()}</text:p></style:header><style:footer-left>"
        f"<text:p>{say()}</text:p></style:footer-left></style:master-page></office:master-styles>"
    )
    return odt(
        f"<text:section {_XMLNS}>{''.join(_shown(say))}{''.join(_unseen(say))}{more}</text:section>",
        styles=around,
        meta=f"<dc:creator>{say()}</dc:creator><dc:title>{say()}</dc:title>",
        automatic=_HIDDEN,
    )


def _numbered() -> tuple[Say, list[str]]:
    said: list[str] = []

    def say() -> str:
        said.append(f"Amina{'abcdefghij'[len(said) // 10]}{'abcdefghij'[len(said) % 10]} Haddad{len(said)}")
        return said[-1]

    return say, said


def _without(data: bytes, *names: str) -> bytes:
    return written_without(data, Sought(names).spans_in(read_words(data))).data


def _members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def _read(data: bytes) -> Document:
    return read_document(data, name="a.odt")


def test_a_name_in_every_part_of_a_document_is_in_no_part_of_the_copy() -> None:
    say, said = _numbered()
    data = _letter(say)
    assert is_written_anew(data)
    copy = written_without(data, Sought(said).spans_in(read_words(data)))
    assert (copy.pages, copy.boxes) == (0, _SEEN)
    for name, text in _members(copy.data).items():
        assert re.findall("Amina|Haddad", text) == [], name
    # And the one in the first paragraph, and a second one on the other side of a space that is an element.
    assert "".join(_members(copy.data).values()).count(HOLE) == _SEEN + 1 + 1
    assert trace(copy.data, Sought(said)) is None


def test_what_no_reader_sees_is_left_behind_whatever_names_are_given() -> None:
    say, said = _numbered()
    members = _members(_without(_letter(say), "Nobody Here"))
    assert set(members) == {"mimetype", "META-INF/manifest.xml", "content.xml", "styles.xml"}
    whole = re.sub("<[^<>]*>", "", members["content.xml"] + members["styles.xml"])
    seen = [one for one in said if one.split(" ")[0] in whole]
    assert len(seen) == _SEEN
    assert all(one.split(" ")[1] in whole for one in seen)


def test_a_reader_of_the_copy_sees_the_rest_as_it_was() -> None:
    more = "<text:p>The mill of Amina Had<text:span>dad</text:span> is <text:span>shut</text:span>.</text:p>"
    data = _letter(lambda: "Ben Sol", more)
    before, after = _read(data), _read(_without(data, "Amina Haddad"))
    gone = "[a picture or another object was left behind here]"
    listed = "Ben Sol\n\n"  # the table of contents, which the reader takes for none of the text
    expected = f"{MARK}\n\n{before.text}".replace("Amina Haddad", HOLE)
    assert after.text.replace(gone, "").replace(listed, "") == expected.replace(listed, "")
    assert after.text.replace(gone, "").count(listed) == expected.count(listed) + 1
    assert {one.why for one in after.passed_over} >= {"a footnote", "a comment", "a page's header"}
    assert (before.byline, after.byline) == ("Ben Sol", None)


def test_every_part_is_well_formed_and_the_kind_of_it_comes_first() -> None:
    data = _without(_letter(lambda: "Ben Sol"), "Ben Sol")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist()[0] == "mimetype"
    for name, text in _members(data).items():
        if name.endswith(".xml"):
            etree.fromstring(text.encode())
    assert data == _without(_letter(lambda: "Ben Sol"), "Ben Sol")


@pytest.mark.parametrize(
    "data",
    [
        odt("<text:p>x</text:p>", manifest="<encryption-data/>"),
        odt("<text:p>x</text:p>")[:-40].replace(b"content.xml", b"content.xmx") + odt("<text:p>x</text:p>")[-40:],
        odt("<text:span>" * 160 + "</text:span>" * 160),
    ],
)
def test_what_cannot_be_read_is_withheld_whole(data: bytes) -> None:
    with pytest.raises(Uncoverable):
        written_without(data, [])


def test_numbers_that_are_none_and_counts_without_measure_do_not_come_along() -> None:
    line = '<text:p>a<text:s text:c="999999999"/>b</text:p>'
    cell = f'<table:table-cell table:number-columns-spanned="{{}}">{line}</table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format(one)}</table:table-row>" for one in ("Haddad", "99999999999", "2"))
    content = _members(_without(odt(f"<table:table>{rows}</table:table>"), "Nobody Here"))["content.xml"]
    assert re.findall('spanned="([^"]*)"', content) == ["2"]
    assert re.findall('text:c="([^"]*)"', content) == ["80"] * 3


def test_a_copy_goes_into_the_package_and_the_rest_is_withheld(
    desk: Desk, record: Callable[..., Ingested], tmp_path: Path
) -> None:
    claims = list(record("The mill lost a roof, officials said.").claims)
    known = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", new_source=True)
    offered = Offered(odt("<text:p>Seen by Amina Hadd<text:span>ad</text:span> at noon.</text:p>"), "letter.odt")
    number = desk.enact(attach, look(desk, claims), examine(desk, offered, known)).number
    case = tmp_path / "case.zip"
    let_go_in_part(desk, case, Asked(names=("Amina Haddad",), look_at=(number,)))
    with zipfile.ZipFile(case) as packed:
        parts = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    ((name, copy),) = [(name, data) for name, data in parts.items() if name.startswith("data/redacted/")]
    assert name.endswith(".odt")
    assert f"Seen by {HOLE} at noon." in _read(copy).text
    assert COVERED in json.dumps(json.loads(parts[WITHHELD]))
    check(case)
