"""Where a page was saved from, as browsers and their extensions write it into the file."""

import re

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
