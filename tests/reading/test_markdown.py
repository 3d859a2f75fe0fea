from contextlib import suppress
from datetime import UTC, datetime

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One *two* **three**.", "One two three."),
        ("One\n\nTwo", "One\n\nTwo"),
        ("A line\nthat goes on", "A line that goes on"),
        ("A line  \nthat ends", "A line\nthat ends"),
        ("He saw [the water](http://hollin.example/w).", "He saw the water."),
        ("# Flood\n\n“Nobody slept,” she said.", "Flood\n\n“Nobody slept,” she said."),
        ("> “Nobody slept.”\n\nShe left.", "“Nobody slept.”\n\nShe left."),
        ("- one\n- two", "one\n\ntwo"),
        ("| Town | Missing |\n|---|---|\n| Hollin | 12 |", "Town\n\nMissing\n\nHollin\n\n12"),
        ("Before\n\n    “Indented,” she said.\n\nAfter", "Before\n\n“Indented,” she said.\n\nAfter"),
        ("The `river` rose", "The river rose"),
        ("![The bridge](b.jpg)\n\nText", "Text"),
        ("<div>\n“Words &amp; more”\n<script>no()</script></div>\n\nText", "“Words & more”\n\nText"),
        ("<!-- hidden -->\n\nText", "Text"),
        ("Said <b>loudly</b> &ldquo;no&rdquo;", "Said loudly “no”"),
        ("1 \\* 2", "1 * 2"),
    ],
)
def test_the_words_stay_and_the_marks_go(source: str, expected: str) -> None:
    assert read_markdown(source.encode(), name="a.md").text == expected


def test_front_matter_says_what_the_piece_is() -> None:
    source = (
        "---\ntitle: 'Flood in Hollin'\nauthor: Jane Roe\ndate: 2026-11-24\nsource: The Gazette\n"
        "url: https://g.example/flood\ntags: [a]\n---\n# Another heading\n\nThe river rose."
    )
    document = read_markdown(source.encode(), name="a.md")
    assert (document.title, document.byline, document.outlet, document.url) == (
        "Flood in Hollin",
        "Jane Roe",
        "The Gazette",
        "https://g.example/flood",
    )
    assert document.published == datetime(2026, 11, 24, tzinfo=UTC)
    assert document.text == "Another heading\n\nThe river rose."


def test_the_first_heading_is_the_title_where_nothing_else_says_it() -> None:
    document = read_markdown(b"Intro\n\n# Flood in *Hollin*\n\nThe river rose.", name="a.md")
    assert document.title == "Flood in Hollin"


def test_a_date_in_front_matter_that_is_none_is_left_out() -> None:
    document = read_markdown(b"---\ndate: soon\n---\nThe river rose.", name="a.md")
    assert document.published is None


@pytest.mark.parametrize("source", [b"![only a picture](a.jpg)", b"---\ntitle: x\n---\n", b"***"])
def test_a_file_without_words_is_refused(source: bytes) -> None:
    with pytest.raises(InvalidInput, match="has only marks"):
        read_markdown(source, name="a.md")


@pytest.mark.parametrize(
    "source", ["<script " * 50_000, "<!-- " * 50_000, "[" * 20_000, "> " * 5_000 + "x", "*a " * 20_000]
)
def test_harmful_markdown_is_read_or_refused(source: str) -> None:
    with suppress(InvalidInput):
        assert read_markdown(source.encode(), name="a.md").text


def test_footnotes_are_left_out_and_the_sentence_keeps_its_stop() -> None:
    source = (
        b"The quay was shut, the port said.[^1] It opens on Monday.\n\n[^1]: By telephone,\n    on Tuesday.\n\nEnd.\n"
    )
    text = read_markdown(source, name="a.md").text
    assert text == "The quay was shut, the port said. It opens on Monday.\n\nEnd."
