"""One claim on a terminal."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from claimtrack.cli.colours import OWN_WORDS, OWN_WORDS_END, Paint, unmarked, write_painted
from claimtrack.cli.output import moment, shortened, spelled, wrapped
from claimtrack.reports import card
from claimtrack.reports.model import EvidenceLine, HistoryLine
from claimtrack.reports.wording import claims, frame, signs
from claimtrack.reports.wording.signs import Sign
from claimtrack.services.reports.gather import Context, Shown
from claimtrack.vocabulary import OPEN, Said

INDENT = "  "
_NEAR = 500
"""How much of a paragraph is shown on each side of a claim, in characters."""
_FIRST = {
    card.Fact.FINDING: "finding",
    card.Fact.RESTATED: "as checked",
    card.Fact.MISFIT: "LOOK AGAIN",
    card.Fact.WHO: "who says so",
    card.Fact.TRUTH: "is it true",
    card.Fact.VERDICT: "verdict",
    card.Fact.HANGS_ON: "hangs on",
    card.Fact.REASON: "reason",
    card.Fact.OVERRIDE: "OVERRIDE",
    card.Fact.ALARM: "ALARM",
    card.Fact.SAID: "was it said",
    card.Fact.CHECKED: "checked",
    card.Fact.CHECKED_WHY: "because",
    card.Fact.HOW: "how",
    card.Fact.CONFIDENCE: "confidence",
    card.Fact.PRONOUN: "name",
    card.Fact.ACCUSES: "accuses",
    card.Fact.FAVOURS: "favours",
    card.Fact.UNJUDGED: "not judged",
    card.Fact.INSIDE: "inside",
    card.Fact.POST: "post",
    card.Fact.TAGS: "tags",
}
_LISTS = {
    card.Section.REPLIES: "right of reply",
    card.Section.DOUBTS: "doubts in the article",
    card.Section.LINKS: "other claims",
    card.Section.EVIDENCE: "evidence",
    card.Section.WHY: None,
    card.Section.NOTES: "notes",
    card.Section.KEPT: "evidence as it is kept",
    card.Section.HISTORY: "history",
}
"""The lists and their titles; that of why it stands so depends on how it stands."""
_PAINTS = {
    Sign.CONFIRMED: Paint.GREEN,
    Sign.CONFIRMED_NOT_INDEPENDENT: Paint.YELLOW,
    Sign.DISPUTED: Paint.YELLOW,
    Sign.REFUTED: Paint.RED,
    Sign.UNVERIFIABLE: Paint.MAGENTA,
    Sign.IN_REVIEW: Paint.CYAN,
}
_WARNINGS = frozenset({"OVERRIDE", "ALARM", "LOOK AGAIN"})


def _event(event: HistoryLine) -> str:
    because = f': "{event.reason}"' if event.reason else ""
    return f"{moment(event.at)}  {event.who} {event.what}{because}"


def _passage(piece: EvidenceLine) -> str:
    return f'"{piece.excerpt}" ({piece.place or "place not recorded"})'


def _address(piece: EvidenceLine) -> Sequence[str]:
    """Say where a piece is from; what is kept of it stands in the last line."""
    address = (piece.url,) if piece.url is not None else ()
    return (*address, f"sha256 {piece.digest}, added by {piece.added_by}, {moment(piece.added_at)}")


_HAND = card.Hand(
    speaker=" ({})",
    piece="{}  ",
    moment=moment,
    doubt=lambda caveat: f"{caveat.kind.value}{'?' if caveat.asks else ''}",
    settle=spelled,
    event=_event,
    passage=_passage,
    address=_address,
    kept=lambda _: (),
)

_KEYS = replace(_HAND, settle=lambda _: None)
"""For a reviewer who has a key that judges it, and nowhere to type a command."""
_ONE_HOUSE = "j asks whether these names are of one house"

_Line = tuple[str, Paint | None]


def print_claim(shown: Shown) -> None:
    """Write a claim as a page: what it says first, how it stands, then everything that bears on it."""
    as_of = [frame.state(shown.as_of.number, shown.as_of.at, past=True)] if shown.as_of is not None else []
    version = [("version", str(shown.entry.version))]
    write_painted(_page(shown, as_of, version, card.lists(shown.entry, _HAND)))


def brief(shown: Shown, *, with_article: bool = True) -> str:
    """Return what a reviewer needs to decide on a claim: its page without its history and the digests.

    What has not been asked or given yet goes without saying, and so does the article where it is the same as before.
    """
    entry = shown.entry
    unsaid = {"held by"} if entry.holder is None else set()
    unsaid |= {_FIRST[card.Fact.SAID]} if entry.said is Said.UNCHECKED else set()
    unsaid |= {_FIRST[card.Fact.TRUTH]} if entry.status in OPEN else set()
    unsaid |= set() if with_article else {"article"}
    lists = card.lists(shown.entry, _KEYS)
    lists.pop(card.Section.HISTORY, None)
    pieces = lists.get(card.Section.EVIDENCE, ())
    lists[card.Section.EVIDENCE] = tuple(card.Item(one.words, one.details[:-1]) for one in pieces)
    last = shown.entry.notes[-3:]
    lists[card.Section.NOTES] = tuple(
        card.Item(f"{note.kind} by {note.by}: {shortened(note.text, 200)}") for note in last
    )
    judged = replace(shown, settles=(_ONE_HOUSE,) if shown.settles else ())
    words = "\n".join(line for line, _ in _page(judged, [], [], lists, unsaid=unsaid, hand=_KEYS))
    return words.replace(OWN_WORDS, "[").replace(OWN_WORDS_END, "]")


def _page(
    shown: Shown,
    as_of: Sequence[str],
    version: Sequence[tuple[str, str]],
    lists: Mapping[card.Section, Sequence[card.Item]],
    *,
    unsaid: Container[str] = (),
    hand: card.Hand = _HAND,
) -> Iterator[_Line]:
    entry = shown.entry
    sign = signs.sign_of(entry)
    yield f"claim {entry.number}   {sign.mark} {signs.standing(entry)}", _PAINTS.get(sign)
    yield from ((words, None) for words in (*as_of, "", *wrapped(_marked(shown.context), INDENT), ""))
    about = [("article", _article(shown)), ("held by", entry.holder or "nobody")]
    for label, words in (*_facts(shown, hand), *about, *version):
        paint = Paint.RED if label in _WARNINGS else _PAINTS.get(sign) if label == _FIRST[card.Fact.TRUTH] else None
        if label not in unsaid:
            yield from ((one, paint) for one in wrapped(words, f"{label:<12}  "))
    for section, title in _LISTS.items():
        if lists.get(section):
            yield from (("", None), (title or claims.why_title(entry), Paint.BOLD))
        for item in lists.get(section, ()):
            for words in (item.words, *(f"   {detail}" for detail in item.details)):
                yield from ((one, None) for one in wrapped(words, INDENT))
        for settles in shown.settles if section is card.Section.WHY else ():
            yield from ((one, None) for one in wrapped(settles, INDENT))


def _article(shown: Shown) -> str:
    known = [f"{shown.entry.article}: {shown.article_title or 'without a title'}"]
    known += [shown.article_outlet] if shown.article_outlet else []
    known += [frame.as_given(shown.article_published)] if shown.article_published is not None else []
    return ", ".join(known)


def _marked(context: Context) -> str:
    """Set the claim's own words off from the words around them; what is painted is in brackets, too."""
    last = len(context.pieces) - 1
    text = "".join(
        f"{OWN_WORDS}{piece}{OWN_WORDS_END}" if inside else _near(piece, behind=place > 0, ahead=place < last)
        for place, (piece, inside) in enumerate((unmarked(words), inside) for words, inside in context.pieces)
    )
    return " ".join(text.split())


def _near(words: str, *, behind: bool, ahead: bool) -> str:
    """Leave out what is far from the claim's words, which stand behind these, ahead of them, or both."""
    if len(words) <= 2 * _NEAR:
        return words
    start = words[:_NEAR].rsplit(maxsplit=1)[0] if behind else ""
    end = words[-_NEAR:].split(maxsplit=1)[-1] if ahead else ""
    return f"{start} … {end}"


def _facts(shown: Shown, hand: card.Hand) -> list[tuple[str, str]]:
    """Return the facts for which there is a label, in the order of the labels."""
    facts = card.facts(shown.entry, hand)
    if shown.stale:
        facts = tuple((fact, f"STALE: {words}" if fact is card.Fact.VERDICT else words) for fact, words in facts)
    return [(label, words) for wanted, label in _FIRST.items() for fact, words in facts if fact is wanted]
