"""A sitting of blind verdicts: one open claim after the other, a key and a reason each, and nobody else's verdict."""

from collections.abc import Sequence

from claimtrack.cli.claim import brief
from claimtrack.cli.output import counted, spelled, wrapped
from claimtrack.cli.reviewing.terminal import Interrupted, Terminal, listed
from claimtrack.errors import ClaimtrackError
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.services.verdicts import blind
from claimtrack.vocabulary import Status

_VERDICTS = {
    "c": Status.CONFIRMED,
    "d": Status.DISPUTED,
    "r": Status.REFUTED,
    "v": Status.UNVERIFIABLE,
}
_NEXT, _END = "n", "q"
_DOES = {
    "c": "confirmed",
    "d": "disputed",
    "r": "refuted",
    "v": "cannot be verified",
    _NEXT: "the next one",
    _END: "leave",
}


def judge_blind(desk: Desk, terminal: Terminal, numbers: Sequence[int]) -> int:
    """Have claims judged one after the other until the person leaves; tells how many were."""
    judged = 0
    for place, number in enumerate(numbers, start=1):
        shown = show(desk, number)
        terminal.show(f"\n{place} of {len(numbers)}   claim {number}\n{brief(shown)}")
        seen = look(desk, [number], version=shown.entry.version)
        try:
            key = terminal.ask_key(listed("judge it blind:", _DOES), tuple(_DOES))
            if key == _END:
                break
            if key == _NEXT:
                continue
            reason = terminal.ask_line("why: ")
            told = desk.enact(blind.give, seen, _VERDICTS[key], reason).sentence
            judged += 1
        except Interrupted:
            break
        except ClaimtrackError as error:
            told = spelled(error.message)
        terminal.show("\n".join(wrapped(told, "")))
    terminal.show(f"\n{counted(judged, 'claim')} judged blind")
    return judged
