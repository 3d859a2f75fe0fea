"""A capture is written as an archive that other programs find whole, and read again as the page it was made of."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator
from tests.fake_clock import FakeClock
from tests.reading.captures.site import PAGE, PDF, PICTURE, WORDS, served
from warcio.checker import Checker

from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.account import Account, read_account, write_account
from claimtrack.reading.captures.capture import Budget, capture
from claimtrack.reading.captures.write_warc import as_warc
from claimtrack.reading.document import Document
from claimtrack.reading.encodings.charsets import Told
from claimtrack.reading.formats.web_archive import captured_page
from claimtrack.reading.read import read_here
from claimtrack.reading.sniff import media_type_of


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of the site."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


def _archive(url: str, budget: Budget | None = None) -> bytes:
    return as_warc(capture(url, clock=FakeClock(), allow_private=True, budget=budget), by="ana")


def _read(data: bytes, url: str, charset: str | None = None) -> Document:
    return read_here(data, url, charset)


@pytest.mark.parametrize("page", ["start", "plainly", "long", "pdf", "early", "shows_metadata"])
def test_other_programs_find_every_digest_as_it_is_said(site: str, tmp_path: Path, page: str) -> None:
    archive = _archive(f"{site}/{page}", Budget(seconds=0.5))
    file = tmp_path / "page.warc.gz"
    file.write_bytes(archive)
    assert Checker(SimpleNamespace(inputs=[str(file)], verbose=False)).process_all() == 0
    blocks = [record.verify_block_digest() for record in ArchiveIterator(io.BytesIO(archive), parse_http=False)]
    payloads = [
        record.verify_payload_digest()
        for record in ArchiveIterator(io.BytesIO(archive))
        if record.headers["WARC-Type"] in {"response", "request"}
    ]
    assert (len(payloads) > 1, set(blocks), set(payloads)) == (True, {True}, {True})


def test_a_byte_that_is_changed_is_found(site: str, tmp_path: Path) -> None:
    unpacked = gzip.decompress(_archive(f"{site}/plainly"))
    file = tmp_path / "page.warc"
    file.write_bytes(unpacked.replace(b"two metres", b"ten metres"))
    assert Checker(SimpleNamespace(inputs=[str(file)], verbose=False)).process_all() == 1


def test_another_program_reads_the_page_out_of_its_chunks(site: str) -> None:
    archive = _archive(f"{site}/start")
    (page,) = [
        record.reader.read()
        for record in ArchiveIterator(io.BytesIO(archive), parse_http=True, auto_decode="all")
        if record.headers["WARC-Type"] == "response" and record.headers["WARC-Target-URI"] == f"{site}/flood"
    ]
    assert page == PAGE


def test_the_same_capture_gives_the_same_bytes_in_a_known_order(site: str) -> None:
    made = capture(f"{site}/start", clock=FakeClock(), allow_private=True)
    archive = as_warc(made, by="ana")
    assert as_warc(made, by="ana") == archive
    records = [
        (record.headers["WARC-Type"], (record.headers.get("WARC-Target-URI") or "").rpartition("/")[2])
        for record in ArchiveIterator(io.BytesIO(archive))
    ]
    assert records[:6] == [
        ("warcinfo", ""),
        ("metadata", "flood"),
        ("response", "start"),
        ("request", "start"),
        ("response", "flood"),
        ("request", "flood"),
    ]
    assert ("response", "letters.woff2?v=2") in records


def test_who_captured_is_one_line_whatever_they_are_called(site: str) -> None:
    made = capture(f"{site}/river.png", clock=FakeClock(), allow_private=True)
    assert b"operator: ana robots: obey\r\n" in gzip.decompress(as_warc(made, by="ana\r\nrobots: obey"))


def test_the_text_of_a_capture_is_that_of_its_page_whatever_else_is_in_it(site: str) -> None:
    read = _read(_archive(f"{site}/start"), f"{site}/flood")
    assert WORDS in read.whole
    assert "shop" not in read.whole
    assert (read.url, read.title, read.media_type) == (f"{site}/flood", "Flood", "application/warc")
    assert read.notices == ("2 of 8 resources that the page shows could not be captured as it shows them.",)


def test_the_text_of_a_captured_pdf_has_its_pages(site: str) -> None:
    read = _read(_archive(f"{site}/pdf"), f"{site}/pdf")
    assert "We counted 61 dead" in read.whole
    assert read.pages
    assert read.whole == _read(PDF, "field-report.pdf").whole


def test_a_captured_picture_has_no_text_and_is_whole(site: str) -> None:
    archive = _archive(f"{site}/river.png")
    assert captured_page(archive, name="river.png") == PICTURE
    assert media_type_of(archive, name=f"{site}/river.png") == "application/warc"
    with pytest.raises(InvalidInput, match="is a picture"):
        _read(archive, f"{site}/river.png")


def test_what_came_beyond_the_announced_end_is_told(site: str) -> None:
    (told, *_) = [one for one in _read(_archive(f"{site}/long"), "long").notices if "more than" in str(one)]
    assert told == "The server sent 16 bytes more than it had announced, which are no part of its answer."


def test_the_encoding_that_a_person_names_wins_over_the_servers(site: str) -> None:
    assert WORDS in _read(_archive(f"{site}/plainly"), "a page", Told("windows-1252")).whole


def _account(site: str) -> Account:
    archive = _archive(f"{site}/start")
    (block,) = [
        record.reader.read()
        for record in ArchiveIterator(io.BytesIO(archive), parse_http=False)
        if record.headers["WARC-Type"] == "metadata"
    ]
    account = read_account(block)
    assert account is not None
    assert write_account(account) == block
    return account


def test_the_account_tells_what_was_seen_when_and_by_whom(site: str) -> None:
    account = _account(site)
    assert (account.asked, account.final, account.by) == (f"{site}/start", f"{site}/flood", "ana")
    assert account.began == "2026-11-24T09:00:01.000Z"
    assert [(hop.status, hop.peer) for hop in account.way] == [(302, "127.0.0.1"), (200, "127.0.0.1")]
    assert account.settings["inside_addresses"] is True
    assert (len(account.kept), account.missed, account.beyond) == (8, 2, {"frames": 1})


@pytest.mark.parametrize(
    "change",
    [
        {"form": 2},
        {"way": []},
        {"way": "elsewhere"},
        {"way": [{"url": 1}]},
        {"kept": [{"url": "a", "part": "picture"}]},
        {"kept": [1]},
        {"surplus": "none"},
        {"settings": None},
        {"by": None},
        {"beyond": {"frames": "many"}},
    ],
)
def test_what_is_no_account_is_none(site: str, change: dict[str, object]) -> None:
    whole = json.loads(write_account(_account(site)))
    assert read_account(json.dumps(whole).encode()) is not None
    assert read_account(json.dumps({**whole, **change}).encode()) is None


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_no_account(data: bytes) -> None:
    assert read_account(data) is None
