"""When two names may be one person's or one body's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.names import may_be_one, read_name
from claimtrack.vocabulary import SpeakerKind

P, N, O, M = SpeakerKind.PERSON, SpeakerKind.NONE, SpeakerKind.ORGANISATION, SpeakerKind.MEDIA  # noqa: E741 - kinds


@pytest.mark.parametrize(
    ("one", "other", "kinds", "words"),
    [
        ("Zoë Dvořák", "Zoe Dvorak", (P, N), "accents"),
        ("Zoe\u0308 Lind", "Zoe Lind", (N, N), "accents"),
        ("Jean-Pierre Blanc", "Jean Pierre Blanc", (N, N), "accents"),
        ("Sir John Smith OBE", "John Smith", (N, N), "honours"),
        ("Владимир Путин", "Vladimir Putin", (N, P), "accents"),
        ("Мохаммед Абу Раджаб", "Mohammed Abu Rajab", (P, P), "another alphabet"),
        ("Khan Muhammad", "Muhammad Khan", (N, N), "another order"),
        ("V. Petrenko", "Volodymyr Petrenko", (N, P), "initials"),
        ("M. A. Khan", "Muhammad Abdullah Khan", (N, P), "initials"),
        ("Vladimir Petrenko", "Volodymyr Petrenko", (N, P), "another alphabet"),
        ("Mohammed Abdallah Khan", "Muhammad Abdullah Khan", (N, P), "another alphabet"),
        ("Hasan Al Tarik", "Hassan al-Tariq", (N, P), "another alphabet"),
        ("Muhammad Khan", "Muhammad Abdullah Khan", (N, P), "short"),
        ("Petrenko", "Volodymyr Petrenko", (P, P), "family name"),
        ("Z. D.", "Zoë Dvořák", (N, P), "first letters"),
        ("D. Zoë", "Zoë Dvořák", (N, P), "initials"),
        ("Зое Дворжак", "Zoë Dvořák", (N, P), "another alphabet"),
        ("zoe.dvorak@example.org", "Zoë Dvořák", (N, P), "accents"),
        ("ZDvorak", "Zoë Dvořák", (N, P), "initials"),
        ("U.N.", "United Nations", (N, O), "first letters"),
        ("Reuters", "Reuters News Agency", (M, M), "as outlets' are"),
    ],
)
def test_names_that_may_be_one(one: str, other: str, kinds: tuple[SpeakerKind, SpeakerKind], words: str) -> None:
    assert words in (may_be_one(one, other, kinds) or "")
    assert may_be_one(other, one, kinds[::-1]) == may_be_one(one, other, kinds)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("Ana Ruiz", "Ben Ruiz", (P, P)),
        ("Ana Ruiz", "Ana Karr", (P, P)),
        ("V. Petrenko", "Oleh Petrenko", (P, P)),
        ("Ministry of Health", "Ministry of Defence", (N, N)),
        ("District 3 Court", "District 4 Court", (N, N)),
        ("Harbour Post", "Harbour", (N, N)),
        ("Port Office", "Port Authority", (N, N)),
        ("The Times", "The Times of India", (M, M)),
        ("NRC", "Nora Rhea Carr", (O, P)),
        ("Paper", "Piper", (N, N)),
        ("Witness A", "Witness B", (N, N)),
        ("", "Ana", (N, N)),
    ],
)
def test_names_of_two(one: str, other: str, kinds: tuple[SpeakerKind, SpeakerKind]) -> None:
    assert may_be_one(one, other, kinds) is None
    assert may_be_one(other, one, kinds[::-1]) is None


@given(st.text(), st.text())
def test_no_name_however_odd_is_an_error(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)
    assert may_be_one(one, one) is not None or not read_name(one).words
