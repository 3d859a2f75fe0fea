"""The real keyboard: keys, and lines with editing and completion."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from claimtrack.cli.keyboard import Keyboard
from claimtrack.cli.reviewing.work import work_through
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.verdicts import queue

LEFT = "\x1b[D"


def typed_at(desk: Desk, keys: str) -> None:
    """Work through the queue with these keys pressed at the real keyboard."""
    with create_pipe_input() as pressed, create_app_session(input=pressed, output=DummyOutput()):
        pressed.send_text(keys)
        work_through(desk, Keyboard(), queue.within_reach(desk))


def test_a_session_at_the_keyboard(ana: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    typed_at(
        ana,
        "t"
        "masked the port\x7f\x7f\x7f\x7fcourt\r"  # with editing
        "mgone\x03"  # Ctrl-C in a line
        "d\x04"  # Ctrl-D in a line
        "esregis\t\rRoads O\t\rclosed since 4 May\r\r"  # completed: the file, and the source
        f"x{LEFT}\r"
        "c"
        "n"
        "\x04",  # Ctrl-D at the claim
    )
    shown = capsys.readouterr().out
    assert shown.count("broken off; nothing was written") == 2
    assert "claim 1 has these words: “The bridge is\n" in shown
    assert "claim 1 is confirmed, independently (was in review)" in shown
    assert shown.endswith(
        "1 taken, 1 commented on, 1 given evidence, 1 given its words, 1 decided, 1 skipped; 3 claims in this queue\n"
    )
    entry = show(ana, 1).entry
    assert [note.text for note in entry.notes] == ["asked the court"]
    assert [piece.source for piece in entry.evidence] == ["Roads Office"]
    assert verify(ana).problems == ()


def test_a_speaker_is_completed_from_those_on_record(ana: Desk) -> None:
    typed_at(ana, "p\rcarla\t\rq")
    assert show(ana, 1).entry.speaker == "Carla Mendes"
