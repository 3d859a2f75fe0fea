"""Posts of live files: where each stands, when it was put up and by whom, and what is no live file."""

import json
from datetime import UTC, datetime

import pytest

from claimtrack.reading.document import Document
from claimtrack.reading.read import read_document

FERRY = "The last ferry of the day lies at the quay with forty people on board, the harbour master said on the radio."
WIND = "The wind reached a hundred kilometres an hour at the mouth of the river, the weather service said."
WRONG = "Correction: an earlier post said that two sailors were missing. One is missing, the coast guard says."
NIGHT = "The storm came in from the west during the night and took the roofs of three houses in Ostrel."
POSTS = [
    (WIND, "Lena Mortvik", "2026-05-02T18:40:00+02:00"),
    (WRONG, "Tom Karr", "2026-05-02T15:05:00+02:00"),
    (FERRY, "Lena Mortvik", "2026-05-02T12:30:00+02:00"),
    (NIGHT, "Tom Karr", "2026-05-02T07:15:00+02:00"),
]
TOLD = [
    ("Lena Mortvik", datetime(2026, 5, 2, 16, 40, tzinfo=UTC), False),
    ("Tom Karr", datetime(2026, 5, 2, 13, 5, tzinfo=UTC), True),
    ("Lena Mortvik", datetime(2026, 5, 2, 10, 30, tzinfo=UTC), False),
    ("Tom Karr", datetime(2026, 5, 2, 5, 15, tzinfo=UTC), False),
]


def _read(source: str, name: str = "live.html") -> Document:
    return read_document(source.encode(), name=name)


def _page(body: str, head: str = "") -> str:
    return (
        f'<html lang="en"><head><title>Storm on the coast, live</title>{head}</head><body>'
        f'<nav><a href="/">Home</a></nav>'
        f"<main><h1>Storm on the coast, live</h1>{body}</main><footer><p>© Tarn Post</p></footer></body></html>"
    )


def _linked() -> str:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {number}",
            "articleBody": f"<p>{words}</p>",
            "datePublished": time,
            "author": [{"@type": "Person", "name": author}],
        }
        for number, (words, author, time) in enumerate(POSTS)
    ]
    told = {"@graph": [{"@type": "LiveBlogPosting", "headline": "Storm on the coast, live", "liveBlogUpdate": updates}]}
    boxes = "".join(f"<div class='b'><h3>Post {at}</h3><p>{words}</p></div>" for at, (words, _, _) in enumerate(POSTS))
    return _page(f"<div>{boxes}</div>", f'<script type="application/ld+json">{json.dumps(told)}</script>')


def _articles() -> str:
    return _page(
        "<section>"
        + "".join(
            f'<article><header><time datetime="{time}">then</time> <span class="byline">By {author}</span></header>'
            f"<p>{words}</p><p>More of this is to come in the next hours.</p></article>"
            for words, author, time in POSTS
        )
        + "</section>"
    )


def _boxes() -> str:
    return _page(
        "<div class='feed'>"
        + "".join(
            f'<div class="post" id="p{at}"><div class="meta"><a rel="author">{author}</a><div><time datetime="{time}">x'
            f"</time></div></div><div class='text'><p>{words}</p></div></div>"
            for at, (words, author, time) in enumerate(POSTS)
        )
        + "</div>"
    )


@pytest.mark.parametrize("source", [_linked(), _articles(), _boxes()], ids=["linked data", "articles", "boxes"])
def test_each_post_has_its_place_time_and_author(source: str) -> None:
    document = _read(source)
    assert [(one.author, one.published, one.correction) for one in document.posts] == TOLD
    for one, (words, _, _) in zip(document.posts, POSTS, strict=True):
        assert words in document.text[one.start : one.end]
    assert document.notices == ("this is a live file: 4 posts, newest first; 1 corrects an earlier one",)


def test_a_post_begins_with_its_heading() -> None:
    document = _read(_linked())
    assert [document.text[one.start : one.end].split("\n")[0] for one in document.posts[1:]] == [
        "Post 1",
        "Post 2",
        "Post 3",
    ]


def test_headings_that_are_times_part_posts_and_the_day_is_the_page_s() -> None:
    hours = ("00.20 GMT", "21.05 GMT", "17.40 GMT")
    body = "".join(
        f"<h2>{hour}</h2><p>{words} Nobody was hurt.</p>" for hour, (words, _, _) in zip(hours, POSTS, strict=False)
    )
    told = '<meta property="article:published_time" content="2026-05-02T16:00:00Z">'
    document = _read(_page(f"<article>{body}</article>", told))
    assert [one.published for one in document.posts] == [
        datetime(2026, 5, 3, 0, 20, tzinfo=UTC),
        datetime(2026, 5, 2, 21, 5, tzinfo=UTC),
        datetime(2026, 5, 2, 17, 40, tzinfo=UTC),
    ]
    assert [one.author for one in document.posts] == [None] * 3


@pytest.mark.parametrize("between", ["  ", " - ", " | ", ", ", "\t", " by "])
def test_a_text_of_times_and_names_is_a_live_file_without_a_day(between: str) -> None:
    hours = ("09:15", "11:02", "14:47")
    text = "Storm on the coast\n\n" + "\n\n".join(
        f"{hour}{between}{author}\n{words}" for hour, (words, author, _) in zip(hours, POSTS, strict=False)
    )
    document = _read(text, "live.txt")
    assert document.text == text
    assert [(one.clock, one.author, one.published) for one in document.posts] == [
        ("09:15", "Lena Mortvik", None),
        ("11:02", "Tom Karr", None),
        ("14:47", "Lena Mortvik", None),
    ]
    assert [text[one.start : one.end] for one in document.posts] == [words for words, _, _ in POSTS[:3]]
    assert document.notices == ("this is a live file: 3 posts, oldest first; 1 corrects an earlier one",)


def test_a_time_of_half_a_day_is_as_the_file_has_it() -> None:
    text = "\n".join(
        f"{hour}\n{words}" for hour, (words, _, _) in zip(("9:15am", "1.02 pm", "4.47 p.m."), POSTS, strict=False)
    )
    assert [one.clock for one in _read(text, "live.txt").posts] == ["9:15am", "1.02 pm", "4.47 p.m."]


NONE = {
    "an article": "The ferry came in.\n\nIt was late.\n\n10:42\n\nNobody was on board.",
    "a programme": "08:00 Morning Prayer\n09:30 Town Council\n11:00 Harbour Talk\n12:00 Weather Report\n",
    "a recording": "00:12 ANA RUIZ\nWe saw it.\n\n00:40 TOM KARR\nWhen was that?\n\n00:55 ANA RUIZ\nOn Friday.\n",
    "results": "10:42\nOne.\n09:10\nTwo.\n12:00\nThree.\n08:00\nFour.\n13:00\nFive.\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_other_texts_have_no_posts(text: str) -> None:
    document = _read(text, "text.txt")
    assert (document.posts, document.notices) == ((), ())


def test_comments_other_stories_and_days_long_past_are_no_posts() -> None:
    comments = "".join(
        f"<div class='comment'><time datetime='2026-05-0{day}T10:00:00Z'>x</time><p>I do not believe a word of this."
        "</p></div>"
        for day in (1, 2, 3)
    )
    past = "".join(
        f"<li><time datetime='{year}-03-01T00:00:00Z'>then</time>"
        f"<p>In {year} the council voted on the dam again and again.</p></li>"
        for year in (1987, 1999, 2011)
    )
    story = "".join(f"<p>{words}</p>" for words, _, _ in POSTS)
    assert (
        _read(_page(f"<article>{story}<ul>{past}</ul></article><section id='comments'>{comments}</section>")).posts
        == ()
    )


def test_posts_whose_words_are_not_read_have_no_place() -> None:
    source = _linked().replace("coast guard says.</p></div>", "coast guard says.</p></div>", 1)
    told = source.replace(
        f"<p>{FERRY}</p></div>", "<p>Something else entirely stands in this box of the page.</p></div>"
    )
    assert [one.author for one in _read(told).posts] == ["Lena Mortvik", "Tom Karr", "Tom Karr"]


@pytest.mark.parametrize(
    ("words", "corrects"),
    [
        ("Clarification: the mayor was not in the hall.", True),
        ("We wrongly reported that the bridge had fallen. It stands.", True),
        ("Our earlier post misstated the number of boats.", True),
        ("This post has been corrected: there were three boats.", True),
        ("The mayor corrected the minister on Tuesday.", False),
        ("The earlier post office was torn down in 1950.", False),
    ],
)
def test_a_post_that_corrects_another_says_so(words: str, *, corrects: bool) -> None:
    text = f"10:42 Ana Ruiz\n{WIND}\n11:15 Ana Ruiz\n{words}\n12:00 Ana Ruiz\n{FERRY}\n"
    assert [one.correction for one in _read(text, "live.txt").posts] == [False, corrects, False]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 20_000 + "<time datetime='2026-05-02T10:00:00Z'>" * 20_000,
        "".join(f"<div><time datetime='2026-05-02T10:00:00Z'>x</time><p>{WIND}</p></div>" for _ in range(1_000)),
        f"<p>{WIND}</p><script type='application/ld+json'>{json.dumps({'liveBlogUpdate': [[[]]] * 9_000})}</script>",
    ],
    ids=["nested times", "ten thousand boxes", "updates of nothing"],
)
def test_hostile_pages_are_read_at_once(source: str) -> None:
    _read(f"<html><body><p>{FERRY}</p>{source}</body></html>")


def test_hostile_lines_are_read_at_once() -> None:
    for unit in ("10:42 Ana Ruiz\n", "10:42" + " " * 20_000 + "x\n", "10:42 a a a a a a a\n", " " * 50_000 + "\n"):
        _read((unit * (200_000 // len(unit))) + "The ferry came in.", "live.txt")
