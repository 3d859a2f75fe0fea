"""`serve`: the desk in a browser."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import given
from claimtrack.cli.output import tell
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


@given
def serve(
    desk: "Desk",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Where to listen; 0 for any free one.")] = 0,
) -> None:
    """Show the workspace in a browser on this machine, until you stop it with Ctrl-C.

    Prints a link that lets one browser in, once. Nobody else on the network can reach it. Needs claimtrack[web].

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
    serve_desk(desk, port=port, ready=_told)


def _told(address: str) -> None:
    tell(f"open this link in your browser; it works once: {address}")
    tell("stop it with Ctrl-C")
