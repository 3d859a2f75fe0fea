"""`reply`: ask whom a claim accuses, and record what they answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    ClaimsArgument,
    Form,
    NewSourceOption,
    ReasonOption,
    VersionOption,
    complete_sources,
    given,
    numbers,
    seen_by,
)
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, emit, line, program, table, tell, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.clock import until
from claimtrack.remedies import Step, do
from claimtrack.vocabulary import Means, ReplyKind, ReplyState

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.marks.replies import Recorded, Text
    from claimtrack.services.marks.reply_list import ReplyRow
    from claimtrack.services.paging import Window

reply = typer.Typer(
    cls=Commands, help="Ask whom a claim accuses for a reply, and record what they answer.", rich_markup_mode=None
)

ToOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The accused party, by name or number.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]
DeadlineOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Until when they may answer: to the end of this day, or to this time.", show_default=False
    ),
]
ReplyArgument = Annotated[
    int, typer.Argument(metavar="REPLY", help="Its number, as `reply list` shows it.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(reply, name="reply")


@reply.command()
@given
def ask(
    claims: ClaimsArgument,
    desk: "Desk",
    to: ToOption,
    by: Annotated[
        Means, typer.Option(help="How they were asked: mail is e-mail, a letter goes by post.", show_default=False)
    ],
    deadline: DeadlineOption = None,
    text: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The text that was sent; its bytes are kept.", show_default=False),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When they were asked.", show_default="now")] = None,
    new_source: NewSourceOption = False,
    if_version: VersionOption = None,
) -> None:
    """Record that an accused party was asked for a reply. It sends nothing.

    Example: claimtrack reply ask 12 13 --to "Brell Lines" --by mail --deadline 2026-12-04 --text letter.txt
    """
    from claimtrack.services.inputs import end_given, time_given
    from claimtrack.services.marks import replies as service

    seen = seen_by(desk, claims, if_version)
    asking = service.Asking(to, by, end_given(deadline), time_given(on), _read(text), new_source)
    done = desk.enact(service.ask, seen, asking)
    time = (
        f"; it may answer until {until(done.deadline)}"
        if done.deadline is not None
        else ", with no deadline to let pass"
    )
    tell(f"reply {done.number}: {done.party} was asked about {_claims(done)}{time}")
    tell(f"what it answers is recorded with `{program()} reply answer {done.number} TEXT`")
    _tell_parties(done)


@reply.command()
@given
def answer(
    number: ReplyArgument,
    desk: "Desk",
    words: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="What they answered, in their words.", show_default=False)
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The answer as it came; its bytes are kept.", show_default=False),
    ] = None,
    declined: Annotated[bool, typer.Option("--declined", help="They said that they will not answer.")] = False,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When it came.", show_default="now")] = None,
) -> None:
    """Record what an accused party answered, beside the claims about which it was asked.

    Example: claimtrack reply answer 3 "Every passenger was counted."
    """
    from claimtrack.services.inputs import time_given
    from claimtrack.services.marks import replies as service

    given = service.Answer(words, _read(file), declined, time_given(on))
    done = desk.enact(service.answer, number, given)
    did = "declined to answer" if declined else "answered"
    late = ", after the deadline" if done.late else ""
    tell(f"reply {done.number}: {done.party} {did}{late}; it stands beside {_claims(done)}")


@reply.command("except")
@given
def except_(
    claims: ClaimsArgument,
    desk: "Desk",
    to: ToOption,
    reason: ReasonOption = None,
    new_source: NewSourceOption = False,
    if_version: VersionOption = None,
) -> None:
    """Let an accused party go without being asked; an editor's right. Reports print the reason.

    Example: claimtrack reply except 12 --to "Brell Lines" --reason "it would warn those who destroy the records"
    """
    from claimtrack.services.marks import replies as service

    seen = seen_by(desk, claims, if_version)
    done = desk.enact(service.leave_unasked, seen, to, reason=reason, new_source=new_source)
    tell(f"reply {done.number}: {done.party} need not be asked about {_claims(done)}")
    _tell_parties(done)


@reply.command()
@given
def withdraw(number: ReplyArgument, desk: "Desk", reason: ReasonOption = None) -> None:
    """Take back what was recorded by mistake, a request or an exception; it stays on record, and counts for nothing.

    Example: claimtrack reply withdraw 3 --reason "the letter went to another firm"
    """
    from claimtrack.services.marks import replies as service

    done = desk.enact(service.withdraw, number, reason=reason)
    tell(f"reply {done.number} is withdrawn; {_claims(done)} may lack a reply now")


@reply.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    article: Annotated[
        int | None, typer.Option(metavar="N", help="Only about claims of this article.", show_default=False)
    ] = None,
    state: Annotated[
        list[ReplyState] | None,
        typer.Option(help="Only what stands so; may be repeated.", show_default="all but withdrawn"),
    ] = None,
) -> None:
    """List who was asked for a reply, until when, and where that stands today.

    Example: claimtrack reply list --state open --state silent
    """
    from claimtrack.services.marks import reply_list as service

    found = service.listing(desk, window, article=article, states=state or ())
    if form is not Form.TABLE:
        from claimtrack.services.shapes import reply as shape

        emit([shape(one) for one in found.rows], form)
        tell_left_out(found.rows, "reply", "replies")
        return
    if found.rows:
        table(
            [
                [one.number, one.party, ", ".join(map(str, one.claims)), _asked(one), _until(one), _state(one)]
                for one in found.rows
            ],
            ["#", "party", "claims", "asked", "until", "stands"],
            flexible=[1, 2, 5],
        )
    tell(footer(found.rows, "reply", "replies"))
    if found.due:
        accuse = "accuses" if found.due == 1 else "accuse"
        tell(
            f"{counted(found.due, 'claim')} {accuse} somebody who has not had the chance to reply; "
            f"`{program()} list --reply-due`"
        )


@reply.command()
@given
def letter(
    claims: ClaimsArgument,
    desk: "Desk",
    to: ToOption,
    deadline: DeadlineOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write here: a Word document where its name ends in .docx, else text.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a letter that puts claims to a party by number. Records nothing, and does not say who makes them.

    Example: claimtrack reply letter 12 13 --to "Brell Lines" --deadline 2026-12-04 -o letter.txt
    """
    from claimtrack.reports.harmless import visible
    from claimtrack.services.files import write_whole
    from claimtrack.services.inputs import end_given
    from claimtrack.services.marks import reply_letter as service

    asked = numbers(claims)
    found = service.letter(desk, asked, to=to, deadline=end_given(deadline))
    if output is None or str(output) == "-":
        write(service.as_text(found).rstrip("\n"))
        return
    if output.suffix.casefold() == ".docx":
        write_whole(output, service.as_word(found))
    else:
        write_whole(output, visible(service.as_text(found), keep_lines=True).encode())
    time = {"deadline": deadline} if deadline is not None else {}
    tell(f"the letter is in {output}; once it is sent, record that:")
    tell(line(do(Step.REPLY_ASK, *asked, to=to, by=Means.LETTER, **time, text=output)))


def _read(named: str | None) -> "Text | None":
    from claimtrack.services.inputs import one_input
    from claimtrack.services.marks.replies import text_of

    return text_of(one_input(named)) if named is not None else None


def _claims(done: "Recorded") -> str:
    return f"claim{'' if len(done.claims) == 1 else 's'} {', '.join(map(str, done.claims))}"


def _tell_parties(done: "Recorded") -> None:
    """Say which of the claims do not name the party, or only as the machine reads them."""
    for claim in done.strangers:
        names = do(Step.CORRECT, claim, party=f"accused:{done.party}")
        tell(f"claim {claim} does not name {done.party} as accused; if it accuses them, " + names)
    for claim in done.unjudged:
        names, clears = (
            do(Step.CORRECT, claim, party=f"accused:{done.party}"),
            do(Step.CORRECT, claim, no_party=done.party),
        )
        reads = f"that claim {claim} accuses {done.party} is as the machine reads it; "
        tell(reads + names + " says so, " + clears + " says that it does not")


def _asked(one: "ReplyRow") -> str:
    if one.kind is ReplyKind.EXCEPTION:
        return "not asked"
    return f"{one.means.words if one.means is not None else ''} {one.asked:%Y-%m-%d}".strip()


def _until(one: "ReplyRow") -> str:
    return until(one.deadline) if one.deadline is not None else ""


def _state(one: "ReplyRow") -> str:
    if one.kind is ReplyKind.EXCEPTION and one.state is not ReplyState.WITHDRAWN:
        return f"{one.state.words}: {one.because}"
    late = ", late" if one.late else ""
    earlier = ", ".join(map(str, one.earlier_words))
    return f"{one.state.words}{late}{f'; about claim {earlier} as it read before' if earlier else ''}"
