from collections.abc import Callable
from dataclasses import replace

import pytest

from claimtrack.cli import claim as terminal
from claimtrack.reports import card
from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, Report
from claimtrack.vocabulary import CaveatKind, LinkState


def _full(report: Report) -> ClaimEntry:
    """Give the claim of which the most is on record."""
    entries = [entry for article in report.articles for entry in article.claims]
    return max(entries, key=lambda entry: len(card.lists(entry, card.Hand())))


def test_what_nothing_is_known_of_is_left_out(entry: Callable[..., ClaimEntry]) -> None:
    nothing: dict[str, object] = dict.fromkeys(["tags", "evidence", "notes", "links", "caveats", "history"], ())
    claim = entry(spans=((0, 4),), independence=(), verdict_at=None, **nothing)
    told = [fact for fact, _ in card.facts(claim, card.Hand())]
    assert told == [card.Fact.WHO, card.Fact.HOW, card.Fact.TRUTH, card.Fact.SAID]
    assert card.lists(claim, card.Hand()) == {}


def test_each_format_writes_a_line_in_its_own_hand(sample: Report) -> None:
    claim = _full(sample)
    hand = card.Hand(claim="#{0}", piece="<{}> ", shortened=lambda text, _: text[:3])
    lists, plain = card.lists(claim, hand), card.lists(claim, card.Hand())
    assert list(lists) == list(plain) == [section for section in card.Section if section in plain]
    number = claim.evidence[0].number
    assert lists[card.Section.EVIDENCE][0].words.startswith(f"<{number}> ")
    assert plain[card.Section.EVIDENCE][0].words.startswith(f"{number}: ")
    quoted = [item.details[0][:5] for item in lists[card.Section.EVIDENCE] if item.details[0].startswith('"')]
    assert quoted
    assert all(words[4] == '"' for words in quoted)


def test_the_terminal_has_a_place_for_every_list_and_every_fact_but_what_its_context_shows() -> None:
    assert set(terminal._LISTS) == set(card.Section)
    assert {*terminal._ABOVE, *terminal._BELOW} == {*card.Fact} - {card.Fact.LOST}


def test_an_article_and_a_record_are_told_by_the_same_labels(sample: Report) -> None:
    article: ArticleEntry = sample.articles[0]
    told = dict(card.article_facts(article, card.Hand(code="<{}>"), address=None))
    assert told["File SHA-256"] == f"<{article.digest}>"
    assert "Address" not in told
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
    assert [words.partition(" correct ")[2] for words in item.details] == [
        "12 --caveat denied`; if not: `claimtrack correct 12 --no-caveat denied`"
    ]
