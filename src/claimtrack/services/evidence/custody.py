"""Who had a piece of evidence in hand, when and why: the chain of custody, in the words that reports use.

How a piece came into the locker is told by the event that attached it; whatever takes its bytes out again for a person
goes through ``taking_out`` and ``packages.export``, which put that on record here. What happens on paper, people say.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import event_rows, evidence_rows
from claimtrack.db.chain import as_told
from claimtrack.db.models import Event, Evidence
from claimtrack.errors import ClaimtrackError, ForbiddenMove, UsageError, require_reason
from claimtrack.events.actions import Action
from claimtrack.events.custody import EvidenceHandled, PackageExported
from claimtrack.events.forms import Sealed
from claimtrack.reading.formats.web_archive import WARC
from claimtrack.remedies import Blank, Field
from claimtrack.reports.model import HistoryLine
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.evidence.attachments import existing
from claimtrack.services.evidence.pieces import no_evidence
from claimtrack.services.evidence.protection import named, protected
from claimtrack.services.history import lines
from claimtrack.vocabulary import Handling

_LOGGED = (Action.EVIDENCE_HANDLED, Action.EVIDENCE_TERMS)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a person takes a piece out for; ``to`` is the name of the copy, ``reason`` theirs."""

    handling: Handling
    to: str | None = None
    reason: str | None = None


def note_taken(act: Act, number: int, digest: str, taken: Taken) -> None:
    """Put on record that somebody took a piece out, whose bytes just had this digest; raises NotFound."""
    piece = existing(act, number)
    act.changes.append(
        EvidenceHandled(
            evidence=piece.id,
            handling=taken.handling,
            digest=digest,
            to=taken.to,
            thing=None,
            seal=None,
            place=None,
            reason=taken.reason or None,
        )
    )


def hand_over(act: Act, number: int, *, to: str, reason: str | None, thing: str | None = None) -> None:
    """Put on record that a piece, or a thing that belongs to it, was handed to somebody, on paper as it were.

    Raises NotFound, and ForbiddenMove without a reason.
    """
    _refuse_blank(to=to)
    why = require_reason(reason, f"that evidence {number} was handed over takes a reason")
    piece = existing(act, number)
    act.changes.append(
        EvidenceHandled(
            evidence=piece.id,
            handling=Handling.HANDED_OVER,
            digest=None,
            to=to.strip(),
            thing=thing,
            seal=None,
            place=None,
            reason=why,
        )
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that belongs to a piece and is kept outside the locker: what it is, where, sealed how, by whom kept."""

    what: str
    place: str
    seal: str | None = None
    keeper: str | None = None


def keep_outside(act: Act, number: int, thing: Thing, *, reason: str | None = None) -> None:
    """Put on record that a thing is kept outside the locker; the newest such entry is where it is.

    Raises NotFound, and UsageError for a thing without a name or a place.
    """
    _refuse_blank(what=thing.what, place=thing.place)
    piece = existing(act, number)
    act.changes.append(
        EvidenceHandled(
            evidence=piece.id,
            handling=Handling.KEPT_OUTSIDE,
            digest=None,
            to=thing.keeper,
            thing=thing.what.strip(),
            seal=thing.seal,
            place=thing.place.strip(),
            reason=reason or None,
        )
    )


def _refuse_blank(**given: str) -> None:
    blank = [name for name, words in given.items() if not words.strip()]
    if blank:
        raise UsageError("say it in words: " + Field(blank[0], Blank.TEXT))


def note_export(desk: Desk, exported: PackageExported) -> str | None:
    """Put on record that the record was exported; gives why it is not, where it cannot be."""
    try:
        desk.enact(_append, exported)
    except ClaimtrackError as error:
        return str(error)
    return None


def _append(act: Act, exported: PackageExported) -> None:
    act.changes.append(exported)


def refuse_protected(desk: Desk, *, include: bool) -> bool:
    """Refuse to let all pieces go while some of them are protected; gives whether such ones go along.

    Raises ForbiddenMove, naming them.
    """
    with reading(desk) as session:
        found = protected(session)
    if found and not include:
        are, it = ("is", "it") if len(found) == 1 else ("are", "them")
        raise ForbiddenMove(
            f"{named(found)} {are} protected, and a case without {it} cannot be taken in: nothing was written; "
            + Field("include_protected")
            + f" takes {it} along, "
            + Field("redact_protected")
            + f" writes what can be shown without {it}"
        )
    return bool(found)


def log_of(desk: Desk, number: int) -> tuple[HistoryLine, ...]:
    """Return the custody of a piece, oldest first; raises NotFound."""
    with reading(desk) as session:
        piece = evidence_rows.evidence(session, number)
        if piece is None:
            raise no_evidence(number)
        return logs(session, [piece])[number]


def logs(
    session: Session, pieces: Sequence[Evidence], *, until: int | None = None
) -> Mapping[int, tuple[HistoryLine, ...]]:
    """Return the custody of each of these pieces, by number, up to an event or to the newest one."""
    numbers = [piece.id for piece in pieces]
    events = [event for event in event_rows.events_on(session, "evidence", numbers, _LOGGED) if _counts(event, until)]
    exported, moved = (
        [event for event in event_rows.events_of_action(session, action) if _counts(event, until)]
        for action in (Action.PACKAGE_EXPORTED, Action.LOCKER_MOVED)
    )
    every = [*events, *exported, *moved]
    told = dict(zip([event.id for event in every], lines(session, every), strict=True))
    by_piece: dict[int, list[HistoryLine]] = defaultdict(list)
    for event in events:
        by_piece[as_told(event.id, event.body).subject[1]].append(told[event.id])
    found: dict[int, tuple[HistoryLine, ...]] = {}
    # Every claim that it was ever attached to: links are withdrawn and never deleted.
    attached = event_rows.first_attached(session, {link.claim_id for piece in pieces for link in piece.links})
    for piece in pieces:
        first = attached.get(piece.id, 0)
        went = [told[event.id] for event in exported if _went_along(piece.id, first, as_told(event.id, event.body))]
        went += [told[event.id] for event in moved if first < event.id]
        rest = sorted([*by_piece[piece.id], *went], key=lambda line: line.number)
        found[piece.id] = (_came(piece, first), *rest)
    return found


def _went_along(piece: int, first: int, exported: Sealed) -> bool:
    """Tell whether a package had a piece that event ``first`` tells of."""
    return bool(first <= exported.after["events"]) and piece not in exported.after.get("withheld", ())


def _counts(event: Event, until: int | None) -> bool:
    return until is None or event.id <= until


def _came(piece: Evidence, event: int) -> HistoryLine:
    """Say how a piece came into the locker: that the event which first names it tells."""
    captured = piece.media_type == WARC and piece.url is not None
    what = f"captured {piece.url}" if captured else f"received {piece.name}"
    return HistoryLine(event, piece.added_at, piece.added_by.name, f"{what}, SHA-256 {piece.digest}", None, False)
