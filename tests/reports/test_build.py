from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import entry_points

import pytest

from claimtrack.errors import UsageError
from claimtrack.reports.build import summarise
from claimtrack.reports.model import ArticleEntry, CaveatLine, ClaimEntry, EvidenceLine, Report
from claimtrack.reports.registry import GROUP, formats, load_renderer
from claimtrack.vocabulary import CaveatKind, Said, Status


def test_the_figures_of_a_real_report(sample: Report) -> None:
    summary = sample.summary
    assert (summary.claims, summary.checkable, summary.own_voice, summary.caveated) == (15, 14, 2, 4)
    assert (summary.awaiting_verdict, summary.independently_confirmed, summary.overridden) == (7, 1, 1)
    assert summary.evidence == 6
    assert [(status.value, number) for status, number in summary.statuses] == [
        ("unverified", 7),
        ("in_review", 1),
        ("confirmed", 3),
        ("disputed", 1),
        ("refuted", 1),
        ("unverifiable", 1),
        ("withdrawn", 1),
    ]
    assert [(said.value, number) for said, number in summary.saids] == [
        ("unchecked", 9),
        ("verified", 2),
        ("misquoted", 1),
        ("not_found", 1),
    ]


def test_nothing_gives_zeros_for_every_word() -> None:
    summary = summarise([])
    assert summary.claims == summary.evidence == 0
    assert summary.statuses == tuple((status, 0) for status in Status)
    assert summary.saids == tuple((said, 0) for said in Said)


@pytest.mark.parametrize(
    ("changes", "figure", "number"),
    [
        ({"status": Status.IN_REVIEW}, "awaiting_verdict", 1),
        ({"status": Status.IN_REVIEW, "checkable": False}, "awaiting_verdict", 0),
        ({"status": Status.DISPUTED}, "awaiting_verdict", 0),
        ({"checkable": False}, "checkable", 0),
        ({"caveats": (CaveatLine(CaveatKind.DENIED, "he denied it", None, ()),) * 2}, "caveated", 1),
        ({"overridden": True}, "overridden", 1),
    ],
)
def test_each_figure(
    entry: Callable[..., ClaimEntry],
    article: Callable[..., ArticleEntry],
    changes: dict[str, object],
    figure: str,
    number: int,
) -> None:
    assert getattr(summarise([article(claims=[entry(**changes)])]), figure) == number


def test_a_piece_counts_once_and_not_when_withdrawn_everywhere(
    entry: Callable[..., ClaimEntry], piece: Callable[..., EvidenceLine], article: Callable[..., ArticleEntry]
) -> None:
    gone = {"withdrawn_at": datetime(2031, 1, 1, tzinfo=UTC)}
    claims = [
        entry(1, evidence=(piece(1), piece(2, **gone))),
        entry(2, evidence=(piece(1), piece(3), piece(3, **gone))),
    ]
    assert summarise([article(claims=claims)]).evidence == 2


def test_the_five_formats_are_registered_and_load() -> None:
    assert {"md", "html", "json", "csv", "txt"} <= set(formats())
    assert {point.name for point in entry_points(group=GROUP)} == set(formats())
    assert all(callable(load_renderer(name)) for name in formats())


def test_an_unknown_format_is_told_the_ones_there_are() -> None:
    with pytest.raises(UsageError, match=r'no report format "papyrus"; there are csv, html, json, md, txt'):
        load_renderer("papyrus")
