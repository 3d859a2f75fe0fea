"""`tag`, `untag` and `tags`: sort claims by words of the desk's own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, VersionOption, complete_claims_or_tags, given, seen_by
from claimtrack.cli.output import emit, table, tell
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_reopened
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.desk import Desk
    from claimtrack.services.marks.tags import Tagged
    from claimtrack.services.paging import Window

WordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="CLAIM... TAG",
        help="Claim numbers and ranges, then the tag: 12 15-18 elections.",
        autocompletion=complete_claims_or_tags,
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (tag, untag, tags):
        app.command()(command)


@given
def tag(words: WordsArgument, desk: "Desk", if_version: VersionOption = None) -> None:
    """Put a tag on claims. A tag is letters, digits, - _ and :, and case does not count.

    Example: claimtrack tag 12 15-18 elections
    """
    from claimtrack.services.marks import tags as service

    seen, name = _named(desk, words, if_version)
    _tell(desk.enact(service.tag, seen, name), "tagged {}", "had it already")


@given
def untag(words: WordsArgument, desk: "Desk", if_version: VersionOption = None) -> None:
    """Take a tag off claims. That they had it stays in their history.

    Example: claimtrack untag 12 elections
    """
    from claimtrack.services.marks import tags as service

    seen, name = _named(desk, words, if_version)
    _tell(desk.enact(service.untag, seen, name), "no longer tagged {}", "did not have it")


@given
def tags(desk: "Desk", form: Form, window: "Window") -> None:
    """List tags, with how many claims have each and how many of those await a verdict.

    Example: claimtrack tags
    """
    from claimtrack.services.marks.tag_listing import listing

    found = listing(desk, window)
    if form is not Form.TABLE:
        emit([{"tag": one.name, "claims": one.claims, "awaiting_verdict": one.waiting} for one in found], form)
        tell_left_out(found, "tag")
        return
    if found:
        table([[one.name, one.claims, one.waiting] for one in found], ["tag", "claims", "awaiting a verdict"])
    tell(footer(found, "tag"))


def _named(desk: "Desk", words: Sequence[str], version: int | None) -> "tuple[Seen, str]":
    if len(words) < 2:
        raise UsageError("say which claims, and then the tag: 12 15-18 elections")
    return seen_by(desk, words[:-1], version), words[-1]


def _tell(done: "Tagged", words: str, left: str) -> None:
    rest = f"; {', '.join(map(str, done.left))} {left}" if done.left else ""
    tell(f"claim {', '.join(map(str, done.claims))}: {words.format(done.name)}{rest}")
    tell_reopened(done.reopened)
