"""`serve`: the desk in a browser."""

from typing import Annotated

import typer

from claimtrack.cli.given import AsOption, WorkspaceOption, given
from claimtrack.cli.output import tell
from claimtrack.config import acting_reviewer, place_for_new
from claimtrack.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


@given
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Where to listen; 0 for any free one.")] = 0,
    workspace: WorkspaceOption = None,
    who: AsOption = None,
) -> None:
    """Show the workspace in a browser on this machine, until you stop it with Ctrl-C.

    Prints a link that lets one browser in, once. Nobody else on the network can reach it. Makes a workspace where there
    is none. Needs claimtrack[web].

    Example: claimtrack serve
    """
    try:
        from claimtrack.web.serving import serve as serve_desk
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"python_multipart", "starlette", "uvicorn"}:
            raise
        raise UsageError(
            "the desk in a browser needs more than is installed; install it with: pip install 'claimtrack[web]'"
        ) from error
    from claimtrack.services.workspaces import open_or_create

    place = place_for_new(workspace)
    fresh = not place.exists
    desk = open_or_create(place, reviewer=acting_reviewer(who))
    if fresh:
        tell(f"made a workspace in {place.folder}; you, {desk.reviewer}, are its admin")
    serve_desk(desk, port=port, ready=_told)


def _told(address: str) -> None:
    tell(f"open this link in your browser; it works once: {address}")
    tell("stop it with Ctrl-C")
