"""The account of a capture, kept in it as JSON: what was asked for and seen, when, by whom, and what was missed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FORM = 1
"""Of the account; a higher one is of a newer program, and not read."""
TARGET = "urn:claimtrack:capture:"
"""What the record of the account is called, before the address of its page."""
MOST_NAMED = 300
"""Resources that were missed and are named; of more, they are counted."""


@dataclass(frozen=True, slots=True)
class Hop:
    """An address that was asked on the way to the page: its answer, the address connected to, how it was encrypted.

    ``chain`` are the certificates that the server showed, its own first, as PEM; empty without encryption.
    """

    url: str
    status: int
    reason: str
    peer: str
    port: int
    encrypted: str = ""
    cipher: str = ""
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that is kept, with its size as it came; ``fault`` is why it is not what the page wants there."""

    url: str
    part: str
    status: int
    media_type: str
    size: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A resource that is not kept, and why."""

    url: str
    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a browser made of the page, when: the records of the picture of it, and of the page as scripts left it.

    ``cut`` says that the page is taller than the picture, ``asked`` counts what the browser asked for beyond the
    capture, ``missed`` names what it did not get, and ``more_missed`` counts the rest.
    """

    at: str
    browser: str
    sandboxed: bool
    screenshot: str
    page: str
    kind: str
    width: int
    height: int
    cut: bool
    asked: int
    missed: tuple[Lacking, ...] = ()
    more_missed: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """What a capture says of itself. Times are in ISO 8601, UTC, by the clock of the machine that captured.

    ``page`` is the record of the page, ``media_type`` as the server said it. ``lacking`` names what was missed,
    ``more_lacking`` counts the rest. ``beyond`` counts what is never captured (frames, films), ``surplus`` the bytes
    that came behind the page's announced end. ``looked_through`` is False where nobody could say what the page links.
    """

    asked: str
    final: str
    began: str
    ended: str
    by: str
    tool: str
    settings: Mapping[str, str | int | bool]
    page: str
    media_type: str
    way: tuple[Hop, ...]
    kept: tuple[Resource, ...]
    lacking: tuple[Lacking, ...]
    more_lacking: int
    beyond: Mapping[str, int]
    surplus: int
    looked_through: bool
    rendering: Rendering | None = None

    @property
    def last(self) -> Hop:
        """The page's own answer."""
        return self.way[-1]

    @property
    def missed(self) -> int:
        """How many resources are not here as the page wants them."""
        return len(self.lacking) + self.more_lacking + sum(1 for one in self.kept if one.fault)


def write_account(account: Account) -> bytes:
    """Write an account as JSON; the same account gives the same bytes."""
    told = {name: value for name, value in asdict(account).items() if name != "rendering" or value is not None}
    return json.dumps({"form": FORM, **told}, indent=1, sort_keys=True, ensure_ascii=False).encode()


def read_account(data: bytes) -> Account | None:
    """Return the account that stands there; None for what is none, or of a form that is not known."""
    try:
        found = json.loads(data)
        if not isinstance(found, dict) or found.pop("form", None) != FORM:
            return None
        return _account(found)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _account(found: dict[str, Any]) -> Account:
    account = Account(
        **{name: _text(found[name]) for name in ("asked", "final", "began", "ended", "by", "tool", "page")},
        media_type=_text(found["media_type"]),
        settings=found["settings"],
        way=tuple(_hop(one) for one in _list(found["way"])),
        kept=tuple(Resource(**_checked(one, Resource)) for one in _list(found["kept"])),
        lacking=tuple(Lacking(**_checked(one, Lacking)) for one in _list(found["lacking"])),
        more_lacking=_number(found["more_lacking"]),
        beyond={_text(name): _number(count) for name, count in dict(found["beyond"]).items()},
        surplus=_number(found["surplus"]),
        looked_through=found["looked_through"] is True,
        rendering=_rendering(found["rendering"]) if found.get("rendering") is not None else None,
    )
    if not account.way or not isinstance(account.settings, dict):
        raise ValueError
    return account


def _rendering(one: Any) -> Rendering:
    missed = tuple(Lacking(**_checked(each, Lacking)) for each in _list(one["missed"]))
    return Rendering(
        at=_text(one["at"]),
        browser=_text(one["browser"]),
        sandboxed=one["sandboxed"] is True,
        screenshot=_text(one["screenshot"]),
        page=_text(one["page"]),
        kind=_text(one["kind"]),
        width=_number(one["width"]),
        height=_number(one["height"]),
        cut=one["cut"] is True,
        asked=_number(one["asked"]),
        missed=missed,
        more_missed=_number(one["more_missed"]),
    )


def _hop(one: Any) -> Hop:
    chain = tuple(_text(pem) for pem in _list(one.pop("chain")))
    return Hop(**_checked(one, Hop), chain=chain)


_NUMBERS = frozenset({"status", "port", "size"})


def _checked(one: Any, kind: type) -> dict[str, Any]:
    """Return what an account says of one thing, where each of its fields is of its kind."""
    if not isinstance(one, dict):
        raise TypeError(kind)
    return {name: _number(value) if name in _NUMBERS else _text(value) for name, value in one.items()}


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value
