"""What is told to programs: the keys and values of everything that can be listed or shown.

The command line writes them with ``--json`` and what goes with it, ``/api/v1`` answers with them. A key that
stands here stays; others may come.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.remedies import Do
    from claimtrack.services.articles.details import ListedArticle
    from claimtrack.services.evidence.pieces import EvidenceRow
    from claimtrack.services.integrity.log import LogLine
    from claimtrack.services.marks.reply_list import ReplyRow
    from claimtrack.services.reports.gather import Shown
    from claimtrack.services.reports.listing import ListedLine
    from claimtrack.services.sources.page import SourcePage
    from claimtrack.services.sources.relations import RelationLine
    from claimtrack.services.sources.sources import SourceLine
    from claimtrack.services.verdicts.four_eyes import Waiting
    from claimtrack.services.verdicts.gate import Gate


def claim(shown: "Shown") -> dict[str, object]:
    """Return a claim as data, the same keys as in the JSON report; the first two say of which moment, if it is past."""
    moment = {"as_of_event": shown.as_of.number, "as_of": shown.as_of.at} if shown.as_of is not None else {}
    around = {"stale": shown.stale, "article_title": shown.article_title, "outlet": shown.article_outlet}
    return {**moment, **asdict(shown.entry), **around}


def listed_claim(line: "ListedLine") -> dict[str, object]:
    """Return a line of a list of claims."""
    claim = line.claim
    return {
        "claim": claim.number,
        "article": claim.article,
        "status": claim.status,
        "independently_confirmed": claim.independently_confirmed,
        "overridden": claim.overridden,
        "said": claim.said,
        "speaker": claim.speaker,
        "own_voice": claim.own_voice,
        "unread": claim.own_voice is None,
        "headline": claim.headline,
        "post_published": claim.post.published if claim.post is not None else None,
        "post_clock": claim.post.clock if claim.post is not None else None,
        "post_author": claim.post.author if claim.post is not None else None,
        "corrects_post": claim.post is not None and claim.post.correction,
        "nature": claim.nature.value if claim.nature is not None else None,
        "speaker_by_pronoun": claim.by_pronoun,
        "checkable": claim.checkable,
        "confidence": claim.confidence,
        "caveats": list(claim.caveats),
        "asked_caveats": list(claim.asked_caveats),
        "links": [f"{link.verb} {link.claim}: {link.state}" for link in claim.links],
        "alarm": line.against,
        "tags": list(claim.tags),
        "holder": claim.holder,
        "version": claim.version,
        "changed": claim.changed_at,
        "statement": line.statement,
        "text": claim.text,
        "restatement": claim.restatement.text if claim.restatement is not None else None,
        "restatement_fits": line.restatement_fits if claim.restatement is not None else None,
        "rating": claim.finding.rating if claim.finding is not None else None,
        "finding": claim.finding.text if claim.finding is not None else None,
        "finding_fits": line.finding_fits if claim.finding is not None else None,
    }


def article(line: "ListedArticle") -> dict[str, object]:
    """Return an article."""
    row = asdict(line)
    statuses = [f"{status}: {count}" for status, count in line.statuses]
    figures = {"claims": line.claims, "awaiting": row.pop("awaiting"), "statuses": statuses}
    del row["statuses"]
    return {**row, **figures}


def evidence(piece: "EvidenceRow") -> dict[str, object]:
    """Return a piece of evidence."""
    return {
        "evidence": piece.number,
        "name": piece.name,
        "source": piece.source,
        "reliability": piece.reliability,
        "grades": [f"{claim}: {grade}" for claim, grade in piece.grades],
        "media_type": piece.media_type,
        "size": piece.size,
        "sha256": piece.digest,
        "url": piece.url,
        "added_by": piece.added_by,
        "relies_on": list(piece.relying_on),
        "of_claim": piece.of_claim,
        "dated": piece.dated.isoformat() if piece.dated is not None else None,
        "dated_shown": piece.dated_shown,
        "dated_because": piece.dated_because,
        "uncompared": piece.uncompared,
        **terms(piece),
        "claims": list(piece.claims),
        "withdrawn_from": list(piece.withdrawn),
    }


def terms(row: "EvidenceRow") -> dict[str, object]:
    """Return how a piece may be used, for machines."""
    known = row.terms
    return {
        "rights": known.rights,
        "consent": known.consent,
        "consent_by": known.consent_by,
        "consent_for": known.consent_extent,
        "risk": known.risk,
        "harmed": known.harmed,
        "visibility": known.visibility,
    }


def source(line: "SourceLine") -> dict[str, object]:
    """Return a source."""
    return {
        "source": line.number,
        "name": line.name,
        "kind": line.kind,
        "article": line.article,
        "merged_into": line.merged_into,
        "claims": line.claims,
        "evidence": line.evidence,
        "also": list(line.also),
    }


def source_page(page: "SourcePage") -> dict[str, object]:
    """Return a source with what it hangs together with."""
    return {
        **source(page.line),
        "reliability": page.reliability,
        "vouched": page.vouched,
        "unaffiliated": page.unaffiliated,
        "affiliation_known": page.affiliation_known,
        "relations": [relation(one) for one in page.relations],
        "origins": [
            {"depth": origin.depth, "how": origin.how, "source": origin.number, "name": origin.name}
            for origin in page.origins
        ],
    }


def relation(line: "RelationLine") -> dict[str, object]:
    """Return a relation as data."""
    return {
        "source": line.source,
        "name": line.source_name,
        "kind": line.kind,
        "other": line.other,
        "other_name": line.other_name,
        "since": line.since.isoformat() if line.since is not None else None,
        "until": line.until.isoformat() if line.until is not None else None,
        "because": line.because,
        "state": line.state,
        "said_by": line.said_by,
    }


def reply(one: "ReplyRow") -> dict[str, object]:
    """Return what became of asking a party."""
    return {
        "reply": one.number,
        "kind": one.kind.value,
        "party": one.party,
        "claims": list(one.claims),
        "state": one.state.value,
        "late": one.late,
        "by": one.means.value if one.means is not None else None,
        "asked": one.asked,
        "deadline": one.deadline,
        "answered": one.answered,
        "answer": one.answer,
        "reason": one.because,
        "text_sha256": one.text,
        "recorded_by": one.by,
        "recorded": one.recorded,
        "earlier_words": list(one.earlier_words),
    }


def event(found: "LogLine") -> dict[str, object]:
    """Return an event, told."""
    line, claim, digest = found
    return {
        "event": line.number,
        "at": line.at,
        "who": line.who,
        "claim": claim,
        "what": line.what,
        "reason": line.reason,
        "overridden": line.overridden,
        "hash": digest,
    }


def gate(found: "Gate", write: Callable[["Do"], object]) -> dict[str, object]:
    """Return the shape that docs/reference/gate.md describes."""
    return {
        "passed": found.passed,
        "article": found.article,
        "required": [need.value for need in found.needs],
        "claims": found.claims,
        "not_checkable": found.not_checkable,
        "withdrawn": found.withdrawn,
        "taken_off": [{"claim": one.claim, "party": one.name} for one in found.taken_off],
        "short": [
            {
                "claim": one.claim,
                "article": one.article,
                "shortfalls": [
                    {"word": lack.need.value, "lacks": lack.lacks, "next": write(lack.next)} for lack in one.shortfalls
                ],
            }
            for one in found.short
        ],
        **(_of_standard(found, write) if found.standard is not None else {}),
    }


def _of_standard(found: "Gate", write: Callable[["Do"], object]) -> dict[str, object]:
    standard = found.standard
    return {
        "standard": standard.name if standard is not None else None,
        "own_file": standard.own_file if standard is not None else None,
        "policy": [{"key": one.key, "lacks": one.lacks, "next": write(one.next)} for one in found.policy],
        "not_checked": [
            {"where": where, "what": what} for where, what in (standard.not_checked if standard is not None else ())
        ],
    }


def proposal(one: "Waiting") -> dict[str, object]:
    """Return what is proposed of a claim and waits for a second person."""
    return {"claim": one.claim, "article": one.article, "text": one.text, **asdict(one.proposal)}
