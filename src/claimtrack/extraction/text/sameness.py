"""Whether two stretches of text speak of the same thing: by the stems of their words, and of what counts as one."""

import re
from functools import lru_cache

_SAME = (
    "death deaths dead die dies died dying kill kills killed killing killings drowned perished fatalities toll bodies",
    "fans spectators supporters crowd attendance visitors",
    "homes houses dwellings buildings",
    "cars vehicles",
    "protesters demonstrators marchers marched rallied",
    "jobs workers staff employees",
    "wedding married marry marriage wed weddings",
    "shooting shot shots shoot shootings gunned fired gunfire",
    "fire burned burnt burning blaze burn fires torched arson",
    "meeting met meet meetings",
    "sale sold sell selling",
    "payment paid pay payments",
    "theft stole stolen steal stealing thefts",
    "bribe bribes bribery bribed",
    "departure left leave leaving",
    "flight fled flee",
    "loss lost lose losses",
    "attack attacks attacked attackers assault assaulted raid",
    "arrest arrests arrested detained detentions detention",
    "beating beat beaten beatings",
    "fall fell fallen falling",
    "deal agreement agreed pact",
    "resignation resign resigned quit",
    "affair relationship",
    "injured wounded hurt injuries casualties",
    "purchase bought buy bid",
    "strike strikes struck walkout",
    "retreat withdrew withdrawn withdrawal withdraw",
    "explosion exploded blast blew",
    "leak leaked leaks",
    "cheating cheated cheat",
    "abuse abused",
    "incident incidents event events",
)  # fmt: skip
_STEM_OF = {word: group.split(None, 1)[0] for group in _SAME for word in group.split()}
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]*[a-z]\w*")
_EMPTY = frozenset(
    "the and that this those these was were has had have been being are for with from not but his her their its who "
    "whom which what when where while will would could can may might should did does into onto over under about after "
    "before than then them they she him any all some more most other others two one said says say told our out off "
    "also only such there here it's never ever very having being again single".split()
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e")
_LEAST_STEM = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Give what a word shares with its other forms: ``arrests``, ``arrested`` -> ``arrest``."""
    low = word.lower()
    same = _STEM_OF.get(low)
    if same is not None:
        return same
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST_STEM:
            return low[: -len(ending)].rstrip("y") if len(low) > len(ending) + 1 else low
    return low


@lru_cache(maxsize=512)
def stems(words: str) -> frozenset[str]:
    """Give the stems of the words that say something."""
    return frozenset(stem(match[0]) for match in _WORD.finditer(words) if match[0].lower() not in _EMPTY)


def is_same_matter(one: str, other: str) -> bool:
    """Tell whether two clauses say or deny the same: two words in common that are a good part of the shorter."""
    left, right = stems(one), stems(other)
    shared, shorter = len(left & right), min(len(left), len(right))
    if left & right <= names_in(one) and left > names_in(one):
        return False  # what has only a name in common speaks of the same people, not of the same thing
    return shared > 0 and (shared >= 2 or shorter <= 3) and 3 * shared >= shorter


def names_in(words: str) -> frozenset[str]:
    """Give the stems of the names in a stretch of text: capital words behind another one."""
    return frozenset(stem(match[0].removesuffix("’s").removesuffix("'s")) for match in _NAME.finditer(words))


def speaks_of(words: str, topic: str) -> bool:
    """Tell whether words hold a noun, in whatever form: "the arrests" in "31 people were arrested"."""
    head = stem(topic.split()[-1])
    return len(head) >= _LEAST_STEM and head in stems(words)
