"""A model's contents made whole: a span that stops inside a phrase is no statement that anybody could check."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from claimtrack.extraction.quoting.bare_caveats import without_tail
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.values import Span

_OPEN = frozenset(
    "the a an his her its their my our your of to in on at by for with from into about than as no every each".split()
)
"""Words behind which a phrase goes on."""
_EMPTY = _OPEN | {"and", "or", "but", "nor", "when", "while"}
_BEFORE_CLAUSE = _OPEN | {"that"}
_NOBODY = frozenset("the a an no not only of and or to in".split())
_OF_SEVERAL = frozenset("another one some others several many".split())
"""Words that name nobody but may be all there is: "another said so"; "another user of the site wrote" goes on."""
_DOING = re.compile(
    r"(?:(?:Cross-examining|Questioning|Answering|Replying|Responding|Speaking|Addressing|Opening|Closing|Summing up)"
    r"(?:\s+[a-z][^,\n]{0,40})?,\s+(?=[^\W\d_])"
    r"|[A-Z][a-z]+ing(?:\s+[a-z][^,\n]{0,60})?,\s+(?=(?:[a-z][\w-]*\s+){0,5}[A-Z][\w.’'-]+\s+[A-Z])(?!(?:an?|the|who)\b)"
    r"|(?:Outside|Inside|In|At|On|After|Before|During|From|Behind|Near|Beside|Across|Earlier|Later|Last|Back|By|Among|"
    r"Under|Through|Despite|Amid|Until|Since|Following)\s[^,\n“”\"]{2,80},\s+(?=[^\W\d_]))"
)
"""What somebody does while speaking, or where and when, taken for the beginning of who speaks.

``Cross-examining, Ana Ruiz``; ``Outside the court, his sister``.
"""
_LEADS_TO_NAME = frozenset("of from by for with at to in on".split())
"""Words with which no source ends: ``data from`` goes on with whose they are."""
_LONGEST_NAME = 60
"""Characters between "the" and its cue at most."""
_LEADING = re.compile(r"[\s,;:—–-]+")
_JOINING = re.compile(r"(?:\s*[,;:—–-]|\s+(?:and|or|but|nor|while|as|that|than))+\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_MARKS = frozenset("“”\"'‘’«„")
_STOP = re.compile(r"[,.](?!\d)|[;:!?—–()“”\"]|\s-+\s|''|\s(?:and|but|while|because|which|who|when|after|before)\s")
_RELATIVE = re.compile(r"\s+(?:which|whom)\b")
_IS = re.compile(r"\s+(?:is|was|were|are)\b")
_POINTING = re.compile(r"(?:it|this|that|so|them)(?=\s+(?:on|in|at|to|by|with|during|from|for)\b)", re.IGNORECASE)
_NEGATION = re.compile(
    r"(?:^|[.!?;:,”\"’'—–]\s+|\b(?:and|but)\s+)(?P<negation>nor|neither|never|not (?:once|ever|only)|at no time|"
    r"under no circumstances|no longer|nowhere|rarely|seldom|hardly)\b,?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_NEGATION = 40
_AUXILIARY = re.compile(r"(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|may|must)\b")
_WITHOUT = re.compile(r"\bwithout\s+(?:\w+ly\s+)?(?:\w+ing)\s+(?:any\s+)?$")
"""What stands behind "without citing" is no part of what is said."""
_ACCUSES = re.compile(r"\baccus(?:es?|ed|ing)\s+$")
_LOOKED_BACK = 40
"""Characters in front of what is said."""
_LOOKED_BACK_FAR = 90
_SEEN_BY = re.compile(
    r"(?:^|[,.;:—–“”\"\n]\s*|\s(?:but|and|as)\s+)(?P<papers>(?:[\w’'-]+\s+){0,3}?(?:[Rr]eceipts|[Ii]nvoices|[Ll]etters|"
    r"[Mm]essages|[Ee]mails|[Dd]ocuments|[Rr]ecords|[Pp]apers|[Ff]ilings|[Ff]iles|[Pp]hotographs|[Aa]ccounts|[Mm]emos?)\s+"
    r"(?:seen|reviewed|obtained|examined|viewed)\s+by\s+)$"
)
"""Papers that somebody only saw, who is taken for what they show: ``receipts seen by | the Courier | show``."""
_PARTICIPLE = re.compile(r"\s\w+ed(?=[\s,])")
_DESCRIBED = re.compile(r",\s+(?P<who>an?\s[^,.;:“”\"\n]{2,140}),\s*")
_GLUED = re.compile(r"[\w%$€£)]*(?:-[\w%]+)+|[\w%]+\)?")


def tidied(text: str, found: Iterable[Draft], end: int) -> list[Draft]:
    """Return attributions of a paragraph that ends at ``end`` with whole contents, without those that have none.

    A span that ends in "the" or "of" goes on to the end of its phrase, one that ends in "and" stops in front of it;
    what holds no word of its own goes. Nothing grows into what belongs to another attribution.
    """
    kept = list(found)
    taken = sorted(span for one in kept for span in (*one.cue, *one.content, *([one.source] if one.source else [])))
    for one in kept:
        content = [span for span in one.content if not _is_anothers(text, span, one)]
        content = content or one.content
        whole = [_whole(text, span, _next(taken, span[1], end)) for span in content if _says(text, span)]
        one.content = [without_tail(text, span) for span in whole if span[0] < span[1]]
        _take_description(text, one)
        one.source = _named(text, one, _next(taken, one.source[1], end) if one.source is not None else end)
        _take_negation(text, one)
    return [one for one in kept if one.content]


def _is_anothers(text: str, span: Span, one: Draft) -> bool:
    """Tell whether words stand behind "without citing", or behind an "accuses" that is not the attribution's own."""
    before = text[max(0, span[0] - _LOOKED_BACK) : span[0]]
    if _WITHOUT.search(before):
        return True
    return _ACCUSES.search(before) is not None and not any(span[0] - end <= 1 for _, end in one.cue if end <= span[0])


def _take_negation(text: str, one: Draft) -> None:
    """Take the "Nor" in front of ``she said`` into what is said: without it, the rest says the opposite."""
    start = min([one.cue[0][0], *([one.source[0]] if one.source is not None else [])])
    negation = _NEGATION.search(text, max(0, start - _LONGEST_NEGATION), start)
    is_inverted = one.content and one.content[0][0] > start and _AUXILIARY.match(text, one.content[0][0])
    if negation is not None and is_inverted:
        one.content.insert(0, negation.span("negation"))


def _take_description(text: str, one: Draft) -> None:
    """Take what describes a "one" into the source, and out of what is said: ``According to one, a farmer, it fell``."""
    if one.source is None or text[slice(*one.source)].lower() not in _OF_SEVERAL:
        return
    described = _DESCRIBED.match(text, one.source[1])
    if described is None:
        return
    rest = [(max(start, described.end()), end) for start, end in one.content if end > described.end() + 1]
    rest = [span for span in rest if span[0] >= described.end() or span[1] <= described.start()]
    one.content = rest or one.content
    one.source = described.span("who")


def _led_on(text: str, source: Span, cue: int, limit: int) -> Span:
    """Return a source that ends in "from" or the like with the phrase behind it: ``data from the firm Karr``."""
    stop = _STOP.search(text, source[1] + 1, min(limit, source[1] + _LONGEST_NAME))
    end = stop.start() if stop is not None else limit
    if source[1] <= cue:
        end = min(end, cue)
    words = text[source[1] : end].rstrip()
    goes_on = _says(text, (source[1], end)) and len(words) <= _LONGEST_NAME
    return (source[0], source[1] + len(words)) if goes_on else source


def _named(text: str, one: Draft, limit: int) -> Span | None:
    """Return a source; one that is "the" alone, or ends in "from", goes on as far as its cue, or is none.

    It ends in front of ``limit``.
    """
    if one.source is None:
        return None
    front = max(0, one.source[0] - _LOOKED_BACK_FAR)
    is_behind_by = text.endswith(" by ", front, one.source[0])
    seen = _SEEN_BY.search(text, front, one.source[0]) if is_behind_by else None
    if seen is not None:
        return seen.start("papers"), one.source[1]
    is_those = text[slice(*one.source)].lower() == "those"
    questioned = _PARTICIPLE.match(text, one.source[1], limit) if is_those else None
    if questioned is not None:
        return one.source[0], questioned.end()
    doing = _DOING.match(text, *one.source)
    if doing is not None:
        return doing.end(), one.source[1]
    held = [word[0].lower() for word in _WORD.finditer(text, *one.source)]
    if len(held) > 1 and held[-1] in _LEADS_TO_NAME:
        return _led_on(text, one.source, one.cue[0][0], limit)
    words = set(held)
    if not words <= _NOBODY and not words <= _OF_SEVERAL:
        return one.source
    start, end = one.source[0], one.cue[0][0]
    between = text[one.source[1] : end]
    if not between.strip() or _STOP.search(between) or len(between) > _LONGEST_NAME:
        return one.source if words <= _OF_SEVERAL else None
    return start, end - (len(between) - len(between.rstrip()))


def _says(text: str, span: Span) -> bool:
    """Tell whether a span holds a word that says something; in quotation marks, any word does: "“No,” she said"."""
    if text[span[0] : span[0] + 1] in _MARKS:
        return _WORD.search(text, *span) is not None
    return any(word[0].lower() not in _EMPTY for word in _WORD.finditer(text, *span))


def _next(taken: Sequence[Span], place: int, end: int) -> int:
    """Return where the next span begins that belongs to somebody, else where the paragraph ends."""
    number = bisect_right(taken, (place - 1, end))
    return min(taken[number][0], end) if number < len(taken) else end


def _whole(text: str, span: Span, limit: int) -> Span:
    start, end = span
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading is not None else start
    glued = _GLUED.match(text, end, limit)
    if glued is not None and not text[end - 1].isspace():
        end = glued.end()
    words = list(_WORD.finditer(text, start, end))
    if words and words[-1][0].lower() in _BEFORE_CLAUSE and not _IS.match(text, words[-1].end()):
        pointing = _POINTING.match(text, start, end)
        if pointing is not None:
            return pointing.span()
        relative = _RELATIVE.match(text, end, limit)
        stop = _STOP.search(text, relative.end() if relative is not None else end, limit)
        reached = stop.start() if stop is not None else limit
        if _says(text, (end, reached)):
            return start, reached
    joining = _JOINING.search(text, start, end)
    return start, joining.start() if joining is not None else end
