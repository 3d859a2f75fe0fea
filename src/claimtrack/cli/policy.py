"""`policy`: the desk's rules, as versions on record."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.given import DryRunOption, given, rehearsed
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, moment, program, tell, wrapped, write
from claimtrack.cli.telling import tell_outcome
from claimtrack.errors import NotFound, UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.weighing.policies import PolicyLine
    from claimtrack.services.weighing.policy_changes import Changed

policy = typer.Typer(cls=Commands, help="Say what this desk demands of its verdicts.", rich_markup_mode=None)

FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A policy in TOML.", show_default=".claimtrack/policy.toml"),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(policy, name="policy")


@policy.command()
@given
def show(
    desk: "Desk",
    version: Annotated[
        int | None, typer.Option(metavar="N", help="This version, not the one in force.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    as_toml: Annotated[bool, typer.Option("--toml", help="Write its text alone, to be edited.")] = False,
) -> None:
    """Show the policy in force, or an earlier version, and who set it when.

    Example: claimtrack policy show --version 1
    """
    from claimtrack.services.weighing import policies
    from claimtrack.services.weighing.policy_files import drift

    if as_json and as_toml:
        raise UsageError("choose one of --json and --toml")
    every = policies.versions(desk)
    found = policies.version(desk, version) if version is not None else every[-1]
    if as_json:
        write(json.dumps(_data(found, every), indent=2))
    elif as_toml:
        write(found.text.rstrip("\n"))
    else:
        _print(found, every)
    different = drift(desk)
    if different is not None:
        tell("note: " + different)


@policy.command()
@given
def check(desk: "Desk", file: FileArgument = None) -> None:
    """Say what is wrong with a policy's file, or what it would change and which verdicts would fall. Changes nothing.

    Example: claimtrack policy check new-rules.toml
    """
    from claimtrack.services.weighing.policy_changes import rehearse
    from claimtrack.services.weighing.policy_files import read_file

    path = file if file is not None else _file(desk)
    found = rehearse(desk, read_file(path), name=str(path))
    if found is None:
        tell(f"{path} is the policy in force; it would change nothing")
        return
    _tell_differences(found)
    tell_outcome(rehearsed(desk, dry_run=True), f"the policy would be version {found.version}", found.reopened)


@policy.command("set")
@given
def set_(
    desk: "Desk",
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE | KEY=VALUE...",
            help="A policy in TOML, or single keys such as origins=2; without a value a key is as if never set.",
            show_default=".claimtrack/policy.toml",
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a policy in force; confirmations and refutations that fall short reopen. An admin's right.

    Example: claimtrack policy set origins=2 stale_after_days=90
    """
    from claimtrack.services.weighing import policy_changes as service
    from claimtrack.services.weighing.policy_files import read_file

    desk = rehearsed(desk, dry_run)
    settings = [word for word in words or () if "=" in word]
    if settings and len(settings) < len(words or ()):
        raise UsageError("name one file, or settings such as origins=2, not both")
    if not settings and len(words or ()) > 1:
        raise UsageError("name one file; a setting is written KEY=VALUE, such as origins=2")
    if settings:
        from claimtrack.services.weighing.policy_files import drift

        edited = drift(desk)
        found = desk.enact(service.adjust, settings)
        text = found.text
    else:
        edited = None
        path = Path(words[0]) if words else _file(desk)
        text = read_file(path)
        found = desk.enact(service.change, text, name=str(path))
    _tell_differences(found)
    tell_outcome(desk, f"policy version {found.version} is in force", found.reopened)
    if found.nobody_approves:
        tell(
            "verdicts now take two people, and only one here may review: nobody can approve what they propose; "
            f"`{program()} reviewer add NAME` adds a colleague"
        )
    if not desk.rehearsal:
        _keep_file(desk, text, edited=edited is not None)


@policy.command()
@given
def apply(desk: "Desk", dry_run: DryRunOption = False) -> None:
    """Reopen what time has overtaken: verdicts older than the policy's `stale_after_days`, and those it does not carry.

    Example: claimtrack policy apply --dry-run
    """
    from claimtrack.services.weighing.staleness import apply as service

    desk = rehearsed(desk, dry_run)
    found = desk.enact(service)
    tell_outcome(
        desk, f"held {counted(found.looked_at, 'verdict')} against policy version {found.version}", found.reopened
    )


def _file(desk: "Desk") -> Path:
    from claimtrack.services.weighing.policy_files import file_of

    path = file_of(desk)
    if path is None:
        raise NotFound("this workspace has no folder on this machine, and so no file of its policy; name a FILE")
    return path


def _keep_file(desk: "Desk", text: str, *, edited: bool) -> None:
    """Write the workspace's own file anew, unless it is the very text, or holds edits that nobody put in force."""
    from claimtrack.services.weighing.policy_files import file_of, write_file

    path = file_of(desk)
    if path is None:
        return
    if edited:
        tell(f"{path} was left as it is: it holds edits that are not in force; `{program()} policy check` tells them")
        return
    if path.exists() and path.read_bytes() == text.encode():
        return
    write_file(path, text)
    tell(f"{path} is written to match")


def _tell_differences(found: "Changed") -> None:
    for name, was, now in found.differences:
        write(f"{name}: {_said(was)} -> {_said(now)}")


def _said(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_entry(one)}" for name, one in value.items()) or "none"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def _entry(value: object) -> str:
    """Write what stands in a table of a policy, between the commas of its entries."""
    if isinstance(value, Mapping):
        return " ".join(name if one is True else str(one) for name, one in value.items())
    return " or ".join(map(str, value)) or "any" if isinstance(value, list) else str(value)


def _print(found: "PolicyLine", every: "Sequence[PolicyLine]") -> None:
    state = "in force" if found is every[-1] or found.version == every[-1].version else "no longer in force"
    write(f"policy version {found.version}, {_set_by(found)}, {state}")
    for name, value in found.keys.items():
        for words in wrapped(_said(value), f"  {name:<21} "):
            write(words)
    others = [line for line in every if line.version != found.version]
    if others:
        write("other versions")
    for line in others:
        write(f"  {line.version}  {_set_by(line)}")


def _set_by(line: "PolicyLine") -> str:
    return f"set by {line.set_by}, {moment(line.set_at)}" if line.set_by is not None else "the program's own"


def _data(found: "PolicyLine", every: "Sequence[PolicyLine]") -> dict[str, Any]:
    return {
        **_heading(found),
        "in_force": found.version == every[-1].version,
        "policy": found.keys,
        "versions": [_heading(line) for line in every],
    }


def _heading(line: "PolicyLine") -> dict[str, Any]:
    at = line.set_at.isoformat().replace("+00:00", "Z") if line.set_at is not None else None
    return {"version": line.version, "set_by": line.set_by, "set_at": at}
