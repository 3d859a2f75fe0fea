"""The API as a program of its own, mounted in the desk's: every answer is JSON, and so is every refusal."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from itertools import groupby
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from claimtrack.errors import ClaimtrackError
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.door import once
from claimtrack.services.integrity.damaged import damaged
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.web.api.bearers import Pace, admitted
from claimtrack.web.api.bodies import body_of
from claimtrack.web.api.description import described
from claimtrack.web.api.endpoints import ENDPOINTS, Endpoint
from claimtrack.web.api.problems import Refused, of_error, of_refusal
from claimtrack.web.forms import Form

PLACE = "/api/v1"
_KEY = re.compile(r"[!-~]{1,200}")
_MATCH = re.compile(r'"([0-9]{1,9})-[0-9a-f]{16}"')
_CONVERTED = {"{number}": "{number:int}", "{name}": "{name:path}"}
_LARGEST_NUMBER = 10**15
_Answer = Callable[[Request], Awaitable[Response]]


def api(desk: Desk, pace: Pace | None = None) -> Starlette:
    """Make the program; ``pace`` says how often a token may ask."""
    pace = pace or Pace()
    document = described()

    async def description(_: Request) -> Response:
        return JSONResponse(document)

    routes = [Route("/openapi.json", description)]
    for path, group in groupby(sorted(ENDPOINTS, key=_most_exact), key=lambda one: one.path):
        methods = {one.method: _answered(one, desk, pace) for one in group}
        routes.append(Route(_converted(path), _dispatched(methods), methods=[*methods]))
    return Starlette(
        routes=routes, exception_handlers={HTTPException: _no_page, Refused: _refused, ClaimtrackError: _failed}
    )


def _most_exact(one: Endpoint) -> tuple[bool, str, str]:
    # A name may have strokes: what ends with it takes every longer address, and is asked last.
    return one.path.endswith("{name}"), one.path, one.method


def _converted(path: str) -> str:
    for plain, typed in _CONVERTED.items():
        path = path.replace(plain, typed)
    return path


def _dispatched(methods: dict[str, _Answer]) -> _Answer:
    async def dispatch(request: Request) -> Response:
        # HEAD comes with GET.
        return await methods.get(request.method, methods.get("GET", next(iter(methods.values()))))(request)

    return dispatch


def _answered(one: Endpoint, desk: Desk, pace: Pace) -> _Answer:
    async def answered(request: Request) -> Response:
        acting, bearer = await admitted(request, desk, pace, one.scope)
        request.scope["bearer"] = bearer
        if one.body is None:
            form = _query(request, one)
            return await run_in_threadpool(_done, one, acting, request, form)
        _query(request, one)
        data, form = await body_of(request, one.body)
        if one.matches:
            form = _matched(request, form)
        key = _key(request)
        if key is None:
            return await run_in_threadpool(_done, one, acting, request, form)
        return await run_in_threadpool(
            _done_once, one, acting, request, form, (bearer.token, key, _digest(request, data))
        )

    return answered


def _done(one: Endpoint, desk: Desk, request: Request, form: Form) -> Response:
    if request.path_params.get("number", 0) > _LARGEST_NUMBER or "\0" in request.path_params.get("name", ""):
        raise Refused(404, "not-found", "It is not there", "nothing on record is called that")
    try:
        return one.answers(desk, request, form)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError):
        trouble = damaged(desk)
        if trouble is None:
            raise  # a mistake of ours
        return of_error(trouble)


def _done_once(one: Endpoint, desk: Desk, request: Request, form: Form, asked: tuple[int, str, str]) -> Response:
    token, key, digest = asked
    before = once.begun(desk, token, key, digest)
    if before is not None:
        again = _again(before, digest)
        _insist_on_reading(one, desk, request)
        return again
    status, tag, body = 500, "", b""
    try:
        found = _done(one, desk, request, form)
        status, tag, body = found.status_code, found.headers.get("etag", ""), bytes(found.body)
        return found
    finally:
        once.done(desk, token, key, status, tag, body)


def _insist_on_reading(one: Endpoint, desk: Desk, request: Request) -> None:
    """Raise NotFound where who asks may no longer read what the kept answer is about: answers outlive rights."""
    number = request.path_params.get("number")
    if number is not None and one.path.startswith("/claims/"):
        look(desk, [number])
    elif number is not None:
        list_claims(desk, Filters(article=number), limit=1)


def _again(before: once.Kept, digest: str) -> Response:
    if before.request != digest:
        raise Refused(
            422, "key-taken", "The key was used", "another request had this Idempotency-Key; take another one"
        )
    if before.status is None:
        raise Refused(
            409,
            "in-progress",
            "It is being done",
            "a request with this Idempotency-Key is being done, or its server died over it; read the record before you "
            "ask with another key",
            {"retry-after": "5"},
        )
    headers = {"idempotent-replayed": "true"} | ({"etag": before.headers} if before.headers else {})
    return Response(before.body, before.status, headers, "application/json")


def _digest(request: Request, data: bytes) -> str:
    what = f"{request.method} {request.url.path} {request.headers.get('if-match', '')}\n".encode()
    return hashlib.sha256(what + data).hexdigest()


def _key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise Refused(422, "key", "No such key", "an Idempotency-Key has 1 to 200 plain characters, and no blanks")
    return key


def _matched(request: Request, form: Form) -> Form:
    asked = request.headers.get("if-match")
    if asked is None:
        raise Refused(
            428,
            "no-version",
            "Say of which version",
            "send the ETag of the claim as you read it as If-Match, or * for whatever it is by now",
        )
    if asked.strip() == "*":
        return form
    found = _MATCH.fullmatch(asked.strip())
    if found is None:
        raise Refused(422, "version", "No such version", "If-Match takes one ETag of a claim as it was read, or *")
    return Form({**form.fields, "version": [found[1]]}, form.file)


def _query(request: Request, one: Endpoint) -> Form:
    fields: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        schema = one.query.get(name)
        if schema is None or name in fields:
            shown = "".join(mark for mark in name if mark.isprintable())[:60]
            why = "is asked twice" if schema is not None else f"is none of {', '.join(one.query) or 'no fields'}"
            raise Refused(422, "field", "A field cannot be taken", f'the field "{shown}" {why}')
        _add(fields, name, value, schema)
    return Form(fields)


def _add(fields: dict[str, list[str]], name: str, value: str, schema: Any) -> None:
    fits = {
        "boolean": value in {"true", "false"},
        "integer": value.isascii()
        and value.isdecimal()
        and len(value) <= 15
        and int(value) >= schema.get("minimum", 0),
        "string": "\0" not in value and (value in schema["enum"] if "enum" in schema else True),
    }
    if not fits[schema["type"]]:
        allowed = f" one of {', '.join(schema['enum'])}" if "enum" in schema else f" a {schema['type']}"
        raise Refused(422, "field", "A field cannot be taken", f'the field "{name}" is not{allowed}')
    if value != "false" or schema["type"] != "boolean":
        fields[name] = [value]


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - it is registered for nothing else
    return of_refusal(error)


def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, ClaimtrackError)  # noqa: S101 - it is registered for nothing else
    return of_error(error)


def _no_page(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for nothing else
    known = {404: ("not-found", "there is no such address"), 405: ("method", "this address takes another method")}
    kind, words = known.get(error.status_code, ("refused", error.detail))
    return of_refusal(Refused(error.status_code, kind, "It cannot be asked", words, error.headers or {}))
