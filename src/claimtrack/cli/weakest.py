"""`weakest`: what verdicts hang on, and which of them hang on the least."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, given
from claimtrack.cli.output import counted, emit, shortened, table, tell, wrapped, write

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.weakest import Weakest

_TEXT = 60


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(weakest)


@given
def weakest(
    desk: "Desk",
    form: Form,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[CLAIM]", help="A claim's number; without it all verdicts.", show_default=False),
    ] = None,
    article: Annotated[
        int | None, typer.Option("--article", metavar="N", help="Of this article alone.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many at most.")] = 50,
) -> None:
    """Show the fewest assumptions whose failing would take a verdict away; without a number the weakest verdicts first.

    An assumption is that two sources have nothing to do with each other, that a piece is a record or first-hand, that
    an editor knows an unnamed person, that an earlier claim stands, or that a relation held on those days alone. Every
    set of one or two is found.

    Example: claimtrack weakest 12
    """
    from claimtrack.services.verdicts import weakest as service

    found = [service.of(desk, number)] if number is not None else service.all_of(desk, article=article)
    shown = found[:limit]
    if form is not Form.TABLE:
        emit([_row(one) for one in shown], form)
    elif number is not None:
        write("\n".join(_page(found[0])))
    elif not shown:
        tell("no claim is confirmed or refuted")
    else:
        rows = [[one.claim, _standing(one), shortened(one.text, _TEXT), _line(one)] for one in shown]
        table(rows, ["claim", "status", "claim's words", "what it hangs on"], flexible=[2, 3])
        if len(found) > limit:
            tell(f"the weakest {limit} of {counted(len(found), 'verdict')}; --limit shows more")


def _standing(one: "Weakest") -> str:
    return f"{one.status.replace('_', ' ')}{' BY OVERRIDE' if one.overridden else ''}"


def _line(one: "Weakest") -> str:
    return one.found.line() if one.found is not None else f"it {one.why_not}"


def _page(one: "Weakest") -> list[str]:
    lines = [f"claim {one.claim} is {_standing(one)}"]
    if one.found is None:
        return [*lines, *wrapped(f"it {one.why_not}", "  ")]
    spare = f"{counted(one.found.spare, 'origin')} beyond those needed" if one.found.spare else "no origin to spare"
    lines += ["", f"it falls ({spare})" if one.found.sets else f"{one.found.line()} ({spare})"]
    lines += [line for words in one.found.sentences() for line in wrapped(words, "  ")]
    return lines if one.found.exact else [*lines, "", "there are too many pieces to try every pair; there may be more"]


def _row(one: "Weakest") -> dict[str, object]:
    found = one.found
    return {
        "claim": one.claim,
        "status": one.status,
        "overridden": one.overridden,
        "spare": found.spare if found is not None else None,
        "smallest": found.smallest if found is not None else None,
        "exact": found.exact if found is not None else None,
        "sets": [
            [{"kind": pin.pin, "one": pin.one, "other": pin.other, "if": words} for pin, words in some]
            for some in (found.sets if found is not None else ())
        ],
        "why_not": one.why_not,
    }
