"""The words for what is known of a claim.

"Is it true?" and "was it said?" are two questions and never share a sentence: no answer to one may read as an
answer to the other.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from claimtrack.reports.model import ClaimEntry, GivenLine, HopLine, LinkLine, PartyLine
from claimtrack.reports.wording.measures import day
from claimtrack.reports.wording.signs import Sign, in_own_words, sign_of
from claimtrack.rules import stated as rules
from claimtrack.vocabulary import (
    ClaimLinkKind,
    Firsthand,
    HopRole,
    LinkState,
    Mention,
    Nature,
    PartySide,
    Quote,
    Said,
    Serves,
    SpeakerKind,
)

TRUTH_QUESTION = "Is it true?"
SAID_QUESTION = "Was it said?"

SAID_ANSWERS = {
    Said.UNCHECKED: "nobody has checked that yet",
    Said.VERIFIED: "yes, it was really said (which does not make it true)",
    Said.MISQUOTED: "not in these words: the record has others",
    Said.NOT_FOUND: "nobody could find that it was",
}
SAID_WORDS = {
    Said.UNCHECKED: "not checked",
    Said.VERIFIED: "really said",
    Said.MISQUOTED: "misquoted",
    Said.NOT_FOUND: "not found",
}

ACTIVE = {kind: kind.value for kind in ClaimLinkKind}
PASSIVE = {kind: f"is {kind.passive}" for kind in ClaimLinkKind}

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


def truth(entry: ClaimEntry) -> str:
    """Answer "is it true?" in words that speak of nothing else."""
    return in_own_words(entry.status_word, _truth(entry)) + _proposed(entry, Serves.TRUTH)


def _truth(entry: ClaimEntry) -> str:
    if entry.overridden:
        return f"{entry.status.words} by an editor's override: the rules ask for more evidence than there is"
    found = sign_of(entry)
    if found is Sign.NOT_CHECKABLE:
        nature = f" ({_NATURES[entry.nature]})" if entry.nature in _UNCHECKED_NATURES and entry.nature else ""
        return f"not checkable{nature}: no evidence could show it, and it needs no verdict"
    if found is Sign.IN_REVIEW and entry.holder is not None:
        return f"no verdict yet; in review with {entry.holder}"
    return _TRUTHS[found]


_UNCHECKED_NATURES = frozenset({Nature.OPINION, Nature.DEMAND, Nature.INTENTION, Nature.QUESTION, Nature.THOUGHT})

_TRUTHS = {
    Sign.CONFIRMED: "confirmed, independently of who says it",
    Sign.CONFIRMED_NOT_INDEPENDENT: "confirmed, but not independently of who says it",
    Sign.DISPUTED: "disputed: something on record speaks against it",
    Sign.REFUTED: "refuted: the evidence shows otherwise",
    Sign.UNVERIFIABLE: "unverifiable: nothing that was found decides it",
    Sign.IN_REVIEW: "no verdict yet; in review",
    Sign.UNVERIFIED: "no verdict yet",
    Sign.WITHDRAWN: "withdrawn: no longer on the list of claims",
}


def _proposed(entry: ClaimEntry, question: Serves) -> str:
    """Say what waits for a second person, so that nobody takes it for a verdict."""
    return "".join(
        f"; {one.by} proposed {one.verdict.words}{' BY OVERRIDE' if one.override else ''}, and nobody else has "
        "approved that yet"
        for one in entry.proposals
        if one.question is question
    )


def said(entry: ClaimEntry) -> str:
    """Answer "was it said?" in words that speak of nothing else."""
    if entry.own_voice is None and entry.said is Said.UNCHECKED:
        return "nobody has checked that: nobody looked for who says it"
    if entry.own_voice and entry.said is Said.UNCHECKED:
        return "needs no check: the outlet says it itself"
    return in_own_words(entry.said_word, SAID_ANSWERS[entry.said]) + _proposed(entry, Serves.SAID)


def said_word(entry: ClaimEntry) -> str:
    """Answer "was it said?" in a word or two, for a column of that name."""
    if entry.own_voice is not False and entry.said is Said.UNCHECKED:
        return "own voice" if entry.own_voice else "unread"
    return in_own_words(entry.said_word, SAID_WORDS[entry.said])


def why_title(entry: ClaimEntry) -> str:
    """Name the list that says why a claim stands as it does: ``why it is refuted``."""
    return _WHY.get(sign_of(entry), f"why it is {sign_of(entry).word}")


_WHY = {
    Sign.CONFIRMED: "why it is independently confirmed",
    Sign.CONFIRMED_NOT_INDEPENDENT: "why it is not independently confirmed",
    Sign.IN_REVIEW: "what it takes to confirm it",
    Sign.UNVERIFIED: "what it takes to confirm it",
}


def verdict(entry: ClaimEntry) -> str | None:
    """Say who gave the verdict and when, under which policy, and from when on it is to be looked at again."""
    words = given(entry.verdict_given) if entry.verdict_given is not None else None
    if words is None and entry.verdict_at is not None:
        words = _on(entry.verdict_at)
    if words is None:
        return None
    if entry.policy is not None:
        words += f", under {policy(entry.policy)}"
    if entry.look_again_from is not None:
        words += f"; to be looked at again from {_on(entry.look_again_from)} on"
    return words


def given(line: GivenLine | None) -> str | None:
    """Say who gave a verdict, and when: ``by ana, approved by ben, 3 May 2024``."""
    if line is None:
        return None
    approved = f", approved by {line.approved_by}" if line.approved_by is not None else ""
    return f"by {line.by}{approved}, {_on(line.at)}"


def reason(line: GivenLine | None) -> str | None:
    """Give the reason of a verdict, and say who gave it where that was done later."""
    if line is None or line.reason is None:
        return None
    later = said_later(line)
    return f"{line.reason} ({later})" if later is not None else line.reason


def said_later(line: GivenLine) -> str | None:
    """Say who gave the reason later, and when; None where it came with the verdict."""
    if line.added_by is None or line.added_at is None:
        return None
    return f"said later by {line.added_by}, {_on(line.added_at)}"


def _on(when: datetime) -> str:
    return day(when.astimezone(UTC))


def policy(version: int) -> str:
    """Name a version of the desk's policy."""
    return f"version {version} of the desk's policy" if version else "the program's own policy"


def who(entry: ClaimEntry) -> str:
    """Name who says it, or denies it: a source, an unnamed one, or the outlet in its own voice."""
    if entry.own_voice is None:
        return "unread: nobody looked for who says it"
    if entry.own_voice:
        return f"{entry.speaker or 'the outlet'}, in its own voice"
    if entry.speaker is None:
        return "nobody named"
    name = f"{entry.speaker} (unnamed)" if entry.speaker_kind is SpeakerKind.ANONYMOUS else entry.speaker
    return f"{name}, denying it" if entry.nature is Nature.DENIES else name


def steps(entry: ClaimEntry) -> tuple[str, ...]:
    """Return the attribution hop by hop: the speaker first, then each relay, the outlet last."""
    if entry.own_voice:
        agency = [hop_name(hop) for hop in entry.hops if hop.role == "agency"]
        return (*agency, who(entry), *(hop_name(hop) for hop in entry.hops if hop.role == "relay"))
    return (who(entry), *(hop_name(hop) for hop in entry.hops if hop.role != "speaker"))


def hop_name(hop: HopLine) -> str:
    """Name one hop: its source, else the article's words for it."""
    return hop.name or hop.words or "nobody named"


def chain(entry: ClaimEntry, *, arrow: str = " -> ") -> str:
    """Write the attribution as a chain: ``Mohammed X -> The Associated Press -> CBS News``."""
    return arrow.join(steps(entry))


def manner(entry: ClaimEntry) -> str:
    """Say how it is said: quoted or told, as fact or opinion, hedged, first-hand."""
    words = ["the headline"] if entry.headline else []
    words += ["the outlet's own words"] if entry.own_voice else []
    if entry.quote is not None and not entry.own_voice:
        words.append(_QUOTES[entry.quote])
    if entry.nature is not None and not (entry.hedged and entry.nature is Nature.ASSERTS):
        words.append(_NATURES[entry.nature])
    if entry.hedged:
        words.append("worded with caution by the article")
    if entry.firsthand is not Firsthand.UNKNOWN and not entry.own_voice:
        words.append("the speaker was there" if entry.firsthand is Firsthand.YES else "the speaker was not there")
    return ", ".join(words) or "it is not on record how it is said"


def post(entry: ClaimEntry, moment: Callable[[datetime], str]) -> str | None:
    """Say of which post of a live file a claim is: when it was put up, by whom, and that it corrects another."""
    if entry.post is None:
        return None
    at = moment(entry.post.published) if entry.post.published is not None else entry.post.clock
    by = f"by {entry.post.author}" if entry.post.author is not None else None
    words = " ".join(word for word in (at, by) if word is not None) or "at a time that is not known"
    return f"{words}; corrects an earlier post" if entry.post.correction else words


def confidence(entry: ClaimEntry) -> str | None:
    """Say how sure the extractor was of the attribution, where it gave a figure, and whether to look again."""
    if entry.confidence is None:
        return None
    return f"{entry.confidence:.2f}{': worth a second look' if entry.uncertain else ''}"


def by_pronoun(entry: ClaimEntry) -> str | None:
    """Say that the speaker stands there as a pronoun, and which: whose name it is was read from what stands around.

    Where a person has named the speaker since, it is no question any more.
    """
    first = entry.hops[0] if entry.hops else None
    if first is None or first.role != HopRole.SPEAKER or first.mention is not Mention.PRONOUN:
        return None
    said_here = f'"{first.words}"' if first.words else "a pronoun"
    return f"the article has only {said_here} here; the machine took the name from the words around it"


def stated(entry: ClaimEntry) -> str:
    """Return what a claim says, its pieces apart, with what its speaker denies marked as denied."""
    return rules.stated(entry.text, entry.spans, entry.nature)


def words(entry: ClaimEntry) -> str:
    """Return a claim's words, its pieces apart."""
    return rules.pieced(entry.text, entry.spans)


def origin(entry: ClaimEntry) -> str:
    """Say how the claim came on record."""
    return _ORIGINS.get(entry.origin, entry.origin)


def parties(entry: ClaimEntry) -> tuple[tuple[str, str], ...]:
    """Name whom a claim accuses and whom it favours, as far as nobody rejected that: ``("accuses", "the army")``."""
    standing = [party for party in entry.parties if party.state is not LinkState.REJECTED]
    found = {side: "; ".join(_party(party) for party in standing if party.side is side) for side in PartySide}
    return tuple((SIDES[side], names) for side, names in found.items() if names)


SIDES = {PartySide.ACCUSED: "accuses", PartySide.FAVOURED: "favours"}


def _party(party: PartyLine) -> str:
    proposed = " (found by the machine, not yet judged)" if party.state is LinkState.PROPOSED else ""
    return f"{party.name}{proposed}"


def verb(link: LinkLine) -> str:
    """Say how a claim bears on the other one, or the other one on it: ``denies``, ``is denied by``."""
    return (ACTIVE if link.outgoing else PASSIVE)[link.kind]


def judgement(link: LinkLine) -> str:
    """Say who found a link between claims, and what people made of it."""
    by = link.by or "somebody"
    if link.state is LinkState.REJECTED:
        return f"REJECTED by {by}, so it does not count"
    if link.origin == "reviewer":
        return f"found by {by}"
    return f"found by the machine, {f'accepted by {by}' if link.state is LinkState.ACCEPTED else 'not yet judged'}"


def alarms(entry: ClaimEntry) -> tuple[str, ...]:
    """Say with which other claims this one cannot stand confirmed, a sentence each."""
    return tuple(
        f"confirmed, and so is claim {link.number}, which "
        + (f"it {ACTIVE[link.kind]}" if link.outgoing else f"{ACTIVE[link.kind]} it")
        for link in entry.links
        if link.alarm
    )
