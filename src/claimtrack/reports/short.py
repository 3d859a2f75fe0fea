"""The short report: what was found and a line a claim, in the formats that people read."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from claimtrack.errors import UsageError
from claimtrack.remedies import Field
from claimtrack.reports.model import Renderer

_SHORT: Mapping[str, str] = {
    "html": "claimtrack.reports.html",
    "md": "claimtrack.reports.markdown",
    "txt": "claimtrack.reports.text",
}
"""The modules that have ``render_short``, by format; each is loaded only when it is asked for."""


def load_short(name: str) -> Renderer:
    """Load what renders the short report in a format. Raises UsageError where that has none."""
    if name not in _SHORT:
        raise UsageError(
            f"there is no short report in {name}; " + Field("short") + f" goes with {', '.join(sorted(_SHORT))}"
        )
    render: Callable[..., object] = import_module(_SHORT[name]).render_short
    return cast("Renderer", render)
