"""Films and the like: kept block by block, whatever their size, as texts are within their limit."""

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.benchmarks.measuring import CHECKOUT
from tests.kept import file_of, folder_of

from claimtrack.config import MAX_SIZE
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, VerificationFailed
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, taking_out
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

FILM = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + random.Random(7).randbytes(MAX_SIZE + 3_000_000)  # noqa: S311 - bytes that nothing compresses, no secret
CONTEXT = Bearing(Stance.CONTEXT, Basis.RECORD, None)
Attach = Callable[..., Attached]

_ADDING = """\
import json, sys
from pathlib import Path
from claimtrack.config import Place
from claimtrack.services.claims import look
from claimtrack.services.desk import open_desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, examine
from claimtrack.vocabulary import Basis, Stance
from tests.benchmarks.measuring import peak_memory

root = Path(sys.argv[1])
desk = open_desk(Place(root, None, root / ".claimtrack" / "locker"), reviewer="ana")
before = peak_memory()
examined = examine(desk, offered_from(desk, sys.argv[2]), Bearing(Stance.CONTEXT, Basis.RECORD, None))
desk.enact(attachments.attach, look(desk, [1]), examined)
print(json.dumps([examined.size, peak_memory() - before]))
"""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Give a film of more bytes than are read of a text."""
    file = tmp_path / "film.mp4"
    file.write_bytes(FILM)
    return file


@pytest.fixture
def attach(desk: Desk, bridge: int) -> Attach:
    """Give a way to attach what a file holds."""

    def attached(file: Path, max_size: int | None = None) -> Attached:
        examined = examine(desk, offered_from(desk, str(file), max_size=max_size), CONTEXT)
        return desk.enact(attachments.attach, look(desk, [bridge]), examined)

    return attached


def test_a_film_is_kept_and_copied_out_whole(desk: Desk, attach: Attach, film: Path, tmp_path: Path) -> None:
    attached = attach(film)
    assert (attached.media_type, attached.size) == ("video/mp4", len(FILM))
    assert attached.digest == hashlib.sha256(FILM).hexdigest()
    assert taking_out.copy_out(desk, attached.number, tmp_path / "copy.mp4").path.read_bytes() == FILM
    assert taking_out.copy_to_open(desk, attached.number, tmp_path / "..").path.read_bytes() == FILM
    assert verify(desk).problems == ()
    with pytest.raises(ForbiddenMove, match="evidence 1 is attached to claim 1 already"):
        attach(film)
    assert not list(desk.locker.leftovers(older_than=0))


def test_an_altered_film_is_not_handed_out(desk: Desk, attach: Attach, film: Path, tmp_path: Path) -> None:
    attached = attach(film)
    kept = file_of(desk.locker, attached.digest)
    kept.chmod(0o600)
    with kept.open("r+b") as stream:
        stream.seek(len(FILM) - 1)
        stream.write(bytes([FILM[-1] ^ 1]))
    with pytest.raises(VerificationFailed, match=r"evidence 1 is not what was attached: the file of .* was altered"):
        taking_out.copy_out(desk, attached.number, tmp_path / "copy.mp4")
    assert not (tmp_path / "copy.mp4").exists()


def test_a_limit_is_kept_and_said(desk: Desk, attach: Attach, film: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"film.mp4 is larger than 21,000,000 bytes; --max-size BYTES takes more"):
        attach(film, max_size=21_000_000)
    text = tmp_path / "long.txt"
    text.write_bytes(b"82 dead.\n" * (MAX_SIZE // 9 + 1))
    with pytest.raises(InvalidInput, match=r"long.txt is larger than 20,000,000 bytes; --max-size BYTES takes more"):
        attach(text)
    assert len(list(desk.locker.digests())) == 1  # the article's
    assert not list(desk.locker.leftovers(older_than=0))


def test_no_passage_is_looked_for_in_a_film(desk: Desk, film: Path) -> None:
    asked = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt="82 dead")
    with pytest.raises(InvalidInput, match=r"no text can be read from film.mp4, so an excerpt cannot be found in it"):
        examine(desk, offered_from(desk, str(film)), asked)
    assert list(desk.locker.digests()) == []


def test_a_disk_that_fills_up_keeps_nothing(desk: Desk, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatabaseTrouble, match="No space left on device; nothing was changed"):
        examine(desk, offered_from(desk, str(film)), CONTEXT)
    assert not list(desk.locker.leftovers(older_than=0))


def test_a_film_that_grows_or_shrinks_while_it_is_added_is_one_that_was_there(
    desk: Desk, attach: Attach, film: Path
) -> None:
    stop = threading.Event()

    def change() -> None:
        dice = random.Random(3)  # noqa: S311 - sizes that are spread, no secret
        while not stop.is_set():
            os.truncate(film, MAX_SIZE + dice.randrange(1, 3_000_000))
            time.sleep(0.001)

    writer = threading.Thread(target=change)
    writer.start()
    seen = 0
    try:
        for _ in range(8):
            try:
                attached = attach(film)
            except ForbiddenMove:  # the writer had no time in between: it is attached already
                continue
            seen += 1
            assert attached.size == file_of(desk.locker, attached.digest).stat().st_size
            assert shown(desk, attached.number).size == attached.size
            assert desk.locker.check(attached.digest) is None
    finally:
        stop.set()
        writer.join()
    assert seen


def test_a_rehearsal_keeps_nothing_of_a_film(desk: Desk, film: Path) -> None:
    from dataclasses import replace

    examined = examine(replace(desk, rehearsal=True), offered_from(desk, str(film)), CONTEXT)
    assert (examined.digest, examined.size) == (hashlib.sha256(FILM).hexdigest(), len(FILM))
    assert list(desk.locker.digests()) == []


@pytest.mark.usefixtures("bridge")
def test_memory_does_not_grow_with_a_film(desk: Desk, tmp_path: Path) -> None:
    film = tmp_path / "long.mp4"
    with film.open("wb") as stream:
        stream.write(FILM[:1_000])
        stream.truncate(300_000_000)  # sparse: it takes no room here
    root = folder_of(desk.locker).parent.parent
    command = [sys.executable, "-c", _ADDING, str(root), str(film)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    size, more = json.loads(done.stdout)
    assert size == 300_000_000
    assert more < 60_000_000
