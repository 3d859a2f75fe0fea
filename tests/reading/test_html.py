import json
from datetime import UTC, datetime

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.pages.html import read_html

_TOLD = [
    "The river rose by two metres on Tuesday night, the mayor of Hollin said, and the lower town was cleared by boat.",
    "“We heard the water before we saw it,” said Ada Brunn.",
    "“Nobody slept.”",
    "She added: “The boats came at four.”",
    "He did not reply.",
    "The ministry said that it could not be independently confirmed how many people were missing in the lower town.",
]
_PARAGRAPHS = "".join(f"<p>{told}</p>" for told in _TOLD)
_AROUND = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
    '<div class="cookie-banner"><p>We use cookies to improve your experience. Accept all cookies.</p></div>{}'
    "<aside><h2>Related</h2><ul><li><a href='/1'>Old bridge closed for repair works next week</a></li></ul></aside>"
    '<section id="comments" class="comments"><div class="comment"><p>I do not believe a word of it.</p></div></section>'
    "<footer><p>© 2026 Gazette. All rights reserved.</p></footer>"
)
_WITHIN = (
    '<figure><img src="a.jpg"><figcaption>The bridge at dawn. Photo: J. Roe</figcaption></figure>{}'
    '<div class="share-buttons"><a href="#">Share on Facebook</a><a href="#">Tweet</a></div>'
    '<div class="related"><h3>Read more</h3><ul><li><a href="/2">Another story that is linked here</a></li></ul></div>'
)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{_PARAGRAPHS}</article>",
        _AROUND.format(f"<article>{_WITHIN.format(_PARAGRAPHS)}</article>"),
        _AROUND.format(f"<main><div class='article-body'><section>{_PARAGRAPHS}</section></div></main>"),
        f"<div id='content'>{_PARAGRAPHS.replace('<p>', '<div>').replace('</p>', '</div>')}</div>",
        f"<div class='story'>{'<br><br>'.join(_TOLD)}</div>",
        f"<article>{_PARAGRAPHS.replace('<p>“', '<blockquote><p>“').replace('”</p>', '”</p></blockquote>')}</article>",
        f"<article>{_PARAGRAPHS.replace('the water', '<em>the</em> <a href=x>water</a>')}</article>",
        f"<article>{_PARAGRAPHS.replace(' ', chr(10) + '   ')}</article>",
        f"<noscript>Turn on scripts</noscript><article>{_PARAGRAPHS}<noscript><p>No scripts.</p></noscript></article>",
    ],
    ids=["bare", "page", "sections", "divs", "breaks", "blockquote", "links", "wrapped", "noscript"],
)
def test_every_paragraph_of_the_article_is_kept_and_nothing_around_it(body: str) -> None:
    document = read_html(f"<!doctype html><html><body>{body}</body></html>".encode(), name="a.html")
    assert document.text.split("\n") == _TOLD
    assert document.media_type == "text/html"


def test_a_paragraph_that_is_said_twice_stays_twice() -> None:
    document = read_html(f"<article>{_PARAGRAPHS}<p>{_TOLD[2]}</p></article>".encode(), name="a.html")
    assert document.text.split("\n") == [*_TOLD, _TOLD[2]]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (f'<meta charset="iso-8859-1"><article>{_PARAGRAPHS}</article>'.encode("cp1252"), None),
        (f"<article>{_PARAGRAPHS}</article>".encode("cp1252"), None),
        (f'<meta charset="koi8-r"><article>{_PARAGRAPHS}</article>'.encode("cp1252"), "windows-1252"),
        (f'<meta charset="utf-16"><article>{_PARAGRAPHS}</article>'.encode(), None),
        (f"<html><body><article>{_PARAGRAPHS}</article>".encode("utf-16"), None),
        (f'<?xml version="1.0" encoding="utf-8"?><html><body>{_PARAGRAPHS}</body></html>'.encode(), None),
        (f"<article>{_PARAGRAPHS}</article>".replace("“", "&#147;").replace("”", "&#x94;").encode(), None),
        (f"<article>{_PARAGRAPHS}</article>".replace("“", "&ldquo;").replace("”", "&#8221;").encode(), None),
    ],
    ids=["latin", "undeclared", "header", "lie", "utf-16", "xhtml", "windows", "entities"],
)
def test_curly_quotation_marks_survive_every_encoding(data: bytes, charset: str | None) -> None:
    assert read_html(data, name="a.html", charset=charset).text.split("\n") == _TOLD


def test_references_to_no_character_become_a_mark_and_cost_nothing_else() -> None:
    document = read_html(f"<article>{_PARAGRAPHS}<p>A &#0; b &#xD800; c &#60;b&#62; d</p>".encode(), name="a.html")
    assert document.text.split("\n") == [*_TOLD, "A \ufffd b \ufffd c <b> d"]


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><script>{'var a = 1;' * 500}</script></head><body><div id=root></div></body></html>",
        "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div></body>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<!doctype html><!-- nothing -->",
    ],
)
def test_a_page_without_text_is_refused_with_the_remedy(page: str) -> None:
    with pytest.raises(InvalidInput, match=r"a\.html .*\.txt file"):
        read_html(page.encode(), name="a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + _TOLD[0] + "</div>" * 100_000,
        "<p>" + "<b><i>" * 20_000 + _TOLD[0],
        "<table><tr><td>" * 5_000 + _TOLD[0],
        "<ul><li>" * 5_000 + _TOLD[0],
        "<blockquote>" * 200 + _PARAGRAPHS,
        "<" * 200_000,
        "&#" * 200_000 + _TOLD[0],
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + _PARAGRAPHS,
    ],
    ids=["divs", "inline", "tables", "lists", "quotes", "brackets", "references", "json"],
)
def test_harmful_pages_are_read_or_refused(page: str) -> None:
    try:
        assert read_html(page.encode(), name="a.html").text
    except InvalidInput:
        return


def test_what_the_page_says_of_itself_is_taken() -> None:
    linked = {"@type": "NewsArticle", "headline": "Flood in Hollin", "datePublished": "2026-11-24T10:00:00+01:00"}
    head = (
        f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        '<meta property="og:site_name" content="The Gazette"><meta name="author" content="Jane Roe">'
        '<link rel="canonical" href="https://g.example/flood">'
    )
    page = f'<html lang="en-GB"><head>{head}</head><body><article>{_PARAGRAPHS}</article></body></html>'
    document = read_html(page.encode(), name="a.html")
    assert (document.title, document.byline, document.outlet) == ("Flood in Hollin", "Jane Roe", "The Gazette")
    assert (document.published, document.url) == (datetime(2026, 11, 24, 9, tzinfo=UTC), "https://g.example/flood")
    assert document.language == "en-GB"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (_AROUND.format(f"<article>{_PARAGRAPHS}</article>"), None),
        (f'<aside><time datetime="2020-01-01">1 Jan</time></aside><article>{_PARAGRAPHS}</article>', None),
        (f'<article><time datetime="2026-11-24T08:00Z">today</time>{_PARAGRAPHS}</article>', "2026-11-24T08:00+00:00"),
        (f'<meta property="article:published_time" content="2026-11-24">{_PARAGRAPHS}', "2026-11-24T00:00+00:00"),
        (f'<meta property="article:published_time" content="soon">{_PARAGRAPHS}', None),
    ],
    ids=["copyright", "elsewhere", "time", "meta", "none"],
)
def test_a_date_is_taken_where_it_is_one_of_publication_and_never_guessed(page: str, expected: str | None) -> None:
    published = read_html(f"<html><body>{page}</body></html>".encode(), name="a.html").published
    assert published == (datetime.fromisoformat(expected) if expected is not None else None)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            f"<header><h1>Gazette</h1></header><article><h1>Flood <em>in</em> Hollin</h1>{_PARAGRAPHS}",
            "Flood in Hollin",
        ),
        (f"<article><h1>Flood in Hollin</h1>{_PARAGRAPHS}</article>", "Flood in Hollin"),
    ],
)
def test_the_title_is_the_articles_not_the_sites(page: str, expected: str) -> None:
    source = f"<html><head><title>Flood in Hollin - Gazette</title></head><body>{page}</body></html>"
    assert read_html(source.encode(), name="a.html").title == expected
