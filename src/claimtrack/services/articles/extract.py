"""Find the statements of what a user names, storing nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from claimtrack.config import MAX_SIZE
from claimtrack.extraction.contract import as_json
from claimtrack.extraction.progress import Listener, heard_by
from claimtrack.extraction.registry import load_extractor
from claimtrack.reading.document import PassedOver
from claimtrack.reading.read import read_document
from claimtrack.rules.stated import pieced
from claimtrack.services.articles.posts import with_posts
from claimtrack.services.inputs import Input, gather


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read, and the JSON object of the contract ``claimtrack extract --jsonl`` with what was found in it.

    ``notices`` are sentences on how the text was read, ``looks_like`` says what it is if no article, and
    ``passed_over`` is what the file holds and the text does not, with the reason.
    """

    name: str
    contract: dict[str, Any]
    looks_like: str | None = None
    notices: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def extract(
    files: Sequence[str],
    *,
    extractor: str,
    jobs: int = 1,
    max_size: int = MAX_SIZE,
    allow_private: bool = False,
    encoding: str | None = None,
    progress: Callable[[Sequence[Input]], Iterable[Input]] = iter,
    heard: Listener | None = None,
) -> Iterator[Extracted]:
    """Read everything that is named with one engine, in order; ``jobs`` at once where more than one is asked for.

    ``progress`` goes through the inputs; where one is read at a time, ``heard`` is told which share of it is read.
    Raises NotFound or InvalidInput before anything is read where something cannot be had, UsageError for an engine
    or an encoding that is not there.
    """
    inputs = gather(files, max_size=max_size, allow_private=allow_private, encoding=encoding)
    read, paths = partial(_extracted, extractor=extractor), list(dict.fromkeys(files))
    if min(jobs, len(inputs)) == 1:
        for one, path in zip(progress(inputs), paths, strict=True):
            with heard_by(heard):
                found = read(one, path)
            yield found
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process of its own for each job: ONNX Runtime's threads do not survive a fork.
    with ProcessPoolExecutor(min(jobs, len(inputs)), mp_context=get_context("spawn")) as pool:
        for _, found in zip(progress(inputs), pool.map(read, inputs, paths), strict=True):
            yield found


def words(statement: Mapping[str, Any]) -> str:
    """Return the words of a statement of the contract, its pieces apart."""
    return pieced(statement["text"], statement["spans"])


def _extracted(one: Input, path: str, *, extractor: str) -> Extracted:
    engine = load_extractor(extractor)
    document = read_document(one.data, name=one.name, charset=one.charset)
    extraction = engine(document.text)
    digest = hashlib.sha256(extraction.text.encode("utf-8", "surrogatepass")).hexdigest()
    contract = with_posts(as_json(extraction, path=path, text_sha256=digest), document.posts)
    return Extracted(one.name, contract, document.looks_like, document.notices, document.passed_over)
