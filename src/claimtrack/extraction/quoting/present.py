"""Who is there, as a talk says at its head: "Members present: NAME (Chair); NAME", "Spokesperson: NAME"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from claimtrack.extraction.english.name_words import ROLE_NOUNS
from claimtrack.extraction.english.turn_words import TALKERS
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import named
from claimtrack.extraction.text.spans import trimmed

_HEAD = 2_500
"""Characters at a text's beginning among which a talk says who takes part."""
_PRESENT = re.compile(
    r"^(?P<part>(?:members? |witness(?:es)? |also )?present|participants?|attendees|panel(?:lists)?|speakers?|before|"
    r"spokes(?:man|woman|person)|moderator|host|interviewer|interviewee|guest|chair(?:man|woman|person)?|"
    r"presid(?:ing|ent)|judge|witness(?:es)?)[ ]?:[ ]+(?P<who>[^\n]{3,400})$",
    re.IGNORECASE | re.MULTILINE,
)
_GIVES_NAME = re.compile(
    r"\byour\s+(?:full\s+)?name\b[^\n]{0,60}\n+(?:the\s+)?(?P<part>[a-z]+)[ ]?:[ ]+(?P<who>[^\n,.;:]{3,60})(?=[,.;\n])",
    re.IGNORECASE,
)
"""``Your name and posting?`` and the answer: ``Witness: Ada Moe, constable.``"""
_EACH = re.compile(r"(?P<who>[^;,()\n]{3,80}?)\s*(?:\((?P<part>[A-Za-z-]{3,20})\))?(?:[;,]|$|\s+and\s+)")


def present(text: str) -> Iterator[Name]:
    """Yield the names of who takes part in a talk, each with its part as a role; the lines are read as nothing else."""
    for line in _PRESENT.finditer(text, 0, _HEAD):
        found = list(_EACH.finditer(text, *trimmed(text, line.span("who"))))
        held = [words_in(text, trimmed(text, each.span("who"))) for each in found]
        if not all(word.is_capital or word.text == "." for words in held for word in words):
            continue  # somebody speaks in it
        for each, words in zip(found, held, strict=True):
            parts = {line["part"].lower(), (each["part"] or "").lower()} & ROLE_NOUNS
            for name in named(words):
                yield replace(name, roles=name.roles | parts)
    for answer in _GIVES_NAME.finditer(text, 0, _HEAD):
        words = words_in(text, trimmed(text, answer.span("who")))
        part = answer["part"].lower()
        if part in TALKERS and len(words) > 1 and all(word.is_capital for word in words):
            for name in named(words):
                yield replace(name, roles=name.roles | {part})
