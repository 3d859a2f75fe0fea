"""The report as CSV, for spreadsheets: a header and one row a claim (RFC 4180, CRLF, every cell quoted).

It begins with a byte order mark, without which Excel reads UTF-8 as the local code page; Python reads it with the
encoding ``utf-8-sig``. Every cell is one line; several values in one are joined with `` | ``. What a spreadsheet would
take for a formula has an apostrophe before it, and control characters are shown as signs (``reports.harmless``): for
exact text take JSON. The chain's head stands in every row, so that a row that was copied out still names its state.
"""

import csv
import io
from collections.abc import Callable

from claimtrack.reports.harmless import cell
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, FindingLine, Report, RestatementLine
from claimtrack.reports.wording import claims, evidence, measures, replies
from claimtrack.vocabulary import Serves, Stance

_Column = Callable[[Report, ArticleEntry, ClaimEntry], object]


def render(report: Report) -> bytes:
    """Render a report as CSV; with no claims, the header alone."""
    into = io.StringIO(newline="")
    writer = csv.writer(into, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for article in report.articles:
        for entry in article.claims:
            writer.writerow([cell(_word(give(report, article, entry))) for give in _COLUMNS.values()])
    return into.getvalue().encode("utf-8-sig")


def _word(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " | ".join(map(str, value))
    return str(value)


def _evidence(serves: Serves, stance: Stance) -> _Column:
    def give(report: Report, article: ArticleEntry, entry: ClaimEntry) -> object:
        del report, article
        standing = (piece for piece in entry.evidence if piece.withdrawn_at is None)
        return tuple(_piece(piece) for piece in standing if (piece.serves, piece.stance) == (serves, stance))

    return give


def _piece(piece: EvidenceLine) -> str:
    weighed = f"; {piece.weighed}" if piece.weighed is not None else ""
    asked = "".join(f"; {words}" for words in (*evidence.questions(piece), *piece.stamps, *evidence.checked(piece)))
    return f"{piece.number}: {piece.name}, {evidence.provenance(piece)}{weighed}{asked}; sha256 {piece.digest}"


def _by(line: RestatementLine | FindingLine | None) -> str | None:
    return f"{line.by}, {measures.iso(line.at)}, version {line.version}" if line is not None else None


def _withdrawn(entry: ClaimEntry) -> tuple[str, ...]:
    gone = (piece for piece in entry.evidence if piece.withdrawn_at is not None)
    return tuple(f"{_piece(piece)}; {evidence.withdrawal(piece)}" for piece in gone)


def _links(entry: ClaimEntry) -> tuple[str, ...]:
    return tuple(f"{claims.verb(link)} claim {link.number} ({claims.judgement(link)})" for link in entry.links)


def _history(entry: ClaimEntry) -> tuple[str, ...]:
    return tuple(
        f"{line.number}: {measures.iso(line.at)} {line.who} {line.what}"
        + (f" (because: {line.reason})" if line.reason is not None else "")
        for line in entry.history
    )


_COLUMNS: dict[str, _Column] = {
    "claim": lambda _report, _article, entry: entry.number,
    "article": lambda _report, article, _entry: article.number,
    "title": lambda _report, article, _entry: article.title,
    "outlet": lambda _report, article, _entry: article.outlet,
    "agency": lambda _report, article, _entry: article.agency,
    "published": lambda _report, article, _entry: measures.iso(article.published) if article.published else None,
    "article_url": lambda _report, article, _entry: article.url,
    "article_sha256": lambda _report, article, _entry: article.digest,
    "statement": lambda _report, _article, entry: claims.stated(entry),
    "text": lambda _report, _article, entry: entry.text,
    "spans": lambda _report, _article, entry: tuple(f"{start}..{end}" for start, end in entry.spans),
    "speaker": lambda _report, _article, entry: entry.speaker,
    "speaker_kind": lambda _report, _article, entry: entry.speaker_kind.value,
    "own_voice": lambda _report, _article, entry: "unread" if entry.own_voice is None else entry.own_voice,
    "headline": lambda _report, _article, entry: entry.headline,
    "speaker_by_pronoun": lambda _report, _article, entry: claims.by_pronoun(entry),
    "attribution": lambda _report, _article, entry: claims.chain(entry),
    "inside_claim": lambda _report, _article, entry: entry.inside,
    "quote": lambda _report, _article, entry: entry.quote.value if entry.quote else None,
    "nature": lambda _report, _article, entry: entry.nature.value if entry.nature else None,
    "hedged": lambda _report, _article, entry: entry.hedged,
    "firsthand": lambda _report, _article, entry: entry.firsthand.value,
    "checkable": lambda _report, _article, entry: entry.checkable,
    "caveats": lambda _report, _article, entry: tuple(
        f"{line.kind.value}: {line.text}" for line in entry.caveats if line.stands
    ),
    "asked_caveats": lambda _report, _article, entry: tuple(
        f"{line.kind.value}: {line.text}" for line in entry.caveats if line.asks
    ),
    "status": lambda _report, _article, entry: entry.status.value,
    "independently_confirmed": lambda _report, _article, entry: entry.independently_confirmed,
    "overridden": lambda _report, _article, entry: entry.overridden,
    "override_reason": lambda _report, _article, entry: entry.override_reason,
    "is_it_true": lambda _report, _article, entry: claims.truth(entry),
    "verdict_given": lambda _report, _article, entry: measures.iso(entry.verdict_at) if entry.verdict_at else None,
    "verdict_by": lambda _report, _article, entry: claims.given(entry.verdict_given),
    "verdict_reason": lambda _report, _article, entry: claims.reason(entry.verdict_given),
    "policy": lambda _report, _article, entry: entry.policy,
    "look_again_from": lambda _report, _article, entry: (
        measures.iso(entry.look_again_from) if entry.look_again_from else None
    ),
    "status_word": lambda _report, _article, entry: entry.status_word,
    "said": lambda _report, _article, entry: entry.said.value,
    "was_it_said": lambda _report, _article, entry: claims.said(entry),
    "said_by": lambda _report, _article, entry: claims.given(entry.said_given),
    "said_reason": lambda _report, _article, entry: claims.reason(entry.said_given),
    "said_word": lambda _report, _article, entry: entry.said_word,
    "restatement": lambda _report, _article, entry: entry.restatement.text if entry.restatement else None,
    "restatement_by": lambda _report, _article, entry: _by(entry.restatement),
    "restatement_misfits": lambda _report, _article, entry: entry.restatement.misfits if entry.restatement else None,
    "rating": lambda _report, _article, entry: entry.finding.rating if entry.finding else None,
    "finding": lambda _report, _article, entry: entry.finding.text if entry.finding else None,
    "finding_by": lambda _report, _article, entry: _by(entry.finding),
    "finding_reason": lambda _report, _article, entry: entry.finding.reason if entry.finding else None,
    "finding_misfits": lambda _report, _article, entry: entry.finding.misfits if entry.finding else None,
    "independence": lambda _report, _article, entry: entry.independence,
    "why": lambda _report, _article, entry: entry.why,
    "evidence_supporting": _evidence(Serves.TRUTH, Stance.SUPPORTS),
    "evidence_refuting": _evidence(Serves.TRUTH, Stance.REFUTES),
    "evidence_context": _evidence(Serves.TRUTH, Stance.CONTEXT),
    "evidence_said_supporting": _evidence(Serves.SAID, Stance.SUPPORTS),
    "evidence_said_refuting": _evidence(Serves.SAID, Stance.REFUTES),
    "evidence_said_context": _evidence(Serves.SAID, Stance.CONTEXT),
    "evidence_withdrawn": lambda _report, _article, entry: _withdrawn(entry),
    "links": lambda _report, _article, entry: _links(entry),
    "alarm": lambda _report, _article, entry: claims.alarms(entry),
    "replies": lambda _report, _article, entry: replies.in_a_cell(entry),
    "notes": lambda _report, _article, entry: tuple(
        f"{note.kind} by {note.by}, {measures.iso(note.at)}: {note.text}" for note in entry.notes
    ),
    "tags": lambda _report, _article, entry: entry.tags,
    "holder": lambda _report, _article, entry: entry.holder,
    "origin": lambda _report, _article, entry: entry.origin,
    "confidence": lambda _report, _article, entry: entry.confidence,
    "version": lambda _report, _article, entry: entry.version,
    "created": lambda _report, _article, entry: measures.iso(entry.created_at),
    "changed": lambda _report, _article, entry: measures.iso(entry.changed_at),
    "history": lambda _report, _article, entry: _history(entry),
    "as_of": lambda report, _article, _entry: measures.iso(report.as_of),
    "past": lambda report, _article, _entry: report.past,
    "head_number": lambda report, _article, _entry: report.head_number,
    "head_hash": lambda report, _article, _entry: report.head_hash,
    "workspace": lambda report, _article, _entry: report.workspace,
    "tool_version": lambda report, _article, _entry: report.tool_version,
    "timestamps": lambda report, _article, _entry: report.stamps,
    "witnesses": lambda report, _article, _entry: report.witnesses,
    "evidence_left_out": lambda _report, _article, entry: tuple(map(evidence.left_out, entry.left_out)),
}
