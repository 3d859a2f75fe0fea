"""Events of evidence: what was attached to claims, and what was put right or withdrawn."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from claimtrack.events.actions import Action
from claimtrack.events.event import (
    ABSENT,
    PURGED,
    Absent,
    After,
    Before,
    Column,
    Event,
    Names,
    OnClaim,
    Side,
    SourceNumber,
    Subject,
    Text,
)
from claimtrack.events.forms import Sealed
from claimtrack.events.state import UNTOLD, Kind, State, plain, taking
from claimtrack.vocabulary import Basis, Serves, Stance, Visibility

EVIDENCE = Kind(
    "evidence",
    (
        "digest",
        "size",
        "media_type",
        "source",
        "of_claim",
        "dated",
        "dated_shown",
        "relying_on",
        "sketch",
        "short_runs",
        "looks",
        "compared",
        "consent",
        "risk",
        "visibility",
        "added_by",
        "added",
    ),
    numbers={"source": "source", "of_claim": "claim", "added_by": "reviewer"},
)
"""``sketch``, ``short_runs`` and, of a picture, ``looks`` are digests of that by which copies are known, ``relying_on``
on whom, by whose word and since when; ``compared`` is whether a person compared a piece without a readable text.
``consent``, ``risk`` and ``visibility`` are as its newest terms have them.
"""
LINK = Kind(
    "link",
    (
        "evidence",
        "claim",
        "stance",
        "serves",
        "basis",
        "excerpt_start",
        "excerpt_end",
        "page",
        "answered",
        "credibility",
        "added_by",
        "added",
        "withdrawn",
    ),
    numbers={"claim": "claim", "added_by": "reviewer"},
    called="what evidence does for claim {claim} (link {number})",
)
"""``answered`` is whether a verdict was given despite it, ``withdrawn`` the time or None."""


class EvidenceAttached(Event):
    """A piece bears on a claim; ``relying_on`` are those on whom it relies that were not on record."""

    action = Action.EVIDENCE_ATTACHED
    noun = "evidence"

    evidence: Annotated[int, Side.SUBJECT, Side.AFTER]
    claim: OnClaim
    link: After[int]
    digest: After[str]
    size: After[int]
    source: After[SourceNumber | None]
    of_claim: After[int | None]
    stance: After[Stance]
    serves: After[Serves]
    basis: After[Basis]
    excerpt: After[Sequence[int | None] | None]
    page: After[int | None]
    relying_on: After[Sequence[SourceNumber]]
    credibility: After[int | None]
    dated: After[date | None]
    sketch: After[str | None]
    name: Text
    url: Text
    note: Text
    excerpt_: Annotated[str | None, Side.TEXTS]
    short_runs: After[str | Absent | None] = ABSENT
    dated_shown: After[bool | Absent | None] = ABSENT
    why_dated: Text = None
    media_type: After[str | Absent] = ABSENT
    charset: Text = None
    looks: After[str | Absent] = ABSENT

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        after = sealed.after
        number = after["evidence"]
        if number not in state.rows[EVIDENCE]:
            later = {"dated_shown": None, "short_runs": None, "looks": None, "compared": False}
            terms = {"consent": None, "risk": None, "visibility": Visibility.DESK.value}
            first = {"of_claim": None, "dated": None, **later, **terms, **after, "relying_on": []}
            state.put(EVIDENCE, number, {**first, "added_by": sealed.reviewer, "added": sealed.at})
        _add_to_piece(state, number, sealed)
        start, end = after["excerpt"] or (None, None)
        given = {"claim": sealed.claim, "excerpt_start": start, "excerpt_end": end, "answered": False}
        added = {"credibility": after.get("credibility"), "added_by": sealed.reviewer, "added": sealed.at}
        state.put(LINK, after["link"], {**after, **given, **added, "withdrawn": None})

    def sentence(self, names: Names) -> str:
        does = Stance(self.stance).words
        serves = " for whether it was said" if self.serves is Serves.SAID else ""
        if self.relying_on and not isinstance(self.relying_on, Absent):
            serves += f", relying on {', '.join(names.source(number) for number in self.relying_on)}"
        if self.of_claim is not None and not isinstance(self.of_claim, Absent):
            return f"attached evidence {self.evidence}, claim {self.of_claim}, that {does}"
        known = self.source is not None and not isinstance(self.source, Absent)
        source = f" from {names.source(self.source)}" if known else ""
        if self.basis is Basis.VERBATIM:
            source = f", a verbatim record kept by {names.source(self.source)},"
        return f"attached evidence {self.evidence} ({self.name or PURGED}){source} that {does}{serves}"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        piece, link = sealed.subject[1], sealed.after.get("link", 0)
        columns: dict[str, Column] = {name: ("evidence_link", link, name) for name in ("note", "excerpt")}
        if "media_type" in sealed.after:  # older events tell neither
            columns["charset"] = ("evidence_link", link, "charset")
        columns |= {"name": ("evidence", piece, "name"), "url": ("evidence", piece, "url")}
        return {**columns, **_why_dated(sealed)}


def _add_to_piece(state: State, number: int, sealed: Sealed) -> None:
    """Add what was told of a piece when it was attached, perhaps once more."""
    row, after = state.row(EVIDENCE, number), sealed.after
    if after.get("dated") is not None:
        row[EVIDENCE.places["dated"]] = plain(after["dated"])
        row[EVIDENCE.places["dated_shown"]] = plain(after.get("dated_shown"))
    more = after.get("relying_on")
    if more:
        _rely(state, number, sealed, more=more)


def _rely(state: State, number: int, sealed: Sealed, *, more: Sequence[int], only: Sequence[int] | None = None) -> None:
    """Let a piece rely on these as well, by the word of whose event it is, and on ``only`` these of all it did."""
    row, place = state.row(EVIDENCE, number), EVIDENCE.places["relying_on"]
    known = json.loads(str(row[place])) if row[place] is not UNTOLD else []
    kept = [one for one in known if only is None or one[0] in only]
    new = [[one, sealed.reviewer, sealed.at] for one in more if one not in {source for source, *_ in known}]
    row[place] = plain(sorted([*kept, *new]))


def _why_dated(sealed: Sealed) -> dict[str, Column]:
    """Return where it stands how somebody knows a day, of an event that tells of the day; others leave it as it is."""
    told = "dated_shown" in sealed.after
    return {"why_dated": ("evidence", sealed.subject[1], "dated_because")} if told else {}


class EvidenceWithdrawn(Event):
    """A piece no longer bears on a claim: the ``link`` between the two is withdrawn."""

    action = Action.EVIDENCE_WITHDRAWN
    noun = "evidence"

    evidence: Annotated[int, Side.SUBJECT, Side.BEFORE]
    claim: OnClaim
    link: Before[int]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(LINK, sealed.before["link"], {"withdrawn": sealed.at})

    def sentence(self, _: Names) -> str:
        return f"withdrew evidence {self.evidence}"


class EvidenceAnswered(Event):
    """A verdict was given despite a piece, with a reason; part of the event that gives the verdict."""

    action = Action.EVIDENCE_ANSWERED
    noun = "evidence"
    versioned = False

    evidence: Annotated[int, Side.SUBJECT, Side.AFTER]
    claim: OnClaim
    link: After[int]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(LINK, sealed.after["link"], {"answered": True})

    def sentence(self, _: Names) -> str:
        return f"answered evidence {self.evidence}"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"reason": ("evidence_link", sealed.after.get("link", 0), "answer")}


class EvidenceSourceChanged(Event):
    """A piece comes from somebody else than was said."""

    action = Action.EVIDENCE_SOURCE
    noun = "evidence"

    evidence: Subject
    was_source: Before[SourceNumber | None]
    source: After[SourceNumber]
    reason: Text

    fold = staticmethod(taking(EVIDENCE, "source"))

    def sentence(self, names: Names) -> str:
        was, now = names.source(self.was_source), names.source(self.source)
        return f"corrected whom evidence {self.evidence} comes from: {now} (was {was})"


class EvidenceAmended(Event):
    """What holds of a piece, whatever it stands for, was put right: on whom it relies, when it was made."""

    action = Action.EVIDENCE_AMENDED
    noun = "evidence"

    evidence: Subject
    was_relying_on: Before[Sequence[SourceNumber]]
    was_dated: Before[date | None]
    relying_on: After[Sequence[SourceNumber]]
    dated: After[date | None]
    reason: Text
    dated_shown: After[bool | Absent | None] = ABSENT
    why_dated: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        relying_on = sealed.after["relying_on"]
        _rely(state, sealed.subject[1], sealed, more=relying_on, only=relying_on)
        state.put(EVIDENCE, sealed.subject[1], sealed.after, ("dated", "dated_shown"))

    def sentence(self, names: Names) -> str:
        parts = []
        if self.was_relying_on != self.relying_on:
            was, now = (
                ", ".join(names.source(one) for one in side) or "nobody"
                for side in (self.was_relying_on, self.relying_on)
            )
            parts.append(f"relies on {now} (was {was})")
        if self.was_dated != self.dated:
            parts.append(f"dated {self.dated} (was {self.was_dated or 'not on record'})")
        return f"put right what is on record of evidence {self.evidence}: {'; '.join(parts)}"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return _why_dated(sealed)


class EvidenceCompared(Event):
    """A person compared a piece without a readable text with the article and the other pieces: it is no copy."""

    action = Action.EVIDENCE_COMPARED
    noun = "evidence"

    evidence: Subject
    compared: After[bool]
    reason: Text

    fold = staticmethod(taking(EVIDENCE, "compared"))

    def sentence(self, _: Names) -> str:
        return f"compared evidence {self.evidence}: it is no copy"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"reason": ("evidence", sealed.subject[1], "compared_because")}


class EvidenceReassessed(Event):
    """What a piece is for one claim was put right: how it knows, how credible it is."""

    action = Action.EVIDENCE_REASSESSED
    noun = "evidence"

    evidence: Annotated[int, Side.SUBJECT, Side.AFTER]
    claim: OnClaim
    link: After[int]
    was_basis: Before[Basis]
    was_credibility: Before[int | None]
    basis: After[Basis]
    credibility: After[int | None]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(LINK, sealed.after["link"], sealed.after, ("basis", "credibility"))

    def sentence(self, _: Names) -> str:
        sides = {
            "basis": (self.was_basis, self.basis),
            "credibility": (self.was_credibility, self.credibility),
        }
        parts = [
            f"{name} {now} (was {was if was is not None else 'not on record'})"
            for name, (was, now) in sides.items()
            if was != now
        ]
        return f"put right how evidence {self.evidence} bears on it: {'; '.join(parts)}"
