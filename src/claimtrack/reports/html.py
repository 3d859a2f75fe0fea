"""The report as one self-contained HTML page: no script, nothing fetched, readable on screen and on paper.

The page is a Jinja2 template: structure stays legible, and autoescaping is the rule and not a call to remember. A
finaliser passes every value through ``harmless.visible`` before it is escaped, so no control character and no
bidirectional control gets onto the page; foreign text stands in ``<bdi>`` or in a block of its own direction.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.reports.harmless import visible, web_address
from claimtrack.reports.marking import Paragraph, paragraphs
from claimtrack.reports.model import ArticleEntry, Report
from claimtrack.reports.wording import claims, evidence, frame, measures, replies, signs
from claimtrack.reports.wording.signs import Sign

if TYPE_CHECKING:
    from jinja2 import Template

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def render(report: Report) -> bytes:
    """Render a report as an HTML page in UTF-8."""
    entries = [entry for article in report.articles for entry in article.claims]
    counts = Counter(signs.sign_of(entry) for entry in entries)
    marked = {article.number: paragraphs(article) for article in report.articles}
    page = _template().render(
        report=report,
        counts=[(sign, counts[sign]) for sign in Sign],
        overrides=frame.overrides(report),
        marked=marked,
        in_text=_claims_in(marked.values()),
        present={entry.number for entry in entries},
        language=_language,
        not_attempted=frame.NOT_ATTEMPTED,
    )
    return page.encode()


def _claims_in(texts: Iterable[tuple[Paragraph, ...]]) -> set[int]:
    """Number the claims that have a mark to go back to."""
    return {entry.number for text in texts for paragraph in text for piece in paragraph for entry in piece.begins}


def _language(article: ArticleEntry) -> str:
    """Return the article's language as a valid language tag; empty, which HTML reads as unknown, where it is none."""
    return article.language if _LANGUAGE.fullmatch(article.language) else ""


def _sentence(words: str) -> str:
    """Begin with a capital and leave the rest as it is."""
    return words[:1].upper() + words[1:]


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) else visible(str(value), keep_lines=True)

    environment = Environment(
        loader=PackageLoader("claimtrack.reports"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["sentence"] = _sentence
    environment.globals.update(claims=claims, evidence=evidence, frame=frame, measures=measures, signs=signs)
    environment.globals.update(replies=replies, web_address=web_address, Sign=Sign)
    return environment.get_template("report.html.jinja")
