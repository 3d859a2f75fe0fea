"""Tell whom to look up before anything is judged: what a refusal would say, said while it costs nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.output import counted, program, tell

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

_MOST, _FIRST = 8, 3
"""So many are named where they are listed, and where they are only told of."""


def tell_lookups(desk: "Desk", *, article: int | None = None) -> None:
    """Name those behind open claims of whom nobody has said whom they belong to, and what settles it, if any."""
    from claimtrack.services.sources.lookups import to_look_up
    from claimtrack.services.weighing.remedy import looked_up

    found = to_look_up(desk, article=article)
    if not found:
        return
    names = _named([f"{one.name} (source {one.source})" for one in found], _MOST)
    says = "says" if len(found) == 1 else "say"
    tell(f"nothing confirms what {names} {says}, until somebody puts on record whom they belong to")
    known = sum(one.known for one in found)
    if known:
        tell(f"  the list that comes with the program knows {known} of them: `{program()} source import --starter`")
    tell("  of the first: " + looked_up(found[0].source))


def tell_that_some_wait(desk: "Desk", *, article: int | None = None, proposals: int = 0) -> None:
    """Say in one line what is to be known of those who speak before anything is judged, if anything.

    ``proposals`` is how many may belong to another; those in ``article`` whom nobody looked up are found here.
    """
    from claimtrack.services.sources.lookups import to_look_up

    found = to_look_up(desk, article=article) if article is not None else []
    names = _named([one.name for one in found], _FIRST) if found else ""
    unknown = f"nobody has said whom {names} belong{'s' if len(found) == 1 else ''} to"
    perhaps = f"{counted(proposals, 'source')} may belong to another"
    where = f"{program()} source proposals"
    if found and proposals:
        tell(f"  {perhaps}, and {unknown}; say so before you judge what they claim: {where}")
    elif found:
        tell(f"  {unknown}: {where}")
    elif proposals:
        tell(f"  {perhaps}; say whether it is so before you judge what they claim: {where}")


def _named(names: Sequence[str], most: int) -> str:
    """List names, of many the first ones and how many more there are."""
    rest = len(names) - most
    told = [*names[:most], *([counted(rest, "other")] if rest > 0 else [])]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
