r"""The report as JSON, for programs: everything in the ``Report``, in a fixed order.

The schema ``claimtrack.report/1`` is the field names of ``reports.model``, with these rules:

- ``schema`` stands first; ``articles`` hold their ``claims``, in the order of the text.
- Times are ISO 8601 in UTC with ``Z``; enums are their words; what is not known is ``null``, never left out.
- A span is ``[start, end]``, code points into the article's ``text``, end exclusive.
- ``summary.statuses`` and ``summary.saids`` are objects from word to number, zeros included.
- Text is exact. Characters that could act on a terminal (controls, bidirectional marks, lone surrogates) are written
  as ``\uXXXX``, all others as themselves.
"""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum

from claimtrack.reports.model import Report, Summary
from claimtrack.reports.wording.measures import iso

SCHEMA = "claimtrack.report/1"

# What json.dumps leaves as it is and a terminal, an editor or an encoder would not.
_ACTING = re.compile(
    "[\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def render(report: Report) -> bytes:
    """Render a report as JSON, indented by two, with a line break at the end."""
    content = {"schema": SCHEMA, **_members(report)}
    written = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode() + b"\n"


def _plain(held: object) -> object:
    if isinstance(held, Enum):
        return held.value
    if isinstance(held, datetime):
        return iso(held)
    if isinstance(held, tuple):
        return [_plain(part) for part in held]
    return _members(held) if is_dataclass(held) else held


def _members(held: object) -> dict[str, object]:
    if not is_dataclass(held):
        raise TypeError(f"{type(held).__name__} is no part of a report")
    members = {field.name: _plain(getattr(held, field.name)) for field in fields(held)}
    if isinstance(held, Summary):
        members["statuses"] = {word.value: number for word, number in held.statuses}
        members["saids"] = {word.value: number for word, number in held.saids}
    return members
