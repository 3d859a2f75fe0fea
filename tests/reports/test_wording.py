from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, HistoryLine, HopLine, LinkLine, Report
from claimtrack.reports.wording import claims, evidence, frame, measures, signs
from claimtrack.vocabulary import (
    Basis,
    ClaimLinkKind,
    Firsthand,
    LinkState,
    Nature,
    Quote,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)

Entry = Callable[..., ClaimEntry]
Piece = Callable[..., EvidenceLine]

STANDING = [
    # status, checkable, overridden, independent -> standing, truth
    (Status.UNVERIFIED, True, False, False, "unverified", "no verdict yet"),
    (Status.IN_REVIEW, True, False, False, "in review", "no verdict yet; in review with rosa"),
    (Status.CONFIRMED, True, False, True, "confirmed, independently", "confirmed, independently of who says it"),
    (
        Status.CONFIRMED,
        True,
        False,
        False,
        "confirmed, not independently",
        "confirmed, but not independently of who says it",
    ),
    (
        Status.CONFIRMED,
        True,
        True,
        False,
        "confirmed by override",
        "confirmed by an editor's override: the rules ask for more evidence than there is",
    ),
    (Status.DISPUTED, True, False, False, "disputed", "disputed: something on record speaks against it"),
    (Status.REFUTED, True, False, False, "refuted", "refuted: the evidence shows otherwise"),
    (
        Status.REFUTED,
        True,
        True,
        False,
        "refuted by override",
        "refuted by an editor's override: the rules ask for more evidence than there is",
    ),
    (Status.UNVERIFIABLE, True, False, False, "unverifiable", "unverifiable: nothing that was found decides it"),
    (Status.WITHDRAWN, True, False, False, "withdrawn", "withdrawn: no longer on the list of claims"),
    (Status.WITHDRAWN, False, False, False, "withdrawn", "withdrawn: no longer on the list of claims"),
    (
        Status.UNVERIFIED,
        False,
        False,
        False,
        "not checkable",
        "not checkable: no evidence could show it, and it needs no verdict",
    ),
    (
        Status.IN_REVIEW,
        False,
        False,
        False,
        "not checkable",
        "not checkable: no evidence could show it, and it needs no verdict",
    ),
]


@pytest.mark.parametrize(("status", "checkable", "overridden", "independent", "standing", "truth"), STANDING)
def test_the_status_is_said_with_its_independence(
    entry: Entry, status: Status, checkable: bool, overridden: bool, independent: bool, standing: str, truth: str
) -> None:
    claim = entry(
        status=status,
        checkable=checkable,
        overridden=overridden,
        independently_confirmed=independent,
        holder="rosa" if status is Status.IN_REVIEW else None,
    )
    assert signs.standing(claim) == standing
    assert claims.truth(claim) == truth


def test_a_kind_that_cannot_be_checked_is_named(entry: Entry) -> None:
    assert (
        claims.truth(entry(checkable=False, nature=Nature.DEMAND))
        == "not checkable (a demand): no evidence could show it, and it needs no verdict"
    )


@pytest.mark.parametrize(
    ("said", "own_voice", "answer", "word"),
    [
        (Said.UNCHECKED, False, "nobody has checked that yet", "not checked"),
        (Said.VERIFIED, False, "yes, it was really said (which does not make it true)", "really said"),
        (Said.MISQUOTED, False, "not in these words: the record has others", "misquoted"),
        (Said.NOT_FOUND, False, "nobody could find that it was", "not found"),
        (Said.UNCHECKED, True, "needs no check: the outlet says it itself", "own voice"),
    ],
)
def test_whether_it_was_said_is_another_answer(
    entry: Entry, said: Said, own_voice: bool, answer: str, word: str
) -> None:
    claim = entry(said=said, own_voice=own_voice)
    assert (claims.said(claim), claims.said_word(claim)) == (answer, word)


@pytest.mark.parametrize("said", Said)
@pytest.mark.parametrize("status", Status)
def test_no_answer_to_one_question_reads_as_an_answer_to_the_other(entry: Entry, said: Said, status: Status) -> None:
    claim = entry(said=said, status=status)
    assert not {"confirmed", "verified", "true,"} & set(claims.said(claim).split())
    assert "said" not in claims.truth(claim).split()
    assert claims.truth(claim) == claims.truth(entry(status=status))


@pytest.mark.parametrize(
    ("changes", "hops", "chain"),
    [
        (
            {"speaker": "Amin Salem"},
            [("speaker", "Amin Salem"), ("relay", "Northmark Wire"), ("outlet", "Courier")],
            "Amin Salem -> Northmark Wire -> Courier",
        ),
        ({"speaker": "Courier", "own_voice": True}, [("outlet", "Courier")], "Courier, in its own voice"),
        ({"speaker": None, "own_voice": True}, [], "the outlet, in its own voice"),
        ({"speaker": None}, [("outlet", "Courier")], "nobody named -> Courier"),
        (
            {"speaker": "a guard", "speaker_kind": SpeakerKind.ANONYMOUS},
            [("speaker", "a guard"), ("relay", None), ("outlet", "Courier")],
            "a guard (unnamed) -> nobody named -> Courier",
        ),
        ({"speaker": "Brell Lines", "nature": Nature.DENIES}, [("outlet", "C")], "Brell Lines, denying it -> C"),
    ],
)
def test_the_chain_runs_from_the_speaker_outward(
    entry: Entry,
    attribution: Callable[..., HopLine],
    changes: dict[str, object],
    hops: list[tuple[str, str | None]],
    chain: str,
) -> None:
    claim = entry(**changes, hops=tuple(attribution(role, name) for role, name in hops))
    assert claims.chain(claim) == chain


@pytest.mark.parametrize(
    ("changes", "manner"),
    [
        ({}, "told in the article's words, stated as fact"),
        ({"own_voice": True}, "the outlet's own words, stated as fact"),
        (
            {"quote": Quote.DIRECT, "nature": Nature.OPINION, "hedged": True, "firsthand": Firsthand.YES},
            "quoted in the speaker's words, an opinion, worded with caution by the article, the speaker was there",
        ),
        (
            {"quote": Quote.MIXED, "firsthand": Firsthand.NO, "nature": None},
            "partly in the speaker's words, the speaker was not there",
        ),
        ({"quote": None, "nature": None}, "it is not on record how it is said"),
    ],
)
def test_the_manner_in_words(entry: Entry, changes: dict[str, object], manner: str) -> None:
    assert claims.manner(entry(**changes)) == manner


@pytest.mark.parametrize(
    ("changes", "bearing"),
    [
        ({}, "supports it: log.pdf, from Marrow Point Lighthouse, a record; counts: Marrow Point Lighthouse, a record"),
        (
            {
                "stance": Stance.REFUTES,
                "source": None,
                "basis": Basis.HEARSAY,
                "weighed": "does not count: it is hearsay",
            },
            "refutes it: log.pdf, from a source not on record, hearsay; does not count: it is hearsay",
        ),
        (
            {"serves": Serves.SAID, "weighed": None},
            "supports that it was said: log.pdf, from Marrow Point Lighthouse, a record",
        ),
        (
            {"serves": Serves.SAID, "basis": Basis.VERBATIM, "weighed": None, "credibility": 2},
            "supports that it was said: log.pdf, a verbatim record kept by Marrow Point Lighthouse, graded –2",
        ),
        (
            {
                "weighed": None,
                "withdrawn_at": datetime(2031, 5, 6, 7, 8, tzinfo=UTC),
                "withdrawn_because": "it shows another ship",
            },
            (
                "supports it: log.pdf, from Marrow Point Lighthouse, a record; "
                "WITHDRAWN 6 May 2031, 07:08 UTC: it shows another ship"
            ),
        ),
    ],
)
def test_what_evidence_does_and_whether_it_counts(piece: Piece, changes: dict[str, object], bearing: str) -> None:
    assert evidence.bearing(piece(**changes)) == bearing


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (88_412_905, "88.4 MB"),
        (5_000_000_000, "5.0 GB"),
        (7_200_000_000_000, "7.2 TB"),
    ],
)
def test_sizes(octets: int, words: str) -> None:
    assert measures.size(octets) == words


def test_times_are_given_in_utc() -> None:
    when = datetime(2031, 3, 4, 1, 5, 9, tzinfo=timezone(timedelta(hours=2)))
    assert measures.moment(when) == "3 Mar 2031, 23:05 UTC"
    assert measures.iso(when) == "2031-03-03T23:05:09Z"


def test_a_date_without_a_time_is_shown_without_one(article: Callable[..., ArticleEntry]) -> None:
    day = datetime(2031, 3, 4, tzinfo=UTC)
    assert frame.published(article(published=day)) == "4 Mar 2031"
    assert frame.published(article(published=day + timedelta(hours=1))) == "4 Mar 2031, 01:00 UTC"
    assert frame.published(article()) is None


def test_overrides_of_either_verdict_are_listed(
    entry: Entry, article: Callable[..., ArticleEntry], report: Callable[..., Report]
) -> None:
    at = datetime(2031, 3, 4, tzinfo=UTC)
    said = entry(1, history=(HistoryLine(9, at, "edda", "checked that it was said by override", "tape heard", True),))
    bare = entry(2, status=Status.CONFIRMED, overridden=True, history=())
    assert frame.overrides(report(article(claims=[entry(3), said, bare]))) == (
        frame.Override(1, "edda", "checked that it was said by override", at, "tape heard"),
        frame.Override(2, "an editor", "marked it confirmed by override", None, "no reason on record"),
    )


def test_every_word_has_its_wording() -> None:
    assert all(sign.word and sign.meaning for sign in signs.Sign)
    assert len({sign.mark for sign in signs.Sign}) == len(signs.Sign)
    assert set(claims.ACTIVE) == set(claims.PASSIVE) == set(ClaimLinkKind)
    assert set(evidence._ON_WHAT_WAS_SAID) == set(Stance)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({}, "found by the machine, not yet judged"),
        ({"state": LinkState.ACCEPTED, "by": "imre"}, "found by the machine, accepted by imre"),
        ({"state": LinkState.ACCEPTED, "by": "imre", "origin": "reviewer"}, "found by imre"),
        ({"state": LinkState.REJECTED, "by": "imre"}, "REJECTED by imre, so it does not count"),
        ({"state": LinkState.REJECTED, "by": "imre", "origin": "reviewer"}, "REJECTED by imre, so it does not count"),
    ],
)
def test_a_link_says_who_found_it_and_what_became_of_it(
    link: Callable[..., LinkLine], found: dict[str, object], says: str
) -> None:
    assert claims.judgement(link(ClaimLinkKind.DENIES, 3, **found)) == says


def test_an_alarm_names_the_other_claim_from_either_side(entry: Entry, link: Callable[..., LinkLine]) -> None:
    links = (
        link(ClaimLinkKind.DENIES, 3, alarm=True),
        link(ClaimLinkKind.CONTRADICTS, 4, outgoing=False, alarm=True),
        link(ClaimLinkKind.DENIES, 5),
    )
    assert claims.alarms(entry(links=links)) == (
        "confirmed, and so is claim 3, which it denies",
        "confirmed, and so is claim 4, which contradicts it",
    )


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("plain", "“plain”"),
        ("“all of it”", "“all of it”"),
        ("“all militants” and “their” families", "“‘all militants’ and ‘their’ families”"),
        ("he fired “on the spot”", "“he fired ‘on the spot’”"),
    ],
)
def test_a_quotation_inside_another_has_single_marks(words: str, quoted: str) -> None:
    assert measures.quoted(words) == quoted
