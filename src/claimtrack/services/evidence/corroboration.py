"""Two captures of a page: what both show, in what they differ, and whether the one bears the other out.

A capture is one person's word for what a server sent. Another one, by somebody else or at another hour, is a second
word; that both come from one hand or one hour is no second look, and is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claimtrack.db import evidence_rows
from claimtrack.db.models import Corroboration
from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.events.corroborations import EvidenceCorroborated
from claimtrack.locker.excerpts import find_in_file
from claimtrack.locker.store import digest_of
from claimtrack.reading.formats.web_archive import captured_page
from claimtrack.reading.read import read_document
from claimtrack.remedies import Step, do
from claimtrack.rules.copies import is_copy, sketch
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.evidence.attachments import existing
from claimtrack.services.evidence.capturing import CaptureTold, capture_told
from claimtrack.services.evidence.pieces import EvidenceRow, newest, no_evidence, shown
from claimtrack.services.names import folded

_APART = timedelta(hours=1)
_NAMED = 3
"""Lines that stand in one of two texts alone and are named; the rest are counted."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture as it is compared: who made it and when, where the page was, its text and the passages quoted of it."""

    number: int
    by: str
    at: datetime
    final: str
    status: int
    page: str
    """SHA-256 of the page."""
    text: str | None
    certificate: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing two captures; ``differences`` are sentences."""

    evidence: int
    other: int
    agrees: bool
    people: bool
    hours: bool
    differences: tuple[str, ...]


def compare(desk: Desk, number: int, other: int) -> Compared:
    """Hold a piece against another one, both captures, outside of any transaction.

    The other bears it out where all passages quoted of it stand in the other's text, or, where none is quoted, both
    show the same page or the same words. Raises NotFound, InvalidInput for what is no capture, ForbiddenMove for two
    by one person within the hour.
    """
    if number == other:
        raise InvalidInput(f"evidence {number} cannot be held against itself; name another capture of the page")
    first, second = shown(desk, number), shown(desk, other)
    one, two = _seen(desk, first), _seen(desk, second)
    people, hours = folded(one.by) != folded(two.by), abs(one.at - two.at) >= _APART
    if not people and not hours:
        raise ForbiddenMove(
            f"evidence {number} and {other} were both captured by {one.by} within the hour, which counts as one look; "
            "have somebody else capture the page, or do it again later"
        )
    lacking = [words for words in _quoted(first) if two.text is None or find_in_file(two.text, words) is None]
    agrees = not lacking if _quoted(first) else _alike(one, two)
    return Compared(number, other, agrees, people, hours, tuple(_differences(one, two, lacking)))


def corroborate(act: Act, compared: Compared) -> None:
    """Put on record what came of comparing two captures; raises NotFound."""
    piece, other = existing(act, compared.evidence), existing(act, compared.other)
    differences = "; ".join(compared.differences) or None
    row = Corroboration(
        evidence_id=piece.id,
        other_id=other.id,
        agrees=compared.agrees,
        people=compared.people,
        hours=compared.hours,
        differences=differences,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    act.session.add(row)
    act.session.flush()
    act.session.expire(piece, ["corroborations"])
    act.changes.append(
        EvidenceCorroborated(
            evidence=piece.id,
            corroboration=row.id,
            other=other.id,
            agrees=row.agrees,
            people=row.people,
            hours=row.hours,
            differences=differences,
        )
    )


def _seen(desk: Desk, row: EvidenceRow) -> Seen:
    told = capture_told(desk, row)
    if told is None:
        raise InvalidInput(
            f"evidence {row.number} is no capture that tells who made it and when, or is not what was attached; "
            + do(Step.EVIDENCE_SHOW, row.number)
        )
    data = desk.locker.read(row.digest)
    page = captured_page(data, name=row.name)
    account = told.account
    return Seen(
        row.number,
        account.by,
        _time(account.began, row),
        account.final,
        account.last.status,
        digest_of(page or b""),
        _text(data, row.name),
        *_certificate(told),
    )


def _certificate(told: CaptureTold) -> tuple[str | None, str | None]:
    return (told.certificate.sha256, told.certificate.issuer) if told.certificate is not None else (None, None)


def _time(written: str, row: EvidenceRow) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError as error:
        raise InvalidInput(f"evidence {row.number} does not tell when it was captured; name another capture") from error
    if at.tzinfo is None:
        raise InvalidInput(f"evidence {row.number} does not tell when it was captured; name another capture")
    return at


def _text(data: bytes, name: str) -> str | None:
    try:
        return read_document(data, name=name).whole
    except InvalidInput:
        return None  # a picture


def _quoted(row: EvidenceRow) -> list[str]:
    standing = (link.excerpt for link in row.links if not link.withdrawn and link.excerpt is not None)
    return list(dict.fromkeys(standing))


def _alike(one: Seen, two: Seen) -> bool:
    if one.page == two.page:
        return True
    if not one.text or not two.text:
        return False
    return one.text.split() == two.text.split() or is_copy(sketch(one.text), sketch(two.text))


def _differences(one: Seen, two: Seen, lacking: Sequence[str]) -> Iterator[str]:
    """Yield in what two captures differ, a sentence each."""
    for words in lacking:
        yield f'evidence {two.number} does not have "{_short(words)}"'
    if _place(one.final) != _place(two.final):
        yield f"the pages are at {one.final} and at {two.final}"
    if one.status != two.status:
        yield f"the servers answered {one.status} and {two.status}"
    if one.certificate != two.certificate:
        yield f"the certificates differ: {_issued(one)} and {_issued(two)}"
    if (one.text is None) != (two.text is None):
        yield f"only evidence {one.number if one.text is not None else two.number} has a text"
    elif one.text is None and one.page != two.page:
        yield "the pages have no text and are not the same bytes"
    elif one.text is not None and two.text is not None:
        yield from _lines_alone(one.text, two.text, one.number)
        yield from _lines_alone(two.text, one.text, two.number)


def _lines_alone(text: str, other: str, number: int) -> Iterator[str]:
    there = {" ".join(line.split()) for line in other.splitlines()}
    alone = [line for line in dict.fromkeys(" ".join(line.split()) for line in text.splitlines()) if line not in there]
    if alone:
        named = ", ".join(f'"{_short(line)}"' for line in alone[:_NAMED])
        more = f" and {len(alone) - _NAMED} more" if len(alone) > _NAMED else ""
        yield f"evidence {number} alone has {named}{more}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _place(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _issued(seen: Seen) -> str:
    if seen.certificate is None:
        return "none"
    return f"{seen.certificate[:12]}… by {seen.issuer}"


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """What holds of a capture that another one was held against: by whom that was found, when, and what differs."""

    other: int
    agrees: bool
    apart: str
    by: str
    at: datetime
    differences: str | None


def held_against(desk: Desk, number: int) -> list[HeldAgainst]:
    """Return what came of holding others against a piece, of each other the newest; raises NotFound."""
    with reading(desk) as session:
        piece = evidence_rows.evidence(session, number)
        if piece is None:
            raise no_evidence(number)
        return [
            HeldAgainst(
                one.other_id, one.agrees, apart(one.people, one.hours), one.made_by.name, one.made_at, one.differences
            )
            for one in newest(piece.corroborations)
        ]


def apart(people: bool, hours: bool) -> str:
    """Say in what two captures are two: people, hours, or both."""
    return " and ".join(words for is_so, words in ((people, "other people"), (hours, "another hour")) if is_so)
