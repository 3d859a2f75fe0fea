"""What the machine got wrong, by single keys: who says it, who carried it, its words, whom it accuses, whether it can
be checked.
"""

from collections.abc import Callable, Sequence

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.span import moved_by_arrows
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.remedies import Words
from claimtrack.services.articles import nearby, repair
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.marks.parties import NamedParty
from claimtrack.vocabulary import HopRole, PartySide

_MOST_DIGITS = 7
_OWN = "own voice"
_SIDES: Choices = {
    "a": (PartySide.ACCUSED.value, "it accuses somebody"),
    "f": (PartySide.FAVOURED.value, "it favours somebody"),
    "x": ("", "somebody is neither after all"),
}


def speaker(sitting: Sitting, asked: Asked) -> None:
    """Say who says it: one who speaks near the claim by a digit, anybody by name, or the outlet itself."""
    chosen = asked.answers.get("speaker") or _picked(sitting, asked)
    if chosen == _OWN:
        entry = sitting.look(sitting.number).entry
        why = None if entry.own_voice is not False else asked.line("reason", f"why it is not {entry.speaker}'s: ")
        correction = Correction(own_voice=True, reason=why)
    else:
        correction = Correction(
            speaker=chosen, new_source=asked.given("new_source") is not None, reason=asked.given("reason")
        )
    before = _spoken_before(sitting)
    _correct(sitting, correction, "given its speaker", before)
    entry = sitting.look(sitting.number).entry
    sitting.tell(
        f"claim {entry.number} is said by {entry.speaker or 'nobody named'}{' itself' if entry.own_voice else ''}"
    )


def own_voice(sitting: Sitting, asked: Asked) -> None:
    """Say that the outlet says it itself."""
    asked.answers["speaker"] = _OWN
    speaker(sitting, asked)


def carriers(sitting: Sitting, asked: Asked) -> None:
    """Say who carried it, from the speaker outward."""
    was = [hop.name or "" for hop in sitting.shown.entry.hops if hop.role == HopRole.RELAY]
    written = asked.line(
        "via", "who carried it, from the speaker outward, with ; between (empty for nobody): ",
        offers=_last_of(sitting), default="; ".join(was), empty=True,
    )  # fmt: skip
    via = _listed(written)
    correction = Correction(via=via, new_source=asked.given("new_source") is not None)
    _correct(sitting, correction, "given its carriers", Correction(via=tuple(was)))
    sitting.tell(f"claim {sitting.number} was carried by {'; '.join(via) or 'nobody'}")


def checkable(sitting: Sitting, asked: Asked) -> None:
    """Turn round whether the claim can be held against evidence."""
    del asked
    was = sitting.shown.entry.checkable
    _correct(sitting, Correction(checkable=not was), "corrected", Correction(checkable=was))
    sitting.tell(f"claim {sitting.number} is marked as {'not ' if was else ''}checkable")


def party(sitting: Sitting, asked: Asked) -> None:
    """Say whom the claim accuses or favours, or does not."""
    side = asked.key("side", "whom does it concern?", _SIDES)
    entry = sitting.shown.entry
    if not side:
        name = asked.line(
            "party", "who is neither accused nor favoured: ", offers=lambda _: [p.name for p in entry.parties]
        )
        off = Correction(no_parties=(name,), reason=asked.given("reason"))
        _correct(sitting, off, "corrected", None, instead="name them again")
        sitting.tell(f"{name} is no party of claim {sitting.number}")
        return
    name = asked.line("party", "who: ", offers=sitting.names())
    named = NamedParty(PartySide(side), name)
    correction = Correction(parties=(named,), new_source=asked.given("new_source") is not None)
    _correct(sitting, correction, "corrected", Correction(no_parties=(name,)))
    sitting.tell(f"claim {sitting.number}: {name} is {named.side.value}")


def words(sitting: Sitting, asked: Asked) -> None:
    """Move where the claim begins and ends, word by word."""
    stands = nearby.wording(sitting.desk, sitting.number)
    moved = moved_by_arrows(asked.terminal, stands)
    if moved == stands.spans:
        sitting.tell("the words stay as they were")
        return
    _correct(sitting, Correction(spans=moved), "given its words", Correction(spans=stands.spans))
    sitting.tell(f"claim {sitting.number} has these words: {sitting.look(sitting.number).entry.text}")


def _correct(
    sitting: Sitting, correction: Correction, done: str, before: Correction | None, *, instead: str = ""
) -> None:
    repaired = sitting.desk.enact(repair.correct, sitting.seen, correction)
    sitting.did(done, _putting_back(sitting, before) if before is not None else None, instead=instead)
    for number in repaired.not_own:
        sitting.tell(f"claim {number} stays whose it is until a second person says so, too")
    sitting.tell_fallen(repaired.reopened)


def _putting_back(sitting: Sitting, before: Correction) -> Callable[[], Sequence[Words]]:
    number = sitting.number

    def put_back() -> Sequence[Words]:
        repaired = sitting.desk.enact(repair.correct, look(sitting.desk, [number]), before)
        return [f"claim {number} says again what it said", *(one.sentence for one in repaired.reopened)]

    return put_back


def _spoken_before(sitting: Sitting) -> Correction | None:
    """Return what gives the claim back the speaker that it has; None where nobody looked for one."""
    entry = sitting.shown.entry
    if entry.own_voice:
        return Correction(own_voice=True)
    return Correction(speaker=entry.speaker) if entry.speaker is not None and entry.own_voice is False else None


def _picked(sitting: Sitting, asked: Asked) -> str:
    near = nearby.speakers(sitting.desk, sitting.number)[:_MOST_DIGITS]
    choices: dict[str, tuple[str, str]] = {
        str(place): (str(one.number), one.name) for place, one in enumerate(near, start=1)
    }
    choices |= {"0": (_OWN, "the outlet itself"), ENTER: ("", "somebody else")}
    asked.key("speaker", "who says it?", choices)
    if not asked.answers["speaker"]:
        del asked.answers["speaker"]
        asked.line("speaker", "who says it: ", offers=sitting.names())
    return asked.answers["speaker"]


def _last_of(sitting: Sitting) -> Callable[[str], Sequence[str]]:
    """Return what completes the last of several names."""

    def complete(typed: str) -> Sequence[str]:
        before, between, last = typed.rpartition(";")
        found = nearby.names_starting(sitting.desk, last.strip())
        return [f"{before}{between}{' ' if between else ''}{name}" for name in found]

    return complete


def _listed(written: str) -> tuple[str, ...]:
    return tuple(name for part in written.split(";") if (name := part.strip()))
