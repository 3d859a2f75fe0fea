"""Feeds, the XML of agencies, JSON of an article, and text with references of HTML."""

import json
from datetime import UTC, datetime

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_document

TEXT = "Quay shut\n\nThe quay is shut, she said.\n\nNobody was told."
_HTML = "<p>The quay is shut, <b>she</b> said.</p><p>Nobody was told.</p>"
_WHEN = datetime(2026, 3, 6, 16, 5, tzinfo=UTC)
_RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ravn Ledger</title><language>en</language>'
    "<item><title>Quay shut</title><link>https://ledger.example/quay</link><dc:creator>By Per Dahl</dc:creator>"
    "<pubDate>Fri, 06 Mar 2026 17:05:00 +0100</pubDate><description>Short.</description>"
    f"<c:encoded><![CDATA[{_HTML}]]></c:encoded></item></channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Ravn Ledger</title><entry><title>Quay shut</title>'
    '<link rel="self" href="https://ledger.example/feed"/><link href="https://ledger.example/quay"/><author><name>Per '
    "Dahl</name></author><published>2026-03-06T17:05:00+01:00</published><updated>2026-03-08T17:05:00+01:00</updated>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_HTML}</div></content></entry></feed>'
)
_NITF = (
    '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://localhost:1/nitf.dtd"><nitf xml:lang="en"><head><docdata>'
    '<date.issue norm="20260306T170500+0100"/></docdata></head><body><body.head><hedline><hl1>Quay shut</hl1></hedline>'
    f"<byline>By Per Dahl</byline></body.head><body.content><media><p>A crane</p></media>{_HTML}</body.content>"
    "</body></nitf>"
)
_G2 = (
    '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><itemMeta><firstCreated>'
    "2026-03-06T17:05:00+01:00</firstCreated><versionCreated>2026-03-09T17:05:00+01:00</versionCreated></itemMeta>"
    "<contentMeta><headline>Quay shut</headline><by>By Per Dahl</by></contentMeta><contentSet><inlineXML><html "
    f'xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{_HTML}</body></html></inlineXML>'
    "</contentSet></newsItem>"
)
_PLAIN = "The quay is shut, she said.\n\nNobody was told."
_JSON: list[dict[str, object]] = [
    {"title": "Quay shut", "author": "Per Dahl", "published_at": "2026-03-06T17:05:00+01:00", "body": _PLAIN},
    {
        "@graph": [
            {"@type": "WebSite", "name": "Ledger"},
            {
                "headline": "Quay shut",
                "articleBody": _PLAIN,
                "author": [{"name": "Per Dahl"}],
                "datePublished": "2026-03-06T17:05:00+01:00",
                "dateModified": "2026-03-09T17:05:00+01:00",
            },
        ]
    },
    {
        "title": {"rendered": "Quay&#32;shut"},
        "content": {"rendered": _HTML},
        "author": {"name": "Per Dahl"},
        "date_gmt": "2026-03-06T16:05:00",
    },
    {
        "response": {
            "content": {
                "webTitle": "Quay shut",
                "byline": "By Per Dahl",
                "webPublicationDate": "2026-03-06T16:05:00Z",
                "body": [{"type": "p", "text": one} for one in _PLAIN.split("\n\n")],
            }
        }
    },
]


@pytest.mark.parametrize(
    ("source", "media_type"),
    [
        (_RSS, "application/rss+xml"),
        (_ATOM, "application/atom+xml"),
        (_NITF, "application/nitf+xml"),
        (_G2, "application/newsml+xml"),
        *((json.dumps(one), "application/json") for one in _JSON),
    ],
)
def test_one_story_is_read_with_what_is_said_of_it(source: str, media_type: str) -> None:
    document = read_document(source.encode(), name="a")
    assert document.text == TEXT
    assert document.media_type == media_type
    assert (document.title, document.byline, document.published) == ("Quay shut", "Per Dahl", _WHEN)


def test_the_address_and_the_name_of_a_feed_are_those_of_its_story() -> None:
    for source in (_RSS, _ATOM):
        document = read_document(source.encode(), name="a")
        assert (document.url, document.outlet, document.language) == (
            "https://ledger.example/quay",
            "Ravn Ledger",
            "en",
        )
        assert document.notices == (
            "The feed may hold only the beginning of the story; ingest the story itself: https://ledger.example/quay.",
        )


_ITEMS = "".join(f"<item><title>S{n}</title><link>https://ledger.example/{n}</link></item>" for n in range(5))
_TWO = {"items": [{"title": f"Story {n}", "text": f"The quay {n} is shut."} for n in range(2)]}
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            f'<?xml version="1.0"?><rss><channel>{_ITEMS}</channel></rss>',
            "ingest the story that you mean, by its address, such as https://ledger.example/0, https://ledger.example/1",
        ),
        ('<?xml version="1.0"?><rss><channel/></rss>', "a is a feed (RSS) without a story"),
        (
            f'<?xml version="1.0"?><newsMessage>{_G2.partition("?>")[2]}{_G2.partition("?>")[2]}</newsMessage>',
            "a holds 2 stories (Quay shut; Quay shut); save the story that you mean by itself",
        ),
        ("<nitf><body/></nitf>", "a holds no words of a story"),
        ('<?xml version="1.0"?><rss>' + "<a>" * 400, "a cannot be read as XML"),
        (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{_LAUGHS}]><rss>&a9;</rss>', "a "),
        (json.dumps(_TWO), "a is JSON of 2 stories (Story 0; Story 1); ingest the story that you mean"),
        ('{"host": "a", "port": 5432}', "a is data (JSON) without an article in it, with a title and a text"),
    ],
)
def test_what_holds_no_story_or_several_is_refused(source: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(source.encode(), name="a")
    assert told in str(refused.value)


def test_json_that_breaks_off_is_refused_by_its_name() -> None:
    with pytest.raises(InvalidInput, match=r"a.json is no whole JSON: .*; save the article as text or HTML"):
        read_document(b'{"title": "Quay shut", "body": "The qu', name="a.json")


def test_references_of_html_in_a_text_are_characters_and_that_is_said() -> None:
    document = read_document(b"&ldquo;Shut,&rdquo; said Zo&euml;.&nbsp;R&D and &madeup; stay.", name="a.txt")
    assert document.text == "“Shut,” said Zoë.\xa0R&D and &madeup; stay."
    assert document.notices == (
        "The text holds 4 references of HTML, such as &quot;; they were read as the characters they stand for.",
    )
    few = "Write &amp; for an ampersand, and &lt; for what opens a tag."
    assert read_document(few.encode(), name="a.txt").text == few
