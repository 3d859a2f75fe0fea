"""Text in several boxes, in other boxes than the first, and what leads to other stories."""

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    "The ferry between Skarn and Holm stopped at noon on Friday, the harbour office said, and will not run again.",
    "“We were told by text message,” said Runa Falk, who has crossed every day since 1998.",
    "The company, Nordfjord Lines, said that the boat had failed a test of its hull in September.",
    "Two deckhands told this newspaper that the hull had been patched with plates from another boat.",
    "A spokesman denied that, and said that every plate had its papers.",
    "The county will pay for a bus around the fjord, which takes four hours, the mayor of Holm said.",
]


def page(body: str) -> str:
    return read_html(
        f"<!doctype html><html><head><title>Ferry</title></head><body>{body}</body></html>".encode(), name="a.html"
    ).text


def paragraphs(told: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in told)


@pytest.mark.parametrize(
    "name",
    ["article__body", "article-body", "entry-content", "post-content", "article-text", "story-body", "rich-text b7f"],
)
@pytest.mark.parametrize(
    "between",
    ["", "<div class='ad-slot'>Advertisement</div>", "<figure><img><figcaption>The boat.</figcaption></figure>"],
)
def test_boxes_of_one_class_are_one_article(name: str, between: str) -> None:
    boxes = between.join(
        f"<div class='row'><div class='{name}'>{paragraphs(TOLD[at : at + 2])}</div></div>" for at in (0, 2, 4)
    )
    assert page(f"<main><article>{boxes}</article></main>").split("\n") == TOLD


def test_boxes_whose_classes_are_not_all_the_same_are_one_article() -> None:
    boxes = "".join(f"<div class='body part-{at}'>{paragraphs(TOLD[at : at + 2])}</div>" for at in (0, 2, 4))
    assert page(f"<div id='page'><div class='article-body'>{boxes}</div></div>").split("\n") == TOLD


def test_items_between_paragraphs_are_read_in_their_place() -> None:
    items = "".join(f"<li>{one}</li>" for one in TOLD[2:5])
    text = page(f"<div id='centre'>{paragraphs(TOLD[:2])}<ol class='paras'>{items}</ol>{paragraphs(TOLD[5:])}</div>")
    assert text.split("\n") == [*TOLD[:2], *(f"- {one}" for one in TOLD[2:5]), TOLD[5]]


@pytest.mark.parametrize(
    "other",
    [
        (
            "<div class='article-body'><h2><a href='/2'>Bakery closes</a></h2><p>The bakery in Holm closes "
            "after sixty years, its owner said on Monday.</p></div>"
        ),
        (
            "<article><div class='article-body'><p>The bakery in Holm closes after sixty years, its owner "
            "said on Monday.</p></div></article>"
        ),
        (
            "<div class='related'><div class='article-body'><p>The bakery in Holm closes after sixty years, "
            "its owner said on Monday.</p></div></div>"
        ),
        (
            "<aside><div class='article-body'><p>The bakery in Holm closes after sixty years, its owner said "
            "on Monday.</p></div></aside>"
        ),
    ],
    ids=["linked-heading", "article", "named", "aside"],
)
def test_boxes_of_other_stories_are_not_added(other: str) -> None:
    assert "bakery" not in page(f"<main><div class='article-body'>{paragraphs(TOLD)}</div>{other}</main>")


def test_the_kind_of_box_with_most_prose_is_read_where_another_was() -> None:
    site = (
        "<div class='article-body'><p>We write of the fjord, its boats and its people, every day of the "
        "week, since 1903.</p></div>"
    )
    text = page(f"{site}<div class='x1'><div class='x2'>{paragraphs(TOLD)}</div></div>")
    assert [line for line in TOLD if line not in text.split("\n")] == []


def test_what_was_passed_over_is_told_with_the_reason() -> None:
    around = "<aside><p>The harbour office opens at nine.</p></aside><footer><p>All rights reserved.</p></footer>"
    found = read_html(f"<body><article>{paragraphs(TOLD)}</article>{around}</body>".encode(), name="a.html").passed_over
    assert [(one.text, one.why) for one in found] == [
        ("The harbour office opens at nine.", "beside the article"),
        ("All rights reserved.", "the page's foot"),
    ]


def test_what_was_passed_over_is_told_in_bounds() -> None:
    links = "".join(f"<li><a href='/{number}'>{'Story of the day ' * 30}</a></li>" for number in range(500))
    found = read_html(
        f"<body><article>{paragraphs(TOLD)}</article><nav>{links}</nav></body>".encode(), name="a.html"
    ).passed_over
    assert len(found) == 201
    assert max(len(one.text) for one in found) <= 202
    assert found[-1].text == "300 more passages"


CARD = (
    "<{0}><h3><a href='/{1}'>Story {1} of the fjord</a></h3><p>Number {1}: the council of Holm met and said that "
    "nothing was decided on this.</p></{0}>"
)


def test_much_of_other_stories_in_what_was_read_is_told() -> None:
    cards = "".join(
        CARD.format("div class='post'", number).replace("</div class='post'>", "</div>") for number in range(9)
    )
    document = read_html(f"<html><body><main>{cards}</main></body></html>".encode(), name="a.html")
    assert "PERHAPS NOT ITS OWN" in str(document.notices[0])


@pytest.mark.parametrize(
    "head",
    [
        "<h1><a href='/1'>Ferry stops</a></h1>",
        "<h2><a href='/1'>Ferry stops</a></h2>",
        "<h3><a href='#2'>At noon</a></h3>",
    ],
)
def test_an_article_headed_by_a_link_to_itself_says_nothing(head: str) -> None:
    body = f"<body><div class='post'>{head}<div class='entry'>{paragraphs(TOLD)}</div></div></body>"
    document = read_html(f"<html>{body}</html>".encode(), name="a.html")
    assert tuple(map(str, document.notices)) == ()
    assert [line for line in TOLD if line not in document.text] == []


def test_a_card_in_front_of_the_article_is_not_read_with_it() -> None:
    card = (
        "<article class='card'><h3><a href='/x'>Bakery</a></h3><p>The bakery in Holm closes, its owner "
        "said.</p></article>"
    )
    text = page(f"<main>{card}<div class='story'><h1>Ferry</h1>{paragraphs(TOLD)}</div></main>")
    assert "bakery" not in text
    assert [line for line in TOLD if line not in text] == []


def test_what_is_held_for_browsers_without_scripts_too_is_read_once() -> None:
    text = page(f"<article>{paragraphs(TOLD)}<noscript>{paragraphs(TOLD)}</noscript></article>")
    assert text.split("\n") == TOLD


def test_an_article_for_browsers_without_scripts_alone_is_read() -> None:
    about = (
        "<div class='sidebar'><p>We write of the fjord, its boats and its people, every day of the week, "
        "since 1903.</p></div>"
    )
    text = page(f"<div class='post'><noscript>{paragraphs(TOLD)}</noscript></div>{about}")
    assert text.split("\n") == TOLD


def test_boxes_of_one_class_that_were_not_read_are_told() -> None:
    post = (
        "<div class='post'><h2><a href='/{0}'>Day {0}</a></h2><p>On day {0} the keeper of the lock wrote "
        "that {0} boats had passed, and that the water stood high at all of the gates.</p></div>"
    )
    document = read_html(
        f"<body><main>{''.join(post.format(n) for n in range(12))}</main></body>".encode(), name="a.html"
    )
    assert document.left_out is not None or all(f"On day {n} " in document.text for n in range(12))
