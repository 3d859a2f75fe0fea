"""`model`: what the learned engine is made of."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from claimtrack.cli.group import Commands
from claimtrack.cli.output import table, wrapped, write
from claimtrack.config import Model

models = typer.Typer(cls=Commands, help="The models that the learned engine reads with.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(models, name="model")


@models.callback()
def _model() -> None:
    """Keep `model` a group while it has one command."""


@models.command()
def info(
    model: Annotated[Model, typer.Argument(help="Which model.")] = Model.DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="Write the card as it is kept, in JSON.")] = False,
) -> None:
    """Print a model's card: its data, recipe, figures with the commands that give them, and known failures.

    Example: claimtrack model info
    """
    from claimtrack.services import models as service

    card = service.card(model)
    if as_json:
        write(json.dumps(card, indent=2, ensure_ascii=False))
        return
    for label, words in _papers(card):
        write("\n".join(wrapped(words, f"{label:<15}")))
    for extractor, figures in card.get("figures", {}).items():
        _figures(extractor, figures)


def _papers(card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the card says of the model, each with its label."""
    for name in ("name", "what", "data", "encoder", "method", "licence"):
        yield name, card[name]
    taught = card["taught_on"]
    yield "taught on", f"{taught['articles']} articles, {taught['attributions']} attributions"
    yield "size", _listed(card["size"])
    for teacher in card["teachers"]:
        yield "teacher", _listed(teacher["recipe"])
        for line in teacher["log"]:
            yield "its log", _listed(line)
    yield "recipe", _listed(card["recipe"])
    if "note" in card:
        yield "note", card["note"]
    for line in card["log"]:
        yield "log", _listed(line)
    yield from _of_statements(card["statements"])
    for failure in card["known_failures"]:
        yield "known failure", failure
    for name, digest in card["files"].items():
        yield "file", f"{name}, SHA-256 {digest}"


def _of_statements(held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the card says of what the model learned of statements, run by run."""
    for label, name in (("statements", "what"), ("their data", "data"), ("their method", "method")):
        if name in held:
            yield label, held[name]
    for run in held.get("runs", ()):
        yield "taught on", f"{run['taught_on']['texts']} texts, {run['taught_on']['statements']} statements"
        yield "recipe", _listed(run["recipe"])
        for line in run["log"]:
            yield "log", _listed(line)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _figures(extractor: str, figures: Mapping[str, Any]) -> None:
    write(f"\nfigures of `{extractor}` on the development articles, in percent; they come from:")
    write(f"  {figures['command']}")
    is_of_statements = "spans" not in figures
    if is_of_statements:
        measured = {"found": figures["found"], "with the right speaker": figures["right"]}
    else:
        measured = figures["spans"]
    table(
        [[name, one["precision"], one["recall"], one["f1"]] for name, one in measured.items()],
        ["figure", "precision", "recall", "F1"],
    )
    if is_of_statements:
        write(f"\ncheckable: right of {figures['checkable']} in 100 found")
    what = "statements" if is_of_statements else "attributions"
    if figures["reliability"]:
        write(f"\nhow often {what} of each confidence are right:")
        table(
            [
                [f"{one['low']:.1f} to {one['high']:.1f}", one["count"], one["confidence"], one["right"]]
                for one in figures["reliability"]
            ],
            ["confidence", what, "mean confidence", "share right"],
        )
    for name, one in figures.get("natures", {}).items():
        write(
            f"\n{name}: {one['right']} right of {one['found']} found; "
            f'always saying "{one["always"]}": {one["always_right"]}'
        )
        table(one["confusion"], ["reader says", "engine says", "attributions"])
