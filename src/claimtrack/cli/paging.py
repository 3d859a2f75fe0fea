"""What a listing says of the pages that it does not show."""

from typing import TYPE_CHECKING, Any

from claimtrack.cli.output import counted, tell

if TYPE_CHECKING:
    from claimtrack.services.paging import Page


def footer(found: "Page[Any]", noun: str, plural: str | None = None) -> str:
    """Say how many there are, which of them are shown, and how to see the rest."""
    shown = len(found)
    if shown == found.total:
        return counted(found.total, noun, plural)
    all_of_them = f"{found.total} {plural or noun + 's'}"
    if not shown:
        return f"no {plural or noun + 's'} on this page; there are {counted(found.total, noun, plural)}"
    return f"{found.offset + 1}-{found.offset + shown} of {all_of_them}; --page N or --all shows the rest"


def tell_left_out(found: "Page[Any]", noun: str, plural: str | None = None) -> None:
    """Tell it beside data, on standard error, where something is left out: who reads the data would not know."""
    if len(found) < found.total:
        tell(footer(found, noun, plural))
