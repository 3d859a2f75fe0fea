"""A sound token is taken; each that proves nothing is refused, and told what is wrong with it."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from tests.tsa import Authority, Issuer, issue, keep, openssl, pem, sequence

from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.timestamps.der import nonce_of, with_certificates_in_order
from claimtrack.timestamps.pinned import Pinned, pinned_certificates
from claimtrack.timestamps.tokens import Token, check_answer, request_for

_DATA = b"a manifest\n"


def _check(authority: Authority, answer: bytes, request: bytes, *, data: bytes = _DATA) -> Token:
    return check_answer(answer, request=request, data=data, pinned=_pinned(authority), authority=authority.name)


def _pinned(authority: Authority) -> Pinned:
    return pinned_certificates(authority.pem.read_bytes(), name="the file")


@pytest.fixture(scope="module")
def request_made() -> bytes:
    return request_for(_DATA)


@pytest.fixture(scope="module")
def answer(north: Authority, request_made: bytes) -> bytes:
    return north.answer(request_made)


def test_a_sound_answer_tells_its_time_and_until_when_it_holds(
    north: Authority, request_made: bytes, answer: bytes
) -> None:
    token = _check(north, answer, request_made)
    assert token.signer == "CN=North stamper"
    assert token.ends.year == 2040
    assert token.time.tzinfo is not None


def test_certificates_out_of_order_are_put_in_order_for_the_library_alone(answer: bytes) -> None:
    ordered = with_certificates_in_order(answer)
    assert sorted(ordered) == sorted(answer)
    assert with_certificates_in_order(ordered) == ordered
    assert with_certificates_in_order(b"") == b""
    assert with_certificates_in_order(answer[:500]) == answer[:500]


def test_a_nonce_is_read_from_a_request(request_made: bytes) -> None:
    found = nonce_of(request_made)
    assert found is not None
    assert found != nonce_of(request_for(_DATA))


def test_a_token_under_another_configured_root_is_refused(
    north: Authority, south: Authority, request_made: bytes
) -> None:
    # Both are in the desk's policy; what one signs is no word of the other's.
    foreign = south.answer(request_made)
    assert _check(south, foreign, request_made)
    with pytest.raises(VerificationFailed, match="signed under CN=South issuing, and pinned for North is CN=North iss"):
        _check(north, foreign, request_made)


def test_a_token_under_the_pinned_root_by_another_issuer_is_refused(north: Authority, request_made: bytes) -> None:
    elsewhere = north.answer(request_made, signer="elsewhere")
    with pytest.raises(VerificationFailed, match="signed under CN=North sister, and pinned for North is CN=North iss"):
        _check(north, elsewhere, request_made)


def test_who_may_sign_mail_may_not_stamp_even_beside_the_certificate_of_who_may(
    north: Authority, request_made: bytes, answer: bytes
) -> None:
    # The attack on rfc3161-client before 1.0.9: the purpose was asked of another certificate than the one that signed.
    forged = north.signed_by(answer, signer="mail", with_=(north.folder / "stamper.pem",))
    with pytest.raises(VerificationFailed, match="CN=North mail, which is not for timestamps"):
        _check(north, forged, request_made)


def test_two_certificates_under_one_number_are_refused(north: Authority, request_made: bytes, answer: bytes) -> None:
    mail = x509.load_pem_x509_certificate((north.folder / "mail.pem").read_bytes())
    false_issuer = Issuer(north.issuing.certificate, issue("somebody").key)
    twin = issue("North mail", by=false_issuer, purpose=ExtendedKeyUsageOID.TIME_STAMPING, serial=mail.serial_number)
    keep(north.folder, "twin", twin)
    forged = north.signed_by(answer, signer="mail", with_=(north.folder / "twin.pem",))
    with pytest.raises(VerificationFailed, match="in it more than once"):
        _check(north, forged, request_made)


def test_a_token_signed_after_its_certificate_ended_is_refused(north: Authority, request_made: bytes) -> None:
    late = north.answer(request_made, signer="ended")
    with pytest.raises(VerificationFailed, match="valid from 2020-01-01 to 2021-01-01: it was expired"):
        _check(north, late, request_made)


def test_a_token_over_other_bytes_is_refused(north: Authority, request_made: bytes, answer: bytes) -> None:
    with pytest.raises(VerificationFailed, match="is over other bytes"):
        _check(north, answer, request_made, data=b"another manifest\n")


def test_a_token_for_another_request_is_refused(north: Authority, answer: bytes) -> None:
    with pytest.raises(VerificationFailed, match="answers another request: its nonce"):
        _check(north, answer, request_for(_DATA))


def test_a_refusal_is_told_with_its_reason(north: Authority, request_made: bytes) -> None:
    refusal = sequence(sequence(b"\x02\x01\x02", sequence(b"\x0c\x09not today")))
    with pytest.raises(VerificationFailed, match=r"North refuses the request \(status 2\): not today"):
        _check(north, refusal, request_made)


@pytest.mark.parametrize("length", [0, 1, 10, 500, -1])
def test_what_is_cut_off_is_refused(north: Authority, request_made: bytes, answer: bytes, length: int) -> None:
    with pytest.raises(VerificationFailed, match="no timestamp, or a damaged one"):
        _check(north, answer[:length], request_made)


@pytest.mark.parametrize("junk", [b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"<html>log in</html>", b"\x00" * 5000])
def test_what_is_no_timestamp_is_refused(north: Authority, request_made: bytes, junk: bytes) -> None:
    with pytest.raises(VerificationFailed, match="no timestamp, or a damaged one"):
        _check(north, junk, request_made)


# A serial number with its sign flipped is warned of, and is refused or not as any other: which bit it is, is chance.
@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_a_flipped_bit_is_refused_or_changes_nothing_that_the_token_says(
    north: Authority, request_made: bytes, answer: bytes
) -> None:
    sound = _check(north, answer, request_made)
    refused = 0
    for bit in range(0, len(answer) * 8, 61):
        flipped = bytearray(answer)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            # No signature is over the certificates that are sent along, beside the one that signed.
            assert _check(north, bytes(flipped), request_made) == sound
        except VerificationFailed:
            refused += 1
    assert refused > 100


def test_openssl_takes_what_is_taken_here(north: Authority, answer: bytes, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(_DATA)
    (tmp_path / "answer").write_bytes(answer)
    openssl(tmp_path, "ts", "-verify", "-data", "data", "-in", "answer", "-CAfile", str(north.pem))


def test_the_issuing_certificate_is_pinned_and_not_the_root_above_it(north: Authority) -> None:
    assert _pinned(north).names == "CN=North issuing"
    alone = pinned_certificates(pem(north.root.certificate), name="the file")
    assert alone.names == "CN=North root"


@pytest.mark.parametrize(
    ("which", "wrong"),
    [
        ("stamper", "issues no certificates; pin the one that issued it"),
        ("issuing", "does not lead to a root: the certificate of CN=North root"),
        ("nothing", "no certificate can be read in the file"),
    ],
)
def test_what_cannot_be_pinned_is_refused(north: Authority, which: str, wrong: str) -> None:
    files = {
        "stamper": (north.folder / "stamper.pem").read_bytes(),
        "issuing": pem(north.issuing.certificate),
        "nothing": b"no certificate",
    }
    with pytest.raises(InvalidInput, match=wrong):
        pinned_certificates(files[which], name="the file")
