"""`export`, `import` and `check`: a case as one file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOption, DryRunOption, ReasonOption, WorkspaceOption, complete_sources, given, numbers
from claimtrack.cli.output import counted, tell
from claimtrack.config import acting_reviewer, place_for_new
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.packages.checking import Checked
    from claimtrack.services.packages.taking_in import TakenIn
    from claimtrack.services.packages.withholding import Asked


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(export)
    app.command(name="import")(import_)
    app.command()(check)


@given
def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write, for example case.zip.", show_default=False)
    ],
    desk: "Desk",
    redact_source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Leave out a source, its names and what it says; may be given more than once.",
            autocompletion=complete_sources,
            show_default=False,
        ),
    ] = None,
    redact_names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out these names, one on a line.", show_default=False),
    ] = None,
    no_comments: Annotated[bool, typer.Option("--no-comments", help="Leave out comments and attempts.")] = False,
    only_claims: Annotated[
        str | None,
        typer.Option(metavar="CLAIMS", help="Leave out all claims but these: 12,15-18.", show_default=False),
    ] = None,
    looked_at: Annotated[
        str | None,
        typer.Option(
            metavar="EVIDENCE",
            help="Evidence that no program can search, such as pictures, and that you looked at: 3,5-7.",
            show_default=False,
        ),
    ] = None,
    redact_box: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BOX",
            help="Cover a box in a picture or PDF, EVIDENCE:PAGE:X,Y,W,H as 3:1:10%,5%,30%,4%; may be given more than "
            "once.",
            show_default=False,
        ),
    ] = None,
    redact_boxes: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Cover these boxes, one on a line.", show_default=False),
    ] = None,
    redact_protected: Annotated[
        bool,
        typer.Option("--redact-protected", help="Leave out protected evidence, which goes with no other part either."),
    ] = False,
    include_protected: Annotated[
        bool, typer.Option("--include-protected", help="Let protected evidence go along, to who may have it.")
    ] = False,
    reason: ReasonOption = None,
) -> None:
    """Write the record with its originals into one file that anybody can check, and check it.

    The whole of it, or with what is left out marked as a hole, so that what is shown is still proven. That it left is
    on record, in the log of custody of each piece.

    Example: claimtrack export case.zip --redact-source "Amina Haddad" --reason "for the lawyer"
    """
    from claimtrack.cli.custody import tell_unlogged
    from claimtrack.services.packages.boxes import boxes, boxes_in
    from claimtrack.services.packages.export import let_go
    from claimtrack.services.packages.withholding import Asked, names_in

    asked = Asked(
        tuple(redact_source or ()),
        names_in(redact_names) if redact_names is not None else (),
        comments=not no_comments,
        only_claims=tuple(numbers([only_claims])) if only_claims is not None else (),
        look_at=tuple(numbers([looked_at])) if looked_at is not None else (),
        protected=redact_protected,
        boxes=(*boxes(redact_box or ()), *(boxes_in(redact_boxes) if redact_boxes is not None else ())),
    )
    if redact_protected and include_protected:
        raise UsageError("protected evidence goes along, or it is left out: choose one of the two")
    if asked != Asked():
        tell_unlogged(_in_part(desk, file, asked, include_protected, reason))
        return
    made, unlogged = let_go(desk, file, include_protected=include_protected, reason=reason)
    tell(f"{file} holds {counted(made.events, 'event')} and {counted(made.originals, 'original')}; it was checked")
    tell(f"the chain in it ends with {made.head}")
    tell(f"the SHA-256 of the file is {made.sha256}")
    _tell_swept(made.swept)
    tell_unlogged(unlogged)


def _in_part(desk: "Desk", file: Path, asked: "Asked", include_protected: bool, reason: str | None) -> str | None:
    from claimtrack.services.packages.redacted import let_go_in_part

    made, unlogged = let_go_in_part(desk, file, asked, include_protected=include_protected, reason=reason)
    tell(_shows(file, made.checked))
    if made.checked.evidence:
        are = "is" if len(made.checked.evidence) == 1 else "are"
        pieces = ", ".join(map(str, sorted(made.checked.evidence)))
        tell(
            f"evidence {pieces} {are} protected, and withheld with all that tells of {'it' if are == 'is' else 'them'}"
        )
    for reason in sorted(set(made.withheld.values())):
        count = sum(1 for one in made.withheld.values() if one == reason)
        tell(f"{counted(count, 'original')} {'is' if count == 1 else 'are'} withheld: {reason}")
    if made.searched_for:
        names = "; ".join(f'"{name}"' for name in made.searched_for)
        tell(f"in all of it these were looked for and not found: {names}")
        tell("other spellings, nicknames, and what gives somebody away without a name, only you can find: read it")
    tell(f"the SHA-256 of the file is {made.sha256}")
    _tell_swept(made.swept)
    return unlogged


def _tell_swept(names: Sequence[str]) -> None:
    for name in names:
        tell(f"{name}, which an export that was cut off had left there, was taken away: it held the record in clear")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `export` wrote.", show_default=False)],
    workspace: WorkspaceOption = None,
    who: AsOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a case in, once everything in it checks: as a new workspace, or what it has more than the one that is there.

    Example: claimtrack import case.zip --workspace case
    """
    from claimtrack.services.packages.taking_in import take_in

    place = place_for_new(workspace)
    found = take_in(file, place, reviewer=acting_reviewer(who), rehearsal=dry_run)
    would = "would be " if dry_run else ""
    tell(_what(found, str(place.root), would))
    tell(f"the chain in {file} ends with {found.head}")


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `export` wrote.", show_default=False)],
    root: Annotated[
        str | None,
        typer.Option(metavar="HEX", help="The root that the record has by a head from elsewhere.", show_default=False),
    ] = None,
) -> None:
    """Check a case without taking it in: that it is as it was written, and that what it shows is what was recorded.

    Example: claimtrack check case.zip
    """
    from claimtrack.services.packages.checking import check as look_at

    found = look_at(file, root=root)
    tell(_shows(file, found))
    for digest, copy in sorted(found.copies.items()):
        covered = f"{counted(copy.boxes, 'box', 'boxes')} on {counted(copy.pages, 'page')}"
        without = f"words taken out in {counted(copy.boxes, 'place')}"
        tell(f"{copy.sha256} is a copy of {digest} with {covered if copy.pages else without}")
    for piece, hidden in sorted(found.evidence.items()):
        on = f"events {', '.join(map(str, hidden.events))}" if hidden.events else "no event"
        tell(f"evidence {piece} is withheld, with {on}: {hidden.why}")
    for number, fields in found.words.items():
        tell(f"event {number} is shown without its words ({', '.join(fields)})")
    tell(f"the tree over all {counted(found.told.events, 'event')} has the root {found.root}")
    if root is None:
        tell("compare it with a root that you have from elsewhere: without one, this is the sender's word")


def _shows(file: Path, found: "Checked") -> str:
    events, files = counted(found.told.events, "event"), counted(found.originals, "original")
    if not found.told.redacted:
        return f"{file} holds all {events} and {files}, as they were recorded"
    count = sum(last - first + 1 for first, last in found.withheld)
    hidden = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found.withheld)
    withheld = f"{counted(count, 'event')} {'is' if count == 1 else 'are'} withheld: {hidden}"
    shows = f"{file} shows {found.shown} of {events} as they were recorded, in order, and {files}; "
    return shows + (withheld if count else "no event is withheld whole")


def _what(found: "TakenIn", root: str, would: str) -> str:
    events, files = counted(found.events, "event"), counted(found.files, "original")
    if found.made:
        return f"{events} and {files} {would or 'were '}put into a new workspace at {root}"
    if found.events:
        return f"{events} and {files} {would or 'were '}added to the workspace at {root}"
    beyond = f", and {counted(found.beyond, 'event')} more" if found.beyond else ""
    nothing = f"nothing {would or 'was '}added: the workspace at {root} has all {counted(found.of, 'event')}{beyond}"
    if not found.files:
        return nothing
    return (
        f"{nothing}; {files} that it lacked, or that {'was' if found.files == 1 else 'were'} damaged, {would}put back"
    )
