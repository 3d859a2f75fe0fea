import pytest
from lxml import html

from claimtrack.reading.pages.html import read_html
from claimtrack.reading.pages.page_parts import take_out_surroundings

_TOLD = [
    "The river rose by two metres on Tuesday night, the mayor of Hollin said, and the lower town was cleared by boat.",
    "“We heard the water before we saw it,” said Ada Brunn, who keeps the inn. “Then the cellar door went.”",
    "The ministry said that it could not be independently confirmed how many people were missing in the lower town.",
    "A ferryman told the council that he had warned it of the bank in March; the council knows of no letter.",
    "Nobody who was asked could say who had opened the upper gate, and the guard who kept its key had left the valley.",
    "The bank will be mended before the winter, the mayor promised, and the lower town will be asked what it wants.",
]
_PARAGRAPHS = "".join(f"<p>{told}</p>" for told in _TOLD)
_NOTE = "<p>Rain is a good thing, many say.</p>"


def left(inside: str) -> str:
    """Give what is left of a piece of markup at the end of an article that stays whole."""
    tree = html.document_fromstring(f"<html><body><article>{_PARAGRAPHS}{inside}</article></body></html>")
    take_out_surroundings(tree)
    told, last, rest = str(tree.text_content()).partition(_TOLD[-1])
    assert told + last == "".join(_TOLD)
    return " ".join(rest.split())


@pytest.mark.parametrize(
    "inside",
    [
        f"<div hidden>{_NOTE}</div>",
        f"<div style='color: red; display: none'>{_NOTE}</div>",
        f"<dialog>{_NOTE}</dialog>",
        f"<template>{_NOTE}</template>",
        f"<noscript>{_NOTE}</noscript>",
        f"<div class='c-newsletter__form'>{_NOTE}</div>",
        f"<div class='inlineNewsletterForm'>{_NOTE}</div>",
        f"<div id='about-the-author'>{_NOTE}</div>",
        f"<div class='CORRECTION wide'>{_NOTE}</div>",
        "<s>Rain is a good thing, many say.</s>",
        "<p><a href='/x'>Why the bank was never mended</a></p>",
        "<ul><li><a href='/x'>Why the bank</a> <a href='/y'>was never mended</a></li></ul>",
        "<blockquote><p>“Then the cellar door went.”</p></blockquote>",
        "<blockquote>We heard the water before we saw it. Then the cellar door went</blockquote>",
        f"<h3>14 comments</h3>{_NOTE}{_NOTE}",
        f"<h2>3 responses to “The river rose”</h2>{_NOTE}",
        f"<h3>Your say (2 comments)</h3>{_NOTE}",
        f"<h3>Leave a Reply</h3>{_NOTE}",
    ],
)
def test_what_a_page_puts_into_its_article_is_taken_out(inside: str) -> None:
    assert left(inside) == ""


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p><a href='/x'>The bank was never mended, he said.</a></p>", "The bank was never mended, he said."),
        ("<p>See <a href='/x'>the letter</a></p>", "See the letter"),
        ("<p><a name='here'>The bank was never mended</a></p>", "The bank was never mended"),
        ("<blockquote><p>“Then nobody came.”</p></blockquote>", "“Then nobody came.”"),
        ("<div class='subscriber biography'>He said no.</div>", "He said no."),
        ("<h3>Responses</h3><p>He said no.</p>", "ResponsesHe said no."),
        ("<h3>Comment</h3><p>He said no.</p>", "CommentHe said no."),
        ("<div hidden></div> He said no.", "He said no."),
        ("<p>14 comments</p><p>He said no.</p>", "14 commentsHe said no."),
    ],
)
def test_what_only_looks_like_it_stays(inside: str, expected: str) -> None:
    assert left(inside) == expected


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='subscription'>{_PARAGRAPHS}</div>",
        f"<div style='display:none'>{_PARAGRAPHS}</div>",
        _PARAGRAPHS.replace("<p>", "<p class='subscription' style='display:none'>"),
        _PARAGRAPHS.replace("<p>", "<p class='promo'>"),
        f"<h2>14 comments</h2>{_PARAGRAPHS}",
    ],
    ids=["box", "hidden", "hidden-lines", "named-lines", "count-in-front"],
)
def test_what_is_named_or_hidden_is_left_where_it_is_the_article(page: str) -> None:
    tree = html.document_fromstring(f"<html><body>{page}</body></html>")
    take_out_surroundings(tree)
    assert [one.text_content() for one in tree.iter("p")] == _TOLD


def test_the_entries_of_a_live_blog_are_all_read() -> None:
    entries = "".join(
        f"<article><p>{one}</p><p>{other}</p></article>" for one, other in zip(_TOLD[::2], _TOLD[1::2], strict=True)
    )
    document = read_html(f"<html><body><main><div>{entries}</div></main></body></html>".encode(), name="a.html")
    assert document.text.split("\n") == _TOLD


def test_cards_beside_an_article_do_not_become_part_of_it() -> None:
    card = (
        "<article><h3>Old bridge closed</h3><p>The council said that the repair would take a year or so.</p></article>"
    )
    page = f"<html><body><main><article>{_PARAGRAPHS}</article>{card}{card}</main></body></html>"
    assert read_html(page.encode(), name="a.html").text.split("\n") == _TOLD


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        (
            "<li><p>The gate is shut.</p><p>It was open, he said.</p></li>",
            ["The gate is shut.", "It was open, he said."],
        ),
        ("<li><p>One came.</p>\n<p>Two left.</p><p>None stayed.</p></li>", ["One came.", "Two left.", "None stayed."]),
        ("<li>The bank <p>was mended.</p></li>", ["The bank was mended."]),
    ],
)
def test_each_paragraph_of_an_item_is_a_line(items: str, lines: list[str]) -> None:
    page = f"<html><body><article><h1>The river</h1>{_PARAGRAPHS}<ul>{items}</ul>{_PARAGRAPHS}</article></body></html>"
    text = read_html(page.encode(), name="page.html").text
    assert [line.removeprefix("- ") for line in text.split("\n") if line.startswith("- ")] == lines
