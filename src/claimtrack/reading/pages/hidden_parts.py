"""What a browser does not show of a page, as its styles and the names of its classes say."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PART = re.compile(r"[^{}]*[{}]")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?P<name>[.#][\w-]+)")
_MOST_STYLES = 1_000_000
"""Characters of style sheets; what stands behind them is not looked at."""
_KEPT = frozenset(
    "display visibility opacity font-size position left right top bottom text-indent margin-left margin-top clip "
    "clip-path overflow width height max-height color background background-color background-image transform".split()
)
_SPOKEN = re.compile(
    r"(?:^|[-_])(?:sr-?only|(?:visually|accessibly)-?hidden|hidden-?visually|hide-?visually|visually-?hide|"
    r"screen-?readers?(?:-?(?:text|only))?|(?:a11y|assistive)-?(?:hidden|text|only)|element-invisible|off-?screen|"
    r"hidden-accessible)(?:-?focusable)?$"
)
_GONE = frozenset({"is-hidden", "u-hidden", "d-none", "hidden", "hide", "display-none", "invisible", "js-hidden"})
_SHOWN_ELSEWHERE = re.compile(
    r"(?:^|[-_])(?:xs|sm|md|lg|xl|xxl|2xl|mobile|tablet|desktop|print)[-_:](?:block|flex|inline|grid|table|visible|show)|"
    r"(?<!focus:)not-sr-only"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ZERO = re.compile(r"[01]?(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR = re.compile(r"-(?:\d{3,}(?:\.\d+)?px|\d{2,}(?:\.\d+)?(?:em|rem)|\d{3,}(?:\.\d+)?(?:%|vw|vh))")
_FAR_MOVE = re.compile(r"translate[xy3d]*\([^)]*-\d{3,}|scale[xy3d]*\(0[,)]")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?,?){4}\)|inset\((?:50|100)%|circle\(0")
_COLOUR = re.compile(r"#(?P<hex>[0-9a-f]{3,8})$|rgba?\((?P<rgb>[\d.,%/]+)\)")
_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0)}
_NEAR = 12
"""Of 255; two colours that differ by no more in any part are one to the eye."""
_PAINTED = re.compile(r"dark|hero|banner|cover|overlay|black|invers|night|background|(?:^|[-_ ])bg(?:$|[-_ ])")

SPOKEN, HIDDEN, FAR, SMALL, SAME = "for screen readers", "hidden", "off the screen", "of size 0", "of no colour"


class Styles:
    """The style sheets that a page holds itself, as far as they name one class or id; ``why`` is asked of elements."""

    def __init__(self, tree: Any) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for name, told in _rules("\n".join(one.text or "" for one in tree.iter("style"))[:_MOST_STYLES]):
            self._rules.setdefault(name, {}).update(told)
        self._seen: dict[tuple[str | None, ...], tuple[Mapping[str, str], str | None]] = {}

    def why(self, element: Any) -> str | None:
        """Return why a browser does not show an element for what it is itself; None where it does."""
        if not element.keys():
            return HIDDEN if element.tag == "dialog" else None
        if element.tag == "dialog" and element.get("open") is None:
            return HIDDEN
        if element.get("hidden") is not None:
            return HIDDEN
        told, why = self._of(element)
        if why is None and "color" in told and self._is_of_no_colour(element, told):
            return SAME if self._holds_for_all(element, ("color", "background", "background-color")) else None
        if why == SMALL and "font-size" in told and not self._holds_for_all(element, ("font-size",)):
            return None
        return why

    def _of(self, element: Any) -> tuple[Mapping[str, str], str | None]:
        key = (element.get("class"), element.get("id"), element.get("style"))
        if key == (None, None, None):
            return {}, None
        found = self._seen.get(key)
        if found is None:
            told: dict[str, str] = {}
            for name in (f".{one}" for one in (key[0] or "").split()):
                told.update(self._rules.get(name, {}))
            told.update(self._rules.get(f"#{key[1]}", {}))
            told.update(_declared(key[2] or ""))
            found = self._seen[key] = (told, _by_class(key[0] or "", told) or by_style(told))
        return found

    def _is_of_no_colour(self, element: Any, told: Mapping[str, str]) -> bool:
        colour = told["color"]
        if colour == "transparent":
            return "background-image" not in told and "background" not in told
        own = _parts(colour)
        behind = self._behind(element)
        return (
            own is not None
            and behind is not None
            and all(abs(a - b) <= _NEAR for a, b in zip(own, behind, strict=True))
        )

    def _behind(self, element: Any) -> tuple[int, int, int] | None:
        """Return the colour behind an element, white where nothing is said; None where nobody can tell."""
        step = element
        for _ in range(_DEEP):
            if step is None:
                return _NAMES["white"]
            told, _why = self._of(step)
            if "background-image" in told:
                return None
            said = told.get("background-color") or told.get("background") or (step.get("bgcolor") or "").lower()
            if said and said not in {"none", "transparent", "inherit", "initial"}:
                return _parts(said)
            if _PAINTED.search(f"{step.get('class') or ''} {step.get('id') or ''}".lower()):
                return None
            step = step.getparent()
        return None

    def _holds_for_all(self, element: Any, names: tuple[str, ...]) -> bool:
        """Tell whether nothing in an element says other than it; looks no further than the first that does."""
        return not any(name in self._of(one)[0] for one in element.iterdescendants("*") for name in names)


_DEEP = 300
"""Boxes around an element in which its background is sought."""


def _rules(sheet: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what a style sheet says of one class or id for every screen: nothing in "@media" and the like."""
    around: list[str] = []
    for match in _PART.finditer(_COMMENT.sub("", sheet)):
        part = match[0]
        if part[-1] == "{":
            around.append(part[:-1].rpartition(";")[2].strip())
            continue
        selectors = around.pop() if around else ""
        if around or selectors.startswith("@"):
            continue
        told = _declared(part[:-1])
        if told:
            for one in selectors.split(","):
                simple = _SIMPLE.fullmatch(one.strip())
                if simple is not None:
                    yield simple["name"], told


def _declared(style: str) -> dict[str, str]:
    found = {}
    for one in style.lower().split(";"):
        name, colon, value = one.partition(":")
        name = name.strip()
        if colon and name in _KEPT:
            found[name] = "".join(value.replace("!important", "").split())
    return found


def _by_class(names: str, told: Mapping[str, str]) -> str | None:
    tokens = [one if one.islower() else _HUMP.sub("-", one).lower() for one in names.split()]
    if any(_SHOWN_ELSEWHERE.search(one) for one in tokens):
        return None
    if any(_SPOKEN.search(one) for one in tokens):
        return SPOKEN
    return HIDDEN if "display" not in told and not _GONE.isdisjoint(tokens) else None


def by_style(told: Mapping[str, str]) -> str | None:
    """Return why an element of which a style says this is not seen; None where it is, as far as that tells."""
    if not told:
        return None
    if told.get("display") == "none" or told.get("visibility") in {"hidden", "collapse"}:
        return HIDDEN
    if told.get("opacity") in {"0", "0.0", "0%"}:
        return HIDDEN
    if _is_far(told):
        return FAR
    size = told.get("font-size")
    if size is not None and _ZERO.fullmatch(size) and size[:1] in "01" and not size.endswith(("1em", "1rem")):
        return SMALL
    if told.get("overflow") in {"hidden", "clip"} and any(
        told.get(side) in {"0", "0px", "1px"} for side in ("width", "height", "max-height")
    ):
        return SMALL
    return SMALL if _CLIPPED.match(told.get("clip", "")) or _CLIPPED.match(told.get("clip-path", "")) else None


def _is_far(told: Mapping[str, str]) -> bool:
    if told.get("position") in {"absolute", "fixed", "relative"} and any(
        _FAR.fullmatch(told[side]) for side in ("left", "right", "top", "bottom") if side in told
    ):
        return True
    if any(_FAR.fullmatch(told[name]) for name in ("text-indent", "margin-left", "margin-top") if name in told):
        return True
    return "transform" in told and _FAR_MOVE.search(told["transform"]) is not None


def _parts(colour: str) -> tuple[int, int, int] | None:
    """Return the red, green and blue of a colour as a style says it; None for one that is not told in these ways."""
    if colour in _NAMES:
        return _NAMES[colour]
    match = _COLOUR.match(colour)
    if match is None:
        return None
    if match["hex"]:
        digits = match["hex"] if len(match["hex"]) >= 6 else "".join(2 * one for one in match["hex"][:3])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    numbers = re.findall(r"\d+(?:\.\d+)?", match["rgb"])[:3]
    return (round(float(numbers[0])), round(float(numbers[1])), round(float(numbers[2]))) if len(numbers) == 3 else None
