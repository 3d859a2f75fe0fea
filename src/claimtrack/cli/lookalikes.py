"""`evidence alike`: pictures on record that are nearly one."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, given
from claimtrack.cli.output import emit, tell, watched, write
from claimtrack.cli.paging import footer, tell_left_out

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window


@given
def alike(
    desk: "Desk",
    form: Form,
    window: "Window",
    piece: Annotated[
        int | None, typer.Argument(metavar="[EVIDENCE]", help="Only pictures like this one.", show_default=False)
    ] = None,
) -> None:
    """List pictures that are nearly one: made smaller, packed anew, mirrored, or cropped a little. Needs `pictures`.

    Which of them was first, and whether they show one thing, is a person's to judge.

    Example: claimtrack evidence alike 7
    """
    from claimtrack.services.evidence import lookalikes

    found = lookalikes.alike(desk, piece, window, watched("looking at pictures"))
    for number, why in found.unlike:
        tell(f"evidence {number} was not compared: this picture {why}")
    if form is not Form.TABLE:
        emit(
            [
                {
                    "evidence": one.piece,
                    "like": one.other,
                    "claims": list(one.claims),
                    "how": one.how.value,
                    "bits_of_144": one.bits,
                }
                for one in found.pairs
            ],
            form,
        )
        tell_left_out(found.pairs, "pair")
        return
    for one in found.pairs:
        write(f"evidence {one.piece} is {one.sentence} ({one.bits} of 144 bits differ)")
    compared = "1 picture" if found.looked_at == 1 else f"{found.looked_at:,} pictures"
    tell(f"{footer(found.pairs, 'pair')}; {compared} compared")
