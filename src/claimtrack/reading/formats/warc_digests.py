"""The digests that a web archive gives of its own records, held against what is in them."""

import base64
import binascii
import hashlib
import hmac

from claimtrack.reading.formats.http_answers import bodies
from claimtrack.reading.formats.warc_records import Record

_KNOWN = {"md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512"}


def is_altered(record: Record) -> bool:
    """Tell whether a record is not what its own digests say; False where it gives none that can be checked.

    The digest of a payload is that of the body as it came; some programs take it of the body without the lengths of its
    chunks, which is taken for as good.
    """
    fields, block = record.fields, record.block
    if not block or fields.get("warc-type") == "revisit":
        return False
    is_answer = fields.get("content-type", "").lower().startswith("application/http")
    payload: tuple[bytes, ...] = bodies(block) if is_answer else (block,)
    return _fails(fields.get("warc-block-digest", ""), (block,)) or _fails(
        fields.get("warc-payload-digest", ""), payload
    )


def has_digest(record: Record) -> bool:
    """Tell whether a record was looked into and gives a digest of itself that can be checked."""
    fields = record.fields
    if not record.block or fields.get("warc-type") == "revisit":
        return False
    return any(_wanted(fields.get(name, "")) is not None for name in ("warc-block-digest", "warc-payload-digest"))


def _wanted(told: str) -> tuple[str, bytes] | None:
    """Return by which function a digest was made, and its bytes; None for one that cannot be checked."""
    name, _, value = told.partition(":")
    algorithm = _KNOWN.get(name.strip().lower())
    if algorithm is None:
        return None
    wanted = _value(value.strip(), hashlib.new(algorithm, usedforsecurity=False).digest_size)
    return (algorithm, wanted) if wanted is not None else None


def _fails(told: str, wholes: tuple[bytes, ...]) -> bool:
    found = _wanted(told)
    if found is None:
        return False
    algorithm, wanted = found
    return not any(
        hmac.compare_digest(hashlib.new(algorithm, data, usedforsecurity=False).digest(), wanted) for data in wholes
    )


def _value(written: str, size: int) -> bytes | None:
    """Return the bytes of a digest, written in base 16 or 32; None for what is neither, which cannot be checked."""
    try:
        found = bytes.fromhex(written) if len(written) == 2 * size else base64.b32decode(written, casefold=True)
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == size else None
