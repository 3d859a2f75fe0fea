"""Events in words: what a reviewer reads in `show`, `log` and the report."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import event_rows, finding, source_rows
from claimtrack.db.models import Event
from claimtrack.remedies import Step, do
from claimtrack.reports.model import HistoryLine

Body = Mapping[str, Any]
Texts = Mapping[str, str]
Names = Mapping[int, str]

PURGED = "[words removed]"


def lines(session: Session, events: Sequence[Event]) -> tuple[HistoryLine, ...]:
    """Say each event in a sentence."""
    bodies = [_body(event) for event in events]
    names = source_rows.source_names(session, _sources_in(bodies))
    people = {reviewer.id: reviewer.name for reviewer in finding.reviewers(session)}
    return tuple(_line(event, body, names=names, people=people) for event, body in zip(events, bodies, strict=True))


def last_change(session: Session, claim_id: int) -> str:
    """Say what was done last to a claim, by whom and when."""
    event = event_rows.last_event(session, claim_id)
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
        what=_what(event, body, texts, names=names, people=people),
        reason=reason,
        overridden=bool(body["after"].get("overridden")),
    )


def _body(event: Event) -> Body:
    """Read what was sealed; of one that was tampered with, only so much as a history needs to go on."""
    try:
        body = json.loads(event.body)
    except (ValueError, RecursionError):
        body = None
    body = body if isinstance(body, dict) else {}
    parts = {name: body[name] for name in ("before", "after", "texts") if isinstance(body.get(name), dict)}
    subject = body.get("subject") or ["", 0]
    return {"before": {}, "after": {}, "texts": {}, "subject": subject, "claim": body.get("claim"), **parts}


def _what(event: Event, body: Body, texts: Texts, *, names: Names, people: Names) -> str:
    try:
        return _SENTENCES[event.action](body, texts, names, people)
    except (LookupError, TypeError, ValueError):
        return str(f"did what cannot be read ({event.action}); " + do(Step.VERIFY) + " says whether it was changed")


def _status(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    before, after = body["before"]["status"], body["after"]["status"]
    if after == "in_review":
        return "took it into review"
    if after == "unverified":
        return "gave it back unreviewed" if before == "in_review" else f"reopened it (was {before})"
    if "superseded_by" in body["after"]:
        return f"read the article again and marked it withdrawn (was {before})"
    override = " by override" if body["after"]["overridden"] else ""
    numbers = body["after"].get("counted") or []
    rests = f", resting on evidence {', '.join(map(str, numbers))}" if numbers else ""
    despite = body["after"].get("despite") or []
    against = f", despite evidence {', '.join(map(str, despite))}" if despite else ""
    duplicate = body["after"].get("duplicate_of")
    of = f" as a duplicate of claim {duplicate}" if duplicate else ""
    return f"marked it {after}{override}{of} (was {before}){rests}{against}"


def _verdict_proposed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    after = body["after"]
    what = f"to mark it {after['status']}" if after["status"] is not None else f"that said is {after['said']}"
    override = " by override" if after["override"] else ""
    numbers = after["counted"]
    rests = f", resting on evidence {', '.join(map(str, numbers))}" if numbers else ""
    return f"proposed {what}{override}{rests}"


def _verdict_closed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    did = {"approved": "approved", "rejected": "rejected", "taken_back": "took back", "fallen": "let fall"}
    return f"{did[body['after']['state']]} the proposal {body['after']['verdict'].replace('_', ' ')}"


def _said(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    override = " by override" if body["after"]["overridden"] else ""
    words = {"verified": "checked that it was said", "misquoted": "found it misquoted"}
    words |= {"not_found": "could not find that it was said", "unchecked": "took back the check of who said it"}
    before = body["before"]["said"]
    was = f" (was {before.replace('_', ' ')})" if before != "unchecked" else ""
    return f"{words[body['after']['said']]}{override}{was}"


def _holder(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names
    holder = body["after"]["holder"]
    return f"handed it to {people.get(holder, PURGED)}" if holder is not None else "released it"


def _attached(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del people
    after = body["after"]
    source = f" from {names.get(after['source'], PURGED)}" if after.get("source") is not None else ""
    serves = " for whether it was said" if after["serves"] == "said" else ""
    if after.get("relying_on"):
        serves += f", relying on {', '.join(_named(number, names) for number in after['relying_on'])}"
    if after.get("of_claim") is not None:
        return f"attached evidence {after['evidence']}, claim {after['of_claim']}, that {_STANCES[after['stance']]}"
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
        "extracted": "recorded it when the article was read again" if after.get("reread") else "recorded it on ingest",
        "added": "added it by hand",
        "split": f"split it off claim {after.get('split_from')}",
    }
    return f"{how[after['origin']]}{who}"


def _corrected(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del people
    parts = []
    for name, value in body["after"].items():
        if name == "source":
            parts.append(f"speaker from {_named(body['before'].get('source'), names)} to {_named(value, names)}")
        elif name == "spans":
            parts.append(f'words from "{texts.get("text_before", PURGED)}" to "{texts.get("text_after", PURGED)}"')
        elif name == "via":
            was, now = (texts.get(f"via_{when}", PURGED) or "none" for when in ("before", "after"))
            parts.append(f"carriers from {was} to {now}")
        elif name == "checkable":
            parts.append("to checkable" if value else "to not checkable")
    return f"corrected it: {', '.join(parts)}"


def _named(source: int | None, names: Names) -> str:
    return names.get(source, PURGED) if source is not None else "nobody"


def _carried(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"found it again in snapshot {body['after']['snapshot']} of the article"


def _reread(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    others = ", ".join(sorted(set(body["after"]) - {"confidence"}))
    if "confidence" not in body["after"]:
        return f"read it again, with another {others}"
    figures = (body[when]["confidence"] for when in ("before", "after"))
    was, now = ("none" if figure is None else f"{figure:.2f}" for figure in figures)
    return f"read it again: confidence from {was} to {now}{f'; another {others}' if others else ''}"


def _linked(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"read the article again and recorded claim {body['after']['from']}, which {body['after']['kind']} it"


def _link_added(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"linked it: {_relation(body)}"


def _link_judged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    return f"{body['after']['state']} that {_relation(body)}"


def _party_proposed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"read in the article that {_party(body, names)}"


def _party_named(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"put on record that {_party(body, names)}"


def _party_judged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"{body['after']['state']} that {_party(body, names)}"


def _party(body: Body, names: Names) -> str:
    does = {"accused": "accuses", "favoured": "favours"}[body["after"]["side"]]
    return f"it {does} {_named(body['after']['source'], names)}"


def _relation(body: Body) -> str:
    """Say of the claim that an event is on how it bears on the other one, or the other one on it."""
    after, claim = body["after"], body["claim"]
    if claim == after["from"]:
        return f"it {after['kind']} claim {after['to']}"
    return f"claim {after['from']} {after['kind']} it"


def _article_reread(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    was, after = body["before"]["extractor"], body["after"]
    return (
        f"read article {body['subject'][1]} again with the engine {after['extractor']} (was {was}): "
        f"{after['claims']} new, {after['superseded']} superseded, {after['refreshed']} updated"
    )


def _noted(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    kind = "commented" if body["after"]["kind"] == "comment" else "tried"
    return f"{kind}: {texts.get('text', PURGED)}"


def _tag_recorded(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    return f"made the tag {texts.get('name', PURGED)} (tag {body['subject'][1]})"


def _tagged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del body, names, people
    return f"tagged it {texts.get('tag', PURGED)}"


def _untagged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del body, names, people
    return f"took the tag {texts.get('tag', PURGED)} off it"


def _source_recorded(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    return f"recorded source {body['subject'][1]}, {texts.get('name', PURGED)}"


def _source_merged(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    into = body["after"]["merged_into"]
    one, other = body["subject"][1], into
    return f"merged source {one}, {names.get(one, PURGED)}, into {other}, {names.get(other, PURGED)}"


def _source_split(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    was, one = body["before"]["merged_into"], body["subject"][1]
    return f"took back that source {one}, {names.get(one, PURGED)}, is {was}, {names.get(was, PURGED)}"


_TIES = {
    "part_of": "is part of",
    "controlled_by": "is controlled by",
    "allied_with": "is allied with",
    "relies_on": "relies on",
}


def _tie(body: Body, names: Names) -> str:
    after = body["after"]
    time = "".join(f" {word} {after[word]}" for word in ("since", "until") if after[word] is not None)
    return f"{_named(body['subject'][1], names)} {_TIES[after['kind']]} {_named(after['other'], names)}{time}"


def _related(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"put on record that {_tie(body, names)}"


def _unrelated(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"took back that {_tie(body, names)}"


def _proposed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"read in the article that {_tie(body, names)}"


def _accepted(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"accepted that {_tie(body, names)}"


def _rejected(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    return f"rejected that {_tie(body, names)}"


def _unaffiliated(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    did = "put on record" if body["after"]["unaffiliated"] else "took back"
    return f"{did} that no affiliation of {_named(body['subject'][1], names)} is known"


def _kind(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    was, now = (body[when]["kind"] for when in ("before", "after"))
    before = f" (was {was})" if was != "none" else ""
    return f"put on record what {_named(body['subject'][1], names)} is: {now}{before}"


def _vouched(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    who = _named(body["subject"][1], names)
    return f"vouched for who {who} is" if body["after"]["vouched"] else f"took back the word on who {who} is"


def _graded(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    was = body["before"]["reliability"]
    return (
        f"graded {_named(body['subject'][1], names)} {body['after']['reliability']} for reliability"
        f"{f' (was {was})' if was else ''}"
    )


def _ingested(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del names, people
    title = f' "{texts["title"]}"' if "title" in texts else ""
    return f"ingested article {body['after']['article']}{title} with {body['after']['claims']} claims"


def _article_changed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del people
    before, after = body["before"], body["after"]
    parts = []
    for name in ("title", "byline", "url"):
        if f"{name}_after" in body["texts"]:
            was, now = (texts.get(f"{name}_{when}", PURGED) for when in ("before", "after"))
            parts.append(f'{name} from "{was}" to "{now}"' if was else f'{name} to "{now}"')
    if "outlet" in after:
        parts.append(f"outlet from {_named(before['outlet'], names)} to {_named(after['outlet'], names)}")
    if "agency" in after:
        parts.append(
            f"agency whose copy it is from {_named(before['agency'], names)} to {_named(after['agency'], names)}"
        )
    if "published" in after:
        parts.append(f"date from {before['published'] or 'none'} to {after['published']}")
    return f"corrected article {body['subject'][1]}: {', '.join(parts)}"


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
    was, now = (_named(body[when]["source"], names) for when in ("before", "after"))
    return f"corrected whom evidence {body['subject'][1]} comes from: {now} (was {was})"


def _policy_changed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    before, after = body["before"], body["after"]
    keys = [key for key in after if key not in {"version", "digest", "by"} and before[key] != after[key]]
    parts = [f"{key} from {_set_to(before[key])} to {_set_to(after[key])}" for key in keys]
    # What is left are tags and words: the desk's own.
    what = "; ".join(parts or ["its own tags or words"])
    return f"changed the policy to version {after['version']}: {what}"


def _set_to(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in sorted(value.items())) or "none"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value is not None else "none"


def _amended(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, people
    before, after = body["before"], body["after"]
    parts = []
    if before["relying_on"] != after["relying_on"]:
        was, now = (", ".join(_named(one, names) for one in side["relying_on"]) or "nobody" for side in (before, after))
        parts.append(f"relies on {now} (was {was})")
    if before["dated"] != after["dated"]:
        parts.append(f"dated {after['dated']} (was {before['dated'] or 'not on record'})")
    return f"put right what is on record of evidence {body['subject'][1]}: {'; '.join(parts)}"


def _reassessed(body: Body, texts: Texts, names: Names, people: Names) -> str:
    del texts, names, people
    before, after = body["before"], body["after"]
    parts = [
        f"{name} {after[name]} (was {before[name] if before[name] is not None else 'not on record'})"
        for name in ("basis", "credibility")
        if before[name] != after[name]
    ]
    return f"put right how evidence {after['evidence']} bears on it: {'; '.join(parts)}"


_SENTENCES: dict[str, Callable[[Body, Texts, Names, Names], str]] = {
    "workspace.created": _created,
    "reviewer.added": _reviewer_added,
    "reviewer.role": _reviewer_role,
    "source.recorded": _source_recorded,
    "source.merged": _source_merged,
    "source.split": _source_split,
    "source.related": _related,
    "source.unrelated": _unrelated,
    "source.proposed": _proposed,
    "source.accepted": _accepted,
    "source.rejected": _rejected,
    "source.unaffiliated": _unaffiliated,
    "source.vouched": _vouched,
    "source.kind": _kind,
    "source.graded": _graded,
    "article.ingested": _ingested,
    "article.changed": _article_changed,
    "article.reread": _article_reread,
    "claim.recorded": _recorded,
    "claim.status": _status,
    "claim.said": _said,
    "verdict.proposed": _verdict_proposed,
    "verdict.approved": _verdict_closed,
    "verdict.rejected": _verdict_closed,
    "verdict.taken_back": _verdict_closed,
    "verdict.fallen": _verdict_closed,
    "claim.holder": _holder,
    "claim.corrected": _corrected,
    "claim.carried": _carried,
    "claim.reread": _reread,
    "claim.linked": _linked,
    "link.added": _link_added,
    "link.judged": _link_judged,
    "party.proposed": _party_proposed,
    "party.named": _party_named,
    "party.judged": _party_judged,
    "tag.recorded": _tag_recorded,
    "claim.tagged": _tagged,
    "claim.untagged": _untagged,
    "comment.added": _noted,
    "evidence.attached": _attached,
    "evidence.withdrawn": _withdrew,
    "evidence.answered": _answered,
    "evidence.source": _evidence_source,
    "evidence.amended": _amended,
    "evidence.reassessed": _reassessed,
    "policy.changed": _policy_changed,
}


_SOURCES = ("source", "merged_into", "outlet", "agency", "other")
"""The keys under which events name sources by number."""
ACTIONS = tuple(sorted(_SENTENCES))
"""Every kind of event there is."""


def _sources_in(bodies: Iterable[Body]) -> set[int]:
    found: set[int] = set()
    for body in bodies:
        for side in (body["before"], body["after"]):
            found |= {side[name] for name in _SOURCES if isinstance(side.get(name), int)}
            relied_on = side.get("relying_on")
            found |= set(relied_on) if isinstance(relied_on, list) else set()
        if body["subject"][0] == "source":
            found.add(body["subject"][1])
    return found
