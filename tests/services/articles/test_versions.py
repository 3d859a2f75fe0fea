"""A page saved again: which article it may be a version of, and what becomes of it when somebody says so."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.services.lines import line_by_line

from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.rules.copies import Sketch, shared
from claimtrack.services.articles import details
from claimtrack.services.articles import ingest as service
from claimtrack.services.articles.ingest import Given, Ingested
from claimtrack.services.articles.reextract import reextract
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

STORY = (
    "The north bridge has been closed since Monday because of a crack in its third pier.",
    "A ferry carries walkers across the river every twenty minutes until the evening.",
    "Ana Ruiz: Nobody was hurt when the lorry slid down the ramp on Sunday night.",
    "The repair will cost four million and take until the summer of next year.",
)
MORE = "The council meets on Thursday to decide who pays for the repair of the pier."
OTHER = (
    "Two schools in the valley stay shut after the heating failed in the cold of the night.",
    "Ben Okoro: The boilers are forty years old and should have been replaced long ago.",
    "Parents were told by telephone at six in the morning to keep their children at home.",
)


def test_the_same_title_in_the_same_outlet_may_be_a_new_version(record: Record) -> None:
    first = record(*STORY, title="Bridge closed", outlet="Harbour Post")
    again = record(*STORY, MORE, name="again.txt", title="Bridge closed", outlet="harbour post")
    assert (again.article, again.again, again.recaptured) == (2, False, None)
    assert again.lookalike is not None
    assert (again.lookalike.article, again.lookalike.because) == (first.article, "same title and outlet")
    assert 0.7 < again.lookalike.share < 1


@pytest.mark.parametrize(
    ("before", "after", "lines", "because"),
    [
        (
            {"title": "Bridge closed", "outlet": "Harbour Post"},
            {"title": "Bridge shut", "outlet": "Harbour Post"},
            STORY,
            None,
        ),
        ({}, {}, STORY, None),
        ({"title": "A"}, {"title": "A", "outlet": "Harbour Post"}, STORY, "same title"),
        ({"title": "A", "outlet": "P"}, {"title": "A", "outlet": "P"}, OTHER, "same title and outlet"),
        ({"url": "http://p.example/a"}, {"url": "https://www.p.example/a/?utm_source=x"}, OTHER, "same address"),
    ],
    ids=["another-title", "no-title", "no-outlet", "another-text", "another-spelling"],
)
def test_what_may_be_a_new_version(
    record: Record, before: dict[str, Any], after: dict[str, Any], lines: tuple[str, ...], because: str | None
) -> None:
    record(*OTHER[:1], title="Schools shut", outlet="Valley News")
    record(*STORY, **before)
    like = record(*lines, MORE, name="again.txt", **after).lookalike
    assert like is not None
    assert (like.article, like.because) == (2, because)


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ({"title": "A", "outlet": "Harbour Post"}, {"title": "A", "outlet": "City Herald"}, STORY),
        ({"title": "A"}, {"title": "A"}, OTHER),
        ({}, {}, (*OTHER, STORY[0])),
        ({"url": "https://p.example/a"}, {"url": "https://p.example/a?page=2"}, OTHER),
    ],
    ids=["a-copy", "a-title-alone", "one-line-alike", "another-page"],
)
def test_what_is_no_new_version(
    record: Record, before: dict[str, Any], after: dict[str, Any], lines: tuple[str, ...]
) -> None:
    record(*STORY, **before)
    assert record(*lines, MORE, name="again.txt", **after).lookalike is None


def test_the_nearest_of_several_is_named_and_a_short_text_is_like_none(record: Record) -> None:
    record(*STORY[:3], *OTHER[:1], outlet="P", title="A")
    record(*STORY, outlet="P", title="A")
    like = record(*STORY, MORE, outlet="P", title="A").lookalike
    assert like is not None
    assert like.article == 2
    record("It is raining.")
    assert record("It is  raining.").lookalike is None


def test_articles_of_one_ingest_are_held_against_each_other(desk: Desk, record: Record) -> None:
    record("It is raining.")
    texts = ["\n".join(STORY), "\n".join([*STORY, MORE]), "\n".join(OTHER)]
    done = service.ingest(desk, [Input(text.encode(), f"{number}.txt") for number, text in enumerate(texts)], Given())
    assert [one.lookalike and one.lookalike.article for one in done] == [None, 2, None]


def test_what_the_user_says_is_a_version_is_one(desk: Desk, record: Record) -> None:
    first = record(*STORY, outlet="Harbour Post", url="https://p.example/a")
    done = record(
        *STORY[:2], MORE, version_of=first.article, name="b.txt", url="https://q.example/b", outlet="Harbour Post"
    )
    assert (done.article, done.lookalike, done.was) == (1, None, None)
    assert done.recaptured is not None
    assert (done.recaptured.kept, done.recaptured.removed) == (first.claims[:2], first.claims[2:])
    assert details.shown(desk, 1).snapshots == 2
    assert verify(desk).problems == ()


def test_an_address_on_record_gives_way_to_what_the_user_says(desk: Desk, record: Record) -> None:
    record(*STORY, url="https://p.example/a")
    record(*OTHER, url="https://p.example/b")
    done = record(*STORY, MORE, url="https://p.example/b", version_of=1)
    assert (done.article, details.shown(desk, 2).snapshots) == (1, 1)
    with pytest.raises(NotFound, match="no article 9"):
        record(*STORY, OTHER[0], version_of=9)


def test_an_article_of_its_own_becomes_the_version_that_it_was_offered_as(
    desk: Desk, record: Record, stands: Stands, decide: Decide
) -> None:
    first = record(*STORY, outlet="Harbour Post", title="A")
    decide(Status.WITHDRAWN, first.claims[3], reason="no claim")
    own = record(*STORY, MORE, outlet="Harbour Post", title="A", name="again.txt")
    done = record(*STORY, MORE, name="again.txt", version_of=1)
    assert (done.article, done.was, done.again) == (1, own.article, False)
    assert done.recaptured is not None
    assert done.recaptured.kept == first.claims[:3]
    assert [stands(number).status for number in own.claims] == [Status.WITHDRAWN] * 5
    new = done.claims[0]
    assert (len(done.claims), stands(new).text, stands(new).article) == (1, MORE, 1)
    assert f"superseded by claim {first.claims[0]}" in str(stands(own.claims[0]).history)
    assert (details.shown(desk, 1).snapshots, details.shown(desk, 2).snapshots) == (2, 0)
    assert [line.number for line in details.listing(desk)] == [1, 2]
    assert verify(desk).problems == ()
    # It is one now, however often that is said, and no reading of the other brings its claims back.
    assert record(*STORY, MORE, name="again.txt", version_of=1).again
    assert not reextract(desk, 2, extractor=line_by_line).found
    assert verify(desk).problems == ()


def test_an_article_that_somebody_worked_on_stays_one(record: Record, decide: Decide, contents: Contents) -> None:
    record(*STORY)
    own = record(*STORY, MORE, name="again.txt")
    decide(Status.UNVERIFIABLE, own.claims[0], reason="nobody answers")
    before = contents()
    with pytest.raises(
        ForbiddenMove, match=rf"again.txt is on record as article 2, and claim {own.claims[0]} has a verdict"
    ):
        record(*STORY, MORE, name="again.txt", version_of=1)
    with pytest.raises(ForbiddenMove, match="article 1, and it was put on record first"):
        record(*STORY, version_of=2)
    assert contents() == before


def test_what_looks_alike_is_looked_up_and_not_compared(
    desk: Desk, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many articles few are held against a new one."""
    record("It is raining.")
    texts = [" ".join(f"word{number}x{place}" for place in range(60)) + "." for number in range(60)]
    service.ingest(desk, [Input(text.encode(), f"{number}.txt") for number, text in enumerate(texts)], Given())
    looked: list[Sketch] = []

    def counted(one: Sketch, other: Sketch) -> float:
        looked.append(other)
        return shared(one, other)

    monkeypatch.setattr("claimtrack.services.articles.lookalikes.shared", counted)
    like = record(texts[7], "And more.").lookalike
    assert like is not None
    assert (like.article, len(looked)) == (9, 1)
