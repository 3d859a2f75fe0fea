"""Words that are taken out of a Word document are gone from the copy, with all that no reader of it sees."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree
from tests.reading.letter import letter, paragraph, run, split
from tests.services.packages.rewriting import rewritten

from claimtrack.errors import InvalidInput, VerificationFailed
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
from claimtrack.services.packages.boxes import boxes
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.redacted import let_go_in_part
from claimtrack.services.packages.traces import trace
from claimtrack.services.packages.withholding import COVERED, NO_TEXT, Asked
from claimtrack.vocabulary import Basis, Stance

_SEEN = 24
"""Places of a letter whose words a reader sees."""


def _numbered() -> tuple[Callable[[], str], list[str]]:
    said: list[str] = []

    def say() -> str:
        said.append(f"Amina{'abcdefghij'[len(said) // 10]}{'abcdefghij'[len(said) % 10]} Haddad{len(said)}")
        return said[-1]

    return say, said


def _without(data: bytes, *names: str) -> bytes:
    return written_without(data, Sought(names).spans_in(read_words(data))).data


def _members(data: bytes, *names: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in names or packed.namelist()}


def _read(data: bytes) -> Document:
    return read_document(data, name="a.docx")


def _bare(words: str) -> str:
    return re.sub("[^a-z0-9]", "", words.lower())


def test_a_name_in_every_part_of_a_document_is_in_no_part_of_the_copy() -> None:
    say, said = _numbered()
    data = letter(say)
    assert len(said) > 60
    covered = written_without(data, Sought(said).spans_in(read_words(data)))
    assert (covered.pages, covered.boxes) == (0, _SEEN)
    for name, text in _members(covered.data).items():
        bare = _bare(re.sub("<[^<>]*>", "", text))
        assert [one for one in said if _bare(one) in _bare(text) or _bare(one) in bare] == [], name
        assert "Amina" not in text, name
        assert "Haddad" not in text, name
    # And the one in the first paragraph, and a second line or cell of two names that stand in two.
    assert covered.data.count(HOLE.encode()) == _SEEN + 1 + 2
    with zipfile.ZipFile(io.BytesIO(covered.data)) as packed:
        assert packed.comment == b""
    assert trace(covered.data, Sought(said)) is None


def test_without_a_name_to_take_out_the_copy_says_what_a_reader_sees_and_no_more() -> None:
    say, said = _numbered()
    copy = _without(letter(say), "Nobody Here")
    seen = [one for one in said if _bare(one) in _bare(re.sub("<[^<>]*>", "", "".join(_members(copy).values())))]
    assert len(seen) == _SEEN - 1  # of one name the parts stand in cells, with a box's words in another
    assert set(_members(copy)) == {
        *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"),
        *("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml", "word/numbering.xml"),
        *("word/settings.xml", "word/header1.xml", "word/footer2.xml"),
    }


def test_a_reader_of_the_copy_sees_the_rest_as_it_was() -> None:
    data = letter(lambda: "Ben Sol", more=paragraph(run("The mill of Amina ") + split("Haddad is shut.")))
    before, after = _read(data), _read(_without(data, "Amina Haddad"))
    left = "\n\n[a picture or another object was left behind here]"
    assert after.text.replace(left, "") == f"{MARK}\n\n{before.text}".replace("Amina Haddad", HOLE)
    assert after.text.count(left) == 1
    assert after.text.count("Ben Sol") > 10
    # What the reader passes over in the original is left behind; notes, comments and what is around pages came along.
    kinds = {"a footnote", "an endnote", "a page's header", "a page's footer", "a comment"}
    assert {one.why for one in after.passed_over} == kinds
    assert {one.why for one in before.passed_over} > kinds
    assert (before.byline, after.byline) == ("Ben Sol", None)


def test_lists_go_on_counting_and_tables_keep_their_cells() -> None:
    members = _members(_without(letter(lambda: "Ben Sol"), "Amina Haddad"))
    assert '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' in members["word/document.xml"]
    assert (
        '<w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1. Ben Sol"/>'
        in (members["word/numbering.xml"])
    )
    assert members["word/document.xml"].count("<w:tc>") == 4
    assert '<w:pStyle w:val="Heading1"/>' in members["word/document.xml"]


def test_a_value_that_is_a_name_does_not_come_along_as_one_of_a_property() -> None:
    odd = (
        '<w:p><w:pPr><w:jc w:val="Haddad"/><w:ind w:left="Haddad" w:right="120"/></w:pPr><w:r><w:rPr>'
        '<w:u w:val="Haddad"/><w:rFonts w:ascii="Haddad"/><w:lang w:val="Haddad"/></w:rPr><w:br w:type="Haddad"/>'
        '<w:t Haddad="1">x</w:t></w:r></w:p>'
    )
    assert b"Haddad" not in _without(letter(lambda: "Ben Sol", more=odd), "Nobody Here")
    assert b'w:right="120"' in _without(letter(lambda: "Ben Sol", more=odd), "Nobody Here")


def test_every_part_is_well_formed_and_every_part_that_is_named_is_there() -> None:
    members = _members(_without(letter(lambda: "Ben Sol"), "Ben Sol"))
    roots = {name: etree.fromstring(text.encode()) for name, text in members.items()}
    targets = {one.get("Target") for one in roots["word/_rels/document.xml.rels"]}
    assert {f"word/{one}" for one in targets} | {"word/document.xml"} == {
        name for name in members if name.startswith("word/") and not name.endswith(".rels")
    }
    named = {one.get("PartName") for one in roots["[Content_Types].xml"] if one.get("PartName")}
    assert named == {f"/{name}" for name in members if name.startswith("word/") and not name.endswith(".rels")}
    numbers = {one.get("Id") for one in roots["word/_rels/document.xml.rels"]}
    used = re.findall(r'r:id="(\w+)"', members["word/document.xml"])
    assert used == ["rId1", "rId2"]
    assert set(used) <= numbers


def test_the_same_document_gives_the_same_copy() -> None:
    assert _without(letter(lambda: "Ben Sol"), "Ben") == _without(letter(lambda: "Ben Sol"), "Ben")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (letter(lambda: "Ben Sol")[:900], "is a Word document that cannot be read"),
        (letter(lambda: "Ben Sol", more="<w:p>"), "is a Word document that cannot be read"),
        (letter(lambda: "Ben Sol", more="<w:sdt>" * 200 + "</w:sdt>" * 200), "more than 150 deep"),
        (letter(lambda: "Ben Sol", more=paragraph(run("a" * 12_000_000))), "400 times its size"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Uncoverable, match=says):
        read_words(data)


# The search for what is left.

_BOX = f"<w:r><w:pict><w:txbxContent>{paragraph(run('box'))}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("at noon")) + paragraph(run("A") + run("na")) + paragraph(run("left")),
        paragraph(run("A") + '<w:del w:id="1"><w:r><w:delText>da and </w:delText></w:r></w:del>' + run("na")),
        paragraph(run("An") + '<w:ins w:id="1"><w:r><w:t>not</w:t></w:r></w:ins>' + run("a")),
        paragraph(
            run("A") + f"<w:r><w:pict><w:txbxContent>{paragraph(run('box'))}</w:txbxContent></w:pict></w:r>" + run("na")
        ),
        paragraph(run("A") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("na")),
    ],
)
def test_a_name_in_pieces_is_found_in_what_was_written(body: str) -> None:
    other = body.replace(">na<", ">ne<").replace(">a<", ">e<")
    for said, found in ((body, "Ana"), (other, None)):
        text = _members(letter(lambda: "Ben Sol", more=said), "word/document.xml")["word/document.xml"]
        assert trace(text.encode(), Sought(["Ana"])) == found


@pytest.mark.parametrize(
    "page",
    [
        "<p>seen at noon</p><p>A<b>n</b>a</p><p>left</p>",
        "<p>Amina<sup>12</sup> Haddad</p>",
        "<p>Amina <del>Lind</del>Haddad</p>",
        "<text:p>Amina<text:note><text:note-body>a note</text:note-body></text:note> Haddad</text:p>",
    ],
)
def test_a_name_in_pieces_of_markup_is_found(page: str) -> None:
    assert trace(page.encode(), Sought(["Ana", "Amina Haddad"])) is not None
    assert trace(page.encode(), Sought(["Ada", "Amina Hadid"])) is None


# Packages.


@pytest.fixture
def give(desk: Desk, record: Callable[..., Ingested]) -> Callable[[bytes], int]:
    """Give a way to attach a letter; it gives the number of the piece."""
    claim = record("Ben Sol: The mill is closed.", outlet="Harbour Post").claims[0]

    def attached(data: bytes) -> int:
        bearing = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source="Rail Office", new_source=True)
        return desk.enact(attach, look(desk, [claim]), examine(desk, Offered(data, "letter.docx"), bearing)).number

    return attached


def _everything(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def test_a_copy_without_the_name_goes_in_the_place_of_a_document_that_was_looked_at(
    desk: Desk, give: Callable[[bytes], int], tmp_path: Path
) -> None:
    # The same name again and again is taken out in one place that reaches over lines, up to other words.
    data = letter(lambda: "Amina Haddad", more=paragraph(run("The rest of it.")))
    piece, file, short = give(data), tmp_path / "case.zip", tmp_path / "short.zip"
    made, unlogged = let_go_in_part(desk, file, Asked(names=("Amina Haddad",), look_at=(piece,)))
    assert unlogged is None
    files = _everything(file)
    ((name, copy),) = [(name, one) for name, one in files.items() if name.startswith("data/redacted/")]
    assert name == f"data/redacted/{sha256(copy).hexdigest()}.docx"
    assert is_written_anew(copy)
    assert "The rest of it." in _read(copy).text
    assert [one for one, held in files.items() if b"Haddad" in held] == []
    digest = sha256(data).hexdigest()
    (told,) = [one for one in json.loads(files[WITHHELD])["originals"] if one["sha256"] == digest]
    assert told == {
        "sha256": digest,
        "why": COVERED,
        "copy": {"sha256": sha256(copy).hexdigest(), "pages": 0, "boxes": 3},
    }
    assert made.redacted == (piece,)
    assert check(file) == made.checked
    # Without that nobody is told that it was looked at, and it is withheld whole.
    let_go_in_part(desk, short, Asked(names=("Amina Haddad",)))
    withheld = json.loads(_everything(short)[WITHHELD])["originals"]
    assert [one["why"] for one in withheld if one["sha256"] == digest] == [NO_TEXT]


def test_a_name_that_is_left_in_a_copy_ends_the_export(
    desk: Desk, give: Callable[[bytes], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = give(letter(lambda: "Amina Haddad"))
    monkeypatch.setattr("claimtrack.services.packages.covering._copied", lambda data, *_: written_without(data, ()))
    with pytest.raises(VerificationFailed, match=r'"Amina Haddad" still stands in data/redacted/.*\.docx'):
        let_go_in_part(desk, tmp_path / "case.zip", Asked(names=("Amina Haddad",), look_at=(piece,)))
    assert list(tmp_path.glob("case*")) == []


def test_a_name_that_a_hole_would_make_up_anew_keeps_the_document_back(
    desk: Desk, give: Callable[[bytes], int], tmp_path: Path
) -> None:
    piece = give(letter(lambda: "Ben Sol", more=paragraph(run("Amina HadAmina Haddaddad"))))
    made, _ = let_go_in_part(desk, tmp_path / "case.zip", Asked(names=("Amina Haddad",), look_at=(piece,)))
    assert made.redacted == ()
    assert "made up anew" in " ".join(made.withheld.values())


def test_a_box_in_a_document_of_words_is_none(desk: Desk, give: Callable[[bytes], int], tmp_path: Path) -> None:
    piece = give(letter(lambda: "Amina Haddad"))
    asked = Asked(names=("Amina Haddad",), boxes=boxes([f"{piece}:1:0,0,9,9"]))
    with pytest.raises(InvalidInput, match="a document of words has no pages; names are taken out of its words"):
        let_go_in_part(desk, tmp_path / "case.zip", asked)


def test_a_copy_that_was_altered_is_found(desk: Desk, give: Callable[[bytes], int], tmp_path: Path) -> None:
    piece, file = give(letter(lambda: "Amina Haddad")), tmp_path / "case.zip"
    let_go_in_part(desk, file, Asked(names=("Amina Haddad",), look_at=(piece,)))

    def other_bytes(files: dict[str, bytes]) -> None:
        files[next(name for name in files if name.startswith("data/redacted/"))] += b"?"

    with pytest.raises(VerificationFailed, match="is not what its name says"):
        check(rewritten(file, tmp_path / "altered.zip", other_bytes))


_CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'Requires="w">{}</mc:Choice><mc:Fallback><w:r><w:t>Amina Haddad</w:t></w:r></mc:Fallback></mc:AlternateContent>'
)


@pytest.mark.parametrize(
    "words",
    [
        run("Ami") + "<w:r><w:drawing/></w:r>" + run("na Haddad"),
        "<w:r><w:t>Ami</w:t><w:pict/><w:t>na Haddad</w:t></w:r>",
        run("Ami") + _CHOICE.format("<w:r><w:drawing/></w:r>") + run("na Haddad"),
        run("Ami") + '<w:r><w:sym w:font="Arial" w:char="006E"/></w:r>' + run("a Haddad"),
        run("Ami") + '<w:r><w:sym w:font="Symbol" w:char="F06E"/></w:r>' + run("a Haddad"),
        run("Amina Hadda") + '<w:r><w:sym w:font="Arial" w:char="0064"/></w:r>',
        '<w:r><w:sym w:font="Arial" w:char="0041"/></w:r>' + run("mina Haddad"),
        run("Ami") + "<w:r><w:softHyphen/></w:r>" + run("na Haddad"),
        run("Amina") + "<w:r><w:noBreakHyphen/></w:r>" + run("Haddad"),
        run("Amina") + '<w:r><w:ptab w:alignment="right" w:relativeTo="margin" w:leader="none"/></w:r>' + run("Haddad"),
        run("Ami") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("na Haddad"),
        run("Ami\u200bna Had\u00addad"),
        run("\u202aAmina\u202c \u2067Haddad\u2069"),
        run("\uff21\uff4d\uff49\uff4e\uff41 Haddad"),
        run("A\u034fmina Haddad"),
        '<w:smartTag w:element="Amina"><w:r><w:t>Amina Had</w:t></w:r></w:smartTag>' + run("dad"),
        '<w:fldSimple w:instr="AUTHOR Amina Haddad"><w:r><w:t>Amina</w:t></w:r></w:fldSimple>' + run(" Haddad"),
        run("Ami") + _CHOICE.format(run("na")) + run(" Haddad"),
        run("Ami") + '<w:r><w:rPr><w:vanish/></w:rPr><w:t>q</w:t></w:r>' + run("na Haddad"),
        '<w:dir w:val="rtl">' + run("Amina") + "</w:dir>" + run(" Haddad"),
    ],
)  # fmt: skip
def test_whatever_stands_in_a_name_it_is_taken_out_whole(words: str) -> None:
    data = letter(lambda: "Ben Sol", more=paragraph(run("It begins ") + words + run(" and ends.")))
    document = _members(_without(data, "Amina Haddad"), "word/document.xml")["word/document.xml"]
    said = re.sub("<[^<>]*>", "", document)
    left = said[said.index("It begins ") + 10 : said.index(" and ends.")]
    left = left.replace("[a picture or another object was left behind here]", "").replace(HOLE, "")
    assert not re.search(r"[^\W_]", left), left
