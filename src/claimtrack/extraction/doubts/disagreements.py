"""Two speakers on one matter: who says what another one said, or says that it was otherwise."""

import re

from claimtrack.extraction.doubts.contradictions import NEAR, contradictions, is_claim, others_near, says_no
from claimtrack.extraction.doubts.doubt_syntax import clause_begin, name_before, subject_before
from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.text.figures import figures_in
from claimtrack.extraction.text.references import Reach, Reference, refer
from claimtrack.extraction.text.sameness import stems
from claimtrack.vocabulary import LinkKind

_CLAIM_NOUN = (
    r"(?:claims?|assertions?|stor(?:y|ies)|accounts?|versions?|descriptions?|figures?|allegations?|accusations?|"
    r"points?|things?)"
)
_GOES_ON = r"\s*(?:[.,;:”]|$|(?:on|in|at|to|from|when|yesterday|that|a|last|later|under|and|but|this|as)\b"
SAME = re.compile(
    r"\b(?:the\s+(?:very\s+|exact\s+)?same(?:\s+"
    + _CLAIM_NOUN
    + rf"(?={_GOES_ON}|(?:of|about)\b))|(?={_GOES_ON})))|said\s+so\s+too\b|"
    r"an?\s+(?:very\s+|almost\s+|nearly\s+)?(?:similar|identical|matching)\s+(?:claim|assertion|story|account|"
    r"version|description|"
    r"allegation|accusation)\b|said\s+as\s+much\b|bore\s+(?:him|her|them|it|this|that)\s+out\b|likewise\s+(?:said|"
    r"claimed|told)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|tell|wrote|writes?|reported|claim(?:s|ed)|testified|gave|gives?|made|makes?|"
    r"mak(?:e|ing)|"
    r"offered|recounted|described|insist(?:s|ed)|maintain(?:s|ed)|heard|alleg(?:es|ed)|repeat(?:s|ed)|had|giving|"
    r"bore|likewise)\b",
    re.IGNORECASE,
)
REPEATED = re.compile(
    r"\b(?:repeat(?:s|ed|ing)?(?!\s+(?:\w+\s+)?and\b)|(?<!an )(?<!the )echo(?:es|ed|ing)?|reiterat(?:es|ed|ing)|"
    r"parrot(?:s|ed|ing)?)\b"
    r"|\b(?:corroborat(?:es|ed|ing)|back(?:s|ed|ing)?(?:\s+up)?|support(?:s|ed|ing)?|endors(?:es|ed|ing)|"
    r"second(?:s|ed)|vouch(?:es|ed)\s+for|borne\s+out|bore\s+out|agree(?:s|d)(?:\s+with)?|concur(?:s|"
    r"red)(?:\s+with)?)\b",
    re.IGNORECASE,
)
_ECHO = re.compile(r"echo|parrot", re.IGNORECASE)
_SPEECH = (
    r"(?:views?|concerns?|sentiments?|remarks?|comments?|words|criticisms?|calls?|lines?|points?|arguments?|messages?|"
    r"assessments?|warnings?|claims?|statements?|fears|doubts|complaints?|demands?|appeals?|language)"
)
_ECHOED = re.compile(
    r"\s+(?:(?:[Hh]im|[Hh]er|[Tt]hem|us|(?:the\s+)?(?:[A-Z][\w.’'-]*\s?){1,4})(?=\s*(?:[.,;:—]|$|(?:in|on|when|at|by|saying)\b))|"
    r"(?:his|her|their|its|that|those|these|the|this|(?:the\s+)?(?:[A-Z][\w.’'-]*\s){1,4})\s?(?:\w+\s+){0,2}?"
    + _SPEECH
    + r"\b)"
)
"""``echoed Mr. Flake``, ``echoed her concerns``; a hall that echoes with songs repeats nobody."""
_WEAK = re.compile(r"back|support|endors|second|bore|vouch|corrobor", re.IGNORECASE)
_AGREES = re.compile(r"agree|concur", re.IGNORECASE)
_NOT_SO = re.compile(
    r"(?:\bnot|n[’']t|never|cannot|could|would|declined to|refused to|unable to|to)\s+$", re.IGNORECASE
)
_ONLY_CLAIMS = re.compile(r"back|support|endors|second|vouch", re.IGNORECASE)
_BY = re.compile(r"\s+by\s+(?P<who>[^.,;:]{3,60})")
_HIS_OWN = re.compile(r"\s+(?:his|her|its|their|my|our)\s+own\b", re.IGNORECASE)
_PERSONAL = re.compile(r"(?:^|\s)(?:he|she|they|it|who|i|we)$", re.IGNORECASE)
OPPOSITE = re.compile(
    r"\b(?<!to )(?<!as )(?<!is )(?:the\s+(?:opposite|contrary|reverse)\b"
    r"(?!\s+(?:direction|side|effect|end|way|sex|corner|of|is)\b)|"
    r"(?:said|insisted|maintained|says|claims|claimed|thought|argued)\s+otherwise\b|"
    r"disagree[sd]\b(?!\s+(?:about|on|over)\s+(?:whether|how|what|who)\b)|beg(?:s|ged)\s+to\s+differ\b|"
    r"(?:countered|retorted|hit back)\s+that\b|"
    r"(?:the\s+)?other\s+way\s+(?:round|around|about)\b|"
    r"a\s+(?:very\s+|quite\s+|rather\s+)?(?:different|conflicting|contradictory)\s+(?:account|story|version|figure|"
    r"picture|tale)\b|"
    r"(?:a|another)\s+(?:far\s+|much\s+|slightly\s+)?(?:lower|higher|smaller|larger)\s+(?:figure|number|toll|count|"
    r"estimate|total)\b(?!\s+of\b))",
    re.IGNORECASE,
)
PUT_AT = re.compile(
    r"\b(?:puts?|putting|estimat(?:es|ed)|reckon(?:s|ed)|gave|gives)\s+(?:the|its|their|that|this|it|his|her)\b"
    r"(?:\s+[\w’'-]+){0,4}?\s+(?:at|as)\s+(?!risk\b|odds\b|home\b|ease\b|rest\b)"
    r"|\b(?:twice|half|double|three times|ten times|a (?:third|quarter|tenth|fifth|fraction) of)\s+(?:that|as "
    r"(?:many|much)(?! as\b)|the (?:figure|number))\b",
    re.IGNORECASE,
)
_LOOK = frozenset(
    "same so similar identical matching much bore borne likewise repeat repeats repeated repeating echo echoes "
    "echoed echoing "
    "reiterates reiterated parrot parrots parroted corroborates corroborated backs backed "
    "backing supports supported supporting endorses endorsed seconds seconded vouches vouched agree agrees agreed "
    "concurs "
    "concurred concur opposite contrary reverse otherwise different conflicting contradictory lower higher smaller "
    "larger "
    "countered retorted hit other disagrees disagreed begs begged put puts putting estimates estimated "
    "reckons reckoned gave gives".split()
)
_TOO = frozenset({"also", "too", "likewise"})
_ALSO = re.compile(r"\b(?:also|too|likewise)\b[^.;]*$", re.IGNORECASE)
_LEAST_SHARED = 2


def disagreements(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Link the statements of a sentence with those of other speakers that they repeat or contradict."""
    if not _LOOK.isdisjoint(known):
        _repeated(article, number, words)
        _opposed(article, number, words)
    if not _TOO.isdisjoint(known):
        _said_too(article, number)
    contradictions(article, number)


def _repeated(article: Reported, number: int, words: str) -> None:
    for pattern, read in ((SAME, _same_as), (REPEATED, _object_of)):
        match = pattern.search(words)
        is_name = match is not None and match.start() > 0 and match[0][0].isupper()
        if match is None or is_name or _NOT_SO.search(words[: match.start()]):
            continue
        offset = article.sentence(number)[0]
        span = (offset + match.start(), offset + match.end())
        source = article.holder(number, span)
        who = _speaker(article, source, words, match)
        if who is None:
            continue
        read_as = read(article, number, words, match, who)
        targets = [index for index in read_as if index != source and _is_of_another(article, index, who)]
        article.doubts.link(LinkKind.REPEATS, span, source, targets)
        if source is not None and targets and len(article.words(source).split()) < 12:
            article.doubts.replies.add(source)


def _said_too(article: Reported, number: int) -> None:
    """``A classmate also said he left at three``: all of it is what another speaker said."""
    for index in article.attributed(number):
        begin = article.sentence(number)[0]
        held = stems(article.words(index))
        if len(held) < _LEAST_SHARED or not _ALSO.search(article.text[begin : article.span(index)[0]]):
            continue
        for other, before in others_near(article, number, index):
            if held <= stems(before) and says_no(before) == says_no(article.words(index)):
                article.doubts.link(LinkKind.REPEATS, article.span(index), index, [other])
                break


def _is_of_another(article: Reported, index: int, who: str) -> bool:
    """Tell whether a claim is somebody else's than "the minister", who may be the one named before."""
    speaker = article.speaker(index)
    return speaker is not None and who.split()[-1].lower() not in speaker.lower().split()


def _speaker(article: Reported, source: int | None, words: str, match: re.Match[str]) -> str | None:
    """Give who repeats: the statement's speaker, else the subject; None for "he", who may repeat himself."""
    if source is not None and (speaker := article.speaker(source)) is not None:
        return speaker
    by = _BY.match(words[match.end() :])
    if by is not None:
        return by["who"].strip()
    says = _SAYS.search(words[: match.start()])
    name = name_before(words, says.start() if says is not None and match.re is SAME else match.start())
    return None if name is None or _PERSONAL.search(name) else name


def _same_as(article: Reported, number: int, words: str, match: re.Match[str], who: str) -> list[int]:
    """``said the same``, ``gave a similar account``."""
    if not _SAYS.search(words[max(0, match.start() - 60) : match.end()]):
        return []
    offset = article.sentence(number)[0]
    return article.meant(Reference(Reach.LAST), number, offset + clause_begin(words, match.start()), but=who)


def _object_of(article: Reported, number: int, words: str, match: re.Match[str], who: str) -> list[int]:
    """``repeated the claim``, ``echoed him``, ``backed her account``, ``agreed``."""
    place = article.sentence(number)[0] + clause_begin(words, match.start())
    behind = words[match.end() :]
    if _BY.match(behind):
        subject = subject_before(words, _passive_begin(words, match.start()))
        named = subject.reference if subject is not None else None
        return article.meant(named, number, place, but=who) if named is not None and not named.topic else []
    if _HIS_OWN.match(behind):
        return []
    reference = refer(behind) if behind[:1].isspace() else None
    if _AGREES.match(match[0]):
        if re.match(r"\s*(?:[.,;]|$)", behind) or (match[0].lower().endswith("with") and behind.strip()):
            return article.meant(Reference(Reach.LAST), number, place, but=who)
        return article.alike(behind, number, place, but=who) if re.match(r"\s+that\b", behind) else []
    if _ONLY_CLAIMS.match(match[0]) and re.match(
        r"\s+(?:it|them|this|that|these|those|him|us|me|her(?=\s*(?:[.,;]|$|in\b|for\b|at\b|over\b|as\b)))\b"
        r"(?!\s+\w*(?:claim|account|version|stor))",
        behind,
    ):
        return []
    if reference is not None and not reference.topic and not reference.is_new:
        if (
            _WEAK.match(match[0])
            and re.match(r"\s+(?:it|them|this|that|these|those)\s+(?:\w+|$)", behind)
            and not re.match(r"\s+(?:it|this|that)\s*(?:[.,;]|$|in\b|on\b|to\b|later\b|and\b|but\b|when\b)", behind)
        ):
            return []
        return article.meant(reference, number, place, but=who)
    if (_ECHO.match(match[0]) and _ECHOED.match(behind)) or re.match(r"\s+(?:him|her|them)\s*[.,;]", behind):
        return article.meant(Reference(Reach.LAST, owner=_last_name(behind)), number, place, but=who)
    if re.match(r"\s+that\b", behind) and not _WEAK.match(match[0]):
        return article.alike(behind, number, place, but=who)
    return []


def _passive_begin(words: str, start: int) -> int:
    found = re.search(r"(?:\b(?:was|were|is|are|been|has|have|had|being|later|also|then)\s+)+$", words[:start])
    return found.start() if found is not None else start


def _last_name(behind: str) -> str:
    named = re.match(r"\s+(?:the\s+)?([\w’'-]+(?:\s+[A-Z][\w’'-]+)*)", behind)
    word = named[1].split()[-1].lower() if named is not None else ""
    return "" if word in {"him", "her", "them", "a", "this", "that", "his", "their"} else re.sub(r"[’']s?$", "", word)


def _opposed(article: Reported, number: int, words: str) -> None:
    """``said the opposite``, ``puts the loss at a tenth of that``."""
    for pattern in (OPPOSITE, PUT_AT):
        match = pattern.search(words)
        if match is None:
            continue
        offset = article.sentence(number)[0]
        source = article.holder(number, (offset + match.start(), offset + match.end()))
        is_figure = pattern is PUT_AT
        if source is None or not (is_figure or is_claim(article.words(source))):
            continue
        who = article.speaker(source) or name_before(words, match.start())
        targets = [
            index
            for index in article.meant(
                Reference(Reach.LAST, is_figure=is_figure), number, article.span(source)[0], but=who
            )
            if index != source and article.placed[index].sentence >= number - NEAR
        ]
        if is_figure:
            targets = [index for index in targets if figures_in(article.words(index))]
        else:
            targets = [index for index in targets if article.attribution(index) is not None]
        article.doubts.link(LinkKind.CONTRADICTS, (offset + match.start(), offset + match.end()), source, targets)
