"""The chain's head as a small text to keep elsewhere, and a later chain held against it.

The text is canonical: lines of ``name: value`` under a first line that says what it is, and a last one with the
first 16 digits of the SHA-256 of the lines above it, each with its line end, so that a slip in copying shows as one.
Heads of version 1 have no ``tree``, the root of RFC 6962 over the events (``events/tree.py``); they are still read.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from claimtrack.db import chain, tree_rows
from claimtrack.db.engine import read_damaged_text
from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.events.forms import timestamp
from claimtrack.remedies import Blank, Step, do
from claimtrack.reports.harmless import visible
from claimtrack.services.desk import Desk, moment, reading

_OLD, _NEW = "claimtrack head 1", "claimtrack head 2"
_FIRST = {_OLD: 1, _NEW: 2}
_LONGEST = 100_000
_HEX = re.compile("[0-9a-f]{64}")
_NUMBER = re.compile(r"\d{1,15}")


@dataclass(frozen=True, slots=True)
class ExportedHead:
    """Where a chain ended once: the newest event's number and hash, of which workspace, when and by whom noted.

    ``tree`` is the root of the tree over the events, in hexadecimal digits; None in a head of version 1.
    """

    workspace: str
    events: int
    hash: str
    tree: str | None
    exported: datetime
    by: str

    def text(self) -> str:
        """Write it as it is mailed and printed."""
        lines = (
            _OLD if self.tree is None else _NEW,
            f"workspace: {self.workspace}",
            f"events: {self.events}",
            f"head: {self.hash}",
            *([] if self.tree is None else [f"tree: {self.tree}"]),
            f"exported: {timestamp(self.exported)}",
            f"by: {self.by}",
        )
        body = "".join(f"{line}\n" for line in lines)
        return f"{body}check: {_digits(body)}\n"


@dataclass(frozen=True, slots=True)
class Continued:
    """A chain that goes on from an exported head; ``now`` is the number of its newest event today."""

    head: ExportedHead
    now: int


def export(desk: Desk) -> ExportedHead:
    """Return the head of the chain as it is now; nothing is changed.

    Raises VerificationFailed where the events do not seal to the hash that the last one has: such a head would be kept
    and cosigned as if it stood for them.
    """
    with reading(desk) as session:
        read_damaged_text(session.connection())
        end, now = chain.head(session), moment(desk, session)
        found = tree_rows.sealed_up_to(session.connection(), end.number)
    if (found.number, found.hash) != (end.number, end.hash):
        raise VerificationFailed(
            "the events do not seal to the chain's head: " + do(Step.VERIFY) + f" says where; {_KEEP}"
        )
    return ExportedHead(desk.uuid, end.number, end.hash, found.tree, now, visible(" ".join(desk.reviewer.split())))


def read(text: str, *, name: str) -> ExportedHead:
    """Read an exported head back; mail may have put blank lines, other line ends or spaces around its lines.

    Raises InvalidInput for what is none, or was not copied faithfully.
    """
    lines = [line.strip() for line in text[:_LONGEST].splitlines() if line.strip()]
    first = next((number for number, line in enumerate(lines) if line in _FIRST), None)
    if first is None:
        raise InvalidInput(f"{name} is no exported head; " + do(Step.HEAD_EXPORT, output=Blank.FILE) + " writes one")
    fields = dict(line.partition(": ")[::2] for line in lines[first + 1 :] if ": " in line)
    try:
        found = _head(fields, version=_FIRST[lines[first]])
    except (KeyError, ValueError) as error:
        raise InvalidInput(f"{name} is no whole exported head; take the file as it was written") from error
    if found.text().splitlines()[-1] != f"check: {fields.get('check')}":
        raise InvalidInput(
            f"{name} was changed after it was exported, or not copied faithfully: its check digits do not fit; take "
            "the file as it was written"
        )
    return found


def check(desk: Desk, head: ExportedHead, *, name: str) -> Continued:
    """Hold the chain against a head that was exported earlier: its events are sealed anew, one by one, up to there.

    Raises VerificationFailed when events were dropped from the end, when one was rewritten, and for the head of another
    workspace.
    """
    if head.workspace != desk.uuid:
        raise VerificationFailed(
            f"{name} is the head of another workspace, {head.workspace}; this one is {desk.uuid}: check it there"
        )
    with reading(desk) as session:
        read_damaged_text(session.connection())
        now = chain.head(session).number
        sealed = tree_rows.sealed_up_to(session.connection(), head.events)
    if now < head.events:
        raise VerificationFailed(
            f"events {now + 1} to {head.events} were dropped from the end: {name} was exported after event "
            f"{head.events}, and the record now ends at event {now}; {_KEEP}"
        )
    if sealed.number < head.events:
        raise VerificationFailed(
            f"event {sealed.number + 1} is missing or damaged: {name} was exported when it was there; {_KEEP}"
        )
    if sealed.hash != head.hash:
        raise VerificationFailed(
            f"the record was rewritten: up to event {head.events} it seals to {sealed.hash}, and when {name} was "
            f"exported it was {head.hash}; {_KEEP}"
        )
    if head.tree is not None and sealed.tree != head.tree:
        raise VerificationFailed(
            f"the tree over events 1 to {head.events} has the root {sealed.tree}, and {name} says {head.tree}: that "
            f"head was not exported from these events; {_KEEP}"
        )
    return Continued(head, now)


_KEEP = "keep this workspace as it is and compare it with a backup"


def _head(fields: dict[str, str], *, version: int) -> ExportedHead:
    tree = fields["tree"] if version > 1 else None
    if not all(map(_HEX.fullmatch, (fields["head"], tree or fields["head"]))) or not _NUMBER.fullmatch(
        fields["events"]
    ):
        raise ValueError("no head, or no number of events")
    return ExportedHead(
        workspace=fields["workspace"],
        events=int(fields["events"]),
        hash=fields["head"],
        tree=tree,
        exported=datetime.strptime(fields["exported"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        by=fields["by"],
    )


def _digits(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
