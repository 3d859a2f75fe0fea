"""The certificates of an authority that a desk trusts: the one that issues its stamping certificates, up to the root.

The issuing certificate is pinned, and not the one that stamps: authorities change that every year or two.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from claimtrack.errors import InvalidInput

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

LARGEST = 200_000
"""Bytes of a file of certificates."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """Certificates to trust; ``issuing`` are those that issue what stamps, the others lead from them to the root."""

    all: "tuple[Certificate, ...]"
    issuing: "tuple[Certificate, ...]"

    @property
    def names(self) -> str:
        """Name what is pinned, for messages."""
        return " or ".join(subject(one) for one in self.issuing)

    @property
    def ends(self) -> datetime:
        """Return when the first of them is no longer valid."""
        return min(one.not_valid_after_utc for one in self.all)


def pinned_certificates(data: bytes, *, name: str) -> Pinned:
    """Read certificates in PEM; ``name`` says what the file is, in messages.

    Raises InvalidInput for a file in which none is, one that issues nothing, and one whose issuer is not there, too.
    """
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found = tuple(dict.fromkeys(load_pem_x509_certificates(data[:LARGEST])))
    except ValueError as error:
        raise InvalidInput(
            f"no certificate can be read in {name}; take the authority's CA certificates as PEM, the file that begins "
            "with -----BEGIN CERTIFICATE-----"
        ) from error
    for one in found:
        if not _may_issue(one):
            raise InvalidInput(
                f"{subject(one)} in {name} issues no certificates; pin the one that issued it, since an authority "
                "changes the certificate with which it stamps"
            )
        if not any(issued(one, by=other) for other in found):
            raise InvalidInput(
                f"{name} does not lead to a root: the certificate of {one.issuer.rfc4514_string()}, which issued "
                f"{subject(one)}, is missing; put it into the file, too"
            )
    return Pinned(found, tuple(one for one in found if not _issues_another(one, found)))


def issued(one: "Certificate", *, by: "Certificate") -> bool:
    """Tell whether a certificate was issued by another, by name and by signature."""
    from cryptography.exceptions import InvalidSignature

    try:
        one.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def subject(one: "Certificate") -> str:
    """Return whose certificate it is, as it says itself."""
    return one.subject.rfc4514_string()


def _may_issue(one: "Certificate") -> bool:
    from cryptography.x509 import BasicConstraints, ExtensionNotFound

    try:
        return one.extensions.get_extension_for_class(BasicConstraints).value.ca
    except (ExtensionNotFound, ValueError):
        return False


def _issues_another(one: "Certificate", found: "tuple[Certificate, ...]") -> bool:
    return any(issued(other, by=one) for other in found if other != one)
