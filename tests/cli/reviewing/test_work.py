"""`review`: claims are shown one after the other, keys do things, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import sit

from claimtrack.cli.reviewing.keys import BAR, KEYS, help_page
from claimtrack.cli.reviewing.terminal import Interrupted
from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import decisions, queue
from claimtrack.vocabulary import NoteKind, Role, Status

Run = Callable[..., CompletedProcess[str]]


def test_claims_are_shown_one_after_the_other_until_none_is_left(ana: Desk) -> None:
    sat = sit(ana, "n", "n", "n", "n", "q")
    assert sat.claims == [1, 2, 3, 4]
    assert [words.split()[:3] for words in sat.shown[:4]] == [[str(place), "of", "4"] for place in range(1, 5)]
    assert sat.shown[-1] == "4 skipped; 4 claims in this queue"
    page = sat.shown[0]
    for words in (
        "1 of 4   claim 1   ○ unverified",
        "The bridge is closed",
        "who says so   Ana Ruiz -> Harbour Courier",
        "what it takes to confirm it",
        "0 of 1 independent origin",
    ):
        assert words in page
    for goes_without_saying in ("history", "no verdict yet", "not checked", "nobody"):
        assert goes_without_saying not in page


def test_the_article_is_named_where_it_is_another_than_before(ana: Desk) -> None:
    sat = sit(ana, "n", "q")
    assert "article       1: The valley" in sat.shown[0]
    assert "article " not in sat.shown[1]


def test_a_claim_longer_than_the_screen_is_shown_from_its_beginning_and_the_rest_by_a_key(ana: Desk) -> None:
    sat = sit(ana, "space", "space", "q", rows=14)
    assert sat.shown[0].startswith("\n1 of 4   claim 1")
    assert len(sat.shown[0].splitlines()) <= 14 - 4
    assert "independent origin" not in sat.shown[0]
    assert "independent origin" in sat.shown[1]
    assert "space more 3" in sat.asked[0]
    assert sat.shown[2] == sat.shown[0]


def test_one_goes_back_and_on_again_without_seeing_twice_what_was_left(ana: Desk) -> None:
    sat = sit(ana, "n", "n", "b", "b", "n", "n", "n", "q")
    assert sat.claims == [1, 2, 3, 2, 1, 2, 3, 4]


def test_from_the_end_one_goes_back_or_undoes_a_slip(ana: Desk) -> None:
    sat = sit(ana, "n", "n", "n", "d", "figures differ", "u", "n", "b", "n", "g", "9", "g", "2", "q")
    assert sat.claims == [1, 2, 3, 4, 4, 4, 2]
    assert [question for question in sat.asked if question.startswith("the end of the queue:  b back  u undo")]
    assert "no claim 9" in sat.told
    assert show(ana, 4).entry.status is Status.UNVERIFIED


def test_one_cannot_go_back_from_where_one_began(ana: Desk) -> None:
    sat = sit(ana, "b", "q")
    assert "this is where you began" in sat.told
    assert sat.claims == [1]


def test_one_goes_to_a_claim_by_its_number_whatever_became_of_it_and_on_from_there(ana: Desk) -> None:
    sat = sit(ana, "d", "figures differ", "g", "4", "g", "1", "n", "n", "q")
    assert sat.claims == [1, 2, 4, 1, 2, 4]
    assert any("3 of 4   claim 4" in words for words in sat.shown)


@pytest.mark.parametrize(
    ("number", "says"), [("9", "no claim 9"), ("two", '"two" is no claim number'), ("9" * 12, "is no claim number")]
)
def test_a_number_that_is_none_is_told(ana: Desk, number: str, says: str) -> None:
    sat = sit(ana, "g", number, "q")
    assert says in sat.told
    assert sat.claims == [1]


def test_what_waits_is_listed_and_gone_to(ana: Desk) -> None:
    sat = sit(ana, "l", "", "l", "3", "q", rows=9)
    assert sat.shown[1].startswith(">    1  Ana Ruiz: “The bridge is closed")
    assert sat.shown[2].startswith("     2  Ben Ode: ")
    assert "and 1 more" in sat.told
    assert sat.claims == [1, 3]


def test_a_line_that_is_broken_off_goes_back_to_the_claim(ana: Desk) -> None:
    before = verify(ana).events
    sat = sit(
        ana, "m", Interrupted, "d", Interrupted, "e", "s", "register.txt", Interrupted, "x", Interrupted, "m", "",
        Interrupted,
    )  # fmt: skip
    assert sat.shown.count("broken off; nothing was written") == 5
    assert sat.claims == [1]
    assert sat.shown[-1] == "nothing was done; 4 claims in this queue"
    assert verify(ana).events == before


def test_a_signal_while_something_is_written_shows_the_claim_as_it_stands(
    ana: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(notes, "note", stopped)
    sat = sit(ana, "m", "see the letter", "q")
    assert "broken off; this is how the claim stands" in sat.shown
    assert sat.claims == [1, 1]


@pytest.mark.parametrize("key", list("tmeacdrvws"))
def test_what_somebody_else_decided_meanwhile_is_told_before_anything_is_typed(ana: Desk, ben: Desk, key: str) -> None:
    def meanwhile() -> None:
        ben.enact(decisions.decide, look(ben, [1]), decisions.Decision(Status.DISPUTED, reason="figures differ"))

    sat = sit(ana, meanwhile, key, "q")
    assert "claim 1 is disputed by now: 0 s ago ben marked it disputed (was unverified)" in sat.told
    assert '("figures differ"); here is what comes next' in sat.told
    assert sat.claims == [1, 2]
    assert show(ana, 1).entry.status is Status.DISPUTED


def test_what_somebody_else_did_while_a_line_was_typed_is_not_overwritten(ana: Desk, ben: Desk) -> None:
    sat = sit(ana, "d", lambda: ben.enact(queue.take, look(ben, [1])), "differs", "q")
    assert "claim 1 is with ben by now: 0 s ago ben handed it to ben; here is" in sat.told
    assert show(ana, 1).entry.status is Status.IN_REVIEW


def test_a_verdict_that_was_typed_while_somebody_commented_is_kept_and_tried_again(ana: Desk, ben: Desk) -> None:
    def meanwhile() -> None:
        ben.enact(notes.note, look(ben, [1]), "see the letter", kind=NoteKind.COMMENT)

    ana.enact(queue.take, look(ana, [1]))
    sat = sit(ana, "d", meanwhile, "figures differ", "enter", "q")
    assert "meanwhile: 0 s ago ben commented: see the letter" in sat.told
    assert sat.claims == [1, 1, 2]
    assert "see the letter" in sat.shown[2]
    assert any(question.startswith("kept: dispute  Enter tries again") for question in sat.asked)
    entry = show(ana, 1).entry
    assert (entry.status, entry.history[-1].reason) == (Status.DISPUTED, "figures differ")


def test_a_claim_that_was_commented_on_meanwhile_is_shown_again(ana: Desk, ben: Desk) -> None:
    def meanwhile() -> None:
        ben.enact(notes.note, look(ben, [1]), "see the letter", kind=NoteKind.COMMENT)

    ana.enact(queue.take, look(ana, [1]))
    sat = sit(ana, meanwhile, "m", "q")
    assert sat.claims == [1, 1]
    assert "see the letter" in sat.shown[2]


def test_only_ones_own_or_one_article_is_worked_through(ana: Desk, ben: Desk) -> None:
    ana.enact(queue.take, look(ana, [3]))
    ben.enact(queue.take, look(ben, [1]))
    assert sit(ana, "n", "q", share=queue.mine(ana)).claims == [3]
    assert sit(ana, "n", "n", "n", "q").claims == [2, 3, 4]
    assert sit(ben, "n", "q", share=queue.mine(ben)).claims == [1]
    assert sit(ana, "n", "n", "n", "q", share=queue.within_reach(ana, article=1)).claims == [2, 3, 4]
    with pytest.raises(NotFound, match="no article 2"):
        sit(ana, share=queue.within_reach(ana, article=2))


def test_an_empty_queue_is_told(ana: Desk) -> None:
    sat = sit(ana, share=queue.mine(ana))
    assert sat.shown == ["nothing waits in this queue"]


def test_who_may_not_review_is_told_at_once(ana: Desk) -> None:
    ana.enact(add, "vera", role=Role.VIEWER)
    with pytest.raises(ForbiddenMove, match="vera is viewer here and may not change the record"):
        sit(replace(ana, reviewer="vera"))
    with pytest.raises(NotFound, match='"zed" is no reviewer'):
        sit(replace(ana, reviewer="zed"))


def test_help_names_every_key_on_one_screen(ana: Desk) -> None:
    sat = sit(ana, "?", "q")
    page = help_page()
    assert f"\n{page}\n" in sat.shown
    assert sat.claims == [1]
    assert [line for line in page.splitlines() if len(line) > 80] == []
    assert len(page.splitlines()) <= 20
    named = {key for key in KEYS if f"{key}  {KEYS[key].line}" in page and KEYS[key].line} | set("CRS?") | {"space"}
    assert named == set(KEYS)


def test_the_keys_beneath_a_claim_fit_eighty_columns(ana: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    sat = sit(ana, "c", "q")
    for question in sat.asked:
        assert [line for line in question.splitlines() if len(line) > 79] == []
        assert len(question.splitlines()) <= len(BAR) + 1


@pytest.mark.usefixtures("desk")
def test_without_a_terminal_it_is_a_usage_error(run: Run) -> None:
    told = run("review")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        "claimtrack: review asks questions and needs a terminal for them; for a script there are "
        "`claimtrack take --next` and `claimtrack decide FILE`\n"
    )
