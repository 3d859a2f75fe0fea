"""A claim's card, laid out once: which facts and which lists stand on it, in which order, in which words.

What differs from format to format inside a line is its hand: plain text's is here, the others' with their formats.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain

from claimtrack.remedies import Words
from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, EvidenceLine, HistoryLine, LinkLine, Report
from claimtrack.reports.wording import claims, conclusions, evidence, frame, judging, measures, replies, signs
from claimtrack.vocabulary import OPEN, LinkState, Said


class Fact(StrEnum):
    """What is told of a claim with a label, and the label."""

    FINDING = "Finding"
    RESTATED = "As checked"
    MISFIT = "LOOK AGAIN"
    WHO = "Who says so"
    HOW = "How"
    CONFIDENCE = "Confidence"
    PRONOUN = "Name"
    TRUTH = claims.TRUTH_QUESTION
    VERDICT = "Verdict given"
    HANGS_ON = "Hangs on"
    REASON = "Reason"
    SAID = claims.SAID_QUESTION
    CHECKED = "Checked"
    CHECKED_WHY = "Reason for that"
    INSIDE = "Inside"
    POST = "Post"
    ACCUSES = "Accuses"
    FAVOURS = "Favours"
    UNJUDGED = "Not judged"
    TAGS = "Tags"
    OVERRIDE = "OVERRIDE"
    ALARM = "ALARM"
    LOST = "In the article"


class Section(StrEnum):
    """The lists on a card, and their titles."""

    REPLIES = "Right of reply"
    DOUBTS = "Doubts in the article"
    WHY = "Why"
    EVIDENCE = "Evidence"
    LINKS = "Other claims"
    NOTES = "Notes"
    KEPT = "Evidence as it is kept"
    HISTORY = "History"


BEHIND = frozenset({Fact.CONFIDENCE, Section.KEPT, Section.HISTORY})
"""What stands in the fold of a report: by this the rest can be checked, and a reader can do without it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and what stands beneath it."""

    words: str
    details: tuple[str, ...] = ()


def _doubt(caveat: CaveatLine) -> str:
    return caveat.kind.words + (f" (by {caveat.by})" if caveat.by is not None else "")


def standing(caveat: CaveatLine) -> str:
    """Say of a doubt whether it counts, where that is not plain."""
    if caveat.asks:
        sure = f"the machine is {caveat.confidence:.0%} sure" if caveat.confidence is not None else "nobody is sure"
        return f" - a question: {sure} that this speaks of it"
    judged = {LinkState.ACCEPTED: " - a reviewer says so", LinkState.REJECTED: " - rejected by a reviewer"}
    return judged.get(caveat.state, "")


def _others(caveat: CaveatLine) -> str:
    if not caveat.others or caveat.state is LinkState.REJECTED:
        return ""
    *first, last = map(str, caveat.others)
    named = f"claims {', '.join(first)} and {last}" if first else f"claim {last}"
    return f" (it speaks of {named}, too)"


def _event(event: HistoryLine) -> str:
    flag = f"[{signs.OVERRIDE_SIGN} OVERRIDE] " if event.overridden else ""
    reason = f'. Reason: "{event.reason}"' if event.reason is not None else ""
    return f"{flag}{measures.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"


def _address(piece: EvidenceLine) -> Sequence[str]:
    return (piece.url,) if piece.url is not None else ()


def _kept(piece: EvidenceLine) -> Sequence[str]:
    place = (f"the passage: {piece.place or 'place not recorded'}",) if piece.excerpt is not None else ()
    return (*place, evidence.stored(piece), f"sha256 {piece.digest}", *evidence.handled(piece))


def _passage(piece: EvidenceLine) -> str:
    return f'"{piece.excerpt}"'


def _nothing(words: Words) -> None:
    del words


@dataclass(frozen=True, slots=True)
class Hand:
    """How a format writes what stands inside a line; what is not given it writes as plain text does.

    ``claim`` is for the number of another claim, ``speaker`` for who says that one, ``piece`` for the number of a
    piece of evidence in front of what it does, ``code`` for what machines read; ``address`` gives, in lines, where a
    piece comes from, ``kept`` what is kept of it, ``passage`` its excerpt. ``settle`` writes with which command
    something is judged that only the machine found, or gives None where nobody is there to type it.
    """

    arrow: str = " -> "
    claim: str = "claim {0}"
    speaker: str = ", {}"
    piece: str = "{}: "
    code: str = "{}"
    moment: Callable[[datetime], str] = measures.moment
    doubt: Callable[[CaveatLine], str] = _doubt
    settle: Callable[[Words], str | None] = _nothing
    event: Callable[[HistoryLine], str] = _event
    passage: Callable[[EvidenceLine], str] = _passage
    address: Callable[[EvidenceLine], Sequence[str]] = _address
    kept: Callable[[EvidenceLine], Sequence[str]] = _kept


def facts(entry: ClaimEntry, hand: Hand) -> tuple[tuple[Fact, str], ...]:
    """Return what is told of a claim with a label."""
    return tuple((fact, words) for fact, words in _facts(entry, hand) if words)


def lists(entry: ClaimEntry, hand: Hand) -> dict[Section, tuple[Item, ...]]:
    """Return the lists on a claim's card in their order, those in which nothing stands left out."""
    found = ((section, tuple(items)) for section, items in _lists(entry, hand))
    return {section: items for section, items in found if items}


def _facts(entry: ClaimEntry, hand: Hand) -> Iterator[tuple[Fact, str | None]]:
    yield Fact.FINDING, conclusions.found(entry)
    yield Fact.RESTATED, conclusions.restated(entry)
    yield from ((Fact.MISFIT, words) for words in conclusions.misfits(entry))
    yield Fact.WHO, claims.chain(entry, arrow=hand.arrow)
    yield Fact.HOW, claims.manner(entry)
    yield Fact.POST, claims.post(entry, hand.moment)
    yield Fact.CONFIDENCE, claims.confidence(entry)
    yield Fact.PRONOUN, _pronoun(entry, hand)
    yield Fact.TRUTH, claims.truth(entry)
    yield Fact.VERDICT, claims.verdict(entry)
    yield Fact.HANGS_ON, "; ".join(entry.linchpins)
    yield Fact.REASON, claims.reason(entry.verdict_given) if not entry.overridden else None
    yield Fact.SAID, claims.said(entry)
    yield Fact.CHECKED, claims.given(entry.said_given)
    yield Fact.CHECKED_WHY, claims.reason(entry.said_given)
    yield Fact.INSIDE, hand.claim.format(entry.inside) if entry.inside is not None else None
    yield from ((Fact(does.capitalize()), names) for does, names in claims.parties(entry))
    yield from ((Fact.UNJUDGED, words) for words in _parties_to_judge(entry, hand))
    yield Fact.TAGS, ", ".join(entry.tags)
    yield Fact.OVERRIDE, (entry.override_reason or "no reason on record") if entry.overridden else None
    yield from ((Fact.ALARM, words) for words in claims.alarms(entry))
    yield Fact.LOST, "its words no longer stand in the newest version" if not entry.spans else None


def _lists(entry: ClaimEntry, hand: Hand) -> Iterator[tuple[Section, Iterable[Item]]]:
    yield Section.REPLIES, (_reply(line) for line in replies.told(entry))
    yield Section.DOUBTS, (_caveat(entry.number, line, hand) for line in entry.caveats)
    yield Section.WHY, map(Item, entry.why)
    hidden = (Item(evidence.left_out(number)) for number in entry.left_out)
    yield Section.EVIDENCE, chain((_piece(piece, hand) for piece in entry.evidence), hidden)
    yield Section.LINKS, (_link(entry.number, line, hand) for line in entry.links)
    yield Section.NOTES, (Item(f"{one.kind} by {one.by}, {hand.moment(one.at)}: {one.text}") for one in entry.notes)
    yield Section.KEPT, (_as_kept(piece, hand) for piece in entry.evidence if hand.kept(piece))
    yield Section.HISTORY, (Item(hand.event(line)) for line in entry.history)


def _pronoun(entry: ClaimEntry, hand: Hand) -> str | None:
    words = claims.by_pronoun(entry)
    return "; ".join(_told(words, hand.settle(judging.speaker(entry)))) if words is not None else None


def _parties_to_judge(entry: ClaimEntry, hand: Hand) -> Iterator[str]:
    for line in filter(judging.is_unjudged, entry.parties):
        how = hand.settle(judging.party(entry.number, line))
        if how is not None:
            yield f"{claims.SIDES[line.side]} {line.name}: {how}"


def _told(*words: str | None) -> tuple[str, ...]:
    return tuple(one for one in words if one is not None)


def _caveat(number: int, caveat: CaveatLine, hand: Hand) -> Item:
    words = f'{hand.doubt(caveat)}: "{caveat.text}"{_others(caveat)}{standing(caveat)}'
    return Item(words, _told(hand.settle(judging.doubt(number, caveat))) if caveat.asks else ())


def _reply(line: replies.Told) -> Item:
    answer = [f'"{line.answer}"'] if line.answer is not None else []
    return Item(line.words, (*answer, *line.kept))


def _link(number: int, link: LinkLine, hand: Hand) -> Item:
    speaker = hand.speaker.format(link.speaker) if link.speaker is not None else ""
    words = f'{claims.verb(link)} {hand.claim.format(link.number)}{speaker}: "{link.text}" ({claims.judgement(link)})'
    return Item(words, _told(hand.settle(judging.link(number, link))) if judging.is_unjudged(link) else ())


def _piece(piece: EvidenceLine, hand: Hand) -> Item:
    excerpt = [hand.passage(piece)] if piece.excerpt is not None else []
    note = [f"note: {piece.note}"] if piece.note is not None else []
    details = (*excerpt, *evidence.questions(piece), *note, *hand.address(piece), *piece.stamps)
    return Item(f"{hand.piece.format(piece.number)}{evidence.bearing(piece)}", details)


def _as_kept(piece: EvidenceLine, hand: Hand) -> Item:
    return Item(f"{hand.piece.format(piece.number)}{piece.name}", tuple(hand.kept(piece)))


def article_facts(article: ArticleEntry, *, address: str | None) -> Iterator[tuple[str, str]]:
    """Return what is known of an article, with labels; ``address`` is its address as this format writes it."""
    facts = (
        ("Outlet", article.outlet),
        ("By", article.byline),
        ("Published", frame.published(article)),
        ("Copy of", article.agency),
        ("Address", address),
    )
    return ((label, words) for label, words in facts if words is not None)


def article_record(article: ArticleEntry, hand: Hand) -> tuple[tuple[str, str], ...]:
    """Return what was read of an article and by what that can be checked, with labels."""
    return (
        ("Read from", f"{article.name}, {article.media_type}, {measures.size(article.size)}"),
        ("Retrieved", measures.moment(article.retrieved_at)),
        ("File SHA-256", hand.code.format(article.digest)),
        ("Text SHA-256", hand.code.format(article.text_sha256)),
        ("Extractor", f"{article.extractor}, {frame.language(article.language)}"),
    )


def is_line(entry: ClaimEntry) -> bool:
    """Tell whether nothing has been found out on a claim yet, so that one line says all there is to say."""
    return (
        entry.status in OPEN
        and entry.said is Said.UNCHECKED
        and not (entry.restatement or entry.finding or entry.replies)
        and not (entry.evidence or entry.left_out or entry.notes or entry.proposals or claims.alarms(entry))
    )


def marks(entry: ClaimEntry) -> tuple[str, ...]:
    """Return, in a word or two each, what else a line on a claim should not keep quiet about."""
    doubts = list(dict.fromkeys(caveat.kind.value for caveat in entry.caveats if caveat.stands))
    inside = f"inside claim {entry.inside}" if entry.inside is not None else None
    links = (f"{claims.verb(link)} {link.number}" for link in entry.links if link.state is not LinkState.REJECTED)
    return (*_told("headline" if entry.headline else None, inside), *doubts, *links)


def record_facts(report: Report, hand: Hand) -> tuple[tuple[str, str], ...]:
    """Return by what a report can be checked, with labels."""
    return (
        ("Event", str(report.head_number)),
        ("Chain's head", hand.code.format(report.head_hash)),
        *(("Timestamp", words) for words in report.stamps),
        *(("Witness", words) for words in report.witnesses),
        ("Recorded", measures.moment(report.as_of)),
        ("Workspace", report.workspace),
        ("Made by", f"claimtrack {report.tool_version}"),
    )
