"""Events of articles and of their versions."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from claimtrack.events.actions import Action
from claimtrack.events.event import (
    ABSENT,
    PURGED,
    Absent,
    After,
    Before,
    Column,
    Event,
    Names,
    Side,
    SourceNumber,
    Subject,
    Text,
)
from claimtrack.events.forms import Sealed, timestamp
from claimtrack.events.state import UNTOLD, Kind, State, taking

ARTICLE = Kind(
    "article",
    ("outlet", "agency", "published", "recorded", "readers"),
    numbers={"outlet": "source", "agency": "source"},
)
SNAPSHOT = Kind(
    "snapshot",
    (
        "article",
        "digest",
        "size",
        "text_sha256",
        "media_type",
        "extractor",
        "language",
        "sketch",
        "posts",
        "retrieved",
    ),
)
"""``sketch`` and ``posts`` are the digests of that by which copies are known, and of what ``posts_told`` gives."""


def posts_told(posts: object) -> str | None:
    """Return the digest by which events know the posts of a live file; None for what is none."""
    if not posts:
        return None
    return sha256(json.dumps(posts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _published(after: Mapping[str, Any]) -> dict[str, str | None]:
    """Return when an article was published, in the one form of which there is but one."""
    if "published" not in after:
        return {}
    when = after["published"]
    return {"published": None if when is None else timestamp(datetime.fromisoformat(when))}


class ArticleIngested(Event):
    """An article is on record, or a new version of one."""

    action = Action.ARTICLE_INGESTED
    noun = "article"
    by_machine = True

    article: Annotated[int, Side.SUBJECT, Side.AFTER]
    snapshot: After[int]
    digest: After[str]
    size: After[int]
    text_sha256: After[str]
    media_type: After[str]
    extractor: After[str]
    outlet: After[SourceNumber | None]
    published: After[datetime | None]
    claims: After[int]
    new_version: After[bool]
    title: Text
    byline: Text
    url: Text
    name: Text
    language: After[str | Absent] = ABSENT
    sketch: After[str | Absent | None] = ABSENT
    posts: After[str | Absent | None] = ABSENT

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        number, snapshot = sealed.after["article"], sealed.after["snapshot"]
        again = number in state.rows[ARTICLE]
        when = {} if again else {"recorded": sealed.at, "agency": None, "readers": None}
        told = {**sealed.after, **when, **_published(sealed.after)}
        state.put(ARTICLE, number, told, ("outlet", "agency", "published", "recorded", "readers"))
        state.put(SNAPSHOT, snapshot, {**sealed.after, "retrieved": sealed.at})

    def sentence(self, _: Names) -> str:
        title = f' "{self.title}"' if self.title not in {None, PURGED} else ""
        return f"ingested article {self.article}{title} with {self.claims} claims"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        article, snapshot = sealed.subject[1], sealed.after.get("snapshot", 0)
        columns: dict[str, Column] = {name: ("article", article, name) for name in ("title", "byline", "url")}
        return {**columns, "name": ("snapshot", snapshot, "name")}


class ArticleReaders(Event):
    """Only these may read an article on a desk from now on: numbers of people and roles, with a blank between.

    None is everybody.
    """

    action = Action.ARTICLE_READERS
    noun = "article"

    article: Subject
    was_readers: Before[str | None]
    readers: After[str | None]

    fold = staticmethod(taking(ARTICLE, "readers"))

    def sentence(self, names: Names) -> str:
        if self.readers is None:
            return f"opened article {self.article} to everybody at the desk"
        words = self.readers.split()
        people = [names.person(int(word)) for word in words if word.isdecimal()]
        told = ", ".join([*people, *(f"every {word}" for word in words if not word.isdecimal())])
        return f"limited article {self.article} to {told}"


class ArticleChanged(Event):
    """What is known about an article was put right; what is absent was left as it was."""

    action = Action.ARTICLE_CHANGED
    noun = "article"

    article: Subject
    was_published: Before[datetime | Absent | None] = ABSENT
    published: After[datetime | Absent] = ABSENT
    was_outlet: Before[SourceNumber | Absent | None] = ABSENT
    outlet: After[SourceNumber | Absent] = ABSENT
    was_agency: Before[SourceNumber | Absent | None] = ABSENT
    agency: After[SourceNumber | Absent] = ABSENT
    title_before: Text = None
    title_after: Text = None
    byline_before: Text = None
    byline_after: Text = None
    url_before: Text = None
    url_after: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        told = {**sealed.after, **_published(sealed.after)}
        state.put(ARTICLE, sealed.subject[1], told, ("outlet", "agency", "published"))

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        names = ("title", "byline", "url")
        return {
            f"{name}_after": ("article", sealed.subject[1], name) for name in names if f"{name}_after" in sealed.texts
        }

    def sentence(self, names: Names) -> str:
        words = {
            "title": (self.title_before, self.title_after),
            "byline": (self.byline_before, self.byline_after),
            "url": (self.url_before, self.url_after),
        }
        parts = [
            f'{name} from "{was}" to "{now}"' if was else f'{name} to "{now}"'
            for name, (was, now) in words.items()
            if now is not None
        ]
        for what, was, now in (
            ("outlet", self.was_outlet, self.outlet),
            ("agency whose copy it is", self.was_agency, self.agency),
        ):
            if not isinstance(now, Absent) and not isinstance(was, Absent):
                parts.append(f"{what} from {names.source(was)} to {names.source(now)}")
        if not isinstance(self.published, Absent) and not isinstance(self.was_published, Absent):
            was_published = self.was_published.isoformat() if self.was_published is not None else "none"
            parts.append(f"date from {was_published} to {self.published.isoformat()}")
        return f"corrected article {self.article}: {', '.join(parts)}"


class ArticleReread(Event):
    """An article was read again; ``claims`` are new."""

    action = Action.ARTICLE_REREAD
    noun = "article"
    by_machine = True

    article: Subject
    was_extractor: Before[str]
    snapshot: After[int]
    extractor: After[str]
    claims: After[int]
    superseded: After[int]
    refreshed: After[int]
    language: After[str | Absent] = ABSENT

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        number = sealed.after["snapshot"]
        state.put(SNAPSHOT, number, sealed.after, ("extractor", "language"))
        if "language" not in sealed.after:
            state.row(SNAPSHOT, number)[SNAPSHOT.places["language"]] = UNTOLD

    def sentence(self, _: Names) -> str:
        return (
            f"read article {self.article} again with the engine {self.extractor} (was {self.was_extractor}): "
            f"{self.claims} new, {self.superseded} superseded, {self.refreshed} updated"
        )
