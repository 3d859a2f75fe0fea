"""A PDF's title: the one that it says, where that is one, or the largest heading of its first page."""

import re
from collections.abc import Sequence

from claimtrack.reading.pdf.hyphens import Known
from claimtrack.reading.pdf.paragraphs import Block, text_of

_FILE = re.compile(
    r"\.(?:docx?|dotx?|odt|rtf|pdf|indd|indt|qxp|qxd|pages|pptx?|xlsx?|tex|dvi|ps|eps|ai|cdr|pub|p65|pmd|fm|tmp|txt|html?|key|wpd)"
    r"\b(?:\s*\(\d+\))?\s*\Z",
    re.IGNORECASE,
)
# With what programs put behind their names, or nothing: "Microsoft Word - a.doc", "Adobe Photoshop 7.0".
_PROGRAM = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher)|(?:adobe )?(?:indesign|illustrator|photoshop)|quarkxpress"
    r"|pdfmaker)"
    r"(?:\s*[-–(\d]|\Z)|powerpoint[- ]pr|full page fax|scan(?:ned)?[\s_-]*(?:document|\d)",
    re.IGNORECASE,
)
_DEFAULT = re.compile(
    r"[\W_]*(?:untitled(?:[ _-]document)?|unbenannt|unspecified|anonymous|sans titre|sin título|senza titolo|unknown"
    r"|no title|title|titel|new document|neues dokument|document|dokument|doc|layout|slide|folie|template|presentation"
    r"|präsentation|book|sheet|tabelle|page|seite|print|index|null|none|test|draft)[\W_\d]*",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:[a-z]:\\|file:|https?:|about:|/\w+/|\\\\)", re.IGNORECASE)
_LONGEST = 300
_LARGER = 1.15
_MOST_WORDS = 40


def title_of(said: str | None, first_page: Sequence[Block], body: float, known: Known) -> str | None:
    """Return the title; None where neither the file nor its first page has one.

    ``body`` is the size of the running text. A name of a file or what a program writes by itself is no title.
    """
    words = " ".join((said or "").replace("\0", " ").split())[:_LONGEST]
    if words and is_title(words):
        return words
    return _heading(first_page, body, known)


def is_title(words: str) -> bool:
    """Tell a title from the name of a file and from what programs write where there is none."""
    if _FILE.search(words) or _PROGRAM.match(words) or _DEFAULT.fullmatch(words) or _PATH.match(words):
        return False
    # "Report_final_v3", "2024-03-12-press-release", "8f3a-44": a name without a space that is more than a word.
    if " " not in words and re.search(r"[\d_]|-.*-", words):
        return False
    return any(letter.isalpha() for letter in words)


def _heading(blocks: Sequence[Block], body: float, known: Known) -> str | None:
    headings = [block for block in blocks if not block.is_table and _can_be_one(block, known)]
    largest = max((block.size for block in headings), default=0.0)
    if largest >= _LARGER * body:
        return text_of(next(block for block in headings if block.size >= 0.98 * largest).lines, known)
    if headings and headings[0] is blocks[0] and len(blocks) > 1 and _is_bold_heading(blocks):
        return text_of(headings[0].lines, known)
    return None


def _can_be_one(block: Block, known: Known) -> bool:
    text = text_of(block.lines, known)
    return 1 <= len(text.split()) <= _MOST_WORDS and len(text) <= _LONGEST and sum(map(str.isalpha, text)) >= 3


def _is_bold_heading(blocks: Sequence[Block]) -> bool:
    first = blocks[0]
    return first.is_bold and not blocks[1].is_bold and len(first.lines) <= 3 and not first.lines[-1].is_ended
