"""Markdown, plain text, CSV and JSON: nothing in a field can act, and what a program reads back is what was there."""

import csv
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wcwidth import wcswidth

from claimtrack.reports import csv as csv_format
from claimtrack.reports import html, markdown, text
from claimtrack.reports import json as json_format
from claimtrack.reports.harmless import cell, everywhere, isolated, visible
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, Report
from claimtrack.reports.wording.measures import iso

Entry = Callable[..., ClaimEntry]
Article = Callable[..., ArticleEntry]
Make = Callable[..., Report]
Render = Callable[[Report], bytes]

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
MARKUP = st.text(alphabet="a1 .#-+*_=>`~|[]()!<>&:/\\@$\n\t\"'{}^hwtp", max_size=30)
HOSTILE = [
    "# heading",
    "- item",
    "+ item",
    "12. item",
    "1) item",
    "> quote",
    "    code",
    "```\ncode",
    "~~~",
    "`code`",
    "a | b | c",
    "[link](http://a.example)",
    "![image](x)",
    "<script>alert(1)</script>",
    "<b>",
    "**bold** _it_ ~~gone~~",
    "line\n===\n",
    "line\n\n---\n# x",
    "&lt;b&gt; &#35;",
    "http://a.example www.a.example a@b.example",
    "\\",
    "\\`x\\`",
    "a  \nb",
    "[ref]: http://a.example",
    "$x$ {{ y }}",
]


def tokens(source: str) -> list[Token]:
    """Parse GitHub-flavoured Markdown."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def plain(source: str) -> str:
    """Give the text a reader sees, and fail on anything but text and our own empty comments."""
    (start, inline, end) = tokens(source) or (None, None, None)
    if inline is None:
        return ""
    assert start is not None
    assert end is not None
    assert (start.type, inline.type, end.type) == ("paragraph_open", "inline", "paragraph_close")
    parts = inline.children or []
    assert all(part.type == "text" or part.content == "<!-- -->" for part in parts), source
    return "".join(part.content for part in parts if part.type == "text")


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_hostile_text_as_it_is(words: str) -> None:
    assert plain(markdown.escaped(words)) == re.sub(" {2,}", " ", isolated(words)).strip(" ")


@given(MARKUP | ANY_TEXT)
def test_markdown_shows_any_text_as_it_is(words: str) -> None:
    shown = plain(markdown.escaped(words))
    assert " ".join(shown.split()) == " ".join(isolated(words).split())


@pytest.mark.parametrize("words", ["http://a.example/x", "HTTPS://A.EXAMPLE", "www.a.example", "WWW.a.example"])
def test_markdown_breaks_what_would_become_a_link_by_itself(words: str) -> None:
    linking = re.compile(r"(?<!\\)://|www\.", re.IGNORECASE)
    assert not linking.search(markdown.escaped(words))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_does_not_change_a_markdown_report(sample: Report, words: str) -> None:
    def shape(with_words: str) -> list[tuple[str, int]]:
        made = everywhere(sample, lambda field: field if field in _OURS or _HEX.fullmatch(field) else with_words)
        source = markdown.render(made).decode()
        blocks = tokens(source)
        inner = {part.type for block in blocks for part in block.children or []}
        assert inner <= {
            "text",
            "softbreak",
            "strong_open",
            "strong_close",
            "link_open",
            "link_close",
            "code_inline",
            "html_inline",
        }
        return [(block.type, block.level) for block in blocks]

    assert shape(words) == shape("x")


# The closed words of the model, which decide how a report is built and never come from outside.
_OURS = frozenset({"speaker", "relay", "outlet", "comment", "attempt", "extracted", "added", "split"})
_HEX = re.compile("[0-9a-f]{64}")


@pytest.mark.parametrize("words", [*HOSTILE, "\x1b[31mred\x07", "\u202eevil", "x" * 500, "漢字" * 100, "سالم " * 60])
def test_plain_text_stays_within_80_columns_and_acts_on_nothing(sample: Report, words: str) -> None:
    made = everywhere(sample, lambda field: field if field in _OURS else words)
    for line in text.render(made).decode().split("\n"):
        assert 0 <= wcswidth(line) <= text.WIDTH
        assert line.count("\u2068") == line.count("\u2069")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)


@settings(max_examples=50, deadline=None)
@given(words=ANY_TEXT)
def test_plain_text_keeps_every_word(entry: Entry, article: Article, report: Make, words: str) -> None:
    rendered = text.render(report(article(claims=[entry(1, words)]))).decode()
    single = str.maketrans("“”", "‘’")  # quotation marks inside of others
    kept = "".join(re.sub("[\u2068\u2069]", "", rendered).translate(single).split())
    assert "".join(visible(words).translate(single).split()) in kept


def rows(report: Report) -> list[dict[str, str]]:
    """Read a rendered CSV report as a program would."""
    written = csv_format.render(report).decode("utf-8-sig")
    return list(csv.DictReader(written.splitlines(keepends=True), strict=True))


def test_csv_has_one_row_a_claim(sample: Report) -> None:
    found = rows(sample)
    assert [row["claim"] for row in found] == [str(number) for number in range(1, 16)]
    assert found[3] | {"status": "confirmed", "independently_confirmed": "no", "overridden": "yes"} == found[3]
    assert found[3]["attribution"] == "Tomas Reyk -> Northmark Wire -> Sallow Coast Courier"
    assert found[2]["evidence_refuting"].startswith("2: brell-manifest.csv, from Brell Lines, a record; counts")
    assert found[7]["evidence_withdrawn"].endswith("it shows another ship")
    assert {row["head_hash"] for row in found} == {sample.head_hash}


def test_csv_begins_with_a_byte_order_mark_and_ends_every_line_as_rfc_4180_says(sample: Report) -> None:
    rendered = csv_format.render(sample)
    assert rendered.startswith(b'\xef\xbb\xbf"claim",')
    assert rendered.count(b"\n") == rendered.count(b"\r\n") == 16


@settings(max_examples=60, deadline=None)
@given(words=ANY_TEXT)
def test_csv_gives_every_cell_back_and_none_is_a_formula(
    entry: Entry, article: Article, report: Make, words: str
) -> None:
    (row,) = rows(report(article(claims=[entry(1, words, speaker=words, holder=words)], title=words)))
    assert row["text"] == row["title"] == row["speaker"] == row["holder"] == cell(words)
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for value in row.values())


def test_json_holds_everything_in_the_report(sample: Report) -> None:
    read = json.loads(json_format.render(sample))
    assert next(iter(read)) == "schema"
    assert read.pop("schema") == "claimtrack.report/1"
    statuses, saids = read["summary"]["statuses"], read["summary"]["saids"]
    assert statuses == {word.value: number for word, number in sample.summary.statuses}
    assert saids == {word.value: number for word, number in sample.summary.saids}
    whole = json.loads(json.dumps(asdict(sample), default=iso))
    whole["summary"] |= {"statuses": statuses, "saids": saids}
    assert read == whole


@given(words=st.text())
def test_json_gives_any_text_back_and_acts_on_nothing(entry: Entry, article: Article, report: Make, words: str) -> None:
    rendered = json_format.render(report(article(words, [entry(1, words)]))).decode()
    (read,) = json.loads(rendered)["articles"]
    assert read["text"] == read["claims"][0]["text"] == words
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]", rendered)


def test_json_writes_a_lone_surrogate_as_an_escape(article: Article, report: Make) -> None:
    rendered = json_format.render(report(article(name="\udcffname")))
    assert b'"\\udcffname"' in rendered
    assert json.loads(rendered)["articles"][0]["name"] == "\udcffname"


def test_json_times_are_utc_with_z(sample: Report) -> None:
    read = json.loads(json_format.render(sample))
    assert read["as_of"] == "2031-03-05T11:30:00Z"
    assert read["articles"][0]["published"] == "2031-03-03T15:40:00Z"


@pytest.mark.parametrize("render", [markdown.render, text.render, csv_format.render, json_format.render])
def test_a_claim_with_nothing_but_its_words_is_rendered(
    entry: Entry, piece: Callable[..., EvidenceLine], article: Article, report: Make, render: Callable[[Report], bytes]
) -> None:
    bare = entry(1, "Nothing is known.", speaker=None, quote=None, nature=None, history=(), independence=())
    odd = entry(2, "", evidence=(piece(1, "", source=None, excerpt="", place=None, note=""),))
    assert b"Nothing is known." in render(report(article(claims=[bare, odd])))


@pytest.mark.parametrize("render", [markdown.render, text.render, html.render], ids=["md", "txt", "html"])
def test_another_language_is_said_to_be_left_without_attributions(
    article: Article, report: Make, render: Render
) -> None:
    for language, is_told in (("de", True), ("und", True), ("en", False)):
        written = " ".join(re.sub(r"<[^>]+>", "", render(report(article("Text.", language=language))).decode()).split())
        assert (f"language {language}: attribution not attempted" in written) is is_told


def test_a_word_of_any_length_is_cut_in_one_go() -> None:
    def calls(length: int) -> int:
        taken = 0

        def called(frame: object, event: str, argument: object) -> None:
            nonlocal taken
            del frame, argument
            taken += event in {"call", "c_call"}

        sys.setprofile(called)
        try:
            list(text._wrapped(f"Look: {'長é' * (length // 2)} and on", first="  - ", rest="    "))
        finally:
            sys.setprofile(None)
        return taken

    calls(5_000)
    assert calls(40_000) < 2.4 * calls(20_000)


@pytest.mark.parametrize("before", ["", "Look: "])
def test_a_word_that_is_cut_loses_nothing(before: str) -> None:
    word = "長é\u0301x" * 2_000
    lines = list(text._wrapped(f"{before}{word} and on", first="  - ", rest="    "))
    assert "".join(line[4:] for line in lines) == f"{before.strip()}{word}and on"
    assert max(map(wcswidth, lines)) <= 80
    assert lines[0].startswith("  - ")
    assert {line[:4] for line in lines[1:]} == {"    "}
