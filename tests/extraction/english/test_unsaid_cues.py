"""Every way not to say something is found in the sentences that show it, and in none that only look like it."""

import re

import pytest

from claimtrack.extraction.english.unsaid_cues import UNSAID
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.unsaid import is_unsaid

_MARKED = re.compile(r"[\[\]<>]")


def draft_of(marked: str) -> tuple[str, Draft]:
    """Give a sentence without its brackets, and the attribution that they mark: all behind its cue is said."""
    text = _MARKED.sub("", marked)
    places = [match.start() - number for number, match in enumerate(_MARKED.finditer(marked))]
    source, cue = sorted([places[:2], places[2:]], key=lambda span: marked[span[0]] == "<")
    end = cue[1]
    return text, Draft((source[0], source[1]), [(cue[0], end)], [(end + 1, len(text) - 1)], "say", frame=(0, len(text)))


@pytest.mark.parametrize("marked", [marked for one in UNSAID for marked in one.reads])
def test_what_is_not_said_is_known(marked: str) -> None:
    assert is_unsaid(*draft_of(marked))


@pytest.mark.parametrize("marked", [marked for one in UNSAID for marked in one.leaves])
def test_what_is_said_stays_said(marked: str) -> None:
    assert not is_unsaid(*draft_of(marked))
