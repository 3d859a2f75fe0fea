"""What is refused is taken out of the locker again; what nothing names is listed and swept, and no other is."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.kept import file_of, folder_of

from claimtrack.config import Place
from claimtrack.errors import ChangedMeanwhile, ClaimtrackError, ForbiddenMove, InvalidInput
from claimtrack.locker.store import digest_of
from claimtrack.services import keeping
from claimtrack.services.articles.ingest import Given, ingest
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import FellOut, Input
from claimtrack.services.integrity import log, sweep
from claimtrack.services.integrity.backup import backup, restore
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.replies import Asking, ask, text_of
from claimtrack.services.paging import Window
from claimtrack.vocabulary import Basis, Means, Stance

_SECRET = b"MAIL_PASSWORD=tr0ub4dor\nAWS_KEY=0000\n"
_SAID = "“The pier is open,” Ana Ruiz said.\n".encode()


def _bearing(**given: object) -> Bearing:
    return replace(Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office", new_source=True), **given)  # type: ignore[arg-type] # what tests vary


def _old(desk: Desk, *digests: str) -> None:
    """Let files have been kept two hours ago."""
    before = time.time() - 2 * sweep.HOUR
    for digest in digests:
        os.utime(file_of(desk.locker, digest), (before, before))


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_a_refused_article_does_not_stay(desk: Desk, jobs: int) -> None:
    before = list(desk.locker.digests())
    refused = Input(bytes(range(256)) * 4, "what.bin")
    if jobs:
        found = list(ingest_many(desk, [refused, Input(_SAID, "said.txt")], Given(), jobs=jobs))
        assert isinstance(found[0], FellOut)
    else:
        with pytest.raises(InvalidInput):
            ingest(desk, [refused], Given())
        ingest(desk, [Input(_SAID, "said.txt")], Given())
    assert list(desk.locker.digests()) == sorted([*before, digest_of(_SAID)])


def test_refused_evidence_does_not_stay_and_what_is_on_record_does(desk: Desk, bridge: int) -> None:
    before = list(desk.locker.digests())
    with pytest.raises(InvalidInput, match="the excerpt is not in"):
        examine(desk, Offered(_SECRET, ".env"), _bearing(excerpt="the bridge"))
    assert list(desk.locker.digests()) == before
    examined = examine(desk, Offered(_SECRET, ".env"), _bearing())
    with pytest.raises(ForbiddenMove), keeping.taken_back_if_refused(desk, examined.digest):
        raise ForbiddenMove("no")
    assert list(desk.locker.digests()) == before
    examined = examine(desk, Offered(_SECRET, ".env"), _bearing())
    desk.enact(attachments.attach, look(desk, [bridge]), examined)
    with pytest.raises(InvalidInput, match="the excerpt is not in"):
        examine(desk, Offered(_SECRET, ".env"), _bearing(excerpt="the bridge"))
    assert desk.locker.check(examined.digest) is None
    assert verify(desk).problems == ()


def test_who_names_bytes_that_were_swept_meanwhile_begins_again(desk: Desk, bridge: int) -> None:
    examined = examine(desk, Offered(_SECRET, ".env"), _bearing())
    assert desk.enact(sweep.sweep, older_than=0.0).digests == (digest_of(_SECRET),)
    with pytest.raises(ChangedMeanwhile, match="do it again"):
        desk.enact(attachments.attach, look(desk, [bridge]), examined)
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("bridge")
def test_an_article_that_was_swept_meanwhile_is_kept_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimtrack.services.articles import ingest as module

    prepare = module.prepare

    def swept(*given: object, **options: object) -> object:
        found = prepare(*given, **options)  # type: ignore[arg-type] # passed on as given
        desk.enact(sweep.sweep, older_than=0.0)
        return found

    monkeypatch.setattr(module, "prepare", swept)
    ingest(desk, [Input(_SAID, "said.txt")], Given())
    assert desk.locker.check(digest_of(_SAID)) is None
    assert verify(desk).problems == ()


def test_a_letter_stays_whose_bytes_are_refused_as_something_else(desk: Desk, bridge: int) -> None:
    letter = b"Is it so that the bridge is closed?"
    asking = Asking("Army", Means.MAIL, text=text_of(Input(letter, "letter.txt")), new_source=True)
    desk.enact(ask, look(desk, [bridge]), asking)
    keeping.take_back(desk, digest_of(letter))
    assert verify(desk).problems == ()
    assert sweep.listing(desk).total == 2
    assert ("reply 1",) in {one.belongs_to for one in sweep.listing(desk)}


@pytest.mark.usefixtures("bridge")
def test_what_nothing_names_is_swept_when_it_is_old_and_told_in_the_log(desk: Desk) -> None:
    named = list(desk.locker.digests())
    old, young = desk.locker.put(_SECRET), desk.locker.put(b"just now")
    half = file_of(desk.locker, old).parent / ".writing-0"
    half.write_bytes(b"half")
    _old(desk, old, *named)
    os.utime(half, (0, 0))
    assert [one.digest for one in sweep.listing(desk, orphans=True)] == sorted([old, young])
    rehearsed = replace(desk, rehearsal=True).enact(sweep.sweep)
    assert (rehearsed.digests, rehearsed.leftovers, rehearsed.young) == ((old,), 1, 1)
    assert desk.locker.holds(old)
    assert desk.enact(sweep.sweep) == rehearsed
    assert list(desk.locker.digests()) == sorted([*named, young])
    assert not half.exists()
    told = log.entries(desk)[-1]
    assert told[0].what == "swept 1 file that nothing names and 1 half-written from the locker"
    assert verify(desk).problems == ()
    events = verify(desk).events
    assert desk.enact(sweep.sweep).digests == ()
    assert verify(desk).events == events


def test_kept_files_are_listed_with_what_they_belong_to(
    desk: Desk, bridge: int, support: Callable[..., attachments.Attached]
) -> None:
    support(bridge, text="the bridge is shut")
    desk.locker.put(_SECRET)
    found = sweep.listing(desk)
    assert sorted(one.belongs_to for one in found) == [(), ("article 1",), ("evidence 1",)]
    pages = [sweep.listing(desk, Window(2, page)) for page in (1, 2)]
    assert [one for page in pages for one in page] == found
    assert [(page.total, page.offset) for page in pages] == [(3, 0), (3, 2)]


@pytest.mark.usefixtures("bridge")
def test_what_a_killed_writer_left_half_written_is_told_an_hour_later_and_removed(desk: Desk) -> None:
    half = folder_of(desk.locker) / ".writing-0123456789abcdef"
    half.write_bytes(b"half of a film")
    assert verify(desk).notes == ()  # somebody may be writing it
    os.utime(half, (0, 0))
    assert verify(desk).problems == ()
    assert verify(desk).notes == (
        "the locker holds 1 file that killed writers left half-written; `claimtrack locker sweep` removes it",
    )
    assert desk.enact(sweep.sweep).leftovers == 1
    assert (verify(desk).notes, half.exists()) == ((), False)


@pytest.mark.usefixtures("bridge")
def test_no_backup_holds_what_nothing_names(desk: Desk, tmp_path: Path) -> None:
    orphan = desk.locker.put(_SECRET)
    assert backup(desk, tmp_path / "desk.zip").files == 1
    root = tmp_path / "restored"
    restore(tmp_path / "desk.zip", Place(root, None, root / ".claimtrack" / "locker"))
    assert not any(orphan[2:] in str(file) for file in root.rglob("*"))


def test_a_viewer_sweeps_nothing(desk: Desk) -> None:
    digest = desk.locker.put(_SECRET)
    with pytest.raises(ClaimtrackError):
        replace(desk, reviewer="nobody").enact(sweep.sweep, older_than=0.0)
    assert desk.locker.holds(digest)
