"""What cannot be done, as ``application/problem+json`` (RFC 9457): the same messages, with their remedies as data."""

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from starlette.responses import Response

from claimtrack.errors import (
    ChangedMeanwhile,
    ClaimtrackError,
    DatabaseTrouble,
    ForbiddenMove,
    InvalidInput,
    NotFound,
    UsageError,
    VerificationFailed,
)
from claimtrack.remedies import Do, Message, Remedy, Words, written

MEDIA_TYPE = "application/problem+json"

_KINDS: tuple[tuple[type[ClaimtrackError], int, str, str], ...] = (
    (NotFound, 404, "not-found", "It is not there"),
    (ForbiddenMove, 409, "forbidden-move", "The rules, or your role, do not allow it"),
    (ChangedMeanwhile, 412, "changed-meanwhile", "Somebody else changed it first"),
    (InvalidInput, 422, "invalid-input", "It cannot be taken as it is"),
    (UsageError, 422, "usage", "What was asked means nothing"),
    (VerificationFailed, 500, "not-intact", "Something is not what was recorded"),
    (DatabaseTrouble, 503, "database-trouble", "The database cannot be asked"),
)


class Refused(Exception):
    """A request that is refused before any service is asked."""

    def __init__(
        self, status: int, kind: str, title: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.headers = dict(headers or {})


def of_error(error: ClaimtrackError) -> Response:
    """Return the answer for what a service refused."""
    for kind, status, name, title in _KINDS:
        if isinstance(error, kind):
            return problem(status, name, title, error.message)
    return problem(500, "error", "It could not be done", error.message)


def of_refusal(refused: Refused) -> Response:
    """Return the answer for what was refused before."""
    answer = problem(refused.status, refused.kind, refused.title, refused.detail)
    answer.headers.update(refused.headers)
    return answer


def problem(status: int, kind: str, title: str, words: Words) -> Response:
    """Return an answer that says what, why and what to do next."""
    told = message(words)
    body = {
        "type": f"urn:claimtrack:problem:{kind}",
        "title": title,
        "status": status,
        "detail": told["text"],
        "remedies": told["remedies"],
    }
    return Response(json.dumps(body, ensure_ascii=True).encode(), status, media_type=MEDIA_TYPE)


def message(words: Words) -> dict[str, Any]:
    """Return a message as data: its text, as the command line writes it, and its remedies."""
    parts = words.parts if isinstance(words, Message) else ()
    return {"text": written(words), "remedies": [_remedy(one) for one in parts if not isinstance(one, str)]}


def _remedy(remedy: Remedy) -> dict[str, Any]:
    if isinstance(remedy, Do):
        return {
            "step": remedy.step.value,
            "arguments": [_value(one) for one in remedy.arguments],
            "options": {name: _value(value) for name, value in remedy.options},
            "command": remedy.line(),
        }
    return {"field": remedy.name, "value": _value(remedy.value)}


def _value(value: object) -> object:
    return value.value if isinstance(value, Enum) else value if isinstance(value, bool | int | str) else str(value)
