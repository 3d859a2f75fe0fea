"""What the outlet says of a name that ends somebody's quotation: ``... to Tarn,” a fishing town``."""

import re

from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.values import Span

_ASIDE = re.compile(r"\b[A-Z][\w’'-]*(?:,[”\"]|[”\"],)(\s+(?:an?|the|one\s+of\s+\w+)(?:\s+[\w’'-]+){1,8}[.,]?)$")
_LONGEST = 160
"""Characters of the name and the aside; nine words are shorter."""


def without_aside(text: str, span: Span) -> Span:
    """Return a stretch of somebody's words without what the outlet says of the name that their quotation ends with.

    It has no verb: what goes on with one may be the speaker's, without marks.
    """
    start, end = span
    found = _ASIDE.search(text, max(start, end - _LONGEST), end)
    return span if found is None or has_verb(found[1]) else (start, found.start(1))
