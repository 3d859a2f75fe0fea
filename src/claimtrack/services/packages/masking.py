"""Take words out of the texts of articles, and with them out of every column whose words stand there."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from claimtrack.db import worded_rows
from claimtrack.db.words import Place
from claimtrack.rules.sought import BLOCK, blocked
from claimtrack.services.articles.put_on_record import anchors
from claimtrack.services.articles.put_on_record import worded as words_at

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""Where words are to go, by the snapshot's number."""


def masked_texts(connection: Connection, spans: Spans) -> dict[int, str]:
    """Return the texts of the snapshots in which something is to go, with blocks in its place; offsets stay."""
    return {
        number: blocked(text, spans[number])
        for number, text in worded_rows.texts(connection)
        if spans.get(number) and blocked(text, spans[number]) != text
    }


def derived(connection: Connection, texts: Mapping[int, str]) -> Iterator[tuple[Place, int, str]]:
    """Yield what stands then in each column whose words are those of a text: the place, its claim and the words."""
    for snapshot, text in texts.items():
        for one in worded_rows.worded(connection, snapshot):
            now = words_at(text, one.spans)
            if now != one.words and BLOCK in now:
                yield one.place, one.claim, now
        for one_around in worded_rows.around(connection, snapshot):
            before, behind = anchors(text, one_around.spans)
            for column, now, was in (("prefix", before, one_around.prefix), ("suffix", behind, one_around.suffix)):
                if now != was and BLOCK in now:
                    yield Place("claim", (one_around.claim,), column), one_around.claim, now
