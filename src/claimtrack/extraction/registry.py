"""Find an extractor by name among the entry points of ``claimtrack.extractors``."""

from importlib.metadata import entry_points
from typing import cast

from claimtrack.errors import UsageError
from claimtrack.extraction.values import Extractor

_GROUP = "claimtrack.extractors"


def load_extractor(name: str) -> Extractor:
    """Load the extractor of that name; raises UsageError listing the ones there are."""
    found = {point.name: point for point in entry_points(group=_GROUP)}
    if name not in found:
        raise UsageError(f'no extractor "{name}"; there are: {", ".join(sorted(found))}')
    return cast("Extractor", found[name].load())
