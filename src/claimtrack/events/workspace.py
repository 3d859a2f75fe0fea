"""Events of the workspace itself, and of who may act in it."""

from collections.abc import Sequence
from typing import Annotated

from claimtrack.events.actions import Action
from claimtrack.events.event import PURGED, After, Before, Event, Names, Side, Subject, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State
from claimtrack.vocabulary import Role

WORKSPACE = Kind("workspace", ("uuid", "locker", "created"), called="the workspace")
REVIEWER = Kind("reviewer", ("role", "added"))


class WorkspaceCreated(Event):
    """The workspace was made, with the locker that belongs to it."""

    action = Action.WORKSPACE_CREATED
    noun = "workspace"

    uuid: After[str]
    locker: After[str]
    workspace: Subject = 1

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(WORKSPACE, sealed.subject[1], {**sealed.after, "created": sealed.at})

    def sentence(self, _: Names) -> str:
        return "made the workspace"


class ReviewerAdded(Event):
    """Somebody may act in the workspace."""

    action = Action.REVIEWER_ADDED
    noun = "reviewer"

    reviewer: Subject
    role: After[Role]
    name: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(REVIEWER, sealed.subject[1], {**sealed.after, "added": sealed.at})

    def sentence(self, _: Names) -> str:
        return f"added {self.name or PURGED} as {self.role}"


class ReviewerRoleChanged(Event):
    """Somebody may do more, or less."""

    action = Action.REVIEWER_ROLE
    noun = "reviewer"

    reviewer: Subject
    was_role: Before[Role]
    role: After[Role]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(REVIEWER, sealed.subject[1], sealed.after)

    def sentence(self, names: Names) -> str:
        return f"made {names.person(self.reviewer)} {self.role} (was {self.was_role})"


class LockerMoved(Event):
    """Every file of the locker was copied elsewhere, and compared there.

    ``files`` is how many there are, ``switched`` whether the workspace works with the new place from then on. The two
    places are told without a password.
    """

    action = Action.LOCKER_MOVED
    noun = "workspace"

    files: After[int]
    switched: After[bool]
    from_: Annotated[str | None, Side.TEXTS]
    to: Text
    workspace: Subject = 1

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        """Nothing that the tables tell of changed."""

    def sentence(self, _: Names) -> str:
        files = f"{self.files} {'file' if self.files == 1 else 'files'}"
        then = ", and worked with it from then on" if self.switched is True else ""
        return f"copied the locker with {files} from {or_purged(self.from_)} to {or_purged(self.to)}{then}"


class LockerSwept(Event):
    """Bytes that no row named were taken out of the locker: what was refused, and what runs that died had kept.

    ``leftovers`` counts the files that were never whole.
    """

    action = Action.LOCKER_SWEPT
    noun = "workspace"

    digests: After[Sequence[str]]
    leftovers: After[int]
    workspace: Subject = 1

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        """Nothing that the tables tell of changed."""

    def sentence(self, _: Names) -> str:
        files = f"{len(self.digests)} {'file' if len(self.digests) == 1 else 'files'}"
        halves = f" and {self.leftovers} half-written" if self.leftovers else ""
        return f"swept {files} that nothing names{halves} from the locker"
