"""`evidence add-folder`: attach what auto-archiver saved, each file checked against its page and its timestamps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    DryRunOption,
    MaxPieceOption,
    NewSourceOption,
    complete_claims,
    given,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import counted, tell
from claimtrack.cli.piece import (
    BasisOption,
    NoteOption,
    SourceKindOption,
    SourceOption,
    attached_words,
    basis_of,
    stance_of,
)
from claimtrack.cli.telling import tell_already, tell_reopened
from claimtrack.vocabulary import Basis, Serves, SpeakerKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


@given
def add_folder(
    desk: "Desk",
    claims: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM",
            help="A claim number, or several: 12,15-18.",
            autocompletion=complete_claims,
            show_default=False,
        ),
    ],
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="The folder that auto-archiver or Bayanat saved to.", show_default=False),
    ],
    supports: Annotated[bool, typer.Option("--supports", help="Its files support the claim.")] = False,
    refutes: Annotated[bool, typer.Option("--refutes", help="Its files refute the claim.")] = False,
    context: Annotated[bool, typer.Option("--context", help="Its files give context only.")] = False,
    source: SourceOption = None,
    new_source: NewSourceOption = False,
    source_kind: SourceKindOption = SpeakerKind.NONE,
    note: NoteOption = None,
    basis: BasisOption = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Leave a file out that does not match; may be repeated.", show_default=False),
    ] = None,
    max_size: MaxPieceOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Attach what auto-archiver saved: each file that its page lists with a hash, checked; all of them or none.

    Its timestamps are verified anew, against the authorities that the desk's policy trusts. The page, the list of
    hashes and the tokens are attached as context, so that others can check them. An export of Bayanat's as JSON,
    unpacked, is taken as well: each file against its MD5.

    Example: claimtrack evidence add-folder 12 local_archive/weir --supports --source "River Board"
    """
    from claimtrack.services.evidence import archived_folders as service
    from claimtrack.services.evidence.offers import Bearing

    desk = rehearsed(desk, dry_run)
    bearing = Bearing(
        stance=stance_of(supports=supports, refutes=refutes, context=context),
        basis=basis_of(basis, is_note=False),
        source=source,
        serves=Serves.SAID if basis is Basis.VERBATIM else Serves.TRUTH,
        note=note,
        new_source=new_source,
        source_kind=source_kind,
    )
    seen = seen_by(desk, [claims])
    examination = service.examine_folder(desk, folder, bearing, leaving_out=leave_out or (), max_size=max_size)
    done = desk.enact(service.attach_folder, seen, examination)
    for one in done:
        if one.attached is not None:
            tell(attached_words(one.attached))
            tell_already(one.attached.already, changed=1, words="has it already|have it already")
        else:
            tell(f"evidence {one.held} is attached already")
        tell_reopened(one.reopened)
    for stamping in examination.stampings:
        tell(f"{stamping.name}: {service.told(stamping)}")
    for name in examination.left:
        tell(f"{name} has no hash there, so that nothing says what it was: not attached")
    what = counted(len(done), "piece")
    tell(f"{what} can be attached; nothing was written" if desk.rehearsal else f"{what} of the folder on record")
