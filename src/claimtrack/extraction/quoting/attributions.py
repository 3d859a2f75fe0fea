"""From what was found to attributions: speaker, carriers, kind of quotation, nature, nesting."""

from collections.abc import Sequence

from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.nature import firsthand_of, nature_of
from claimtrack.extraction.quoting.relays import carriers
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.speakers.resolver import NOBODY, Cast, Speaker
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Attribution, Spans
from claimtrack.vocabulary import Firsthand, Nature, Quote

_OPENING = ("“", "„", "«", '"', "‘", "``", "''")


def attributions(text: str, gathered: Gathered) -> list[Attribution]:
    """Return the attributions in the order they were found; ``inside`` counts in that order too."""
    cast = Cast(gathered.roster, gathered.sightings)
    index_of = {id(one): index for index, one in enumerate(gathered.drafts)}
    speakers: dict[int, Speaker] = {}
    made = []
    for one in _outer_first(gathered.drafts):
        outer = speakers.get(id(one.outer)) if one.outer is not None else None
        speakers[id(one)] = cast.resolve(one.mentioned, sentence=one.sentence, outer=outer)
    for one in gathered.drafts:
        inside = index_of.get(id(one.outer)) if one.outer is not None else None
        made.append(_attribution(text, one, speakers.get(id(one), NOBODY), inside))
    return made


def _outer_first(found: Sequence[Draft]) -> list[Draft]:
    """Order by sentence, an outer attribution before those inside it, so that "I" finds who says it."""
    return sorted(found, key=lambda one: (one.sentence, _depth(one)))


def _depth(one: Draft) -> int:
    depth = 0
    while one.outer is not None and depth < 8:
        one, depth = one.outer, depth + 1
    return depth


def _attribution(text: str, one: Draft, speaker: Speaker, inside: int | None) -> Attribution:
    content = cleaned(text, one.content)
    words, cue = worded(text, content), worded(text, one.cue)
    nature = nature_of(one.base, cue.rpartition(" ")[2].lower(), words)
    source = text[slice(*one.source)] if one.source is not None else ""
    return Attribution(
        source=(one.source,) if one.source is not None else (),
        cue=tuple(one.cue),
        content=content,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        mention=speaker.mention,
        quote=_quote(text, content),
        nature=nature,
        via=_via(text, one),
        inside=inside,
        hedged=one.hedged,
        # What is denied is not passed on: "denied that the town had been told".
        firsthand=Firsthand.UNKNOWN if nature is Nature.DENIES else firsthand_of(words, cue=cue, source=source),
        confidence=one.confidence,
    )


def _quote(text: str, content: Spans) -> Quote:
    pieces = [text[start:end] for start, end in content]
    held = [any(mark in piece for mark in '“"„«') or piece.startswith(("‘", "``", "''")) for piece in pieces]
    if all(_is_whole(piece) for piece in pieces):
        return Quote.DIRECT
    return Quote.MIXED if any(held) else Quote.INDIRECT


def _is_whole(piece: str) -> bool:
    """Tell whether a piece is quotation from its first to its last word."""
    if not piece.startswith(_OPENING):
        return False
    inner = piece.rstrip(".,;:!?… ")
    return not any(mark in inner[1:-1] for mark in '“"„«') or inner.count("”") == inner.count("“")


def _via(text: str, one: Draft) -> tuple[str, ...]:
    addressee = text[one.addressee[0] : one.addressee[1]] if one.addressee is not None else ""
    if not one.cue or one.passive:
        return ()
    start, end = one.cue[-1][1], one.frame[1]
    later = [first for first, _ in one.content if first >= start]
    return carriers(addressee, text[start : min([*later, end])])
