"""Headlines that name who says them at one end: "Prices to rise, says bank", "Police: Two boats stolen"."""

import re
from collections.abc import Iterator, Sequence

from claimtrack.extraction.english.headline_words import HOUSES, NO_SPEAKERS, SPEAKERS
from claimtrack.extraction.quoting.content_shape import Shape, shape_of
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.turn import Turn
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_LONGEST = 240
_LEAST = 3
"""Words of what is said."""
_SAYS = r"(?:says?|said|warns?|claims?|reports?|finds?|shows?|suggests?)"
_IN_PLURAL = frozenset("data research results figures documents papers records emails trial".split())
"""What else a headline may name as what suggests something."""
_WHO = (
    r"(?P<who>(?!(?:of|about|that|to|in|on|for|against|over|as|after|with|no|he|she|they|it|and|but)\b)"
    r"(?:[Tt]he\s+|[Aa]n?\s+)?[^\W_][\w.'’&-]*(?:\s+[\w.'’&-]+){0,4})"
)
_OTHER_SIDE = (
    r",\s+(?:but|though|although|while|yet)\s+(?:[\w’'-]+\s+){1,4}?(?:urge|warn|doubt|disagree|differ|call|remain)s?\b"
)
_ENDS_WITH_VERB = re.compile(
    rf"(?P<stop>,)\s+(?:(?P<mark>{_SAYS})\s+{_WHO}|{_WHO.replace('who', 'whom')}\s+(?P<verb>{_SAYS})"
    rf"(?=$|{_OTHER_SIDE}))"
)
_BEHIND = re.compile(rf"(?={_OTHER_SIDE}),\s+\w+\s+")
_TWO_SIDES = re.compile(rf"{_WHO}\s+(?P<mark>{_SAYS})\s+(?:that\s+)?(?P<said>\S.*?)(?={_OTHER_SIDE})")
"""Who says so in front, and what others make of it: ``Study suggests tea helps, but doctors urge caution``."""
_BETWEEN = re.compile(rf",\s+(?:(?:but|as|and|while)\s+)?{_WHO}\s+(?P<mark>{_SAYS})\s+(?:that\s+)?(?=[\w“\"'‘])")
"""Who says what follows, behind what the outlet says: ``Rebels take bridge, ministry says town holds``."""
_ENDS = re.compile(rf"(?P<stop>\s*:|\s+[-–—])\s+{_WHO}$")
_OPENS = re.compile(rf"{_WHO}(?P<mark>:)\s+(?=\S)")
_SPEAKS = r"[^.\n]{0,60}?\b(?:said|says|told|added|wrote|tweeted|announced|warned|argued)\b"
_BODY = 20_000
"""Characters of an article in which whoever its headline names is looked for."""


def headline_turn(text: str, title: Span | None) -> Iterator[Turn]:
    """Yield the headline as the turn of who it names at its beginning or its end; nothing where it names nobody.

    A name counts where the article tells that whoever bears it said something, a noun where it is one of speakers.
    """
    if title is None or title[1] - title[0] > _LONGEST or text[title[1] - 1] in ".?!:":
        return
    start, end = title
    found = _TWO_SIDES.match(text, start, end)
    if found is not None and (found["who"].split()[-1] in _IN_PLURAL or _speaks(text, found.span("who"), end)):
        yield Turn(start, end, found.start("said"), found.span("who"), found.span("mark"), until=found.end("said"))
        return
    found = _ENDS_WITH_VERB.search(text, start, end)
    if found is not None:
        name = "who" if found["who"] is not None else "whom"
        label, mark = found.span(name), found.span("mark" if name == "who" else "verb")
        if _says(text, (start, found.start("stop"))) and (name == "whom" or _may_speak(text, label, end)):
            yield Turn(start, end, start, label, mark, until=found.start("stop"))
        return
    found = _BETWEEN.search(text, start, end)
    if (
        found is not None
        and _says(text, (start, found.start()))
        and _says(text, (found.end(), end))
        and _speaks(text, found.span("who"), end)
    ):
        yield Turn(start, end, found.end(), found.span("who"), found.span("mark"))
        return
    found = _ENDS.search(text, start, end)
    if found is not None and _says(text, (start, found.start())) and _speaks(text, found.span("who"), end):
        yield Turn(start, end, start, found.span("who"), trimmed(text, found.span("stop")), until=found.start("stop"))
        return
    found = _OPENS.match(text, start, end)
    if (
        found is not None
        and _says(text, (found.end(), end))
        and _speaks(text, found.span("who"), end)
        and not _describes(found["who"], text[found.end() : end])
    ):
        yield Turn(start, end, found.end(), found.span("who"), found.span("mark"))


def outlets_part(text: str, title: Span | None, drafts: Sequence[Draft]) -> Span | None:
    """Return what the outlet says in a headline in front of who says the rest of it, or behind what that one says.

    None where it says nothing.
    """
    if title is None:
        return None
    for one in drafts:
        if not (one.by_form and one.source and one.cue and one.content):
            continue
        if title[0] <= one.cue[0][0] and one.content[0][0] < title[1]:
            end = max(one.source[1], one.cue[-1][1], one.content[-1][1])
            behind = _BEHIND.match(text, end, title[1])
            if behind is not None:
                return behind.end(), title[1]
        if one.by_form and one.source is not None and title[0] < one.source[0] < one.content[0][0] < title[1]:
            found = _BETWEEN.search(text, title[0], title[1])
            return (title[0], found.start()) if found is not None else None
    return None


def _says(text: str, span: Span) -> bool:
    words = text[slice(*span)].split()
    return len(words) >= _LEAST and not words[-1].endswith("?")


def _describes(name: str, words: str) -> bool:
    """Tell whether words only say what somebody named in full is: ``Ada Moe: potter who dug her own clay``."""
    is_full = len([word for word in name.split() if word[0].isupper()]) > 1
    return is_full and words[0].islower() and shape_of(words) in {Shape.PHRASE, Shape.NAMED, Shape.PHRASE_AS}


def _may_speak(text: str, who: Span, end: int) -> bool:
    """Tell whether words behind a verb may be whose it is: ``says bank``, not ``reports losses of sheep``."""
    return text[who[0]].isupper() or _speaks(text, who, end)


def _speaks(text: str, who: Span, end: int) -> bool:
    """Tell whether words name a speaker: by a noun of one, or by a name that the article says something of."""
    words = text[slice(*who)].lower().split()
    if words[0] in NO_SPEAKERS:
        return False
    if words[-1] in SPEAKERS or " ".join(word for word in words if word != "the") in HOUSES:
        return True
    last = text[slice(*who)].split()[-1]
    if not last[0].isupper():
        return False
    return re.compile(rf"\b{re.escape(last)}{_SPEAKS}").search(text, end, end + _BODY) is not None
