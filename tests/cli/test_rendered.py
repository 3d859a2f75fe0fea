"""`evidence add --render`, and the picture of a page taken out, as a person at the terminal meets them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image
from tests.reading.captures.test_rendered import _PAGE, COUNTED, _serving

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def site(program: Callable[[str], str]) -> Iterator[str]:
    """Give the address of a page that a script makes."""
    program("chromium")
    with _serving([], _PAGE.format(listener=9, other=9), 9) as port:
        yield f"http://127.0.0.1:{port}/"


def test_a_page_is_rendered_shown_and_its_picture_taken_out(desk: Path, done: Run, run: Run, site: str) -> None:
    done("evidence", "add", 1, site, "--render", "--allow-private", "--context", "--excerpt", COUNTED)
    shown = done("evidence", "show", 1).stdout
    assert "  rendered   20" in shown
    assert (
        "a picture of 1,280 by 16,000 points, of which the page goes on below, and the page as scripts left it" in shown
    )
    assert "/send: not asked: a capture asks and does not send (POST)" in shown
    (row,) = json.loads(done("evidence", "show", 1, "--json").stdout)
    assert row["capture"]["rendering"]["cut"] is True
    done("evidence", "open", 1, "--screenshot", "-o", "page.png")
    with Image.open(desk / "page.png") as picture:
        assert picture.size == (1280, 16_000)
    assert "copied evidence 1 out to page.png" in done("evidence", "custody", 1).stdout
    assert run("evidence", "open", 1, "--screenshot", "-o", "page.png").returncode == 3
    done("evidence", "add", 1, "register.txt", "--context")
    refused = run("evidence", "open", 2, "--screenshot", "-o", "none.png")
    assert (refused.returncode, "has no picture of a page" in refused.stderr) == (3, True)
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk", "unchanged")
@pytest.mark.parametrize(
    ("what", "told"),
    [
        (["register.txt"], "register.txt is a file, and no page to render"),
        (["http://127.0.0.1:9/"], "an address inside this network"),
        (["--note", "she said so", "--basis", "firsthand"], "--render is for a page; name its address"),
    ],
)
def test_what_cannot_be_rendered_is_refused(run: Run, what: list[str], told: str) -> None:
    refused = run("evidence", "add", 1, *what, "--render", "--context")
    assert (refused.returncode in {2, 3}, told in refused.stderr) == (True, True), refused.stderr
