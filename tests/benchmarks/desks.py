"""Make workspaces of any size in seconds, with rows spread as a desk's are; the same each time."""

import hashlib
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text
from tests.events.raw import raw

from claimtrack.config import Place
from claimtrack.db import claim_inserts
from claimtrack.db.base import Base
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Article, Attribution, Caveat, Claim, Event, Evidence, Snapshot, Source
from claimtrack.services.desk import Act, Desk, acting, noting, open_desk
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import (
    CaveatKind,
    ClaimOrigin,
    Firsthand,
    HopRole,
    Mention,
    Nature,
    Quote,
    Said,
    SpeakerKind,
    Status,
)

PER_ARTICLE = 40
"""Claims; a long report has about so many."""
_BATCH = 10_000
_STATUSES = (
    (Status.UNVERIFIED, 70),
    (Status.IN_REVIEW, 8),
    (Status.CONFIRMED, 10),
    (Status.DISPUTED, 4),
    (Status.UNVERIFIABLE, 3),
    (Status.WITHDRAWN, 3),
    (Status.REFUTED, 2),
)
_WORDS = (
    "the harbour lost {} moorings when the ice came down the river",
    "at least {} people had been taken to the hospital by the evening",
    "soldiers left the warehouse before dawn with {} crates",
    "{} families were moved from the lower streets after the second flood",
)


def new_desk(root: Path, *, database: str | None = None, reviewer: str = "measurer") -> Desk:
    """Make an empty workspace, on SQLite in its folder or in the PostgreSQL database at ``database``."""
    place = Place(root, database, root / ".claimtrack" / "locker")
    create(place, reviewer=reviewer)
    return open_desk(place, reviewer=reviewer)


def fill(desk: Desk, claims: int) -> None:
    """Put claims on record, 40 an article, with hops, caveats and an event for each.

    Sources are spread as in real work: one for every five claims, of which a few speak again and again.
    """
    dice = random.Random(20261124)  # noqa: S311 - variety that is the same each time, no secret
    with acting(desk) as act:
        _add_sources(act, max(20, claims // 5))
        _add_articles(act, desk, -(-claims // PER_ARTICLE))
    numbers = iter(range(claims))
    while batch := list(islice(numbers, _BATCH)):
        with acting(desk) as act:
            _add_claims(act, batch, sources=max(20, claims // 5), dice=dice)


def multiply(desk: Desk, claims: int, times: int) -> None:
    """Make a desk that was filled with so many claims as many times as large, by the database alone: in a minute.

    Articles, claims, what hangs on them and their events are there again under other numbers, and the sources as
    they were, so each speaks as many times as often. The new events are not sealed, and no file has the copies' bytes:
    pages do not look, `verify` does.
    """
    offsets = {"article": -(-claims // PER_ARTICLE), "claim": claims, "snapshot": -(-claims // PER_ARTICLE)}
    with noting(desk) as session:
        hashed = "md5(random()::text) || md5(random()::text)"
        if desk.database.is_sqlite:
            hashed = "lower(hex(randomblob(32)))"
        for model in (Article, Snapshot, Claim, Attribution, Caveat, Event):
            table = Base.metadata.tables[model.__tablename__]
            high = session.execute(select(func.max(table.c[_key(table)]))).scalar_one()
            columns = [one for one in table.c if one.computed is None and (one.name != "id" or model in _NUMBERED)]
            values = []
            for one in columns:
                name = f'"{one.name}"'
                target = one.name.removesuffix("_id") if one.name != "id" else table.name
                if one.name == "id" and target not in offsets:
                    values.append(f"{name} + :copy * {int(high)}")
                elif target in offsets:
                    values.append(f"{name} + :copy * {offsets[target]}")
                else:
                    values.append(hashed if one.name in {"digest", "hash", "previous_hash"} else name)
            names = ", ".join(f'"{one.name}"' for one in columns)
            key = _key(table)
            query = (
                f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)} FROM {table.name} "  # noqa: S608 - ours
                f"WHERE {key} <= {int(high)}" + (" AND claim_id IS NOT NULL" if model is Event else "")
            )
            for copy in range(1, times):
                session.execute(text(query), {"copy": copy})


_NUMBERED = (Article, Snapshot, Claim, Event)
"""Those whose numbers others name, or that are numbered by whoever writes."""


def _key(table: Table) -> str:
    return "id" if "id" in table.c else "claim_id"


def add_files(desk: Desk, files: Iterator[bytes]) -> None:
    """Attach evidence files to nothing: bytes in the locker, a row for each."""
    with acting(desk) as act:
        rows = [
            {
                "digest": desk.locker.put(data),
                "size": len(data),
                "media_type": "application/octet-stream",
                "name": f"file {number}",
                "url": None,
                "source_id": None,
                "added_by_id": act.reviewer.id,
                "added_at": act.at,
            }
            for number, data in enumerate(files, 1)
        ]
        act.session.execute(insert(Evidence), rows)


def _add_sources(act: Act, count: int) -> None:
    rows = [
        {
            "id": number,
            "name": f"Source {number}",
            "key": f"source {number}",
            "kind": SpeakerKind.PERSON,
            "article_id": None,
            "merged_into_id": None,
            "created_at": act.at,
        }
        for number in range(1, count + 1)
    ]
    act.session.connection().execute(insert(Source), rows)


def _add_articles(act: Act, desk: Desk, count: int) -> None:
    articles: list[Row] = []
    snapshots: list[Row] = []
    for number in range(1, count + 1):
        text = "\n".join(_words(claim) for claim in range((number - 1) * PER_ARTICLE, number * PER_ARTICLE))
        data = text.encode()
        articles.append(
            {
                "id": number,
                "title": f"Article {number}",
                "byline": None,
                "url": None,
                "published": None,
                "outlet_id": None,
                "created_at": act.at,
            }
        )
        snapshots.append(
            {
                "id": number,
                "article_id": number,
                "digest": desk.locker.put(data),
                "size": len(data),
                "media_type": "text/plain",
                "name": f"article-{number}.txt",
                "text": text,
                "text_sha256": hashlib.sha256(data).hexdigest(),
                "language": "en",
                "extractor": "rules",
                "retrieved_at": act.at,
            }
        )
    act.session.connection().execute(insert(Article), articles)
    act.session.connection().execute(insert(Snapshot), snapshots)


def _add_claims(act: Act, batch: list[int], *, sources: int, dice: random.Random) -> None:
    rows = [_claim_row(act, number, sources=sources, dice=dice) for number in batch]
    numbers = claim_inserts.insert_claims(act.session, rows)
    claim_inserts.insert_hops(
        act.session,
        [_hop_row(number, row["source_id"]) for number, row in zip(numbers, rows, strict=True)],
    )
    doubted = [number for number in numbers if number % 8 == 0]
    claim_inserts.insert_caveats(
        act.session,
        [
            {"claim_id": number, "kind": CaveatKind.UNCONFIRMED, "spans": [[0, 4]], "text": "none", "by": None}
            for number in doubted
        ],
    )
    act.changes += [
        raw("claim.recorded", ("claim", number), claim=number, after={"status": str(row["status"])})
        for number, row in zip(numbers, rows, strict=True)
    ]


def _claim_row(act: Act, number: int, *, sources: int, dice: random.Random) -> dict[str, object]:
    article, place = divmod(number, PER_ARTICLE)
    start = sum(len(_words(article * PER_ARTICLE + other)) + 1 for other in range(place))
    words = _words(number)
    (status,) = dice.choices([one for one, _ in _STATUSES], [weight for _, weight in _STATUSES])
    # A few sources speak often, most of them once: the square of an even spread leans to the first.
    source = 1 + int(sources * dice.random() ** 3)
    return {
        "article_id": article + 1,
        "snapshot_id": article + 1,
        "source_id": source,
        "inside_id": None,
        "text": words,
        "spans": [[start, start + len(words)]],
        "prefix": "",
        "suffix": "",
        "own_voice": False,
        "checkable": dice.random() < 0.85,
        "quote": Quote.INDIRECT,
        "nature": Nature.ASSERTS,
        "hedged": False,
        "firsthand": Firsthand.UNKNOWN,
        "confidence": None,
        "origin": ClaimOrigin.EXTRACTED,
        "status": status,
        "said": Said.UNCHECKED,
        "overridden": False,
        "headline": False,
        "holder_id": act.reviewer.id if status is Status.IN_REVIEW else None,
        "version": 1,
        "created_at": act.at,
        "changed_at": act.at,
    }


def _hop_row(claim: int, source: object) -> Row:
    return {
        "claim_id": claim,
        "hop": 0,
        "role": HopRole.SPEAKER,
        "source_id": source,
        "words": None,
        "mention": Mention.NAME,
        "source_spans": [],
        "cue": "said",
        "cue_spans": [],
    }


def _words(claim: int) -> str:
    return _WORDS[claim % len(_WORDS)].format(claim)
