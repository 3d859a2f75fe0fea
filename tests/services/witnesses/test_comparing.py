import pytest
from tests.services.witnesses.desks import Elsewhere

from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.services.witnesses.comparing import Compared, Verdict, compare
from claimtrack.witnessing.handed import SignedHead, read_signed
from claimtrack.witnessing.keys import PublicKey, new_key

_NAMES = ("one.txt", "two.txt")


def _compare(first: SignedHead, second: SignedHead, *keys: PublicKey) -> Compared:
    return compare(read_signed(first.written()), read_signed(second.written()), _NAMES, keys)


def test_a_head_continues_another_by_its_proof_whichever_is_named_first() -> None:
    desk = Elsewhere(5)
    first = desk.head()
    second = desk.goes_on(4).head(5)
    for pair in ((first, second), (second, first)):
        found = _compare(*pair)
        assert (found.verdict, found.before, found.now, found.known) == (Verdict.CONTINUES, 5, 9, False)
    assert _compare(first, second, desk.key.public).known
    assert _compare(first, first).verdict is Verdict.SAME
    nothing = Elsewhere(0)
    assert _compare(nothing.head(), nothing.goes_on(2).head()).verdict is Verdict.CONTINUES


@pytest.mark.parametrize("grown", [0, 1, 2, 30])
def test_two_records_under_one_key_are_a_split_view(grown: int) -> None:
    desk = Elsewhere(5)
    lying = desk.rewritten(3).goes_on(grown)
    assert _compare(desk.head(), lying.head(5)).verdict is Verdict.SPLIT_VIEW


def test_what_is_not_proved_is_not_called_so() -> None:
    desk = Elsewhere(5)
    first = desk.head()
    assert _compare(first, desk.goes_on(4).head()).verdict is Verdict.UNPROVED
    lying = Elsewhere(4)
    before = lying.head()
    # Four is a full tree: a wrong proof and a rewritten record look the same.
    assert _compare(before, lying.rewritten(1).goes_on(3).head(4)).verdict is Verdict.UNPROVED
    head = desk.head(5)
    cut = SignedHead(head.note, head.checkpoint, head.key, {5: head.proofs[5][:-1]})
    assert _compare(first, cut).verdict is Verdict.UNPROVED


def test_an_unsigned_or_forged_head_proves_nothing_against_anybody() -> None:
    desk = Elsewhere(5)
    forger = new_key(desk.key.public.name)
    forged = desk.rewritten(2).head(key=forger)
    with pytest.raises(VerificationFailed, match="are not both signed by one known key"):
        _compare(desk.head(), forged)
    with pytest.raises(VerificationFailed, match="are not both signed by one known key"):
        _compare(desk.head(), forged, desk.key.public)
    claimed = SignedHead(forged.note, forged.checkpoint, desk.key.public)
    with pytest.raises(VerificationFailed, match="are not both signed by one known key"):
        _compare(desk.head(), claimed)


def test_heads_of_two_records_and_of_nobody_are_refused() -> None:
    desk, other = Elsewhere(5), Elsewhere(5, uuid="99999999-2222-4333-8444-555555555555")
    with pytest.raises(InvalidInput, match="are heads of two records"):
        _compare(desk.head(), other.head())
    bare = SignedHead(desk.head().note, desk.head().checkpoint)
    with pytest.raises(InvalidInput, match="ask that desk for its key"):
        _compare(bare, bare)
