"""Find the statements of what a user names, storing nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.extraction.contract import as_json
from claimtrack.extraction.progress import Listener, heard_by
from claimtrack.extraction.registry import extracted_by, load_extractor, require_extractor
from claimtrack.reading.document import PassedOver
from claimtrack.reading.processes.worker import Died, Worker
from claimtrack.reading.read import ReadDocument, read_article
from claimtrack.remedies import Blank, Field, Words
from claimtrack.rules.stated import pieced
from claimtrack.services.articles.posts import with_posts
from claimtrack.services.inputs import FellOut, Input, each_input


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read, and the JSON object of the contract ``claimtrack extract --jsonl`` with what was found in it.

    ``notices`` are sentences on how the text was read, ``looks_like`` says what it is if no article, and
    ``passed_over`` is what the file holds and the text does not, with the reason.
    """

    name: str
    contract: dict[str, Any]
    looks_like: str | None = None
    notices: tuple[Words, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def extract(
    files: Sequence[str],
    *,
    extractor: str,
    jobs: int = 1,
    max_size: int = MAX_SIZE,
    allow_private: bool = False,
    encoding: str | None = None,
    heard: Listener | None = None,
) -> Iterator[Extracted | FellOut]:
    """Read everything that is named with one engine, in order; ``jobs`` at once where more than one is asked for.

    What cannot be had or read is yielded with the reason, and the rest goes on. Where one is read at a time, ``heard``
    is told which share of it is read. Raises UsageError, before anything is read, for an engine or an encoding that is
    not there.
    """
    inputs = each_input(files, max_size=max_size, allow_private=allow_private, encoding=encoding)
    named = zip(files, inputs, strict=True)
    require_extractor(extractor)
    if jobs > 1:
        from claimtrack.reading.processes.jobs import in_order

        # Not from here: nobody has to wait for the engine before the workers load it.
        return in_order(partial(_read_apart, extractor), named, jobs=min(jobs, len(files)))
    return _one_by_one(named, extractor, heard)


def words(statement: Mapping[str, Any]) -> str:
    """Return the words of a statement of the contract, its pieces apart."""
    return pieced(statement["text"], statement["spans"])


def engine_died(name: str, engine: str, died: Died) -> ReaderFailed:
    """Return the error for a text that ended the process of an engine."""
    return ReaderFailed(
        f"{name} cannot be read: the engine {engine} died on it ({died}); name another engine with "
        + Field("extractor", Blank.NAME)
    )


def _one_by_one(
    named: Iterable[tuple[str, Input | FellOut]], extractor: str, heard: Listener | None
) -> Iterator[Extracted | FellOut]:
    load_extractor(extractor)
    for path, one in named:
        with heard_by(heard):
            found = _extracted(read_article, _contract, extractor, path, one)
        yield found


def _read_apart(extractor: str, worker: Worker, named: tuple[str, Input | FellOut]) -> Extracted | FellOut:
    try:
        return _extracted(partial(read_article, worker=worker), partial(worker.call, _contract), extractor, *named)
    except Died as error:
        return FellOut(named[0], engine_died(named[0], extractor, error))


def _extracted(
    read: ReadDocument,
    contract: Callable[[str, str, str], dict[str, Any]],
    extractor: str,
    path: str,
    one: Input | FellOut,
) -> Extracted | FellOut:
    if isinstance(one, FellOut):
        return one
    try:
        document = read(one.data, name=one.name, charset=one.charset)
    except InvalidInput as error:
        return FellOut(path, error)
    found = with_posts(contract(extractor, document.text, path), document.posts)
    return Extracted(one.name, found, document.looks_like, document.notices, document.passed_over)


def _contract(extractor: str, text: str, path: str) -> dict[str, Any]:
    extraction = extracted_by(extractor, text)
    digest = hashlib.sha256(extraction.text.encode("utf-8", "surrogatepass")).hexdigest()
    return as_json(extraction, path=path, text_sha256=digest)
