"""Evidence is quoted from all that a page shows."""

import pytest

from claimtrack.reading.pages.html import read_html

BODY = "".join(
    f"<p>The board checks entry {number} twice before it is published, and keeps the report for thirty years.</p>"
    for number in range(8)
)


def shown(markup: str, *, head: str = "") -> str:
    page = (
        "<!doctype html><html><head><title>Register of "
        f"2024</title>{head}</head><body><article>{BODY}</article>{markup}</body></html>"
    )
    return read_html(page.encode(), name="a.html").whole


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            ("<table><caption>Cracks by dam</caption><tr><td>Ostrel</td><td>11, signed H. Vold</td></tr></table>"),
            ["Cracks by dam", "11, signed H. Vold"],
        ),
        ("<figure><img alt=x><figcaption>The wall in May.</figcaption></figure>", ["The wall in May."]),
        ("<footer><p>Signed by the registrar.</p></footer>", ["Signed by the registrar."]),
        ("<header><nav><a href=/>Notice of 3 May</a></nav></header>", ["Notice of 3 May"]),
        ("<aside>Office on Tuesdays only</aside>", ["Office on Tuesdays only"]),
        (
            (
                "<form><input name=a value='17 cracks'><select><option>none<option "
                "selected>eleven</select><textarea>seen by me</textarea></form>"
            ),
            ["17 cracks", "eleven", "seen by me"],
        ),
        ("<form><button>Send it</button><input type=submit value='Hand in'></form>", ["Send it", "Hand in"]),
        ("<section id=comments><p>Nobody has warned us.</p></section>", ["Nobody has warned us."]),
        ("<div class=correction>It was 11, not 12.</div>", ["It was 11, not 12."]),
        ("<p>On <time>3 May</time> it was <label>shut</label>.</p>", ["On 3 May it was shut."]),
        ("<details><summary>More</summary>It was dry.</details>", ["More", "It was dry."]),
        (
            "<p>It stood at 4 m; <del>5</del> <ins>6</ins> men came.</p>",
            ["It stood at 4 m; 5 6 men came.", "It stood at 4 m; 6 men came."],
        ),
        ("<p>Of <s>nine</s> <strike>eight</strike> pumps it has seven.</p>", ["Of pumps it has seven."]),
        ("", ["Register of 2024"]),
    ],
)
def test_what_a_browser_shows_is_found(markup: str, words: list[str]) -> None:
    found = shown(markup)
    assert [one for one in words if one not in found] == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>It was secret.</p>",
        "<p style='display:none'>It was secret.</p>",
        "<p class='sr-only'>It was secret.</p>",
        "<script>var a = 'It was secret.';</script>",
        "<style>p::before{content:'It was secret.'}</style>",
        "<template><p>It was secret.</p></template>",
        "<noscript><p>It was secret.</p></noscript>",
        "<input type=hidden value='It was secret.'>",
        "<input type=password value='It was secret.'>",
        "<select><option selected>one<option>It was secret.</select>",
        "<!-- It was secret. -->",
        "<p title='It was secret.'>Open.</p>",
    ],
)
def test_what_a_browser_does_not_show_is_not_found(markup: str) -> None:
    assert "It was secret." not in shown(markup)


def test_what_is_shown_stands_in_the_order_of_the_page() -> None:
    page = "<header>One</header><article><p>Two is here.</p></article><footer>Three</footer>"
    assert read_html(f"<html><body>{page}{BODY}</body></html>".encode(), name="a.html").whole.split("\n")[:3] == [
        "One",
        "Two is here.",
        "Three",
    ]


def test_what_was_put_right_is_seen_where_the_page_hides_something_else() -> None:
    hiding = "<style>.x { display: none }</style>"
    markup = "<p>It had <del>5</del> <ins>6</ins> pumps.</p><p class=x>It had <del>none</del> two.</p>"
    page = f"<html><head>{hiding}</head><body><article>{BODY}{markup}</article></body></html>"
    found = read_html(page.encode(), name="a.html")
    assert "It had 6 pumps." in found.whole
    assert "It had 6 pumps." in (found.seen or found.whole)
    assert "It had two." not in (found.seen or found.whole)
