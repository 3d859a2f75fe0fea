"""From what a walk through a text found to the whole extraction: attributions, statements, doubts, and what is left."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimtrack.extraction.accounting import skipped
from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.doubts.statement_index import Doubts
from claimtrack.extraction.quoting.assignment import assigned
from claimtrack.extraction.quoting.attributions import attributions
from claimtrack.extraction.quoting.statement_draft import Sure
from claimtrack.extraction.quoting.statements import Placed, statements
from claimtrack.extraction.quoting.walk import Gathered, Line
from claimtrack.extraction.text.other_scripts import is_of_other_script
from claimtrack.extraction.values import Attribution, Extraction, Span, Statement
from claimtrack.vocabulary import Firsthand

ReadDoubts = Callable[[str, Gathered, Sequence[Attribution], Sequence[Placed]], Doubts]
"""Finds the caveats of an article, and how its statements bear on each other."""


def assembled(
    text: str,
    gathered: Gathered,
    *,
    language: str,
    extractor: str,
    sure: Sure | None = None,
    doubted: ReadDoubts = doubts,
) -> Extraction:
    """Return the extraction of a text; in any language but English nothing is attributed, and all is unread.

    ``sure`` tells how likely a statement that a model found is right; ``doubted`` finds what the article doubts.
    """
    if language != "en":
        gathered.drafts.clear()
        gathered.statements = None
    else:
        gathered.lines = [_read_in_english(text, line) for line in gathered.lines]
    made = attributions(text, gathered)
    told = gathered.statements is not None
    placed = assigned(text, gathered, made, sure) if told else statements(text, gathered, made)
    found = doubted(text, gathered, made, placed)
    for number in found.second_hand:
        made[number] = replace(made[number], firsthand=Firsthand.NO)
    kept = tuple(
        replace(
            one.statement,
            own_voice=one.statement.own_voice if language == "en" else None,
            caveats=tuple(found.caveats.get(index, ())),
            headline=gathered.title is not None and _stands_in(one.statement, gathered.title),
        )
        for index, one in enumerate(placed)
    )
    return Extraction(text, language, extractor, tuple(made), kept, tuple(found.links), skipped(text, made, kept))


def _read_in_english(text: str, line: Line) -> Line:
    """Return a line of an English article passed over where it is in another script: nobody can say whose it is."""
    return replace(line, is_passed_over=True) if is_of_other_script(text[slice(*line.span)]) else line


def _stands_in(statement: Statement, line: Span) -> bool:
    return line[0] <= statement.spans[0][0] and statement.spans[-1][1] <= line[1]
