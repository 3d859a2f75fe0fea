"""Who denies what: a claim that stands in the article, denied, called false or waved away by another speaker."""

import re
from itertools import islice

from claimtrack.extraction.doubts.doubt_syntax import Subject, clause_begin, gap_before, name_before, subject_before
from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.english.denial_cues import CALLED, DENY, EXCLAIMED, NOTHING, PREDICATE
from claimtrack.extraction.text.references import Reach, Reference, refer
from claimtrack.extraction.text.sameness import stems
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind, LinkKind

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|got)\s+(?:\w+ly\s+|also\s+|later\s+|since\s+)*$", re.IGNORECASE
)
_BY = re.compile(r"\s+(?:\w+ly\s+)?by\s+(?P<who>[^.,;:]+)")
_COURT = re.compile(
    r"\b(?:courts?|judges?|justices?|magistrates?|tribunal|jury|appeals? panel)\b(?:\s+[\w’'-]+){0,5}\s*$",
    re.IGNORECASE,
)
_LEGAL_OBJECT = re.compile(
    r"\s+(?:the|all|a|an|his|her|its|their|both|most|some|two|three|four|five|six|of|remaining|criminal|civil|other|"
    r"those|any|every|against|\w+ly|[\w’'-]+[’']s|\s)*\s*(?:claims?|charges?|complaints?|suits?|cases?|counts?|"
    r"motions?|"
    r"appeals?|petitions?|applications?)\b",
    re.IGNORECASE,
)
_ONLY_FALSE = re.compile(r"reject|dismiss|contest|challeng|disown|repudiat|rubbish", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:[\w’'-]+ly\s+)?(?:that|having|ever|\w{3,}ing)\b\s*(?P<rest>[^.;:]*)", re.IGNORECASE)
_NOT_DENIED = re.compile(
    r"(?:\b(?:nor|or|not|never|cannot|neither|without|could|can|would|will|might|should|must|than|right to|freedom to|"
    r"power to|ability to|chance to)|n[’']t|"
    r"\b(?:do not|don[’']t|didn[’']t|not) (?:think|believe)\s+(?:that\s+)?(?:[\w’'-]+\s+){0,3})\s*(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\b(?:an?|this|each|every|another|legal|court)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""In front of "contest", "challenge" and their like: a thing, nothing that anybody does."""
_ADJECTIVE = re.compile(r"\b(?:an?|the|this|his|her|their|its|widely|hotly|much|long)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_MAKE_SURE = re.compile(r"\b(?:sure|ensure|ensures|ensuring)\s+(?:that\s+)?(?:it|this|that)\s+$", re.IGNORECASE)
_AS = re.compile(r"\s+(?:it|them|this|that|him|her)\s+as\b", re.IGNORECASE)
_WRONG = re.compile(
    r"\s+(?:(?:any|all|having|the|such)\s+)?(?:\w+\s+)?(?:wrongdoing|involvement|responsibility|liability|complicity|guilt|"
    r"misconduct|role|part|knowledge|links?|connections?|ties)\b(?P<rest>\s+(?:in|with|to|of|for)\s[^.;:]+)?",
    re.IGNORECASE,
)
_HIS_EARLIER = re.compile(
    r"\s+(?:his|her|its|their|my|our)\s+(?:own|earlier|previous|prior|past|former)\b|\s+(?:him|her|it|them)sel(?:f|ves)\b",
    re.IGNORECASE,
)
"""Who contradicts himself denies nobody else's claim."""
_OFFHAND = re.compile(r"scoff|laugh|brush|wave|shrug|scorn|issue|hit back|exception|bristl", re.IGNORECASE)
_REMARKS = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,4}?(?:comments?|remarks?|criticisms?|critics?|questions?|attacks?|insults?|jokes?)\b"
)
"""Who shrugs off a remark says nothing of whether it is so."""
_ADVERBS = re.compile(
    r"(?:\b(?:has|have|had|also|later|then|since|\w+ly|always|repeatedly|flatly|both|all|who|promptly|would|"
    r"continues? to|"
    r"continued to|still|again|once|did|do|does|moved to|sought to)\s+)+$",
    re.IGNORECASE,
)
_SAID_THAT = re.compile(
    r"\b(?:said|says|insist(?:ed|s)|argue[sd]|replie[sd]|add(?:ed|s)|countered)\s+(?P<that>that)\s+$"
)
_MOST = 8
_BY_SUBJECT = frozenset({DENY.pattern, CALLED.pattern})
"""In front of their verbs stands who denies; in front of "is a lie" stands what is false."""


def put_denials(article: Reported, number: int, words: str, known: set[str]) -> None:
    """Put caveats and links on the claims that a sentence denies."""
    taken: list[Span] = []
    earlier: list[int] = []
    for cues, read in _READ:
        for match in islice(cues.find(words, known), _MOST):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            span = article.span_of(number, match)
            denier = _denier(article, number, words, match)
            if _NOT_DENIED.search(words[: match.start()]) or _MAKE_SURE.search(words[: match.start()]):
                continue
            targets = read(article, number, words, match, denier)
            if match.re not in _BY_SUBJECT or _TO.search(words[: match.start()]):
                targets = [index for index in targets if not _is_own_words(article, index, span)]
            if earlier and targets and re.search(r"\b(?:it|this|that|they)\s+$", words[: match.start()]):
                targets = earlier
            if targets:
                taken.append(match.span())
                earlier = targets
                _record(article, number, span, (denier, targets))


def _is_own_words(article: Reported, index: int, span: Span) -> bool:
    """Tell whether a statement has the denial among its words: who says "we saw that it was a lie" is not denied."""
    return any(start <= span[0] and span[1] <= end for start, end in article.placed[index].statement.spans)


def _record(article: Reported, number: int, span: Span, read: tuple[str | None, list[int]]) -> None:
    denier, targets = read
    source = article.holder(number, span)
    if source is not None and (targets == [source] or _is_wrongly_nested(article, source, targets)):
        source = None
    targets = [index for index in targets if index != source and (denier is None or article.speaker(index) != denier)]
    if denier is None and all(article.attribution(index) is None for index in targets):
        return  # nobody denies what nobody said: the outlet speaks to its readers
    span = _wide(article, source, span)
    article.doubts.put(CaveatKind.DENIED, span, targets, by=denier)
    article.doubts.link(LinkKind.DENIES, span, source, targets)
    if source is not None and targets:
        article.doubts.replies.add(source)


def _is_wrongly_nested(article: Reported, source: int, targets: list[int]) -> bool:
    """Tell whether the denial stands between two parts of what it denies: "that A, which he denied, and that B"."""
    inside = article.attribution(source)
    numbers = {article.placed[index].statement.attribution for index in targets}
    return inside is not None and inside.inside is not None and inside.inside in numbers


def _wide(article: Reported, source: int | None, span: Span) -> Span:
    """Return the denial's words with their object: "flatly denied the claims"."""
    if source is None or article.span(source)[0] > span[0] or not article.span(source)[1] < span[1] + 60:
        return span
    start, end = article.placed[source].statement.spans[0]
    return (start, end) if start <= span[0] < end and span[0] - start < 40 else span


def _denier(article: Reported, number: int, words: str, match: re.Match[str]) -> str | None:
    """Return who denies: the speaker whose verb or words these are, else the subject in front of the verb."""
    offset = article.sentence(number)[0]
    span = article.span_of(number, match)
    cued = [index for index in article.attributed(number) if article.is_cued_at(index, span)]
    by = _BY.match(words[match.end() :])
    if by is not None and match.re is DENY.pattern:
        return by["who"].strip()
    if cued:
        return article.speaker(cued[0])
    holding = [index for index in article.around(number, span) if article.attribution(index) is not None]
    begin = offset + clause_begin(words, match.start())
    if holding and (article.span(holding[0])[0] >= begin - 3 or article.is_cued_at(holding[0], (begin - 12, begin))):
        return article.speaker(holding[0])
    return name_before(words, _verb_begin(words, match.start())) if match.re in _BY_SUBJECT else None


def _verb_begin(words: str, start: int) -> int:
    found = _ADVERBS.search(words[:start])
    return found.start() if found is not None else start


def _of_verb(article: Reported, number: int, words: str, match: re.Match[str], denier: str | None) -> list[int]:
    """``denied the claims``, ``which the council denied``, ``the claim was denied by``; not ``denied bail``."""
    offset = article.sentence(number)[0]
    begin = _verb_begin(words, match.start())
    behind = words[match.end() :]
    if _denies_no_claim(words, match):
        return []
    if _PASSIVE.search(words[: match.start()]) or _BY.match(behind):
        return _of_passive(article, number, words, match, denier)
    if _COURT.search(words[:begin]) and _LEGAL_OBJECT.match(behind):
        return []
    reference = refer(behind) if behind[:1].isspace() and behind.lstrip()[:1] not in '“"' else None
    if reference is not None and not _is_other_pronoun(behind):
        if reference.topic and _ONLY_FALSE.match(match[0]) and not re.search(r"\bas\b", behind[:60]):
            return []
        if reference.is_new:
            return article.alike(behind, number, offset + clause_begin(words, begin), but=denier)
        meant = _meant(article, number, offset + clause_begin(words, begin), reference, denier)
        wrong = _WRONG.match(behind)
        return meant if wrong is None else [one for one in meant if _accuses(article, one, wrong, denier)]
    clause = _CLAUSE.match(behind)
    if clause is not None and re.match(r"den", match[0], re.IGNORECASE):
        place = offset + clause_begin(words, begin)
        same = article.alike(behind, number, place, but=denier)
        leans = re.search(r"ing\s+(?:\w+\s+)?(?:it|this|so|them)\b", behind[:40]) is not None
        return same or (_meant(article, number, place, Reference(Reach.ONE), denier) if leans else [])
    gap = gap_before(words, begin)
    if gap is not None and re.match(
        r"\s*(?:$|[.,;:)”—–]|and\b|but\b|as\b|in\b|on\b|through\b|at\b|\w+ly\b|to\b|when\b|outright\b|yesterday\b|"
        r"last\b)",
        behind,
    ):
        return _of_gap(article, number, gap, denier)
    return []


def _denies_no_claim(words: str, match: re.Match[str]) -> bool:
    """Tell whether the verb is none, or speaks of something else than whether a claim is so."""
    front, verb, behind = words[: match.start()], match[0].lower(), words[match.end() :]
    if _HIS_EARLIER.match(behind) or (_OFFHAND.match(verb) and _REMARKS.match(behind)):
        return True
    if not verb.endswith(("s", "ed", "ing")) and _NOUN.search(front):
        return True
    if verb.endswith("ed") and _ADJECTIVE.search(front):
        return True  # "a contested point"
    # "dismissed them as part of": what they are, not whether it is so
    return _ONLY_FALSE.match(verb) is not None and _AS.match(behind) is not None


def _accuses(article: Reported, index: int, wrong: re.Match[str], denier: str | None) -> bool:
    """Tell whether a claim speaks of the wrong that is denied, or of whoever denies it."""
    held = stems(article.words(index))
    named = stems(denier or "")
    return not named or not held.isdisjoint(named | stems(wrong["rest"] or ""))


def _is_other_pronoun(behind: str) -> bool:
    return (
        re.match(r"\s+(?:them|it|this|that|these|those)\s+(?:the|a|an|any|entry|access|bail|to)\b", behind) is not None
    )


def _meant(article: Reported, number: int, place: int, reference: Reference, denier: str | None) -> list[int]:
    here = [one for one in article.pool(number, place, back=0) if denier is None or article.speaker(one) != denier]
    if here and not reference.topic and reference.reach in {Reach.ONE, Reach.MANY} and not reference.owner:
        return here
    if reference.is_new:
        return []
    return article.meant(reference, number, place, but=denier)


def _of_passive(article: Reported, number: int, words: str, match: re.Match[str], denier: str | None) -> list[int]:
    passive = _PASSIVE.search(words[: match.start()])
    subject = subject_before(words, passive.start() if passive is not None else match.start())
    behind = words[match.end() :]
    if subject is None or (subject.reference is not None and subject.reference.topic):
        return []
    if not re.match(r"\s*(?:$|[.;,:]|by\b|as\b|\w+ly\b|in\b|and\b|but\b)", behind) or re.match(
        r"\s*(?:on appeal|in court)", behind
    ):
        return []
    pronoun = words[subject.begin : match.start()].strip().split(" ")[0].lower()
    if pronoun in {"they", "it"} and _BY.match(behind) is None:
        return []
    if subject.reference is not None and subject.reference.is_new:
        place = article.sentence(number)[0] + subject.begin
        return article.around(number, (place, place + 3))[:1]
    return _of_gap(article, number, subject, denier)


def _of_gap(article: Reported, number: int, subject: Subject, denier: str | None) -> list[int]:
    place = article.sentence(number)[0] + subject.begin
    here = [index for index in article.here(number, place) if article.speaker(index) != denier or denier is None]
    if subject.reference is None or (here and not subject.reference.owner):
        if here:
            return here[:1]
        return article.around(number, (place - 1, place))[:1] if subject.is_apposed else []
    return article.meant(subject.reference, number, place, but=denier)


def _of_called(article: Reported, number: int, words: str, match: re.Match[str], denier: str | None) -> list[int]:
    """``called it a lie``, ``rejected her account as false``."""
    offset = article.sentence(number)[0]
    reference = refer(match["object"])
    if reference is None or match["object"].lower() in {"him", "her"}:
        return []
    return _meant(article, number, offset + clause_begin(words, match.start()), reference, denier)


def _of_predicate(article: Reported, number: int, words: str, match: re.Match[str], denier: str | None) -> list[int]:
    """``That is not true``, ``the rest, she said, was invented``: said by somebody, of what another one said."""
    offset = article.sentence(number)[0]
    span = article.span_of(number, match)
    told = article.holder(number, span)
    subject = _across(words, match.start()) or _that(words, match.start()) or subject_before(words, match.start())
    if subject is None or subject.reference is None:
        return []
    if subject.reference.is_new or (told is not None and article.attribution(told) is None and subject.reference.topic):
        return []
    is_told = told is not None and article.attribution(told) is not None
    if not is_told and not re.search(r"\b(?:said|told|says|insisted|replied|wrote|argued)\b", words):
        return []
    return _meant(article, number, offset + subject.begin, subject.reference, denier)


def _across(words: str, start: int) -> Subject | None:
    """Read a subject in front of a tag: "The rest, she said, was invented"."""
    tag = re.search(r"(?P<front>[^;.:]*?),\s+[\w’' -]{2,40}\b(?:said|says|insisted|added|argued),\s*$", words[:start])
    if tag is None:
        return None
    reference = refer(tag["front"].strip())
    return Subject(tag.start("front"), reference) if reference is not None else None


def _that(words: str, start: int) -> Subject | None:
    """Read "that" as what is denied, not as what opens a clause: "the governor said that was untrue"."""
    said = _SAID_THAT.search(words[:start])
    return Subject(said.start("that"), Reference(Reach.ONE)) if said is not None else None


def _of_nothing(article: Reported, number: int, words: str, match: re.Match[str], denier: str | None) -> list[int]:
    """``no such order was given``, ``“Nonsense,” she said``."""
    offset = article.sentence(number)[0]
    begin = clause_begin(words, match.start())
    meant = _meant(article, number, offset + begin, Reference(Reach.ONE), denier)
    # Without an accuser in the article, a plea only tells how a trial went.
    return [index for index in meant if article.attribution(index) is not None or article.doubts.caveats.get(index)]


_READ = (
    (CALLED, _of_called),
    (DENY, _of_verb),
    (PREDICATE, _of_predicate),
    (NOTHING, _of_nothing),
    (EXCLAIMED, _of_nothing),
)
