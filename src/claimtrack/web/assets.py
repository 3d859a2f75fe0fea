"""Our own scripts and styles: sent small, and kept by a browser for as long as they are these.

Their addresses carry a digest of them all. Whoever asks with it may keep what they get, for another version has another
address; whoever asks without gets what is here now. Pages themselves are not made small: with what somebody else can
have stand on it, the length of a page that was made small would tell what else stands there, its token too (BREACH).
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from claimtrack.web.door import STATIC

_YEAR = "private, max-age=31536000, immutable"


@cache
def version() -> str:
    """Return a digest of everything that is sent from here."""
    folder = files("claimtrack.web").joinpath("static")
    found = sha256()
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        found.update(one.name.encode() + b"\0" + one.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def address_of(name: str) -> str:
    """Return the address of a script or a style, as pages name it."""
    return f"{STATIC}{name}?v={version()}"


def assets() -> ASGIApp:
    """Return the program that sends them."""
    return GZipMiddleware(_Kept(packages=[("claimtrack.web", "static")]), minimum_size=500)


class _Kept(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if scope["query_string"] == f"v={version()}".encode() and answer.status_code in {200, 304}:
            answer.headers["cache-control"] = _YEAR
        return answer
