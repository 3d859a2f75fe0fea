"""An article read again: what nobody worked on follows the engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text as sql
from tests.services.engines import BRIDGE, FERRY, PORT, ROAD, WHOLE, Ingest, Line, finding

from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.extraction.values import Extraction
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.reextract import Reading, Reextracted, Superseded, reextract, rehearse
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.sources import sources
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import ClaimLinkKind, Nature, NoteKind, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[decisions.Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]


def test_the_same_reading_changes_nothing(desk: Desk, ingested: Ingest, contents: Contents) -> None:
    ingested(WHOLE, PORT, ROAD)
    before = contents()
    done = reextract(desk, 1, finding(WHOLE, PORT, ROAD, name="coarse"))
    assert done == Reextracted(1, "coarse", "coarse", (1, 2, 3), (), (), (), ())
    assert not done.changes
    assert contents() == before


def test_what_is_read_otherwise_is_superseded_and_what_is_new_becomes_a_claim(
    desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    ingested(WHOLE, PORT)
    done = reextract(desk, 1, finding(BRIDGE, FERRY, PORT, ROAD))
    assert (done.unchanged, done.refreshed, done.worked_on) == ((2,), (), ())
    parts = (
        Reading(3, "Ana Ruiz", False, "The bridge is closed"),
        Reading(4, "Ana Ruiz", False, "the ferry is late."),
    )
    assert done.superseded == (Superseded(1, WHOLE.words, parts),)
    assert done.found == (*parts, Reading(5, "Cleo Marsh", False, "The road is open."))
    old = stands(1)
    assert (old.status, old.text) == (Status.WITHDRAWN, WHOLE.words)
    assert {(link.kind, link.outgoing, link.number) for link in old.links} == {
        (ClaimLinkKind.SUPERSEDES, False, 3),
        (ClaimLinkKind.SUPERSEDES, False, 4),
    }
    assert (old.history[-1].what, old.history[-1].reason) == (
        "read the article again and marked it withdrawn (was unverified)",
        "superseded by claims 3, 4",
    )
    assert stands(3).history[0].what == "recorded it when the article was read again from Ana Ruiz"
    assert [line.what for line, _, _ in log.entries(desk, newest=1)] == [
        "read article 1 again with the engine fine (was coarse): 3 new, 1 superseded, 0 updated"
    ]
    assert verify(desk).problems == ()


def test_what_the_engine_does_not_find_at_all_is_withdrawn_with_nothing_in_its_place(
    desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    ingested(WHOLE, PORT)
    done = reextract(desk, 1, finding(WHOLE))
    assert done.superseded == (Superseded(2, PORT.words, ()),)
    assert (stands(2).status, stands(2).links) == (Status.WITHDRAWN, ())
    assert stands(2).history[-1].reason == "the engine fine does not find it"


def test_another_speaker_is_another_claim(desk: Desk, ingested: Ingest, stands: Stands) -> None:
    ingested(PORT, ROAD)
    done = reextract(desk, 1, finding(replace(PORT, speaker="Dora Lind"), replace(ROAD, speaker=None)))
    assert [(one.claim, [by.claim for by in one.by]) for one in done.superseded] == [(1, [3]), (2, [4])]
    assert (stands(3).speaker, stands(4).own_voice) == ("Dora Lind", True)


def test_a_speaker_that_was_merged_is_the_one_it_was_merged_into(desk: Desk, ingested: Ingest) -> None:
    ingested(replace(PORT, speaker="Okoro"), replace(ROAD, speaker="Ben Okoro"))
    desk.enact(sources.merge, "Okoro", into="Ben Okoro", reason="one person")
    done = reextract(desk, 1, finding(PORT, replace(ROAD, speaker="Ben Okoro")))
    assert done.superseded == ()
    assert set(done.unchanged + done.refreshed) == {1, 2}


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (replace(PORT, confidence=0.25), "read it again: confidence from 0.90 to 0.25"),
        (replace(PORT, confidence=None), "read it again: confidence from 0.90 to none"),
        (replace(PORT, nature=Nature.OPINION, checkable=False), "read it again, with another checkable, nature"),
        (replace(PORT, hedged=True, confidence=0.4), "read it again: confidence from 0.90 to 0.40; another hedged"),
        (replace(PORT, caveat="Cleo Marsh"), "read it again, with another caveats"),
        (replace(PORT, via=("Radio Norte",)), "read it again, with another chain"),
        (replace(PORT, inside=1), "read it again, with another inside"),
    ],
)
def test_the_same_words_from_the_same_speaker_keep_their_number_and_say_what_the_engine_says(
    now: Line, what: str, desk: Desk, ingested: Ingest, stands: Stands, contents: Contents
) -> None:
    ingested(PORT, ROAD, outlet="Harbour Post")
    engine = finding(now, ROAD)
    done = reextract(desk, 1, engine)
    assert (done.unchanged, done.refreshed, done.superseded, done.found) == ((2,), (1,), (), ())
    entry = stands(1)
    assert (entry.confidence, entry.nature, entry.hedged) == (now.confidence, now.nature, now.hedged)
    assert [hop.name for hop in entry.hops if hop.role == "relay"] == [
        *now.via,
        *(["Cleo Marsh"] if now.inside else []),
    ]
    assert [caveat.text for caveat in entry.caveats] == ([now.caveat] if now.caveat else [])
    assert (entry.checkable, entry.inside, entry.version) == (now.checkable, 2 if now.inside else None, 2)
    expected = {what, what.replace("inside", "chain, inside")} if now.inside else {what}
    assert entry.history[-1].what in expected
    before = contents()
    assert not reextract(desk, 1, engine).changes
    assert contents() == before


def test_a_caveat_that_the_engine_does_not_find_goes(desk: Desk, ingested: Ingest, stands: Stands) -> None:
    ingested(replace(PORT, caveat="Cleo Marsh"), ROAD)
    reextract(desk, 1, finding(PORT, ROAD))
    assert stands(1).caveats == ()


def test_one_engine_after_another_and_back_again(desk: Desk, ingested: Ingest, stands: Stands) -> None:
    coarse, fine = finding(WHOLE, PORT, name="coarse"), finding(BRIDGE, FERRY, PORT)
    ingested(WHOLE, PORT)
    reextract(desk, 1, fine)
    back = reextract(desk, 1, coarse)
    assert [(one.claim, [by.claim for by in one.by]) for one in back.superseded] == [(3, [5]), (4, [5])]
    assert (back.before, back.found[0].claim, back.worked_on) == ("fine", 5, ())
    assert [stands(number).status for number in range(1, 6)] == [
        Status.WITHDRAWN,
        Status.UNVERIFIED,
        Status.WITHDRAWN,
        Status.WITHDRAWN,
        Status.UNVERIFIED,
    ]
    assert verify(desk).problems == ()


def test_what_stood_inside_a_superseded_claim_stands_inside_the_new_one(
    desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    outer, inner = WHOLE, replace(FERRY, speaker="the harbour master", inside=0)
    ingested(outer, inner)
    assert stands(2).inside == 1
    done = reextract(desk, 1, finding(replace(outer, words="bridge is closed and the ferry is late."), inner))
    assert [(one.claim, [by.claim for by in one.by]) for one in done.superseded] == [(1, [3])]
    assert (done.refreshed, stands(2).inside) == ((2,), 3)


def test_the_snapshot_says_which_engine_its_claims_are_from(desk: Desk, ingested: Ingest) -> None:
    ingested(WHOLE, PORT)
    done = reextract(desk, 1, finding(WHOLE, PORT))
    assert (done.before, done.extractor, done.unchanged, done.changes) == ("coarse", "fine", (1, 2), True)
    with desk.database.connect() as connection:
        assert connection.scalar(sql("SELECT extractor FROM snapshot")) == "fine"


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Desk, ingested: Ingest, contents: Contents) -> None:
    ingested(WHOLE, PORT)
    desk.enact(notes.note, look(desk, [2]), "odd", kind=NoteKind.COMMENT)
    engine = finding(BRIDGE, replace(PORT, words="The port"), replace(ROAD, speaker="Erin Hale"))
    before = contents()
    rehearsed = rehearse(desk, 1, engine)
    assert contents() == before
    assert [found.claim for found in rehearsed.found] == [None, None, None]
    done = reextract(desk, 1, engine)

    def unnumbered(readings: Sequence[Reading]) -> tuple[Reading, ...]:
        return tuple(replace(one, claim=None) for one in readings)

    assert rehearsed == replace(
        done,
        superseded=tuple(replace(one, by=unnumbered(one.by)) for one in done.superseded),
        worked_on=tuple(replace(one, beside=unnumbered(one.beside)) for one in done.worked_on),
        found=unnumbered(done.found),
    )


def test_what_is_no_longer_in_the_newest_version_is_left_alone(desk: Desk, record: Record, stands: Stands) -> None:
    record("Ana Ruiz: The bridge is closed.", "Ben Okoro: The port is shut.", url="https://post.example/bridge")
    record("Ben Okoro: The port is shut.", "It rained.", url="https://post.example/bridge")
    done = reextract(desk, 1, finding(PORT, Line("It rained.", None)))
    assert (done.superseded, done.found) == ((), ())
    assert {2, 3} == set(done.unchanged + done.refreshed)
    assert stands(1).status is Status.UNVERIFIED


def test_what_was_superseded_is_recorded_anew_where_a_later_version_is_read_so(
    desk: Desk, record: Record, stands: Stands
) -> None:
    record("Ana Ruiz: The bridge is closed.", "It rained.", url="https://post.example/bridge")
    reextract(desk, 1, finding(Line("It rained.", None)))
    again = record("Ana Ruiz: The bridge is closed.", "It rained.", "It snowed.", url="https://post.example/bridge")
    assert again.recaptured is not None
    assert (again.recaptured.kept, again.recaptured.removed) == ((2,), ())
    assert [stands(number).text for number in again.claims] == ["The bridge is closed.", "It snowed."]


def test_an_engine_that_finds_nothing_is_refused(desk: Desk, ingested: Ingest, contents: Contents) -> None:
    ingested(WHOLE)
    before = contents()
    for run in (reextract, rehearse):
        with pytest.raises(InvalidInput, match=r"the engine fine finds no statement in article 1: .*--extractor"):
            run(desk, 1, finding())
    assert contents() == before


@pytest.mark.parametrize(
    ("article", "extractor", "error", "says"),
    [
        (7, "rules", NotFound, "no article 7; `claimtrack article list`"),
        (1, "oracle", UsageError, 'no extractor "oracle"; there are: '),
    ],
)
def test_an_article_or_engine_that_is_not_there_is_told(
    article: int, extractor: str, error: type[Exception], says: str, desk: Desk, ingested: Ingest
) -> None:
    ingested(WHOLE)
    for run in (reextract, rehearse):
        with pytest.raises(error, match=says):
            run(desk, article, extractor)


@pytest.mark.parametrize(("who", "error"), [("viewer", ForbiddenMove), ("stranger", NotFound)])
def test_who_may_not_record_may_not_read_again(
    who: str, error: type[Exception], ingested: Ingest, contents: Contents, request: pytest.FixtureRequest
) -> None:
    ingested(WHOLE)
    by: Desk = request.getfixturevalue(who)
    before = contents()
    for run in (reextract, rehearse):
        with pytest.raises(error):
            run(by, 1, finding(BRIDGE))
    assert contents() == before


def test_a_version_that_comes_in_between_is_not_overlooked(desk: Desk, record: Record) -> None:
    record("The port is shut.", url="https://post.example/port")

    def slow(text: str) -> Extraction:
        record("The port is shut.", "It rained.", url="https://post.example/port")
        return finding(Line("The port is shut.", None))(text)

    with pytest.raises(ChangedMeanwhile, match="article 1 got a new version meanwhile; `claimtrack reextract 1`"):
        reextract(desk, 1, slow)


def test_a_failure_in_the_middle_leaves_the_record_as_it_was(
    desk: Desk, ingested: Ingest, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(WHOLE, PORT)
    before = contents()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claimtrack.db.claim_inserts.insert_claim_links", fail)
    with pytest.raises(OSError, match="No space left"):
        reextract(desk, 1, finding(BRIDGE, PORT))
    assert contents() == before


def test_what_a_new_reading_denies_is_noted(desk: Desk, ingested: Ingest, decide: Decide) -> None:
    ingested(WHOLE)
    reextract(desk, 1, finding(WHOLE, replace(PORT, nature=Nature.DENIES, denies=0)))
    assert decide(Status.DISPUTED, 1)[0].now is Status.DISPUTED
