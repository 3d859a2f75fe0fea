"""What a page sends back: its fields by name, its file, and the token by which it is one of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.web.door import Sitting
from claimtrack.web.languages.catalogues import gettext

E = TypeVar("E", bound=StrEnum)
TOKEN = "token"  # noqa: S105 - the name of a field
"""The field in which each form carries its sitting's token."""
MOST_FIELDS = 200
"""How many fields a form has at most."""
_MOST_PAGES = 1_000_000_000
LONGEST = 5_000_000
"""Bytes of one field at most; a pasted article is the longest."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name as the browser gives it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; what was left empty is None."""

    fields: dict[str, list[str]]
    file: Upload | None = None

    def words(self, name: str) -> str | None:
        """Return what was typed, without the blanks around it."""
        typed = self.fields.get(name, [""])[-1].replace("\r\n", "\n")
        return typed.strip() or None

    def exact(self, name: str) -> str:
        """Return what was typed as it was, with line ends as this program keeps them."""
        return self.fields.get(name, [""])[-1].replace("\r\n", "\n")

    def ticked(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return name in self.fields

    def number(self, name: str) -> int | None:
        """Return a number; raises UsageError for what is none."""
        typed = self.words(name)
        if typed is None:
            return None
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= 18):
            raise UsageError(gettext('"%(typed)s" is no number', typed=typed[:40]))
        return int(typed)

    def page(self) -> int:
        """Return which page of a list is asked for, from 1 on, and no further than any list goes."""
        return min(max(self.number("page") or 1, 1), _MOST_PAGES)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the boxes that were ticked; raises UsageError for what is none."""
        typed = self.fields.get(name, [])
        if not all(one.isascii() and one.isdecimal() and len(one) <= 18 for one in typed):
            raise UsageError(f'"{", ".join(typed)[:60]}" are no numbers')
        return tuple(map(int, typed))

    def one_of(self, name: str, kind: type[E]) -> E | None:
        """Return which one was chosen; raises UsageError for one that is not offered."""
        typed = self.words(name)
        if typed is None:
            return None
        try:
            return kind(typed)
        except ValueError as error:
            raise UsageError(f'"{typed[:40]}" is not one of {", ".join(kind)}') from error

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field that have words."""
        return tuple(one.strip() for one in self.exact(name).split("\n") if one.strip())


def without_nul(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the fields; raises InvalidInput where one holds the one character that PostgreSQL keeps in no text."""
    for name, values in fields.items():
        if any("\0" in one for one in (name, *values)):
            shown = "".join(one for one in name if one.isprintable())[:40]
            raise InvalidInput(f'the field "{shown}" holds a NUL character, which no text has; write it without')
    return fields


async def posted(request: Request, sitting: Sitting) -> Form:
    """Read a form; raises HTTPException for one that is not the sitting's, InvalidInput for a file too long."""
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST) as sent:
        fields: dict[str, list[str]] = {}
        file: Upload | None = None
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                file = await _taken(value) or file
            else:
                fields.setdefault(name, []).append(value)
    if not sitting.carries(_last(fields.pop(TOKEN, []))):
        raise HTTPException(
            403, gettext("this page is from an earlier sitting; open the desk again and send it from there")
        )
    return Form(without_nul(fields), file)


async def _taken(sent: UploadFile) -> Upload | None:
    if not sent.filename:
        return None
    if (sent.size or 0) > MAX_SIZE:
        raise InvalidInput(f"{sent.filename} has {sent.size:,} bytes, and {MAX_SIZE:,} are the most that is taken here")
    name = sent.filename.replace("\\", "/").rsplit("/", 1)[-1]
    return Upload("".join(one for one in name if one.isprintable())[:200] or "upload", await sent.read())


def _last(values: Iterable[str]) -> str:
    return next(reversed(list(values)), "")
