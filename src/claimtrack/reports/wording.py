"""The words that every format and ``claimtrack show`` use for the same thing.

"Is it true?" and "was it said?" are two questions and never share a sentence: no answer to one may read as an
answer to the other. Names in what these functions give are as recorded; who shows them makes them harmless.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from claimtrack.remedies import Action, do
from claimtrack.reports.model import (
    ArticleEntry,
    ClaimEntry,
    EvidenceLine,
    HopLine,
    LinkLine,
    PartyLine,
    Report,
    Summary,
)
from claimtrack.rules.grades import grade_told
from claimtrack.vocabulary import (
    OPEN,
    Basis,
    CaveatKind,
    ClaimLinkKind,
    Firsthand,
    LinkState,
    Nature,
    PartySide,
    Quote,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)

TRUTH_QUESTION = "Is it true?"
SAID_QUESTION = "Was it said?"

NOT_ATTEMPTED = "attribution not attempted"
"""Said of an article in any language but English: every statement stands in the outlet's own voice."""


def language(code: str) -> str:
    """Word the language that an article was read in."""
    return f"language {code}" if code == "en" else f"language {code}: {NOT_ATTEMPTED}"


class Standing(StrEnum):
    """How a claim stands, as one of the signs that a reader tells apart."""

    CONFIRMED = "confirmed"
    CONFIRMED_NOT_INDEPENDENT = "confirmed_not_independent"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"
    IN_REVIEW = "in_review"
    UNVERIFIED = "unverified"
    NOT_CHECKABLE = "not_checkable"
    WITHDRAWN = "withdrawn"


SIGNS = {
    Standing.CONFIRMED: "✓",
    Standing.CONFIRMED_NOT_INDEPENDENT: "~",
    Standing.DISPUTED: "±",
    Standing.REFUTED: "✗",
    Standing.UNVERIFIABLE: "?",
    Standing.IN_REVIEW: "◐",
    Standing.UNVERIFIED: "○",
    Standing.NOT_CHECKABLE: "·",
    Standing.WITHDRAWN: "–",
}
OVERRIDE_SIGN = "⚑"
ALARM_SIGN = "⚠"

LEGEND = {
    Standing.CONFIRMED: ("confirmed, independently", "independent evidence supports it"),
    Standing.CONFIRMED_NOT_INDEPENDENT: (
        "confirmed, not independently",
        "by override, or on evidence that does not count as independent",
    ),
    Standing.DISPUTED: ("disputed", "something on record stands against it"),
    Standing.REFUTED: ("refuted", "the evidence shows otherwise"),
    Standing.UNVERIFIABLE: ("unverifiable", "what there is does not decide it"),
    Standing.IN_REVIEW: ("in review", "somebody is checking it; no verdict yet"),
    Standing.UNVERIFIED: ("unverified", "no verdict yet"),
    Standing.NOT_CHECKABLE: ("not checkable", "an opinion, wish, question or demand; it waits for no verdict"),
    Standing.WITHDRAWN: ("withdrawn", "taken off the list of claims"),
}

SAID_ANSWERS = {
    Said.UNCHECKED: "not checked whether it was really said",
    Said.VERIFIED: "checked: it was really said (which does not make it true)",
    Said.MISQUOTED: "misquoted: the record has other words",
    Said.NOT_FOUND: "looked for, and not found that it was said",
}
SAID_WORDS = {
    Said.UNCHECKED: "not checked",
    Said.VERIFIED: "really said",
    Said.MISQUOTED: "misquoted",
    Said.NOT_FOUND: "not found",
}

CAVEATS = {
    CaveatKind.UNCONFIRMED: "the article says it is not confirmed",
    CaveatKind.UNWITNESSED: "the article says nobody quoted saw it",
    CaveatKind.HEARSAY: "the article says it is known only from others",
    CaveatKind.DENIED: "the article says it is denied",
    CaveatKind.ALLEGED: "the article gives it as an allegation",
    CaveatKind.UNEVIDENCED: "the article says no evidence was given",
}

ACTIVE = {kind: kind.value for kind in ClaimLinkKind}
PASSIVE = {kind: f"is {kind.passive}" for kind in ClaimLinkKind}

STANCES = {
    (Serves.TRUTH, Stance.SUPPORTS): "supports it",
    (Serves.TRUTH, Stance.REFUTES): "refutes it",
    (Serves.TRUTH, Stance.CONTEXT): "gives context",
    (Serves.SAID, Stance.SUPPORTS): "supports that it was said",
    (Serves.SAID, Stance.REFUTES): "speaks against that it was said",
    (Serves.SAID, Stance.CONTEXT): "gives context on whether it was said",
}
BASES = {
    Basis.FIRSTHAND: "first-hand",
    Basis.RECORD: "a record",
    Basis.HEARSAY: "hearsay",
    Basis.UNKNOWN: "of unknown basis",
}

HOW_TO_CHECK = str(
    "Run " + do(Action.VERIFY) + " in the workspace. It checks every file, excerpt and event, and names the chain's "
    "head; after the event with the number above, its hash must be the one printed here. Whoever could rewrite the "
    "whole workspace could rewrite the chain too, so compare with a copy of this report that was kept elsewhere."
)

_QUOTES = {
    Quote.DIRECT: "quoted in the speaker's words",
    Quote.INDIRECT: "told in the article's words",
    Quote.MIXED: "partly in the speaker's words",
}
_NATURES = {
    Nature.ASSERTS: "stated as fact",
    Nature.DENIES: "a denial",
    Nature.OPINION: "an opinion",
    Nature.DEMAND: "a demand",
    Nature.INTENTION: "an intention",
    Nature.QUESTION: "a question",
    Nature.THOUGHT: "a thought",
}
_ORIGINS = {
    "extracted": "found by the extractor",
    "added": "added by hand",
    "split": "split off another claim",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def stands(entry: ClaimEntry) -> Standing:
    """Say under which sign a claim stands."""
    if entry.status is Status.CONFIRMED:
        return Standing.CONFIRMED if entry.independently_confirmed else Standing.CONFIRMED_NOT_INDEPENDENT
    if not entry.checkable and entry.status in OPEN:
        return Standing.NOT_CHECKABLE
    return Standing(entry.status.value)


def standing(entry: ClaimEntry) -> str:
    """Give the status in words, with its independence: ``confirmed, independently``; ``refuted by override``."""
    if entry.overridden:
        return _in_own_words(entry.status_word, f"{status_word(entry.status)} by override")
    return _in_own_words(entry.status_word, LEGEND[stands(entry)][0])


def _in_own_words(own: str | None, words: str) -> str:
    """Put the desk's own word in front of the program's, which stays: a reader elsewhere knows no other."""
    return f"{own} ({words})" if own is not None else words


def status_word(status: Status) -> str:
    """Give a status as a word."""
    return status.value.replace("_", " ")


def truth(entry: ClaimEntry) -> str:
    """Answer "is it true?" in words that speak of nothing else."""
    return _in_own_words(entry.status_word, _truth(entry)) + _proposed(entry, Serves.TRUTH)


def _proposed(entry: ClaimEntry, question: Serves) -> str:
    """Say what waits for a second person, so that nobody takes it for a verdict."""
    return "".join(
        f"; proposed as {one.verdict.value.replace('_', ' ')}{' BY OVERRIDE' if one.override else ''} by {one.by}, "
        "which no second person has approved"
        for one in entry.proposals
        if one.question is question
    )


def verdict(entry: ClaimEntry) -> str | None:
    """Say when the verdict was given, under which policy, and from when on it is to be looked at again."""
    if entry.verdict_at is None:
        return None
    words = day(entry.verdict_at.astimezone(UTC))
    if entry.policy is not None:
        words += f", under {policy(entry.policy)}"
    if entry.look_again_from is not None:
        words += f"; to be looked at again from {day(entry.look_again_from.astimezone(UTC))} on"
    return words


def policy(version: int) -> str:
    """Name a version of the desk's policy."""
    return f"version {version} of the desk's policy" if version else "the program's own policy"


def _truth(entry: ClaimEntry) -> str:
    if entry.overridden:
        return f"marked {status_word(entry.status)} by an editor's override, past the rules; not independently shown"
    found = stands(entry)
    if found is Standing.NOT_CHECKABLE:
        nature = f" ({_NATURES[entry.nature]})" if entry.nature in _UNCHECKED_NATURES and entry.nature else ""
        return f"not checkable{nature}; it waits for no verdict"
    if found is Standing.IN_REVIEW and entry.holder is not None:
        return f"no verdict yet; in review with {entry.holder}"
    return _TRUTHS[found]


_UNCHECKED_NATURES = frozenset({Nature.OPINION, Nature.DEMAND, Nature.INTENTION, Nature.QUESTION, Nature.THOUGHT})
_TRUTHS = {
    Standing.CONFIRMED: "confirmed, independently of who says it",
    Standing.CONFIRMED_NOT_INDEPENDENT: "marked confirmed, but not independently of who says it",
    Standing.DISPUTED: "disputed: something on record stands against it",
    Standing.REFUTED: "refuted: the evidence shows otherwise",
    Standing.UNVERIFIABLE: "unverifiable: what there is does not decide it",
    Standing.IN_REVIEW: "no verdict yet; in review",
    Standing.UNVERIFIED: "no verdict yet",
    Standing.WITHDRAWN: "withdrawn: no longer on the list of claims",
}


def said(entry: ClaimEntry) -> str:
    """Answer "was it said?" in words that speak of nothing else."""
    if entry.own_voice and entry.said is Said.UNCHECKED:
        return "needs no check: the outlet says it itself"
    return _in_own_words(entry.said_word, SAID_ANSWERS[entry.said]) + _proposed(entry, Serves.SAID)


def said_word(entry: ClaimEntry) -> str:
    """Answer "was it said?" in a word or two, for a column of that name."""
    if entry.own_voice and entry.said is Said.UNCHECKED:
        return "own voice"
    return _in_own_words(entry.said_word, SAID_WORDS[entry.said])


def who(entry: ClaimEntry) -> str:
    """Name who says it, or denies it: a source, an unnamed one, or the outlet in its own voice."""
    if entry.own_voice:
        return f"{entry.speaker or 'the outlet'}, in its own voice"
    if entry.speaker is None:
        return "nobody named"
    name = f"{entry.speaker} (unnamed)" if entry.speaker_kind is SpeakerKind.ANONYMOUS else entry.speaker
    return f"{name}, denying it" if entry.nature is Nature.DENIES else name


def steps(entry: ClaimEntry) -> tuple[str, ...]:
    """Give the attribution hop by hop: the speaker first, then each relay, the outlet last."""
    outer = [hop_name(hop) for hop in entry.hops if hop.role != "speaker"]
    if entry.own_voice:
        outer = [hop_name(hop) for hop in entry.hops if hop.role == "relay"]
    return (who(entry), *outer)


def hop_name(hop: HopLine) -> str:
    """Name one hop: its source, else the article's words for it."""
    return hop.name or hop.words or "nobody named"


def chain(entry: ClaimEntry, *, arrow: str = " -> ") -> str:
    """Write the attribution as a chain: ``Mohammed X -> The Associated Press -> CBS News``."""
    return arrow.join(steps(entry))


def manner(entry: ClaimEntry) -> str:
    """Say how it is said: quoted or told, as fact or opinion, hedged, first-hand."""
    words = ["the outlet's own words"] if entry.own_voice else []
    if entry.quote is not None and not entry.own_voice:
        words.append(_QUOTES[entry.quote])
    if entry.nature is not None and not (entry.hedged and entry.nature is Nature.ASSERTS):
        words.append(_NATURES[entry.nature])
    if entry.hedged:
        words.append("hedged by the article")
    if entry.firsthand is not Firsthand.UNKNOWN and not entry.own_voice:
        words.append("the speaker was there" if entry.firsthand is Firsthand.YES else "the speaker was not there")
    return ", ".join(words) or "not recorded how"


def confidence(entry: ClaimEntry) -> str | None:
    """Say how sure the extractor was of the attribution, where it gave a figure, and whether to look again."""
    if entry.confidence is None:
        return None
    return f"{entry.confidence:.2f}{': worth a second look' if entry.uncertain else ''}"


def origin(entry: ClaimEntry) -> str:
    """Say how the claim came on record."""
    return _ORIGINS.get(entry.origin, entry.origin)


def verb(link: LinkLine) -> str:
    """Say how a claim bears on the other one, or the other one on it: ``denies``, ``is denied by``."""
    return (ACTIVE if link.outgoing else PASSIVE)[link.kind]


def judgement(link: LinkLine) -> str:
    """Say who found a link between claims, and what people made of it."""
    by = link.by or "somebody"
    if link.state is LinkState.REJECTED:
        return f"REJECTED by {by}, counts for nothing"
    if link.origin == "reviewer":
        return f"found by {by}"
    return f"found by the machine, {f'accepted by {by}' if link.state is LinkState.ACCEPTED else 'not yet judged'}"


def parties(entry: ClaimEntry) -> tuple[tuple[str, str], ...]:
    """Name whom a claim accuses and whom it favours, as far as nobody rejected that: ``("accuses", "the army")``."""
    standing = [party for party in entry.parties if party.state is not LinkState.REJECTED]
    found = {side: "; ".join(_party(party) for party in standing if party.side is side) for side in PartySide}
    return tuple((_SIDES[side], names) for side, names in found.items() if names)


_SIDES = {PartySide.ACCUSED: "accuses", PartySide.FAVOURED: "favours"}


def _party(party: PartyLine) -> str:
    proposed = " (found by the machine, not yet judged)" if party.state is LinkState.PROPOSED else ""
    return f"{party.name}{proposed}"


def alarms(entry: ClaimEntry) -> tuple[str, ...]:
    """Say with which other claims this one cannot stand confirmed, a sentence each."""
    return tuple(
        f"confirmed, and so is claim {link.number}, which "
        + (f"it {ACTIVE[link.kind]}" if link.outgoing else f"{ACTIVE[link.kind]} it")
        for link in entry.links
        if link.alarm
    )


def alarmed(report: Report) -> tuple[tuple[int, str], ...]:
    """List every alarm of a report: the claim's number, and with which other one it cannot stand confirmed."""
    claims = (entry for article in report.articles for entry in article.claims)
    return tuple((entry.number, words) for entry in claims for words in alarms(entry))


def bearing(piece: EvidenceLine) -> str:
    """Say what a piece of evidence is, what it does for the claim, and whether it counts."""
    words = f"{STANCES[piece.serves, piece.stance]}: {piece.name}, {provenance(piece)}"
    if piece.weighed is not None:
        words += f"; {piece.weighed}"
    return f"{words}; {withdrawal(piece)}" if piece.withdrawn_at is not None else words


def provenance(piece: EvidenceLine) -> str:
    """Say whom a piece of evidence comes from, how it knows, and how the two are graded."""
    if piece.of_claim is not None:
        return f"said by {piece.source if piece.source is not None else 'nobody named'}"
    source = piece.source if piece.source is not None else "a source not on record"
    graded = grade_told(piece.reliability, piece.credibility)
    return f"from {source}, {BASES[piece.basis]}{f', graded {graded}' if graded is not None else ''}"


def withdrawal(piece: EvidenceLine) -> str:
    """Say when a withdrawn piece was withdrawn, and why."""
    when = f"WITHDRAWN {moment(piece.withdrawn_at)}" if piece.withdrawn_at is not None else "standing"
    return f"{when}: {piece.withdrawn_because}" if piece.withdrawn_because is not None else when


def stored(piece: EvidenceLine) -> str:
    """Say what is in the locker: the kind of file, its size, who added it and when."""
    return f"{piece.media_type}, {size(piece.size)}, added by {piece.added_by}, {moment(piece.added_at)}"


def state(number: int, as_of: datetime, *, past: bool) -> str:
    """Say of which state of the record something tells, with what must not be missed of an earlier one."""
    if past:
        return f"AS OF EVENT {number}, {moment(as_of)}: what stood then, not what stands now."
    return f"As the record stood after event {number}, {moment(as_of)}."


def heading(article: ArticleEntry) -> str:
    """Name an article: its title, else the name of what was read."""
    return article.title or article.name or f"article {article.number}"


def published(article: ArticleEntry) -> str | None:
    """Say when an article was published; a time of exactly midnight is taken for a date without a time."""
    when = article.published
    if when is None:
        return None
    utc = when.astimezone(UTC)
    return day(utc) if (utc.hour, utc.minute, utc.second) == (0, 0, 0) else moment(utc)


@dataclass(frozen=True, slots=True)
class Override:
    """One decision past the rules: whose, on which claim, what, when and why. ``at`` is None if no event tells."""

    claim: int
    who: str
    what: str
    at: datetime | None
    reason: str


def overrides(report: Report) -> tuple[Override, ...]:
    """List every decision past the rules, of either verdict, in the order of the claims."""
    claims = (entry for article in report.articles for entry in article.claims)
    return tuple(line for entry in claims for line in _overrides_of(entry))


def _overrides_of(entry: ClaimEntry) -> Iterator[Override]:
    events = [line for line in entry.history if line.overridden]
    for event in events:
        yield Override(entry.number, event.who, event.what, event.at, event.reason or "no reason on record")
    if entry.overridden and not events:
        reason = entry.override_reason or "no reason on record"
        yield Override(entry.number, "an editor", f"marked it {status_word(entry.status)} by override", None, reason)


def figures(summary: Summary) -> tuple[tuple[str, int], ...]:
    """Give the summary as labelled figures, the truth verdicts first, then the question of what was said."""
    statuses, saids = dict(summary.statuses), dict(summary.saids)
    return (
        ("claims on record", summary.claims),
        ("checkable", summary.checkable),
        ("awaiting a verdict", summary.awaiting_verdict),
        ("independently confirmed", summary.independently_confirmed),
        ("confirmed in all", statuses.get(Status.CONFIRMED, 0)),
        ("disputed", statuses.get(Status.DISPUTED, 0)),
        ("refuted", statuses.get(Status.REFUTED, 0)),
        ("unverifiable", statuses.get(Status.UNVERIFIABLE, 0)),
        ("withdrawn", statuses.get(Status.WITHDRAWN, 0)),
        ("standing by override", summary.overridden),
        ("ALARM: confirmed, and cannot be true beside another that is", summary.alarmed),
        ("proposed, which no second person has approved", summary.proposed),
        ("doubted by the article itself", summary.caveated),
        ("in the outlet's own voice", summary.own_voice),
        ("really said, as checked", saids.get(Said.VERIFIED, 0)),
        ("misquoted", saids.get(Said.MISQUOTED, 0)),
        ("looked for, not found that it was said", saids.get(Said.NOT_FOUND, 0)),
        ("not checked whether really said", saids.get(Said.UNCHECKED, 0)),
        ("pieces of evidence", summary.evidence),
    )


def moment(when: datetime) -> str:
    """Write a time for people: ``3 May 2024, 14:05 UTC``."""
    utc = when.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def day(when: datetime) -> str:
    """Write a date for people, in English whatever the locale: ``3 May 2024``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def iso(when: datetime) -> str:
    """Write a time for machines: ISO 8601 in UTC, ``2024-05-03T14:05:00Z``."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def size(octets: int) -> str:
    """Write a number of bytes for people: ``873 bytes``, ``1.2 MB`` (powers of 1,000)."""
    if octets < 1000:
        return f"{octets} byte{'' if octets == 1 else 's'}"
    scaled = float(octets)
    for unit in ("kB", "MB", "GB"):
        scaled /= 1000
        if scaled < 999.95:
            return f"{scaled:.1f} {unit}"
    return f"{scaled / 1000:.1f} TB"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 claim``, ``2 claims``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
