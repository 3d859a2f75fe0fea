"""An article of three lines, and engines that find in it what a test says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from claimtrack.extraction.values import Attribution, Caveat, Extraction, Extractor, Link, Statement
from claimtrack.services.articles import ingest
from claimtrack.services.articles.ingest import Given
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkKind, Mention, Nature, Quote, SpeakerKind

LINES = (
    "Ana Ruiz: The bridge is closed and the ferry is late.",
    "Ben Okoro: The port is shut.",
    "Cleo Marsh: The road is open.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement to be found: its words, as they stand in the article, and what the engine makes of them."""

    words: str
    speaker: str | None = "Ana Ruiz"
    confidence: float | None = 0.9
    via: tuple[str, ...] = ()
    nature: Nature = Nature.ASSERTS
    checkable: bool = True
    hedged: bool = False
    caveat: str | None = None
    inside: int | None = None
    denies: int | None = None


def finding(*lines: Line, name: str = "fine") -> Extractor:
    """Give an engine that finds these statements, wherever their words stand."""

    def extract(text: str) -> Extraction:
        spoken = [line for line in lines if line.speaker is not None]
        attributions = [_attribution(text, line, spoken.index(lines[line.inside]) if line.inside is not None else None)
                        for line in spoken]  # fmt: skip
        statements = [_statement(text, line, spoken.index(line) if line in spoken else None) for line in lines]
        links = [Link(at, line.denies, LinkKind.DENIES, ()) for at, line in enumerate(lines) if line.denies is not None]
        return Extraction(text, "en", name, tuple(attributions), tuple(statements), tuple(links))

    return extract


def _attribution(text: str, line: Line, inside: int | None) -> Attribution:
    start = text.index(line.words)
    return Attribution(
        source=(),
        cue=(),
        content=((start, start + len(line.words)),),
        speaker=line.speaker,
        speaker_kind=SpeakerKind.PERSON,
        mention=Mention.NAME,
        quote=Quote.INDIRECT,
        nature=line.nature,
        via=line.via,
        inside=inside,
        hedged=line.hedged,
        firsthand=Firsthand.UNKNOWN,
        confidence=line.confidence,
    )


def _statement(text: str, line: Line, attribution: int | None) -> Statement:
    start = text.index(line.words)
    doubt = text.index(line.caveat) if line.caveat is not None else 0
    caveats = (Caveat(CaveatKind.DENIED, ((doubt, doubt + len(line.caveat)),)),) if line.caveat is not None else ()
    return Statement(
        line.words, ((start, start + len(line.words)),), attribution, attribution is None, line.checkable, caveats
    )


WHOLE = Line("The bridge is closed and the ferry is late.")
PORT = Line("The port is shut.", "Ben Okoro")
ROAD = Line("The road is open.", "Cleo Marsh")
BRIDGE, FERRY = Line("The bridge is closed"), Line("the ferry is late.")


Ingest = Callable[..., tuple[int, ...]]


def put_on_record(desk: Desk, *lines: Line, **told: Any) -> tuple[int, ...]:
    """Put the article on record as an engine called coarse reads it; gives the numbers of its claims."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest, "load_extractor", lambda *_: finding(*lines, name="coarse"))
        (one,) = ingest.ingest(desk, [Input("\n".join(LINES).encode(), "article.txt")], Given(**told))
    return one.claims
