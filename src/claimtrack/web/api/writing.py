"""Write values as JSON, with a tag that says whether they changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response

from claimtrack.remedies import Message, written
from claimtrack.reports.wording.measures import iso


def plain(held: Any) -> Any:
    """Return a value as JSON has it: enums are their words, times ISO 8601 in UTC."""
    if isinstance(held, Enum):
        return held.value
    if isinstance(held, datetime):
        return iso(held)
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, Message):
        return written(held)
    if isinstance(held, Mapping):
        return {str(plain(key)): plain(value) for key, value in held.items()}
    if isinstance(held, (list, tuple, set, frozenset)):
        return [plain(one) for one in held]
    if is_dataclass(held) and not isinstance(held, type):
        return {one.name: plain(getattr(held, one.name)) for one in fields(held)}
    return held


def answer(held: Any, *, asked: Headers | None = None, version: int | None = None, status: int = 200) -> Response:
    """Return a value as an answer with a tag; 304 where who asks has it. A claim's tag begins with its version."""
    # Escaped: a lone surrogate is no UTF-8, and marks that turn text around act on whoever reads the line.
    body = json.dumps(plain(held), ensure_ascii=True, allow_nan=False).encode()
    digest = hashlib.sha256(body).hexdigest()[:16]
    tag = f'"{version}-{digest}"' if version is not None else f'"{digest}"'
    if asked is not None and tag in [one.strip() for one in asked.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, status, {"etag": tag}, "application/json")
