"""The report as plain text, 80 columns wide, to be read on paper or in a terminal.

Foreign text passes ``harmless.isolated`` before anything is put together, so no sentence made from it can act.
"""

from collections.abc import Iterator, Sequence

from claimtrack.reports import wording
from claimtrack.reports.harmless import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, everywhere, isolated
from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, Report

WIDTH = 80
_INDENT = "    "
_LABEL = 16


def render(report: Report) -> bytes:
    """Render a report as plain text in UTF-8."""
    lines = [line.rstrip() for line in _report(everywhere(report, isolated))]
    return ("\n".join(lines) + "\n").encode()


def _report(report: Report) -> Iterator[str]:
    yield from ("=" * WIDTH, "VERIFICATION REPORT", *_wrapped(_subject(report)), "=" * WIDTH)
    state = wording.state(report.head_number, report.as_of, past=report.past)
    yield from _wrapped(f"{state} Made by claimtrack {report.tool_version}.")
    yield from ("", "SUMMARY")
    yield from (f"{number:>8}  {label}" for label, number in wording.figures(report.summary))
    yield from _overrides(report)
    yield from _legend()
    for article in report.articles:
        yield from _article(article)
    yield from _record(report)


def _subject(report: Report) -> str:
    if len(report.articles) == 1:
        return wording.heading(report.articles[0])
    return wording.counted(len(report.articles), "article")


def _overrides(report: Report) -> Iterator[str]:
    found = wording.overrides(report)
    if not found:
        return
    yield from ("", "*" * WIDTH, f"OVERRIDES: {wording.counted(len(found), 'decision')} past the rules")
    for line in found:
        when = f", {wording.moment(line.at)}" if line.at is not None else ""
        yield from _wrapped(
            f"claim {line.claim}: {line.who} {line.what}{when}. Reason: {line.reason}", first="  - ", rest=_INDENT
        )
    yield "*" * WIDTH


def _legend() -> Iterator[str]:
    yield from ("", "SIGNS")
    for standing, (word, meaning) in wording.LEGEND.items():
        yield from _wrapped(f"{word}: {meaning}", first=f"  [{wording.SIGNS[standing]}] ", rest=_INDENT + "  ")
    yield from _wrapped("by override: an editor's decision past the rules", first=f"  [{wording.OVERRIDE_SIGN}] ")


def _article(article: ArticleEntry) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH)
    yield from _wrapped(f"ARTICLE {article.number}: {wording.heading(article)}")
    yield "=" * WIDTH
    facts = (
        ("Outlet", article.outlet),
        ("By", article.byline),
        ("Published", wording.published(article)),
        ("Address", article.url),
        ("Read from", f"{article.name}, {article.media_type}, {wording.size(article.size)}"),
        ("Retrieved", wording.moment(article.retrieved_at)),
        ("File SHA-256", article.digest),
        ("Text SHA-256", article.text_sha256),
        ("Extractor", f"{article.extractor}, {wording.language(article.language)}"),
    )
    yield from _facts([(label, value) for label, value in facts if value is not None], indent="")
    if not article.claims:
        yield from ("", "No claims are on record for this article.")
    for entry in article.claims:
        yield from _claim(entry)


def _claim(entry: ClaimEntry) -> Iterator[str]:
    sign = wording.SIGNS[wording.stands(entry)]
    flag = f" [{wording.OVERRIDE_SIGN} OVERRIDE]" if entry.overridden else ""
    yield from ("", "-" * WIDTH)
    yield from _wrapped(f"CLAIM {entry.number}  [{sign}] {wording.standing(entry)}{flag}")
    yield ""
    yield from _wrapped(entry.text, first=_INDENT, rest=_INDENT)
    yield ""
    facts = [
        ("Who says so", wording.chain(entry)),
        ("How", wording.manner(entry)),
        (wording.TRUTH_QUESTION, wording.truth(entry)),
        (wording.SAID_QUESTION, wording.said(entry)),
    ]
    given = wording.verdict(entry)
    if given is not None:
        facts.insert(3, ("Verdict given", given))
    sure = wording.confidence(entry)
    if sure is not None:
        facts.insert(2, ("Confidence", sure))
    if entry.inside is not None:
        facts.append(("Inside", f"claim {entry.inside}"))
    facts += [(does.capitalize(), names) for does, names in wording.parties(entry)]
    if entry.tags:
        facts.append(("Tags", ", ".join(entry.tags)))
    if entry.overridden:
        facts.append(("OVERRIDE", entry.override_reason or "no reason on record"))
    facts += [("ALARM", words) for words in wording.alarms(entry)]
    if not entry.spans:
        facts.append(("In the article", "its words no longer stand in the newest version"))
    yield from _facts(facts)
    yield from _section("Doubts in the article", [_caveat(entry, place) for place in range(len(entry.caveats))])
    yield from _section("Why", entry.independence)
    yield from _evidence(entry.evidence)
    yield from _section("Other claims", [_link(entry, place) for place in range(len(entry.links))])
    yield from _section(
        "Notes", [f"{note.kind} by {note.by}, {wording.moment(note.at)}: {note.text}" for note in entry.notes]
    )
    yield from _section("History", [_event(entry, place) for place in range(len(entry.history))])


def _caveat(entry: ClaimEntry, place: int) -> str:
    caveat = entry.caveats[place]
    by = f" (by {caveat.by})" if caveat.by is not None else ""
    return f'{wording.CAVEATS[caveat.kind]}{by}: "{caveat.text}"'


def _link(entry: ClaimEntry, place: int) -> str:
    link = entry.links[place]
    speaker = f", {link.speaker}" if link.speaker is not None else ""
    return f'{wording.verb(link)} claim {link.number}{speaker}: "{link.text}" ({wording.judgement(link)})'


def _event(entry: ClaimEntry, place: int) -> str:
    event = entry.history[place]
    flag = f"[{wording.OVERRIDE_SIGN} OVERRIDE] " if event.overridden else ""
    reason = f'. Reason: "{event.reason}"' if event.reason is not None else ""
    return f"{flag}{wording.moment(event.at)}: {event.who} {event.what}{reason} (event {event.number})"


def _evidence(pieces: Sequence[EvidenceLine]) -> Iterator[str]:
    if pieces:
        yield from ("", f"{_INDENT}Evidence")
    for piece in pieces:
        yield from _wrapped(f"{piece.number}: {wording.bearing(piece)}", first=f"{_INDENT}- ", rest=f"{_INDENT}  ")
        details = [f'"{piece.excerpt}" ({piece.place or "place not recorded"})'] if piece.excerpt is not None else []
        details += [f"note: {piece.note}"] if piece.note is not None else []
        details += [piece.url] if piece.url is not None else []
        for words in (*details, wording.stored(piece), f"sha256 {piece.digest}"):
            yield from _wrapped(words, first=f"{_INDENT}  ", rest=f"{_INDENT}    ")


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"{_INDENT}{title}")
    for words in lines:
        yield from _wrapped(words, first=f"{_INDENT}- ", rest=f"{_INDENT}  ")


def _facts(facts: Sequence[tuple[str, str]], *, indent: str = _INDENT) -> Iterator[str]:
    for label, words in facts:
        lead = f"{indent}{label:<{_LABEL}}"
        yield from _wrapped(words, first=lead, rest=" " * len(lead))


def _record(report: Report) -> Iterator[str]:
    yield from ("", "", "=" * WIDTH, "THE RECORD", "=" * WIDTH)
    facts = (
        ("Event", str(report.head_number)),
        ("Chain's head", report.head_hash),
        ("Recorded", wording.moment(report.as_of)),
        ("Workspace", report.workspace),
        ("Made by", f"claimtrack {report.tool_version}"),
    )
    yield from _facts(facts, indent="")
    yield ""
    yield from _wrapped(wording.HOW_TO_CHECK)


def _wrapped(words: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Wrap to the width as shown (wide characters are two columns); an isolate is closed and reopened at each break."""
    from wcwidth import wrap

    lines = wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, control_codes="ignore"
    )
    depth = 0
    for line in lines or [first]:
        opened = FIRST_STRONG_ISOLATE * depth
        depth += line.count(FIRST_STRONG_ISOLATE) - line.count(POP_DIRECTIONAL_ISOLATE)
        place = len(rest) if opened else 0
        yield f"{line[:place]}{opened}{line[place:]}{POP_DIRECTIONAL_ISOLATE * depth}"
