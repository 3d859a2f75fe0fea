"""Markdown: its words without its marks, a blank line between paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.metadata.published import told_published
from claimtrack.reading.plain import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# No part of CommonMark: its mark behind a sentence would hide the full stop, and what it stands for is a note.
_NOTE = re.compile(r"(?m)^[ ]{0,3}\[\^[^\]\s]{1,40}\]:.*(?:\n[ \t]+\S.*)*$|\[\^[^\]\s]{1,40}\]")
_FIELD = re.compile(r"^(title|author|date|url|outlet|source):[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)


def read_markdown(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read Markdown. Title, author, date and address come from front matter; a first heading is a title, too.

    Headings stay in the text as lines of their own, and so do the words of code and of HTML between Markdown; only
    pictures and footnotes are left out, with the words that stand for them. A line break that Markdown does not show is
    a space.
    """
    from markdown_it import MarkdownIt

    source = decode(data, name=name, charset=charset)
    fields, body = _front_matter(source.text)
    tokens = MarkdownIt("commonmark").enable("table").parse(_NOTE.sub("", body))
    text = "\n\n".join(_blocks(tokens))
    if not text.strip():
        raise InvalidInput(f"{name} has only marks such as # and *, and no words; there is nothing to read")
    heading = next((_words(inline) for opening, inline in _pairs(tokens) if opening.tag == "h1"), None)
    return Document(
        text=text,
        media_type="text/markdown",
        title=fields.get("title") or heading,
        byline=fields.get("author"),
        outlet=fields.get("outlet") or fields.get("source"),
        published=told_published(fields.get("date")),
        url=fields.get("url"),
        notices=source.notices,
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(source)
    if match is None:
        return {}, source
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(match[1])}
    return fields, source[match.end() :]


def _pairs(tokens: "list[Token]") -> "Iterator[tuple[Token, Token]]":
    return ((one, other) for one, other in pairwise(tokens) if other.type == "inline")


def _blocks(tokens: "list[Token]") -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            words = _words(token)
        elif token.type in {"code_block", "fence"}:
            words = token.content.strip("\n")  # a passage that is indented by four spaces is code to Markdown
        elif token.type == "html_block":
            words = _words_of_html(token.content)
        else:
            continue
        if words.strip():
            yield words


def _words(inline: "Token") -> str:
    parts = []
    for child in inline.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" " if child.type == "softbreak" else "\n")
    return "".join(parts).strip()


def _words_of_html(block: str) -> str:
    from lxml import etree, html

    tree = html.fragment_fromstring(block, create_parent="div")
    etree.strip_elements(tree, etree.Comment, "script", "style", with_tail=False)
    return str(tree.text_content()).strip()
