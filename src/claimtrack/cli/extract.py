"""`extract`: the statements of files, storing nothing."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AllowPrivateOption, ExtractorOption, FilesArgument, MaxSizeOption, ModelOption
from claimtrack.cli.output import counted, tell, watched, write
from claimtrack.config import chosen_extractor
from claimtrack.errors import UsageError
from claimtrack.reading.limits import MAX_SIZE

if TYPE_CHECKING:
    from claimtrack.extraction.values import Attribution, Extraction, Spans, Statement
    from claimtrack.services.inputs import Input


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(extract)


def extract(
    files: FilesArgument,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Write one JSON object a file, on one line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON array of them.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which words were taken for source, cue and content.")
    ] = False,
    extractor: ExtractorOption = None,
    model: ModelOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Read so many files at once.")] = 1,
    max_size: MaxSizeOption = MAX_SIZE,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Print the statements of articles: who says what, storing nothing.

    Example: claimtrack extract article.txt --jsonl
    """
    from claimtrack.extraction.contract import as_json as as_contract
    from claimtrack.services.inputs import gather

    if sum((as_json, as_jsonl, explain)) > 1:
        raise UsageError("choose one of --json, --jsonl and --explain")
    inputs = gather(files, max_size=max_size, allow_private=allow_private)
    extractions = _extractions(inputs, chosen_extractor(extractor, model), jobs=min(jobs, len(inputs)))
    found = []
    for one, path, extraction in zip(inputs, dict.fromkeys(files), extractions, strict=True):
        if not (as_json or as_jsonl):
            _explain(extraction) if explain else _print(extraction)
            tell(f"{one.name}: {counted(len(extraction.statements), 'statement')}; nothing was stored")
            continue
        digest = hashlib.sha256(extraction.text.encode("utf-8", "surrogatepass")).hexdigest()
        data = as_contract(extraction, path=path, text_sha256=digest)
        if as_jsonl:
            write(json.dumps(data))
        else:
            found.append(data)
    if as_json:
        write(json.dumps(found, indent=2))


def _extractions(inputs: "Sequence[Input]", extractor: str, *, jobs: int) -> "Iterator[Extraction]":
    """Read the inputs in order, several at once where more than one job is asked for."""
    read = partial(_extraction, extractor=extractor)
    watch = watched("reading")
    if jobs == 1:
        yield from map(read, watch(inputs))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process of its own for each job: ONNX Runtime's threads do not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for _, extraction in zip(watch(inputs), pool.map(read, inputs), strict=True):
            yield extraction


def _extraction(one: "Input", extractor: str) -> "Extraction":
    from claimtrack.extraction.registry import load_extractor
    from claimtrack.reading.read import read_document

    engine = load_extractor(extractor)
    return engine(read_document(one.data, name=one.name, charset=one.charset).text)


def _print(extraction: "Extraction") -> None:
    for place, statement in enumerate(extraction.statements, start=1):
        write(f"{place:>3}  {_who(extraction, statement)}{_marks(statement)}")
        write(f"     {_on_one_line(statement.text)}")


def _explain(extraction: "Extraction") -> None:
    """Show each attribution with the words that stand for its parts, and where they stand in the text."""
    for place, one in enumerate(extraction.attributions, start=1):
        sure = f"confidence {one.confidence:.2f}" if one.confidence is not None else "found by rules"
        inside = f", inside {one.inside + 1}" if one.inside is not None else ""
        write(f"{place:>3}  {_chain(one)}  ({sure}{inside})")
        for name, spans in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            for words in _words(extraction.text, spans) or ["none"]:
                write(f"     {name:<8} {words}")


def _words(text: str, spans: "Spans") -> list[str]:
    return [f"{start}-{end}: {_on_one_line(text[start:end])}" for start, end in spans]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _who(extraction: "Extraction", statement: "Statement") -> str:
    if statement.attribution is None:
        return "own voice"
    return _chain(extraction.attributions[statement.attribution])


def _chain(attribution: "Attribution") -> str:
    return " -> ".join([attribution.speaker or "nobody named", *attribution.via])


def _marks(statement: "Statement") -> str:
    marks = [caveat.kind.value for caveat in statement.caveats]
    if not statement.checkable:
        marks.append("not checkable")
    return f" [{', '.join(dict.fromkeys(marks))}]" if marks else ""
