"""Which key does what; the page that `?` shows is made from this table."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.cli.reviewing import (
    asking,
    concluding,
    corrections,
    evidence,
    judging,
    linking,
    moving,
    second,
    sources,
    verdicts,
)
from claimtrack.cli.reviewing.sitting import Action, Sitting
from claimtrack.cli.reviewing.terminal import SPACE, Asked
from claimtrack.vocabulary import Status

REST = SPACE


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, in a word and in a line; ``writes`` tells that it changes the claim that is seen.

    ``keeps`` tells that what was refused is kept to be tried again, whatever was said of it.
    """

    word: str
    line: str
    act: Action
    writes: bool = True
    keeps: bool = False


def _help(sitting: Sitting, asked: Asked) -> None:
    del asked
    sitting.terminal.show(f"\n{help_page()}\n")


KEYS: dict[str, Key] = {
    "c": Key("confirm", "confirm it (C: and say why)", verdicts.verdict(Status.CONFIRMED), keeps=True),
    "d": Key("dispute", "dispute it", verdicts.verdict(Status.DISPUTED), keeps=True),
    "r": Key("refute", "refute it (R: and say why)", verdicts.verdict(Status.REFUTED), keeps=True),
    "v": Key("cannot verify", "it cannot be verified", verdicts.verdict(Status.UNVERIFIABLE), keeps=True),
    "w": Key("withdraw", "withdraw it: no claim, twice", verdicts.withdraw, keeps=True),
    "s": Key("said?", "was it said? (S: and say why)", verdicts.said, keeps=True),
    "z": Key("reopen", "open it again", verdicts.verdict(Status.UNVERIFIED), keeps=True),
    "C": Key("confirm", "", verdicts.verdict(Status.CONFIRMED, reasoned=True), keeps=True),
    "R": Key("refute", "", verdicts.verdict(Status.REFUTED, reasoned=True), keeps=True),
    "S": Key("said?", "", verdicts.said_because, keeps=True),
    "e": Key("evidence", "attach evidence", evidence.attach),
    "o": Key("owner", "whom a source belongs to", sources.look_up),
    "a": Key("attempt", "note what you tried", verdicts.attempt),
    "m": Key("comment", "write a comment", verdicts.comment),
    "t": Key("take", "take it, in your name", verdicts.take),
    "y": Key("restate", "restate it in your words", concluding.restate),
    "f": Key("finding", "what you found, for readers", concluding.find),
    "p": Key("speaker", "who says it", corrections.speaker),
    "x": Key("words", "where its words begin and end", corrections.words),
    "i": Key("carriers", "who carried it", corrections.carriers),
    "h": Key("parties", "whom it accuses or favours", corrections.party),
    "k": Key("checkable", "checkable: turn it round", corrections.checkable),
    "j": Key("judge", "judge what the machine asks", judging.judge),
    "A": Key("reply", "who was asked for a reply", asking.reply, keeps=True),
    "L": Key("link", "link it to another claim", linking.link),
    "P": Key("proposal", "approve what is proposed", second.judge_proposals),
    "n": Key("next", "go on; it stays in the queue", moving.onward, writes=False),
    "b": Key("back", "back to the one before", moving.back, writes=False),
    "g": Key("go to", "go to a claim by its number", moving.go_to, writes=False),
    "l": Key("list", "list what waits", moving.waiting, writes=False),
    "u": Key("undo", "undo the last step, and so on", moving.undo, writes=False),
    REST: Key("more", "", _help, writes=False),
    "?": Key("all keys", "", _help, writes=False),
    "q": Key("quit", "quit; Ctrl-C does, too", moving.leave_off, writes=False),
}
BAR = ("cdrvwsy", "eopxjfm", ("n", "b", "g", "l", "u", REST, "?", "q"))
"""The keys that are named beneath each claim; `?` names them all."""

_GROUPS = {
    "decide": "cdrvwszP",
    "show why": "eoaL",
    "write": "yfmtA",
    "correct": "pxihkj",
    "move": "nbgluq",
}


_ABOUT = """\
A refusal keeps your verdict and its reason. A digit does the remedy that it
names, and tries again, as Enter does; ! is an editor's decision past the rules.
Space shows the rest of a long claim. In a line, Tab completes, the arrow up
brings back what you typed before, and Ctrl-C breaks off that line alone.""".splitlines()


def help_page() -> str:
    """Return what every key does, on one screen."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    for title, keys in _GROUPS.items():
        entries = [f"{key}  {KEYS[key].line}" for key in keys]
        for row in range(0, len(entries), 2):
            pair = entries[row : row + 2]
            lead = title if row == 0 else ""
            yield f"{lead:<9} {pair[0]:<34}{pair[1] if len(pair) > 1 else ''}".rstrip()
    yield ""
    yield from _ABOUT
