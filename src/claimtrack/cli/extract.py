"""`extract`: the statements of files, storing nothing."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.given import (
    AllowPrivateOption,
    EncodingOption,
    ExtractorOption,
    FilesArgument,
    JobsOption,
    MaxSizeOption,
    ModelOption,
)
from claimtrack.cli.output import counted, tell, watched, write
from claimtrack.cli.tally import Tally
from claimtrack.cli.telling import UNREAD, unread_language
from claimtrack.config import MAX_SIZE, chosen_extractor
from claimtrack.errors import UsageError
from claimtrack.vocabulary import Nature, counts_unjudged

if TYPE_CHECKING:
    from claimtrack.services.articles.extract import Extracted


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(extract)


def extract(
    files: FilesArgument,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Write one JSON object a file, on one line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON array of them.")] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Show which words were taken for statement, source and cue, and which were skipped."
        ),
    ] = False,
    extractor: ExtractorOption = None,
    model: ModelOption = None,
    jobs: JobsOption = 1,
    encoding: EncodingOption = None,
    max_size: MaxSizeOption = MAX_SIZE,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Print the statements of articles: who says what, storing nothing.

    Example: claimtrack extract article.txt --jsonl
    """
    from claimtrack.services.articles import extract as service
    from claimtrack.services.inputs import expect, named_once

    if sum((as_json, as_jsonl, explain)) > 1:
        raise UsageError("choose one of --json, --jsonl and --explain")
    names = named_once(files)
    if jobs == 1:
        expect(names)
    bar = watched("reading")
    extracted = service.extract(
        names,
        extractor=chosen_extractor(extractor, model),
        jobs=jobs,
        max_size=max_size,
        allow_private=allow_private,
        encoding=encoding,
        heard=bar.within,
    )
    tally = Tally(names, "read")
    found = tally.good(bar.beside(names, extracted))
    if as_json:
        read = list(found)
        write(json.dumps([one.contract for one in read], indent=2))
        for one in read:
            _warn(one)
    for one in found:
        if as_jsonl:
            write(json.dumps(one.contract))
            _warn(one)
            continue
        _explain(one) if explain else _print(one.contract)
        _warn(one)
        tell(f"{one.name}: {counted(len(one.contract['statements']), 'statement')}; nothing was stored")
    tally.settle()


def _print(found: Mapping[str, Any]) -> None:
    from claimtrack.services.articles.extract import words

    for place, statement in enumerate(found["statements"], start=1):
        write(f"{place:>3}  {_who(found, statement)}{_marks(statement)}")
        write(f"     {_on_one_line(words(statement))}")


def _explain(extracted: "Extracted") -> None:
    """Show where each statement stands and what was taken for its source and cue, and what was left out.

    Statements have the numbers of plain `extract`. Attributions that make no statement ("declined to comment") stand
    after them.
    """
    found = extracted.contract
    numbers: dict[int, int] = {}
    for place, statement in enumerate(found["statements"], start=1):
        index = statement["attribution"]
        one = None if index is None else found["attributions"][index]
        sure = "" if one is None else f"  ({_sure(one, numbers)})"
        write(f"{place:>3}  {_who(found, statement)}{_marks(statement)}{sure}")
        _parts(found["text"], {"words": statement["spans"], **_told_by(one)})
        _parts(found["text"], {caveat["kind"]: caveat["spans"] for caveat in statement["caveats"]}, empty=False)
        if index is not None:
            numbers.setdefault(index, place)
    for index, one in enumerate(found["attributions"]):
        if index not in numbers:
            write(f"  -  no statement: {_chain(one)}  ({_sure(one, numbers)})")
            _parts(found["text"], {"words": one["content"], **_told_by(one)})

    for one in found["skipped"]:
        for words in _words(found["text"], one["spans"]):
            write(f"  -  {one['why']:<9} {words}")

    for passed in extracted.passed_over:
        write(f"  -  not read, {passed.why}: {_on_one_line(passed.text)}")


def _sure(attribution: Mapping[str, Any], numbers: Mapping[int, int]) -> str:
    """Say how an attribution was found, and in which statement's words; ``numbers`` are the statements' so far."""
    confidence, inside = attribution["confidence"], attribution["inside"]
    found = "found by rules" if confidence is None else f"confidence {confidence:.2f}"
    return found if inside not in numbers else f"{found}, inside {numbers[inside]}"


def _told_by(attribution: Mapping[str, Any] | None) -> dict[str, Sequence[Sequence[int]]]:
    return {} if attribution is None else {name: attribution[name] for name in ("source", "cue")}


def _parts(text: str, parts: Mapping[str, Sequence[Sequence[int]]], *, empty: bool = True) -> None:
    for name, spans in parts.items():
        for words in _words(text, spans) or ["none"] * empty:
            write(f"     {name:<8} {words}")


def _warn(extracted: "Extracted") -> None:
    """Say what a reader should know of how a file was read."""
    name = extracted.name
    if extracted.looks_like is not None:
        tell(f"{name}: this looks like {extracted.looks_like}, not like an article")
    for notice in extracted.notices:
        tell(f"{name}: {notice}")
    language = unread_language(extracted.contract["language"])
    if language is not None:
        tell(f"{name}: {language}, and English is what is read: {UNREAD}")


def _words(text: str, spans: Sequence[Sequence[int]]) -> list[str]:
    return [f"{start}-{end}: {_on_one_line(text[start:end])}" for start, end in spans]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _who(found: Mapping[str, Any], statement: Mapping[str, Any]) -> str:
    if statement["own_voice"] is None:
        return "unread"
    if statement["attribution"] is None:
        perhaps = statement["perhaps"]
        return "own voice" if perhaps is None else f"own voice, perhaps {_chain(found['attributions'][perhaps])}"
    return _chain(found["attributions"][statement["attribution"]])


def _chain(attribution: Mapping[str, Any]) -> str:
    denying = ", denying it" if attribution["nature"] == Nature.DENIES else ""
    return " -> ".join([(attribution["speaker"] or "nobody named") + denying, *attribution["via"]])


def _doubt(caveat: Mapping[str, Any]) -> str:
    """Return a doubt's kind, with a question mark where the engine is not sure enough for it to count."""
    return f"{caveat['kind']}{'' if counts_unjudged(caveat['confidence']) else '?'}"


def _marks(statement: Mapping[str, Any]) -> str:
    marks = ["headline"] if statement["headline"] else []
    marks += [_doubt(caveat) for caveat in statement["caveats"]]
    if not statement["checkable"]:
        marks.append("not checkable")
    return f" [{', '.join(dict.fromkeys(marks))}]" if marks else ""
