r"""The report as GitHub-flavoured Markdown.

Every piece of foreign text is escaped before anything is put together: on one line, control characters shown as
signs, and every character that could start markup, a table cell, a tag, a link or code preceded by a backslash or
written as an entity. An ``@`` is followed by an empty comment, because GitHub links addresses and names after it has
resolved escapes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from claimtrack.reports import card
from claimtrack.reports.harmless import everywhere, isolated, web_address
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, HistoryLine, Report
from claimtrack.reports.opening import Ground, Opening, Point, opening
from claimtrack.reports.wording import claims, conclusions, evidence, frame, measures, signs

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


def render_short(report: Report) -> bytes:
    """Render what was found and a line a claim, as Markdown in UTF-8."""
    return ("\n".join(_short(report)) + "\n").encode()


def escaped(text: str) -> str:
    """Escape foreign text so that Markdown shows it as it is, on one line."""
    flat = re.sub(" {2,}", " ", isolated(text)).strip(" ")
    marked = _INLINE.sub(r"\\\g<0>", flat)
    marked = re.sub("[&<>@]", lambda found: _ENTITIES[found[0]], marked)
    marked = _AUTOLINK.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", marked)
    return _BLOCK_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", marked)


def _report(exact: Report) -> Iterator[str]:
    report, hand = everywhere(exact, escaped), _hand(exact)
    yield from _opening(report, _first(exact))
    for article, original in zip(report.articles, exact.articles, strict=True):
        yield from _article(article, original.url, hand, linked=card.is_line)
        for entry in article.claims:
            yield from () if card.is_line(entry) else _claim(entry, hand)
    yield from ("", "## Signs and figures", "", _legend(), "", "| | |", "| ---: | :--- |")
    yield from (f"| {number} | {label} |" for label, number in frame.figures(report.summary))
    yield from ("", "## The record behind this")
    for article in report.articles:
        yield from _behind(article, hand)
    yield from _record(report, hand)


def _short(exact: Report) -> Iterator[str]:
    report, hand = everywhere(exact, escaped), _hand(exact)
    yield from _opening(report, _first(exact))
    for article, original in zip(report.articles, exact.articles, strict=True):
        yield from _article(article, original.url, hand, linked=lambda _: True)
    yield from _record(report, hand)


def _first(exact: Report) -> Opening:
    """Return the opening, escaped but for what is left to do: in that stand no words but the program's."""
    first = opening(exact)
    return replace(everywhere(first, escaped), left=first.left)


def _hand(exact: Report) -> card.Hand:
    pieces = (piece for article in exact.articles for entry in article.claims for piece in entry.evidence)
    addresses = {piece.number: piece.url for piece in pieces}
    return replace(_HAND, address=lambda piece: _address(piece, addresses[piece.number]))


def _opening(report: Report, first: Opening) -> Iterator[str]:
    yield from (f"# Verification report: {frame.subject(report)}", "")
    yield frame.state(report.head_number, report.as_of, past=report.past)
    yield f"Made by claimtrack {report.tool_version}."
    yield from ("", f"## {frame.FOUND}", "", first.tally)
    for group, points in first.groups:
        yield from ("", f"### {group}", "")
        for point in points:
            yield from _point(point)
    yield from _overrides(report)
    if first.left:
        yield from ("", f"### {frame.LEFT_TO_DO}", "")
    for left in first.left:
        yield f"- {left.words}: {measures.counted(len(left.claims), 'claim')} ({_numbers(left.ranges)})"


def _point(point: Point) -> Iterator[str]:
    flag = f" {signs.OVERRIDE_SIGN}" if point.overridden else ""
    sign = f"{_sign(point.sign)}{flag} " if point.sign is not None else ""
    story = f", in {point.story}" if point.story is not None else ""
    number = f"[claim {point.claim}](#claim-{point.claim})"
    says, quoted = f"- **{sign}{point.standing}**, {number}: ", f"{point.words} ({point.who}{story})"
    if point.finding is None:
        yield f"{says}{quoted}"
    else:
        yield from (f"{says}**{point.rating}** {point.finding}", f"  - {quoted}")
    yield from (f"  - As checked: {point.restated}",) if point.restated is not None else ()
    yield from (f"  - {_ground(ground, point.claim)}" for ground in point.grounds)


def _ground(ground: Ground, claim: int) -> str:
    """Link a sentence with what it speaks of: the other claim, or the evidence on this one's card."""
    if ground.claim is not None:
        return f"[{ground.named}](#claim-{ground.claim}){ground.rest}"
    return f"{ground.words} ([evidence {ground.piece}](#claim-{claim}))" if ground.piece is not None else ground.words


def _numbers(runs: Iterable[tuple[int, int]]) -> str:
    return ", ".join(
        f"[{first}](#claim-{first})" + (f"-[{last}](#claim-{last})" if last != first else "") for first, last in runs
    )


def _legend() -> str:
    found = [f"{_sign(sign)} {sign.word}: {sign.meaning}" for sign in signs.Sign]
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


def _article(
    article: ArticleEntry, url: str | None, hand: card.Hand, *, linked: Callable[[ClaimEntry], bool]
) -> Iterator[str]:
    """Write what an article is and a line a claim; those in ``linked`` have no card, so that links lead here."""
    yield from ("", f"## Article {article.number}: {frame.heading(article)}", "")
    facts = card.article_facts(article, address=_link_to(article.url, url))
    yield from (f"- {label}: {words}" for label, words in facts)
    if not article.claims:
        yield from ("", "No claims are on record for this article.")
        return
    questions = f"{claims.TRUTH_QUESTION} | {claims.SAID_QUESTION}"
    yield from ("", f"| Claim | Who says so | What | {questions} |", "| ---: | :--- | :--- | :--- | :--- |")
    for entry in article.claims:
        number = f'<a id="claim-{entry.number}"></a>' if linked(entry) else ""
        number += str(entry.number) if linked(entry) else f"[{entry.number}](#claim-{entry.number})"
        marks = f" ({'; '.join(card.marks(entry))})" if card.is_line(entry) and card.marks(entry) else ""
        checked = conclusions.as_checked(entry)
        restated = f" (as checked: {checked})" if checked is not None else ""
        cells = (number, claims.chain(entry, arrow=hand.arrow), f"{claims.stated(entry)}{restated}{marks}")
        yield f"| {' | '.join((*cells, _standing(entry), claims.said_word(entry)))} |"


def _standing(entry: ClaimEntry) -> str:
    flag = f" {signs.OVERRIDE_SIGN}" if entry.overridden else ""
    return f"{_sign(signs.sign_of(entry))}{flag} {signs.standing(entry)}"


def _claim(entry: ClaimEntry, hand: card.Hand) -> Iterator[str]:
    yield from ("", f"### Claim {entry.number}", "", f"**{_standing(entry)}**", "", f"> {claims.words(entry)}", "")
    yield from _facts(entry, hand, is_behind=False)
    yield from _lists(entry, hand, [section for section in card.Section if section not in card.BEHIND])


def _facts(entry: ClaimEntry, hand: card.Hand, *, is_behind: bool) -> Iterator[str]:
    for fact, words in card.facts(entry, hand):
        if (fact in card.BEHIND) is is_behind:
            label = _LABELS.get(fact, fact)
            yield f"- **{label}{'' if label.endswith('?') else ':'}** {words}"


def _lists(entry: ClaimEntry, hand: card.Hand, wanted: Iterable[card.Section]) -> Iterator[str]:
    found = card.lists(entry, hand)
    for section in wanted:
        yield from ("", f"**{section}**", "") if section in found else ()
        for item in found.get(section, ()):
            yield from (f"- {item.words}", *(f"  - {words}" for words in item.details))


def _behind(article: ArticleEntry, hand: card.Hand) -> Iterator[str]:
    yield from ("", f"### Article {article.number}, as it was read", "")
    yield from (f"- {label}: {words}" for label, words in card.article_record(article, hand))
    if not article.claims:
        return
    number = measures.counted(len(article.claims), "claim")
    yield from ("", f"<details><summary>How {number} came to stand so</summary>")
    for entry in article.claims:
        yield from ("", f"**Claim {entry.number}**", "")
        yield from _facts(entry, hand, is_behind=True)
        yield from _lists(entry, hand, [section for section in card.Section if section in card.BEHIND])
    yield from ("", "</details>")


def _event(event: HistoryLine) -> str:
    flag = f"{signs.OVERRIDE_SIGN} **override** " if event.overridden else ""
    reason = f". Reason: {event.reason}" if event.reason is not None else ""
    return f"{flag}{measures.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"


def _address(piece: EvidenceLine, url: str | None) -> Sequence[str]:
    address = _link_to(piece.url, url)
    return (address,) if address is not None else ()


def _kept(piece: EvidenceLine) -> Sequence[str]:
    place = f"{piece.place or 'place not recorded'}; " if piece.excerpt is not None else ""
    return (f"{place}{evidence.stored(piece)}, sha256 `{piece.digest}`", *evidence.handled(piece))


def _link_to(shown: str | None, url: str | None) -> str | None:
    """Link an address where that is safe; else show it as text."""
    address = web_address(url)
    return f"[{shown}](<{address}>)" if address is not None else shown


def _record(report: Report, hand: card.Hand) -> Iterator[str]:
    yield from ("", "### The record", "")
    yield from (f"- {label}: {words}" for label, words in card.record_facts(report, hand))
    yield from ("", frame.HOW_TO_CHECK)


_HAND = card.Hand(arrow=" → ", claim="[claim {0}](#claim-{0})", piece="**{}** ", code="`{}`", event=_event, kept=_kept)
