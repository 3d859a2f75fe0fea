"""Somebody quotes from a page what nobody sees on it: each way of hiding words in a page that was thought of."""

from pathlib import Path

import pytest
from tests.attacks.conftest import MARKET, ROAD, Try

from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.pages.html import read_html

WORDS = "The market opened on a Monday at nine."
AROUND = """\
<p>Minutes of the council of the fourth of May.</p>
<p>The mayor opened the sitting at nine, and nine members were there. They spoke of roads and of water.</p>"""


def page(body: str, sheet: str = "", *, head: str = "") -> str:
    """Return a page with a passage in it."""
    style = f"<style>{sheet}</style>" if sheet else ""
    end = "<p>The sitting rose at ten o'clock, after a long debate.</p>"
    return f"<html><head><title>Minutes</title>{head}{style}</head><body>{AROUND}{body}{end}</body></html>"


def styled(style: str) -> str:
    """Return a page with the passage in a paragraph of this style."""
    return page(f'<p style="{style}">{WORDS}</p>')


P = f"<p class=x id=y>{WORDS}</p>"

STYLES = """\
display:none
DISPLAY : NONE !important
display:block;display:none
visibility:hidden
visibility:collapse
content-visibility:hidden
opacity:0
opacity:.01
opacity:0.00
opacity:1%
filter:opacity(0)
font-size:0
font-size:0.1px
font-size:1px
font-size:.05em
font-size:calc(0px)
font:0/0 a
font:italic 1px serif
color:white
color:#fff
color:#fffffe
color:snow
color:hsl(0,0%,100%)
color:rgb(255 255 255)
color:rgba(0,0,0,0)
color:#00000000
color:transparent
-webkit-text-fill-color:transparent
color:black;background:#000
background:black
background:linear-gradient(red,blue);display:none
position:absolute;left:-9999px
position:absolute;left:9999px
position:fixed;top:-500vh
position:absolute;left:-200vw
position:absolute;inset:-9999px auto auto -9999px
text-indent:-9999px
margin:-9999px
margin-left:-9999px
transform:translateX(-9999px)
transform:translate(0,-9999px)
translate:-9999px
transform:scale(0)
transform:scale(1,0)
transform:rotateX(90deg)
scale:0
height:0;overflow:hidden
height:0;overflow-y:hidden
max-height:0;overflow:hidden
width:0;overflow:clip
position:absolute;clip:rect(0,0,0,0)
clip-path:inset(100%)
clip-path:circle(0)
clip-path:polygon(0 0,0 0,0 0)"""

SHEETS = [
    (".x{display:none}", P),
    ("p.x{display:none}", P),
    ("#y{display:none}", P),
    ("section{display:none}", f"<section>{WORDS}</section>"),
    ("body .x{display:none}", P),
    ("body > p.x{display:none}", P),
    ("[id=y]{display:none}", P),
    ("p:nth-of-type(3){display:none}", P),
    ("p + p + p.x{display:none}", P),
    (".x.x{display:none}", P),
    (".x:not(.q){display:none}", P),
    ("p.x *{display:none}", f"<p class=x><span>{WORDS}</span></p>"),
    (".x{color:#fff}", P),
    ("body{background:#000;color:#fff} p.x{color:#000}", P),
    ("@media screen{.x{display:none}}", P),
    ("@media (min-width:600px){.x{display:none}}", P),
    ("@supports (display:block){.x{display:none}}", P),
    ("@layer a{.x{display:none}}", P),
    ("body{.x{display:none}}", P),
    ("p{&.x{display:none}}", P),
    (":root{--a:none}.x{display:var(--a)}", P),
    (".x{display:var(--b,none)}", P),
    (".x{display:none!important}", f"<p class=x style='display:block'>{WORDS}</p>"),
    ("p{display:block}#y{display:none}.x{display:block}", P),
]

BODIES = [
    f"<div style='display:none'><p>{WORDS}</p></div>",
    f"<p hidden>{WORDS}</p>",
    f"<!-- {WORDS} -->",
    f"<template><p>{WORDS}</p></template>",
    f"<script>var said = '{WORDS}'</script>",
    f"<script type='application/json'>{WORDS}</script>",
    f"<noscript><p>{WORDS}</p></noscript>",
    f"<font color=white>{WORDS}</font>",
    f"<p><font color='#ffffff'>{WORDS}</font></p>",
    f"<p>And so <span style='display:none'>{WORDS}</span> it was.</p>",
    f"<p>And so <span style='color:white'>{WORDS}</span> it was.</p>",
    f"<p style='color:white'>{WORDS}<span style='color:black'>And so it was.</span></p>",
    f"<p style='visibility:hidden'>{WORDS}<b style='visibility:visible'>And so it was.</b></p>",
    f"<p style='font-size:0'>{WORDS}<b style='font-size:16px'>And so it was.</b></p>",
    f"<div style='color:white'><p>{WORDS}</p></div>",
    f"<div style='opacity:.3'><div style='opacity:.3'><p>{WORDS}</p></div></div>",
    f"<dialog><p>{WORDS}</p></dialog>",
    f"<div popover>{WORDS}</div>",
    f"<img src=a.png alt='{WORDS}'>",
    f"<p title='{WORDS}'>A word</p>",
    f"<input type=hidden value='{WORDS}'>",
    f"<textarea style='display:none'>{WORDS}</textarea>",
    f"<datalist id=a><option>{WORDS}</option></datalist>",
    f"<iframe>{WORDS}</iframe>",
    f"<object data=a.png>{WORDS}</object>",
    f"<video src=a.mp4>{WORDS}</video>",
    f"<canvas>{WORDS}</canvas>",
    f"<svg><defs><text>{WORDS}</text></defs></svg>",
    f"<noframes>{WORDS}</noframes>",
    f"<select><option>a<option>{WORDS}</select>",
    f"<ruby>a<rp>{WORDS}</rp></ruby>",
    f"<table bgcolor=black><tr><td style='color:black'>{WORDS}</td></tr></table>",
]

HEADS = [
    f"<meta name=description content='{WORDS}'>",
    '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>' % (6 * f"{WORDS} "),
]

HIDDEN = [
    *map(styled, STYLES.splitlines()),
    *(page(body, sheet) for sheet, body in SHEETS),
    *map(page, BODIES),
    *(page("", head=head) for head in HEADS),
    # All that the page has is hidden, so that the article is taken from there.
    f"<body><div style='display:none'><p>{WORDS} {WORDS}</p><p>{WORDS}</p></div><p>Hello.</p></body>",
    f"<body bgcolor=black><p style='color:black'>{WORDS}</p><p style='color:white'>Hello there, all of you.</p></body>",
    f"<body bgcolor=navy text=navy><p>{WORDS}</p></body>",
]

SHOWN = [
    page(P),
    page(f"<details><summary>More</summary><p>{WORDS}</p></details>"),
    page(f"<p aria-hidden=true>{WORDS}</p>"),
    page(f"<p><del>{WORDS}</del></p>"),
    page(f"<input placeholder='{WORDS}'>"),
    page(f"<dialog open><p>{WORDS}</p></dialog>"),
    page(f"<body bgcolor=black text=white><p>{WORDS}</p>"),
    page(f"<table bgcolor=black><tr><td style='color:white'>{WORDS}</td></tr></table>"),
    page(f"<a href='x' style='color:blue'>{WORDS}</a>"),
    *(
        styled(style)
        for style in """\
display:none;display:block
opacity:.5
font-size:9px
font-size:60%
color:#777
color:white;background:navy
color:white;background-image:url(night.png)
background:#eee
position:absolute;left:-20px
margin:-1em 0 0 -1em
transform:translateX(-50%)
transform:scale(1.5)
transform:scale(0.5)
height:0;overflow:visible
max-height:40px;overflow:hidden
width:100%;overflow:hidden
text-indent:-2em""".splitlines()
    ),
    *(
        page(P, sheet)
        for sheet in """\
@media print{.x{display:none}}
@media (max-width:600px){.x{display:none}}
@media not screen{.x{display:none}}
.x{display:none} #y{display:block}
.x{display:none} p.x{display:block}
.x:hover{display:none}
.x::before{display:none}
.z .x{display:none}
body{color:#fff;background:#111}
body{color:#fff} p{color:#222}""".splitlines()
    ),
]


def is_seen(source: str) -> bool:
    """Tell whether a page shows the passage to who opens it, as the program reads it."""
    document = read_html(source.encode(), name="page.html")
    seen = document.whole if document.seen is None else document.seen
    return find_in_file(seen, WORDS) is not None


@pytest.mark.parametrize("source", HIDDEN, ids=range(len(HIDDEN)))
def test_what_a_page_hides_is_not_seen(source: str) -> None:
    assert not is_seen(source)


@pytest.mark.parametrize("source", SHOWN, ids=range(len(SHOWN)))
def test_what_a_page_shows_is_seen(source: str) -> None:
    assert is_seen(source)


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    "source",
    [
        styled("color:white"),
        page(P, "body > p.x{display:none}"),
        page(f"<template><p>{WORDS}</p></template>"),
        page("", head=HEADS[1]),
    ],
)
def test_a_hidden_passage_is_no_evidence(source: str, answer: Try) -> None:
    Path("minutes.html").write_text(source, encoding="utf-8")
    adding = ("evidence", "add", MARKET, "minutes.html", "--supports", "--source", "Town Clerk", "--new-source")
    refused = answer(*adding, "--excerpt", WORDS)
    assert refused.startswith("3: ")
    assert "nobody sees it there" in refused or "is not in" in refused
    assert answer("evidence", "list", MARKET) == "0: 0 pieces of evidence"
    told = answer(*adding, "--note", "hidden in the page's source, near its end")
    assert told.startswith("0: ")
    shown = (
        "evidence",
        "add",
        ROAD,
        "minutes.html",
        "--supports",
        "--source",
        "Town Clerk",
        "--excerpt",
        "rose at ten",
    )
    assert answer(*shown).startswith("0: ")
