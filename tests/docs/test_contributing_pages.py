"""The pages for contributors name files that are there, and their picture is that of the import contracts."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "contributing").glob("*.md"))
WRITTEN = runpy.run_path(str(Path(__file__).with_name("write_picture.py")))

_PATH = re.compile(r"`((?:src|tests|docs|alembic|seeds)/[\w./-]*|Makefile|pyproject\.toml)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = _PATH.findall(page.read_text(encoding="utf-8"))
    assert named, "a page for contributors names the files that it is about"
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_picture_and_the_folders_are_up_to_date() -> None:
    found = WRITTEN["PAGE"].read_text(encoding="utf-8")
    assert found == WRITTEN["page"](found), f"refresh it with: {WRITTEN['COMMAND']}"
    drawn = WRITTEN["PICTURE"].read_text(encoding="utf-8")
    assert drawn == WRITTEN["picture"](), f"refresh it with: {WRITTEN['COMMAND']}"


def test_every_package_says_what_is_in_it() -> None:
    assert " |  |" not in WRITTEN["folders"]()
