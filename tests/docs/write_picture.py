"""Write the picture and the list of folders in docs/contributing/architecture.md.

Run it as ``python tests/docs/write_picture.py``. The picture is made from the import contracts in pyproject.toml, which
CI holds the code to, and the list from what each package says of itself, so that neither can go stale.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contributing" / "architecture.md"
SOURCE = ROOT / "src" / "claimtrack"
COMMAND = "python tests/docs/write_picture.py"

_PART = re.compile("(<!-- (picture|folders) -->\n).*?(<!-- end -->)", re.DOTALL)


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
    """Draw every package with its layers; an arrow leads to what may be imported from there."""
    known = {one.package: one for one in floors()}
    lines = ["```mermaid", "flowchart TB", *_drawn(known, "claimtrack", "  "), "```"]
    return "\n".join(lines) + "\n"


def _drawn(known: dict[str, Floors], package: str, margin: str) -> Iterator[str]:
    for number, layer in enumerate(known[package].layers):
        yield f"{margin}subgraph {_key(package)}_{number} [ ]"
        yield f"{margin}  direction LR"
        for part in layer:
            inner = f"{package}.{part}"
            if inner in known:
                yield f"{margin}  subgraph {_key(inner)} [{part}]"
                yield f"{margin}    direction TB"
                yield from _drawn(known, inner, margin + "    ")
                yield f"{margin}  end"
            else:
                yield f"{margin}  {_key(inner)}[{part}]"
        yield f"{margin}end"
    for number in range(len(known[package].layers) - 1):
        yield f"{margin}{_key(package)}_{number} --> {_key(package)}_{number + 1}"


def _key(name: str) -> str:
    return name.replace(".", "_").strip("_")


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
    """Return the page with its written parts made anew."""
    written = {"picture": picture, "folders": folders}
    return _PART.sub(lambda found: f"{found[1]}{written[found[2]]()}{found[3]}", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
