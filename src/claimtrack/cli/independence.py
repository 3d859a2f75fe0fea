"""`independence`: which evidence of a claim counts, why the rest does not, what is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.given import ClaimArgument, Form, given
from claimtrack.cli.output import emit, spelled, wrapped, write

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.explanation import Explained


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(independence)


@given
def independence(number: ClaimArgument, desk: "Desk", form: Form) -> None:
    """Show which evidence of a claim counts, why each other piece does not, and what is missing.

    Example: claimtrack independence 12
    """
    from claimtrack.services.verdicts import explanation as service

    found = service.of(desk, number)
    if form is not Form.TABLE:
        emit([_row(found)], form)
        return
    lines = [f"claim {found.claim} is {found.status.replace('_', ' ')}{' BY OVERRIDE' if found.overridden else ''}"]
    lines += _side("for it", found.supporting.sentences())
    lines += _side("against it", found.refuting.sentences()) if found.refuting.weighed else []
    lines += [line for piece in found.unanswered for line in wrapped(f"evidence {piece} is not answered", "  ")]
    if found.remedies:
        lines += ["", "what would help", *(line for words in found.remedies for line in wrapped(words, "  "))]
    write("\n".join(lines))


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
