r"""The report as GitHub-flavoured Markdown.

Every piece of foreign text is escaped before anything is put together: on one line, control characters shown as
signs, and every character that could start markup, a table cell, a tag, a link or code preceded by a backslash or
written as an entity. An ``@`` is followed by an empty comment, because GitHub links addresses and names after it has
resolved escapes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimtrack.reports import card
from claimtrack.reports.harmless import everywhere, isolated, web_address
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, HistoryLine, Report
from claimtrack.reports.wording import claims, evidence, frame, measures, signs

_INLINE = re.compile(r"[\\`*_\[\]{}|~$!#^]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@<!-- -->"}
_AUTOLINK = re.compile(r"(?i)(www)\.|(?<=[a-z]):(?=//)")
_BLOCK_START = re.compile(r"^([-+=:]|\d+(?=[.)](?: |$)))")


_LABELS = {
    card.Fact.CONFIDENCE: "Extractor's confidence",
    card.Fact.OVERRIDE: f"{signs.OVERRIDE_SIGN} Override",
    card.Fact.ALARM: f"{signs.ALARM_SIGN} Alarm",
}


def render(report: Report) -> bytes:
    """Render a report as Markdown in UTF-8."""
    return ("\n".join(_report(report)) + "\n").encode()


def escaped(text: str) -> str:
    """Escape foreign text so that Markdown shows it as it is, on one line."""
    flat = re.sub(" {2,}", " ", isolated(text)).strip(" ")
    marked = _INLINE.sub(r"\\\g<0>", flat)
    marked = re.sub("[&<>@]", lambda found: _ENTITIES[found[0]], marked)
    marked = _AUTOLINK.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", marked)
    return _BLOCK_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", marked)


def _report(exact: Report) -> Iterator[str]:
    report = everywhere(exact, escaped)
    pieces = (piece for article in exact.articles for entry in article.claims for piece in entry.evidence)
    addresses = {piece.number: piece.url for piece in pieces}
    hand = replace(_HAND, kept=lambda piece: _kept(piece, addresses[piece.number]))
    yield from (f"# Verification report: {frame.subject(report)}", "")
    yield frame.state(report.head_number, report.as_of, past=report.past)
    yield f"Made by claimtrack {report.tool_version}."
    yield from _overrides(report)
    yield from ("", "## Summary", "", "| | |", "| ---: | :--- |")
    yield from (f"| {number} | {label} |" for label, number in frame.figures(report.summary))
    yield from ("", "**Signs:** " + _legend())
    for article, original in zip(report.articles, exact.articles, strict=True):
        yield from _article(article, original.url, hand)
        for entry in article.claims:
            yield from _claim(entry, hand)
    yield from _record(report, hand)


def _legend() -> str:
    found = [f"{_sign(sign)} {sign.word}" for sign in signs.Sign]
    return "; ".join([*found, f"{signs.OVERRIDE_SIGN} by an editor's override, past the rules"]) + "."


def _sign(sign: signs.Sign) -> str:
    return sign.mark.replace("~", "\\~")


def _overrides(report: Report) -> Iterator[str]:
    found = frame.overrides(report)
    if not found:
        return
    sign = signs.OVERRIDE_SIGN
    yield from ("", "> [!WARNING]", f"> **{sign} {measures.counted(len(found), 'decision')} past the rules**", ">")
    yield from (f"> - [Claim {line.claim}](#claim-{line.claim}): {line.sentence}" for line in found)


def _article(article: ArticleEntry, url: str | None, hand: card.Hand) -> Iterator[str]:
    yield from ("", f"## Article {article.number}: {frame.heading(article)}", "")
    facts = card.article_facts(article, hand, address=_link_to(article.url, url))
    yield from (f"- {label}: {words}" for label, words in facts)
    if not article.claims:
        yield from ("", "No claims are on record for this article.")
        return
    questions = f"{claims.TRUTH_QUESTION} | {claims.SAID_QUESTION}"
    yield from ("", f"| Claim | Who says so | What | {questions} |", "| ---: | :--- | :--- | :--- | :--- |")
    for entry in article.claims:
        number = f"[{entry.number}](#claim-{entry.number})"
        cells = (number, claims.who(entry), claims.stated(entry), _standing(entry), claims.said_word(entry))
        yield f"| {' | '.join(cells)} |"


def _standing(entry: ClaimEntry) -> str:
    flag = f" {signs.OVERRIDE_SIGN}" if entry.overridden else ""
    return f"{_sign(signs.sign_of(entry))}{flag} {signs.standing(entry)}"


def _claim(entry: ClaimEntry, hand: card.Hand) -> Iterator[str]:
    yield from ("", f"### Claim {entry.number}", "", f"**{_standing(entry)}**", "", f"> {claims.words(entry)}", "")
    for fact, words in card.facts(entry, hand):
        label = _LABELS.get(fact, fact)
        yield f"- **{label}{'' if label.endswith('?') else ':'}** {words}"
    for section, items in card.lists(entry, hand).items():
        folded = section is card.Section.HISTORY
        summary = f"<details><summary>{section}: {measures.counted(len(items), 'event')}</summary>"
        yield from ("", summary if folded else f"**{section}**", "")
        for item in items:
            yield from (f"- {item.words}", *(f"  - {words}" for words in item.details))
        yield from ("", "</details>") if folded else ()


def _event(event: HistoryLine) -> str:
    flag = f"{signs.OVERRIDE_SIGN} **override** " if event.overridden else ""
    reason = f". Reason: {event.reason}" if event.reason is not None else ""
    return f"{flag}{measures.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"


def _kept(piece: EvidenceLine, url: str | None) -> Sequence[str]:
    address = _link_to(piece.url, url)
    return (*([address] if address is not None else []), f"{evidence.stored(piece)}, sha256 `{piece.digest}`")


def _link_to(shown: str | None, url: str | None) -> str | None:
    """Link an address where that is safe; else show it as text."""
    address = web_address(url)
    return f"[{shown}](<{address}>)" if address is not None else shown


def _record(report: Report, hand: card.Hand) -> Iterator[str]:
    yield from ("", "## The record", "")
    yield from (f"- {label}: {words}" for label, words in card.record_facts(report, hand))
    yield from ("", frame.HOW_TO_CHECK)


_HAND = card.Hand(arrow=" → ", claim="[claim {0}](#claim-{0})", piece="**{}** ", code="`{}`", event=_event)
