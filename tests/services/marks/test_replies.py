"""The right of reply: who is asked, until when, what counts as an answer, and that silence is never set by anybody."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.fake_clock import FakeClock
from tests.kept import file_of

from claimtrack.errors import ChangedMeanwhile, ClaimtrackError, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reading.read import read_document
from claimtrack.reports.model import ClaimEntry, ReplyLine
from claimtrack.reports.wording.replies import told as told_of_replies
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import replies
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.marks.replies import Answer, Asking, Recorded, text_of
from claimtrack.services.marks.reply_letter import as_text, as_word, letter
from claimtrack.services.marks.reply_list import listing
from claimtrack.services.marks.restatements import restate, withdraw_restatement
from claimtrack.services.paging import Window
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.sources.sources import merge
from claimtrack.services.verdicts import decisions
from claimtrack.services.verdicts.gate import hold
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Means, Need, PartySide, ReplyState, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., list[decisions.Moved]]

NEXT_WEEK = datetime(2026, 12, 1, tzinfo=UTC)
S = ReplyState


@pytest.fixture
def accusing(desk: Desk, bridge: int) -> int:
    """Give a claim that accuses the army, as a person says."""
    accuse(desk, bridge)
    return bridge


def accuse(desk: Desk, *claims: int, whom: str = "Army") -> None:
    parties = (NamedParty(PartySide.ACCUSED, whom),)
    desk.enact(repair.correct, look(desk, claims), Correction(parties=parties, new_source=True))


def ask(desk: Desk, *claims: int, to: str = "Army", deadline: datetime | None = NEXT_WEEK, **more: object) -> Recorded:
    asking = Asking(to, Means.MAIL, deadline, **more)  # type: ignore[arg-type] # a test names what it is about
    return desk.enact(replies.ask, look(desk, claims), asking)


def unheard(desk: Desk) -> dict[int, list[str]]:
    """Give what the gate holds against claims, which has to be what ``list --reply-due`` lists."""
    found = hold(desk, needs=[Need.REPLY_ASKED])
    listed = [line.claim.number for line in list_claims(desk, Filters(reply_due=True)).lines]
    assert [one.claim for one in found.short] == listed
    assert listing(desk).due == len(listed)
    return {one.claim: [lack.lacks for lack in one.shortfalls] for one in found.short}


def states(entry: ClaimEntry) -> list[ReplyState]:
    return [one.state for one in entry.replies]


def intact(desk: Desk) -> bool:
    assert verify(desk).problems == ()
    return replay(desk).holds


def test_the_gate_is_shut_until_the_accused_was_asked_and_answered(desk: Desk, accusing: int, stands: Stands) -> None:
    assert unheard(desk) == {accusing: ["it accuses Army, and no reply was asked for"]}
    done = ask(desk, accusing)
    assert (done.number, done.party, done.claims, done.deadline) == (1, "Army", (accusing,), NEXT_WEEK)
    assert (done.strangers, done.unjudged) == ((), ())
    waits = "it accuses Army, who was asked for a reply and may answer until the end of 2026-11-30 (UTC)"
    assert unheard(desk) == {accusing: [waits]}
    assert states(stands(accusing)) == [S.OPEN]
    desk.enact(replies.answer, 1, Answer("It was not us."))
    assert unheard(desk) == {}
    (line,) = stands(accusing).replies
    assert (line.state, line.answer, line.late) == (S.ANSWERED, "It was not us.", False)
    told = [line.what for line, _, _ in entries(desk, claims=[accusing])]
    assert told[-2:] == [
        "asked Army for a reply by mail, to answer until the end of 2026-11-30 (UTC) (reply 1)",
        'recorded that Army answered (reply 1): "It was not us."',
    ]
    assert intact(desk)


def test_silence_follows_from_the_clock_and_nothing_is_written_for_it(
    desk: Desk, accusing: int, stands: Stands, clock: FakeClock, contents: Callable[[], Mapping[str, object]]
) -> None:
    ask(desk, accusing)
    before = contents()
    clock.now = NEXT_WEEK - timedelta(seconds=4)
    assert unheard(desk)
    clock.now = NEXT_WEEK - timedelta(seconds=1)
    assert unheard(desk) == {}
    assert states(stands(accusing)) == [S.SILENT]
    assert [row.state for row in listing(desk, states=[S.SILENT]).rows] == [S.SILENT]
    assert contents() == before


def test_what_was_silent_then_is_told_as_of_then(desk: Desk, accusing: int, clock: FakeClock) -> None:
    number = ask(desk, accusing).number
    asked = verify(desk).events
    clock.now = NEXT_WEEK + timedelta(days=2)
    desk.enact(replies.answer, number, Answer("It was not us."))

    def then(as_of: int | datetime) -> ReplyLine:
        (line,) = show(desk, accusing, as_of=as_of).entry.replies
        (same,) = gather(desk, as_of=as_of).articles[0].claims[0].replies
        assert line == same
        return line

    now = show(desk, accusing).entry.replies[0]
    assert (now.state, now.late) == (S.ANSWERED, True)
    assert then(asked).state is S.OPEN
    assert then(NEXT_WEEK - timedelta(hours=1)).state is S.OPEN
    silent = then(NEXT_WEEK + timedelta(hours=1))
    assert (silent.state, silent.answer, silent.answered_at, silent.late) == (S.SILENT, None, None, False)
    assert then(clock.now) == now
    assert show(desk, accusing, as_of=asked - 1).entry.replies == ()


def test_a_request_without_a_deadline_is_open_for_ever(desk: Desk, accusing: int, clock: FakeClock) -> None:
    ask(desk, accusing, deadline=None)
    clock.now += timedelta(days=4000)
    assert unheard(desk) == {accusing: ["it accuses Army, who was asked for a reply and may answer without a deadline"]}


def test_who_is_asked_again_has_until_the_last_deadline(desk: Desk, accusing: int, clock: FakeClock) -> None:
    ask(desk, accusing)
    ask(desk, accusing, deadline=NEXT_WEEK + timedelta(days=7))
    clock.now = NEXT_WEEK
    assert unheard(desk)
    clock.now = NEXT_WEEK + timedelta(days=7)
    assert unheard(desk) == {}


def test_who_declines_has_answered_with_words_or_without(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer(declined=True))
    ask(desk, accusing)
    desk.enact(replies.answer, 2, Answer("No comment.", declined=True))
    assert unheard(desk) == {}
    assert [(one.state, one.answer) for one in stands(accusing).replies] == [
        (S.DECLINED, None),
        (S.DECLINED, "No comment."),
    ]
    assert intact(desk)


def test_an_editor_lets_a_party_go_unasked_with_a_reason_and_nobody_else_does(
    desk: Desk, reviewer: Desk, editor: Desk, accusing: int, stands: Stands
) -> None:
    with pytest.raises(ForbiddenMove, match="may not let an accused party go without being asked for a reply"):
        reviewer.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="we know them")
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        editor.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="  ")
    assert unheard(desk)
    editor.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="they would burn the files")
    assert unheard(desk) == {}
    (line,) = stands(accusing).replies
    assert (line.state, line.because, line.by) == (S.EXCEPTED, "they would burn the files", "editor")
    with pytest.raises(ForbiddenMove, match="on record already, as reply 1"):
        editor.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="twice")
    assert intact(desk)
    reviewer.enact(replies.withdraw, 1, reason="they know by now")
    assert unheard(desk)
    assert intact(desk)


def test_what_was_recorded_by_mistake_counts_for_nothing_and_stays(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    with pytest.raises(ForbiddenMove, match="withdrawing reply 1 takes a reason"):
        desk.enact(replies.withdraw, 1, reason=None)
    desk.enact(replies.withdraw, 1, reason="another army")
    assert unheard(desk) == {accusing: ["it accuses Army, and no reply was asked for"]}
    (line,) = stands(accusing).replies
    assert (line.state, line.withdrawn_because, line.answer) == (S.WITHDRAWN, "another army", "It was not us.")
    assert listing(desk).rows == []
    assert [row.number for row in listing(desk, states=[S.WITHDRAWN]).rows] == [1]
    with pytest.raises(ForbiddenMove, match="reply 1 is withdrawn already"):
        desk.enact(replies.withdraw, 1, reason="again")
    with pytest.raises(ForbiddenMove, match="reply 1 was withdrawn"):
        desk.enact(replies.answer, 1, Answer("It was not us."))
    assert intact(desk)


def test_what_only_the_machine_says_keeps_the_gate_shut_and_says_so(desk: Desk, record: Record) -> None:
    """A guess must not pass unseen either way: asking settles it, and so does saying that it is wrong."""
    first, second = record(
        "Ana Ruiz: accused Kaldria of shelling the port", "Ana Ruiz: accused Kaldria of theft"
    ).claims
    said = "as the machine reads it, which nobody judged, it accuses Kaldria, and no reply was asked for"
    assert unheard(desk) == {first: [said], second: [said]}
    desk.enact(repair.correct, look(desk, [first]), Correction(no_parties=("Kaldria",), reason="it is the victim"))
    done = ask(desk, second, to="Kaldria")
    assert done.unjudged == (second,)
    desk.enact(replies.answer, done.number, Answer("No."))
    assert unheard(desk) == {}


def test_one_request_is_about_several_claims_and_its_answer_stands_beside_each(
    desk: Desk, claims: tuple[int, ...], stands: Stands
) -> None:
    first, second, third = claims
    accuse(desk, first, second)
    done = ask(desk, *claims)
    assert (done.claims, done.strangers) == (claims, (third,))
    desk.enact(replies.answer, done.number, Answer("It was not us."))
    assert unheard(desk) == {}
    assert {stands(one).replies[0].claims for one in claims} == {claims}
    assert {stands(one).replies[0].answer for one in claims} == {"It was not us."}


def test_a_party_under_two_names_that_were_merged_is_asked_once(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing, to="Land Forces", new_source=True)
    assert unheard(desk) == {accusing: ["it accuses Army, and no reply was asked for"]}
    desk.enact(merge, "Army", into="Land Forces", reason="one house")
    desk.enact(replies.answer, 1, Answer("It was not us."))
    assert unheard(desk) == {}
    entry = stands(accusing)
    assert [one.source for one in entry.replies] == [one.source for one in entry.parties]


def test_two_accused_parties_are_two(desk: Desk, accusing: int) -> None:
    accuse(desk, accusing, whom="Navy")
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    assert unheard(desk) == {accusing: ["it accuses Navy, and no reply was asked for"]}


def test_whom_a_claim_favours_nobody_has_to_ask(desk: Desk, bridge: int) -> None:
    parties = (NamedParty(PartySide.FAVOURED, "Army"),)
    desk.enact(repair.correct, look(desk, [bridge]), Correction(parties=parties, new_source=True))
    assert unheard(desk) == {}


def test_a_claim_that_is_withdrawn_needs_no_reply_and_gets_none(desk: Desk, accusing: int, decide: Decide) -> None:
    decide(Status.WITHDRAWN, accusing, reason="no claim")
    assert unheard(desk) == {}
    with pytest.raises(ForbiddenMove, match=f"claim {accusing} is withdrawn"):
        ask(desk, accusing)


def test_a_claim_that_is_split_takes_its_replies_along(desk: Desk, record: Record, stands: Stands) -> None:
    (whole,) = record("Ana Ruiz: The port is shut, the road is cut.").claims
    accuse(desk, whole)
    ask(desk, whole)
    second = desk.enact(repair.split, look(desk, [whole]), at="the road").claims[1]
    assert set(unheard(desk)) == {whole, second}
    desk.enact(replies.answer, 1, Answer("It was not us."))
    assert unheard(desk) == {}
    newest = verify(desk).events
    assert stands(second).replies == show(desk, second, as_of=newest).entry.replies
    assert stands(second).replies[0].claims == (whole, second)
    assert intact(desk)


def test_the_text_that_was_sent_and_the_file_that_came_are_kept_and_verified(desk: Desk, accusing: int) -> None:
    sent, came = text_of(Input(b"Is it so?", "letter.txt")), text_of(Input(b"It is not so.", "answer.txt"))
    ask(desk, accusing, text=sent)
    desk.enact(replies.answer, 1, Answer(text=came))
    (line,) = show(desk, accusing).entry.replies
    assert (line.text_name, line.text_size, line.answer, line.answer_size) == ("letter.txt", 9, "It is not so.", 13)
    assert verify(desk).files == 3
    for digest, what in ((line.text_digest, "the text that was sent"), (line.answer_digest, "the answer")):
        path = file_of(desk.locker, str(digest))
        held = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(b"something else")
        (problem,) = verify(desk).problems
        assert problem.startswith(f"the bytes of {what} (reply 1) fail: the file of {digest} was altered")
        path.write_bytes(held)
    assert intact(desk)


def test_a_rehearsal_keeps_nothing(desk: Desk, accusing: int, contents: Callable[[], Mapping[str, object]]) -> None:
    before = contents(), list(desk.locker.digests())
    ask(replace(desk, rehearsal=True), accusing, text=text_of(Input(b"Is it so?", "letter.txt")))
    assert (contents(), list(desk.locker.digests())) == before


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        (
            {"deadline": datetime(2026, 11, 23, tzinfo=UTC)},
            InvalidInput,
            "the end of 2026-11-22 .UTC., is over already",
        ),
        (
            {"deadline": datetime(2026, 11, 24, 12, tzinfo=UTC), "asked": datetime(2026, 11, 24, 20, tzinfo=UTC)},
            InvalidInput,
            "is over before Army was asked, 2026-11-24 20:00 UTC",
        ),
        ({"asked": datetime(2026, 11, 26, tzinfo=UTC)}, InvalidInput, "the request of 2026-11-26 is still to come"),
        ({"deadline": datetime(2026, 11, 25, 8, tzinfo=UTC)}, ForbiddenMove, "gives whom it asks at least 24 hours"),
        ({"to": "Navy"}, NotFound, 'no source "Navy"; .* add --new-source'),
    ],
)
def test_what_cannot_have_been_asked_so_is_refused(
    desk: Desk,
    accusing: int,
    more: dict[str, object],
    error: type[ClaimtrackError],
    words: str,
    contents: Callable[[], Mapping[str, object]],
) -> None:
    before = contents()
    with pytest.raises(error, match=words):
        ask(desk, accusing, **more)  # type: ignore[arg-type] # each row names what it is about
    assert contents() == before
    assert list(desk.locker.digests()) != []


def test_the_desk_says_how_much_time_a_party_gets(desk: Desk, accusing: int) -> None:
    desk.enact(adjust, ["reply_hours=2"])
    ask(desk, accusing, deadline=datetime(2026, 11, 24, 12, tzinfo=UTC))
    with pytest.raises(ForbiddenMove, match="at least 2 hours"):
        ask(desk, accusing, deadline=datetime(2026, 11, 24, 10, tzinfo=UTC))


def test_the_same_request_twice_is_one_command_run_twice(desk: Desk, accusing: int) -> None:
    ask(desk, accusing)
    with pytest.raises(ForbiddenMove, match="that Army was asked so is on record already, as reply 1"):
        ask(desk, accusing)


def test_a_request_is_made_of_the_claims_as_they_were_seen(desk: Desk, reviewer: Desk, accusing: int) -> None:
    seen = look(desk, [accusing])
    ask(reviewer, accusing)
    with pytest.raises(ChangedMeanwhile):
        desk.enact(replies.ask, Seen(seen.versions), Asking("Army", Means.PHONE))


@pytest.mark.parametrize(
    ("number", "given", "error", "words"),
    [
        (2, Answer("x"), NotFound, "no reply 2; `claimtrack reply list`"),
        (1, Answer(), UsageError, "say what was answered, in words or with --file, or say --declined"),
        (1, Answer(" \u200b. "), InvalidInput, "the answer is empty"),
        (1, Answer("x"), InvalidInput, "of one letter"),
        (1, Answer("x", text=replies.Text(b"x", "x.txt", "x")), UsageError, "not both"),
        (1, Answer("No", came=datetime(2026, 11, 22, tzinfo=UTC)), InvalidInput, "came before Army was asked"),
        (1, Answer("No", came=datetime(2026, 12, 22, tzinfo=UTC)), InvalidInput, "is still to come"),
    ],
)
def test_what_is_no_answer_is_refused(
    desk: Desk, accusing: int, number: int, given: Answer, error: type[ClaimtrackError], words: str
) -> None:
    ask(desk, accusing)
    with pytest.raises(error, match=words):
        desk.enact(replies.answer, number, given)
    assert unheard(desk)


def test_an_answer_is_given_once_and_never_to_an_exception(desk: Desk, accusing: int) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("No."))
    with pytest.raises(ForbiddenMove, match="reply 1 was answered already"):
        desk.enact(replies.answer, 1, Answer("Yes."))
    desk.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="a reason")
    with pytest.raises(ForbiddenMove, match="nobody was asked: reply 2 is an editor's exception"):
        desk.enact(replies.answer, 2, Answer("Yes."))


def test_an_answer_of_the_day_on_which_it_was_asked_came_after_that(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing, asked=datetime(2026, 11, 20, 15, tzinfo=UTC))
    desk.enact(replies.answer, 1, Answer("No.", came=datetime(2026, 11, 20, tzinfo=UTC)))
    assert stands(accusing).replies[0].answered_at == datetime(2026, 11, 20, 15, tzinfo=UTC)


@pytest.mark.parametrize("data", [b"", b" \n", bytes(range(256)) * 4, b"...\n"])
def test_a_file_without_a_word_is_no_text(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        text_of(Input(data, "letter.txt"))


def test_a_letter_puts_the_claims_by_number_and_names_no_witness(desk: Desk, claims: tuple[int, ...]) -> None:
    for number in claims[:2]:
        desk.enact(restate, look(desk, [number]), "The port of Orle takes no ships.")
    desk.enact(withdraw_restatement, look(desk, claims[:1]), "another port")
    found = letter(desk, claims[:2], to="City Hall", deadline=NEXT_WEEK)
    words = as_text(found)
    assert "Ana Ruiz" not in words
    assert "Ben Okoro" not in words
    assert f'1. "The bridge is closed." (our number {claims[0]})' in words
    assert f'2. "The port is shut." (our number {claims[1]})' in words
    assert words.count("   As we understand it: The port of Orle takes no ships.") == 1
    assert words.count("the end of 2026-11-30 (UTC)") == 2
    assert all(len(line) <= 76 for line in words.splitlines())
    with pytest.raises(NotFound, match="no claim 99"):
        letter(desk, [99], to="City Hall")
    with pytest.raises(InvalidInput, match="is over already"):
        letter(desk, claims, to="City Hall", deadline=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_letter_on_what_is_withdrawn_is_not_written(desk: Desk, bridge: int, decide: Decide) -> None:
    decide(Status.WITHDRAWN, bridge, reason="no claim")
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} is withdrawn"):
        letter(desk, [bridge], to="City Hall")


def test_a_letter_as_a_word_document_says_the_same(desk: Desk, claims: tuple[int, ...]) -> None:
    desk.enact(restate, look(desk, [claims[1]]), "The port of Orle takes no ships & \u202eno boats <at all>.")
    found = letter(desk, claims[:2], to="City Hall", deadline=NEXT_WEEK)
    packed = as_word(found)
    assert as_word(found) == packed
    read = read_document(packed, name="letter.docx")
    told = [" ".join(words.split()) for words in as_text(found).split("\n\n")]
    assert [" ".join(words.split()) for words in read.text.split("\n\n")] == [
        one.replace("\u202e", "⟨U+202E⟩") for one in told
    ]
    assert (read.byline, read.published) == (None, None)


@pytest.fixture
def every_state(desk: Desk, accusing: int, editor: Desk, clock: FakeClock) -> dict[int, ReplyState]:
    """Give replies in every state there is, some of them twice, by number; the first week is over."""
    for minutes, over in enumerate((False, True, True, True, False, False)):
        deadline = NEXT_WEEK - timedelta(minutes=minutes) if over else NEXT_WEEK + timedelta(minutes=minutes + 1)
        ask(desk, accusing, deadline=deadline)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    desk.enact(replies.answer, 2, Answer(None, declined=True))
    desk.enact(replies.withdraw, 3, reason="sent to others")
    editor.enact(replies.leave_unasked, look(editor, [accusing]), "Army", reason="it would warn them")
    clock.now = NEXT_WEEK
    return {
        1: S.ANSWERED, 2: S.DECLINED, 3: S.WITHDRAWN, 4: S.SILENT, 5: S.OPEN, 6: S.OPEN, 7: S.EXCEPTED
    }  # fmt: skip


def test_the_database_sorts_out_states_as_the_rules_do(desk: Desk, every_state: dict[int, ReplyState]) -> None:
    assert set(every_state.values()) == set(S)
    found = listing(desk, states=list(S)).rows
    assert {row.number: row.state for row in found} == every_state
    for state in S:
        assert [row.state for row in listing(desk, states=[state]).rows] == [state] * list(every_state.values()).count(
            state
        )
    assert [row.number for row in listing(desk).rows] == [number for number in every_state if number != 3]


def test_replies_are_listed_by_page(desk: Desk, every_state: dict[int, ReplyState], record: Record) -> None:
    other = record("Ben Okoro: The port is shut.", name="b.txt")
    pages = [listing(desk, Window(3, page)).rows for page in (1, 2, 3, 4)]
    assert [[row.number for row in page] for page in pages] == [[1, 2, 4], [5, 6, 7], [], []]
    assert {page.total for page in pages} == {len(every_state) - 1}
    assert [row.number for row in listing(desk, Window(1, 2), states=[S.OPEN]).rows] == [6]
    assert listing(desk, Window(2), article=other.article).rows == []


def fix(desk: Desk, number: int, **what: Any) -> None:
    desk.enact(repair.correct, look(desk, [number]), Correction(**what))


@pytest.mark.parametrize("what", [{"quotes": ("The bridge",)}, {"speaker": "Ben Okoro", "new_source": True}])
def test_who_was_asked_about_other_words_is_asked_again(
    what: dict[str, Any], desk: Desk, accusing: int, stands: Stands
) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    asked = verify(desk).events
    fix(desk, accusing, **what)
    assert unheard(desk) == {
        accusing: [
            "it accuses Army, and no reply was asked for since it was worded, or attributed, otherwise (reply 1)"
        ]
    }
    (line,) = stands(accusing).replies
    assert (line.earlier_words, line.state) == (True, S.ANSWERED)
    assert not show(desk, accusing, as_of=asked).entry.replies[0].earlier_words
    assert listing(desk).rows[0].earlier_words == (accusing,)
    first, told = told_of_replies(stands(accusing))
    assert first.words == "Army: not asked for a reply since the claim was worded, or attributed, otherwise"
    assert told.words.endswith("(about the claim as it read, or was attributed, before)")
    # The same request again is none that was made before.
    assert ask(desk, accusing).number == 2
    desk.enact(replies.answer, 2, Answer("Nor this."))
    assert unheard(desk) == {}
    assert intact(desk)


def test_an_editor_lets_the_party_go_as_for_any_other_words(desk: Desk, editor: Desk, accusing: int) -> None:
    editor.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="it would warn them")
    fix(desk, accusing, quotes=("The bridge",))
    assert unheard(desk)
    editor.enact(replies.leave_unasked, look(desk, [accusing]), "Army", reason="it would still warn them")
    assert unheard(desk) == {}


def test_what_gets_its_words_again_has_its_replies_again(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    whole = stands(accusing).text
    fix(desk, accusing, quotes=("The bridge",))
    fix(desk, accusing, quotes=("bridge",))
    fix(desk, accusing, quotes=(whole,))
    assert unheard(desk) == {}
    assert [line.what for line, _, _ in entries(desk, claims=[accusing])][-1] == (
        "noted that what is on record of a reply by Army is about the claim as it reads again (reply 1)"
    )
    assert intact(desk)


def test_a_full_stop_is_no_other_word(desk: Desk, accusing: int, stands: Stands) -> None:
    ask(desk, accusing)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    fix(desk, accusing, quotes=(stands(accusing).text.rstrip("."),))
    assert unheard(desk) == {}


def test_a_new_version_with_another_speaker_is_put_to_the_party_anew(
    desk: Desk, record: Record, stands: Stands
) -> None:
    told: dict[str, Any] = {"outlet": "Harbour Post", "name": "article.txt", "url": "https://harbour.example/1"}
    (claim,) = record("Ana Ruiz: The bridge is closed.", **told).claims
    accuse(desk, claim)
    ask(desk, claim)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    record("Ben Okoro: The bridge is closed.", **told)
    assert stands(claim).replies[0].earlier_words
    assert unheard(desk)


def test_half_a_claim_takes_along_that_its_reply_is_about_earlier_words(desk: Desk, record: Record) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed and the port is shut and the road is open.").claims
    accuse(desk, claim)
    ask(desk, claim)
    desk.enact(replies.answer, 1, Answer("It was not us."))
    fix(desk, claim, quotes=("The bridge is closed and the port is shut",))
    desk.enact(repair.split, look(desk, [claim]), at="the port")
    assert set(unheard(desk)) == {claim, claim + 1}
    assert intact(desk)
