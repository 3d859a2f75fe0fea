"""Events in words: what a reviewer reads in `show`, `log` and the report."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import finding
from claimtrack.db.models import Event
from claimtrack.reports.model import HistoryLine

Body = Mapping[str, Any]
Texts = Mapping[str, str]
Names = Mapping[int, str]

PURGED = "[words removed]"


def lines(session: Session, events: Sequence[Event]) -> tuple[HistoryLine, ...]:
    """Say each event in a sentence."""
    bodies = [json.loads(event.body) for event in events]
    names = finding.source_names(session, _sources_in(bodies))
    people = {reviewer.id: reviewer.name for reviewer in finding.reviewers(session)}
    return tuple(_line(event, body, names=names, people=people) for event, body in zip(events, bodies, strict=True))


def last_change(session: Session, claim_id: int) -> str:
    """Say what was done last to a claim, by whom and when."""
    event = finding.last_event(session, claim_id)
    if event is None:
        return "nothing is on record"
    line = lines(session, [event])[0]
    because = f' ("{line.reason}")' if line.reason else ""
    return f"{line.who} {line.what}{because} at {line.at:%Y-%m-%d %H:%M:%S} UTC"


def _line(event: Event, body: Body, *, names: Names, people: Names) -> HistoryLine:
    texts = {text.field: text.text for text in event.texts}
    reason = texts.get("reason")
    if reason is None and "reason" in body["texts"]:
        reason = PURGED
    return HistoryLine(
        number=event.id,
        at=event.at,
        who=event.reviewer.name,
        what=_SENTENCES[event.action](body, texts, names, people),
        reason=reason,
        overridden=bool(body["after"].get("overridden")),
    )


def _status(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    before, after = body["before"]["status"], body["after"]["status"]
    if after == "in_review":
        return "took it into review"
    if after == "unverified":
        return "gave it back unreviewed" if before == "in_review" else f"reopened it (was {before})"
    override = " by override" if body["after"]["overridden"] else ""
    numbers = body["after"].get("counted") or []
    rests = f", resting on evidence {', '.join(map(str, numbers))}" if numbers else ""
    despite = body["after"].get("despite") or []
    against = f", despite evidence {', '.join(map(str, despite))}" if despite else ""
    duplicate = body["after"].get("duplicate_of")
    of = f" as a duplicate of claim {duplicate}" if duplicate else ""
    return f"marked it {after}{override}{of} (was {before}){rests}{against}"


def _said(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    override = " by override" if body["after"]["overridden"] else ""
    words = {"verified": "checked that it was said", "misquoted": "found it misquoted"}
    words |= {"not_found": "could not find that it was said", "unchecked": "took back the check of who said it"}
    return f"{words[body['after']['said']]}{override}"


def _holder(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names
    holder = body["after"]["holder"]
    return f"handed it to {people.get(holder, PURGED)}" if holder is not None else "released it"


def _attached(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del people
    after = body["after"]
    source = f" from {names.get(after['source'], PURGED)}" if after.get("source") is not None else ""
    serves = " for whether it was said" if after["serves"] == "said" else ""
    return (
        f"attached evidence {after['evidence']} ({texts.get('name', PURGED)}){source} "
        f"that {_STANCES[after['stance']]}{serves}"
    )


_STANCES = {"supports": "supports it", "refutes": "refutes it", "context": "gives context"}


def _withdrew(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"withdrew evidence {body['before']['evidence']}"


def _answered(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"answered evidence {body['after']['evidence']}"


def _recorded(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    after = body["after"]
    who = f" from {names.get(after['source'], PURGED)}" if after.get("source") is not None else ""
    how = {
        "extracted": "recorded it on ingest",
        "added": "added it by hand",
        "split": f"split it off claim {after.get('split_from')}",
    }
    return f"{how[after['origin']]}{who}"


def _corrected(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del people
    parts = []
    for name, value in body["after"].items():
        if name == "source":
            old = body["before"].get("source")
            was = names.get(old, PURGED) if old is not None else "nobody"
            parts.append(f"speaker from {was} to {names.get(value, PURGED) if value is not None else 'nobody'}")
        elif name == "spans":
            parts.append(f'words from "{texts.get("text_before", PURGED)}" to "{texts.get("text_after", PURGED)}"')
        elif name == "via":
            parts.append(f"carriers to {texts.get('via_after') or 'none'}")
        elif name == "checkable":
            parts.append("to checkable" if value else "to not checkable")
    return f"corrected it: {', '.join(parts)}"


def _carried(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"found it again in snapshot {body['after']['snapshot']} of the article"


def _noted(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    kind = "commented" if body["after"]["kind"] == "comment" else "tried"
    return f"{kind}: {texts.get('text', PURGED)}"


def _source_recorded(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    return f"recorded source {body['subject'][1]}, {texts.get('name', PURGED)}"


def _source_merged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    into = body["after"]["merged_into"]
    one, other = body["subject"][1], into
    return f"merged source {one}, {names.get(one, PURGED)}, into {other}, {names.get(other, PURGED)}"


def _ingested(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    title = f' "{texts["title"]}"' if "title" in texts else ""
    return f"ingested article {body['after']['article']}{title} with {body['after']['claims']} claims"


def _article_changed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    fields = sorted({*body["after"], *(name.removesuffix("_after") for name in texts if name.endswith("_after"))})
    return f"changed {', '.join(fields)} of article {body['subject'][1]}"


def _reviewer_added(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    return f"added {texts.get('name', PURGED)} as {body['after']['role']}"


def _reviewer_role(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names
    return f"made {people.get(body['subject'][1], PURGED)} {body['after']['role']} (was {body['before']['role']})"


def _created(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del body, texts, names, people
    return "made the workspace"


def _evidence_source(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    source = body["after"]["source"]
    return f"corrected whom evidence {body['subject'][1]} comes from: {names.get(source, PURGED)}"


_SENTENCES: dict[str, Callable[[Body, Texts, Names, Names], str]] = {
    "workspace.created": _created,
    "reviewer.added": _reviewer_added,
    "reviewer.role": _reviewer_role,
    "source.recorded": _source_recorded,
    "source.merged": _source_merged,
    "article.ingested": _ingested,
    "article.changed": _article_changed,
    "claim.recorded": _recorded,
    "claim.status": _status,
    "claim.said": _said,
    "claim.holder": _holder,
    "claim.corrected": _corrected,
    "claim.carried": _carried,
    "comment.added": _noted,
    "evidence.attached": _attached,
    "evidence.withdrawn": _withdrew,
    "evidence.answered": _answered,
    "evidence.source": _evidence_source,
}


def _sources_in(bodies: Iterable[Body]) -> set[int]:
    found: set[int] = set()
    for body in bodies:
        for side in (body["before"], body["after"]):
            found |= {side[name] for name in ("source", "merged_into") if isinstance(side.get(name), int)}
        if body["subject"][0] == "source":
            found.add(body["subject"][1])
    return found
