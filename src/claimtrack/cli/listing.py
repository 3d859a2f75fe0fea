"""`list` and `show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOfOption, ClaimArgument, Form, TagOption, complete_sources, given
from claimtrack.cli.moments import event_or_after
from claimtrack.cli.output import counted, emit, program, shortened, table, tell, width
from claimtrack.rules.contradictions import by_claim
from claimtrack.vocabulary import OPPOSING, LinkState, Order, Said, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.db.listing import ListedClaim, ListedLink
    from claimtrack.rules.contradictions import Contradiction
    from claimtrack.services.desk import Desk
    from claimtrack.services.reports.listing import Listing


_TOLD = 5
"""How many pairs of claims in an alarm are told under a listing."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_)
    app.command()(show)


@given
def list_(
    desk: "Desk",
    form: Form,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="The work left: checkable, without a verdict.")
    ] = False,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Checkable and not independently confirmed, whatever the verdict.")
    ] = False,
    uncertain: Annotated[
        bool,
        typer.Option("--uncertain", help="Only what deserves a second look: the engine was not sure of it."),
    ] = False,
    status: Annotated[list[Status] | None, typer.Option(help="Only in this status; may be repeated.")] = None,
    said: Annotated[Said | None, typer.Option(help="Only with this answer to: was it really said?")] = None,
    article: Annotated[int | None, typer.Option(metavar="N", help="Only of this article.", show_default=False)] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Only what this source says.", autocompletion=complete_sources, show_default=False
        ),
    ] = None,
    mine_only: Annotated[bool, typer.Option("--mine", help="Only those you have.")] = False,
    checkable: Annotated[
        bool | None, typer.Option("--checkable/--not-checkable", help="Only (not) checkable.", show_default=False)
    ] = None,
    own_voice: Annotated[
        bool | None,
        typer.Option("--own-voice/--attributed", help="Only the outlet's own voice, or only what others say."),
    ] = None,
    caveated: Annotated[bool, typer.Option("--caveated", help="Only what the article itself doubts.")] = False,
    overridden: Annotated[bool, typer.Option("--overridden", help="Only with a verdict by override.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only with a verdict older than the policy lets one be.")
    ] = False,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only with these words, or from a source named so.", show_default=False),
    ] = None,
    tag: TagOption = None,
    sort: Annotated[
        Order | None,
        typer.Option(help="In which order.", show_default="number; confidence with --uncertain"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many on a page.")] = 50,
    page: Annotated[int, typer.Option(min=1, metavar="N", help="Which page.")] = 1,
    everything: Annotated[bool, typer.Option("--all", help="All pages at once.")] = False,
) -> None:
    """List claims.

    Example: claimtrack list --unverified --article 1
    """
    from claimtrack.db.listing import Wanted
    from claimtrack.services.reports.listing import limit_of, list_claims, mine

    wanted = Wanted(
        unverified=unverified,
        unconfirmed=unconfirmed,
        uncertain=uncertain,
        statuses=tuple(status or ()),
        said=said,
        article=article,
        holder_key=mine(desk) if mine_only else None,
        checkable=checkable,
        own_voice=own_voice,
        caveated=True if caveated else None,
        overridden=True if overridden else None,
        search=search,
        judged_before=limit_of(desk) if stale else None,
    )
    most = None if everything else limit
    order = sort or (Order.CONFIDENCE if uncertain else Order.NUMBER)
    found = list_claims(desk, wanted, source=source, tag=tag, order=order, limit=most, page=1 if everything else page)
    if form is Form.TABLE:
        _show_table(found, unverified=unverified)
    else:
        alarms = by_claim(found.alarms)
        emit([_row(claim, alarms.get(claim.number, ())) for claim in found.claims], form)


@given
def show(number: ClaimArgument, desk: "Desk", form: Form, as_of: AsOfOption = None) -> None:
    """Show one claim: its words in context, who says it, caveats, evidence, verdicts, history.

    Example: claimtrack show 12
    """
    from claimtrack.cli.claim import as_data, print_claim
    from claimtrack.services.reports.gather import show as gather

    shown = gather(desk, number, as_of=event_or_after(as_of) if as_of is not None else None)
    if form is Form.TABLE:
        print_claim(shown)
    else:
        emit([as_data(shown)], form)


def _show_table(found: "Listing", *, unverified: bool) -> None:
    if found.claims:
        lines = max(90, (width() - 40) * 4)
        alarms = by_claim(found.alarms)
        rows = [
            [
                claim.number,
                _standing(claim),
                _who(claim),
                shortened(claim.text, lines),
                _marks(claim, alarms.get(claim.number, ())),
            ]
            for claim in found.claims
        ]
        table(rows, ["#", "status", "who says so", "claim", "marks"], flexible=[2, 3])
    tell(_footer(found, unverified=unverified))
    _tell_alarms(found.alarms)


def _standing(claim: "ListedClaim") -> list[str]:
    words = claim.status.replace("_", " ")
    if claim.overridden:
        return [words, "BY OVERRIDE"]
    return [f"{words} ✓" if claim.independently_confirmed else words]


def _who(claim: "ListedClaim") -> str:
    if claim.own_voice:
        return f"own voice ({claim.speaker})" if claim.speaker else "own voice"
    return claim.speaker or "nobody named"


def _marks(claim: "ListedClaim", alarms: "Sequence[Contradiction]") -> list[str]:
    against = {one.against(claim.number) for one in alarms}
    marks = [f"ALARM: against {number}" for number in sorted(against)]
    marks += [_bearing(link) for link in claim.links if link.claim not in against and _opposes(link)]
    marks += claim.caveats
    if not claim.checkable:
        marks.append("not checkable")
    if claim.uncertain:
        marks.append(f"confidence {claim.confidence:.2f}")
    if claim.said != Said.UNCHECKED.value:
        marks.append(f"said: {claim.said.replace('_', ' ')}")
    marks += [f"tag: {name}" for name in claim.tags]
    if claim.holder is not None:
        marks.append(f"with {claim.holder}")
    return marks


def _bearing(link: "ListedLink") -> str:
    """Say how a claim bears on another, or another on it, and that the machine says so where nobody has judged it."""
    judged = "" if link.state is LinkState.ACCEPTED else f" ({link.state})"
    return f"{_verb(link)} {link.claim}{judged}"


def _opposes(link: "ListedLink") -> bool:
    return link.kind in OPPOSING and link.state is not LinkState.REJECTED


def _verb(link: "ListedLink") -> str:
    return link.kind.value if link.outgoing else link.kind.passive


def _tell_alarms(alarms: "Sequence[Contradiction]") -> None:
    for one in alarms[:_TOLD]:
        tell(f"ALARM: claim {one.claim} is {one.seen_from(one.claim)}; `{program()} show {one.claim}`")
    if len(alarms) > _TOLD:
        more = counted(len(alarms) - _TOLD, "more such pair")
        tell(f"ALARM: {more}; `{program()} gate --require no-alarm` lists all")


def _footer(found: "Listing", *, unverified: bool) -> str:
    if not found.claims:
        return "no claims" + (f" on this page; there are {found.total}" if found.total else " match")
    first, last = found.offset + 1, found.offset + len(found.claims)
    words = (
        counted(found.total, "claim")
        if last - found.offset == found.total
        else f"{first}-{last} of {found.total} claims"
    )
    if last < found.total:
        words += "; --page N or --all shows the rest"
    if unverified:
        words += f"; left out: {found.decided} with a verdict or withdrawn, {found.not_checkable} not checkable"
    return words


def _row(claim: "ListedClaim", alarms: "Sequence[Contradiction]") -> dict[str, object]:
    return {
        "claim": claim.number,
        "article": claim.article,
        "status": claim.status,
        "independently_confirmed": claim.independently_confirmed,
        "overridden": claim.overridden,
        "said": claim.said,
        "speaker": claim.speaker,
        "own_voice": claim.own_voice,
        "checkable": claim.checkable,
        "confidence": claim.confidence,
        "caveats": list(claim.caveats),
        "links": [f"{_verb(link)} {link.claim}: {link.state}" for link in claim.links],
        "alarm": sorted({one.against(claim.number) for one in alarms}),
        "tags": list(claim.tags),
        "holder": claim.holder,
        "version": claim.version,
        "changed": claim.changed_at,
        "text": claim.text,
    }
