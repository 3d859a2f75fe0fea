"""What a machine reads in pictures and on scanned pages: never the file's own text, and marked wherever it is shown.

How a text came about is kept with the passage that is quoted from it, in the place where else its encoding stands: "ocr
tesseract 5.3.0 eng". Another version may read otherwise, so that nothing is held against a passage by one.
"""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec

from claimtrack.config import OCR_LANGUAGES_VARIABLE, read_limits
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading.document import Document
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

OCR = "ocr"
LANGUAGES = "eng"
"""In which it reads unless somebody says otherwise, as Tesseract writes them ("eng+ara")."""
_SLOWER = 10
"""Times as long as another reader a machine may take."""
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class MachineText:
    """What a machine made of a file: the document, and ``by`` which machine ("ocr tesseract 5.3.0 eng")."""

    document: Document
    by: str


class NoMachine(InvalidInput):
    """No machine that reads this kind of file is installed."""


def is_machines(by: str | None) -> bool:
    """Tell whether a passage was read by a machine, by what is kept of how it was read."""
    return by is not None and by.partition(" ")[0] == OCR


def machine_told(by: str) -> str:
    """Say that a machine read it, and which one; for behind the place of a passage."""
    return f"read by a machine ({by.partition(' ')[2]})"


def may_be_read(media_type: str) -> bool:
    """Tell whether a machine reads this kind of file: pictures, and PDFs for their scanned pages."""
    return media_type.startswith("image/") or media_type == _PDF


def machine_text(data: bytes, *, name: str, media_type: str) -> MachineText:
    """Have a machine read a picture, or the scanned pages of a PDF.

    Raises NoMachine where none is installed, InvalidInput where there is nothing to read, and ReaderFailed where it
    takes too long or fails.
    """
    limits = read_limits()
    seconds = limits.seconds * _SLOWER
    _refuse_without(name)
    languages = os.environ.get(OCR_LANGUAGES_VARIABLE) or LANGUAGES
    try:
        found = own_worker().call(
            _within, data, name, media_type, languages, limits.memory, seconds, seconds=seconds + 10
        )
    except TooSlow:
        raise ReaderFailed(
            f"{name} takes a machine longer than {seconds:g} seconds; attach the part that matters"
        ) from None
    except Died as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: it died ({error})") from error
    if not found.document.text.strip():
        raise InvalidInput(f"a machine finds no words in {name}")
    return found


def _refuse_without(name: str) -> None:
    """Raise NoMachine where what reads words is not installed; nothing heavy is loaded."""
    if find_spec("pytesseract") is None or find_spec("PIL") is None:
        raise NoMachine(f"a machine reads words in {name} with: pip install 'claimtrack[ocr]', and Tesseract")
    if shutil.which("tesseract") is None:
        raise NoMachine(f"a machine reads words in {name} with Tesseract, which is not installed")


def _within(data: bytes, name: str, media_type: str, languages: str, memory: int, seconds: float) -> MachineText:
    try:
        with limited(memory=memory, seconds=seconds):
            from claimtrack.reading.recognised import recognise

            return recognise(data, name, media_type, languages=languages, seconds=seconds)
    except InvalidInput:
        raise
    except MemoryError:
        raise ReaderFailed(f"{name} takes a machine too much memory") from None
    except Exception as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: {type(error).__name__}: {error}") from None
