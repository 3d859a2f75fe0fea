import json
from time import process_time

import pytest
from lxml import html

from claimtrack.reading.metadata.page_metadata import told_by

_ORGANISATION = {"@type": "Organization", "@id": "https://g.example/#o", "name": "The Gazette"}
_PERSON = {"@type": "Person", "@id": "https://g.example/#j", "name": "Jane Roe"}


def _page(*things: object) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)
    return f"<html><head>{scripts}</head><body><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>x</p>", {}),
        (
            _page({"@type": "NewsArticle", "headline": "Flood &amp; fear &#8217;26", "author": "Jane Roe"}),
            {"title": "Flood & fear ’26", "byline": "Jane Roe"},
        ),
        (
            _page(
                {"@type": ["Report"], "author": [{"name": "A. Roe"}, {"name": "B. Doe"}], "publisher": {"name": "G"}}
            ),
            {"byline": "A. Roe, B. Doe", "outlet": "G"},
        ),
        (
            _page(
                {
                    "@graph": [
                        {"@type": "WebPage", "name": "not this"},
                        {
                            "@type": "NewsArticle",
                            "name": "Flood",
                            "author": {"@id": "https://g.example/#j"},
                            "publisher": {"@id": "https://g.example/#o"},
                            "mainEntityOfPage": {"@id": "https://g.example/flood"},
                        },
                        _ORGANISATION,
                        _PERSON,
                    ]
                }
            ),
            {"title": "Flood", "byline": "Jane Roe", "outlet": "The Gazette", "url": "https://g.example/flood"},
        ),
        (
            _page([[{"@type": "AnalysisNewsArticle", "headline": "One", "datePublished": "2026-11-24"}]]),
            {"title": "One", "published": "2026-11-24"},
        ),
        (_page({"@type": "Recipe", "headline": "Soup"}), {}),
        (_page({"@type": "Article", "url": "/flood", "headline": 5, "author": {"@id": "#unknown"}}), {}),
        (_page({"@type": "Article", "url": "javascript:alert(1)"}), {}),
        (_page("text", 5, None, [None], {"@graph": "no"}), {}),
        (
            '<script type="application/ld+json">{"@type": </script><meta property="og:title" content="A  b">',
            {"title": "A b"},
        ),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="https://g.example/a">',
            {"url": "https://g.example/a"},
        ),
        ('<meta property="article:author" content="https://social.example/jane">', {}),
        ('<meta property="article:author" content="Jane Roe">', {"byline": "Jane Roe"}),
        (
            '<html lang="fr"><body><time itemprop="datePublished" datetime="2026-11-24">x</time></body></html>',
            {"language": "fr", "published": "2026-11-24"},
        ),
    ],
)
def test_a_page_tells_what_it_is(page: str, expected: dict[str, str]) -> None:
    assert told_by(html.document_fromstring(page)) == expected


_ENTRY = "<div class='hentry'><h3 class='entry-title'>Flood</h3>{}</div>"
_CARD = "<span class='post-author vcard'><span class='fn'>{}</span></span>"
_STAMP = "<abbr class='{}' title='{}'>22:48</abbr>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (_ENTRY.format(_CARD.format("Kenneth")), {"byline": "Kenneth"}),
        (_ENTRY.format(f"<div class='comments'>{_CARD.format('Terence')}</div>"), {}),
        (_ENTRY.format("<b class='fn'>Terence</b>"), {}),
        (_ENTRY.format(_CARD.format("admin")), {}),
        (
            _ENTRY.format(_CARD.format("Kenneth"))
            + _ENTRY.format(_CARD.format("Other")).replace("Flood", "Fire at sea"),
            {"byline": "Kenneth"},
        ),
        (f"{_ENTRY.format(_CARD.format('Kenneth'))}<meta name='author' content='Jane Roe'>", {"byline": "Jane Roe"}),
        (
            _ENTRY.format(_STAMP.format("published", "2010-03-17T22:48:00Z")),
            {"published": "2010-03-17T22:48:00Z"},
        ),
        (
            _ENTRY.format(
                _STAMP.format("published", "2010-03-17T22:48:00Z") + _STAMP.format("updated", "2010-03-17T22:48:00Z")
            ),
            {"published": "2010-03-17T22:48:00Z"},
        ),
        (_ENTRY.format(_STAMP.format("published", "permanent link")), {}),
        ("<p>View all posts by Marta Quill</p>", {"byline": "Marta Quill"}),
        ("<p>More stories by Marta Quill →</p>", {"byline": "Marta Quill"}),
        ("<p>View all posts by Marta Quill</p><p>View all posts by Idris Kaplan</p>", {}),
        ("<p>View all posts by Category</p>", {}),
        ("<meta name='author' content='Super User'>", {}),
        ("<meta name='author' content='Site Administrator'>", {}),
        ("<meta name='author' content='Jane Roe Staff Writer'>", {"byline": "Jane Roe"}),
        ("<meta name='author' content='Jane StoneCulture correspondent'>", {"byline": "Jane Stone"}),
        ("<meta name='author' content='Ann McDonald'>", {"byline": "Ann McDonald"}),
        ("<meta name='author' content='Oakum Fibres'><p>SOURCE Oakum Fibres, Inc.</p>", {}),
        ("<meta name='author' content='Oakum Fibres'><p>News provided by</p><p>Oakum Fibres, Inc.</p>", {}),
        ("<meta name='author' content='Jane Roe'><p>SOURCE Oakum Fibres, Inc.</p>", {"byline": "Jane Roe"}),
        ("<meta name='modified-date' content='2016-01-25'>", {"modified": "2016-01-25"}),
        ("<meta name='publishedDate' content='2016-01-25'>", {"published": "2016-01-25"}),
    ],
)
def test_what_templates_mark_is_told(page: str, expected: dict[str, str]) -> None:
    found = told_by(
        html.document_fromstring(f"<html><head><title>Flood</title></head><body><h1>Flood</h1>{page}</body></html>")
    )
    assert {name: words for name, words in found.items() if name != "title"} == expected


def test_linked_data_goes_before_tags() -> None:
    page = _page({"@type": "Article", "headline": "From the data"}) + '<meta property="og:title" content="From a tag">'
    assert told_by(html.document_fromstring(page)) == {"title": "From the data"}


def test_linked_data_that_goes_too_deep_is_left_out() -> None:
    deep: object = {"@type": "Article", "headline": "Deep"}
    for _ in range(400):
        deep = [deep]
    assert told_by(html.document_fromstring(_page(deep))) == {}


def _seconds(page: str) -> float:
    tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    begun = process_time()
    told_by(tree)
    return process_time() - begun


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='byline author'>",
        "<div itemscope itemtype='https://schema.org/Article'><i itemprop='author'>",
        "<script type='application/ld+json'>{%s</script>" % (", " * 50),
        '<script type="application/ld+json">{"a": "%s</script>' % ('\\"' * 50),
        "<p>Published 03/04/2016</p>",
        "<h1>By A B, </h1>",
        "<meta name=author content='&lt;a://'>",
        "<div class=masthead>The Echo, 3 May 2024</div>",
        "<p>By A B, 3 May 2024</p><p>The Echo</p><a href='/'>x</a><img alt=x>",
        "<p>Copyright 2024 A B</p>",
        "<pre>By A B\n\n3 May 2024 (x 3 May 2024)\n",
        '<script type="application/json">[{"title": "x x x x x x", "author": "y"}]</script><h1>x x x x x x</h1>',
        "<h1><a href='/'>",
    ],
)
def test_a_hostile_head_takes_no_more_than_its_length(piece: str) -> None:
    short, long = (min(_seconds(f"<title>x</title>{piece * times}x") for _ in range(3)) for times in (1_000, 4_000))
    assert long < max(0.5, 4 * 2.4 * short)


def test_one_long_value_takes_no_more_than_its_length() -> None:
    for value in ("&lt;a" * 50_000, "://" * 50_000, "a | " * 50_000, ", " * 50_000):
        assert _seconds(f"<title>{value}</title><meta name=author content='{value}'><h1>b</h1>") < 2
