"""Extractors are found by name among the entry points."""

import pytest

from claimtrack.errors import UsageError
from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned import engine as learned
from claimtrack.extraction.registry import load_extractor


def test_both_engines_are_found_by_name() -> None:
    assert load_extractor("rules") is extract
    assert load_extractor("learned") is learned.extract


def test_an_unknown_extractor_names_those_there_are() -> None:
    with pytest.raises(UsageError, match='no extractor "magic"; there are: learned, learned-fast, rules'):
        load_extractor("magic")
