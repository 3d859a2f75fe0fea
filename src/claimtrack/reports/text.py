"""The report as plain text, 80 columns wide, to be read on paper or in a terminal.

Foreign text passes ``harmless.isolated`` before anything is put together, so no sentence made from it can act.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from claimtrack.reports import card
from claimtrack.reports.harmless import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, everywhere, isolated
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.reports.opening import Ground, Opening, Point, opening
from claimtrack.reports.wording import claims, conclusions, frame, measures, signs

WIDTH = 80
_INDENT = "    "
_LABEL = 16
_HAND = card.Hand()
_LONGEST_WORD = 1_000
"""Characters; wcwidth measures what is left of a word anew for each line that it takes from it."""
_TOO_LONG = re.compile(rf"(\S{{{_LONGEST_WORD},}})")


def render(report: Report) -> bytes:
    """Render a report as plain text in UTF-8."""
    return _encoded(_report(everywhere(report, isolated), everywhere(opening(report), isolated)))


def render_short(report: Report) -> bytes:
    """Render what was found and a line a claim, as plain text in UTF-8."""
    return _encoded(_short(everywhere(report, isolated), everywhere(opening(report), isolated)))


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _report(report: Report, first: Opening) -> Iterator[str]:
    yield from _opening(report, first)
    for article in report.articles:
        yield from _article(article)
        for before, entry in zip((None, *article.claims), article.claims, strict=False):
            if not card.is_line(entry):
                yield from _claim(entry)
                continue
            if before is not None and not card.is_line(before):
                yield from ("", "-" * WIDTH)
            yield from _line(entry)
    yield from _headed("SIGNS AND FIGURES")
    yield from _legend()
    yield ""
    yield from (f"{number:>8}  {label}" for label, number in frame.figures(report.summary))
    yield from _headed("THE RECORD BEHIND THIS")
    for article in report.articles:
        yield from _behind(article)
    yield from _record(report)


def _short(report: Report, first: Opening) -> Iterator[str]:
    yield from _opening(report, first)
    for article in report.articles:
        yield from _article(article)
        for entry in article.claims:
            yield from _line(entry)
    yield from _headed("THE RECORD")
    yield from _record(report)


def _headed(words: str) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH)
    yield from _wrapped(words)
    yield "=" * WIDTH


def _opening(report: Report, first: Opening) -> Iterator[str]:
    yield from ("=" * WIDTH, "VERIFICATION REPORT", *_wrapped(frame.subject(report)), "=" * WIDTH)
    state = frame.state(report.head_number, report.as_of, past=report.past)
    yield from _wrapped(f"{state} Made by claimtrack {report.tool_version}.")
    yield from ("", frame.FOUND.upper(), *_wrapped(first.tally))
    for group, points in first.groups:
        yield from ("", group.upper())
        for point in points:
            yield from _point(point)
    yield from _overrides(report)
    if first.left:
        yield from ("", frame.LEFT_TO_DO.upper())
    for left in first.left:
        named = f"{measures.counted(len(left.claims), 'claim')}: {measures.numbers(left.ranges)}"
        yield from _wrapped(f"{left.words} - {named}", first="  - ", rest=_INDENT)


def _point(point: Point) -> Iterator[str]:
    flag = f" [{signs.OVERRIDE_SIGN} OVERRIDE]" if point.overridden else ""
    story = f', in "{point.story}"' if point.story is not None else ""
    sign = f"[{point.sign.mark}] " if point.sign is not None else ""
    says, quoted = f"claim {point.claim}, {sign}{point.standing}{flag}: ", f"{point.words} ({point.who}{story})"
    if point.finding is None:
        yield from _wrapped(f"{says}{quoted}", first="  - ", rest=_INDENT)
    else:
        yield from _wrapped(f"{says}{point.rating} {point.finding}", first="  - ", rest=_INDENT)
        yield from _wrapped(quoted, first=_INDENT, rest=f"{_INDENT}  ")
    if point.restated is not None:
        yield from _wrapped(f"As checked: {point.restated}", first=_INDENT, rest=f"{_INDENT}  ")
    for ground in point.grounds:
        yield from _wrapped(f"{ground.words}{_pointed(ground)}", first=_INDENT, rest=f"{_INDENT}  ")


def _pointed(ground: Ground) -> str:
    """Say which piece of evidence a sentence speaks of, and where that was found."""
    if ground.piece is None:
        return ""
    return f" (evidence {ground.piece}{f', {ground.url}' if ground.url is not None else ''})"


def _overrides(report: Report) -> Iterator[str]:
    found = frame.overrides(report)
    if not found:
        return
    yield from ("", "*" * WIDTH, f"OVERRIDES: {measures.counted(len(found), 'decision')} past the rules")
    for line in found:
        yield from _wrapped(f"claim {line.claim}: {line.sentence}", first="  - ", rest=_INDENT)
    yield "*" * WIDTH


def _legend() -> Iterator[str]:
    for sign in signs.Sign:
        yield from _wrapped(f"{sign.word}: {sign.meaning}", first=f"  [{sign.mark}] ", rest=_INDENT + "  ")
    yield from _wrapped("by override: an editor's decision past the rules", first=f"  [{signs.OVERRIDE_SIGN}] ")


def _article(article: ArticleEntry) -> Iterator[str]:
    yield from _headed(f"ARTICLE {article.number}: {frame.heading(article)}")
    yield from _facts(card.article_facts(article, address=article.url), indent="")
    if not article.claims:
        yield from ("", "No claims are on record for this article.")


def _line(entry: ClaimEntry) -> Iterator[str]:
    marks = f" ({'; '.join(card.marks(entry))})" if card.marks(entry) else ""
    flag = f" [{signs.OVERRIDE_SIGN} OVERRIDE]" if entry.overridden else ""
    standing = f"[{signs.sign_of(entry).mark}] {signs.standing(entry)}{flag}"
    yield ""
    says = f"{claims.chain(entry)}: {measures.quoted(claims.words(entry))}{marks}"
    yield from _wrapped(f"CLAIM {entry.number}  {standing}; {says}", rest=_INDENT)
    if conclusions.as_checked(entry) is not None:
        yield from _wrapped(f"As checked: {conclusions.as_checked(entry)}", first=_INDENT, rest=f"{_INDENT}  ")


def _claim(entry: ClaimEntry) -> Iterator[str]:
    sign = signs.sign_of(entry).mark
    flag = f" [{signs.OVERRIDE_SIGN} OVERRIDE]" if entry.overridden else ""
    yield from ("", "-" * WIDTH)
    yield from _wrapped(f"CLAIM {entry.number}  [{sign}] {signs.standing(entry)}{flag}")
    yield ""
    yield from _wrapped(claims.words(entry), first=_INDENT, rest=_INDENT)
    yield ""
    yield from _facts((fact, words) for fact, words in card.facts(entry, _HAND) if fact not in card.BEHIND)
    yield from _lists(entry, [section for section in card.Section if section not in card.BEHIND])


def _lists(entry: ClaimEntry, wanted: Sequence[card.Section]) -> Iterator[str]:
    found = card.lists(entry, _HAND)
    for section in wanted:
        if section in found:
            yield from ("", f"{_INDENT}{section}")
        for item in found.get(section, ()):
            yield from _wrapped(item.words, first=f"{_INDENT}- ", rest=f"{_INDENT}  ")
            for words in item.details:
                yield from _wrapped(words, first=f"{_INDENT}  ", rest=f"{_INDENT}    ")


def _behind(article: ArticleEntry) -> Iterator[str]:
    yield from ("", *_wrapped(f"ARTICLE {article.number}: {frame.heading(article)}"))
    yield from _facts(card.article_record(article, _HAND), indent="")
    for entry in article.claims:
        yield from ("", f"CLAIM {entry.number}")
        yield from _facts((fact, words) for fact, words in card.facts(entry, _HAND) if fact in card.BEHIND)
        yield from _lists(entry, [section for section in card.Section if section in card.BEHIND])


def _facts(facts: Iterable[tuple[str, str]], *, indent: str = _INDENT) -> Iterator[str]:
    for label, words in facts:
        lead = f"{indent}{label:<{_LABEL}}"
        yield from _wrapped(words, first=lead, rest=" " * len(lead))


def _record(report: Report) -> Iterator[str]:
    yield ""
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
