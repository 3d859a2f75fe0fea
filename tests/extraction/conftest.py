"""Ways to look at what was extracted."""

from collections.abc import Callable

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract


@pytest.fixture
def read() -> Callable[[str], Read]:
    """Give a way to extract a text with the rules."""
    return lambda text: Read(extract(text))
