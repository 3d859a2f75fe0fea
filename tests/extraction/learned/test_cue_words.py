"""What the words of a cue say: the verb whose nature it shares, doubt, and that nobody is named."""

import pytest

from claimtrack.extraction.learned.cue_words import CueWords, read_cue


@pytest.mark.parametrize(
    ("cue", "read"),
    [
        ("said", CueWords("say", False, False)),
        ("has repeatedly denied", CueWords("deny", False, False)),
        ("went on to say", CueWords("say", False, False)),
        ("called for", CueWords("call", False, False)),
        ("had asked for", CueWords("ask", False, False)),
        ("according to", CueWords("according", False, False)),
        ("reportedly", CueWords("reportedly", True, False)),
        ("is expected", CueWords("expect", True, True)),
        ("was accused of", CueWords("accuse", False, True)),
        ("hopes to", CueWords("hope", False, False)),
        ("support for", CueWords("support", False, False)),
        ("is against", CueWords("oppose", False, False)),
        ("grumbled", CueWords("grumbled", False, False)),
        ("", CueWords("", False, False)),
    ],
)
def test_a_cue_is_read_by_its_verb(cue: str, read: CueWords) -> None:
    assert read_cue(cue.split()) == read
