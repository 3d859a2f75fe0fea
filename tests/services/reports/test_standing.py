"""Why a claim stands as it does: of a refuted one why it is refuted, and never why it is not confirmed."""

from collections.abc import Callable

from sqlalchemy import text

from claimtrack.reports.model import ClaimEntry
from claimtrack.reports.wording import claims
from claimtrack.services.articles import details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.replay import replay
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import NoteKind, Stance, Status

Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., object]
Attach = Callable[..., Attached]


def test_a_refuted_claim_says_why_it_is_refuted(bridge: int, refute: Attach, decide: Decide, stands: Stands) -> None:
    refute(bridge)
    decide(Status.REFUTED, bridge)
    why = stands(bridge).why
    assert why[0] == "1 of 1 independent origin"
    assert why[1].startswith("evidence 1 counts: ")
    assert not any("not independently confirmed" in words for words in why)


def test_a_disputed_claim_says_what_speaks_against_it(bridge: int, put: Attach, decide: Decide, stands: Stands) -> None:
    decide(Status.DISPUTED, bridge, reason="the mayor says no")
    assert stands(bridge).why == ("nothing on record speaks against it but the reason that was given",)
    put(bridge, stance=Stance.REFUTES, source="Kim Lee")
    (against,) = stands(bridge).why
    assert against.startswith("against it: evidence 1 does not count: ")


def test_an_unverifiable_claim_says_what_was_tried(desk: Desk, bridge: int, decide: Decide, stands: Stands) -> None:
    from claimtrack.services.marks.notes import note

    desk.enact(note, look(desk, [bridge]), "rang twice", kind=NoteKind.ATTEMPT)
    decide(Status.UNVERIFIABLE, bridge, reason="nobody answers")
    assert stands(bridge).why == (
        "1 attempt was made to find out, without a result",
        "no evidence on it is on record",
    )


def test_what_is_not_checkable_says_that(desk: Desk, bridge: int, stands: Stands) -> None:
    desk.enact(correct, look(desk, [bridge]), Correction(checkable=False))
    assert stands(bridge).why == ("nothing on record could show it true or false",)


def test_an_override_says_what_the_rules_ask_for(editor: Desk, bridge: int, decide: Decide, stands: Stands) -> None:
    decide(Status.CONFIRMED, bridge, by=editor, reason="seen", override=True)
    assert stands(bridge).why[:2] == (
        "an editor marked it confirmed past the rules, which ask for more",
        "0 of 1 independent origin",
    )


def test_the_agency_of_an_article_stands_in_the_chain_of_each_claim(
    desk: Desk, record: Callable[..., Ingested], stands: Stands
) -> None:
    found = record("Ana Ruiz: The bridge is closed.", "Rain fell on the town.", outlet="Harbour Post")
    before = show(desk, found.claims[0]).entry.history[-1].number
    desk.enact(details.correct, found.article, details.Details(agency="Delta Wire", new_source=True))
    chains = [[(hop.role, hop.name) for hop in stands(number).hops] for number in found.claims]
    assert max(chains, key=len) == [("speaker", "Ana Ruiz"), ("agency", "Delta Wire"), ("outlet", "Harbour Post")]
    assert all(("agency", "Delta Wire") in chain for chain in chains)
    then = show(desk, found.claims[0], as_of=before).entry
    assert "agency" not in [hop.role for hop in then.hops]


def test_who_names_the_speaker_behind_a_pronoun_says_that_it_was_read_rightly(
    desk: Desk, bridge: int, stands: Stands
) -> None:
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE attribution SET mention = 'pronoun', words = 'she' WHERE role = 'speaker'"))
    entry = stands(bridge)
    assert claims.by_pronoun(entry) is not None
    desk.enact(correct, look(desk, [bridge]), Correction(speaker=entry.speaker))
    judged = stands(bridge)
    assert claims.by_pronoun(judged) is None
    assert (judged.hops[0].words, judged.speaker) == ("she", entry.speaker)
    assert judged.history[-1].what == f"corrected it: the speaker is {entry.speaker}"
    assert replay(desk).differences == ()
