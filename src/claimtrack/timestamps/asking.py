"""Ask an authority over HTTP: bounded in time and size, to no inside address unless the desk's policy says so."""

import time

import httpx

from claimtrack import __version__
from claimtrack.errors import InvalidInput
from claimtrack.reading.fetch import guarded_client
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.authorities import Authority

SECONDS = 20.0
_LARGEST = 1_000_000
_TYPE = "application/timestamp-query"
_REPLY = "application/timestamp-reply"


def ask(authority: Authority, request: bytes, *, name: str, seconds: float = SECONDS) -> bytes:
    """Send one request and return what comes back, unread; raises InvalidInput with what went wrong.

    No redirect is followed: where an authority is, the desk's policy says.
    """
    headers = {
        "User-Agent": f"claimtrack/{__version__}",
        "Content-Type": _TYPE,
        "Accept": _REPLY,
        "Accept-Encoding": "identity",
    }
    trusted = do(Step.TIMESTAMP_TRUST, name, authority.url, ca=Blank.FILE, private=True)
    inside = "if you mean it, an admin says so with " + trusted
    try:
        with guarded_client(
            deadline=time.monotonic() + seconds, seconds=seconds, allow_private=authority.private, inside=inside
        ) as client:
            response = client.send(
                client.build_request("POST", authority.url, content=request, headers=headers), stream=True
            )
            try:
                return _body(response, name)
            finally:
                response.close()
    except httpx.TimeoutException as error:
        raise InvalidInput(f"{name} did not answer within {seconds:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise InvalidInput(f"{name} cannot be reached: {str(error) or type(error).__name__}") from error


def _body(response: httpx.Response, name: str) -> bytes:
    if response.next_request is not None:
        raise InvalidInput(
            f"{name} sends on to {response.next_request.url}; if it has moved there, trust it under that address"
        )
    if not response.is_success:
        raise InvalidInput(f"{name} answers {response.status_code} {response.reason_phrase}")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "text/html":
        raise InvalidInput(
            f"{name} answers with a web page and not with a timestamp: its address is another, or this network wants "
            "you to log in first"
        )
    data = bytearray()
    for piece in response.iter_raw():
        data += piece
        if len(data) > _LARGEST:
            raise InvalidInput(f"{name} answers with more than {_LARGEST:,} bytes, which is no timestamp")
    if not data:
        raise InvalidInput(f"{name} answers with nothing")
    return bytes(data)
