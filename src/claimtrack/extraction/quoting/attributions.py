"""From what was found to attributions: speaker, carriers, kind of quotation, nature, nesting."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.extraction.quoting.citations import can_say
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.named_above import named_above
from claimtrack.extraction.quoting.nature import firsthand_of, nature_of
from claimtrack.extraction.quoting.relays import carried_around, carriers
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.speakers.kinds import kind_of_noun
from claimtrack.extraction.speakers.resolver import NOBODY, Cast, Speaker
from claimtrack.extraction.speakers.trading import by_name, firm_of
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Attribution, Spans
from claimtrack.vocabulary import Firsthand, Mention, Nature, Quote, SpeakerKind

_HEARS = re.compile(r"\b(?:heard|hears|hear|(?:was|were|been|is) told)$")
_COURT = re.compile(
    r"\b(?:jury|jurors|court|tribunal|inquest|inquiry|hearing|bench|magistrates|panel|commission|committee|council|"
    r"councill?ors|trustees|mps|peers|lawmakers|senators|parliament)$",
    re.IGNORECASE,
)
"""Who hears a case and tells nothing of it."""
_LITTLE = 24
"""Characters of an outlet's report that are not somebody's words in it: "on Friday", "that"."""
_TELLING = re.compile(r"\btold$")
"""The end of a cue behind which whom it was told may stand."""
_OPENING = ("“", "„", "«", '"', "‘", "``", "''")
_PASSED_ON = re.compile(
    r"(?P<who>\S.{0,80}?),?\s+(?:who\s+(?:was|were)\s+)?(?:cited|quoted|interviewed)\s+(?:by|in)\s.{2,80}"
)


def attributions(text: str, gathered: Gathered) -> list[Attribution]:
    """Return the attributions in the order they were found; ``inside`` counts in that order too."""
    cast = Cast(gathered.roster, gathered.sightings)
    index_of = {id(one): index for index, one in enumerate(gathered.drafts)}
    speakers: dict[int, Speaker] = {}
    carrying: dict[int, Speaker] = {}  # by what they pass on
    made = []
    for one in _outer_first(gathered.drafts):
        outer = speakers.get(id(one.outer)) if one.outer is not None else None
        mentioned = None if _only_hears(text, one) else named_above(text, one) or one.mentioned
        speakers[id(one)] = cast.resolve(mentioned, sentence=one.sentence, outer=outer)
        if one.cited is not None and speakers[id(one)].kind is SpeakerKind.MEDIA and can_say(one.cited):
            carrying[id(one)] = speakers[id(one)]
            speakers[id(one)] = cast.resolve(one.cited, sentence=one.sentence, outer=outer)
    firm = firm_of(text, gathered.roster)
    speakers = {number: by_name(one, firm) for number, one in speakers.items()}
    for one in gathered.drafts:
        if one.outer is not None and _is_carried(one, one.outer, speakers):
            one.outer.carries = True
            carrying[id(one)] = speakers[id(one.outer)]
    for one in gathered.drafts:
        one.is_own = one.outer is None and _is_outlets(one)
        inside = index_of.get(id(one.outer)) if one.outer is not None else None
        attribution = _attribution(text, one, speakers.get(id(one), NOBODY), inside)
        if id(one) in carrying:
            carriers_of = dict.fromkeys((*attribution.via, carrying[id(one)].name or ""))
            attribution = replace(attribution, via=tuple(carriers_of))
        made.append(_without_carrier(attribution))
    return made


def _without_carrier(attribution: Attribution) -> Attribution:
    """Return an attribution whose speaker is named without who passes it on: ``two officials | cited by Reuters``."""
    passed_on = _PASSED_ON.fullmatch(attribution.speaker or "") if attribution.via else None
    if passed_on is None or attribution.mention is not Mention.NOMINAL:
        return attribution
    words = passed_on["who"]
    kind = kind_of_noun(words.rpartition(" ")[2].lower(), words.lower())
    return replace(attribution, speaker=words, speaker_kind=kind)


def _only_hears(text: str, one: Draft) -> bool:
    """Tell whether somebody is told something: ``A jury heard that``; who told it does not stand there.

    In a headline, that is whoever stands in front of a "told" at its end: ``Roof was unsafe, tenants told``.
    """
    if one.source is None or not one.cue or one.source[0] > one.cue[0][0]:
        return False
    cue = text[one.cue[0][0] : one.cue[-1][1]]
    is_last = cue == "told" and text[one.cue[-1][1] : one.cue[-1][1] + 1] in {"", "\n"}
    if is_last and one.sentence == 0 and one.source[1] <= one.cue[0][0]:
        return True
    return _HEARS.search(cue) is not None and _COURT.search(text, *one.source) is not None


def _is_outlets(one: Draft) -> bool:
    """Tell whether a first person that stands in nobody's words speaks: the outlet, or who writes for it."""
    source = one.mentioned
    return source is not None and source.pronoun in {"i", "we"} and not source.is_quoted and not one.by_form


def _is_carried(one: Draft, outer: Draft, speakers: dict[int, Speaker]) -> bool:
    """Tell whether an outlet only passes on what somebody says: ``The board said it rained, Delta Wire reported``."""
    if outer.by_form or one.source is None:
        return False
    carrier = speakers.get(id(outer), NOBODY)
    if carrier.kind is not SpeakerKind.MEDIA or carrier.name is None:
        return False
    held = [*one.content, *one.cue, one.source, *([one.addressee] if one.addressee else [])]
    left = sum(end - start for start, end in outer.content) - sum(
        max(0, min(end, last) - max(start, first)) for start, end in outer.content for first, last in held
    )
    return left <= _LITTLE


def _outer_first(found: Sequence[Draft]) -> list[Draft]:
    """Order by sentence, an outer attribution before those inside it, so that "I" finds who says it."""
    return sorted(found, key=lambda one: (one.sentence, _depth(one)))


def _depth(one: Draft) -> int:
    depth = 0
    while one.outer is not None and depth < 8:
        one, depth = one.outer, depth + 1
    return depth


def _attribution(text: str, one: Draft, speaker: Speaker, inside: int | None) -> Attribution:
    content = cleaned(text, one.content)
    words, cue = worded(text, content), worded(text, one.cue)
    nature = nature_of(one.base, cue.rpartition(" ")[2].lower(), words)
    source = text[slice(*one.source)] if one.source is not None else ""
    return Attribution(
        source=(one.source,) if one.source is not None else (),
        cue=tuple(one.cue),
        content=content,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        mention=speaker.mention,
        quote=_quote(text, content),
        nature=nature,
        via=_via(text, one),
        inside=inside,
        hedged=one.hedged,
        # What is denied is not passed on: "denied that the town had been told".
        firsthand=Firsthand.UNKNOWN if nature is Nature.DENIES else firsthand_of(words, cue=cue, source=source),
        confidence=one.confidence,
    )


def _quote(text: str, content: Spans) -> Quote:
    pieces = [text[start:end] for start, end in content]
    held = [any(mark in piece for mark in '“"„«') or piece.startswith(("‘", "``", "''")) for piece in pieces]
    if all(_is_whole(piece) for piece in pieces):
        return Quote.DIRECT
    return Quote.MIXED if any(held) else Quote.INDIRECT


def _is_whole(piece: str) -> bool:
    """Tell whether a piece is quotation from its first to its last word."""
    if not piece.startswith(_OPENING):
        return False
    inner = piece.rstrip(".,;:!?… ")
    return not any(mark in inner[1:-1] for mark in '“"„«') or inner.count("”") == inner.count("“")


def _via(text: str, one: Draft) -> tuple[str, ...]:
    addressee = text[one.addressee[0] : one.addressee[1]] if one.addressee is not None else ""
    if not one.cue or one.passive:
        return ()
    start, end = one.cue[-1][1], one.frame[1]
    later = [first for first, _ in one.content if first >= start]
    telling = _TELLING.search(text, one.cue[-1][0], start)
    start = telling.start() if telling is not None else start
    ahead = text[one.frame[0] : one.source[0]] if one.source is not None and one.source[0] > one.frame[0] else ""
    behind = text[start : min([*later, end])]
    return tuple(dict.fromkeys((*carriers(addressee, behind), *carried_around(ahead, text[one.cue[0][1] : end]))))
