"""The fields of everything that a program can have done, as JSON Schema: those of the forms that do it on a page."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    Means,
    PartySide,
    RelationKind,
    Said,
    Serves,
    Stance,
    Status,
)
from claimtrack.web.api.bodies import FILE, FILE_NAME

Fields = Mapping[str, Mapping[str, Any]]

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_FLAG = {"type": "boolean"}
_NUMBER = {"type": "integer", "minimum": 0}
_NUMBERS = {"type": "array", "items": _NUMBER}
_DAY = {"type": "string", "description": "a day, 2026-11-24, or with the time"}


def _one_of(kind: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [one.value for one in kind]}


_FILE: Fields = {
    FILE: {"type": "string", "contentEncoding": "base64", "description": "the bytes of a file"},
    FILE_NAME: _TEXT,
}
_PIECE: Fields = {
    **_FILE,
    "address": {"type": "string", "description": "a web page, which is kept as it is found"},
    "note": {"type": "string", "description": "what somebody says, which is then the evidence"},
    "basis": _one_of(Basis),
    "source": {"type": "string", "description": "whom it comes from: a name or a number"},
    "new_source": _FLAG,
    "excerpt": _TEXT,
    "occurrence": _NUMBER,
    "held": {"type": "integer", "minimum": 0, "description": "a piece that is on record instead of a file, by number"},
    "why": {"type": "string", "description": "why that piece is opened, where it takes a reason"},
    "about": _TEXT,
    "relies_on": _TEXTS,
    "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
    "dated": _DAY,
    "unaffiliated": {
        "type": "string",
        "description": "somebody looked, and its source belongs to nobody; how you know",
    },
    "part_of": _TEXT,
}
ON_CLAIM: Mapping[str, Fields] = {
    "verdict": {
        "to": _one_of(Status),
        "reason": _TEXT,
        "override": _FLAG,
        "despite": _NUMBERS,
        "duplicate_of": _NUMBER,
        **_PIECE,
    },
    "said": {"answer": _one_of(Said), "reason": _TEXT, "override": _FLAG, **_PIECE},
    "evidence": {"stance": _one_of(Stance), "serves": _one_of(Serves), **_PIECE},
    "withdraw": {"piece": _NUMBER, "reason": _TEXT},
    "hold": {"do": {"type": "string", "enum": ["take", "release", "assign"]}, "to": _TEXT},
    "correct": {
        "quote": _TEXTS,
        "speaker": _TEXT,
        "own_voice": _FLAG,
        "checkable": {"type": "string", "enum": ["yes", "no"]},
        "new_source": _FLAG,
        "side": _one_of(PartySide),
        "party": _TEXT,
        "no_party": _TEXTS,
        "caveat": _one_of(CaveatKind),
        "no_caveat": _one_of(CaveatKind),
        "caveat_words": _TEXT,
        "reason": _TEXT,
    },
    "split": {"at": _TEXT},
    "restate": {"text": _TEXT},
    "finding": {"rating": _TEXT, "text": _TEXT, "reason": _TEXT},
    "note": {
        "text": _TEXT,
        "kind": {"type": "string", "enum": ["comment", "attempt"]},
        "who": _TEXT,
        "answer": _TEXT,
    },
    "tag": {"tag": _TEXT, "remove": _FLAG},
    "link": {
        "kind": _one_of(ClaimLinkKind),
        "other": _NUMBER,
        "incoming": _FLAG,
        "remove": _FLAG,
        "reason": _TEXT,
    },
    "proposal": {"question": _one_of(Serves), "reject": _FLAG, "reason": _TEXT},
    "reply": {
        "to": _TEXT,
        "means": _one_of(Means),
        "until": _DAY,
        "unasked": _FLAG,
        "reason": _TEXT,
        "new_source": _FLAG,
        "answers": _NUMBER,
        "words": _TEXT,
        "declined": _FLAG,
        **_FILE,
    },
}
"""What is done on a claim, by the name of the form on its page."""
ON_ANY_VERSION = frozenset({"note", "tag", "proposal", "link", "withdraw"})
"""What stands whatever else was done to the claim meanwhile."""
ON_SOURCE: Mapping[str, Fields] = {
    "unaffiliated": {"reason": _TEXT},
    "relate": {
        "kind": _one_of(RelationKind),
        "other": _TEXT,
        "since": _DAY,
        "until": _DAY,
        "reason": _TEXT,
        "new_source": _FLAG,
    },
    "judge": {"one": _TEXT, "kind": _one_of(RelationKind), "other": _TEXT, "reject": _FLAG, "reason": _TEXT},
}
ARTICLE: Fields = {
    "text": _TEXT,
    "address": _TEXT,
    **_FILE,
    "title": _TEXT,
    "outlet": _TEXT,
    "url": _TEXT,
    "published": _DAY,
    "version_of": _NUMBER,
    "force": _FLAG,
}
MISSED: Fields = {
    "quote": _TEXTS,
    "speaker": _TEXT,
    "own_voice": _FLAG,
    "not_checkable": _FLAG,
    "new_source": _FLAG,
}
