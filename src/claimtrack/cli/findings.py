"""`restate` and `find`: what the desk says of a claim in words of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    ClaimArgument,
    Form,
    NumbersArgument,
    ReasonOption,
    VersionOption,
    complete_ratings,
    given,
    seen_by,
)
from claimtrack.cli.output import emit, moment, program, table, tell
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.desk import Desk
    from claimtrack.services.marks.findings import Found
    from claimtrack.services.reports.concluded import Written

SentenceArgument = Annotated[
    str | None,
    typer.Argument(metavar="TEXT", help="The sentence; without it, every version is listed.", show_default=False),
]
ConclusionArgument = Annotated[
    str | None,
    typer.Argument(metavar="TEXT", help="The conclusion; without it, every version is listed.", show_default=False),
]
WithdrawOption = Annotated[bool, typer.Option("--withdraw", help="Let it stand no more; takes a reason.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(restate)
    app.command()(find)


@given
def restate(
    claim: ClaimArgument,
    desk: "Desk",
    form: Form,
    text: SentenceArgument = None,
    withdraw: WithdrawOption = False,
    reason: ReasonOption = None,
    if_version: VersionOption = None,
) -> None:
    """Say in a sentence of your own what the claim is that you checked: who, what, where, when.

    The article's words stay as they are, and the sentence stands beside them.

    Example: claimtrack restate 12 "Russian troops shelled Kramatorsk's station on 8 April 2022."
    """
    from claimtrack.services.marks import restatements as service
    from claimtrack.services.reports.concluded import restatements

    _one_thing(text, withdraw=withdraw, reason=reason, form=form, why=None)
    seen = seen_by(desk, [str(claim)], if_version)
    if withdraw:
        desk.enact(service.withdraw_restatement, seen, reason)
        tell(f"claim {claim}: the restatement is withdrawn")
    elif text is not None:
        done = desk.enact(service.restate, seen, text)
        tell(f"claim {claim} says so already" if done.said_so else f"claim {claim} is restated: {done.text}")
    else:
        _show(restatements(desk, claim), form, f"claim {claim} was never restated")


@given
def find(
    claims: NumbersArgument,
    desk: "Desk",
    form: Form,
    text: ConclusionArgument = None,
    rating: Annotated[
        str | None,
        typer.Option(
            metavar="RATING",
            help="How the claim is rated, in a word of the policy's scale: correct, misleading, false and others, "
            "unless the desk has its own.",
            autocompletion=complete_ratings,
            show_default=False,
        ),
    ] = None,
    withdraw: WithdrawOption = False,
    reason: ReasonOption = None,
    if_version: VersionOption = None,
) -> None:
    """Say for your readers what you found of a claim: a rating, and your conclusion in a sentence or a few.

    `claimtrack policy show` has the scale, and which verdicts each rating goes with.

    Example: claimtrack find 12 --rating misleading "The figure is right, but it counts the whole year."
    """
    from claimtrack.services.marks import findings as service
    from claimtrack.services.reports.concluded import findings

    _one_thing(text, withdraw=withdraw, reason=reason, form=form, why=rating)
    seen = seen_by(desk, [claims], if_version)
    if withdraw:
        desk.enact(service.withdraw_finding, seen, reason)
        tell(f"claim {_listed(seen.numbers)}: the finding is withdrawn")
    elif text is not None and rating is not None:
        done = desk.enact(service.find, seen, service.Conclusion(rating, text, reason))
        _tell_found(done)
    elif text is not None:
        raise UsageError(f"say how the claim is rated: --rating RATING; `{program()} policy show` has the words for it")
    else:
        _show(findings(desk, _only(seen)), form, f"nothing was ever found of claim {claims}")


def _one_thing(text: str | None, *, withdraw: bool, reason: str | None, form: Form, why: str | None) -> None:
    """Refuse options that say nothing together."""
    if withdraw and (text is not None or why is not None):
        raise UsageError("write it, or withdraw it with --withdraw, not both")
    if text is None and not withdraw and (reason is not None or why is not None):
        raise UsageError("say in words what it is: TEXT, in quotation marks")
    if form is not Form.TABLE and (withdraw or text is not None):
        raise UsageError(f"--{form.value} is for the list of versions: leave out the rest")


def _only(seen: "Seen") -> int:
    if len(seen.numbers) > 1:
        raise UsageError("say how the claims are rated, and what you found: --rating RATING TEXT")
    return seen.numbers[0]


def _tell_found(done: "Found") -> None:
    left = f"{_listed(done.left)} says so already" if done.left else ""
    rated = f"claim {_listed(done.claims)}: {done.rating}" if done.claims else ""
    tell("; ".join(words for words in (rated, left if rated or not left else f"claim {left}") if words))


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _show(versions: "Sequence[Written]", form: Form, none: str) -> None:
    if form is not Form.TABLE:
        emit([_row(one) for one in versions], form)
        return
    if not versions:
        tell(none)
        return
    rows = [[one.line.version, _state(one), one.line.by, moment(one.line.at), _words(one)] for one in versions]
    table(rows, ["version", "stands", "by", "when", "words"], flexible=[1, 4])


def _state(one: "Written") -> str:
    if one.withdrawn_by is not None:
        return f"withdrawn by {one.withdrawn_by}"
    if one.ended_at is not None:
        return "no"
    return "yes" if one.line.fits else f"yes, and no longer fits: {'; '.join(one.line.misfits)}"


def _words(one: "Written") -> str:
    return f"{one.rating}: {one.line.text}" if one.rating is not None else one.line.text


def _row(one: "Written") -> dict[str, object]:
    return {
        **asdict(one.line),
        "stands": one.ended_at is None,
        "ended": one.ended_at,
        "withdrawn_by": one.withdrawn_by,
    }
