"""What the pages change: each form is one call of the service that the command line calls, and one transaction.

What is refused is shown on the same page, with what was typed, so that nothing is typed twice; a change to a claim
names the version that the page showed, so that nobody decides on what somebody else has changed meanwhile.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ClaimtrackError, ForbiddenMove, UsageError
from claimtrack.remedies import Field, Words, fields
from claimtrack.services.articles import repair
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, capturing
from claimtrack.services.evidence.again import offered_again
from claimtrack.services.evidence.bringing import Brought, bring
from claimtrack.services.evidence.offers import NOTE, Bearing, Offered, examine
from claimtrack.services.inputs import day_given, is_url
from claimtrack.services.marks import findings, links, notes, restatements, tags
from claimtrack.services.sources import relations
from claimtrack.services.sources.sources import merge
from claimtrack.services.verdicts import answers, blind, decisions, four_eyes, on_evidence, queue, undo
from claimtrack.vocabulary import (
    Basis,
    ClaimLinkKind,
    NoteKind,
    RelationKind,
    Said,
    Serves,
    Stance,
    Status,
)
from claimtrack.web.correcting import Corrected, as_it_was, correct, done_now, put_back
from claimtrack.web.door import Sitting
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.names import named
from claimtrack.web.looking import claim_page, source_shown
from claimtrack.web.pages import desk_of, sitting_of, status_of
from claimtrack.web.replying import reply
from claimtrack.web.told import Told, answered, attached, differing, fallen, moved

Change = Callable[[Desk, int, Form], Told]
_STANCES = {Status.CONFIRMED: Stance.SUPPORTS, Status.REFUTED: Stance.REFUTES, Status.DISPUTED: Stance.REFUTES}
_SAID = {Said.VERIFIED: Stance.SUPPORTS, Said.MISQUOTED: Stance.REFUTES}


def _nothing() -> Words:
    return gettext("nothing was changed: it was so already")


def change_claim(desk: Desk, number: int, action: str, form: Form) -> list[Words]:
    """Do one thing to a claim, and say what became of it; raises as the service does."""
    return list(_ON_CLAIM[action](desk, number, form)) or [_nothing()]


def change_source(desk: Desk, name: str, action: str, form: Form) -> list[Words]:
    """Do the same to a source."""
    return list(_ON_SOURCE[action](desk, name, form))


def on_claim(request: Request, number: int, action: str, form: Form) -> Response:
    """Do one thing to a claim, and show it again: as it stands now, or with what was refused and why."""
    desk, sitting = desk_of(request), sitting_of(request)
    try:
        if action == UNDO:
            told = list(_undone(desk, number, sitting))
        else:
            was = _before(desk, number, action, form)
            told = list(_ON_CLAIM[action](desk, number, form))
            sitting.before = done_now(desk, was) if isinstance(was, Corrected) else was or sitting.before
    except ClaimtrackError as error:
        return claim_page(request, number, form, refusal=(action, error.message), status=status_of(error))
    for words in told or [_nothing()]:
        sitting.tell(words)
    return RedirectResponse(f"/claims/{number}", 303)


def _before(desk: Desk, number: int, action: str, form: Form) -> "undo.Before | Corrected | None":
    """Note how a claim stands that is about to be changed, where that can be taken back."""
    if action == "correct":
        return as_it_was(desk, number, form)
    blindly = form.ticked("blind") or form.ticked("open")
    return undo.as_it_stands(desk, number) if action in _UNDONE and not blindly else None


def on_source(request: Request, name: str, action: str, form: Form) -> Response:
    """Do the same to a source."""
    try:
        told = list(_ON_SOURCE[action](desk_of(request), name, form))
    except ClaimtrackError as error:
        return source_shown(request, name, form, refusal=(action, error.message), status=status_of(error))
    for words in told:
        sitting_of(request).tell(words)
    return RedirectResponse(request.url.path.rsplit("/", 1)[0], 303)


def _undone(desk: Desk, number: int, sitting: Sitting) -> Told:
    was = sitting.before
    if was is None or was.claim != number:
        raise ForbiddenMove(
            gettext(
                "nothing that was done on claim %(number)s here can be taken back; open it again instead", number=number
            )
        )
    if isinstance(was, Corrected):
        told = put_back(desk, was)
        sitting.before = None
        return told
    moved = desk.enact(undo.take_back, was)
    sitting.before = None
    return [
        gettext("taken back: claim %(number)s is %(state)s, as it was before", number=number, state=named(moved.now))
    ]


def _seen(desk: Desk, number: int, form: Form) -> Seen:
    return look(desk, [number], version=form.number("version"))


def _verdict(desk: Desk, number: int, form: Form) -> Told:
    if form.ticked("open"):
        done = desk.enact(blind.open_alone, _seen(desk, number, form), form.words("reason"))
        return [f'claim {number}: {done.first_by} had judged it {done.verdict.words} ("{done.first_grounds}")']
    to = form.one_of("to", Status)
    if to is None:
        raise UsageError(gettext("choose a verdict"))
    if form.ticked("blind"):
        return [desk.enact(blind.give, _seen(desk, number, form), to, form.words("reason")).sentence]
    decision = decisions.Decision(
        to, form.words("reason"), form.ticked("override"), form.numbers("despite"), form.number("duplicate_of")
    )
    seen = _seen(desk, number, form)
    stance = _STANCES.get(to)
    brought = _brought(desk, form, stance, Serves.TRUTH) if stance is not None else None
    if brought is None:
        return moved(desk.enact(decisions.decide, seen, decision))
    rested = desk.enact(on_evidence.decide_on, seen, brought, decision)
    return [*attached(rested.piece.attached), *fallen(rested.piece.reopened), *moved(rested.moves)]


def _said(desk: Desk, number: int, form: Form) -> Told:
    answer = form.one_of("answer", Said)
    if answer is None:
        raise UsageError(gettext("choose whether it was really said"))
    seen, reason, override = _seen(desk, number, form), form.words("reason"), form.ticked("override")
    stance = _SAID.get(answer)
    brought = _brought(desk, form, stance, Serves.SAID) if stance is not None else None
    if brought is None:
        return answered(desk.enact(answers.judge_said, seen, answer, reason=reason, override=override))
    rested = desk.enact(on_evidence.judge_said_on, seen, brought, answer, reason=reason, override=override)
    return [*attached(rested.piece.attached), *fallen(rested.piece.reopened), *answered(rested.said)]


def _evidence(desk: Desk, number: int, form: Form) -> Told:
    stance = form.one_of("stance", Stance)
    if stance is None:
        raise UsageError(gettext("say what the evidence does:") + " " + Field("stance"))
    brought = _brought(desk, form, stance, form.one_of("serves", Serves) or Serves.TRUTH)
    if brought is None:
        raise UsageError(
            gettext("give a file, an address or a note:") + " " + fields("file", "address", "note", last=gettext("or"))
        )
    done = desk.enact(bring, _seen(desk, number, form), brought)
    return [*attached(done.attached), *differing(done.attached), *fallen(done.reopened)]


def _brought(desk: Desk, form: Form, stance: Stance, serves: Serves) -> Brought | None:
    """Keep and read the piece that a form brings along, before anything is changed; None where it brings none."""
    held = form.number("held")
    offered = _offered(desk, form) if held is None else None
    if offered is None and held is None:
        return None
    basis = form.one_of("basis", Basis)
    is_note = offered is not None and offered.name == NOTE
    if basis is None and is_note:
        raise UsageError(gettext("say how the note knows:") + " " + Field("basis"))
    bearing = Bearing(
        stance=stance,
        basis=basis or Basis.RECORD,
        source=form.words("source"),
        serves=serves,
        excerpt=form.words("excerpt"),
        note=form.words("about") if not is_note else None,
        new_source=form.ticked("new_source"),
        relying_on=form.lines("relies_on"),
        credibility=form.number("credibility"),
        dated=day_given(form.words("dated")),
        occurrence=form.number("occurrence"),
    )
    if held is not None:
        if any((form.file, form.words("address"), form.words("note"))):
            raise UsageError(gettext("give one of these at a time:") + " " + fields("held", "file", last=gettext("or")))
        offered, bearing = offered_again(desk, held, bearing, reason=form.words("why"))
    assert offered is not None  # noqa: S101 - one of the two was given
    return Brought(examine(desk, offered, bearing), form.words("unaffiliated"), form.words("part_of"))


def _offered(desk: Desk, form: Form) -> Offered | None:
    given = [one for one in (form.file, form.words("address"), form.words("note")) if one]
    if len(given) > 1:
        raise UsageError(
            gettext("give one of these at a time:") + " " + fields("file", "address", "note", last=gettext("or"))
        )
    if form.file is not None:
        return Offered(form.file.data, form.file.name)
    address, note = form.words("address"), form.words("note")
    if address is not None:
        if not is_url(address):
            raise UsageError(
                gettext('"%(address)s" is no web address; write it with https:// in front', address=address[:80])
            )
        return capturing.offered_from(desk, address)
    return Offered(note.encode(), NOTE, charset="utf-8", media_type="text/plain") if note is not None else None


def _withdraw(desk: Desk, number: int, form: Form) -> Told:
    piece = form.number("piece")
    if piece is None:
        raise UsageError(gettext("say which piece of evidence is meant"))
    gone = desk.enact(attachments.withdraw, piece, reason=form.words("reason"), claims=[number])
    return [
        gettext(
            "evidence %(piece)s no longer stands for claim %(number)s; its bytes stay on record",
            piece=piece,
            number=number,
        ),
        *fallen(gone),
    ]


def _hold(desk: Desk, number: int, form: Form) -> Told:
    if form.words("do") == "assign":
        to = form.words("to")
        if to is None:
            raise UsageError(gettext("say to whom:") + " " + Field("to"))
        return moved(desk.enact(queue.assign, _seen(desk, number, form), to))
    change = queue.release if form.words("do") == "release" else queue.take
    return moved(desk.enact(change, _seen(desk, number, form)))


def _split(desk: Desk, number: int, form: Form) -> Told:
    at = form.words("at")
    if at is None:
        raise UsageError(gettext("say with which words the second claim begins:") + " " + Field("at"))
    done = desk.enact(repair.split, _seen(desk, number, form), at=at)
    others = ", ".join(str(one) for one in done.claims if one != number)
    return [
        gettext("claim %(number)s was split; what begins there is claim %(others)s", number=number, others=others),
        *fallen(done.reopened),
    ]


def _tag(desk: Desk, number: int, form: Form) -> Told:
    written = form.words("tag")
    if written is None:
        raise UsageError(gettext("say which tag:") + " " + Field("tag"))
    seen = look(desk, [number])  # tags are added to each other, whatever else was done meanwhile
    if form.ticked("remove"):
        return [
            gettext(
                "claim %(number)s no longer has the tag %(tag)s",
                number=number,
                tag=desk.enact(tags.untag, seen, written).name,
            )
        ]
    done = desk.enact(tags.tag, seen, written)
    return [gettext("claim %(number)s has the tag %(tag)s", number=number, tag=done.name), *fallen(done.reopened)]


def _note(desk: Desk, number: int, form: Form) -> Told:
    text = form.words("text")
    if text is None:
        raise UsageError(gettext("write what there is to say:") + " " + Field("text"))
    seen = look(desk, [number])  # a note stands whatever else was done meanwhile
    if form.words("kind") == NoteKind.ATTEMPT.value:
        tried = notes.Tried(text, who=form.words("who"), answer=form.words("answer"))
        desk.enact(notes.record, seen, tried)
        return [gettext("what was tried on claim %(number)s is on record", number=number)]
    desk.enact(notes.note, seen, text, kind=NoteKind.COMMENT)
    return [gettext("your comment on claim %(number)s is on record", number=number)]


def _restate(desk: Desk, number: int, form: Form) -> Told:
    text = form.words("text")
    if text is None:
        raise UsageError(gettext("write the claim as you check it, in a sentence of its own:") + " " + Field("text"))
    desk.enact(restatements.restate, _seen(desk, number, form), text)
    return [gettext("claim %(number)s is restated; the article's words stay beside it", number=number)]


def _finding(desk: Desk, number: int, form: Form) -> Told:
    rating, text = form.words("rating"), form.words("text")
    if rating is None or text is None:
        raise UsageError(
            gettext("say how you rate it and what you found:") + " " + fields("rating", "text", last=gettext("and"))
        )
    concluded = findings.Conclusion(rating, text, form.words("reason"))
    desk.enact(findings.find, _seen(desk, number, form), concluded)
    return [gettext("the finding on claim %(number)s is on record", number=number)]


def _link(desk: Desk, number: int, form: Form) -> Told:
    kind, other = form.one_of("kind", ClaimLinkKind), form.number("other")
    if kind is None or other is None:
        raise UsageError(
            gettext("say how it bears on which claim:") + " " + fields("kind", "other", last=gettext("and"))
        )
    one, two = (other, number) if form.ticked("incoming") else (number, other)
    link = links.NamedLink(one, kind, two)
    if form.ticked("remove"):
        gone = desk.enact(links.unlink, link, reason=form.words("reason"))
        return [gettext("rejected: %(sentence)s", sentence=link.sentence), *fallen(gone)]
    desk.enact(links.link, link, reason=form.words("reason"))
    return [link.sentence]


def _proposal(desk: Desk, number: int, form: Form) -> Told:
    seen = look(desk, [number])
    question = form.one_of("question", Serves)
    if form.ticked("reject"):
        desk.enact(four_eyes.reject, seen, reason=form.words("reason"), question=question)
        return [gettext("what was proposed on claim %(number)s is rejected", number=number)]
    approved = desk.enact(four_eyes.approve, seen, question=question)
    return [*moved(approved.moves), *answered(approved.said)]


def _unaffiliated(desk: Desk, name: str, form: Form) -> Told:
    source, gone = desk.enact(relations.unaffiliated, name, because=form.words("reason"))
    return [
        gettext("%(name)s: somebody looked, and it belongs to nobody", name=source.name),
        *fallen(gone),
    ]


def _relate(desk: Desk, name: str, form: Form) -> Told:
    kind, other = form.one_of("kind", RelationKind), form.words("other")
    if kind is None or other is None:
        raise UsageError(
            gettext("say how it hangs together with whom:") + " " + fields("kind", "other", last=gettext("and"))
        )
    if kind is RelationKind.SAME_AS:
        line, gone = desk.enact(merge, name, into=other, reason=form.words("reason") or "")
        return [gettext("the two names are one source now, %(name)s", name=line.name), *fallen(gone)]
    known = relations.Particulars(
        since=day_given(form.words("since")),
        until=day_given(form.words("until")),
        because=form.words("reason"),
        new_source=form.ticked("new_source"),
    )
    relation, reopened = desk.enact(relations.relate, relations.Named(name, kind, other), known)
    return [relation.sentence, *fallen(reopened)]


def _judge_relation(desk: Desk, name: str, form: Form) -> Told:
    del name
    one, kind, other = form.words("one"), form.one_of("kind", RelationKind), form.words("other")
    if one is None or kind is None or other is None:
        raise UsageError(gettext("say which relation is meant"))
    change = relations.reject if form.ticked("reject") else relations.accept
    lines, gone = desk.enact(change, relations.Named(one, kind, other), reason=form.words("reason"))
    if form.ticked("reject"):
        return [*(gettext("rejected: %(sentence)s", sentence=line.sentence) for line in lines), *fallen(gone)]
    return [*(gettext("so it is: %(sentence)s", sentence=line.sentence) for line in lines), *fallen(gone)]


_ON_CLAIM: dict[str, Change] = {
    "verdict": _verdict,
    "said": _said,
    "evidence": _evidence,
    "hold": _hold,
    "correct": correct,
    "note": _note,
    "restate": _restate,
    "finding": _finding,
    "link": _link,
    "split": _split,
    "tag": _tag,
    "proposal": _proposal,
    "reply": reply,
    "withdraw": _withdraw,
}
UNDO = "undo"
_UNDONE = frozenset({"verdict", "said", "hold"})
"""What can be taken back by one who has just done it."""
ON_CLAIM = (*_ON_CLAIM, UNDO)
_ON_SOURCE: dict[str, Callable[[Desk, str, Form], Told]] = {
    "unaffiliated": _unaffiliated,
    "relate": _relate,
    "judge": _judge_relation,
}
ON_SOURCE = tuple(_ON_SOURCE)
