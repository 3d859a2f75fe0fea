"""What the words of a noun phrase tell by themselves: whether anybody is named, described or owns it."""

from claimtrack.extraction.english.calling_words import AGENTLESS, BEFORE_AGENTLESS
from claimtrack.extraction.english.name_words import MODIFIERS, TITLES
from claimtrack.extraction.speakers.mentions import Mentioned

SOFT = frozenset("former current then new federal late outgoing longtime local".split())
"""Words that tell nobody from another who is called the same."""


def names_nobody(source: Mentioned) -> bool:
    """``According to recent reports``: whose they are is not said."""
    words = source.words.lower().split()
    return bool(words) and words[-1] in AGENTLESS and all(word in BEFORE_AGENTLESS for word in words[:-1])


def is_plainly_described(source: Mentioned) -> bool:
    """Tell whether nothing but a place, a party or "former" stands with a role: no "band leader", no "leader of"."""
    front = source.words.split()[1:]
    known = MODIFIERS | TITLES | SOFT | {"real", "estate", "presidential", "and", "for", source.head}
    if " for " in source.words and front[-1].lower() not in TITLES:
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in known for word in front)


def with_owner(source: Mentioned, owner: str | None) -> str:
    """Write a noun phrase with the full name of whom it belongs to: ``her campaign`` as "Ana Ruiz's campaign"."""
    if owner is None:
        return source.words
    if source.possessor is not None:
        if source.head in owner.lower().split():
            return owner  # "their attorneys", of attorneys
        ending = "'" if owner.endswith("s") and owner.rpartition(" ")[2].islower() else "'s"
        return f"{owner}{ending} {source.words.partition(' ')[2]}"
    short = " ".join((*source.owner.titles, *source.owner.words)) if source.owner is not None else ""
    return source.words.replace(short, owner, 1)
