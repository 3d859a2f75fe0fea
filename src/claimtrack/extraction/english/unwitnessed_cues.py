"""The words with which an article says that nobody, or not the speaker, saw what is claimed."""

import re

from claimtrack.extraction.english.cue import Cue, Cues
from claimtrack.vocabulary import CaveatKind

_NOT = r"(?:\s+not|n[’']t|not)"
_SEE = r"(?:recorded|filmed|captured|caught|witnessed|witness|saw|seen|see|watched|observed)"
_WERE_THERE = (
    r"(?:was|were|had been|is|are)\s+(?:an?\s+(?:eye-?)?witness|there\b(?! (?:any|a|an|no)\b)|present|in the room)"
)
_PLACE = (
    r"(?:scene|spot|site|house|building|room|village|town|ship|train|camp|time|car|boat|square|street|school|hospital)"
)

_NO = (
    "no not cannot t nothing nobody noone none neither never without little scant hardly declined declines refused "
    "refuses failed unable"
)
_SEEING = (
    "witness witnesses witnessed eyewitness eyewitnesses saw seen see watched watch observe observed recorded "
    f"filmed captured caught present there room + {_NO} one"
)

UNWITNESSED = Cues(
    CaveatKind.UNWITNESSED,
    # The names of the groups tell the reader whose eyes were meant, and whether an event must be named besides.
    cues=(
        Cue(
            r"(?P<nobody>none|neither|no one|no-one|nobody|not one|not a single|no)\b(?P<who>(?:\s+(?!who\b|that\b|"
            r"which\b)[\w’'-]+){0,8}?)"
            r"\s+(?:(?:had|has|have|actually|ever|themselves|himself|herself|directly|personally|claimed|claims|"
            r"claim|to|"
            r"have)\s+)*"
            r"(?:" + _SEE + r"|" + _WERE_THERE + r")\b",
            _SEEING,
            reads=("None of the residents saw the shooting.", "Nobody was present."),
            leaves=("No one who saw the shooting was named.",),
        ),
        # "have never seen" tells of a whole life, not of one event.
        Cue(
            r"(?P<not>(?:did|had)"
            + _NOT
            + r"\s+(?:\w+ly\s+|himself\s+|herself\s+|themselves\s+|myself\s+|ourselves\s+|"
            r"been\s+able\s+to\s+)?|(?<!have )(?<!has )(?<!ve )(?<!s )never\s+(?:\w+ly\s+)?)"
            r"(?:witness(?:ed)?|see|seen|saw|watch(?:ed)?|observed?)\b",
            _SEEING,
            reads=("She did not herself see the blast.",),
            leaves=("I have never seen such a crowd.",),
        ),
        Cue(
            r"(?P<away>(?:neither|none of (?:them|the \w+|those)|not one of them)(?:\s+[\w’'-]+){0,4}?\s+"
            r"(?:had been|was|"
            r"were)\s+(?:in|at|on|inside|aboard|near|within)\b)",
            "neither none one + in at on inside aboard near within",
            reads=("None of them had been inside the camp.",),
        ),
        Cue(
            r"(?P<alone>(?:no ?one|nobody) else (?:was|were|had been) (?:in|at|on|inside|aboard|near|nearby|with|about|"
            r"around|there|awake)\b|saw nothing of (?:it|this|that|the \w+)\b)",
            "nobody one noone + else / saw + nothing",
            reads=("Nobody else was in the yard.", "The guard saw nothing of the fight."),
        ),
        Cue(
            r"(?P<absent>(?<=\bhe )(?:was|were) (?:in|at) [^.,;]{2,30}? at the time\b|(?<=\bshe )(?:was|were) (?:in|"
            r"at) "
            r"[^.,;]{2,30}? at the time\b|"
            r"(?<=\bthey )were (?:in|at) [^.,;]{2,30}? at the time\b|(?:was|were|had been)\s+(?:abroad|away|elsewhere|"
            r"asleep|out of town|in another \w+|off duty|not (?:at|in) the \w+)\s+"
            r"(?:at the time|when it happened|when (?:he|she|it|they) (?:died|fell|was|were))\b|not (?:an|a) "
            r"(?:eye-?)?witness\b|"
            r"(?:was|were)" + _NOT + r"\s+(?:\w+ly\s+|himself\s+|herself\s+|themselves\s+)?(?:present|there)\b"
            r"(?!\s+(?:any|a|an|to|for|in)\b)|had not been (?:present|there)\b|not been present\b|(?<=\bwho )(?:was|"
            r"were|"
            r"had been|is|are)"
            + _NOT
            + r"\s+(?:been\s+)?(?:at|in|on|near|inside|aboard)\s+(?:the|that|this)\s+"
            + _PLACE
            + r"\b)",
            "in at abroad away elsewhere asleep town another duty + time when / witness eyewitness present there "
            "+ not t / "
            "who + scene spot site house building room village town ship train camp time car boat square street school "
            "hospital + not t",
            reads=(
                "He was in the capital at the time.",
                "She was asleep when it happened.",
                "He is not an eyewitness.",
                "The mayor was not there.",
                "The clerk, who was not in the room, told the story.",
            ),
            leaves=("There was not a cloud in the sky.", "The mayor was not there to answer."),
        ),
        Cue(
            r"(?P<no_witness>there\s+(?:was|were|are|is)\s+(?:apparently\s+)?no\s+(?:\w+\s+)?(?:eye-?)?witness(?:es)?"
            r"(?:\s+to\s+(?:the\s+)?\w+)?|with(?:out|\s+no)\s+(?:any\s+)?(?:eye-?)?witness(?:es)?\b|"
            r"no (?:other )?(?:eye-?)?witness(?:es)? (?:has|have|had|came|saw)\b|went unseen\b|was unwitnessed\b|no "
            r"outsider saw\b)",
            "witness witnesses eyewitness eyewitnesses unseen unwitnessed outsider",
            reads=("There were no witnesses to the crash.", "It went unseen.", "No outsider saw the graves."),
        ),
    ),
)
SEEN_AS = re.compile(
    r"\s*(?:it|this|that|them|the \w+)?\s*(?:(?:that|this|his|her|its|the same) way\b|coming\b|but\b|except\b|like\b|"
    r"as\b|fit\b|any\b|a\b|an\b|"
    r"(?:\w+\s+)?(?:need|reason|point|signs?|chance|hope|evidence|proof|details?|names?|how|why|where|anything|"
    r"something|"
    r"value|problem|merit|use|future|difference|room)\b)",
    re.IGNORECASE,
)
"""Behind "saw": a judgement or a surprise, not an event that somebody claims."""
_EVENTS = frozenset(
    "it this that them him her anyone who happen happening incident event events shooting shootings killing killings "
    "attack fire blast explosion crash collision fall blow exchange meeting beating arrest theft handover payment "
    "fight struggle death deaths accident landing".split()
)
_FIRST = frozenset("himself herself themselves at when and but".split())


def is_event(words: str) -> bool:
    """Tell whether what was not seen is something that happened, or "it"."""
    first = [match[0] for match in re.finditer(r"[\w’'-]+", words.lower())][:4]
    if not first or (not words[:1].strip() and words.lstrip()[:1] in '.,;:—)”"'):
        return True
    return not _EVENTS.isdisjoint(first[:3]) or first[0] in _FIRST
