"""Extractors are found by name among the entry points."""

import pytest

from claimtrack.errors import UsageError
from claimtrack.extraction.engine import extract
from claimtrack.extraction.registry import load_extractor


def test_the_rules_are_the_one_that_is_loaded_unless_another_is_named() -> None:
    assert load_extractor() is extract
    assert load_extractor("rules") is extract


def test_an_unknown_extractor_names_those_there_are() -> None:
    with pytest.raises(UsageError, match='no extractor "magic"; there are: rules'):
        load_extractor("magic")
