"""Where one is in the queue: on, back, to a number, what waits, what was done taken back."""

from claimtrack.cli.output import program, shortened, width
from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import Asked
from claimtrack.errors import UsageError
from claimtrack.services.claims import look
from claimtrack.services.reports.gather import show

_LINES_KEPT = 6


def onward(sitting: Sitting, asked: Asked) -> None:
    """Leave the claim as it is, and go on."""
    del asked
    sitting.walk.leave()
    sitting.done["skipped"] += 1


def back(sitting: Sitting, asked: Asked) -> None:
    """Go back to the claim that was looked at before."""
    del asked
    if not sitting.walk.back():
        raise UsageError("this is where you began; there is nothing to go back to")


def go_to(sitting: Sitting, asked: Asked) -> None:
    """Go to a claim by its number, whether or not it waits."""
    written = asked.line("number", "the claim's number: ")
    if not written.isdecimal() or len(written) > 9:
        raise UsageError(f'"{written}" is no claim number')
    look(sitting.desk, [int(written)])
    sitting.walk.to(int(written))


def waiting(sitting: Sitting, asked: Asked) -> None:
    """List what waits, the most urgent first, as much as fits, and go to one of them."""
    room = max(3, sitting.terminal.rows - _LINES_KEPT)
    numbers = sitting.walk.share.numbers(room)
    for number in numbers:
        entry = show(sitting.desk, number).entry
        lead = f"{'>' if number == sitting.number else ' '}{number:>5}  "
        who = "own voice" if entry.own_voice else entry.speaker or "nobody named"
        sitting.terminal.show(lead + shortened(f"{who}: {entry.text}", width() - len(lead) - 1))
    more = sitting.walk.share.length() - len(numbers)
    if more > 0:
        sitting.tell(f"and {more} more; `{program()} list --unverified --sort queue` lists them all")
    written = asked.line("number", "go to which (empty stays here): ", empty=True)
    if written:
        go_to(sitting, asked)


def undo(sitting: Sitting, asked: Asked) -> None:
    """Take back the last step and go to its claim."""
    del asked
    sitting.undo()


def leave_off(sitting: Sitting, asked: Asked) -> None:
    """End the sitting."""
    del asked
    sitting.over = True
