"""Write a capture as one web archive (WARC 1.1): each record packed by itself, with digests of what came as it came.

What a server sent in chunks is kept in chunks, and so is the digest of its payload: that is how archives keep it, and
how other programs check it. The same capture gives the same bytes.

Source: the WARC format 1.1, https://iipc.github.io/warc-specifications/.
"""

import base64
import hashlib
import platform
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from io import BytesIO

from claimtrack.reading.captures.account import (
    MOST_NAMED,
    TARGET,
    Account,
    Hop,
    Lacking,
    Rendering,
    Resource,
    write_account,
)
from claimtrack.reading.captures.capture import AGENT, Capture, Kept
from claimtrack.reading.captures.exchange import Exchange
from claimtrack.reading.captures.rendered import Rendered

_VERSION = "WARC/1.1"
_ANSWER = "application/http; msgtype=response"
_QUESTION = "application/http; msgtype=request"
_CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def as_warc(capture: Capture, *, by: str, rendered: Rendered | None = None) -> bytes:
    """Return the web archive of a capture that ``by`` made, and of what a browser made of it."""
    from warcio.warcwriter import WARCWriter

    into = BytesIO()
    writer = WARCWriter(into, gzip=True, warc_version=_VERSION)
    for record in _records(capture, by, rendered):
        writer.write_record(_for_warcio(record))
    return into.getvalue()


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    at: datetime
    content_type: str
    block: bytes
    number: str
    url: str | None = None
    payload: int | None = None
    """Where the payload begins in the block; None where it has none of its own."""
    more: tuple[tuple[str, str], ...] = ()


def _records(capture: Capture, by: str, rendered: Rendered | None) -> Iterator[_Record]:
    info = _info(capture, by)
    yield info
    about = (("WARC-Warcinfo-ID", info.number),)
    page = _number(capture.page, "response")
    shown = [_record_of(rendered, part, capture.page.url) for part in Shown] if rendered is not None else []
    account = write_account(account_of(capture, by=by, page=page, rendering=_rendering(rendered, *shown)))
    yield _Record(
        "metadata",
        capture.ended,
        "application/json",
        account,
        _named(account, capture.ended, "metadata"),
        url=TARGET + capture.page.url,
        payload=0,
        more=(*about, ("WARC-Concurrent-To", page)),
    )
    yield from (replace(record, more=about) for record in shown)
    for exchange in (*_once(capture), *(rendered.asked if rendered is not None else ())):
        answer = _number(exchange, "response")
        where = (*about, ("WARC-IP-Address", exchange.peer)) if exchange.peer else about
        yield _Record("response", exchange.at, _ANSWER, exchange.answer, answer, exchange.url, exchange.body, where)
        together = (*where, ("WARC-Concurrent-To", answer))
        asked = _number(exchange, "request")
        yield _Record(
            "request", exchange.at, _QUESTION, exchange.request, asked, exchange.url, len(exchange.request), together
        )


def _once(capture: Capture) -> Iterator[Exchange]:
    """Yield each exchange; several resources may lead to one address, and each was asked for."""
    yield from capture.way
    for kept in capture.kept:
        yield from kept.exchanges


def _info(capture: Capture, by: str) -> _Record:
    fields = {
        "software": tool(),
        "format": "WARC File Format 1.1",
        "conformsTo": _CONFORMS,
        "operator": by,
        "http-header-user-agent": AGENT,
        "robots": "ignore",
        "description": f"{capture.asked} and what it shows, captured as evidence",
    }
    block = "".join(f"{name}: {_in_line(value)}\r\n" for name, value in fields.items()).encode()
    number = _named(block, capture.began, "warcinfo")
    return _Record("warcinfo", capture.began, "application/warc-fields", block, number)


def tool() -> str:
    """Return what captured, with its version and what it writes with."""
    return f"{AGENT} warcio/{version('warcio')} Python/{platform.python_version()}"


def account_of(capture: Capture, *, by: str, page: str, rendering: Rendering | None = None) -> Account:
    """Return what a capture says of itself; ``page`` is the record of its page."""
    lacking = [Lacking(one.link.url, one.link.part.value, one.why) for one in capture.missed]
    return Account(
        asked=capture.asked,
        final=capture.page.url,
        began=_exact(capture.began),
        ended=_exact(capture.ended),
        by=by,
        tool=tool(),
        settings={
            "system": platform.system(),
            "proxy": "none",
            "inside_addresses": capture.allow_private,
            "most_bytes_of_page": capture.budget.page,
            "most_resources": capture.budget.resources,
            "most_bytes_of_resources": capture.budget.total,
            "most_seconds_for_resources": int(capture.budget.seconds),
        },
        page=page,
        media_type=capture.page.media_type,
        way=tuple(_hop(one) for one in capture.way),
        kept=tuple(_resource(one) for one in capture.kept),
        lacking=tuple(lacking[:MOST_NAMED]),
        more_lacking=max(0, len(lacking) - MOST_NAMED),
        beyond=dict(capture.beyond),
        surplus=capture.page.surplus,
        looked_through=capture.looked_through,
        rendering=rendering,
    )


class Shown(StrEnum):
    """What is kept of what a browser shows, with how the record of it is called before the address of its page."""

    SCREENSHOT = "urn:fullPage:"  # as Browsertrix calls it, so that its viewer finds it
    PAGE = "urn:claimtrack:rendered:"


def _record_of(rendered: Rendered, part: Shown, url: str) -> _Record:
    is_page = part is Shown.PAGE
    block = rendered.html if is_page else rendered.screenshot
    kind = "text/html; charset=utf-8" if is_page else rendered.kind
    return _Record("resource", rendered.at, kind, block, _named(block, rendered.at, part), url=part + url, payload=0)


def _rendering(rendered: Rendered | None, *shown: _Record) -> Rendering | None:
    """Return what the account says of what a browser made of the page, whose records these are."""
    if rendered is None:
        return None
    screenshot, page = shown
    missed = [Lacking(one.url, "rendering", one.why) for one in rendered.missed]
    return Rendering(
        at=_exact(rendered.at),
        browser=rendered.browser,
        sandboxed=rendered.sandboxed,
        screenshot=screenshot.number,
        page=page.number,
        kind=rendered.kind,
        width=rendered.width,
        height=rendered.height,
        cut=rendered.cut,
        asked=len(rendered.asked),
        missed=tuple(missed[:MOST_NAMED]),
        more_missed=max(0, len(missed) - MOST_NAMED),
    )


def _hop(one: Exchange) -> Hop:
    if one.secured is None:
        return Hop(one.url, one.status, one.reason, one.peer, one.port)
    secured = one.secured
    return Hop(
        one.url, one.status, one.reason, one.peer, one.port, secured.version, secured.cipher, tuple(secured.chain)
    )


def _resource(one: Kept) -> Resource:
    own = one.exchanges[-1]
    return Resource(
        one.link.url, one.link.part.value, own.status, own.media_type, len(own.answer) - own.body, one.fault or ""
    )


def _for_warcio(record: _Record) -> object:
    """Return a record as warcio writes it: with the head of an answer as it came, which it would else write anew."""
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

    fields = [("WARC-Type", record.kind), ("WARC-Record-ID", record.number), ("WARC-Date", _second(record.at))]
    if record.url is not None:
        fields.append(("WARC-Target-URI", record.url))
    fields += record.more
    fields.append(("WARC-Block-Digest", digest(record.block)))
    if record.payload is not None:
        fields.append(("WARC-Payload-Digest", digest(record.block[record.payload :])))
    head = StatusAndHeaders("", fields, protocol=_VERSION)
    length = len(record.block)
    made = ArcWarcRecord("warc", record.kind, head, BytesIO(record.block), None, record.content_type, length)
    made.payload_length = length
    return made


def digest(data: bytes) -> str:
    """Return a digest as archives write it: SHA-256, in base 32."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


def _number(exchange: Exchange, kind: str) -> str:
    block = exchange.answer if kind == "response" else exchange.request
    return _named(block, exchange.at, f"{kind} {exchange.url}")


def _named(block: bytes, at: datetime, what: str) -> str:
    """Return the name of a record, which follows from what it holds, of what it is, and from when."""
    of = f"{what} {_exact(at)} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, of)}>"


def _second(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _exact(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _in_line(value: str) -> str:
    """Return a value in one line: a name with a line end in it would make another field."""
    return " ".join(value.split())
