"""Claims that come from others: "reportedly", "rumour has it", "she heard from a friend that"; and what is alleged."""

import re
from collections.abc import Iterable

from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.english.alleged_cues import ALLEGED
from claimtrack.extraction.english.hearsay_cues import HEARD_IT, HEARD_OF, RUMOURED
from claimtrack.extraction.text.references import Reach, Reference
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind, Nature

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|disput(?:es|ed|ing)|"
    r"scotch(?:ed|es)?|quash(?:ed|es)?|denial of|brushed off|laughed off)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_BRINGS_NOTHING = re.compile(
    r"\b(?:investigat\w+|look\w* into|withdrew|withdraw\w*|dropped|cleared of|acquitted of|word|law|term|about|on|"
    r"over the|"
    r"respond\w* to|denials? of|free of|false)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)

_DENIES = re.compile(
    r"[^.]{0,80}?\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es?|ed))\b", re.IGNORECASE
)
"""The outlet's own words that somebody denies what stands behind."""
_COURT = re.compile(
    r"\b(?:court|jury|juries|tribunal|inquest|inquiry|committee|panel|hearing|parliament|judges?|jurors|magistrates?|"
    r"commission|council|senate|congress|audience|crowd|congregation|meeting|conference|listeners?|viewers?|"
    r"delegates|members|mps|lawmakers)\W+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_AND_THAT = re.compile(r"\band\s+that\s+$")
_MARKS = "“”‘’\"'"


def put_rumours(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Put caveats on what a sentence brings in as rumoured or alleged."""
    for cues in (RUMOURED, ALLEGED):
        for match in cues.find(words, known):
            if _is_mentioned(words, match) or _DENYING.search(words[: match.start()]):
                continue
            if cues is ALLEGED and _BRINGS_NOTHING.search(words[: match.start()]):
                continue
            span = article.span_of(number, match)
            article.doubts.put(cues.kind, span, _brought(article, number, span))


def _is_mentioned(words: str, match: re.Match[str]) -> bool:
    """Tell whether the words are a name or are spoken about: a horse called Allegedly, ‘reportedly’ in quotes."""
    start, end = match.span()
    is_quoted = words[start - 1 : start] in set(_MARKS) and words[end : end + 1] in set(_MARKS)
    first = words[start:end]
    before = words[:start].rstrip()
    is_name = first[:1].isupper() and bool(before) and before[-1] not in '.?!:“"—–'
    return is_quoted or is_name


def _brought(article: Reported, number: int, span: Span) -> list[int]:
    """Find the claim that the words bring in: the shortest statement around them, else the one behind them."""
    holding = article.around(number, span)
    here = article.by_sentence.get(number, ())
    behind = [index for index in here if span[0] <= article.span(index)[0] <= span[1] + 4]
    cued = [index for index in here if article.is_cued_at(index, span)]
    found = (cued or behind or holding or list(here))[:1]
    return [index for index in found if not _is_denial(article, index)]


def _is_denial(article: Reported, index: int) -> bool:
    attribution = article.attribution(index)
    if attribution is not None:
        return attribution.nature is Nature.DENIES
    return _DENIES.match(article.words(index)) is not None


def put_hearsay(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Put caveats on what a speaker, or the outlet, has only been told."""
    for match in HEARD_IT.find(words, known):
        span = article.span_of(number, match)
        _put(article, span, _looked_back_on(article, number, words, span))
    for match in HEARD_OF.find(words, known):
        if _COURT.search(words[: match.start()]) and not match[0].lower().startswith(("rec", "got", "gath", "coll")):
            continue
        span = article.span_of(number, match)
        told = _told(article, number, span)
        _put(article, span, [*told, *(more for one in told for more in _and_that(article, one))])


def _put(article: Reported, span: Span, targets: Iterable[int]) -> None:
    """Put the caveat on what is passed on: who denies that somebody was told passes nothing on."""
    article.doubts.put(CaveatKind.HEARSAY, span, [one for one in targets if not _is_denial(article, one)])


def _looked_back_on(article: Reported, number: int, words: str, span: Span) -> list[int]:
    """Find what "it" is that somebody heard: said in front, behind, or by the same speaker before."""
    offset = article.sentence(number)[0]
    holding = article.around(number, span)
    front = [one for one in article.here(number, span[0]) if one not in holding]
    holder = next((one for one in holding if article.attribution(one) is not None), None)
    later = [one for one in article.attributed(number) if article.span(one)[0] >= span[1]]
    if holder is None and (later or front):
        return (front or later)[:1]
    if holder is not None and _goes_on(words, span[1] - offset):
        return _inside(article, number, holder, span[1]) or [holder]
    if holder is None or article.span(holder)[0] + 40 >= span[0]:
        speaker = article.speaker(holder) if holder is not None else None
        before = [
            one
            for one in article.pool(number, article.span(holder)[0] if holder is not None else span[0])
            if one != holder
        ]
        same = [one for one in before if article.speaker(one) == speaker]
        return (same or before if holder is None or same else [])[:1] or article.meant(
            Reference(Reach.ONE), number, offset
        )[:1]
    return [holder]


def _goes_on(words: str, end: int) -> bool:
    return re.match(r"[^.;]{0,20}?(?::|,? that)\s", words[end:]) is not None


def _and_that(article: Reported, index: int) -> list[int]:
    """Find what goes on with a statement as ``and that ...``: whoever told the one told the other."""
    found = []
    while index + 1 < len(article.placed) and article.attribution(index + 1) is article.attribution(index):
        index += 1
        begin = article.span(index)[0]
        if not _AND_THAT.search(article.text[max(0, begin - 20) : begin]):
            break
        found.append(index)
    return found


def _told(article: Reported, number: int, span: Span) -> list[int]:
    """Find what somebody was told: the statement behind these words inside what that speaker says."""
    holding = article.around(number, span)
    holders = [index for index in holding if article.attribution(index) is not None]
    behind = [index for index in article.attributed(number) if span[0] <= article.span(index)[0] <= span[1] + 6]
    if holders:
        return _inside(article, number, holders[0], span[0]) or behind or holders[:1]
    is_cue = [index for index in article.attributed(number) if article.is_cued_at(index, span)]
    outer = [index for index in is_cue if _has_speaker_around(article, index)]
    if outer:
        return outer
    return [] if is_cue else behind or holding[:1]


def _has_speaker_around(article: Reported, index: int) -> bool:
    """Tell whether somebody else in the sentence says that this was said."""
    attribution = article.attribution(index)
    if attribution is None:
        return False
    return attribution.inside is not None


def _inside(article: Reported, number: int, holder: int, place: int) -> list[int]:
    """Return the statements inside one, behind a place in it."""
    outer = article.placed[holder].statement.attribution
    return [index for index in _within(article, number, outer) if article.span(index)[0] >= place]


def _within(article: Reported, number: int, outer: int | None) -> Iterable[int]:
    for index in article.by_sentence.get(number, ()):
        attribution = article.attribution(index)
        if attribution is not None and attribution.inside == outer:
            yield index
