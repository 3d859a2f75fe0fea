"""Follow the rows of a table that somebody filled in, one after the other: all of them or none."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from claimtrack.errors import ClaimtrackError
from claimtrack.services.desk import Act
from claimtrack.services.tables import Fault, gathered


class Row(Protocol):
    """What was read of one row; ``line`` is where it begins."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""


Asked = TypeVar("Asked", bound=Row)
Done = TypeVar("Done")


def follow(
    act: Act, rows: Sequence[Asked], do: Callable[[Act, Asked], Done], faults: Sequence[Fault], name: str
) -> list[Done]:
    """Do what every row says, in order, and give what came of each.

    ``faults`` are those that were found when the table was read. Raises an error of the kind of the first row that
    cannot be followed, naming each such row and what is wrong there: every row is looked at.
    """
    done: list[Done] = []
    found = list(faults)
    for row in rows:
        try:
            with _undone_if_refused(act):
                done.append(do(act, row))
        except ClaimtrackError as error:
            found.append(Fault(row.line, error))
    if found:
        raise gathered(found, name)
    return done


@contextmanager
def _undone_if_refused(act: Act) -> Iterator[None]:
    """Leave nothing of a row that is refused half-way: the rows after it are looked at all the same."""
    kept = len(act.changes)
    try:
        with act.session.begin_nested():
            yield
    except ClaimtrackError:
        del act.changes[kept:]
        # What was flushed in the row would else go on standing in the session, where the next row reads it.
        act.session.expire_all()
        raise
