"""Reports to render: one that a newsroom could have, and entries of which a test says only what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from claimtrack.extraction.values import Span
from claimtrack.reports.build import build
from claimtrack.reports.model import (
    ArticleEntry,
    CaveatLine,
    ClaimEntry,
    EvidenceLine,
    FindingLine,
    GivenLine,
    HistoryLine,
    HopLine,
    LinkLine,
    NoteLine,
    PartyLine,
    ProposalLine,
    ReplyLine,
    Report,
    RestatementLine,
)
from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    Firsthand,
    LinkState,
    Means,
    Mention,
    Nature,
    PartySide,
    Quote,
    Reliability,
    ReplyKind,
    ReplyState,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)

START = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
HEAD = "5e1f0c7a" * 8
STORY = """\
QUELLIN, March 3 - The ferry Halmar went down off Marrow Point on Sunday night with more than 90 people on board, \
and rescuers had brought 61 of them ashore by noon on Monday.

The Quellin Port Authority said the ferry “carried 38 passengers more than it was licensed for” when it left the \
north quay. Its director, Tomas Reyk, told Northmark Wire that “nobody in this office signed that departure.” The \
authority has published no figures.

Mayor Ilse Varga said the coast guard had received reports that the bow door was open before the ship turned. She \
said she had not seen the reports herself and had only heard of them from a colleague.

“The water came in from the front, we all heard it,” said Amin Salem, 34, who was on the car deck. “Then the lights \
went out.” Another survivor, who asked not to be named, said the crew had handed out no life jackets. The claim could \
not be independently confirmed.

The operator, Brell Lines, denied that the ship was overloaded. “Every passenger was counted,” it said in a \
statement, calling the accusation “a disgrace to the dead”.

Wind at the Marrow Point station reached 74 kilometres an hour at 9 p.m., the weather service said. The minister of \
transport reportedly plans to ground the Halmar's two sister ships. A girl on the quay spoke of “الباب المفتوح”, the \
open door.
"""


def make_entry(number: int = 1, text: str = "The bridge is closed.", **changes: object) -> ClaimEntry:
    """Give a claim as the extractor leaves it, with ``changes``."""
    entry = ClaimEntry(
        number=number,
        article=1,
        text=text,
        spans=(),
        speaker="Ilse Varga",
        speaker_kind=SpeakerKind.PERSON,
        own_voice=False,
        headline=False,
        post=None,
        checkable=True,
        nature=Nature.ASSERTS,
        quote=Quote.INDIRECT,
        hedged=False,
        firsthand=Firsthand.UNKNOWN,
        confidence=None,
        uncertain=False,
        origin="extracted",
        inside=None,
        status=Status.UNVERIFIED,
        said=Said.UNCHECKED,
        overridden=False,
        override_reason=None,
        holder=None,
        independently_confirmed=False,
        independence=("not independently confirmed: it is unverified", "0 of 1 independent origin"),
        why=("0 of 1 independent origin",),
        hops=(),
        caveats=(),
        parties=(),
        evidence=(),
        notes=(),
        links=(),
        proposals=(),
        tags=(),
        history=(HistoryLine(number + 4, START, "rosa", "recorded it on ingest", None, False),),
        version=1,
        created_at=START,
        changed_at=START,
    )
    return replace(entry, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def make_piece(number: int = 1, name: str = "log.pdf", **changes: object) -> EvidenceLine:
    """Give a supporting piece of evidence that counts, with ``changes``."""
    piece = EvidenceLine(
        number=number,
        name=name,
        source="Marrow Point Lighthouse",
        stance=Stance.SUPPORTS,
        serves=Serves.TRUTH,
        basis=Basis.RECORD,
        excerpt=None,
        place=None,
        note=None,
        digest=f"{number:02x}" * 32,
        media_type="application/pdf",
        size=48_213,
        url=None,
        added_by="rosa",
        added_at=START + timedelta(hours=1),
        withdrawn_at=None,
        withdrawn_because=None,
        reliability=None,
        credibility=None,
        counts=True,
        weighed="counts: Marrow Point Lighthouse, a record",
        of_claim=None,
    )
    return replace(piece, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def make_link(
    kind: ClaimLinkKind, number: int, text: str = "elsewhere", speaker: str | None = None, **changes: object
) -> LinkLine:
    """Give a link to another claim as the machine finds it, with ``changes``."""
    link = LinkLine(
        kind=kind,
        outgoing=True,
        number=number,
        text=text,
        speaker=speaker,
        origin="machine",
        state=LinkState.PROPOSED,
        by=None,
        at=None,
        alarm=False,
    )
    if "by" in changes:
        link = replace(link, at=START + timedelta(hours=4))
    return replace(link, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def make_party(side: PartySide, source: int, name: str, **changes: object) -> PartyLine:
    """Give a party that a person named, with ``changes``."""
    party = PartyLine(side, source, name, origin="reviewer", state=LinkState.ACCEPTED, by="imre", at=None)
    party = replace(party, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about
    return replace(party, at=START + timedelta(hours=5) if party.by is not None else None)


def make_reply(number: int, source: int, party: str, **changes: object) -> ReplyLine:
    """Give a request for a reply that was made by mail and may still be answered, with ``changes``."""
    reply = ReplyLine(
        number=number,
        kind=ReplyKind.ASK,
        source=source,
        party=party,
        state=ReplyState.OPEN,
        claims=(1,),
        means=Means.MAIL,
        asked_at=START + timedelta(hours=5),
        deadline=datetime(2031, 3, 7, tzinfo=UTC),
        because=None,
        text_name=None,
        text_digest=None,
        text_size=None,
        answered_at=None,
        answer=None,
        late=False,
        answer_digest=None,
        answer_size=None,
        by="rosa",
        at=START + timedelta(hours=5),
    )
    return replace(reply, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def make_article(text: str = "", claims: Sequence[ClaimEntry] = (), **changes: object) -> ArticleEntry:
    """Give an article of which nothing but the text and its claims is known, with ``changes``."""
    article = ArticleEntry(
        number=1,
        title=None,
        outlet=None,
        byline=None,
        url=None,
        published=None,
        name="story.txt",
        digest="ab" * 32,
        size=len(text.encode(errors="replace")),
        media_type="text/plain",
        text=text,
        text_sha256="cd" * 32,
        language="en",
        extractor="rules 1",
        retrieved_at=START,
        claims=tuple(claims),
    )
    return replace(article, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def make_report(*articles: ArticleEntry) -> Report:
    """Give a report on ``articles``."""
    return build(
        articles,
        workspace="0f6e9b4c-7d21-4b63-9d0c-5a8f1e2c3b4d",
        head_number=57,
        head_hash=HEAD,
        as_of=START + timedelta(days=1, hours=2),
        tool_version="0.1.0",
    )


def hop(role: str, name: str | None, **changes: object) -> HopLine:
    """Give one hop of an attribution."""
    made = HopLine(role, name, SpeakerKind.PERSON if role == "speaker" else SpeakerKind.MEDIA, Mention.NAME, None, None)
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names the fields that it is about


def event(
    number: int, what: str, reason: str | None = None, *, who: str = "rosa", overridden: bool = False
) -> HistoryLine:
    """Give one event, ten minutes after the one before it in number."""
    return HistoryLine(number, START + timedelta(minutes=10 * number), who, what, reason, overridden)


AT_ODDS: dict[str, Any] = {"origin": "reviewer", "state": LinkState.ACCEPTED, "by": "imre", "alarm": True}


def _at(*quotes: str) -> tuple[Span, ...]:
    return tuple((STORY.index(quote), STORY.index(quote) + len(quote)) for quote in quotes)


def _claim(number: int, *quotes: str, **changes: object) -> ClaimEntry:
    return make_entry(number, " ".join(quotes), spans=_at(*quotes), **changes)


COURIER = hop("outlet", "Sallow Coast Courier")


def given(minutes: int, by: str, reason: str | None = None, **changes: Any) -> GivenLine:
    """Give a verdict that a person gave so many minutes after the start, with ``changes``."""
    return GivenLine(by, START + timedelta(minutes=minutes), reason, **changes)


UNVERIFIED = ("not independently confirmed: it is unverified", "0 of 1 independent origin")


def _own_voice() -> list[ClaimEntry]:
    words = {"speaker": "Sallow Coast Courier", "speaker_kind": SpeakerKind.MEDIA, "own_voice": True, "quote": None}
    return [
        _claim(
            1,
            "The ferry Halmar went down off Marrow Point on Sunday night with more than 90 people on board",
            **words,
            hops=(COURIER,),
            status=Status.CONFIRMED,
            independently_confirmed=True,
            verdict_at=START + timedelta(minutes=40),
            verdict_given=given(40, "rosa", approved_by="imre"),
            why=("1 of 1 independent origin", "evidence 1 counts: Marrow Point Lighthouse, a record"),
            policy=2,
            look_again_from=START + timedelta(days=90, minutes=40),
            status_word="proven",
            independence=(
                "independently confirmed: 1 of 1 independent origin",
                "evidence 1 counts: Marrow Point Lighthouse, a record",
            ),
            links=(make_link(ClaimLinkKind.CONTRADICTS, 12, "Wind reached", outgoing=False, **AT_ODDS),),
            evidence=(
                make_piece(
                    1,
                    "keepers-log-march.pdf",
                    excerpt="21.52 Halmar's lights lost to sight, bearing 040. Flares at 21.58.",
                    place="page 3, characters 120 to 187",
                    url="https://lighthouse.example/logs/2031/march.pdf",
                ),
            ),
            history=(
                event(5, "recorded it on ingest from Sallow Coast Courier"),
                event(21, "attached evidence 1 (keepers-log-march.pdf) from Marrow Point Lighthouse that supports it"),
                event(22, "marked it confirmed (was unverified), resting on evidence 1"),
            ),
            version=3,
        ),
        _claim(
            2,
            "rescuers had brought 61 of them ashore by noon on Monday",
            **words,
            hops=(COURIER,),
            status=Status.IN_REVIEW,
            holder="rosa",
            proposals=(
                ProposalLine(
                    number=1,
                    question=Serves.TRUTH,
                    verdict=Status.UNVERIFIABLE,
                    override=False,
                    reason="The rescue centre does not answer.",
                    counted=(),
                    by="rosa",
                    at=START + timedelta(hours=4),
                ),
            ),
            notes=(
                NoteLine("attempt", "Called the rescue centre twice, no answer.", "rosa", START + timedelta(hours=2)),
                NoteLine("comment", "The hospital's list has 63 names.", "imre", START + timedelta(hours=3)),
            ),
        ),
    ]


def _port() -> list[ClaimEntry]:
    authority = hop("speaker", "Quellin Port Authority", kind=SpeakerKind.GOVERNMENT, cue="said")
    wire = hop("agency", "Northmark Wire")
    return [
        _claim(
            3,
            "the ferry “carried 38 passengers more than it was licensed for” when it left the north quay",
            speaker="Quellin Port Authority",
            speaker_kind=SpeakerKind.GOVERNMENT,
            quote=Quote.MIXED,
            hops=(authority, wire, COURIER),
            status=Status.DISPUTED,
            said=Said.VERIFIED,
            verdict_given=given(
                300,
                "imre",
                "the operator's list says otherwise",
                added_by="rosa",
                added_at=START + timedelta(days=1),
            ),
            said_given=given(240, "rosa", "the authority's own release"),
            why=(
                "against it: evidence 2 counts: Brell Lines, a record",
                "against it: claim 9, said by Brell Lines, denies it",
            ),
            caveats=(
                CaveatLine(
                    CaveatKind.UNEVIDENCED,
                    "The authority has published no figures.",
                    None,
                    _at("The authority has published no figures."),
                ),
            ),
            evidence=(
                make_piece(
                    2,
                    "brell-manifest.csv",
                    source="Brell Lines",
                    stance=Stance.REFUTES,
                    media_type="text/csv",
                    size=912,
                    weighed="counts: Brell Lines, a record",
                ),
                make_piece(
                    3,
                    "press-release.html",
                    source="Quellin Port Authority",
                    serves=Serves.SAID,
                    media_type="text/html",
                    excerpt="The vessel carried 38 passengers more than it was licensed for.",
                    place="characters 88 to 151",
                    counts=None,
                    weighed=None,
                ),
            ),
            restatement=RestatementLine(
                text="The ferry Halmar left Quellin's north quay on 2 March 2031 with 38 passengers over its licence.",
                by="rosa",
                at=START + timedelta(hours=5),
                version=2,
                fits=True,
                misfits=(),
            ),
            finding=FindingLine(
                rating="out of context",
                text="The licence in force allowed 20 more in summer.\nThe port authority counts by the winter one.",
                reason="the operator's list has both",
                by="imre",
                at=START + timedelta(hours=6),
                version=1,
                status=Status.DISPUTED,
                said=Said.VERIFIED,
                fits=True,
                misfits=(),
            ),
            parties=(
                make_party(PartySide.ACCUSED, 8, "Brell Lines"),
                make_party(PartySide.ACCUSED, 9, "the crew", origin="machine", state=LinkState.PROPOSED, by=None),
                make_party(PartySide.FAVOURED, 4, "Ilse Varga", origin="machine", state=LinkState.REJECTED),
            ),
            replies=(
                make_reply(
                    1,
                    8,
                    "Brell Lines",
                    state=ReplyState.ANSWERED,
                    claims=(3, 9),
                    text_name="letter-to-brell.txt",
                    text_digest="7e" * 32,
                    text_size=812,
                    answered_at=START + timedelta(days=1),
                    answer="Every passenger was counted.\nWe have nothing to add.",
                ),
            ),
            links=(
                make_link(ClaimLinkKind.DENIES, 9, "the ship was overloaded", "Brell Lines", outgoing=False),
                make_link(
                    ClaimLinkKind.CONTRADICTS,
                    12,
                    "Wind at the Marrow Point station reached 74 kilometres an hour at 9 p.m.",
                    state=LinkState.REJECTED,
                    by="imre",
                ),
            ),
            history=(
                event(6, "recorded it on ingest from Quellin Port Authority"),
                event(24, "checked that it was said"),
                event(30, "marked it disputed (was unverified)", "the operator's list says otherwise", who="imre"),
            ),
        ),
        _claim(
            4,
            "“nobody in this office signed that departure.”",
            speaker="Tomas Reyk",
            quote=Quote.DIRECT,
            hops=(
                hop("speaker", "Tomas Reyk", words="Its director", cue="told", mention=Mention.NOMINAL),
                hop("relay", "Northmark Wire"),
                COURIER,
            ),
            status=Status.CONFIRMED,
            said=Said.MISQUOTED,
            overridden=True,
            override_reason="The register was shown to us on site; no copy may leave the building.",
            finding=FindingLine(
                rating="unproven",
                text="The port office's register could not be seen.",
                reason=None,
                by="imre",
                at=START + timedelta(hours=6),
                version=1,
                status=Status.UNVERIFIABLE,
                said=Said.UNCHECKED,
                fits=False,
                misfits=("it was written while the claim was unverifiable, and the claim is confirmed now",),
            ),
            independence=(
                "not independently confirmed: marked confirmed by an editor's override",
                "0 of 1 independent origin",
            ),
            history=(
                event(7, "recorded it on ingest from Tomas Reyk"),
                event(
                    33,
                    "marked it confirmed by override (was unverified)",
                    "The register was shown to us on site; no copy may leave the building.",
                    who="edda",
                    overridden=True,
                ),
            ),
        ),
    ]


def _mayor() -> list[ClaimEntry]:
    varga = hop("speaker", "Ilse Varga", words="Mayor Ilse Varga", cue="said")
    hearsay = CaveatLine(
        CaveatKind.HEARSAY,
        "She said she had not seen the reports herself and had only heard of them from a colleague.",
        "Ilse Varga",
        _at("She said she had not seen the reports herself and had only heard of them from a colleague."),
    )
    return [
        _claim(
            5,
            "the coast guard had received reports that the bow door was open before the ship turned",
            firsthand=Firsthand.NO,
            hops=(varga, COURIER),
            caveats=(hearsay,),
        ),
        _claim(
            6,
            "the bow door was open before the ship turned",
            speaker="reports to the coast guard",
            speaker_kind=SpeakerKind.ANONYMOUS,
            inside=5,
            hops=(
                hop("speaker", "reports to the coast guard", kind=SpeakerKind.ANONYMOUS),
                hop("relay", "coast guard"),
                hop("relay", "Ilse Varga"),
                COURIER,
            ),
            caveats=(hearsay,),
            status=Status.UNVERIFIED,
            independence=(
                "not independently confirmed: it is unverified",
                "0 of 2 independent origins (2 because it is hearsay)",
                "evidence 4 does not count: it is hearsay",
            ),
            tags=("ferries", "الفيضانات"),
            evidence=(
                make_piece(
                    4,
                    "note on a call",
                    reliability=Reliability.F,
                    credibility=5,
                    source="a deckhand of the Halmar's sister ship",
                    basis=Basis.HEARSAY,
                    media_type="text/plain",
                    size=312,
                    note="Heard in the harbour bar that the door had been tied with rope since January.",
                    counts=False,
                    weighed="does not count: it is hearsay",
                ),
            ),
        ),
    ]


def _survivors() -> list[ClaimEntry]:
    salem = hop("speaker", "Amin Salem", cue="said")
    return [
        _claim(
            7,
            "The water came in from the front, we all heard it,",
            "Then the lights went out.",
            speaker="Amin Salem",
            quote=Quote.DIRECT,
            firsthand=Firsthand.YES,
            hops=(salem, COURIER),
            said=Said.VERIFIED,
            evidence=(
                make_piece(
                    5,
                    "salem-interview.txt",
                    source="Amin Salem",
                    serves=Serves.SAID,
                    basis=Basis.FIRSTHAND,
                    media_type="text/plain",
                    counts=None,
                    weighed=None,
                    excerpt="the water came in from the front, we all heard it",
                    place="characters 410 to 459",
                    discrepancies=("the claim names Halmar; the passage does not",),
                ),
            ),
        ),
        _claim(
            8,
            "the crew had handed out no life jackets",
            speaker="Another survivor",
            speaker_kind=SpeakerKind.ANONYMOUS,
            firsthand=Firsthand.YES,
            hops=(hop("speaker", "Another survivor", kind=SpeakerKind.ANONYMOUS, cue="said"), COURIER),
            caveats=(
                CaveatLine(
                    CaveatKind.UNCONFIRMED,
                    "The claim could not be independently confirmed.",
                    None,
                    _at("The claim could not be independently confirmed."),
                ),
            ),
            status=Status.REFUTED,
            restatement=RestatementLine(
                "The crew of the ferry Halmar gave out no life jackets on 2 March 2031.",
                "rosa",
                START + timedelta(hours=6),
                version=1,
                fits=True,
                misfits=(),
            ),
            finding=FindingLine(
                "false",
                "The film of the rescue shows the crew giving out life jackets.",
                None,
                "imre",
                START + timedelta(hours=7),
                version=2,
                status=Status.REFUTED,
                said=Said.UNCHECKED,
                fits=False,
                misfits=("it was written of other words",),
            ),
            verdict_given=given(360, "rosa", "the film shows the jackets"),
            why=("1 of 1 independent origin", "evidence 6 counts: Sea Rescue Quellin, first-hand"),
            evidence=(
                make_piece(
                    6,
                    "rescue-film.mp4",
                    source="Sea Rescue Quellin",
                    stance=Stance.REFUTES,
                    basis=Basis.FIRSTHAND,
                    media_type="video/mp4",
                    size=88_412_905,
                    weighed="counts: Sea Rescue Quellin, first-hand",
                ),
                make_piece(
                    7,
                    "a post seen online",
                    source=None,
                    basis=Basis.UNKNOWN,
                    media_type="text/html",
                    counts=None,
                    weighed=None,
                    withdrawn_at=START + timedelta(hours=9),
                    withdrawn_because="it shows another ship",
                ),
            ),
        ),
    ]


def _operator() -> list[ClaimEntry]:
    brell = hop(
        "speaker", "Brell Lines", kind=SpeakerKind.ORGANISATION, words="it", cue="said", mention=Mention.PRONOUN
    )
    words = {"speaker": "Brell Lines", "speaker_kind": SpeakerKind.ORGANISATION, "hops": (brell, COURIER)}
    return [
        _claim(
            9,
            "the ship was overloaded",
            **words,
            nature=Nature.DENIES,
            links=(
                make_link(ClaimLinkKind.DENIES, 3, "the ferry “carried 38 passengers more than it was licensed for”"),
            ),
        ),
        _claim(10, "Every passenger was counted,", **words, quote=Quote.DIRECT, said=Said.NOT_FOUND),
        _claim(
            11,
            "the accusation “a disgrace to the dead”",
            **words,
            quote=Quote.MIXED,
            nature=Nature.OPINION,
            checkable=False,
            independence=("not independently confirmed: it is recorded as not checkable",),
        ),
    ]


def _others() -> list[ClaimEntry]:
    return [
        _claim(
            12,
            "Wind at the Marrow Point station reached 74 kilometres an hour at 9 p.m.",
            speaker="weather service",
            speaker_kind=SpeakerKind.GOVERNMENT,
            hops=(hop("speaker", "weather service", words="the weather service", cue="said"), COURIER),
            links=(
                make_link(
                    ClaimLinkKind.CONTRADICTS, 1, "The ferry Halmar went down", "Sallow Coast Courier", **AT_ODDS
                ),
            ),
            status=Status.CONFIRMED,
            independence=(
                "not independently confirmed: it is confirmed",
                "0 of 1 independent origin",
                "evidence 8 does not count: it comes from the claimant, weather service",
            ),
        ),
        _claim(
            13,
            "The minister of transport reportedly plans to ground the Halmar's two sister ships",
            speaker=None,
            speaker_kind=SpeakerKind.NONE,
            hedged=True,
            nature=Nature.INTENTION,
            hops=(COURIER,),
            status=Status.UNVERIFIABLE,
            notes=(NoteLine("attempt", "The ministry does not comment on plans.", "imre", START + timedelta(hours=5)),),
        ),
        _claim(
            14,
            "“الباب المفتوح”",
            speaker="فتاة على الرصيف",
            speaker_kind=SpeakerKind.ANONYMOUS,
            quote=Quote.DIRECT,
            hops=(hop("speaker", "فتاة على الرصيف", words="A girl on the quay", cue="spoke of"), COURIER),
        ),
        make_entry(
            15,
            "Rescuers found the ship's bell.",
            speaker=None,
            speaker_kind=SpeakerKind.NONE,
            status=Status.WITHDRAWN,
            history=(
                event(11, "recorded it on ingest"),
                event(40, "marked it withdrawn (was unverified)", "not a claim"),
            ),
        ),
    ]


def newsroom_report() -> Report:
    """Return a report with every state, both verdicts, an override, nested and split claims, and a lost one."""
    claims = [*_own_voice(), *_port(), *_mayor(), *_survivors(), *_operator(), *_others()]
    return make_report(
        make_article(
            STORY,
            claims,
            title="Ferry sinks off Marrow Point; port blames operator",
            outlet="Sallow Coast Courier",
            byline="Petra Oyelaran",
            url="https://courier.example/2031/03/03/halmar",
            published=datetime(2031, 3, 3, 15, 40, tzinfo=UTC),
            name="halmar.html",
            agency="Northmark Wire",
            media_type="text/html",
        )
    )
