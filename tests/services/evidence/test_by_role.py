"""A passage that quotes the claimant by the role that the article gives them is no confirmation."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Status

LINES = ("Ana Ruiz: The roof of the mill fell in.", "Editor: Ana Ruiz, the warden of the Harn mill, lives there.")


@pytest.mark.parametrize(
    ("passage", "refused"),
    [
        ("The warden of the mill said that the roof fell in.", True),
        ("The warden of the school said that the roof of the mill fell in.", False),
    ],
)
def test_the_role_is_the_claimants(
    passage: str,
    refused: bool,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    decide: Callable[..., list[Moved]],
) -> None:
    claim = record(*LINES, outlet="Harbour Post").claims[0]
    piece = support(claim, text=passage, excerpt=passage, source="Harbour Echo").number
    if refused:
        with pytest.raises(ForbiddenMove, match=f"cannot rest on evidence {piece}.*The warden of the mill said"):
            decide(Status.CONFIRMED, claim)
        return
    assert decide(Status.CONFIRMED, claim)[0].now is Status.CONFIRMED
