"""Verdicts that an earlier program gave, and the rules of this one do not carry: told, and left as they are."""

from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import text

from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.sources import relations
from claimtrack.services.verdicts.no_longer_carried import NoLongerCarried, no_longer_carried
from claimtrack.vocabulary import Status

pytestmark = pytest.mark.both_databases


@pytest.fixture
def confirmed(
    desk: Desk, claims: tuple[int, ...], support: Callable[..., Attached], decide: Callable[..., object]
) -> tuple[int, ...]:
    """Give three confirmed claims, the first two by bodies, as a program would have it that did not look them up."""
    support(*claims)
    decide(Status.CONFIRMED, *claims)
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE source SET kind = 'organisation' WHERE name IN ('Ana Ruiz', 'Ben Okoro')"))
    return claims


def test_who_has_to_be_looked_up_is_told_with_what_settles_it(
    desk: Desk, confirmed: tuple[int, ...], contents: Callable[[], Mapping[str, object]]
) -> None:
    before = contents()
    found = no_longer_carried(desk)
    assert contents() == before
    assert found.claims == confirmed[:2]
    assert [(one.name, one.claims) for one in found.unlooked] == [
        ("Ana Ruiz", (confirmed[0],)),
        ("Ben Okoro", (confirmed[1],)),
    ]
    assert "source unaffiliated" in str(found.unlooked[0].settles)
    assert found.others == ()
    for name in ("Ana Ruiz", "Ben Okoro"):
        desk.enact(relations.unaffiliated, name, because="asked them")
    assert no_longer_carried(desk) == NoLongerCarried((), ())


def test_what_is_not_carried_for_another_reason_is_told_apart_and_overrides_are_not(
    desk: Desk, editor: Desk, confirmed: tuple[int, ...], decide: Callable[..., object]
) -> None:
    decide(Status.UNVERIFIED, confirmed[1], reason="again")
    decide(Status.CONFIRMED, confirmed[1], by=editor, reason="I was there", override=True)
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET basis = 'hearsay'"))
    found = no_longer_carried(desk)
    assert found.unlooked == ()
    assert found.others == (confirmed[0], confirmed[2])
