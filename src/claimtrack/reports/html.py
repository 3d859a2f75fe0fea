"""The report as one self-contained HTML page: no script, nothing fetched, readable on screen and on paper.

The page is a Jinja2 template: structure stays legible, and autoescaping is the rule and not a call to remember. A
finaliser passes every value through ``harmless.visible`` before it is escaped, so no control character and no
bidirectional control gets onto the page; foreign text stands in ``<bdi>`` or in a block of its own direction.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.reports import card
from claimtrack.reports.harmless import visible, web_address
from claimtrack.reports.marking import Paragraph, paragraphs
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.reports.opening import opening
from claimtrack.reports.wording import claims, conclusions, evidence, frame, measures, replies, signs
from claimtrack.reports.wording.signs import Sign

if TYPE_CHECKING:
    from jinja2 import Environment

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def render(report: Report) -> bytes:
    """Render a report as an HTML page in UTF-8."""
    entries = [entry for article in report.articles for entry in article.claims]
    counts = Counter(signs.sign_of(entry) for entry in entries)
    passages = {article.number: _passages(article) for article in report.articles}
    in_text = {entry.number for found in passages.values() for passage in found for entry in passage.entries}
    return _page(
        "report.html.jinja",
        report,
        counts=[(sign, counts[sign]) for sign in Sign],
        passages=passages,
        unmarked={
            article.number: [entry for entry in article.claims if entry.number not in in_text]
            for article in report.articles
        },
        in_text=in_text,
        is_short=False,
    )


def render_short(report: Report) -> bytes:
    """Render what was found and a line a claim, as an HTML page in UTF-8."""
    return _page("short.html.jinja", report, is_short=True)


def _page(template: str, report: Report, **more: object) -> bytes:
    page = (
        _templates()
        .get_template(template)
        .render(
            report=report,
            opening=opening(report),
            single=len(report.articles) == 1,
            overrides=frame.overrides(report),
            present={entry.number for article in report.articles for entry in article.claims},
            language=_language,
            not_attempted=frame.NOT_ATTEMPTED,
            **more,
        )
    )
    return page.encode()


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph, and the claims whose first words stand in it: their cards stand beside it."""

    paragraph: Paragraph
    entries: tuple[ClaimEntry, ...]


def _passages(article: ArticleEntry) -> list[_Passage]:
    found = []
    for paragraph in paragraphs(article):
        begun = {entry.number for piece in paragraph for entry in piece.begins}
        found.append(_Passage(paragraph, tuple(entry for entry in article.claims if entry.number in begun)))
    return found


def _language(article: ArticleEntry) -> str:
    """Return the article's language as a valid language tag; empty, which HTML reads as unknown, where it is none."""
    return article.language if _LANGUAGE.fullmatch(article.language) else ""


def _sentence(words: str) -> str:
    """Begin with a capital and leave the rest as it is."""
    return words[:1].upper() + words[1:]


@cache
def _templates() -> "Environment":
    environment = templates_of("claimtrack.reports")
    environment.globals.update(replies=replies)
    return environment


def templates_of(package: str) -> "Environment":
    """Return the templates of a package, in which every value is escaped, and nothing in it acts on the page.

    They know the words of a report: what is said of a claim, of evidence, of times, and the signs.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) else visible(str(value), keep_lines=True)

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["sentence"] = _sentence
    environment.globals.update(
        claims=claims, conclusions=conclusions, evidence=evidence, frame=frame, measures=measures, signs=signs
    )
    environment.globals.update(web_address=web_address, Sign=Sign, card=card)
    return environment
