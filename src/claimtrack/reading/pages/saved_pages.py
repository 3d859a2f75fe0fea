"""Where a page was saved from, as browsers and their extensions write it into the file."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_HEAD = 16_384
"""Characters; what says where a page comes from stands in front of it."""
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d{4,}\)(?P<browser>\S+)"
    r"|<!--\s*Page saved with SingleFile\b[^>]{0,200}?\burl:\s*(?P<single>\S+)"
    r"|<html\b[^>]{0,2000}?\bdata-scrapbook-source=[\"'](?P<book>[^\"'>]+)"
    r"|<!--\s*Mirrored from (?P<mirror>\S+) by HTTrack",
    re.IGNORECASE,
)


def saved_from(source: str) -> str | None:
    """Return the address that a saved page was read from, where the program that saved it says so; else None.

    Chrome, Edge and Internet Explorer write it in a comment, so do SingleFile and HTTrack; WebScrapBook marks the page.
    """
    match = _SAVED.search(source[:_HEAD])
    found = next((one for one in match.groups() if one), "") if match is not None else ""
    if match is not None and match["mirror"] and "://" not in found:
        found = f"http://{found}"
    return found if found.startswith(("http://", "https://")) else None


_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\b[^>]{0,200}?\burl:\s*(?P<url>\S+)\s*saved date:\s*(?P<date>[^\r\n>]{1,100})",
    re.IGNORECASE,
)
_LONGEST = 500
"""Characters of an address that is told."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """What SingleFile wrote at the top of a page: from which address, and when; ``at`` in UTC where it can be read.

    Whoever has the file can write anything there.
    """

    url: str
    date: str
    at: datetime | None


def saved_by_single_file(data: bytes) -> SavedPage | None:
    """Return what SingleFile says of a page that it saved; None for what is none of its pages."""
    match = _SINGLE_FILE.search(data[:_HEAD].decode("utf-8", "replace"))
    if match is None or not match["url"].startswith(("http://", "https://")):
        return None
    date = match["date"].strip()
    return SavedPage(match["url"][:_LONGEST], date, _as_browsers_write(date))


def _as_browsers_write(date: str) -> datetime | None:
    """Read a time as JavaScript prints it: Sat Mar 07 2026 09:30:00 GMT+0100 (Central European Standard Time)."""
    try:
        return datetime.strptime(date.partition(" (")[0], "%a %b %d %Y %H:%M:%S GMT%z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
