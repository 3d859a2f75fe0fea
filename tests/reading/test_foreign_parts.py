"""Galleries and boxes of other stories are left out; a gallery that is the article, and lists of it, are read."""

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    f"On day {number} the keeper of the lock wrote that {number} boats had passed before noon, all of them late."
    for number in range(2, 8)
]
PARAGRAPHS = [f"<p>{one}</p>" for one in TOLD]
OTHER = "The ferry company said it would stop in May and dismiss fourteen people."


def document_of(markup: str) -> str:
    body = "".join(PARAGRAPHS[:3]) + markup + "".join(PARAGRAPHS[3:])
    return read_html(
        f"<html><body><article><h1>The locks</h1>{body}</article></body></html>".encode(), name="a.html"
    ).text


def many(item: str, times: int = 12) -> str:
    return "".join(item.format(number, OTHER) for number in range(1, times + 1))


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='inline-gallery'><ul>{many('<li><h4>{0}/12 Ferry</h4><p>{1}</p></li>')}</ul></div>",
        f"<div id='photoGallery'>{many('<div><img><p>{1} Photo: AFP</p></div>')}</div>",
        f"<section class='c-slideshow'>{many('<div class=item><p>{1}</p></div>')}</section>",
        f"<ul class='x7'>{many('<li>{0} of 12 <p>{1}</p></li>')}</ul>",
        f"<div class='x8'>{many('<div><h5>{0}/12</h5><p>{1}</p></div>')}</div>",
        f"<div class='carousel-inner'>{many('<div><p>{1}</p></div>', 3)}</div>",
    ],
    ids=["named", "id", "slideshow", "counted-items", "counted-boxes", "carousel"],
)
def test_a_gallery_in_an_article_is_left_out_whatever_its_share(markup: str) -> None:
    assert OTHER not in document_of(markup)
    assert [one for one in TOLD if one not in document_of(markup)] == []


@pytest.mark.parametrize(
    "heading",
    [
        "Top stories",
        "Most read",
        "Read next",
        "Related articles",
        "You may also like",
        "Latest news",
        "More from Holm Daily",
        "Recommended for you",
        "Editor’s picks",
        "Today’s top stories",
        "The fjord in pictures",
        "MORE ON THIS STORY",
    ],
)
@pytest.mark.parametrize("tag", ["h2", "h4", "strong", "div"])
def test_a_box_headed_for_other_stories_is_left_out(heading: str, tag: str) -> None:
    cards = "".join(f"<li><img><h5><a href='/{n}'>Story {n}</a></h5><p>{OTHER}</p></li>" for n in range(3))
    assert OTHER not in document_of(f"<div class='x7'><{tag}>{heading}</{tag}><ul>{cards}</ul></div>")


@pytest.mark.parametrize("name", ["news-release carousel-template", "inline-gallery-template", "has-slideshow"])
def test_an_article_in_a_box_that_is_named_for_a_gallery_is_read(name: str) -> None:
    beside = f"<div><p>{OTHER} {OTHER} {OTHER} {OTHER}</p></div>"
    for page in (
        f"<div class='{name}'><h1>The locks</h1>{''.join(f'<div>{one}</div>' for one in PARAGRAPHS)}</div>{beside}",
        f"<h1>The locks</h1><div class='{name}'><div>{''.join(PARAGRAPHS)}</div></div>{beside}",
    ):
        text = read_html(f"<html><body>{page}</body></html>".encode(), name="a.html").text
        assert [one for one in TOLD if one not in text] == []


@pytest.mark.parametrize("heading", ["Advertisement", "Ads by Gooogle", "Werbung", "SPONSORED"])
@pytest.mark.parametrize(
    "box", ["<div><p>{0}</p><p>{1}</p></div>", "<table><tr><td>{0}</td></tr><tr><td>{1}</td></tr></table>"]
)
def test_a_few_words_under_advertisement_are_left_out(heading: str, box: str) -> None:
    assert OTHER not in document_of(box.format(heading, OTHER))


def test_a_part_of_an_article_under_advertisement_is_read() -> None:
    parts = [f"<div class='chunk'><div>Advertisement</div>{one}</div>" for one in PARAGRAPHS[3:]]
    long = f"<div class='chunk'>{''.join(PARAGRAPHS[:3])}</div>"
    page = f"<html><body><article><h1>The locks</h1>{long}{''.join(parts)}</article></body></html>"
    text = read_html(page.encode(), name="a.html").text
    assert [one for one in TOLD if one not in text] == []


def test_a_gallery_that_is_the_article_is_read() -> None:
    items = "".join(f"<li><p>{number}/6 {one}</p></li>" for number, one in enumerate(TOLD, start=1))
    text = read_html(
        (
            "<html><body><article><h1>In pictures</h1><p>Six days at the lock.</p><ul "
            f"class='gallery'>{items}</ul></article></body></html>"
        ).encode(),
        name="a.html",
    ).text
    assert [one for one in TOLD if one not in text] == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<h2>The latest</h2><p>{OTHER}</p>",
        f"<div class='x7'><h3>More on this</h3><p>{OTHER}</p></div>",
        f"<div class='x7'><p>Related</p><p>{OTHER}</p></div>",
        f"<ul><li>{OTHER}</li><li>It said so on Monday, and again on the day after.</li></ul>",
    ],
    ids=["heading", "one-paragraph", "label", "list"],
)
def test_what_only_looks_like_it_is_read(markup: str) -> None:
    assert OTHER in document_of(markup)


CARDS = {
    "link": "<a href='/{0}'><img src='{0}.jpg'><h4>Ferry line number {0}</h4><p>{1}</p></a>",
    "link-and-words": "<div><a href='/{0}'>Ferry line number {0}</a><span>{1}</span></div>",
}


def test_a_box_that_is_a_link_is_left_out() -> None:
    text = document_of(many(CARDS["link"], 3))
    assert (OTHER in text, "Ferry line" in text) == (False, False)
    assert [one for one in TOLD if one not in text] == []


def test_boxes_that_begin_with_a_link_are_left_out_under_a_heading_in_the_text() -> None:
    text = document_of(f"<h3>More from Holm Daily</h3>{many(CARDS['link-and-words'], 3)}")
    assert (OTHER in text, "Holm Daily" in text) == (False, False)
    assert [one for one in TOLD if one not in text] == []


@pytest.mark.parametrize(
    "markup",
    [
        many(CARDS["link-and-words"], 3),
        many(CARDS["link"].replace("'/{0}'", "'#{0}'"), 3),
    ],
    ids=["without-a-heading", "of-this-page"],
)
def test_a_box_with_a_link_is_read_elsewhere(markup: str) -> None:
    assert OTHER in document_of(markup)
