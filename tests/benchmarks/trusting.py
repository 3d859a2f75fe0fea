"""Trust: independence beside one look at the claim, and consequences beside reading and writing what they touch.

``python -m tests.benchmarks.trusting`` in the checkout's root; it takes some minutes, most of them to fill the tables.
A number is how many claims there are.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select, update
from sqlalchemy.orm import selectinload
from tests.benchmarks.desks import fill, new_desk
from tests.benchmarks.measuring import Bound, Line, alternating, machine, seconds, table
from tests.events.raw import raw

from claimtrack.db.models import Attribution, Claim, Evidence, EvidenceLink, Source, SourceLink
from claimtrack.events.forms import JsonValue
from claimtrack.services.desk import Act, Desk, acting
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts import explanation
from claimtrack.vocabulary import Basis, RelationKind, RelationState, Serves, SpeakerKind, Stance, Status

CLAIMS = 100_000
PIECES_EACH = 2
TOUCHED = 50
RELATED = 10_000
PIECES = 24
_BATCH = 10_000
_BESIDE_A_LOOK = Bound(at_most=1)
"""A claim is shown with its independence: asking for it alone shall cost no more."""
_AT_MOST_THREE = Bound(at_most=3)
_NO_SLOWER = Bound(at_most=1.2)


def lines(*, claims: int = CLAIMS, rounds: int = 5) -> Iterator[Line]:
    """Measure on SQLite: as many claims, and a tenth of them."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        yield _independence(Path(folder) / "related", rounds=rounds)
        few, few_bare, _ = _consequences(Path(folder) / "few", claims // 10, rounds=rounds)
        many, many_bare, fallen = _consequences(Path(folder) / "many", claims, rounds=rounds)
    what = f"consequences of one relation: {fallen} of {{:,}} claims fall, {{:,}} pieces of evidence"
    beside = "the same claims read with their evidence, as many events written: {:.1f} ms"
    for number, ours, bare in ((claims // 10, few, few_bare), (claims, many, many_bare)):
        yield Line(
            what.format(number, number * PIECES_EACH),
            f"{ours * 1000:.1f} ms",
            beside.format(bare * 1000),
            ours / bare,
            _AT_MOST_THREE,
        )
    yield Line(
        f"consequences among {claims:,} claims",
        f"{many * 1000:.1f} ms",
        f"among {claims // 10:,}: {few * 1000:.1f} ms",
        many / few,
        _NO_SLOWER,
    )


def related_desk(root: Path) -> Desk:
    """Make a desk on which claim 1 has many pieces of evidence, each from one of many related sources."""
    desk = new_desk(root)
    fill(desk, 40)
    with acting(desk) as act:
        first = _add_sources(act, RELATED)
        # A tree ten deep on the average, and every hundredth allied with the one after it.
        ties = [(first + place, RelationKind.PART_OF, first + (place - 1) // 2) for place in range(3, RELATED)]
        ties += [(first + place, RelationKind.ALLIED_WITH, first + place + 1) for place in range(0, RELATED - 1, 100)]
        _add_relations(act, ties)
        sources = [first + RELATED - 1 - place * 97 for place in range(PIECES)]
        _add_evidence(act, [(1, source) for source in sources])
    return desk


def _independence(root: Path, *, rounds: int) -> Line:
    desk = related_desk(root)
    asked, shown = alternating(
        lambda: seconds(lambda: explanation.of(desk, 1)), lambda: seconds(lambda: show(desk, 1)), rounds=rounds
    )
    desk.database.dispose()
    return Line(
        f"independence of a claim with {PIECES} pieces, {RELATED:,} related sources",
        f"{asked * 1000:.1f} ms",
        f"`show` of that claim: {shown * 1000:.1f} ms",
        asked / shown,
        _BESIDE_A_LOOK,
    )


def _consequences(root: Path, claims: int, *, rounds: int) -> tuple[float, float, int]:
    """Give the seconds of a relation by which verdicts fall, of the bare reading and writing, and how many fall.

    Both in a rehearsal: what they do is undone, and can be done again.
    """
    desk = new_desk(root)
    fill(desk, claims)
    with acting(desk) as act:
        claimant = _add_sources(act, 2)
        witness = claimant + 1
        _let_rest(act, claimant)
        others = claims // 5
        _add_evidence(act, ((claim, witness) for claim in range(1, TOUCHED + 1)))
        _add_evidence(
            act,
            (
                (claim, 1 + claim * 7 % others)
                for turn in range(PIECES_EACH)
                for claim in range(1 if turn else TOUCHED + 1, claims + 1)
            ),
        )
    rehearsing = replace(desk, rehearsal=True)
    named = Named(str(witness), RelationKind.PART_OF, str(claimant))
    _, fallen = rehearsing.enact(relations.relate, named, Particulars())
    ours, bare = alternating(
        lambda: seconds(lambda: rehearsing.enact(relations.relate, named, Particulars())),
        lambda: seconds(lambda: _read_and_write(rehearsing)),
        rounds=rounds,
    )
    desk.database.dispose()
    return ours, bare, len(fallen)


def _read_and_write(desk: Desk) -> None:
    """Read the touched claims with all their evidence, move them, and write an event for each."""
    with acting(desk) as act:
        query = (
            select(Claim)
            .where(Claim.id <= TOUCHED)
            .options(selectinload(Claim.evidence_links).joinedload(EvidenceLink.evidence))
        )
        for claim in act.session.scalars(query).all():
            claim.status = Status.UNVERIFIED
            links = len(claim.evidence_links)
            after: dict[str, JsonValue] = {"status": claim.status.value, "overridden": False, "links": links}
            texts = {"reason": "a source turned out to be the claimant's"}
            act.changes.append(raw("claim.status", ("claim", claim.id), claim=claim.id, after=after, texts=texts))


def _let_rest(act: Act, claimant: int) -> None:
    """Let the first claims be one speaker's and confirmed, as by what will be attached to them."""
    few = act.session.connection()
    few.execute(
        update(Claim)
        .where(Claim.id <= TOUCHED)
        .values(source_id=claimant, status=Status.CONFIRMED, checkable=True, overridden=False)
    )
    few.execute(update(Attribution).where(Attribution.claim_id <= TOUCHED).values(source_id=claimant))


def _add_sources(act: Act, count: int) -> int:
    """Add sources that stand alone; gives the number of the first."""
    first = len(act.session.scalars(select(Source.id)).all()) + 1
    rows = [
        {
            "id": number,
            "name": f"Office {number}",
            "key": f"office {number}",
            "kind": SpeakerKind.ORGANISATION,
            "created_at": act.at,
            "unaffiliated_because": "measured",
        }
        for number in range(first, first + count)
    ]
    act.session.connection().execute(insert(Source), rows)
    return first


def _add_relations(act: Act, ties: Sequence[tuple[int, RelationKind, int]]) -> None:
    rows = [
        {
            "from_id": one,
            "kind": kind,
            "to_id": other,
            "state": RelationState.ACCEPTED,
            "made_by_id": act.reviewer.id,
            "made_at": act.at,
        }
        for one, kind, other in ties
    ]
    act.session.connection().execute(insert(SourceLink), rows)


def _add_evidence(act: Act, given: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> None:
    """Attach a record of its own for each of these pairs: the claim that it supports, and whom it comes from."""
    first = len(act.session.scalars(select(Evidence.id)).all()) + 1
    batch: list[tuple[int, int, int]] = []
    for number, (claim, source) in enumerate(given, first):
        batch.append((number, claim, source))
        if len(batch) == _BATCH:
            _insert_evidence(act, batch)
            batch = []
    if batch:
        _insert_evidence(act, batch)


def _insert_evidence(act: Act, batch: Sequence[tuple[int, int, int]]) -> None:
    pieces = [
        {
            "id": number,
            "digest": f"{number:064x}",
            "size": 1,
            "media_type": "text/plain",
            "name": f"record {number}",
            "source_id": source,
            "added_by_id": act.reviewer.id,
            "added_at": act.at,
        }
        for number, _, source in batch
    ]
    links = [
        {
            "evidence_id": number,
            "claim_id": claim,
            "stance": Stance.SUPPORTS,
            "serves": Serves.TRUTH,
            "basis": Basis.RECORD,
            "added_by_id": act.reviewer.id,
            "added_at": act.at,
        }
        for number, claim, _ in batch
    ]
    act.session.connection().execute(insert(Evidence), pieces)
    act.session.connection().execute(insert(EvidenceLink), links)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    sys.stdout.write(f"{machine()}\n\n{table(list(lines(claims=asked)))}\n")
