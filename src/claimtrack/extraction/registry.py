"""Find an extractor by name among the entry points of ``claimtrack.extractors``."""

from importlib.metadata import EntryPoint, entry_points
from typing import cast

from claimtrack.errors import UsageError
from claimtrack.extraction.values import Extraction, Extractor

_GROUP = "claimtrack.extractors"


def load_extractor(name: str) -> Extractor:
    """Load the extractor of that name; raises UsageError listing the ones there are."""
    return cast("Extractor", _point(name).load())


def require_extractor(name: str) -> None:
    """Raise UsageError, listing the ones there are, unless there is an extractor of that name; loads none."""
    _point(name)


def extracted_by(name: str, text: str) -> Extraction:
    """Return what the extractor of that name finds in a text, for who calls it in another process."""
    return load_extractor(name)(text)


def _point(name: str) -> EntryPoint:
    found = {point.name: point for point in entry_points(group=_GROUP)}
    if name not in found:
        raise UsageError(f'no extractor "{name}"; there are: {", ".join(sorted(found))}')
    return found[name]
