"""`extract`: the statements of files, storing nothing."""

import hashlib
import json
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.ingest import AllowPrivateOption, FilesArgument, MaxSizeOption
from claimtrack.cli.output import counted, tell, write
from claimtrack.errors import UsageError
from claimtrack.reading.limits import MAX_SIZE

if TYPE_CHECKING:
    from claimtrack.extraction.values import Extraction, Statement
    from claimtrack.services.inputs import Input


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(extract)


def extract(
    files: FilesArgument,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Write one JSON object a file, on one line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON array of them.")] = False,
    extractor: Annotated[str, typer.Option(metavar="NAME", help="The engine that reads.")] = "rules",
    max_size: MaxSizeOption = MAX_SIZE,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Print the statements of articles: who says what, storing nothing.

    Example: claimtrack extract article.txt --jsonl
    """
    from claimtrack.extraction.contract import as_json as as_contract
    from claimtrack.extraction.registry import load_extractor
    from claimtrack.reading.read import read_document
    from claimtrack.services.inputs import gather

    if as_json and as_jsonl:
        raise UsageError("choose one of --json and --jsonl")
    engine = load_extractor(extractor)
    inputs = gather(files, max_size=max_size, allow_private=allow_private)
    found = []
    for one, path in zip(inputs, dict.fromkeys(files), strict=True):
        extraction = engine(read_document(one.data, name=one.name, charset=one.charset).text)
        if not (as_json or as_jsonl):
            _print(one, extraction)
            continue
        digest = hashlib.sha256(extraction.text.encode("utf-8", "surrogatepass")).hexdigest()
        data = as_contract(extraction, path=path, text_sha256=digest)
        if as_jsonl:
            write(json.dumps(data))
        else:
            found.append(data)
    if as_json:
        write(json.dumps(found, indent=2))


def _print(one: "Input", extraction: "Extraction") -> None:
    for place, statement in enumerate(extraction.statements, start=1):
        write(f"{place:>3}  {_who(extraction, statement)}{_marks(statement)}")
        write(f"     {' '.join(statement.text.split())}")
    tell(f"{one.name}: {counted(len(extraction.statements), 'statement')}; nothing was stored")


def _who(extraction: "Extraction", statement: "Statement") -> str:
    if statement.attribution is None:
        return "own voice"
    attribution = extraction.attributions[statement.attribution]
    return " -> ".join([attribution.speaker or "nobody named", *attribution.via])


def _marks(statement: "Statement") -> str:
    marks = [caveat.kind.value for caveat in statement.caveats]
    if not statement.checkable:
        marks.append("not checkable")
    return f" [{', '.join(dict.fromkeys(marks))}]" if marks else ""
