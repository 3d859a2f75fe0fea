"""The encoding that a page says it is in, found as browsers find it before they read the page.

Source: the HTML standard, section 13.2.3.2: https://html.spec.whatwg.org/#determining-the-character-encoding
"""

import re

from claimtrack.reading.encodings.charsets import encoding_of

_FURTHEST = 1 << 20
"""Bytes. Browsers look at 1,024 before they read, and begin anew when they meet a declaration further on."""
_OPENING = re.compile(rb"<(?:!--|[!?]|/?([a-zA-Z][^\s/>]*+))")
_ATTRIBUTE = re.compile(rb"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?")
_IN_CONTENT = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,500}?\sencoding\s*=\s*[\"']\s*([^\"'>]+)[\"']")
# Their content is text to a browser, whatever it looks like.
_TEXT_WITHIN = frozenset({b"script", b"style", b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes"})


def declared_by(page: bytes) -> str | None:
    """Return the name of the encoding that a page declares: in its first ``<meta>`` that does, else in its XML line.

    What stands in comments and scripts is not looked at. Linear in the page.
    """
    start = page[:_FURTHEST]
    found = _by_meta(start) if re.search(rb"charset", start, re.IGNORECASE) else None
    if found is None:
        declaration = _XML.match(start.lstrip(b"\xef\xbb\xbf \t\r\n"))
        found = encoding_of(declaration[1].decode("latin-1")) if declaration is not None else None
    if found is not None and found.startswith(("utf-16", "utf-32")):
        return "utf-8"  # a page whose tags can be read as ASCII is neither, whatever it says
    return "windows-1252" if found == "x-user-defined" else found


def _by_meta(page: bytes) -> str | None:
    place = 0
    while (opening := _OPENING.search(page, place)) is not None:
        place = opening.end()
        if opening[0] == b"<!--":
            # "<!-->" is a comment that ends where it begins.
            place = _after(page, b"-->", place - 2)
        elif opening[1] is None:
            place = _after(page, b">", place)
        else:
            attributes, place = _attributes(page, place)
            name = opening[1].lower()
            if name == b"meta" and opening[0][1:2] != b"/":
                found = _told_by(attributes)
                if found is not None:
                    return found
            if name in _TEXT_WITHIN and opening[0][1:2] != b"/":
                place = _after_text(page, name, place)
    return None


def _after(page: bytes, end: bytes, place: int) -> int:
    found = page.find(end, place)
    return found + len(end) if found >= 0 else len(page)


def _after_text(page: bytes, name: bytes, place: int) -> int:
    end = re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE).search(page, place)
    return end.start() if end is not None else len(page)


def _attributes(page: bytes, place: int) -> tuple[dict[bytes, bytes], int]:
    """Return the attributes of a tag, the first of each name, and where the tag ends."""
    found: dict[bytes, bytes] = {}
    while (match := _ATTRIBUTE.match(page, place)) is not None:
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or b"")
        place = match.end()
    return found, _after(page, b">", place)


def _told_by(attributes: dict[bytes, bytes]) -> str | None:
    if b"charset" in attributes:
        return encoding_of(attributes[b"charset"].decode("latin-1"))
    if attributes.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    told = _IN_CONTENT.search(attributes.get(b"content", b""))
    return encoding_of((told[1] or told[2] or told[3] or b"").decode("latin-1")) if told is not None else None
