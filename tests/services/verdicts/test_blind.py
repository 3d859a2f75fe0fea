"""Blind verdicts: two people judge a claim, neither reads the other's, and until both have nobody decides on it."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, NotFound
from claimtrack.reports.registry import formats, load_renderer
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity import log
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.verdicts import blind, decisions, four_eyes
from claimtrack.services.watching import changes
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Status

_WHY = "no zebra register was ever kept"
_TOO = "the second reason entirely"


def _give(desk: Desk, claim: int, verdict: Status, reason: str | None = _WHY) -> blind.Given:
    return desk.enact(blind.give, look(desk, [claim]), verdict, reason)


@pytest.mark.both_databases
def test_two_verdicts_are_opened_together(bridge: int, desk: Desk, reviewer: Desk) -> None:
    first = _give(desk, bridge, Status.REFUTED)
    assert first.first is None
    assert (blind.standing(reviewer, bridge).first_by, blind.standing(reviewer, bridge).own) == ("ana", False)
    assert blind.standing(desk, bridge).own is True
    second = _give(reviewer, bridge, Status.DISPUTED, _TOO)
    assert (second.first, second.first_by, second.first_grounds) == (Status.REFUTED, "ana", _WHY)
    assert blind.standing(desk, bridge) == blind.Standing()
    history = " ".join(line.what for line in show(desk, bridge).entry.history)
    assert "opened two blind verdicts: ana had judged it refuted" in history
    assert _WHY in history
    assert _TOO in history
    assert show(desk, bridge).entry.status is Status.IN_REVIEW or show(desk, bridge).entry.status is Status.UNVERIFIED
    desk.enact(decisions.decide, look(desk, [bridge]), decisions.Decision(Status.DISPUTED, "as both say"))
    assert verify(desk).problems == ()
    assert replay(desk).differences == ()


def _told(desk: Desk, claim: int) -> str:
    """Return all that the services tell of a claim, in every format."""
    report = gather(desk, show(desk, claim).entry.article)
    return "\n".join(
        [
            repr(show(desk, claim)),
            repr(list_claims(desk, Filters())),
            repr(log.entries(desk)),
            repr(changes(desk, 0)),
            repr(list(four_eyes.waiting(desk))),
            repr(blind.standing(desk, claim)),
            repr(blind.agreed(desk)),
            *(load_renderer(name)(report).decode(errors="replace") for name in formats()),
        ]
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("verdict", [Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE])
def test_nothing_that_can_be_read_tells_the_first(bridge: int, desk: Desk, reviewer: Desk, verdict: Status) -> None:
    """Two records that differ by the one closed verdict read the same, to the letter."""
    before = _told(reviewer, bridge)
    _give(desk, bridge, verdict)
    after = _told(reviewer, bridge)
    assert _WHY not in after
    assert after.count(verdict.value) == before.count(verdict.value)
    assert after.count(verdict.words) == before.count(verdict.words)
    _give(reviewer, bridge, verdict, _TOO)
    assert _WHY in _told(reviewer, bridge)


def test_until_both_have_judged_nobody_decides(bridge: int, desk: Desk, reviewer: Desk, editor: Desk) -> None:
    _give(desk, bridge, Status.DISPUTED)
    for one in (desk, reviewer, editor):
        for to in (Status.DISPUTED, Status.UNVERIFIABLE, Status.WITHDRAWN):
            with pytest.raises(ForbiddenMove, match="was judged blind by ana, and waits for a second person"):
                one.enact(decisions.decide, look(one, [bridge]), decisions.Decision(to, "the log says so"))
    desk.enact(adjust, ["four_eyes=true"])
    with pytest.raises(ForbiddenMove, match="waits for a second person"):
        reviewer.enact(decisions.decide, look(reviewer, [bridge]), decisions.Decision(Status.DISPUTED, "so it is"))
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        editor.enact(blind.open_alone, look(editor, [bridge]), None)
    alone = editor.enact(blind.open_alone, look(editor, [bridge]), "ana left the desk")
    assert (alone.verdict, alone.first_by, alone.first_grounds) == (Status.DISPUTED, "ana", _WHY)
    reviewer.enact(decisions.decide, look(reviewer, [bridge]), decisions.Decision(Status.DISPUTED, "so it is"))
    assert blind.agreed(desk).claims == 0
    with pytest.raises(NotFound, match="no blind verdict"):
        editor.enact(blind.open_alone, look(editor, [bridge]), "once more")


def test_one_person_is_not_two(bridge: int, desk: Desk) -> None:
    _give(desk, bridge, Status.DISPUTED)
    with pytest.raises(ForbiddenMove, match="takes a second person"):
        _give(desk, bridge, Status.DISPUTED)


def test_where_there_is_a_verdict_to_read_nobody_is_blind(bridge: int, desk: Desk, reviewer: Desk) -> None:
    desk.enact(decisions.decide, look(desk, [bridge]), decisions.Decision(Status.DISPUTED, "the log says so"))
    with pytest.raises(ForbiddenMove, match="anybody can read"):
        _give(reviewer, bridge, Status.DISPUTED)


def test_where_one_is_proposed_neither(bridge: int, desk: Desk, reviewer: Desk) -> None:
    desk.enact(adjust, ["four_eyes=true"])
    desk.enact(decisions.decide, look(desk, [bridge]), decisions.Decision(Status.DISPUTED, "the log says so"))
    with pytest.raises(ForbiddenMove, match="a verdict is proposed"):
        _give(reviewer, bridge, Status.DISPUTED)


@pytest.mark.parametrize(
    ("verdict", "reason", "words"),
    [
        (Status.WITHDRAWN, _WHY, "is no verdict"),
        (Status.DISPUTED, None, "takes a reason"),
        (Status.DISPUTED, "so", "says nothing"),
    ],
)
def test_what_is_no_judgement_is_refused(
    bridge: int, desk: Desk, verdict: Status, reason: str | None, words: str
) -> None:
    with pytest.raises(ForbiddenMove, match=words):
        _give(desk, bridge, verdict, reason)


def test_who_may_only_read_judges_nothing(bridge: int, viewer: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="may not"):
        _give(viewer, bridge, Status.DISPUTED)


def test_who_looked_before_the_claim_was_changed_looks_again(bridge: int, desk: Desk, reviewer: Desk) -> None:
    seen = look(reviewer, [bridge])
    _give(desk, bridge, Status.DISPUTED)
    with pytest.raises(ChangedMeanwhile, match="judged it blind"):
        reviewer.enact(blind.give, seen, Status.DISPUTED, _TOO)


def test_what_waits_for_a_second_person_comes_first(
    record: Callable[..., Ingested], desk: Desk, reviewer: Desk
) -> None:
    done = record("The port said the bridge was shut.\nThe port said the pier was shut.\nThe port said so.\n")
    one, two, three = done.claims
    assert blind.to_judge(reviewer) == [one, two, three]
    _give(desk, two, Status.UNVERIFIABLE)
    assert blind.to_judge(reviewer) == [two, one, three]
    assert blind.to_judge(desk) == [one, three]
    _give(reviewer, two, Status.DISPUTED, _TOO)
    for claim in (one, three):
        _give(desk, claim, Status.UNVERIFIABLE)
        _give(reviewer, claim, Status.UNVERIFIABLE, _TOO)
    found = blind.agreed(desk, article=done.article)
    assert found.claims == 3
    assert found.share == pytest.approx(2 / 3)
    assert found.alpha == pytest.approx(0.0)
    assert blind.agreed(desk) == found


@pytest.mark.parametrize("number", [99, -(2**63) - 1])
def test_of_an_article_that_is_not_there_nothing_is_said(desk: Desk, number: int) -> None:
    with pytest.raises(NotFound, match=f"no article {number}"):
        blind.agreed(desk, article=number)
