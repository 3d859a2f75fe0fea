"""What a browser does not show is no part of what is read; what only looks hidden is."""

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    f"On day {number} the keeper of the lock wrote that {number} boats had passed before noon."
    for number in range(2, 12)
]
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TOLD)
NOTE = "The bishop said it was a sin."


def text(markup: str, *, head: str = "", around: str = "{}") -> str:
    body = around.format(f"<article><p>{TOLD[0]}</p>{markup}{PARAGRAPHS}</article>")
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html").text


@pytest.mark.parametrize(
    "markup",
    [
        f"<p class='{name}'>{NOTE}</p>"
        for name in (
            *(
                "visually-hidden",
                "visuallyhidden",
                "sr-only",
                "u-sr-only",
                "screen-reader-text",
                "a11y-hidden",
                "off-screen",
            ),
            *(
                "c-VisuallyHidden",
                "is-hidden",
                "d-none",
                "wp-block-text screen-reader-text",
                "visually-hidden-focusable",
            ),
        )
    ]
    + [
        f'<p style="{style}">{NOTE}</p>'
        for style in (
            *(
                "position: absolute; left: -9999px",
                "position:fixed;top:-200em",
                "text-indent: -5000px",
                "margin-left:-10000px",
            ),
            *(
                "font-size: 0",
                "font-size:0px",
                "font-size:1px",
                "width:1px;height:1px;overflow:hidden",
                "visibility: hidden",
            ),
            *(
                "clip: rect(0 0 0 0); position: absolute",
                "clip-path: inset(50%)",
                "opacity:0",
                "display : none !important",
            ),
            *(
                "color: white",
                "color:#FFF",
                "color: rgb(255, 255, 255)",
                "color:#fefefe",
                "color:#123456;background:#123456",
            ),
            *("color:black;background-color:#000", "color: transparent", "transform:translateX(-9999px)"),
        )
    ]
    + [
        f"<div style='color:#fff'><p>{NOTE}</p></div>",
        f"<div hidden><p>{NOTE}</p></div>",
        f"<p>{'He said no. '}<span class='sr-only'>{NOTE}</span></p>",
    ],
)
def test_what_is_hidden_is_not_read(markup: str) -> None:
    assert NOTE not in text(markup)


@pytest.mark.parametrize(
    "style",
    [
        ".x7 { display: none }",
        "a{color:red} .b, .x7 { position: absolute; left: -9999px }",
        "p.x7{font-size:0}",
        "/* .x7{} */ .x7{visibility:hidden}",
        "@media print{.x7{display:block}} .x7{display:none}",
        "body{background:#fff}.x7{color:#fff}",
    ],
)
def test_what_a_style_sheet_of_the_page_hides_is_not_read(style: str) -> None:
    assert NOTE not in text(f"<p class='x7'>{NOTE}</p>", head=f"<style>{style}</style>")


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        (f"<p style='color:#fff;background:#000'>{NOTE}</p>", ""),
        (f"<div style='background-image:url(a.jpg)'><p style='color:#fff'>{NOTE}</p></div>", ""),
        (f"<div class='dark-box'><p style='color:white'>{NOTE}</p></div>", ""),
        (f"<div style='color:#fff'><p style='color:#000'>{NOTE}</p></div>", ""),
        (f"<div style='font-size:0'><p style='font-size:16px'>{NOTE}</p></div>", ""),
        (f"<p class='hidden md:block'>{NOTE}</p>", ""),
        (f"<p class='d-none d-md-block'>{NOTE}</p>", ""),
        (f"<p class='x7'>{NOTE}</p>", "@media print{.x7{display:none}}"),
        (f"<p class='x7'>{NOTE}</p>", ".x7{display:none} .x7{display:block}"),
        (f"<p class='x7'>{NOTE}</p>", ".menu .x7{display:none}"),
        (f"<p style='margin-left:-10px;font-size:1em;color:#333'>{NOTE}</p>", ""),
        (f"<p style='clip:rect(0,100px,50px,0)'>{NOTE}</p>", ""),
    ],
)
def test_what_is_shown_is_read(markup: str, style: str) -> None:
    assert NOTE in text(markup, head=f"<style>{style}</style>")


def test_letters_kept_from_screen_readers_stay_in_their_word() -> None:
    assert "The bishop left" in text(
        "<p><span aria-hidden='true' class='drop'>T</span>he bishop left the town on Monday.</p>"
    )


def test_an_ornament_kept_from_screen_readers_is_not_read() -> None:
    assert NOTE not in text(f"<div aria-hidden='true'><p>{NOTE}</p></div>")


def test_an_article_behind_a_dialog_is_read() -> None:
    found = text("", around="<div aria-hidden='true' style='visibility:hidden'>{}</div>")
    assert [line for line in TOLD if line not in found] == []


@pytest.mark.parametrize(
    "copies",
    [
        "<div class='mobile-only'>{0}</div><div class='desktop-only'>{0}</div>",
        "<div class='a'>{0}</div><div class='b'>{0}</div>",
        "<section><div>{0}</div></section><section class='print'><h2>Print</h2><div>{0}</div></section>",
    ],
)
def test_a_text_for_two_screens_is_read_once(copies: str) -> None:
    page = f"<html><body><article>{copies.format(PARAGRAPHS)}</article></body></html>"
    lines = read_html(page.encode(), name="a.html").text.split("\n")
    assert [line for line in lines if line in TOLD] == TOLD


def test_one_line_for_two_screens_is_read_once_and_a_refrain_twice() -> None:
    twice = f"<p class='show-on-phone'>{NOTE}</p><p>He left.</p><p class='show-on-desktop'>{NOTE}</p>"
    assert text(twice).count(NOTE) == 1
    assert text(f"<p>{NOTE}</p><p>He left.</p><p>{NOTE}</p>").count(NOTE) == 2


def test_what_was_hidden_is_told() -> None:
    page = f"<html><body><article>{PARAGRAPHS}<p class='sr-only'>{NOTE}</p></article></body></html>"
    found = read_html(page.encode(), name="a.html").passed_over
    assert [(one.text, one.why) for one in found] == [(NOTE, "for screen readers")]
