"""What a reader may do and take nothing along: hang, die, take all memory, fail, print."""

import operator
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import HTTPDefaultErrorHandler, Request

import pytest
from tests.picture_reader import picture

from claimtrack.errors import ClaimtrackError, InvalidInput, ReaderFailed, UsageError
from claimtrack.reading.processes import worker as module
from claimtrack.reading.processes.jobs import in_order
from claimtrack.reading.processes.worker import Died, TooSlow, Worker, own_worker
from claimtrack.reading.read import expect, read_article, read_document


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.mark.usefixtures("picture_reader")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("hang", r"^a\.png took longer than 0\.5 seconds to read; save its text as a \.txt file, or set CLAIMTRACK_RE"),
        ("spin", r"^a\.png took longer than 0\.5 seconds to read; save its text as a \.txt file, or set CLAIMTRACK_RE"),
        ("abort", r"^a\.png cannot be read: its reader died \(SIGABRT\); save its text as a \.txt file"),
        ("exit", r"^a\.png cannot be read: its reader died \(exit code 3\); save its text as a \.txt file"),
        ("leave", r"^a\.png cannot be read: its reader died \(exit code 1\); save its text as a \.txt file"),
        ("eat", r"^a\.png takes more than 200 MB of memory to read; save its text .*set CLAIMTRACK_READ_MEGABYTES to"),
        ("hide", r"^a\.png takes more than 200 MB of memory to read; save its text .*set CLAIMTRACK_READ_MEGABYTES to"),
        ("fail", r"^a\.png cannot be read: its reader failed \(TypeError: no picture at all\); save its text"),
    ],
)
def test_a_reader_that_misbehaves_is_told_and_the_next_file_is_read(
    words: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", "0.5" if words in {"hang", "spin"} else "60")
    monkeypatch.setenv("CLAIMTRACK_READ_MEGABYTES", "200")
    with pytest.raises(ReaderFailed, match=says):
        read_document(picture(words), name="a.png")
    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", "60")
    assert read_document(picture("give The bridge is closed."), name="b.png").text == "The bridge is closed."


@pytest.mark.usefixtures("picture_reader")
def test_one_process_reads_one_file_after_the_other_until_it_ends() -> None:
    def reader() -> str | None:
        return read_document(picture("tell"), name="a.png").title

    first = reader()
    assert first not in {None, str(os.getpid())}
    # What a reader refuses is no reason to start anew.
    with pytest.raises(InvalidInput, match=r"^a\.png shows nothing$") as refused:
        read_document(picture("refuse"), name="a.png")
    assert not isinstance(refused.value, ReaderFailed)
    assert reader() == first
    with pytest.raises(ReaderFailed):
        read_document(picture("exit"), name="a.png")
    assert reader() != first


@pytest.mark.usefixtures("picture_reader")
def test_what_a_reader_prints_or_asks_for_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert read_document(picture("print it"), name="a.png").text == "it"
    assert capfd.readouterr() == ("", "")


def test_text_and_markdown_need_no_process_and_a_page_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Worker:
        raise AssertionError

    monkeypatch.setattr("claimtrack.reading.read.own_worker", none)
    for name in ("a.txt", "a.md"):
        assert "bridge" in read_document(b"The bridge is closed.", name=name).text
    expect(["a.txt", "b.md", "-", "c.pdf"])
    with pytest.raises(AssertionError):
        read_document(b"<html><body><p>The bridge is closed.</p></body></html>", name="a.txt")
    for name in ("a.html", "https://post.example/a"):
        with pytest.raises(AssertionError):
            expect(["a.txt", name])


def test_a_page_that_is_expected_is_read_as_any(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.reading.read.own_worker", lambda: worker)
    expect(["a.html"])
    expect(["a.html"])
    page = b"<html><body><article><p>The bridge has been closed since noon.</p></article></body></html>"
    assert read_document(page, name="a.html").text == "The bridge has been closed since noon."


@pytest.mark.parametrize("written", ["0", "-1", "soon", "nan", "inf"])
def test_a_limit_that_is_no_number_is_told(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", written)
    with pytest.raises(UsageError, match=f"^CLAIMTRACK_READ_SECONDS is '{written}'; write a number above 0"):
        read_document(b"<html><body><p>A page.</p></body></html>", name="a.html")


def test_what_a_worker_is_asked_for_it_gives_or_raises(worker: Worker) -> None:
    assert worker.call(operator.add, 1, 2) == 3
    with pytest.raises(ZeroDivisionError):
        worker.call(operator.truediv, 1, 0)
    with pytest.raises(TypeError, match="pickle"):
        worker.call(threading.Lock)
    # Its class cannot be made anew from what it holds: it comes over in words.
    with pytest.raises(RuntimeError, match=r"^HTTPError: HTTP Error 404: gone$"):
        worker.call(
            HTTPDefaultErrorHandler.http_error_default, None, Request("https://a.example"), None, 404, "gone", None
        )
    with pytest.raises(Died, match="exit code 7"):
        worker.call(os._exit, 7)
    with pytest.raises(TooSlow):
        worker.call(time.sleep, 60, seconds=0.1)
    assert worker.call(operator.add, 1, 2) == 3


def test_a_process_that_ends_between_two_calls_is_nobodys_fault(worker: Worker) -> None:
    worker.begin(os._exit, 1)
    assert worker._process is not None
    worker._process.wait()
    assert worker.call(operator.add, 1, 2) == 3


def test_a_worker_that_was_ended_works_no_more(worker: Worker) -> None:
    number = worker.call(os.getpid)
    worker.close()
    with pytest.raises(Died):
        worker.call(os.getpid)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_fork_has_a_worker_of_its_own() -> None:
    number = own_worker().call(os.getpid)
    child = os.fork()
    if not child:
        try:
            own = own_worker().call(os.getpid)
            own_worker().close()
            os._exit(0 if own != number else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert own_worker().call(os.getpid) == number


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Worker() as worker, pytest.raises(ClaimtrackError, match="cannot start a process to read files in: No such"):
        worker.call(os.getpid)
    monkeypatch.undo()
    monkeypatch.setattr(module, "_CHILD", "raise SystemExit(9)")
    with Worker() as worker, pytest.raises(ClaimtrackError, match=r"ended at its start \(exit code 9\)"):
        worker.call(os.getpid)


def test_nothing_of_the_folder_that_one_is_in_is_imported(tmp_path: Path) -> None:
    for name in ("pickle", "queue", "lxml", "trafilatura"):
        (tmp_path / f"{name}.py").write_text("open('imported', 'w').close()", encoding="utf-8")
    program = (
        "from claimtrack.reading.read import read_document as r; print(r(b'<p>A bridge.</p>', name='a.html').text)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("A bridge.\n", "")
    assert not (tmp_path / "imported").exists()


def _twice(worker: Worker, number: int) -> int:
    return int(worker.call(operator.mul, number, 2))


def test_several_at_once_give_in_order_what_one_by_one_gives() -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in range(9):
            taken.append(number)
            yield number

    found = in_order(_twice, things(), jobs=2)
    assert next(found) == 0
    # No more is taken up, and so held, than keeps both busy.
    assert taken == [0, 1, 2, 3]
    assert list(found) == [number * 2 for number in range(1, 9)]
    assert list(in_order(_twice, [], jobs=2)) == []


def test_who_stops_does_not_wait_for_what_was_begun() -> None:
    def work(worker: Worker, number: int) -> int:
        if number:
            worker.call(time.sleep, 600)
        return number

    found = in_order(work, range(9), jobs=2)
    begun = time.monotonic()
    assert next(found) == 0
    found.close()
    assert time.monotonic() - begun < 60


@pytest.mark.usefixtures("picture_reader")
def test_a_worker_reads_text_too_and_within_limits(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_article(b"The bridge is closed.", name="a.txt", worker=worker).text == "The bridge is closed."
    with pytest.raises(InvalidInput, match=r"^a\.txt is empty"):
        read_article(b"", name="a.txt", worker=worker)
    monkeypatch.setenv("CLAIMTRACK_READ_MEGABYTES", "100")
    with pytest.raises(ReaderFailed, match="more than 100 MB"):
        read_article(picture("eat"), name="a.png", worker=worker)
    # The limit is that of one file: what comes after it has as much as before.
    assert len(worker.call(bytes, 300_000_000)) == 300_000_000
