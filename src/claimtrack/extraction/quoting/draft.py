"""An attribution in the making, as the rules pass it on."""

from dataclasses import dataclass

from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.values import Span

ACCORDING = "according"
HEARD = "heard"
REPORTEDLY = "reportedly"
PUT = "put"
SPEAK = "speak"
DOUBT = "doubt"


@dataclass(slots=True)
class Draft:
    """One attribution. Spans are code points into the text; ``base`` is the reporting verb's base form.

    ``frame`` is the sentence that the cue stands in; ``passive`` says that nobody is named who says it, ``carried``
    that a quotation goes on with no verb of its own. ``evidence`` is what a model found it by, ``confidence`` how
    likely it is then right; the rules give neither. ``by_form`` says that the form of its line names the speaker;
    ``asked`` are the line's sentences that only ask. ``is_own`` says that the outlet speaks of itself, ``carries``
    that somebody else in it says all of it, ``is_apart`` that it stands in a relative clause inside what somebody
    else says, ``is_certain`` that the form of its sentence alone tells who says what. ``cited`` is whom the source
    cites by the way. ``ruled`` is what the rules read in the same words, where a model found it, too.
    """

    source: Span | None
    cue: list[Span]
    content: list[Span]
    base: str
    sentence: int = 0
    paragraph: int = 0
    addressee: Span | None = None
    passive: bool = False
    carried: bool = False
    hedged: bool = False
    frame: Span = (0, 0)
    outer: "Draft | None" = None
    mentioned: Mentioned | None = None
    cited: Mentioned | None = None
    evidence: tuple[float, ...] = ()
    confidence: float | None = None
    by_form: bool = False
    asked: tuple[Span, ...] = ()
    is_own: bool = False
    carries: bool = False
    is_apart: bool = False
    is_certain: bool = False
    ruled: "Draft | None" = None

    def holds(self, place: int) -> bool:
        """Tell whether a place in the text lies in what is said."""
        return any(start <= place < end for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Before:
    """What the paragraph in front left: its last attribution, and whether a quotation was open at its end."""

    last: Draft | None = None
    had_quotation: bool = False
    unclosed: bool = False
