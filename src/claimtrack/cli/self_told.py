"""What a picture or document says of itself, or a machine reads there, for `evidence show`: never more than that."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimtrack.cli.output import Row

if TYPE_CHECKING:
    from claimtrack.services.evidence.documents import SelfTold
    from claimtrack.services.evidence.machine_shown import MachineTold
    from claimtrack.services.evidence.pictures import Picture

_SAYS = "as the file says of itself"


def pictured_lines(told: "Picture | None") -> Iterator[str]:
    """Yield what a picture says of itself, a line for each thing; nothing for what is none."""
    if told is None:
        return
    if told.width is not None:
        yield f"  picture    {told.width:,} by {told.height:,} points"
    if told.unread is not None:
        yield f"  picture    nobody knows what it says of itself: {told.unread}"
        return
    if told.taken is not None:
        yield f"  taken      {told.taken} ({_SAYS})"
    if told.position is not None:
        yield f"  position   {told.position[0]:.6f}, {told.position[1]:.6f} (degrees north and east, {_SAYS})"
    for name, words in (("camera", told.camera), ("software", told.software)):
        if words is not None:
            yield f"  {name:<10} {words} ({_SAYS})"
    if told.taken is None and told.position is None:
        yield "             it says neither when nor where it was taken"


def document_lines(told: "SelfTold | None") -> Iterator[str]:
    """Yield what a document says of itself, a line for each thing; nothing for what is none."""
    if told is None:
        return
    if told.unread is not None:
        yield f"  document   nobody knows what it says of itself: {told.unread}"
        return
    for name, words in (
        ("author", told.author),
        ("changed by", told.changed_by),
        ("company", told.company),
        ("created", told.created),
        ("modified", told.modified),
        ("program", told.program),
        ("producer", told.producer),
    ):
        if words is not None:
            yield f"  {name:<10} {words} ({_SAYS})"
    if told.says_nothing:
        yield "  document   it says neither who wrote it nor when"


def machine_lines(told: "MachineTold | None") -> Iterator[str]:
    """Yield what a machine made of a piece, line by line, under how far to trust it."""
    if told is None:
        return
    yield f"  {told.by}: {told.warning}"
    for line in told.lines:
        yield f"    {f'{line.at:<9} ' if line.at is not None else ''}{line.text}"


def machine_row(told: "MachineTold") -> Row:
    """Return what a machine made of a piece, for programs."""
    return {
        "by": told.by,
        "warning": told.warning,
        "lines": [{"at": line.at, "text": line.text} for line in told.lines],
    }
