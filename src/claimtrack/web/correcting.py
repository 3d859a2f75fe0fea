"""What the machine read wrong, put right on the page: whose words they are and which, by hand and by the arrow keys."""

import re
from dataclasses import dataclass, replace

from claimtrack.errors import ForbiddenMove, UsageError
from claimtrack.remedies import Field
from claimtrack.services.articles import nearby, repair
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import CaveatKind, PartySide
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.told import Told, fallen

OWN = "own"
"""What the list of those who speak near a claim has for the outlet itself."""
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
_UNDONE = frozenset({"speaker", "near", "own_voice", "quote", "spans"})
_NOT_UNDONE = ("party", "no_party", "caveat", "no_caveat", "checkable")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that can be taken back: of which claim, from which version on, and what gives it back its words."""

    claim: int
    version: int
    back: Correction


def correct(desk: Desk, number: int, form: Form) -> Told:
    """Put right what a form says of a claim."""
    side, party = form.one_of("side", PartySide), form.words("party")
    if party is not None and side is None:
        raise UsageError(gettext("say whether it accuses or favours %(party)s:", party=party) + " " + Field("side"))
    spans, own_voice = spans_of(form), _is_own(form)
    correction = Correction(
        quotes=form.lines("quote") or None if spans is None else None,
        speaker=(form.words("speaker") or form.words("near")) if not own_voice else None,
        own_voice=True if own_voice else None,
        checkable={"yes": True, "no": False}.get(form.words("checkable") or ""),
        new_source=form.ticked("new_source"),
        parties=(NamedParty(side, party),) if party is not None and side is not None else (),
        no_parties=form.lines("no_party"),
        caveats=_kinds(form, "caveat"),
        no_caveats=_kinds(form, "no_caveat"),
        caveat_words=form.words("caveat_words"),
        reason=form.words("reason"),
        spans=spans,
        snapshot=form.number("snapshot") if spans is not None else None,
    )
    done = desk.enact(repair.correct, look(desk, [number], version=form.number("version")), correction)
    if done.not_own:
        return [gettext("claim %(number)s stays whose it is until a second person says so, too", number=number)]
    return [
        gettext("claim %(number)s was corrected; what the machine read stays in its history", number=number),
        *fallen(done.reopened),
    ]


def spans_of(form: Form) -> tuple[tuple[int, int], ...] | None:
    """Return the places that were chosen in the text, as in ``12-40 52-60``; raises UsageError for what is none."""
    written = form.words("spans")
    if written is None:
        return None
    found = [_SPAN.fullmatch(one) for one in written.split(" ")[:100]]
    if not all(found):
        raise UsageError(gettext('"%(written)s" are no places in the article', written=written[:60]))
    return tuple((int(one[1]), int(one[2])) for one in found if one is not None)


def _is_own(form: Form) -> bool:
    return form.ticked("own_voice") or (form.words("speaker") is None and form.words("near") == OWN)


def as_it_was(desk: Desk, number: int, form: Form) -> Corrected | None:
    """Note what gives a claim back its words and its speaker; None where more than those is to be corrected.

    Nor can be given back a speaker where nobody was named, nor words that the newest text lacks.
    """
    asked = {name for name in _UNDONE if form.words(name) is not None or (name == "own_voice" and form.ticked(name))}
    if not asked or any(form.words(name) is not None for name in _NOT_UNDONE):
        return None
    entry = show(desk, number).entry
    spans, speaker, own_voice = None, None, None
    if asked & {"quote", "spans"}:
        try:
            spans = nearby.wording(desk, number).spans
        except ForbiddenMove:
            return None
    if asked & {"speaker", "near", "own_voice"}:
        own_voice = True if entry.own_voice else None
        speaker = entry.speaker if not entry.own_voice else None
        if not own_voice and (speaker is None or entry.own_voice is None):
            return None
    return Corrected(number, entry.version, Correction(spans=spans, speaker=speaker, own_voice=own_voice))


def done_now(desk: Desk, was: Corrected) -> Corrected:
    """Note that a correction was made: what anybody does to the claim from here on is not taken back with it."""
    return replace(was, version=look(desk, [was.claim]).versions[was.claim])


def put_back(desk: Desk, was: Corrected) -> Told:
    """Give a claim back its words and its speaker; raises ChangedMeanwhile where anybody changed it since."""
    done = desk.enact(repair.correct, look(desk, [was.claim], version=was.version), was.back)
    return [gettext("taken back: claim %(number)s says again what it said", number=was.claim), *fallen(done.reopened)]


def _kinds(form: Form, name: str) -> tuple[CaveatKind, ...]:
    kind = form.one_of(name, CaveatKind)
    return (kind,) if kind is not None else ()
