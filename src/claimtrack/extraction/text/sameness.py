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


_OPPOSITES = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        ("alone", "with together"),
        ("lapsed expired ended", "renewed extended continued"),
        ("open opened", "closed shut locked"),
        ("alive survived living", "dead died killed"),
        ("won", "lost"),
        ("rose risen increased grew up", "fell fallen decreased shrank dropped down"),
        ("inside", "outside"),
        ("full", "empty"),
        ("innocent", "guilty"),
        ("asleep", "awake"),
        ("armed", "unarmed"),
        ("red", "green"),
        ("sober", "drunk drinking"),
        ("free fair", "rigged stolen fraudulent"),
        ("begun started underway", "cancelled postponed"),
        ("moving driving", "stationary parked"),
        ("knew aware", "unaware ignorant"),
        ("calm peaceful peacefully", "violent violently rioting"),
        ("intact undamaged unharmed", "destroyed damaged harmed hurt injured"),
        ("voluntary", "compulsory"),
        ("profitable", "bankrupt insolvent"),
        ("consented consensual", "raped rape"),
        ("jumped fell slipped tripped", "pushed thrown shoved"),
        ("suicide illness natural", "beaten tortured murdered poisoned shot strangled"),
        ("mistake inadvertently unintentionally", "purpose intentionally knowingly"),
        ("early", "late"),
        ("resigned quit", "dismissed sacked fired ousted"),
        ("more higher larger bigger warmer", "fewer less lower smaller colder"),
        ("genuine original", "copy copied replica"),
        ("invited welcome", "uninvited unwelcome"),
        ("left", "right"),
        ("cheaper", "dearer"),
        ("success successful succeeded", "failure failed"),
        ("advanced advancing", "retreated retreating withdrew"),
        ("captured seized taken took fallen entered", "held holds repelled repulsed retaken"),
        ("accident accidental accidentally", "deliberate deliberately arson murder planned plotted"),
        ("failed collapsed stalled", "progress progressing well succeeded"),
        ("legal lawful", "illegal unlawful"),
        ("stayed remained still", "left fled gone"),
        ("stopped halted", "continued continuing"),
        ("accepted agreed", "refused declined rejected"),
        ("voluntarily voluntary willingly", "forced coerced force"),
        ("paid", "unpaid owed owes"),
        ("present", "absent"),
        ("safe", "unsafe dangerous"),
        ("sank sunk", "afloat"),
        ("signed", "unsigned forged"),
        ("genuine real authentic", "fake forged faked"),
        ("profit", "loss"),
        ("always", "never"),
        ("everyone everybody all", "nobody none"),
    )
)
_OPPOSED = frozenset(word for pair in _OPPOSITES for side in pair for word in side)


def are_opposite(one: str, other: str) -> bool:
    """Tell whether one statement holds a word and the other its opposite: "had lapsed", "had been renewed"."""
    left, right = opposed_in(one), opposed_in(other)
    if not left or not right:
        return False
    return any(
        (left & a and right & b and not left & b) or (left & b and right & a and not left & a) for a, b in _OPPOSITES
    )


def opposed_in(words: str) -> frozenset[str]:
    """Give the words that have an opposite here."""
    return _OPPOSED.intersection(re.findall(r"[a-z]+", words.lower()))


_VALUES = tuple(
    frozenset(values.split())
    for values in (
        "red blue green white black grey gray yellow brown silver orange",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april june july august september october november december",
        "north south east west",
        "northern southern eastern western",
        "morning afternoon evening midnight noon dusk dawn",
        "spring summer autumn winter",
    )
)

_HOUR = re.compile(
    r"\bat (?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! \w+s\b)|\d{1,2}[.:]\d\d|"
    r"\d{1,2} [ap]\.?m)"
)


_YEAR = re.compile(r"(\bin )?\b(1[5-9]\d\d|20\d\d)\b")
_OF_PEOPLE = re.compile(
    r"\b(?:black|white|brown|red|blue|green|grey|gray|yellow)[- ](?:house|people|persons?|men|man|women|woman|voters?|"
    r"communit\w+|famil\w+|americans?|africans?|students?|officers?|lawmakers?|supremac\w+|part(?:y|ies)|states?|cross|"
    r"collar|tape|paper|light|card|carpet)\b"
)
"""Where a colour is none, or tells people apart."""


def are_other_values(one: str, other: str) -> bool:
    """Tell whether two statements hold different values where only one can be: two colours, two days.

    Two years only where the statements have another word in common: much else happens in other years.
    """
    left, right = _valued(one), _valued(other)
    years = [_YEAR.findall(words) for words in (one, other)]
    is_dated = all(len(held) == 1 and held[0][0] for held in years)
    if is_dated and years[0] != years[1] and stems(one) & stems(other):
        return True
    hours = frozenset(value for value in left | right if value.startswith("at "))
    if len(left & hours) == 1 and len(right & hours) == 1 and not left & right & hours:
        return True
    return any(len(left & held) == 1 and len(right & held) == 1 and not left & right & held for held in _VALUES)


def _valued(words: str) -> set[str]:
    low = _OF_PEOPLE.sub("", words.lower())
    return {*re.findall(r"[a-z]+", low), *(match[0] for match in _HOUR.finditer(low))}
