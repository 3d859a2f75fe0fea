"""A cue that the outlet judges ("falsely claimed") puts a doubt on what is claimed, and on nothing else."""

from collections.abc import Callable

import pytest
from tests.extraction.read import Read

from claimtrack.vocabulary import CaveatKind

Reader = Callable[[str], Read]
SAFE = "the wall was safe"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"The mayor falsely claimed that {SAFE}.", CaveatKind.DENIED),
        (f"The mayor said, incorrectly, that {SAFE}.", CaveatKind.DENIED),
        (f"The mayor said, again falsely, that {SAFE}.", CaveatKind.DENIED),
        (f"The mayor insisted, offering no evidence, that {SAFE}.", CaveatKind.UNEVIDENCED),
        (f"The mayor baselessly claimed that {SAFE}.", CaveatKind.UNEVIDENCED),
        (f"Nobody asked whether the mayor falsely claimed that {SAFE}.", None),
        (f"The mayor never falsely claimed that {SAFE}.", None),
        (f"Rightly or wrongly, the mayor said that {SAFE}.", None),
        (f"The mayor said that {SAFE}. He falsely blamed the rain, a neighbour said.", None),
    ],
)
def test_what_is_said_of_a_cue_doubts_what_is_said(read: Reader, text: str, kind: CaveatKind | None) -> None:
    doubted = {words: kinds for words, kinds in read(text).caveats.items() if words == SAFE}
    assert doubted == ({} if kind is None else {SAFE: [kind.value]})


def test_the_words_are_the_cue_and_its_judgement_and_the_outlet_judges(read: Reader) -> None:
    (statement,) = read(f"The mayor falsely claimed that {SAFE}.").extraction.statements
    (caveat,) = statement.caveats
    assert (caveat.by, caveat.spans) == (None, ((10, 25),))


def test_who_tells_of_it_is_who_judges(read: Reader) -> None:
    found = read(f"Lena Dahl said the mayor had falsely claimed that {SAFE}.").extraction.statements
    assert [one.caveats[0].by for one in found if one.text == SAFE] == ["Lena Dahl"]
