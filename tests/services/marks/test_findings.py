"""What the desk found of a claim: rated on the policy's scale, written anew, withdrawn, and no longer fitting."""

from collections.abc import Callable

import pytest
from tests.services.tampering import tamper

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry, FindingLine
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.findings import Conclusion, Found, find, withdraw_finding
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.verdicts import answers, decisions
from claimtrack.services.weighing.policy_changes import adjust, change
from claimtrack.vocabulary import Said, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., list[decisions.Moved]]
Attach = Callable[..., Attached]

WORDS = "The bridge was closed, but for a morning only."


def put(desk: Desk, rating: str, *claims: int, text: str = WORDS, reason: str | None = None) -> Found:
    return desk.enact(find, look(desk, claims), Conclusion(rating, text, reason))


def line(entry: ClaimEntry) -> FindingLine:
    assert entry.finding is not None
    return entry.finding


@pytest.fixture
def disputed(bridge: int, decide: Decide) -> int:
    """Give a claim that is disputed."""
    decide(Status.DISPUTED, bridge, reason="the port office differs")
    return bridge


@pytest.fixture
def confirmed(bridge: int, decide: Decide, support: Attach) -> int:
    """Give a claim that is confirmed."""
    support(bridge)
    decide(Status.CONFIRMED, bridge)
    return bridge


def test_a_finding_has_a_rating_words_and_the_verdict_that_it_rests_on(
    desk: Desk, disputed: int, stands: Stands
) -> None:
    assert stands(disputed).finding is None
    found = put(desk, "Mostly-False", disputed, text=f" {WORDS}\r\n\r\n It reopened   at noon.\n")
    assert (found.rating, found.claims, found.left) == ("mostly false", (disputed,), ())
    entry = stands(disputed)
    one = line(entry)
    assert (one.rating, one.text) == ("mostly false", f"{WORDS}\n\nIt reopened at noon.")
    assert (one.by, one.version, one.status, one.said, one.reason) == ("ana", 1, Status.DISPUTED, Said.UNCHECKED, None)
    assert (one.fits, one.misfits) == (True, ())
    assert entry.status is Status.DISPUTED
    assert entry.history[-1].what.startswith(f'wrote its finding, mostly false: "{WORDS}')
    assert verify(desk).problems == ()
    assert replay(desk).holds


def test_several_claims_at_once_and_those_that_say_so_already_are_left(
    desk: Desk, claims: tuple[int, ...], decide: Decide, stands: Stands
) -> None:
    decide(Status.DISPUTED, *claims, reason="the port office differs")
    put(desk, "misleading", claims[1])
    before = stands(claims[1]).version
    found = put(desk, "misleading", *claims)
    assert (found.claims, found.left) == ((claims[0], claims[2]), (claims[1],))
    assert stands(claims[1]).version == before
    assert {line(stands(claim)).rating for claim in claims} == {"misleading"}


def test_another_takes_its_place_and_it_is_withdrawn_with_a_reason(
    desk: Desk, editor: Desk, disputed: int, stands: Stands
) -> None:
    put(desk, "misleading", disputed)
    put(editor, "out of context", disputed, text="It is an older picture.")
    assert (line(stands(disputed)).version, line(stands(disputed)).by) == (2, "editor")
    with pytest.raises(ForbiddenMove, match="withdrawing a finding takes a reason"):
        desk.enact(withdraw_finding, look(desk, [disputed]), " ")
    desk.enact(withdraw_finding, look(desk, [disputed]), "too early")
    entry = stands(disputed)
    assert entry.finding is None
    assert [one.what.split(":")[0] for one in entry.history[-3:]] == [
        "wrote its finding, misleading",
        "wrote its finding anew, out of context",
        "withdrew its finding",
    ]
    with pytest.raises(ForbiddenMove, match=f"claim {disputed} has no finding"):
        desk.enact(withdraw_finding, look(desk, [disputed]), "too early")
    assert verify(desk).problems == ()


def test_a_rating_that_contradicts_the_verdict_is_refused(
    desk: Desk, disputed: int, claims: tuple[int, ...], stands: Stands
) -> None:
    with pytest.raises(ForbiddenMove) as refused:
        put(desk, "correct", disputed, reason="I say so")
    assert str(refused.value) == (
        f'claim {disputed} is disputed, and "correct" goes with confirmed; with disputed go "mostly correct", '
        '"out of context", "misleading", "mostly false", "unproven"; or give the claim another verdict first'
    )
    with pytest.raises(ForbiddenMove, match=f"claim {claims[0]} is unverified, and .*; give the claim its verdict"):
        put(desk, "misleading", claims[0])
    # One that is refused keeps all from being written.
    with pytest.raises(ForbiddenMove, match="is unverified"):
        put(desk, "misleading", disputed, claims[0])
    assert stands(disputed).finding is None


def test_where_the_policy_says_so_a_reason_does_and_is_shown(desk: Desk, disputed: int, stands: Stands) -> None:
    desk.enact(adjust, ["strict_ratings=false"])
    with pytest.raises(ForbiddenMove, match='"correct" goes with confirmed; say --reason TEXT'):
        put(desk, "correct", disputed, reason="\u200b")
    put(desk, "correct", disputed, reason="the dispute is of another bridge")
    assert line(stands(disputed)).reason == "the dispute is of another bridge"
    assert stands(disputed).history[-1].reason == "the dispute is of another bridge"
    assert verify(desk).problems == ()


def test_the_scale_is_the_desk_s_and_what_was_written_on_an_older_one_stays(
    desk: Desk, disputed: int, claims: tuple[int, ...], stands: Stands
) -> None:
    put(desk, "misleading", disputed)
    desk.enact(change, '[ratings]\nstimmt = ["confirmed"]\n"irreführend" = ["disputed"]\noffen = []\n')
    assert line(stands(disputed)).rating == "misleading"
    with pytest.raises(InvalidInput) as unknown:
        put(desk, "irrefuhrend", disputed)
    assert str(unknown.value) == (
        'the scale has no rating "irrefuhrend"; did you mean "irreführend"? there are "stimmt", "irreführend", '
        '"offen"; `claimtrack policy show` has the scale'
    )
    put(desk, "IRREFÜHREND", disputed)
    put(desk, "offen", claims[0])
    assert line(stands(disputed)).rating == "irreführend"
    assert line(stands(claims[0])).status is Status.UNVERIFIED


@pytest.mark.parametrize("rating", ["", " ", "nonsense", "x" * 100_000, "\u200b"])
def test_a_rating_that_is_none_is_refused(desk: Desk, disputed: int, rating: str) -> None:
    with pytest.raises(InvalidInput, match="the scale has no rating") as unknown:
        put(desk, rating, disputed)
    assert len(str(unknown.value)) < 400


def test_a_rating_nearly_written_right_is_named(desk: Desk, disputed: int) -> None:
    with pytest.raises(InvalidInput, match=r'no rating "misleadign"; did you mean "misleading"\?'):
        put(desk, "misleadign", disputed)


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u00ad", "x" * 100_000, "a\0b"])
def test_words_that_say_nothing_or_too_much_are_refused(desk: Desk, disputed: int, stands: Stands, text: str) -> None:
    with pytest.raises(InvalidInput, match="the finding"):
        put(desk, "misleading", disputed, text=text)
    assert stands(disputed).finding is None


def test_a_claim_that_is_there_and_is_not_withdrawn_by_somebody_who_may(
    desk: Desk, viewer: Desk, bridge: int, decide: Decide
) -> None:
    with pytest.raises(NotFound, match="no claim 99"):
        put(desk, "misleading", 99)
    with pytest.raises(ForbiddenMove, match="viewer"):
        put(viewer, "misleading", bridge)
    decide(Status.WITHDRAWN, bridge, reason="not a claim")
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is withdrawn and cannot be rated"):
        put(desk, "misleading", bridge)


def test_it_no_longer_fits_once_the_verdict_that_it_rests_on_changed(
    desk: Desk, confirmed: int, decide: Decide, stands: Stands
) -> None:
    put(desk, "correct", confirmed)
    decide(Status.DISPUTED, confirmed, reason="the port office differs")
    found = line(stands(confirmed))
    assert (found.fits, found.status) == (False, Status.CONFIRMED)
    assert found.misfits == ("it was written while the claim was confirmed, and the claim is disputed now",)
    decide(Status.UNVERIFIED, confirmed, reason="look again")
    assert line(stands(confirmed)).misfits == (
        "it was written while the claim was confirmed, and the claim is unverified now",
    )
    decide(Status.CONFIRMED, confirmed)
    assert line(stands(confirmed)).fits


def test_it_no_longer_fits_once_the_answer_to_who_said_it_changed_on_which_it_may_rest(
    desk: Desk, disputed: int, stands: Stands
) -> None:
    put(desk, "misleading", disputed)
    say = answers.judge_said
    desk.enact(say, look(desk, [disputed]), Said.VERIFIED, reason="I heard it", override=True)
    assert line(stands(disputed)).fits
    assert put(desk, "misleading", disputed).claims == (disputed,)
    desk.enact(say, look(desk, [disputed]), Said.MISQUOTED, reason="I heard it again", override=True)
    assert line(stands(disputed)).misfits == (
        "it was written while who said it was verified, and that is misquoted now",
    )


def test_it_is_shown_as_of_an_earlier_moment_as_it_stood_then(
    desk: Desk, confirmed: int, decide: Decide, stands: Stands
) -> None:
    steps: list[Callable[[], object]] = [
        lambda: put(desk, "correct", confirmed),
        lambda: put(desk, "misleading", confirmed, reason="it was a morning"),
        lambda: decide(Status.DISPUTED, confirmed, reason="the port office differs"),
        lambda: desk.enact(withdraw_finding, look(desk, [confirmed]), "too early"),
    ]
    moments: dict[int, ClaimEntry] = {}
    for step in steps:
        step()
        entry = stands(confirmed)
        moments[entry.history[-1].number] = entry
    assert [one.finding.rating if one.finding else None for one in moments.values()] == [
        "correct",
        "misleading",
        "misleading",
        None,
    ]
    assert [one.finding.fits for one in moments.values() if one.finding] == [True, True, False]
    for number, entry in moments.items():
        assert show(desk, confirmed, as_of=number).entry.finding == entry.finding
        (told,) = gather(desk, as_of=number).articles[0].claims
        assert told.finding == entry.finding


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("UPDATE finding SET text = 'It is open.'", 'the text of finding 1 is "It is open." in the table'),
        ("UPDATE finding SET rating = 'correct'", 'the rating of finding 1 is "correct" in the table'),
        ("UPDATE finding SET reason = 'x'", 'the reason of finding 1 is "x" in the table'),
        ("UPDATE finding SET reason = NULL", "finding 1"),
        ("UPDATE finding SET status = 'confirmed'", "finding 1"),
        ("UPDATE finding SET said = 'verified'", "finding 1"),
        ("UPDATE finding SET of_words = 'x'", "finding 1"),
        ("UPDATE finding SET ended_at = '2020-01-01 00:00:00'", "finding 1"),
        ("DELETE FROM finding", "finding 1"),
    ],
)
def test_what_was_changed_past_the_program_is_found(desk: Desk, disputed: int, wrong: str, found: str) -> None:
    put(desk, "misleading", disputed, reason="it was a morning")
    assert verify(desk).problems == ()
    tamper(desk.database, wrong)
    assert any(found in problem for problem in verify(desk).problems)
