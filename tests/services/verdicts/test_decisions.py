"""What reviewers do to claims: every move between states, what each demands, and what is refused."""

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.rules.states import MOVES
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.marks.notes import note
from claimtrack.services.reviewers import add
from claimtrack.services.sources.sources import merge
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Decision, Moved
from claimtrack.services.verdicts.decisions import decide as give
from claimtrack.services.verdicts.queue import release, take
from claimtrack.vocabulary import OPEN, VERDICTS, Basis, NoteKind, Role, Said, Serves, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

S = Status
PAIRS = [(start, to) for start, to in product(Status, Status) if to is not S.IN_REVIEW]
GIVEN_BACK = (S.IN_REVIEW, S.UNVERIFIED)  # `release`, which takes no verdict back


def bring(desk: Desk, *claims: int, to: Status) -> None:
    """Bring unverified claims where a test wants to start."""
    if to is S.IN_REVIEW:
        desk.enact(take, look(desk, claims))
    elif to is not S.UNVERIFIED:
        override = to in {S.CONFIRMED, S.REFUTED}
        desk.enact(give, look(desk, claims), Decision(to, reason="to begin with", override=override))


@pytest.mark.parametrize("start", Status)
def test_every_move_from_a_status_with_all_the_grounds_there_are(
    start: Status, desk: Desk, record: Record, support: Attach, refute: Attach, decide: Decide, contents: Contents
) -> None:
    targets = [to for to in Status if to is not S.IN_REVIEW]
    claims = record(*(f"Ana Ruiz: Bridge {to} is closed." for to in targets)).claims
    for_it, against = support(*claims).number, refute(*claims, source="City Hall").number
    desk.enact(release, look(desk, claims))
    bring(desk, *claims, to=start)
    moved = {}
    for claim, to in zip(claims, targets, strict=True):
        before = contents()
        despite = {S.CONFIRMED: (against,), S.REFUTED: (for_it,)}.get(to, ())
        if (start, to) in MOVES and (start, to) != GIVEN_BACK:
            (after,) = decide(to, claim, reason="the log is older", despite=despite)
            moved[to] = (after.was, after.now)
        else:
            with pytest.raises(ForbiddenMove, match=f"claim {claim} "):
                decide(to, claim, reason="the log is older", despite=despite)
            assert contents() == before
    assert moved == {to: (start, to) for to in targets if (start, to) in MOVES and (start, to) != GIVEN_BACK}


@pytest.mark.parametrize("start", Status)
def test_every_move_from_a_status_without_any_grounds_is_refused_and_changes_nothing(
    start: Status, desk: Desk, bridge: int, decide: Decide, contents: Contents
) -> None:
    bring(desk, bridge, to=start)
    before = contents()
    for to in Status:
        if (start, to) == (S.UNVERIFIED, S.IN_REVIEW):
            continue  # demands nothing
        with pytest.raises(ForbiddenMove, match=f"^claim {bridge} "):
            decide(to, bridge)
    assert contents() == before


@pytest.mark.parametrize(
    ("to", "remedy"),
    [
        (S.CONFIRMED, "evidence add 1 FILE --supports --source NAME"),
        (S.REFUTED, "evidence add 1 FILE --refutes --source NAME"),
        (S.DISPUTED, "evidence against it, a claim that denies it, or a reason"),
        (S.UNVERIFIABLE, "say --reason TEXT"),
        (S.WITHDRAWN, "say --reason TEXT"),
    ],
)
def test_what_is_refused_names_the_remedy(to: Status, remedy: str, bridge: int, decide: Decide) -> None:
    with pytest.raises(ForbiddenMove) as error:
        decide(to, bridge)
    assert remedy in str(error.value)


@pytest.mark.parametrize("start", [S.WITHDRAWN, *sorted(VERDICTS)])
def test_reopening_takes_a_reason_and_keeps_the_holder(
    start: Status, reviewer: Desk, bridge: int, decide: Decide
) -> None:
    reviewer.enact(take, look(reviewer, [bridge]))
    override = start in {S.CONFIRMED, S.REFUTED}
    decide(start, bridge, reason="to begin with", override=override)
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        decide(S.UNVERIFIED, bridge)
    (moved,) = decide(S.UNVERIFIED, bridge, reason="the log was forged")
    assert moved == Moved(bridge, start, S.UNVERIFIED, "reviewer", independent=False, overridden=False)


def test_a_claim_in_review_has_nothing_to_reopen(desk: Desk, bridge: int, decide: Decide) -> None:
    desk.enact(take, look(desk, [bridge]))
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} has no verdict to take back; `claimtrack release"):
        decide(S.UNVERIFIED, bridge, reason="let go")


def test_evidence_from_somebody_else_confirms(bridge: int, support: Attach, decide: Decide, stands: Stands) -> None:
    piece = support(bridge).number
    assert decide(S.CONFIRMED, bridge) == [
        Moved(bridge, S.IN_REVIEW, S.CONFIRMED, "ana", independent=True, overridden=False)
    ]
    entry = stands(bridge)
    assert entry.independently_confirmed
    assert entry.history[-1].what == f"marked it confirmed (was in review), resting on evidence {piece}"


@pytest.mark.parametrize(
    ("bearing", "says"),
    [
        ({"source": "Ana Ruiz"}, "comes from the claimant, Ana Ruiz"),
        ({"basis": Basis.HEARSAY}, "it is hearsay"),
        ({"basis": Basis.UNKNOWN}, "it is of unknown basis"),
        ({"stance": Stance.CONTEXT}, "0 of 1 independent origin"),
        ({"stance": Stance.REFUTES}, "answer it with --despite 1 --reason TEXT"),
        ({"serves": Serves.SAID}, "0 of 1 independent origin"),
        ({"text": "Ana Ruiz: The bridge is closed."}, "it is the article itself"),
    ],
)
def test_what_does_not_confirm(
    bearing: dict[str, object], says: str, bridge: int, support: Attach, decide: Decide
) -> None:
    support(bridge, **bearing)
    with pytest.raises(ForbiddenMove) as error:
        decide(S.CONFIRMED, bridge)
    assert says in str(error.value)


def test_a_source_that_was_merged_with_the_claimant_is_the_claimant(
    desk: Desk, bridge: int, support: Attach, decide: Decide
) -> None:
    support(bridge, source="The Ruiz Foundation", new_source=True)
    desk.enact(merge, "The Ruiz Foundation", into="Ana Ruiz", reason="it is she alone")
    with pytest.raises(ForbiddenMove, match="comes from the claimant, Ana Ruiz"):
        decide(S.CONFIRMED, bridge)


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz: The bridge is closed. (unconfirmed)",
        "Ana Ruiz heard: The bridge is closed.",
        "a driver: The bridge is closed.",
    ],
)
def test_a_doubtful_claim_takes_two_origins(line: str, record: Record, support: Attach, decide: Decide) -> None:
    (claim,) = record(line).claims
    support(claim)
    support(claim, text="another page of it")
    with pytest.raises(ForbiddenMove, match="1 of 2 independent origins"):
        decide(S.CONFIRMED, claim)
    support(claim, source="City Hall")
    assert decide(S.CONFIRMED, claim)[0].independent


def test_an_unnamed_speaker_who_turned_out_to_be_somebody_has_a_name(
    desk: Desk, record: Record, support: Attach, decide: Decide
) -> None:
    (claim,) = record("a driver: The bridge is closed.").claims
    support(claim)
    support(record("Ana Ruiz: The port is open.").claims[0])
    desk.enact(merge, "1", into="Ana Ruiz", reason="she said so")
    assert decide(S.CONFIRMED, claim)[0].independent


def test_what_stands_against_a_verdict_is_answered_by_number_and_reason(
    bridge: int, support: Attach, refute: Attach, decide: Decide, stands: Stands, contents: Contents
) -> None:
    support(bridge)
    against = refute(bridge, source="City Hall").number
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"answer it with --despite {against} --reason TEXT"):
        decide(S.CONFIRMED, bridge)
    with pytest.raises(ForbiddenMove, match="--despite takes a reason"):
        decide(S.CONFIRMED, bridge, despite=(against,))
    with pytest.raises(InvalidInput, match="evidence 1 does not stand against that verdict; leave --despite 1 out"):
        decide(S.CONFIRMED, bridge, despite=(1,), reason="older")
    assert contents() == before
    decide(S.CONFIRMED, bridge, despite=(against,), reason="it is from last year")
    entry = stands(bridge)
    assert entry.independently_confirmed
    assert [line.what for line in entry.history[-2:]] == [
        "answered evidence 2",
        "marked it confirmed (was in review), resting on evidence 1, despite evidence 2",
    ]
    assert entry.evidence[1].weighed == "counts: City Hall, a record; answered: it is from last year"


def test_what_serves_the_other_question_does_not_stand_against_a_verdict(
    bridge: int, support: Attach, refute: Attach, decide: Decide
) -> None:
    support(bridge)
    other = refute(bridge, source="City Hall", serves=Serves.SAID).number
    with pytest.raises(InvalidInput, match=f"evidence {other} does not stand against that verdict"):
        decide(S.CONFIRMED, bridge, despite=(other,), reason="older")
    assert decide(S.CONFIRMED, bridge)[0].independent


def test_hearsay_against_a_claim_needs_no_answer(bridge: int, support: Attach, refute: Attach, decide: Decide) -> None:
    support(bridge)
    refute(bridge, source="City Hall", basis=Basis.HEARSAY)
    assert decide(S.CONFIRMED, bridge)[0].independent


def test_an_answer_is_noted_only_where_the_piece_stands(
    record: Record, support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    one, two = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.").claims
    support(one, two)
    against = refute(one, source="City Hall").number
    decide(S.CONFIRMED, one, two, despite=(against,), reason="older")
    assert stands(one).history[-1].what.endswith(f"despite evidence {against}")
    assert stands(two).history[-1].what == "marked it confirmed (was in review), resting on evidence 1"


def test_only_an_editor_overrides_and_says_why(
    reviewer: Desk, editor: Desk, bridge: int, decide: Decide, stands: Stands, contents: Contents
) -> None:
    before = contents()
    with pytest.raises(ForbiddenMove, match="reviewer is reviewer here and may not override the rules"):
        decide(S.CONFIRMED, bridge, by=reviewer, override=True, reason="I was there")
    with pytest.raises(ForbiddenMove, match="it takes a reason"):
        decide(S.CONFIRMED, bridge, by=editor, override=True)
    assert contents() == before
    (moved,) = decide(S.CONFIRMED, bridge, by=editor, override=True, reason="I was there")
    assert (moved.overridden, moved.independent) == (True, False)
    entry = stands(bridge)
    assert (entry.overridden, entry.independently_confirmed, entry.override_reason) == (True, False, "I was there")
    assert entry.independence[0] == "not independently confirmed: marked confirmed by an editor's override"


def test_an_override_that_the_evidence_did_not_need_is_none(bridge: int, support: Attach, decide: Decide) -> None:
    support(bridge)
    (moved,) = decide(S.CONFIRMED, bridge, override=True, reason="to be sure")
    assert (moved.overridden, moved.independent) == (False, True)


@pytest.mark.parametrize("to", [S.DISPUTED, S.UNVERIFIABLE, S.WITHDRAWN, S.UNVERIFIED])
def test_there_is_nothing_to_override_where_a_reason_is_enough(to: Status, bridge: int, decide: Decide) -> None:
    with pytest.raises(UsageError, match="there is nothing to override"):
        decide(to, bridge, override=True, reason="because")


def test_the_mark_of_an_override_goes_with_the_verdict(bridge: int, decide: Decide, stands: Stands) -> None:
    decide(S.CONFIRMED, bridge, override=True, reason="I was there")
    decide(S.DISPUTED, bridge, reason="I was elsewhere")
    assert (stands(bridge).overridden, stands(bridge).override_reason) == (False, None)


def test_the_reason_of_an_override_is_the_verdicts_own(desk: Desk, bridge: int, decide: Decide, stands: Stands) -> None:
    decide(S.CONFIRMED, bridge, override=True, reason="I was there")
    desk.enact(judge_said, look(desk, [bridge]), Said.VERIFIED, override=True, reason="I heard her")
    assert stands(bridge).override_reason == "I was there"


def test_refuting_evidence_disputes(bridge: int, refute: Attach, decide: Decide) -> None:
    refute(bridge, basis=Basis.HEARSAY)
    assert decide(S.DISPUTED, bridge)[0].now is S.DISPUTED


def test_what_speaks_against_its_being_said_does_not_dispute_it(bridge: int, refute: Attach, decide: Decide) -> None:
    refute(bridge, serves=Serves.SAID)
    with pytest.raises(ForbiddenMove, match="it takes evidence against it"):
        decide(S.DISPUTED, bridge)


def test_a_denial_by_the_accused_disputes(record: Record, decide: Decide) -> None:
    accused, _ = record("Ana Ruiz: The mayor closed the bridge.", "Ben Okoro denies 1: The mayor closed it.").claims
    assert decide(S.DISPUTED, accused)[0].now is S.DISPUTED


def test_a_denial_that_was_withdrawn_disputes_nothing_any_more(record: Record, decide: Decide, stands: Stands) -> None:
    accused, denial = record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it.").claims
    decide(S.DISPUTED, accused)
    moved = decide(S.WITHDRAWN, denial, reason="he spoke of another bridge")
    assert [(one.number, one.was, one.now) for one in moved] == [
        (denial, S.UNVERIFIED, S.WITHDRAWN),
        (accused, S.DISPUTED, S.UNVERIFIED),
    ]
    assert stands(accused).history[-1].reason == f"claim {denial} was withdrawn"
    with pytest.raises(ForbiddenMove, match="it takes evidence against it"):
        decide(S.DISPUTED, accused)


def test_a_denial_that_was_refuted_disputes_nothing_any_more(
    record: Record, refute: Attach, decide: Decide, stands: Stands
) -> None:
    accused, denial = record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it.").claims
    decide(S.DISPUTED, accused)
    refute(denial, source="City Hall")
    moved = decide(S.REFUTED, denial)
    assert [(one.number, one.was, one.now) for one in moved] == [
        (denial, S.IN_REVIEW, S.REFUTED),
        (accused, S.DISPUTED, S.UNVERIFIED),
    ]
    assert stands(accused).history[-1].reason == f"claim {denial} was refuted"
    with pytest.raises(ForbiddenMove, match="it takes evidence against it"):
        decide(S.DISPUTED, accused)


def test_confirming_what_contradicts_a_confirmed_claim_says_so(record: Record, support: Attach, decide: Decide) -> None:
    accused, denial = record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it.").claims
    support(accused)
    (moved,) = decide(S.CONFIRMED, accused)
    assert moved.alarms == ()
    support(denial, source="City Hall")
    (moved,) = decide(S.CONFIRMED, denial)
    assert [(one.claim, one.other) for one in moved.alarms] == [(denial, accused)]


def test_a_dispute_for_which_a_reason_was_given_stays_when_the_denial_goes(record: Record, decide: Decide) -> None:
    accused, denial = record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it.").claims
    decide(S.DISPUTED, accused, reason="the minutes differ")
    assert len(decide(S.WITHDRAWN, denial, reason="he spoke of another bridge")) == 1


def test_refuting_takes_what_confirming_takes(bridge: int, support: Attach, refute: Attach, decide: Decide) -> None:
    refute(bridge, source="City Hall")
    for_it = support(bridge).number
    with pytest.raises(ForbiddenMove, match=f"answer it with --despite {for_it}"):
        decide(S.REFUTED, bridge)
    (moved,) = decide(S.REFUTED, bridge, despite=(for_it,), reason="the log is older")
    assert (moved.now, moved.independent) == (S.REFUTED, False)


def test_a_duplicate_names_the_claim_that_stands(
    record: Record, decide: Decide, stands: Stands, contents: Contents
) -> None:
    one, two, three = record(*("Ana Ruiz: The bridge is closed.",) * 3).claims
    decide(S.WITHDRAWN, three, reason="a caption")
    before = contents()
    with pytest.raises(UsageError, match="claim 2 cannot be a duplicate of itself"):
        decide(S.WITHDRAWN, two, reason="twice", duplicate_of=two)
    with pytest.raises(NotFound, match="no claim 99 for it to be a duplicate of"):
        decide(S.WITHDRAWN, two, reason="twice", duplicate_of=99)
    with pytest.raises(ForbiddenMove, match="claim 3 is withdrawn itself"):
        decide(S.WITHDRAWN, two, reason="twice", duplicate_of=three)
    assert contents() == before
    decide(S.WITHDRAWN, two, reason="twice", duplicate_of=one)
    assert stands(two).history[-1].what == f"marked it withdrawn as a duplicate of claim {one} (was unverified)"


@pytest.mark.parametrize("to", sorted(VERDICTS))
def test_an_opinion_gets_no_verdict(to: Status, record: Record, decide: Decide, contents: Contents) -> None:
    (claim,) = record("Ana Ruiz wishes: The bridge should open.").claims
    before = contents()
    with pytest.raises(ForbiddenMove, match=rf"not checkable \(opinion\).*`claimtrack correct {claim} --checkable`"):
        decide(to, claim, reason="because", override=to in {S.CONFIRMED, S.REFUTED})
    assert contents() == before


def test_an_opinion_can_be_withdrawn(record: Record, decide: Decide) -> None:
    (claim,) = record("Ana Ruiz wishes: The bridge should open.").claims
    assert decide(S.WITHDRAWN, claim, reason="not a claim")[0].now is S.WITHDRAWN


def test_of_several_claims_all_are_moved_or_none(
    record: Record, support: Attach, decide: Decide, contents: Contents
) -> None:
    one, two, three = record(*(f"Ana Ruiz: Bridge {number} is closed." for number in range(3))).claims
    support(one, two)
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claim {three} cannot be marked confirmed"):
        decide(S.CONFIRMED, one, three, two)
    with pytest.raises(NotFound, match="no claims 98, 99; `claimtrack list` shows the numbers there are"):
        decide(S.CONFIRMED, one, 98, 99)
    assert contents() == before
    assert [moved.number for moved in decide(S.CONFIRMED, two, one)] == [two, one]


def test_every_claim_that_falls_short_is_named(record: Record, decide: Decide) -> None:
    claims = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.").claims
    with pytest.raises(ForbiddenMove) as error:
        decide(S.CONFIRMED, *claims)
    assert [line.split(" cannot")[0] for line in str(error.value).splitlines()] == ["claim 1", "claim 2"]


def test_taking_a_claim_and_giving_it_back(desk: Desk, reviewer: Desk, bridge: int) -> None:
    assert reviewer.enact(take, look(desk, [bridge])) == [
        Moved(bridge, S.UNVERIFIED, S.IN_REVIEW, "reviewer", independent=False, overridden=False)
    ]
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is with you already"):
        reviewer.enact(take, look(desk, [bridge]))
    assert reviewer.enact(release, look(desk, [bridge])) == [
        Moved(bridge, S.IN_REVIEW, S.UNVERIFIED, None, independent=False, overridden=False)
    ]
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is with nobody"):
        reviewer.enact(release, look(desk, [bridge]))


def test_what_somebody_has_only_an_editor_gives_back(
    desk: Desk, reviewer: Desk, editor: Desk, acting_as: Callable[[str], Desk], bridge: int
) -> None:
    desk.enact(add, "another", role=Role.REVIEWER)
    another = acting_as("another")
    another.enact(take, look(desk, [bridge]))
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is with another; they give it back"):
        reviewer.enact(take, look(desk, [bridge]))
    with pytest.raises(ForbiddenMove, match="may not release a claim that somebody else has; that takes the role edit"):
        reviewer.enact(release, look(desk, [bridge]))
    assert editor.enact(release, look(desk, [bridge]))[0].holder is None


@pytest.mark.parametrize("start", [S.WITHDRAWN, *sorted(VERDICTS)])
def test_what_is_decided_is_not_taken(start: Status, desk: Desk, bridge: int) -> None:
    bring(desk, bridge, to=start)
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is {start} already; `claimtrack reopen {bridge}"):
        desk.enact(take, look(desk, [bridge]))


def test_a_decided_claim_can_be_given_back_and_stays_decided(desk: Desk, bridge: int) -> None:
    bring(desk, bridge, to=S.UNVERIFIABLE)
    assert desk.enact(release, look(desk, [bridge]))[0] == Moved(
        bridge, S.UNVERIFIABLE, S.UNVERIFIABLE, None, independent=False, overridden=False
    )


@pytest.mark.parametrize("kind", NoteKind)
def test_the_first_word_on_a_claim_takes_it_into_review(
    kind: NoteKind, reviewer: Desk, bridge: int, stands: Stands
) -> None:
    reviewer.enact(note, look(reviewer, [bridge]), "called the port, no answer", kind=kind)
    entry = stands(bridge)
    assert (entry.status, entry.holder) == (S.IN_REVIEW, "reviewer")
    assert [(line.kind, line.text, line.by) for line in entry.notes] == [
        (kind.value, "called the port, no answer", "reviewer")
    ]


def test_who_decides_first_has_the_claim(reviewer: Desk, bridge: int, decide: Decide) -> None:
    assert decide(S.DISPUTED, bridge, by=reviewer, reason="the log differs")[0].holder == "reviewer"


def test_an_empty_note_is_refused(desk: Desk, bridge: int, contents: Contents) -> None:
    before = contents()
    with pytest.raises(InvalidInput, match="the comment is empty"):
        desk.enact(note, look(desk, [bridge]), " \n", kind=NoteKind.COMMENT)
    assert contents() == before


def test_open_claims_are_those_that_can_be_taken() -> None:
    assert {start for start in Status if (start, S.IN_REVIEW) in MOVES or start is S.IN_REVIEW} == OPEN
