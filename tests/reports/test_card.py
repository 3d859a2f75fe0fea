from collections.abc import Callable

from claimtrack.cli import claim as terminal
from claimtrack.reports import card
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report


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
