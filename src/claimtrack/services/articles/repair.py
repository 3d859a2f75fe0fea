"""Repair what the machine got wrong: add a claim it missed, correct one, split one in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimtrack.db import article_rows, claim_inserts
from claimtrack.db.models import Article, Caveat, Claim, Snapshot, Source
from claimtrack.errors import ForbiddenMove, UsageError, not_there
from claimtrack.events.claims import ClaimCorrected
from claimtrack.remedies import Blank, Field, Step, do, fields
from claimtrack.services.articles.added_claims import new_claim, put_claim_on_record
from claimtrack.services.articles.asked_words import halves, placed_spans, quoted_spans, refuse_known
from claimtrack.services.articles.disowning import (
    gave_it_away,
    is_disowned_by_one,
    is_passed_on_by_one,
    leaves_a_house,
)
from claimtrack.services.articles.put_on_record import (
    Hop,
    anchor,
    hop_rows,
    hops_of,
    relays,
    told_chain,
)
from claimtrack.services.claims import Seen, begin_review, changed, set_said, set_status, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.marks.doubts import doubts_placed, judge_doubts
from claimtrack.services.marks.parties import (
    NamedParty,
    keep_on_its_side,
    name_parties,
    pass_on,
    says_it_again,
    take_off,
)
from claimtrack.services.marks.replies import follow_words, share, words_asked_of
from claimtrack.services.sources.sources import named_by_hand
from claimtrack.services.weighing.consequences import Reopened, settle, settle_resting
from claimtrack.services.weighing.name_ties import propose_ties
from claimtrack.services.weighing.proposals import fall
from claimtrack.vocabulary import (
    OPEN,
    CaveatKind,
    ClaimOrigin,
    HopRole,
    Mention,
    Said,
    Serves,
    SpeakerKind,
    Status,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be put right; None leaves a thing as it is.

    ``quotes`` are the claim's words, piece by piece, as they stand in the article, or ``spans`` where they stand, in
    code points into its newest text; ``snapshot`` is the number of the text in which those were chosen. ``speaker`` is
    a source's name or number; ``own_voice`` True takes the speaker away: the outlet says it itself, which takes a
    ``reason`` where somebody else was said to; so does another speaker where a body was said to, or who speaks for
    one. ``via`` are the carriers in order. ``parties`` are named besides those there are, ``no_parties`` taken off, for
    a ``reason`` where they are accused, or said it before. ``caveats`` are how the article doubts the claim, in
    ``caveat_words`` where the machine did not find them; ``no_caveats`` how it does not.
    """

    quotes: tuple[str, ...] | None = None
    speaker: str | None = None
    own_voice: bool | None = None
    via: tuple[str, ...] | None = None
    checkable: bool | None = None
    speaker_kind: SpeakerKind = SpeakerKind.NONE
    new_source: bool = False
    parties: tuple[NamedParty, ...] = ()
    no_parties: tuple[str, ...] = ()
    caveats: tuple[CaveatKind, ...] = ()
    no_caveats: tuple[CaveatKind, ...] = ()
    caveat_words: str | None = None
    spans: tuple[tuple[int, int], ...] | None = None
    reason: str | None = None
    snapshot: int | None = None

    @property
    def rewords(self) -> bool:
        """Whether the claim gets other words."""
        return self.quotes is not None or self.spans is not None


@dataclass(frozen=True, slots=True)
class Repaired:
    """The claims that came of a repair, and verdicts that fell with it.

    ``waiting`` are parties that stay accused until a second person says that they are not, ``not_own`` the claims that
    stay somebody's until a second person says that they are the outlet's own.
    """

    claims: tuple[int, ...]
    reopened: tuple[Reopened, ...] = ()
    waiting: tuple[str, ...] = ()
    not_own: tuple[int, ...] = ()


def add(act: Act, article_number: int, correction: Correction) -> int:
    """Put a claim on record that the machine missed; gives its number.

    Raises InvalidInput when the quotation does not stand in the article, ForbiddenMove when it is a claim already.
    """
    if not correction.quotes:
        raise UsageError("say the claim's words as they stand in the article: " + Field("quote", Blank.TEXT))
    if correction.speaker is None and not correction.own_voice:
        raise UsageError(
            "say who speaks: "
            + Field("speaker", Blank.NAME)
            + ", or "
            + Field("own_voice")
            + " for what the outlet says itself"
        )
    article = article_rows.article(act.session, article_number)
    if article is None:
        raise not_there(f"no article {article_number}", Step.ARTICLE_LIST)
    snapshot = article_rows.newest_snapshot(act.session, article_number)
    spans = quoted_spans(snapshot, correction.quotes)
    refuse_known(act, snapshot, spans)
    speaker = _speaker(act, article, correction)
    claim = new_claim(act, snapshot, spans, speaker=speaker, origin=ClaimOrigin.ADDED)
    claim.own_voice = bool(correction.own_voice)
    claim.checkable = correction.checkable is not False
    hops = [*_spoken(claim, speaker), *_relays(act, article, correction.via or (), correction)]
    put_claim_on_record(act, claim, [*hops, *_outlet(article)])
    begin_review(act, claim)
    return claim.id


def correct(act: Act, seen: Seen, correction: Correction) -> Repaired:
    """Correct claims; the machine's version stays in their history. All or none.

    New words or another speaker take back the check of who said it, and a verdict on other words reopens.
    """
    asked = (correction.speaker, correction.own_voice, correction.via, correction.checkable)
    listed = (correction.parties, correction.no_parties, correction.caveats, correction.no_caveats)
    if all(value is None for value in asked) and not any(listed) and not correction.rewords:
        raise UsageError(
            "say what to correct: "
            + fields(
                "quote",
                "speaker",
                "own_voice",
                "via",
                "party",
                "no_party",
                "caveat",
                "no_caveat",
                "checkable",
                "not_checkable",
                last="or",
            )
        )
    _refuse_unclear(correction)
    if correction.rewords and len(seen.numbers) > 1:
        raise UsageError(Field("quote") + " corrects one claim at a time")
    reopened: list[Reopened] = []
    waiting: list[str] = []
    not_own: list[int] = []
    for claim in still_as_seen(act, seen):
        if _takes_a_second_person(act, claim, correction):
            not_own.append(claim.id)
        else:
            reopened += _correct_one(act, claim, correction, waiting)
    return Repaired(seen.numbers, tuple(reopened), tuple(dict.fromkeys(waiting)), tuple(not_own))


def _takes_a_second_person(act: Act, claim: Claim, correction: Correction) -> bool:
    """Tell whether a claim stays whose it is until a second person says so, too."""
    if correction.own_voice:
        return is_disowned_by_one(act, claim, correction.reason)
    speaker = _speaker(act, claim.article, correction)
    return speaker is not None and is_passed_on_by_one(act, claim, speaker, correction.reason)


def _refuse_unclear(correction: Correction) -> None:
    """Refuse what says two things of one doubt, or words that doubt nothing."""
    both = sorted({*correction.caveats} & {*correction.no_caveats})
    if both:
        raise UsageError(f"the article has it as {both[0]}, or it does not: give one of the two")
    if correction.caveat_words is not None and len(correction.caveats) != 1:
        raise UsageError(
            Field("caveat_words") + " are the words of one doubt: give one " + Field("caveat") + " with them"
        )


def split(act: Act, seen: Seen, *, at: str) -> Repaired:
    """Split one claim in two by exact spans: the second begins where ``at`` stands in the first.

    Both keep the attribution and the caveats. Raises InvalidInput when ``at`` is not inside the claim's words.
    """
    (claim,) = still_as_seen(act, seen)
    if claim.status not in OPEN:
        raise ForbiddenMove(
            f"claim {claim.id} is {claim.status}; "
            + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
            + " before splitting it"
        )
    snapshot = article_rows.snapshot(act.session, claim.snapshot_id)
    first, second = halves(claim, snapshot.text, at)
    new = new_claim(act, snapshot, second, speaker=claim.source, origin=ClaimOrigin.SPLIT)
    for name in (
        "own_voice",
        "checkable",
        "quote",
        "nature",
        "hedged",
        "firsthand",
        "confidence",
        "headline",
        "inside_id",
    ):
        setattr(new, name, getattr(claim, name))
    put_claim_on_record(act, new, hops_of(claim), split_from=claim)
    for caveat in claim.caveats:
        copied = {
            name: getattr(caveat, name) for name in ("kind", "spans", "text", "by", "confidence", "origin", "state")
        }
        act.session.add(Caveat(claim_id=new.id, **copied))
    pass_on(act, claim, new)
    share(act, claim, new)
    begin_review(act, claim)
    begin_review(act, new)
    _reword(act, claim, snapshot, first)
    _ask_again(act, claim)
    return Repaired((claim.id, new.id))


def _correct_one(act: Act, claim: Claim, correction: Correction, waiting: list[str]) -> list[Reopened]:
    """Correct one claim; ``waiting`` takes whom nobody took off yet, for it takes a second person."""
    begin_review(act, claim)
    told: dict[str, Any] = {}
    words = words_asked_of(claim)
    if correction.rewords:
        snapshot = article_rows.newest_snapshot(act.session, claim.article_id)
        _reword(act, claim, snapshot, _asked_spans(claim, snapshot, correction))
    if correction.checkable is not None and correction.checkable is not claim.checkable:
        told |= {"was_checkable": claim.checkable, "checkable": correction.checkable}
        claim.checkable = correction.checkable
    former = _kept_aside(act, claim, correction)
    respoken = _respeak(act, claim, correction, told)
    if correction.via is not None:
        _carry_otherwise(act, claim, correction, told)
    if told:
        act.session.flush()
        reason = correction.reason if correction.own_voice or correction.speaker is not None else None
        changed(act, claim, ClaimCorrected(claim=claim.id, **told, **told_chain(hops_of(claim)), reason=reason))
    if respoken and former is not None and former is not claim.source:
        keep_on_its_side(act, claim, former)
    if respoken and not correction.own_voice and claim.source is not None:
        says_it_again(act, claim, claim.source)
    named = name_parties(act, claim, correction.parties, new_source=correction.new_source)
    waiting += take_off(act, claim, correction.no_parties, reason=correction.reason)
    judged = judge_doubts(
        act, claim, hold=correction.caveats, reject=correction.no_caveats, words=correction.caveat_words
    )
    if not told and not named and not judged and not correction.no_parties and not correction.rewords:
        raise ForbiddenMove(f"claim {claim.id} says that already; nothing was changed")
    if respoken or correction.rewords:
        _ask_again(act, claim)
    follow_words(act, claim, words)
    return _fallen(act, claim, correction)


def _kept_aside(act: Act, claim: Claim, correction: Correction) -> Source | None:
    """Return who is to stay on a claim's side when it is said to be another's."""
    if correction.own_voice:
        return claim.source if claim.own_voice is False and not gave_it_away(act, claim) else None
    speaker = _speaker(act, claim.article, correction)
    return claim.source if speaker is not None and leaves_a_house(act, claim, speaker) else None


def _ask_again(act: Act, claim: Claim) -> None:
    """Take back the check of who said it, and whatever is proposed: it was about other words, or another speaker."""
    fall(act, [claim.id], because="the claim was corrected")
    if claim.said is not Said.UNCHECKED:
        set_said(act, claim, Said.UNCHECKED, reason="the claim was corrected")


def _fallen(act: Act, claim: Claim, correction: Correction) -> list[Reopened]:
    """Take back a verdict on other words, or on what may not be decided at all."""
    if not claim.checkable:
        fall(act, [claim.id], Serves.TRUTH, because="it is not checkable")
    decided = claim.status not in OPEN | {Status.WITHDRAWN}
    if decided and (correction.rewords or not claim.checkable):
        fallen = Reopened(
            claim.id, claim.status, "its words were corrected" if claim.checkable else "it is not checkable"
        )
        set_status(act, claim, Status.UNVERIFIED, reason=fallen.because)
        propose_ties(act, [claim])
        return [fallen, *settle_resting(act, [claim.id], {claim.id: f"is unverified again: {fallen.because}"})]
    return settle(act, [claim], because=f"{_what(correction)} corrected")


def _what(correction: Correction) -> str:
    """Say what a verdict may have fallen with."""
    if correction.speaker is not None or correction.own_voice is not None:
        return "its speaker was"
    if correction.via is not None:
        return "its carriers were"
    if correction.caveats or correction.no_caveats:
        return "what the article doubts of it was"
    return "the parties that it names were"


def _respeak(act: Act, claim: Claim, correction: Correction, told: dict[str, Any]) -> bool:
    """Return a claim its right speaker, or take the speaker away; tells whether it has another one now.

    Who names the speaker that the machine read out of a pronoun says that it read it right.
    """
    if correction.speaker is None and not correction.own_voice:
        return False
    speaker, own_voice = _speaker(act, claim.article, correction), bool(correction.own_voice)
    hops = hops_of(claim)
    if (claim.source, claim.own_voice) == (speaker, own_voice):
        if any(hop.mention is Mention.PRONOUN for hop in hops[:1]):
            told |= {"was_source": claim.source_id, "source": claim.source_id}
            told |= {"was_own_voice": own_voice, "own_voice": own_voice}
            _rechain(act, claim, [replace(hops[0], mention=Mention.NONE), *hops[1:]])
        return False
    told |= {"was_source": claim.source_id, "source": speaker.id if speaker is not None else None}
    told |= {"was_own_voice": claim.own_voice, "own_voice": own_voice}
    carried = [hop for hop in hops if hop.role is not HopRole.SPEAKER]
    claim.source, claim.own_voice = speaker, own_voice
    _rechain(act, claim, [*_spoken(claim, speaker), *carried])
    return True


def _carry_otherwise(act: Act, claim: Claim, correction: Correction, told: dict[str, Any]) -> None:
    hops = hops_of(claim)
    old = [hop for hop in hops if hop.role is HopRole.RELAY]
    new = _relays(act, claim.article, correction.via or (), correction)
    if [hop.source.id for hop in old] == [hop.source.id for hop in new]:
        return
    told |= {"was_via": len(old), "via": len(new), "relays": relays(new)}
    told["via_before"], told["via_after"] = (", ".join(hop.source.name for hop in carriers) for carriers in (old, new))
    speakers = [hop for hop in hops if hop.role is HopRole.SPEAKER]
    _rechain(act, claim, [*speakers, *new, *_outlet(claim.article)])


def _rechain(act: Act, claim: Claim, hops: Sequence[Hop]) -> None:
    claim_inserts.replace_hops(act.session, claim.id, hop_rows(claim.id, hops))
    act.session.expire(claim, ["hops"])


def _spoken(claim: Claim, speaker: Source | None) -> list[Hop]:
    """Return the first hop as a person says it."""
    return [Hop(HopRole.SPEAKER, speaker, mention=Mention.NONE)] if speaker is not None and not claim.own_voice else []


def _relays(act: Act, article: Article, via: Sequence[str], correction: Correction) -> list[Hop]:
    named = (
        named_by_hand(act, carrier, article=article.id, new=correction.new_source, kind=SpeakerKind.MEDIA, field="via")
        for carrier in via
    )
    return [Hop(HopRole.RELAY, source) for source in named]


def _outlet(article: Article) -> list[Hop]:
    return [Hop(HopRole.OUTLET, article.outlet)] if article.outlet is not None else []


def _speaker(act: Act, article: Article, correction: Correction) -> Source | None:
    if correction.own_voice:
        return article.outlet
    if correction.speaker is None:
        return None
    return named_by_hand(
        act,
        correction.speaker,
        article=article.id,
        new=correction.new_source,
        kind=correction.speaker_kind,
        field="speaker",
    )


def _reword(act: Act, claim: Claim, snapshot: Snapshot, spans: list[list[int]]) -> None:
    """Return a claim other words, with the event that keeps the ones it had."""
    old_text, old_spans = claim.text, claim.spans
    anchor(claim, snapshot, spans)
    if claim.text == old_text and claim.spans == old_spans:
        raise ForbiddenMove(f"claim {claim.id} has these words already; nothing was changed")
    happened = ClaimCorrected(
        claim=claim.id,
        was_spans=old_spans,
        spans=spans,
        snapshot=snapshot.id,
        text_before=old_text,
        text_after=claim.text,
        doubts_at=doubts_placed(claim),
        **told_chain(hops_of(claim)),
    )
    changed(act, claim, happened)


def _asked_spans(claim: Claim, snapshot: Snapshot, correction: Correction) -> list[list[int]]:
    if correction.spans is None:
        return quoted_spans(snapshot, correction.quotes or ())
    return placed_spans(claim.id, snapshot, correction.spans, chosen_in=correction.snapshot)
