"""The description of the API for programs that write programs: OpenAPI 3.1, made of the same table that answers."""

from collections.abc import Mapping
from typing import Any

from claimtrack import __version__
from claimtrack.web.api.endpoints import ENDPOINTS, Endpoint
from claimtrack.web.api.problems import MEDIA_TYPE

_PATH = {
    "number": {"type": "integer", "minimum": 1, "maximum": 10**15},
    "name": {"type": "string", "minLength": 1, "description": "a name or a number, with its strokes as %2F"},
}
_TEXT = {"type": "string"}
_ANY_NUMBER = {"type": "integer"}
_MAYBE = {"type": ["object", "null"]}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": sorted(properties), "properties": properties}


_REMEDIES = {"type": "array", "items": {"type": "object"}}
_MESSAGE = _object(text=_TEXT, remedies=_REMEDIES)
_MESSAGES = {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "Message": _MESSAGE,
    "Problem": _object(type=_TEXT, title=_TEXT, status=_ANY_NUMBER, detail=_TEXT, remedies=_REMEDIES),
    "Me": _object(name=_TEXT, role=_TEXT, scopes={"type": "array", "items": _TEXT}, token=_ANY_NUMBER),
    "Article": _object(number=_ANY_NUMBER, title={"type": ["string", "null"]}, claims=_ANY_NUMBER),
    "Report": _object(schema=_TEXT, articles={"type": "array", "items": {"type": "object"}}),
    "ListedClaim": _object(
        claim=_ANY_NUMBER, article=_ANY_NUMBER, status=_TEXT, said=_TEXT, version=_ANY_NUMBER, statement=_TEXT
    ),
    "Claim": _object(
        number=_ANY_NUMBER,
        article=_ANY_NUMBER,
        status=_TEXT,
        version=_ANY_NUMBER,
        text=_TEXT,
        stale={"type": "boolean"},
    ),
    "Evidence": _object(evidence=_ANY_NUMBER, name=_TEXT, sha256=_TEXT, visibility=_TEXT),
    "EvidencePage": _object(
        evidence=_ANY_NUMBER,
        name=_TEXT,
        sha256=_TEXT,
        visibility=_TEXT,
        capture=_MAYBE,
        picture=_MAYBE,
        document=_MAYBE,
        elsewhere=_MAYBE,
        custody={"type": "array", "items": _object(event=_ANY_NUMBER, at=_TEXT, who=_TEXT, what=_TEXT)},
        links={"type": "array", "items": _object(claim=_ANY_NUMBER, stance=_TEXT, basis=_TEXT)},
    ),
    "Source": _object(source=_ANY_NUMBER, name=_TEXT, kind=_TEXT),
    "SourcePage": _object(
        source=_ANY_NUMBER, name=_TEXT, kind=_TEXT, relations={"type": "array", "items": {"type": "object"}}
    ),
    "Reply": _object(reply=_ANY_NUMBER, kind=_TEXT, party=_TEXT, state=_TEXT),
    "Proposal": _object(claim=_ANY_NUMBER, number=_ANY_NUMBER, verdict=_TEXT, by=_TEXT),
    "Event": _object(event=_ANY_NUMBER, at=_TEXT, who=_TEXT, what=_TEXT, hash=_TEXT),
    "Gate": _object(passed={"type": "boolean"}, claims=_ANY_NUMBER, short={"type": "array"}),
    "Verified": _object(
        intact={"type": "boolean"}, events=_ANY_NUMBER, head=_TEXT, problems={"type": "array", "items": _TEXT}
    ),
    "Done": _object(told=_MESSAGES),
}
"""What is answered, by name; everything may have more keys than are named here."""
_PROBLEMS = {
    "400": "the body cannot be read",
    "401": "no token, or none that is good",
    "403": "the token may not do that",
    "404": "it is not there",
    "409": "the rules or the role do not allow it, or the same key is being used just now",
    "412": "somebody else changed it first",
    "413": "it is too large",
    "415": "it is no JSON",
    "422": "a field cannot be taken",
    "428": "no version is named that the change is of",
    "429": "the token asks too often",
    "503": "the database cannot be asked",
}


def described() -> dict[str, Any]:
    """Return the description."""
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimtrack",
            "version": __version__,
            "description": "The ledger of a desk, for programs. Everything that changes it is one service and one "
            "transaction, and is on record as its person's doing.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                status: {
                    "description": words,
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, words in _PROBLEMS.items()
            },
        },
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    return {
        "operationId": one.name,
        "summary": one.summary,
        "description": f"Takes the scope `{one.scope.value}`.",
        "parameters": [*_in_path(one), *_in_query(one), *_in_headers(one)],
        **({"requestBody": _body(one)} if one.body is not None else {}),
        "responses": _responses(one),
    }


def _in_path(one: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in _PATH.items()
        if f"{{{name}}}" in one.path
    ]


def _in_query(one: Endpoint) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in one.query.items()]


def _in_headers(one: Endpoint) -> list[dict[str, Any]]:
    if one.method == "GET":
        return [{"name": "If-None-Match", "in": "header", "schema": _TEXT}]
    key = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
    headers: list[dict[str, Any]] = [{"name": "Idempotency-Key", "in": "header", "schema": key}]
    if one.matches:
        words = "the ETag of the claim that the change is of; * for whatever it is by now"
        match = {"type": "string", "pattern": '^(\\*|"[0-9]{1,9}-[0-9a-f]{16}")$'}
        headers.append({"name": "If-Match", "in": "header", "required": True, "description": words, "schema": match})
    return headers


def _body(one: Endpoint) -> dict[str, Any]:
    schema = {"type": "object", "properties": one.body, "additionalProperties": False}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _responses(one: Endpoint) -> dict[str, Any]:
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{one.schema}"}
    if "cursor" in one.query:
        schema = _object(items={"type": "array", "items": schema}, next={"type": ["string", "null"]})
    tag = {"ETag": {"schema": _TEXT}}
    good = {"description": "done", "headers": tag, "content": {"application/json": {"schema": schema}}}
    more: dict[str, Any] = {"304": {"description": "it is as you have it"}} if one.method == "GET" else {"201": good}
    return {"200": good, **more, **{status: {"$ref": f"#/components/responses/{status}"} for status in _PROBLEMS}}
