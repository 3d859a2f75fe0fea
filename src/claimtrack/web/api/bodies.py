"""What a program sends: one JSON object, taken as the fields of the form that does the same on a page."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from claimtrack.config import MAX_SIZE
from claimtrack.web.api.problems import Refused
from claimtrack.web.forms import Form, Upload

_LONGEST = MAX_SIZE * 4 // 3 + 1_000_000
FILE, FILE_NAME = "file_base64", "file_name"
_LONGEST_NAME = 200


async def body_of(request: Request, fields: Mapping[str, Mapping[str, Any]]) -> tuple[bytes, Form]:
    """Return what was sent, and as a form; raises Refused for what is no object with these fields."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "media-type", "Send JSON", "the body is a JSON object: send it as application/json")
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > _LONGEST:
            raise Refused(413, "too-large", "Too large", f"a body has {_LONGEST:,} bytes at most")
    return bytes(data), _form(_object(bytes(data)), fields)


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data or b"{}", object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise _malformed("it is nested too deeply") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise _malformed(str(error)) from error
    if not isinstance(found, dict):
        raise _malformed("it is no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON's")


def _malformed(why: str) -> Refused:
    return Refused(400, "malformed", "No JSON object", f"the body cannot be read: {why[:200]}")


def _form(found: dict[str, Any], fields: Mapping[str, Mapping[str, Any]]) -> Form:
    unknown = [name for name in found if name not in fields]
    if unknown:
        raise _unfit(_shown(unknown[0]), f"is none of {', '.join(fields) or 'no fields'}")
    taken = {
        name: _values(name, value, fields[name])
        for name, value in found.items()
        if value is not None and name not in {FILE, FILE_NAME}
    }
    return Form({name: values for name, values in taken.items() if values}, _file(found))


def _values(name: str, value: Any, schema: Mapping[str, Any]) -> list[str]:
    match schema["type"]:
        case "boolean" if isinstance(value, bool):
            return ["on"] if value else []
        case "integer" if isinstance(value, int) and not isinstance(value, bool):
            return [_number(name, value)]
        case "string" if isinstance(value, str):
            return [_words(name, value)]
        case "array" if isinstance(value, list):
            if schema["items"]["type"] == "integer" and all(type(one) is int for one in value):
                return [_number(name, one) for one in value]
            if schema["items"]["type"] == "string" and all(isinstance(one, str) for one in value):
                # A form has one field with a line each: what has several lines is one of them all the same.
                return ["\n".join(" ".join(_words(name, one).split("\n")) for one in value)]
    raise _unfit(name, f"is no {schema['type']}")


def _number(name: str, value: int) -> str:
    if not 0 <= value < 10**15:
        raise _unfit(name, "is no number of anything")
    return str(value)


def _words(name: str, value: str) -> str:
    if "\0" in value:
        raise _unfit(name, "holds a NUL character, which no text has")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _unfit(name, "holds half a character") from error
    return value.replace("\r\n", "\n")


def _file(found: dict[str, Any]) -> Upload | None:
    data, name = found.get(FILE), found.get(FILE_NAME)
    if data is None and name is None:
        return None
    if not isinstance(data, str) or not isinstance(name, str):
        raise _unfit(FILE, f"and {FILE_NAME} come together, as strings")
    try:
        decoded = base64.b64decode(data.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unfit(FILE, "is no base64") from error
    if len(decoded) > MAX_SIZE:
        raise _unfit(FILE, f"has {len(decoded):,} bytes, and {MAX_SIZE:,} are the most that is taken here")
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return Upload("".join(one for one in last if one.isprintable())[:_LONGEST_NAME] or "upload", decoded)


def _unfit(name: str, why: str) -> Refused:
    return Refused(422, "field", "A field cannot be taken", f'the field "{name}" {why}')


def _shown(name: str) -> str:
    return "".join(one for one in name if one.isprintable())[:60]
