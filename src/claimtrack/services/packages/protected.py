"""Whom and what to protect: from sources and names to every number and every place in a text that tells of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import source_rows, worded_rows
from claimtrack.db.models import Source
from claimtrack.rules.names import TITLES
from claimtrack.rules.sought import Sought, fold_apart
from claimtrack.services.claims import all_of
from claimtrack.services.evidence.protection import Secrets, secrets_of
from claimtrack.services.sources.sources import existing, is_unnamed
from claimtrack.vocabulary import SpeakerKind

_SHORTEST = 3
"""Letters of a word of a person's name that is looked for by itself."""
_TELLING = 5
"""Words of a claim from which on they are looked for in other places."""


@dataclass(frozen=True, slots=True)
class Protected:
    """What is to be found nowhere: names and sentences, sources with all that is one with them, the claims they speak.

    ``spans`` are the places in the texts of snapshots, by their number. ``pieces`` are those of evidence of which
    nothing is told. What a piece is called may be a word of the program as well, such as "report": it is ``sought`` in
    all that people wrote, and is none of the names that are ``unsaid`` by the program. ``asked_for`` are the names that
    come of sources, names and claims.
    """

    sought: Sought
    sources: frozenset[int]
    claims: frozenset[int]
    spans: dict[int, list[tuple[int, int]]]
    unsaid: Sought
    asked_for: tuple[str, ...] = ()
    pieces: frozenset[int] = frozenset()


def protected(
    session: Session,
    *,
    sources: Sequence[str] = (),
    names: Sequence[str] = (),
    claims: Sequence[int] = (),
    pieces: Collection[int] = (),
    parts: bool = True,
) -> Protected:
    """Find out what tells of these sources, names, claims and pieces of evidence.

    Of a source these are its names and those of sources that are one with it; of a person, with ``parts``, each word of
    the name by itself; what articles call it by name; and the claims that it speaks. Of a piece it is what
    ``secrets_of`` gives. Raises NotFound for what is not on record.
    """
    connection = session.connection()
    chosen = _families(session, [existing(session, one) for one in sources])
    numbers = {one.id for one in chosen}
    words = {one.id: one.text for one in all_of(session, claims)} | dict(worded_rows.spoken_by(connection, numbers))
    mentioned = list(worded_rows.mentions(connection, numbers))
    called = [said for _, _, said, is_name in mentioned if is_name and said]
    sentences = [text for text in words.values() if len(fold_apart(text).split(" ")) >= _TELLING]
    wanted = [*names, *(name for one in chosen for name in _names_of(one, parts=parts)), *called, *sentences]
    of_pieces = secrets_of(session, pieces) if pieces else Secrets((), ())
    sought = Sought([*wanted, *of_pieces.telling, *of_pieces.called])
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for snapshot, span in worded_rows.spans_of_claims(connection, words):
        places[snapshot].append((span[0], span[1]))
    for snapshot, spans, _, _ in mentioned:
        places[snapshot] += [(start, end) for start, end in spans]
    if sought:
        for snapshot, text in worded_rows.texts(connection):
            if sought.first_in(text) is not None:
                places[snapshot] += sought.spans_in(text)
    unsaid = Sought([*wanted, *of_pieces.telling])
    return Protected(
        sought, frozenset(numbers), frozenset(words), dict(places), unsaid, Sought(wanted).names, frozenset(pieces)
    )


def _families(session: Session, chosen: Iterable[Source]) -> list[Source]:
    """Return sources with all that were merged into them, or that they were merged into."""
    merged = source_rows.merged_sources(session)
    ends = {merged.get(one.id, one.id) for one in chosen}
    return [one for one in source_rows.sources(session) if merged.get(one.id, one.id) in ends]


def _names_of(source: Source, *, parts: bool) -> Iterator[str]:
    """Yield the names by which a source is known; none of one that is called as any other may be."""
    if is_unnamed(source):
        return
    yield source.name
    if parts and source.kind is SpeakerKind.PERSON:
        for word in source.name.split():
            bare = fold_apart(word)
            if len(bare) >= _SHORTEST and bare not in TITLES and not word.islower():
                yield word
