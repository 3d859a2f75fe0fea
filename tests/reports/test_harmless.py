import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reports.harmless import cell, everywhere, isolated, visible, web_address
from claimtrack.reports.model import NoteLine
from claimtrack.vocabulary import Status

ANY_TEXT = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("plain, “curly” and émigré", "plain, “curly” and émigré"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07 nul\x00 del\x7f", "bell␇ nul␀ del␡"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("user\u202egnp.exe", "user⟨U+202E⟩gnp.exe"),
        ("\u2066in\u2069 \u200fmark\u061c", "⟨U+2066⟩in⟨U+2069⟩ ⟨U+200F⟩mark⟨U+061C⟩"),
        ("one\ntwo\r\nthree\u2028four\tfive", "one two three four five"),
        ("of \n  the\r\n\r\nold\n", "of the old "),
        ("two  spaces\tand  \tthree", "two  spaces and   three"),
        ("over\rwritten", "over␍written"),
        ("lone \ud800 surrogate", "lone ⟨U+D800⟩ surrogate"),
        ("no\ufffecharacter\U0001ffff", "no⟨U+FFFE⟩character⟨U+1FFFF⟩"),
        ("family 👩\u200d👩\u200d👧, Persian می\u200cخواهم", "family 👩\u200d👩\u200d👧, Persian می\u200cخواهم"),
    ],
)
def test_what_acts_is_shown_as_a_sign(given_text: str, shown: str) -> None:
    assert visible(given_text) == shown


def test_line_breaks_are_kept_where_asked() -> None:
    assert visible("a\r\nb\nc\u2029d\x0be", keep_lines=True) == "a\nb\nc\nd␋e"


@given(ANY_TEXT)
def test_visible_is_a_fixed_point_that_encodes_and_prints(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)
    shown.encode()


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("left to right", "left to right"),
        ("été", "été"),
        ("سالم", "\u2068سالم\u2069"),
        ("a \u2069 שלום", "\u2068a ⟨U+2069⟩ שלום\u2069"),
    ],
)
def test_right_to_left_words_are_isolated(given_text: str, shown: str) -> None:
    assert isolated(given_text) == shown


@pytest.mark.parametrize(
    ("given_text", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\ufeff\u200b=1", "'\ufeff\u200b=1"),
        ("＝1", "'＝1"),
        ("＠x", "'＠x"),
        ("\t=1", "' =1"),
        ("\ttext", "' text"),
        ("\rtext", "'␍text"),
        ("closed; =1", "closed;' =1"),
        ("a = b, 3 - 2, x@y", "a = b, 3 - 2, x@y"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(given_text: str, written: str) -> None:
    assert cell(given_text) == written


@given(st.text())
def test_a_cell_is_one_line_that_csv_gives_back(text: str) -> None:
    into = io.StringIO(newline="")
    csv.writer(into).writerow([cell(text), "end"])
    assert into.getvalue().count("\n") == 1
    assert next(csv.reader([into.getvalue()])) == [cell(text), "end"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://lighthouse.example/log?a=1&b=2#x", "https://lighthouse.example/log?a=1&b=2#x"),
        ("http://a.example/<b>\"'", "http://a.example/%3Cb%3E%22%27"),
        ("https://a.example/دیدن \u202e", "https://a.example/%D8%AF%DB%8C%D8%AF%D9%86%20%E2%80%AE"),
        ("https://a.example/(x)`y`", "https://a.example/%28x%29%60y%60"),
        ("https://a.example/\ud800", None),
        ("javascript:alert(1)", None),
        ("JavaScript://a.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("https:///nowhere", None),
        ("http://[broken", None),
        ("notes.txt", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_every_string_is_changed_at_any_depth_and_enums_are_not() -> None:
    from datetime import UTC, datetime

    at = datetime(2031, 1, 1, tzinfo=UTC)
    held = ((NoteLine("comment", "text", "rosa", at), Status.DISPUTED), 3, None)
    assert everywhere(held, str.upper) == ((NoteLine("COMMENT", "TEXT", "ROSA", at), Status.DISPUTED), 3, None)
