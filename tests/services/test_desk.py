"""Who may act in a workspace, and that a change is made whole or not at all."""

from collections.abc import Callable, Mapping

import pytest

from claimtrack.services.desk import Desk, acting

pytestmark = pytest.mark.both_databases


def test_a_change_that_fails_half_way_leaves_nothing(desk: Desk, contents: Callable[[], Mapping[str, object]]) -> None:
    before = contents()
    with pytest.raises(RuntimeError), acting(desk) as act:  # noqa: PT012 - what fails is the middle of an act
        act.reviewer.name = "somebody else"
        act.session.flush()
        raise RuntimeError
    assert contents() == before
