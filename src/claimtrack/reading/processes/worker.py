"""A process beside this one that does work which may hang, die or take all memory, and takes nothing along if it does.

It is a program of its own and no fork: threads, as ONNX Runtime has them, do not survive one, and Windows has none.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

from claimtrack.errors import ClaimtrackError
from claimtrack.reading.processes.frames import receive, send

R = TypeVar("R")

# The modules that the child finds are those of this process: with -P none of the folder that it is started in, where
# a file that somebody was sent may have the name of a module.
_CHILD = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from claimtrack.reading.processes.serve_calls import serve_calls; serve_calls()"
)


class TooSlow(Exception):
    """The work took longer than it was given, and its process was ended."""


class Died(Exception):
    """The process ended in the middle of the work; the words say how ("SIGSEGV", "exit code 3")."""


class Worker:
    """One such process: started when there is work, kept for the next, replaced after it ended."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._unheard = 0
        self._one_at_a_time = threading.Lock()
        self._closed = False
        self._owner = os.getpid()

    def call(self, function: Callable[..., R], /, *arguments: object, seconds: float | None = None) -> R:
        """Call a function of a module there, and return what it gives or raise what it raises.

        It, its arguments and what it gives are pickled. Raises TooSlow after ``seconds``, and Died.
        """
        with self._one_at_a_time:
            process = self._started()
            try:
                has_failed, what = self._answer(process, (function, arguments), seconds)
            except BaseException:
                # Whoever is interrupted would else take the answer for that to the next question.
                self._end()
                raise
            if has_failed:
                raise what
            return what  # type: ignore[no-any-return] # a pickle has no type: this is what the function gave

    def begin(self, function: Callable[..., object], /, *arguments: object) -> None:
        """Start the process if need be, and have it call this while nobody waits; what it gives is not asked for."""
        with self._one_at_a_time:
            process = self._started()
            self._unheard += 1
            with suppress(OSError):
                send(_streams(process)[0], pickle.dumps((function, arguments)))

    def close(self) -> None:
        """End the process, whatever it does; work that comes later is refused with Died."""
        self._closed = True
        process = self._process
        if process is not None and self._owner == os.getpid():
            process.kill()
            with self._one_at_a_time:
                self._end()

    def __enter__(self) -> "Worker":
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._owner != os.getpid():
            # In a fork: the process belongs to the parent, which may be talking to it at this moment.
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._process.poll() is not None:
            self._end()  # it died of something else than work
        if self._process is None and not self._closed:
            # That it is ready is its first answer.
            self._process, self._unheard = _start(), 1
        if self._process is None or self._closed:  # perhaps at this moment, by another thread
            self._end()
            raise Died("it was ended")
        return self._process

    def _hear_all(self, process: "subprocess.Popen[bytes]") -> None:
        """Wait until it has answered what was asked before: the time that takes is nobody's input's."""
        while self._unheard:
            if receive(_streams(process)[1]) is None:
                raise ClaimtrackError(
                    f"the process that reads files ended at its start ({_how_it_ended(process)}); try again"
                )
            self._unheard -= 1

    def _answer(self, process: "subprocess.Popen[bytes]", call: object, seconds: float | None) -> tuple[bool, Any]:
        self._hear_all(process)
        asked, answered = _streams(process)
        with _watched(process, seconds) as late:
            # A process that has died tells so by its answer.
            with suppress(OSError):
                send(asked, pickle.dumps(call))
            answer = receive(answered)
        if late.is_set():
            raise TooSlow
        if answer is None:
            raise Died(_how_it_ended(process))
        has_failed, what = pickle.loads(answer)  # noqa: S301 - from our own process
        return has_failed, what

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in _streams(process):
            with suppress(OSError):
                stream.close()


@contextmanager
def _watched(process: "subprocess.Popen[bytes]", seconds: float | None) -> Iterator[threading.Event]:
    """End a process that works for longer than this, and give what is set if it was so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    if seconds is None:
        yield late
        return
    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield late
    finally:
        watch.cancel()
        watch.join()  # else it might end the process while it does the next work


def own_worker() -> Worker:
    """Return the worker of this program, which ends with it."""
    global _own
    if _own is None:
        _own = Worker()
        atexit.register(close_own_worker)
    return _own


def close_own_worker() -> None:
    """End the worker of this program; the next call starts another."""
    global _own
    if _own is not None:
        _own.close()
        _own = None


_own: Worker | None = None


def _start() -> "subprocess.Popen[bytes]":
    paths = [path for path in sys.path if path]
    try:
        return subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-c", _CHILD, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a parser grumbles at is no word of this program.
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise ClaimtrackError(f"cannot start a process to read files in: {error.strerror}; try again") from error


def _streams(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None  # noqa: S101 - _start asks for both
    assert process.stdout is not None  # noqa: S101 - as above
    return process.stdin, process.stdout


def _how_it_ended(process: "subprocess.Popen[bytes]") -> str:
    code = process.wait()
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
