"""Which pairs of names are measured: all of which any measure may hold, and of many bodies few others."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.names import BODIES, may_be_one
from claimtrack.rules.names_nearby import pairs_to_measure
from claimtrack.vocabulary import SpeakerKind

WORDS = st.sampled_from(
    [
        *["Ministry", "of", "Defence", "Defense", "Port", "Office", "U.N.", "United", "Nations", "UN", "NRC"],
        *["Norwegian", "Refugee", "Council", "Reuters", "News", "Agency", "BBC", "Persian", "Hezbollah", "Hizbullah"],
        *["al", "Al-Qaeda", "Al-Qaida", "Centre", "Center", "Ltd", "Gazprom", "PJSC", "the", "Zoë", "Zoe", "7", "17"],
        *["MoD", "Группа", "M."],
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
KINDS = st.sampled_from([*sorted(BODIES), SpeakerKind.PERSON, SpeakerKind.NONE])
SOURCES = st.lists(st.lists(st.tuples(NAMES, KINDS), min_size=1, max_size=2), max_size=8)


@given(SOURCES)
def test_no_pair_is_left_out_that_may_be_one(sources: list[list[tuple[str, SpeakerKind]]]) -> None:
    measured = set(pairs_to_measure(sources))
    for one, other in combinations(range(len(sources)), 2):
        if (one, other) not in measured:
            pairs = [(mine, theirs) for mine in sources[one] for theirs in sources[other]]
            assert not any(may_be_one(a[0], b[0], (a[1], b[1])) for a, b in pairs)


def test_bodies_that_share_no_more_than_a_word_are_left_out() -> None:
    offices = [[(f"Office {number}", SpeakerKind.ORGANISATION)] for number in range(300)]
    reuters = [[("Reuters", SpeakerKind.MEDIA)], [("Reuters News Agency", SpeakerKind.MEDIA)]]
    found = pairs_to_measure([*offices, *reuters])
    assert (300, 301) in found
    assert len(found) < 100  # of 45,451; "Office 1" looks like "Office l" and sounds like "Office 11"


def test_persons_are_measured_against_all() -> None:
    persons = [[(f"Ana Ruiz {number}", SpeakerKind.PERSON)] for number in range(3)]
    assert pairs_to_measure(persons) == [(0, 1), (0, 2), (1, 2)]
