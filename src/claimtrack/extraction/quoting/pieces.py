"""The pieces of statements: tidied, put together where they belong together, left out where they state nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.extraction.english.content_words import DANGLING, LEANS_ON, NEGATING
from claimtrack.extraction.english.phrase_words import PREPOSITIONS
from claimtrack.extraction.english.proposition_words import SAYING_BASES
from claimtrack.extraction.quoting.citations import LEADING_CITATION
from claimtrack.extraction.quoting.ground import Ground, Making, has_word, word_count
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.text.lines import states
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Span, Spans

OPENING_MARKS = frozenset('“"‘')
"""Marks at which a quotation may begin."""
EVEN = frozenset("just even only".split())
"""Words in front of the one at which a clause begins."""
_JOINT = re.compile(r"\W*(?:and|but|or)\W*")
_JOINS = re.compile(r",?[ \t]+(?:and|or|but)[ \t]+")
_REST_OF_NAME = re.compile(r"(?<=[a-z]) [A-Z][\w’'-]+,? ")
"""What stands between two pieces where a name was cut: ``General Orhan | Saric, | dismissed``."""
_IS = r"(?!(?:is|was|were|are|has|had|have|will|would|could|did|does|may|might|should|must|isn[’']t|wasn[’']t)\b)"
"""Behind "that", where the word stands for what was said before: "said that was untrue"."""
_LEADING = re.compile(rf"[\s,;:—–.…)\]*-]+(?:(?:[Aa]nd|[Bb]ut)\s+)?(?:that\s+{_IS})?|that\s+{_IS}")
_GOES_BACK = re.compile(r"that (?:is|was|were|are|has|had|would|will|could)\b(?!\s+(?:is|was|were|are|has|had)\b)")
"""A "that" that stands for what was said before, and is what is said now: ``that was untrue``."""
_TRAILING = re.compile(r"[\s,;:—–-]+(?:and|but|or|though|although)(?:\s+that)?[\s,;]*$")
_STOP = re.compile(r"(?:[\s,;:—–]+|(?<=[a-z\d]{2})\.)$")
_LONGEST_STOP = 6
_LONGEST_JOINT = 24
"""Characters at a statement's end among which the word that joins it to the next is looked for."""
_FULL_STOP = re.compile(r"[.!?](?!\w)")
_LEAST_STATED = 3
"""Words; a piece of a sentence that has fewer states nothing by itself."""
CLOSING_MARKS = frozenset('”"’')
_SUBJECTS = frozenset("i you he she it we they there".split())
_LONGEST_STUB = 4
"""Words; as many without a verb are part of the statement beside them."""
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|been|be|[’']s|[’']re|has|had|have|will|would)[\s,]*$")
_SPOKE = frozenset("told said says".split())
ONLY_JOINS = re.compile(r"(?:That (?:being )?said|Having said that)\W*")
_UNNAMED = re.compile(
    r"(?:(?:who\s+)?(?:was\s+|were\s+)?(?:speaking|spoke|talking|talked)\s+)?(?:on|under)\s+(?:the\s+)?condition\s+of\s+anonymity\b"
    r"|who\s+(?:asked|declined|refused|wished|wanted|requested)\s+(?:not\s+)?to\s+(?:not\s+)?(?:be\s+(?:named|identified|quoted)"
    r"|(?:remain|stay)\s+anonymous|give)\b",
    re.IGNORECASE,
)
"""How who speaks is kept unnamed, which is told of the source."""
_OF_NOUN = re.compile(
    r"\b(?:dated|published|released|issued|sent|addressed|posted|obtained|seen|written|signed|entitled|titled|called|"
    r"headlined|leaked|shared|given|held|broadcast|attributed)\b"
)
_AWAITS = re.compile(r"\b(?:that|saying)\s*$")
"""What ends a statement whose clause was cut off."""
ASKED = re.compile(
    r"(?:When |While )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)\s+(?:by|about|if|whether|why|how|wh\w+|on)\s[^,;:“\"]*"
)
"""What somebody was asked, in front of the answer."""
LAST_WORD = re.compile(r"(\w+)\W*$")
_FIRST = re.compile(r"\w+")


def tidied(text: str, spans: Spans) -> Spans:
    """Return a statement's pieces without the marks and words that join them to others, none without a word."""
    kept = []
    for start, end in spans:
        leading = _LEADING.match(text, start, end)
        start = leading.end() if leading is not None else start
        citation = LEADING_CITATION.match(text, start, end)
        start = citation.end() if citation is not None else start
        start -= len("that ") if _GOES_BACK.match(text, max(0, start - len("that ")), end) is not None else 0
        trailing = _TRAILING.search(text[max(start, end - _LONGEST_JOINT) : end])
        end -= len(trailing[0]) if trailing is not None else 0
        if has_word(text, start, end) and not _JOINT.fullmatch(text, start, end):
            kept.append((start, end))
    return cleaned(text, kept)


def closed(text: str, spans: Spans) -> Spans:
    """Return pieces, those with only a joining word between them as one: ``employs 212 people | and | is big``."""
    kept: list[Span] = []
    for span in spans:
        if kept and (
            _JOINS.fullmatch(text, kept[-1][1], span[0]) or _REST_OF_NAME.fullmatch(text, kept[-1][1], span[0])
        ):
            kept[-1] = kept[-1][0], span[1]
        else:
            kept.append(span)
    return tuple(kept)


def of_one_sentence(text: str, spans: Spans, ground: Ground) -> Spans:
    """Return a statement's pieces without those of another sentence that do not stand right behind the first's."""
    number = ground.sentence(spans[0][0])
    kept = [spans[0]]
    for span in spans[1:]:
        if ground.sentence(span[0]) == number or not has_word(text, kept[-1][1], span[0]):
            kept.append(span)
    return tuple(kept)


def with_subject(text: str, pieces: Sequence[Span], spans: Spans) -> Spans:
    """Return a statement's pieces behind those that lead to it; in one with them where no word stands between."""
    if pieces and pieces[-1][1] <= spans[0][0] and not has_word(text, pieces[-1][1], spans[0][0]):
        pieces, spans = pieces[:-1], ((pieces[-1][0], spans[0][1]), *spans[1:])
    return cleaned(text, [*pieces, *spans])


def without_stops(text: str, spans: Spans, *, is_whole: bool) -> Spans:
    """Return pieces without the commas at their ends, and without the full stop of the sentence that tells them."""
    kept = []
    for start, end in spans:
        stop = _STOP.search(text[max(start, end - _LONGEST_STOP) : end])
        cut = len(stop[0]) if stop is not None and (not is_whole or "." not in stop[0]) else 0
        kept.append((start, end - cut))
    return tuple(kept)


def is_fragment(text: str, spans: Spans, sentence: Span) -> bool:
    """Tell whether a few words of a longer sentence state nothing: ``However,``."""
    held = word_count(text, spans)
    return held < _LEAST_STATED and held < word_count(text, [sentence]) and text[spans[0][0]] not in '“"‘'


def negates(text: str, spans: Spans) -> bool:
    """Tell whether a few words turn what stands behind them round: ``Nor,`` she said, ``was anybody warned``."""
    first = _FIRST.search(text, *spans[0])
    return first is not None and first[0].lower() in NEGATING


def awaits_rest(text: str, spans: Spans) -> bool:
    """Tell whether a few words end in a verb that says nothing alone: ``It was``, she said, ``“a lie”``."""
    return _AUXILIARY.search(text[spans[-1][0] : spans[-1][1]]) is not None


def fills(text: str, spans: Spans, sentence: Span) -> bool:
    """Tell whether a statement leaves no word of its sentence over."""
    return word_count(text, spans) >= word_count(text, [sentence])


def joined(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, a few words without a verb with the one beside that they belong to: ``all militants``."""
    kept: list[Making] = []
    for one in found:
        before = kept[-1] if kept else None
        if before is None or before.attribution != one.attribution or not _are_beside(text, before, one, ground):
            kept.append(one)
        elif _is_stub(text, before):
            kept[-1] = replace(one, spans=[*before.spans, *one.spans])
        elif not _is_stub(text, one):
            kept.append(one)
        elif not _is_aside(text, before, one):
            kept[-1] = replace(before, spans=[*before.spans, *one.spans])
    return kept


def with_clauses(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, one that ends in "that" with the clause behind it; each stands once.

    ``She said a doctor had told her that | it was too late``: what she says holds what the doctor said.
    """
    ordered = sorted(found, key=lambda one: (one.spans[0][0], -one.spans[-1][1]))
    kept: list[Making] = []
    for one in ordered:
        before = kept[-1] if kept else None
        if before is not None and one.spans == before.spans and one.attribution == before.attribution:
            continue
        is_same = before is not None and one.attribution == before.attribution
        if before is not None and _goes_on(text, before, one, ground, is_same=is_same):
            (start, _), (_, end) = before.spans[-1], one.spans[0]
            kept[-1] = replace(before, spans=[*before.spans[:-1], (start, end), *one.spans[1:]])
            if is_same:
                continue
        kept.append(one)
    return kept


def _goes_on(text: str, before: Making, one: Making, ground: Ground, *, is_same: bool) -> bool:
    """Tell whether a statement goes on with the one right behind it.

    It ends in "that", or in the words by which that one is told; or is the same voice's, cut in the middle of a clause.
    """
    end, start = before.spans[-1][1], one.spans[0][0]
    if not _are_beside(text, before, one, ground) or has_word(text, end, start):
        return False
    if _AWAITS.search(text, *before.spans[-1]) is not None:
        return True
    if is_same:
        return not text[end:start].strip(" ") and text[end - 1].isalnum() and text[start].isalnum()
    return one.attribution is not None and any(last == end for _, last in ground.draft(one.attribution).cue)


def _are_beside(text: str, before: Making, one: Making, ground: Ground) -> bool:
    """Tell whether two statements stand behind one another in one sentence."""
    end, start = before.spans[-1][1], one.spans[0][0]
    is_one_sentence = ground.sentence(before.spans[0][0]) == ground.sentence(start)
    return end <= start and is_one_sentence and _FULL_STOP.search(text, end - 1, start) is None


def _is_aside(text: str, before: Making, one: Making) -> bool:
    """Tell whether words behind a quotation are the outlet's of a name in it: ``, a mill town``."""
    end, start = before.spans[-1][1], one.spans[0][0]
    is_quoted = text[end - 1] in CLOSING_MARKS and text[start] not in OPENING_MARKS
    return one.attribution is not None and is_quoted and not has_word(text, end, start)


def _is_stub(text: str, one: Making) -> bool:
    """Tell whether a statement is a few words and has no verb."""
    words = worded(text, tuple(one.spans))
    is_short = word_count(text, one.spans) <= _LONGEST_STUB
    return is_short and not has_verb(words) and _SUBJECTS.isdisjoint(_FIRST.findall(words.lower()))


def is_torn(text: str, one: Making, ground: Ground) -> bool:
    """Tell whether what the outlet is to say is only a piece of a sentence: ``While speaking to Blair``.

    Its words then go where what is left of the sentence goes.
    """
    if _lies_in_source(text, one, ground):
        return True
    if one.attribution is not None or text[one.spans[0][0]] in OPENING_MARKS:
        return False
    sentence = ground.gathered.lines[ground.sentence(one.spans[0][0])].span
    if fills(text, tuple(one.spans), sentence):
        return False
    words = text[one.spans[0][0] : one.spans[-1][1]]
    if (
        ONLY_JOINS.fullmatch(words)
        or ASKED.match(words)
        or _UNNAMED.match(words)
        or _only_names_speaker(text, one, ground)
    ):
        return True
    last = LAST_WORD.search(words)
    if last is not None and last[1].lower() in DANGLING - _SPOKE:
        return True
    first = next((word for word in words.lower().split(None, 2) if word not in EVEN), "")
    # What leads to a clause that stands in another statement; a clause of its own would be behind a comma.
    is_led = first in LEANS_ON or (first in PREPOSITIONS and not has_clause(words))
    return is_led and "," not in words


def has_clause(words: str) -> bool:
    """Tell whether words have a verb that is not said of a noun in front: ``In a letter dated 2 March`` has none."""
    bare = _OF_NOUN.sub("", words)
    return has_verb(bare) or states(bare)


def _lies_in_source(text: str, one: Making, ground: Ground) -> bool:
    """Tell whether words only describe who speaks: ``According to one, | a farmer who asked to be called Bo``.

    What the outlet tells of a speaker stands: ``, whose son died``.
    """
    (start, _), (_, end) = one.spans[0], one.spans[-1]
    if one.attribution is None and not text.startswith("to ", start):
        return False
    sources = (ground.draft(index).source for index in ground.cues.get(ground.sentence(start), ()))
    return any(source is not None and source[0] <= start and end <= source[1] for source in sources)


def _only_names_speaker(text: str, one: Making, ground: Ground) -> bool:
    """Tell whether nothing is left of words but who says something, and that it is said."""
    (start, _), (_, end) = one.spans[0], one.spans[-1]
    for index in ground.cues.get(ground.sentence(start), ()):
        draft = ground.draft(index)
        source, cue = draft.source, draft.cue[-1]
        is_cut = has_word(text, end, end + _LONGEST_JOINT) and cue[1] == end
        if source is None or not (is_cut or draft.base in SAYING_BASES) or not start <= source[0] < cue[1] <= end:
            continue
        if not any(has_word(text, *rest) for rest in ((start, source[0]), (source[1], cue[0]), (cue[1], end))):
            return True
    return False
