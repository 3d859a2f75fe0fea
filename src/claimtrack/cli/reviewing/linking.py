"""A new link between claims, by keys: how the claim in front of the person bears on another."""

from collections.abc import Sequence

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import Asked, Choices
from claimtrack.remedies import Words
from claimtrack.services.marks import links
from claimtrack.services.marks.links import NamedLink
from claimtrack.services.verdicts.undo import TAKEN_BACK
from claimtrack.vocabulary import ClaimLinkKind

_KINDS: Choices = {
    "d": (ClaimLinkKind.DENIES.value, "denies it"),
    "c": (ClaimLinkKind.CONTRADICTS.value, "contradicts it"),
    "r": (ClaimLinkKind.REPEATS.value, "repeats it"),
    "n": (ClaimLinkKind.NARROWS.value, "narrows it"),
    "s": (ClaimLinkKind.SUPERSEDES.value, "supersedes it"),
    "u": (ClaimLinkKind.SUPPORTS.value, "supports it"),
}


def link(sitting: Sitting, asked: Asked) -> None:
    """Link the claim to another one by its number."""
    number = sitting.number
    kind = ClaimLinkKind(asked.key("kind", f"what does claim {number} do to the other?", _KINDS))
    other = asked.line("other", f"claim {number} {kind.value} which claim, by its number: ")
    while not other.isdecimal() or len(other) > 9:
        other = asked.again("other", f'"{other}" is no claim number; which claim: ')
    relation = NamedLink(number, kind, int(other))
    done = sitting.desk.enact(links.link, relation)

    def take_back() -> Sequence[Words]:
        fallen = sitting.desk.enact(links.unlink, relation, reason=TAKEN_BACK)
        return [f"{relation.sentence}: no longer", *(one.sentence for one in fallen)]

    sitting.did("linked", take_back)
    sitting.tell(f"{relation.sentence}: on record")
    for alarm in done.alarms:
        sitting.tell(f"ALARM: claim {number} is {alarm.seen_from(number)}")
    sitting.tell_fallen(done.reopened)
