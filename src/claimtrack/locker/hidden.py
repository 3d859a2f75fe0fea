"""Addresses as people may read them."""

import re

_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/]*@")


def without_password(url: str) -> str:
    """Return an address without the password in it, where there is one."""
    return _PASSWORD.sub(r"\1@", url)
