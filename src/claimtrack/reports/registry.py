"""Formats by name: the entry points of the group ``claimtrack.renderers``, each loaded only when it is asked for."""

from importlib.metadata import entry_points
from typing import cast

from claimtrack.errors import UsageError
from claimtrack.reports.model import Renderer

GROUP = "claimtrack.renderers"


def formats() -> tuple[str, ...]:
    """Name the formats there are, in alphabetical order; loads none of them."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load_renderer(name: str) -> Renderer:
    """Load the renderer of a format. Raises UsageError, with the formats there are, for an unknown name."""
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise UsageError(f'no report format "{name}"; there are {", ".join(formats())}')
    return cast("Renderer", next(iter(found)).load())
