"""Whom a piece's own text credits is offered, and never put on record by itself."""

import time
from collections.abc import Callable

from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, Credit
from claimtrack.services.evidence.credits import credited_in
from claimtrack.services.sources.sources import merge
from claimtrack.vocabulary import Basis

Attach = Callable[..., Attached]

STORY = (
    "The bridge is closed, officials told Reuters on Monday. The Delta Wire reported that two people were hurt. "
    "The port office said that the port is open."
)


def credits_of(attached: Attached) -> list[Credit]:
    return list(attached.credits)


def test_who_is_credited_is_offered_and_not_put_on_record(desk: Desk, bridge: int, support: Attach) -> None:
    attached = support(bridge, text=STORY, source="Harbour Echo")
    assert credits_of(attached) == [Credit("Reuters", on_record=False), Credit("Delta Wire", on_record=False)]
    assert pieces.shown(desk, attached.number).relying_on == ()
    told, _ = desk.enact(amend, attached.number, Amendment(relies_on=("Reuters",), new_source=True), reason=None)
    assert told == f"evidence {attached.number} relies on Reuters"


def test_what_is_on_record_is_not_offered_again(claims: tuple[int, ...], support: Attach) -> None:
    one, other, _ = claims
    attached = support(one, text=STORY, source="Harbour Echo", relying_on=("Reuters",), new_source=True)
    assert credits_of(attached) == [Credit("Delta Wire", on_record=False)]
    support(other, text="a log", source="Delta Wire")
    assert credits_of(support(other, text=STORY, source="Harbour Echo")) == [Credit("Delta Wire", on_record=True)]


def test_a_text_that_names_its_own_house_credits_nobody(desk: Desk, claims: tuple[int, ...], support: Attach) -> None:
    one, other, _ = claims
    assert credits_of(support(one, text="The Delta Wire reported that it rained.", source="Delta Wire News")) == []
    support(one, text="a log", source="Wire of the Delta", new_source=True)
    support(one, text="another", source="Coast Bureau")
    desk.enact(merge, "Coast Bureau", into="Wire of the Delta", reason="one house")
    assert credits_of(support(other, text="The Delta Wire said that it rained.", source="Coast Bureau")) == []


def test_what_has_no_text_credits_nobody(bridge: int, support: Attach) -> None:
    film = support(bridge, text="\0\0\0 ftypisom\0Reuters\0", name="film.mp4", basis=Basis.FIRSTHAND)
    assert film.credits == ()


def test_a_long_text_is_read_as_far_as_its_first_pages() -> None:
    filler = "The port office said on Monday that the port is open.\n" * 40_000
    began = time.perf_counter()
    assert credited_in(STORY + filler + "The Coast Tribune reported that it rained.") == ("Reuters", "Delta Wire")
    assert time.perf_counter() - began < 20
