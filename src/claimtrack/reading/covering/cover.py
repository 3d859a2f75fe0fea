"""Make copies with parts covered, in a process of its own, with limits of time and memory: files may be hostile."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from claimtrack.config import read_limits
from claimtrack.reading.covering import opendocument_copies, word_copies
from claimtrack.reading.covering.boxes import Box, Covered, NoSuchPlace, Uncoverable
from claimtrack.reading.covering.documents import Letters, cover_pdf, letters_of
from claimtrack.reading.covering.pictures import cover_picture
from claimtrack.reading.formats.opendocument import MEDIA_TYPE as ODT
from claimtrack.reading.packed import packed_type
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

R = TypeVar("R")


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF, whatever it is called."""
    return b"%PDF-" in data[:1024]


_OF_WORDS = {
    word_copies.MEDIA_TYPE: (word_copies.words_of, word_copies.without_words),
    ODT: (opendocument_copies.words_of, opendocument_copies.without_words),
}


def is_written_anew(data: bytes) -> bool:
    """Tell whether a file is a document that is written anew from its words, whatever it is called: Word's, or .odt."""
    return data.startswith(b"PK") and packed_type(data) in _OF_WORDS


def read_words(data: bytes) -> str:
    """Return the words that a copy of a document would have; raises Uncoverable."""
    return _asked(_OF_WORDS[packed_type(data)][0], data)


def written_without(data: bytes, spans: Sequence[tuple[int, int]]) -> Covered:
    """Return a new document without what stands in these spans of ``read_words``; raises Uncoverable."""
    return _asked(_OF_WORDS[packed_type(data)][1], data, tuple(spans))


def covered(data: bytes, boxes: Sequence[Box]) -> Covered:
    """Return a copy of a picture or a PDF in which boxes are black, made of pixels alone.

    Raises Uncoverable where none can be made, NoSuchPlace for a box that is not in it.
    """
    return _asked(cover_pdf if is_pdf(data) else cover_picture, data, tuple(boxes))


def read_letters(data: bytes) -> Letters:
    """Return the text of a PDF with the place of each letter; raises Uncoverable."""
    return _asked(letters_of, data)


def _asked(work: Callable[..., R], data: bytes, *rest: object) -> R:
    try:
        found: R = own_worker().call(_within, work, data, *rest, seconds=read_limits().seconds)
    except TooSlow as error:
        raise Uncoverable("takes too long to draw") from error
    except Died as error:
        raise Uncoverable(f"cannot be drawn: its reader died ({error})") from error
    return found


def _within(work: Callable[..., R], *arguments: object) -> R:
    limits = read_limits()
    try:
        with limited(memory=limits.memory, seconds=limits.seconds):
            return work(*arguments)
    except ModuleNotFoundError as error:
        raise Uncoverable("needs what is not installed: pip install 'claimtrack[pictures]'") from error
    except MemoryError as error:
        raise Uncoverable("takes too much memory to draw") from error
    except (Uncoverable, NoSuchPlace):
        raise
    except Exception as error:
        raise Uncoverable("cannot be drawn") from error
