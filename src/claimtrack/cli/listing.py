"""`list` and `show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import MOST, AsOfOption, ClaimsArgument, Form, TagOption, complete_sources, given, numbers
from claimtrack.cli.moments import event_or_after
from claimtrack.cli.output import counted, emit, program, shortened, table, tell, width, write
from claimtrack.cli.telling import tell_alarm
from claimtrack.vocabulary import LinkState, Nature, Order, Said, Status

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.reports.listing import ListedLine, Listing


_WIDE = 100
"""From so many columns on, the marks have a column of their own."""
_MOST_NARROW = 320
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
    unread: Annotated[
        bool, typer.Option("--unread", help="Only what nobody read: who says it was not looked for.")
    ] = False,
    headline: Annotated[bool, typer.Option("--headline", help="Only what headlines state.")] = False,
    caveated: Annotated[bool, typer.Option("--caveated", help="Only what the article itself doubts.")] = False,
    overridden: Annotated[bool, typer.Option("--overridden", help="Only with a verdict by override.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only with a verdict older than the policy lets one be.")
    ] = False,
    reply_due: Annotated[
        bool,
        typer.Option("--reply-due", help="Only what accuses a party that had no chance to reply."),
    ] = False,
    search: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only with these words, or from a source named so.", show_default=False),
    ] = None,
    tag: TagOption = None,
    restated: Annotated[
        bool | None, typer.Option("--restated/--not-restated", help="Only (not) restated.", show_default=False)
    ] = None,
    rated: Annotated[
        bool | None, typer.Option("--rated/--not-rated", help="Only with (without) a finding.", show_default=False)
    ] = None,
    rating: Annotated[
        str | None,
        typer.Option(metavar="RATING", help="Only with a finding that rates it so.", show_default=False),
    ] = None,
    sort: Annotated[
        Order | None,
        typer.Option(help="In which order.", show_default="number; confidence with --uncertain"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="How many on a page.")] = 50,
    page: Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="Which page.")] = 1,
    everything: Annotated[bool, typer.Option("--all", help="All pages at once.")] = False,
) -> None:
    """List claims.

    Example: claimtrack list --unverified --article 1
    """
    from claimtrack.services.reports.listing import Filters, list_claims

    filters = Filters(
        unverified=unverified,
        unconfirmed=unconfirmed,
        uncertain=uncertain,
        statuses=tuple(status or ()),
        said=said,
        article=article,
        checkable=checkable,
        own_voice=own_voice,
        unread=unread,
        headline=headline,
        caveated=True if caveated else None,
        overridden=True if overridden else None,
        search=search,
        by_source=source,
        tagged=tag,
        restated=restated,
        rated=rated,
        rating=rating,
        mine=mine_only,
        stale=stale,
        reply_due=reply_due,
    )
    most = None if everything else limit
    order = sort or (Order.CONFIDENCE if uncertain else Order.NUMBER)
    found = list_claims(desk, filters, order=order, limit=most, page=1 if everything else page)
    if form is Form.TABLE:
        _show_table(found, unverified=unverified)
    else:
        from claimtrack.services.shapes import listed_claim

        emit([listed_claim(line) for line in found.lines], form)
        if len(found.lines) < found.total:
            # Who reads the data would not know of the rest.
            tell(_footer(found, unverified=unverified))


@given
def show(claims: ClaimsArgument, desk: "Desk", form: Form, as_of: AsOfOption = None) -> None:
    """Show claims, one page each: words in context, who says it, caveats, evidence, verdicts, history.

    Example: claimtrack show 12 15-18
    """
    from claimtrack.cli.claim import print_claim
    from claimtrack.services.reports.gather import show_each
    from claimtrack.services.shapes import claim as claim_shape

    found = show_each(desk, numbers(claims), as_of=event_or_after(as_of) if as_of is not None else None)
    if form is not Form.TABLE:
        emit([claim_shape(shown) for shown in found], form)
        return
    for place, shown in enumerate(found):
        if place:
            write(f"\n{'-' * min(width(), 60)}\n")
        print_claim(shown)


def _show_table(found: "Listing", *, unverified: bool) -> None:
    if found.lines and width() < _WIDE:
        # Side by side, the marks would take the room of the claims; who reads eighty columns reads these first.
        rows = [[line.claim.number, _standing(line), _who(line), _with_marks(line)] for line in found.lines]
        table(rows, ["#", "status", "who says so", "claim"], flexible=[2, 3])
    elif found.lines:
        most = max(90, (width() - 40) * 4)
        rows = [
            [line.claim.number, _standing(line), _who(line), _says(line, most), _marks(line)] for line in found.lines
        ]
        table(rows, ["#", "status", "who says so", "claim", "marks"], flexible=[2, 3])
    tell(_footer(found, unverified=unverified))
    _tell_alarms(found)


def _with_marks(line: "ListedLine") -> list[str]:
    """Return what a claim says, with its marks in a line beneath."""
    marks = _marks(line)
    return [*_says(line, _MOST_NARROW), *([f"[{'; '.join(marks)}]"] if marks else [])]


def _says(line: "ListedLine", most: int) -> list[str]:
    """Return what a claim says, and beneath it the claim as the desk restated it."""
    restated = line.claim.restatement
    own = [f"restated: {shortened(restated.text, most)}"] if restated is not None else []
    return [shortened(line.statement, most), *own]


def _standing(line: "ListedLine") -> list[str]:
    claim = line.claim
    words = claim.status.replace("_", " ")
    if claim.overridden:
        return [words, "BY OVERRIDE"]
    return [f"{words} ✓" if claim.independently_confirmed else words]


def _who(line: "ListedLine") -> str:
    claim = line.claim
    if claim.own_voice is None:
        return "unread"
    if claim.own_voice:
        return f"own voice ({claim.speaker})" if claim.speaker else "own voice"
    name = claim.speaker or "nobody named"
    return f"{name}, denying it" if claim.nature is Nature.DENIES else name


def _marks(line: "ListedLine") -> list[str]:
    claim = line.claim
    marks = ["headline"] if claim.headline else []
    marks += ["corrects an earlier post"] if claim.post is not None and claim.post.correction else []
    marks += [f"ALARM: against {number}" for number in line.against]
    # That the machine says so is told where nobody has judged it.
    marks += [
        f"{link.verb} {link.claim}{'' if link.state is LinkState.ACCEPTED else f' ({link.state})'}"
        for link in claim.links
        if link.claim not in line.against and link.opposes
    ]
    marks += claim.caveats
    marks += [f"{kind}?" for kind in claim.asked_caveats]
    marks += [line.hangs] if line.hangs is not None else []
    marks += _concluded(line)
    if not claim.checkable:
        marks.append("not checkable")
    if claim.uncertain:
        marks.append(f"confidence {claim.confidence:.2f}")
    if claim.by_pronoun is not None:
        marks.append(f"speaker by a pronoun: {claim.by_pronoun}")
    if claim.said != Said.UNCHECKED.value:
        marks.append(f"said: {claim.said.replace('_', ' ')}")
    marks += [f"tag: {name}" for name in claim.tags]
    if claim.holder is not None:
        marks.append(f"with {claim.holder}")
    return marks


def _concluded(line: "ListedLine") -> list[str]:
    """Say how a claim is rated, and what no longer fits it."""
    marks = [f"rated {line.claim.finding.rating}"] if line.claim.finding is not None else []
    marks += [] if line.finding_fits else ["finding no longer fits"]
    return marks if line.restatement_fits else [*marks, "restatement no longer fits"]


def _tell_alarms(found: "Listing") -> None:
    for one in found.alarms[:_TOLD]:
        tell_alarm(one.claim, one.seen_from(one.claim))
    if len(found.alarms) > _TOLD:
        more = counted(len(found.alarms) - _TOLD, "more such pair")
        tell(f"ALARM: {more}; `{program()} gate --require no-alarm` lists all")


def _footer(found: "Listing", *, unverified: bool) -> str:
    if not found.lines:
        return "no claims" + (f" on this page; there are {found.total}" if found.total else " match")
    first, last = found.offset + 1, found.offset + len(found.lines)
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
