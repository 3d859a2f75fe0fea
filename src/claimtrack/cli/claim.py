"""One claim on a terminal."""

from collections.abc import Sequence
from dataclasses import asdict

from claimtrack.cli.output import moment, shortened, wrapped, write
from claimtrack.reports import wording
from claimtrack.reports.model import ClaimEntry, EvidenceLine
from claimtrack.services.reports.gather import Context, Shown

INDENT = "  "
_NEAR = 500
"""How much of a paragraph is shown on each side of a claim, in characters."""


def print_claim(shown: Shown) -> None:
    """Write a claim as a page: what it says first, how it stands, then everything that bears on it."""
    entry = shown.entry
    lines = [f"claim {entry.number}   {wording.standing(entry)}"]
    if shown.as_of is not None:
        lines.append(wording.state(shown.as_of.number, shown.as_of.at, past=True))
    lines.append("")
    lines += wrapped(_marked(shown.context), INDENT)
    lines += ["", *_facts(shown)]
    lines += _section("caveats in the article", [_caveat(caveat.kind.value, caveat.text) for caveat in entry.caveats])
    lines += _section("other claims", [_link(entry, place) for place in range(len(entry.links))])
    lines += _section("evidence", [line for piece in entry.evidence for line in _piece(piece)])
    lines += _section("independently confirmed", list(entry.independence))
    lines += _section("notes", [f"{note.kind} by {note.by}, {moment(note.at)}: {note.text}" for note in entry.notes])
    lines += _section("history", [_event(entry, place) for place in range(len(entry.history))])
    write("\n".join(lines))


def brief(shown: Shown) -> str:
    """Give what a reviewer needs to decide on a claim: its page without its history and the digests."""
    entry = shown.entry
    lines = [f"claim {entry.number}   {wording.standing(entry)}", ""]
    lines += wrapped(_marked(shown.context), INDENT)
    lines += ["", *(line for line in _facts(shown) if not line.startswith("version "))]
    lines += _section("caveats in the article", [_caveat(caveat.kind.value, caveat.text) for caveat in entry.caveats])
    lines += _section("other claims", [_link(entry, place) for place in range(len(entry.links))])
    lines += _section("evidence", [line for piece in entry.evidence for line in _piece(piece)[:-1]])
    lines += _section("independently confirmed", list(entry.independence))
    lines += _section("notes", [f"{note.kind} by {note.by}: {shortened(note.text, 200)}" for note in entry.notes[-3:]])
    return "\n".join(lines)


def as_data(shown: Shown) -> dict[str, object]:
    """Give a claim as data, the same keys as in the JSON report; the first two say of which moment, if it is past."""
    moment = {"as_of_event": shown.as_of.number, "as_of": shown.as_of.at} if shown.as_of is not None else {}
    around = {"stale": shown.stale, "article_title": shown.article_title, "outlet": shown.article_outlet}
    return {**moment, **asdict(shown.entry), **around}


def _marked(context: Context) -> str:
    """Set the claim's own words off from the words around them without relying on colour."""
    last = len(context.pieces) - 1
    text = "".join(
        f"[{piece}]" if inside else _near(piece, behind=place > 0, ahead=place < last)
        for place, (piece, inside) in enumerate(context.pieces)
    )
    return " ".join(text.split())


def _near(words: str, *, behind: bool, ahead: bool) -> str:
    """Leave out what is far from the claim's words, which stand behind these, ahead of them, or both."""
    if len(words) <= 2 * _NEAR:
        return words
    start = words[:_NEAR].rsplit(maxsplit=1)[0] if behind else ""
    end = words[-_NEAR:].split(maxsplit=1)[-1] if ahead else ""
    return f"{start} … {end}"


def _facts(shown: Shown) -> list[str]:
    entry = shown.entry
    title = shown.article_title or "without a title"
    outlet = f", {shown.article_outlet}" if shown.article_outlet else ""
    facts = [
        ("article", f"{entry.article}: {title}{outlet}"),
        ("who says so", wording.chain(entry)),
        ("manner", wording.manner(entry)),
        ("was it said", wording.said(entry)),
        ("is it true", wording.truth(entry)),
        ("with", entry.holder or "nobody"),
        ("version", str(entry.version)),
    ]
    given = wording.verdict(entry)
    if given is not None:
        facts.insert(5, ("verdict", f"STALE: {given}" if shown.stale else given))
    sure = wording.confidence(entry)
    if sure is not None:
        facts.insert(3, ("confidence", sure))
    if entry.inside is not None:
        facts.insert(2, ("inside", f"claim {entry.inside}"))
    facts[2:2] = wording.parties(entry)
    if entry.tags:
        facts.append(("tags", ", ".join(entry.tags)))
    if entry.overridden:
        facts.append(("OVERRIDE", entry.override_reason or "no reason on record"))
    facts += [("ALARM", words) for words in wording.alarms(entry)]
    return [line for name, words in facts for line in wrapped(words, f"{name:<12}  ")]


def _caveat(kind: str, text: str) -> str:
    return f'{kind}: "{shortened(text, 300)}"'


def _link(entry: ClaimEntry, place: int) -> str:
    link = entry.links[place]
    who = f" ({link.speaker})" if link.speaker else ""
    return f'{wording.verb(link)} claim {link.number}{who}: "{shortened(link.text, 120)}" ({wording.judgement(link)})'


def _piece(piece: EvidenceLine) -> list[str]:
    lines = [f"{piece.number}  {wording.bearing(piece)}"]
    if piece.excerpt is not None:
        lines.append(f'   "{shortened(piece.excerpt, 300)}" ({piece.place})')
    if piece.note is not None:
        lines.append(f"   note: {piece.note}")
    lines.append(f"   sha256 {piece.digest}, added by {piece.added_by}, {moment(piece.added_at)}")
    return lines


def _event(entry: ClaimEntry, place: int) -> str:
    event = entry.history[place]
    because = f': "{event.reason}"' if event.reason else ""
    return f"{moment(event.at)}  {event.who} {event.what}{because}"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    return ["", title, *(line for words in lines for line in wrapped(words, INDENT))]
