"""`demo`: the main job on the example article, every step the real command with its real answer."""

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli.output import program, write
from claimtrack.config import (
    DATABASE_VARIABLE,
    LOCKER_VARIABLE,
    REVIEWER_VARIABLE,
    WORKSPACE_VARIABLE,
    acting_reviewer,
    locate,
)
from claimtrack.errors import ClaimtrackError, UsageError


@dataclass(frozen=True, slots=True)
class Scene:
    """One command and why it comes now. ``{words}`` stands for the number of the claim that holds these words.

    ``refused`` steps show what the rules do not let through.
    """

    why: str
    command: str
    refused: bool = False


SHORT = (
    Scene("Read the article and record its statements", "ingest seeds/article.html"),
    Scene("What is left to check, and who says it", "list --unverified --limit 8"),
    Scene("One claim: whose words, and what the article itself says against it", "show {61 civilians}"),
    Scene(
        "An office saw it from orbit. Attach what it says and judge by it; but nobody has said whom it belongs to",
        'confirm {40 buildings} --evidence seeds/evidence/satellite-note.html --source "Halden Mapping Office" '
        '--excerpt "47 that stood in the first image have no roof or no outer walls in the second"',
        refused=True,
    ),
    Scene(
        "Somebody looks, and at whose the claimant is first: the two could be one house",
        'source unaffiliated "a satellite analysis by the Meridian Institute" '
        '--reason "the institute is a foundation of its own; its accounts are public"',
    ),
    Scene(
        "The same again, with what was found out about the office",
        'confirm {40 buildings} --evidence seeds/evidence/satellite-note.html --source "Halden Mapping Office" '
        '--excerpt "47 that stood in the first image have no roof or no outer walls in the second" '
        '--unaffiliated "lives on fees from readers; its accounts are public"',
    ),
    Scene(
        "One register for the dead, whose count the article doubts; and nobody decided whose the claimant is",
        'confirm {61 civilians} --evidence seeds/evidence/burial-register.txt --source "Vellmar Burial Office" '
        '--excerpt "Sum received from Lower Mills on 16 May: 61" --part-of "Town of Vellmar"',
        refused=True,
    ),
    Scene(
        "The accused denies the shooting; a denial disputes, it does not refute",
        'dispute {shot captured fighters} --evidence seeds/evidence/military-statement.txt --source "Anton Brezh" '
        '--excerpt "no weapon was fired there"',
    ),
    Scene("The report, one file", "report 1 -o report.html"),
)
"""What the demo shows: the whole way once."""

STEPS = (
    Scene("Read the article and record its statements", "ingest seeds/article.html"),
    Scene("What is left to check, and who says it", "list --unverified --limit 8"),
    Scene("One claim: whose words, and what the article itself says against it", "show {61 civilians}"),
    Scene(
        "Attach what an office saw from orbit, with the passage that matters",
        'evidence add {40 buildings} seeds/evidence/satellite-note.html --supports --source "Halden Mapping Office" '
        '--excerpt "47 that stood in the first image have no roof or no outer walls in the second"',
    ),
    Scene("Nobody has said yet to whom that office belongs", "confirm {40 buildings}", refused=True),
    Scene(
        "Somebody looks, and says what they found",
        'source unaffiliated "Halden Mapping Office" --reason "lives on fees from readers; its accounts are public"',
    ),
    Scene(
        "The same is asked of the claimant: the two could be one house",
        'source unaffiliated "a satellite analysis by the Meridian Institute" '
        '--reason "the institute is a foundation of its own; its accounts are public"',
    ),
    Scene("Its source has nothing to do with the claimant, so it is enough", "confirm {40 buildings}"),
    Scene(
        "The article doubts the count of the dead; one register",
        'evidence add {61 civilians} seeds/evidence/burial-register.txt --supports --source "Vellmar Burial Office" '
        '--excerpt "Sum received from Lower Mills on 16 May: 61"',
    ),
    Scene(
        "The register belongs to the town",
        'source relate "Vellmar Burial Office" part_of "Town of Vellmar" --new-source --source-kind government '
        '--reason "an office of the town"',
    ),
    Scene(
        "Whose the claimant is, the article says; somebody takes it at its word",
        'source accept "the Assembly\'s human rights office" part_of Assembly',
    ),
    Scene("... is not enough", "confirm {61 civilians}", refused=True),
    Scene(
        "A team that counted the dead itself is the second origin",
        'evidence add {61 civilians} seeds/evidence/field-report.pdf --supports --source "Coastal Relief" '
        '--basis firsthand --excerpt "We counted 61 dead, all in civilian clothes."',
    ),
    Scene(
        "The team is nobody's",
        'source unaffiliated "Coastal Relief" --reason "asked its board; takes no money from any government"',
    ),
    Scene("Now it holds", "confirm {61 civilians}"),
    Scene("... and this is why", "independence {61 civilians}"),
    Scene(
        "What if the two turned out to be one house? Only shown, not done",
        'source relate "Coastal Relief" part_of "Town of Vellmar" --dry-run',
    ),
    Scene(
        "The accused denies the shooting; a denial disputes, it does not refute",
        'evidence add {shot captured fighters} seeds/evidence/military-statement.txt --refutes --source "Anton Brezh" '
        '--excerpt "no weapon was fired there"',
    ),
    Scene("One word against another", "dispute {shot captured fighters}"),
    Scene(
        "The same statement shows that the colonel was quoted rightly",
        "evidence add {No prisoner was harmed} seeds/evidence/military-statement.txt --supports --serves said "
        '--source "Anton Brezh" --excerpt "No prisoner was harmed in Vellmar."',
    ),
    Scene("He said so; whether it is true stays open", "said {No prisoner was harmed} verified"),
    Scene("What is not independently confirmed", "list --unconfirmed --caveated"),
    Scene("The report, one file", "report 1 -o report.html"),
    Scene("The record is intact", "verify"),
)

_CLAIM = re.compile(r"\{([^}]+)\}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    everything: Annotated[
        bool, typer.Option("--all", help="Show it step by step: every command, and what falls with what.")
    ] = False,
) -> None:
    """Show the whole job on an invented article, in a new workspace of its own in the folder for temporary files.

    Example: claimtrack demo --all
    """
    to_type = _to_type()
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-demo-"))
    shutil.copytree(_seeds(), folder / "seeds")
    with _surroundings(folder):
        for step in STEPS if everything else SHORT:
            command = _CLAIM.sub(lambda match: str(_number(folder, match[1])), step.command)
            write(f"\n# {step.why}\n$ claimtrack {command}")
            code = _run(command)
            if (code != 0) is not step.refused:
                raise ClaimtrackError(f"`claimtrack {command}` ended with exit code {code}; {folder} is kept")
    write(_ending(folder, to_type))


def _seeds() -> Path:
    """Return the folder of the example: inside the installed package, or the checkout's."""
    packaged = Path(__file__).parents[1] / "_seeds"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "seeds"


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """Be where a user would be who has set nothing that leads a command to another workspace."""
    before = dict(os.environ)
    for name in (WORKSPACE_VARIABLE, DATABASE_VARIABLE, LOCKER_VARIABLE):
        os.environ.pop(name, None)
    try:
        acting_reviewer(None)
    except UsageError:  # no login name, as in some containers
        os.environ[REVIEWER_VARIABLE] = "demo"
    try:
        with chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _number(folder: Path, words: str) -> int:
    """Find the claim with these words in the demo's workspace."""
    from claimtrack.services.desk import open_desk
    from claimtrack.services.reports.listing import Filters, list_claims

    desk = open_desk(locate(folder, {}), reviewer="demo")
    found = list_claims(desk, Filters(search=words)).lines
    desk.database.dispose()
    if not found:
        raise ClaimtrackError(f'the example article gave no claim with the words "{words}"; the workspace is {folder}')
    return found[0].claim.number


def _run(command: str) -> int:
    """Run a command as the shell would, with its messages among its output; gives the exit code."""
    from claimtrack.cli.main import main

    before, sys.argv = sys.argv, ["claimtrack", *shlex.split(command)]
    try:
        with redirect_stderr(sys.stdout):
            main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    finally:
        sys.argv = before
    return 0


def _to_type() -> str:
    """Return what calls this program from any folder: its name, or where it lies if the shell does not know it."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m claimtrack"
    known = shutil.which(called.name)
    if not called.is_file() or (known is not None and Path(known).samefile(called)):
        return program()
    return shlex.quote(str(called.absolute()))


def _ending(folder: Path, to_type: str) -> str:
    # Where something set leads commands to another workspace, they have to be told which one.
    led = any(name in os.environ for name in (WORKSPACE_VARIABLE, DATABASE_VARIABLE, LOCKER_VARIABLE))
    unset = f"unset {WORKSPACE_VARIABLE} {DATABASE_VARIABLE} {LOCKER_VARIABLE}\n  " if led else ""
    return f"""
The workspace is {folder}
The report is    {folder / "report.html"}

Open the report in a browser. These lines go on where the demo stopped; they work as they stand:
  {unset}cd {shlex.quote(str(folder))}
  {to_type} list --unverified
  {to_type} show {_number(folder, "captured fighters")}
  {to_type} demo --all
Your own record begins in a folder of its own, with the command ingest and the name of your article.
"""
