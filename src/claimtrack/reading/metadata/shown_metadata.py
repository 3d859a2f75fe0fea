"""What a page shows of its byline and dates, near its headline: only where it says so, in a line or by its tags."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from claimtrack.reading.metadata.bylines import (
    is_by,
    is_house,
    is_name,
    is_role,
    placed_names,
    roled_name,
    signed_names,
    stated_names,
    user_name,
    without_place,
)
from claimtrack.reading.metadata.page_lines import AUTHOR, LINKED, Line
from claimtrack.reading.metadata.published import is_date, written
from claimtrack.reading.metadata.shown_dates import (
    CHANGING,
    PUBLISHED,
    before_day,
    chosen_days,
    dateline,
    dates_of,
    pieces_of,
)
from claimtrack.reading.metadata.titles import key

_MARKS = 100
"""Characters that a headline may have beyond those of the title, and be the same words."""
_BEFORE, _BEHIND = 8, 25
"""Lines in front of and behind the headline that are looked at."""
_PARAGRAPH = 25
"""Words; where so many stand in one line, the article has begun."""
_LONGEST = 200
"""Characters; a longer line is text."""
_BY_AND_DATE = re.compile(r"(?:,|\bon\b|\bpublished\b|\bposted\b)\s+(?=\S*\d|[A-Z][a-z]+\.? \d)", re.IGNORECASE)
_CREDIT = re.compile(r"(?:reporting|written|words|story|text|report) by\b", re.IGNORECASE)
_HANDLE = re.compile(r"@\w{2,30}|(?:e-?mail:? )?[\w.+-]{1,60}@[\w.-]{3,60}", re.IGNORECASE)
_REPORTS = re.compile(r"(?P<name>[^,.;:]{5,60}?) reports(?: from [^.]{2,60})?\.?")
_ROLES = frozenset("role position jobtitle job location place title desk affiliation".split())
_ALL_OF = re.compile(
    r"(?:(?:view|see|read|show|browse|go to)\s+)?(?:all|more|other|recent|latest)\s+(?:of the\s+)?"
    r"(?:posts|articles|stories|entries|content|news|work|pieces|columns)\s+(?:by|from|of)\s+(?P<name>[^|"
    r"→»›]{3,60}?)\s*[→»›.]?",
    re.IGNORECASE,
)
_PROVIDED = re.compile(
    r"(?:SOURCE:?|(?i:(?:news|release|content|press release)\s+(?:provided|distributed|issued)\s+by:?))"
    r"\s+(?P<who>\S.{1,100})?"
)
_NAME_AND_DAY = re.compile(
    r"(?P<name>[^,|]{5,40}), \d{1,2}(?:st|nd|rd|th)? "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BANGLADESH = re.compile(r"\b(?:bangladesh|dhaka)", re.IGNORECASE)
_TWO_WAYS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Shown:
    """Who signs an article, and the dates that it shows, the surest first."""

    names: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


def shown_by(
    lines: Sequence[Line], title: str | None, *, besides: Collection[str] = (), shows: Collection[str] = ()
) -> Shown:
    """Find what the lines around the headline ``title`` say; ``besides`` are names of no author.

    ``shows`` are what a programme may be called: who stands behind "with" there presents it.
    """
    above, under, first = _near(lines, title)
    dates = list(dates_of([*above, *under, *_labelled(lines)]))
    if any("+0100" in one.words for one in dates) and any(_BANGLADESH.search(line.text) for line in lines):
        dates = [one for one in dates if "+0100" not in one.words]  # its BST is another
    if first is not None and (day := dateline(first)) is not None:
        dates.append(day)
    names = list(_names(above, besides, shows)) or list(_names(under, besides)) or list(_unsigned(under, besides))
    names = names or list(_signed_behind(lines, title, besides))
    names = names or next((found for line in lines if (found := _credited(line, besides))), []) or _pointed(lines)
    return Shown(tuple(names), chosen_days(dates), tuple(one.words for one in dates if one.kind == "modified"))


def _near(lines: Sequence[Line], title: str | None) -> tuple[list[Line], list[Line], str | None]:
    """Return the lines a little above the headline, those from it to where the text begins, and its first words."""
    start = _headline(lines, title)
    article = lines[start].article if start < len(lines) else 0
    above = [
        one
        for one in lines[max(0, start - _BEFORE) : start]
        if not one.elsewhere and one.article in {article, 0} and len(one.text) <= _LONGEST
    ]
    under: list[Line] = []
    for line in lines[start : start + _BEHIND]:
        if len(line.text.split()) >= _PARAGRAPH and line.tag not in {"h1", "h2"}:
            return above, under, line.text
        if not line.elsewhere and len(line.text) <= _LONGEST:
            under.append(line)
    return above, under, None


def _headline(lines: Sequence[Line], title: str | None) -> int:
    """Return where the headline stands; where it does not, the first line of an article, or of the page."""
    wanted = key(title) if title else None
    least, most = len(wanted or "") // 2, 2 * len(title or "") + _MARKS
    same = [
        number
        for number, line in enumerate(lines)
        if wanted and least <= len(line.text) <= most and not line.elsewhere and key(line.text) == wanted
    ]
    if same:
        return next((number for number in same if lines[number].tag == "h1"), same[0])
    heads = [number for number, line in enumerate(lines) if line.tag == "h1" and not line.elsewhere]
    inside = [number for number, line in enumerate(lines) if line.article and not line.elsewhere]
    return next(iter([*heads, *inside]), 0)


def _labelled(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines anywhere in the page's own text that say of what their date is."""
    for line in lines:
        if (
            not line.elsewhere
            and len(line.text) <= _LONGEST
            and (PUBLISHED.match(line.text) or CHANGING.match(line.text))
        ):
            yield line


def _names(near: Sequence[Line], besides: Collection[str], shows: Collection[str] = ()) -> Iterator[str]:
    """Yield who signs: who stands behind "By", or in a tag that is called a byline; the first line of them counts."""
    for number, line in enumerate(near):
        following = near[number + 1] if number + 1 < len(near) else None
        found = _signed(line, besides) or _presenting(line.text, shows)
        if not found and is_by(line.text) and following is not None and is_name(following.text):
            found = [following.text]
        if not found and (line.called & AUTHOR or line.tag == "address") and line.tag not in {"h1", "h2"}:
            text = _BY_AND_DATE.split(line.text)[0]
            name = roled_name(text) or roled_name(before_day(line.text) or "")
            stated = [name] if name else stated_names([before_day(text) or text], besides=besides)
            found = without_place([one for one in stated if is_name(one)])
        if not found and LINKED in line.called and is_name(before_day(line.text) or line.text):
            found = [before_day(line.text) or line.text]
        if found:
            yield from dict.fromkeys([*found, *_more(near[number + 1 :], besides)])
            return


def _signed(line: Line, besides: Collection[str]) -> list[str]:
    """Return who stands behind "By" in a line or a piece of it; the date behind the name is none of it."""
    for piece in pieces_of(line.text):
        found = signed_names(_BY_AND_DATE.split(piece)[0], besides=besides)
        front = before_day(piece) if not found else None
        if front is not None:
            user = user_name(front)
            found = signed_names(front, besides=besides) or ([user] if user else [])
        if found:
            return found
    return []


def _signed_behind(lines: Sequence[Line], title: str | None, besides: Collection[str]) -> list[str]:
    """Return who stands behind "By" in a line that is called a byline a little behind the first paragraph."""
    start = _headline(lines, title)
    for line in lines[start : start + _BEHIND]:
        if not line.elsewhere and line.called & AUTHOR and len(line.text) <= _LONGEST:
            found = _signed(line, besides)
            if found:
                return found
    return []


def _presenting(text: str, shows: Collection[str]) -> list[str]:
    show, _, name = text.rpartition(" with ")
    return [name] if show and key(show) in shows and is_name(name) else []


def _credited(line: Line, besides: Collection[str]) -> list[str]:
    """Return who wrote by a line anywhere, as agencies put it behind the text: "(Reporting by Jane Roe; ...)"."""
    text = line.text.strip("() ") if not line.elsewhere and len(line.text) <= _LONGEST else ""
    return signed_names(re.split(r"\s*[;.]\s+", text)[0], besides=besides) if _CREDIT.match(text) else []


def _unsigned(under: Sequence[Line], besides: Collection[str]) -> Iterator[str]:
    """Yield who stands under the headline with what she is at the paper, or with its name: "Jane Roe, reporter"."""
    for line, following in zip_longest(under, under[1:]):
        if line.tag in {"h1", "h2", "h3", "figcaption", "caption", "li"}:
            continue
        pieces = [line.text, *filter(None, map(before_day, pieces_of(line.text)))]
        name = next((name for piece in pieces if (name := roled_name(piece.strip(" ."))) is not None), None)
        if name is None and following is not None and is_name(line.text):
            name = line.text if is_role(following.text) or _HANDLE.fullmatch(following.text) else None
        name = name or next((one for piece in pieces if (one := _of_outlet(piece, besides)) is not None), None)
        name = name or _beside_day(line.text)
        if name is not None:
            yield name
            return
        if following is not None and is_date(following.text) and (names := placed_names(line.text)):
            yield from names
            return


def _beside_day(text: str) -> str | None:
    """Return the name in front of a bar and a day ("Jane Roe | 26.05.2011"), or of a comma and a day without its year.

    In front of a comma and a whole date stands a place as often.
    """
    match = _NAME_AND_DAY.fullmatch(text)
    if match is not None:
        return match["name"] if is_name(match["name"]) else None
    name, _, day = text.partition(" | ")
    return name if is_name(name) and is_date(day) else None


def _of_outlet(piece: str, outlets: Collection[str]) -> str | None:
    """Return the name in front of the outlet's: "Jane Roe, Vale Echo"; or of who "reports", from anywhere."""
    reports = _REPORTS.fullmatch(piece)
    name, _, outlet = piece.partition(", ") if reports is None else (reports["name"], "", "")
    return name if is_name(name) and (reports is not None or outlet.casefold() in outlets) else None


def _more(following: Sequence[Line], besides: Collection[str]) -> Iterator[str]:
    """Yield the other authors, whose names stand in tags of their own: a name, "and", another name."""
    for line in following:
        text = re.sub(r"\A(?:and|und|et|y|&|,)\s*", "", line.text)
        if text in {"", ","} or (is_role(text) and line.called & AUTHOR):
            continue
        names = stated_names([text], besides=besides) if line.called & AUTHOR and not line.called & _ROLES else []
        if not names or not all(map(is_name, names)) or any(map(is_house, names)) or _is_place(text, names):
            return
        yield from names


def _is_place(text: str, names: Sequence[str]) -> bool:
    """Tell whether what stands in a tag of its own under a name says where she is: "BBC Scotland, Wick"."""
    return len(names) > 1 and re.search(r"\s(?:and|und|et|y|&)\s", text) is None


def _pointed(lines: Sequence[Line]) -> list[str]:
    """Return the one person of whom links anywhere lead to all that she wrote: "View all posts by Jane Roe"."""
    found = {}
    for line in lines:
        match = _ALL_OF.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match is not None and is_name(match["name"]):
            found[key(match["name"])] = match["name"]
    return list(found.values()) if len(found) == 1 else []


def distributors(lines: Iterable[Line]) -> frozenset[str]:
    """Return, by what they are told by, who has a press release put up: no author of it, whatever a tag says."""
    found, before = set(), ""
    for line in lines:
        match = _PROVIDED.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match is not None and match["who"]:
            found.add(key(match["who"]))
        elif _PROVIDED.fullmatch(f"{before} ") and line.text:
            found.add(key(line.text))
        before = line.text[:_LONGEST]
    return frozenset(found) - {""}


def day_order(lines: Iterable[Line], told: Iterable[str]) -> bool | None:
    """Return whether a page writes the day first where it writes numbers alone: None where it does not prove it.

    It does by another date, in which one number can be no month; or by one that it tells in another way, too.
    """
    texts = list(told)
    pairs = {
        (int(match[1]), int(match[2]))
        for text in [*texts, *(line.text for line in lines if len(line.text) <= _LONGEST)]
        for match in _TWO_WAYS.finditer(text)
    }
    proofs = {one > 12 for one, other in pairs if (one > 12) != (other > 12)}
    clear = set()
    for text in texts:
        try:
            day = written(text).moment
            clear.add((day.month, day.day))
        except (ValueError, OverflowError):
            continue
    doubtful = {pair for pair in pairs if max(pair) <= 12 and pair[0] != pair[1]}
    for one, other in doubtful:
        if ((other, one) in clear) != ((one, other) in clear):
            proofs.add((other, one) in clear)
    return proofs.pop() if len(proofs) == 1 else None
