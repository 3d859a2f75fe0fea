"""Two speakers on one matter: who says what another one said, or says in so many words that it was otherwise.

Statements whose figures or words merely differ are not held against each other: in real news they nearly always speak
of two things.
"""

import re
from collections.abc import Iterator

from claimtrack.extraction.doubts.doubt_syntax import clause_begin, name_before, subject_before
from claimtrack.extraction.doubts.statement_index import Reported, holds_figure
from claimtrack.extraction.english.disagreement_cues import ALSO_WORDS, NEEDED, OPPOSITE, REPEATED, SAME, SO_MANY_TIMES
from claimtrack.extraction.text.references import Reach, Reference, refer
from claimtrack.extraction.text.sameness import stems
from claimtrack.vocabulary import LinkKind, Mention, Nature

_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|tell|wrote|writes?|reported|claim(?:s|ed)|testified|gave|gives?|made|makes?|"
    r"mak(?:e|ing)|"
    r"offered|recounted|described|insist(?:s|ed)|maintain(?:s|ed)|heard|alleg(?:es|ed)|repeat(?:s|ed)|had|giving|"
    r"bore|likewise)\b",
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
_ALSO = re.compile(r"\b(?:also|too|likewise)\b[^.;]*$", re.IGNORECASE)
_LEAST_SHARED = 2
_NEAR = 3
"""Sentences; further apart, two people seldom speak of the same thing."""
_LONGEST = 30
"""Words; who says more speaks of several things."""
_NEGATION = re.compile(r"\b(?:not|never|no(?!\. ?\d)|nobody|none|nothing|neither|zero)\b|n[’']t\b", re.IGNORECASE)
_JOINT = re.compile(r"(?:;|,? (?:while|but|whereas|and)|,)\s*$")
_NO_CLAIM = re.compile(
    r"\W*(?:if|whether|how|what|why|when|who|where|(?:(?:he|she|they|it)\s+)?(?:favou?rs?|supports?|supported|wants?|backs?|"
    r"proposes|proposed|proposals))\b|.*\?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[.!?]\W*\s\W*[A-Z]")
_CLAIMING = frozenset({Nature.ASSERTS, Nature.OPINION})


def link_disagreements(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Link the statements of a sentence with those of other speakers that they repeat or contradict."""
    if not NEEDED.isdisjoint(known):
        _repeated(article, number, words)
        _opposed(article, number, words)
    if not ALSO_WORDS.isdisjoint(known):
        _said_too(article, number)


def _repeated(article: Reported, number: int, words: str) -> None:
    for pattern, read in ((SAME, _same_as), (REPEATED, _object_of)):
        match = pattern.search(words)
        is_name = match is not None and match.start() > 0 and match[0][0].isupper()
        if match is None or is_name or _NOT_SO.search(words[: match.start()]):
            continue
        span = article.span_of(number, match)
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
        for other, before in _others_near(article, number, index):
            if held <= stems(before) and _says_no(before) == _says_no(article.words(index)):
                article.doubts.link(LinkKind.REPEATS, article.span(index), index, [other])
                break


def _is_of_another(article: Reported, index: int, who: str) -> bool:
    """Tell whether a claim is somebody else's than "the minister", who may be the one named before."""
    speaker = article.speaker(index)
    return speaker is not None and who.split()[-1].lower() not in speaker.lower().split()


def _speaker(article: Reported, source: int | None, words: str, match: re.Match[str]) -> str | None:
    """Return who repeats: the statement's speaker, else the subject; None for "he", who may repeat himself."""
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
    for pattern in (OPPOSITE, SO_MANY_TIMES):
        match = pattern.search(words)
        if match is None:
            continue
        source = article.holder(number, article.span_of(number, match))
        is_figure = pattern is SO_MANY_TIMES
        if source is None or not (is_figure or _is_claim(article.words(source))):
            continue
        who = article.speaker(source) or name_before(words, match.start())
        targets = [
            index
            for index in article.meant(
                Reference(Reach.LAST, is_figure=is_figure), number, article.span(source)[0], but=who
            )
            if index != source and article.placed[index].sentence >= number - _NEAR
        ]
        if is_figure:
            targets = [index for index in targets if holds_figure(article.words(index))]
        else:
            targets = [index for index in targets if article.attribution(index) is not None]
        article.doubts.link(LinkKind.CONTRADICTS, article.span_of(number, match), source, targets)


def _others_near(article: Reported, number: int, index: int) -> Iterator[tuple[int, str]]:
    """Return what other speakers assert just before a statement, each with its words in front of it."""
    if not _asserts(article, index):
        return
    for sentence in range(number, max(-1, number - _NEAR - 1), -1):
        for other in article.by_sentence.get(sentence, ())[-4:]:
            if other >= index or not _asserts(article, other) or frozenset((index, other)) in article.doubts.joined:
                continue
            words = _in_front(article, other, index)
            if words and _are_two(article, other, index):
                yield other, words


def _says_no(words: str) -> bool:
    """Tell whether words say that something is not so."""
    return _NEGATION.search(words) is not None


def _is_claim(words: str) -> bool:
    """Tell whether somebody says one thing and says it is so: no question, no condition, no speech."""
    return len(words.split()) <= _LONGEST and not _NO_CLAIM.match(words) and not _SEVERAL.search(words)


def _asserts(article: Reported, index: int) -> bool:
    """Tell whether somebody who is named says this and says that it is so."""
    attribution = article.attribution(index)
    return attribution is not None and attribution.nature in _CLAIMING and bool(attribution.source)


def _in_front(article: Reported, other: int, index: int) -> str:
    """Return the words of one statement up to another one that wrongly stands inside it: "A; the union said B"."""
    first, second = article.span(other), article.span(index)
    if first[1] <= second[0]:
        return article.words(other)
    attribution = article.attribution(index)
    begin = attribution.source[0][0] if attribution is not None and attribution.source else second[0]
    joint = _JOINT.search(article.text[first[0] : begin]) if first[0] < begin else None
    return article.text[first[0] : first[0] + joint.start()] if joint is not None else ""


def _are_two(article: Reported, other: int, index: int) -> bool:
    """Tell whether two statements are two speakers': by name, or in one sentence by the words that name them."""
    names = [article.speaker(one) for one in (other, index)]
    if names[0] is None or names[1] is None:
        return False
    if names[0] != names[1]:
        return True
    attributions = [article.attribution(one) for one in (other, index)]
    sources = {article.text[slice(*one.source[0])].lower() for one in attributions if one is not None and one.source}
    is_named = all(one is not None and one.mention is Mention.NOMINAL for one in attributions)
    return is_named and len(sources) > 1 and article.placed[other].sentence == article.placed[index].sentence
