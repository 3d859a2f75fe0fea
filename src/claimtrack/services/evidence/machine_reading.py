"""What a machine reads in a piece that has no text of its own, asked at most once, and only where an excerpt lacks."""

from dataclasses import dataclass, field

from claimtrack.errors import InvalidInput
from claimtrack.locker.excerpts import nearest_passage
from claimtrack.reading.machines import (
    MachineText,
    NoMachine,
    as_heard,
    is_heard,
    machine_text,
    machine_told,
    may_be_read,
)


@dataclass(slots=True)
class MachineReading:
    """A piece that a machine may read; ``why_not`` says why it did not, once it was asked."""

    data: bytes
    name: str
    media_type: str
    why_not: InvalidInput | None = None
    _found: MachineText | None = None
    _asked: bool = field(default=False)

    def text(self) -> MachineText | None:
        """Return what a machine reads; None for a file that none reads, or where it cannot."""
        if not self._asked and may_be_read(self.media_type):
            self._asked = True
            try:
                self._found = machine_text(self.data, name=self.name, media_type=self.media_type)
            except InvalidInput as error:
                self.why_not = error
        return self._found

    def hint(self, excerpt: str) -> str:
        """Say, where an excerpt was not found, what a machine reads instead, or what it takes that one does."""
        if self._found is not None:
            wanted = as_heard(excerpt) if is_heard(self._found.by) else excerpt
            nearest = nearest_passage(self._found.document.whole, wanted)
            near = f'; the nearest passage is: "{nearest}"' if nearest else ""
            return f"; nor is it in what was {machine_told(self._found.by)}{near}"
        return f"; {self.why_not}" if isinstance(self.why_not, NoMachine) else ""
