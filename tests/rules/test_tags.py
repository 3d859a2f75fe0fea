"""What may be a tag, and when two are one."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.rules.tags import LONGEST, tag_key, tag_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("elections", "elections"),
        ("  Elections ", "Elections"),
        ("desk:politics", "desk:politics"),
        ("2024-vote_count", "2024-vote_count"),
        ("выборы", "выборы"),
        ("选举", "选举"),
        ("चुनाव", "चुनाव"),
        ("e\u0301lections", "élections"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_letters_of_any_script_make_a_tag(written: str, name: str) -> None:
    assert tag_name(written) == name


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", '"" is no tag: it has no letter in it; a tag is letters, digits, - _ and :, such as elections'),
        ("12", '"12" is no tag: it has no letter in it'),
        ("#elections", '"#elections" is no tag: "#" cannot stand in it'),
        ("two words", '"two words" is no tag: a space cannot stand in it'),
        ("-x", '"-x" is no tag: it has to begin with a letter or a digit'),
        ("\u0301x", "it has to begin with a letter or a digit"),
        ("a\u202eb", "the character U\\+202E cannot stand in it"),
        ("a\u200bb", "the character U\\+200B cannot stand in it"),
        ("a,b", '"," cannot stand in it'),
        ("x" * (LONGEST + 1), '"xxxxxxxxxxxxxxxxxxxx…" is no tag: it is 51 characters long, and 50 are the most'),
    ],
)
def test_what_is_no_tag_is_refused_with_what_is_one(written: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        tag_name(written)


@pytest.mark.parametrize(
    ("one", "other"), [("Elections", "ELECTIONS"), ("é", "E\u0301"), ("Straße", "strasse"), (" a ", "a")]
)
def test_case_and_the_form_of_accents_do_not_count(one: str, other: str) -> None:
    assert tag_key(one) == tag_key(other)


_SIGNS = st.characters(categories=["L", "M", "Nd"]) | st.sampled_from("-_:éßΣςᾳİ")


@given(st.text(_SIGNS, min_size=1, max_size=20))
def test_what_is_taken_is_taken_as_it_is_and_found_in_any_form(written: str) -> None:
    try:
        name = tag_name(written)
    except InvalidInput:
        assume(False)
    assert tag_name(name) == name
    assert tag_key(name) == tag_key(tag_key(name))
    for form in ("NFC", "NFD"):
        assert tag_key(unicodedata.normalize(form, name)) == tag_key(name)
        assert tag_key(unicodedata.normalize(form, name.upper())) == tag_key(name.upper())
