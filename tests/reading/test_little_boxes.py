"""Little boxes beside the one with most of a text, and lines in that one which are none of its text."""

import pytest
from lxml import html

from claimtrack.reading.pages.html import read_html
from claimtrack.reading.pages.little_boxes import box_around

TOLD = [
    "The archive of Lund burned on Tuesday night, and with it the papers of two hundred years, the city said.",
    "Its head, Maja Brodin, had asked for sprinklers in 2016 and again in 2020, letters show.",
    "“I was told that paper does not like water,” she said. “It likes fire less.”",
    "The mayor said that the money had been there and that nobody had sent the bill.",
    "Firemen carried out four hundred boxes before the roof fell in, their chief said.",
    "What they hold is not known, since the list of them was kept in the archive.",
    "The police do not believe that anybody lit it, a spokesman said on Thursday.",
]
CLASSED = "<p class='end'>{}</p>"


def lines(inner: str = "", *, before: str = "", after: str = "", at: int = 4, name: str = "k0") -> list[str]:
    told = [f"<p>{one}</p>" for one in TOLD]
    body = f"{before}<div class='{name}'>{''.join(told[:at])}{inner}{''.join(told[at:])}</div>{after}"
    source = f"<!doctype html><html><head><title>Archive</title></head><body>{body}</body></html>"
    return read_html(source.encode(), name="page.html").text.split("\n")


@pytest.mark.parametrize("name", ["paywall", "c-paragraph premium ads", "notes", "related-text", "caption"])
def test_a_name_that_every_paragraph_bears_says_nothing_of_one(name: str) -> None:
    told = "".join(f"<p class='{name}'>{one}</p>" for one in TOLD)
    source = f"<html><head><title>Archive</title></head><body><div class='k0'>{told}</div></body></html>"
    assert read_html(source.encode(), name="page.html").text.split("\n") == TOLD


@pytest.mark.parametrize(
    "box",
    [
        "<div class='k3'><p>Want more of the city?</p><p>It comes on Fridays, free of charge.</p></div>",
        "<div class='x'><p>Letters from Lund</p><p>Five short letters, every week</p></div>",
        "<div class='not-prose p-4'><p>Our desk writes to you.</p><button>Yes</button></div>",
        "<div class='b'>Chimneys swept at half the price by Holm and Sons</div>",
    ],
    ids=["asks", "unstopped", "button", "advert"],
)
def test_a_little_box_among_the_paragraphs_is_left_out(box: str) -> None:
    assert lines(box) == TOLD


@pytest.mark.parametrize("at", ["before", "after"])
@pytest.mark.parametrize(
    "box",
    [
        "<div class='q7'><p>The Lund Letter is owned by its readers.</p></div>",
        "<div id='cmp-box'><p>We and 41 others keep data on your machine.</p><p>You may object at any time.</p></div>",
        "<div class='strap'>The Lund Letter, in your box since 1911</div>",
    ],
    ids=["owner", "consent", "strap"],
)
def test_a_little_box_around_the_text_is_left_out(box: str, at: str) -> None:
    assert lines(before=box if at == "before" else "", after=box if at == "after" else "") == TOLD


def test_boxes_with_other_ids_are_judged_alone() -> None:
    long = f"<div id='lead'><p>{'The council met for an hour and could not agree on anything at all. ' * 2}</p></div>"
    read = lines(before=long, after="<div id='foot-note'><p>The Lund Letter is owned by its readers.</p></div>")
    assert (read[0].startswith("The council met"), read[1:]) == (True, TOLD)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='q'><p>The bishop offered a cellar.</p></div>",
        "<div class='q'>The bishop offered a cellar.</div>",
        "<section><p>The bishop offered a cellar.</p></section>",
        "<ins><p>The bishop offered a cellar.</p></ins>",
        "<ul><li>The bishop offered a cellar.</li></ul>",
        "<div class='q'><ul><li>A cellar was offered by the bishop</li></ul></div>",
        "<div class='q'><p>Offer</p><p>The bishop offered a cellar.</p></div>",
    ],
)
def test_a_sentence_among_the_paragraphs_is_read(box: str) -> None:
    assert "ellar" in "\n".join(lines(box, name="story"))


def test_who_speaks_and_when_is_read_though_their_boxes_are_little() -> None:
    turns = "".join(
        f"<div class='turn'><div class='who'>{name}</div><p>{one}</p></div>"
        for name, one in zip(("ANNA BO", "CAI DUNN", "EVA FALK", "ANNA BO", "CAI DUNN"), TOLD, strict=False)
    )
    source = f"<!doctype html><html><body><main>{turns}</main></body></html>"
    read = read_html(source.encode(), name="page.html").text
    assert [name for name in ("ANNA BO", "CAI DUNN", "EVA FALK") if name not in read] == []


@pytest.mark.parametrize(
    "line",
    [
        "<p class='k'>Lea Holm, city desk</p>",
        "<p align='center'>Cut this out: Holm's Coal, four for three</p>",
        "<p class='note'>This page is no part of the minutes.</p>",
        "<p class='by'>Lea Holm</p>",
        "<p>Friday, March 14, 2025</p>",
    ],
    ids=["styled", "set", "named", "signed", "dated"],
)
def test_a_line_of_the_main_box_that_is_none_of_its_text_is_left_out(line: str) -> None:
    assert lines(line, at=0) == TOLD


@pytest.mark.parametrize(
    "line",
    [
        CLASSED.format("The bishop offered a cellar."),
        "<p>The bishop was asked for a cellar and gave it</p>",
        "<dl><dt>Burned</dt><dd>11 March 2025</dd></dl>",
        "<h2 class='k'>What burned</h2>",
    ],
    ids=["sentence", "plain", "date-of-a-list", "heading"],
)
def test_a_line_of_the_main_box_that_is_of_its_text_is_read(line: str) -> None:
    words = " ".join(html.fromstring(f"<div>{line}</div>").itertext()).split()[-1]
    assert words in "\n".join(lines(line))


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_short_items_of_a_list_among_the_paragraphs_are_read(tag: str) -> None:
    told = ["Roof: burned", "Cellar: dry", "Boxes carried out: 400"]
    assert lines(f"<{tag}>{''.join(f'<li>{one}</li>' for one in told)}</{tag}>") == [
        *TOLD[:4],
        *(f"- {one}" for one in told),
        *TOLD[4:],
    ]


def test_facts_in_a_definition_list_are_read() -> None:
    facts = "<dl><dt>Papers</dt><dd>Some two million</dd><dt>Head</dt><dd>Maja Brodin, since 2011</dd></dl>"
    assert lines(facts)[4:8] == ["- Papers", "- Some two million", "- Head", "- Maja Brodin, since 2011"]


def test_links_in_a_list_among_the_paragraphs_are_not_read() -> None:
    assert lines("<ul><li><a href='/1'>Fire at the mill</a></li><li><a href='/2'>A new head</a></li></ul>") == TOLD


def test_much_prose_among_the_paragraphs_is_read() -> None:
    items = [
        "The oldest paper was a deed of 1381, the city says.",
        "Nobody had copied more than a tenth of it, the head said.",
        "The cellar is dry, and nothing in it was harmed, firemen said.",
    ]
    box = f"<div class='frame'><h3>What we know</h3><ul>{''.join(f'<li>{one}</li>' for one in items)}</ul></div>"
    assert [line for line in lines(box) if line.startswith("- ")] == [f"- {one}" for one in items]


def test_prose_that_is_named_for_something_else_is_not() -> None:
    box = "".join(f"<p>The reader of number {n} wrote that it was a shame and a scandal.</p>" for n in range(5))
    assert "scandal" not in "\n".join(lines(f"<div class='comments-list'>{box}</div>"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<div id='a'><div id='b'><p>1</p><p>2</p></div></div>", "b"),
        ("<div id='a'><div id='b'><p>1</p></div><div id='c'><p>2</p></div></div>", "a"),
        ("<div id='a'><section id='b'><div id='c'><p>1</p></div><p>2</p></section><i>3</i></div>", "b"),
    ],
)
def test_the_box_around(source: str, found: str) -> None:
    assert box_around(html.fromstring(source).iter("p")).get("id") == found
