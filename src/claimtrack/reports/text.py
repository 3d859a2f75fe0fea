"""The report as plain text, 80 columns wide, to be read on paper or in a terminal.

Foreign text passes ``harmless.isolated`` before anything is put together, so no sentence made from it can act.
"""

import re
from collections.abc import Iterable, Iterator

from claimtrack.reports import card
from claimtrack.reports.harmless import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, everywhere, isolated
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.reports.wording import claims, frame, measures, signs

WIDTH = 80
_INDENT = "    "
_LABEL = 16
_HAND = card.Hand()
_LONGEST_WORD = 1_000
"""Characters; wcwidth measures what is left of a word anew for each line that it takes from it."""
_TOO_LONG = re.compile(rf"(\S{{{_LONGEST_WORD},}})")


def render(report: Report) -> bytes:
    """Render a report as plain text in UTF-8."""
    lines = [line.rstrip() for line in _report(everywhere(report, isolated))]
    return ("\n".join(lines) + "\n").encode()


def _report(report: Report) -> Iterator[str]:
    yield from ("=" * WIDTH, "VERIFICATION REPORT", *_wrapped(frame.subject(report)), "=" * WIDTH)
    state = frame.state(report.head_number, report.as_of, past=report.past)
    yield from _wrapped(f"{state} Made by claimtrack {report.tool_version}.")
    yield from ("", "SUMMARY")
    yield from (f"{number:>8}  {label}" for label, number in frame.figures(report.summary))
    yield from _overrides(report)
    yield from _legend()
    for article in report.articles:
        yield from _article(article)
    yield from _record(report)


def _overrides(report: Report) -> Iterator[str]:
    found = frame.overrides(report)
    if not found:
        return
    yield from ("", "*" * WIDTH, f"OVERRIDES: {measures.counted(len(found), 'decision')} past the rules")
    for line in found:
        yield from _wrapped(f"claim {line.claim}: {line.sentence}", first="  - ", rest=_INDENT)
    yield "*" * WIDTH


def _legend() -> Iterator[str]:
    yield from ("", "SIGNS")
    for sign in signs.Sign:
        yield from _wrapped(f"{sign.word}: {sign.meaning}", first=f"  [{sign.mark}] ", rest=_INDENT + "  ")
    yield from _wrapped("by override: an editor's decision past the rules", first=f"  [{signs.OVERRIDE_SIGN}] ")


def _article(article: ArticleEntry) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH)
    yield from _wrapped(f"ARTICLE {article.number}: {frame.heading(article)}")
    yield "=" * WIDTH
    yield from _facts(card.article_facts(article, _HAND, address=article.url), indent="")
    if not article.claims:
        yield from ("", "No claims are on record for this article.")
    for entry in article.claims:
        yield from _claim(entry)


def _claim(entry: ClaimEntry) -> Iterator[str]:
    sign = signs.sign_of(entry).mark
    flag = f" [{signs.OVERRIDE_SIGN} OVERRIDE]" if entry.overridden else ""
    yield from ("", "-" * WIDTH)
    yield from _wrapped(f"CLAIM {entry.number}  [{sign}] {signs.standing(entry)}{flag}")
    yield ""
    yield from _wrapped(claims.words(entry), first=_INDENT, rest=_INDENT)
    yield ""
    yield from _facts(card.facts(entry, _HAND))
    for section, items in card.lists(entry, _HAND).items():
        yield from ("", f"{_INDENT}{section}")
        for item in items:
            yield from _wrapped(item.words, first=f"{_INDENT}- ", rest=f"{_INDENT}  ")
            for words in item.details:
                yield from _wrapped(words, first=f"{_INDENT}  ", rest=f"{_INDENT}    ")


def _facts(facts: Iterable[tuple[str, str]], *, indent: str = _INDENT) -> Iterator[str]:
    for label, words in facts:
        lead = f"{indent}{label:<{_LABEL}}"
        yield from _wrapped(words, first=lead, rest=" " * len(lead))


def _record(report: Report) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH, "THE RECORD", "=" * WIDTH)
    yield from _facts(card.record_facts(report, _HAND), indent="")
    yield ""
    yield from _wrapped(frame.HOW_TO_CHECK)


def _wrapped(words: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Wrap to the width as shown (wide characters are two columns); an isolate is closed and reopened at each break."""
    lines = list(_lines(words, first, rest))
    depth = 0
    for line in lines or [first]:
        opened = FIRST_STRONG_ISOLATE * depth
        depth += line.count(FIRST_STRONG_ISOLATE) - line.count(POP_DIRECTIONAL_ISOLATE)
        place = len(rest) if opened else 0
        yield f"{line[:place]}{opened}{line[place:]}{POP_DIRECTIONAL_ISOLATE * depth}"


def _lines(words: str, first: str, rest: str) -> Iterator[str]:
    """Wrap words; one that is too long for one look is cut into lines of its own."""
    from wcwidth import wrap

    lead = first
    for place, part in enumerate(_TOO_LONG.split(words)):
        if place % 2:
            for line in _cut(part, len(rest)):
                yield lead + line
                lead = rest
        elif part.strip() or not words.strip():
            yield from wrap(
                part.strip() if place else part,
                WIDTH,
                initial_indent=lead,
                subsequent_indent=rest,
                break_on_hyphens=False,
                control_codes="ignore",
            )
            lead = rest


def _cut(word: str, indent: int) -> Iterator[str]:
    """Cut a word into lines as wide as there is room for, in one go; what has no width stays with what is before it."""
    from wcwidth import wcwidth

    room = WIDTH - indent
    start = taken = 0
    for place, character in enumerate(word):
        wide = max(0, wcwidth(character))
        if taken + wide > room:
            yield word[start:place]
            start, taken = place, 0
        taken += wide
    yield word[start:]
