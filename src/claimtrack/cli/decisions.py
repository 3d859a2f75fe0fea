"""What reviewers decide: take, assign, release, confirm, dispute, refute, unverifiable, withdraw, reopen, said."""

import re
from collections.abc import Iterable, Sequence
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
    numbers,
    rehearsed,
)
from claimtrack.cli.output import moment, tell, write
from claimtrack.errors import UsageError
from claimtrack.vocabulary import Said, Status

if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.decisions import Answered, Moved
    from claimtrack.services.weighing.consequences import Reopened

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
    from claimtrack.services.verdicts import decisions, queue

    if next_:
        if if_version is not None:
            raise UsageError("--if-version is for a claim that you name, not for --next")
        tell_handed_out(desk.enact(queue.take_next, _how_many(claims or []), article=article, tag=tag))
        return
    if article is not None:
        raise UsageError("--article is for --next: claimtrack take --next --article 1")
    if tag is not None:
        raise UsageError("--tag is for --next: claimtrack take --next --tag elections")
    if not claims:
        raise UsageError("say which claims to take, such as 12 15-18, or --next for what comes next in the queue")
    tell_moves(desk.enact(decisions.take, seen_by(desk, claims, if_version)))


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
    from claimtrack.services.verdicts import decisions

    tell_moves(desk.enact(decisions.release, seen_by(desk, claims, if_version)))


@given
def confirm(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims confirmed. Takes evidence that does not come from whoever claims it.

    Example: claimtrack confirm 12
    """
    seen = seen_by(desk, claims, if_version)
    _decide(rehearsed(desk, dry_run), seen, Status.CONFIRMED, reason=reason, despite=despite, override=override)


@given
def dispute(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims disputed. Takes refuting evidence, a claim that denies it, or a reason.

    Example: claimtrack dispute 12 --reason "the ministry's own figures differ"
    """
    _decide(rehearsed(desk, dry_run), seen_by(desk, claims, if_version), Status.DISPUTED, reason=reason)


@given
def refute(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    despite: DespiteOption = None,
    override: OverrideOption = False,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Mark claims refuted. Takes refuting evidence, as confirming takes supporting evidence.

    Example: claimtrack refute 12
    """
    seen = seen_by(desk, claims, if_version)
    _decide(rehearsed(desk, dry_run), seen, Status.REFUTED, reason=reason, despite=despite, override=override)


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
    _decide(rehearsed(desk, dry_run), seen, Status.UNVERIFIABLE, reason=reason)
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
    _decide(rehearsed(desk, dry_run), seen, Status.WITHDRAWN, reason=why, duplicate_of=duplicate_of)
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
    _decide(rehearsed(desk, dry_run), seen_by(desk, claims, if_version), Status.UNVERIFIED, reason=reason)


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
    dry_run: DryRunOption = False,
) -> None:
    """Record whether it was really said by whoever it is attributed to. Never a verdict on whether it is true.

    Example: claimtrack said 12 verified
    """
    from claimtrack.services.verdicts import decisions

    if len(words) < 2 or words[-1] not in [verdict.value for verdict in Said]:
        raise UsageError(
            f"end with the answer, one of {', '.join(verdict.value for verdict in Said)}: said 12 verified"
        )
    seen = seen_by(desk, words[:-1], if_version)
    desk = rehearsed(desk, dry_run)
    answers = desk.enact(decisions.judge_said, seen, Said(words[-1]), reason=reason, override=override)
    tell_rehearsed(desk)
    for answered in answers:
        tell(said_sentence(answered))


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


def attempts_told(desk: "Desk", claims: Sequence[int]) -> list[str]:
    """Say what was tried on these claims, a sentence each."""
    from claimtrack.services.marks import notes

    return [
        f"tried on claim {one.claim}, by {one.by}, {moment(one.at)}: {one.text}"
        for one in notes.on_record(desk, claims)
    ]


def tell_handed_out(moves: "Sequence[Moved]") -> None:
    """Say which claims came out of the queue."""
    tell_moves(moves)
    if not moves:
        tell("nothing waits that nobody has; `claimtrack list --unverified` shows who has what")


def _how_many(words: Sequence[str]) -> int:
    """Read how many claims ``--next`` shall take."""
    if not words:
        return 1
    if len(words) > 1 or not re.fullmatch("[1-9][0-9]{0,3}", words[0]):
        raise UsageError("say how many --next shall take, up to 9999: claimtrack take --next 5")
    return int(words[0])


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
    from claimtrack.services.verdicts import decisions

    decision = decisions.Decision(to, reason, override, tuple(despite or ()), duplicate_of)
    moves = desk.enact(decisions.decide, seen, decision)
    tell_rehearsed(desk)
    tell_moves(moves)


def _offer_evidence(desk: "Desk", duplicates: "Seen", original: int) -> None:
    """Say how the evidence of duplicates comes to the claim that stands, where a person sees that it bears on it."""
    from claimtrack.services.evidence.pieces import lent

    offers = lent(desk, duplicates.numbers, to=original)
    if offers:
        tell(f"evidence stays where it is; what bears on claim {original} as well is attached there with:")
    for one in offers:
        write(f"claimtrack evidence carry {one.piece} --from {one.claim} --to {original}")


def tell_rehearsed(desk: "Desk") -> None:
    """Say that what follows was not done, where it was only rehearsed."""
    if desk.rehearsal:
        tell("nothing was changed; this is what would be:")


def tell_moves(moves: "Iterable[Moved]") -> None:
    """Say where each claim stands now, and where two confirmed ones contradict each other."""
    moves = list(moves)
    for move in moves:
        tell(sentence(move))
    for move in moves:
        for alarm in move.alarms:
            tell(f"ALARM: claim {move.number} is {alarm.seen_from(move.number)}; `claimtrack show {move.number}`")


def sentence(move: "Moved") -> str:
    """Say where a claim stands now, or what waits for a second person."""
    if move.fallen is not None:
        return move.fallen.sentence
    if move.proposed is not None:
        return f"claim {move.number} is proposed as {move.proposed.value}; {WAITS.format(move.number)}"
    words = move.now.value.replace("_", " ")
    if move.because is not None:
        return f"claim {move.number} was {move.was.value.replace('_', ' ')} and is {words} again: {move.because}"
    if move.overridden:
        words += " BY OVERRIDE, not independently confirmed"
    elif move.independent:
        words += ", independently"
    holder = f", with {move.holder}" if move.now is Status.IN_REVIEW and move.holder is not None else ""
    return f"claim {move.number} is {words}{holder} (was {move.was.value.replace('_', ' ')})"


def said_sentence(answered: "Answered") -> str:
    """Say what was answered to: was it really said?"""
    word = answered.said.value.replace("_", " ")
    if answered.proposed:
        return f"claim {answered.number}: said is proposed as {word}; {WAITS.format(answered.number)}"
    return f"claim {answered.number}: said is {word}; whether it is true is another question"


WAITS = "somebody else approves it with `claimtrack approve {}`"
