"""Which article on record a new one may be a version of: by its title and outlet, its address, or its text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.db import article_rows
from claimtrack.db.models import Article
from claimtrack.rules.copies import Sketch, shared

_NEARLY = 0.6
"""Of the longer text's runs of words; where so many stand in the other, too, it is nearly the same text."""
_IN_PART = 0.3
"""The same for two texts under one title, where the outlet of one is not known."""
_LEAST = 8
"""Runs; a text of fewer is a sentence, which many articles may share."""
_LOWEST = 8
"""Hashes of a sketch by which texts are looked up; nearly the same texts have most of them in common."""
_IN_COMMON = 2
_MOST = 20
"""Articles that are held against a new one; of a hash that more have, such as one of a notice, the newest ones."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An article on record that a new one may be a version of: ``because``, and how much of the text is the same."""

    article: int
    because: str | None
    share: float


@dataclass(slots=True)
class Lookalikes:
    """Finds the article that a new one looks like; what it knows of texts it reads from the database once."""

    _newest: int = 0
    _by_hash: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))

    def of(self, session: Session, article: Article, sketched: Sketch) -> Lookalike | None:
        """Return the article on record that ``article``, with its text's sketch, looks most like; None for none.

        Takes as long as it takes to read what was put on record since it was asked last.
        """
        self._read(session)
        reasons = dict(_reasons(session, article))
        near = [one for one in self._with_hashes(sketched) if one != article.id]
        asked = [*reasons, *(one for one in near if one not in reasons)][: 2 * _MOST]
        outlets = article_rows.outlets_of(session, asked)
        found = []
        for number, kept in article_rows.article_sketches(session, asked).items():
            share = max(shared(sketched, Sketch.from_bytes(one)) for one in kept)
            because = _because(reasons.get(number), share, len(sketched.runs), article.outlet_id, outlets.get(number))
            if because is not None:
                found.append(Lookalike(number, because or None, share))
        return max(found, key=lambda one: (one.share, -one.article), default=None)

    def _read(self, session: Session) -> None:
        for snapshot, article, lowest in article_rows.sketch_heads(session, after=self._newest, hashes=_LOWEST):
            self._newest = snapshot
            for one in _hashes(lowest):
                self._by_hash[one] = [*self._by_hash[one][-_MOST:], article]

    def _with_hashes(self, sketched: Sketch) -> Sequence[int]:
        lowest = _hashes(sketched.as_bytes()[1 : 1 + 8 * _LOWEST])
        common = Counter(article for one in lowest for article in set(self._by_hash.get(one, ())))
        enough = min(_IN_COMMON, len(lowest))
        return [article for article, count in common.most_common(_MOST) if count >= enough]


def _hashes(lowest: bytes) -> list[bytes]:
    return [lowest[at : at + 8] for at in range(0, len(lowest), 8)]


def _reasons(session: Session, article: Article) -> Iterator[tuple[int, str]]:
    """Yield the articles with the same title or address: its number, and which it is."""
    if article.title is not None:
        for number, outlet in article_rows.articles_titled(session, article.title, besides=article.id, most=_MOST):
            both = outlet is not None and article.outlet_id is not None
            if not both or outlet == article.outlet_id:
                yield number, "same title and outlet" if both else "same title"
    if article.url is not None:
        for number in article_rows.articles_at(session, _other_ways(article.url), besides=article.id, most=_MOST):
            yield number, "same address"


def _because(reason: str | None, share: float, runs: int, outlet: int | None, other: int | None) -> str | None:
    """Return for what reason beside the share of the text two articles may be one; None where they are two.

    The same text in another outlet is its copy of the story, and no new version of it.
    """
    if reason == "same title":
        return reason if share >= _IN_PART else None
    if reason is not None:
        return reason
    several = outlet is not None and other is not None and outlet != other
    return "" if share >= _NEARLY and runs >= _LEAST and not several else None


def _other_ways(url: str) -> list[str]:
    """Return the other ways to write an address: with and without TLS, "www.", a slash at the end, and what is sent
    along to count visits.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    kept = "&".join(one for one in parts.query.split("&") if one and not one.startswith(("utm_", "fbclid=")))
    rest = [f"{path}{end}{f'?{query}' if query else ''}" for end in ("", "/") for query in {kept, parts.query}]
    return [f"{scheme}://{www}{host}{one}" for scheme in ("https", "http") for www in ("", "www.") for one in rest]
