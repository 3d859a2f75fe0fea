"""Files that take more than any should, and files that are broken: refused in words, or read."""

import zlib

import pytest
from tests.reading.pdf.paper import Page, assembled, form, pdf, put, put_lines, stream

from claimtrack.errors import InvalidInput
from claimtrack.reading.pdf import engine, structure
from claimtrack.reading.pdf.read import read_pdf

_SEEN = "The inspector found nothing."


def _refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        read_pdf(data, name="a.pdf")
    return str(refused.value)


def _nested(levels: int, times: int, last: bytes) -> dict[int, bytes]:
    """Return a page that draws a form that draws another so many times, and so on."""
    found = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[6 0 R]>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        6: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R"
        b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 8 0 R>>>>>>",
        7: stream(b"/X Do " + put(60, 700, _SEEN)),
    }
    for level in range(levels):
        body = b"/X Do " * times if level < levels - 1 else last
        said = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>" % (
            9 + level
        )
        found[8 + level] = stream(body, said)
    return found


@pytest.mark.parametrize(("levels", "times"), [(10, 10), (6, 40), (25, 3), (3, 90)])
def test_forms_that_draw_forms_many_times_are_refused_before_they_are_drawn(
    levels: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_: pytest.fail("it was drawn"))
    assert "draws more than any page of words needs" in _refusal(
        assembled(_nested(levels, times, put(60, 600, "deep")))
    )


def test_a_form_in_a_form_is_read() -> None:
    assert read_pdf(assembled(_nested(4, 2, put(60, 600, "Deep down."))), name="a.pdf").text == f"{_SEEN}\n\nDeep down."


@pytest.mark.parametrize("times", [1, 3])
def test_forms_that_draw_each_other_are_refused_before_they_are_drawn(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_: pytest.fail("it was drawn"))
    ring = _nested(2, times, put(60, 600, "Round and round.") + b" /X Do")
    ring[9] = ring[9].replace(b"/X 10 0 R", b"/X 8 0 R")
    assert "draws more than any page of words needs" in _refusal(assembled(ring))


def test_a_page_of_a_million_pieces_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_: pytest.fail("it was drawn"))
    data = pdf(Page(b"BT /F1 9 Tf 60 700 Td " + b"(a) Tj " * 1_000_000 + b"ET"), packed=True)
    assert len(data) < 60_000
    assert "draws more than any page of words needs" in _refusal(data)


def test_a_drawing_that_unpacks_to_a_hundred_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_: pytest.fail("it was drawn"))
    data = pdf(Page(b" " * 100_000_000), packed=True)
    assert len(data) < 200_000
    assert "draws more than any page of words needs" in _refusal(data)


def test_a_drawing_packed_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "opened", lambda *_: pytest.fail("it was drawn"))
    twice = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    made = _nested(1, 1, put(60, 600, "x"))
    made[7] = stream(twice, b"/Filter[/FlateDecode/FlateDecode]")
    assert "draws more than any page of words needs" in _refusal(assembled(made))


def test_all_pages_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "_MOST_IN_ALL", 10_000)
    page = Page(put(60, 700, _SEEN) + b" " * 4_000)
    assert read_pdf(pdf(page, page), name="a.pdf").text
    assert "draws more than any page" in _refusal(pdf(page, page, page))


def test_ten_thousand_pages_are_refused_and_the_limit_is_named() -> None:
    kids = b" ".join([b"6 0 R"] * 10_000)
    made = _nested(1, 1, put(60, 600, "x"))
    made[2] = b"<</Type/Pages/Count 10000/Kids[%s]>>" % kids
    assert "has 10,000 pages, more than the 2,000 that are read" in _refusal(assembled(made))


def test_characters_have_a_limit_a_page_and_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*[Page(put_lines(60, 700, [_SEEN + str(n), f"{n} more."])) for n in range(4)])
    monkeypatch.setattr(engine, "MOST_CHARACTERS", 100)
    assert "holds more than the 100 characters that are read" in _refusal(data)
    monkeypatch.setattr(engine, "MOST_ON_A_PAGE", 20)
    assert "page 1 of a.pdf holds" in _refusal(data)


def test_object_streams_in_a_ring_are_refused_or_read() -> None:
    made = _nested(1, 1, put(60, 600, "x"))
    ring = b"/Type/ObjStm/N 1/First 5/Extends %d 0 R"
    made[20] = stream(b"21 0 <<>>", ring % 21)
    made[21] = stream(b"20 0 <<>>", ring % 20)
    assert _SEEN in read_pdf(assembled(made), name="a.pdf").text


def _with_streams(first: int, second: int) -> bytes:
    """Return a file whose catalogue is in object stream ``first``, which is itself said to be in ``second``."""
    body = b"%PDF-1.5\n"
    place = len(body)
    body += b"4 0 obj\n" + stream(b"1 0 <</Type/Catalog/Pages 2 0 R>>", b"/Type/ObjStm/N 1/First 4") + b"\nendobj\n"
    start = len(body)
    rows = [(0, 0, 0), (2, first, 0), (2, second, 0), (1, start, 0), (2, second, 0), (2, first, 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(2, "big") + bytes([index]) for kind, at, index in rows)
    del place
    body += b"3 0 obj\n" + stream(table, b"/Type/XRef/Size 6/W[1 2 1]/Root 1 0 R") + b"\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF" % start


@pytest.mark.parametrize(("first", "second"), [(4, 5), (5, 4), (4, 4), (3, 3)])
def test_object_streams_that_hold_each_other_are_refused(first: int, second: int) -> None:
    assert "a.pdf" in _refusal(_with_streams(first, second))


def test_a_page_tree_in_a_ring_is_read_once_around() -> None:
    made = _nested(1, 1, put(60, 600, "x"))
    made[2] = b"<</Type/Pages/Count 3/Kids[6 0 R 2 0 R 30 0 R]>>"
    made[30] = b"<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>"
    assert _SEEN in read_pdf(assembled(made), name="a.pdf").text


def test_a_file_that_is_cut_is_read_as_far_as_it_goes() -> None:
    whole = pdf(Page(put(60, 700, _SEEN)), Page(put(60, 700, "Nobody slept.")))
    cut = whole[: whole.index(b"xref")]
    assert read_pdf(cut, name="a.pdf").text == f"{_SEEN}\n\nNobody slept."


def test_what_stands_before_the_header_is_read_past() -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + pdf(Page(put(60, 700, _SEEN)))
    assert read_pdf(data, name="a.pdf").text == _SEEN


def test_a_form_is_drawn_as_often_as_a_page_needs() -> None:
    page = Page(b"/A Do " * 300 + put(60, 700, _SEEN), forms={"A": form(b"0 0 1 1 re f")})
    assert _SEEN in read_pdf(pdf(page), name="a.pdf").text
