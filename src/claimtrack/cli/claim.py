"""One claim on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from claimtrack.cli.output import moment, program, shortened, wrapped, write
from claimtrack.reports import card
from claimtrack.reports.model import CaveatLine, EvidenceLine, HistoryLine
from claimtrack.reports.wording import frame, signs
from claimtrack.services.reports.gather import Context, Shown

INDENT = "  "
_NEAR = 500
"""How much of a paragraph is shown on each side of a claim, in characters."""
_ABOVE = {
    card.Fact.WHO: "who says so",
    card.Fact.ACCUSES: "accuses",
    card.Fact.FAVOURS: "favours",
    card.Fact.INSIDE: "inside",
    card.Fact.POST: "post",
    card.Fact.HOW: "manner",
    card.Fact.CONFIDENCE: "confidence",
    card.Fact.SAID: "was it said",
    card.Fact.TRUTH: "is it true",
    card.Fact.VERDICT: "verdict",
}
_BELOW = {card.Fact.TAGS: "tags", card.Fact.OVERRIDE: "OVERRIDE", card.Fact.ALARM: "ALARM"}
_LISTS = {
    card.Section.REPLIES: "right of reply",
    card.Section.DOUBTS: "caveats in the article",
    card.Section.LINKS: "other claims",
    card.Section.EVIDENCE: "evidence",
    card.Section.WHY: "independently confirmed",
    card.Section.NOTES: "notes",
    card.Section.HISTORY: "history",
}


def _event(event: HistoryLine) -> str:
    because = f': "{event.reason}"' if event.reason else ""
    return f"{moment(event.at)}  {event.who} {event.what}{because}"


def _kept(piece: EvidenceLine) -> Sequence[str]:
    return (f"sha256 {piece.digest}, added by {piece.added_by}, {moment(piece.added_at)}",)


def _ask(number: int, caveat: CaveatLine) -> Sequence[str]:
    say = f"{program()} correct {number}"
    return (f"is it so? `{say} --caveat {caveat.kind.value}`; if not: `{say} --no-caveat {caveat.kind.value}`",)


_HAND = card.Hand(
    speaker=" ({})",
    piece="{}  ",
    moment=moment,
    shortened=shortened,
    doubt=lambda caveat: f"{caveat.kind.value}{'?' if caveat.asks else ''}",
    ask=_ask,
    event=_event,
    kept=_kept,
)


def print_claim(shown: Shown) -> None:
    """Write a claim as a page: what it says first, how it stands, then everything that bears on it."""
    as_of = [frame.state(shown.as_of.number, shown.as_of.at, past=True)] if shown.as_of is not None else []
    version = [("version", str(shown.entry.version))]
    write("\n".join(_page(shown, as_of, version, card.lists(shown.entry, _HAND))))


def brief(shown: Shown) -> str:
    """Return what a reviewer needs to decide on a claim: its page without its history and the digests."""
    lists = card.lists(shown.entry, _HAND)
    lists.pop(card.Section.HISTORY, None)
    pieces = lists.get(card.Section.EVIDENCE, ())
    lists[card.Section.EVIDENCE] = tuple(card.Item(one.words, one.details[:-1]) for one in pieces)
    last = shown.entry.notes[-3:]
    lists[card.Section.NOTES] = tuple(
        card.Item(f"{note.kind} by {note.by}: {shortened(note.text, 200)}") for note in last
    )
    return "\n".join(_page(shown, [], [], lists))


def _page(
    shown: Shown,
    as_of: Sequence[str],
    version: Sequence[tuple[str, str]],
    lists: Mapping[card.Section, Sequence[card.Item]],
) -> Iterator[str]:
    entry = shown.entry
    yield from (f"claim {entry.number}   {signs.standing(entry)}", *as_of, "")
    yield from wrapped(_marked(shown.context), INDENT)
    yield ""
    outlet = f", {shown.article_outlet}" if shown.article_outlet else ""
    article = ("article", f"{entry.article}: {shown.article_title or 'without a title'}{outlet}")
    holder = ("with", entry.holder or "nobody")
    for label, words in (article, *_facts(shown, _ABOVE), holder, *version, *_facts(shown, _BELOW)):
        yield from wrapped(words, f"{label:<12}  ")
    for section, title in _LISTS.items():
        if lists.get(section):
            yield from ("", title)
        for item in lists.get(section, ()):
            for words in (item.words, *(f"   {detail}" for detail in item.details)):
                yield from wrapped(words, INDENT)
        for settles in shown.settles if section is card.Section.WHY else ():
            yield from wrapped(settles, INDENT)


def as_data(shown: Shown) -> dict[str, object]:
    """Return a claim as data, the same keys as in the JSON report; the first two say of which moment, if it is past."""
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


def _facts(shown: Shown, labels: Mapping[card.Fact, str]) -> list[tuple[str, str]]:
    """Return those facts for which there is a label, in the order of the labels."""
    facts = card.facts(shown.entry, _HAND)
    if shown.stale:
        facts = tuple((fact, f"STALE: {words}" if fact is card.Fact.VERDICT else words) for fact, words in facts)
    return [(label, words) for wanted, label in labels.items() for fact, words in facts if fact is wanted]
