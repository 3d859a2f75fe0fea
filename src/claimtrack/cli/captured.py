"""What a captured page tells of itself, for `evidence show`: what was seen, when, by whom, and what was missed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.output import counted
from claimtrack.reports.wording import measures

if TYPE_CHECKING:
    from claimtrack.services.evidence.capturing import CaptureTold, Rendering
    from claimtrack.services.evidence.corroboration import HeldAgainst

_NAMED = 10


def captured_lines(told: "CaptureTold | None", held: "Sequence[HeldAgainst]") -> Iterator[str]:
    """Yield what a capture tells, a line for each thing, and what others showed; nothing for what is none."""
    if told is None:
        return
    account, last = told.account, told.account.last
    whose = "by the clock of this machine then" if told.here else "as the file says of itself"
    yield f"  captured   {_time(account.began)} to {_time(account.ended)} by {account.by} ({whose})"
    yield f"  with       {account.tool}"
    for hop, following in zip(account.way, account.way[1:], strict=False):
        yield f"  redirect   {hop.url} answered {hop.status} and led to {following.url}"
    encrypted = f"{last.encrypted} {last.cipher}".strip() or "not encrypted"
    kind = account.media_type or "of no kind named"
    yield f"  page       {account.final}"
    yield f"  answered   {last.status} {last.reason}, {kind}, from {last.peer} port {last.port}, {encrypted}"
    yield from _certificate(told)
    yield f"  kept       {_kept(told)}"
    yield from _missed(told)
    yield from _rendered(account.rendering)
    if account.surplus:
        yield f"  beyond     the server sent {counted(account.surplus, 'byte')} more than it had announced; not kept"
    yield from _seen_by(held)


def _rendered(told: "Rendering | None") -> Iterator[str]:
    """Yield what a browser made of the page."""
    if told is None:
        return
    cut = ", of which the page goes on below" if told.cut else ""
    size = f"{told.width:,} by {told.height:,} points"
    yield f"  rendered   {_time(told.at)} by {told.browser}: a picture of {size}{cut}, and the page as scripts left it"
    missed = len(told.missed) + told.more_missed
    yield f"             it asked for {counted(told.asked, 'more thing')}, which are kept; {missed} did not come"
    for one in told.missed[:_NAMED]:
        yield f"    {one.url}: {one.why}"
    if missed > _NAMED:
        yield f"    and {missed - _NAMED} more (--json names them)"


def _seen_by(held: "Sequence[HeldAgainst]") -> Iterator[str]:
    yield f"  seen by    {'two' if any(one.agrees for one in held) else 'one'}"
    for one in held:
        found = f"bears it out ({one.apart})" if one.agrees else "does not bear it out"
        yield f"    evidence {one.other} {found}, as {one.by} found on {one.at:%Y-%m-%d}"
        if one.differences:
            yield f"      differs: {one.differences}"


def _certificate(told: "CaptureTold") -> Iterator[str]:
    shown = told.certificate
    if shown is not None:
        yield f"  certificate of {shown.subject}, issued by {shown.issuer}"
        chain = counted(shown.shown, "certificate")
        yield f"             valid from {shown.since} to {shown.until}, {chain} in its chain"
        yield f"             sha256 {shown.sha256}"


def _kept(told: "CaptureTold") -> str:
    whole = [one for one in told.account.kept if not one.fault]
    parts = Counter(one.part for one in whole)
    words = ", ".join(counted(count, part) for part, count in parts.items())
    size = measures.size(sum(one.size for one in whole))
    return f"the page and {counted(len(whole), 'resource')}{f' ({words}), {size}' if whole else ''}"


def _missed(told: "CaptureTold") -> Iterator[str]:
    account = told.account
    if not account.looked_through:
        yield "  missed     whatever the page shows: what it links could not be found out"
    missed = [(one.url, one.part, one.fault) for one in account.kept if one.fault]
    missed += [(one.url, one.part, one.why) for one in account.lacking]
    if missed:
        yield f"  missed     {counted(account.missed, 'resource')}"
    for url, part, why in missed[:_NAMED]:
        yield f"    {part} {url}: {why}"
    if account.missed > _NAMED:
        yield f"    and {account.missed - _NAMED} more (--json names them)"
    if account.beyond:
        yield f"  left out   {', '.join(f'{name}: {count}' for name, count in account.beyond.items())}; never captured"


def _time(written: str) -> str:
    """Return a time of an account as people read it."""
    return written.replace("T", " ").replace("Z", " UTC")
