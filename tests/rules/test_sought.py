"""Names are found however their letters are written, by others that look like them, too, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.looks import roughly, seen_as
from claimtrack.rules.sought import Sought

_LATIN = "AaBbCcEeHhIiJjKkMmNoOpPsSTtXxYyl"
_LOOKS = "АаВЬСсЕеНһІіЈјКкМмΝоОрРѕЅТтХхҮуӏ"


@pytest.mark.parametrize(
    "written",
    [
        "Kovalenko",
        "Кovаlеnkо",  # Cyrillic К, а, е, о
        "ΚΟVΑLΕΝΚΟ",  # Greek capitals
        "Koναlenκo",  # Greek small letters
        "кovalenкo",  # a Cyrillic "к", which only in Latin letters reads as one
        "KOVA1ENK0",
        "KovaIenko",
        "ᴋᴏᴠᴀʟᴇɴᴋᴏ",
        "🅺🅾🆅🅰🅻🅴🅽🅺🅾",
        "𝕂𝕠𝕧𝕒𝕝𝕖𝕟𝕜𝕠",
        "K\u200bo\u00adv\u2060a\u200dlenko",
        "Kövalénko\u0336",
        "Ԟ Kоvalenkо",
        "Kova\u0142enk\u00f8",
    ],
)
def test_a_name_in_letters_that_look_like_its_own_is_found(written: str) -> None:
    sought = Sought(["Dana Reeves", "Kovalenko"])
    text = f"said {written} at noon"
    assert sought.first_in(text) == "Kovalenko"
    ((start, end),) = sought.spans_in(text)
    assert start == text.index(written.removeprefix("Ԟ "))
    # A mark over the last letter may stay: it tells nothing.
    assert 0 <= text.index(" at noon") - end <= 1


@pytest.mark.parametrize("written", ["Пeтpoвa", "ПЕТPОВA", "ПETPOBA", "петрова"])
def test_a_name_of_another_alphabet_is_found_with_latin_letters_in_it(written: str) -> None:
    assert Sought(["Петрова"]).first_in(f"сказала {written}.") == "Петрова"
    assert Sought(["Петрова"]).spans_in(f"сказала {written}.") == [(8, 15)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ali", "All of them"),
        ("Ali", "validate"),
        ("Kovalenko", "Kovalchuk, Kowalenka"),
        ("Milo", "100 mil"),
        ("Петрова", "Патрова"),
        ("Ian", "1an"),
    ],
)
def test_other_words_are_not_taken_for_a_name(name: str, text: str) -> None:
    assert Sought([name]).first_in(text) is None
    assert Sought([name]).spans_in(text) == []


def test_a_short_name_is_found_in_other_letters() -> None:
    assert Sought(["Ali"]).first_in("seen by Аlі there") == "Ali"
    assert Sought(["Ian"]).first_in("ΙΑΝ") == "Ian"


@given(st.text(alphabet=_LATIN, min_size=6, max_size=12), st.data())
def test_whatever_letters_are_exchanged_the_name_is_found_where_it_stands(name: str, data: st.DataObject) -> None:
    pairs = dict(zip(_LATIN, _LOOKS, strict=True))
    written = "".join(pairs[one] if data.draw(st.booleans()) else one for one in name)
    assert Sought([name]).first_in(f"x, {written}, y") == name
    assert (3, 3 + len(name)) in Sought([name]).spans_in(f"x, {written}, y")


@given(st.text(max_size=40))
def test_what_is_seen_is_seen_as_itself(text: str) -> None:
    assert seen_as(seen_as(text)) == seen_as(text) or not seen_as(text).isascii()
    assert len(roughly(seen_as(text))) == len(seen_as(text))
