"""The program ``claimtrack``: run one command, and the one place where errors become exit codes."""

import gc
import sys

from claimtrack.cli.app import application
from claimtrack.cli.output import complain
from claimtrack.errors import ClaimtrackError


def main() -> None:
    """Run one command; a user's mistake is told in a line on standard error and becomes the exit code."""
    # A start makes many objects and hardly any garbage: looking for it as often as usual takes a tenth of the time.
    gc.set_threshold(50_000)
    # Words of any language may have to be shown; what the terminal cannot show is replaced, never a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="claimtrack")
    except ClaimtrackError as error:
        complain(error)
        sys.exit(error.exit_code)
