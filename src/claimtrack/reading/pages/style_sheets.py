"""What the style sheets that a page holds itself say of each of its elements, by the cascade of CSS.

The selectors are read and matched by cssselect2, the sheets by tinycss2. What another address holds is not asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Told = Mapping[str, str]
"""Declarations by their names in small letters, values without white space that says nothing."""

KEPT = frozenset(
    "display visibility opacity filter content-visibility font font-size position left right top bottom inset margin "
    "margin-left margin-top text-indent clip clip-path overflow overflow-x overflow-y width height max-width "
    "max-height color -webkit-text-fill-color background background-color background-image transform "
    "translate scale".split()
)
"""What of a style decides whether somebody sees a thing."""
_MOST_CHARACTERS = 1_000_000
_MOST_RULES = 20_000
_AROUND = frozenset({"supports", "layer", "container", "scope", "starting-style"})
_WIDTH = re.compile(r"\((min|max)-width:([\d.]+)(px|em|rem)\)")
_SCREEN = 1280
"""Pixels across of the screen that a page is looked at on."""
_EM = 16
_OTHER_MEDIA = re.compile(r"\b(?:print|speech|aural|braille)\b")
_VARIABLE = re.compile(r"var\((--[^,()]+)(?:,([^()]*))?\)")
_TRIED = 8
"""Variables in one another that are followed."""


class Sheets:
    """The style sheets of a page; ``declared`` is asked of elements, wrapped as cssselect2 wraps them."""

    def __init__(self, tree: Any) -> None:
        import cssselect2

        self._matcher = cssselect2.Matcher()
        self._any = False
        for selectors, told, important in _all_rules(tree):
            for selector in _compiled(selectors):
                if selector.pseudo_element is None:
                    self._matcher.add_selector(selector, (told, important))
                    self._any = True

    def declared(self, wrapped: Any) -> dict[str, str]:
        """Return what holds for an element: of rules, of its own ``style``, and of what goes before all others."""
        inline, inline_first = parted(wrapped.etree_element.get("style") or "")
        found: dict[str, str] = {}
        first: dict[str, str] = {}
        for _, _, _, (told, important) in self._matcher.match(wrapped) if self._any else ():
            found.update(told)
            first.update(important)
        return {**found, **inline, **first, **inline_first}


def with_variables(told: Told, variables: Told) -> dict[str, str]:
    """Return declarations with what their variables stand for, as far as that is known."""
    found = {}
    for name, value in told.items():
        for _ in range(_TRIED):
            if "var(" not in value:
                break
            value = _VARIABLE.sub(lambda match: variables.get(match[1], match[2] or ""), value)
        found[name] = value
    return found


def parted(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the declarations of a style that count here, and those of them that are called important."""
    import tinycss2

    return _sorted(tinycss2.parse_blocks_contents(style)) if style else ({}, {})


def _all_rules(tree: Any) -> Iterator[tuple[Sequence[Any], Told, Told]]:
    import tinycss2

    left = _MOST_CHARACTERS
    for element in tree.iter("style"):
        if left > 0 and _is_for_screens(element.get("media") or ""):
            sheet = "".join(element.itertext())[:left]
            left -= len(sheet)
            yield from _rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _rules(nodes: Iterable[Any], around: Sequence[Any] = ()) -> Iterator[tuple[Sequence[Any], Told, Told]]:
    """Yield the selectors and the declarations of rules, of those within others, too, as long as a screen is meant."""
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            prelude = _within(around, node.prelude)
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            told, important = _sorted(inner)
            if told or important:
                yield prelude, told, important
            yield from _rules([one for one in inner if one.type in {"qualified-rule", "at-rule"}], prelude)
        elif node.type == "at-rule" and node.content is not None and _applies(node):
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            if around:
                told, important = _sorted(inner)
                yield around, told, important
            yield from _rules([one for one in inner if one.type in {"qualified-rule", "at-rule"}], around)


def _applies(node: Any) -> bool:
    import tinycss2

    if node.lower_at_keyword == "media":
        return _is_for_screens(tinycss2.serialize(node.prelude))
    if node.lower_at_keyword == "supports":
        return "not" not in tinycss2.serialize(node.prelude).lower().split()
    return node.lower_at_keyword in _AROUND


def _is_for_screens(media: str) -> bool:
    """Tell whether a rule for these media holds on a wide screen; of several one is enough."""
    return any(_is_for_a_screen(one) for one in media.lower().split(",")) if media.strip() else True


def _is_for_a_screen(query: str) -> bool:
    words = query.split()
    if _OTHER_MEDIA.search(query) is not None:
        return words[:1] == ["not"]
    if words[:2] in (["not", "screen"], ["not", "all"]):
        return False
    for bound, length, unit in _WIDTH.findall("".join(words)):
        wide = float(length) * (1 if unit == "px" else _EM)
        if wide > _SCREEN if bound == "min" else wide < _SCREEN:
            return False
    return True


def _within(around: Sequence[Any], prelude: Sequence[Any]) -> Sequence[Any]:
    """Return the selectors of a rule that stands in another one."""
    import tinycss2

    if not around:
        return prelude
    outer = tinycss2.serialize(around).strip()
    whole = f":is({outer})"
    parts = [part.strip() for part in tinycss2.serialize(prelude).split(",")]
    written = [part.replace("&", whole) if "&" in part else f"{whole} {part}" for part in parts]
    read: Sequence[Any] = tinycss2.parse_component_value_list(", ".join(written))
    return read


def _compiled(selectors: Sequence[Any]) -> Iterator[Any]:
    import cssselect2

    try:
        yield from cssselect2.compile_selector_list(selectors)
    except cssselect2.SelectorError:
        return  # as a browser does with what it does not know: the whole rule is dropped


def _sorted(nodes: Iterable[Any]) -> tuple[dict[str, str], dict[str, str]]:
    import tinycss2

    told: dict[str, str] = {}
    important: dict[str, str] = {}
    for node in nodes:
        if node.type != "declaration":
            continue
        name = node.name if node.name.startswith("--") else node.lower_name
        if name in KEPT or name.startswith("--"):
            value = " ".join(tinycss2.serialize(node.value).lower().split())
            (important if node.important else told)[name] = value
            (important if node.important else told).update(_outdone(name))
    return told, important


_SHORTHANDS = {"font": "font-size", "background": "background-color", "overflow": "overflow-x"}


def _outdone(name: str) -> dict[str, str]:
    """Return what a declaration says of a longer name that stood before it: nothing of its own any more."""
    return {_SHORTHANDS[name]: ""} if name in _SHORTHANDS else {}
