"""The reason of a verdict, given later: shown with the verdict, which stays as it is and whose it is."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.reasons import give_reason
from claimtrack.vocabulary import Said, Serves, Status

Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., object]


@pytest.mark.both_databases
def test_a_reason_given_later_stands_with_the_verdict(
    desk: Desk, editor: Desk, bridge: int, decide: Decide, stands: Stands
) -> None:
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    first = stands(bridge).verdict_given
    assert first is not None
    assert (first.by, first.reason, first.added_by) == (desk.reviewer, "nobody answers", None)
    editor.enact(give_reason, look(desk, [bridge]), "the office burnt down")
    entry = stands(bridge)
    given = entry.verdict_given
    assert given is not None
    assert (given.by, given.at, given.reason, given.added_by) == (
        first.by,
        first.at,
        "the office burnt down",
        editor.reviewer,
    )
    assert entry.status is Status.UNVERIFIABLE
    assert entry.verdict_at == first.at
    assert [line.reason for line in entry.history if line.reason] == ["nobody answers", "the office burnt down"]
    assert entry.history[-1].what == "said why it is unverifiable"
    assert verify(desk).problems == ()
    assert replay(desk).differences == ()
    then = show(desk, bridge, as_of=entry.history[-2].number).entry.verdict_given
    assert then == first


def test_a_new_verdict_leaves_the_reason_of_the_old_one_behind(
    desk: Desk, bridge: int, decide: Decide, stands: Stands
) -> None:
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    desk.enact(give_reason, look(desk, [bridge]), "the office burnt down")
    decide(Status.DISPUTED, bridge, reason="the mayor says no")
    given = stands(bridge).verdict_given
    assert given is not None
    assert (given.reason, given.added_by) == ("the mayor says no", None)


def test_the_two_questions_have_reasons_of_their_own(desk: Desk, bridge: int, decide: Decide, stands: Stands) -> None:
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    desk.enact(judge_said, look(desk, [bridge]), Said.NOT_FOUND, reason="asked", override=True)
    desk.enact(give_reason, look(desk, [bridge]), "heard the tape", question=Serves.SAID)
    entry = stands(bridge)
    assert entry.said_given is not None
    assert entry.verdict_given is not None
    assert (entry.said_given.reason, entry.verdict_given.reason) == ("heard the tape", "nobody answers")


def test_there_is_no_reason_where_no_verdict_stands(desk: Desk, bridge: int) -> None:
    with pytest.raises(ForbiddenMove, match="has no verdict yet"):
        desk.enact(give_reason, look(desk, [bridge]), "because")
    with pytest.raises(ForbiddenMove, match="nobody has checked whether it was said"):
        desk.enact(give_reason, look(desk, [bridge]), "because", question=Serves.SAID)


def test_an_empty_reason_is_none(desk: Desk, bridge: int, decide: Decide) -> None:
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    with pytest.raises(ForbiddenMove, match="the reason says nothing"):
        desk.enact(give_reason, look(desk, [bridge]), "  ")


def test_who_gives_the_verdict_again_with_a_reason_is_told_how_it_goes_on_record(bridge: int, decide: Decide) -> None:
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    with pytest.raises(ForbiddenMove, match=f"`claimtrack reason {bridge} TEXT`"):
        decide(Status.UNVERIFIABLE, bridge, reason="the office burnt down")
