"""`ingest`: from an article to claims on record."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    AllowPrivateOption,
    AsOption,
    EncodingOption,
    ExtractorOption,
    FilesArgument,
    JobsOption,
    MaxSizeOption,
    ModelOption,
    WorkspaceOption,
)
from claimtrack.cli.lookups import tell_that_some_wait
from claimtrack.cli.output import counted, program, tell, watched
from claimtrack.cli.tally import Tally
from claimtrack.cli.telling import UNREAD, tell_reopened, unread_language
from claimtrack.config import MAX_SIZE, acting_reviewer, chosen_extractor, place_for_new
from claimtrack.errors import UsageError
from claimtrack.vocabulary import SkippedBecause

# The services behind this command load the mapped classes and the engine; help should not wait for them.
if TYPE_CHECKING:
    from claimtrack.services.articles.ingest import Ingested
    from claimtrack.services.articles.new_version import Recaptured
    from claimtrack.services.desk import Desk


_SKIPPED = {
    SkippedBecause.FURNITURE: ("line of the page's furniture", "lines of the page's furniture"),
    SkippedBecause.DATELINE: ("dateline",),
    SkippedBecause.BYLINE: ("byline",),
    SkippedBecause.HEADING: ("heading",),
    SkippedBecause.QUESTION: ("question",),
    SkippedBecause.OTHER: ("stretch of other words", "stretches of other words"),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ingest)


def ingest(
    files: FilesArgument,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The article's title.", show_default=False)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.", show_default=False)] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When, such as 2026-11-24 or 2026-11-24T15:30+02:00.", show_default=False),
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it stands on the web.", show_default=False)
    ] = None,
    version_of: Annotated[
        int | None,
        typer.Option("--version-of", metavar="N", help="It is a new version of article N.", show_default=False),
    ] = None,
    extractor: ExtractorOption = None,
    model: ModelOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Record what looks like no article, such as a consent page, too.")
    ] = False,
    encoding: EncodingOption = None,
    jobs: JobsOption = 1,
    max_size: MaxSizeOption = MAX_SIZE,
    allow_private: AllowPrivateOption = False,
    workspace: WorkspaceOption = None,
    who: AsOption = None,
) -> None:
    """Read articles and record their statements as claims; makes a workspace where there is none.

    Example: claimtrack ingest article.html --outlet "Harbour Courier"
    """
    from claimtrack.services.inputs import each_input, expect, first_looked_for, named_once, publication_given

    names = named_once(files)
    if len(names) > 1 and any(value is not None for value in (title, url)):
        raise UsageError("--title and --url are for one article at a time")
    if len(names) > 1 and version_of is not None:
        raise UsageError("--version-of is for one article at a time")
    if jobs == 1:
        expect(names)  # while the services below load

    from claimtrack.services.articles.ingest import Given
    from claimtrack.services.articles.ingest_many import ingest_many
    from claimtrack.services.workspaces import open_or_create

    told = Given(title, outlet, url, publication_given(published), version_of)
    place = place_for_new(workspace)
    tally, bar = Tally(names, "recorded"), watched("reading")
    any_is_there, inputs = first_looked_for(
        each_input(names, max_size=max_size, allow_private=allow_private, encoding=encoding)
    )
    if not any_is_there:
        # No workspace is made for nothing.
        list(tally.good(inputs))
        tally.settle()
    fresh = not place.exists
    desk = open_or_create(place, reviewer=acting_reviewer(who))
    if fresh:
        tell(f"made a workspace in {place.folder}; you, {desk.reviewer}, are its admin")
    engine = chosen_extractor(extractor, model)
    done = ingest_many(desk, inputs, told, extractor=engine, force=force, jobs=jobs, heard=bar.within)
    new: list[int] = []
    claims: list[int] = []
    proposals = 0
    with tally.told_when_cut_off(), closing(done):
        for one in tally.good(bar.beside(names, done)):
            _tell_article(one)
            proposals += one.proposals
            new += [] if one.again else [one.article]
            claims += [] if one.again else one.claims
    _tell_alike(desk, new, claims)
    if len(new) == 1:
        tell_that_some_wait(desk, article=new[0], proposals=proposals)
    elif proposals:
        tell_that_some_wait(desk, proposals=proposals)
    if new:
        tell(f"next: {program()} list --unverified{f' --article {new[0]}' if len(new) == 1 else ''}")
    tally.settle()


def _tell_alike(desk: "Desk", new: Sequence[int], claims: Sequence[int]) -> None:
    """Ask which of those who speak may be one with somebody on record."""
    from claimtrack.services.sources.sources import asked_of, surely_same

    asked = asked_of(desk, claims) if claims else []
    for words in asked[:_MOST_ASKED]:
        tell(words)
    same = len(surely_same(desk)) if new else 0
    if same:
        tell(f"{counted(same, 'source')} may be on record under another name, too: {program()} source alike")


_MOST_ASKED = 3
"""Pairs of sources that may be one; `source alike` has what is surely so, and there may be dozens of the others."""


def _numbered(claims: "Sequence[int]") -> str:
    if not claims:
        return "no new claims"
    return f"claims {claims[0]}-{claims[-1]}" if len(claims) > 1 else f"claim {claims[0]}"


def _tell_article(one: "Ingested") -> None:
    name = f'"{one.title}"' if one.title else one.name
    if one.again:
        tell(f"{one.name}: already ingested as article {one.article}; nothing was added")
        return
    tell(f"article {one.article}: {name}")
    claims = _numbered(one.claims)
    tell(
        f"  {counted(len(one.claims), 'statement')} ({claims}): {one.checkable} checkable, "
        + ("all unread" if one.unread else f"{one.own_voice} in the outlet's own voice")
    )
    _tell_reading(one)
    if one.speakers:
        tell(f"  from {_listed(one.speakers)}")
    if one.caveats:
        tell(f"  the article itself doubts {one.caveats} of them: {program()} list --caveated --article {one.article}")
    if one.asked:
        tell(
            f"  it may doubt {one.asked} of them, marked with a question mark in the list: `{program()} show` says how"
        )
    if one.uncertain:
        look = "deserves a second look" if one.uncertain == 1 else "deserve a second look"
        tell(f"  {one.uncertain} of them {look}: {program()} list --uncertain --article {one.article}")
    _tell_parties(one.accusing, "accuse", "denial")
    _tell_parties(one.favouring, "favour", "support")
    _tell_whose(one)
    if one.links:
        does = "denies or contradicts" if one.links == 1 else "deny or contradict"
        tell(f"  {one.links} of them {does} another; `{program()} show` says which")
    language = unread_language(one.language)
    if language is not None:
        tell(f"  {language}, and English is what is read: {UNREAD}")
    if one.recaptured is not None:
        _tell_recaptured(one.recaptured)
    _tell_version(one)
    tell_reopened(one.reopened)


def _tell_reading(one: "Ingested") -> None:
    """Say how the text was read, whether it is whole, and what of it stands in no statement, and why."""
    for notice in one.notices:
        tell(f"  {notice}")
    if one.left_out is not None:
        missing, held = f"{one.left_out.missing:,}", f"{one.left_out.held:,}"
        tell(
            f"  PERHAPS NOT WHOLE: {missing} of {held} words that the page holds in its {one.left_out.place} were not "
            "read; hold the text against the page, or save it as a .txt file and ingest that"
        )
    told = [counted(number, *_SKIPPED[why]) for why, number in one.skipped]
    if told:
        bits = f", besides {counted(one.bits, 'word or two', 'bits')} between statements" if one.bits else ""
        tell(f"  skipped: {', '.join(told)}{bits}; `{program()} extract FILE --explain` lists them")


def _tell_parties(number: int, verb: str, word: str) -> None:
    if number:
        does = f"{verb}s" if number == 1 else verb
        tell(f"  {counted(number, 'statement')} {does} somebody by name: their own {word} will be no evidence")


def _tell_whose(one: "Ingested") -> None:
    """Say that the outlet has to be known before anything that it says itself is judged."""
    if one.nameless:
        what = "no outlet was found, and nothing confirms what it says itself until you name it"
        tell(f"  {what}: {program()} article set {one.article} --outlet NAME")


def _tell_version(one: "Ingested") -> None:
    """Offer the article on record that this one may be a version of, or say which one it was taken for."""
    if one.was is not None:
        tell(f"  it was on record as article {one.was}, whose claims are superseded by those of this one")
    like = one.lookalike
    if like is None:
        return
    share = f"{like.share:.0%} of the text".replace("%", " %") if like.share >= 0.01 else "another text"
    because = f"{like.because}; {share}" if like.because else share
    tell(
        f"  this may be a new version of article {like.article} ({because}): "
        f"{program()} ingest FILE --version-of {like.article} records it so"
    )


def _tell_recaptured(changes: "Recaptured") -> None:
    tell(f"  this article was read before: {counted(len(changes.kept), 'claim')} still stand as they were")
    for number, text in changes.reworded:
        tell(f'  claim {number} seems reworded: "{text}"')
    for one in changes.otherwise:
        tell(f"  claim {one.claim} is said otherwise now: {one.what}" + ("" if one.follows else _stands(one.claim)))
    for number in changes.asked:
        tell(f"  claim {number} may be doubted now, marked with a question mark: `{program()} show {number}` says how")
    if changes.loose:
        tell(
            f"  claim {', '.join(map(str, changes.loose))}: the words still stand, but in nothing that is read as a "
            "statement; hold it against the article who says them now"
        )
    if changes.removed:
        tell(f"  no longer in the article: claim {', '.join(map(str, changes.removed))}")


def _stands(claim: int) -> str:
    return f"; what a person corrected stands: look again, or {program()} correct {claim} --speaker NAME"


def _listed(speakers: Sequence[tuple[str, int]], most: int = 6) -> str:
    shown = ", ".join(f"{name} ({count})" for name, count in speakers[:most])
    rest = len(speakers) - most
    return f"{shown} and {counted(rest, 'other')}" if rest > 0 else shown
