"""The program at a terminal of the system's own, as a person has it: 80 columns, 24 lines, one key after the other."""

import os
import re
import select
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])|\r")
_PATIENCE = 60
"""Seconds in which something must come, on a machine that does much else."""


@dataclass(slots=True)
class PseudoTerminal:
    """A running program and what it wrote so far, without what moves a cursor."""

    process: int
    terminal: int
    raw: str = ""
    read_to: int = 0

    @property
    def text(self) -> str:
        """All that was written, as words on lines."""
        return _SEQUENCE.sub("", self.raw)

    def until(self, *wanted: str) -> str:
        """Read until all of this was written since the last time, in this order; gives what was.

        A space at the end of a line may be no more than a moved cursor.
        """
        begun = self.read_to
        for words in wanted:
            while (place := self.text.find(words, self.read_to)) < 0:
                self._read()
            self.read_to = place + len(words)
        return self.text[begun : self.read_to]

    def press(self, keys: str) -> None:
        """Press keys, or type a line."""
        os.write(self.terminal, keys.encode())

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while self._read_more():
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])

    def _read(self) -> None:
        assert select.select([self.terminal], [], [], _PATIENCE)[0], f"nothing came after: {self.text}"
        assert self._read_more(), f"the program ended after: {self.text}"

    def _read_more(self) -> bool:
        try:
            found = os.read(self.terminal, 65_536)
        except OSError:  # the program is gone, and its end of the terminal with it
            return False
        self.raw += found.decode(errors="replace")
        return bool(found)


def start(*words: str, surroundings: Mapping[str, str] | None = None) -> PseudoTerminal:
    """Start the program with these words at a terminal of 80 columns and 24 lines."""
    import fcntl
    import pty
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.environ.pop("COLUMNS", None)
        os.environ.update({"TERM": "xterm", **(surroundings or {})})
        os.execv(sys.executable, [sys.executable, "-m", "claimtrack", *words])  # noqa: S606 - as a terminal does
    return PseudoTerminal(child, terminal)
