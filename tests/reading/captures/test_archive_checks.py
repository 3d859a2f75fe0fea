"""An archive made elsewhere agrees with itself, or what does not is named."""

import gzip
import io
import json
import zipfile
from functools import partial

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.reading.captures.wacz import URL, answer, asked, sha256, signed_data, wacz

from claimtrack.reading.captures.archive_checks import check_wacz, check_warc, checked_archive

_KEY = ec.generate_private_key(ec.SECP384R1())
_DATA = "archive/data.warc.gz"


def test_records_are_held_against_their_digests_questions_too() -> None:
    found = check_warc(asked() + answer(), name="a.warc")
    assert (found.sound, found.without, found.altered, found.is_whole) == (2, 0, (), True)


@pytest.mark.parametrize(
    "data",
    [
        asked(digest=f"sha256:{'0' * 64}") + answer(),
        asked() + answer().replace(b"shut", b"open"),
        asked() + answer(digest=f"sha1:{'A' * 32}"),
    ],
)
def test_a_record_that_is_not_what_its_digest_says_is_named(data: bytes) -> None:
    found = check_warc(data, name="a.warc")
    assert (found.sound, found.altered) == (1, (URL,))


def test_a_digest_that_cannot_be_checked_counts_for_none() -> None:
    found = check_warc(answer(digest="blake9:00") + answer()[:-30], name="a.warc")
    assert (found.sound, found.without, found.altered, found.is_whole) == (0, 1, (), False)


def test_a_sound_archive_has_nothing_against_it() -> None:
    found = check_wacz(wacz(), name="a.wacz")
    assert (found.files, found.sound, found.problems, found.altered, found.signed) == (1, 2, (), (), None)
    assert (found.software, found.created) == ("ArchiveWeb.page 0.9", "2026-03-07T08:31:00Z")


def _package(change: dict[str, object]) -> bytes:
    data = gzip.compress(answer())
    one = {"path": _DATA, "hash": sha256(data), "bytes": len(data)} | change
    return json.dumps({"resources": [one]}).encode()


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({_DATA: gzip.compress(answer(b"<p>x</p>"))}, f"{_DATA} is "),
        ({"pages/pages.jsonl": b"{}"}, "pages/pages.jsonl is in it and not in its list"),
        ({"datapackage.json": b"{}"}, "datapackage.json lists no files"),
        ({"datapackage.json": _package({})}, "the list of its files was changed"),
        ({"datapackage.json": _package({"path": "gone.cdx"})}, "gone.cdx is listed and not in it"),
        ({"datapackage.json": _package({"path": 7})}, "lists something without a path"),
        ({"datapackage-digest.json": b"[]"}, "gives no digest that can be checked"),
    ],
)
def test_what_is_not_as_listed_is_named(after: dict[str, bytes], said: str) -> None:
    found = check_wacz(wacz(after=after), name="a.wacz")
    assert any(said in problem for problem in found.problems), found.problems


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hash": f"sha256:{'0' * 64}"}, "is not what its digest says"),
        ({"hash": "crc:1"}, "without a digest that can be checked"),
        ({"hash": None}, "without a digest that can be checked"),
        ({"bytes": 3}, "and listed with 3"),
    ],
)
def test_a_file_that_is_not_what_the_list_says_is_named(change: dict[str, object], said: str) -> None:
    files = {_DATA: gzip.compress(answer())}
    found = check_wacz(wacz(files=files, after={"datapackage.json": _package(change)}), name="a.wacz")
    assert found.files == 0
    assert any(said in problem for problem in found.problems), found.problems


def test_a_file_that_is_in_it_twice_is_named() -> None:
    buffer = io.BytesIO(wacz())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(_DATA, gzip.compress(asked()) + gzip.compress(answer()))
    found = check_wacz(buffer.getvalue(), name="a.wacz")
    assert any("more than once" in problem for problem in found.problems)


@pytest.mark.parametrize("raw", [True, False])
def test_a_signature_holds_in_either_form(raw: bool) -> None:
    signed = check_wacz(wacz(signer=partial(signed_data, key=_KEY, raw=raw)), name="a.wacz").signed
    assert signed is not None
    assert signed.fault is None
    assert (signed.domain, signed.token, len(signed.key or "")) == (None, None, 64)


def test_a_signature_over_another_list_does_not_hold() -> None:
    signed = check_wacz(wacz(signer=lambda _: signed_data(b"{}", key=_KEY)), name="a.wacz").signed
    assert signed is not None
    assert signed.fault == "it is over another list of files than the one that is here"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"signature": "AAAA"}, "not made with the key"),
        ({"signature": "no base64"}, "not made with the key"),
        ({"publicKey": "AAAA"}, "no key comes with it"),
        ({"publicKey": 7}, "no key comes with it"),
        ({"publicKey": signed_data(b"", key=ec.generate_private_key(ec.SECP384R1()))["publicKey"]}, "not made with"),
        ({"domainCert": "-----BEGIN CERTIFICATE-----"}, "no key comes with it"),
        ({"domainCert": ""}, "no key comes with it"),
    ],
)
def test_a_signature_that_is_none_does_not_hold(change: dict[str, object], said: str) -> None:
    signed = check_wacz(wacz(signer=lambda package: signed_data(package, key=_KEY) | change), name="a.wacz").signed
    assert signed is not None
    assert said in (signed.fault or "")


def test_what_is_no_archive_is_not_checked() -> None:
    assert checked_archive(b"words", "text/plain", name="a.txt") is None
    assert checked_archive(b"PK\x03\x04 not really", "application/wacz", name="a.wacz") is None
