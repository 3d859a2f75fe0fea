"""Where the words stand that a person asks for: as they are quoted, by their place, or cut in two."""

from collections.abc import Sequence

from claimtrack.db import claim_rows
from claimtrack.db.models import Claim, Snapshot
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, InvalidInput
from claimtrack.locker.excerpts import find_excerpt, nearest_passage
from claimtrack.remedies import Step, do
from claimtrack.services.articles.put_on_record import spans_of
from claimtrack.services.desk import Act
from claimtrack.vocabulary import Status


def placed_spans(
    claim: int, snapshot: Snapshot, spans: Sequence[tuple[int, int]], *, chosen_in: int | None
) -> list[list[int]]:
    """Return spans as a claim keeps them, in code points into the snapshot's text.

    ``chosen_in`` is the number of the snapshot in which a person chose them, where that is known. Raises
    ChangedMeanwhile if it is another one, InvalidInput for spans that are none of the article's.
    """
    if chosen_in not in {None, snapshot.id}:
        raise ChangedMeanwhile(
            f"article {snapshot.article_id} has another text since you looked, and places in the old one say nothing "
            "of it; look again with " + do(Step.SHOW, claim)
        )
    offsets = [offset for span in spans for offset in span]
    rising = all(start < end for start, end in spans) and offsets == sorted(offsets)
    if not offsets or not rising or offsets[0] < 0 or offsets[-1] > len(snapshot.text):
        raise InvalidInput(
            "the pieces of a claim stand in the article one behind the other, and none is empty; "
            "give them in that order"
        )
    return [[start, end] for start, end in spans]


def quoted_spans(snapshot: Snapshot, quotes: Sequence[str]) -> list[list[int]]:
    """Find each piece of a quotation in the article, in order; raises InvalidInput for one that is not there."""
    spans = spans_of(snapshot.text, quotes)
    if len(spans) == len(quotes):
        return spans
    quote = quotes[len(spans)]
    if spans and find_excerpt(snapshot.text, quote):
        raise InvalidInput(
            f'the quotation is not in the article after the piece before it: "{quote}"; give the pieces in the order '
            "in which they stand there"
        )
    nearest = nearest_passage(snapshot.text, quote)
    hint = f'; the nearest passage is: "{nearest}"' if nearest else ""
    raise InvalidInput(f'the quotation is not in the article: "{quote}"{hint}; copy it word by word')


def refuse_known(act: Act, snapshot: Snapshot, spans: list[list[int]]) -> None:
    """Raise ForbiddenMove where a claim that stands has these very words already."""
    for claim in claim_rows.full_claims(act.session, article=snapshot.article_id):
        if claim.snapshot_id == snapshot.id and claim.spans == spans and claim.status is not Status.WITHDRAWN:
            raise ForbiddenMove(f"these words are claim {claim.id} already; " + do(Step.SHOW, claim.id))


def halves(claim: Claim, text: str, at: str) -> tuple[list[list[int]], list[list[int]]]:
    """Return the spans before and from the words ``at``; raises InvalidInput where these are not inside the claim."""
    for index, (start, end) in enumerate(claim.spans):
        found = find_excerpt(text[start:end], at)
        if found is None or (found[0] == 0 and index == 0):
            continue
        cut = start + found[0]
        head = text[start:cut].rstrip(" \t\r\n,;")
        first = [*claim.spans[:index], *([[start, start + len(head)]] if head else [])]
        if first:
            return first, [[cut, end], *claim.spans[index + 1 :]]
    raise InvalidInput(
        f'"{at}" does not stand inside the words of claim {claim.id}: "{claim.text}"; copy from there the words with '
        "which the second claim begins"
    )
