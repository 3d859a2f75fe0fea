"""Claims that come from others: "reportedly", "rumour has it", "she heard from a friend that"; and what is alleged."""

import re
from collections.abc import Iterable

from claimtrack.extraction.doubts.references import Reach, Reference
from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind, Nature


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")", re.IGNORECASE)


_INFINITIVE = (
    r"to\s+(?!the\b|a\b|an\b|each\b|every\b|all\b|any\b|some\b|his\b|her\b|its\b|their\b|our\b|my\b|him\b|them\b|"
    r"us\b|me\b|"
    r"you\b|it\b|this\b|that\b|these\b|those\b|police\b|parents\b|reporters\b|one\b|two\b|three\b|both\b|"
    r"[A-Z])(?:\w+ly )?[a-z]+"
)
_BEING = r"(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|also\s+|long\s+|still\s+|then\s+|now\s+){0,2}"
_GOSSIP = r"(?:rumou?rs?|gossip|hearsay|legend|whispers?|tittle-tattle|scuttlebutt|folklore|talk|word)"
RUMOURED = _pattern(
    r"(?:reportedly|supposedly|purportedly|reputedly|rumou?redly)\b",
    _BEING + r"(?:said|rumou?red|reputed|whispered|gossiped|understood|supposed(?=\s+to\s+have\b))\s+"
    r"(?:by\s+[\w’' -]{3,25}?\s+)?(?-i:" + _INFINITIVE + r")",
    _BEING + r"reported\s+to\s+(?:be|have)\b",
    r"(?<!he )(?<!she )(?<!they )(?<!who )(?<!it )(?<!has )(?<!have )(?<!had )(?:said|rumou?red|reputed|"
    r"reported)\s+to\s+(?:be|have|hold|own|"
    r"cost|contain|date|belong|weigh|number|live|come|haunt)\b",
    r"so\s+(?:they\s+say|it\s+is\s+said)\b",
    r"it\s+(?:is|was)\s+(?:whispered|rumou?red|said)(?=,)",
    r"it\s+(?:is|was|has been|had been|had long been|has long been)\s+(?:\w+ly\s+|also\s+|being\s+|"
    r"long\s+)?(?:rumou?red|"
    r"whispered|gossiped|said|reported|put about)\b(?:\s+[\w’'-]+){0,5}?\s+that\b",
    _GOSSIP + r"\s+(?:in [\w’' -]{3,30}?\s+|at [\w’' -]{3,30}?\s+|among [\w’' -]{3,30}?\s+|around [\w’' -]{3,30}?\s+|"
    r"locally\s+)?"
    r"(?:has|have|had)\s+it\b",
    r"(?:rumou?rs?|gossip|whispers|hearsay)\s+(?:that|of|about|is|are|was|were|has|have|had|swirled|spread|circulat\w+|"
    r"persist\w*|went|said|says|say|suggest\w*|claim\w*|among|in|on|online)\b",
    r"(?:rumou?rs?|gossip|hearsay)\s*:\s",
    r"(?:the\s+)?(?:word|talk|story|gossip|rumou?r|whisper)\s+(?:in|at|around|on|among|from|of)\s+[\w’' -]{3,30}?\s+"
    r"(?:is|was|has been|had it|went)\s*(?:that|,)",
    r"(?:the\s+)?word\s+(?:is|was)\s+that\b",
    r"there\s+(?:is|was|are|were|has been|have been)\s+(?:\w+\s+)?(?:rumou?rs?|whispers|gossip|talk)\s+(?:that|of|"
    r"about)\b",
    r"(?:(?:so|as)\s+)?the\s+(?:story|legend|tale|rumou?r)\s+(?:goes|went|has it|had it|runs)\b",
    r"according\s+to\s+(?:\w+\s+){0,3}?(?:rumou?rs?|gossip|legend|hearsay|whispers|folklore|second-?hand \w+)\b",
    r"rumou?red\s+(?:sale|takeover|merger|move|deal|plan|return|affair|departure|engagement|signing|switch|"
    r"resignation)\b",
    r"(?:people|they|locals|villagers|islanders|some)\s+(?:are|were)\s+(?:saying|whispering)\b|it is being (?:said|"
    r"whispered) that\b",
    r"(?:in|from)\s+(?:the\s+)?(?:village|dressing-room|corridor|market|bazaar|court|local)\s+gossip\b",
    r"(?:the\s+)?word\s+(?:had\s+|has\s+)?(?:spread|went\s+round|went\s+around|got\s+(?:out|around|round))\b[^.,;]{0,40}?\s"
    r"that\b",
    r"(?:everyone|everybody|the\s+whole\s+(?:town|village|street|city|valley|camp|school))\s+(?:says|said|is\s+saying|"
    r"was\s+saying|tells|is\s+telling)\b",
    r"by\s+all\s+accounts\b|(?:people|they|locals|villagers|some)\s+say\s+it\s+is\s+said\b",
)
ALLEGED = _pattern(
    r"allegedly\b",
    r"alleg(?:e|es|ed|ing)\s+that\b",
    r"(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+)?alleged\b",
    r"who\s+alleges?\b|alleges?\s+(?!that\b)[\w’'-]+",
    r"(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+)?suspected\s+to\b",
    r"suspect(?:ed|s|ing)?\s+(?:[\w’'-]+\s+){0,5}?of\s+(?:having\s+|being\s+|\w+ing\b|an?\b|the\b|\w+)",
    r"on\s+suspicion\s+of\b|under\s+suspicion\s+of\b",
    r"accus(?:e|es|ed|ing)\s+(?:[^.;:“”]{1,90}?\s)?of\b",
    r"amid\s+(?:\w+\s+)?allegations\s+(?:that|of)\b|allegations?\s+(?:that|of)\b|accusations?\s+(?:that|of)\b",
    r"alleged\s+(?:\w+ly\s+)?(?!victims?\b|complainants?\b)[a-z]{3,}\b",
)
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

_COURT = re.compile(
    r"\b(?:court|jury|juries|tribunal|inquest|inquiry|committee|panel|hearing|parliament|judges?|jurors|magistrates?|"
    r"commission|council|senate|congress|audience|crowd|congregation|meeting|conference|listeners?|viewers?|"
    r"delegates|members|mps|lawmakers)\W+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_SOME_WORDS = r"(?:\s+[^\s.,;:“”\"]+){1,9}?"
HEARD_IT = _pattern(
    r"(?:only\s+|merely\s+)?(?:heard|learned|learnt|knew|had|got|knows|has|have|hear)\s+(?:only\s+)?(?:of\s+|about\s+)?"
    r"(?:it|this|that|them|so|the (?:story|account|rumour|news))\s+(?:only\s+|all\s+|second-?hand\s+)?(?:from|"
    r"through|via|by)\b"
    r"(?:\s+(?!that\b)[^\s.,;:]+){1,3}",
    r"(?:was|were|been|is|are)\s+(?:only\s+|merely\s+)?told\s+(?:so|this|that|it|about it|as "
    r"much)\s+(?:only\s+)?by\b(?:\s+[^\s.,;]+){1,3}",
    r"(?:citing|quoting|relying\s+on)\s+(?:\w+\s+){0,3}?(?:accounts?|rumou?rs?|hearsay|testimon(?:y|ies)|tales|stories)\b"
    r"(?:\s+(?:from|of|by)\s+[^\s.,;:]+){0,1}",
    r"second[- ]?hand(?! (?:car|cars|book|books|bookshop|shop|clothes|furniture|market|goods|smoke|store|dealer|"
    r"bicycle|piano|boat|van|"
    r"coat|dress|phone)\b)\b",
    r"(?:only|mere|pure|just|was|is|it’s|it's|all)\s+hearsay\b(?!,? the)",
    r"(?:(?:passed|handed)\s+(?:on|along|down)\s+(?:to\s+(?:him|her|them|me|us)\s+)?|(?:passed|handed)\s+to\s+(?:him|her|"
    r"them|me|us)\s+|(?:relayed|retold)\s+(?:to\s+(?:him|her|them|me|us)\s+)?)by\b(?:\s+[^\s.,;]+){1,3}",
    r"(?:going by|relying on|repeating|passing on|relaying|based on|basing \w+ on|only knew|knew only|know only|only "
    r"know)\s+"
    r"(?:only\s+)?what\s+(?:[\w’'-]+\s+){1,6}?(?:had\s+|have\s+)?(?:told|heard|said|been told|seen)\b(?:\s+(?:him|"
    r"her|them|me|us))?",
    r"what\s+(?:he|she|they|I|we)\s+(?:had\s+|have\s+)?(?:only\s+)?(?:been\s+told|heard)\b",
    r"on\s+(?:the word of|the say-so of|hearsay)\b",
    r"(?:was|were|is|are)\s+(?:all\s+|only\s+)?(?:what|something)\s+(?:he|she|they|I|we)\s+(?:had\s+)?(?:heard|been "
    r"told|was told|were told|picked up)\b",
    r"told\s+(?:him|her|them|me|us)\s+(?:so|this|that|it|about it|as much)\b(?=\s*(?:[.,;”]|$))",
)
HEARD_OF = _pattern(
    r"(?:heard|learned|learnt|gathered|understood|hears)"
    + _SOME_WORDS[:-1].replace("1,9", "0,1")
    + r"?\s+(?:from|through|via|by way of)"
    + _SOME_WORDS
    + r",?\s+(?:that|how|(?<!some )(?<!many )(?<!all )(?<!most )of)\b",
    r"(?:heard|received|gotten|got|gathered|collected|seen)\s+(?:only\s+)?(?:(?:multiple|several|many|numerous|"
    r"credible|"
    r"similar|the|some|disturbing|unconfirmed|second-?hand|repeated|persistent)\s+){0,2}"
    r"(?:reports?|rumou?rs?|accounts?|stories|claims|word|allegations|tales?|talk|whispers)\s+(?:of|that|about|from)\b",
    r"(?:had|has|have|was|were|am|is|are|’ve|'ve)\s+(?:\w+ly\s+|also\s+|only\s+|since\s+|later\s+)?(?:been\s+)?told"
    r"(?:\s+by" + _SOME_WORDS + r")?,?\s+(?:that|of|about|how)\b",
    r"(?:I|he|she|they|we)\s+(?:was|were|am|had been|have been|’m|'m)\s+(?:only\s+|also\s+)?told\b(?!\s+to\b)",
    r"(?:had\s+|has\s+|have\s+|only\s+)?heard\s+(?:only\s+|it said\s+)?(?:that(?=\s+\w)|"
    r"(?:of|about)(?!\s+(?:him|her|them|me|you|us|it)\b))\b",
    r"(?!(?:he|she|they|it|i|we|you|who|and|has|have|had|was)\b)[\w’'-]+\s+(?:(?:had|has|have|later|also|"
    r"then)\s+){0,2}told\s+"
    r"(?:him|her|them|me|us)\b(?!\s+(?:to|not|off|what|where|when|why|who|whether|if|so|no|nothing|everything|just|"
    r"they’d|again)\b|\s+(?:the|a)\s+"
    r"(?:truth|lie|story|secret|joke)|[.,;”]|$)",
    r"(?:having|after|on)\s+(?:heard|hearing|been told)\b(?:\s+from(?:\s+[^\s.,;:]+){1,6}?)?\s+(?:that|of|about|how)\b",
    r"word\s+(?:had\s+)?(?:reached|came|got)\b[^.,;]{0,40}?\bthat\b|"
    r"reports\s+(?:had\s+)?reached\b[^.,;]{0,40}?\bthat\b",
    r"(?:quoting|repeating|recounting|recounted|relayed|relaying|passed on|passing on)\s+(?:a\s+)?(?:what|(?:story|"
    r"account|tale|rumour|report)\s+that)\b",
    r"(?:had|have|has)\s+it\s+on\s+(?:the\s+)?(?:good\s+|best\s+|the\s+)?authority\b[^.,;]{0,40}?\bthat\b",
    r"(?:knew|know|knows)\s+only\s+(?:that|what)\s+(?:[\w’'-]+\s+){1,5}?(?:had\s+)?told\s+(?:him|her|them|me|us)\b",
    r"(?:from|through)\s+what\s+(?:I|he|she|they|we)\s+(?:hear|heard|had heard|had been told|was told|were told)\b",
)

_LOOK_BRINGS = frozenset(
    "reportedly supposedly purportedly reputedly rumouredly rumoredly allegedly said rumoured rumored reputed "
    "whispered "
    "gossiped understood supposed reported put everyone everybody whole "
    "rumour rumor rumours rumors gossip hearsay legend whispers whisper talk "
    "whispering saying people they locals villagers word story tale alleged alleges allege alleging suspected "
    "suspect suspects suspecting suspicion accuse accuses "
    "accused accusing allegations allegation accusations accusation tittle folklore scuttlebutt accounts".split()
)
_LOOK_HEARD = frozenset(
    "heard hear hears learned learnt knew know knows told second secondhand hearsay passed handed going relying "
    "repeating "
    "citing hearing reached came word reports quoting "
    "recounting recounted relayed passed something what passing relaying "
    "based basing received gotten got gathered collected authority from had".split()
)
_AND_THAT = re.compile(r"\band\s+that\s+$")
_MARKS = "“”‘’\"'"


def brought_in(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Put caveats on what a sentence brings in as rumoured or alleged."""
    if _LOOK_BRINGS.isdisjoint(known):
        return
    for kind, pattern in ((CaveatKind.HEARSAY, RUMOURED), (CaveatKind.ALLEGED, ALLEGED)):
        for match in pattern.finditer(words):
            if _is_mentioned(words, match) or _DENYING.search(words[: match.start()]):
                continue
            if kind is CaveatKind.ALLEGED and _BRINGS_NOTHING.search(words[: match.start()]):
                continue
            offset = article.sentence(number)[0]
            span = (offset + match.start(), offset + match.end())
            article.doubts.put(kind, span, _brought(article, number, span))


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
    cued = [index for index in here if _is_cued_by(article, index, span)]
    found = (cued or behind or holding or list(here))[:1]
    return [index for index in found if not _is_denial(article, index)]


def _is_cued_by(article: Reported, index: int, span: Span) -> bool:
    attribution = article.attribution(index)
    return attribution is not None and any(start < span[1] and span[0] < end for start, end in attribution.cue)


def _is_denial(article: Reported, index: int) -> bool:
    attribution = article.attribution(index)
    return attribution is not None and attribution.nature is Nature.DENIES


def heard(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Put caveats on what a speaker, or the outlet, has only been told."""
    if _LOOK_HEARD.isdisjoint(known):
        return
    offset = article.sentence(number)[0]
    for match in HEARD_IT.finditer(words):
        span = (offset + match.start(), offset + match.end())
        article.doubts.put(CaveatKind.HEARSAY, span, _looked_back_on(article, number, words, span))
    for match in HEARD_OF.finditer(words):
        if _COURT.search(words[: match.start()]) and not match[0].lower().startswith(("rec", "got", "gath", "coll")):
            continue
        span = (offset + match.start(), offset + match.end())
        told = _told(article, number, span)
        article.doubts.put(
            CaveatKind.HEARSAY, span, [*told, *(more for one in told for more in _and_that(article, one))]
        )


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
    is_cue = [index for index in article.attributed(number) if _is_cued_by(article, index, span)]
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
    """Give the statements inside one, behind a place in it."""
    outer = article.placed[holder].statement.attribution
    return [index for index in _within(article, number, outer) if article.span(index)[0] >= place]


def _within(article: Reported, number: int, outer: int | None) -> Iterable[int]:
    for index in article.by_sentence.get(number, ()):
        attribution = article.attribution(index)
        if attribution is not None and attribution.inside == outer:
            yield index
