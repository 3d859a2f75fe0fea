"""What is stamped, what is kept of the answers, and what is pending for which reason."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.kept import file_of
from tests.tsa import Authority, Reply

from claimtrack.config import Place
from claimtrack.db import chain
from claimtrack.db.models import Event, Manifest, Stamp
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, VerificationFailed
from claimtrack.reading import guard
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import gather
from claimtrack.services.timestamps import asking
from claimtrack.services.timestamps.authorities import trust
from claimtrack.services.timestamps.checking import check
from claimtrack.services.timestamps.listing import listing
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.timestamps.manifest import read_manifest


def _text(desk: Desk, manifest: int = 1) -> bytes:
    with reading(desk) as session:
        row = session.get_one(Manifest, manifest)
        return desk.locker.read(row.digest)


def _events(desk: Desk) -> int:
    with reading(desk) as session:
        return session.scalar(select(func.count()).select_from(Event)) or 0


@pytest.mark.both_databases
def test_what_is_kept_is_stamped_with_the_head_of_the_chain(trusting: Desk, place: Place) -> None:
    with reading(trusting) as session:
        head = chain.head(session)
    done = asking.stamp(trusting)
    (outcome,) = done.outcomes
    assert (outcome.authority, outcome.why) == ("north", None)
    assert outcome.time is not None
    found = read_manifest(_text(trusting))
    assert (found.workspace, found.head_number, found.head_hash) == (trusting.uuid, head.number, head.hash)
    assert len(found.digests) == done.files == 2
    summed = subprocess.run(
        ["sha256sum", "-c", "--strict", "-"], cwd=place.locker, input=_text(trusting), capture_output=True, check=False
    )
    assert summed.returncode == 0, summed.stderr
    (row,) = listing(trusting)
    assert (row.state, row.time, row.files, row.head) == ("received", outcome.time, 2, head.number)
    assert check(trusting).problems == []
    assert verify(trusting).problems == ()


def test_the_same_again_is_refused_and_only_what_is_new_is_stamped_next(
    trusting: Desk, bridge: int, support: Callable[..., Attached]
) -> None:
    asking.stamp(trusting)
    with pytest.raises(ForbiddenMove, match="nothing is new since manifest 1"):
        asking.stamp(trusting)
    support(bridge, text="a second log", name="second.txt")
    assert asking.stamp(trusting).files == 1
    assert len(read_manifest(_text(trusting, 2)).digests) == 1


def test_a_desk_without_an_authority_is_told_how_to_trust_one(desk: Desk) -> None:
    with pytest.raises(ForbiddenMove, match=r"`claimtrack timestamp trust NAME URL --ca FILE`"):
        asking.stamp(desk)


@pytest.mark.usefixtures("trusting")
def test_who_may_only_read_stamps_nothing_and_asks_nobody(viewer: Desk, served: Authority) -> None:
    with pytest.raises(ForbiddenMove, match="viewer"):
        asking.stamp(viewer)
    with pytest.raises(ForbiddenMove, match="viewer"):
        asking.retry(viewer)
    assert served.asked == []


def test_only_an_admin_trusts_an_authority(editor: Desk, served: Authority) -> None:
    with pytest.raises(ForbiddenMove, match="admin"):
        editor.enact(trust, "north", served.url, served.pem)


@pytest.mark.both_databases
def test_offline_it_is_pending_with_the_reason_until_it_is_asked_again(trusting: Desk, served: Authority) -> None:
    there = served.url
    trusting.enact(trust, "north", "http://127.0.0.1:9/tsr", served.pem, private=True)
    (outcome,) = asking.stamp(trusting).outcomes
    assert "north cannot be reached" in str(outcome.why)
    assert not outcome.refused
    (row,) = listing(trusting, pending=True)
    assert (row.state, row.why) == ("pending", str(outcome.why))
    assert verify(trusting).problems == ()
    assert any("is pending since" in str(one) for one in verify(trusting).notes)
    before = _events(trusting)
    asking.retry(trusting)
    assert _events(trusting) == before  # tried in vain for the same reason, it is no new event
    trusting.enact(trust, "north", there, served.pem, private=True)
    with reading(trusting) as session:
        request = trusting.locker.read(session.get_one(Stamp, 1).request_digest)
    (again,) = asking.retry(trusting)
    assert again.time is not None
    assert served.asked == [request]
    assert asking.retry(trusting) == ()
    assert listing(trusting, pending=True) == []
    assert verify(trusting).problems == ()


def test_two_authorities_are_asked_and_one_that_is_silent_leaves_the_other(trusting: Desk, served: Authority) -> None:
    trusting.enact(trust, "away", "http://127.0.0.1:9/", served.pem, private=True)
    outcomes = {one.authority: one for one in asking.stamp(trusting).outcomes}
    assert outcomes["north"].time is not None
    assert outcomes["away"].time is None
    assert [row.state for row in listing(trusting)] == ["pending", "received"]


def test_an_authority_that_left_the_policy_is_named(trusting: Desk, served: Authority) -> None:
    trusting.enact(trust, "away", "http://127.0.0.1:9/", served.pem, private=True)
    asking.stamp(trusting)
    trusting.enact(adjust, ["timestamp_authorities.away="])
    (outcome,) = asking.retry(trusting)
    assert "away is no longer in the desk's policy" in str(outcome.why)
    assert "`claimtrack timestamp withdraw N --reason TEXT`" in str(outcome.why)
    trusting.enact(asking.withdraw, 1, reason="it has closed")
    assert [row.state for row in listing(trusting)] == ["withdrawn", "received"]
    assert asking.retry(trusting) == ()
    with pytest.raises(ForbiddenMove, match="withdrawn already"):
        trusting.enact(asking.withdraw, 1, reason="again")
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        trusting.enact(asking.withdraw, 2, reason=" ")
    with pytest.raises(NotFound, match="no timestamp 9"):
        trusting.enact(asking.withdraw, 9, reason="it is not there")
    assert verify(trusting).problems == ()


def test_what_only_a_withdrawn_timestamp_was_over_is_stamped_anew(trusting: Desk) -> None:
    asking.stamp(trusting)
    trusting.enact(asking.withdraw, 1, reason="the authority lost its key")
    assert asking.stamp(trusting).files == 2


def test_an_answer_under_another_configured_root_is_not_kept(
    trusting: Desk, served: Authority, south: Authority
) -> None:
    trusting.enact(trust, "south", "http://127.0.0.1:9/", south.pem, private=True)
    served.otherwise = lambda request: Reply(south.answer(request))
    outcomes = {one.authority: one for one in asking.stamp(trusting).outcomes}
    assert outcomes["north"].refused
    assert "signed under CN=South issuing, and pinned for north is CN=North issuing" in str(outcomes["north"].why)
    assert all(row.state == "pending" for row in listing(trusting))
    served.otherwise = None
    asking.retry(trusting)
    assert verify(trusting).problems == ()


def test_an_old_answer_sent_again_is_not_kept(
    trusting: Desk, served: Authority, bridge: int, support: Callable[..., Attached]
) -> None:
    asking.stamp(trusting)
    old = served.answer(served.asked[0])
    served.otherwise = lambda _: Reply(old)
    support(bridge, text="a second log", name="second.txt")
    (outcome,) = asking.stamp(trusting).outcomes
    assert outcome.refused
    assert "is over other bytes" in str(outcome.why)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(b"no", status=503), "north answers 503"),
        (Reply(b"<html>log in</html>", media_type="text/html; charset=utf-8"), "wants you to log in first"),
        (Reply(b"", status=302, headers=(("Location", "http://169.254.169.254/"),)), "sends on to http://169.254"),
        (Reply(b""), "answers with nothing"),
        (Reply(b"x" * 1_000_001), "more than 1,000,000 bytes, which is no timestamp"),
        (Reply(b"x" * 100), "is no timestamp, or a damaged one"),
    ],
    ids=["busy", "login", "redirect", "empty", "large", "junk"],
)
def test_what_is_no_answer_leaves_it_pending_with_the_reason(
    trusting: Desk, served: Authority, reply: Reply, says: str
) -> None:
    served.otherwise = lambda _: reply
    (outcome,) = asking.stamp(trusting).outcomes
    assert says in str(outcome.why)
    assert verify(trusting).problems == ()


def test_an_inside_address_is_asked_only_where_the_policy_says_so(
    desk: Desk, bridge: int, served: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    del bridge
    desk.enact(trust, "north", served.url, served.pem)
    (outcome,) = asking.stamp(desk).outcomes
    assert "127.0.0.1, an address inside this network; if you mean it, an admin says so with" in str(outcome.why)
    assert "--private" in str(outcome.why)
    assert served.asked == []
    monkeypatch.setattr(guard, "is_public", lambda _: True)
    (again,) = asking.retry(desk)
    assert again.time is not None


def test_certificates_that_were_changed_are_refused_and_once_used_are_kept(
    desk: Desk, bridge: int, served: Authority, south: Authority, tmp_path: Path
) -> None:
    del bridge
    file = tmp_path / "ca.pem"
    file.write_bytes(served.pem.read_bytes())
    desk.enact(trust, "north", served.url, file, private=True)
    file.write_bytes(south.pem.read_bytes())
    (outcome,) = asking.stamp(desk).outcomes
    assert "is not the file that the policy pins for north" in str(outcome.why)
    file.write_bytes(served.pem.read_bytes())
    assert asking.retry(desk)[0].time is not None
    file.unlink()
    desk.enact(adjust, ["origins=2"])
    assert asking.stamp(desk).outcomes[0].time is not None


def test_certificates_that_are_missing_are_told(desk: Desk, served: Authority, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot read the certificates"):
        desk.enact(trust, "north", served.url, tmp_path / "none.pem")
    with pytest.raises(InvalidInput, match="its url is no web address"):
        desk.enact(trust, "north", "ftp://tsa.example.org", served.pem)


def test_a_clock_far_from_the_authoritys_is_told(trusting: Desk) -> None:
    # The test's clock stands where no real one does.
    (outcome,) = asking.stamp(trusting).outcomes
    assert outcome.clock is not None


def test_pieces_and_reports_say_since_when_or_that_it_is_pending(
    trusting: Desk, served: Authority, bridge: int, support: Callable[..., Attached]
) -> None:
    assert pieces.shown(trusting, 1).stamps == ()
    served.otherwise = lambda _: Reply(b"no", status=503)
    asking.stamp(trusting)
    assert "pending since 24 Nov 2026" in pieces.shown(trusting, 1).stamps[0]
    support(bridge, text="a second log", name="second.txt")
    assert pieces.shown(trusting, 2).stamps == ("not timestamped",)
    report = gather(trusting)
    assert "timestamp by north pending since" in report.stamps[0]
    served.otherwise = None
    asking.retry(trusting)
    (says,) = pieces.shown(trusting, 1).stamps
    assert says.startswith("existed no later than ")
    assert says.endswith("UTC, says north (timestamp 1)")
    later = gather(trusting)
    assert later.stamps[0].startswith(f"event {listing(trusting)[0].head} and all before it existed no later than")
    (claim,) = (one for one in later.articles[0].claims if one.number == bridge)
    assert [one.stamps for one in claim.evidence] == [(says,), ("not timestamped",)]
    earlier = gather(trusting, as_of=report.head_number)
    assert earlier.stamps == report.stamps
    before = gather(trusting, as_of=listing(trusting)[0].head)
    assert before.stamps == ()


@pytest.mark.both_databases
def test_it_is_renewed_over_the_old_answer_and_what_that_was_over(trusting: Desk) -> None:
    asking.stamp(trusting)
    with pytest.raises(ForbiddenMove, match="no timestamp rests on a certificate that ends within 90 days"):
        asking.renew(trusting, days=90)
    with reading(trusting) as session:
        first = session.get_one(Stamp, 1)
        over = {first.answer_digest, first.request_digest, first.pinned_digest, first.manifest.digest}
    asking.renew(trusting, [1], days=90)
    assert set(read_manifest(_text(trusting, 2)).digests) == over
    assert [row.renewed_by for row in listing(trusting)] == [2, None]
    with pytest.raises(NotFound, match="no timestamp 7"):
        asking.renew(trusting, [7], days=90)
    assert verify(trusting).problems == ()


def test_what_ends_soon_is_renewed_once_without_being_named(trusting: Desk) -> None:
    asking.stamp(trusting)
    late = replace(trusting, clock=lambda: listing(trusting)[0].ends or trusting.clock())
    assert any("renew it" in str(one) for one in check(late).notes)
    asking.renew(late, days=90)
    assert not any("timestamp 1" in str(one) for one in check(late).notes)
    asking.renew(late, days=90)  # the second rests on the same certificates
    trusting.enact(asking.withdraw, 3, reason="a test")
    with pytest.raises(ForbiddenMove, match="timestamp 3 was withdrawn, so there is nothing to renew"):
        asking.renew(trusting, [3], days=90)


def test_what_is_damaged_in_the_locker_is_named_when_it_is_asked_again(trusting: Desk, served: Authority) -> None:
    served.otherwise = lambda _: Reply(b"no", status=503)
    asking.stamp(trusting)
    with reading(trusting) as session:
        digest = session.get_one(Stamp, 1).request_digest
    file_of(trusting.locker, digest).unlink()
    with pytest.raises(VerificationFailed, match="are not in the locker"):
        asking.retry(trusting)
