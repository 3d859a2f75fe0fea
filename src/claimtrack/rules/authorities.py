"""The authorities that a desk trusts to say what time it is, as its policy names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimtrack.errors import InvalidInput

MOST = 8
"""Authorities of a desk: each is asked for each timestamp."""
_ADDRESS = re.compile(r"https?://[^\s/@?#]+(?:[/?][^\s#]*)?")
_DIGEST = re.compile("[0-9a-f]{64}")
_TAKES = ("url", "certificates", "sha256", "private")
_NEEDED = _TAKES[:3]


@dataclass(frozen=True, slots=True)
class Authority:
    """Where it is asked, the file of its pinned certificates with that file's digest, and whether it may be inside.

    ``certificates`` is a path as seen from the workspace's folder; what counts is ``sha256``.
    """

    url: str
    certificates: str
    sha256: str
    private: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as a policy's text has it."""
        found: dict[str, Any] = {"url": self.url, "certificates": self.certificates, "sha256": self.sha256}
        return {**found, "private": True} if self.private else found


def authority_of(value: Any) -> Authority:
    """Read an authority from what stands in a policy; raises InvalidInput with what is wrong."""
    if not isinstance(value, Mapping):
        raise InvalidInput('it takes { url = "https://...", certificates = "FILE", sha256 = "DIGEST" }')
    for name in value:
        if name not in _TAKES:
            raise InvalidInput(f'it has no "{name}"; it has {", ".join(_TAKES)}')
    for name in _NEEDED:
        if not isinstance(value.get(name), str):
            raise InvalidInput(f"its {name} is missing, or no text")
    if not isinstance(value.get("private", False), bool):
        raise InvalidInput("private is true or false")
    url, certificates, digest = (str(value[name]) for name in _NEEDED)
    if not _ADDRESS.fullmatch(url) or not url.isprintable():
        raise InvalidInput("its url is no web address without a user name, such as https://tsa.example.org/tsr")
    if not certificates.strip() or not certificates.isprintable():
        raise InvalidInput("its certificates name no file")
    if not _DIGEST.fullmatch(digest):
        raise InvalidInput("its sha256 is not the 64 digits that sha256sum prints for the file of certificates")
    return Authority(url, certificates, digest, value.get("private", False))
