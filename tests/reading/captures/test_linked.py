"""What a page and its style sheets link, in the order in which it is asked for."""

import time

import pytest

from claimtrack.reading.captures.linked import Link, Linked, Part, linked_by_page, linked_by_style, links_of

_URL = "https://news.example/story/1"


def _links(page: str) -> list[tuple[str, Part]]:
    return [(link.url, link.part) for link in links_of(page.encode(), url=_URL, charset=None).links]


@pytest.mark.parametrize(
    ("page", "url", "part"),
    [
        ("<img src=a.png>", "https://news.example/story/a.png", Part.PICTURE),
        ("<img src='//cdn.example/a.png#top'>", "https://cdn.example/a.png", Part.PICTURE),
        ("<base href=/media/><img src=a.png>", "https://news.example/media/a.png", Part.PICTURE),
        ("<img srcset='/s.png 1x, /l.png 2x'>", "https://news.example/l.png", Part.PICTURE),
        ("<img data-src=/late.png>", "https://news.example/late.png", Part.PICTURE),
        ("<picture><source srcset='/w.webp 90w'></picture>", "https://news.example/w.webp", Part.PICTURE),
        ("<video poster=/still.jpg></video>", "https://news.example/still.jpg", Part.PICTURE),
        ("<svg><image href=/map.png /></svg>", "https://news.example/map.png", Part.PICTURE),
        ("<input type=image src=/go.png>", "https://news.example/go.png", Part.PICTURE),
        ("<div style='background:url(/b.png)'>", "https://news.example/b.png", Part.PICTURE),
        ("<style>@font-face{src:url(/f.woff)}</style>", "https://news.example/f.woff", Part.FONT),
        ("<link rel='alternate stylesheet' href=/s.css>", "https://news.example/s.css", Part.STYLE),
        ("<link rel=preload as=font href=/f>", "https://news.example/f", Part.FONT),
        ("<script src=/s.js></script>", "https://news.example/s.js", Part.SCRIPT),
    ],
)
def test_what_a_page_shows_is_found(page: str, url: str, part: Part) -> None:
    assert _links(f"<html><body>{page}<p>Words.</p></body></html>") == [(url, part)]


@pytest.mark.parametrize(
    "page",
    [
        "<a href=/next>Next</a>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='file:///etc/hostname'>",
        "<img src='http://[::1'>",
        "<link rel=canonical href=/other>",
        "<video><source src=/film.mp4></video>",
        f"<img src='/{'a' * 3000}'>",
    ],
)
def test_what_a_page_only_leads_to_is_not_asked_for(page: str) -> None:
    assert _links(f"<html><body>{page}<p>Words.</p></body></html>") == []


def test_style_sheets_come_first_and_each_address_once() -> None:
    found = _links("<script src=/s.js></script><img src=/a.png><img src=/a.png><link rel=stylesheet href=/s.css>")
    assert [part for _, part in found] == [Part.STYLE, Part.PICTURE, Part.SCRIPT]


def test_frames_and_films_are_counted() -> None:
    page = b"<p>Words.</p><iframe></iframe><iframe></iframe><video></video>"
    assert links_of(page, url=_URL, charset=None) == Linked((), (("frames", 2), ("films", 1)))


def test_a_page_is_looked_through_in_a_process_of_its_own() -> None:
    page = b"<html><body><img src=/a.png><p>Words.</p></body></html>"
    found = linked_by_page(page, url=_URL, charset="no such charset")
    assert found == Linked((Link("https://news.example/a.png", Part.PICTURE),))


def test_a_style_sheet_links_others_fonts_and_pictures_but_not_in_comments() -> None:
    style = (
        '@import "a.css"; @import url(b.css); /* url(no.png) */ @font-face{src:url("f.ttf")} p{background:url(p.gif)}'
    )
    assert [(link.url.rpartition("/")[2], link.part) for link in linked_by_style(style, url=_URL)] == [
        ("a.css", Part.STYLE),
        ("b.css", Part.STYLE),
        ("f.ttf", Part.FONT),
        ("p.gif", Part.PICTURE),
    ]


@pytest.mark.parametrize(
    "piece", ["/*", "url(", 'url("', "@import ", "url(" + " " * 20, "@import url('", "/* *", "url(a"]
)
def test_a_hostile_style_sheet_takes_no_longer_than_its_size(piece: str) -> None:
    began = time.perf_counter()
    linked_by_style(piece * (1_000_000 // len(piece)), url=_URL)
    assert time.perf_counter() - began < 10
