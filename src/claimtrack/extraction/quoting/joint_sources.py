"""Statements of several: "Reed, Lind and the engineer Per Moe said": all of them speak."""

import re
from dataclasses import replace

from claimtrack.extraction.english.phrase_words import LEADING, PREPOSITIONS
from claimtrack.extraction.english.speech_verbs import CLAUSE_BREAKS, DAYS
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.values import Span

_NAME = r"(?:(?:the|a|an)\s+(?:[a-z][\w-]*\s+){1,3})?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}"
_OPENS = r"(?:^|[.!?;:”\"]\s+|\b(?:that|but|while)\s+)"
_BEFORE = re.compile(
    _OPENS + r"(?P<names>(?:" + _NAME + r",\s+){1,6}" + _NAME + r",?\s+and\s+(?:the\s+(?:[a-z][\w-]*\s+){1,3})?)$"
)
_BEFORE_PAIR = re.compile(_OPENS + r"(?P<names>(?:" + _NAME + r",\s+){1,6})$")
_BEHIND = re.compile(
    r"(?:,\s+" + _NAME + r"){1,6},?\s+and\s+" + _NAME + r"(?=\s+(?:all\s+|both\s+|jointly\s+|also\s+)?$)"
)
_REACH = 200
"""Characters; so many names in a row are a list of something else."""
_CAPITAL = re.compile(r"(?:the\s+(?:\w+\s+){1,3})?[A-Z]")
_JOINT = re.compile(r",?\s+and\s+|,\s+")


def with_all(text: str, one: Draft) -> Span | None:
    """Return the source of an attribution with the names that are joined to it, three or more in all."""
    if one.source is None or not one.cue or one.by_form or not _CAPITAL.match(text, *one.source):
        return one.source
    start, end = one.source
    ahead = text[max(start - _REACH, min(one.frame[0], start)) : start]
    is_pair = " and " in text[start:end]
    before = (_BEFORE_PAIR if is_pair else _BEFORE).search(ahead) if "," in ahead[-_REACH:] else None
    if before is not None and _may_be_name(before["names"]):
        return start - len(before["names"]), end
    between = text[end : one.cue[0][0]] if end < one.cue[0][0] <= end + _REACH else ""
    behind = _BEHIND.match(between) if between.startswith(",") and " and " in between else None
    return (start, end + behind.end()) if behind is not None else one.source


def _may_be_name(names: str) -> bool:
    """Tell whether a list begins with a name, not with "Apparently," or "On Monday,"."""
    first = names.split(None, 1)[0].strip(",").lower()
    return not first.endswith("ly") and first not in PREPOSITIONS | LEADING | CLAUSE_BREAKS | DAYS


def all_mentioned(text: str, words: list[Word], span: Span) -> Mentioned:
    """Read the words of a source; where it is a list of three names or more, each of them."""
    whole = mentioned(text, words, span)
    if span[1] - span[0] <= 2 * _REACH and _SEVERAL.fullmatch(text, *span) is not None:
        return replace(whole, words=text[slice(*span)], names=(), noun="several", head="several", owner=None)
    if not _is_list(text[slice(*span)]):
        return whole
    names: list[Name] = []
    start = span[0]
    for joint in [*_JOINT.finditer(text, *span), None]:
        end = joint.start() if joint is not None else span[1]
        held = [word for word in words if start <= word.start < end]
        part = mentioned(text, held, (start, end)) if held else None
        if part is None or len(part.names) != 1:
            return whole
        names += part.names
        start = joint.end() if joint is not None else end
    return replace(whole, words=text[slice(*span)], names=tuple(names), noun="", head="")


def _is_list(source: str) -> bool:
    return len(source) <= 2 * _REACH and "," in source and " and " in source and _LIST.fullmatch(source) is not None


_OWNER = r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?['’]s"
_ONE = (
    rf"(?:the|its|his|her|their|our|an?|two|three|several|some|many|{_OWNER}|[Tt]he\s[\w-]+['’]s)"
    r"\s[\w'’-]+(?:\s[\w'’-]+){0,4}"
)
_SEVERAL = re.compile(
    rf"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?|{_OWNER})\s[^,]{{2,50}},\s"
    rf"(?:{_ONE},\s)*{_ONE},?\sand\s{_ONE}"
)
"""Several who are named by nouns: ``the pilots, their union and the airport``; an apposition has no "and" behind it."""
_LIST = re.compile(_NAME + r"(?:,\s+" + _NAME + r"){1,7},?\s+and\s+" + _NAME)
