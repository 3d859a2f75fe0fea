"""What machines read in pictures and hear in recordings: never the file's own text, and marked wherever it is shown.

How a text came about is kept with the passage that is quoted from it, in the place where else its encoding stands: "ocr
tesseract 5.3.0 eng". Another version may read otherwise, so that nothing is held against a passage by one.
"""

import shutil
from dataclasses import dataclass

from claimtrack.config import read_limits
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading.document import Document
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

OCR, SPEECH = "ocr", "speech"
_SLOWER = 10
"""Times as long as another reader a machine may take."""
_PDF = "application/pdf"
_SOUND = ("audio/",)


@dataclass(frozen=True, slots=True)
class MachineText:
    """What a machine made of a file: the document, and ``by`` which machine ("ocr tesseract 5.3.0 eng")."""

    document: Document
    by: str


class NoMachine(InvalidInput):
    """No machine that reads this kind of file is installed."""


def is_machines(by: str | None) -> bool:
    """Tell whether a passage was read by a machine, by what is kept of how it was read."""
    return by is not None and by.partition(" ")[0] in {OCR, SPEECH}


def machine_told(by: str) -> str:
    """Say what kind of text it is, and of which machine; for behind the place of a passage."""
    what, _, which = by.partition(" ")
    return f"{'heard' if what == SPEECH else 'read'} by a machine ({which})"


def may_be_read(media_type: str) -> bool:
    """Tell whether machines read this kind of file: pictures, PDFs for their scanned pages, and sound."""
    return media_type.startswith(("image/", *_SOUND)) or media_type == _PDF


def machine_text(data: bytes, *, name: str, media_type: str) -> MachineText:
    """Have a machine read a picture or the scanned pages of a PDF, or hear a recording.

    Raises NoMachine where none is installed, InvalidInput where there is nothing to read, and ReaderFailed where it
    takes too long or fails.
    """
    limits = read_limits()
    seconds = limits.seconds * _SLOWER
    _refuse_without(media_type, name)
    try:
        found = own_worker().call(_within, data, name, media_type, limits.memory, seconds, seconds=seconds + 10)
    except TooSlow:
        raise ReaderFailed(
            f"{name} takes a machine longer than {seconds:g} seconds; quote it in a note, or attach the part that matters"
        ) from None
    except Died as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: it died ({error})") from error
    if not found.document.text.strip():
        raise InvalidInput(f"a machine finds no words in {name}")
    return found


def _refuse_without(media_type: str, name: str) -> None:
    """Raise NoMachine where what reads this kind of file is not installed; nothing heavy is loaded."""
    from importlib.util import find_spec

    if media_type.startswith(_SOUND):
        lacking = [one for one in ("pocketsphinx", "soundfile") if find_spec(one) is None]
        if lacking:
            raise NoMachine(f"a machine hears words in {name} with: pip install 'claimtrack[audio]'")
        return
    if find_spec("pytesseract") is None or find_spec("PIL") is None:
        raise NoMachine(f"a machine reads words in {name} with: pip install 'claimtrack[ocr]', and Tesseract")
    if shutil.which("tesseract") is None:
        raise NoMachine(f"a machine reads words in {name} with Tesseract, which is not installed")


def _within(data: bytes, name: str, media_type: str, memory: int, seconds: float) -> MachineText:
    try:
        with limited(memory=memory, seconds=seconds):
            if media_type.startswith(_SOUND):
                from claimtrack.reading.heard import hear

                return hear(data, name)
            from claimtrack.reading.recognised import recognise

            return recognise(data, name, media_type, seconds=seconds)
    except (InvalidInput, MemoryError) as error:
        if isinstance(error, InvalidInput):
            raise
        raise ReaderFailed(f"{name} takes a machine too much memory") from None
    except Exception as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: {type(error).__name__}: {error}") from None
