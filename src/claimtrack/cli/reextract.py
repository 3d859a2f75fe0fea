"""`reextract`: read an article on record again."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import ArticleArgument, ExtractorOption, ModelOption, given
from claimtrack.cli.output import counted, program, shortened, tell, wrapped, write
from claimtrack.config import chosen_extractor

if TYPE_CHECKING:
    from claimtrack.services.articles.reextract import Reading, Reextracted, WorkedOn
    from claimtrack.services.desk import Desk

_WORDS = 160
"""How many characters of a claim are shown."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(reextract)


@given
def reextract(
    article: ArticleArgument,
    desk: "Desk",
    extractor: ExtractorOption = None,
    model: ModelOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Read an article on record again. What nobody worked on follows the new reading, all else stays as it is.

    Example: claimtrack reextract 1 --dry-run
    """
    from claimtrack.services.articles import reextract as service

    read = service.rehearse if dry_run else service.reextract
    done = read(desk, article, chosen_extractor(extractor, model))
    if as_json:
        write(json.dumps({**asdict(done), "dry_run": dry_run}, indent=2))
    else:
        write("\n".join(line for label, words in _lines(done) for line in wrapped(words, f"{label:<12}  ")))
    tell(_summary(done))
    if dry_run:
        tell("nothing was written; leave --dry-run out to do it")
    elif done.changes:
        tell(f"next: {program()} list --unverified --article {article}")


def _lines(done: "Reextracted") -> Iterator[tuple[str, str]]:
    """Say what becomes of each claim: what happens to it, and the claim."""
    if done.unchanged:
        yield "as it was", _numbers(done.unchanged)
    if done.refreshed:
        yield "updated", f"{_numbers(done.refreshed)}: same words and speaker, with what the engine says of them now"
    for one in done.superseded:
        by = ", ".join(map(_numbered, one.by)) or "nothing"
        yield "superseded", f'claim {one.claim} by {by}: "{shortened(one.text, _WORDS)}"'
    for kept in done.worked_on:
        yield "kept", _kept(kept)
    for found in done.found:
        yield "new", f'{_numbered(found)}, {_who(found)}: "{shortened(found.text, _WORDS)}"'


def _kept(kept: "WorkedOn") -> str:
    words = f"claim {kept.claim} {kept.because}"
    if kept.beside:
        words += f"; read otherwise now, as {', '.join(map(_numbered, kept.beside))}"
    if kept.otherwise is not None:
        words += f"; the engine gives its words to {_who(kept.otherwise)}"
    return words


def _numbered(found: "Reading") -> str:
    return f"claim {found.claim}" if found.claim is not None else "a new claim"


def _who(found: "Reading") -> str:
    if found.own_voice is None:
        return "unread"
    return "own voice" if found.own_voice else found.speaker or "nobody named"


def _numbers(claims: Sequence[int]) -> str:
    """Write numbers as commands take them: ``claim 1-4,7``."""
    runs: list[list[int]] = []
    for number in claims:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return f"claim {', '.join(str(first) if first == last else f'{first}-{last}' for first, last in runs)}"


def _summary(done: "Reextracted") -> str:
    engines = f"article {done.article}, read with {done.extractor} (was {done.before})"
    if not done.changes:
        return f"{engines}: it stands on record as the engine reads it; nothing changed"
    return (
        f"{engines}: {counted(len(done.found), 'new claim')}, {len(done.superseded)} superseded, "
        f"{len(done.refreshed)} updated, {len(done.unchanged)} as they were, {len(done.worked_on)} worked on and kept"
    )
