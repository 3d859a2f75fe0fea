"""`evidence find`: passages that may bear on a claim, from evidence on record or from files."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.custody import tell_unlogged
from claimtrack.cli.given import Form, MaxSizeOption, complete_claims, given
from claimtrack.cli.output import Row, counted, emit, line, tell, watched, write
from claimtrack.config import MAX_SIZE

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.proposing import Candidate

_NAMED = 10


@given
def find(
    desk: "Desk",
    form: Form,
    claim: Annotated[
        int,
        typer.Argument(metavar="CLAIM", help="The claim's number.", autocompletion=complete_claims, show_default=False),
    ],
    files: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="FILE", help="Search this file instead; may be repeated.", show_default=False),
    ] = None,
    most: Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="How many passages.")] = 5,
    by_machine: Annotated[
        bool,
        typer.Option(
            "--by-machine", help="Have a machine read pictures, scans and recordings that have no text. Slow."
        ),
    ] = False,
    max_size: MaxSizeOption = MAX_SIZE,
) -> None:
    """Propose passages for a claim from the text of evidence on record, or of a file. Nothing is attached.

    Words that few sentences have weigh more, numbers and names most. What the claim says and a passage does not is told
    with it, and the command that takes it: whether it supports the claim is for you to say.

    Example: claimtrack evidence find 12 --in register.pdf
    """
    from claimtrack.services.evidence import proposing

    found = proposing.find_passages(
        desk,
        claim,
        files=files or (),
        most=most,
        max_size=max_size,
        by_machine=by_machine,
        watch=watched("searching evidence"),
    )
    for label, why in found.left_out[:_NAMED]:
        tell(f"not searched: {label}: {why}")
    if len(found.left_out) > _NAMED:
        tell(f"not searched: {len(found.left_out) - _NAMED} more")
    tell_unlogged(found.unlogged)
    if form is not Form.TABLE:
        emit([_row(one) for one in found.found], form)
        return
    for number, one in enumerate(found.found, start=1):
        _write(number, one)
    tell(f"{counted(len(found.found), 'passage')} proposed; {counted(found.searched, 'text')} searched")


def _write(number: int, one: "Candidate") -> None:
    named = f"evidence {one.piece}, {one.name}" if one.piece is not None else one.name
    write(f"{number}. {named}, {one.place}: {_tally(one)}")
    write(f'   "{one.text}"')
    for words in one.lacking:
        write(f"   look again: {words}")
    if one.standing:
        passage = f'"{one.quoted}"' if one.quoted is not None else "without a passage"
        write(f"   it stands for this claim already: {passage}; to quote another one there, withdraw it first")
    write(f"   {line(one.take)}")


def _tally(one: "Candidate") -> str:
    """Say how much of the claim stands in a passage."""
    counts = (("numbers", one.numbers), ("names", one.names), ("words", one.words))
    return ", ".join(f"{had} of {of} {noun}" for noun, (had, of) in counts if of)


def _row(one: "Candidate") -> Row:
    return {
        "evidence": one.piece,
        "name": one.name,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "page": one.page,
        "place": one.place,
        "numbers": list(one.numbers),
        "names": list(one.names),
        "words": list(one.words),
        "lacking": list(one.lacking),
        "standing": one.standing,
        "quoted": one.quoted,
        "take": line(one.take),
    }
