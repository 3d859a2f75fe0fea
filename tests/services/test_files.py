"""Files that are written as a whole or not at all."""

import errno
import os
import shlex
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.services.files import hand_over, write_new, write_whole


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
@pytest.mark.parametrize("umask", [0o000, 0o002, 0o027, 0o077])
@pytest.mark.parametrize("write", [write_whole, write_new])
def test_a_new_file_is_its_owners_alone_whatever_the_umask(
    tmp_path: Path, umask: int, write: Callable[[Path, bytes], None]
) -> None:
    file = tmp_path / "report.html"
    seen: list[int] = []
    before = os.umask(umask)
    try:
        with patch("os.fsync", side_effect=lambda handle: seen.append(os.fstat(handle).st_mode & 0o777)):
            write(file, b"x")
    finally:
        os.umask(before)
    assert (file.stat().st_mode & 0o777, seen) == (0o600, [0o600])


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
@pytest.mark.parametrize(("rights", "mode"), [(0o2770, 0o660), (0o2750, 0o600), (0o770, 0o600)])
def test_in_a_folder_of_a_desks_group_it_is_the_groups(tmp_path: Path, rights: int, mode: int) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.chmod(rights)
    write_whole(folder / "report.html", b"x")
    assert (folder / "report.html").stat().st_mode & 0o777 == mode


def test_what_was_there_stays_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.html"
    write_whole(file, b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match="No space left on device"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("r" * 250 + ".txt")
    write_whole(file, b"x")
    assert file.read_bytes() == b"x"


def test_a_link_stays_one_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to("real.html")
    write_whole(link, b"new")
    assert (link.is_symlink(), real.read_bytes(), real.stat().st_mode & 0o777) == (True, b"new", 0o600)
    (tmp_path / "broken").symlink_to("made")
    write_whole(tmp_path / "broken", b"made")
    assert (tmp_path / "made").read_bytes() == b"made"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes lie in folders there")
def test_a_pipe_is_written_into_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InvalidInput, match="it is a pipe from which nobody reads"):
        write_whole(pipe, b"a report")
    reads = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"a report")
        assert os.read(reads, 100) == b"a report"
    finally:
        os.close(reads)
    assert pipe.is_fifo()


def _child(words: str, into: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python in a shell, its standard output led on as ``into`` says, and words of the shell around it."""
    writing = f"from pathlib import Path; from claimtrack.services.files import *; {words}"
    line = f"{{ echo before; {shlex.quote(sys.executable)} -c {shlex.quote(writing)}; echo after; }} {into}"
    return subprocess.run(["bash", "-c", line], capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("write", ["write_whole", "write_new"])
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "link"])
def test_standard_output_by_its_name_is_what_the_shell_made_of_it(tmp_path: Path, write: str, name: str) -> None:
    """A file to which others write, too, is not replaced, and a pipe has no name that could be opened."""
    if name == "link":
        (tmp_path / "link").symlink_to("/dev/stdout")
        name = str(tmp_path / "link")
    words = f"{write}(Path({name!r}), b'report\\n')"
    assert _child(words, "| cat").stdout == b"before\nreport\nafter\n"
    for way in (">", ">>"):
        file = tmp_path / "out.txt"
        file.unlink(missing_ok=True)
        _child(words, f"{way} {shlex.quote(str(file))}")
        assert file.read_bytes() == b"before\nreport\nafter\n"
    assert Path("/dev/stdout").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_pipe_that_a_shell_made_is_written_into(tmp_path: Path) -> None:
    into = tmp_path / "through.txt"
    words = "import sys; from pathlib import Path; from claimtrack.services.files import write_whole; "
    words += "write_whole(Path(sys.argv[1]), b'report')"
    line = f"{shlex.quote(sys.executable)} -c {shlex.quote(words)}"
    line += f" >(cat > {shlex.quote(str(into))}; echo done); sleep 0.1"
    found = subprocess.run(["bash", "-c", line], capture_output=True, check=False, timeout=60)
    assert found.stdout == b"done\n", found.stderr
    assert into.read_bytes() == b"report"


@pytest.mark.skipif(sys.platform == "win32", reason="no such device there")
def test_nothing_is_where_what_is_written_for_nobody_goes() -> None:
    write_whole(Path("/dev/null"), b"x")
    write_new(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="no sockets lie in folders there")
def test_what_is_neither_a_file_nor_a_pipe_is_refused_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's whole name is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("here")
        with pytest.raises(InvalidInput, match="it is neither a file nor a pipe"):
            write_whole(Path("here"), b"x")
        with pytest.raises(OSError, match="it is neither a file nor a pipe"):
            write_new(Path("here"), b"x")
        assert Path("here").is_socket()


def test_what_is_new_takes_nobodys_place(tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    write_new(file, b"first")
    (tmp_path / "link").symlink_to("copy.txt")
    for taken in (file, tmp_path / "link", tmp_path):
        with pytest.raises(FileExistsError):
            write_new(taken, b"second")
    assert file.read_bytes() == b"first"
    (tmp_path / "dangling").symlink_to("made.txt")
    write_new(tmp_path / "dangling", b"made")
    assert (tmp_path / "dangling").is_symlink()
    assert (tmp_path / "made.txt").read_bytes() == b"made"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.txt", "dangling", "link", "made.txt"]


def test_a_name_that_somebody_took_meanwhile_stays_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, synced = tmp_path / "copy.txt", os.fsync

    def meanwhile(handle: int) -> None:
        file.write_bytes(b"theirs")
        synced(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileExistsError):
        write_new(file, b"ours")
    assert file.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_large_file_is_handed_over_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:

        def none(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", none)
    for to in (tmp_path / "case.zip", tmp_path / "link"):
        written = tmp_path / "written"
        written.write_bytes(b"whole")
        if to.name == "link":
            to.symlink_to("elsewhere.zip")
        hand_over(written, to)
        assert to.read_bytes() == b"whole"
        written.unlink(missing_ok=True)
        written.write_bytes(b"other")
        with pytest.raises(FileExistsError):
            hand_over(written, to)
    assert (tmp_path / "elsewhere.zip").read_bytes() == b"whole"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes lie in folders there")
def test_a_large_file_goes_through_a_pipe(tmp_path: Path) -> None:
    pipe, written = tmp_path / "pipe", tmp_path / "written"
    os.mkfifo(pipe)
    written.write_bytes(b"x" * 3_000_000)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reads:
        got: list[bytes] = []
        assert reads.stdout is not None
        reader = threading.Thread(target=lambda: got.append(reads.stdout.read() if reads.stdout else b""))
        reader.start()
        for _ in range(100):  # until cat has opened it
            try:
                hand_over(written, pipe)
                break
            except OSError:
                time.sleep(0.05)
        reader.join(timeout=30)
    assert got == [b"x" * 3_000_000]
    assert pipe.is_fifo()
