"""What a capture made elsewhere shows, for `evidence show`: what was checked, and what it only says of itself."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.output import counted

if TYPE_CHECKING:
    from claimtrack.services.evidence.elsewhere import ArchiveChecked, Elsewhere, Judged, Signed

_SAYS = "as the file says of itself"
_NAMED = 10


def elsewhere_lines(told: "Elsewhere | None") -> Iterator[str]:
    """Yield what checking a capture made elsewhere gave, a line for each thing; nothing for what is none."""
    if told is None:
        return
    if told.saved is not None:
        from claimtrack.services.evidence.elsewhere import when

        yield f"  saved      from {told.saved.url} ({_SAYS})"
        yield f"             on {when(told.saved)} with SingleFile ({_SAYS})"
    if told.archive is None:
        return
    yield from _archive(told.archive)
    yield from _signed(told.archive.signed)
    yield from judged_lines(told.stamped)


def _archive(archive: "ArchiveChecked") -> Iterator[str]:
    records = f"{counted(archive.sound, 'record')} as their digests say" if archive.sound else "no record by a digest"
    without = f", {archive.without} without a digest" if archive.without else ""
    files = f"{counted(archive.files, 'file')} as listed, " if archive.files is not None else ""
    yield f"  checked    {files}{records}{without}"
    if archive.software is not None:
        yield f"  program    {archive.software} ({_SAYS})"
    if archive.created is not None:
        yield f"  created    {archive.created} ({_SAYS})"
    problems = [*archive.problems, *(f"the record of {url} is not what its digest says" for url in archive.altered)]
    if not archive.is_whole:
        problems.append("it breaks off or is damaged; only what is whole of it was checked")
    yield from _problems(problems)


def _problems(problems: Sequence[str]) -> Iterator[str]:
    for problem in problems[:_NAMED]:
        yield f"  ALTERED    {problem}"
    if len(problems) > _NAMED:
        yield f"             and {len(problems) - _NAMED} more (--json names them)"


def _signed(signed: "Signed | None") -> Iterator[str]:
    if signed is None:
        return
    if signed.fault is not None:
        yield f"  ALTERED    its signature does not hold: {signed.fault}"
        return
    from claimtrack.services.evidence.elsewhere import whose

    yield f"  signed     with {whose(signed)}; it holds over the list of its files"
    yield f"             sha256 of the key {signed.key}"


def judged_lines(stamped: "Judged | None") -> Iterator[str]:
    """Yield what a timestamp is worth that somebody else asked for; nothing where there is none."""
    if stamped is None:
        return
    if stamped.fault is not None:
        yield f"  ALTERED    its timestamp does not hold: {stamped.fault}"
    elif stamped.authority is not None:
        yield f"  timestamp  {stamped.time:%Y-%m-%d %H:%M:%S} UTC by {stamped.authority}, verified anew here"
    else:
        yield f"  timestamp  {stamped.time:%Y-%m-%d %H:%M:%S} UTC ({_SAYS}): signed under {stamped.signed_under},"
        yield "             whom the policy of this desk does not trust"
