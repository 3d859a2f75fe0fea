"""An engine that takes a text apart, a statement a line, so that no test depends on what a real one finds.

- ``The bridge is closed.`` is the outlet's own voice;
- ``Ana Ruiz: The bridge is closed.`` has a speaker, ``Ana Ruiz via Radio Norte: ...`` also a carrier;
- ``Ana Ruiz wishes: ...`` is an opinion, ``Ana Ruiz heard: ...`` is hearsay;
- ``Ana Ruiz denies 1: ...`` denies the first statement;
- ``... (unconfirmed)`` at the end is the article's own caveat, ``... (unconfirmed?)`` one of which it is not sure;
- a line that begins with a hyphen is no statement.
"""

import re

from claimtrack.extraction.values import Attribution, Caveat, Extraction, Link, Statement
from claimtrack.vocabulary import (
    CaveatKind,
    Firsthand,
    LinkKind,
    Mention,
    Nature,
    Quote,
    SpeakerKind,
)

_LINE = re.compile(
    r"(?!-)(?:(?P<speaker>[^:]+?)(?: via (?P<carrier>[^:]+?))?(?: (?P<how>wishes|heard|denies (?P<denied>\d+)))?: )?"
    r"(?P<words>.+?)(?P<caveat> \(unconfirmed(?P<unsure>\?)?\))?"
)


def line_by_line(text: str) -> Extraction:
    """Take a text apart as this module says."""
    attributions: list[Attribution] = []
    statements: list[Statement] = []
    links: list[Link] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found = _LINE.fullmatch(line.rstrip("\r\n"))
        if found is not None:
            links += [Link(len(statements), int(one) - 1, LinkKind.DENIES, ()) for one in [found["denied"]] if one]
            attributions += [_attribution(found, start)] if found["speaker"] else []
            statements.append(_statement(found, start, len(attributions) - 1 if found["speaker"] else None))
        start += len(line)
    return Extraction(text, "en", "lines", tuple(attributions), tuple(statements), tuple(links))


def _attribution(found: re.Match[str], start: int) -> Attribution:
    speaker = found["speaker"]
    how = (found["how"] or "").split()[:1]
    return Attribution(
        source=((start + found.start("speaker"), start + found.end("speaker")),),
        cue=((start + found.start("how"), start + found.end("how")),) if how else (),
        content=((start + found.start("words"), start + found.end("words")),),
        speaker=speaker,
        speaker_kind=SpeakerKind.PERSON,
        mention=Mention.NAME,
        quote=Quote.INDIRECT,
        nature={"wishes": Nature.OPINION, "denies": Nature.DENIES}.get(how[0] if how else "", Nature.ASSERTS),
        via=(found["carrier"],) if found["carrier"] else (),
        firsthand=Firsthand.NO if how == ["heard"] else Firsthand.UNKNOWN,
    )


def _statement(found: re.Match[str], start: int, attribution: int | None) -> Statement:
    doubt = ((start + found.start("caveat") + 1, start + found.end("caveat")),) if found["caveat"] else ()
    return Statement(
        text=found["words"],
        spans=((start + found.start("words"), start + found.end("words")),),
        attribution=attribution,
        own_voice=attribution is None,
        checkable=found["how"] != "wishes",
        caveats=(Caveat(CaveatKind.UNCONFIRMED, doubt, confidence=0.5 if found["unsure"] else None),) if doubt else (),
    )
