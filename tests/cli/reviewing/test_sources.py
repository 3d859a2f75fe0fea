"""`review`: whom a source belongs to, by keys."""

import pytest
from tests.cli.reviewing.script import sit

from claimtrack.services.desk import Desk
from claimtrack.services.sources import page
from claimtrack.vocabulary import RelationKind


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("p", RelationKind.PART_OF),
        ("c", RelationKind.CONTROLLED_BY),
        ("a", RelationKind.ALLIED_WITH),
        ("r", RelationKind.RELIES_ON),
    ],
)
def test_how_a_source_of_the_claim_hangs_together_with_another_is_said(ana: Desk, key: str, kind: RelationKind) -> None:
    sat = sit(ana, "o", "1", key, "Town Hall", "its own page says so", "q")
    assert sat.asked[1].startswith("which source?  1 Ana Ruiz  2 Harbour Courier")
    (line,) = page.shown(ana, "Ana Ruiz").relations
    assert (line.kind, line.other_name, line.because) == (kind, "Town Hall", "its own page says so")


def test_any_source_can_be_named_and_nobody_be_known(ana: Desk) -> None:
    sat = sit(ana, "o", "enter", "Ben Ode", "n", "asked around", "q")
    assert "no affiliation of Ben Ode is known" in sat.told
    assert page.shown(ana, "Ben Ode").unaffiliated == "asked around"


def test_both_are_undone(ana: Desk) -> None:
    sat = sit(ana, "o", "1", "p", "Town Hall", "", "o", "2", "n", "asked around", "u", "u", "u", "q")
    assert "taken back: what Harbour Courier belongs to is not on record" in sat.told
    assert "taken back: that Ana Ruiz is part of Town Hall" in sat.told
    assert "there is nothing to undo" in sat.told
    assert page.shown(ana, "Ana Ruiz").relations == ()
    assert page.shown(ana, "Harbour Courier").unaffiliated is None
