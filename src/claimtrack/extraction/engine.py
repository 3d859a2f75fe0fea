"""The rules engine: no model. Text in, statements with their attributions and caveats out."""

from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.text.language import guess_language
from claimtrack.extraction.values import Extraction
from claimtrack.extraction.whole_paragraphs import read_unwrapped

NAME = "rules"


def extract(text: str) -> Extraction:
    """Find every statement of an article, whose it is, and what the article itself doubts about it.

    Linear in the length of ``text``; never raises on any text. A text that is not English is unread: who says
    what in it is not looked for, because the reporting verbs known here are English.
    """
    return read_unwrapped(text, _read)


def _read(text: str) -> Extraction:
    return assembled(text, gather(text), language=guess_language(text), extractor=NAME)
