"""The learned engine: a model finds who says what; speakers, statements and doubts are read as the rules do it."""

from functools import partial

from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.learned.doubt_marks import DoubtMarks
from claimtrack.extraction.learned.doubt_reader import read_doubts
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.model import DEFAULT, FAST, load_model
from claimtrack.extraction.learned.one_core import one_core
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.text.language import guess_language
from claimtrack.extraction.values import Extraction
from claimtrack.extraction.whole_paragraphs import read_unwrapped

NAME = "learned"
FAST_NAME = "learned-fast"


def extract(text: str) -> Extraction:
    """Find every statement of an article, whose it is, and what the article itself doubts about it.

    Linear in the length of ``text``. A text that is not English is unread: who says what in it is not looked for,
    because English is what was learned. Raises ModelUnusable when the model's files are missing or damaged.
    """
    return _extracted(text, DEFAULT, NAME)


def extract_fast(text: str) -> Extraction:
    """Do the same with a smaller model: several times as fast, and less often right."""
    return _extracted(text, FAST, FAST_NAME)


def _extracted(text: str, model: str, name: str) -> Extraction:
    learned = load_model(model)

    def read(whole: str) -> Extraction:
        marks = DoubtMarks()
        found = gather(
            whole,
            LearnedFinder(learned, marks=marks if learned.doubting is not None else None, checkable=learned.checkable),
        )
        return assembled(
            whole,
            found,
            language=guess_language(whole),
            extractor=name,
            sure=learned.sure if learned.curves else None,
            doubted=partial(read_doubts, learned.doubting, marks, second=learned.second)
            if learned.doubting is not None
            else doubts,
        )

    with one_core():
        return read_unwrapped(text, read)
