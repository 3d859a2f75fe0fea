"""A person's sitting: the claim in front of them, what they did and can take back, what was refused and is kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from claimtrack.cli.output import spelled, wrapped
from claimtrack.cli.reviewing.terminal import Asked, Offers, Terminal
from claimtrack.cli.reviewing.walk import Walk
from claimtrack.cli.telling import sentence
from claimtrack.errors import UsageError
from claimtrack.remedies import Words
from claimtrack.reports.model import HistoryLine
from claimtrack.services.articles import nearby
from claimtrack.services.claims import Seen
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.offers import Offered
from claimtrack.services.names import folded
from claimtrack.services.reports.gather import Shown, show
from claimtrack.services.verdicts import undo
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to a claim: how it is taken back, in words of what stands then, or why it cannot be.

    ``after`` is the claim's newest event once it was done.
    """

    claim: int
    done: str
    take_back: Callable[[], Sequence[Words]] | None
    after: int
    instead: str = ""


@dataclass(slots=True)
class Sitting:
    """What there is at one moment of a sitting.

    ``kept`` is what was refused, by claim, the last on top; ``asked`` what the machine asks that digits answer.
    ``sources`` are those that files were said to come from, ``read`` the input that was read last, ``article``
    the one that was shown last.
    """

    desk: Desk
    terminal: Terminal
    walk: Walk
    steps: list[Step] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    kept: "dict[int, list[Try]]" = field(default_factory=dict)
    asked: "tuple[Do, ...]" = ()
    sources: dict[str, str] = field(default_factory=dict)
    read: tuple[str, Offered] | None = None
    article: int | None = None
    over: bool = False
    _shown: Shown | None = None

    @property
    def shown(self) -> Shown:
        """The claim in front of the person, as it was read last."""
        assert self._shown is not None  # noqa: S101 - no key is pressed before a claim is shown
        return self._shown

    @property
    def number(self) -> int:
        """The number of the claim in front of the person."""
        return self.shown.entry.number

    @property
    def seen(self) -> Seen:
        """The claim in front of the person at the version that they see."""
        return Seen({self.number: self.shown.entry.version})

    def look(self, number: int) -> Shown:
        """Read a claim anew and have it in front of the person."""
        self._shown = show(self.desk, number)
        return self._shown

    def tell(self, words: Words) -> None:
        """Say something in a paragraph."""
        self.terminal.show("\n".join(line for part in spelled(words).split("\n") for line in wrapped(part, "")))

    def tell_fallen(self, fallen: Iterable[Reopened]) -> None:
        """Say which verdicts fell with what was done."""
        for one in fallen:
            self.tell(one.sentence)

    def names(self) -> Offers:
        """Return what completes a name of a source."""
        return lambda typed: nearby.names_starting(self.desk, typed)

    def did(self, what: str, take_back: Callable[[], Sequence[Words]] | None, *, instead: str = "") -> None:
        """Note what was done to the claim in front of the person, and how it is taken back."""
        newest = show(self.desk, self.number).entry.history[-1].number
        self.steps.append(Step(self.number, what, take_back, newest, instead))
        self.done[what] += 1

    def decided(self, what: str) -> None:
        """Note a verdict, an answer or a claim that was taken: it is taken back to how the claim stood."""
        before = undo.before(self.shown.entry)
        if self.shown.entry.status not in OPEN:
            self.did(what, None, instead="from one verdict to another you go back by giving that one again")
            return
        self.did(what, lambda: [sentence(self.desk.enact(undo.take_back, before))])

    @property
    def tries(self) -> "list[Try]":
        """What was refused of this claim and is kept, the last on top."""
        return self.kept.get(self.number, [])

    @property
    def offered(self) -> "tuple[Do, ...]":
        """What digits do now."""
        return self.tries[-1].offered if self.tries else self.asked

    def leave(self) -> None:
        """Be done with the claim in front of the person."""
        self.walk.leave()
        self.kept.pop(self.number, None)

    def undo(self) -> None:
        """Take back the last step, by new events, and go to its claim; raises UsageError where nothing can be."""
        if not self.steps:
            raise UsageError("there is nothing to undo")
        step = self.steps.pop()
        if step.take_back is None:
            raise UsageError(f"claim {step.claim}: what was done is not undone; {step.instead}")
        others = [line for line in show(self.desk, step.claim).entry.history if line.number > step.after]
        if stranger := self.by_others(others):
            line = stranger[-1]
            raise UsageError(
                f"claim {step.claim} is no longer as you left it: {self.told(line)}; nothing was taken back"
            )
        for words in step.take_back():
            self.tell("taken back: " + words)
        self.done[step.done] -= 1
        self.walk.to(step.claim)

    def by_others(self, history: Iterable[HistoryLine]) -> list[HistoryLine]:
        """Return what others did."""
        return [line for line in history if folded(line.who) != folded(self.desk.reviewer)]

    def told(self, line: HistoryLine) -> str:
        """Say what somebody did, and how long ago."""
        because = f' ("{line.reason}")' if line.reason else ""
        return f"{_ago((self.desk.clock() - line.at).total_seconds())} {line.who} {line.what}{because}"


Action = Callable[[Sitting, Asked], None]
"""What a key does; it raises what the services raise."""


@dataclass(slots=True, eq=False)
class Try:
    """Something that is to be done and may be refused: what it does, its answers so far, and its words.

    ``resumes`` tells that what waits beneath it was refused for want of it, and is tried again once it is done.
    ``offered`` are the remedies for the last refusal.
    """

    act: Action
    asked: Asked
    words: str
    resumes: bool = False
    offered: "tuple[Do, ...]" = ()


@dataclass(frozen=True, slots=True)
class Do:
    """A remedy that one key does: with other answers to the same, or by another thing that is done first."""

    words: str
    fill: tuple[tuple[str, str], ...] = ()
    ask: tuple[str, ...] = ()
    act: Action | None = None


def _ago(seconds: float) -> str:
    for size, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {noun}{'s' if count > 1 else ''} ago"
    return f"{max(0, int(seconds))} s ago"
