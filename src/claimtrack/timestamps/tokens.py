"""Ask for a timestamp, and check an answer: by itself, offline, against the certificates that were pinned for it.

The checks that a reader can act on come first, each with its own words; that the signature holds, and leads to what is
pinned, says the library last. What it took too easily once is asked here as well: who signed has to be told by exactly
one certificate, and that one has to be issued by a pinned one directly (https://github.com/trailofbits/rfc3161-client,
before 1.0.9 a token under any configured root was taken for the one that was wanted).
"""

import hashlib
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from claimtrack.errors import VerificationFailed
from claimtrack.timestamps.der import as_answer, nonce_of, with_certificates_in_order
from claimtrack.timestamps.pinned import Pinned, issued, subject

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse, TimeStampTokenInfo

_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""By which a token may know what it is over; older ones are broken."""
_GRANTED = 0
_AGAIN = "nothing of it was put on record; ask again, and if it stays so, ask the authority"


@dataclass(frozen=True, slots=True)
class Token:
    """What a sound answer says: the time, who signed it, and when the first certificate that it rests on ends."""

    time: datetime
    signer: str
    ends: datetime


def request_for(data: bytes) -> bytes:
    """Return a new request for a timestamp over these bytes, with a nonce and the wish for the certificate."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder(data=data, hash_algorithm=HashAlgorithm.SHA256).build().as_bytes()


def check_answer(answer: bytes, *, request: bytes, data: bytes, pinned: Pinned, authority: str) -> Token:
    """Check that an answer is a timestamp over these bytes, to this request, by whom is pinned; gives what it says.

    Raises VerificationFailed with the first thing that is wrong with it. Certificates have to be valid at the time
    that it gives, not now.
    """
    response = _decoded(answer, authority)
    _refuse_refusal(response, authority)
    try:
        told, leaf = response.tst_info, _signer(response, pinned, authority)
        _refuse_foreign(told, request, data, authority)
        _refuse_time(told.gen_time, leaf, authority)
        _refuse_purpose(leaf, authority)
        _refuse_signature(response, nonce=nonce_of(request), data=data, pinned=pinned, authority=authority)
    except (ValueError, TypeError, LookupError) as error:
        raise _not_whole(authority) from error
    return Token(told.gen_time, subject(leaf), min(leaf.not_valid_after_utc, pinned.ends))


def check_token(token: bytes, *, data: bytes, pinned: Pinned, authority: str) -> Token:
    """Check a token that somebody else asked for, over these bytes, by whom is pinned; gives what it says.

    ``token`` is the token by itself or a whole answer. There is no request to hold it against, so that its nonce, if it
    has one, shows nothing. Raises VerificationFailed as ``check_answer`` does.
    """
    response = _decoded(as_answer(token), authority)
    _refuse_refusal(response, authority)
    try:
        told = response.tst_info
        _refuse_other_bytes(told, data, authority, what="what it is said to be over")
        leaf = _signer(response, pinned, authority)
        _refuse_time(told.gen_time, leaf, authority)
        _refuse_purpose(leaf, authority)
        _refuse_signature(response, nonce=None, data=data, pinned=pinned, authority=authority)
    except (ValueError, TypeError, LookupError) as error:
        raise _not_whole(authority) from error
    return Token(told.gen_time, subject(leaf), min(leaf.not_valid_after_utc, pinned.ends))


def fault(error: VerificationFailed) -> str:
    """Return what is wrong with a token without the advice to ask again, where it was somebody else who asked."""
    return str(error).removesuffix(f"; {_AGAIN}")


@dataclass(frozen=True, slots=True)
class SaidByToken:
    """What a token says that nobody checked: when, and under whose names it is signed."""

    time: datetime
    issuers: tuple[str, ...]


def said_by_token(token: bytes, *, data: bytes) -> SaidByToken:
    """Return what a token says of itself; raises VerificationFailed for one over other bytes, or none."""
    response = _decoded(as_answer(token), "somebody")
    _refuse_refusal(response, "somebody")
    try:
        told = response.tst_info
        _refuse_other_bytes(told, data, "somebody", what="what it is said to be over")
        issuers = tuple(one.issuer.rfc4514_string() for one in response.signed_data.signer_infos)
    except (ValueError, TypeError, LookupError) as error:
        raise _not_whole("somebody") from error
    return SaidByToken(told.gen_time, issuers)


def _decoded(answer: bytes, authority: str) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response

    try:
        return decode_timestamp_response(with_certificates_in_order(answer))
    except ValueError as error:
        raise _not_whole(authority) from error


def _not_whole(authority: str) -> VerificationFailed:
    return VerificationFailed(
        f"what {authority} answers is no timestamp, or a damaged one: it is cut off or altered; {_AGAIN}"
    )


def _refuse_refusal(response: "TimeStampResponse", authority: str) -> None:
    if response.status != _GRANTED:
        why = "; ".join(response.status_string) or "it does not say why"
        raise VerificationFailed(f"{authority} refuses the request (status {response.status}): {why}; {_AGAIN}")


def _signer(response: "TimeStampResponse", pinned: Pinned, authority: str) -> "Certificate":
    """Find the one certificate with which the token was signed, issued by a pinned one."""
    from cryptography.utils import CryptographyDeprecationWarning
    from cryptography.x509 import load_der_x509_certificate

    signers = list(response.signed_data.signer_infos)
    if len(signers) != 1:
        raise VerificationFailed(f"the token of {authority} has {len(signers)} signers, and has to have one; {_AGAIN}")
    told = (signers[0].issuer, signers[0].serial_number)
    with warnings.catch_warnings():
        # It warns of serial numbers that no standard allows, on standard error; nothing rests on them here.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        held = [load_der_x509_certificate(one) for one in response.signed_data.certificates]
    found = [one for one in held if (one.issuer, one.serial_number) == told]
    if len(found) != 1:
        what = "not with it" if not found else "in it more than once, each time another"
        raise VerificationFailed(f"the certificate with which the token of {authority} was signed is {what}; {_AGAIN}")
    if not any(issued(found[0], by=one) for one in pinned.issuing):
        raise VerificationFailed(
            f"the token of {authority} is signed under {found[0].issuer.rfc4514_string()}, and pinned for {authority} "
            f"is {pinned.names}: it is of another authority, or forged; if {authority} says itself that it has a new "
            "issuing certificate, trust that one instead"
        )
    return found[0]


def _refuse_foreign(told: "TimeStampTokenInfo", request: bytes, data: bytes, authority: str) -> None:
    """Refuse a token that is over other bytes, or answers another request."""
    _refuse_other_bytes(told, data, authority, what="the manifest")
    if told.nonce != nonce_of(request):
        raise VerificationFailed(
            f"the token of {authority} answers another request: its nonce is not the one that was sent; {_AGAIN}"
        )


def _refuse_other_bytes(told: "TimeStampTokenInfo", data: bytes, authority: str, *, what: str) -> None:
    imprint = told.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None:
        raise VerificationFailed(
            f"the token of {authority} knows what it is over by a hash that is not safe "
            f"({imprint.hash_algorithm.dotted_string}); {_AGAIN}"
        )
    if imprint.message != hashlib.new(name, data).digest():
        raise VerificationFailed(
            f"the token of {authority} is over other bytes: {imprint.message.hex()} is not the {name} of {what}; "
            f"{_AGAIN}"
        )


def _refuse_time(time: datetime, leaf: "Certificate", authority: str) -> None:
    begins, ends = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if not begins <= time <= ends:
        raise VerificationFailed(
            f"the token of {authority} is of {time:%Y-%m-%d %H:%M} UTC, and the certificate of {subject(leaf)} is "
            f"valid from {begins:%Y-%m-%d} to {ends:%Y-%m-%d}: it was expired, or not yet valid; {_AGAIN}"
        )


def _refuse_purpose(leaf: "Certificate", authority: str) -> None:
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        purposes = list(leaf.extensions.get_extension_for_class(ExtendedKeyUsage).value)
    except ExtensionNotFound:
        purposes = []
    if purposes != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise VerificationFailed(
            f"the token of {authority} is signed with the certificate of {subject(leaf)}, which is not for timestamps "
            f"and nothing else; {_AGAIN}"
        )


def _refuse_signature(
    response: "TimeStampResponse", *, nonce: int | None, data: bytes, pinned: Pinned, authority: str
) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        VerifierBuilder(roots=list(pinned.all), nonce=nonce).build().verify_message(response, data)
    except (VerificationError, ValueError) as error:
        raise VerificationFailed(
            f"the signature of the token of {authority} does not hold: it was altered, or forged; {_AGAIN}"
        ) from error
