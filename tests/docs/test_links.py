"""Every link in the documentation leads somewhere, and every page can be reached."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/*.md")])

_FENCE = re.compile(r"^(`{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_resolve(page: Path) -> None:
    assert [target for target in _links(page) if not _resolves(page, target)] == []


def test_every_page_is_reached_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in _links(index)}
    assert [page for page in (ROOT / "docs").glob("*/*.md") if page not in linked] == []


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Keep the head elsewhere", "keep-the-head-elsewhere"),
        ("What `verify` checks", "what-verify-checks"),
        ('What "independently confirmed" means', "what-independently-confirmed-means"),
        ("0.1.0 - unreleased", "010---unreleased"),
    ],
)
def test_anchors_are_made_as_github_makes_them(heading: str, anchor: str) -> None:
    assert _anchor(heading) == anchor


def _links(page: Path) -> Iterator[str]:
    text = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    return (target for target in _LINK.findall(text) if not _ELSEWHERE.match(target))


def _resolves(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists() or not path.resolve().is_relative_to(ROOT):
        return False
    return not anchor or anchor in _anchors(path)


def _anchors(page: Path) -> list[str]:
    return [_anchor(heading) for heading in _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))]


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
