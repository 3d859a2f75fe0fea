"""The program ``claimtrack``: run one command, and the one place where errors become exit codes."""

import atexit
import gc
import sys
from pathlib import Path

from claimtrack.cli.app import application
from claimtrack.cli.output import answer_to, complain
from claimtrack.errors import ClaimtrackError
from claimtrack.remedies import PROGRAM


def main() -> None:
    """Run one command; a user's mistake is told in a line on standard error and becomes the exit code."""
    _spare_the_collector()
    # Words of any language may have to be shown; what the terminal cannot show is replaced, never a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    program = _called()
    answer_to(program)
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name=program)
    except ClaimtrackError as error:
        complain(error)
        sys.exit(error.exit_code)


def _called() -> str:
    """Return the name by which the program was called, without its folder; `python -m` calls it by its own."""
    name = Path(sys.argv[0]).name.removesuffix(".exe")
    return PROGRAM if name in {"", "__main__.py"} else name


def _spare_the_collector() -> None:
    """Look for garbage where there is some: a third of the time of `list` goes into looking where there is none."""
    # A start makes many objects that stay.
    gc.set_threshold(50_000)
    # At the end everything goes with the process.
    atexit.register(gc.freeze)
