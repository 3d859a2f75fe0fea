"""Words written by other signs than their own are read, and each character knows where it stood."""

import html
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.sought import Sought
from claimtrack.rules.unquoted import unquoted


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Amina%20Haddad", "Amina Haddad"),
        ("Amina%2520Haddad", "Amina Haddad"),
        ("&#65;mina H&aacute;ddad&amp;Co", "Amina Háddad&Co"),
        ("J%C3%B3runn", "Jórunn"),
        ("J%F3runn", "Jórunn"),
        ("\\u0041mina \\ud83d\\ude00 \\x41", "Amina 😀 A"),
        ("%26%2365;mina", "Amina"),
    ],
)
def test_what_is_written_otherwise_is_read(text: str, says: str) -> None:
    found = unquoted(text)
    assert found is not None
    assert found[0] == says
    assert len(found[1]) == len(says)


@pytest.mark.parametrize("text", ["100% of A & B", "a \\ b", "plain", "", "%zz &nothing here; \\u12"])
def test_what_is_not_stays_as_it_is(text: str) -> None:
    assert unquoted(text) is None


@given(st.text(max_size=20), st.text(alphabet="abcdefghijklmnop", min_size=6, max_size=12), st.text(max_size=20))
def test_a_name_is_found_where_it_stands_however_it_is_written(before: str, name: str, after: str) -> None:
    for written in (
        quote(name, safe=""),
        "".join(f"%{ord(sign):02x}" for sign in name),
        "".join(f"&#{ord(sign)};" for sign in name),
        html.escape("<" + name + ">")[4:-4],
        "".join(f"\\u{ord(sign):04x}" for sign in name),
        "\u00ad".join(name),
        name.upper(),
    ):
        text = f"{before} {written} {after}"
        sought = Sought([name])
        assert sought.first_in(text) == name
        gone = sought.replaced(text, "*")
        assert sought.first_in(gone) is None or sought.first_in(before + after) is not None


def test_the_place_of_a_name_is_that_of_the_signs() -> None:
    text = "see https://x.org/Amina%20Haddad?a=1 there"
    ((start, end),) = Sought(["Amina Haddad"]).spans_in(text)
    assert text[start:end] == "Amina%20Haddad"
