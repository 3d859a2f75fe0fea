"""Whom a text credits, and what looks like a credit and is none."""

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.speakers.credits import credited


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The bridge was shut on Monday, according to AP.", ("AP",)),
        ("The ministry said the road was open, according to The Associated Press.", ("The Associated Press",)),
        ("Officials told Reuters that the road was open.", ("Reuters",)),
        ("The AP reported that 14 people were killed on Monday.", ("AP",)),
        ("“We saw it,” a resident told the Northern Press Agency on Monday.", ("the Northern Press Agency",)),
        ("The mayor said in an interview with CNN that the bridge was shut.", ("CNN",)),
        ("The state news agency SANA said the army had retaken the town.", ("SANA",)),
        ("Officials told Reuters it was open. Later, Reuters reported that it was shut.", ("Reuters",)),
        # Nobody's words come through these.
        ("The mayor told the council that the bridge was shut.", ()),
        ("The mayor told reporters that the bridge was shut.", ()),
        ("The ministry said that the office of Reuters was hit.", ()),
        ("A local newspaper reported that the bridge was shut.", ()),
        ("The port office said that the bridge was shut.", ()),
        ("The log of the bridge warden, 14 May.", ()),
        ("", ()),
    ],
)
def test_who_is_credited(text: str, names: tuple[str, ...]) -> None:
    found = credited(extract(text))
    assert [name.removeprefix("The ") for name in found] == [name.removeprefix("The ") for name in names]
