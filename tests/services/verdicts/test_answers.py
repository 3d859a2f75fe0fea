"""Was it really said? What a verbatim record of the occasion proves, and what is none whatever it is called."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from claimtrack.errors import ForbiddenMove, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, withdraw
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.vocabulary import Basis, Said, Serves, Stance, Status

Attach = Callable[..., Attached]
Stands = Callable[[int], ClaimEntry]

WORDS = "The bridge is closed to all, and it will stay closed until the last of the cables was changed."
LINES = (
    f"Ana Ruiz: {WORDS}",
    "The chamber of the harbour town was full to the last seat when the sitting began on Tuesday evening.",
    "Fishermen had come with their families, and some held up photographs of the two boats that were lost.",
)
MINUTES = f"Minutes of the 12th sitting.\nThe chair opened at eight.\nMs Ruiz: {WORDS}\nThe sitting rose at nine."
VERBATIM = {"serves": Serves.SAID, "basis": Basis.VERBATIM, "source": "Council Clerk", "excerpt": WORDS}


@pytest.fixture
def quoted(record: Callable[..., Ingested]) -> int:
    """Give the claim in which an article quotes Ana Ruiz."""
    return record(*LINES, outlet="Harbour Post").claims[0]


def answer(desk: Desk, claim: int, verdict: Said, **how: Any) -> None:
    desk.enact(judge_said, look(desk, [claim]), verdict, **how)


@pytest.mark.both_databases
def test_a_verbatim_record_proves_a_quotation_alone(desk: Desk, quoted: int, put: Attach, stands: Stands) -> None:
    put(quoted, text=MINUTES, **VERBATIM)
    answer(desk, quoted, Said.VERIFIED)
    entry = stands(quoted)
    assert (entry.said, entry.status, entry.independently_confirmed) == (Said.VERIFIED, Status.IN_REVIEW, False)
    (piece,) = entry.evidence
    assert (piece.basis, piece.source, piece.counts) == (Basis.VERBATIM, "Council Clerk", None)
    (told,) = [line.what for line in entry.history if "attached" in line.what]
    kept = "attached evidence 1 (log.txt), a verbatim record kept by Council Clerk,"
    assert told == f"{kept} that supports it for whether it was said"
    assert verify(desk).problems == ()
    assert replay(desk).differences == ()


def test_the_same_as_a_record_of_any_other_kind_is_one_relay_at_most(desk: Desk, quoted: int, put: Attach) -> None:
    put(quoted, text=MINUTES, **VERBATIM | {"basis": Basis.RECORD})
    with pytest.raises(ForbiddenMove, match="of 2 so far"):
        answer(desk, quoted, Said.VERIFIED)


def test_an_extract_that_is_nothing_but_the_quotation_proves_it(desk: Desk, quoted: int, put: Attach) -> None:
    put(quoted, text=WORDS, **VERBATIM)
    with pytest.raises(ForbiddenMove, match="it does not say who said the words"):
        answer(desk, quoted, Said.VERIFIED)
    answer(desk, quoted, Said.VERIFIED, reason="the extract is of her speech, as its envelope says")


def test_a_record_with_other_words_shows_a_misquotation(desk: Desk, quoted: int, put: Attach, stands: Stands) -> None:
    other = "The bridge is open to all, and stays so."
    put(quoted, text=f"Minutes.\nMs Ruiz: {other}", **VERBATIM | {"stance": Stance.REFUTES, "excerpt": other})
    with pytest.raises(ForbiddenMove, match="the minutes or a recording"):
        answer(desk, quoted, Said.VERIFIED)
    answer(desk, quoted, Said.MISQUOTED)
    assert stands(quoted).said is Said.MISQUOTED


@pytest.mark.parametrize(
    "article",
    ["\n".join(LINES), "Home | News\n" + "\n".join(LINES) + "\nRead on", "\n".join(LINES[:2])],
    ids=["its bytes", "its text", "most of it"],
)
@pytest.mark.parametrize("source", ["Council Clerk", "Harbour Post", "Ana Ruiz"])
def test_the_article_is_a_record_of_nothing_that_it_tells(
    desk: Desk, quoted: int, put: Attach, article: str, source: str
) -> None:
    put(quoted, text=article, **VERBATIM | {"source": source})
    with pytest.raises(ForbiddenMove, match="evidence 1 proves nothing: it is the article, or has the reporter's own"):
        answer(desk, quoted, Said.VERIFIED)


def test_an_earlier_version_of_the_article_is_none_either(
    desk: Desk, record: Callable[..., Ingested], put: Attach
) -> None:
    claim = record(*LINES[:2], url="https://post.example/1").claims[0]
    record(LINES[0], "Rain fell.", url="https://post.example/1")
    put(claim, text=f"{WORDS}\n{LINES[1]}", **VERBATIM)
    with pytest.raises(ForbiddenMove, match="proves nothing"):
        answer(desk, claim, Said.VERIFIED)


def test_a_record_that_is_withdrawn_takes_the_answer_with_it(
    desk: Desk, quoted: int, put: Attach, stands: Stands
) -> None:
    put(quoted, text=MINUTES, **VERBATIM)
    answer(desk, quoted, Said.VERIFIED)
    desk.enact(withdraw, 1, reason="another sitting")
    assert stands(quoted).said is Said.UNCHECKED


def test_what_a_piece_is_can_be_put_right(desk: Desk, quoted: int, put: Attach, stands: Stands) -> None:
    put(quoted, text=MINUTES, **VERBATIM | {"basis": Basis.RECORD})
    put(quoted, text=MINUTES, source="Council Clerk")
    told, _ = desk.enact(amend, 1, Amendment(basis=Basis.VERBATIM), reason=None)
    assert told == f"evidence 1 is verbatim for claim {quoted}"
    assert {(piece.serves, piece.basis) for piece in stands(quoted).evidence} == {
        (Serves.SAID, Basis.VERBATIM),
        (Serves.TRUTH, Basis.RECORD),
    }
    answer(desk, quoted, Said.VERIFIED)
    _, fallen = desk.enact(amend, 1, Amendment(basis=Basis.HEARSAY), reason="written down from memory")
    assert stands(quoted).said is Said.UNCHECKED
    assert fallen


@pytest.mark.parametrize(
    ("unlike", "told"),
    [
        ({"serves": Serves.TRUTH}, "shows that something was said, not that it is true"),
        ({"source": None, "stance": Stance.CONTEXT}, "say who keeps the record"),
    ],
)
def test_what_no_verbatim_record_can_be(quoted: int, put: Attach, unlike: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        put(quoted, text=MINUTES, **VERBATIM | unlike)


def test_what_a_reviewer_wrote_down_is_no_verbatim_record(desk: Desk) -> None:
    note = Offered(WORDS.encode(), "note", charset="utf-8")
    known = Bearing(Stance.SUPPORTS, Basis.VERBATIM, "Council Clerk", serves=Serves.SAID, excerpt=WORDS)
    with pytest.raises(UsageError, match="a note is what you wrote down yourself"):
        examine(desk, note, known)


@pytest.mark.parametrize(
    ("name", "bearing", "told"),
    [
        ("note", {"serves": Serves.SAID}, "evidence 1 is a note"),
        ("log.txt", {"serves": Serves.TRUTH}, "bears on whether something is true"),
        ("log.txt", {"serves": Serves.SAID, "source": None, "stance": Stance.CONTEXT}, "nobody said who keeps"),
    ],
)
def test_what_cannot_be_put_right_into_one(
    desk: Desk, quoted: int, put: Attach, name: str, bearing: dict[str, Any], told: str
) -> None:
    put(quoted, text=MINUTES, name=name, **bearing)
    with pytest.raises(ForbiddenMove, match=told):
        desk.enact(amend, 1, Amendment(basis=Basis.VERBATIM), reason=None)


@pytest.mark.both_databases
def test_the_tables_hold_no_verbatim_record_of_the_truth(desk: Desk, quoted: int, put: Attach) -> None:
    put(quoted, text=MINUTES)
    with pytest.raises(DBAPIError, match="verbatim_serves_said"), desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET basis = 'verbatim'"))


def test_a_piece_made_verbatim_behind_the_programs_back_is_found(desk: Desk, quoted: int, put: Attach) -> None:
    put(quoted, text=MINUTES, **VERBATIM | {"basis": Basis.RECORD})
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET basis = 'verbatim'"))
    assert any("basis" in problem for problem in map(str, verify(desk).problems))
