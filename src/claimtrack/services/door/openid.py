"""Ask a provider of OpenID Connect who somebody is: the authorization code flow with PKCE, its token checked here.

What a browser takes along to the provider and back (state, nonce, the verifier of PKCE) is in a cookie that this
process signs, so that nobody fills a memory here by asking; it is good for ten minutes and once. The provider's own
description and its keys are fetched when somebody logs in: a desk starts, and passphrases open it, while the provider
is down. Needs the extra ``openid``.
Source: OpenID Connect Core 1.0, 3.1; Discovery 1.0; RFC 7636 (PKCE); RFC 9207 (``iss``); RFC 9700.
"""

import hmac
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet, OctKey

from claimtrack.clock import Clock
from claimtrack.errors import ClaimtrackError, ForbiddenMove, InvalidInput, UsageError
from claimtrack.remedies import Field
from claimtrack.services.door.proof import new_secret

LEEWAY = 60
"""Seconds by which the provider's clock may differ from this one's."""
LASTS = 600
"""Seconds that somebody may take at the provider."""
_SECONDS = 10.0
_LARGEST = 1_000_000
_FRESH = 3_600.0
"""Seconds for which the provider's description and keys are not asked for again."""
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that the provider alone has: neither none, nor one by a secret that both know."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_MOST_USED = 100_000


class Unreachable(ClaimtrackError):
    """The provider does not answer, or not as one."""


class NotBegun(InvalidInput):
    """Whoever comes back did not leave from here, or came back before, or took too long."""


class NotVouched(ForbiddenMove):
    """What the provider says, or what somebody says that it says, lets nobody in."""


@dataclass(frozen=True, slots=True)
class Client:
    """What this desk is to the provider: its ``name`` there, its secret if it has one, and where people come back."""

    issuer: str
    name: str
    secret: str | None = field(repr=False)
    back: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider says that somebody is, and the page of the desk that they wanted.

    ``token`` is what the provider knows the log-in by when it is to end it.
    """

    subject: str
    next: str
    token: str = field(repr=False)


def issuer_of(address: str) -> str:
    """Return the address of a provider as it was given; raises UsageError for one whose answers others could write."""
    if not _is_safe(address, plain=True) or urlsplit(address).query or urlsplit(address).fragment:
        raise UsageError(
            Field("issuer") + f' takes the https address of the provider, as it calls itself, and not "{address}"'
        )
    return address


def _is_safe(address: object, *, plain: bool) -> bool:
    """Tell whether an address is https; with ``plain`` http will do on this machine itself."""
    try:
        parts = urlsplit(address if isinstance(address, str) else "")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    encrypted = parts.scheme == "https" or (plain and parts.scheme == "http" and host in _LOOPBACK)
    return bool(encrypted and host and not parts.username and not parts.password)


class Provider:
    """One provider, as this desk asks it."""

    def __init__(self, client: Client, clock: Clock) -> None:
        """Ask nothing yet."""
        self.client = client
        self._clock = clock
        self._is_plain = client.issuer.startswith("http:")
        self._signs = OctKey.generate_key(256)
        self._used: dict[str, float] = {}
        self._lock = Lock()
        self._known: dict[str, tuple[float, Any]] = {}

    def begin(self, next_: str) -> tuple[str, str]:
        """Return where a browser goes to log in, and what its cookie holds meanwhile; raises Unreachable."""
        kept = {"state": new_secret(), "nonce": new_secret(), "verifier": new_secret(), "next": next_}
        with self._speaking() as speaking:
            address, _ = speaking.create_authorization_url(
                self._place("authorization_endpoint"),
                state=kept["state"],
                nonce=kept["nonce"],
                code_verifier=kept["verifier"],
            )
        signed = jwt.encode({"alg": "HS256"}, {**kept, "exp": self._seconds() + LASTS}, self._signs)
        return str(address), signed

    def finish(self, asked: Mapping[str, str], cookie: str) -> Vouched:
        """Return whom the provider vouches for when a browser comes back; ``asked`` is what its address asks.

        Raises NotBegun where it did not leave from here, NotVouched for what proves nobody, Unreachable.
        """
        kept = self._left_with(cookie)
        if not hmac.compare_digest(asked.get("state", "").encode(), kept["state"].encode()):
            raise NotBegun("this is not the log-in that was begun in this browser; begin it again")
        self._use(kept["state"])
        if asked.get("iss", self._unsaid()) != self.client.issuer:
            raise NotVouched("this comes from another provider than the one that was asked")
        if "error" in asked or "code" not in asked:
            raise NotVouched(f"the provider lets you in nowhere: {_told(asked.get('error'), 'it sent no code')}")
        answer = self._answer(asked["code"], kept["verifier"])
        claims = self._checked(answer, kept["nonce"])
        return Vouched(claims["sub"], kept["next"], answer["id_token"])

    def leaving(self, token: str, back: str) -> str | None:
        """Return where a browser goes to log out at the provider as well; None where that has no such place.

        ``token`` is what ``Vouched`` said, or "" where it is not known any more: the provider asks the person then.
        ``back`` is where the provider sends the browser, which it takes where the desk is registered with that address.
        Raises Unreachable. Source: OpenID Connect RP-Initiated Logout 1.0, 2.
        """
        if self._once("description", self._description).get("end_session_endpoint") is None:
            return None
        place = urlsplit(self._place("end_session_endpoint"))
        asked = {"client_id": self.client.name, "post_logout_redirect_uri": back}
        if not place.geturl().isascii():
            raise Unreachable(f"the provider {self.client.issuer} names no plain address as end_session_endpoint")
        query = urlencode({**asked, **({"id_token_hint": token} if token else {})})
        return place._replace(query=f"{place.query}&{query}" if place.query else query, fragment="").geturl()

    def _unsaid(self) -> str | None:
        """Return who an answer is from that does not say so: nobody, where the provider says that it always does."""
        says = self._once("description", self._description).get("authorization_response_iss_parameter_supported")
        return None if says is True else self.client.issuer

    def _left_with(self, cookie: str) -> dict[str, Any]:
        try:
            kept = jwt.decode(cookie, self._signs, algorithms=["HS256"]).claims
        except (JoseError, ValueError):
            kept = {}
        if not kept or kept["exp"] < self._seconds():
            raise NotBegun("no log-in was begun in this browser within ten minutes; begin it again")
        return kept

    def _use(self, state: str) -> None:
        """Take a state, once; raises NotBegun for one that was taken."""
        now = time.monotonic()
        with self._lock:
            if state in self._used:
                raise NotBegun("this log-in was used before; begin another one")
            if len(self._used) >= _MOST_USED:
                self._used = {one: at for one, at in self._used.items() if now - at < LASTS}
            self._used[state] = now

    def _answer(self, code: str, verifier: str) -> Mapping[str, Any]:
        try:
            with self._speaking() as speaking:
                found = speaking.fetch_token(
                    self._place("token_endpoint"), code=code, code_verifier=verifier, grant_type="authorization_code"
                )
        except AuthlibBaseError as error:
            raise NotVouched(f"the provider does not take the code: {_told(error.error, 'it does not say why')}") from (
                error
            )
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, AttributeError, TypeError) as error:
            raise self._down(error) from error
        if not isinstance(found, dict) or not isinstance(found.get("id_token"), str):
            raise NotVouched("the provider does not say who you are: it sent no id token")
        return found

    def _checked(self, answer: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        """Return what an id token says, once its signature, issuer, audience, time and nonce were held against ours."""
        try:
            found = self._decoded(answer["id_token"])
            claims = CodeIDToken(
                found.claims,
                found.header,
                options={
                    "iss": {"essential": True, "value": self.client.issuer},
                    "sub": {"essential": True},
                    "aud": {"essential": True, "value": self.client.name},
                },
                params={
                    "nonce": nonce,
                    "client_id": self.client.name,
                    "access_token": answer.get("access_token"),
                },
            )
            claims.validate(now=self._seconds(), leeway=LEEWAY)
        except ExpiredTokenError as error:
            raise NotVouched("what the provider says is over already; see that both clocks are right") from error
        except (JoseError, ValueError, TypeError) as error:
            raise NotVouched(f"what the provider says of you cannot be trusted: {_told(str(error), 'no token')}") from (
                error
            )
        said: Mapping[str, Any] = claims
        return said

    def _decoded(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._keys(), algorithms=list(_ALGORITHMS))
        except (JoseError, ValueError):
            # A provider changes its keys when it likes: they are asked for once more, and that decides.
            self._known.pop("keys", None)
            return jwt.decode(token, self._keys(), algorithms=list(_ALGORITHMS))

    def _keys(self) -> KeySet:
        found: KeySet = self._once("keys", lambda: KeySet.import_key_set(self._fetched(self._place("jwks_uri"))))
        return found

    def _place(self, name: str) -> str:
        """Return an address that the provider's description names; raises Unreachable for one that is not safe."""
        address = self._once("description", self._description).get(name)
        if not _is_safe(address, plain=self._is_plain):
            raise Unreachable(f"the provider {self.client.issuer} names no https address as {name}")
        return str(address)

    def _description(self) -> dict[str, Any]:
        found: dict[str, Any] = self._fetched(self.client.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self.client.issuer:
            named = _told(found.get("issuer"), "nothing")
            raise Unreachable(f'the provider {self.client.issuer} calls itself "{named}"; give that as its issuer')
        return found

    def _once(self, name: str, ask: Callable[[], Any]) -> Any:
        at, found = self._known.get(name, (0.0, None))
        if found is None or time.monotonic() - at > _FRESH:
            try:
                found = ask()
            except (httpx2.HTTPError, httpx2.InvalidURL, JoseError, LookupError, TypeError, ValueError) as error:
                raise self._down(error) from error
            self._known[name] = time.monotonic(), found
        return found

    def _fetched(self, address: str) -> Any:
        with (
            httpx2.Client(timeout=_SECONDS, trust_env=False, follow_redirects=False) as asking,
            asking.stream("GET", address) as answer,
        ):
            if answer.status_code != 200:
                raise ValueError(f"it answered {answer.status_code}")
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > _LARGEST:
                    raise ValueError("it answered with more than anybody's description has")
        found = json.loads(data)
        if not isinstance(found, dict):
            raise TypeError("it answered with something else")
        return found

    @contextmanager
    def _speaking(self) -> Iterator[OAuth2Client]:
        with OAuth2Client(
            client_id=self.client.name,
            client_secret=self.client.secret,
            token_endpoint_auth_method=self._shown_by(),
            redirect_uri=self.client.back,
            scope="openid",
            code_challenge_method="S256",
            timeout=_SECONDS,
            trust_env=False,
            follow_redirects=False,
        ) as speaking:
            yield speaking

    def _shown_by(self) -> str:
        """Return how the secret is shown: in the head where the provider takes that, as it does by the standard."""
        if self.client.secret is None:
            return "none"
        _, described = self._known.get("description", (0.0, {}))
        ways = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"

    def _down(self, error: Exception) -> Unreachable:
        return Unreachable(
            f"the provider {self.client.issuer} does not answer as one ({_told(str(error), type(error).__name__)}); "
            "try again later, or log in by passphrase"
        )

    def _seconds(self) -> int:
        now: datetime = self._clock()
        return int(now.timestamp())


def _told(words: object, otherwise: str) -> str:
    """Return words from outside, short and harmless."""
    shown = "".join(mark for mark in words if mark.isprintable())[:200] if isinstance(words, str) else ""
    return shown or otherwise
