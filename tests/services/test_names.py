"""When two spellings are one name, when they may be, and names that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.services import reviewers
from claimtrack.services.desk import Desk, acting
from claimtrack.services.names import alike, folded, look_the_same, refuse_mixed_alphabets, source_key
from claimtrack.services.sources.sources import named_by_hand
from claimtrack.vocabulary import Role, SpeakerKind


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert folded(folded(folded(name))) == folded(folded(name))


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_what_cannot_be_seen_makes_no_other_name(hidden: str) -> None:
    assert source_key(f"The government of Kal{hidden}dria") == "government of kaldria"


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Vellmar Burial Office", "Velmar Burial Ofice", True),
        ("Northern Press Agency", "Nothern Press Agency", True),
        ("Northern Press Agency", "Press Agency", True),
        ("Ben Okoro", "Bеn Okоrо", True),  # the second has Cyrillic letters
        ("Port Office", "Road Office", False),
        ("Ministry of Health", "Ministry of Defence", False),
        ("District 3 Court", "District 4 Court", False),
        ("Ana Ruiz", "Ben Okoro", False),
        ("", "Ana", False),
    ],
)
def test_names_that_may_be_one_sources(one: str, other: str, *, may_be: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (may_be, may_be)


def test_names_that_look_the_same() -> None:
    assert look_the_same("Ben", "Bеn")
    assert look_the_same("BEN", "ben")
    assert not look_the_same("Ben", "Bon")


@pytest.mark.parametrize("name", ["Bеn", "Kаldria Post", "Αnna"])
def test_a_word_of_two_alphabets_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"mixes (?:Cyrillic|Greek) and Latin letters that look alike"):
        refuse_mixed_alphabets(name)


@pytest.mark.parametrize("name", ["Ben", "Ангела Меркель", "РИА Новости (RIA)", "Zoë O’Brien", "東京新聞", "4chan"])
def test_a_name_in_one_alphabet_is_not(name: str) -> None:
    refuse_mixed_alphabets(name)


def test_the_claimant_under_a_look_alike_name_is_no_new_source(desk: Desk) -> None:
    with acting(desk) as act:
        known = named_by_hand(act, "Harbour Board", article=None, new=False, kind=SpeakerKind.NONE)
        same = named_by_hand(act, "Har\u200bbour Board", article=None, new=False, kind=SpeakerKind.NONE)
        assert same is known
        for near in ("Harbuor Board", "Нarbour Board"):
            with pytest.raises(InvalidInput, match="may be a source that is on record"):
                named_by_hand(act, near, article=None, new=False, kind=SpeakerKind.NONE)
        with pytest.raises(InvalidInput, match="mixes Cyrillic and Latin"):
            named_by_hand(act, "Нarbour Board", article=None, new=True, kind=SpeakerKind.NONE)
        other = named_by_hand(act, "Harbuor Board", article=None, new=True, kind=SpeakerKind.NONE)
        assert other is not known


def test_a_reviewer_who_looks_like_another_is_refused(desk: Desk) -> None:
    desk.enact(reviewers.add, "ben", role=Role.REVIEWER)
    with pytest.raises(ForbiddenMove, match="ben is reviewer here already"):
        desk.enact(reviewers.add, "be\u200bn", role=Role.REVIEWER)
    with pytest.raises(InvalidInput, match="mixes Cyrillic and Latin"):
        desk.enact(reviewers.add, "bеn", role=Role.REVIEWER)
    desk.enact(reviewers.add, "cop", role=Role.REVIEWER)
    with pytest.raises(ForbiddenMove, match=r"сор cannot be told from cop, who is reviewer \d+; take another name"):
        desk.enact(reviewers.add, "сор", role=Role.REVIEWER)
