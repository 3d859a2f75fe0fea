"""An extraction as the JSON object that other tools and the benchmark read."""

from typing import Any

from claimtrack.extraction.values import Attribution, Caveat, Extraction, Link, Skipped, Spans, Statement


def as_json(extraction: Extraction, *, path: str, text_sha256: str) -> dict[str, Any]:
    """Return the object of the contract ``claimtrack extract --jsonl``; offsets count code points into ``text``."""
    return {
        "path": path,
        "text_sha256": text_sha256,
        "text": extraction.text,
        "language": extraction.language,
        "extractor": extraction.extractor,
        "attributions": [_attribution(one) for one in extraction.attributions],
        "statements": [_statement(one) for one in extraction.statements],
        "skipped": [_skipped(one) for one in extraction.skipped],
        "links": [_link(one) for one in extraction.links],
    }


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "source": _spans(one.source),
        "cue": _spans(one.cue),
        "content": _spans(one.content),
        "confidence": one.confidence,
        "speaker": one.speaker,
        "speaker_kind": one.speaker_kind.value,
        "mention": one.mention.value,
        "via": list(one.via),
        "inside": one.inside,
        "quote": one.quote.value,
        "nature": one.nature.value,
        "hedged": one.hedged,
        "firsthand": one.firsthand.value,
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "text": one.text,
        "spans": _spans(one.spans),
        "attribution": one.attribution,
        "own_voice": one.own_voice,
        "headline": one.headline,
        "checkable": one.checkable,
        "caveats": [_caveat(caveat) for caveat in one.caveats],
        "confidence": one.confidence,
        "perhaps": one.perhaps,
    }


def _caveat(one: Caveat) -> dict[str, Any]:
    return {"kind": one.kind.value, "spans": _spans(one.spans), "by": one.by, "confidence": one.confidence}


def _skipped(one: Skipped) -> dict[str, Any]:
    return {"spans": _spans(one.spans), "why": one.why.value}


def _link(one: Link) -> dict[str, Any]:
    return {"from": one.source, "to": one.target, "kind": one.kind.value, "spans": _spans(one.spans)}


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
