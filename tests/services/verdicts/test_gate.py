"""What keeps an article from being published, and what does not."""

from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import event
from tests.affiliations import stand_alone
from tests.kept import file_of

from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.links import NamedLink, link, unlink
from claimtrack.services.verdicts import answers, decisions
from claimtrack.services.verdicts.acceptance import accept
from claimtrack.services.verdicts.gate import hold
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import USUAL, ClaimLinkKind, Need, Said, Serves, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[decisions.Moved]]

S, N = Status, Need


@pytest.fixture
def story(record: Record) -> Ingested:
    """Give an article of four claims: the outlet's own voice, two speakers, and an opinion."""
    lines = ("The bridge is closed.", "Ana Ruiz: The port is shut.", "Ben Okoro: The road is open.")
    return record(*lines, "Cleo Marsh wishes: More ferries.", outlet="Harbour Post")


def _short(desk: Desk, *needs: Need, article: int | None = 1) -> dict[int, list[str]]:
    found = hold(desk, article, needs=needs or USUAL)
    return {one.claim: [lack.lacks for lack in one.shortfalls] for one in found.short}


def test_a_story_that_nobody_checked_does_not_pass(
    desk: Desk, story: Ingested, contents: Callable[[], Mapping[str, object]]
) -> None:
    before = contents()
    found = hold(desk, 1)
    assert contents() == before
    assert (found.article, found.needs, found.claims, found.passed) == (1, USUAL, 4, False)
    assert [(one.claim, one.article, [lack.need for lack in one.shortfalls]) for one in found.short] == [
        (claim, 1, [N.NO_UNVERIFIED]) for claim in story.claims[:3]
    ]


def test_a_story_passes_with_a_verdict_on_each_claim_or_word_that_it_was_said(
    desk: Desk, story: Ingested, decide: Decide
) -> None:
    own, port, road, wish = story.claims
    decide(S.UNVERIFIABLE, own, reason="nobody can be reached")
    decide(S.DISPUTED, port, reason="the ministry differs")
    assert list(_short(desk)) == [road]
    desk.enact(answers.judge_said, look(desk, [road]), Said.VERIFIED, reason="I heard it", override=True)
    assert _short(desk) == {}
    # What is not checkable waits for no verdict, but whether it was said may be asked.
    assert _short(desk, N.SAID) == {
        port: ["not checked whether it was said"],
        wish: ["not checked whether it was said"],
    }
    assert _short(desk, N.CONFIRMED) == {
        own: ["unverifiable, not confirmed"],
        port: ["disputed, not confirmed"],
        road: ["unverified, not confirmed"],
    }
    assert _short(desk, N.NO_OVERRIDE) == {road: ["said is verified by override"]}


def test_an_override_of_either_verdict_is_seen_while_it_stands(desk: Desk, story: Ingested, decide: Decide) -> None:
    _, port, road, _ = story.claims
    decide(S.CONFIRMED, port, reason="I stood there", override=True)
    for verdict in (Said.MISQUOTED, Said.VERIFIED):
        desk.enact(answers.judge_said, look(desk, [road]), verdict, reason="I heard it", override=True)
    assert _short(desk, N.NO_OVERRIDE) == {
        port: ["confirmed by override"],
        road: ["said is verified by override"],
    }
    decide(S.UNVERIFIED, port, reason="look again")
    desk.enact(answers.judge_said, look(desk, [road]), Said.UNCHECKED, reason="look again")
    assert _short(desk, N.NO_OVERRIDE) == _short(desk, N.NO_OVERRIDE, article=None) == {}


def test_an_answer_that_the_evidence_carries_is_no_override(desk: Desk, story: Ingested, support: Attach) -> None:
    port = story.claims[1]
    desk.enact(answers.judge_said, look(desk, [port]), Said.VERIFIED, reason="I heard it", override=True)
    desk.enact(answers.judge_said, look(desk, [port]), Said.UNCHECKED, reason="look again")
    support(port, source="Ana Ruiz", serves=Serves.SAID, text="The port is shut", excerpt="shut")
    desk.enact(answers.judge_said, look(desk, [port]), Said.VERIFIED)
    assert _short(desk, N.NO_OVERRIDE) == {}


def test_an_alarm_keeps_both_articles_back_until_the_link_is_rejected(
    desk: Desk, story: Ingested, record: Record, decide: Decide
) -> None:
    own = story.claims[0]
    other = record("The bridge is open.", name="second.txt").claims[0]
    desk.enact(link, NamedLink(other, ClaimLinkKind.CONTRADICTS, own))
    decide(S.CONFIRMED, own, other, reason="I stood there", override=True)
    first = {own: [f"confirmed, and so is claim {other}, which contradicts it"]}
    second = {other: [f"confirmed, and so is claim {own}, which it contradicts"]}
    assert _short(desk, N.NO_ALARM) == first
    assert _short(desk, N.NO_ALARM, article=2) == second
    assert _short(desk, N.NO_ALARM, article=None) == first | second
    assert _short(desk, N.CONFIRMED, N.NO_OVERRIDE, article=2) == {other: ["confirmed by override"]}
    desk.enact(unlink, NamedLink(own, ClaimLinkKind.CONTRADICTS, other), reason="two bridges")
    assert _short(desk, N.NO_ALARM, article=None) == {}


def test_what_others_say_and_is_refuted_passes_once_somebody_notes_that_the_story_says_so(
    desk: Desk, story: Ingested, refute: Attach, decide: Decide
) -> None:
    _, port, _, _ = story.claims
    refute(port)
    decide(S.REFUTED, port)
    lacks = {port: ["refuted, and nobody noted that the story says so"]}
    assert _short(desk, N.NO_REFUTED) == lacks
    with pytest.raises(ForbiddenMove, match="where the story tells it takes words"):
        desk.enact(accept, look(desk, [port]), " ")
    desk.enact(accept, look(desk, [port]), "the last paragraph")
    assert _short(desk, N.NO_REFUTED) == _short(desk, N.NO_REFUTED, article=None) == {}
    # It was said of this verdict, and of no later one.
    decide(S.UNVERIFIED, port, reason="look again")
    decide(S.REFUTED, port)
    assert _short(desk, N.NO_REFUTED) == lacks
    assert verify(desk).problems == ()


def test_what_the_outlet_says_itself_cannot_be_noted_so(
    desk: Desk, story: Ingested, refute: Attach, decide: Decide, contents: Callable[[], Mapping[str, object]]
) -> None:
    own, port, _, _ = story.claims
    stand_alone(desk, "Harbour Post")
    refute(own)
    decide(S.REFUTED, own)
    before = contents()
    for claim, why in ((own, "the outlet says it itself"), (port, "unverified")):
        with pytest.raises(ForbiddenMove, match=why):
            desk.enact(accept, look(desk, [claim]), "the last paragraph")
    assert contents() == before
    assert _short(desk, N.NO_REFUTED) == {own: ["refuted, and the outlet says it itself"]}


def test_evidence_that_is_not_as_it_was_attached_shuts_the_gate(desk: Desk, story: Ingested, support: Attach) -> None:
    _, port, road, _ = story.claims
    attached = support(port, road)
    assert _short(desk, N.INTACT) == {}
    path = file_of(desk.locker, attached.digest)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    words = [f"its evidence {attached.number} is not as it was attached"]
    assert _short(desk, N.INTACT) == {port: words, road: words}
    path.unlink()
    assert _short(desk, N.INTACT) == {port: words, road: words}
    assert _short(desk, N.SAID, N.NO_ALARM).keys() == set(story.claims[1:])


def test_a_verdict_that_waits_for_a_second_person_shuts_the_gate(
    desk: Desk, story: Ingested, support: Attach, decide: Decide
) -> None:
    _, port, _, _ = story.claims
    desk.enact(adjust, ["four_eyes=true"])
    support(port)
    decide(S.CONFIRMED, port)
    assert _short(desk, N.NO_PENDING) == {port: ["a verdict waits for approval"]}


def test_what_is_withdrawn_is_left_out_and_an_empty_article_passes(desk: Desk, story: Ingested, decide: Decide) -> None:
    decide(S.WITHDRAWN, *story.claims, reason="a draft")
    found = hold(desk, 1, needs=list(Need))
    assert (found.passed, found.claims, found.needs) == (True, 0, tuple(Need))


def test_a_workspace_without_articles_passes(desk: Desk) -> None:
    assert (hold(desk).passed, hold(desk).claims) == (True, 0)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_an_article_that_is_not_there(desk: Desk, story: Ingested, number: int) -> None:
    assert story.article == 1
    with pytest.raises(NotFound, match=f"no article {number}; `claimtrack article list`"):
        hold(desk, number)


def test_who_only_reads_may_ask(stranger: Desk, story: Ingested) -> None:
    assert len(hold(stranger, story.article).short) == 3


def test_the_number_of_questions_does_not_grow_with_the_claims(desk: Desk, record: Record) -> None:
    asked: list[str] = []

    def listen(*heard: object) -> None:
        asked.append(str(heard[2]))

    counts = []
    for size in (1, 40):
        article = record(*(f"Bridge {size}.{place} is closed." for place in range(size)), name=f"{size}.txt").article
        asked.clear()
        event.listen(desk.database.engine, "before_cursor_execute", listen)
        assert len(hold(desk, article, needs=list(Need)).short) == size
        event.remove(desk.database.engine, "before_cursor_execute", listen)
        counts.append(len([words for words in asked if words.startswith("SELECT")]))
    assert counts == [14, 14]
