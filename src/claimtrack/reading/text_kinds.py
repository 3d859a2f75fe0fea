"""Which format a text is in that a program wrote: a mail, subtitles, an archive of the web, XML, JSON."""

import json
import re

# As in sniff.py: taken once and never given back.
_BEFORE = r"\A\ufeff?\s*+(?:<\?xml\b[^>]*>|<!--.*?-->|<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>|<\?.*?\?>|\s+)*+"
_ROOT = re.compile(rf"{_BEFORE}<(?:[\w.-]+:)?(?P<root>[A-Za-z_][\w.-]*)(?=[\s/>])", re.DOTALL)
_XML = re.compile(r"\A\ufeff?\s*<\?xml\s")
_ROOTS = {
    "rss": "application/rss+xml",
    "RDF": "application/rss+xml",
    "feed": "application/atom+xml",
    "nitf": "application/nitf+xml",
    "NewsML": "application/newsml+xml",
    "newsMessage": "application/newsml+xml",
    "newsItem": "application/newsml+xml",
    "packageItem": "application/newsml+xml",
    "tt": "application/ttml+xml",
}
_WEBVTT = re.compile(r"\A\ufeff?WEBVTT(?=[ \t\r\n]|\Z)")
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_SUBRIP = re.compile(rf"\A\ufeff?\s*(?:\d+[ \t]*\r?\n)?[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_SSA = re.compile(r"\A\ufeff?\s*\[Script Info\]", re.IGNORECASE)
_WARC = re.compile(r"\A\s*WARC/[01]\.\d+\r?\n")
_ARC = re.compile(r"\Afiledesc://\S+ [\d.]+ \d{14} ")
_MBOX = re.compile(r"\AFrom \S+ .{0,40}\d{4}\b.{0,12}\r?\n(?:>?From |[A-Za-z][\w-]*:)")
_JSON = re.compile(r"\A\ufeff?\s*(?:\{\s*[\"}]|\[\s*(?:\{|\[\s*\{))")
_JSON_ENDINGS = frozenset({".json", ".jsonld", ".geojson"})
_LINES_ENDINGS = frozenset({".jsonl", ".ndjson"})

_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60}):(?=[ \t\r\n]|\S)")
_FIELDS_OF_MAIL = frozenset({"from", "to", "cc", "subject", "date", "sender", "reply-to"})
_FIELDS_OF_PROGRAMS = frozenset(
    {"mime-version", "message-id", "received", "return-path", "delivered-to", "content-type", "dkim-signature"}
    | {"content-transfer-encoding", "x-mozilla-status", "authentication-results", "arc-seal", "in-reply-to"}
)
_SAVED_BY = re.compile(r"^(?:From: *<?Saved by |Snapshot-Content-Location:)", re.IGNORECASE | re.MULTILINE)
_MHTML_ENDINGS = frozenset({".mht", ".mhtml"})
_MAIL = "message/rfc822"
MHTML = "multipart/related"


def written_by_program(start: str, data: bytes, *, ending: str) -> str | None:
    """Return the media type of a text that a program wrote in a format of its own, None for any other.

    ``start`` are its first characters, ``data`` all of it; ``ending`` is that of its name, in small letters.
    """
    for pattern, media_type in _MARKS:
        if pattern.match(start):
            return media_type
    return _mail(start, ending) or _xml(start) or _json(start, data, ending)


_MARKS = (
    (_WEBVTT, "text/vtt"),
    (_SUBRIP, "application/x-subrip"),
    (_SSA, "text/x-ssa"),
    (_WARC, "application/warc"),
    (_ARC, "application/x-arc"),
    (_MBOX, "application/mbox"),
)


def _mail(start: str, ending: str) -> str | None:
    """Tell a mail by its header: fields of mail that people write, too, and one that only programs do."""
    fields = _fields(start)
    people, programs = fields & _FIELDS_OF_MAIL, fields & _FIELDS_OF_PROGRAMS
    if ending in _MHTML_ENDINGS and "content-type" in fields:
        return MHTML
    # What stamps of servers fill may be so long that nothing of people's is in sight.
    is_mail = len(programs) > 1 or (people and (programs or (ending == ".eml" and len(people) > 1)))
    if not is_mail:
        return None
    return MHTML if _SAVED_BY.search(start) else _MAIL


def _fields(start: str) -> set[str]:
    """Return the names of the fields at the beginning of a text, in small letters; none where it begins otherwise."""
    found: set[str] = set()
    for line in start.lstrip("\ufeff\r\n").splitlines():
        if not line.strip():
            break
        if line[0] in " \t" and found:
            continue
        field = _FIELD.match(line)
        if field is None:
            # The look may end within a line of a long header.
            return found if len(found) > 3 else set()
        found.add(field["name"].lower())
    return found


def _xml(start: str) -> str | None:
    root = _ROOT.match(start)
    if root is None:
        return "application/xml" if _XML.match(start) else None
    known = _ROOTS.get(root["root"])
    is_declared = _XML.match(start) is not None
    # "<feed> the cat" is no markup of a feed, which names its namespace.
    if known is not None and (
        is_declared or root["root"] in {"nitf", "NewsML"} or re.match(r"\s", start[root.end() :])
    ):
        return known
    return "application/xml" if is_declared else None


def _json(start: str, data: bytes, ending: str) -> str | None:
    if not _JSON.match(start):
        return None
    if ending in _JSON_ENDINGS:
        return "application/json"
    if ending in _LINES_ENDINGS:
        return "application/x-jsonlines"
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        # A whole value, and on the next line another one.
        is_list = error.msg == "Extra data" and error.doc[error.pos : error.pos + 1] in {"{", "["}
        return "application/x-jsonlines" if is_list else None
    except (ValueError, RecursionError):
        return None
    return "application/json"
