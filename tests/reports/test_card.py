from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.reports.entries import START, make_party, make_piece

from claimtrack.cli import claim as terminal
from claimtrack.reports import card
from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, HopLine, LinkLine, NoteLine, Report
from claimtrack.vocabulary import CaveatKind, ClaimLinkKind, LinkState, Mention, PartySide, Said, Status


def _full(report: Report) -> ClaimEntry:
    """Give the claim of which the most is on record."""
    entries = [entry for article in report.articles for entry in article.claims]
    return max(entries, key=lambda entry: len(card.lists(entry, card.Hand())))


def test_what_nothing_is_known_of_is_left_out(entry: Callable[..., ClaimEntry]) -> None:
    nothing: dict[str, object] = dict.fromkeys(["tags", "evidence", "notes", "links", "caveats", "history"], ())
    claim = entry(spans=((0, 4),), why=(), verdict_at=None, **nothing)
    told = [fact for fact, _ in card.facts(claim, card.Hand())]
    assert told == [card.Fact.WHO, card.Fact.HOW, card.Fact.TRUTH, card.Fact.SAID]
    assert card.lists(claim, card.Hand()) == {}


def test_each_format_writes_a_line_in_its_own_hand(sample: Report) -> None:
    claim = _full(sample)
    hand = card.Hand(claim="#{0}", piece="<{}> ", passage=lambda piece: f'"{(piece.excerpt or "")[:3]}"')
    lists, plain = card.lists(claim, hand), card.lists(claim, card.Hand())
    assert list(lists) == list(plain) == [section for section in card.Section if section in plain]
    number = claim.evidence[0].number
    assert lists[card.Section.EVIDENCE][0].words.startswith(f"<{number}> ")
    assert plain[card.Section.EVIDENCE][0].words.startswith(f"{number}: ")
    items = lists[card.Section.EVIDENCE]
    quoted = [item.details[0][:5] for item in items if item.details and item.details[0].startswith('"')]
    assert quoted
    assert all(words[4] == '"' for words in quoted)


def test_the_terminal_has_a_place_for_every_list_and_every_fact_but_what_its_context_shows() -> None:
    assert set(terminal._LISTS) == set(card.Section)
    assert set(terminal._FIRST) == {*card.Fact} - {card.Fact.LOST}


def test_an_article_and_a_record_are_told_by_the_same_labels(sample: Report) -> None:
    article: ArticleEntry = sample.articles[0]
    told = dict(card.article_facts(article, address=None))
    assert told["Copy of"] == article.agency
    assert "Address" not in told
    assert dict(card.article_record(article, card.Hand(code="<{}>")))["File SHA-256"] == f"<{article.digest}>"
    assert dict(card.record_facts(sample, card.Hand()))["Chain's head"] == sample.head_hash


@pytest.mark.parametrize(
    ("caveat", "behind"),
    [
        ({}, ""),
        ({"stands": False, "confidence": 0.55}, " - a question: the machine is 55% sure that this speaks of it"),
        (
            {"others": (3, 5, 9), "state": LinkState.ACCEPTED},
            " (it speaks of claims 3, 5 and 9, too) - a reviewer says so",
        ),
        ({"others": (3,)}, " (it speaks of claim 3, too)"),
        ({"others": (3,), "stands": False, "state": LinkState.REJECTED}, " - rejected by a reviewer"),
    ],
)
def test_a_doubt_says_whether_it_counts_and_of_what_else_it_speaks(
    entry: Callable[..., ClaimEntry], caveat: dict[str, object], behind: str
) -> None:
    line = replace(CaveatLine(CaveatKind.DENIED, "he denied it", "Ben Sol", ()), **caveat)  # type: ignore[arg-type] # a case names the fields that it is about
    (item,) = card.lists(entry(caveats=(line,)), card.Hand())[card.Section.DOUBTS]
    assert item == card.Item(f'the article says it is denied (by Ben Sol): "he denied it"{behind}')


def test_the_terminal_says_how_a_question_is_answered(entry: Callable[..., ClaimEntry]) -> None:
    line = CaveatLine(CaveatKind.DENIED, "he denied it", None, (), confidence=0.5, stands=False)
    (item,) = card.lists(entry(number=12, caveats=(line,)), terminal._HAND)[card.Section.DOUBTS]
    assert item.words.startswith('denied?: "he denied it" - a question')
    assert item.details == (
        "is it so? `claimtrack correct 12 --caveat denied`; if not: `claimtrack correct 12 --no-caveat denied`",
    )
    assert card.lists(entry(caveats=(line,)), card.Hand())[card.Section.DOUBTS][0].details == ()


def test_the_terminal_says_how_whatever_the_machine_found_is_judged(
    entry: Callable[..., ClaimEntry], link: Callable[..., LinkLine], attribution: Callable[..., HopLine]
) -> None:
    party = make_party(PartySide.ACCUSED, 9, "the crew", origin="machine", state=LinkState.PROPOSED, by=None)
    claim = entry(
        number=12,
        speaker="Ben Sol",
        hops=(attribution("speaker", "Ben Sol", mention=Mention.PRONOUN, words="he"),),
        parties=(party, make_party(PartySide.FAVOURED, 8, "the mayor")),
        links=(
            link(ClaimLinkKind.DENIES, 15),
            link(ClaimLinkKind.CONTRADICTS, 16, outgoing=False),
            link(ClaimLinkKind.DENIES, 17, state=LinkState.ACCEPTED, by="imre"),
        ),
    )
    told = dict(card.facts(claim, terminal._HAND))
    assert told[card.Fact.PRONOUN].endswith(
        'is it so? `claimtrack correct 12 --speaker "Ben Sol"`; if not: `claimtrack correct 12 --speaker NAME`'
    )
    assert told[card.Fact.UNJUDGED] == (
        'accuses the crew: is it so? `claimtrack correct 12 --party "accused:the crew"`; '
        'if not: `claimtrack correct 12 --no-party "the crew" --reason TEXT`'
    )
    assert [item.details for item in card.lists(claim, terminal._HAND)[card.Section.LINKS]] == [
        ("is it so? `claimtrack link 12 denies 15`; if not: `claimtrack unlink 12 denies 15`",),
        ("is it so? `claimtrack link 16 contradicts 12`; if not: `claimtrack unlink 16 contradicts 12`",),
        (),
    ]
    assert card.Fact.UNJUDGED not in dict(card.facts(claim, card.Hand()))


def test_a_card_says_who_gave_a_verdict_when_and_why(sample: Report) -> None:
    (disputed,) = [entry for entry in sample.articles[0].claims if entry.number == 3]
    told = dict(card.facts(disputed, card.Hand()))
    assert told[card.Fact.VERDICT] == "by imre, 4 Mar 2031"
    assert told[card.Fact.REASON] == "the operator's list says otherwise (said later by rosa, 5 Mar 2031)"
    assert (told[card.Fact.CHECKED], told[card.Fact.CHECKED_WHY]) == (
        "by rosa, 4 Mar 2031",
        "the authority's own release",
    )
    (confirmed,) = [entry for entry in sample.articles[0].claims if entry.number == 1]
    assert dict(card.facts(confirmed, card.Hand()))[card.Fact.VERDICT].startswith("by rosa, approved by imre, 4 Mar")


@pytest.mark.parametrize(
    ("changes", "is_line"),
    [
        ({}, True),
        ({"status": Status.IN_REVIEW, "holder": "rosa"}, True),
        ({"checkable": False}, True),
        ({"status": Status.REFUTED}, False),
        ({"status": Status.WITHDRAWN}, False),
        ({"said": Said.VERIFIED}, False),
        ({"notes": (NoteLine("comment", "look", "rosa", START),)}, False),
        ({"evidence": (make_piece(),)}, False),
    ],
)
def test_a_claim_on_which_nothing_was_found_out_is_one_line(
    entry: Callable[..., ClaimEntry], changes: dict[str, object], is_line: bool
) -> None:
    assert card.is_line(entry(**changes)) is is_line
