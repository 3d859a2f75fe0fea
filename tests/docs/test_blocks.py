"""The commands that pages show do what the pages say.

Every fenced block marked ``console`` in the README, the tutorial and the how-to pages is run, page by page, in a
folder of its own that holds a copy of ``seeds/``. A line that begins with ``$ `` is a command, one that ends with a
backslash goes on in the next; what follows is its output. A command that shows no output may print what it likes;
otherwise what it prints must be what is shown, where ``...`` stands for whatever was left out. Every command ends
with exit code 0, except the last one of a block under a comment ``<!-- exit: 5 -->``.

Each command is a process of its own. What calls the program and nothing else is forked from one that has loaded it
(forking.py); what needs a shell, and all of the README, is started as a user starts it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.docs.forking import Forking, plain

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/tutorial/*.md")), *sorted(ROOT.glob("docs/how-to/*.md"))]

_BLOCK = re.compile(r"(?:^<!-- exit: (?P<code>\d+) -->\n+)?^```console\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)
_DIFFERING = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "<digest>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?: UTC|Z|\+00:00)?"), "<time>"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC"), "<time>"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command as a page shows it; ``output`` is None where nothing is shown."""

    line: str
    output: str | None
    code: int


@pytest.mark.slow  # each of some 250 commands is a process of its own
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_page_do_what_it_says(page: Path, tmp_path: Path, forking: Forking) -> None:
    _follow(page, tmp_path, forking if page.name != "README.md" else None)


@pytest.mark.slow
def test_four_people_confirm_a_claim_on_postgresql_as_well(
    postgresql_url: str, tmp_path: Path, forking: Forking
) -> None:
    page = ROOT / "docs" / "how-to" / "confirm-a-claim-so-that-it-stands-up.md"
    _follow(page, tmp_path, forking, CLAIMTRACK_DATABASE=postgresql_url, CLAIMTRACK_LOCKER=str(tmp_path / "locker"))


@pytest.fixture(scope="session")
def forking() -> Iterator[Forking]:
    """Give the program, loaded."""
    found = Forking()
    yield found
    found.close()


@pytest.mark.parametrize("words", ["--version", "show 1", "nosuch", "list --claims x", "reviewer add ben --role x"])
def test_what_is_forked_does_what_is_started(words: str, tmp_path: Path, forking: Forking) -> None:
    started = _run(f"claimtrack {words}", tmp_path, _environment(tmp_path), None)
    assert _run(f"claimtrack {words}", tmp_path, _environment(tmp_path), forking) == started
    assert started[1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("claimtrack show 1,2 --as=a:b", ["claimtrack", "show", "1,2", "--as=a:b"]),
        ("claimtrack tag 1 'a; b' \\\n    \"c & d\"", ["claimtrack", "tag", "1", "a; b", "c & d"]),
        ("claimtrack show 1 || echo no", None),
        ("claimtrack list > list.txt", None),
        ('claimtrack backup "$(date).zip"', None),
        ("claimtrack extract *.txt", None),
        ("cat list.txt", None),
    ],
)
def test_what_needs_no_shell_is_told_apart(line: str, words: list[str] | None) -> None:
    assert plain(line) == words


def _follow(page: Path, tmp_path: Path, forking: Forking | None, **surroundings: str) -> None:
    desk = tmp_path / "ana" / "desk"
    shutil.copytree(ROOT / "seeds", desk / "seeds")
    for command in commands(page.read_text(encoding="utf-8")):
        code, found = _run(command.line, desk, _environment(tmp_path) | surroundings, forking)
        printed = found.replace(str(tmp_path), "/home")
        assert code == command.code, f"$ {command.line}\n{printed}"
        assert command.output is None or shows(command.output, printed), (
            f"$ {command.line}\n--- the page shows\n{command.output}\n--- it printed\n{printed}"
        )


def _run(line: str, folder: Path, env: dict[str, str], forking: Forking | None) -> tuple[int, str]:
    words = plain(line)
    if forking is not None and words is not None:
        return forking.run(words, cwd=folder, env=env)
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def commands(text: str) -> list[Command]:
    """Read the commands of a page, in order."""
    return [command for block in _BLOCK.finditer(text) for command in _of_block(block)]


def shows(shown: str, printed: str) -> bool:
    """Tell whether a page shows what was printed; digests and times may differ."""
    pattern = ".*?".join(re.escape(part) for part in _evened(shown).split("..."))
    return re.fullmatch(pattern, _evened(printed), re.DOTALL) is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```sh\n$ not run\n```\n", []),
        ("```console\n$ one\n```\n", [Command("one", None, 0)]),
        ("```console\n$ one\na\n\nb\n$ two\n```\n", [Command("one", "a\n\nb", 0), Command("two", None, 0)]),
        ("```console\n$ one \\\n    --more\na\n```\n", [Command("one \\\n    --more", "a", 0)]),
        ("<!-- exit: 5 -->\n```console\n$ one\n$ two\n```\n", [Command("one", None, 0), Command("two", None, 5)]),
        (
            "<!-- exit: 5 -->\n\n```console\n$ a\n```\n```console\n$ b\n```\n",
            [Command("a", None, 5), Command("b", None, 0)],
        ),
    ],
)
def test_commands_are_read(text: str, found: list[Command]) -> None:
    assert commands(text) == found


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("claim 1 is confirmed", "claim 1 is confirmed\n", True),
        ("claim 1 is confirmed", "claim 1 is disputed\n", False),
        ("claim 1 is confirmed", "claim 1 is confirmed\nand more\n", False),
        ("claim 1\n...", "claim 1\nand\nmore\n", True),
        ("a ... c", "a b c", True),
        ("a ... d", "a b c", False),
        (f"sha256 {'0' * 64}", f"sha256 {'ab' * 32}", True),
        ("at 2026-01-02 03:04 UTC", "at 2027-05-06 07:08 UTC", True),
        ("at 3 Jan 2026, 03:04 UTC", "at 24 Nov 2026, 07:08 UTC", True),
        ("(a.b)", "(axb)", False),
    ],
)
def test_what_is_shown_is_compared_with_what_is_printed(shown: str, printed: str, same: bool) -> None:
    assert shows(shown, printed) is same


def _of_block(block: re.Match[str]) -> list[Command]:
    pieces = re.split(r"^\$ ", block["lines"], flags=re.MULTILINE)[1:]
    last = len(pieces) - 1
    return [_command(piece, int(block["code"] or 0) if place == last else 0) for place, piece in enumerate(pieces)]


def _command(piece: str, code: int) -> Command:
    line, _, output = re.sub(r"\\\n", "\\\\\0", piece).partition("\n")
    return Command(line.replace("\0", "\n"), output.rstrip("\n").replace("\0", "\n") or None, code)


def _evened(text: str) -> str:
    for pattern, instead in _DIFFERING:
        text = pattern.sub(instead, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def _environment(home: Path) -> dict[str, str]:
    """Give the surroundings of a user called ana who has set nothing of ours."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home / "ana"),
        "TMPDIR": str(home),
        "LOGNAME": "ana",
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        # As on a terminal: what is written first is seen first, be it output or message.
        "PYTHONUNBUFFERED": "1",
    }
