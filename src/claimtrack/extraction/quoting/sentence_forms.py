"""Sentences whose form alone tells that somebody else says them, and what.

What a court or the like was told is nothing that the outlet says, though who told it does not stand there. Who speaks
in the middle of a sentence, behind the verb, says all the rest of it: ``The bridge, said Ana Ruiz, was open.`` Whose
case it is that something happened says that it did: ``The tenant's case is that the roof leaked.``
"""

import re
from collections.abc import Sequence

from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.relays import relayed_in, with_rest
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.text.layout import Paragraph
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_BODY = (
    r"(?:(?:[Tt]he|[Aa]n?)\s+)?(?:[A-Za-z][\w’'-]*\s+){0,4}?"
    r"(?:[Cc]ourt|[Jj]ury|[Jj]urors|[Tt]ribunal|[Ii]nquest|[Ii]nquiry|[Hh]earing|[Mm]agistrates|[Bb]ailey)"
    r"(?:\s+(?:in|at|into)(?:\s+(?!was\b|were\b|has\b|had\b|have\b|heard\b)[\w’'-]+){1,5})?"
)
_TOLD = (
    r"(?:(?:has|have|had)\s+)?(?:(?:also|earlier|previously)\s+)?(?:heard|hears|been\s+told|(?:was|were|is|are)\s+told)"
)
_WHEN = (
    r"(?:\s+(?:on|in|last|earlier|yesterday|today|this|at)\b"
    r"(?:\s+(?!that\b)[\w’'-]+){0,5})?"
)
_TAG = re.compile(rf",\s+(?P<who>{_BODY})\s+(?P<cue>{_TOLD}){_WHEN}\s*\.?$")
"""Behind what was told: ``, an inquest has heard.``"""
_LEAD = re.compile(
    rf"(?:(?:But|And|Meanwhile,?)\s+)?(?P<who>{_BODY})\s+(?P<cue>{_TOLD}){_WHEN}\s+that\s+(?P<said>\S.*?)\.?$",
    re.DOTALL,
)
_BETWEEN = re.compile(
    r"(?:(?:But|And|Yet)\s+)?(?P<front>[^,;:“”\"]{3,150}),\s+(?P<cue>said|says|added|adds|argued|argues|explained|noted)\s+"
    r"(?P<who>(?!(?:to|that|in|on|at|by|for|of|as|so|no|he|she|they|it|we|you|i|this|these|those)\b)[^,;:.“”\"]{2,80}(?:\.\s[^,;:.“”\"]{2,60})?)"
    r"(?:,\s+(?:who|the|an?|his|her|its|their|of|head|chief|director)\b[^,;:“”\"]{2,90})?,\s+"
    r"(?P<rest>(?:(?:never|now|also|already|still|simply|probably|no\s+longer)\s+\w|"
    r"(?:be|been|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|do|does|did|cannot)\b"
    r"|(?:isn|aren|wasn|weren|hasn|haven|hadn|won|wouldn|can|couldn|doesn|don|didn)[’']t\b).*?)\.?$",
    re.DOTALL | re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:(?:But|And|Yet|However,|Meanwhile,)\s+)?(?P<who>[^,;:“”\"]{2,80}?(?=[’'](?:s\s|\s))|[Tt]he\s+(?:defence|defense|"
    r"prosecution|Crown))(?:[’']s?)?\s+"
    r"(?P<cue>(?:\w+\s+)?(?:case|argument|contention|position|claim|complaint|submission|defence|defense|theory|version|"
    r"account|evidence|testimony|story|line|stance|view|allegation|answer|reply|response)\s+(?:is|was|has\s+been|"
    r"had\s+been|remains)(?:\s+(?:still|always|simply|also|now))?)\s+that\s+(?P<said>\S.*?)\.?$",
    re.DOTALL,
)
"""``The tenant's case is that the roof leaked.``"""
_ALLEGED_IN = re.compile(
    r"(?:(?:But|And|Meanwhile,)\s+)?It\s+(?P<cue>(?:is|was|has\s+been)\s+(?:also\s+|further\s+)?"
    r"(?:alleged|claimed|argued|asserted)\s+in)\s+"
    r"(?P<who>(?:an?|the|his|her|its|their|court)\s[^,;:“”\"]{3,120}?)\s+that\s+(?P<said>\S.*?)\.?$",
    re.DOTALL,
)
"""``It is alleged in the indictment that the books were burnt``: the paper alleges it."""
_PUT_TO = re.compile(
    r"(?:[^,;:“”\"]{2,60},\s+)?(?:(?:But|And)\s+)?[Ii]t\s+(?P<cue>(?:was|is|has\s+been)\s+(?:also\s+|then\s+|further\s+)?"
    r"(?:put|suggested))\s+to\s+(?P<who>[^,;:“”\"]{2,60}?)(?:\s+(?:by|in|under|during)\s+[^,;:“”\"]{2,60}?)?\s+that\s+"
    r"(?P<said>[^“”\"]+?)\.?$",
    re.DOTALL,
)
"""``It was put to him that the log was false``: whoever asks says it; he was only told."""
_SAYS_ALREADY = re.compile(
    r"(?:(?:But|And)\s+)?(?P<who>[Hh]e|[Ss]he|[Tt]hey|[^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z][\w.’'-]*){0,3})\s+"
    r"(?P<cue>(?:(?:also|later|then|had)\s+){0,2}(?:said|claimed|insisted|admitted|maintained|explained))\s+(?:that\s+)?"
    r"(?P<said>[^“”\"]{8,}),"
)
"""Whose words a court then only heard: ``He also said he had slept, the court heard.``"""
_CAUTIONED = re.compile(
    r"(?P<said>[^“”\"]{20,400}),\s+(?P<cue>cautioned|warned|conceded|cautions|warns|concedes)\s+"
    r"(?P<who>(?:[^\W\d_a-z][\w.’'-]*\s+){0,3}[^\W\d_a-z][\w’'-]+(?:,\s[^“”\";:]{2,200}?)?)\.?$"
)
"""Behind what somebody warned of, in no marks: ``It is early days, cautioned Ana Ruiz, a doctor in Solvik.``"""
_CAUTIONS = re.compile(r", (?:caution|warn|conced)")
_ALSO_TOLD = re.compile(r"[,”\"’]\s+(?:[^,;:“”\"]{1,80}\s)?(?:said|says|told|added|wrote)\b[^,;:“”\"]{0,80}$")
"""Who says so stands behind: ``, a spokesman said``."""
_LONGEST_TAG = 200
"""Characters at the end of a sentence in which such a tag is looked for."""
_BASES = {
    word: base
    for base, words in {
        "say": "said says",
        "add": "added adds",
        "argue": "argued argues",
        "explain": "explained",
        "note": "noted",
    }.items()
    for word in words.split()
}
_CAUTIONING = {"caut": "caution", "warn": "warn", "conc": "concede"}
_LEAST = 3
"""Words of what was told."""


def with_forms(text: str, paragraph: Paragraph, first_sentence: int, found: Sequence[Draft]) -> list[Draft]:
    """Return a paragraph's attributions, those among them that the form of a whole sentence tells.

    What was found already at the same words says that and no more; a line whose form names who speaks is left.
    """
    kept = list(found)
    for offset, sentence in enumerate(paragraph.sentences):
        place = (sentence.start, sentence.end)
        relayed = relayed_in(text, place)
        told = relayed if relayed is not None else _told(text, place)
        if told is None or any(one.by_form and _holds(one, place) for one in kept):
            continue
        told.sentence, told.frame = first_sentence + offset, place
        tells = relayed.cue if relayed is not None else [_tells(told), *told.cue[1:]]
        same = [one for one in kept if any(_meet(cue, words) for cue in one.cue for words in tells)]
        if relayed is not None:
            told.content = with_rest(told.content, same)
        if same:
            told.evidence, told.confidence = same[0].evidence, same[0].confidence
        kept = [one for one in kept if not any(one is other for other in same)]
        for one in kept:
            if any(one.outer is other for other in same):
                one.outer = told
        kept.append(told)
    return sorted(kept, key=lambda one: next(iter([*one.cue, *one.content, *one.asked]), (0, 0)))


def _tells(one: Draft) -> Span:
    """Return the words that tell who says it: whose case it is stands in front."""
    start, end = one.cue[0]
    return (one.source[0] if one.source is not None and one.source[1] <= start else start), end


def _told(text: str, sentence: Span) -> Draft | None:
    start, end = sentence
    between = _BETWEEN.match(text, start, end)
    if between is not None:
        content = [trimmed(text, between.span("front")), between.span("rest")]
        return Draft(
            between.span("who"), [between.span("cue")], content, _BASES[between["cue"].lower()], is_certain=True
        )
    tag = _TAG.search(text, max(start, end - _LONGEST_TAG), end)
    already = _SAYS_ALREADY.fullmatch(text, start, tag.start() + 1) if tag is not None else None
    if already is not None:
        # The court's "heard" goes with the cue, so that no one takes it for another's.
        cue = [already.span("cue"), *([tag.span("cue")] if tag is not None else [])]
        return Draft(already.span("who"), cue, [trimmed(text, already.span("said"))], "say", is_certain=True)
    if tag is not None and not _is_quoted(text, start, tag.start()):
        return _draft(text, (start, tag.start()), tag.span("who"), tag.span("cue"))
    lead = _LEAD.match(text, start, end)
    if lead is not None:
        return _draft(text, lead.span("said"), lead.span("who"), lead.span("cue"))
    put = _PUT_TO.match(text, start, end) if text.find(" to ", start, end) > 0 else None
    if put is not None:
        return _draft(text, put.span("said"), put.span("who"), put.span("cue"))
    alleged = _ALLEGED_IN.match(text, start, end) if text.find(" in ", start, end) > 0 else None
    if alleged is not None and len(alleged["said"].split()) >= _LEAST:
        said = trimmed(text, alleged.span("said"))
        return Draft(alleged.span("who"), [alleged.span("cue")], [said], "allege", is_certain=True)
    cautioned = _CAUTIONED.match(text, start, end) if _CAUTIONS.search(text, start, end) is not None else None
    if cautioned is not None and has_verb(cautioned["said"]):
        said = trimmed(text, cautioned.span("said"))
        base = _CAUTIONING[cautioned["cue"][:4]]
        return Draft(cautioned.span("who"), [cautioned.span("cue")], [said], base, is_certain=True)
    return _case(text, sentence)


def _case(text: str, sentence: Span) -> Draft | None:
    """Read whose case, argument or account it is that something is so."""
    found = _CASE.match(text, *sentence)
    if found is None or _ALSO_TOLD.search(text, max(found.end("cue"), sentence[1] - _LONGEST_TAG), sentence[1]):
        return None
    said = trimmed(text, found.span("said"))
    if len(text[slice(*said)].split()) < _LEAST:
        return None
    return Draft(found.span("who"), [found.span("cue")], [said], "claim", is_certain=True)


def _draft(text: str, said: Span, who: Span, cue: Span) -> Draft | None:
    said = trimmed(text, said)
    if len(text[slice(*said)].split()) < _LEAST:
        return None
    return Draft(None, [cue], [said], "tell", addressee=who, passive=True, is_certain=True)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether what was told is a quotation, whose words are read as such."""
    return text[end - 1] in "”\"'’»" or text[start] in "“\"'‘«"


def _holds(one: Draft, place: Span) -> bool:
    return any(_meet(span, place) for span in (*one.cue, *one.content))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
