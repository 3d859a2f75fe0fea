"""Ingest of many files: each is read, recorded and told of by itself, and a bad one takes none of the others along."""

from collections.abc import Generator, Iterable
from contextlib import closing
from functools import partial

from claimtrack.config import chosen_extractor
from claimtrack.errors import InvalidInput
from claimtrack.extraction.progress import Listener, heard_by
from claimtrack.extraction.registry import extracted_by, load_extractor, require_extractor
from claimtrack.reading.processes.worker import Died, Worker
from claimtrack.reading.read import read_article
from claimtrack.services.articles.extract import engine_died
from claimtrack.services.articles.ingest import Given, Ingested, Kept, Prepared, keep, prepare, record_one
from claimtrack.services.articles.lookalikes import Lookalikes
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.inputs import FellOut, Input
from claimtrack.services.keeping import taken_back_if_refused
from claimtrack.vocabulary import Right


def ingest_many(
    desk: Desk,
    inputs: Iterable[Input | FellOut],
    told: Given,
    *,
    extractor: str | None = None,
    force: bool = False,
    jobs: int = 1,
    heard: Listener | None = None,
) -> Generator[Ingested | FellOut]:
    """Put articles on record in the order given, each in a transaction of its own, and yield it when that is done.

    What cannot be taken is yielded with the reason, and the rest goes on. What is on record by its digest is not read
    again: a run that was cut off goes on where it was when it is started again. With several ``jobs`` so many are read
    and extracted at once, in processes of their own; recording stays here.
    ``extractor``, ``force`` and ``heard`` are those of ``ingest``; with several jobs nobody hears.
    Raises as ``desk.enact`` does, and UsageError for an engine that is not there; what was yielded stays on record.
    """
    refuse_without(desk, Right.REVIEW)
    engine = chosen_extractor(extractor)
    kept = (one if isinstance(one, FellOut) else keep(desk, one, told) for one in inputs)
    ready = _one_by_one(desk, kept, engine, force, heard) if jobs == 1 else _at_once(desk, kept, engine, force, jobs)
    lookalikes = Lookalikes()
    with closing(ready):
        for one in ready:
            if not isinstance(one, Prepared):
                yield one
                continue
            try:
                with taken_back_if_refused(desk, one.digest):
                    done = desk.enact(record_one, one, told, lookalikes)
                yield done
            except InvalidInput as error:
                # What it learned of the article stands on nothing now.
                lookalikes = Lookalikes()
                yield FellOut(one.input.name, error)


def _one_by_one(
    desk: Desk, kept: Iterable[Kept | Ingested | FellOut], engine: str, force: bool, heard: Listener | None
) -> Generator[Prepared | Ingested | FellOut]:
    extract = load_extractor(engine)
    for one in kept:
        if not isinstance(one, Kept):
            yield one
            continue
        try:
            with heard_by(heard), taken_back_if_refused(desk, one.digest):
                found: Prepared | FellOut = prepare(one, read_article, extract, force=force)
        except InvalidInput as error:
            found = FellOut(one.input.name, error)
        yield found


def _at_once(
    desk: Desk, kept: Iterable[Kept | Ingested | FellOut], engine: str, force: bool, jobs: int
) -> Generator[Prepared | Ingested | FellOut]:
    from claimtrack.reading.processes.jobs import in_order

    require_extractor(engine)

    def work(worker: Worker, one: Kept | Ingested | FellOut) -> Prepared | Ingested | FellOut:
        if not isinstance(one, Kept):
            return one
        try:
            with taken_back_if_refused(desk, one.digest):
                read, extract = partial(read_article, worker=worker), partial(worker.call, extracted_by, engine)
                return prepare(one, read, extract, force=force)
        except InvalidInput as error:
            return FellOut(one.input.name, error)
        except Died as error:
            return FellOut(one.input.name, engine_died(one.input.name, engine, error))

    return in_order(work, kept, jobs=jobs)
