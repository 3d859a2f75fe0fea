"""One story under other headlines is one piece of evidence, and the article's own words confirm nothing of it."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached, withdraw
from claimtrack.vocabulary import Basis, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Stands = Callable[[int], ClaimEntry]

STORY = (
    "The last armed groups left the town on Sunday, ending a siege of eleven weeks. Buses took some four hundred "
    "people over the rail bridge before noon. Shops in the lower town opened for the first time since May, and water "
    "ran again in two of six districts. Nobody at the hospital could say who would run it from now on."
)
OUTLETS = ("Northern Star", "Harbour Echo", "The Gazette")


@pytest.fixture
def doubted(record: Record) -> int:
    """Give a claim that takes two independent origins."""
    return record("Ana Ruiz: The bridge is closed. (unconfirmed)", outlet="Harbour Post").claims[0]


def test_one_story_under_three_names_and_headlines_is_one_piece(
    doubted: int, support: Attach, stands: Stands, decide: Callable[..., object]
) -> None:
    pieces = [
        support(doubted, source=outlet, text=f"{outlet.upper()} EXCLUSIVE, from our own man. {STORY}", new_source=True)
        for outlet in OUTLETS
    ]
    reasons = stands(doubted).independence
    first, *others = (piece.number for piece in pieces)
    assert [one for one in reasons if "counts:" in one and one.startswith(f"evidence {first} ")]
    for number in others:
        (told,) = (one for one in reasons if one.startswith(f"evidence {number} "))
        assert f"it is a copy: its words, or most of them, are those of evidence {first}" in told
    with pytest.raises(ForbiddenMove, match="1 of 2 independent origins"):
        decide(Status.CONFIRMED, doubted)
    support(doubted, source="Bridge Wardens", text="Barrier down since 05:10, keys with the warden.", new_source=True)
    decide(Status.CONFIRMED, doubted)
    assert stands(doubted).independently_confirmed


def test_when_the_first_is_withdrawn_its_copy_takes_its_place(
    desk: Desk, doubted: int, support: Attach, stands: Stands
) -> None:
    first = support(doubted, source=OUTLETS[0], text=STORY, new_source=True)
    support(doubted, source=OUTLETS[1], text=f"By our correspondent: {STORY}", new_source=True)
    desk.enact(withdraw, first.number, reason="it was taken down")
    assert [one for one in stands(doubted).independence if "counts:" in one and OUTLETS[1] in one]


def test_what_has_the_articles_own_words_confirms_nothing_of_it(
    record: Record, support: Attach, stands: Stands, decide: Callable[..., object]
) -> None:
    claim = record("Ana Ruiz: The bridge is closed.", STORY, outlet="Harbour Post").claims[0]
    support(claim, source="Delta Wire", text=f"DELTA WIRE. Ana Ruiz: The bridge is closed.\n{STORY}", new_source=True)
    assert any("it is a copy of it" in one for one in stands(claim).independence)
    with pytest.raises(ForbiddenMove, match="0 of 1 independent origin"):
        decide(Status.CONFIRMED, claim)


def test_a_film_has_no_words_and_is_no_copy(doubted: int, support: Attach, stands: Stands) -> None:
    for outlet in OUTLETS[:2]:
        support(
            doubted,
            source=outlet,
            text=f"\0\0\0 ftypisom\0{outlet}\0\0",
            name="film.mp4",
            basis=Basis.FIRSTHAND,
            new_source=True,
        )
    told = stands(doubted).independence
    assert "2 of 2 independent origins (2 because the article itself doubts it)" in told
    assert sum(one.startswith(f"evidence {number} cannot be compared") for number in (1, 2) for one in told) == 2
