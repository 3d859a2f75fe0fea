"""XML without its dangers: nothing is fetched, no entity is resolved, and its size and depth are bounded."""

from collections.abc import Iterator
from html.entities import html5
from typing import Any

from claimtrack.errors import InvalidInput

_DEEPEST = 150
"""Levels of elements; a document of an office program has some thirty."""


def parsed(data: bytes, *, name: str) -> Any:
    """Return the root of a piece of XML, as lxml has it.

    Entities that are declared in it stay unresolved: an article needs none, and a few lines of them can stand for
    gigabytes. Raises InvalidInput for what is no well-formed XML, or nested more than 150 deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise InvalidInput(
            f"{name} cannot be read as XML: {error}; save the article that it holds as text or HTML"
        ) from error
    if _depth(root) > _DEEPEST:
        raise InvalidInput(
            f"{name} has parts inside parts more than {_DEEPEST} deep, as no article has; save the article that it "
            "holds as text or HTML"
        )
    return root


def _depth(root: Any) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def entity(element: Any) -> str:
    """Return the character of an entity of HTML that was left unresolved, nothing for any other."""
    return html5.get(f"{element.name};", "")


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its name without namespace, whichever namespace it has."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def words(element: Any) -> str:
    """Return all words in an element, white space as one space."""
    return " ".join(characters(element).split())


def characters(element: Any) -> str:
    """Return all characters in an element, white space as it stands."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of an element; as deep as the parser lets it be, which is less than Python's stack."""
    yield entity(element) if not isinstance(element.tag, str) else element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
