from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reading.metadata.text_headline import Top, top_of
from claimtrack.reading.plain import read_plain

_TEXT = "The bridge has been closed since Monday, the port said in a notice, and nobody knows when it opens again."
_DAY = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Bridge closed for a month\n\n{_TEXT}\n", Top("Bridge closed for a month")),
        (f"Bridge closed for a month\n{_TEXT}\n", Top("Bridge closed for a month")),
        (f"\n\nWho closed the bridge?\r\n\r\n{_TEXT}", Top("Who closed the bridge?")),
        (f"“Nobody told us”: bridge closed\n\n{_TEXT}", Top("“Nobody told us”: bridge closed")),
        (f"Bridge closed\nBy Ines Falk\n\n{_TEXT}", Top("Bridge closed", "Ines Falk")),
        (
            f"Bridge closed\n\nBy Ines Falk and Ben Okoro\n4 March 2026\n\n{_TEXT}",
            Top("Bridge closed", "Ines Falk, Ben Okoro", _DAY),
        ),
        (f"Bridge closed\nPublished: 2026-03-04\n\n{_TEXT}", Top("Bridge closed", None, _DAY)),
        (f"Bridge closed\n03/04/2026\n\n{_TEXT}", Top("Bridge closed")),
        (f"Bridge closed\n\n03/04/2026\n\n{_TEXT}", Top("Bridge closed")),
        (f"Bridge closed\n\n4-5 March 2026\n\n{_TEXT}", Top("Bridge closed")),
        (f"Bridge closed\n\n4 March 2026\n\n5 March 2026\n\n{_TEXT}", Top("Bridge closed")),
        (f"Watch live\n\nBridge closed for a month\n\n{_TEXT}", Top()),
        (f"Harbour Post\n\nBridge closed\n\nBy Ines Falk\n\n{_TEXT}", Top(None, "Ines Falk")),
        (f"橋が再び閉鎖された\n\n{_TEXT}", Top("橋が再び閉鎖された")),
        (_TEXT, Top()),
        (f"Bridge closed.\n\n{_TEXT}", Top()),
        (f"Bridge closed\n\n{_TEXT.split()[0]}", Top()),
        (f"Bridge closed\n{_TEXT[:40]}\n{_TEXT[40:]}", Top()),
        (
            "The port said in a notice on Monday\nthat the bridge had been closed and\nnobody knew why it was.",
            Top(),
        ),
        (f"HARBOUR CITY (AP) —\n\n{_TEXT}", Top()),
        (f"HARBOUR CITY, March 4 - The bridge closed\n\n{_TEXT}", Top()),
        (f"Port Lorne (Southern Wire) - Bridge closed\n\n{_TEXT}", Top()),
        (f"LONDON, Ont\n\n{_TEXT}", Top()),
        (f"4 March 2026\n\n{_TEXT}", Top()),
        (f"By Ines Falk\n\n{_TEXT}", Top()),
        (f"From: Ines Falk\n\n{_TEXT}", Top()),
        (f"- Bridge closed\n\n{_TEXT}", Top()),
        (f"Statement\n\n{_TEXT}", Top()),
        ("", Top()),
    ],
)
def test_the_first_line_is_the_headline_where_it_looks_like_one(text: str, expected: Top) -> None:
    assert top_of(text) == expected


def test_the_text_of_a_file_stays_as_it_is() -> None:
    text = f"\ufeffBridge closed\nBy Ines Falk\n4 March 2026\n\n{_TEXT}\n"
    document = read_plain(text.encode(), name="a.txt")
    assert document.text == text.removeprefix("\ufeff")
    assert (document.title, document.byline, document.published) == ("Bridge closed", "Ines Falk", _DAY)


@given(st.text(max_size=300))
def test_any_text_has_a_top_or_none(text: str) -> None:
    top = top_of(text)
    assert top.title is None or top.title in " ".join(text.split())
