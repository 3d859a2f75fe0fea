"""Whom a text credits for what it tells: "according to The Associated Press", "told Reuters", "Delta Wire reported"."""

from collections.abc import Iterator

from claimtrack.extraction.values import Attribution, Extraction
from claimtrack.vocabulary import Mention, SpeakerKind


def credited(extraction: Extraction) -> tuple[str, ...]:
    """Name the outlets and agencies that a text has words from or through, each once, in the order of the text.

    One that is only described ("a local paper") is not among them: nobody could say who it is.
    """
    return tuple(dict.fromkeys(name for attribution in extraction.attributions for name in _media(attribution)))


def _media(attribution: Attribution) -> Iterator[str]:
    if attribution.speaker_kind is SpeakerKind.MEDIA and attribution.mention is Mention.NAME and attribution.speaker:
        yield attribution.speaker
    yield from attribution.via
