"""`review`: what each key does through the real services, and the real keyboard's keys."""

import os
import select
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.affiliations import known_before

from claimtrack.cli.keyboard import Keyboard
from claimtrack.cli.reviewing import HELP, Interrupted, work_through
from claimtrack.config import locate
from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import decisions, queue
from claimtrack.vocabulary import NoteKind, Role, Said, Status

Run = Callable[..., CompletedProcess[str]]
Answer = str | type[Interrupted] | Callable[[], object]


@dataclass(slots=True)
class Script:
    """A person who has their answers ready; one that can be called happens before the next is given."""

    answers: list[Answer]
    shown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def show(self, words: str) -> None:
        self.shown.append(words)

    def ask_key(self, question: str, keys: str) -> str:
        key = self.ask_line(question)
        assert key in keys
        return key

    def ask_line(self, question: str, offers: Sequence[str] = ()) -> str:
        del offers
        self.asked.append(question)
        answer = self.answers.pop(0)
        while not isinstance(answer, str):
            if answer is Interrupted:
                raise Interrupted
            answer()
            answer = self.answers.pop(0)
        return answer

    def ask_file(self, question: str) -> str:
        return self.ask_line(question)

    @property
    def claims(self) -> list[int]:
        """The claims that were shown in full, in order."""
        return [int(words.split()[1]) for words in self.shown if words.startswith("\nclaim ")]


@pytest.fixture
def ana(desk: Path) -> Desk:
    """Give an opened workspace with four claims of one article that wait, in which ana, its admin, acts.

    The two offices that give evidence are known to stand alone.
    """
    del desk
    opened = open_desk(locate(None), reviewer="ana")
    known_before(opened, "Roads Office", "Town Hall")
    return opened


@pytest.fixture
def ben(ana: Desk) -> Desk:
    """Give the same with ben, a reviewer, acting."""
    ana.enact(add, "ben", role=Role.REVIEWER)
    return replace(ana, reviewer="ben")


def _sit(desk: Desk, *answers: Answer, part: queue.Share | None = None) -> Script:
    script = Script(list(answers))
    work_through(desk, script, part or queue.within_reach(desk))
    assert script.answers == []
    assert verify(desk).problems == ()
    return script


def test_claims_are_shown_one_after_the_other_until_none_is_left(ana: Desk) -> None:
    sat = _sit(ana, "s", "s", "s", "s")
    assert sat.claims == [1, 2, 3, 4]
    assert sat.shown[-1] == "4 skipped; 4 claims in this queue"
    page = sat.shown[0]
    for words in ("claim 1   unverified", "The bridge is closed", "who says so   Ana Ruiz -> Harbour Courier",
                  "independently confirmed", "0 of 1 independent origin"):  # fmt: skip
        assert words in page
    assert "history" not in page


def test_a_claim_is_taken_and_stays_shown(ana: Desk) -> None:
    sat = _sit(ana, "t", "q")
    assert sat.shown[1] == "claim 1 is in review, with ana (was unverified)"
    assert sat.claims == [1, 1]
    assert sat.shown[-1] == "1 taken; 4 claims in this queue"
    assert show(ana, 1).entry.holder == "ana"


def test_what_is_refused_is_told_and_the_claim_stays(ana: Desk) -> None:
    sat = _sit(ana, "t", "t", "d", "confirmed", "", "d", "unverifiable", "", "d", "true", "u", "u", "q")
    told = "\n".join(sat.shown)
    for words in ("claim 1 is with you already", "claim 1 cannot be marked confirmed: 0 of 1 independent origin",
                  "claim 1 cannot be marked unverifiable: it takes a reason", '"true" is none of confirmed, disputed',
                  "taken back: claim 1 is unverified (was in review)", "there is nothing to undo"):  # fmt: skip
        assert words in told
    assert sat.shown[-1] == "nothing was done; 4 claims in this queue"


def test_a_verdict_is_given_and_the_next_claim_shown(ana: Desk) -> None:
    sat = _sit(ana, "c", "asked the port", "d", "disp", "figures differ", "d", "unver", "nobody to ask", "q")
    assert sat.shown[1] == "noted on claim 1"
    assert "comment by ana: asked the port" in sat.shown[2]
    assert "claim 1 is disputed (was in review)" in sat.shown
    assert "claim 2 is unverifiable (was unverified)" in sat.shown
    assert sat.claims == [1, 1, 2, 3]
    assert sat.shown[-1] == "1 commented on, 2 decided; 2 claims in this queue"
    assert show(ana, 1).entry.history[-1].reason == "figures differ"


def test_an_unverifiable_claim_is_told_with_what_was_tried(ana: Desk, done: Run) -> None:
    done("attempt", 1, "rang the port", "--who", "Lia Stone")
    sat = _sit(ana, "d", "unverifiable", "nobody answers", "q")
    assert any(words.startswith("tried on claim 1, by ana, ") and "(asked: Lia Stone)" in words for words in sat.shown)


def test_evidence_is_attached_and_confirms(ana: Desk) -> None:
    sat = _sit(ana, "a", "register.txt", "Roads Office", "sup", "closed since 4 May", "d", "confirmed", "", "q")
    assert any(words.startswith("evidence 1 attached to claim 1, excerpt found at characters") for words in sat.shown)
    assert "claim 1 is confirmed, independently (was in review)" in sat.shown
    entry = show(ana, 1).entry
    assert [(piece.source, piece.excerpt) for piece in entry.evidence] == [("Roads Office", "closed since 4 May")]


def test_what_stands_against_a_verdict_is_asked_about(ana: Desk, done: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    done("evidence", "add", 1, "letter.txt", "--refutes", "--source", "Town Hall")
    sat = _sit(ana, "d", "confirmed", "an older letter", "no", "d", "confirmed", "an older letter", "yes", "q")
    assert sat.asked.count("evidence 2 stands against it; does the reason answer it? (yes or no) ") == 2
    assert any("answer it with --despite 2" in words for words in sat.shown)
    assert "claim 1 is confirmed, independently (was in review)" in sat.shown


def test_who_said_it_is_answered_and_the_claim_stays(ana: Desk, done: Run) -> None:
    done("attempt", 1, "looked through the minutes")
    sat = _sit(ana, "d", "not found", "", "u", "q")
    assert "claim 1: said is not found; whether it is true is another question" in sat.shown
    assert sat.claims == [1, 1, 1]
    assert show(ana, 1).entry.said is Said.UNCHECKED
    assert sat.shown[-1] == "nothing was done; 4 claims in this queue"


def test_the_last_steps_are_undone_one_by_one_and_nothing_is_deleted(ana: Desk) -> None:
    before = len(show(ana, 1).entry.history)
    sat = _sit(
        ana, "t", "a", "register.txt", "Roads Office", "supports", "", "d", "confirmed", "", "s", "u", "u", "u", "q"
    )
    assert sat.claims == [1, 1, 1, 2, 3, 1, 1, 1]
    assert [words for words in sat.shown if words.startswith("taken back: ")] == [
        "taken back: claim 1 is in review, with ana (was confirmed)",
        "taken back: evidence 1 is withdrawn from claim 1",
        "taken back: claim 1 is unverified (was in review)",
    ]
    entry = show(ana, 1).entry
    assert (entry.status, entry.holder) == (Status.UNVERIFIED, None)
    assert [line.what for line in entry.history[before:]] == [
        "took it into review",
        "handed it to ana",
        "attached evidence 1 (register.txt) from Roads Office that supports it",
        "marked it confirmed (was in_review), resting on evidence 1",
        "reopened it (was confirmed)",
        "took it into review",
        "withdrew evidence 1",
        "gave it back unreviewed",
        "released it",
    ]
    assert sat.shown[-1] == "1 skipped; 4 claims in this queue"


def test_a_line_that_is_broken_off_goes_back_to_the_claim(ana: Desk) -> None:
    before = verify(ana).events
    sat = _sit(
        ana, "c", Interrupted, "d", "disputed", Interrupted, "a", "register.txt", Interrupted, "c", "", Interrupted
    )
    assert sat.shown.count("broken off; nothing was written") == 4
    assert sat.claims == [1]
    assert sat.shown[-1] == "nothing was done; 4 claims in this queue"
    assert verify(ana).events == before


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (["a", ""], "name a file, or the address of a page"),
        (["a", "-"], "standard input is the keyboard here"),
        (["a", "no-such.txt"], "no file no-such.txt"),
        (["a", "register.txt", "Roads Office", "proves"], '"proves" is none of supports, refutes, context'),
        (["a", "register.txt", "Roads Office", "supports", "shut"], "the excerpt is not in register.txt"),
        (["a", "register.txt", "Ruiz", "supports", ""], '"Ruiz" may be a source that is on record'),
    ],
)
def test_what_cannot_be_attached_is_told(ana: Desk, answers: list[str], says: str) -> None:
    sat = _sit(ana, *answers, "q")
    assert any(says in words for words in sat.shown)
    assert show(ana, 1).entry.evidence == ()


@pytest.mark.parametrize("key", ["t", "c", "a", "d"])
def test_what_somebody_else_decided_meanwhile_is_told_before_anything_is_typed(ana: Desk, ben: Desk, key: str) -> None:
    def meanwhile() -> None:
        ben.enact(decisions.decide, look(ben, [1]), decisions.Decision(Status.DISPUTED, reason="figures differ"))

    sat = _sit(ana, meanwhile, key, "q")
    gone = 'claim 1 is disputed by now: ben marked it disputed (was unverified) ("figures differ")'
    assert f"{gone}; here is what comes next" in sat.shown
    assert sat.claims == [1, 2]
    assert show(ana, 1).entry.status is Status.DISPUTED


def test_what_somebody_else_did_while_a_line_was_typed_is_not_overwritten(ana: Desk, ben: Desk) -> None:
    sat = _sit(ana, "d", "disputed", lambda: ben.enact(queue.take, look(ben, [1])), "differs", "q")
    assert any(words.startswith("claim 1 was changed since you looked: ben ") for words in sat.shown)
    assert any(words.startswith("claim 1 is with ben by now: ben handed it to ben; here is") for words in sat.shown)
    assert show(ana, 1).entry.status is Status.IN_REVIEW


def test_a_claim_that_was_commented_on_meanwhile_is_shown_again(ana: Desk, ben: Desk) -> None:
    def meanwhile() -> None:
        ben.enact(notes.note, look(ben, [1]), "see the letter", kind=NoteKind.COMMENT)

    ana.enact(queue.take, look(ana, [1]))
    sat = _sit(ana, meanwhile, "c", "q")
    assert sat.claims == [1, 1]
    assert "see the letter" in sat.shown[1]


def test_what_somebody_else_did_since_is_not_undone(ana: Desk, ben: Desk) -> None:
    def reopened() -> None:
        ben.enact(decisions.decide, look(ben, [1]), decisions.Decision(Status.REFUTED, reason="seen", override=True))

    ana.enact(add, "ben", role=Role.EDITOR)
    sat = _sit(ana, "d", "disputed", "differs", reopened, "u", "u", "q")
    assert any(words.startswith("claim 1 is no longer as you left it: ben marked it refuted") for words in sat.shown)
    assert "there is nothing to undo" in sat.shown
    assert show(ana, 1).entry.status is Status.REFUTED


def test_only_ones_own_or_one_article_is_worked_through(ana: Desk, ben: Desk) -> None:
    ana.enact(queue.take, look(ana, [3]))
    ben.enact(queue.take, look(ben, [1]))
    assert _sit(ana, "s", part=queue.mine(ana)).claims == [3]
    assert _sit(ana, "s", "s", "s").claims == [2, 3, 4]
    assert _sit(ben, "s", part=queue.mine(ben)).claims == [1]
    assert _sit(ana, "s", "s", "s", part=queue.within_reach(ana, article=1)).claims == [2, 3, 4]
    with pytest.raises(NotFound, match="no article 2"):
        _sit(ana, part=queue.within_reach(ana, article=2))


def test_an_empty_queue_is_told(ana: Desk) -> None:
    sat = _sit(ana, part=queue.mine(ana))
    assert sat.shown == ["nothing waits in this queue"]


def test_who_may_not_review_is_told_at_once(ana: Desk) -> None:
    ana.enact(add, "vera", role=Role.VIEWER)
    with pytest.raises(ForbiddenMove, match="vera is viewer here and may not change the record"):
        _sit(replace(ana, reviewer="vera"))
    with pytest.raises(NotFound, match='"zed" is no reviewer'):
        _sit(replace(ana, reviewer="zed"))


def test_help_names_every_key(ana: Desk) -> None:
    sat = _sit(ana, "?", "q")
    assert HELP in sat.shown
    assert {line[0] for line in HELP.splitlines() if line[1:3] == "  "} == set("tscadu?q")
    assert sat.claims == [1]


def test_the_real_keyboard(ana: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    typed = (
        "xZ\r"  # keys that mean nothing
        "t"
        "casked the port\x7f\x7f\x7f\x7fcourt\r"  # with editing
        "cgone\x03"  # Ctrl-C in a line
        "d\x04"  # Ctrl-D in a line
        "aregis\t\rRoa\x15Roads Office\rsupports\rclosed since 4 May\r"  # completed, and begun again
        "dconfirmed\r\r"
        "s"
        "\x04"  # Ctrl-D at the claim
    )
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(typed)
        work_through(ana, Keyboard(), queue.within_reach(ana))
    shown = capsys.readouterr().out
    assert shown.count("broken off; nothing was written") == 2
    assert "claim 1 is confirmed, independently (was in review)" in shown
    assert shown.endswith("1 taken, 1 commented on, 1 given evidence, 1 decided, 1 skipped; 3 claims in this queue\n")
    entry = show(ana, 1).entry
    assert [note.text for note in entry.notes] == ["asked the court"]
    assert [piece.source for piece in entry.evidence] == ["Roads Office"]
    assert verify(ana).problems == ()


@pytest.mark.usefixtures("desk")
def test_without_a_terminal_it_is_a_usage_error(run: Run) -> None:
    told = run("review")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        "claimtrack: review asks questions and needs a terminal for them; for a script there are "
        "`claimtrack take --next` and `claimtrack decide FILE`\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.usefixtures("desk")
def test_at_a_real_terminal_it_works_through_the_queue() -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "claimtrack", "review", "--article", "1"])  # noqa: S606 - as a terminal does
    told = _until(terminal, "q quit:")
    os.write(terminal, b"t")
    told += _until(terminal, "with ana", "q quit:")
    os.write(terminal, b"q")
    told += _until(terminal, "in this queue")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert "claim 1   unverified" in told
    assert "1 taken; 4 claims in this queue" in told
    assert "\x1b[6n" not in told  # asked of a terminal that does not answer, it takes two seconds


def _until(terminal: int, *wanted: str) -> str:
    """Read what is written to the terminal until all of this was, in this order."""
    told = ""
    for words in wanted:
        place = 0
        while words not in told[place:]:
            assert select.select([terminal], [], [], 120)[0], f"nothing came after: {told}"
            told += os.read(terminal, 65_536).decode(errors="replace")
        place = told.index(words)
    return told
