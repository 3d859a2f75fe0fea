"""What a page shows of its byline and dates, near its headline: only where it says so, in a line or by its tags."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.reading.bylines import is_by, is_name, signed_names, stated_names
from claimtrack.reading.page_lines import AUTHOR, CHANGED, DATE, Line
from claimtrack.reading.published import is_date, written
from claimtrack.reading.titles import key

_BEFORE, _BEHIND = 8, 25
"""Lines in front of and behind the headline that are looked at."""
_PARAGRAPH = 25
"""Words; where so many stand in one line, the article has begun."""
_LONGEST = 200
"""Characters; a longer line is text."""
_PUBLISHED = re.compile(
    r"(?:(?:first|originally|date|page)\s+)?(?:published|posted|released|issued|publication date|release date|pub date"
    r"|date|publicado|publicada|publié|publiée|veröffentlicht|erschienen|pubblicato|gepubliceerd|publicerad|publisert"
    r"|udgivet|opublikowano|julkaistu)\b\s*(?:(?:on|at|le|el|am|il|em|op|den)\b)?\s*[:\-–—]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:(?:last|page|this page|article|content|date)\s+)*(?:was\s+)?(?:last\s+)?(?:updated|modified|revised|edited"
    r"|changed|reviewed|update|aktualisiert|geändert|stand|actualizado|atualizado|mis à jour|modifié|aggiornato"
    r"|bijgewerkt|uppdaterad|oppdatert|opdateret)\b\s*(?:(?:on|at|le|el|am|il|em|op|den)\b)?\s*[:\-–—]?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|·•–—/]\s+|\s*;\s*|[,.(]?\s+(?=\(?(?:last )?(?:updated|modified)\b)", re.IGNORECASE)
_BY_AND_DATE = re.compile(r"(?:,|\bon\b|\bpublished\b|\bposted\b)\s+(?=\S*\d|[A-Z][a-z]+\.? \d)", re.IGNORECASE)
_TWO_WAYS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Shown:
    """Who signs an article, and the dates that it shows, the surest first."""

    names: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


def shown_by(lines: Sequence[Line], title: str | None, *, besides: Collection[str] = ()) -> Shown:
    """Find what the lines around the headline ``title`` say; ``besides`` are names of no author."""
    near = _near(lines, title)
    dates = list(_dates([*near, *_labelled(lines)]))
    bare = dict.fromkeys(day for day, sure, kind in dates if kind == "published" and not sure)
    return Shown(
        tuple(_names(near, besides)),
        # Of several dates of which nothing is said, none is that of publication.
        (*(day for day, sure, kind in dates if kind == "published" and sure), *(bare if len(bare) == 1 else ())),
        tuple(day for day, _, kind in dates if kind == "modified"),
    )


def _near(lines: Sequence[Line], title: str | None) -> list[Line]:
    """Return the lines from a little above the headline to where the article's text begins."""
    start = _headline(lines, title)
    above = lines[max(0, start - _BEFORE) : start]
    article = lines[start].article if start < len(lines) else 0
    near = [one for one in above if not one.elsewhere and one.article in {article, 0} and len(one.text) <= _LONGEST]
    for line in lines[start : start + _BEHIND]:
        if len(line.text.split()) >= _PARAGRAPH and line.tag not in {"h1", "h2"}:
            break
        if not line.elsewhere and len(line.text) <= _LONGEST:
            near.append(line)
    return near


def _headline(lines: Sequence[Line], title: str | None) -> int:
    """Return where the headline stands; where it does not, the first line of an article, or of the page."""
    wanted = key(title) if title else None
    same = [number for number, line in enumerate(lines) if wanted and key(line.text) == wanted and not line.elsewhere]
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
            and (_PUBLISHED.match(line.text) or _CHANGED.match(line.text))
        ):
            yield line


def _names(near: Sequence[Line], besides: Collection[str]) -> Iterator[str]:
    """Yield who signs: who stands behind "By", or in a tag that is called a byline; the first line of them counts."""
    for number, line in enumerate(near):
        following = near[number + 1] if number + 1 < len(near) else None
        # The date that stands behind the name in one line is none of it.
        text = _BY_AND_DATE.split(line.text)[0]
        found = signed_names(text, besides=besides)
        if not found and is_by(line.text) and following is not None and is_name(following.text):
            found = [following.text]
        if not found and line.called & AUTHOR and line.tag not in {"h1", "h2"}:
            found = [one for one in stated_names([text], besides=besides) if is_name(one)]
        if found:
            yield from dict.fromkeys([*found, *_more(near[number + 1 :], besides)])
            return


def _more(following: Sequence[Line], besides: Collection[str]) -> Iterator[str]:
    """Yield the other authors, whose names stand in tags of their own: a name, "and", another name."""
    for line in following:
        text = re.sub(r"\A(?:and|und|et|y|&|,)\s*", "", line.text)
        if text in {"", ","}:
            continue
        names = stated_names([text], besides=besides) if line.called & AUTHOR else []
        if not names or not all(map(is_name, names)):
            return
        yield from names


def _dates(lines: Iterable[Line]) -> Iterator[tuple[str, bool, str]]:
    """Yield the dates of lines: the words, whether it is said of what they are, and "published" or "modified"."""
    before = ""
    for line in lines:
        changed = bool(line.called & CHANGED) and "published" not in line.called
        for piece in dict.fromkeys([line.text, *_BETWEEN.split(line.text)]):
            found = _date(piece, before, changed=changed)
            if found is not None:
                day, kind, labelled = found
                yield day, labelled or bool(line.called & DATE), kind
        if line.stamp is not None and is_date(line.stamp):
            again = changed or _CHANGED.match(line.text) or _CHANGED.fullmatch(f"{before} ")
            yield line.stamp, True, "modified" if again else "published"
        before = line.text


def _date(piece: str, before: str, *, changed: bool) -> tuple[str, str, bool] | None:
    """Read one piece of a line, with the label that it has or that stands before it."""
    piece = piece.strip(" ,.()")
    for label, kind in ((_CHANGED, "modified"), (_PUBLISHED, "published")):
        match = label.match(piece)
        rest = piece[match.end() :].strip() if match is not None else ""
        if rest and is_date(rest):
            return rest, kind, True
        if label.fullmatch(f"{before.strip(' ,.()')} ") and is_date(piece):
            return piece, kind, True
    if not is_date(piece):
        return _behind_name(piece)
    return piece, "modified" if changed else "published", False


def _behind_name(piece: str) -> tuple[str, str, bool] | None:
    """Read the date in a line of both, as "By Jane Roe, 2 March 2026"."""
    parts = _BY_AND_DATE.split(piece, maxsplit=1)
    if len(parts) == 2 and signed_names(parts[0]) and is_date(parts[1]):
        return parts[1], "published", False
    return None


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
