"""Markdown: its words without its marks, a blank line between paragraphs."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.plain import decoded
from claimtrack.reading.published import parse_published

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|url|outlet|source):[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)


def read_markdown(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read Markdown. Title, author, date and address come from front matter; a first heading is a title, too.

    Headings stay in the text as lines of their own; code and raw HTML are left out.
    """
    from markdown_it import MarkdownIt

    source = decoded(data, name=name, charset=charset)
    fields, body = _front_matter(source)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    text = "\n\n".join(_blocks(tokens))
    if not text.strip():
        raise InvalidInput(f"{name} holds no text beside its marks; there is nothing to read")
    heading = next((_words(inline) for opening, inline in _pairs(tokens) if opening.tag == "h1"), None)
    date = fields.get("date")
    return Document(
        text=text,
        media_type="text/markdown",
        title=fields.get("title") or heading,
        byline=fields.get("author"),
        outlet=fields.get("outlet") or fields.get("source"),
        published=parse_published(date) if date is not None else None,
        url=fields.get("url"),
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(source)
    if match is None:
        return {}, source
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(match[1])}
    return fields, source[match.end() :]


def _pairs(tokens: "list[Token]") -> "Iterator[tuple[Token, Token]]":
    return ((one, other) for one, other in zip(tokens, tokens[1:], strict=False) if other.type == "inline")


def _blocks(tokens: "list[Token]") -> Iterator[str]:
    return (words for token in tokens if token.type == "inline" and (words := _words(token)))


def _words(inline: "Token") -> str:
    parts = []
    for child in inline.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts).strip()
