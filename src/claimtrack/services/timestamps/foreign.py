"""Timestamps that somebody else asked for: each token verified anew, against the authorities that this desk trusts."""

from dataclasses import dataclass
from datetime import datetime

from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.services.desk import Desk, reading
from claimtrack.services.timestamps.authorities import certificates_of
from claimtrack.services.weighing.policies import in_force
from claimtrack.timestamps.pinned import Pinned, subject
from claimtrack.timestamps.tokens import check_token, fault, said_by_token


@dataclass(frozen=True, slots=True)
class Judged:
    """What a token is worth here: ``authority`` stands behind ``time``; or ``fault`` says what is wrong with it.

    With neither, it is over what it should be over, and signed under ``signed_under``, whom the desk's policy does not
    pin: then ``time`` is what the token says of itself.
    """

    time: datetime | None
    authority: str | None = None
    fault: str | None = None
    signed_under: str | None = None


def pinned_now(desk: Desk) -> dict[str, Pinned]:
    """Return the certificates of each authority of the policy in force; those whose file is gone are left out."""
    with reading(desk) as session:
        authorities = in_force(session).policy.timestamp_authorities
    found = {}
    for name, authority in authorities.items():
        try:
            found[name] = certificates_of(desk, name, authority).pinned
        except InvalidInput:  # `timestamp check` says so
            continue
    return found


def judge(token: bytes, over: tuple[bytes, ...], trusted: dict[str, Pinned]) -> Judged:
    """Verify a token over one of these bytes anew, offline; it is nobody's whom the desk does not pin."""
    wrong = "it is over nothing that is here"
    for data in over:
        try:
            said = said_by_token(token, data=data)
        except VerificationFailed as error:
            wrong = fault(error)
            continue
        under = ", ".join(said.issuers)
        named = [name for name, pinned in trusted.items() if {subject(one) for one in pinned.issuing} & {*said.issuers}]
        for name in named:
            try:
                return Judged(check_token(token, data=data, pinned=trusted[name], authority=name).time, authority=name)
            except VerificationFailed as error:
                wrong = fault(error)
        return Judged(None, fault=wrong) if named else Judged(said.time, signed_under=under)
    return Judged(None, fault=wrong)
