"""A provider of OpenID Connect on this machine: it speaks the standard, and lies where a test has it lie."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "the-desk", "a secret of the provider and the desk"


_KEYS = [RSAKey.generate_key(2048, {"kid": name}) for name in ("first", "second")]


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


@dataclass
class Played:
    """What the provider knows, and what it says otherwise than it is.

    ``claims`` stand in its tokens instead of what is true, ``header`` in their head; ``signed_by`` is its key.
    """

    issuer: str = ""
    subject: str = "24400320"
    now: float = field(default_factory=time.time)
    claims: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    refuses: str | None = None
    signed_by: RSAKey = field(default_factory=lambda: _KEYS[0])
    published: list[RSAKey] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = [self.signed_by]

    def rotate(self) -> None:
        """Take another key, and show the one before no more."""
        self.signed_by = _KEYS[1]
        self.published = [self.signed_by]

    async def description(self, _: Request) -> Response:
        self.asked.append("description")
        names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        places = {name: self.issuer + path for name, path in names.items()}
        return JSONResponse({"issuer": self.issuer, **places, **self.described})

    async def keys(self, _: Request) -> Response:
        self.asked.append("keys")
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.published]})

    async def authorize(self, request: Request) -> Response:
        """Let whoever comes be ``subject``, without a page; a browser would show one."""
        asked = dict(request.query_params)
        back = {"state": asked["state"], "iss": self.issuer}
        if self.refuses is not None:
            return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({**back, 'error': self.refuses})}")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({**back, 'code': code})}")

    async def end(self, request: Request) -> Response:
        """Log out whoever comes, and send them where they say."""
        self.asked.append("end")
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])

    async def token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self.codes.pop(form["code"], None)
        if asked is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = _base64(digest).decode()
        fits = (asked["code_challenge"], asked["code_challenge_method"], asked["redirect_uri"], asked["client_id"])
        if fits != (challenge, "S256", form["redirect_uri"], CLIENT):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": "of no use", "token_type": "Bearer", "id_token": self._signed(asked["nonce"])}
        )

    def _signed(self, nonce: str) -> str:
        now = int(self.now)
        true = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce}
        claims = {name: value for name, value in (true | self.claims).items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.signed_by.kid}
        if self.algorithm in {"none", "HS256"}:  # no library signs so: by nothing, or by the public key as a secret
            words = b".".join(_base64(json.dumps(one).encode()) for one in (header, claims))
            public = self.signed_by.as_pem(private=False)
            sealed = hmac.digest(public, words, "sha256") if self.algorithm == "HS256" else b""
            return (words + b"." + _base64(sealed)).decode()
        return jwt.encode(header, claims, self.signed_by, algorithms=[self.algorithm])


@contextmanager
def provided() -> Iterator[Played]:
    """Run a provider at a free port of 127.0.0.1."""
    played = Played()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", played.description),
            Route("/keys", played.keys),
            Route("/authorize", played.authorize),
            Route("/end", played.end),
            Route("/token", played.token, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    played.issuer = f"http://127.0.0.1:{port}"
    try:
        yield played
    finally:
        server.should_exit = True
        thread.join()
