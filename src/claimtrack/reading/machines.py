"""What a machine reads in pictures and scans, or hears in recordings: never the file's own text, and marked as that.

How a text came about is kept with the passage that is quoted from it, in the place where else its encoding stands: "ocr
tesseract 5.3.0 eng", "asr pocketsphinx 5.1.1 en-us at 12.34-14.90", where the passage was heard in these seconds.
Another version may read otherwise, so that nothing is held against a passage by one.
"""

import os
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec

from claimtrack.config import OCR_LANGUAGES_VARIABLE, read_limits
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading.document import Document
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

OCR = "ocr"
HEARD = "asr"
LANGUAGES = "eng"
"""In which it reads unless somebody says otherwise, as Tesseract writes them ("eng+ara")."""
_SLOWER = 10
"""Times as long as another reader a machine may take."""
_GRACE = 10
"""Seconds until it is ended where it does not end by itself."""
_PDF = "application/pdf"
_OGG = "application/ogg"
"""Speech in Ogg is not told from films in it before somebody looks in."""
LARGEST_HEARD = 200_000_000
"""Bytes of a recording or film that a machine listens to: it is held as a whole, twice."""
_AT = re.compile(r"(?P<machine>asr .*) at (?P<first>\d{1,7}\.\d\d)-(?P<last>\d{1,7}\.\d\d)")
_UNHEARD = re.compile(r"[^\w'’]+|_")
HOW_POOR = (
    "of a hundred words it gets 6 to 14 wrong where one voice speaks clearly and near, 30 where somebody reads aloud, "
    "and more in noise"
)
"""Measured with texts that were known: docs/how-to/attach-evidence.md."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of a recording: where it begins in the text, in code points, and when it is said, in seconds."""

    start: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class MachineText:
    """What a machine made of a file: the document, and ``by`` which machine ("ocr tesseract 5.3.0 eng").

    ``words`` say when each word of a recording is heard, in the order of the text.
    """

    document: Document
    by: str
    words: tuple[HeardWord, ...] = ()

    def by_at(self, start: int, end: int) -> str:
        """Return how a passage was read, from ``start`` to ``end`` of the text: of a recording with its seconds."""
        within = [word for word in self.words if start <= word.start < end]
        return f"{self.by} at {within[0].first:.2f}-{within[-1].last:.2f}" if within else self.by


class NoMachine(InvalidInput):
    """No machine that reads this kind of file is installed."""


def is_machines(by: str | None) -> bool:
    """Tell whether a passage was read or heard by a machine, by what is kept of how it was read."""
    return by is not None and by.partition(" ")[0] in {OCR, HEARD}


def is_heard(by: str | None) -> bool:
    """Tell whether a passage was heard by a machine."""
    return by is not None and by.partition(" ")[0] == HEARD


def machine_of(by: str) -> str:
    """Return which machine it was, without where in a recording the passage stands."""
    found = _AT.fullmatch(by)
    return found["machine"] if found is not None else by


def machine_told(by: str) -> str:
    """Say that a machine read or heard it, and which one; for behind the place of a passage."""
    return f"{'heard' if is_heard(by) else 'read'} by a machine ({machine_of(by).partition(' ')[2]})"


def moments_told(by: str) -> str | None:
    """Say from when to when of a recording a passage is heard ("0:12.3 to 0:14.9"); None for what has no moments."""
    found = _AT.fullmatch(by)
    return f"{clock(float(found['first']))} to {clock(float(found['last']))}" if found is not None else None


def clock(seconds: float) -> str:
    """Write a moment of a recording, as "1:02:03.4" or "2:03.4"."""
    tenths = round(seconds * 10)
    hours, minutes = divmod(tenths // 600, 60)
    told = f"{tenths % 600 // 10:02}.{tenths % 10}"
    return f"{hours}:{minutes:02}:{told}" if hours else f"{minutes}:{told}"


def as_heard(excerpt: str) -> str:
    """Return a passage as a machine writes what it hears: small letters, no marks."""
    return " ".join(_UNHEARD.sub(" ", excerpt.replace("’", "'")).lower().split())


def is_sound(media_type: str) -> bool:
    """Tell whether a machine listens to this kind of file: recordings, and films that have a sound."""
    return media_type.startswith(("audio/", "video/")) or media_type == _OGG


def refuse_too_large_to_hear(name: str, size: int) -> None:
    """Raise InvalidInput for a recording or film of more bytes than a machine is given."""
    if size > LARGEST_HEARD:
        raise InvalidInput(
            f"{name} has {size:,} bytes, and a machine listens to files of up to {LARGEST_HEARD:,}; cut out the part "
            "that matters, or save its sound alone"
        )


def may_be_read(media_type: str) -> bool:
    """Tell whether a machine reads this kind of file: pictures, PDFs for their scanned pages, recordings, films."""
    return media_type.startswith("image/") or media_type == _PDF or is_sound(media_type)


def machine_text(data: bytes, *, name: str, media_type: str) -> MachineText:
    """Have a machine read a picture, or the scanned pages of a PDF, or listen to a recording or a film.

    Raises NoMachine where none is installed, InvalidInput where there is nothing to read, and ReaderFailed where it
    takes too long or fails.
    """
    limits = read_limits()
    seconds = limits.seconds * _SLOWER
    _refuse_without(name, media_type)
    languages = os.environ.get(OCR_LANGUAGES_VARIABLE) or LANGUAGES
    try:
        found = own_worker().call(
            _within, data, name, media_type, languages, limits.memory, seconds, seconds=seconds + _GRACE
        )
    except TooSlow:
        raise ReaderFailed(
            f"{name} takes a machine longer than {seconds:g} seconds; attach the part that matters"
        ) from None
    except Died as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: it died ({error})") from error
    if not found.document.text.strip():
        raise InvalidInput(f"a machine {'hears' if is_sound(media_type) else 'finds'} no words in {name}")
    return found


def _refuse_without(name: str, media_type: str) -> None:
    """Raise NoMachine where what reads words is not installed; nothing heavy is loaded."""
    if is_sound(media_type):
        if any(find_spec(one) is None for one in ("pocketsphinx", "soundfile", "soxr")):
            raise NoMachine(f"a machine hears words in {name} with: pip install 'claimtrack[audio]'")
        return
    if find_spec("pytesseract") is None or find_spec("PIL") is None:
        raise NoMachine(f"a machine reads words in {name} with: pip install 'claimtrack[ocr]', and Tesseract")
    if shutil.which("tesseract") is None:
        raise NoMachine(f"a machine reads words in {name} with Tesseract, which is not installed")


def _within(data: bytes, name: str, media_type: str, languages: str, memory: int, seconds: float) -> MachineText:
    try:
        with limited(memory=memory, seconds=seconds):
            if is_sound(media_type):
                from claimtrack.reading.recordings import hear

                return hear(data, name)
            from claimtrack.reading.recognised import recognise

            return recognise(data, name, media_type, languages=languages, seconds=seconds)
    except InvalidInput:
        raise
    except MemoryError:
        raise ReaderFailed(f"{name} takes a machine too much memory") from None
    except Exception as error:
        raise ReaderFailed(f"{name} cannot be read by a machine: {type(error).__name__}: {error}") from None
