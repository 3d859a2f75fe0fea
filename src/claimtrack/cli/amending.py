"""`evidence set`: put right what was said of a piece, and say how it may be used."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    DryRunOption,
    NewSourceOption,
    ReasonOption,
    complete_sources,
    given,
    numbers,
    rehearsed,
)
from claimtrack.cli.piece import CredibilityOption, DatedOption, ReliesOnOption
from claimtrack.cli.telling import tell_outcome
from claimtrack.vocabulary import Basis, Consent, Risk, Visibility

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


@given
def set_(
    piece: Annotated[int, typer.Argument(metavar="EVIDENCE", help="The piece's number.", show_default=False)],
    desk: "Desk",
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whom it really comes from.", autocompletion=complete_sources, show_default=False
        ),
    ] = None,
    relies_on: ReliesOnOption = None,
    no_relies_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Whom it does not rely on after all; may be repeated.",
            autocompletion=complete_sources,
            show_default=False,
        ),
    ] = None,
    basis: Annotated[Basis | None, typer.Option(help="How it knows.", show_default=False)] = None,
    credibility: CredibilityOption = None,
    dated: DatedOption = None,
    compared: Annotated[
        bool,
        typer.Option(
            "--compared", help="You compared it, since its text cannot be read, with the article and the rest: no copy."
        ),
    ] = False,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CLAIM", help="Basis and credibility for these claims only, such as 12,15-18.", show_default=False
        ),
    ] = None,
    rights: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Why the desk may hold and publish it.", show_default=False),
    ] = None,
    consent: Annotated[
        Consent | None, typer.Option(help="Whether who is in it agreed to that.", show_default=False)
    ] = None,
    consent_by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who agreed, or took it back.", show_default=False)
    ] = None,
    consent_for: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What they agreed to.", show_default=False)
    ] = None,
    risk: Annotated[
        Risk | None, typer.Option(help="How badly somebody could be harmed by it.", show_default=False)
    ] = None,
    harmed: Annotated[str | None, typer.Option(metavar="TEXT", help="Who could be harmed.", show_default=False)] = None,
    visibility: Annotated[
        Visibility | None,
        typer.Option(
            help="restricted: opened only for a reason; protected: left out of reports and packages, too.",
            show_default=False,
        ),
    ] = None,
    reason: ReasonOption = None,
    new_source: NewSourceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Put right what was said of a piece; verdicts that it no longer carries reopen. Say how it may be used.

    Example: claimtrack evidence set 3 --relies-on "Northern Press Agency" --reason "its last line credits them"

    Example: claimtrack evidence set 3 --visibility protected --risk high --harmed "who filmed it"
    """
    from claimtrack.services.evidence import amendments as service
    from claimtrack.services.evidence import terms
    from claimtrack.services.evidence.days import shown_by_piece
    from claimtrack.services.inputs import day_given

    desk, day = rehearsed(desk, dry_run), day_given(dated)
    amendment = service.Amendment(
        source=source,
        relies_on=tuple(relies_on or ()),
        no_relies_on=tuple(no_relies_on or ()),
        basis=basis,
        credibility=credibility,
        dated=day,
        claims=tuple(numbers(claim) if claim else ()),
        new_source=new_source,
        shows_day=day is not None and shown_by_piece(desk, piece, day),
        compared=compared,
    )
    new = terms.NewTerms(rights, consent, consent_by, consent_for, risk, harmed, visibility)
    tell_outcome(desk, *desk.enact(terms.put_right, piece, amendment, new, reason=reason))
