"""How evidence is kept, told in a report: checks, custody, how it may be used, what is left out as protected."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import event_rows, evidence_rows
from claimtrack.db.chain import as_told
from claimtrack.db.models import Evidence
from claimtrack.events.actions import Action
from claimtrack.events.custody import EvidenceTermsChanged
from claimtrack.reports.model import ClaimEntry, Terms
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.custody import logs
from claimtrack.services.evidence.elsewhere import elsewhere_told, sentences
from claimtrack.services.evidence.pieces import terms_of
from claimtrack.services.evidence.protection import secrets
from claimtrack.services.reports.facts import Facts
from claimtrack.services.reports.moments import Moment

LEFT_OUT = "[left out: it tells of protected evidence]"


def with_custody(session: Session, claims: Sequence[ClaimEntry], then: Moment | None) -> list[ClaimEntry]:
    """Tell of each piece who had it in hand, and how it may be used, as it stands or as it stood."""
    numbers = sorted({piece.number for one in claims for piece in one.evidence})
    if not numbers:
        return list(claims)
    rows = {row.id: row for row in evidence_rows.pieces(session, numbers)}
    until = then.number if then is not None else None
    log = logs(session, list(rows.values()), until=until)
    terms = _terms(session, rows, until)
    return [
        replace(
            one,
            evidence=tuple(
                replace(piece, custody=log[piece.number], terms=terms[piece.number]) for piece in one.evidence
            ),
        )
        for one in claims
    ]


def with_checks(desk: Desk, claims: Sequence[ClaimEntry]) -> list[ClaimEntry]:
    """Hold each piece that was captured elsewhere against what it says of itself, and verify its timestamp, anew."""
    said: dict[str, tuple[str, ...]] = {}
    for piece in (piece for one in claims for piece in one.evidence):
        if piece.digest not in said:
            said[piece.digest] = sentences(elsewhere_told(desk, piece))
    return [
        replace(one, evidence=tuple(replace(piece, checks=said[piece.digest]) for piece in one.evidence))
        for one in claims
    ]


def _terms(session: Session, rows: Mapping[int, Evidence], until: int | None) -> dict[int, Terms]:
    if until is None:
        return {number: terms_of(row) for number, row in rows.items()}
    found = dict.fromkeys(rows, Terms())
    for event in event_rows.events_on(session, "evidence", list(rows), (Action.EVIDENCE_TERMS,)):
        if event.id <= until:
            sealed = as_told(event.id, event.body)
            told = EvidenceTermsChanged.read(sealed, {one.field: one.text for one in event.texts})
            found[told.evidence] = Terms(
                **{one.name: getattr(told, one.name) for one in fields(Terms)},
            )
    return found


def without_protected(
    session: Session, claims: Sequence[ClaimEntry], known: Iterable[Facts], *, protected: Collection[int], text: str
) -> list[ClaimEntry]:
    """Leave protected pieces out, the events on them, and every sentence with a name, an address or words of theirs.

    Which numbers are left out is said. What stands in the article's own ``text`` is no secret; that a piece comes from
    somebody who is named there is one, so that what is said of a piece by its number goes, too. That a verdict rests
    on it stays.
    """
    hidden = {
        one.line.number
        for facts in known
        for one in facts.past
        if one.told.subject[0] == "evidence" and one.told.subject[1] in protected
    }
    return [_without(session, one, protected, hidden, text) for one in claims]


def _without(
    session: Session, entry: ClaimEntry, protected: Collection[int], hidden: Collection[int], text: str
) -> ClaimEntry:
    numbers = sorted({piece.number for piece in entry.evidence} & set(protected))
    if not numbers:
        return entry
    rows = evidence_rows.pieces(session, numbers)
    secrets = [secret for row in rows for secret in _secrets(row) if secret not in text.casefold()]
    shown = tuple(piece for piece in entry.evidence if piece.number not in protected)
    history = tuple(line for line in entry.history if line.number not in hidden)
    said_of = re.compile(rf"\bevidence (?:\d+(?:, | and ))*(?:{'|'.join(map(str, numbers))})\b", re.IGNORECASE)
    scrubbed: ClaimEntry = _scrubbed(replace(entry, evidence=shown, history=()), secrets, said_of)
    return replace(scrubbed, history=_scrubbed(history, secrets, _NOTHING), left_out=tuple(numbers))


_NOTHING = re.compile("(?!)")


def _secrets(row: Evidence) -> set[str]:
    known = secrets(row)
    return {one.casefold() for one in (*known.telling, *known.called)}


def _scrubbed(value: Any, secrets: Sequence[str], said_of: re.Pattern[str]) -> Any:
    """Return a value of a report in which no sentence has any of these words, or is said of these pieces."""
    if isinstance(value, str) and type(value) is str:
        told = said_of.search(value) is not None or any(secret in value.casefold() for secret in secrets)
        return LEFT_OUT if told else value
    if isinstance(value, tuple):
        return tuple(_scrubbed(one, secrets, said_of) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _scrubbed(getattr(value, one.name), secrets, said_of) for one in fields(value)}
        return replace(value, **changed)
    return value
