import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.services.tampering import seal_anew, tamper
from tests.services.witnesses.desks import NOON, Elsewhere, trusted, witnessed

from claimtrack.db import witness_rows
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, VerificationFailed
from claimtrack.events import tree
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.integrity import heads
from claimtrack.services.integrity.damaged import damaged
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import gather
from claimtrack.services.verdicts import queue
from claimtrack.services.witnesses import keys, listing, signing
from claimtrack.services.witnesses.checking import told
from claimtrack.witnessing.handed import SignedHead, read_signed
from claimtrack.witnessing.keys import Kind, PrivateKey, new_key, read_handing_over

pytestmark = pytest.mark.both_databases


@pytest.fixture
def other(desk: Desk) -> Elsewhere:
    """Give a desk of five events whose key is known here."""
    return trusted(desk, Elsewhere())


@pytest.fixture
def seen(desk: Desk, other: Elsewhere) -> Elsewhere:
    """Give the same, whose head was cosigned here."""
    desk.enact(signing.cosign, other.head(), name="first.txt")
    return other


def _cosign(desk: Desk, head: SignedHead) -> signing.Cosigned:
    """Cosign it as it comes by mail."""
    return desk.enact(signing.cosign, signing.read(head.written(), name="head.txt"), name="head.txt")


def _take_in(desk: Desk, head: SignedHead) -> list[signing.Kept]:
    return desk.enact(signing.take_in, signing.read(head.written(), name="back.txt"), name="back.txt")


def test_a_signed_head_is_the_chains_end_and_nothing_is_changed(
    desk: Desk, bridge: int, contents: Callable[[], object]
) -> None:
    desk.enact(keys.make)
    before = contents()
    found = signing.sign(desk)
    assert (found.checkpoint.size, found.checkpoint.root.hex()) == (heads.export(desk).events, heads.export(desk).tree)
    assert found.checkpoint.origin == f"claimtrack/{desk.uuid}"
    assert found.key is not None
    assert found.key.signature(found.note) is not None
    assert contents() == before
    assert bridge


def test_the_key_is_for_its_owner_alone_and_made_once(desk: Desk) -> None:
    made = desk.enact(keys.make)
    assert (made.made, stat.S_IMODE(made.file.stat().st_mode)) == (True, 0o600)
    again = desk.enact(keys.make)
    assert (again.made, again.public, again.file) == (False, made.public, made.file)
    assert made.public.raw not in made.file.read_bytes()
    assert repr(keys.own_public(desk)) == repr(made.public)


def test_who_may_not_change_the_policy_makes_and_takes_no_keys(reviewer: Desk) -> None:
    with pytest.raises(ForbiddenMove):
        reviewer.enact(keys.make)
    with pytest.raises(ForbiddenMove):
        reviewer.enact(keys.trust, Elsewhere().key.public.written(), name="key.txt", called="Lake Courier")


def test_a_rehearsal_leaves_no_key(desk: Desk) -> None:
    replace(desk, rehearsal=True).enact(keys.make)
    assert keys.own_public(desk) is None
    assert desk.folder is not None
    assert not list(desk.folder.glob("head-key-*"))


def test_without_a_key_nothing_is_signed(desk: Desk) -> None:
    with pytest.raises(NotFound, match="this desk has no key to sign with; `claimtrack head key` makes one"):
        signing.sign(desk)
    with pytest.raises(NotFound, match="this desk has no key"):
        _cosign(desk, Elsewhere().head())


def test_a_head_that_goes_on_is_cosigned_and_says_since_when(desk: Desk, other: Elsewhere) -> None:
    first = _cosign(desk, other.head())
    assert (first.called, first.size, first.since) == ("Lake Courier", 5, None)
    second = _cosign(desk, other.goes_on(6).head(5))
    assert (second.size, second.since) == (11, 5)
    again = _cosign(desk, other.head())
    assert (again.size, again.since) == (11, 11)
    ours = keys.own_public(desk)
    assert ours is not None
    assert ours.signature(read_signed(second.head.written()).note, Kind.COSIGNED) is not None
    assert verify(desk).problems == ()


def test_what_nobody_here_could_check_is_not_handed_on(desk: Desk, other: Elsewhere) -> None:
    stranger = Elsewhere(uuid="99999999-2222-4333-8444-555555555555")
    found = _cosign(desk, stranger.cosigns(other.head()))
    assert [one.name for one in found.head.note.signatures] == [other.key.public.name, f"claimtrack/{desk.uuid}"]


@pytest.mark.parametrize("grown", [0, 1, 3, 4, 20])
def test_a_rewritten_record_is_never_cosigned(desk: Desk, seen: Elsewhere, grown: int) -> None:
    lying = seen.rewritten(2).goes_on(grown)
    with pytest.raises(VerificationFailed, match=r"SPLIT VIEW: Lake Courier signed head.txt") as refused:
        _cosign(desk, lying.head(5))
    assert "`claimtrack head witnesses 1 -o FILE`" in str(refused.value)
    with reading(desk) as session:
        assert [row.size for row in witness_rows.cosignatures(session)] == [5]


def test_a_rewrite_that_no_proof_can_show_is_refused_and_not_called_one(desk: Desk) -> None:
    """Where the old tree is full, its root itself is what the proof begins with: a wrong proof looks the same."""
    four = trusted(desk, Elsewhere(4))
    _cosign(desk, four.head())
    with pytest.raises(VerificationFailed, match="That alone does not say whether the record was rewritten"):
        _cosign(desk, four.rewritten(2).goes_on(3).head(4))


def test_an_old_head_shown_again_is_refused(desk: Desk, seen: Elsewhere) -> None:
    _cosign(desk, seen.goes_on(2).head(5))
    with pytest.raises(VerificationFailed, match=r"is a head from before: it has 5 events, and .* that has 7"):
        _cosign(desk, seen.head(size=5))


def test_without_a_proof_it_is_asked_for(desk: Desk, seen: Elsewhere) -> None:
    with pytest.raises(InvalidInput, match="`claimtrack head sign --since 5`"):
        _cosign(desk, seen.goes_on(2).head(3))


@pytest.mark.parametrize(
    "harm",
    [
        lambda proof: proof[:-1],
        lambda proof: (*proof, proof[0]),
        lambda proof: proof[:0],
        lambda proof: (bytes(32), *proof[1:]),
        lambda proof: tuple(reversed(proof)),
    ],
    ids=["truncated", "too long", "none of it", "another hash", "reversed"],
)
def test_a_broken_proof_proves_nothing(
    desk: Desk, seen: Elsewhere, harm: Callable[[tuple[bytes, ...]], tuple[bytes, ...]]
) -> None:
    head = seen.goes_on(4).head(5)
    with pytest.raises(VerificationFailed, match=r"proves nothing|not proved to continue"):
        _cosign(desk, replace(head, proofs={5: harm(head.proofs[5])}))


def test_a_proof_of_other_sizes_proves_nothing(desk: Desk, seen: Elsewhere) -> None:
    head = seen.goes_on(4).head(3)
    with pytest.raises(VerificationFailed, match=r"proves nothing|not proved to continue"):
        _cosign(desk, replace(head, proofs={5: head.proofs[3]}))


def test_a_forged_signature_is_refused(desk: Desk, other: Elsewhere) -> None:
    forged = new_key(other.key.public.name)
    with pytest.raises(VerificationFailed, match="comes with the key"):
        _cosign(desk, other.head(key=forged))
    with pytest.raises(VerificationFailed, match="is not signed by the key"):
        _cosign(desk, replace(other.head(key=forged), key=None))
    head = other.head()
    (signed,) = head.note.signatures
    bent = replace(signed, signed=bytes([signed.signed[0] ^ 1, *signed.signed[1:]]))
    with pytest.raises(VerificationFailed, match=r"head.txt is forged"):
        _cosign(desk, replace(head, note=replace(head.note, signatures=(bent,))))


def test_other_lines_are_not_cosigned(desk: Desk, other: Elsewhere) -> None:
    head = other.head()
    checkpoint = replace(head.checkpoint, rest=("Lake Courier owes nobody anything",))
    note = replace(head.note, text=checkpoint.text(), signatures=(other.key.sign(checkpoint.text()),))
    with pytest.raises(InvalidInput, match="says more than how many events there are"):
        _cosign(desk, SignedHead(note, checkpoint))


def test_a_stranger_is_not_cosigned_and_a_desk_not_by_itself(desk: Desk, other: Elsewhere) -> None:
    stranger = Elsewhere(uuid="99999999-2222-4333-8444-555555555555")
    with pytest.raises(NotFound, match=f"whose desk is not known here .*{stranger.key.public.fingerprint()}"):
        _cosign(desk, stranger.head())
    with pytest.raises(InvalidInput, match="is this desk's own head"):
        _cosign(desk, signing.sign(desk))
    with pytest.raises(ForbiddenMove, match="nobody witnesses themselves"):
        desk.enact(keys.trust, signing.sign(desk).written(), name="ours.txt", called="us")
    assert other


def test_a_cosignature_that_comes_back_is_kept_once_and_told(desk: Desk, bridge: int, other: Elsewhere) -> None:
    head = signing.sign(desk)
    (kept,) = _take_in(desk, other.cosigns(head))
    assert (kept.called, kept.size, kept.time, kept.new) == ("Lake Courier", head.checkpoint.size, NOON, True)
    assert [one.new for one in _take_in(desk, other.cosigns(head))] == [False]
    says = f"events 1 to {kept.size} were witnessed by Lake Courier, at 24 Nov 2026, 09:00 UTC as it says (key "
    checked = verify(desk)
    assert checked.problems == ()
    assert any(note.startswith(says) for note in checked.notes)
    (words,) = gather(desk).witnesses
    assert words == f"{says}{other.key.public.fingerprint()})"
    assert gather(desk, as_of=kept.size).witnesses == ()
    desk.enact(queue.take, look(desk, [bridge]))
    assert kept.size in signing.sign(desk).proofs


def test_what_is_not_on_record_here_is_not_kept(desk: Desk, bridge: int, other: Elsewhere) -> None:
    head = signing.sign(desk)
    key = _private(desk)
    lying = replace(head.checkpoint, root=tree.leaf(b"another history"))
    note = replace(head.note, text=lying.text(), signatures=(key.sign(lying.text()),))
    with pytest.raises(VerificationFailed, match="which are not those on record now"):
        _take_in(desk, other.cosigns(SignedHead(note, lying)))
    with pytest.raises(VerificationFailed, match="is not signed by a key of this desk"):
        _take_in(desk, other.cosigns(replace(head, note=replace(note, text=head.note.text, signatures=()), key=None)))
    with pytest.raises(NotFound, match="no desk that is known here cosigned"):
        _take_in(desk, head)
    with pytest.raises(InvalidInput, match="is the head of another record"):
        _take_in(desk, other.cosigns(other.head()))
    with pytest.raises(VerificationFailed, match="which is still to come"):
        _take_in(desk, other.cosigns(head, NOON + timedelta(days=2)))
    assert bridge


def test_a_key_that_was_replaced_cosigns_no_more(desk: Desk, other: Elsewhere) -> None:
    old, new = other.key, new_key(other.key.public.name)
    known = desk.enact(keys.trust, old.hand_over(new.public).written(), name="handed.txt", called=None)
    assert (known.called, known.proved) == ("Lake Courier", True)
    with pytest.raises(NotFound, match="no desk that is known here"):
        _take_in(desk, other.cosigns(signing.sign(desk)))
    other.key = new
    assert _take_in(desk, other.cosigns(signing.sign(desk)))
    assert "did not sign" not in " ".join(verify(desk).notes)


def test_a_key_that_nobody_signed_for_is_taken_for_a_reason_and_told_so(desk: Desk, other: Elsewhere) -> None:
    new = new_key(other.key.public.name)
    with pytest.raises(InvalidInput, match=r"which did not sign for the one in key.txt"):
        desk.enact(keys.trust, new.public.written(), name="key.txt", called=None)
    forged = new_key(other.key.public.name).hand_over(new.public).written()
    with pytest.raises(InvalidInput, match=r"which did not sign for the one in key.txt"):
        desk.enact(keys.trust, forged, name="key.txt", called=None)
    known = desk.enact(keys.trust, new.public.written(), name="key.txt", called=None, reason="they read it out")
    assert not known.proved
    other.key = new
    _take_in(desk, other.cosigns(signing.sign(desk)))
    with reading(desk) as session:
        assert "which its key before did not sign for" in told(session)[0]


def test_a_lost_key_is_replaced_for_a_reason_and_never_signed_for(desk: Desk) -> None:
    made = desk.enact(keys.make)
    made.file.unlink()
    with pytest.raises(NotFound, match="this desk's key is not in"):
        signing.sign(desk)
    with pytest.raises(InvalidInput, match="is lost, so that nothing can sign for a new one"):
        desk.enact(keys.renew)
    renewed = desk.enact(keys.renew, reason="the disk died")
    assert renewed.note is None
    assert signing.sign(desk).key == renewed.public
    assert [row.handed_over for row in listing.keys(desk)] == [False, False]


def test_a_renewed_key_is_signed_for_by_the_old_one(desk: Desk) -> None:
    old = desk.enact(keys.make)
    new = desk.enact(keys.renew)
    assert new.note is not None
    assert old.file.exists()
    assert new.file.exists()
    assert read_handing_over(new.note) == (old.public, new.public)
    assert verify(desk).problems == ()


def test_another_key_in_the_file_is_not_signed_with(desk: Desk) -> None:
    made = desk.enact(keys.make)
    made.file.write_bytes(new_key(made.public.name).pem())
    with pytest.raises(InvalidInput, match="holds another key than the record says"):
        signing.sign(desk)
    made.file.write_bytes(b"no key")
    with pytest.raises(InvalidInput, match="holds no Ed25519 key in PEM"):
        signing.sign(desk)


def test_a_history_that_was_cut_off_is_found_by_what_was_witnessed(desk: Desk, bridge: int) -> None:
    other = trusted(desk, Elsewhere())
    for _ in range(3):
        desk.enact(queue.take, look(desk, [bridge]))
        desk.enact(queue.release, look(desk, [bridge]))
    _take_in(desk, other.cosigns(signing.sign(desk)))
    with reading(desk) as session:
        (row,) = witness_rows.cosignatures(session)
        size = row.size
    tamper(desk.database, f"UPDATE cosignature SET size = {size + 5}")  # noqa: S608 - a number
    assert any("cosignature 1 does not hold" in problem for problem in verify(desk).problems)
    was = f"UPDATE cosignature SET size = {size}"  # noqa: S608 - a number
    tamper(desk.database, was, "DELETE FROM event_text WHERE event_id = 4", "DELETE FROM event WHERE id = 4")
    assert any("cosignature 1 is over" in problem for problem in verify(desk).problems)


def test_a_witnessed_history_that_was_sealed_anew_is_found(desk: Desk, bridge: int) -> None:
    other = trusted(desk, Elsewhere())
    _take_in(desk, other.cosigns(signing.sign(desk)))
    seal_anew(desk)
    found = verify(desk).problems
    assert any("the record was rewritten: events 1 to" in problem and "Lake Courier" in problem for problem in found)
    assert bridge


def test_everything_on_record_holds_and_is_replayed(desk: Desk, bridge: int) -> None:
    witnessed(desk)
    assert verify(desk).problems == ()
    with desk.database.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM cosignature")) == 4
    assert bridge


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("head_key", "public"),
        ("head_key", "handed_over"),
        ("cosignature", "root"),
        ("cosignature", "signed"),
        ("cosignature", "cosigned"),
    ],
)
@pytest.mark.parametrize("forged", ["no digits", "ab cd"])
def test_what_is_no_digits_is_damage_and_no_fault_of_the_program(
    table: str, column: str, forged: str, desk: Desk, bridge: int
) -> None:
    witnessed(desk)
    numbered = f"(SELECT max(id) FROM {table} WHERE {column} IS NOT NULL)"  # noqa: S608 - of the list above
    tamper(desk.database, f"UPDATE {table} SET {column} = '{forged}' WHERE id = {numbered}")  # noqa: S608 - as above
    what = f"what stands in {column} of {table} "
    assert any(what in problem and "cannot stand there" in problem for problem in verify(desk).problems)
    trouble = damaged(desk)
    assert trouble is not None
    assert what in str(trouble)
    assert bridge


def _private(desk: Desk) -> PrivateKey:
    with reading(desk) as session:
        return keys.own_key(session, desk)
