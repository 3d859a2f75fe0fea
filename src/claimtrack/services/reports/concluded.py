"""What a desk says of a claim in words of its own, as a report shows it: of now and of then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import finding_rows
from claimtrack.db.models import Finding, Restatement, Reviewer
from claimtrack.extraction.values import Spans
from claimtrack.reports.model import FindingLine, RestatementLine
from claimtrack.rules.findings import Claimed, finding_misfits, restatement_misfits
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import Nature, Said, Status


@dataclass(frozen=True, slots=True)
class Concluded:
    """Every restatement of some claims and every finding on them, by claim, oldest first."""

    restatements: Mapping[int, Sequence[Restatement]]
    findings: Mapping[int, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands: what it says and who says it, and its two verdicts."""

    claimed: Claimed
    status: Status
    said: Said

    @classmethod
    def of(
        cls,
        text: str,
        spans: Spans | Sequence[Sequence[int]],
        nature: Nature | None,
        source: int | None,
        verdicts: tuple[Status, Said],
    ) -> "Standing":
        """Return how a claim with these words, said by this source, and with these verdicts stands."""
        return cls(Claimed.of(text, spans, nature, source), *verdicts)


@dataclass(frozen=True, slots=True)
class Written:
    """One version of what was written, which stands unless it ended; a finding has a rating."""

    line: RestatementLine | FindingLine
    ended_at: datetime | None
    withdrawn_by: str | None

    @property
    def rating(self) -> str | None:
        """How the claim was rated."""
        return self.line.rating if isinstance(self.line, FindingLine) else None


def restatements(desk: Desk, number: int) -> list[Written]:
    """Return every restatement of a claim, oldest first; raises NotFound for a claim that is not there."""
    with reading(desk) as session:
        now = _now(session, number)
        lines = restatement_lines(finding_rows.restatements(session, [number]), now)
        return [_written(session, row, line) for row, line in lines]


def findings(desk: Desk, number: int) -> list[Written]:
    """Return every finding on a claim, oldest first; raises NotFound for a claim that is not there."""
    with reading(desk) as session:
        now = _now(session, number)
        lines = finding_lines(finding_rows.findings(session, [number]), now)
        return [_written(session, row, line) for row, line in lines]


def _now(session: Session, number: int) -> Standing:
    (claim,) = all_of(session, [number])
    return Standing.of(claim.text, claim.spans, claim.nature, claim.source_id, (claim.status, claim.said))


def _written(session: Session, row: Restatement | Finding, line: RestatementLine | FindingLine) -> Written:
    by = session.get(Reviewer, row.withdrawn_by_id) if row.withdrawn_by_id is not None else None
    return Written(line, row.ended_at, by.name if by is not None else None)


def concluded(session: Session, numbers: Iterable[int]) -> Concluded:
    """Read what was said of these claims."""
    wanted = list(numbers)
    restated, found = defaultdict[int, list[Restatement]](list), defaultdict[int, list[Finding]](list)
    for row in finding_rows.restatements(session, wanted):
        restated[row.claim_id].append(row)
    for one in finding_rows.findings(session, wanted):
        found[one.claim_id].append(one)
    return Concluded(restated, found)


def restatement_lines(rows: Sequence[Restatement], now: Standing) -> list[tuple[Restatement, RestatementLine]]:
    """Return each restatement of a claim, oldest first, as it fits the claim."""
    return [(row, _restatement(row, version, now)) for version, row in enumerate(rows, start=1)]


def finding_lines(rows: Sequence[Finding], now: Standing) -> list[tuple[Finding, FindingLine]]:
    """Return each finding on a claim, oldest first, as it fits the claim."""
    return [(row, _finding(row, version, now)) for version, row in enumerate(rows, start=1)]


def standing_lines(
    there: Concluded,
    number: int,
    now: Standing,
    stands: "Callable[[Restatement | Finding], bool]" = lambda row: row.ended_at is None,
) -> tuple[RestatementLine | None, FindingLine | None]:
    """Return the restatement and the finding of a claim that stand, or that ``stands`` says stood then."""
    restated = [line for row, line in restatement_lines(there.restatements.get(number, ()), now) if stands(row)]
    found = [line for row, line in finding_lines(there.findings.get(number, ()), now) if stands(row)]
    return (restated[-1] if restated else None), (found[-1] if found else None)


def _restatement(row: Restatement, version: int, now: Standing) -> RestatementLine:
    misfits = restatement_misfits(row.of_words, now.claimed)
    return RestatementLine(row.text, row.written_by.name, row.written_at, version, not misfits, misfits)


def _finding(row: Finding, version: int, now: Standing) -> FindingLine:
    misfits = finding_misfits(row.of_words, now.claimed, (row.status, row.said), (now.status, now.said))
    return FindingLine(
        rating=row.rating,
        text=row.text,
        reason=row.reason,
        by=row.written_by.name,
        at=row.written_at,
        version=version,
        status=row.status,
        said=row.said,
        fits=not misfits,
        misfits=misfits,
    )
