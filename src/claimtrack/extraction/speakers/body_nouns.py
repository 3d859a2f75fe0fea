"""Which named bodies a common noun may mean: ``the agency``, ``the paper``."""

from claimtrack.extraction.english.name_words import PLURAL_PEOPLE
from claimtrack.vocabulary import SpeakerKind

GENERIC = {
    "agency": None, "organisation": None, "organization": None, "group": None, "department": None, "body": None,
    "company": None, "firm": None, "bureau": None, "panel": None, "charity": None, "institute": None,
    "outlet": SpeakerKind.MEDIA,
    "newspaper": SpeakerKind.MEDIA, "paper": SpeakerKind.MEDIA, "network": SpeakerKind.MEDIA,
    "magazine": SpeakerKind.MEDIA, "broadcaster": SpeakerKind.MEDIA,
}  # fmt: skip
"""Nouns for a body that need not be part of its name, and what kind of body they can only mean."""
_TRADING = frozenset({"company", "firm"})
NO_STATE = frozenset("company firm charity group institute outlet newspaper paper magazine broadcaster network".split())
"""Nouns that are said of no country, nor of its government."""
_OFFICIAL = frozenset({"agency", "department", "bureau", "company", "firm"})
"""What no Doctors for Clean Rivers can be."""
_NO_FIRM = frozenset(
    "university school college committee commission party court union association department ministry government "
    "parliament senate assembly council police army navy embassy authority agency bureau institute foundation charity "
    "coalition alliance society nations republic kingdom countries".split()
)
_ARTICLES = frozenset("the a an".split())
_ALSO_CALLED = {"panel": ("committee", "commission"), "firm": ("company",)}


def heads_for(head: str) -> tuple[str, ...]:
    """Return the nouns by which a body may be named that ``head`` is said of."""
    return (head, *_ALSO_CALLED.get(head, ()))


def is_other(head: str, name: str) -> bool:
    """Tell whether a name is of a kind that ``head`` is never said of: a university is no "company".

    Nor is what bears no name but is called another thing: "the board" is no "agency" whose name we know.
    """
    low = name.lower().split()
    if low and low[0] in _ARTICLES and name.split()[1:] == low[1:] and low[-1] not in heads_for(head):
        return True
    return bool(head in _TRADING and _NO_FIRM & set(low)) or (
        head in _OFFICIAL and bool(low) and low[0] in PLURAL_PEOPLE
    )
