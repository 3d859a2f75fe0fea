"""Work through the queue, one claim after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from claimtrack.cli.claim import brief
from claimtrack.cli.output import counted
from claimtrack.cli.reviewing import judging
from claimtrack.cli.reviewing.keys import BAR, KEYS, REST, Key
from claimtrack.cli.reviewing.remedies import offer
from claimtrack.cli.reviewing.sitting import Do, Sitting, Try
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Interrupted, Terminal, listed
from claimtrack.cli.reviewing.walk import Walk
from claimtrack.errors import ChangedMeanwhile, ClaimtrackError
from claimtrack.reports.model import ClaimEntry, HistoryLine
from claimtrack.reports.wording import replies
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.names import folded
from claimtrack.services.reports.gather import Shown
from claimtrack.services.verdicts import queue
from claimtrack.vocabulary import OPEN, Right

_PAST_THE_RULES = "!"
_LINES_KEPT = 6
"""Of the screen, for the keys beneath a claim."""
_WIDOWS = 1
"""So few lines are not kept back."""
_ENDING = "bugq"
_OVERRIDABLE = {KEYS[key].word for key in "crs"}
_REASONS = {"reason": "the reason: ", "because": "how you know: "}


def work_through(desk: Desk, terminal: Terminal, share: queue.Share) -> None:
    """Show what waits in a share of the queue, claim by claim, and do what the person says, until they quit.

    Raises NotFound or ForbiddenMove at once for who may not review.
    """
    refuse_without(desk, Right.REVIEW)
    sitting = Sitting(desk, terminal, Walk(share))
    while not sitting.over:
        number = sitting.walk.here
        if number is None or number in sitting.walk.left:
            number = sitting.walk.on()
        if number is not None:
            _Facing(sitting, number).work()
        elif sitting.walk.walked:
            _at_the_end(sitting)
        else:
            break
    terminal.show(farewell(sitting))


def _at_the_end(sitting: Sitting) -> None:
    """Ask where to go where nothing is left to go on to: the last verdict may have been a slip."""
    try:
        key = sitting.terminal.ask_key(
            listed("the end of the queue:", {key: KEYS[key].word for key in _ENDING}), _ENDING
        )
        KEYS[key].act(sitting, Asked(sitting.terminal))
    except Interrupted:
        sitting.over = True
    except ClaimtrackError as error:
        sitting.tell(error.message)


def farewell(sitting: Sitting) -> str:
    """Say what was done, and what is left."""
    waiting = sitting.walk.share.length()
    told = [f"{count} {what}" for what, count in sitting.done.items() if count > 0]
    if not told and not waiting:
        return "nothing waits in this queue"
    return f"{', '.join(told) or 'nothing was done'}; {counted(waiting, 'claim')} in this queue"


@dataclass(slots=True)
class _Facing:
    """One claim in front of the person, until they go elsewhere."""

    sitting: Sitting
    number: int
    version: int | None = None
    event: int = 0
    rest: str = ""
    workable: bool = True

    def work(self) -> None:
        """Show the claim and do what the person says until it is left behind."""
        sitting = self.sitting
        sitting.asked = ()
        # Where somebody went by its number or back, it is shown however it stands.
        self.workable = self.number not in sitting.walk.visited
        sitting.walk.visited.add(self.number)
        while not sitting.over and sitting.walk.here == self.number and self.number not in sitting.walk.left:
            if self._gone():
                return
            try:
                key = sitting.terminal.ask_key(self._question(), self._keys())
            except Interrupted:
                sitting.over = True
                return
            self._follow(key)

    def _gone(self) -> bool:
        """Read the claim, tell what others did to it, and show it anew where it changed; True where it is gone."""
        sitting = self.sitting
        shown = sitting.look(self.number)
        entry = shown.entry
        new = [line for line in entry.history if line.number > self.event]
        others = sitting.by_others(new)
        gone = _gone(entry, sitting.desk.reviewer)
        if gone is not None and self.workable and (others or self.version is None):
            line = (others or list(entry.history))[-1]
            sitting.tell(f"claim {self.number} is {gone} by now: {sitting.told(line)}; here is what comes next")
            sitting.leave()
            return True
        self.workable = self.workable and gone is None
        if self.version is not None and others:
            sitting.tell(f"meanwhile: {_told_all(sitting, others)}")
        if entry.version != self.version and self.version is not None and sitting.tries and not others:
            # The page would push the refusal and its remedies off the screen; space shows it.
            self.rest = ""
        elif entry.version != self.version:
            self._show(shown)
        self.version, self.event = entry.version, entry.history[-1].number
        return False

    def _show(self, shown: Shown) -> None:
        where = self.sitting.walk.where()
        lines = f"{where}   {brief(shown, with_article=self._other_article(shown))}".rstrip().split("\n")
        room = max(6, self.sitting.terminal.rows - _LINES_KEPT)
        self.rest = ""
        if len(lines) > room + _WIDOWS:
            self.rest = "\n".join(lines[room:])
            lines = lines[:room]
        self.sitting.terminal.show("\n" + "\n".join(lines) + "\n")

    def _other_article(self, shown: Shown) -> bool:
        before, self.sitting.article = self.sitting.article, shown.entry.article
        return before != shown.entry.article

    def _question(self) -> str:
        sitting, told = self.sitting, []
        offered = sitting.offered
        does = {f"1-{len(offered)}": "remedies"} if len(offered) > 1 else {}
        does |= {"1": offered[0].words} if len(offered) == 1 else {}
        if sitting.tries:
            does |= {ENTER: "tries again", **self._override()}
            told.append(listed(f"kept: {sitting.tries[0].words}", does))
        elif does:
            told.append(listed("", does))
        told += [listed("", {key: self._word(key) for key in row}) for row in (*BAR, self._also()) if row]
        return "\n".join(told)

    def _also(self) -> str:
        """Return the keys that are named beneath this claim alone, since it waits for just that."""
        entry = self.sitting.shown.entry
        return ("P" if entry.proposals else "") + ("A" if replies.unasked(entry) else "")

    def _word(self, key: str) -> str:
        counts = {"j": judging.waiting(self.sitting.shown), REST: len(self.rest.splitlines())}
        count = counts.get(key, 0)
        return f"{KEYS[key].word} {count}" if count else KEYS[key].word

    def _override(self) -> Mapping[str, str]:
        tries = self.sitting.tries
        return {_PAST_THE_RULES: "past the rules"} if tries and tries[0].words in _OVERRIDABLE else {}

    def _keys(self) -> list[str]:
        digits = [str(place) for place, _ in enumerate(self.sitting.offered, start=1)]
        again = [ENTER, *self._override()] if self.sitting.tries else []
        return [*KEYS, *digits, *again]

    def _follow(self, key: str) -> None:
        """Do what a key stands for; what is refused is told, and nothing is lost but that."""
        sitting = self.sitting
        try:
            if key.isdecimal():
                self._remedy(sitting.offered[int(key) - 1])
            else:
                self._meant(key)()
        except Interrupted:
            sitting.terminal.show("broken off; nothing was written")
        except KeyboardInterrupt:
            sitting.terminal.show("broken off; this is how the claim stands")
            self.version = None

    def _meant(self, key: str) -> Callable[[], None]:
        own = {REST: self._show_rest, ENTER: self._retry, _PAST_THE_RULES: self._override_rules}
        return own.get(key) or partial(self._begin, KEYS[key])

    def _show_rest(self) -> None:
        if self.rest:
            self.sitting.terminal.show(self.rest + "\n")
            self.rest = ""
        else:
            self.version = self.sitting.article = None

    def _begin(self, key: Key) -> None:
        """Do what a key does, and keep it where it is refused for want of something."""
        sitting = self.sitting
        if key.writes and self._changed():
            return
        asked = Asked(sitting.terminal)
        if key.keeps:
            before = sitting.kept.pop(self.number, [])
            asked.before = {
                name: said for one in before if one.words == key.word for name, said in one.asked.answers.items()
            }
        self._try(Try(key.act, asked, key.word), keeps=key.keeps)

    def _try(self, one: Try, *, keeps: bool) -> None:
        """Do something, and try again what waited for it; a refusal is told with its remedies as digits."""
        sitting = self.sitting
        try:
            one.act(sitting, one.asked)
        except ChangedMeanwhile:
            # What was done is told with the claim; what was typed is kept.
            self._keep(one)
            return
        except ClaimtrackError as error:
            offered = offer(sitting, error.message)
            if keeps or offered:
                one.offered = offered
                self._keep(one)
            return
        tries = sitting.kept.get(self.number, [])
        if one in tries:
            tries.remove(one)
        if one.resumes and tries and sitting.walk.here == self.number:
            sitting.look(self.number)
            self._try(tries[-1], keeps=True)

    def _keep(self, one: Try) -> None:
        tries = self.sitting.kept.setdefault(self.number, [])
        if one not in tries:
            tries.append(one)

    def _retry(self) -> None:
        if not self._changed():
            self._try(self.sitting.kept[self.number][-1], keeps=True)

    def _override_rules(self) -> None:
        one = self.sitting.kept[self.number][0]
        one.asked.line("reason", "why it is decided past the rules: ")
        one.asked.answers["override"] = "yes"
        self.sitting.kept[self.number] = [one]
        self._try(one, keeps=True)

    def _remedy(self, remedy: Do) -> None:
        """Do a remedy, asking for what is missing, and try again what was refused."""
        if self._changed():
            return
        tries = self.sitting.kept.get(self.number, [])
        if remedy.act is not None:
            self._try(
                Try(remedy.act, Asked(self.sitting.terminal, dict(remedy.fill)), remedy.words, resumes=True),
                keeps=False,
            )
            return
        one = tries[-1]
        for name in remedy.ask:
            one.asked.answers.pop(name, None)
            one.asked.line(name, _REASONS[name])
        one.asked.answers |= dict(remedy.fill)
        self._try(one, keeps=True)

    def _changed(self) -> bool:
        """Tell whether somebody changed the claim while it was looked at, before more is typed about it."""
        return look(self.sitting.desk, [self.number]).versions[self.number] != self.sitting.shown.entry.version


def _gone(entry: ClaimEntry, reviewer: str) -> str | None:
    """Say that a claim was decided, or is with somebody else; None where it can be worked on."""
    if entry.status not in OPEN:
        return entry.status.words
    if entry.holder is not None and folded(entry.holder) != folded(reviewer):
        return f"with {entry.holder}"
    return None


def _told_all(sitting: Sitting, others: list[HistoryLine]) -> str:
    return "; ".join(sitting.told(line) for line in others)
