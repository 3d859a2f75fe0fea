"""Whose a source is by the article's own words for it: "Russia's U.N. ambassador" is Russia's."""

import re

OFFICES = frozenset(
    "administration agency ambassador army authorities authority broadcaster bureau cabinet chief commander commission "
    "commissioner committee council court defence defense department deputy diplomat diplomats directorate embassy "
    "envoy force forces general government governor intelligence junta king leader leadership legislature mayor "
    "military minister ministers ministry mission navy office official officials parliament police premier presidency "
    "president prosecutor prosecutors queen regime registry representative secretariat secretary senate service "
    "services spokesman spokespeople spokesperson spokeswoman troops".split()
)
"""What somebody is in the house of another; a rival, a critic or a bridge is not."""

_POSSESSIVE = re.compile(
    r"(?:[Tt]he\s+)?(?P<whole>[^\W\d_a-z][\w.&-]*(?:\s+(?:(?:of|and)\s+(?:the\s+)?)?[^\W\d_a-z][\w.&-]*)*)"
    r"(?:[’']s|(?<=s)[’'])\s+(?P<part>[^,;:(]+)"
)
_WORD = re.compile(r"[^\W\d_]+")


def whose(words: str) -> str | None:
    """Give the name of whom a source belongs to, or None where its words do not say.

    Reads a name in the possessive in front of an office: "the United States' envoy", "Kaldria's ambassador, I. Maresh".
    """
    found = _POSSESSIVE.match(" ".join(words.split()))
    if found is None:
        return None
    return found["whole"] if not OFFICES.isdisjoint(_WORD.findall(found["part"].casefold())) else None
