"""Web archives (WARC, WACZ): the one page of them that is the article."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.account import TARGET, Account, Rendering, read_account
from claimtrack.reading.captures.chosen_pages import page_meant, without_place
from claimtrack.reading.document import Document
from claimtrack.reading.formats.gzipped import BrokenOff
from claimtrack.reading.formats.http_answers import answer_of, typed
from claimtrack.reading.formats.warc_digests import is_altered
from claimtrack.reading.formats.warc_records import Record, records
from claimtrack.reading.packed import Packed, opened

WARC = "application/warc"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OTHERS = frozenset({"application/pdf", "text/plain"})
_MOST_PAGES = 40
"""Pages that are compared to find the one with most text."""
_LARGEST_SUM = 100_000_000
"""Bytes of pages that are kept for that."""
_LARGEST_WARC = 400_000_000
_NAMED = 5
_MOST_ENTRIES = 10_000
_OK = 200


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an archive: where it was, when it was captured, and its bytes."""

    url: str
    captured: datetime | None
    media_type: str
    charset: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a WACZ says of a page that was meant to be captured."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """The pages of an archive, whether it breaks off, and pages that are compressed in a way that is not read.

    ``captured`` is the page of a capture made by this program, of whatever kind it is, with the account of it, and
    ``rendered`` what a browser made of it: the picture and the page, by their records;
    ``altered`` are addresses of records that are not what their own digests say.
    """

    pages: tuple[_Page, ...] = ()
    is_whole: bool = True
    locked: tuple[str, ...] = ()
    captured: tuple[_Page, Account] | None = None
    rendered: Mapping[str, bytes] = field(default_factory=dict)
    altered: tuple[str, ...] = ()


def read_warc(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the article of a WARC file: its page of HTML, of several the one with most text, which is said.

    The address is the one that was captured. Of a file that breaks off, what is whole is read, and that is said. Of a
    capture made by this program the page it was made of is read, whatever kind of file that is. Raises InvalidInput
    for an archive without a page that can be read.
    """
    held = _held(data, name)
    meant = page_meant(charset)
    if held.captured is not None and meant in {None, without_place(held.captured[0].url)}:
        charset = charset if meant is None else None
        page, account = held.captured
        rendered = held.rendered.get(account.rendering.page) if account.rendering is not None else None
        read = read_captured(page, account, name=name, charset=charset, rendered=rendered)
        return replace(read, notices=(*read.notices, *_of_altered(held.altered)))
    return _document(held, name, charset, WARC, main=())


def captured_page(data: bytes, *, name: str) -> bytes | None:
    """Return the page that a capture was made of, as it came but unpacked; None for what is no capture of ours."""
    captured = _held(data, name).captured
    return captured[0].data if captured is not None else None


def captured_screenshot(data: bytes, *, name: str) -> tuple[bytes, str] | None:
    """Return the picture that a browser took of a captured page, and its media type; None where there is none."""
    held = _held(data, name)
    rendering = held.captured[1].rendering if held.captured is not None else None
    picture = held.rendered.get(rendering.screenshot) if rendering is not None else None
    return (picture, rendering.kind) if picture is not None and rendering is not None else None


def read_captured(
    page: "_Page", account: Account, *, name: str, charset: str | None, rendered: bytes | None = None
) -> Document:
    """Read the page of a capture as a file of its kind; ``charset`` is what a person says, not the server.

    Where a browser made something of the page, that is shown behind what the server sent.
    """
    from claimtrack.reading.read import read_here
    from claimtrack.reading.sniff import media_type_of

    if media_type_of(page.data, name=page.url) in {WARC, "application/wacz"}:
        raise InvalidInput(f"{name} is a web archive inside of a capture; download the archive and attach the file")
    document = _with_rendered(page, charset, rendered) if rendered is not None else None
    if document is None:
        document = read_here(page.data, page.url, charset or page.charset)
    notices = (*document.notices, *_of_capture(account))
    return replace(document, media_type=WARC, url=page.url, notices=notices)


def _with_rendered(page: "_Page", charset: str | None, rendered: bytes) -> Document | None:
    """Read a page, and what a browser made of it behind it; None where only what the server sent can be read."""
    from claimtrack.reading.read import read_here

    try:
        shown = read_here(rendered, page.url, "utf-8")
    except InvalidInput:
        return None
    try:
        document = read_here(page.data, page.url, charset or page.charset)
    except InvalidInput:
        return replace(shown, notices=(*shown.notices, _RENDERED_ALONE))
    if " ".join(shown.whole.split()) in " ".join(document.whole.split()):
        return document
    return replace(document, shown=f"{document.whole}\n\n{shown.whole}", notices=(*document.notices, _RENDERED_TOO))


_RENDERED_ALONE = "What the server sent has no text; read is what a browser made of it."
_RENDERED_TOO = "A browser made more of the page than the server sent; an excerpt is looked for in both."


def _of_capture(account: Account) -> Iterator[str]:
    if account.missed:
        of = len(account.kept) + len(account.lacking) + account.more_lacking
        yield f"{account.missed} of {of} resources that the page shows could not be captured as it shows them."
    if account.surplus:
        yield f"The server sent {account.surplus:,} bytes more than it had announced, which are no part of its answer."
    if not account.looked_through:
        yield "What the page links could not be found out; the page alone was captured."


def read_wacz(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the article of a WACZ: the page that it names first, else as ``read_warc`` does."""
    with opened(data, name=name) as archive:
        main = list(_entries(archive))
        outside = any(_leads_out(path) for path in archive.names)
        held = _Held()
        for path in sorted(archive.names):
            if path.startswith("archive/") and path.endswith((".warc", ".warc.gz")) and not _leads_out(path):
                inside = archive.member(path, largest=_LARGEST_WARC)
                held = _both(held, _held(inside or b"", name))
    document = _document(held, name, charset, "application/wacz", main=main)
    if not outside:
        return document
    said = "The archive names files outside of itself, as none should; they were not read."
    return replace(document, notices=(*document.notices, said))


def _leads_out(path: str) -> bool:
    return path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or path[1:2] == ":"


def _both(one: _Held, other: _Held) -> _Held:
    return _Held(
        (*one.pages, *other.pages),
        one.is_whole and other.is_whole,
        (*one.locked, *other.locked),
        altered=(*one.altered, *other.altered),
    )


def _held(data: bytes, name: str) -> _Held:
    pages: dict[str, _Page] = {}
    locked: list[str] = []
    total = 0
    is_whole = True
    altered: list[str] = []
    account: Account | None = None
    captured: tuple[_Page, Account] | None = None
    rendered: dict[str, bytes] = {}
    try:
        for record in records(data, name=name):
            altered += [record.fields.get("warc-target-uri", "").strip("<>")] if is_altered(record) else []
            account = account or account_in(record)
            if account is not None and record.fields.get("warc-record-id") == account.page:
                captured = _captured(record, account)
            if account is not None and account.rendering is not None and _is_of(record, account.rendering):
                rendered[record.fields["warc-record-id"]] = record.block
                continue
            page = _page(record, locked)
            if page is not None and page.url not in pages and total + len(page.data) <= _LARGEST_SUM:
                pages[page.url] = page
                total += len(page.data)
    except BrokenOff:
        is_whole = False
    return _Held(tuple(pages.values()), is_whole, tuple(locked), captured, rendered, tuple(altered))


def _is_of(record: Record, rendering: Rendering) -> bool:
    """Tell whether a record is what a browser made of the page."""
    return record.fields.get("warc-record-id") in {rendering.screenshot, rendering.page}


def _of_altered(altered: Sequence[str]) -> Iterator[str]:
    if altered:
        more = f" and {len(altered) - _NAMED} more" if len(altered) > _NAMED else ""
        yield (
            "The archive was changed, or badly written: by its own digests, these records are not what they were: "
            f"{', '.join(altered[:_NAMED])}{more}."
        )


def account_in(record: Record) -> Account | None:
    """Return the account of a capture, where a record is one."""
    is_account = record.fields.get("warc-target-uri", "").startswith(TARGET)
    return read_account(record.block) if is_account and record.fields.get("warc-type") == "metadata" else None


def _captured(record: Record, account: Account) -> tuple[_Page, Account] | None:
    """Return the page of a capture, whatever kind of file it is."""
    answer = answer_of(record.block)
    if answer is None or not answer.body:
        return None
    url, at = record.fields.get("warc-target-uri", ""), _time(record.fields.get("warc-date"))
    return _Page(url, at, answer.media_type, answer.charset, answer.body), account


def _page(record: Record, locked: list[str]) -> _Page | None:
    """Return the page in a record, None where it holds another thing: a picture, a redirection, an error."""
    url = record.fields.get("warc-target-uri", "").strip("<>")
    if not record.block:
        return None
    if record.fields.get("warc-type") == "resource":
        media_type, charset = typed(record.fields.get("content-type", ""))
        body = record.block
    else:
        answer = answer_of(record.block)
        if answer is None:
            locked += [url] if url.startswith("http") else []
            return None
        if answer.status != _OK:
            return None
        media_type, charset, body = answer.media_type, answer.charset, answer.body
    if media_type not in _PAGES | _OTHERS or not body.strip():
        return None
    return _Page(url, _time(record.fields.get("warc-date")), media_type, charset, body)


def _time(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _document(held: _Held, name: str, charset: str | None, media_type: str, *, main: Sequence[_Entry]) -> Document:
    meant = page_meant(charset)
    if meant is not None:
        return _document_at(held, name, meant, media_type)
    pages = [page for page in held.pages if page.media_type in _PAGES] or list(held.pages)
    if not pages:
        raise InvalidInput(f"{name} is a web archive {_without_pages(held)}; save the page itself, as HTML")
    read, page = _chosen(pages, name, charset, main)
    entry = next((one for one in main if without_place(one.url) == without_place(page.url)), None)
    title = read.title or (entry.title if entry is not None else None)
    url = page.url if page.url.startswith(("http://", "https://")) else read.url
    notices = (*read.notices, *_notices(held, pages, page, is_main=entry is not None))
    return replace(read, media_type=media_type, title=title, url=url, notices=notices)


def _document_at(held: _Held, name: str, meant: str, media_type: str) -> Document:
    """Read the page of an archive that somebody named by its address; raises InvalidInput where there is none."""
    page = next((page for page in held.pages if without_place(page.url) == without_place(meant)), None)
    if page is None:
        some = ", ".join(page.url for page in held.pages[:_NAMED]) or "none that was found (status 200)"
        more = f" and {len(held.pages) - _NAMED} more" if len(held.pages) > _NAMED else ""
        raise InvalidInput(f"{name} holds no page {meant}; its pages are: {some}{more}")
    read = _read(page, name, None)
    captured = f", captured on {page.captured.astimezone(UTC):%Y-%m-%d at %H:%M} UTC" if page.captured else ""
    said = f"The archive holds {len(held.pages)} pages; read was the one at {page.url}, which was named{captured}."
    whole = () if held.is_whole else ("The archive breaks off or is damaged; what is whole of it was read.",)
    notices = (*read.notices, said, *_of_altered(held.altered), *whole)
    return replace(read, media_type=media_type, url=page.url, notices=notices)


def _without_pages(held: _Held) -> str:
    if held.locked:
        return f"whose page {held.locked[0]} is compressed in a way that is not read"
    return (
        "without a page that was found (status 200)" if held.is_whole else "that breaks off before its first page ends"
    )


def _notices(held: _Held, pages: Sequence[_Page], page: _Page, *, is_main: bool) -> Iterator[str]:
    if page.captured is not None:
        captured = page.captured.astimezone(UTC)
        yield f"The page was captured on {captured:%Y-%m-%d} at {captured:%H:%M} UTC, from {page.url}."
    others = [one.url for one in pages if one is not page]
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        why = "the one that it names as its main page" if is_main else "the one with most text"
        yield (
            f"The archive holds {len(pages)} pages; {why} was read. The others: {', '.join(others[:_NAMED])}{more}; "
            "as evidence one of them is taken by its address; to read one as an article, save it by itself."
        )
    yield from _of_altered(held.altered)
    if not held.is_whole:
        yield "The archive breaks off or is damaged; what is whole of it was read."


def _chosen(pages: Sequence[_Page], name: str, charset: str | None, main: Sequence[_Entry]) -> tuple[Document, _Page]:
    """Read the page that the archive names first, else the one with most text. Raises InvalidInput where none has."""
    by_address = {without_place(page.url): page for page in reversed(pages)}
    named = [by_address[address] for one in main if (address := without_place(one.url)) in by_address][:1]
    found: list[tuple[Document, _Page]] = []
    problem: InvalidInput | None = None
    for some in (named, [page for page in pages if page not in named][:_MOST_PAGES]):
        for page in some:
            try:
                found.append((_read(page, name, charset), page))
            except InvalidInput as error:
                problem = problem or error
        if found:
            return max(found, key=lambda one: len(one[0].text))
    if problem is None:
        raise InvalidInput(f"{name} is a web archive without a page; save the page itself, as HTML")
    raise problem


def _read(page: _Page, name: str, charset: str | None) -> Document:
    from claimtrack.reading.pages.html import read_html
    from claimtrack.reading.pdf.read import read_pdf
    from claimtrack.reading.plain import read_plain

    reader = read_html if page.media_type in _PAGES else read_pdf if page.media_type.endswith("pdf") else read_plain
    return reader(page.data, name=f"{name} ({page.url})", charset=page.charset or charset)


def _entries(archive: Packed) -> Iterator[_Entry]:
    """Yield the pages that a WACZ names, its main page first, then those where the capture began."""
    package = _json(archive.member("datapackage.json") or b"")
    address = package.get("mainPageUrl")
    if isinstance(address, str):
        yield _Entry(address)
    listed = [
        told
        for line in (archive.member("pages/pages.jsonl") or b"").splitlines()[:_MOST_ENTRIES]
        if isinstance((told := _json(line)).get("url"), str)
    ]
    for told in sorted(listed, key=lambda one: one.get("seed") is not True):
        title = told.get("title")
        yield _Entry(str(told["url"]), title if isinstance(title, str) and title.strip() else None)


def _json(data: bytes) -> dict[str, object]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
