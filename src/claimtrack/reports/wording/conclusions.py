"""The words for what a desk says of a claim in words of its own: restated, found, and whether that still fits."""

from collections.abc import Iterator

from claimtrack.reports.model import ClaimEntry, FindingLine, RestatementLine
from claimtrack.reports.wording import measures
from claimtrack.reports.wording.measures import day


def restated(entry: ClaimEntry) -> str | None:
    """Give the claim as the desk checked it, and who wrote that when."""
    line = entry.restatement
    return f"{line.text} ({signed(line)})" if line is not None else None


def found(entry: ClaimEntry) -> str | None:
    """Give the desk's rating of a claim and its conclusion, and who wrote that when."""
    line = entry.finding
    return f"{line.rating}: {line.text} ({signed(line)}{why(line)})" if line is not None else None


def as_checked(entry: ClaimEntry) -> str | None:
    """Give the claim as the desk checked it, a sentence to be read alone, and say where it no longer fits."""
    line = entry.restatement
    return f"{line.text}{_no_longer(line)}" if line is not None else None


def rated(entry: ClaimEntry) -> str | None:
    """Give the word with which the desk rates the claim."""
    return measures.sentence(entry.finding.rating) if entry.finding is not None else None


def for_readers(entry: ClaimEntry) -> str | None:
    """Give the desk's conclusion without its rating, and say where it no longer fits."""
    line = entry.finding
    if line is None:
        return None
    reason = f" ({line.reason})" if line.reason is not None else ""
    return f"{line.text}{reason}{_no_longer(line)}"


def _no_longer(line: RestatementLine | FindingLine) -> str:
    return f" - IT NO LONGER FITS: {'; '.join(line.misfits)}" if line.misfits else ""


def signed(line: RestatementLine | FindingLine) -> str:
    """Say who wrote it when, and which version of it that is where there was one before."""
    version = f", version {line.version}" if line.version > 1 else ""
    return f"{line.by}, {day(line.at)}{version}"


def why(line: FindingLine) -> str:
    """Say why a claim is rated so, where somebody said, to follow who rated it."""
    return f'; rated so because: "{line.reason}"' if line.reason is not None else ""


def misfits(entry: ClaimEntry) -> tuple[str, ...]:
    """Say of what a desk wrote why it no longer fits the claim, a sentence each."""
    return tuple(_misfits(entry))


def _misfits(entry: ClaimEntry) -> Iterator[str]:
    for what, line in (("restatement", entry.restatement), ("finding", entry.finding)):
        if line is not None and not line.fits:
            yield f"the {what} no longer fits: {'; '.join(line.misfits)}"
