"""A passage is looked for in everything that a file shows; it may stand there twice, or only where nobody sees it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.reading.formats.test_opendocument import odt
from tests.reading.formats.test_spreadsheet import xlsx
from tests.reading.formats.test_word import docx, p
from tests.reading.pdf.paper import Page, pdf, put

from claimtrack.errors import InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RUN = "<w:r>{}<w:t>{}</w:t></w:r>"
Quote = Callable[..., tuple[str | None, str | None, tuple[str, ...]]]


@pytest.fixture
def quoted(desk: Desk, bridge: int) -> Quote:
    """Give a way to attach a file with a passage of it: the passage and its place as shown, and what was noticed."""

    def quote(
        data: bytes, name: str, excerpt: str, occurrence: int | None = None
    ) -> tuple[str | None, str | None, tuple[str, ...]]:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt, occurrence=occurrence)
        examined = examine(desk, Offered(data, name), bearing)
        number = desk.enact(attachments.attach, look(desk, [bridge]), examined).number
        (link,) = shown(desk, number).links
        assert verify(desk).problems == ()
        return link.excerpt, link.place, tuple(map(str, examined.notices))

    return quote


def _word(body: str, **parts: str) -> bytes:
    return docx(body, **parts)


_TABLE = f"<w:tbl><w:tr><w:tc>{p('Mira Olt')}</w:tc><w:tc>{p('82 dead')}</w:tc></w:tr></w:tbl>"
_DELETED = f"<w:p>{_RUN.format('', 'There were ')}<w:del><w:r><w:delText>79 dead</w:delText></w:r></w:del></w:p>"
_INSERTED = f"<w:p>{_RUN.format('', 'There were ')}<w:ins>{_RUN.format('', '82 dead')}</w:ins></w:p>"
_VANISHED = f"<w:p>{_RUN.format('<w:rPr><w:vanish/></w:rPr>', '79 dead')}</w:p>"
_COMMENT = f"<w:comments {_W}><w:comment>{p('82 dead, says the mayor')}</w:comment></w:comments>"
_FOOTER = f"<w:ftr {_W}>{p('82 dead by noon')}</w:ftr>"
_FOOTNOTE = f'<w:footnotes {_W}><w:footnote w:id="2">{p("82 dead in the north")}</w:footnote></w:footnotes>'


@pytest.mark.parametrize(
    ("data", "name", "excerpt"),
    [
        (_word(p("A list.") + _TABLE), "list.docx", "Mira Olt 82 dead"),
        (_word(p("A list.") + _INSERTED), "list.docx", "There were 82 dead"),
        (_word(p("A list."), comments=_COMMENT), "list.docx", "82 dead, says the mayor"),
        (_word(p("A list."), footer=_FOOTER), "list.docx", "82 dead by noon"),
        (_word(p("A list."), footnotes=_FOOTNOTE), "list.docx", "82 dead in the north"),
        (xlsx('<row><c t="str"><v>Mira Olt</v></c><c><v>82</v></c></row>'), "list.xlsx", "Mira Olt 82"),
        (xlsx('<row><c t="str"><v>A</v></c></row>', comment="82 dead"), "list.xlsx", "82 dead"),
        (
            pdf(Page(put(60, 700, "The mayor said that 82 people were regis-")), Page(put(60, 700, "tered as dead."))),
            "list.pdf",
            "82 people were registered as dead",
        ),
    ],
)
def test_a_passage_is_found_wherever_the_file_shows_it(quoted: Quote, data: bytes, name: str, excerpt: str) -> None:
    found, place, notices = quoted(data, name, excerpt)
    assert "".join((found or "").replace("-", "").split()) == "".join(excerpt.split())
    assert place is not None
    assert notices == ()


_HIDDEN_ON_PAGE = b"BT /F1 11 Tf 3 Tr 60 640 Td (79 dead) Tj ET"


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (_word(p("A list.") + _DELETED), "list.docx", "deleted, as a tracked change"),
        (_word(p("A list.") + _VANISHED), "list.docx", "hidden"),
        (
            xlsx('<row><c t="str"><v>A</v></c></row><row hidden="1"><c t="str"><v>79 dead</v></c></row>'),
            "list.xlsx",
            "hidden rows or columns",
        ),
        (
            xlsx('<row><c t="str"><v>A</v></c></row>', other='<row><c t="str"><v>79 dead</v></c></row>'),
            "list.xlsx",
            "a hidden sheet",
        ),
        (pdf(Page(put(60, 700, "A list of the dead.") + _HIDDEN_ON_PAGE)), "list.pdf", "written to be invisible"),
    ],
)
def test_a_passage_that_only_stands_where_nobody_sees_it_is_said_to(
    quoted: Quote, desk: Desk, data: bytes, name: str, why: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        quoted(data, name, "79 dead")
    assert str(refused.value) == (
        f'"79 dead" is not in what {name} shows; it stands only in what was passed over there ({why}); say so in '
        "--note and leave --excerpt out, or quote what is shown"
    )
    assert verify(desk).problems == ()


_TWICE = (
    pdf(Page(put(60, 700, "The bridge is shut.")), Page(put(60, 700, "Now the bridge is shut. The bridge is shut."))),
    "log.pdf",
)


def test_of_a_passage_that_stands_there_several_times_every_place_is_named_and_one_is_chosen(quoted: Quote) -> None:
    _, place, (notice,) = quoted(*_TWICE, "The bridge is shut.")
    assert place == "page 1, characters 0 to 19"
    assert notice == (
        "the excerpt stands there twice (page 1, characters 0 to 19; page 2, characters 45 to 64); number 1 is taken, "
        "--occurrence N says which one is meant"
    )


def test_the_one_that_is_meant_is_taken_and_none_beyond_them(quoted: Quote) -> None:
    with pytest.raises(InvalidInput, match=r'"The bridge is shut." stands twice in log.pdf, and not 3: page 1, char'):
        quoted(*_TWICE, "The bridge is shut.", 3)
    found, place, notices = quoted(*_TWICE, "The bridge is shut.", 2)
    assert (found, place, notices) == ("The bridge is shut.", "page 2, characters 45 to 64", ())


def test_many_places_are_counted(quoted: Quote) -> None:
    _, _, (notice,) = quoted(b"Shut. " * 9, "log.txt", "Shut.")
    assert "9 times (characters 0 to 5; characters 6 to 11;" in notice
    assert "characters 24 to 29; and 4 more)" in notice


def test_a_name_in_an_opendocument_comment_is_found(quoted: Quote) -> None:
    body = "<text:p>A list.<office:annotation><text:p>82 dead, he says</text:p></office:annotation></text:p>"
    assert quoted(odt(body), "list.odt", "82 dead, he says")[0] == "82 dead, he says"


def test_each_claim_may_have_its_own_passage_of_which_one_is_meant(desk: Desk, bridge: int) -> None:
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpts={bridge: "Shut."})
    offered = Offered(b"Shut. Open. Shut.", "log.txt")
    assert examine(desk, offered, replace(bearing, occurrence=2)).passage_for(bridge).start == 12
