"""What the article doubts: what counts, what is a question, and a person's word above the machine's."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update
from tests.services.lines import line_by_line

from claimtrack.db.models import Caveat
from claimtrack.errors import ForbiddenMove, InvalidInput, UsageError
from claimtrack.extraction.values import Extraction
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.reextract import reextract
from claimtrack.services.articles.repair import Correction, Repaired
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkState, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Stands = Callable[[int], ClaimEntry]

UNCONFIRMED, HEARSAY, DENIED = CaveatKind.UNCONFIRMED, CaveatKind.HEARSAY, CaveatKind.DENIED
DOUBTED = "the article itself doubts it"


def judge(
    desk: Desk, claim: int, *hold: CaveatKind, no: CaveatKind | None = None, words: str | None = None
) -> Repaired:
    correction = Correction(caveats=hold, no_caveats=(no,) if no is not None else (), caveat_words=words)
    return desk.enact(repair.correct, look(desk, [claim]), correction)


def doubts(entry: ClaimEntry) -> list[tuple[CaveatKind, str, bool]]:
    return [(one.kind, one.text, one.stands) for one in entry.caveats]


def is_raised(entry: ClaimEntry) -> bool:
    """Tell whether more origins are asked of a claim because the article doubts it."""
    return any(DOUBTED in line for line in entry.independence)


def test_a_doubt_that_the_machine_is_not_sure_of_is_a_question_and_raises_no_bar(
    record: Record, stands: Stands
) -> None:
    done = record("Ana Ruiz: The bridge is closed. (unconfirmed?)", "Ana Ruiz: The port is closed. (unconfirmed)")
    assert (done.caveats, done.asked) == (1, 1)
    asked, sure = (stands(number) for number in done.claims)
    assert (asked.caveats[0].asks, asked.caveats[0].confidence) == (True, 0.5)
    assert (is_raised(asked), is_raised(sure)) == (False, True)


def test_a_person_answers_the_question(desk: Desk, record: Record, stands: Stands) -> None:
    yes, no = record("Ana Ruiz: It burns. (unconfirmed?)", "Ana Ruiz: It sank. (unconfirmed?)").claims
    judge(desk, yes, UNCONFIRMED)
    judge(desk, no, no=UNCONFIRMED)
    assert [(one.state, one.stands) for one in stands(yes).caveats] == [(LinkState.ACCEPTED, True)]
    assert [(one.state, one.stands, one.asks) for one in stands(no).caveats] == [(LinkState.REJECTED, False, False)]
    assert (is_raised(stands(yes)), is_raised(stands(no))) == (True, False)
    assert stands(no).history[-1].what == "rejected that the article says it is not confirmed"
    assert verify(desk).problems == ()


def test_a_doubt_that_the_machine_was_sure_of_is_rejected_and_taken_up_again(
    desk: Desk, record: Record, stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz: It burns. (unconfirmed)").claims
    judge(desk, claim, no=UNCONFIRMED)
    assert not is_raised(stands(claim))
    with pytest.raises(ForbiddenMove, match="says that already"):
        judge(desk, claim, no=UNCONFIRMED)
    judge(desk, claim, UNCONFIRMED)
    assert is_raised(stands(claim))
    with pytest.raises(ForbiddenMove, match="says that already"):
        judge(desk, claim, UNCONFIRMED)


def test_a_doubt_that_the_machine_missed_is_put_there_with_the_article_s_words(
    desk: Desk, record: Record, stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz: It burns.", "- The owner says that is not so.").claims
    judge(desk, claim, DENIED, words="The owner says that is  not so")
    (line,) = stands(claim).caveats
    assert (line.kind, line.text, line.by_hand, line.stands) == (DENIED, "The owner says that is not so", True, True)
    assert len(line.spans) == 1
    assert '"The owner says that is not so"' in stands(claim).history[-1].what
    with pytest.raises(ForbiddenMove, match="says that already"):
        judge(desk, claim, DENIED, words="The owner says that is not so")
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("hold", "no", "words", "error", "why"),
    [
        ((DENIED,), None, None, UsageError, "say in which words"),
        ((DENIED,), None, "the owner laughed", InvalidInput, "not in the article"),
        ((), DENIED, None, ForbiddenMove, "nothing on record"),
        ((UNCONFIRMED,), UNCONFIRMED, None, UsageError, "one of the two"),
        ((), UNCONFIRMED, "It burns", UsageError, "one doubt"),
        ((DENIED, HEARSAY), None, "It burns", UsageError, "one doubt"),
    ],
)
def test_what_cannot_be_said_of_a_doubt_changes_nothing(
    desk: Desk,
    record: Record,
    contents: Callable[[], object],
    hold: tuple[CaveatKind, ...],
    no: CaveatKind | None,
    words: str | None,
    error: type[Exception],
    why: str,
) -> None:
    (claim,) = record("Ana Ruiz: It burns. (unconfirmed)").claims
    before = contents()
    with pytest.raises(error, match=why):
        judge(desk, claim, *hold, no=no, words=words)
    assert contents() == before


def test_what_the_speaker_saw_follows_the_doubts(desk: Desk, record: Record, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz: It burns.", "- She was in another town.").claims
    judge(desk, claim, CaveatKind.UNWITNESSED, words="She was in another town")
    assert stands(claim).firsthand is Firsthand.NO
    judge(desk, claim, no=CaveatKind.UNWITNESSED)
    assert stands(claim).firsthand is Firsthand.UNKNOWN
    assert verify(desk).problems == ()


def test_a_doubt_of_another_kind_leaves_what_the_speaker_saw(desk: Desk, record: Record, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz heard: It burns. (unconfirmed)").claims
    judge(desk, claim, no=UNCONFIRMED)
    assert stands(claim).firsthand is Firsthand.NO


def test_a_verdict_falls_that_a_new_doubt_leaves_with_too_little(
    desk: Desk, record: Record, support: Callable[..., object], decide: Callable[..., object], stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz: It burns. (unconfirmed?)").claims
    support(claim)
    decide(Status.CONFIRMED, claim)
    repaired = judge(desk, claim, UNCONFIRMED)
    assert [one.number for one in repaired.reopened] == [claim]
    assert "what the article doubts of it was corrected" in (stands(claim).history[-1].reason or "")


def test_refuting_what_is_doubted_takes_no_more_than_usual(
    desk: Desk, record: Record, refute: Callable[..., object], decide: Callable[..., object], stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz heard: It burns. (unconfirmed)").claims
    refute(claim)
    decide(Status.REFUTED, claim)
    assert stands(claim).status is Status.REFUTED
    judge(desk, claim, no=UNCONFIRMED)
    assert stands(claim).status is Status.REFUTED


def test_the_claims_that_the_same_words_doubt_are_named(desk: Desk, record: Record, stands: Stands) -> None:
    one, other = record("Ana Ruiz: It burns.", "Ben Sol: It sank.", "- Neither could be checked.").claims
    for claim in (one, other):
        judge(desk, claim, UNCONFIRMED, words="Neither could be checked")
    assert (stands(one).caveats[0].others, stands(other).caveats[0].others) == ((other,), (one,))
    judge(desk, other, no=UNCONFIRMED)
    assert stands(one).caveats[0].others == ()


def test_the_like_words_elsewhere_are_another_doubt(record: Record, stands: Stands) -> None:
    one, other = record("Ana Ruiz: It burns. (unconfirmed)", "Ben Sol: It sank. (unconfirmed)").claims
    assert (stands(one).caveats[0].others, stands(other).caveats[0].others) == ((), ())


def test_the_past_shows_how_a_doubt_had_been_judged(desk: Desk, record: Record) -> None:
    (claim,) = record("Ana Ruiz: It burns. (unconfirmed)").claims
    recorded = show(desk, claim).entry.history[0].number
    judge(desk, claim, no=UNCONFIRMED)
    then = show(desk, claim, as_of=recorded)
    assert [one.stands for one in then.entry.caveats] == [True]
    assert [one.stands for one in show(desk, claim).entry.caveats] == [False]


def test_another_reading_leaves_what_a_person_said_of_a_doubt(desk: Desk, record: Record, stands: Stands) -> None:
    done = record("Ana Ruiz: It burns. (unconfirmed)", "Ben Sol: It sank. (unconfirmed?)")
    judged, other = done.claims
    judge(desk, judged, no=UNCONFIRMED)

    def surer(text: str) -> Extraction:
        found = line_by_line(text)
        doubted = (
            replace(one, caveats=tuple(replace(doubt, confidence=0.9) for doubt in one.caveats))
            for one in found.statements
        )
        return replace(found, statements=tuple(doubted))

    again = reextract(desk, done.article, surer)
    assert again.refreshed == (other,)
    assert doubts(stands(judged)) == [(UNCONFIRMED, "(unconfirmed)", False)]
    assert doubts(stands(other)) == [(UNCONFIRMED, "(unconfirmed?)", True)]
    assert verify(desk).problems == ()


def test_a_split_claim_keeps_how_its_doubts_were_judged(desk: Desk, record: Record, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz: It burns and it sank. (unconfirmed)").claims
    judge(desk, claim, no=UNCONFIRMED)
    done = desk.enact(repair.split, look(desk, [claim]), at="it sank")
    assert [doubts(stands(number)) for number in done.claims] == [[(UNCONFIRMED, "(unconfirmed)", False)]] * 2
    assert verify(desk).problems == ()


@pytest.mark.parametrize("change", [{"text": "x"}, {"state": "accepted"}, {"confidence": 0.9}, {"by": "Ben"}])
def test_a_doubt_that_was_edited_past_the_program_is_found(
    desk: Desk, record: Record, change: dict[str, object]
) -> None:
    record("Ana Ruiz: It burns. (unconfirmed?)")
    with desk.database.engine.begin() as connection:
        connection.execute(update(Caveat).values(change))
    assert any("doubts" in str(one) for one in verify(desk).problems)
