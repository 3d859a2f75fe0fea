r"""The report as GitHub-flavoured Markdown.

Every piece of foreign text is escaped before anything is put together: on one line, control characters shown as
signs, and every character that could start markup, a table cell, a tag, a link or code preceded by a backslash or
written as an entity. An ``@`` is followed by an empty comment, because GitHub links addresses and names after it has
resolved escapes.
"""

import re
from collections.abc import Iterator, Sequence

from claimtrack.reports import wording
from claimtrack.reports.harmless import everywhere, isolated, web_address
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, Report

_ARROW = " → "
_INLINE = re.compile(r"[\\`*_\[\]{}|~$!#^]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@<!-- -->"}
_AUTOLINK = re.compile(r"(?i)(www)\.|(?<=[a-z]):(?=//)")
_BLOCK_START = re.compile(r"^([-+=:]|\d+(?=[.)](?: |$)))")


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
    addresses = {
        piece.number: piece.url for article in exact.articles for entry in article.claims for piece in entry.evidence
    }
    yield from (f"# Verification report: {_subject(report)}", "")
    yield wording.state(report.head_number, report.as_of, past=report.past)
    yield f"Made by claimtrack {report.tool_version}."
    yield from _overrides(report)
    yield from ("", "## Summary", "", "| | |", "| ---: | :--- |")
    yield from (f"| {number} | {label} |" for label, number in wording.figures(report.summary))
    yield from ("", "**Signs:** " + _legend())
    for article, original in zip(report.articles, exact.articles, strict=True):
        yield from _article(article, original.url)
        for entry in article.claims:
            yield from _claim(entry, addresses)
    yield from _record(report)


def _subject(report: Report) -> str:
    if len(report.articles) == 1:
        return wording.heading(report.articles[0])
    return wording.counted(len(report.articles), "article")


def _legend() -> str:
    signs = [f"{_sign(standing)} {word}" for standing, (word, _) in wording.LEGEND.items()]
    return "; ".join([*signs, f"{wording.OVERRIDE_SIGN} by an editor's override, past the rules"]) + "."


def _sign(standing: wording.Standing) -> str:
    return wording.SIGNS[standing].replace("~", "\\~")


def _overrides(report: Report) -> Iterator[str]:
    found = wording.overrides(report)
    if not found:
        return
    sign = wording.OVERRIDE_SIGN
    yield from ("", "> [!WARNING]", f"> **{sign} {wording.counted(len(found), 'decision')} past the rules**", ">")
    for line in found:
        when = f", {wording.moment(line.at)}" if line.at is not None else ""
        yield f"> - [Claim {line.claim}](#claim-{line.claim}): {line.who} {line.what}{when}. Reason: {line.reason}"


def _article(article: ArticleEntry, url: str | None) -> Iterator[str]:
    yield from ("", f"## Article {article.number}: {wording.heading(article)}", "")
    facts = (
        ("Outlet", article.outlet),
        ("By", article.byline),
        ("Published", wording.published(article)),
        ("Address", _link_to(article.url, url)),
        ("Read from", f"{article.name}, {article.media_type}, {wording.size(article.size)}"),
        ("Retrieved", wording.moment(article.retrieved_at)),
        ("File SHA-256", f"`{article.digest}`"),
        ("Text SHA-256", f"`{article.text_sha256}`"),
        ("Extractor", f"{article.extractor}, {wording.language(article.language)}"),
    )
    yield from (f"- {label}: {value}" for label, value in facts if value is not None)
    if not article.claims:
        yield from ("", "No claims are on record for this article.")
        return
    questions = f"{wording.TRUTH_QUESTION} | {wording.SAID_QUESTION}"
    yield from ("", f"| Claim | Who says so | What | {questions} |", "| ---: | :--- | :--- | :--- | :--- |")
    for entry in article.claims:
        number = f"[{entry.number}](#claim-{entry.number})"
        cells = (number, wording.who(entry), entry.text, _standing(entry), wording.said_word(entry))
        yield f"| {' | '.join(cells)} |"


def _standing(entry: ClaimEntry) -> str:
    flag = f" {wording.OVERRIDE_SIGN}" if entry.overridden else ""
    return f"{_sign(wording.stands(entry))}{flag} {wording.standing(entry)}"


def _claim(entry: ClaimEntry, addresses: dict[int, str | None]) -> Iterator[str]:
    yield from ("", f"### Claim {entry.number}", "", f"**{_standing(entry)}**", "", f"> {entry.text}", "")
    yield f"- **Who says so:** {wording.chain(entry, arrow=_ARROW)}"
    yield f"- **How:** {wording.manner(entry)}"
    if entry.confidence is not None:
        yield f"- **Extractor's confidence:** {wording.confidence(entry)}"
    yield f"- **{wording.TRUTH_QUESTION}** {wording.truth(entry)}"
    given = wording.verdict(entry)
    if given is not None:
        yield f"- **Verdict given:** {given}"
    yield f"- **{wording.SAID_QUESTION}** {wording.said(entry)}"
    if entry.inside is not None:
        yield f"- **Inside:** [claim {entry.inside}](#claim-{entry.inside})"
    yield from (f"- **{does.capitalize()}:** {names}" for does, names in wording.parties(entry))
    if entry.tags:
        yield f"- **Tags:** {', '.join(entry.tags)}"
    if entry.overridden:
        yield f"- **{wording.OVERRIDE_SIGN} Override:** {entry.override_reason or 'no reason on record'}"
    yield from (f"- **{wording.ALARM_SIGN} Alarm:** {words}" for words in wording.alarms(entry))
    if not entry.spans:
        yield "- **In the article:** its words no longer stand in the newest version"
    yield from _section("Doubts in the article", [_caveat(entry, place) for place in range(len(entry.caveats))])
    yield from _section("Why", entry.independence)
    yield from _evidence(entry.evidence, addresses)
    yield from _section("Other claims", [_link(entry, place) for place in range(len(entry.links))])
    yield from _section(
        "Notes", [f"{note.kind} by {note.by}, {wording.moment(note.at)}: {note.text}" for note in entry.notes]
    )
    yield from _history(entry)


def _caveat(entry: ClaimEntry, place: int) -> str:
    caveat = entry.caveats[place]
    by = f" (by {caveat.by})" if caveat.by is not None else ""
    return f'{wording.CAVEATS[caveat.kind]}{by}: "{caveat.text}"'


def _link(entry: ClaimEntry, place: int) -> str:
    link = entry.links[place]
    speaker = f", {link.speaker}" if link.speaker is not None else ""
    number = f"[claim {link.number}](#claim-{link.number})"
    return f'{wording.verb(link)} {number}{speaker}: "{link.text}" ({wording.judgement(link)})'


def _evidence(pieces: Sequence[EvidenceLine], addresses: dict[int, str | None]) -> Iterator[str]:
    if pieces:
        yield from ("", "**Evidence**", "")
    for piece in pieces:
        yield f"- **{piece.number}** {wording.bearing(piece)}"
        if piece.excerpt is not None:
            yield f'  - "{piece.excerpt}" ({piece.place or "place not recorded"})'
        if piece.note is not None:
            yield f"  - note: {piece.note}"
        if piece.url is not None:
            yield f"  - {_link_to(piece.url, addresses[piece.number])}"
        yield f"  - {wording.stored(piece)}, sha256 `{piece.digest}`"


def _history(entry: ClaimEntry) -> Iterator[str]:
    if not entry.history:
        return
    yield from ("", f"<details><summary>History: {wording.counted(len(entry.history), 'event')}</summary>", "")
    for event in entry.history:
        flag = f"{wording.OVERRIDE_SIGN} **override** " if event.overridden else ""
        reason = f". Reason: {event.reason}" if event.reason is not None else ""
        yield f"- {flag}{wording.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"
    yield from ("", "</details>")


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"**{title}**", "", *(f"- {words}" for words in lines))


def _link_to(shown: str | None, url: str | None) -> str | None:
    """Link an address where that is safe; else show it as text."""
    address = web_address(url)
    return f"[{shown}](<{address}>)" if address is not None else shown


def _record(report: Report) -> Iterator[str]:
    yield from ("", "## The record", "")
    yield f"- Event: {report.head_number}"
    yield f"- Chain's head: `{report.head_hash}`"
    yield f"- Recorded: {wording.moment(report.as_of)}"
    yield f"- Workspace: {report.workspace}"
    yield f"- Made by: claimtrack {report.tool_version}"
    yield from ("", wording.HOW_TO_CHECK)
