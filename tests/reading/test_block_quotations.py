"""Block quotations of a page keep their bounds and their signature in the text."""

import pytest
from lxml import html

from claimtrack.reading.pages.block_quotations import mark_quotations

_REST = "<p>" + "The lock of Tarn was shut in May and the weir was mended by a crew of nine. " * 4 + "</p>"


def _lines(block: str) -> list[str]:
    tree = html.fromstring(f"<html><body><article>{_REST}{block}{_REST}</article></body></html>")
    mark_quotations(tree)
    return [one.text for one in tree.iter("p") if (one.text or "").startswith(">")]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (
            "<blockquote><p>It is safe.</p><p>It was <b>tested</b>.</p></blockquote>",
            ["> It is safe.", "> It was tested."],
        ),
        ("<blockquote>It is safe.<br>It was tested.</blockquote>", ["> It is safe.", "> It was tested."]),
        (
            "<blockquote>It is safe.<footer>— <cite>Ada Moe</cite></footer></blockquote>",
            ["> It is safe.", "> — Ada Moe"],
        ),
        ("<blockquote><p>It is safe.</p><cite>Ada Moe</cite></blockquote>", ["> It is safe.", "> — Ada Moe"]),
        (
            "<figure><blockquote>It is safe.</blockquote><figcaption>Ada Moe, keeper</figcaption></figure>",
            ["> It is safe.", "> — Ada Moe, keeper"],
        ),
        (
            "<blockquote><p>It is safe.</p>— Ada Moe (@adamoe) <a href='#'>May 2, 2026</a></blockquote>",
            ["> It is safe.", "> — Ada Moe"],
        ),
        (
            "<blockquote><p>It stands in <cite>The Tarn Post</cite> of May.</p></blockquote>",
            ["> It stands in The Tarn Post of May."],
        ),
        (
            "<blockquote>It is safe.<blockquote>It was tested.</blockquote></blockquote>",
            ["> It is safe.", "> It was tested."],
        ),
    ],
)
def test_each_line_is_marked_and_signed(block: str, lines: list[str]) -> None:
    assert _lines(block) == lines


def test_an_article_that_is_set_as_a_quotation_is_left_as_it_is() -> None:
    tree = html.fromstring(f"<html><body><blockquote>{_REST}{_REST}</blockquote><p>Home</p></body></html>")
    mark_quotations(tree)
    assert tree.find(".//blockquote") is not None


def test_quotations_deep_in_one_another_are_read_once() -> None:
    block = "<blockquote>Safe." * 50 + "</blockquote>" * 50
    assert _lines(block) == ["> Safe."] * 50


def test_a_quotation_with_marks_of_its_own_needs_no_others() -> None:
    assert _lines("<blockquote><p>“It is safe.”</p></blockquote>") == []
    assert _lines("<blockquote><p>“It is safe.”</p><cite>Ada Moe</cite></blockquote>") == [
        "> “It is safe.”",
        "> — Ada Moe",
    ]
