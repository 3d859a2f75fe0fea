"""From a reporting verb to an attribution: whose verb it is, and which words are what is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.english import speech_verbs
from claimtrack.extraction.english.content_words import ADVERBIAL, OPENING
from claimtrack.extraction.english.name_words import DOCUMENT
from claimtrack.extraction.english.nature_words import DENYING
from claimtrack.extraction.english.phrase_words import BE
from claimtrack.extraction.quoting import contents
from claimtrack.extraction.quoting.contents import low_at, words_span
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.text import phrases, verbs
from claimtrack.extraction.text.layout import Paragraph, Word
from claimtrack.extraction.values import Span

VERBS = frozenset({*speech_verbs.SAYING, *speech_verbs.CLAIMING})
"""The words at which ``reported`` reads anything."""
_ADDRESSED = frozenset("tell remind inform assure advise ask warn notify urge".split())
_ADDRESS_ENDS = OPENING | speech_verbs.DAYS | frozenset("to on in at during after about of he she they i it".split())
_SAYING_BASES = frozenset(speech_verbs.SAYING.values())
_TAGGING = frozenset("say add report write note announce acknowledge explain".split())
_BEGINS_ANEW = frozenset("the a an there some his her its their".split())
_ANSWERED = frozenset("it this these those them both".split())
"""What somebody denies in a word: what was said before."""
_LONGEST_ADDRESS = 14
_SUBJECT_WITHIN = 16


@dataclass(frozen=True, slots=True)
class _Cue:
    """A reporting verb in its sentence: ``first`` is its first auxiliary, ``place`` the verb itself."""

    words: Sequence[Word]
    first: int
    place: int
    base: str

    @property
    def is_participle(self) -> bool:
        return self.words[self.place].low.endswith("ing")


def reported(words: Sequence[Word], place: int, paragraph: Paragraph, here: Sequence[Draft]) -> Draft | None:
    """Read the attribution whose reporting verb stands at ``place``; ``here`` is what the sentence gave before."""
    base = verbs.base_of(words, place)
    if base is None:
        return None
    cue = _Cue(words, verbs.cue_start(words, place), place, base)
    if verbs.is_passive(words, cue.first, place):
        return _passive(cue)
    if low_at(words, cue.first - 1) == "to" or verbs.is_denied(words, cue.first, place, base):
        return None
    behind = _source_behind(cue)
    if behind is not None:
        return _with_source_behind(cue, behind, paragraph)
    return _with_source_in_front(cue, paragraph, here)


def _with_source_behind(cue: _Cue, source: phrases.Range, paragraph: Paragraph) -> Draft:
    """``"...," said Smith``."""
    rest = contents.skip_adverbial(cue.words, source[1])
    content = _around(cue.words, cue.first, rest, paragraph)
    return _found(cue, words_span(cue.words, source), content, cue_end=cue.place + 1)


def _with_source_in_front(cue: _Cue, paragraph: Paragraph, here: Sequence[Draft]) -> Draft | None:
    """``Smith said that ...``, ``"...," Smith said``, and a verb that leans on one before it."""
    subject = None if cue.is_participle else phrases.before(cue.words, cue.first)
    if subject is not None and low_at(cue.words, cue.first - 1) in {"and", "but", "then"}:
        subject = None
    source = words_span(cue.words, subject) if subject is not None else _shared(cue, here)
    if source is None:
        return None
    cue_end = verbs.particle_end(cue.words, cue.place + 1, cue.base)
    addressee = _addressee(cue, cue_end)
    rest = contents.skip_parenthesis(cue.words, addressee[1] if addressee is not None else cue_end)
    rest = contents.skip_adverbial(cue.words, rest)
    if subject is not None and _stands_in_front(cue, subject[0], rest):
        content: list[Span] | None = _around(cue.words, subject[0], rest, paragraph)
    else:
        content = _behind(cue, rest)
    if content is None:
        return None
    found = _found(cue, source, content, cue_end=cue_end)
    found.addressee = words_span(cue.words, addressee) if addressee is not None else None
    return found


def _found(cue: _Cue, source: Span | None, content: list[Span], *, cue_end: int) -> Draft:
    return Draft(
        source=source,
        cue=[words_span(cue.words, (cue.first, cue_end))],
        content=content,
        base=cue.base,
    )


def _passive(cue: _Cue) -> Draft | None:
    """``is expected to``, ``was accused of``, ``was asked whether``: nobody is named who expects, accuses or asks."""
    words, after = cue.words, cue.place + 1
    if cue.base == "ask" and low_at(words, after) in OPENING | {"about"}:
        content = [contents.content_span(words, after, contents.content_end(words, after))]
        return _unnamed(cue, content)
    if cue.base in _ADDRESSED and low_at(words, after) == "by":
        return _told_by(cue)
    if words[cue.place].low not in speech_verbs.PASSIVE or low_at(words, after) not in {"to", "of", "that"}:
        return None
    subject = phrases.before(words, cue.first)
    end = contents.content_end(words, after)
    if subject is None or end - cue.place < 3:
        return None
    return _unnamed(cue, [words_span(words, subject), contents.content_span(words, after, end)], hedged=True)


def _told_by(cue: _Cue) -> Draft | None:
    """``Residents were told by the council that ...``: the subject is who is told."""
    words = cue.words
    source, told = phrases.behind(words, cue.place + 2), phrases.before(words, cue.first)
    if source is None or low_at(words, source[1]) not in OPENING or source[1] + 1 >= len(words):
        return None
    content = contents.content_span(words, source[1], contents.content_end(words, source[1]))
    found = _found(cue, words_span(words, source), [content], cue_end=cue.place + 2)
    found.addressee = words_span(words, told) if told is not None else None
    return found


def _unnamed(cue: _Cue, content: list[Span], *, hedged: bool = False) -> Draft:
    found = _found(cue, None, content, cue_end=cue.place + 1)
    found.passive = found.hedged = hedged
    return found


def _source_behind(cue: _Cue) -> phrases.Range | None:
    """Find the source behind the verb, where what stands in front of the verb is what is said."""
    words, place = cue.words, cue.place
    if cue.base not in _SAYING_BASES or cue.first != place or cue.is_participle:
        return None
    if place == 0 or not contents.ends_content(words, place) or place + 1 >= len(words):
        return None
    is_quoted = contents.is_quoted_before(words, place)
    if not is_quoted and (cue.base not in _TAGGING or not contents.is_clause(words[: place - 1])):
        return None
    following = words[place + 1]
    if following.low in speech_verbs.DAYS or following.low in OPENING:
        return None
    source = phrases.behind(words, place + 1)
    if source is None or (not is_quoted and _goes_on_as_clause(words, source[1])):
        return None
    return source


def _goes_on_as_clause(words: Sequence[Word], place: int) -> bool:
    """Tell whether what seemed a source behind the verb is the subject of another verb."""
    return place < len(words) and (phrases.is_finite(words[place]) or words[place].low in BE)


def _stands_in_front(cue: _Cue, front_end: int, rest: int) -> bool:
    """Tell whether what stands in front of the source is what is said."""
    words = cue.words
    if not front_end or cue.base not in _SAYING_BASES or not contents.ends_content(words, front_end):
        return False
    is_quoted = contents.is_quoted_before(words, front_end)
    if contents.is_over(words, rest):
        return is_quoted or contents.is_clause(words[:front_end], alone=True)
    if words[rest].text == "," and rest + 1 < len(words) and words[rest + 1].low in BE:
        return True  # "The bridge, she said, had been closed."
    if not is_quoted and (words[0].low in ADVERBIAL or not contents.is_clause(words[:front_end])):
        return False
    if words[rest].text in {",", "—", "–", "-", ";"}:
        return True
    return is_quoted and words[rest].quoted < 0 and words[rest].low not in OPENING


def _around(words: Sequence[Word], front_end: int, rest: int, paragraph: Paragraph) -> list[Span]:
    """Return content that stands in front of its source, and what goes on behind the tag."""
    content = [contents.front_span(words, front_end, paragraph)]
    more = contents.behind_tag(words, rest, quoted=contents.is_quoted_before(words, front_end))
    if more is not None:
        content.append(contents.content_span(words, more, len(words)))
    return content


def _behind(cue: _Cue, rest: int) -> list[Span] | None:
    """Return content that stands behind its cue; None where the verb reports nothing here."""
    words = cue.words
    while rest < len(words) and words[rest].text in {",", ":", "-", "—"}:
        rest += 1
    if rest >= len(words) or not any(word.text[0].isalnum() for word in words[rest:]):
        return None
    if words[rest].low in _ANSWERED and low_at(words, rest + 1) == ":":
        if cue.base in DENYING:
            return [contents.content_span(words, rest, rest + 1)]
        rest += 2  # "They put out this: ..."
        if rest >= len(words):
            return None
    opens = words[rest].low in OPENING or words[rest].quoted >= 0
    if cue.base in speech_verbs.WEAK and not (words[rest].low == "that" or words[rest].quoted >= 0):
        return None
    end = contents.content_end(words, rest)
    answers = end - rest == 1 and cue.base in DENYING and words[rest].low in _ANSWERED
    if not opens and not answers and (end - rest < 2 or contents.is_only_adverbial(words, rest, end)):
        return None
    if not opens and cue.base not in _SAYING_BASES:
        end = contents.phrase_end(words, rest, end)
    return [contents.content_span(words, rest, end)]


def _shared(cue: _Cue, here: Sequence[Draft]) -> Span | None:
    """Find whose a verb is that has no subject of its own: the verb's before it, the sentence's, a document's."""
    words, first = cue.words, cue.first
    before = low_at(words, first - 1)
    if cue.is_participle:
        if words[first].low not in speech_verbs.PARTICIPLES:
            return None
        if before in DOCUMENT:
            return _document(words, first)
        if before not in {",", "and", "—", "–", "while", "by", "before"}:
            return None
        return (here[-1].source if here else None) or _sentence_subject(words, first)
    if before in {"and", "but", "then", ","} and here and here[-1].source is not None:
        return here[-1].source
    return _sentence_subject(words, first) if before in {"and", "but"} else None


def _document(words: Sequence[Word], end: int) -> Span | None:
    """``released a report claiming``: the document speaks, not whoever released it."""
    found = phrases.before(words, end)
    if found is None:
        return None
    start = next((place for place in range(end - 1, found[0], -1) if words[place].low in {"a", "an", "the"}), found[0])
    return words_span(words, (start, found[1]))


def _sentence_subject(words: Sequence[Word], limit: int) -> Span | None:
    """Find the subject that a sentence opens with: the words in front of its first verb."""
    start = 1 if words[0].low in {"but", "and", "meanwhile"} else 0
    for place in range(start + 1, min(limit, _SUBJECT_WITHIN)):
        word = words[place]
        if word.quoted >= 0:
            return None
        if verbs.is_auxiliary(word) or phrases.is_finite(word) or word.low in speech_verbs.SAYING:
            found = phrases.before(words, place)
            return words_span(words, found) if found is not None else None
    return None


def _addressee(cue: _Cue, start: int) -> phrases.Range | None:
    """Find to whom it was said: ``told the Security Council that``."""
    if cue.base not in _ADDRESSED:
        return None
    words, stop = cue.words, start
    while stop < len(words) and stop - start < _LONGEST_ADDRESS and _may_be_addressed(words, stop):
        if stop > start and words[stop].low in _BEGINS_ANEW:
            break
        stop += 1
    return (start, stop) if stop > start else None


def _may_be_addressed(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.quoted >= 0 or word.low in _ADDRESS_ENDS:
        return False
    return word.text[0].isalnum() or word.text in {"-", "'", "’", "&"} or phrases.is_abbreviation_stop(words, place)
