"""How a report opens: which claims are named where, with which sentences, and what is left to do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.reports.entries import START, given, make_link, make_party, make_piece, make_reply

from claimtrack.errors import UsageError
from claimtrack.reports import html, markdown, text
from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, FindingLine, HopLine, NoteLine, Report
from claimtrack.reports.opening import Group, Opening, Point, opening
from claimtrack.reports.short import load_short
from claimtrack.vocabulary import (
    CaveatKind,
    ClaimLinkKind,
    LinkState,
    Mention,
    PartySide,
    ReplyState,
    Said,
    Serves,
    Stance,
    Status,
)

Make = Callable[..., Report]
Entry = Callable[..., ClaimEntry]
Article = Callable[..., ArticleEntry]


@pytest.fixture
def opened(article: Article, report: Make) -> Callable[..., Opening]:
    """Open a report on one article with these claims."""
    return lambda *claims: opening(report(article(claims=claims)))


def _points(found: Opening, group: Group) -> tuple[Point, ...]:
    return dict(found.groups).get(group, ())


def test_the_groups_stand_in_their_order_and_refuted_comes_before_disputed(sample: Report) -> None:
    found = opening(sample)
    assert [(group, [point.claim for point in points]) for group, points in found.groups] == [
        (Group.AGAINST, [8, 3]),
        (Group.MISQUOTED, [4, 10]),
        (Group.CONFIRMED, [1, 4, 12]),
        (Group.UNVERIFIABLE, [13]),
    ]
    assert found.tally.startswith("15 claims, of which 14 can be checked: 1 refuted, 1 disputed, 1 confirmed indep")


def test_a_finding_leads_its_claim_with_the_restatement_beside_the_article_s_words(sample: Report) -> None:
    (refuted, _) = _points(opening(sample), Group.AGAINST)
    assert refuted.rating == "False."
    assert refuted.finding is not None
    assert refuted.finding.startswith("The film of the rescue shows the crew giving out life jackets.")
    assert refuted.finding.endswith("IT NO LONGER FITS: it was written of other words")
    assert refuted.restated == "The crew of the ferry Halmar gave out no life jackets on 2 March 2031."
    assert refuted.words == "“the crew had handed out no life jackets”"
    for rendered in (html.render(sample), html.render_short(sample), markdown.render(sample), text.render(sample)):
        words = " ".join(rendered.decode().split())
        assert words.index("The film of the rescue") < words.index("handed out no life jackets")


def test_a_finding_on_a_claim_without_a_verdict_is_told_all_the_same(
    entry: Entry, opened: Callable[..., Opening]
) -> None:
    found = FindingLine(
        "out of context", "It was said of another bridge.", None, "imre", START, 1, Status.UNVERIFIED, Said.UNCHECKED,
        fits=True, misfits=(),
    )  # fmt: skip
    (point,) = _points(opened(entry(finding=found)), Group.CONCLUDED)
    assert (point.rating, point.finding) == ("Out of context.", "It was said of another bridge.")


def test_refuted_is_told_by_what_refutes_it_and_counts(entry: Entry, opened: Callable[..., Opening]) -> None:
    claim = entry(
        status=Status.REFUTED,
        verdict_given=given(5, "rosa", "the log says so"),
        evidence=(
            make_piece(1, stance=Stance.REFUTES, excerpt="No bell was rung.", url="https://log.example/1"),
            make_piece(2, stance=Stance.REFUTES, counts=False),
            make_piece(3),
            make_piece(4, stance=Stance.REFUTES, serves=Serves.SAID, counts=None),
            make_piece(5, stance=Stance.REFUTES, withdrawn_at=START),
        ),
    )
    (point,) = _points(opened(claim), Group.AGAINST)
    assert [(ground.words, ground.piece, ground.url) for ground in point.grounds] == [
        ("Marrow Point Lighthouse (a record) says otherwise: “No bell was rung.”", 1, "https://log.example/1"),
        ("The desk's reason: “the log says so”.", None, None),
    ]


def test_disputed_is_told_by_whatever_speaks_against_it(entry: Entry, opened: Callable[..., Opening]) -> None:
    claim = entry(
        status=Status.DISPUTED,
        evidence=(make_piece(1, stance=Stance.REFUTES, counts=False),),
        links=(
            make_link(ClaimLinkKind.DENIES, 5, speaker="Brell Lines", outgoing=False),
            make_link(ClaimLinkKind.DENIES, 6),
            make_link(ClaimLinkKind.CONTRADICTS, 7),
            make_link(ClaimLinkKind.DENIES, 8, outgoing=False, state=LinkState.REJECTED, by="imre"),
        ),
    )
    (point,) = _points(opened(claim), Group.AGAINST)
    assert [ground.words for ground in point.grounds] == [
        "Marrow Point Lighthouse (a record) speaks against it.",
        "Claim 5 (Brell Lines) denies it.",
        "Claim 7 contradicts it.",
    ]


def test_unverifiable_is_told_by_the_reason_and_what_was_tried(entry: Entry, opened: Callable[..., Opening]) -> None:
    claim = entry(
        status=Status.UNVERIFIABLE,
        verdict_given=given(5, "rosa", "nobody answers", added_by="imre", added_at=START + timedelta(days=2)),
        notes=(NoteLine("attempt", "rang twice", "rosa", START), NoteLine("comment", "hm", "imre", START)),
    )
    (point,) = _points(opened(claim), Group.UNVERIFIABLE)
    assert [ground.words for ground in point.grounds] == [
        "The desk's reason: “nobody answers” (said later by imre, 6 Mar 2031).",
        "Tried by rosa, 4 Mar 2031: “rang twice”.",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "No verdict yet"),
        ({"status": Status.IN_REVIEW}, "No verdict yet"),
        ({"checkable": False}, None),
        ({"status": Status.WITHDRAWN, "uncertain": True}, None),
        ({"status": Status.CONFIRMED, "said": Said.VERIFIED}, None),
        ({"status": Status.CONFIRMED}, "It has a verdict, but nobody has checked whether it was really said"),
        ({"checkable": False, "uncertain": True}, "The machine was not sure that it read it rightly"),
        ({"checkable": False, "own_voice": None}, "Nobody looked for who says it"),
    ],
)
def test_what_is_left_to_do(
    entry: Entry, opened: Callable[..., Opening], changes: dict[str, object], words: str | None
) -> None:
    assert [left.words for left in opened(entry(**changes)).left] == ([words] if words is not None else [])


def test_what_the_machine_found_and_nobody_judged_is_left(entry: Entry, opened: Callable[..., Opening]) -> None:
    done: dict[str, object] = {"status": Status.CONFIRMED, "said": Said.VERIFIED}
    doubt = CaveatLine(CaveatKind.DENIED, "he denied it", None, (), confidence=0.5, stands=False)
    he = HopLine("speaker", "Ben Sol", entry().speaker_kind, Mention.PRONOUN, "he", None)
    crew = make_party(PartySide.ACCUSED, 9, "the crew", origin="machine", state=LinkState.PROPOSED, by=None)
    (left,) = opened(
        entry(1, **done, caveats=(doubt,)),
        entry(2, **done, links=(make_link(ClaimLinkKind.DENIES, 5),)),
        entry(3, **done, hops=(he,)),
        entry(5, **done, parties=(crew,)),
        entry(6, **done),
    ).left
    assert left.claims == (1, 2, 3, 5)
    assert left.ranges == ((1, 3), (5, 5))
    assert left.words == (
        "What the machine found and nobody has judged (doubts in the article, links to other claims, speakers named "
        "by a pronoun, whom it accuses or favours); `claimtrack show N` says with which command"
    )


def test_replies_that_were_not_asked_for_or_may_still_come_are_left(
    entry: Entry, opened: Callable[..., Opening]
) -> None:
    done: dict[str, object] = {"status": Status.CONFIRMED, "said": Said.VERIFIED}
    crew = make_party(PartySide.ACCUSED, 9, "the crew")
    asked, answered = make_reply(1, 9, "the crew"), make_reply(1, 9, "the crew", state=ReplyState.ANSWERED)
    left = opened(
        entry(1, **done, parties=(crew,)),
        entry(2, **done, parties=(crew,), replies=(asked,)),
        entry(3, **done, parties=(crew,), replies=(answered,)),
    ).left
    assert [(one.words, one.claims) for one in left] == [
        ("It accuses somebody whom nobody asked for a reply", (1,)),
        ("Whom it accuses was asked for a reply that may still come", (2,)),
    ]


def test_what_the_passage_of_a_piece_lacks_stands_beside_what_it_bears_out(
    entry: Entry, opened: Callable[..., Opening]
) -> None:
    piece = make_piece(3, discrepancies=("the claim says 2011; the passage has no 2011",))
    ((_, (point,)),) = opened(entry(1, status=Status.CONFIRMED, evidence=(piece,))).groups
    told = [(ground.words, ground.piece) for ground in point.grounds]
    assert told[1] == ("Look again: the claim says 2011; the passage has no 2011.", 3)


def test_points_name_their_article_where_there_are_several(entry: Entry, article: Article, report: Make) -> None:
    claim = entry(1, status=Status.REFUTED)
    (alone,) = _points(opening(report(article(claims=[claim], title="One"))), Group.AGAINST)
    (point,) = _points(opening(report(article(claims=[claim], title="One"), article(number=2))), Group.AGAINST)
    assert (alone.story, point.story) == (None, "One")


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_the_short_report_has_the_opening_and_a_line_a_claim_and_no_card(sample: Report, form: str) -> None:
    short = load_short(form)(sample).decode()
    words = " ".join(short.split())
    assert "What was found".casefold() in words.casefold()
    assert sample.head_hash in short
    for claim in sample.articles[0].claims:
        assert f"{claim.number}" in words
    assert "rescue-film.mp4" not in short
    assert "recorded it on ingest" not in short


def test_there_is_a_short_report_only_to_be_read() -> None:
    with pytest.raises(UsageError, match="there is no short report in csv; --short goes with html, md, txt"):
        load_short("csv")
