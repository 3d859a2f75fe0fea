"""Give each statement that a model found to who says it: to an attribution, or to the outlet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.extraction.english.content_words import FIRST_PERSONS
from claimtrack.extraction.quoting.bare_caveats import without_tail
from claimtrack.extraction.quoting.content_shape import turned_out
from claimtrack.extraction.quoting.draft import DOUBT, Draft
from claimtrack.extraction.quoting.ground import Ground, Making, has_word, word_count
from claimtrack.extraction.quoting.outlets_asides import without_aside
from claimtrack.extraction.quoting.own_words import with_own_words
from claimtrack.extraction.quoting.pieces import (
    OPENING_MARKS,
    awaits_rest,
    closed,
    fills,
    is_fragment,
    is_torn,
    joined,
    negates,
    of_one_sentence,
    tidied,
    with_clauses,
    with_subject,
    without_stops,
)
from claimtrack.extraction.quoting.prompts import is_bare_answer, is_of_outlet
from claimtrack.extraction.quoting.propositions import gives_statement
from claimtrack.extraction.quoting.remainders import take_remainders
from claimtrack.extraction.quoting.statement_draft import StatementDraft, StatementEvidence, Sure
from claimtrack.extraction.quoting.statements import Placed, spoken_spans
from claimtrack.extraction.quoting.turns import is_sentence
from claimtrack.extraction.quoting.unsaid import is_unsaid
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.text.layout import parts_entries
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Attribution, Span, Spans, Statement
from claimtrack.vocabulary import Mention, Nature

_LIKELY = 0.5
_MOST_OF_IT = 0.8
"""The share of words said that statements drawn inside them must hold, to stand instead of them."""
_HELD = 0.4
"""The share of a statement's characters that stands in what somebody says, for it to be that attribution's."""
_PLAIN = re.compile(r"\b(?:says?|said|tells?|told|den(?:y|ies|ied))\b", re.IGNORECASE)
_DENIED = re.compile(r"\bden(?:y|ies|ied)\b", re.IGNORECASE)
_SAYING_PLAINLY = frozenset("say tell add insist".split())
_DEMANDING = frozenset("call urge ask demand order".split())
_SURE = 0.65
"""Confidence from which an attribution gives a statement where the model drew none of somebody's."""
_AGREED = 0.4
"""The same, where the rules read the same attribution."""
_LONGEST_ENTRY = 500
"""Characters behind a name and a colon among which a verb is looked for."""
_RELATIVE = re.compile(r"\s*,?\s*(?:which|who|whose)\b")
"""What stands behind the subject of a sentence that goes on with a relative clause: ``Those reports, which ...``."""
_FRONTED = re.compile(
    r"(?:But|And|Yet|Meanwhile|However|Still|(?:On|In|At|After|Before|During|For)\b[^,;:.“\"]{1,80}),?\s+"
)
_SUBORDINATE = re.compile(r"\b(?:who|which|that|what)\s*$")
_FIRST = re.compile(r"\w+")
_NOBODY_SAW = re.compile(
    r"(?:None|Neither|Nobody|No one)\b(?:\s+of\s+(?:the|them|those)\b)?(?:\s+[\w’'-]+){0,3}?\s+"
    r"(?:saw|witnessed|had seen|had witnessed|was there|were there)\b"
)
"""What the outlet says of those who speak: ``None saw the killings themselves``."""
_PLEA = re.compile(
    r"(?:(?!\b(?:said|says|told|heard|hears|according|added|argued|claimed|alleged)\b)[^“”\"\n])*?"
    r"\b(?:ha(?:s|d|ve)\s+)?plead(?:s|ed)?\s+(?:not\s+)?guilty\b"
    r"(?:(?!\b(?:said|says|told|heard|hears|according|added|argued|claimed|alleged|because|but|and\s+(?:was|will|is|he|she))\b)"
    r"[^“”\"\n])*"
)
_LONGEST_PLEA = 500
"""Characters of the sentence."""
_OPENS_CLAUSE = frozenset({"", "that", "whether", "if"})
_SOME_DENY = re.compile(
    r"\W*(?:[Aa]ll|[Bb]oth|[Ee]ach|[Mm]ost|[Ss]ome|[Tt]hey|[Hh]e|[Ss]he)\b(?:\s+[\w’'-]+){0,4}?\s+(?:ha(?:s|ve)\s+)?den(?:y|ies|ied)\b"
)


def assigned(text: str, gathered: Gathered, made: list[Attribution], sure: Sure | None = None) -> list[Placed]:
    """Return a statement for each that a model found, and for what it left over; not yet with any caveat.

    They stand in the order of the text. An attribution in ``made`` whose cue is told more of gets those words. ``sure``
    gives each statement its confidence.
    """
    ground = Ground.of(gathered)
    found: list[Making] = []
    before: Making | None = None
    pieces: list[Span] = []
    for one in _drawn(text, ground, made):
        spans = tidied(text, one.spans)
        spans = of_one_sentence(text, spans, ground) if spans else spans
        line = gathered.lines[ground.sentence(spans[0][0])] if spans else None
        if line is None or not line.states:
            continue
        spans = (max(spans[0], (ground.unlabelled(spans[0][0])[0], spans[0][1])), *spans[1:])
        if is_bare_answer(text[spans[0][0] : spans[-1][1]]) and text[spans[0][0]] not in OPENING_MARKS:
            continue
        if is_fragment(text, spans, ground.unlabelled(spans[0][0])):
            leads = negates(text, spans) or awaits_rest(text, spans) or _RELATIVE.match(text, spans[-1][1])
            pieces += spans if leads else []
            continue
        spans = with_subject(text, [piece for piece in pieces if piece[0] >= line.span[0]], spans)
        pieces = []
        making = _making(text, one, spans, ground, made, before)
        if making is not None and (
            making.attribution is not None or one.said < _LIKELY or fills(text, spans, line.span)
        ):
            found.append(making)
            before = making
    found = joined(text, [one for one in found if not is_torn(text, one, ground)], ground)
    found = with_own_words(text, with_clauses(text, found, ground), ground)
    found += take_remainders(text, ground, made, found, gathered.title)
    placed = [_placed(text, one, ground, sure) for one in found]
    return sorted(placed, key=lambda one: (one.statement.spans[0][0], -one.statement.spans[-1][1]))


def _drawn(text: str, ground: Ground, made: Sequence[Attribution]) -> list[StatementDraft]:
    """Return what the model drew, and what attributions say where it drew nothing of theirs and they are sure.

    Where a clause inside a sentence is somebody else's, what the rules cut stands instead of what the model drew.
    """
    drafts, given = ground.gathered.drafts, ground.gathered.statements or ()
    cut = {ground.sentence(one.cue[0][0]) for one in drafts if (one.is_apart or one.is_certain) and one.cue}
    own = {number for one in given if one.said < _LIKELY for number in ground.around(one.spans)}
    theirs = {number for one in given if one.said >= _LIKELY for number in _stated_in(text, one, ground)}
    drawn: list[StatementDraft] = []
    for number, contents in ground.contents.items():
        sure = [
            index
            for index in sorted({index for index, _ in contents} if number not in theirs or number in cut else ())
            if number in cut
            or (
                number not in theirs
                and _agreed_on(text, drafts[index], made[index], ground.gathered.lines[number].span)
            )
            or _is_sure(text, drafts[index], made[index], plainly=number in own)
        ]
        for index in sure:
            said = _said(text, drafts[index], made[index])
            spans = tuple(part for span in said for place, part in ground.parts(span) if place == number)
            inside = _cut_of(text, spans, given) if drafts[index].is_certain else []
            drawn += inside or ([StatementDraft(spans, 1.0, _LIKELY, _LIKELY)] if spans else [])
        if sure:
            cut.add(number)
    pleas = {number for number, line in enumerate(ground.gathered.lines) if _tells_plea(text, line.span)}
    drawn = [one for one in drawn if ground.sentence(one.spans[0][0]) not in pleas]
    drawn += [StatementDraft((ground.gathered.lines[number].span,), 0.0, _SURE, _LIKELY) for number in sorted(pleas)]
    cut |= pleas
    drawn += [one for one in given if ground.sentence(one.spans[0][0]) not in cut]
    once = {without_stops(text, tidied(text, one.spans), is_whole=False): one for one in reversed(drawn)}
    return sorted(once.values(), key=lambda one: (one.spans[0][0], -one.spans[-1][1]))


def _tells_plea(text: str, sentence: Span) -> bool:
    """Tell whether a sentence is the outlet's, of how somebody pleads: ``Tom Moe, 40, pleaded not guilty to theft.``"""
    start, end = sentence
    if end - start > _LONGEST_PLEA:
        return False
    return text.find("plead", start, end) >= 0 and _PLEA.fullmatch(text, start, end) is not None


def _cut_of(text: str, spans: Spans, given: Sequence[StatementDraft]) -> list[StatementDraft]:
    """Return the statements into which the model cuts one stretch of words, as somebody's; none where it does not."""
    if len(spans) != 1:
        return []
    (start, end) = spans[0]
    # What the model draws may hold the full stop.
    inside = [one for one in given if all(start <= first and last <= end + 1 for first, last in one.spans)]
    held = sum(word_count(text, one.spans) for one in inside)
    is_cut = len(inside) > 1 and held >= _MOST_OF_IT * word_count(text, spans)
    return [replace(one, said=max(one.said, _LIKELY)) for one in inside] if is_cut else []


def _opens_sentence(text: str, one: Draft) -> bool:
    """Tell whether the rules read the same attribution, and its subject and verb are the sentence's own."""
    if one.ruled is None or one.source is None or one.outer is not None:
        return False
    begins = min(one.source[0], one.addressee[0] if one.addressee is not None else one.source[0])
    ahead = text[one.frame[0] : begins]
    between = text[begins : one.cue[0][0]]
    return _SUBORDINATE.search(between) is None and (not ahead.strip() or _FRONTED.fullmatch(ahead) is not None)


def _said(text: str, one: Draft, attribution: Attribution) -> Spans:
    """Return what an attribution says; as the rules read it, where they read more of its sentence in the same words."""
    said = spoken_spans(text, one, attribution)
    if not _opens_sentence(text, one) or one.ruled is None or not one.ruled.content:
        return said
    more = spoken_spans(text, one.ruled, replace(attribution, content=cleaned(text, one.ruled.content)))
    return more if word_count(text, more) > word_count(text, said) else said


def _stated_in(text: str, one: StatementDraft, ground: Ground) -> list[int]:
    """Return the sentences that a statement stands in; none where it is only a word or two of one."""
    sentence = ground.gathered.lines[ground.sentence(one.spans[0][0])].span
    return [] if is_fragment(text, one.spans, sentence) else ground.around(one.spans)


def _is_sure(text: str, one: Draft, attribution: Attribution, *, plainly: bool) -> bool:
    """Tell whether an attribution gives a statement, whatever the model drew; ``plainly``: by a plain "said" alone."""
    is_likely = one.by_form or (one.confidence is not None and one.confidence >= _SURE)
    is_plain = any(_PLAIN.search(text, *span) for span in one.cue)
    return is_likely and (is_plain or not plainly) and gives_statement(text, one, attribution)


def _agreed_on(text: str, one: Draft, attribution: Attribution, sentence: Span) -> bool:
    """Tell whether model and rules read the same speaker at the head of a sentence, with a plain verb or a demand."""
    if one.confidence is None or one.confidence < _AGREED or not _opens_sentence(text, one) or one.frame != sentence:
        return False
    is_plain = any(_PLAIN.search(text, *span) for span in one.cue)
    is_demand = one.base in _DEMANDING and attribution.nature is Nature.DEMAND
    return (is_plain or is_demand) and gives_statement(text, one, attribution)


def _making(
    text: str,
    one: StatementDraft,
    spans: Spans,
    ground: Ground,
    made: Sequence[Attribution],
    before: Making | None,
) -> Making | None:
    """Return a statement with who says it; None where its sentence tells that nobody says it."""
    held = _holder(one, spans, ground)
    if held is not None and is_unsaid(text, ground.draft(held)):
        return None
    if held is not None and ground.draft(held).base not in _SAYING_PLAINLY and turned_out(text[slice(*spans[0])]):
        return None  # "The army announced the capture of a hill that turned out to be bare" is the outlet's, whole
    number = _speaker(text, one, spans, held, ground, before, made)
    if number is not None and (made[number].speaker or "").lower() in FIRST_PERSONS:
        number = held = None  # an "I" that nobody is quoted with is the outlet's
    if number is not None and one.said < _LIKELY:
        # Its words say themselves who denies it, or its form who speaks.
        one, held = replace(one, said=1 - one.said), number
    if number is not None and made[number].nature is Nature.DENIES:
        spans = _with_subject_of_denial(text, spans, ground.draft(number))
    if number is not None and ground.draft(number).base == DOUBT:
        spans = _with_doubt(text, spans, ground.draft(number))
    if number is not None and text[spans[-1][0]] not in OPENING_MARKS:
        spans = (*spans[:-1], without_tail(text, spans[-1]))
    if number is not None:
        spans = (*spans[:-1], without_aside(text, spans[-1]))
    evidence = _evidence(one, held, number, made)
    perhaps = held if evidence.is_perhaps and held is not None and _is_named(ground.draft(held), made[held]) else None
    return Making(list(spans), number, one.checkable >= _LIKELY, evidence, perhaps)


def _with_subject_of_denial(text: str, spans: Spans, one: Draft) -> Spans:
    """Return a denial with who denies, where it begins at its verb: ``denies all of it`` with "The chef" in front."""
    start = spans[0][0]
    if one.source is None or start != one.cue[0][0] or text[one.source[1] : start].strip():
        return spans
    return ((one.source[0], spans[0][1]), *spans[1:])


def _with_doubt(text: str, spans: Spans, one: Draft) -> Spans:
    """Return what somebody doubts with who doubts it in front: ``it would pass`` alone says the contrary."""
    start = spans[0][0]
    if not one.cue or one.source is None or not one.source[1] <= one.cue[0][0] < one.cue[-1][1] <= start:
        return spans
    if text[one.cue[-1][1] : start].strip() not in _OPENS_CLAUSE:
        return spans
    return ((one.source[0], spans[0][1]), *spans[1:])


def _is_named(one: Draft, attribution: Attribution) -> bool:
    """Tell whether an attribution names somebody other than the outlet."""
    return not one.is_own and attribution.speaker is not None


def _placed(text: str, one: Making, ground: Ground, sure: Sure | None) -> Placed:
    spans = without_stops(text, closed(text, cleaned(text, one.spans)), is_whole=one.attribution is None)
    statement = Statement(
        worded(text, spans),
        spans,
        one.attribution,
        own_voice=one.attribution is None,
        checkable=one.is_checkable,
        confidence=sure(one.evidence) if sure is not None and one.evidence is not None else None,
        perhaps=one.perhaps,
    )
    return Placed(statement, ground.sentence(spans[0][0]))


def _holder(one: StatementDraft, spans: Spans, ground: Ground) -> int | None:
    """Return the attribution whose content holds a statement, None where none does."""
    size = sum(end - start for start, end in spans)
    fits = {
        index: shared / (size + whole - shared)
        for index, (shared, whole) in ground.holders(spans).items()
        if shared >= _HELD * size
    }
    inner = [index for index in fits if ground.draft(index).outer is not None] if one.is_inner else []
    return max(inner or fits, key=lambda index: (fits[index], -index), default=None)


def _is_entry(text: str, one: Draft) -> bool:
    """Tell whether an attribution is an entry under a name, not spoken: ``Ben Ode: dealing in stolen boats.``"""
    if one.by_form or not one.cue or text[one.cue[0][0] : one.cue[-1][1]].strip() != ":" or one.source is None:
        return False
    start, end = one.content[0]
    words = text[start : min(end, start + _LONGEST_ENTRY)]
    return words[0] not in OPENING_MARKS and one.source[1] <= start and not is_sentence(words)


def _speaker(
    text: str,
    one: StatementDraft,
    spans: Spans,
    held: int | None,
    ground: Ground,
    before: Making | None,
    made: Sequence[Attribution],
) -> int | None:
    """Return the attribution that a statement belongs to: of who holds it, stands near it or spoke before it."""
    if (denier := _denier(text, spans, ground, made)) is not None:
        return denier
    if _denies_alone(text, spans):
        return None
    if held is not None and (ground.draft(held).is_own or (one.said < _LIKELY and not ground.draft(held).by_form)):
        return None
    if held is not None and _is_entry(text, ground.draft(held)):
        return None
    if held is not None or one.said < _LIKELY:
        return held
    near = [index for number in ground.around(spans) for index in ground.cues.get(number, ())]
    # Who speaks in the statement itself: "the army denied the claims".
    within = [index for index in near if any(start <= ground.draft(index).cue[0][0] < end for start, end in spans)]
    if within or near:
        return (within or near)[0]
    # Whose words end with a line's form does not go on behind it.
    if before is None or before.attribution is None or ground.draft(before.attribution).by_form:
        return None
    if parts_entries(text, before.spans[-1][1] - 1, spans[0][0]) or not _opens(text, spans[0][0], ground):
        return None
    if is_of_outlet(text, spans[0][0]):
        return None
    is_one_paragraph = "\n" not in text[before.spans[-1][1] : spans[0][0]]
    # In another paragraph only a quotation goes on, or the answer of who is asked.
    return before.attribution if is_one_paragraph or _is_quoted_at(text, spans[0][0]) else None


def _is_quoted_at(text: str, start: int) -> bool:
    return text[start] in OPENING_MARKS or text[max(0, start - 1)] in OPENING_MARKS


def _denies_alone(text: str, spans: Spans) -> bool:
    """Tell whether a statement is only that some deny something: ``All deny wrongdoing``. Its subject says it."""
    return _SOME_DENY.match(text, *spans[0]) is not None or _NOBODY_SAW.match(text, *spans[0]) is not None


def _opens(text: str, start: int, ground: Ground) -> bool:
    """Tell whether words open their sentence, or a quotation in it: nobody goes on in the middle of another's."""
    sentence = ground.gathered.lines[ground.sentence(start)].span
    return text[start] in OPENING_MARKS or not has_word(text, sentence[0], start)


def _denier(text: str, spans: Spans, ground: Ground, made: Sequence[Attribution]) -> int | None:
    """Return the attribution by which a statement says itself that somebody named denies: ``the army denied this``."""
    for number in ground.around(spans):
        for index in ground.cues.get(number, ()):
            cue = ground.draft(index).cue[0]
            if (
                made[index].nature is Nature.DENIES
                and made[index].speaker is not None
                and any(start <= cue[0] < end for start, end in spans)
                and _DENIED.search(text, *cue)
            ):
                return index
    return None


def _evidence(
    one: StatementDraft, held: int | None, number: int | None, made: Sequence[Attribution]
) -> StatementEvidence:
    if number is None:
        return StatementEvidence(one.likely, one.said, is_perhaps=held is not None)
    attribution = made[number]
    return StatementEvidence(
        one.likely,
        one.said,
        attribution.confidence if attribution.confidence is not None else _LIKELY,
        is_near=held is None,
        is_pronoun=attribution.mention is Mention.PRONOUN,
        is_named=attribution.mention is Mention.NAME,
    )
