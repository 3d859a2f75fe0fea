"""A claim's card, laid out once: which facts and which lists stand on it, in which order, in which words.

What differs from format to format inside a line is its hand: plain text's is here, the others' with their formats.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, EvidenceLine, HistoryLine, LinkLine, Report
from claimtrack.reports.wording import claims, evidence, frame, measures, replies, signs
from claimtrack.vocabulary import LinkState


class Fact(StrEnum):
    """What is told of a claim with a label, and the label."""

    WHO = "Who says so"
    HOW = "How"
    CONFIDENCE = "Confidence"
    TRUTH = claims.TRUTH_QUESTION
    VERDICT = "Verdict given"
    SAID = claims.SAID_QUESTION
    INSIDE = "Inside"
    POST = "Post"
    ACCUSES = "Accuses"
    FAVOURS = "Favours"
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
    HISTORY = "History"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and what stands beneath it."""

    words: str
    details: tuple[str, ...] = ()


def _doubt(caveat: CaveatLine) -> str:
    return caveat.kind.words + (f" (by {caveat.by})" if caveat.by is not None else "")


def _standing(caveat: CaveatLine) -> str:
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


def _no_question(number: int, caveat: CaveatLine) -> Sequence[str]:
    del number, caveat
    return ()


def _event(event: HistoryLine) -> str:
    flag = f"[{signs.OVERRIDE_SIGN} OVERRIDE] " if event.overridden else ""
    reason = f'. Reason: "{event.reason}"' if event.reason is not None else ""
    return f"{flag}{measures.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"


def _kept(piece: EvidenceLine) -> Sequence[str]:
    address = [piece.url] if piece.url is not None else []
    return (*address, evidence.stored(piece), f"sha256 {piece.digest}")


@dataclass(frozen=True, slots=True)
class Hand:
    """How a format writes what stands inside a line; what is not given it writes as plain text does.

    ``claim`` is for the number of another claim, ``speaker`` for who says that one, ``piece`` for the number of a
    piece of evidence in front of what it does, ``code`` for what machines read; ``kept`` gives, in lines, where a
    piece comes from and what is kept of it, ``ask`` how a doubt of a claim is settled that is only a question.
    ``shortened`` cuts foreign text to a number of characters.
    """

    arrow: str = " -> "
    claim: str = "claim {0}"
    speaker: str = ", {}"
    piece: str = "{}: "
    code: str = "{}"
    moment: Callable[[datetime], str] = measures.moment
    shortened: Callable[[str, int], str] = lambda text, _: text
    doubt: Callable[[CaveatLine], str] = _doubt
    ask: Callable[[int, CaveatLine], Sequence[str]] = _no_question
    event: Callable[[HistoryLine], str] = _event
    kept: Callable[[EvidenceLine], Sequence[str]] = _kept


def facts(entry: ClaimEntry, hand: Hand) -> tuple[tuple[Fact, str], ...]:
    """Return what is told of a claim with a label."""
    return tuple((fact, words) for fact, words in _facts(entry, hand) if words)


def lists(entry: ClaimEntry, hand: Hand) -> dict[Section, tuple[Item, ...]]:
    """Return the lists on a claim's card in their order, those in which nothing stands left out."""
    found = ((section, tuple(items)) for section, items in _lists(entry, hand))
    return {section: items for section, items in found if items}


def _facts(entry: ClaimEntry, hand: Hand) -> Iterator[tuple[Fact, str | None]]:
    yield Fact.WHO, claims.chain(entry, arrow=hand.arrow)
    yield Fact.HOW, claims.manner(entry)
    yield Fact.POST, claims.post(entry, hand.moment)
    yield Fact.CONFIDENCE, claims.ground(entry)
    yield Fact.TRUTH, claims.truth(entry)
    yield Fact.VERDICT, claims.verdict(entry)
    yield Fact.SAID, claims.said(entry)
    yield Fact.INSIDE, hand.claim.format(entry.inside) if entry.inside is not None else None
    yield from ((Fact(does.capitalize()), names) for does, names in claims.parties(entry))
    yield Fact.TAGS, ", ".join(entry.tags)
    yield Fact.OVERRIDE, (entry.override_reason or "no reason on record") if entry.overridden else None
    yield from ((Fact.ALARM, words) for words in claims.alarms(entry))
    yield Fact.LOST, "its words no longer stand in the newest version" if not entry.spans else None


def _lists(entry: ClaimEntry, hand: Hand) -> Iterator[tuple[Section, Iterable[Item]]]:
    yield Section.REPLIES, (_reply(line, hand) for line in replies.told(entry))
    yield Section.DOUBTS, (_caveat(entry.number, line, hand) for line in entry.caveats)
    yield Section.WHY, map(Item, entry.independence)
    yield Section.EVIDENCE, (_piece(piece, hand) for piece in entry.evidence)
    yield Section.LINKS, (Item(_link(line, hand)) for line in entry.links)
    yield Section.NOTES, (Item(f"{one.kind} by {one.by}, {hand.moment(one.at)}: {one.text}") for one in entry.notes)
    yield Section.HISTORY, (Item(hand.event(line)) for line in entry.history)


def _caveat(number: int, caveat: CaveatLine, hand: Hand) -> Item:
    words = f'{hand.doubt(caveat)}: "{hand.shortened(caveat.text, 300)}"{_others(caveat)}{_standing(caveat)}'
    return Item(words, tuple(hand.ask(number, caveat)) if caveat.asks else ())


def _reply(line: replies.Told, hand: Hand) -> Item:
    answer = [f'"{hand.shortened(line.answer, 1000)}"'] if line.answer is not None else []
    return Item(line.words, (*answer, *line.kept))


def _link(link: LinkLine, hand: Hand) -> str:
    speaker = hand.speaker.format(link.speaker) if link.speaker is not None else ""
    quoted = hand.shortened(link.text, 120)
    return f'{claims.verb(link)} {hand.claim.format(link.number)}{speaker}: "{quoted}" ({claims.judgement(link)})'


def _piece(piece: EvidenceLine, hand: Hand) -> Item:
    place = piece.place or "place not recorded"
    excerpt = [f'"{hand.shortened(piece.excerpt, 300)}" ({place})'] if piece.excerpt is not None else []
    note = [f"note: {piece.note}"] if piece.note is not None else []
    details = (*excerpt, *evidence.questions(piece), *note, *hand.kept(piece))
    return Item(f"{hand.piece.format(piece.number)}{evidence.bearing(piece)}", details)


def article_facts(article: ArticleEntry, hand: Hand, *, address: str | None) -> Iterator[tuple[str, str]]:
    """Return what is known of an article, with labels; ``address`` is its address as this format writes it."""
    facts = (
        ("Outlet", article.outlet),
        ("By", article.byline),
        ("Published", frame.published(article)),
        ("Address", address),
        ("Read from", f"{article.name}, {article.media_type}, {measures.size(article.size)}"),
        ("Retrieved", measures.moment(article.retrieved_at)),
        ("File SHA-256", hand.code.format(article.digest)),
        ("Text SHA-256", hand.code.format(article.text_sha256)),
        ("Extractor", f"{article.extractor}, {frame.language(article.language)}"),
    )
    return ((label, words) for label, words in facts if words is not None)


def record_facts(report: Report, hand: Hand) -> tuple[tuple[str, str], ...]:
    """Return by what a report can be checked, with labels."""
    return (
        ("Event", str(report.head_number)),
        ("Chain's head", hand.code.format(report.head_hash)),
        ("Recorded", measures.moment(report.as_of)),
        ("Workspace", report.workspace),
        ("Made by", f"claimtrack {report.tool_version}"),
    )
