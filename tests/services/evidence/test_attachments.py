"""Evidence: attached, found again, withdrawn, corrected, and what falls with it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from tests.affiliations import known_before, stand_alone

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments as service
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.sources.relations import Named, reject
from claimtrack.services.sources.sources import merge
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import Basis, RelationKind, Said, Serves, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
RECORD = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office")


def test_one_piece_serves_several_claims(claims: tuple[int, ...], support: Attach, stands: Stands) -> None:
    attached = support(*claims, text="closed since Monday", note="page two", excerpt="since  Monday")
    digest = hashlib.sha256(b"closed since Monday").hexdigest()
    assert attached == Attached(
        number=1,
        digest=digest,
        media_type="text/plain",
        size=19,
        source="Port Office",
        place="characters 7 to 19",
        again=False,
        claims=claims,
        reopened=(),
    )
    for claim in claims:
        (line,) = stands(claim).evidence
        assert (line.number, line.digest, line.excerpt, line.note) == (1, digest, "since Monday", "page two")
        assert (line.added_by, line.counts, line.withdrawn_at) == ("ana", True, None)


def test_attaching_takes_the_claim_into_review(
    reviewer: Desk, claims: tuple[int, ...], support: Attach, stands: Stands
) -> None:
    support(claims[0], by=reviewer)
    assert (stands(claims[0]).status, stands(claims[0]).holder) == (Status.IN_REVIEW, "reviewer")


def test_the_same_bytes_again_are_one_piece_with_two_links(
    desk: Desk, claims: tuple[int, ...], support: Attach
) -> None:
    first = support(claims[0], text="the log")
    second = support(claims[1], text="the log", name="other name.txt", stance=Stance.REFUTES)
    assert (second.number, second.again, first.again) == (first.number, True, False)
    (piece,) = pieces.listing(desk)
    assert (piece.name, piece.claims, piece.withdrawn) == ("log.txt", claims[:2], ())
    assert [(link.claim, link.stance) for link in piece.links] == [
        (claims[0], Stance.SUPPORTS),
        (claims[1], Stance.REFUTES),
    ]


def test_the_same_link_twice_is_refused_with_the_way_out(
    claims: tuple[int, ...], support: Attach, contents: Contents
) -> None:
    support(claims[1])
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"attached to claim 2 already; .* withdraw 1 --claim {claims[1]}"):
        support(claims[1])
    assert contents() == before
    assert support(claims[1], serves=Serves.SAID).again


def test_of_several_claims_the_one_that_has_a_piece_is_left_as_it_is(
    claims: tuple[int, ...], support: Attach, stands: Stands
) -> None:
    support(claims[1], note="as it was")
    attached = support(claims[0], claims[1], note="new")
    assert (attached.claims, attached.already) == ((claims[0],), (claims[1],))
    assert [stands(claim).evidence[0].note for claim in claims[:2]] == ["new", "as it was"]


def test_an_excerpt_that_is_not_in_the_file_is_refused_with_the_nearest_passage(
    desk: Desk, claims: tuple[int, ...], support: Attach, contents: Contents
) -> None:
    before = contents()
    with pytest.raises(InvalidInput) as error:
        support(claims[0], text="The north bridge was closed on Monday.", excerpt="the bridge was closed on Sunday")
    assert str(error.value) == (
        'the excerpt is not in log.txt: "the bridge was closed on Sunday"; the nearest passage is: '
        '"The north bridge was closed on Monday."; copy it from there word by word'
    )
    assert contents() == before
    assert pieces.listing(desk) == []


def test_where_no_text_can_be_read_there_is_no_excerpt(desk: Desk, claims: tuple[int, ...], contents: Contents) -> None:
    seen, photo = look(desk, claims[:1]), Offered(PNG, "gate.txt")
    before = contents()
    with pytest.raises(InvalidInput, match=r"no text can be read from gate\.txt.*say in --note where to look"):
        desk.enact(
            service.attach,
            seen,
            examine(desk, photo, replace(RECORD, excerpt="closed")),
        )
    assert contents() == before
    # The type comes from the content, whatever the name says.
    assert desk.enact(service.attach, seen, examine(desk, photo, RECORD)).media_type == "image/png"


def test_an_empty_file_is_no_evidence(claims: tuple[int, ...], support: Attach, contents: Contents) -> None:
    before = contents()
    with pytest.raises(InvalidInput, match=r"log\.txt is empty"):
        support(claims[0], text="")
    assert contents() == before


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_what_bears_on_a_verdict_comes_from_somebody(
    stance: Stance, claims: tuple[int, ...], support: Attach, contents: Contents
) -> None:
    before = contents()
    with pytest.raises(UsageError, match="say whom the evidence comes from: --source NAME"):
        support(claims[0], source=None, stance=stance, text="a leaflet")
    assert contents() == before


def test_context_may_come_from_nobody_until_it_is_to_count(
    desk: Desk, claims: tuple[int, ...], support: Attach
) -> None:
    piece = support(claims[0], source=None, stance=Stance.CONTEXT, text="a leaflet")
    assert piece.source is None
    with pytest.raises(ForbiddenMove, match=r"evidence 1.* nobody named; say whom with `claimtrack evidence set 1"):
        support(claims[1], text="a leaflet")
    desk.enact(service.correct_source, piece.number, source="Port Office", reason="their stamp")
    assert support(claims[1], text="a leaflet").again


def test_the_same_bytes_come_from_one_source(claims: tuple[int, ...], support: Attach, contents: Contents) -> None:
    support(claims[0], text="the log")
    before = contents()
    with pytest.raises(ForbiddenMove, match=r"on record as from Port Office; attach them with --source 5, or correct"):
        support(claims[1], text="the log", source="City Hall")
    assert contents() == before


def test_a_merged_source_goes_by_either_name(desk: Desk, claims: tuple[int, ...], support: Attach) -> None:
    support(claims[0], text="the log", source="Harbour Master")
    support(claims[0], text="the book", source="Port Office")
    desk.enact(merge, "Harbour Master", into="Port Office", reason="one desk")
    assert support(claims[1], text="the log", source="Port Office").again


def test_a_name_that_may_be_one_on_record_is_asked_about(
    desk: Desk, claims: tuple[int, ...], support: Attach, contents: Contents, stands: Stands
) -> None:
    before = contents()
    with pytest.raises(InvalidInput, match=r'"Ruiz" may be a source that is on record: say --source 2 \("Ana Ruiz"\)'):
        support(claims[0], source="Ruiz")
    with pytest.raises(NotFound, match="no source 77; `claimtrack source list`"):
        support(claims[0], source="77")
    assert contents() == before
    assert support(claims[0], source="Ruiz", new_source=True).source == "Ruiz"
    assert support(claims[0], source="2", text="her diary").source == "Ana Ruiz"
    assert [line.counts for line in stands(claims[0]).evidence] == [False, False]
    desk.enact(reject, Named("Ruiz", RelationKind.SAME_AS, "Ana Ruiz"), reason="her brother")
    assert [line.counts for line in stands(claims[0]).evidence] == [True, False]


def test_the_articles_own_bytes_do_not_count(claims: tuple[int, ...], record: Record, support: Attach) -> None:
    text = "Ana Ruiz: The bridge is shut."
    (own,) = record(text).claims
    assert support(own, claims[0], text=text, source="City Hall").number == 1


def test_a_note_knows_as_it_says(claims: tuple[int, ...], desk: Desk, stands: Stands) -> None:
    bearing = Bearing(Stance.SUPPORTS, Basis.FIRSTHAND, "a lock keeper", note=None)
    desk.enact(
        service.attach,
        look(desk, claims[:1]),
        examine(desk, Offered(b"I stood at the gate", "note", charset="utf-8"), bearing),
    )
    stand_alone(desk, 5)  # who has no name is known by number
    (line,) = stands(claims[0]).evidence
    assert (line.name, line.basis, line.weighed) == ("note", Basis.FIRSTHAND, "counts: a lock keeper, first-hand")


def test_an_excerpt_says_its_page(desk: Desk, claims: tuple[int, ...]) -> None:
    page = (
        b"<html><body><article><p>The bridge has been closed since Monday, the office says.</p></article></body></html>"
    )
    attached = desk.enact(
        service.attach,
        look(desk, claims[:1]),
        examine(desk, Offered(page, "log.html"), replace(RECORD, excerpt="closed since Monday")),
    )
    assert attached.media_type == "text/html"
    assert attached.place is not None
    assert attached.place.startswith("characters ")


def test_withdrawing_reopens_exactly_the_verdicts_that_rested_on_it(
    desk: Desk, claims: tuple[int, ...], support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    one, two, three = claims
    piece = support(one, two).number
    support(two, source="City Hall")
    refute(three, text="another log")
    decide(Status.CONFIRMED, one, two)
    decide(Status.REFUTED, three)
    because = f"evidence {piece} was withdrawn: it is from another year"
    assert desk.enact(service.withdraw, piece, reason="it is from another year") == [
        Reopened(one, Status.CONFIRMED, because)
    ]
    assert [stands(claim).status for claim in claims] == [Status.UNVERIFIED, Status.CONFIRMED, Status.REFUTED]
    entry = stands(one)
    assert (entry.holder, entry.independently_confirmed, entry.history[-1].reason) == ("ana", False, because)
    (line,) = entry.evidence
    assert line.withdrawn_at is not None
    assert (line.withdrawn_because, line.counts) == ("it is from another year", None)
    assert stands(two).independently_confirmed


def test_withdrawing_from_one_claim_leaves_the_others(
    desk: Desk, claims: tuple[int, ...], support: Attach, decide: Decide, contents: Contents
) -> None:
    one, two, three = claims
    piece = support(one, two).number
    decide(Status.CONFIRMED, one, two)
    before = contents()
    with pytest.raises(NotFound, match=f"evidence {piece} is not attached to claim {three}"):
        desk.enact(service.withdraw, piece, reason="wrong bridge", claims=[two, three])
    assert contents() == before
    assert [fallen.number for fallen in desk.enact(service.withdraw, piece, reason="wrong bridge", claims=[two])] == [
        two
    ]
    row = pieces.shown(desk, piece)
    assert (row.claims, row.withdrawn) == ((one,), (two,))
    # It can be attached again: a new link, and the old one stays withdrawn.
    assert support(two).again
    assert pieces.shown(desk, piece).claims == (one, two)


def test_a_verdict_by_override_rests_on_no_evidence(
    desk: Desk, claims: tuple[int, ...], support: Attach, decide: Decide
) -> None:
    piece = support(claims[0], basis=Basis.HEARSAY).number
    decide(Status.CONFIRMED, claims[0], override=True, reason="I was there")
    assert desk.enact(service.withdraw, piece, reason="wrong bridge") == []


@pytest.mark.parametrize(("reason", "falls"), [(None, True), ("the minutes differ", False)])
def test_a_dispute_falls_with_its_only_ground(
    reason: str | None, falls: bool, desk: Desk, claims: tuple[int, ...], refute: Attach, decide: Decide
) -> None:
    piece = refute(claims[0]).number
    decide(Status.DISPUTED, claims[0], reason=reason)
    fallen = desk.enact(service.withdraw, piece, reason="wrong bridge")
    assert [one.was for one in fallen] == ([Status.DISPUTED] if falls else [])


def test_withdrawing_the_record_of_the_words_takes_back_that_they_were_said(
    desk: Desk, claims: tuple[int, ...], support: Attach, stands: Stands
) -> None:
    piece = support(claims[0], source="Ana Ruiz", serves=Serves.SAID, text="closed, I say", excerpt="closed").number
    desk.enact(judge_said, look(desk, claims[:1]), Said.VERIFIED)
    (fallen,) = desk.enact(service.withdraw, piece, reason="a forgery")
    assert fallen == Reopened(claims[0], Said.VERIFIED, f"evidence {piece} was withdrawn: a forgery")
    assert fallen.sentence == (
        f"claim 1: said was verified and is unchecked again: evidence {piece} was withdrawn: a forgery"
    )
    entry = stands(claims[0])
    assert (entry.said, entry.status) == (Said.UNCHECKED, Status.IN_REVIEW)
    assert entry.history[-1].what == "took back the check of who said it (was verified)"


def test_an_answer_by_override_outlives_its_evidence(
    desk: Desk, claims: tuple[int, ...], support: Attach, stands: Stands
) -> None:
    piece = support(claims[0], source="Radio Norte", serves=Serves.SAID).number
    desk.enact(judge_said, look(desk, claims[:1]), Said.VERIFIED, override=True, reason="I heard it live")
    assert desk.enact(service.withdraw, piece, reason="a forgery") == []
    assert stands(claims[0]).said is Said.VERIFIED


def test_withdrawing_takes_a_reason_and_something_to_withdraw(
    desk: Desk, claims: tuple[int, ...], support: Attach, contents: Contents
) -> None:
    piece = support(claims[0]).number
    before = contents()
    with pytest.raises(ForbiddenMove, match="withdrawing evidence 1 takes a reason"):
        desk.enact(service.withdraw, piece, reason=" ")
    with pytest.raises(NotFound, match="no evidence 9; `claimtrack evidence list`"):
        desk.enact(service.withdraw, 9, reason="wrong")
    assert contents() == before
    desk.enact(service.withdraw, piece, reason="wrong")
    with pytest.raises(ForbiddenMove, match="evidence 1 is withdrawn already"):
        desk.enact(service.withdraw, piece, reason="wrong")


def test_evidence_against_a_confirmed_claim_reopens_it(
    claims: tuple[int, ...], support: Attach, refute: Attach, decide: Decide, stands: Stands, desk: Desk
) -> None:
    known_before(desk, "City Hall", "Radio Norte")
    support(claims[0])
    decide(Status.CONFIRMED, claims[0])
    assert refute(claims[0], source="Radio Norte", basis=Basis.HEARSAY).reopened == ()
    attached = refute(claims[0], source="City Hall")
    because = f"evidence {attached.number} that refutes it was attached"
    assert attached.reopened == (Reopened(claims[0], Status.CONFIRMED, because),)
    assert attached.reopened[0].sentence == f"claim 1 was confirmed and is unverified again: {because}"
    assert stands(claims[0]).status is Status.UNVERIFIED


def test_evidence_for_a_refuted_claim_reopens_it(
    claims: tuple[int, ...], support: Attach, refute: Attach, decide: Decide, desk: Desk
) -> None:
    known_before(desk, "City Hall")
    refute(claims[0])
    decide(Status.REFUTED, claims[0])
    assert [one.was for one in support(claims[0], source="City Hall").reopened] == [Status.REFUTED]


def test_correcting_whom_a_piece_comes_from_weighs_again(
    desk: Desk, claims: tuple[int, ...], support: Attach, decide: Decide, contents: Contents
) -> None:
    one, two, _ = claims
    piece = support(one, two).number
    stand_alone(desk, "Ana Ruiz")
    decide(Status.CONFIRMED, one, two)
    before = contents()
    with pytest.raises(ForbiddenMove, match="correcting evidence 1 takes a reason"):
        desk.enact(service.correct_source, piece, source="Ana Ruiz", reason="")
    with pytest.raises(ForbiddenMove, match="evidence 1 is recorded as from Port Office already"):
        desk.enact(service.correct_source, piece, source="port office", reason="the stamp")
    with pytest.raises(NotFound, match="no evidence 9"):
        desk.enact(service.correct_source, 9, source="Ana Ruiz", reason="the stamp")
    assert contents() == before
    name, reopened = desk.enact(service.correct_source, piece, source="Ana Ruiz", reason="the stamp")
    assert name == "Ana Ruiz"
    assert reopened == [Reopened(one, Status.CONFIRMED, f"evidence {piece} turned out to come from Ana Ruiz")]


def test_each_withdrawal_of_a_piece_that_was_attached_again_keeps_its_own_reason(
    desk: Desk, bridge: int, support: Callable[..., Attached], stands: Callable[[int], ClaimEntry]
) -> None:
    for reason in ("it is from another year", "the harbour master never kept a log"):
        support(bridge)
        desk.enact(service.withdraw, 1, reason=reason)
    assert [line.withdrawn_because for line in stands(bridge).evidence] == [
        "it is from another year",
        "the harbour master never kept a log",
    ]
