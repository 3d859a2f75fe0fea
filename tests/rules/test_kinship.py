"""Which bodies are of one house by the words inside their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.kinship import kin, pairs_of_kin
from claimtrack.rules.names import may_be_one
from claimtrack.vocabulary import SpeakerKind

P, N, G = SpeakerKind.PERSON, SpeakerKind.NONE, SpeakerKind.GOVERNMENT
O, M = SpeakerKind.ORGANISATION, SpeakerKind.MEDIA  # noqa: E741 - kinds

OF_THE_PLACE = [
    "Zavod Press Office",
    "Zavod Port Authority",
    "Mayor's office of Zavod",
    "Mayor’s Office of Zavod",
    "Mayor of Zavod",
    "Office of the Mayor of Zavod",
    "the press office of the city of Zavod",
    "Zavod City Council",
    "Zavod Town Hall",
    "City of Zavod",
    "Zavod municipality",
    "Zavod Police",
    "Zavod’s police department",
    "ZAVOD POLICE",
    "zavod police",
    "Police of Zavod",
    "Zavodian Police",
    "Zavod Regional Administration",
    "Zavod Fire Service",
    "Zavod Hospital",
    "Zavod-Port Authority",
    "ZavodPortAuthority",
    "Zavod_Press_Office",
    "Závod Press Office",
    "Za\u00advod Press Office",
    "press-office@zavod.org",
    "press.zavod.gov",
    "zavodpressoffice",
    "Zavod spokesman",
    "Spokesperson for Zavod",
    "The Spokesman of the Mayor of Zavod",
    "Zawod Police",
    "Ayuntamiento de Zavod",
    "Mairie de Zavod",
    "Stadt Zavod",
    "Stadt Zavod, Pressestelle",
    "Urząd Miasta Zavod",
    "Пресс-служба города Завод",
    "Zavod Hospital Board",
    "Friends of Zavod Museum",
    "Zavod Waterworks Company",
]
"""Names of which each is asked about beside "Zavod" and "Zavod city"."""
OF_THE_PAPER = [
    "Editor, The Daily Zavod",
    "Editor of the Daily Zavod",
    "The Daily Zavod newsroom",
    "The Daily Zavod’s editorial board",
    "Editor-in-chief, Daily Zavod",
    "Daily Zavod (newspaper)",
    "Daily Zavod Press Office",
    "Zavod Press Office",
    "Zavod newsroom",
    "owner of The Daily Zavod",
    "Daily Zavod Foundation",
    "dailyzavod.com newsroom",
    "editor@dailyzavod.com",
    "DailyZavod editorial",
    "Correspondent for The Daily Zavod",
    "Deputy editor at The Daily Zavod",
    "Publisher of the Daily Zavod",
    "Daily Zavod Online Team",
    "Weekend editor, THE DAILY ZAVOD",
    "Daily Zavod reporters",
]
STRANGERS = [
    ("Harbour Courier", "Harbour Museum", (M, O)),
    ("Harbour Post", "Harbour Board", (M, O)),
    ("Harbour Post", "Harbour Office", (M, O)),
    ("Harbour Museum", "Harbour Port Authority", (O, O)),
    ("Washington Post", "Washington Times", (M, M)),
    ("The Times", "The Times of India", (M, M)),
    ("Ministry of Health", "Ministry of Defence", (G, G)),
    ("Mexico", "New Mexico Police", (G, O)),
    ("Korea", "North Korea Ministry", (G, G)),
    ("Syria", "UN mission in Syria", (G, O)),
    ("Syria", "UN Special Envoy for Syria", (G, O)),
    ("London", "Jack London", (G, P)),
    ("London", "Jack London", (G, N)),
    ("Ana Ruiz", "Ben Ruiz", (P, P)),
    ("Zavod", "Harbour Port Authority", (N, O)),
    ("Zavod city", "The Daily Zavod", (N, M)),
    ("The Daily Zavod", "Zavod Port Authority", (M, O)),
    ("Police", "Zavod Police", (O, O)),
    ("", "Zavod", (N, N)),
    ("District 3 Court", "District 4 Court", (N, N)),
    ("Lake Police", "Laos Police", (O, O)),
]


@pytest.mark.parametrize("name", OF_THE_PLACE)
@pytest.mark.parametrize("claimant", ["Zavod", "Zavod city"])
@pytest.mark.parametrize("kind", [N, O])
def test_a_body_that_is_called_after_a_place(name: str, claimant: str, kind: SpeakerKind) -> None:
    found = kin(claimant, name, (G, kind))
    if (claimant, name) == ("Zavod city", "City of Zavod"):  # in another order, which is another question
        assert may_be_one(claimant, name, (G, kind)) is not None
    else:
        assert found is not None
    assert (0, 1) in pairs_of_kin([[claimant], [name]])


@pytest.mark.parametrize("name", OF_THE_PAPER)
@pytest.mark.parametrize("kind", [N, O, P])
def test_those_who_make_a_paper(name: str, kind: SpeakerKind) -> None:
    found = kin("The Daily Zavod", name, (M, kind))
    assert found is not None
    assert not found.first_is_part
    assert (0, 1) in pairs_of_kin([["The Daily Zavod"], [name]])


@pytest.mark.parametrize(("one", "other", "kinds"), STRANGERS)
def test_strangers(one: str, other: str, kinds: tuple[SpeakerKind, SpeakerKind]) -> None:
    assert kin(one, other, kinds) is None
    assert kin(other, one, kinds[::-1]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zavod Police", "Mayor of Zavod"),
        ("Office of Petrova", "Petrova"),
        ("SANA", "the press office of SANA"),
        ("Gazprom", "Gazprom Neft"),
        ("The Daily Zavod", "Zavod Press Office"),
    ],
)
def test_both_ways(one: str, other: str) -> None:
    kinds = (P if other == "Petrova" else O, P if other == "Petrova" else O)
    kinds = (O, P) if other == "Petrova" else kinds
    found, turned = kin(one, other, kinds), kin(other, one, kinds[::-1])
    assert found is not None
    assert turned is not None
    assert found.first_is_part is not turned.first_is_part
    assert found.words == turned.words


WORDS = st.sampled_from(
    [*["Zavod", "Daily", "The", "Press", "Office", "City", "of", "Mayor", "Editor", "zavodport", "UN", "Ruiz", "Port"]]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_no_pair_is_left_out(one: str, other: str) -> None:
    if kin(one, other, (O, O)) is not None:
        assert pairs_of_kin([[one], [other]]) == [(0, 1)]


@given(st.text(), st.text())
def test_no_name_however_odd_is_an_error(one: str, other: str) -> None:
    assert (kin(one, other, (N, N)) is None) is (kin(other, one, (N, N)) is None)


def test_many_names_are_looked_at_by_what_they_share() -> None:
    names = [[f"Town{'abcdefghij'[number % 10] * (number // 10 + 3)} Police"] for number in range(300)]
    assert len(pairs_of_kin(names)) < 45_000


def test_a_word_in_common_makes_no_pair() -> None:
    # As "Source 1" and "Source 2" are called: one word alone would be asked about for each two of them.
    names = [[f"Zavodport {number}"] for number in range(200)]
    assert pairs_of_kin(names) == []
    assert pairs_of_kin([*names, ["Zavodport Press Office"], ["Zavodport"]]) == sorted(
        [*((number, 201) for number in range(200)), *((number, 200) for number in range(200)), (200, 201)]
    )
