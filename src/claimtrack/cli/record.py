"""`log`, `verify` and `replay`: the record and the proof that it is intact."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import MOST, Form, given, numbers
from claimtrack.cli.moments import after, begin
from claimtrack.cli.output import chunked, counted, emit, moment, program, shortened, table, tell, watched, write
from claimtrack.errors import UsageError, VerificationFailed

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.integrity.log import Asked, LogLine


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(log)
    app.command()(verify)
    app.command()(replay)


@given
def log(
    desk: "Desk",
    form: Form,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Only on these claims.", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this reviewer did.", show_default=False)
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Only from this day or time on; UTC without a zone.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Only up to this day or time, itself included.", show_default=False),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            metavar="ACTION", help="Only events of this kind, such as claim.status or claim.", show_default=False
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="The newest so many.")] = 50,
    page: Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="Which page, counted from the newest.")] = 1,
    everything: Annotated[bool, typer.Option("--all", help="From the beginning.")] = False,
) -> None:
    """List what was done, by whom and when, oldest first.

    Example: claimtrack log 12 --by ana --since 2026-11-01
    """
    from claimtrack.services.integrity.log import Asked, stream

    asked = Asked(
        claims=numbers(claims or []) if claims else None,
        by=by,
        since=begin(since) if since is not None else None,
        before=after(until) if until is not None else None,
        action=action,
        newest=None if everything else limit,
        besides=0 if everything else (page - 1) * limit,
    )
    if asked.since is not None and asked.before is not None and asked.since >= asked.before:
        raise UsageError(f"nothing lies between --since {since} and --until {until}; give the earlier time to --since")
    given = _Counted(stream(desk, asked))
    if form is Form.TABLE:
        _print_log(given)
    else:
        from claimtrack.services.shapes import event

        emit((event(line) for line in given), form)
    words = _which(desk, asked, given.count)
    if form is Form.TABLE or words is not None:
        tell(words or counted(given.count, "event"))


class _Counted:
    """Lines that are counted as they go by."""

    def __init__(self, lines: Iterable["LogLine"]) -> None:
        self._lines = lines
        self.count = 0

    def __iter__(self) -> Iterator["LogLine"]:
        """Yield the lines."""
        for line in self._lines:
            self.count += 1
            yield line


def _which(desk: "Desk", asked: "Asked", shown: int) -> str | None:
    """Say which of the events were shown, and how the rest is; None where that was all."""
    from claimtrack.services.integrity.log import count

    if asked.newest is None or (shown < asked.newest and not asked.besides):
        return None
    total = count(desk, asked)
    if shown == total:
        return None
    if not shown:
        return f"no events on this page; there are {total}"
    which = f"the newest {shown}" if not asked.besides else f"{asked.besides + 1}-{asked.besides + shown}"
    from_newest = ", counted from the newest" if asked.besides else ""
    return f"{which} of {total} events{from_newest}; --page N or --all shows the rest"


def _print_log(lines: Iterable["LogLine"]) -> None:
    for page in chunked(lines):
        rows = [
            [line.number, moment(line.at), line.who, claim or "", shortened(_what(line.what, line.reason), 400)]
            for line, claim, _ in page
        ]
        table(rows, ["#", "when", "who", "claim", "what"], flexible=[4])


@given
def verify(desk: "Desk") -> None:
    """Check that the record is intact: event chain, kept bytes, excerpts, the claims' words, and tables by events.

    Example: claimtrack verify
    """
    from claimtrack.services.integrity.verify import verify as check
    from claimtrack.services.weighing.policy_files import drift

    found = check(desk, beside=watched("checking evidence").beside)
    tell(
        f"checked {counted(found.events, 'event')}, {counted(found.files, 'file')}, "
        f"{counted(found.excerpts, 'excerpt')} and {counted(found.claims, 'claim')}"
    )
    if found.problems:
        for problem in found.problems:
            tell(f"FAILS: {problem}")
        if found.failing_evidence:
            numbers = " ".join(map(str, found.failing_evidence))
            tell(f"next: put the files back from a backup, or {program()} evidence recheck {numbers} --dry-run")
        raise VerificationFailed(
            f"{counted(len(found.problems), 'check')} failed; keep this workspace as it is and compare it with a backup"
        )
    for one in found.notes:
        tell("note: " + one)
    different = drift(desk)
    if different is not None:
        tell("note: " + different)
    tell(f"all intact; the chain ends at event {found.events} with {found.head}")


@given
def replay(desk: "Desk", form: Form) -> None:
    """Rebuild from the events alone where everything stands, and list where the tables say something else.

    Example: claimtrack replay
    """
    from claimtrack.services.integrity.replay import as_data
    from claimtrack.services.integrity.replay import replay as rebuild

    found = rebuild(desk)
    if form is Form.TABLE:
        for one in found.differences:
            write(one.sentence)
    else:
        emit([as_data(one) for one in found.differences], form)
    tell(f"replayed {counted(found.events, 'event')} on {counted(found.claims, 'claim')}")
    if found.unreadable:
        damaged = ", ".join(map(str, found.unreadable))
        tell(f"these events tell nothing that can be replayed: {damaged}; `{program()} verify` says what was changed")
    if not found.holds:
        raise VerificationFailed(
            f"{counted(len(found.differences), 'difference')} between the tables and the events; keep this workspace "
            "as it is and compare it with a backup"
        )
    tell("the tables say what the events say")


def _what(what: str, reason: str | None) -> str:
    return f'{what}: "{reason}"' if reason else what
