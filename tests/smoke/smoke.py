"""Build the wheel, install it without the development tools into a clean environment, and put it to work.

Run by `make smoke`. Says each step; ends with the failing command's output and exit code 1 when one fails.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def main() -> None:
    """Go through the steps in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-smoke-") as name:
        folder = Path(name)
        claimtrack = _installed(_built(folder / "dist"), folder / "venv")
        _put_to_work(claimtrack, folder)
    _say("the wheel works")


def _built(into: Path) -> Path:
    # Through the source distribution: what that leaves out, the wheel lacks.
    _run([sys.executable, "-m", "build", "--outdir", str(into), str(ROOT)], cwd=ROOT)
    (wheel,) = into.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        unwanted = [name for name in packed.namelist() if name.startswith(("claimtrack/training/", "tests/"))]
    if unwanted:
        sys.exit(f"smoke: the wheel holds what only a checkout needs: {', '.join(unwanted)}")
    (source,) = into.glob("*.tar.gz")
    with tarfile.open(source) as packed_source:
        if not any("/src/claimtrack/training/" in name for name in packed_source.getnames()):
            sys.exit("smoke: the source distribution lacks claimtrack.training")
    return wheel


def _installed(wheel: Path, into: Path) -> Path:
    venv.create(into, with_pip=True)
    programs = into / ("Scripts" if os.name == "nt" else "bin")
    _run([str(programs / "python"), "-m", "pip", "install", "--disable-pip-version-check", str(wheel)], cwd=into)
    return programs / "claimtrack"


def _put_to_work(claimtrack: Path, folder: Path) -> None:
    home = folder / "home"
    desk = folder / "desk"
    home.mkdir()
    desk.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMTRACK_")}
    # The demo makes its workspace in the folder for temporary files: let it be removed with the rest.
    environment |= {"HOME": str(home), "TMPDIR": str(home), "CLAIMTRACK_REVIEWER": "smoke"}
    for arguments in (
        ["--version"],
        ["--help"],
        ["demo"],
        ["ingest", str(SEEDS / "article.html")],
        ["ingest", str(SEEDS / "article.txt"), "--outlet", "Harbour Courier"],
        ["list", "--unverified"],
        ["show", "1"],
        ["report", "-o", "report.html"],
        ["backup", "desk.zip"],
        ["verify"],
        ["export", "case.zip"],
        ["import", "case.zip", "--workspace", str(folder / "case")],
    ):
        _run([str(claimtrack), *arguments], cwd=desk, environment=environment)


def _run(command: list[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> None:
    _say(f"$ {' '.join([Path(command[0]).name, *command[1:]])}")
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.stdout.buffer.write(done.stdout)
        sys.exit(f"smoke: exit code {done.returncode} from: {' '.join(command)}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
