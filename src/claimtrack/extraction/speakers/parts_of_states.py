"""Of which state a part is, where a name is that of who governs it: "Government of Tatarstan", "@RusEmbUSA".

Which parts states have is read from countryinfo; a name that several states have a part of says nothing. What they are
called beside that is a list of ours (``english.seats_of_states``).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from claimtrack.extraction.english.seats_of_states import PARTS
from claimtrack.extraction.speakers.state_names import Words, folded, states, words_of

_APART = re.compile(r"[()\[\]]| or ")
_SAINT = {"st": "saint", "sankt": "saint"}
_LONGEST = 4
_LEAST = 4
"""Letters of a part's name; shorter ones are words."""
_WORDS = frozenset(
    "north south east west northern southern eastern western central centre center upper lower coast islands island "
    "capital district city state region province metropolitan highlands".split()
)
"""What parts of states are called that is no name."""
_HANDLE = re.compile(
    r"@?(?P<state>[A-Z]{2,3}|[A-Z]?[a-z]+?)_?(?:in)?_?(?:Emb(?:assy)?|Embassy|Consulate|MFA|MoFA|MOD|MoD|Mission|Gov|PermRep)(?![a-z])"
    r"[\w]*"
)
"""An account of a state's office abroad: whose it is stands first."""
_PREFIX = 3


def state_of_part(words: Sequence[str]) -> tuple[str, str] | None:
    """Return the state, and the words that say so, whose part a name has in it; the longest words count."""
    known, plain = _parts(), [_SAINT.get(word, word) for word in map(folded, words)]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            state = known.get(tuple(plain[place : place + length]))
            if state is not None and words[place][:1].isupper():
                return state, " ".join(words[place : place + length])
    return None


def state_of_handle(name: str) -> str | None:
    """Return the state of whose office an account is by its handle, or None where it does not say."""
    match = _HANDLE.fullmatch(name.strip())
    if match is None:
        return None
    known, word = states(), folded(match["state"])
    found = known.names.get((word,)) or known.adjectives.get((word,))
    if found is not None or len(word) < _PREFIX:
        return found
    meant = {state for (first, *rest), state in known.names.items() if not rest and first.startswith(word)}
    return meant.pop() if len(meant) == 1 else None


_FEWEST_PEOPLE = 1_000_000
"""Of a smaller state, as Guernsey, the parts are parishes: "Vale" is oftener something else."""


@cache
def _parts() -> Mapping[Words, str]:
    from countryinfo import all_countries

    called, own = states().called, {*states().names, *states().adjectives, *states().capitals}
    found: dict[Words, set[str]] = {}
    for one in all_countries():
        row = one.info()
        code = row.get("ISO", {}).get("alpha2")
        is_told = code in called and row.get("population", 0) >= _FEWEST_PEOPLE
        for part in row.get("provinces") or () if is_told else ():
            for name in _APART.split(part):
                key = tuple(_SAINT.get(word, word) for word in map(folded, words_of(name)))
                if key and key not in own and not _WORDS.issuperset(key) and len("".join(key)) >= _LEAST:
                    found.setdefault(key, set()).add(called[code])
    known = {key: next(iter(of)) for key, of in found.items() if len(of) == 1}
    for code, listed in PARTS.items():
        known |= {tuple(map(folded, words_of(name))): called[code] for name in listed.split(" | ")}
    return known
