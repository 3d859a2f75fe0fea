"""Words that a file draws in pieces, and pieces that it draws as one."""

import pytest
from tests.reading.pdf.paper import Page, pdf, put, width_of

from claimtrack.reading.pdf.read import read_pdf

_SENTENCE = "The harbour master told the council that nobody had checked the crane."


def _text(drawing: bytes) -> str:
    return read_pdf(pdf(Page(drawing)), name="a.pdf").text


def _kerned(kern: int) -> bytes:
    return b"BT /F1 11 Tf 60 700 Td [(The of) %d (ficial certi) %d (fied the sta) %d (ff list.)] TJ ET" % ((kern,) * 3)


@pytest.mark.parametrize("kern", [-60, -110, -150, -190, 40])
def test_kerning_inside_a_word_is_no_space(kern: int) -> None:
    assert _text(_kerned(kern)) == "The official certified the staff list."


def test_a_gap_as_wide_as_a_space_is_one_though_others_are_written() -> None:
    drawing = b"BT /F1 11 Tf 60 700 Td [(The official said) -278 (on Friday) -260 (that it was true.)] TJ ET"
    assert _text(drawing) == "The official said on Friday that it was true."


@pytest.mark.parametrize("gap", [0.2, 0.25, 0.33, 0.5])
def test_words_that_are_placed_one_by_one_are_words(gap: float) -> None:
    drawing, x = b"", 60.0
    for word in _SENTENCE.split():
        drawing += put(x, 700, word)
        x += width_of(word, 11) + gap * 11
    assert _text(drawing) == _SENTENCE


@pytest.mark.parametrize("tracking", [0.0, 0.06, 0.15, 0.3])
def test_letters_that_are_placed_one_by_one_make_words(tracking: float) -> None:
    drawing, x = b"", 40.0
    for letter in _SENTENCE[:50]:
        if letter != " ":
            drawing += put(x, 700, letter)
        x += width_of(letter, 10) + tracking * 10
    assert _text(drawing) == _SENTENCE[:50]


@pytest.mark.parametrize(
    "sentence",
    [
        "On Wednesday the museum announced that two paintings were missing.",
        "Fishermen warned Mammoth Shipping about oil in March.",
        "He who summons witnesses in the summer must pay them by Monday noon.",
    ],
)
def test_words_placed_by_the_widths_of_another_font_stay_words(sentence: str) -> None:
    """A letter is taken for six points wide: before some words there is no gap left, before others a wide one."""
    drawing, x = b"", 60.0
    for word in sentence.split():
        drawing += put(x, 700, word, 11)
        x += 6 * len(word) + 3
    assert _text(drawing) == sentence


def test_a_word_in_two_pieces_beside_words_in_one_is_one_word() -> None:
    """Spaces are even: there the pieces without a gap are kerning, not words."""
    drawing, x = b"", 60.0
    for piece, gap in (("The", 3), ("W", 0), ("ater", 3), ("board", 3), ("of", 3), ("T", 0), ("arn", 3), ("met.", 3)):
        drawing += put(x, 700, piece)
        x += width_of(piece, 11) + gap
    assert _text(drawing) == "The Water board of Tarn met."


def test_a_heading_set_wide_is_words() -> None:
    drawing = b"BT /F1 16 Tf 6 Tc 60 700 Td (CRANE FALLS) Tj ET\n" + put(60, 660, _SENTENCE)
    assert _text(drawing).startswith("CRANE FALLS\n")


def test_a_heading_with_a_space_behind_each_letter_is_words() -> None:
    drawing = put(60, 700, "C R A N E   F A L L S", 16) + put(60, 660, _SENTENCE)
    assert _text(drawing).startswith("CRANE FALLS\n")


@pytest.mark.parametrize(("dx", "dy"), [(0.3, 0.0), (0.5, 0.0), (0.4, 0.4), (1.0, -0.8), (0.0, 0.0)])
def test_what_is_drawn_twice_to_look_bold_is_read_once(dx: float, dy: float) -> None:
    drawing = put(60, 700, _SENTENCE) + put(60 + dx, 700 + dy, _SENTENCE)
    drawing += put(60, 686, "All the tall bells will ring.") + put(60 + dx, 686 + dy, "All the tall bells will ring.")
    assert _text(drawing) == f"{_SENTENCE} All the tall bells will ring."


def test_a_shape_of_letters_is_letters() -> None:
    """A font may map one code to three letters, as to a ligature's."""
    mapped = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    mapped += b"3 beginbfchar <01> <FB01> <02> <FB03> <03> <FB00> endbfchar 1 beginbfrange <20> <7E> <0020> endbfrange "
    mapped += b"endcmap end"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 11 0 R/FirstChar 0"
    font += b"/LastChar 126/Widths[%s]>>" % b" ".join([b"500"] * 127)
    drawing = b"BT /F3 11 Tf 60 700 Td (The o\\002ce \\001nds its sta\\003 di\\002cult.) Tj ET"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(mapped), mapped)
    page = Page(drawing, more=b"", resources=b">>/Font<</F3 10 0 R")
    data = pdf(page, objects=(font, stream)).replace(b"/Font<</F1 3 0 R/F2 4 0 R>>/XObject<<>>>>", b"")
    assert read_pdf(data, name="a.pdf").text == "The office finds its staff difficult."


def test_a_large_initial_begins_the_word_beside_it() -> None:
    drawing = (
        put(60, 672, "N", 40)
        + put(92, 700, "obody saw the crane fall, and the mayor said")
        + put(92, 686, "so herself. Two ships had left before the storm")
    )
    drawing += put(60, 660, "came in from the west, and the crew of a third was asleep.")
    assert _text(drawing).startswith("Nobody saw the crane fall, and the mayor said so herself. Two ships")


def test_marks_of_footnotes_are_not_in_the_words() -> None:
    drawing = put(60, 700, "Eleven boats sank") + put(60 + width_of("Eleven boats sank", 11), 704, "7", 6.5)
    drawing += put(60 + width_of("Eleven boats sank7", 11), 700, "in the harbour, the office said.")
    document = read_pdf(pdf(Page(drawing)), name="a.pdf")
    assert document.text == "Eleven boats sank in the harbour, the office said."
    assert [(one.text, one.why) for one in document.passed_over] == [("7", "marks of footnotes")]


def test_a_word_that_is_set_right_on_to_a_mark_begins_anew() -> None:
    end = 60 + width_of("Eleven boats sank", 11)
    drawing = put(60, 700, "Eleven boats sank") + put(end, 704, "7", 6) + put(end + 5, 700, "in the harbour")
    assert _text(drawing) == "Eleven boats sank in the harbour"


def test_what_is_raised_and_no_mark_stays() -> None:
    drawing = put(60, 700, "On the 19") + put(60 + width_of("On the 19", 11), 704, "th", 6.5)
    x = 60 + width_of("On the 19th", 11)
    drawing += put(x, 700, "the oil covered 40 km") + put(x + width_of("the oil covered 40 km", 11), 704, "2", 6.5)
    assert _text(drawing) == "On the 19th the oil covered 40 km²"
