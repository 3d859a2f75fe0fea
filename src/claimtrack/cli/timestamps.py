"""`timestamp`: have others say since when the record exists, keep what they answer, and check it offline."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack.cli.given import Form, ReasonOption, given
from claimtrack.cli.output import counted, emit, line, moment, program, shortened, table, tell, write
from claimtrack.errors import VerificationFailed
from claimtrack.remedies import Step, do

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.timestamps.asking import Outcome, Stamped
    from claimtrack.services.timestamps.listing import StampRow


class _Asking(TyperGroup):
    """A group that asks where none of its commands is named: `timestamp --pending` is `timestamp ask --pending`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name in front where it is left out."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return list(super().parse_args(ctx, args if named else ["ask", *args]))


timestamp = typer.Typer(
    help="Have an authority say since when the record exists. `timestamp` is short for `timestamp ask`.",
    rich_markup_mode=None,
)

StampArgument = Annotated[
    int, typer.Argument(metavar="TIMESTAMP", help="Its number, as `timestamp list` shows it.", show_default=False)
]
StampsArgument = Annotated[
    list[int] | None,
    typer.Argument(metavar="[TIMESTAMP]...", help="Only these, by their numbers.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(timestamp, name="timestamp", cls=_Asking)


@timestamp.command()
@given
def ask(
    desk: "Desk",
    pending: Annotated[
        bool, typer.Option("--pending", help="Only ask again for what is pending; write nothing down anew.")
    ] = False,
) -> None:
    """Have what is new timestamped by each authority of the policy: files in the locker, and the chain of events.

    Only digests of a list of digests are sent. What cannot be had now, offline for one, is pending.

    Example: claimtrack timestamp ask
    """
    from claimtrack.services.timestamps import asking

    if not pending:
        _tell_stamped(asking.stamp(desk))
        return
    outcomes = asking.retry(desk)
    if not outcomes:
        tell("nothing is pending")
    _tell_outcomes(outcomes)


@timestamp.command()
@given
def renew(
    desk: "Desk",
    timestamps: StampsArgument = None,
    within: Annotated[
        int, typer.Option(min=0, max=36_500, metavar="DAYS", help="Those whose certificate ends within so many days.")
    ] = 90,
) -> None:
    """Have timestamps timestamped again, before their certificates end: the old answers, and what they are over.

    Example: claimtrack timestamp renew --within 90
    """
    from claimtrack.services.timestamps import asking

    _tell_stamped(asking.renew(desk, timestamps or (), days=within))


@timestamp.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    pending: Annotated[bool, typer.Option("--pending", help="Only those that are pending, with the reason.")] = False,
) -> None:
    """List the timestamps that were asked for: what each is over, what time it says, or why it is pending.

    Example: claimtrack timestamp list --pending
    """
    from claimtrack.services.timestamps.listing import listing

    found = listing(desk, pending=pending)
    if form is not Form.TABLE:
        emit([_data(row) for row in found], form)
    elif found:
        rows = [[row.number, row.authority, _over(row), _state(row), _ends(row)] for row in found]
        table(rows, ["#", "authority", "over", "says", "certificate ends"], flexible=[3])
    waiting = sum(row.state == "pending" for row in found)
    words = f", {waiting} of them pending: {program()} timestamp ask --pending asks again" if waiting else ""
    tell(f"{counted(len(found), 'timestamp')}{words}")


@timestamp.command()
@given
def verify(desk: "Desk", timestamps: StampsArgument = None) -> None:
    """Check timestamps without any network: what was kept, against the certificates that were pinned.

    Example: claimtrack timestamp verify
    """
    from claimtrack.services.timestamps.checking import check

    found = check(desk, timestamps or ())
    tell(
        f"checked {counted(found.manifests, 'manifest')} and {counted(found.files, 'file')}; "
        f"{counted(found.received, 'timestamp')} held"
    )
    for one in found.notes:
        tell("note: " + one)
    for problem in found.problems:
        tell(f"FAILS: {problem}")
    if found.problems:
        raise VerificationFailed(
            f"{counted(len(found.problems), 'check')} failed; keep this workspace as it is and compare it with a backup"
        )


@timestamp.command()
@given
def export(
    number: StampArgument,
    desk: "Desk",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="A new or empty folder.", show_default=False)
    ],
) -> None:
    """Copy a timestamp into a folder with all that a check takes, and print the commands that check it with OpenSSL.

    Example: claimtrack timestamp export 1 -o stamp-1
    """
    from claimtrack.services.timestamps.copying_out import copy_out

    found = copy_out(desk, number, output)
    tell(f"timestamp {number} is in {found.folder}; checked there with:")
    write(found.commands[0])


@timestamp.command()
@given
def trust(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the desk calls it.", show_default=False)],
    url: Annotated[str, typer.Argument(metavar="URL", help="Where it is asked.", show_default=False)],
    desk: "Desk",
    ca: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="PEM file of the certificates that issue what it stamps with, up to the root; they are pinned.",
            show_default=False,
        ),
    ],
    private: Annotated[
        bool, typer.Option("--private", help="It is inside this network; else inside addresses are refused.")
    ] = False,
) -> None:
    """Put an authority into the desk's policy, with the certificates that are pinned for it; an admin's right.

    Example: claimtrack timestamp trust freetsa https://freetsa.org/tsr --ca cacert.pem
    """
    from claimtrack.services.timestamps import authorities
    from claimtrack.services.weighing.policy_files import drift, file_of, write_file

    file, different = file_of(desk), drift(desk)
    done = desk.enact(authorities.trust, name, url, ca, private=private)
    if file is not None and file.exists() and different is None:
        write_file(file, done.changed.text)
    tell(f"{done.name} is asked for timestamps from now on (policy, version {done.changed.version})")
    tell(f"its answers have to be signed under {done.pinned}; sha256 of the file {done.authority.sha256}")


@timestamp.command()
@given
def withdraw(number: StampArgument, desk: "Desk", reason: ReasonOption = None) -> None:
    """Wait for a timestamp no longer, or let one count for nothing; it stays on record.

    Example: claimtrack timestamp withdraw 2 --reason "the authority has closed"
    """
    from claimtrack.services.timestamps import asking

    desk.enact(asking.withdraw, number, reason=reason)
    tell(f"timestamp {number} is withdrawn")


@timestamp.command()
def proof(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A proof of OpenTimestamps (.ots).", show_default=False)],
    of: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Whether it is over this file.", show_default=False)
    ] = None,
) -> None:
    """Show what a proof of OpenTimestamps commits to and claims; nobody is asked, so no claim of it is checked.

    Example: claimtrack timestamp proof report.pdf.ots --of report.pdf
    """
    from claimtrack.services.timestamps.proofs import show, told

    found = show(str(file), of)
    over = f"{found.over}, whose" if found.over is not None else "a file whose"
    write(f"over {over} {found.proof.hashed_by} is {found.proof.digest}")
    for claim in found.proof.claims:
        write(f"  {told(claim)}")
    tell("checked against no calendar and no node: what is claimed is claimed, and nothing more")


def _tell_stamped(done: "Stamped") -> None:
    what = f"{counted(done.files, 'file')} and the chain up to event {done.head}"
    tell(f"manifest {done.manifest} is kept: it names {what}")
    _tell_outcomes(done.outcomes)


def _tell_outcomes(outcomes: "Iterable[Outcome]") -> None:
    """Say what became of each; raises VerificationFailed once all are told where one proved nothing."""
    refused = []
    for one in outcomes:
        if one.time is not None:
            tell(f"timestamp {one.number}: it existed no later than {moment(one.time)}, says {one.authority}")
        else:
            tell(f"timestamp {one.number}: pending, " + (one.why or "not asked yet"))
        if one.clock is not None:
            tell(f"note: this machine's clock says {moment(one.clock)}, which is far from that; set it right")
        if one.refused:
            refused.append(one.number)
    if any(one.time is None for one in outcomes):
        again = line(do(Step.TIMESTAMP_ASK, pending=True))
        tell(f"next: {again} asks again; reports say that it is pending until then")
    if refused:
        numbers = " ".join(map(str, refused))
        raise VerificationFailed(f"what came for timestamp {numbers} proves nothing and was not kept")


def _over(row: "StampRow") -> str:
    return f"{counted(row.files, 'file')}, events to {row.head}"


def _state(row: "StampRow") -> str:
    if row.state == "withdrawn":
        return "withdrawn"
    if row.time is not None:
        return f"no later than {moment(row.time)}"
    why = f": {shortened(row.why, 200)}" if row.why is not None else ""
    return f"pending since {moment(row.requested_at)}{why}"


def _ends(row: "StampRow") -> str:
    ends = f"{row.ends:%Y-%m-%d}" if row.ends is not None else ""
    return f"{ends}, renewed by {row.renewed_by}" if row.renewed_by is not None else ends


def _data(row: "StampRow") -> dict[str, object]:
    return {
        "timestamp": row.number,
        "authority": row.authority,
        "state": row.state,
        "manifest": row.manifest,
        "manifest_sha256": row.manifest_digest,
        "files": row.files,
        "head": row.head,
        "requested_at": row.requested_at,
        "time": row.time,
        "ends": row.ends,
        "why": row.why,
        "refused": row.refused,
        "renewed_by": row.renewed_by,
    }
