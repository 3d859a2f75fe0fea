"""The dates that stand around a headline: which is said to be that of publication, which that of a change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from claimtrack.reading.metadata.bylines import are_names, roled_name, signed_names, user_name
from claimtrack.reading.metadata.months import plain_date
from claimtrack.reading.metadata.page_lines import CHANGED, DATE, Line
from claimtrack.reading.metadata.published import is_date

_ON = r"\b\s*(?:(?:on|at|le|el|am|il|em|op|den)\b)?\s*[:,\-–—]?\s*"
PUBLISHED = re.compile(
    r"(?:(?:(?:this )?(?:article|story)(?: was)?|first|originally|date|page|web)"
    r"\s+){0,2}(?:published(?: online)?|posted|released|issued|publication date"
    r"|release date|(?:press|news|media) release|for (?:immediate )?release|pub date"
    r"|aired|broadcast|air date|uploaded|dated"
    r"|date|publicado|publicada|publié|publiée|veröffentlicht|erschienen|pubblicato|gepubliceerd|publicerad|publisert"
    rf"|udgivet|opublikowano|julkaistu){_ON}",
    re.IGNORECASE,
)
CHANGING = re.compile(
    r"(?:(?:last|page|this page|article|content|date)\s+)*(?:was\s+)?(?:last\s+)?(?:as of(?=\s*:)|updated|modified"
    r"|revised|edited|changed|reviewed|update|aktualisiert|geändert|stand|actualizado|atualizado|mis à jour|modifié"
    rf"|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret){_ON}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+[|·•–—/»]\s+|\s*;\s*|\s+(?=\()|[,.(]?\s+(?=\(?(?:last )?(?:updated|modified)\b)", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?<=[\s(])(?=\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)",
    re.IGNORECASE,
)
_DIGITS = re.compile("[0-9]{4}")
"""No whole date is without a year, whatever its language."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MOST_TAILS = 8
_LOOSE_END = re.compile(r"(?:[\s,.»›|·•:–—(-]+|\s(?:on|at|published|posted))+\Z", re.IGNORECASE)
_POSTED_BY = re.compile(r"\s*by\s+[\w.' ’-]{2,40}?(?:\s+at\s+(?P<time>\d{1,2}[.:]\d\d))?\Z", re.IGNORECASE)
_BY = re.compile(r"\s+(?=(?:by|por|par|von)\s)", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_PLACE = re.compile(rf"{_CAPITAL}(?: (?:(?:of|the|de|del|la|upon|am|sur) )?{_CAPITAL}){{0,3}}\s*[,–—|·•-]\s*")
_IN, _DAY, _DASH = r"(?P<place>[^\W\d_a-z][\w.'’ -]{1,40}?)", r"(?P<day>[^()–—]{6,40}?)", r"\s*(?:[–—:]|--?\s)"
_DATELINES = tuple(
    re.compile(form)
    for form in (
        rf"\({_IN}, {_DAY}\)\s",
        rf"{_IN}(?:,| [–—-]) {_DAY}(?: \([\w ./]{{2,30}}\)| /[\w .-]{{2,30}}/)?{_DASH}",
        rf"{_IN} \({_DAY}\){_DASH}",
        rf"{_DAY}, {_IN}{_DASH}",
    )
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_SPLITS = 6


class Sure(IntEnum):
    """How sure it is that a date is that of publication, the surest first."""

    SAID = 0
    ALONE = 1
    BEHIND = 2
    DATELINE = 3


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date as it is written, and what it is of: "published" or "modified"."""

    words: str
    sure: Sure
    kind: str = "published"


def chosen_days(dates: Sequence[ShownDate]) -> tuple[str, ...]:
    """Return the dates of publication, the surest first: of several of which nothing is said, none is."""
    said = [one.words for one in dates if one.kind == "published" and one.sure is Sure.SAID]
    for sure in (Sure.ALONE, Sure.BEHIND, Sure.DATELINE):
        days = dict.fromkeys(one.words for one in dates if one.kind == "published" and one.sure is sure)
        if days:
            return (*said, *(days if len(days) == 1 else ()))
    return tuple(said)


def dates_of(lines: Iterable[Line]) -> Iterator[ShownDate]:
    """Yield the dates of lines, with what is said of each in its line or the one before."""
    before = ""
    for line in lines:
        changed = bool(line.called & CHANGED) and "published" not in line.called
        for piece in pieces_of(line.text) if _DIGITS.search(line.text) is not None else ():
            found = _date(piece, before, changed=changed)
            if found is not None:
                said = found.sure is Sure.ALONE and line.called & DATE
                yield ShownDate(found.words, Sure.SAID, found.kind) if said else found
        if line.stamp is not None and is_date(line.stamp):
            again = changed or CHANGING.match(line.text) or CHANGING.fullmatch(f"{before} ")
            yield ShownDate(line.stamp, Sure.SAID, "modified" if again else "published")
        before = line.text


def dateline(text: str) -> ShownDate | None:
    """Read the whole date in the place line that a text begins with: "(Karesh, 19 May 2025) ..."."""
    for form in _DATELINES:
        match = form.match(text[:120])
        if match is not None and is_date(match["day"]) and not _WEEKDAY.search(match["place"]):
            return ShownDate(match["day"], Sure.DATELINE)
    return None


@lru_cache(maxsize=256)
def pieces_of(text: str) -> tuple[str, ...]:
    """Return a line, and what its bars and brackets divide; a name behind a date is a piece of its own."""
    pieces = dict.fromkeys([text, *_BETWEEN.split(text)])
    for piece in list(pieces)[:_SPLITS]:
        by = _BY.search(piece)
        if by is not None and _said_day(piece[: by.start()]):
            pieces.update(dict.fromkeys([piece[: by.start()], piece[by.end() :]]))
    return tuple(pieces)


def _said_day(text: str) -> bool:
    label = PUBLISHED.match(text) or CHANGING.match(text)
    return is_date(plain_date(text[label.end() if label is not None else 0 :].strip(" ,.(")))


def before_day(piece: str) -> str | None:
    """Return what stands before the whole date at the end of a piece; None where none stands there."""
    parts = _split(piece)
    return _LOOSE_END.sub("", parts[0]) if parts is not None else None


def _split(piece: str) -> tuple[str, str] | None:
    if _DIGITS.search(piece) is None:
        return None
    piece = piece.strip(" ,.()")
    for match in islice(_TAIL.finditer(piece), _MOST_TAILS):
        day = plain_date(piece[match.end() :])
        if is_date(day):
            # Of two dates in one piece it is not known which is that of what stands before both.
            return None if _YEAR.search(piece, 0, match.start()) else (piece[: match.start()], day)
    return None


@lru_cache(maxsize=256)
def _date(piece: str, before: str, *, changed: bool) -> ShownDate | None:
    """Read one piece of a line, with the label that it has or that stands before it."""
    if _DIGITS.search(piece) is None:
        return None
    piece = piece.strip(" ,.()")
    for label, kind in ((CHANGING, "modified"), (PUBLISHED, "published")):
        match = label.match(piece)
        rest = plain_date(piece[match.end() :].strip()) if match is not None else ""
        if rest and is_date(rest):
            return ShownDate(rest, Sure.SAID, kind)
        if label.fullmatch(f"{before.strip(' ,.()')} ") and is_date(whole := plain_date(piece)):
            return ShownDate(whole, Sure.SAID, kind)
    if is_date(whole := plain_date(piece)):
        return ShownDate(whole, Sure.ALONE, "modified" if changed else "published")
    return _behind(piece)


def _behind(piece: str) -> ShownDate | None:
    """Read the date behind who wrote, or where: "By Jane Roe, 2 March 2026", "Port Lorne, 2 March 2026"."""
    parts = _split(piece)
    if parts is None:
        return None
    front = _LOOSE_END.sub("", parts[0])
    label = PUBLISHED.match(front)
    posted = _POSTED_BY.match(front, label.end()) if label is not None else None
    if posted is not None:
        return ShownDate(" ".join(filter(None, (parts[1], posted["time"]))), Sure.SAID)
    if signed_names(front) or roled_name(front) or user_name(front) or are_names(front) or _PLACE.fullmatch(parts[0]):
        return ShownDate(parts[1], Sure.BEHIND)
    return None
