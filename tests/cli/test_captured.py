"""A page that is kept as evidence, as a person at the terminal meets it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.reading.captures.site import WORDS, served

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of the site."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def attached(desk: Path, done: Run, site: str) -> str:
    """Attach a page to the first claim; gives what was said on standard error."""
    assert desk.is_dir()
    words = ("--allow-private", "--supports", "--source", "River Board", "--excerpt", WORDS)
    return done("evidence", "add", 1, f"{site}/start", *words).stderr


def test_a_page_is_attached_and_shown_with_what_was_seen(done: Run, attached: str, site: str) -> None:
    assert f"{site}/flood: 2 of 8 resources that the page shows could not be captured as it shows them." in attached
    shown = done("evidence", "show", 1).stdout
    for line in (
        f"  address    {site}/flood",
        f"  redirect   {site}/start answered 302 and led to {site}/flood",
        "  answered   200 OK, text/html, from 127.0.0.1 port ",
        "  kept       the page and 6 resources (2 style sheets, 2 pictures, 1 font, 1 script), ",
        "  missed     2 resources",
        f"    picture {site}/gone.png: answers 404 Not Found",
        f"    picture {site}/page_for_picture: is a page of HTML, and no picture",
        "  left out   frames: 1; never captured",
        " by ana (by the clock of this machine then)",
        f'    "{WORDS}"',
    ):
        assert line in shown
    assert "uthentic" not in shown
    (told,) = json.loads(done("evidence", "show", 1, "--json").stdout)
    capture = told["capture"]
    assert (capture["by"], capture["captured_here"], capture["final"]) == ("ana", True, f"{site}/flood")
    assert [hop["status"] for hop in capture["way"]] == [302, 200]
    assert len(capture["kept"]) == 8
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("attached")
def test_a_piece_that_is_no_capture_tells_nothing_of_one(done: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--context")
    assert "captured" not in done("evidence", "show", 2).stdout
    (told,) = json.loads(done("evidence", "show", 2, "--json").stdout)
    assert told["capture"] is None


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("page", "more", "told"),
    [
        ("start", ["--excerpt", "The river fell"], "the excerpt is not in"),
        ("nowhere", [], "/nowhere answers 404 Not Found; nothing was kept"),
        ("loop", [], "redirects more than 5 times"),
        ("short", [], "save the page in a browser and attach the file"),
        ("bomb", ["--encoding", "utf-9"], "no encoding is called"),
    ],
)
def test_a_page_that_cannot_be_attached_leaves_nothing(
    run: Run, site: str, page: str, more: list[str], told: str
) -> None:
    refused = run("evidence", "add", 1, f"{site}/{page}", "--allow-private", "--context", *more)
    assert refused.returncode in {2, 3}
    assert told in refused.stderr


@pytest.mark.usefixtures("unchanged")
def test_an_inside_address_is_refused_without_a_word_that_it_is_meant(run: Run, site: str) -> None:
    refused = run("evidence", "add", 1, f"{site}/plainly", "--context")
    assert (refused.returncode, "--allow-private if you mean it" in refused.stderr) == (3, True)


@pytest.mark.usefixtures("desk")
def test_a_verdict_brings_a_page_along(done: Run, site: str) -> None:
    done(
        *("dispute", 1, "--evidence", f"{site}/plainly", "--allow-private", "--source", "River Board"),
        *("--excerpt", WORDS, "--reason", "another board says otherwise"),
    )
    assert "captured" in done("evidence", "show", 1).stdout


@pytest.mark.usefixtures("attached")
def test_a_second_capture_by_somebody_else_bears_the_first_out(done: Run, run: Run, site: str) -> None:
    done("reviewer", "add", "ben", "--role", "reviewer")
    words = ("--allow-private", "--context", "--as", "ben")
    done("evidence", "add", 1, f"{site}/plainly", *words)
    assert "  seen by    one\n" in done("evidence", "show", 1).stdout
    rehearsed = done("evidence", "corroborate", 1, "--with", 2, "--dry-run").stderr
    assert "nothing was changed; this is what would be: evidence 1 is seen by two" in rehearsed
    told = done("evidence", "corroborate", 1, "--with", 2).stderr
    assert told == (
        f"differs: the pages are at {site}/flood and at {site}/plainly\n"
        "evidence 1 is seen by two: evidence 2, of other people\n"
    )
    shown = done("evidence", "show", 1).stdout
    assert "  seen by    two\n    evidence 2 bears it out (other people), as ana found on " in shown
    assert f"      differs: the pages are at {site}/flood and at {site}/plainly\n" in shown
    (row,) = json.loads(done("evidence", "show", 1, "--json").stdout)
    assert row["capture"]["seen_by"] == 2
    for form in ("md", "html", "txt"):
        assert "seen by two (another capture bears it out)" in " ".join(done("report", "-f", form).stdout.split()), form
    assert "found that evidence 2, another capture, bears out" in done("log").stdout
    assert "all intact" in done("verify").stderr
    assert run("evidence", "corroborate", 1, "--with", 1).returncode == 3
