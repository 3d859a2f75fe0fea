import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import PassedOver
from claimtrack.reading.read import read_document


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"The quay is shut.\par Nobody knew.", "The quay is shut.\n\nNobody knew."),
        (r"\ldblquote Shut\rdblquote\emdash she said \u8364?\~5\line now", "“Shut”—she said €\xa05\nnow"),
        (r"caf\'e9 {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f2 \'93\'fa\'96\'7b}", "café Привет 日本"),
        (r"\uc2\u8211 ab\uc1\u-10179?\u-8704? x", "–😀 x"),
        (r"a \{b\} \\ c", r"a {b} \ c"),
        (r"{\field{\*\fldinst HYPERLINK}{\fldrslt the page}} here", "the page here"),
        (r"\trowd\intbl Ships\cell 14\cell\row\pard After.", "Ships\t14\n\nAfter."),
        (r"{\pict 0102}{\*\unknown {a} b}{\listtext 1.\tab}Item", "Item"),
        (r"a{\bin4 }}}}b", "ab"),
        (r"Word{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Box.\par}}{\shprslt Box.}}s\par", "Words\n\nBox."),
    ],
)
def test_words_are_read_as_they_are_shown(body: str, text: str) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"
    data = rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\colortbl;\red0;}}{{\stylesheet{{\s1 Heading;}}}}{body}}}"
    assert read_document(data.encode("ascii"), name="a.rtf").text == text


def test_properties_are_told_and_what_stands_apart_is_passed_over() -> None:
    data = (
        rb"{\rtf1{\info{\title Quay \'e9}{\author Lena Holm}{\company X}}{\header Ravn\par}Shut,{\footnote See 3.} she "
        rb"{\v never }{\deleted not }{\*\annotation Really?}said.\par}"
    )
    document = read_document(data, name="a.rtf")
    assert (document.text, document.title, document.byline) == ("Shut, she said.", "Quay é", "Lena Holm")
    assert document.passed_over == (
        PassedOver("Ravn", "a page's header"),
        PassedOver("See 3.", "a footnote"),
        PassedOver("never", "hidden"),
        PassedOver("not", "deleted, as a tracked change"),
    )
    assert document.whole == "Shut, she said.\n\nRavn\n\nSee 3."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (rb"{\rtf1{\pict 00}}", "a.rtf is an RTF document without any words"),
        (rb"{\rtf1 a" + b"{" * 2_000, "a.rtf has parts inside parts more than 1,000 deep; save its text"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.rtf")
    assert told in str(refused.value)
