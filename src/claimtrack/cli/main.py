"""The program ``claimtrack``: every command in one place, and the one place where errors become exit codes."""

import sys

from claimtrack.cli import (
    articles,
    decisions,
    demo,
    evidence,
    extract,
    ingest,
    listing,
    notes,
    record,
    repair,
    report,
    reviewers,
    sources,
    upkeep,
)
from claimtrack.cli.app import app
from claimtrack.errors import ClaimtrackError

# The order in which help shows them: the order of the work.
for module in (ingest, extract, listing, decisions, notes, repair, evidence, sources, articles, reviewers):
    module.register(app)
for module in (report, record, upkeep, demo):
    module.register(app)


def main() -> None:
    """Run one command; a user's mistake is told in a line on standard error and becomes the exit code."""
    # Words of any language may have to be shown; what the terminal cannot show is replaced, never a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="claimtrack")
    except ClaimtrackError as error:
        from claimtrack.cli.output import complain

        complain(error)
        sys.exit(error.exit_code)
