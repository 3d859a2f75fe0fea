"""The commands that a package's own README tells to type, read from it, and typed."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile


def unpacked(case: Path, to: Path) -> Path:
    """Unpack a package; gives the one folder in it."""
    with ZipFile(case) as packed:
        packed.extractall(to)
    (folder,) = to.iterdir()
    return folder


def commands(folder: Path) -> list[str]:
    """Give the commands that a package's own README tells to type, as they stand there: each block that is set in."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    checks = text[text.index("Check it without claimtrack") : text.index("What that proves")]
    blocks = re.findall(r"(?:^ {5}.*\n)+", checks, re.MULTILINE)
    *commands, _head = blocks
    return commands


def typed(command: str, folder: Path) -> str:
    """Type a command in the folder, with bagit.py where a user would have it."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "bagit.py").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bagit "$@"\n', encoding="utf-8")
    (tools / "bagit.py").chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        encoding="utf-8",
        errors="replace",
    )
    return f"{done.returncode}\n{done.stdout}"


def complaints(command: str, folder: Path) -> str:
    """Do the same; gives what is left without what bagit.py tells, with the time, of each file that it looks at."""
    return "\n".join(line for line in typed(command, folder).splitlines() if " - INFO - " not in line)
