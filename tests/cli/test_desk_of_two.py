"""A desk on PostgreSQL, set up as docs/how-to/work-as-a-desk-on-postgresql.md says, by two users of the machine."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlalchemy import make_url
from tests.other_users import as_user, needs_root

Run = Callable[..., CompletedProcess[str]]

ANA, BEN, EVE, DESK = 64_001, 64_002, 64_003, 64_010
GROUPS = {ANA: [ANA, DESK], BEN: [BEN, DESK], EVE: [EVE]}
NAMES = {ANA: "ana", BEN: "ben", EVE: "eve"}


@pytest.fixture
def server(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that everybody reaches with a locker for the group, and a database that everybody reaches."""
    socket = Path(str(make_url(postgresql_url).query.get("host", "/nowhere")))
    before = socket.stat().st_mode if socket.is_dir() else None
    if before is not None:
        socket.chmod(0o711)
    root = Path(tempfile.mkdtemp(prefix="claimtrack-server-"))
    root.chmod(0o755)
    locker = root / "locker"
    locker.mkdir()
    os.chown(locker, 0, DESK)
    locker.chmod(0o2770)
    for user, groups in GROUPS.items():
        home = root / NAMES[user]
        home.mkdir(mode=0o700)
        for name, words in (("article.txt", "“The pier is open,” Ana Ruiz said.\n"), ("log.txt", f"{user}: shut.\n")):
            (home / name).write_text(words, encoding="utf-8")
            os.chown(home / name, user, groups[0])
        os.chown(home, user, groups[0])
    monkeypatch.setenv("CLAIMTRACK_DATABASE", postgresql_url)
    monkeypatch.setenv("CLAIMTRACK_LOCKER", str(locker))
    yield root
    shutil.rmtree(root)
    if before is not None:
        socket.chmod(before)


@needs_root
def test_what_one_makes_the_other_reads_and_adds_to(
    run: Run, server: Path, ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story: list[tuple[int, tuple[str | int, ...], int]] = [
        (ANA, ("ingest", "article.txt"), 0),
        (BEN, ("list",), 0),
        (BEN, ("take", 1), 4),
        (ANA, ("reviewer", "add", "ben"), 0),
        (BEN, ("take", 1), 0),
        (BEN, ("evidence", "add", 1, "log.txt", "--refutes", "--source", "Port Office", "--new-source"), 0),
        (ANA, ("evidence", "add", 1, "log.txt", "--supports", "--source", "Pier Office", "--new-source"), 0),
        (ANA, ("verify",), 0),
        (BEN, ("verify",), 0),
        (BEN, ("report", "-f", "txt"), 0),
        (BEN, ("locker", "sweep", "--now"), 0),
        (EVE, ("list",), 1),
    ]
    with monkeypatch.context() as alone:
        alone.delenv("CLAIMTRACK_DATABASE")
        alone.delenv("CLAIMTRACK_LOCKER")
        rehearsal = tmp_path / "rehearsal"
        shutil.copytree(ingested, rehearsal)
        alone.chdir(rehearsal)
        for name in ("article.txt", "log.txt"):
            shutil.copy(server / "ana" / name, rehearsal / name)
        # What root alone could read of Python itself has to be loaded before the rights are given up.
        for _, words, _ in story:
            run(*words)
    for user, words, code in story:
        found = as_user(user, GROUPS[user], partial(_run_at, run, server / NAMES[user], user, words))
        assert found[0] == code, f"{NAMES[user]}: {words}: {found}"


def _run_at(run: Run, home: Path, user: int, words: tuple[str | int, ...]) -> tuple[int, str, str]:
    os.chdir(home)
    os.environ["CLAIMTRACK_REVIEWER"] = NAMES[user]
    found = run(*words)
    return found.returncode, found.stdout, found.stderr
