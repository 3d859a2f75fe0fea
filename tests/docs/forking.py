"""The program, loaded once: each command is a process of its own that is forked from it.

Loading takes most of the time of a short command. The process that forks has run nothing, so that a command begins as
one does that a user types, but for what is loaded already.
"""

import contextlib
import gc
import io
import json
import os
import pkgutil
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import claimtrack

_SHELL = frozenset("$`*?~{}[]!#")
"""What makes a word more than itself, wherever it stands: quoted, some of them do not, and a shell knows which."""
_BESIDE = ("psycopg", "sqlalchemy.dialects.postgresql", "trafilatura", "onnxruntime", "tokenizers", "jinja2")


class Forking:
    """The process that the commands are forked from."""

    def __init__(self) -> None:
        """Start it; it loads the program by itself."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.docs.forking import serve; serve()"],
            cwd=Path(__file__).parents[2],
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, words: list[str], *, cwd: Path, env: dict[str, str]) -> tuple[int, str]:
        """Run the program with these words; gives its exit code, and both its streams as they came."""
        asked, answered = self._streams()
        asked.write(json.dumps([words, str(cwd), env]) + "\n")
        asked.flush()
        code, printed = json.loads(answered.readline())
        return code, printed

    def close(self) -> None:
        """End it."""
        for stream in self._streams():
            stream.close()
        self._process.wait()

    def _streams(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def plain(line: str) -> list[str] | None:
    """Return the words of a line that calls the program and asks nothing else of a shell; None for any other."""
    if not line.startswith("claimtrack ") or _SHELL & set(line):
        return None
    reading = shlex.shlex(line.replace("\\\n", " "), posix=True, punctuation_chars=True)
    reading.whitespace_split = True
    words = list(reading)
    return None if any(set(word) <= set("();<>|&\n") for word in words if word) else words


def serve() -> None:
    """Be the process that forks: a command a line, until there are no more."""
    _load_all()
    asked, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    gc.collect()
    gc.freeze()
    for line in asked:
        words, cwd, env = json.loads(line)
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            asked.close()
            _be_the_program(words, cwd, env, writes)
        os.close(writes)
        with os.fdopen(reads, encoding="utf-8", errors="replace") as stream:
            printed = stream.read()
        _, status = os.waitpid(child, 0)
        answers.write(json.dumps([os.waitstatus_to_exitcode(status), printed]) + "\n")
        answers.flush()


def _load_all() -> None:
    for one in pkgutil.walk_packages(claimtrack.__path__, "claimtrack."):
        if not one.name.startswith("claimtrack.training") and not one.name.endswith("__main__"):
            import_module(one.name)
    for name in _BESIDE:
        import_module(name)


def _be_the_program(words: list[str], cwd: str, env: dict[str, str], writes: int) -> Any:
    """Be one command; never comes back."""
    code = 70
    try:
        os.dup2(writes, 1)
        os.dup2(writes, 2)
        os.close(writes)
        sys.stdin = io.TextIOWrapper(io.FileIO(0))
        # As on a terminal: what is written first is seen first, be it output or message.
        sys.stdout, sys.stderr = (_unbuffered(one) for one in (1, 2))
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(env)
        sys.argv = words
        code = _ended()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _ended() -> int:
    from claimtrack.cli.main import main
    from claimtrack.reading.processes.worker import close_own_worker

    try:
        main()
    except SystemExit as ended:
        code = ended.code
    else:
        code = 0
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    close_own_worker()  # what it leaves to its end, which is cut short here
    return code if isinstance(code, int) else 0 if code is None else 1


def _unbuffered(descriptor: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(descriptor, "w", closefd=False), encoding="utf-8", write_through=True)
