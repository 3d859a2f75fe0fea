"""The authorities of the desk's policy, with the certificates that are pinned for each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.locker.store import digest_of
from claimtrack.reading.read import refuse_pipe
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.authorities import Authority
from claimtrack.rules.policy_text import write_policy
from claimtrack.services.desk import Act, Desk, needs
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.policy_changes import Changed, change
from claimtrack.timestamps.pinned import LARGEST, Pinned, pinned_certificates
from claimtrack.vocabulary import Right


@dataclass(frozen=True, slots=True)
class Trusted:
    """An authority that is in the policy now; ``pinned`` names the certificates that issue what it stamps with."""

    name: str
    authority: Authority
    pinned: str
    changed: Changed


@dataclass(frozen=True, slots=True)
class Certificates:
    """The file of certificates that the policy pins: its bytes, and what stands in it."""

    data: bytes
    pinned: Pinned


@needs(Right.CHANGE_POLICY)
def trust(act: Act, name: str, url: str, certificates: Path, *, private: bool = False) -> Trusted:
    """Put an authority into the desk's policy, with the certificates that are in a file now. An admin's right.

    Raises InvalidInput for certificates that cannot be pinned, and for a name or an address that is none.
    """
    data = _read(certificates)
    pinned = pinned_certificates(data, name=str(certificates))
    authority = Authority(url, _as_named(act.desk, certificates), digest_of(data), private)
    policy = in_force(act.session).policy
    wanted = replace(policy, timestamp_authorities={**policy.timestamp_authorities, name: authority})
    done = change(act, write_policy(wanted), name=f"the authority {name}")
    return Trusted(name, authority, pinned.names, done)


def trusted(session: Session) -> Mapping[str, Authority]:
    """Return the authorities of the policy in force; raises ForbiddenMove where there is none."""
    found = in_force(session).policy.timestamp_authorities
    if not found:
        raise ForbiddenMove(
            "no authority is in the desk's policy, so nobody can be asked; an admin puts one there with "
            + do(Step.TIMESTAMP_TRUST, Blank.NAME, Blank.URL, ca=Blank.FILE)
        )
    return found


def certificates_of(desk: Desk, name: str, authority: Authority) -> Certificates:
    """Return the certificates that are pinned for an authority: from the locker, or else from the file that is named.

    Raises InvalidInput where the file is gone, or is another than the policy pins.
    """
    if desk.locker.check(authority.sha256) is None:
        data = desk.locker.read(authority.sha256)
    else:
        path = _path(desk, authority)
        data = _read(path)
        if digest_of(data) != authority.sha256:
            raise InvalidInput(
                f"{path} is not the file that the policy pins for {name}: its SHA-256 is {digest_of(data)} and not "
                f"{authority.sha256}; put the file back, or "
                + do(Step.TIMESTAMP_TRUST, name, authority.url, ca=Blank.FILE)
                + " pins another"
            )
    return Certificates(data, pinned_certificates(data, name=authority.certificates))


def _read(path: Path) -> bytes:
    try:
        refuse_pipe(path)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InvalidInput(f"cannot read the certificates {path}: {error.strerror}") from error
    if len(data) > LARGEST:
        raise InvalidInput(
            f"{path} is too large for an authority's certificates; name the file in PEM with these alone"
        )
    return data


def _as_named(desk: Desk, path: Path) -> str:
    """Write a path as seen from the workspace's folder where it is in there, and in full elsewhere."""
    whole = path.absolute()
    home = desk.folder.absolute().parent if desk.folder is not None else None
    inside = home is not None and whole.is_relative_to(home)
    return (whole.relative_to(home) if inside and home is not None else whole).as_posix()


def _path(desk: Desk, authority: Authority) -> Path:
    named = Path(authority.certificates)
    return desk.folder.parent / named if desk.folder is not None else named
