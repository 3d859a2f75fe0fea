"""From what a walk through a text found to the whole extraction: attributions, statements, doubts."""

from dataclasses import replace

from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.quoting.attributions import attributions
from claimtrack.extraction.quoting.statements import statements
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.values import Extraction
from claimtrack.vocabulary import Firsthand


def assembled(text: str, gathered: Gathered, *, language: str, extractor: str) -> Extraction:
    """Return the extraction of a text; in any language but English, nothing is attributed."""
    if language != "en":
        gathered.drafts.clear()
    made = attributions(text, gathered)
    placed = statements(text, gathered, made)
    found = doubts(text, gathered, made, placed)
    for number in found.second_hand:
        made[number] = replace(made[number], firsthand=Firsthand.NO)
    kept = tuple(
        replace(one.statement, caveats=tuple(found.caveats.get(index, ()))) for index, one in enumerate(placed)
    )
    return Extraction(text, language, extractor, tuple(made), kept, tuple(found.links))
