"""The model's attributions and the rules' brought together: the model's stand, the rules add what lies inside them.

A paragraph may be a whole book: whatever asks which attributions stand at a place looks them up in ``Stretches``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from claimtrack.extraction.english.nature_words import DENYING
from claimtrack.extraction.english.speech_verbs import SAYING
from claimtrack.extraction.quoting.draft import PUT, SPEAK, Draft
from claimtrack.extraction.text.stretches import Stretches, owners_near
from claimtrack.extraction.values import Span

_MOST_OF_IT = 0.5
_PLAIN = frozenset({"say", "tell", PUT, SPEAK})
_ANSWERING = _PLAIN | {"reply", "answer", "respond", "add", "write"}
_OF_THE_TALK = frozenset({"i", "we", "you"})
_SAYING = frozenset(SAYING.values())
_SURE_IN_TURN = 0.5
"""Confidence; what is less likely said by somebody in a turn stays the words of whose turn it is."""
_STRAY = 3
"""Words; a piece of so few is nothing that is said, where somebody else is named between it and its cue."""


def with_whole_quotations(found: Sequence[Draft], quotations: Iterable[Span]) -> None:
    """Take quotation marks as hard evidence: who says half of a quotation, marks included, says all of it.

    Only where nothing else stands inside the quotation.
    """
    stretches = _where(found, lambda one: [*one.cue, *one.content, *_source(one)])
    for first, last in quotations:
        inside = [found[number] for number in _first_two(stretches.owners((first, last)))]
        if len(inside) != 1 or _meet([*inside[0].cue, *_source(inside[0])], [(first, last)]):
            continue
        touched = [(start, end) for start, end in inside[0].content if start < last and first < end]
        covered = sum(min(end, last) - max(start, first) for start, end in touched)
        if covered > _MOST_OF_IT * (last - first):
            whole = (min(first, touched[0][0]), max(last, touched[-1][1]))
            rest = [span for span in inside[0].content if span not in touched]
            inside[0].content = sorted([*rest, whole])


def _where(found: Iterable[Draft], parts: Callable[[Draft], Iterable[Span]]) -> Stretches:
    """Return where parts of attributions stand, which are numbered in their order."""
    return Stretches((span, number) for number, one in enumerate(found) for span in parts(one))


def _first_two(owners: Iterable[int]) -> list[int]:
    """Return the first one of those, and a second where they are not all the same."""
    first: dict[int, None] = {}
    for owner in owners:
        first.setdefault(owner)
        if len(first) > 1:
            break
    return list(first)


def without_strays(text: str, found: Sequence[Draft]) -> None:
    """Take away short pieces of content that stand behind somebody else's source: their own cue was not seen."""
    sources = sorted(one.source for one in found if one.source is not None)
    for one in found:
        kept = [span for span in one.content if not _is_stray(text, one, span, sources)]
        one.content = kept or one.content


def _is_stray(text: str, one: Draft, span: Span, sources: Sequence[Span]) -> bool:
    """Tell whether a piece is short and another source stands between it and its cue; ``sources`` are in order."""
    if len(text[span[0] : span[1]].split()) > _STRAY:
        return False
    start, end = one.cue[0]
    between = (end, span[0]) if span[0] >= end else (span[1], start)
    first, last = bisect_left(sources, (between[0], 0)), bisect_left(sources, (between[1] + 1, 0))
    return any(source != one.source and source[1] <= between[1] for source in islice(sources, first, last))


def _source(one: Draft) -> list[Span]:
    return [one.source] if one.source is not None else []


def merged(learned: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """Return a paragraph's attributions in the order of the text.

    A line of a transcript and a quotation that is signed are the rules' alone: their form says it all. Else what the
    rules find wholly inside what the model says that somebody says is nested there; the rest of theirs is left out, but
    for what the model says nothing of: a denial, which answers what somebody else said, and a plain "said".
    """
    _note_agreement(learned, ruled)
    spoken = next((one for one in ruled if one.by_form), None)
    if spoken is not None:
        kept = [spoken]
        for one in learned:
            if _is_somebody_elses(one, spoken):
                one.outer = one.outer or spoken
                kept.append(one)
    else:
        stands = _where(learned, lambda one: [*one.cue, *one.content])
        kept = [
            *learned,
            *_missed_denials(ruled, learned, stands),
            *_missed_sayings(ruled, learned, stands),
            *_taken_quotations(ruled, learned, stands),
        ]
        kept += _missed_clauses(ruled, kept)
    return sorted([*kept, *_nested(kept, ruled)], key=_place)


def _note_agreement(learned: Sequence[Draft], ruled: Iterable[Draft]) -> None:
    """Note for each of the model's what the rules read at the same cue, of the same source."""
    cues = _where(learned, lambda one: one.cue)
    for one in ruled:
        for number in owners_near(cues, one.cue):
            if _meet(one.cue, learned[number].cue) and _meet(_source(one), _source(learned[number])):
                learned[number].ruled = one


def _is_somebody_elses(one: Draft, spoken: Draft) -> bool:
    """Tell whether what the model finds in a turn is somebody's whom the speaker tells of: "I think" is none."""
    pronoun = one.mentioned.pronoun if one.mentioned is not None else None
    is_said = one.base in _SAYING and (one.confidence is None or one.confidence >= _SURE_IN_TURN)
    if not is_said or one.source is None or pronoun in _OF_THE_TALK or _meet(_source(one), _source(spoken)):
        return False
    return all(spoken.holds(start) for start, _ in [one.source, *one.cue, *one.content])


def _missed_denials(ruled: Iterable[Draft], learned: Sequence[Draft], stands: Stretches) -> Iterator[Draft]:
    """Return denials whose cue is none to the model; a word or two of theirs that it gave to another cue come back.

    ``Sorbell denied this and said`` holds two attributions, not one with two pieces.
    """
    for one in ruled:
        if one.base not in DENYING or one.source is None or one.outer is not None:
            continue
        own = [*one.cue, one.source]
        near = (learned[number] for number in owners_near(stands, own))
        if any(_meet(own, [*other.cue, *other.content]) for other in near):
            continue
        near = (learned[number] for number in owners_near(stands, one.content))
        lent = [other for other in near if _meet(one.content, other.content)]
        left = [[span for span in other.content if not _meet([span], one.content)] for other in lent]
        if all(left):
            for other, content in zip(lent, left, strict=True):
                other.content = content
            yield one


def _missed_sayings(ruled: Iterable[Draft], learned: Sequence[Draft], stands: Stretches) -> Iterator[Draft]:
    """Return who plainly says something in a sentence in which the model finds nobody who says anything.

    Whoever it is comes back from an attribution nearby that takes the name alone for what it says.
    """
    for one in ruled:
        if one.base not in _PLAIN or one.source is None or one.outer is not None:
            continue
        around = [learned[number] for number in owners_near(stands, [one.source, one.frame, *one.content])]
        parts, lent = [one.frame, *one.content], _lent(one, around)
        if any(_meet(parts, [*other.cue, *(span for span in other.content if span not in lent)]) for other in around):
            continue
        for other in around:
            other.content = [span for span in other.content if span not in lent]
        yield one


def _taken_quotations(ruled: Iterable[Draft], learned: Sequence[Draft], stands: Stretches) -> Iterator[Draft]:
    """Return who is named right behind a quotation that the model gives to whoever spoke a sentence before.

    ``“We are fine,” Ruiz said. “We are not,” her deputy, Per Moe, told the Courier.``
    """
    for one in ruled:
        if one.base not in _ANSWERING or one.source is None or one.outer is not None or len(one.content) != 1:
            continue
        if one.content[0][1] > one.source[0] or one.source[0] - one.content[0][1] > _STRAY:
            continue
        own = [*one.cue, one.source]
        near = (learned[number] for number in owners_near(stands, own))
        if any(_meet(own, [*other.cue, *other.content]) for other in near):
            continue
        near = (learned[number] for number in owners_near(stands, one.content))
        takers = [other for other in near if _meet(one.content, other.content)]
        left = [[span for span in other.content if not _meet([span], one.content)] for other in takers]
        if takers and all(left) and not any(_meet([one.frame], other.cue) for other in takers):
            for other, content in zip(takers, left, strict=True):
                other.content = content
            yield one
        elif len(takers) == 1 and takers[0].cue[0][0] >= one.frame[0] and takers[0].cue[0][0] > one.cue[-1][1]:
            # "“Leave it,” a manager replied, the messages show": they show that he did.
            takers[0].content = [(one.content[0][0], one.cue[-1][1])]
            one.outer = takers[0]
            yield one


def _missed_clauses(ruled: Iterable[Draft], kept: Sequence[Draft]) -> list[Draft]:
    """Return who speaks in a relative clause by words that the model gives to nobody, or to somebody else's content."""
    taken = _where(kept, lambda one: [*one.cue, *_source(one)])
    return [one for one in ruled if one.is_apart and not owners_near(taken, [*one.cue, *_source(one)])]


def _lent(one: Draft, learned: Sequence[Draft]) -> set[Span]:
    """Return the contents that lie in a source, or are what it says, of attributions that have others.

    What lies in a sentence where somebody else plainly speaks is not said by who spoke in the one before.
    """
    held = ({span for span in other.content if _is_lent(span, one, other)} for other in learned)
    return {
        span for other, inside in zip(learned, held, strict=True) if len(inside) < len(other.content) for span in inside
    }


def _place(one: Draft) -> Span:
    return next(iter([*one.cue, *one.content, *one.asked]), (0, 0))


def _is_lent(span: Span, one: Draft, other: Draft) -> bool:
    if one.source is not None and one.source[0] <= span[0] and span[1] <= one.source[1]:
        return True
    start, end = one.frame
    is_apart = not _meet(other.cue, [one.frame]) and not _meet(_source(other), [one.frame])
    return is_apart and start <= span[0] and span[1] <= end and _meet([span], one.content)


def _nested(kept: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """Return what the rules find inside what somebody says, each inside the innermost of what holds it."""
    cues, said = _where(kept, lambda one: one.cue), _where(kept, lambda one: one.content)
    ruled_said = _where(ruled, lambda one: one.content)
    place_of: dict[int, int] = {}
    inner: list[Draft] = []
    for number, one in enumerate(ruled):
        holder = _holder(one, [kept[other] for other in owners_near(said, one.cue[:1])])
        if holder is None or owners_near(cues, one.cue):
            continue
        around = (place_of[other] for other in owners_near(ruled_said, one.cue[:1]) if other in place_of)
        deeper = (inner[place] for place in sorted(around, reverse=True))
        one.outer = next((other for other in deeper if _is_within(one, other)), holder)
        place_of[number] = len(inner)
        inner.append(one)
    return inner


def _holder(one: Draft, kept: Iterable[Draft]) -> Draft | None:
    """Find the smallest content that holds all of an attribution."""
    holders = [other for other in kept if _is_within(one, other)]
    return min(holders, key=_length, default=None)


def _is_within(one: Draft, other: Draft) -> bool:
    parts = [*one.cue, *one.content, *_source(one)]
    return (
        other is not one
        and bool(one.cue)
        and all(any(start <= first and last <= end for start, end in other.content) for first, last in parts)
        and _length(one) < _length(other)
    )


def _length(one: Draft) -> int:
    return sum(end - start for start, end in one.content)


def _meet(some: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(start < last and first < end for start, end in some for first, last in others)
