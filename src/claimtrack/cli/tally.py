"""How many of the files that a command was given are done, which fell out, and why."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from claimtrack.cli.output import complain, tell
from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.remedies import Words

if TYPE_CHECKING:
    from claimtrack.services.inputs import FellOut

T = TypeVar("T")


class Tally:
    """The count of one command. ``verb`` is what is done to a file, as in "2 of 3 recorded"."""

    def __init__(self, names: Sequence[str], verb: str) -> None:
        """Begin where nothing is done yet."""
        self._names = names
        self._verb = verb
        self._done = 0
        self._fallen: list[FellOut] = []

    def good(self, outcomes: "Iterable[T | FellOut]") -> Iterator[T]:
        """Yield what is done; tell at once what fell out, or raise it where there is but one file."""
        from claimtrack.services.inputs import FellOut

        for one in outcomes:
            if not isinstance(one, FellOut):
                self._done += 1
                yield one
                continue
            if len(self._names) == 1:
                raise one.error
            complain(one.error)
            self._fallen.append(one)

    @contextmanager
    def told_when_cut_off(self) -> Iterator[None]:
        """Tell, when something ends the command in the middle, what is done and how to go on."""
        try:
            yield
        except (KeyboardInterrupt, ClaimtrackError):
            if len(self._names) > 1:
                tell(f"{self._count()}; the same command goes on with the rest: what is {self._verb} is not read again")
            raise

    def settle(self) -> None:
        """Raise InvalidInput, listing what fell out, where something did."""
        if not self._fallen:
            return
        lines = [_told(one) for one in self._fallen]
        if len(lines) == 1:
            raise InvalidInput(f"{self._count()}; not: " + lines[0])
        listed: Words = f"{self._count()}; not:"
        for line in lines:
            listed = listed + "\n  " + line
        raise InvalidInput(listed)

    def _count(self) -> str:
        return f"{self._done:,} of {len(self._names):,} {self._verb}"


def _told(one: "FellOut") -> Words:
    """Return why a file fell out; most messages name it themselves."""
    message = one.error.message
    return message if str(message).startswith(one.name) else one.name + " (" + message + ")"
