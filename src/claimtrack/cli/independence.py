"""`independence`: which evidence of a claim counts, why the rest does not, what is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.given import ClaimsArgument, Form, given, numbers
from claimtrack.cli.output import emit, spelled, wrapped, write

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.explanation import Explained


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(independence)


@given
def independence(claims: ClaimsArgument, desk: "Desk", form: Form) -> None:
    """Show which evidence of claims counts, why each other piece does not, and what is missing.

    Example: claimtrack independence 12
    """
    from claimtrack.services.verdicts import explanation as service

    explained = service.each(desk, numbers(claims))
    if form is not Form.TABLE:
        emit([_row(found) for found in explained], form)
        return
    write("\n\n".join("\n".join(_lines(found)) for found in explained))


def _lines(found: "Explained") -> list[str]:
    lines = [f"claim {found.claim} is {found.status.replace('_', ' ')}{' BY OVERRIDE' if found.overridden else ''}"]
    lines += _side("for it", found.supporting.sentences())
    lines += _side("against it", found.refuting.sentences()) if found.refuting.weighed else []
    lines += [line for piece in found.unanswered for line in wrapped(f"evidence {piece} is not answered", "  ")]
    if found.remedies:
        lines += ["", "what would help", *(line for words in found.remedies for line in wrapped(words, "  "))]
    return lines


def _side(title: str, sentences: Sequence[str]) -> list[str]:
    return ["", title, *(line for words in sentences for line in wrapped(words, "  "))]


def _row(found: "Explained") -> dict[str, object]:
    supporting, refuting = (
        [{"evidence": piece.number, "counts": piece.counts, "reason": piece.reason} for piece in side.weighed]
        for side in (found.supporting, found.refuting)
    )
    return {
        "claim": found.claim,
        "status": found.status,
        "overridden": found.overridden,
        "required": found.supporting.required,
        "required_to_refute": found.refuting.required,
        "reached": found.supporting.reached,
        "enough": found.supporting.enough,
        "exact": found.supporting.exact,
        "because": list(found.supporting.because),
        "missing": found.supporting.missing,
        "supporting": supporting,
        "refuting": refuting,
        "unanswered": list(found.unanswered),
        "remedies": [spelled(words) for words in found.remedies],
    }
