"""`serve`: the desk in a browser."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOption, WorkspaceOption, given
from claimtrack.cli.output import tell
from claimtrack.config import acting_reviewer, place_for_new
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.remedies import Blank, Field, Step, do, fields

if TYPE_CHECKING:
    from claimtrack.web.serving import ByProvider

_SECRET = "CLAIMTRACK_OPENID_SECRET"  # noqa: S105 - where it is read from


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


@given
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Where to listen; 0 for any free one.")] = 0,
    on_server: Annotated[
        bool, typer.Option("--desk", help="Have people log in, for a desk of several behind a proxy.")
    ] = False,
    origin: Annotated[
        str | None,
        typer.Option(metavar="URL", help="With --desk: how people reach it.", show_default=False),
    ] = None,
    issuer: Annotated[
        str | None,
        typer.Option(metavar="URL", help="With --desk: a provider of OpenID Connect by which people log in, too."),
    ] = None,
    client: Annotated[
        str | None, typer.Option(metavar="ID", help="With --issuer: what it calls this desk.", show_default=False)
    ] = None,
    secret_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --issuer: where its secret for this desk stands.", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
    who: AsOption = None,
) -> None:
    """Show the workspace in a browser on this machine, until you stop it with Ctrl-C.

    Prints a link that lets one browser in, once. Nobody else on the network can reach it. Makes a workspace where there
    is none. Needs claimtrack[web].

    With --desk people log in by name and passphrase (`reviewer passphrase`) and act as themselves. It still listens on
    this machine alone: a proxy that speaks https stands before it.

    With --issuer they may also log in by an account that `reviewer account` gave them; the provider sends them back to
    /login/back. Its secret is read from --secret-file, or from CLAIMTRACK_OPENID_SECRET. Needs claimtrack[web,openid].

    Example: claimtrack serve --desk --port 8000 --origin https://desk.example
    """
    try:
        from claimtrack.web.serving import serve as serve_desk
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"argon2", "python_multipart", "starlette", "uvicorn"}:
            raise
        raise UsageError(
            "the desk in a browser needs more than is installed; install it with: pip install 'claimtrack[web]'"
        ) from error
    from claimtrack.services.workspaces import open_or_create

    if origin is not None and not on_server:
        raise UsageError(Field("origin") + " is for a desk of several; say " + Field("desk"))
    if issuer is None and (client is not None or secret_file is not None):
        raise UsageError(fields("client", "secret-file", last="and") + " are for a provider; say " + Field("issuer"))
    if issuer is not None and not on_server:
        raise UsageError(Field("issuer") + " is for a desk of several; say " + Field("desk"))
    provider = _provider(issuer, client, secret_file) if issuer is not None else None
    place = place_for_new(workspace)
    fresh = not place.exists
    desk = open_or_create(place, reviewer=acting_reviewer(who))
    if fresh:
        tell(f"made a workspace in {place.folder}; you, {desk.reviewer}, are its admin")
    if on_server:
        from claimtrack.web.serving import serve_people

        serve_people(desk, port=port, address=origin, ready=_told_of_several, provider=provider)
    else:
        serve_desk(desk, port=port, ready=_told)


def _provider(issuer: str, client: str | None, secret_file: Path | None) -> "ByProvider":
    from claimtrack.web.serving import ByProvider

    if client is None:
        raise UsageError("say what the provider calls this desk: " + Field("client"))
    secret = os.environ.get(_SECRET)
    if secret_file is not None:
        try:
            secret = secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text"
            raise InvalidInput(f"the secret in {secret_file} cannot be read: {why}") from error
        if not secret:
            raise InvalidInput(f"there is no secret in {secret_file}; leave " + Field("secret-file") + " out for none")
    return ByProvider(issuer, client, secret or None)


def _told_of_several(address: str, may_log_in: int) -> None:
    tell(f"open at {address}")
    if may_log_in == 0:
        tell("nobody has a passphrase yet; give people theirs with " + do(Step.REVIEWER_PASSPHRASE, Blank.NAME))
    tell("stop it with Ctrl-C")


def _told(address: str) -> None:
    tell(f"open this link in your browser; it works once: {address}")
    tell("stop it with Ctrl-C")
