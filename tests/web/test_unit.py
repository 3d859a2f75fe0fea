"""The unit for systemd that the page on serving a desk has, as systemd itself reads it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "serve-a-desk.md"
_INSTALLED = "/opt/claimtrack/bin/claimtrack"


def _unit() -> str:
    found = re.search(r"^```ini\n(.*?)^```", _PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    assert _INSTALLED in found[1]
    return found[1]


def _verified(analyze: str, folder: Path, unit: str) -> tuple[int, str]:
    """Have systemd read a unit, with the program as it is installed here; gives its status and what it says."""
    here = Path(sys.executable).with_name("claimtrack")
    assert here.is_file()
    path = folder / "claimtrack.service"
    path.write_text(unit.replace(_INSTALLED, str(here)), encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_systemd_takes_the_unit_and_says_nothing_against_it(program: Callable[[str], str], tmp_path: Path) -> None:
    assert _verified(program("systemd-analyze"), tmp_path, _unit()) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("ProtectSystem=strict", "ProtectSystm=strict"),
        ("KillSignal=SIGINT", "KillSignal=SIGNIT"),
        ("/bin/claimtrack ", "/bin/no-such-program "),
    ],
)
def test_a_slip_in_it_would_be_told(program: Callable[[str], str], tmp_path: Path, right: str, wrong: str) -> None:
    assert right in _unit()
    assert _verified(program("systemd-analyze"), tmp_path, _unit().replace(right, wrong)) != (0, "")
