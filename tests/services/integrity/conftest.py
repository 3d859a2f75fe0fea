"""A record that holds everything that people do, to look for what is wrong with it."""

from collections.abc import Callable, Sequence

import pytest
from tests.reading.captures import site
from tests.reading.test_picture_prints import packed, scene
from tests.services.integrity.full_record import work
from tests.services.witnesses.desks import witnessed
from tests.tsa import Authority

from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, custody
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.corroboration import compare, corroborate
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.terms import NewTerms, put_right
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import grades
from claimtrack.services.timestamps import asking
from claimtrack.services.timestamps.authorities import trust
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import Basis, Consent, Reliability, Risk, Serves, Stance


@pytest.fixture
def worked(
    desk: Desk,
    reviewer: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    refute: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    once: Callable[[str, Callable[[], Sequence[int]]], Sequence[int]],
) -> Sequence[int]:
    """Give claims to which everything was done that people do."""
    return once("worked", lambda: work((desk, reviewer), record, support, refute, decide))


@pytest.fixture
def crowded(
    desk: Desk,
    reviewer: Desk,
    editor: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    refute: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    served: Authority,
    once: Callable[[str, Callable[[], None]], None],
) -> Desk:
    """Give a workspace with a row or more in every table."""

    def crowd() -> None:
        _, claim, *_ = work((desk, reviewer), record, support, refute, decide)
        support(claim, text="what the wire told", source="Wire Desk", relying_on=("Port Office",), serves=Serves.SAID)
        record("Ana Ruiz via Radio Norte: The ferry sank. (unconfirmed)", "Ben Sol denies 1: It sank.", name="late.txt")
        desk.enact(grades.grade, "Port Office", Reliability.B)
        _seen_by_two(desk, claim, editor)
        desk.enact(trust, "north", served.url, served.pem, private=True)
        asking.stamp(desk)
        desk.enact(trust, "south", "http://127.0.0.1:9/", served.pem, private=True)
        asking.renew(desk, [1], days=0)
        witnessed(desk)
        _kept_with_care(desk)
        _with_a_picture(desk, claim)
        assert verify(desk).problems == ()

    once("crowded", crowd)
    return desk


def _kept_with_care(desk: Desk) -> None:
    """Say how a piece may be used, and what became of it."""
    told = NewTerms("sent to us", Consent.GIVEN, "Ana Ruiz", "publication", Risk.HIGH, "who took it", None)
    desk.enact(put_right, 1, Amendment(), told, reason="a threat")
    desk.enact(custody.hand_over, 1, to="the registry", reason="asked for in writing")
    desk.enact(custody.keep_outside, 1, custody.Thing("the card", "safe 2", "0417", "Mio Ito"))


def _with_a_picture(desk: Desk, claim: int) -> None:
    """Attach a picture."""
    examined = examine(desk, Offered(packed(scene(1)), "site.png"), Bearing(Stance.CONTEXT, Basis.RECORD, None))
    assert desk.enact(attachments.attach, look(desk, [claim]), examined).unlike is None


def _seen_by_two(desk: Desk, claim: int, other: Desk) -> None:
    """Put on record that two people captured a page alike."""
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
    with site.served() as port:
        first, second = (
            by.enact(
                attachments.attach,
                look(by, [claim]),
                examine(by, offered_from(by, f"http://127.0.0.1:{port}/plainly", allow_private=True), bearing),
            ).number
            for by in (desk, other)
        )
    desk.enact(corroborate, compare(desk, first, second))
