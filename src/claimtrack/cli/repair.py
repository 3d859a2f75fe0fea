"""`add`, `correct` and `split`: what the machine got wrong."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import sheets
from claimtrack.cli.given import (
    ClaimArgument,
    DryRunOption,
    NewSourceOption,
    ReasonOption,
    VersionOption,
    complete_claims,
    complete_sources,
    given,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import program, tell
from claimtrack.cli.sheets import SheetOption, alone
from claimtrack.cli.telling import tell_outcome
from claimtrack.errors import UsageError
from claimtrack.vocabulary import CaveatKind, PartySide, SpeakerKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.marks.parties import NamedParty

QuoteOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="The claim's words as they stand in the article; repeated for a quotation in pieces.",
        show_default=False,
    ),
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who says it: a source's name or number.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]
KindOption = Annotated[SpeakerKind, typer.Option("--speaker-kind", help="What a new speaker is.")]
ViaOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Who carried it, from the speaker outward; may be repeated.",
        autocompletion=complete_sources,
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (add, correct, split):
        app.command()(command)


@given
def add(
    article: Annotated[int, typer.Argument(metavar="ARTICLE", help="The article's number.", show_default=False)],
    desk: "Desk",
    quote: QuoteOption = None,
    speaker: SpeakerOption = None,
    speaker_kind: KindOption = SpeakerKind.NONE,
    own_voice: Annotated[bool, typer.Option("--own-voice", help="The outlet says it itself.")] = False,
    via: ViaOption = None,
    not_checkable: Annotated[bool, typer.Option("--not-checkable", help="An opinion, wish or question.")] = False,
    new_source: NewSourceOption = False,
) -> None:
    """Record a claim that the machine missed. Its words must stand in the article.

    Example: claimtrack add 1 --quote "the bridge was closed on Monday" --speaker "Ana Ruiz"
    """
    from claimtrack.services.articles import repair as service

    number = desk.enact(
        service.add,
        article,
        service.Correction(
            quotes=tuple(quote or ()),
            speaker=speaker,
            own_voice=own_voice or None,
            via=tuple(via or ()),
            checkable=not not_checkable,
            speaker_kind=speaker_kind,
            new_source=new_source,
        ),
    )
    tell(f"claim {number} is on record; `{program()} show {number}`")


@given
def correct(
    desk: "Desk",
    claims: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CLAIM...",
            help="Claim numbers and ranges, such as 12 15-18.",
            autocompletion=complete_claims,
            show_default=False,
        ),
    ] = None,
    quote: QuoteOption = None,
    speaker: SpeakerOption = None,
    speaker_kind: KindOption = SpeakerKind.NONE,
    own_voice: Annotated[bool, typer.Option("--own-voice", help="Nobody else says it: the outlet does.")] = False,
    via: ViaOption = None,
    no_via: Annotated[bool, typer.Option("--no-via", help="Nobody carried it.")] = False,
    checkable: Annotated[
        bool | None,
        typer.Option(
            "--checkable/--not-checkable", help="Whether it can be held against evidence.", show_default=False
        ),
    ] = None,
    party: Annotated[
        list[str] | None,
        typer.Option(
            metavar="accused:NAME|favoured:NAME",
            help="Whom the claim accuses or favours: what they say for themselves does not count; may be repeated.",
            show_default=False,
        ),
    ] = None,
    no_party: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Whom it neither accuses nor favours after all; may be repeated.", show_default=False
        ),
    ] = None,
    caveat: Annotated[
        list[CaveatKind] | None,
        typer.Option(help="How the article itself doubts the claim; may be repeated.", show_default=False),
    ] = None,
    no_caveat: Annotated[
        list[CaveatKind] | None,
        typer.Option(help="How the article does not doubt it after all; may be repeated.", show_default=False),
    ] = None,
    caveat_words: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="The article's words for a --caveat that the machine missed.", show_default=False
        ),
    ] = None,
    reason: ReasonOption = None,
    new_source: NewSourceOption = False,
    sheet: SheetOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Correct claims: words, speaker, carriers, parties, doubts, checkable. The machine's version stays in the history.

    A sheet has the column claim and, for what is to change, quote, speaker, speaker_kind, own_voice, via, checkable,
    accused, favoured, reason, new_source; a saved `list --csv` with cells put right is one.

    Example: claimtrack correct 12 --speaker "Ana Ruiz" --via "Northern Press Agency"
    """
    from claimtrack.services.articles import repair as service

    desk = rehearsed(desk, dry_run)
    said = (claims, quote, speaker, own_voice, via, no_via, party, no_party, caveat, no_caveat, caveat_words, reason)
    if alone(sheet, (*said, checkable is not None), "which claims, such as 12 15-18"):
        sheets.correct(desk, sheet or "")
        return
    correction = service.Correction(
        quotes=tuple(quote) if quote else None,
        speaker=speaker,
        own_voice=True if own_voice else None,
        via=() if no_via else tuple(via) if via else None,
        checkable=checkable,
        speaker_kind=speaker_kind,
        new_source=new_source,
        parties=tuple(_party(words) for words in party or ()),
        no_parties=tuple(no_party or ()),
        caveats=tuple(caveat or ()),
        no_caveats=tuple(no_caveat or ()),
        caveat_words=caveat_words,
        reason=reason,
    )
    repaired = desk.enact(service.correct, seen_by(desk, claims or [], if_version), correction)
    for name in repaired.waiting:
        tell(f"{name} stays accused until a second person says so, too, by the same command")
    for number in repaired.not_own:
        tell(f"claim {number} stays whose it is until a second person says so, too, by the same command")
    done = [number for number in repaired.claims if number not in repaired.not_own]
    if done:
        tell_outcome(desk, f"corrected claim {', '.join(map(str, done))}", repaired.reopened)


@given
def split(
    claim: ClaimArgument,
    desk: "Desk",
    at: Annotated[
        str, typer.Option(metavar="TEXT", help="The words with which the second claim begins.", show_default=False)
    ],
    if_version: VersionOption = None,
) -> None:
    """Split one claim in two by its exact words.

    Example: claimtrack split 12 --at "and the airport"
    """
    from claimtrack.services.articles import repair as service
    from claimtrack.services.claims import look

    repaired = desk.enact(service.split, look(desk, [claim], version=if_version), at=at)
    tell(f"claim {repaired.claims[0]} keeps the first part, claim {repaired.claims[1]} is the second")


def _party(words: str) -> "NamedParty":
    from claimtrack.services.marks.parties import NamedParty

    side, _, name = words.partition(":")
    if side.strip().casefold() not in {one.value for one in PartySide} or not name.strip():
        raise UsageError(f'"{words}" names no party; write --party accused:NAME or --party favoured:NAME')
    return NamedParty(PartySide(side.strip().casefold()), name.strip())
