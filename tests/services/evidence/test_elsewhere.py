"""Captures made elsewhere: checked anew whenever they are shown, and what they say of themselves told as that."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.kept import file_of
from tests.reading.captures.wacz import answer, asked, signed_data, wacz
from tests.tsa import Authority

from claimtrack.cli.made_elsewhere import elsewhere_lines
from claimtrack.reports.registry import formats, load_renderer
from claimtrack.reports.wording.evidence import handled, questions
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.elsewhere import elsewhere_told
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.evidence_shapes import elsewhere_row
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.export import export
from claimtrack.services.reports.gather import gather
from claimtrack.services.timestamps.authorities import trust
from claimtrack.timestamps.tokens import request_for
from claimtrack.vocabulary import Basis, Stance, Visibility

_KEY = ec.generate_private_key(ec.SECP256R1())
_SAVED = (
    "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://board.example/weir \n"
    " saved date: {date}\n--><head><title>Weir</title></head><body><p>The weir is shut, it says.</p></body></html>"
)
_DATE = "Sat Mar 07 2026 09:30:00 GMT+0100 (Central European Standard Time)"


@pytest.fixture
def kept(desk: Desk, bridge: int) -> Callable[[bytes, str], int]:
    """Give a way to attach bytes under a name."""

    def attached(data: bytes, name: str) -> int:
        examined = examine(desk, Offered(data, name), Bearing(Stance.CONTEXT, Basis.RECORD, None))
        return desk.enact(attach, look(desk, [bridge]), examined).number

    return attached


@pytest.fixture
def trusting(desk: Desk, north: Authority) -> Desk:
    """Give a desk that trusts an authority."""
    desk.enact(trust, "north", "https://north.example", north.pem)
    return desk


def _lines(desk: Desk, number: int) -> list[str]:
    return list(elsewhere_lines(elsewhere_told(desk, shown(desk, number))))


def test_a_sound_archive_is_told_with_what_was_checked(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    number = kept(wacz(signer=lambda package: signed_data(package, key=_KEY)), "weir.wacz")
    lines = _lines(desk, number)
    assert lines[:4] == [
        "  checked    1 file as listed, 2 records as their digests say",
        "  program    ArchiveWeb.page 0.9 (as the file says of itself)",
        "  created    2026-03-07T08:31:00Z (as the file says of itself)",
        "  signed     with a key of nobody named; it holds over the list of its files",
    ]
    row: Any = elsewhere_row(elsewhere_told(desk, shown(desk, number)))
    assert (row["archive"]["records_sound"], row["archive"]["problems"], row["timestamp"]) == (2, [], None)


def test_what_was_altered_in_an_archive_is_told_when_it_is_attached_and_shown(
    desk: Desk, kept: Callable[[bytes, str], int]
) -> None:
    data = wacz(after={"notes.txt": b"x"})
    examined = examine(desk, Offered(data, "weir.wacz"), Bearing(Stance.CONTEXT, Basis.RECORD, None))
    assert "The archive is not what it says of itself: notes.txt is in it and not in its list." in examined.notices
    assert "  ALTERED    notes.txt is in it and not in its list" in _lines(desk, kept(data, "weir.wacz"))
    altered = asked() + answer().replace(b"shut", b"open")
    assert _lines(desk, kept(altered, "weir.warc")) == [
        "  checked    1 record as their digests say",
        "  ALTERED    the record of https://board.example/weir is not what its digest says",
    ]


def _stamped(
    authority: Authority, *, over: bytes | None = None, whole: bool = False
) -> Callable[[bytes], dict[str, Any]]:
    """Return a signer whose signature bears a timestamp of the authority."""

    def signer(package: bytes) -> dict[str, Any]:
        told = signed_data(package, key=_KEY)
        reply = authority.answer(request_for(over if over is not None else told["signature"].encode()))
        token = reply if whole else reply[_header(reply) :][_status(reply) :]
        return told | {"timeSignature": base64.b64encode(token).decode()}

    return signer


def _header(reply: bytes) -> int:
    return 4 if reply[1] == 0x82 else 2


def _status(reply: bytes) -> int:
    return 2 + reply[_header(reply) + 1]


@pytest.mark.parametrize("whole", [True, False])
def test_its_timestamp_is_verified_anew_against_whom_the_desk_trusts(
    trusting: Desk, kept: Callable[[bytes, str], int], north: Authority, whole: bool
) -> None:
    number = kept(wacz(signer=_stamped(north, whole=whole)), "weir.wacz")
    told = elsewhere_told(trusting, shown(trusting, number))
    assert told is not None
    assert told.stamped is not None
    assert (told.stamped.authority, told.stamped.fault) == ("north", None)
    assert _lines(trusting, number)[-1].endswith("UTC by north, verified anew here")


def test_a_timestamp_of_nobody_that_the_desk_trusts_is_what_the_file_says(
    trusting: Desk, kept: Callable[[bytes, str], int], south: Authority
) -> None:
    number = kept(wacz(signer=_stamped(south)), "weir.wacz")
    lines = _lines(trusting, number)
    assert "(as the file says of itself): signed under CN=South issuing," in lines[-2]
    assert lines[-1] == "             whom the policy of this desk does not trust"
    trusting.enact(trust, "south", "https://south.example", south.pem)
    assert _lines(trusting, number)[-1].endswith("by south, verified anew here")


def test_a_timestamp_over_other_bytes_and_a_forged_one_do_not_hold(
    trusting: Desk, kept: Callable[[bytes, str], int], north: Authority
) -> None:
    foreign = _lines(trusting, kept(wacz(signer=_stamped(north, over=b"other")), "a.wacz"))
    assert foreign[-1].startswith("  ALTERED    its timestamp does not hold: the token of somebody is over other bytes")
    assert "ask again" not in foreign[-1]

    def flipped(package: bytes) -> dict[str, Any]:
        told = _stamped(north)(package)
        token = bytearray(base64.b64decode(told["timeSignature"]))
        token[-5] ^= 1
        return told | {"timeSignature": base64.b64encode(token).decode()}

    forged = _lines(trusting, kept(wacz(signer=flipped), "b.wacz"))
    assert forged[-1].startswith("  ALTERED    its timestamp does not hold: the signature of the token of north")


def test_a_page_saved_with_single_file_is_told_as_what_it_says(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    data = _SAVED.format(date=_DATE).encode()
    examined = examine(desk, Offered(data, "weir.html"), Bearing(Stance.CONTEXT, Basis.RECORD, None))
    assert examined.notices[-1] == (
        "The page was saved with SingleFile from https://board.example/weir on 2026-03-07 08:30:00 UTC, "
        "as the file says of itself."
    )
    number = kept(data, "weir.html")
    assert _lines(desk, number) == [
        "  saved      from https://board.example/weir (as the file says of itself)",
        "             on 2026-03-07 08:30:00 UTC with SingleFile (as the file says of itself)",
    ]
    row: Any = elsewhere_row(elsewhere_told(desk, shown(desk, number)))
    assert row["saved"] == {"url": "https://board.example/weir", "date": _DATE, "at": "2026-03-07T08:30:00+00:00"}


def test_a_date_that_cannot_be_read_is_told_as_it_stands(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    assert (
        "on sometime in March with" in _lines(desk, kept(_SAVED.format(date="sometime in March").encode(), "a.html"))[1]
    )


@pytest.mark.parametrize(
    "words",
    [
        "<p>Page saved with SingleFile url: https://a.example</p>",
        "<!-- Page saved with SingleFile url: file:///x saved date: x -->",
    ],
)
def test_other_pages_are_none_of_them(desk: Desk, kept: Callable[[bytes, str], int], words: str) -> None:
    assert _lines(desk, kept(f"<html>{words}<p>The weir is shut.</p></html>".encode(), "a.html")) == []


def test_of_what_was_altered_in_the_locker_nothing_is_told(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    row = shown(desk, kept(wacz(), "weir.wacz"))
    file = file_of(desk.locker, row.digest)
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1])
    assert elsewhere_told(desk, row) is None


# Reports.

_FORMATS = ("csv", "html", "json", "md", "txt")


def _reported(desk: Desk, form: str) -> str:
    return " ".join(load_renderer(form)(gather(desk)).decode().split())


@pytest.mark.parametrize("form", _FORMATS)
def test_every_report_tells_what_checking_gave(
    trusting: Desk, kept: Callable[[bytes, str], int], north: Authority, form: str
) -> None:
    kept(wacz(signer=_stamped(north)), "weir.wacz")
    kept(asked() + answer().replace(b"shut", b"open"), "weir.warc")
    kept(_SAVED.format(date=_DATE).encode(), "weir.html")
    said = _reported(trusting, form)
    for words in (
        "captured elsewhere: files as its list says: 1; records as their digests say: 2",
        "captured elsewhere: the list of its files is signed with a key of nobody named, sha256 ",
        "UTC by north, verified anew here",
        "ALTERED, the record of https://board.example/weir is not what its digest says",
        "captured elsewhere: saved from https://board.example/weir on 2026-03-07 08:30:00 UTC with SingleFile, as the ",
    ):
        # Reports break lines and mark words up, each in its own way.
        assert _bare(words) in _bare(said), words


def _bare(said: str) -> str:
    return re.sub(r"[\W_]|<[^<>]{1,40}>", "", said)


def test_formats_of_reports_are_all_tried() -> None:
    assert set(formats()) - {"short"} <= {*_FORMATS} | {"docx"}


def test_a_timestamp_is_verified_for_each_report_against_whom_the_desk_trusts_by_then(
    trusting: Desk, kept: Callable[[bytes, str], int], south: Authority
) -> None:
    kept(wacz(signer=_stamped(south)), "weir.wacz")
    (before,) = (one for one in _checks(trusting) if "timestamp" in one)
    assert before.endswith("as it says of itself, under CN=South issuing, whom the desk's policy does not trust")
    trusting.enact(trust, "south", "https://south.example", south.pem)
    (after,) = (one for one in _checks(trusting) if "timestamp" in one)
    assert after.endswith("UTC by south, verified anew here")


def _checks(desk: Desk) -> tuple[str, ...]:
    return next(piece.checks for one in gather(desk).articles for claim in one.claims for piece in claim.evidence)


def test_what_was_altered_stands_with_the_claim_and_what_holds_behind_it(
    desk: Desk, kept: Callable[[bytes, str], int]
) -> None:
    kept(wacz(after={"notes.txt": b"x"}), "weir.wacz")
    (piece,) = (piece for one in gather(desk).articles for claim in one.claims for piece in claim.evidence)
    assert questions(piece) == ("captured elsewhere: ALTERED, notes.txt is in it and not in its list",)
    assert not set(questions(piece)) & set(handled(piece))
    assert handled(piece)[0].startswith("captured elsewhere: files as its list says: 1; records")


def test_a_report_of_a_past_moment_checks_nothing_and_one_in_a_package_follows_from_the_record(
    desk: Desk, kept: Callable[[bytes, str], int], tmp_path: Path
) -> None:
    kept(wacz(after={"notes.txt": b"x"}), "weir.wacz")
    then = gather(desk, as_of=gather(desk).head_number)
    assert [piece.checks for one in then.articles for claim in one.claims for piece in claim.evidence] == [()]
    export(desk, tmp_path / "case.zip")
    check(tmp_path / "case.zip")


def test_what_a_check_says_of_protected_evidence_is_left_out(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    number = kept(wacz(after={"amina-haddad.txt": b"x"}), "weir.wacz")
    kept(b"The weir of amina-haddad.txt is shut.", "amina-haddad.txt")
    assert "amina-haddad.txt" in _reported(desk, "txt")
    desk.enact(set_terms, number + 1, NewTerms(visibility=Visibility.PROTECTED), reason=None)
    assert "amina-haddad.txt" not in _reported(desk, "txt")
