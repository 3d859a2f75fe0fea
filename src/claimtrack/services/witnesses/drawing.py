"""A signed head or a key as a QR code: to be photographed from a screen, or printed and kept in a drawer."""

import io
from typing import TYPE_CHECKING

from claimtrack.errors import InvalidInput

if TYPE_CHECKING:
    import segno

_QUIET = 4
"""How many modules of white stand around a code, as readers want them."""


def as_text(text: str, *, name: str) -> str:
    """Draw the code with half blocks, dark on light whatever the terminal's colours are: light is what is printed."""
    rows = [list(row) for row in _code(text, name).matrix_iter(border=_QUIET)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_CELLS[bool(up), bool(down)] for up, down in zip(*pair, strict=True)) for pair in pairs)


def as_picture(text: str, *, name: str) -> bytes:
    """Draw the code as SVG."""
    into = io.BytesIO()
    _code(text, name).save(into, kind="svg", border=_QUIET, scale=4, light="#fff", nl=True)
    return into.getvalue()


# A module that is light is a block of ink on a dark terminal.
_CELLS = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


def _code(text: str, name: str) -> "segno.QRCode":
    import segno

    try:
        return segno.make_qr(text.strip("\n") + "\n", error="l", encoding="utf-8", boost_error=False)
    except (segno.DataOverflowError, ValueError) as error:
        raise InvalidInput(
            f"{name} does not fit into one QR code, which takes 2,900 bytes; a head with fewer proofs does"
        ) from error
