"""Secrets, of which only digests are kept, and digests by which events prove rows."""

import hashlib
import json
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.db.door_models import Sitting

_BYTES = 32


def new_secret() -> str:
    """Return a secret that nobody guesses: 256 bits, as letters that an address can have."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. One that nobody can guess needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def proof(*values: str | int | bool | None) -> str:
    """Return the digest of a row's values, which tells nothing of them: one of them is a secret, or made of one."""
    return digest_of(json.dumps(values))


def sitting_proof(row: "Sitting") -> str:
    """Return by what the event that opened a sitting proves its row; one by a passphrase is proved as ever."""
    by = () if row.account_id is None else (row.account_id,)
    return proof(row.token_hash, row.reviewer_id, *by)
