"""The program ``claimtrack``: run one command, and the one place where errors become exit codes."""

import atexit
import gc
import sys

from claimtrack.cli.app import application
from claimtrack.cli.output import complain
from claimtrack.errors import ClaimtrackError


def main() -> None:
    """Run one command; a user's mistake is told in a line on standard error and becomes the exit code."""
    _spare_the_collector()
    # Words of any language may have to be shown; what the terminal cannot show is replaced, never a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="claimtrack")
    except ClaimtrackError as error:
        complain(error)
        sys.exit(error.exit_code)


def _spare_the_collector() -> None:
    """Look for garbage where there is some: a third of the time of `list` goes into looking where there is none."""
    # A start makes many objects that stay.
    gc.set_threshold(50_000)
    # At the end everything goes with the process.
    atexit.register(gc.freeze)
