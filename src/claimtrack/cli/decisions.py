"""What reviewers decide: take, assign, release, confirm, dispute, refute, unverifiable, withdraw, reopen, said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    ClaimsArgument,
    DryRunOption,
    ReasonOption,
    VersionOption,
    complete_claims,
    complete_tags,
    given,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import program, tell, write
from claimtrack.cli.piece import Piece, tell_attached
from claimtrack.cli.telling import attempts_told, tell_answers, tell_moves, tell_rehearsed, tell_reopened
from claimtrack.errors import UsageError
from claimtrack.vocabulary import Said, Serves, Stance, Status

if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.answers import Answered
    from claimtrack.services.verdicts.decisions import Moved
    from claimtrack.services.verdicts.on_evidence import Rested

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
    for command in (take, assign, release, confirm, dispute, refute, unverifiable, withdraw, reopen, said):
        app.command()(command)


@given
def take(
    desk: "Desk",
    claims: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CLAIM...",
            help="Claim numbers and ranges, such as 12 15-18; with --next, how many (1 unless you say).",
            autocompletion=complete_claims,
            show_default=False,
        ),
    ] = None,
    next_: Annotated[
        bool, typer.Option("--next", help="Take what comes next in the queue and is with nobody.")
    ] = False,
    article: Annotated[
        int | None, typer.Option(metavar="N", help="With --next: only of this article.", show_default=False)
    ] = None,
    tag: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="With --next: only with this tag.",
            autocompletion=complete_tags,
            show_default=False,
        ),
    ] = None,
    if_version: VersionOption = None,
) -> None:
    """Take claims into review; they are yours until you release them.

    Example: claimtrack take 12 15-18
    """
    from claimtrack.services.verdicts import queue

    if next_:
        if if_version is not None:
            raise UsageError("--if-version is for a claim that you name, not for --next")
        _tell_handed_out(desk.enact(queue.take_next, _how_many(claims or []), article=article, tag=tag))
        return
    if article is not None:
        raise UsageError(f"--article is for --next: {program()} take --next --article 1")
    if tag is not None:
        raise UsageError(f"--tag is for --next: {program()} take --next --tag elections")
    if not claims:
        raise UsageError("say which claims to take, such as 12 15-18, or --next for what comes next in the queue")
    tell_moves(desk.enact(queue.take, seen_by(desk, claims, if_version)))


@given
def assign(
    claims: ClaimsArgument,
    desk: "Desk",
    to: Annotated[str, typer.Option(metavar="NAME", help="Who shall have them.", show_default=False)],
    if_version: VersionOption = None,
) -> None:
    """Hand claims to a reviewer. An editor's right, unless it is to yourself.

    Example: claimtrack assign 12 15-18 --to ben
    """
    from claimtrack.services.verdicts import queue

    tell_moves(desk.enact(queue.assign, seen_by(desk, claims, if_version), to))


@given
def release(claims: ClaimsArgument, desk: "Desk", if_version: VersionOption = None) -> None:
    """Give claims back, so that others can take them.

    Example: claimtrack release 12
    """
    from claimtrack.services.verdicts import queue

    tell_moves(desk.enact(queue.release, seen_by(desk, claims, if_version)))


@given
def confirm(
    claims: ClaimsArgument,
    desk: "Desk",
    brings: "Piece | None",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims confirmed. Takes evidence that is not from whoever claims it, attached before or along with it.

    Of whom it comes from, say whom they belong to: --part-of, or --unaffiliated where you looked and it is nobody.

    Example: claimtrack confirm 12 --evidence register.pdf --source "Civil registry" --excerpt "82 entries"
    --unaffiliated "its own statute; asked its keeper"
    """
    seen = seen_by(desk, claims, if_version)
    decision = _Asked(Status.CONFIRMED, reason=reason, despite=despite, override=override)
    _decide(rehearsed(desk, dry_run), seen, decision, brings)


@given
def dispute(
    claims: ClaimsArgument,
    desk: "Desk",
    brings: "Piece | None",
    reason: ReasonOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims disputed. Takes refuting evidence, a claim that denies it, or a reason.

    Example: claimtrack dispute 12 --reason "the ministry's own figures differ"
    """
    seen = seen_by(desk, claims, if_version)
    _decide(rehearsed(desk, dry_run), seen, _Asked(Status.DISPUTED, reason=reason), brings)


@given
def refute(
    claims: ClaimsArgument,
    desk: "Desk",
    brings: "Piece | None",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims refuted. Takes refuting evidence, as confirming takes supporting evidence.

    Of whom it comes from, say whom they belong to: --part-of, or --unaffiliated where you looked and it is nobody.

    Example: claimtrack refute 12 --evidence register.pdf --source "Civil registry" --excerpt "28 entries"
    --unaffiliated "its own statute; asked its keeper"
    """
    seen = seen_by(desk, claims, if_version)
    decision = _Asked(Status.REFUTED, reason=reason, despite=despite, override=override)
    _decide(rehearsed(desk, dry_run), seen, decision, brings)


@given
def unverifiable(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims as such that cannot be verified, with the reason why. Lists the attempts on record.

    Example: claimtrack unverifiable 12 --reason "nobody who was there can be reached"
    """
    seen = seen_by(desk, claims, if_version)
    _decide(rehearsed(desk, dry_run), seen, _Asked(Status.UNVERIFIABLE, reason=reason))
    for words in attempts_told(desk, seen.numbers):
        tell(words)


@given
def withdraw(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    duplicate_of: Annotated[
        int | None, typer.Option(metavar="CLAIM", help="The claim that these repeat.", show_default=False)
    ] = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Withdraw claims: not a claim, wrongly extracted, or a duplicate. Nothing is deleted.

    Example: claimtrack withdraw 12 --reason "a photo caption, not a claim"
    """
    why = reason or (f"duplicate of claim {duplicate_of}" if duplicate_of is not None else None)
    seen = seen_by(desk, claims, if_version)
    decision = _Asked(Status.WITHDRAWN, reason=why, duplicate_of=duplicate_of)
    _decide(rehearsed(desk, dry_run), seen, decision)
    if duplicate_of is not None and not dry_run:
        _offer_evidence(desk, seen, duplicate_of)


@given
def reopen(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take back a verdict or a withdrawal: the claims are unverified again.

    Example: claimtrack reopen 12 --reason "the register was a forgery"
    """
    seen = seen_by(desk, claims, if_version)
    _decide(rehearsed(desk, dry_run), seen, _Asked(Status.UNVERIFIED, reason=reason))


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
    brings: "Piece | None",
    reason: ReasonOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record whether it was really said by whoever it is attributed to. Never a verdict on whether it is true.

    Example: claimtrack said 12 verified --evidence minutes.pdf --basis verbatim --source Clerk --excerpt "It is over"
    """
    from claimtrack.services.verdicts import answers

    if len(words) < 2 or words[-1] not in [verdict.value for verdict in Said]:
        raise UsageError(
            f"end with the answer, one of {', '.join(verdict.value for verdict in Said)}; for example "
            f"`{program()} said 12 verified`"
        )
    seen, verdict = seen_by(desk, words[:-1], if_version), Said(words[-1])
    desk = rehearsed(desk, dry_run)
    if brings is None:
        told: Sequence[Answered] = desk.enact(answers.judge_said, seen, verdict, reason=reason, override=override)
    else:
        told = _said_on(desk, brings, seen, verdict, reason, override=override).said
    tell_rehearsed(desk)
    tell_answers(told)


def _said_on(
    desk: "Desk", piece: "Piece", seen: "Seen", verdict: Said, reason: str | None, *, override: bool
) -> "Rested":
    from claimtrack.services.verdicts.on_evidence import judge_said_on

    stance = {Said.VERIFIED: Stance.SUPPORTS, Said.MISQUOTED: Stance.REFUTES}.get(verdict)
    if stance is None:
        raise UsageError(
            f"no piece shows that it is {verdict.words}; note what was tried with `{program()} attempt`, and leave "
            "--evidence out"
        )
    brought = piece.brought(desk, seen.numbers, stance, Serves.SAID)
    rested = desk.enact(judge_said_on, seen, brought, verdict, reason=reason, override=override)
    _tell_rested(desk, rested)
    return rested


def _tell_handed_out(moves: "Sequence[Moved]") -> None:
    """Say which claims came out of the queue."""
    tell_moves(moves)
    if not moves:
        tell(f"nothing waits that nobody has; `{program()} list --unverified` shows who has what")


def _how_many(words: Sequence[str]) -> int:
    """Read how many claims ``--next`` shall take."""
    if not words:
        return 1
    if len(words) > 1 or not re.fullmatch("[1-9][0-9]{0,3}", words[0]):
        raise UsageError(f"say how many --next shall take, up to 9999: {program()} take --next 5")
    return int(words[0])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The verdict that a command asks for."""

    to: Status
    reason: str | None = None
    despite: Sequence[int] | None = None
    override: bool = False
    duplicate_of: int | None = None


_STANCES = {Status.CONFIRMED: Stance.SUPPORTS, Status.REFUTED: Stance.REFUTES, Status.DISPUTED: Stance.REFUTES}
"""What a piece that comes with a verdict does for the claim."""


def _decide(desk: "Desk", seen: "Seen", asked: _Asked, piece: "Piece | None" = None) -> None:
    from claimtrack.services.verdicts import decisions

    decision = decisions.Decision(
        asked.to, asked.reason, asked.override, tuple(asked.despite or ()), asked.duplicate_of
    )
    if piece is None:
        moves: Sequence[Moved] = desk.enact(decisions.decide, seen, decision)
    else:
        from claimtrack.services.verdicts.on_evidence import decide_on

        brought = piece.brought(desk, seen.numbers, _STANCES[asked.to], Serves.TRUTH)
        rested = desk.enact(decide_on, seen, brought, decision)
        _tell_rested(desk, rested)
        moves = rested.moves
    tell_rehearsed(desk)
    tell_moves(moves)


def _tell_rested(desk: "Desk", rested: "Rested") -> None:
    """Say what was attached along with a verdict, and what fell with what is known of its source."""
    if rested.piece.held is not None:
        tell(f"evidence {rested.piece.held} was attached before, and stays as it is")
    if rested.piece.attached is not None:
        # What the claim says and the passage does not is told with the verdict.
        tell_attached(desk, replace(rested.piece.attached, discrepancies=(), reopened=rested.piece.reopened))
    else:
        tell_reopened(rested.piece.reopened)


def _offer_evidence(desk: "Desk", duplicates: "Seen", original: int) -> None:
    """Say how the evidence of duplicates comes to the claim that stands, where a person sees that it bears on it."""
    from claimtrack.services.evidence.pieces import lent

    offers = lent(desk, duplicates.numbers, to=original)
    if offers:
        tell(f"evidence stays where it is; what bears on claim {original} as well is attached there with:")
    for one in offers:
        write(f"{program()} evidence carry {one.piece} --from {one.claim} --to {original}")
