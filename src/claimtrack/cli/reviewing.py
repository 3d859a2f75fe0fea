"""Work through the queue, one claim after the other: what each key does, whatever the terminal is."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from claimtrack.cli.claim import brief
from claimtrack.cli.output import counted, spelled
from claimtrack.cli.telling import attempts_told, said_sentence, sentence
from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.reports.model import ClaimEntry, EvidenceLine
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import STANDARD_INPUT, one_input
from claimtrack.services.marks import notes
from claimtrack.services.names import folded
from claimtrack.services.reports.gather import Shown, show
from claimtrack.services.sources import sources
from claimtrack.services.verdicts import answers, decisions, queue, undo
from claimtrack.vocabulary import OPEN, VERDICTS, Basis, NoteKind, Right, Said, Serves, Stance, Status

QUESTION = "t take  s skip  c comment  a attach  d decide  u undo  ? help  q quit: "
HELP = """\
t  take the claim into review, in your name
s  skip it: it stays in the queue, and the next one is shown
c  write a comment on it
a  attach evidence: asks for the file or address, whom it comes from, what it does for the claim
d  decide: asks for the verdict, or the answer to who said it, and the reason
u  undo your last take, verdict or attachment, by new events; a comment stays
?  this page
q  quit; so does Ctrl-C or Ctrl-D here, while in a line it breaks off the line alone"""

_VERDICTS = (*(status for status in Status if status in VERDICTS), Status.WITHDRAWN)
_ANSWERS = (Said.VERIFIED, Said.MISQUOTED, Said.NOT_FOUND)
_OFFERED: tuple[Status | Said, ...] = (*_VERDICTS, *_ANSWERS)
_WORDS = {word.value: word for word in _OFFERED}
_AGAINST = {Status.CONFIRMED: Stance.REFUTES, Status.REFUTED: Stance.SUPPORTS}


Chosen = TypeVar("Chosen")


class Interrupted(Exception):
    """The person broke off what they were asked."""


class Terminal(Protocol):
    """Whoever is asked; each question may raise Interrupted."""

    def show(self, words: str) -> None:
        """Write something for the person to read."""

    def ask_key(self, question: str, keys: str) -> str:
        """Wait for one of these keys."""

    def ask_line(self, question: str, offers: Sequence[str] = ()) -> str:
        """Read one line, perhaps one of ``offers``."""

    def ask_file(self, question: str) -> str:
        """Read the name of a file, or an address."""


def work_through(desk: Desk, terminal: Terminal, share: queue.Share) -> None:
    """Show what waits in a share of the queue, claim by claim, and do what the person says, until they quit.

    Raises NotFound or ForbiddenMove at once for who may not review, and NotFound for an article that is not there.
    """
    refuse_without(desk, Right.REVIEW)
    sitting = _Sitting(desk, terminal, share)
    while (number := sitting.next()) is not None and sitting.faced(number):
        pass
    terminal.show(sitting.farewell())


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that can be taken back: ``piece`` is the evidence that was attached, if that is what was done."""

    before: undo.Before
    done: str
    piece: int | None = None


@dataclass(slots=True)
class _Sitting:
    """One person's way through the queue: what they left behind, and what they can take back."""

    desk: Desk
    terminal: Terminal
    share: queue.Share
    left: dict[int, None] = field(default_factory=dict)
    steps: list[_Step] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    back_to: int | None = None

    def next(self) -> int | None:
        """Return the claim to show next: the one that was taken back, or the first that was not left behind."""
        number, self.back_to = self.back_to, None
        return number if number is not None else self.share.first(without=self.left)

    def faced(self, number: int) -> bool:
        """Show one claim and do what the person says until it is left behind; False when they quit."""
        version = None
        while self.back_to is None and number not in self.left:
            shown = show(self.desk, number)
            gone = self._gone(shown.entry)
            if gone is not None:
                self.terminal.show(f"{gone}; here is what comes next")
                self.left[number] = None
                break
            if shown.entry.version != version:
                self.terminal.show(f"\n{brief(shown)}\n")
            version = shown.entry.version
            try:
                key = self.terminal.ask_key(QUESTION, "".join(_KEYS) + _QUIT)
            except Interrupted:
                return False
            if key == _QUIT:
                return False
            self._follow(key, shown)
        return True

    def farewell(self) -> str:
        """Say what was done, and what is left."""
        waiting = self.share.length()
        told = [f"{count} {what}" for what, count in self.done.items() if count]
        if not told and not waiting:
            return "nothing waits in this queue"
        return f"{', '.join(told) or 'nothing was done'}; {counted(waiting, 'claim')} in this queue"

    def _follow(self, key: str, shown: Shown) -> None:
        """Do what a key stands for; what is refused is told, and nothing is lost but that."""
        try:
            if key in _WRITING and self._changed(shown.entry):
                return
            _KEYS[key](self, shown)
        except Interrupted:
            self.terminal.show("broken off; nothing was written")
        except ClaimtrackError as error:
            self.terminal.show(spelled(error.message))

    def _changed(self, entry: ClaimEntry) -> bool:
        """Tell whether somebody changed the claim while it was looked at, before more is typed about it."""
        return look(self.desk, [entry.number]).versions[entry.number] != entry.version

    def _gone(self, entry: ClaimEntry) -> str | None:
        """Say that somebody else took or decided the claim, or None where it can still be worked on."""
        if entry.status not in OPEN:
            what = f"{entry.status.words} by now"
        elif entry.holder is not None and folded(entry.holder) != folded(self.desk.reviewer):
            what = f"with {entry.holder} by now"
        else:
            return None
        last = entry.history[-1]
        because = f' ("{last.reason}")' if last.reason else ""
        return f"claim {entry.number} is {what}: {last.who} {last.what}{because}"

    def take(self, shown: Shown) -> None:
        """Take the claim."""
        (moved,) = self.desk.enact(queue.take, _seen(shown))
        self._did(shown, "taken")
        self.terminal.show(sentence(moved))

    def skip(self, shown: Shown) -> None:
        """Leave the claim as it is."""
        self.left[shown.entry.number] = None
        self.done["skipped"] += 1

    def comment(self, shown: Shown) -> None:
        """Write a comment."""
        text = self._needed("comment: ")
        self.desk.enact(notes.note, _seen(shown), text, kind=NoteKind.COMMENT)
        self.done["commented on"] += 1
        self.terminal.show(f"noted on claim {shown.entry.number}")

    def attach(self, shown: Shown) -> None:
        """Attach a file or a page as evidence on whether the claim is true."""
        named = self.terminal.ask_file("file or address: ")
        if named in {"", STANDARD_INPUT}:
            raise UsageError("name a file, or the address of a page; standard input is the keyboard here")
        found = one_input(str(Path(named).expanduser()) if named.startswith("~") else named)
        known = [line.name for line in sources.listing(self.desk)]
        source = self._needed("whom it comes from: ", known)
        stance = _chosen(self._needed("supports, refutes or context: ", [*Stance]), {one.value: one for one in Stance})
        excerpt = self.terminal.ask_line("the passage that matters (empty for none): ") or None
        bearing = Bearing(stance, Basis.RECORD, source, excerpt=excerpt)
        offered = Offered(found.data, found.name, found.url, found.charset)
        attached = self.desk.enact(attachments.attach, _seen(shown), examine(self.desk, offered, bearing))
        self._did(shown, "given evidence", piece=attached.number)
        where = f", excerpt found at {attached.place}" if attached.place else ""
        self.terminal.show(f"evidence {attached.number} attached to claim {shown.entry.number}{where}")
        self._ask([words for _, words in attached.discrepancies])

    def decide(self, shown: Shown) -> None:
        """Give a verdict, or answer who said it."""
        verdict = _chosen(self._needed(f"verdict ({_offered()}): ", [*_WORDS]), _WORDS)
        reason = self.terminal.ask_line("reason (empty for none): ") or None
        if isinstance(verdict, Said):
            (answered,) = self.desk.enact(answers.judge_said, _seen(shown), verdict, reason=reason)
            self._did(shown, "checked for who said it")
            self.terminal.show(said_sentence(answered))
            self._ask(answered.discrepancies)
            return
        decision = decisions.Decision(verdict, reason, despite=self._answered(shown.entry, verdict))
        for moved in self.desk.enact(decisions.decide, _seen(shown), decision):
            self.terminal.show(sentence(moved))
            self._ask(moved.discrepancies)
        self._did(shown, "decided")
        self.left[shown.entry.number] = None
        if verdict is Status.UNVERIFIABLE:
            for words in attempts_told(self.desk, [shown.entry.number]):
                self.terminal.show(words)

    def undo(self, shown: Shown) -> None:
        """Take back the last step and go to its claim."""
        del shown
        if not self.steps:
            raise UsageError("there is nothing to undo")
        step = self.steps.pop()
        if step.piece is None:
            self.terminal.show(f"taken back: {sentence(self.desk.enact(undo.take_back, step.before))}")
        else:
            reopened = self.desk.enact(
                attachments.withdraw, step.piece, reason=undo.TAKEN_BACK, claims=[step.before.claim]
            )
            self.terminal.show(f"taken back: evidence {step.piece} is withdrawn from claim {step.before.claim}")
            for fallen in reopened:
                self.terminal.show(fallen.sentence)
        self.done[step.done] -= 1
        self.left.pop(step.before.claim, None)
        self.back_to = step.before.claim

    def help(self, shown: Shown) -> None:
        """Say what each key does."""
        del shown
        self.terminal.show(HELP)

    def _ask(self, discrepancies: Sequence[str]) -> None:
        """Show what the claim says and the passage of its evidence does not."""
        for words in discrepancies:
            self.terminal.show(f"look again: {words}")

    def _needed(self, question: str, offers: Sequence[str] = ()) -> str:
        """Ask for a line; an empty one breaks off."""
        line = self.terminal.ask_line(question, offers)
        if not line:
            raise Interrupted
        return line

    def _answered(self, entry: ClaimEntry, verdict: Status) -> tuple[int, ...]:
        """Ask whether the reason answers what stands against a verdict; gives the pieces that it does."""
        opposing = tuple(piece.number for piece in entry.evidence if _opposes(piece, verdict))
        if not opposing:
            return ()
        named = ", ".join(map(str, opposing))
        said = self.terminal.ask_line(f"evidence {named} stands against it; does the reason answer it? (yes or no) ")
        return opposing if said.casefold() in {"y", "yes"} else ()

    def _did(self, shown: Shown, what: str, *, piece: int | None = None) -> None:
        self.steps.append(_Step(undo.before(shown.entry), what, piece))
        self.done[what] += 1


_KEYS: dict[str, Callable[[_Sitting, Shown], None]] = {
    "t": _Sitting.take,
    "s": _Sitting.skip,
    "c": _Sitting.comment,
    "a": _Sitting.attach,
    "d": _Sitting.decide,
    "u": _Sitting.undo,
    "?": _Sitting.help,
}
_WRITING = "tcad"
_QUIT = "q"


def _seen(shown: Shown) -> Seen:
    return Seen({shown.entry.number: shown.entry.version})


def _offered() -> str:
    truth, said = (", ".join(word.value for word in words) for words in (_VERDICTS, _ANSWERS))
    return f"{truth}; or who said it: {said}"


def _opposes(piece: EvidenceLine, verdict: Status) -> bool:
    return piece.serves is Serves.TRUTH and bool(piece.counts) and piece.stance is _AGAINST.get(verdict)


def _chosen(written: str, words: Mapping[str, Chosen]) -> Chosen:
    """Return what a word stands for, be it cut short; raises UsageError for one that stands for nothing or for two."""
    word = "_".join(written.casefold().split())
    fitting = [word] if word in words else [one for one in words if one.startswith(word)]
    if len(fitting) != 1:
        raise UsageError(f'"{written}" is none of {", ".join(words)}')
    return words[fitting[0]]
