"""What the machine asks about a claim, judged by yes and no: doubts, links, parties, and ties between sources."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.cli.reviewing.remedies import offer
from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.errors import UsageError
from claimtrack.remedies import joined
from claimtrack.reports.model import CaveatLine, ClaimEntry, LinkLine, PartyLine
from claimtrack.services.articles import repair
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.marks import links
from claimtrack.services.marks.links import NamedLink
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.reports.gather import Shown
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import LinkState, PartySide

_ANSWERS: Choices = {"y": ("yes", "yes"), "n": ("no", "no"), ENTER: ("", "leaves it open")}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that nobody judged: what is asked, and what a yes or a no does, with its reason where it takes one."""

    words: str
    judge: Callable[[bool, str], None]
    no_takes_reason: bool = False


def questions(sitting: Sitting) -> list[Question]:
    """Return what the machine asks about the claim in front of the person."""
    return list(_questions(sitting, sitting.shown.entry))


def waiting(shown: Shown) -> int:
    """Count what the machine asks about a claim, and whether names are of one house as one more."""
    entry = shown.entry
    return (
        bool(shown.settles)
        + sum(caveat.asks for caveat in entry.caveats)
        + sum(link.state is LinkState.PROPOSED for link in entry.links)
        + sum(party.state is LinkState.PROPOSED for party in entry.parties)
    )


def judge(sitting: Sitting, asked: Asked) -> None:
    """Go through what the machine asks about the claim; each answer is on record before the next is asked."""
    if not questions(sitting) and not sitting.shown.settles:
        raise UsageError(f"nothing is asked about claim {sitting.number}")
    put: set[str] = set()
    # Anew each time: an answer may settle other questions with it.
    while (question := next((one for one in questions(sitting) if one.words not in put), None)) is not None:
        put.add(question.words)
        _put(sitting, asked, question)
    settles = sitting.shown.settles
    if settles:
        sitting.asked = offer(sitting, joined("\n", settles))


def _put(sitting: Sitting, asked: Asked, question: Question) -> None:
    answers = Asked(asked.terminal)
    sitting.tell(question.words)
    answer = answers.key("answer", "is it so?", _ANSWERS)
    if not answer:
        return
    holds = answer == "yes"
    question.judge(holds, "" if holds or not question.no_takes_reason else answers.line("reason", "why not: "))


def _questions(sitting: Sitting, entry: ClaimEntry) -> Iterator[Question]:
    for caveat in entry.caveats:
        if caveat.asks:
            yield _doubt(sitting, caveat)
    for link in entry.links:
        if link.state is LinkState.PROPOSED:
            yield _link(sitting, entry.number, link)
    for party in entry.parties:
        if party.state is LinkState.PROPOSED:
            yield _party(sitting, party)


def _doubt(sitting: Sitting, caveat: CaveatLine) -> Question:
    def judge_it(holds: bool, reason: str) -> None:
        del reason
        _correct(sitting, _doubting(caveat, holds=holds), _doubting(caveat, holds=not holds))
        sitting.tell(f"{caveat.kind.words}: {_so(holds)}")

    by = f" (by {caveat.by})" if caveat.by is not None else ""
    return Question(f'{caveat.kind.words}{by}: "{caveat.text}"', judge_it)


def _doubting(caveat: CaveatLine, *, holds: bool) -> Correction:
    return Correction(caveats=(caveat.kind,)) if holds else Correction(no_caveats=(caveat.kind,))


def _party(sitting: Sitting, party: PartyLine) -> Question:
    def judge_it(holds: bool, reason: str) -> None:
        named = Correction(parties=(NamedParty(party.side, str(party.source)),))
        off = Correction(no_parties=(str(party.source),), reason=reason or None)
        _correct(sitting, named if holds else off, off if holds else named)
        sitting.tell(f"{party.name} is {party.side.value}: {_so(holds)}")

    verb = {"accused": "accuses", "favoured": "favours"}[party.side.value]
    return Question(f"the claim {verb} {party.name}", judge_it, no_takes_reason=party.side is PartySide.ACCUSED)


def _link(sitting: Sitting, number: int, link: LinkLine) -> Question:
    ends = (number, link.number) if link.outgoing else (link.number, number)
    named = NamedLink(ends[0], link.kind, ends[1])

    def judge_it(holds: bool, reason: str) -> None:
        if holds:
            linked = sitting.desk.enact(links.link, named)
            fallen: Sequence[Reopened] = linked.reopened
            for alarm in linked.alarms:
                sitting.tell(f"ALARM: claim {number} is {alarm.seen_from(number)}")
        else:
            fallen = sitting.desk.enact(links.unlink, named, reason=reason)
        sitting.did("judged", None, instead="judge a link again with `link` and `unlink`")
        sitting.tell(f"{named.sentence}: {_so(holds)}")
        sitting.tell_fallen(fallen)
        sitting.look(number)

    says = f", {link.speaker}" if link.speaker is not None else ""
    return Question(f'{named.sentence}; claim {link.number}{says}: "{link.text}"', judge_it, no_takes_reason=True)


def _correct(sitting: Sitting, correction: Correction, otherwise: Correction) -> None:
    number = sitting.number
    repaired = sitting.desk.enact(repair.correct, sitting.seen, correction)

    def the_other_way() -> list[str]:
        back = sitting.desk.enact(repair.correct, look(sitting.desk, [number]), otherwise)
        return ["what was judged is judged the other way round", *(one.sentence for one in back.reopened)]

    sitting.did("judged", the_other_way)
    sitting.tell_fallen(repaired.reopened)
    sitting.look(number)


def _so(holds: bool) -> str:
    return "you say it is so" if holds else "you say it is not"
