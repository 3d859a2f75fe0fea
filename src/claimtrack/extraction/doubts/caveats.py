"""What the article itself says against its statements, put on those it speaks of and no others; and who denies whom."""

import re
from collections.abc import Sequence
from itertools import islice

from claimtrack.extraction.doubts.denials import put_denials
from claimtrack.extraction.doubts.disagreements import link_disagreements
from claimtrack.extraction.doubts.doubt_syntax import Subject, clause_begin, gap_before, is_fronted, subject_before
from claimtrack.extraction.doubts.hearsay import put_hearsay, put_rumours
from claimtrack.extraction.doubts.judged_cues import put_judged
from claimtrack.extraction.doubts.statement_index import Doubts, Reported, reported
from claimtrack.extraction.english.cue import WORD, Cues, Where
from claimtrack.extraction.english.doubt_cues import UNCHECKED
from claimtrack.extraction.english.unwitnessed_cues import SEEN_AS, UNWITNESSED, is_event
from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.text.references import Reach, Reference, refer
from claimtrack.extraction.text.sameness import names_in, stems
from claimtrack.extraction.values import Attribution, Span
from claimtrack.vocabulary import CaveatKind

_LONGEST = 2_000
"""Characters of a sentence that are read; what is longer is no prose, and each cue looks back over the words before."""
_MOST_CUES = 12
"""In one sentence; no prose doubts more often, and each looks over the sentence's statements."""
_NEGATED = re.compile(
    r"n[o’']t\b|\bnot\b|\bnever\b|yet to|to be|un\w+ed\b|unprov|await|lack|impossible|difficult|hard|no", re.IGNORECASE
)
_NOBODY = re.compile(
    r"^\W*(?:but |and |though |although |while )?(?:neither|none|no|nothing|little|few|not|only)\b", re.IGNORECASE
)
_EXPLETIVE = re.compile(r"^\W*(?:but |and |however, )?it (?:was|is|has|could|remains)\b", re.IGNORECASE)
_FIRST = re.compile(r"^\W*(?:even\s+)?\w+\s+")
_THEIRS = re.compile(r"\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:his|her|its|their|these|those)\s", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(?:that|whether|if|how|who|what|when|where)\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho\s+(?:\w+ly\s+|has\s+|had\s+)?$", re.IGNORECASE)
_SAID_TOO = re.compile(
    r"\b(?:claim|assertion|allegation|accusation|charge|point|statement|insist|maintain|alleg)", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"^\W*(?:but |and |though |although |while |because )?(?:he|she|they|it|who|i|we)\b", re.IGNORECASE
)
_ONE_THING = re.compile(r"\s+(?:it|this|that)\b", re.IGNORECASE)
_LAST = Reference(Reach.ONE)
_THEMSELVES = re.compile(r"\b(?:he|she|they|i|we|him|her|them)\b", re.IGNORECASE)


def doubts(text: str, gathered: Gathered, made: Sequence[Attribution], placed: Sequence[Placed]) -> Doubts:
    """Find the caveats of an article and how its statements bear on each other."""
    article = reported(text, gathered, made, placed)
    put_judged(article)
    for number, line in enumerate(gathered.lines):
        if line.is_passed_over:
            continue
        words = text[line.span[0] : min(line.span[1], line.span[0] + _LONGEST)]
        known = set(WORD.findall(words.lower()))
        put_rumours(article, number, words, known)
        _unchecked(article, number, words, known)
        _unseen(article, number, words, known)
        put_hearsay(article, number, words, known)
        put_denials(article, number, words, known)
        link_disagreements(article, number, words, known)
    return article.doubts


def _unchecked(article: Reported, number: int, words: str, known: set[str]) -> None:
    for cues in UNCHECKED:
        for match in islice(cues.find(words, known), _MOST_CUES):
            _put(article, number, words, cues, match)


def _put(article: Reported, number: int, words: str, cues: Cues, match: re.Match[str]) -> None:
    span = article.span_of(number, match)
    fronted = _after(article, number, span[1]) if is_fronted(words, match.start()) else []
    if fronted and (
        cues.where is not Where.SUBJECT or _NEGATED.search(match[0]) or _NOBODY.search(_FIRST.sub("", words))
    ):
        targets = fronted
    elif cues.where is Where.SUBJECT:
        targets = _of_subject(article, number, words, match)
    elif cues.where is Where.OBJECT:
        targets = [
            index for index in _of_object(article, number, words, match) if not _says_so(article, index, cues, span)
        ]
    elif cues.where is Where.NOUN:
        targets = _of_noun(article, number, match)
    elif cues.where is Where.SPEECH:
        targets = _of_speech(article, number, words, match)
    else:
        targets = _back(article, number, match)
    article.doubts.put(cues.kind, span, targets)


def _says_so(article: Reported, index: int, cues: Cues, span: Span) -> bool:
    """Tell whether somebody says in a statement that there is no evidence: nobody doubts that statement with it."""
    start, end = article.span(index)
    is_inside = start <= span[0] and span[1] <= end
    return cues.kind is CaveatKind.UNEVIDENCED and is_inside and article.attribution(index) is not None


def _of_subject(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    """``the claim could not be confirmed``; without "not", the subject must say so: ``neither claim could be``."""
    subject = subject_before(words, match.start())
    front = words[: match.start()]
    if subject is None:
        return _expletive(article, number, words, match) or _strongly(article, number, words, match)
    if not _NEGATED.search(match[0]) and not _NOBODY.search(words[subject.begin : match.start()]):
        return []
    if re.search(r"\b(?:it|what)\s+$", front, re.IGNORECASE):
        clause = _expletive(article, number, words, match)
        if clause or _CLAUSE.match(words[match.end() :]):
            return clause
    return _spoken_of(article, number, subject)


def _strongly(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    """``Fires in the hills could not be independently confirmed``: only claims are confirmed independently."""
    if not re.search(r"independently|immediately", match[0], re.IGNORECASE) or not _NEGATED.search(match[0]):
        return []
    offset = article.sentence(number)[0]
    topic = re.split(r"[,;:—]", words[: match.start()])[-1]
    same = article.alike(topic, number, offset + match.start())
    return same or article.around(number, article.span_of(number, match))[:1]


def _expletive(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    """``it could not be confirmed that the men were armed``; ``what could not be confirmed was that``."""
    behind = re.match(r"[^,;:]{0,30}?\b(?:that|whether|if)\s+(?P<clause>[^;]+)", words[match.end() :])
    if behind is None or not re.search(r"\b(?:it|what)\s+$", words[: match.start()], re.IGNORECASE):
        return []
    offset = article.sentence(number)[0]
    same = article.alike(behind["clause"], number, offset + match.start())
    return same or article.around(number, article.span_of(number, match))[:1]


def _spoken_of(article: Reported, number: int, subject: Subject) -> list[int]:
    place = article.sentence(number)[0] + subject.begin
    if subject.reference is None:
        here = article.here(number, place)
        if here:
            return here[:1]
        own = article.around(number, (max(article.sentence(number)[0], place - 1), place))[:1]
        return (_after(article, number, place) or own) if subject.is_apposed else []
    if subject.reference.is_new:
        return article.around(number, (place, place + 3))[:1] or _after(article, number, place)
    return article.meant(subject.reference, number, place)


def _of_object(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    """``nobody could confirm the claim``, ``a letter that the paper was unable to authenticate``."""
    offset = article.sentence(number)[0]
    behind = words[match.end() :]
    clause = _CLAUSE.match(behind)
    if clause is not None and not re.match(r"\s*that\s+(?:claim|report|account)", behind):
        same = article.alike(behind[clause.end() :].split(";")[0], number, offset + match.start())
        is_expletive = _EXPLETIVE.match(words) is not None
        return same or (article.around(number, (offset, offset + match.end()))[:1] if is_expletive else [])
    reference = refer(behind) if behind[:1].isspace() else None
    if reference is None:
        subject = gap_before(words, _verb_begin(words, match.start()))
        return _of_gap(article, number, subject) if subject is not None else []
    if reference.is_new:
        return article.around(number, (offset + match.end(), offset + match.end() + 4))[:1]
    begin = offset + clause_begin(words, match.start())
    found = article.meant(reference, number, begin)
    # "..., though the envoy could not verify the circumstances of their deaths"
    return found or (article.here(number, begin)[:1] if reference.topic and _THEIRS.match(behind) else [])


def _verb_begin(words: str, start: int) -> int:
    """Go back over the auxiliaries in front of a verb."""
    found = re.search(r"(?:\b(?:has|have|had|was|were|is|are|been|would|could|it|also|still)\s+)+$", words[:start])
    return found.start() if found is not None else start


def _of_gap(article: Reported, number: int, subject: Subject) -> list[int]:
    place = article.sentence(number)[0] + subject.begin
    front = article.here(number, place)
    if front or (subject.reference is None and not subject.is_apposed):
        return front[:1]
    return _after(article, number, place) or _spoken_of(article, number, subject)


def _after(article: Reported, number: int, place: int) -> list[int]:
    """Return what is said in this sentence behind a place in it: the first claim."""
    later = [index for index in article.attributed(number) if article.span(index)[0] >= place]
    return later[:1]


def _of_noun(article: Reported, number: int, match: re.Match[str]) -> list[int]:
    """``unconfirmed reports that``, ``in an unconfirmed report, the radio said``."""
    span = article.span_of(number, match)
    holding = article.around(number, span)
    later = _after(article, number, span[1])
    if later and (not holding or article.attribution(holding[0]) is None):
        return later
    inner = [index for index in later if holding and article.span(index)[1] <= article.span(holding[0])[1]]
    return inner or holding[:1] or article.attributed(number)[:1] or list(article.by_sentence.get(number, ()))[:1]


def _of_speech(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    """``without giving evidence, he said``; ``he offered no evidence`` speaks of what he said before."""
    offset = article.sentence(number)[0]
    span = article.span_of(number, match)
    behind = words[match.end() :]
    if re.match(r"\s+of\s", behind) and refer(behind.lstrip()[2:]) is None:
        return []
    begin = offset + clause_begin(words, match.start())
    told = [
        index
        for index in article.innermost(article.attributed(number))
        if not _is_told_by(article, index, span) and not (begin - 1 <= article.span(index)[0] < span[1])
    ]
    front = [index for index in told if article.span(index)[0] < span[0]]
    if front:
        return front[-1:]
    if told and (re.match(r"with|on |\w+ing\b", match[0], re.IGNORECASE) or _WHO.search(words[: match.start()])):
        return told[:1]
    if _SAID_TOO.search(words[: match.start()]):
        holding = [*article.around(number, span), *article.by_sentence.get(number, ())]
        return [index for index in holding if article.span(index)[0] < begin - 1][:1]
    return article.meant(_of_speaker(words[: match.start()]), number, offset)[:1]


def _of_speaker(front: str) -> Reference:
    """Return the claims of the sentence's subject: "The group offered no evidence"."""
    named = re.findall(r"[\w’'-]+", front)
    is_pronoun = _PERSONAL.match(front) is not None or not named or len(named) > 6
    return Reference(Reach.ONE, owner="" if is_pronoun else named[-1].lower())


def _is_told_by(article: Reported, index: int, span: Span) -> bool:
    """Tell whether a statement is itself the one that doubts: "nobody saw it", says the speaker."""
    start, end = article.span(index)
    attribution = article.attribution(index)
    cues = attribution.cue if attribution is not None else ()
    return (start >= span[0] - 1 and end <= span[1] + 40 and start < span[1]) or any(
        span[0] <= first < span[1] for first, _ in cues
    )


def _back(article: Reported, number: int, match: re.Match[str]) -> list[int]:
    offset = article.sentence(number)[0]
    here = article.here(number, offset + match.start())
    later = _after(article, number, offset + match.end()) if match[0].lower().startswith("whose") else []
    return here[:1] or later or article.meant(Reference(Reach.ONE), number, offset)


def _unseen(article: Reported, number: int, words: str, known: set[str]) -> None:
    for match in islice(UNWITNESSED.find(words, known), _MOST_CUES):
        behind = words[match.end() :]
        if SEEN_AS.match(behind) or not _is_claimed_event(article, number, words, match):
            continue
        targets = _unseen_claims(article, number, words, match)
        article.doubts.put(CaveatKind.UNWITNESSED, article.span_of(number, match), targets)
        if _is_of_speakers(words, match):
            article.doubts.second_hand.update(_whole(article, targets))


def _whole(article: Reported, targets: list[int]) -> set[int]:
    """Return the attributions all of whose statements are meant."""
    numbers = {article.placed[index].statement.attribution for index in targets} - {None}
    near = {index for target in targets for index in article.by_sentence[article.placed[target].sentence]}
    partly = {article.placed[index].statement.attribution for index in near - set(targets)}
    return {number for number in numbers - partly if number is not None}


def _is_claimed_event(article: Reported, number: int, words: str, match: re.Match[str]) -> bool:
    """Tell whether what was not seen is what somebody claims: "it", "the shooting", or a thing that a claim names."""
    if match["no_witness"] or match["absent"] or match["alone"] or match["away"]:
        return True
    behind = words[match.end() :]
    if re.search(r"(?:there|present|room)$", match[0]) or is_event(behind):
        return True
    return _is_named_in_claim(article, number, words, match)


def _is_named_in_claim(article: Reported, number: int, words: str, match: re.Match[str]) -> bool:
    """Tell whether the last claim holds what was not seen: "No one saw Kessler fall"."""
    behind = " ".join(words[match.end() :].split()[:4])
    seen = stems(behind) - names_in(f" {behind}")
    place = article.sentence(number)[0] + match.start()
    return any(not seen.isdisjoint(stems(article.words(index))) for index in article.meant(_LAST, number, place))


def _unseen_claims(article: Reported, number: int, words: str, match: re.Match[str]) -> list[int]:
    place = article.sentence(number)[0] + match.start()
    who = re.search(r"of (?:the|those|these|its|his|her|their) ([\w’'-]+)", match["who"] or "")
    if who is not None:
        owned = _owned(article, number, place, who[1].lower().removesuffix("s"))
        if owned or not _ONE_THING.match(words[match.end() :]):
            return owned or article.meant(Reference(Reach.MANY), number, place)
    begin = article.sentence(number)[0] + clause_begin(words, match.start())
    later = _after(article, number, place + len(match[0]))
    if later and (is_fronted(words, match.start()) or _WHO.search(words[: match.start()])):
        return later
    here = [index for index in article.here(number, place) if article.span(index)[0] < begin - 1]
    if here:
        return here[:1]
    holding = article.around(number, (place, article.sentence(number)[0] + match.end()))
    if holding and article.attribution(holding[0]) is not None and article.span(holding[0])[0] < begin - 3:
        return holding[:1]
    reference = refer(re.sub(r"^.*\bto\b", "", match[0]) if match["no_witness"] else words[match.end() :])
    named = article.meant(reference, number, begin) if reference is not None and reference.topic else []
    if named:
        return named
    reach = Reach.MANY if match["nobody"] and "them" in (match["who"] or "") else Reach.ONE
    found = [
        one for one in article.pool(number, begin) if not _is_told_by(article, one, (place, place + len(match[0])))
    ]
    if not found:
        return later
    return article.meant(Reference(reach), number, begin)


def _owned(article: Reported, number: int, place: int, owner: str) -> list[int]:
    """Return what the ``residents`` of "none of the residents" said in the sentences before."""
    return [one for one in article.pool(number, place, back=8) if owner in (article.speaker(one) or "").lower()]


def _is_of_speakers(words: str, match: re.Match[str]) -> bool:
    """Tell whether it was the speakers who did not see it, rather than an official or a passer-by."""
    if match["alone"] and match["alone"].lower().startswith("no"):
        return False
    if match["away"]:
        return True
    if match["no_witness"]:
        return "outsider" not in match[0]
    if match["nobody"]:
        return (
            re.search(r"\bof (?:them|the|those|these)\b", match["who"] or "") is not None
            or match["nobody"].lower() == "neither"
        )
    front = words[clause_begin(words, match.start()) : match.start()]
    return _THEMSELVES.search(front) is not None
