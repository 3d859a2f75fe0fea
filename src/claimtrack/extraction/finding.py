"""Find attributions sentence by sentence: source, cue and content, from the reporting verbs and the quotations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction import cues, phrases
from claimtrack.extraction.layout import Paragraph, Sentence, Word
from claimtrack.extraction.mentions import Mentioned, mentioned
from claimtrack.extraction.values import Span

_OPENING_WORDS = frozenset({"that", "if", "whether", "how", "why", "what", "when", "where", "who"})
_DETERMINERS = frozenset("the a an his her their its our my your this that these those such some any no every".split())
_ADDRESSED = frozenset("tell remind inform assure advise ask warn notify urge".split())
_CARRIED = re.compile(
    r"\b(?:in|on|via|through|at|during)\s+(?:an?|the|his|her|its|their|twitter|facebook|social|cnn|nbc|abc|cbs|fox|msnbc)\b",
    re.IGNORECASE,
)
_ADVERBIAL = frozenset(
    "in on at during after before of to from for with by about late early earlier last this when while as following amid".split()
)
_NOUN_CUES = frozenset(
    "claim claims report reports statement allegation allegations assertion suggestion accusation accusations "
    "belief argument warning announcement comment comments fact".split()
) - {"fact"}
_TRANSCRIPT = re.compile(r"^([A-Z][A-Z .'’-]{1,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}):\s+(?=\S)")
_UPPER = re.compile(r"^[A-Z][A-Z .'’-]{1,40}$")


@dataclass(slots=True)
class Found:
    """An attribution in the making. Spans are code points; ``base`` is the reporting verb's base form."""

    source: Span | None
    cue: list[Span]
    content: list[Span]
    base: str
    sentence: int
    paragraph: int
    addressee: Span | None = None
    passive: bool = False
    participle: bool = False
    carried: bool = False
    hedged: bool = False
    frame: Span = (0, 0)
    outer: "Found | None" = None
    mentioned: Mentioned | None = None

    @property
    def is_bare_hedge(self) -> bool:
        """Tell whether this is an adverb alone: "reportedly"."""
        return self.base == "reportedly"


def find(text: str, paragraph: Paragraph, number: int, first_sentence: int, before: "Before") -> list[Found]:
    """Find every attribution in one paragraph, in the order of the text.

    ``first_sentence`` is the number of its first sentence in the article; ``before`` what the paragraph in front left.
    """
    here: list[Found] = []
    transcript = _transcript(paragraph, number, first_sentence, text)
    if transcript is not None:
        here.append(transcript)
    else:
        for offset, sentence in enumerate(paragraph.sentences):
            here += _in_sentence(paragraph, sentence, number, first_sentence + offset, here)
    if not here:
        here = _continued(paragraph, number, first_sentence, before)
    for one in here:
        if one.source is not None and one.mentioned is None:
            one.mentioned = _read_source(text, paragraph, one.source)
    return here


@dataclass(frozen=True, slots=True)
class Before:
    """What the paragraph in front left: its last attribution, and whether a quotation was open at its end."""

    last: "Found | None" = None
    had_quotation: bool = False
    unclosed: bool = False


def _read_source(text: str, paragraph: Paragraph, span: Span) -> Mentioned | None:
    held = [
        word
        for sentence in paragraph.sentences
        if sentence.start < span[1] and sentence.end > span[0]
        for word in sentence.words
        if span[0] <= word.start and word.end <= span[1]
    ]
    return mentioned(text, held, span) if held else None


def _transcript(paragraph: Paragraph, number: int, sentence: int, text: str) -> Found | None:
    """``NAME: words``: a line of a transcript or interview."""
    match = _TRANSCRIPT.match(text[paragraph.start : paragraph.end])
    if match is None or not (_UPPER.match(match[1]) or number < 0):
        return None
    start = paragraph.start
    return Found(
        source=(start, start + match.end(1)),
        cue=[(start + match.end(1), start + match.end(1) + 1)],
        content=[(start + match.end(), paragraph.end)],
        base="say",
        sentence=sentence,
        paragraph=number,
    )


def _in_sentence(
    paragraph: Paragraph, sentence: Sentence, number: int, sentence_number: int, earlier: list[Found]
) -> list[Found]:
    words = sentence.words
    here: list[Found] = []
    for place in range(len(words)):
        if words[place].quoted >= 0:
            continue
        one = _at(words, place, paragraph, sentence, here)
        if one is not None:
            one.sentence, one.paragraph, one.frame = sentence_number, number, (sentence.start, sentence.end)
            here.append(one)
    here = _without_held_hedges(here)
    _nest(here)
    if not here and earlier and _is_all_quoted(words):
        earlier[-1].content.append((sentence.start, sentence.end))
    return here


def _without_held_hedges(here: list[Found]) -> list[Found]:
    """Leave out a bare "reportedly" inside what somebody is named for; that one is hedged."""
    kept = []
    for one in here:
        holder = next((other for other in here if other is not one and one.is_bare_hedge and _covers(other, one)), None)
        if holder is not None:
            holder.hedged = True
        else:
            kept.append(one)
    return kept


def _covers(other: Found, one: Found) -> bool:
    return any(start <= one.cue[0][0] < end for start, end in other.content)


def _at(words: Sequence[Word], place: int, paragraph: Paragraph, sentence: Sentence, here: list[Found]) -> Found | None:
    low = words[place].low
    if low == "according" and _low(words, place + 1) == "to":
        return _according(words, place, sentence)
    if low in cues.ADVERBS:
        return _adverb(words, place, here)
    if low in _NOUN_CUES and _low(words, place + 1) == "that":
        return _noun(words, place, sentence)
    base = cues.SAYING.get(low) or cues.CLAIMING.get(low)
    if base is None or _is_noun(words, place):
        return None
    if low in cues.PASSIVE and place and words[place - 1].low in {"is", "was", "are", "were", "be", "been"}:
        passive = _passive(words, place, base)
        if passive is not None:
            return passive
    return _verb(words, place, base, paragraph, sentence, here)


def _verb(
    words: Sequence[Word], place: int, base: str, paragraph: Paragraph, sentence: Sentence, here: list[Found]
) -> Found | None:
    first = _cue_start(words, place)
    is_participle = words[place].low.endswith("ing")
    if _low(words, first - 1) == "to":
        return None
    inverted = _inverted(words, first, place, base)
    subject = inverted or (None if is_participle else phrases.before(words, first))
    if subject is not None and inverted is None and subject[1] < first and words[first - 1].text != ",":
        subject = None
    shared = None
    if subject is None:
        shared = _shared(words, first, is_participle, here)
        if shared is None:
            return None
    after = inverted[1] if inverted is not None else place + 1
    if inverted is None:
        after = _with_particle(words, after, base)
    cue_end = place + 1 if inverted is not None else after
    rest, addressee = _rest(words, after, base)
    content = _arranged(words, place, base, subject, inverted, rest, paragraph, sentence)
    if content is None:
        return None
    source = _span(words, subject) if subject is not None else shared
    return Found(
        source=source,
        cue=[_span(words, (first, cue_end))],
        content=content,
        base=base,
        sentence=0,
        paragraph=0,
        addressee=_span(words, addressee) if addressee is not None else None,
        participle=is_participle,
    )


def _arranged(
    words: Sequence[Word],
    place: int,
    base: str,
    subject: phrases.Range | None,
    inverted: phrases.Range | None,
    rest: int,
    paragraph: Paragraph,
    sentence: Sentence,
) -> list[Span] | None:
    """Decide whether the content stands in front of the source, behind the cue, or on both sides."""
    front_end = place if inverted is not None else subject[0] if subject is not None else None
    if front_end is not None and inverted is not None:
        front_end = _cue_start(words, place)
    has_front = bool(front_end) and base in _SAYING_BASES and _ends_content(words, front_end or 0)
    if has_front and front_end is not None and _is_behind(words, front_end, rest, inverted is not None):
        content = [_front_span(words, front_end, paragraph)]
        more = _after_tag(words, rest)
        if more is not None:
            content.append(_content_span(words, more, len(words)))
        return content
    if inverted is not None:
        return None
    return _behind_cue(words, place, base, rest)


def _behind_cue(words: Sequence[Word], place: int, base: str, rest: int) -> list[Span] | None:
    while rest < len(words) and words[rest].text in {",", ":", "-", "—"}:
        rest += 1
    if rest >= len(words) or not any(word.text[0].isalnum() for word in words[rest:]):
        return None
    opens = words[rest].low in _OPENING_WORDS or words[rest].quoted >= 0
    if base in cues.WEAK and not opens:
        return None
    end = _content_end(words, rest)
    if end - rest < 2 and words[rest].quoted < 0:
        return None
    return [_content_span(words, rest, end)]


def _is_behind(words: Sequence[Word], front_end: int, rest: int, inverted: bool) -> bool:
    """Tell whether what stands in front of the source is the content."""
    if inverted:
        return True
    quoted = words[front_end - 1].quoted >= 0 or (front_end > 1 and words[front_end - 2].quoted >= 0)
    if _is_over(words, rest):
        return True
    if words[rest].text in {",", "—", "–", "-", ";"}:
        return quoted or _is_clause(words[:front_end])
    if not quoted:
        return False
    return words[rest].quoted < 0 and words[rest].low not in _OPENING_WORDS


def _is_clause(front: Sequence[Word]) -> bool:
    """Tell whether words in front may be what was said, not only when and where it was."""
    return len(front) > 3 and front[0].low not in {
        "on",
        "in",
        "at",
        "after",
        "during",
        "when",
        "while",
        "as",
        "asked",
        "speaking",
    }


def _is_over(words: Sequence[Word], rest: int) -> bool:
    """Tell whether nothing but a time, a place or a full stop is left."""
    left = [word for word in words[rest:] if word.text[0].isalnum()]
    if not left:
        return True
    return (
        left[0].low in _ADVERBIAL | cues.DAYS
        and words[rest].quoted < 0
        and not any(
            word.low
            in {"that", "he", "she", "they", "it", "was", "were", "is", "are", "will", "would", "had", "has", "have"}
            for word in left
        )
        and len(left) < 14
    )


def _after_tag(words: Sequence[Word], rest: int) -> int | None:
    """Find where the content goes on behind ``Smith said,``."""
    place = rest
    if place < len(words) and words[place].text in {",", "—", "–", ":"}:
        following = words[place + 1 : place + 2]
        if following and (following[0].quoted >= 0 or not _is_aside(words, place + 1)):
            return place + 1
        return next(
            (index for index in range(place, len(words)) if words[index].quoted >= 0 and words[index - 1].text == ","),
            None,
        )
    return None


def _is_aside(words: Sequence[Word], place: int) -> bool:
    low = words[place].low
    return (
        low.endswith("ing")
        or low
        in {"who", "which", "whose", "where", "but", "and", "as", "while", "when", "a", "the", "referring", "according"}
        | _ADVERBIAL
    )


def _according(words: Sequence[Word], place: int, sentence: Sentence) -> Found | None:
    start = place + 2
    end = start
    while (
        end < len(words)
        and words[end].quoted < 0
        and (
            words[end].text[0].isalnum()
            or words[end].text in {"-", "'", "’"}
            or phrases.is_abbreviation_stop(words, end)
        )
    ):
        if words[end].low in {"while", "but", "which", "who", "because"}:
            break
        end += 1
    if end == start:
        return None
    if not any(word.text[0].isalnum() for word in words[:place]):
        begin = end + 1 if end < len(words) and words[end].text == "," else end
        content = [_content_span(words, begin, _content_end(words, begin))] if begin < len(words) - 1 else []
    else:
        begin = 0
        while begin < place and words[begin].low in {"but", "and", "meanwhile", "however", ","}:
            begin += 1
        content = [_content_span(words, begin, place)]
    if not content:
        return None
    return Found(_span(words, (start, end)), [_span(words, (place, place + 2))], content, "according", 0, 0)


def _adverb(words: Sequence[Word], place: int, here: list[Found]) -> Found | None:
    if any(start <= words[place].start < end for one in here for start, end in one.content):
        return None
    start = place
    while (
        start > 0
        and words[start - 1].low not in cues.CLAUSE_BREAKS
        and words[start - 1].text not in {",", ";", ":"}
        and words[start - 1].quoted < 0
    ):
        start -= 1
    end = _content_end(words, place + 1)
    pieces = []
    if start < place:
        pieces.append(_content_span(words, start, place))
    if place + 1 < end:
        pieces.append(_content_span(words, place + 1, end))
    return (
        Found(None, [_span(words, (place, place + 1))], pieces, "reportedly", 0, 0, passive=True, hedged=True)
        if pieces
        else None
    )


def _noun(words: Sequence[Word], place: int, sentence: Sentence) -> Found | None:
    """``his claim that``, ``the ministry's statement that``: a noun that reports, with whose it is."""
    owner = place - 1
    while (
        owner > 0
        and words[owner].text.islower()
        and words[owner].low not in cues.WHOSE
        and not words[owner].low.endswith(("'s", "’s"))
        and place - owner < 4
    ):
        owner -= 1
    if owner < 0:
        return None
    source: Span | None = None
    if words[owner].low in cues.WHOSE:
        source = _span(words, (owner, owner + 1))
    elif words[owner].low.endswith(("'s", "’s", "s'", "s’")):
        found = phrases.before(words, owner + 1)
        if found is not None:
            start, end = _span(words, found)
            source = (start, end - 2)
    if source is None:
        return None
    end = _content_end(words, place + 1)
    return Found(source, [_span(words, (place, place + 1))], [_content_span(words, place + 1, end)], "claim", 0, 0)


def _passive(words: Sequence[Word], place: int, base: str) -> Found | None:
    """``is expected to``, ``was accused of``: nobody is named who expects or accuses."""
    if _low(words, place + 1) not in {"to", "of", "that"}:
        return None
    first = _cue_start(words, place)
    subject = phrases.before(words, first)
    end = _content_end(words, place + 1)
    if subject is None or end - place < 3:
        return None
    content = [_span(words, subject), _content_span(words, place + 1, end)]
    return Found(None, [_span(words, (first, place + 1))], content, base, 0, 0, passive=True, hedged=True)


def _inverted(words: Sequence[Word], first: int, place: int, base: str) -> phrases.Range | None:
    """``"...," said Smith``: the source behind the verb."""
    if base not in _SAYING_BASES or first != place or place == 0 or words[place].low.endswith("ing"):
        return None
    if not _ends_content(words, place):
        return None
    following = words[place + 1 : place + 2]
    if not following or not (
        following[0].text[:1].isupper() or following[0].low in _DETERMINERS | {"one", "two", "several"}
    ):
        return None
    quoted = words[place - 1].quoted >= 0 or (place > 1 and words[place - 2].quoted >= 0)
    if following[0].low in cues.DAYS or (not quoted and following[0].low == "that"):
        return None
    return phrases.behind(words, place + 1)


def _shared(words: Sequence[Word], first: int, is_participle: bool, here: list[Found]) -> Span | None:
    """Find the source that this verb shares: the one of the verb before it, or the sentence's subject."""
    before = _low(words, first - 1)
    if is_participle:
        if words[first].low not in cues.PARTICIPLES or before not in {",", "and", "—", "–", "while", "by", "before"}:
            return None
        return (here[-1].source if here else None) or _sentence_subject(words, first)
    if before in {"and", "but", "then", ","} and here and here[-1].source is not None:
        return here[-1].source
    if before in {"and", "but"}:
        return _sentence_subject(words, first)
    return None


def _sentence_subject(words: Sequence[Word], limit: int) -> Span | None:
    """Find the subject that a sentence opens with: the words in front of its first verb."""
    start = 0
    if words[0].low in {"but", "and", "meanwhile"}:
        start = 1
    for place in range(start, min(limit, 16)):
        word = words[place]
        if word.quoted >= 0:
            return None
        is_verb = (
            word.low in cues.AUXILIARY
            or word.low in cues.SAYING
            or word.low in cues.CLAIMING
            or (place > start and word.text.islower() and word.low.endswith("ed"))
        )
        if is_verb and place > start:
            found = phrases.before(words, place)
            return _span(words, found) if found is not None else None
    return None


def _nest(here: list[Found]) -> None:
    """Mark each attribution that stands inside another's content."""
    for one in here:
        start = one.cue[0][0]
        holders = [
            other
            for other in here
            if other is not one and any(first <= start and one.cue[0][1] <= last for first, last in other.content)
        ]
        if holders:
            one.outer = min(holders, key=lambda other: sum(last - first for first, last in other.content))


def _continued(paragraph: Paragraph, number: int, sentence: int, before: Before) -> list[Found]:
    """A paragraph that is all quotation goes on with what was said before it."""
    words = [word for one in paragraph.sentences for word in one.words]
    last = before.last
    if last is None or not words or not _is_all_quoted(words):
        return []
    if before.unclosed:
        last.content.append((paragraph.start, paragraph.end))
        last.paragraph = number
        return []
    if last.passive or not before.had_quotation:
        return []
    content = [(paragraph.start, paragraph.end)]
    return [Found(last.source, [], content, "say", sentence, number, carried=True, mentioned=last.mentioned)]


def _rest(words: Sequence[Word], after: int, base: str) -> tuple[int, phrases.Range | None]:
    """Skip whom it was said to, when and where; gives where the content may begin, and the addressee."""
    place = after
    addressee = None
    if base in _ADDRESSED:
        stop = place
        while (
            stop < len(words)
            and stop - place < 14
            and words[stop].quoted < 0
            and (
                words[stop].text[0].isalnum()
                or words[stop].text in {"-", "'", "’", "&"}
                or phrases.is_abbreviation_stop(words, stop)
            )
        ):
            if (
                words[stop].low
                in _OPENING_WORDS | {"to", "on", "in", "at", "during", "after", "about", "of"} | cues.DAYS
            ):
                break
            stop += 1
        if stop > place:
            addressee = (place, stop)
        place = stop
    return _skip_adverbial(words, place), addressee


def _skip_adverbial(words: Sequence[Word], place: int) -> int:
    while place < len(words) and words[place].low in cues.DAYS:
        place += 1
    if place < len(words) and words[place].low in _ADVERBIAL and words[place].quoted < 0:
        for index in range(place + 1, min(len(words), place + 20)):
            if (words[index].quoted >= 0 and words[index - 1].text in {",", ":"}) or words[index].low == "that":
                return index
            if words[index].text in {",", ";", ":"}:
                break
        if _low(words, place) == "on" and _low(words, place + 1) in cues.DAYS:
            return place + 2
    return place


def _content_end(words: Sequence[Word], start: int) -> int:
    """Find where content that begins at ``start`` ends: the sentence's end, or where somebody else's words begin."""
    for place in range(start + 2, len(words)):
        word = words[place]
        if word.quoted >= 0:
            continue
        if word.text == "," and place + 1 < len(words):
            following = words[place + 1].low
            if following in cues.PARTICIPLES or following in {"according", "although", "though"}:
                return place
            if following in {"but", "while"} and any(
                other.low in cues.SAYING for other in words[place + 2 : place + 14]
            ):
                return place
            if _is_tag(words, place + 1):
                return place
    return len(words)


def _is_tag(words: Sequence[Word], place: int) -> bool:
    """``, he said.``: a tag in the middle of what another verb seemed to open."""
    for index in range(place, min(len(words), place + 6)):
        if words[index].low in {"said", "says", "added", "wrote"}:
            return index > place and _is_over(words, index + 1) and words[place].quoted < 0
        if not words[index].text[0].isalnum():
            return False
    return False


def _cue_start(words: Sequence[Word], place: int) -> int:
    first = place
    while first > 0 and words[first - 1].low in cues.AUXILIARY and words[first - 1].quoted < 0:
        first -= 1
    return first


def _with_particle(words: Sequence[Word], after: int, base: str) -> int:
    return after + 1 if _low(words, after) in cues.PARTICLES.get(base, ()) else after


def _is_noun(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word that may be a verb is a noun here: ``the claims``, ``a new report``."""
    word = words[place]
    before = _low(words, place - 1)
    if before in _DETERMINERS or before.endswith(("'s", "’s")):
        return True
    if word.low not in phrases.NOUN_FORMS:
        return False
    if (
        place
        and before not in cues.PRONOUNS | cues.AUXILIARY
        and ((words[place - 1].text.islower() and not before.endswith("s")) or before in {"and", "of", "for", "in"})
    ):
        return True
    return place == 0


def _ends_content(words: Sequence[Word], end: int) -> bool:
    last = words[end - 1]
    return last.quoted >= 0 or last.text in {",", "—", "–"} or (last.text in {"?", "!"})


def _front_span(words: Sequence[Word], end: int, paragraph: Paragraph) -> Span:
    start = 0
    while start < end - 1 and words[start].low in {"but", "and", "meanwhile", "however"} and words[start].quoted < 0:
        start += 1
    first = words[start].start
    if words[start].quoted >= 0:
        # The quotation may have begun sentences ago.
        first = min(first, paragraph.quotations[words[start].quoted][0])
    return first, _content_span(words, start, end)[1]


def _content_span(words: Sequence[Word], start: int, end: int) -> Span:
    while end - 1 > start and words[end - 1].text in {",", ".", ";", ":", "—", "–", "-"} and words[end - 1].quoted < 0:
        end -= 1
    return words[start].start, words[end - 1].end


def _is_all_quoted(words: Sequence[Word]) -> bool:
    return all(word.quoted >= 0 or not word.text[0].isalnum() for word in words)


def _span(words: Sequence[Word], found: phrases.Range) -> Span:
    return words[found[0]].start, words[found[1] - 1].end


def _low(words: Sequence[Word], place: int) -> str:
    return words[place].low if 0 <= place < len(words) else ""


_SAYING_BASES = frozenset(cues.SAYING.values())
