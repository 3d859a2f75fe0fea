"""The first extraction engine: rules, no model. Text in, statements with their attributions and caveats out."""

from dataclasses import replace

from claimtrack.extraction.attributions import attributions
from claimtrack.extraction.caveats import Doubts, doubts
from claimtrack.extraction.gathering import gather
from claimtrack.extraction.language import guess_language
from claimtrack.extraction.statements import statements
from claimtrack.extraction.values import Extraction, Statement

NAME = "rules"


def extract(text: str) -> Extraction:
    """Find every statement of an article, whose it is, and what the article itself doubts about it.

    Linear in the length of ``text``; never raises on any text. A text that is not English is the outlet's own voice
    throughout, because the reporting verbs known here are English.
    """
    language = guess_language(text)
    gathered = gather(text)
    if language != "en":
        gathered.found.clear()
    made = attributions(text, gathered)
    placed = statements(text, gathered, made)
    found: Doubts = doubts(text, gathered, made, placed)
    kept: list[Statement] = [
        replace(one.statement, caveats=tuple(found.caveats.get(index, ()))) for index, one in enumerate(placed)
    ]
    return Extraction(text, language, NAME, tuple(made), tuple(kept), tuple(found.links))
