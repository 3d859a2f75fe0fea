"""Write docs/contributing/architecture.svg, and the list of folders in the page beside it.

Run it as ``python tests/docs/write_picture.py``. The picture is made from the import contracts in pyproject.toml, which
CI holds the code to, and the list from what each package says of itself, so that neither can go stale.
"""

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contributing" / "architecture.md"
PICTURE = PAGE.with_name("architecture.svg")
SOURCE = ROOT / "src" / "claimtrack"
COMMAND = "python tests/docs/write_picture.py"

_FOLDERS = re.compile("(<!-- folders -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Floors:
    """The layers of one package, the highest first; a layer is the parts that stand beside one another in it."""

    package: str
    layers: tuple[tuple[str, ...], ...]


def floors() -> list[Floors]:
    """Read the contracts on layers, that of the whole program first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        Floors(package, tuple(tuple(re.split(r"\s*[|:]\s*", layer)) for layer in contract["layers"]))
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for package in contract["containers"]
    ]


def picture() -> str:
    """Draw every package as a box with a row for each of its layers; what is lower may be imported from above."""
    known = {one.package: one for one in floors()}
    width, height, drawn = _box(known, "claimtrack", 0, 0)
    size = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13"'
    title = "<title>The packages of claimtrack: imports go down, never up, never sideways</title>"
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', title, *drawn, "</svg>", ""])


def _box(known: dict[str, Floors], package: str, left: int, top: int, *, depth: int = 0) -> tuple[int, int, list[str]]:
    """Return how wide and high a package is, and its elements; one without layers of its own is a word in a frame."""
    name = package.rpartition(".")[2]
    if package not in known:
        return _drawn(name, left, top, _LETTER * len(name) + 2 * _GAP, _ROW, depth)
    width, bottom, inner = _LETTER * len(name) + 2 * _GAP, top + _ROW, list[str]()
    for layer in known[package].layers:
        right, lowest = left + _GAP, bottom
        for part in layer:
            if right - left > _WIDEST:  # a row goes on below, nearer than the next one is
                right, bottom = left + _GAP, lowest + _GAP // 3
            wide, high, elements = _box(known, f"{package}.{part}", right, bottom, depth=depth + 1)
            right, lowest, inner = right + wide + _GAP, max(lowest, bottom + high), inner + elements
            width = max(width, right - left)
        bottom = lowest + _GAP
    wide, high, frame = _drawn(name, left, top, width, bottom - top, depth)
    return wide, high, frame + inner


def _drawn(name: str, left: int, top: int, width: int, height: int, depth: int) -> tuple[int, int, list[str]]:
    frame = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{_SHADES[depth]}" stroke="#667"/>'
    return width, height, [frame, f'<text x="{left + _GAP}" y="{top + _BASE}" fill="#112">{name}</text>']


_ROW, _GAP, _BASE, _LETTER = 28, 10, 19, 8
_WIDEST = 600
_SHADES = ("#ffffff", "#eef3f8", "#d8e4ef", "#c4d6e6")


def folders() -> str:
    """List every package with what it says of itself."""
    rows = [
        f"| `{file.parent.relative_to(SOURCE.parent).as_posix()}/` | {_first_line(file)} |"
        for file in sorted(SOURCE.rglob("__init__.py"))
        if file.parent != SOURCE
    ]
    return "\n".join(["| folder | what is in it |", "| --- | --- |", *rows]) + "\n"


def _first_line(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    return (said or "").split("\n", 1)[0].replace("|", r"\|")


def page(text: str) -> str:
    """Return the page with its list of folders made anew."""
    return _FOLDERS.sub(lambda found: f"{found[1]}{folders()}{found[2]}", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
