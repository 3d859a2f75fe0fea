"""What was filled into a form."""

from tests.reading.pdf.paper import Page, pdf, put

from claimtrack.locker.excerpts import find_excerpt
from claimtrack.reading.pdf.read import read_pdf

_LABELS = put(60, 700, "Name of the witness:") + put(60, 670, "What was seen:")
_FORM = b"/AcroForm<</Fields[]/DR<</Font<</F1 3 0 R>>>>/DA(/F1 11 Tf 0 g)>>"


def _field(value: str, box: tuple[int, int, int, int], *, flags: int = 4, more: bytes = b"") -> bytes:
    return b"<</Type/Annot/Subtype/Widget/FT/Tx/T(t%d)/V(%s)/Rect[%d %d %d %d]/F %d/DA(/F1 11 Tf 0 g)%s>>" % (
        box[1],
        value.encode("latin-1"),
        *box,
        flags,
        more,
    )


def _read(*notes: bytes) -> str:
    # The fields are the page's notes, numbered from 10 where a file has no other objects.
    form = _FORM.replace(b"[]", b"[" + b" ".join(b"%d 0 R" % (6 + n) for n in range(len(notes))) + b"]")
    return read_pdf(pdf(Page(_LABELS, notes=notes), catalog=form), name="a.pdf").whole


def test_a_value_stands_behind_its_label() -> None:
    text = _read(_field("Marta Lind, harbour pilot", (180, 694, 500, 712)))
    assert "Name of the witness: Marta Lind, harbour pilot" in text
    assert find_excerpt(text, "Marta Lind, harbour pilot") is not None


def test_a_value_of_many_lines_is_read_whole() -> None:
    text = _read(_field("Two men left the ship.\\nOne of them carried a bag.", (60, 560, 500, 660), more=b"/Ff 4096"))
    assert find_excerpt(text, "Two men left the ship. One of them carried a bag.") is not None


def test_a_hidden_field_and_a_password_are_not_read() -> None:
    text = _read(
        _field("Nobody sees this", (180, 694, 500, 712), flags=2),
        _field("secret", (180, 664, 500, 682), more=b"/Ff 8192"),
    )
    assert "Nobody" not in text
    assert "secret" not in text


def test_what_was_typed_onto_a_page_is_read() -> None:
    typed = b"<</Type/Annot/Subtype/FreeText/Contents(Signed at Vik on 4 May)/Rect[180 664 500 682]/F 4>>"
    assert "What was seen: Signed at Vik on 4 May" in _read(typed)


def test_a_choice_that_was_made_is_read() -> None:
    chosen = b"<</Type/Annot/Subtype/Widget/FT/Ch/T(c)/Ff 131072/Opt[(yes)(no)]/V(no)/Rect[180 664 500 682]/F 4>>"
    assert "What was seen: no" in _read(chosen)


def test_a_comment_on_a_page_is_shown_and_no_text_of_it() -> None:
    note = b"<</Type/Annot/Subtype/%s/Rect[60 500 80 520]/QuadPoints[60 520 80 520 60 500 80 500]/Contents(%s)>>"
    data = pdf(Page(_LABELS, notes=[note % (b"Highlight", b"He lied, I was there."), note % (b"Text", b"  ")]))
    document = read_pdf(data, name="a.pdf")
    assert "He lied" not in document.text
    assert find_excerpt(document.whole, "He lied, I was there.") is not None
    assert [(one.text, one.why) for one in document.passed_over] == [("He lied, I was there.", "a comment")]
