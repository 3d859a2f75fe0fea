"""The words of a page that a browser paints for somebody to read, by all the styles that the page holds itself.

A passage that the page has and nobody sees is no evidence of what it shows. ``hidden_parts`` leaves an article whole
where a script will show it; here nothing counts as shown that the page's own words hide.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from claimtrack.reading.pages.hidden_parts import FAR, HIDDEN, SAME, SMALL, by_style
from claimtrack.reading.pages.style_sheets import Sheets, Told, with_variables
from claimtrack.reading.paths import at

_Colour = tuple[float, float, float, float]
"""Red, green, blue and how much it covers, each from 0 to 1."""

_MOST = 20_000
"""Elements; of a larger page the simpler rules of ``hidden_parts`` have to do."""
_BLACK, _WHITE, _LINK = (0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.93, 1.0)
_NEAR = 12 / 255
_FAINT = 0.1
_SMALLEST = 2
"""Pixels; nobody reads letters of that size."""
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "q": 0.945}
_LENGTH = re.compile(r"(?:calc\()?([+-]?(?:\d+\.?\d*|\.\d+))(px|pt|pc|cm|mm|in|q|em|rem|ex|ch|%|vw|vh|vmin|vmax)?\)?")
_FONT_SIZE = re.compile(rf"(?:^|\s)({_LENGTH.pattern})(?:\s*/|\s|$)")
_UNPAINTED = frozenset({"head", "script", "style"})
_FALLBACKS = frozenset({"canvas", "rp", "noembed"})
"""What a browser writes out of these is for those that know them not."""
_NOT_VISIBLE = frozenset({"hidden", "collapse"})
_TURNED = re.compile(r"scale[xy3d]*\((?:[^)]*,)?0?\.?0*[1-4]?(?:[,)]|$)|rotate[xy]\(-?90deg\)|matrix\(0,0,0,0")
_SIDES = ("left", "right", "top", "bottom")
_FARTHEST = 1_500
"""Pixels beside the page; a menu that slides in stands nearer."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What of an element's style its children take over, or see behind them. ``behind`` is None where none can tell."""

    visible: bool = True
    colour: _Colour = _BLACK
    behind: _Colour | None = _WHITE
    size: float = 16.0
    far: bool = False
    strength: float = 1.0
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def why(self) -> str | None:
        """Why nobody reads what stands in the element itself; None where somebody can."""
        if not self.visible:
            return HIDDEN
        if self.size <= _SMALLEST:
            return SMALL
        if self.far:
            return FAR
        return SAME if self.behind is not None and _is_alike(self.colour, self.behind) else None


def as_seen(tree: Any) -> Any | None:
    """Return a copy of a page without what its own styles hide, or None where they hide nothing (or it is too large).

    ``tree`` is lxml's, without comments. Words that only the colour, the size or the place of their box hides go alone:
    what stands in the box and is shown stays.
    """
    import cssselect2

    if not _may_hide(tree):
        return None
    copy = deepcopy(tree)
    held_fast = list(copy.iter())  # else each walk makes the objects anew that stand for these
    sheets, outside = Sheets(copy), _is_styled_elsewhere(copy)
    gone: list[Any] = []
    blank: list[Any] = []
    plain = _Look()
    stack = [(cssselect2.ElementWrapper.from_html_root(copy), plain, plain.why)]
    while stack:
        wrapped, around, unread = stack.pop()
        element = wrapped.etree_element
        if element.tag in _UNPAINTED:
            continue
        look, why = _looked_at(element, sheets.declared(wrapped), around, outside=outside)
        if why is not None:
            gone.append(element)
            continue
        if look is not around:
            around, unread = look, look.why
        if unread is not None:
            blank.append(element)
        stack += [(child, around, unread) for child in wrapped.iter_children()]
    del held_fast
    for element in blank:
        _take_words(element)
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return copy if gone or blank else None


def _may_hide(tree: Any) -> bool:
    """Tell whether anything in a page says how it looks; most of what does says it in a sheet."""
    if sum(1 for _ in tree.iter()) > _MOST:
        return False
    said = "boolean(//style|//*[@style or @bgcolor or @popover or @text or @hidden]|//font|//canvas|//rp)"
    return bool(at(tree, said))


def _is_styled_elsewhere(tree: Any) -> bool:
    """Tell whether a page takes styles from another address: then nobody can say what stands behind its words."""
    links = (link.get("rel") or "" for link in tree.iter("link"))
    return any("stylesheet" in rel.lower().split() for rel in links)


def _take_words(element: Any) -> None:
    element.text = None
    if element.tag in {"input", "select", "textarea"}:
        element.attrib.pop("value", None)
        element.attrib.pop("placeholder", None)
        for option in list(element):
            element.remove(option)
    for child in element:
        child.tail = None


def _looked_at(element: Any, told: dict[str, str], around: _Look, *, outside: bool) -> tuple[_Look, str | None]:
    """Return how an element looks, and why nothing that stands in it is seen; None where its children may be."""
    told = {**_by_attributes(element), **told}
    if not told:
        return around, _gone(element, told, around)
    variables = {**dict(around.variables), **{name: value for name, value in told.items() if name.startswith("--")}}
    told = with_variables(told, variables)
    plain = {name: "".join(value.split()) for name, value in told.items()}
    size = _size(told, around.size)
    look = replace(
        around,
        visible=_visible(plain, around),
        colour=_colour_of(told, around),
        behind=_behind(told, around, outside=outside),
        size=size,
        far=_is_far(plain["text-indent"], size) if plain.get("text-indent") else around.far,
        strength=around.strength * _opacity(plain),
        variables=tuple(variables.items()),
    )
    return look, _gone(element, plain, look)


def _gone(element: Any, told: Told, look: _Look) -> str | None:
    """Say why an element is not seen with all that stands in it, whatever that says of itself."""
    shown = told.get("display") not in {None, "", "none"}
    if element.tag in _FALLBACKS or (not shown and (element.get("hidden") is not None or _is_closed(element))):
        return HIDDEN
    if not told:
        return None
    if told.get("display") == "none" or told.get("content-visibility") == "hidden" or look.strength < _FAINT:
        return HIDDEN
    if _is_away(told, look.size):
        return FAR
    if _is_squeezed(told) or _TURNED.search(told.get("transform", "")) or told.get("scale", "")[:2] in {"0", "0 "}:
        return SMALL
    # What may be said otherwise of a child, or of no part of it, is asked of each by itself.
    why = by_style({name: value for name, value in told.items() if name not in {"visibility", "font-size"}})
    return why if "text-indent" not in told or why != FAR else None


def _is_closed(element: Any) -> bool:
    return element.get("popover") is not None or (element.tag == "dialog" and element.get("open") is None)


def _is_away(told: Told, size: float) -> bool:
    if told.get("position") in {"absolute", "fixed", "relative", "sticky"}:
        if any(_is_far(told[side], size) for side in _SIDES if side in told):
            return True
        if any(_is_far(part, size) for part in _lengths(told.get("inset", ""))):
            return True
        if _pixels(told.get("left", ""), size) > 2 * _FARTHEST:
            return True
    if any(_is_far(part, size) for name in ("margin", "translate") for part in _lengths(told.get(name, ""))):
        return True
    moved = re.findall(r"translate[xy3d]*\(([^)]*)\)", told.get("transform", ""))
    return any(_is_far(part, size) for one in moved for part in one.split(","))


def _is_squeezed(told: Told) -> bool:
    hides = {"hidden", "clip"}
    across = told.get("overflow", "") in hides or told.get("overflow-x") in hides
    down = told.get("overflow", "") in hides or told.get("overflow-y") in hides
    sides = [*(("width", "max-width") if across else ()), *(("height", "max-height") if down else ())]
    if any(side in told and 0 <= _pixels(told[side], 16, unknown=99) <= 1 for side in sides):
        return True
    points = re.fullmatch(r"polygon\((.*)\)", told.get("clip-path", ""))
    return points is not None and len(set(points[1].replace("px", "").replace("%", "").split(","))) == 1


def _lengths(value: str) -> list[str]:
    return [match[0] for match in _LENGTH.finditer(value)]


def _pixels(value: str, size: float, *, unknown: float = 0.0) -> float:
    """Return a length in pixels; ``unknown`` for what is no length."""
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        return unknown
    number, unit = float(match[1]), match[2] or ""
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    if unit in {"em", "ex", "ch"}:
        return number * size
    return number * {"rem": 16.0, "%": 12.8, "vw": 12.8}.get(unit, 8.0)


def _is_far(value: str, size: float) -> bool:
    return _pixels(value, size) <= -_FARTHEST or (value.endswith(("vw", "%", "vh")) and _pixels(value, size) < -1_200)


def _size(told: Told, around: float) -> float:
    said = told.get("font-size", "")
    if not said and told.get("font"):
        match = _FONT_SIZE.search(told["font"])
        said = match[1] if match is not None else ""
    match = _LENGTH.fullmatch(said.replace(" ", "")) if said else None
    if match is None:
        return 16.0 if said in {"initial", "medium"} else around
    return float(match[1]) * around / 100 if match[2] == "%" else _pixels(match[0], around, unknown=around)


def _visible(told: Told, around: _Look) -> bool:
    said = told.get("visibility")
    return said not in _NOT_VISIBLE if said not in {None, "", "inherit", "unset"} else around.visible


def _opacity(told: Told) -> float:
    said = told.get("opacity", "")
    through = re.search(r"opacity\(([^)]*)\)", told.get("filter", ""))
    return _part(said) * (_part(through[1]) if through is not None else 1.0)


def _part(value: str) -> float:
    match = re.fullmatch(r"(\d+\.?\d*|\.\d+)(%?)", value)
    return float(match[1]) / (100 if match[2] else 1) if match is not None else 1.0


def _by_attributes(element: Any) -> dict[str, str]:
    """Return what the older attributes of a page say of an element."""
    told = {}
    if element.tag == "font" and element.get("color"):
        told["color"] = element.get("color").lower()
    if element.tag == "body" and element.get("text"):
        told["color"] = element.get("text").lower()
    if element.get("bgcolor"):
        told["background-color"] = element.get("bgcolor").lower()
    if element.tag in {"body", "table", "td"} and element.get("background"):
        told["background-image"] = "url()"
    if element.tag == "a" and element.get("href") is not None:
        told["color"] = "#0000ee"
    return told


def _colour_of(told: Told, around: _Look) -> _Colour:
    for name in ("-webkit-text-fill-color", "color"):
        found = _colour(told.get(name, ""))
        if found is not None:
            return found
    return around.colour


def _behind(told: Told, around: _Look, *, outside: bool) -> _Colour | None:
    """Return the colour behind what stands in an element; None where a picture does, or another sheet may say."""
    pictured = f"{told.get('background-image', '')} {told.get('background', '')}"
    if "url(" in pictured or "gradient(" in pictured:
        return None
    said = told.get("background-color") or ""
    found = _colour(said) or next(filter(None, map(_colour, _tokens(told.get("background", "")))), None)
    if found is None:
        return None if outside and around.behind == _WHITE and "color" in told else around.behind
    if found[3] >= 1 or around.behind is None:
        return found if found[3] >= 1 else None
    under, share = around.behind, found[3]
    red, green, blue = (found[place] * share + under[place] * (1 - share) for place in range(3))
    return red, green, blue, 1.0


def _tokens(value: str) -> list[str]:
    import tinycss2

    return [tinycss2.serialize([one]) for one in tinycss2.parse_component_value_list(value)] if value else []


def _colour(value: str) -> _Colour | None:
    """Return a colour as CSS says it, or as older pages do ("ffffff"); None for what is none."""
    from tinycss2 import color4

    if not value or value == "currentcolor":
        return None
    read = color4.parse_color(value) or (
        color4.parse_color(f"#{value}") if re.fullmatch("[0-9a-f]{6}", value) else None
    )
    if read is None or isinstance(read, str):
        return None
    try:
        red, green, blue = (float(part or 0) for part in read.to("srgb").coordinates)
    except NotImplementedError:
        return None
    return red, green, blue, float(read.alpha if read.alpha is not None else 1)


def _is_alike(colour: _Colour, behind: _Colour) -> bool:
    """Tell whether letters of a colour cannot be told from what is behind them."""
    share = colour[3]
    return all(abs(part - under) * share <= _NEAR for part, under in zip(colour[:3], behind[:3], strict=True))
