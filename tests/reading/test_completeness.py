"""A page of which a good part was not read says so; a page that is whole does not."""

import json

import pytest

from claimtrack.reading.pages.completeness import LeftOut, left_out
from claimtrack.reading.pages.html import read_html

SENTENCES = [
    f"On day {number} the keeper of lock {number} wrote that boat {number} had passed at {number} in the morning."
    for number in range(40)
]
WHOLE = "\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("read", "held", "found"),
    [
        (WHOLE, {"paragraphs": SENTENCES, "linked data": [WHOLE]}, None),
        ("\n".join(SENTENCES[:20]), {"paragraphs": SENTENCES}, LeftOut("paragraphs", 760, 388)),
        ("\n".join(SENTENCES[:20]), {"linked data": [" ".join(SENTENCES)]}, LeftOut("linked data", 760, 283)),
        ("\n".join(SENTENCES[:38]), {"paragraphs": SENTENCES}, None),
        ("", {"paragraphs": SENTENCES[:2]}, None),
        ("", {"paragraphs": SENTENCES[:9]}, LeftOut("paragraphs", 171, 171)),
        (WHOLE, {}, None),
        (WHOLE, {"paragraphs": [""]}, None),
        (WHOLE.upper(), {"paragraphs": [one.replace(" ", "  ") for one in SENTENCES]}, None),
    ],
    ids=["whole", "half", "half by data", "a little", "a caption", "nothing", "no page", "empty", "other spaces"],
)
def test_what_a_page_holds_is_held_against_what_was_read(
    read: str, held: dict[str, list[str]], found: LeftOut | None
) -> None:
    told = left_out(read, held)
    assert (told is None) is (found is None)
    if told is not None and found is not None:
        assert (told.place, told.held) == (found.place, found.held)
        assert abs(told.missing - found.missing) < 20


def _page(paragraphs: list[str], body: str | None = None) -> bytes:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The locks", "articleBody": body}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if body is not None else ""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><head>{script}</head><body><article><h1>The locks</h1>{text}</article></body></html>".encode()


def test_a_page_whose_linked_data_holds_more_than_it_shows_says_so() -> None:
    found = read_html(_page(SENTENCES[:12], "<p>" + "</p><p>".join(SENTENCES) + "</p>"), name="locks.html").left_out
    assert found is not None
    assert found.place == "linked data"
    assert found.missing > 380


@pytest.mark.parametrize("body", [None, WHOLE, " ".join(SENTENCES)])
def test_a_page_that_is_read_whole_says_nothing(body: str | None) -> None:
    assert read_html(_page(SENTENCES, body), name="locks.html").left_out is None
