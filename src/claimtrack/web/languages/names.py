"""What the vocabulary's words are called in the reader's language: states, stances, kinds of source, roles.

Each enum has a context of its own in the catalogues, for a word may be two in another language: "withdrawn" is said of
a claim and of a request. ``every`` is what a translator has to write for it to have no hole.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType

from claimtrack.reports.card import Fact, Section
from claimtrack.reports.wording.signs import Sign
from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    RelationKind,
    ReplyState,
    Role,
    Said,
    Scope,
    SpeakerKind,
    Stance,
    Status,
)
from claimtrack.web.languages.catalogues import Own, pgettext

_SCOPES = {
    Scope.READ: "read",
    Scope.ACT: "act as you: decide, attach, correct",
    Scope.VERIFY: "have the whole record checked",
}


def _label(words: str) -> str:
    """Write a label of a card, of which some stand in capitals in plain text."""
    return words.capitalize() if words.isupper() else words


_CONTEXTS: Mapping[type[Enum], tuple[str, Mapping[Enum, str]]] = MappingProxyType(
    {
        Sign: ("how a claim stands", {one: one.word for one in Sign}),
        Status: ("how a claim stands", {one: one.words for one in Status}),
        Said: ("whether it was said", {one: one.words for one in Said}),
        Stance: ("what evidence does to a claim", {one: one.words for one in Stance}),
        Basis: ("how evidence knows", {one: one.words for one in Basis}),
        CaveatKind: ("how the article doubts a claim", {one: one.value for one in CaveatKind}),
        ClaimLinkKind: ("what a claim does to another", {one: one.value for one in ClaimLinkKind}),
        RelationKind: ("what a source is to another", {one: one.words for one in RelationKind}),
        ReplyState: ("how a request for a reply stands", {one: one.words for one in ReplyState}),
        Role: ("who somebody is at the desk", {one: one.value for one in Role}),
        Scope: ("what a program may do", {one: _SCOPES[one] for one in Scope}),
        SpeakerKind: ("what kind of source", {one: one.value for one in SpeakerKind}),
        Fact: ("a label on a claim's card", {one: _label(one.value) for one in Fact}),
        Section: ("a label on a claim's card", {one: _label(one.value) for one in Section}),
    }
)
_MEANING = "what it means for a claim to stand so"


def named(value: Enum) -> Own:
    """Return the name of a word of the vocabulary; raises KeyError for what has none."""
    where, words = _CONTEXTS[type(value)]
    return pgettext(where, words[value])


def meaning(sign: Sign) -> Own:
    """Return what a sign means."""
    return pgettext(_MEANING, sign.meaning)


def every() -> Iterator[tuple[str, str]]:
    """Yield what the catalogues have of the vocabulary: contexts, and words in English."""
    for where, words in _CONTEXTS.values():
        yield from ((where, one) for one in words.values())
    yield from ((_MEANING, one.meaning) for one in Sign)
