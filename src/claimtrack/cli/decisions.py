"""What reviewers decide: take, release, confirm, dispute, refute, unverifiable, withdraw, reopen, said."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import ClaimsArgument, ReasonOption, VersionOption, given, numbers
from claimtrack.cli.output import tell, write
from claimtrack.errors import UsageError
from claimtrack.rules.words import Said, Status

if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.consequences import Reopened
    from claimtrack.services.desk import Desk
    from claimtrack.services.review import Moved

OverrideOption = Annotated[
    bool, typer.Option("--override", help="An editor's decision past the rules; takes --reason and shows everywhere.")
]
DespiteOption = Annotated[
    list[int] | None,
    typer.Option(
        "--despite", metavar="N", help="A piece of evidence against it that --reason answers.", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (take, release, confirm, dispute, refute, unverifiable, withdraw, reopen, said):
        app.command()(command)


@given
def take(claims: ClaimsArgument, desk: "Desk", if_version: VersionOption = None) -> None:
    """Take claims into review; they are yours until you release them.

    Example: claimtrack take 12 15-18
    """
    from claimtrack.services import review

    _tell_moves(review.take(desk, seen_by(desk, claims, if_version)))


@given
def release(claims: ClaimsArgument, desk: "Desk", if_version: VersionOption = None) -> None:
    """Give claims back, so that others can take them.

    Example: claimtrack release 12
    """
    from claimtrack.services import review

    _tell_moves(review.release(desk, seen_by(desk, claims, if_version)))


@given
def confirm(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
) -> None:
    """Mark claims confirmed. Takes evidence that does not come from whoever claims it.

    Example: claimtrack confirm 12
    """
    seen = seen_by(desk, claims, if_version)
    _decide(desk, seen, Status.CONFIRMED, reason=reason, despite=despite, override=override)


@given
def dispute(
    claims: ClaimsArgument, desk: "Desk", reason: ReasonOption = None, if_version: VersionOption = None
) -> None:
    """Mark claims disputed. Takes refuting evidence, a claim that denies it, or a reason.

    Example: claimtrack dispute 12 --reason "the ministry's own figures differ"
    """
    _decide(desk, seen_by(desk, claims, if_version), Status.DISPUTED, reason=reason)


@given
def refute(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
) -> None:
    """Mark claims refuted. Takes refuting evidence, as confirming takes supporting evidence.

    Example: claimtrack refute 12
    """
    seen = seen_by(desk, claims, if_version)
    _decide(desk, seen, Status.REFUTED, reason=reason, despite=despite, override=override)


@given
def unverifiable(
    claims: ClaimsArgument, desk: "Desk", reason: ReasonOption = None, if_version: VersionOption = None
) -> None:
    """Mark claims as such that cannot be verified, with the reason why.

    Example: claimtrack unverifiable 12 --reason "nobody who was there can be reached"
    """
    _decide(desk, seen_by(desk, claims, if_version), Status.UNVERIFIABLE, reason=reason)


@given
def withdraw(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    duplicate_of: Annotated[
        int | None, typer.Option(metavar="CLAIM", help="The claim that these repeat.", show_default=False)
    ] = None,
    if_version: VersionOption = None,
) -> None:
    """Withdraw claims: not a claim, wrongly extracted, or a duplicate. Nothing is deleted.

    Example: claimtrack withdraw 12 --reason "a photo caption, not a claim"
    """
    why = reason or (f"duplicate of claim {duplicate_of}" if duplicate_of is not None else None)
    seen = seen_by(desk, claims, if_version)
    _decide(desk, seen, Status.WITHDRAWN, reason=why, duplicate_of=duplicate_of)
    if duplicate_of is not None:
        _offer_evidence(desk, seen, duplicate_of)


@given
def reopen(claims: ClaimsArgument, desk: "Desk", reason: ReasonOption = None, if_version: VersionOption = None) -> None:
    """Take back a verdict or a withdrawal: the claims are unverified again.

    Example: claimtrack reopen 12 --reason "the register was a forgery"
    """
    _decide(desk, seen_by(desk, claims, if_version), Status.UNVERIFIED, reason=reason)


@given
def said(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM... verified|misquoted|not_found|unchecked",
            help="Claim numbers and ranges, then the answer.",
            show_default=False,
        ),
    ],
    desk: "Desk",
    reason: ReasonOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
) -> None:
    """Record whether it was really said by whoever it is attributed to. Never a verdict on whether it is true.

    Example: claimtrack said 12 verified
    """
    from claimtrack.services import review

    if len(words) < 2 or words[-1] not in [verdict.value for verdict in Said]:
        raise UsageError(
            f"end with the answer, one of {', '.join(verdict.value for verdict in Said)}: said 12 verified"
        )
    seen = seen_by(desk, words[:-1], if_version)
    for number, verdict in review.judge_said(desk, seen, Said(words[-1]), reason=reason, override=override):
        tell(f"claim {number}: said is {verdict.value.replace('_', ' ')}; whether it is true is another question")


def seen_by(desk: "Desk", claims: Sequence[str], version: int | None = None) -> "Seen":
    """Note which claims a command names, and at which version."""
    from claimtrack.services.claims import look

    named = numbers(claims)
    if version is not None and len(named) > 1:
        raise UsageError("--if-version is for one claim at a time")
    return look(desk, named, version=version)


def tell_reopened(reopened: "Iterable[Reopened]") -> None:
    """Say which verdicts fell, and why."""
    for fallen in reopened:
        tell(fallen.sentence)


def tell_outcome(desk: "Desk", words: str, reopened: "Iterable[Reopened]") -> None:
    """Say what was done, or would be in a rehearsal, and which verdicts fell with it."""
    fallen = list(reopened)
    if not desk.rehearsal:
        tell(words)
        tell_reopened(fallen)
        return
    tell(f"nothing was changed; this is what would be: {words}")
    tell_reopened(fallen)
    if not fallen:
        tell("no verdict would fall")


def _decide(
    desk: "Desk",
    seen: "Seen",
    to: Status,
    *,
    reason: str | None,
    despite: Sequence[int] | None = None,
    override: bool = False,
    duplicate_of: int | None = None,
) -> None:
    from claimtrack.services import review

    decision = review.Decision(to, reason, override, tuple(despite or ()), duplicate_of)
    _tell_moves(review.decide(desk, seen, decision))


def _offer_evidence(desk: "Desk", duplicates: "Seen", original: int) -> None:
    """Say how the evidence of duplicates comes to the claim that stands, where a person sees that it bears on it."""
    from claimtrack.services.pieces import lent

    offers = lent(desk, duplicates.numbers, to=original)
    if offers:
        tell(f"evidence stays where it is; what bears on claim {original} as well is attached there with:")
    for one in offers:
        write(f"claimtrack evidence carry {one.piece} --from {one.claim} --to {original}")


def _tell_moves(moves: "Iterable[Moved]") -> None:
    for move in moves:
        words = move.now.value.replace("_", " ")
        if move.overridden:
            words += " BY OVERRIDE, not independently confirmed"
        elif move.independent:
            words += ", independently"
        holder = f", with {move.holder}" if move.now is Status.IN_REVIEW and move.holder is not None else ""
        tell(f"claim {move.number} is {words}{holder} (was {move.was.value.replace('_', ' ')})")
