"""What a speaker does with the words: assert, deny, judge, demand, intend, ask or think; what can be checked."""

import re

from claimtrack.vocabulary import Firsthand, Nature

DENYING = frozenset("deny reject dismiss refute dispute".split())
"""Verbs by which somebody denies what follows them."""
_OF_VERB: dict[Nature, frozenset[str]] = {
    Nature.DENIES: DENYING,
    Nature.DEMAND: frozenset(
        "demand urge request order plead appeal recommend propose call-for call-on call-upon seek advise".split()
    ),
    Nature.INTENTION: frozenset("vow promise pledge plan intend threaten offer decline refuse decide".split()),
    Nature.QUESTION: frozenset("ask wonder question query".split()),
    Nature.THOUGHT: frozenset(
        "think believe hope fear feel doubt suspect want expect know understand realize foresee guess".split()
    ),
    Nature.OPINION: frozenset(
        "criticize criticise blame praise endorse denounce condemn defend blast slam oppose mock decry tout rail "
        "attack assail rebuke applaud lambast deride bemoan champion lament welcome thank support liken label portray "
        "complain call challenge joke quip".split()
    ),
}
_NATURE_OF = {verb: nature for nature, verbs in _OF_VERB.items() for verb in verbs}
_JUDGING = re.compile(
    r"\b(?:should(?:n[’']t)?|ought to|must(?:n[’']t)?|needs? to|have to|has to|I think|we think|I believe|"
    r"we believe|I feel|I guess|in my view|"
    r"in my opinion|probably|perhaps|arguably|wishful thinking|illusion|unfortunately|sadly|ridiculous|outrageous|"
    r"disgrace(?:ful)?|shameful|terrible|horrible|awful|wonderful|fantastic|amazing|incredible|tremendous|stupid|"
    r"disgusting|unacceptable|appalling|biggest|greatest|best|worst|finest|great|heaviest|devastating blow|important|"
    r"desperate|absurd|nonsense|dangerous|proud|beautiful|tragic|wrong|unfair|fair|crazy|pathetic|nasty|shocking|"
    r"sickening|remarkable|brilliant|hopeless|settles? little|disaster|would be|could be|might|hopefully)\b",
    re.IGNORECASE,
)
_OWN_JUDGING = re.compile(
    r"\b(?:probably|perhaps|arguably|surely|wishful thinking|illusion|unfortunately|sadly|should(?:n[’']t)?|ought to|"
    r"ridiculous|outrageous|disgraceful|shameful|settles? little|biggest (?:victory|defeat|blow|success|mistake)|"
    r"(?:heaviest|worst) (?:blow|defeat|mistake)|it seems|seems? to|appears? to|may well)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:I|we) (?:saw|have seen|watched|heard (?:the|a|an|shots|explosions|gunfire|screams)|was there|"
    r"were there|felt|found|"
    r"counted|witnessed|treated|buried)\b|\b(?:he|she|they) (?:had )?(?:saw|seen|watched|witnessed)\b|"
    r"with (?:my|our) own eyes",
    re.IGNORECASE,
)
_REPORTS = r"(?:reports?|accounts?|rumou?rs?|stories|tales|word)"
_HEARD = re.compile(
    r"(?<!court )(?<!jury )(?<!tribunal )(?<!inquest )(?<!panel )(?<!committee )\bheard (?:of|about|that|(?:\w+ )?"
    + _REPORTS
    + r")\b"
    r"|\b(?:heard|learned|learnt|had|got) (?:only )?(?:of |about )?(?:it|this|that|them) (?:only )?(?:from|through|"
    r"second)\b"
    r"|\b(?:heard|learned|learnt) (?:only )?from (?:[^\s.,;]+ ){1,6}(?:that|how|of)\b"
    r"|\breceived (?:\w+ ){0,2}" + _REPORTS + r"\b"
    r"|\b(?:been|was|were|am|’m) (?:only )?told (?:only )?(?:that|of|about|it|this|so|as much)\b"
    r"|\bonly heard\b|\bsecond[- ]?hand(?! (?:car|book|shop|clothes|furniture|store)s?\b)\b",
    re.IGNORECASE,
)
_LOOK_HEARD = ("heard", "told", "learn", "received", "second", "got", "had")
_LOOK_SEEN = (
    "saw",
    "seen",
    "watched",
    "heard",
    "there",
    "felt",
    "found",
    "counted",
    "witnessed",
    "treated",
    "buried",
    "eyes",
)
"""A quick look: what holds none of these holds none of the patterns."""
_HEARING = re.compile(
    r"\b(?:heard|hears|hear)\b(?! (?:a|an|the|shots|screams)\b)|\b(?:been|was|were|am|[’']m) told\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:that|how|of|about)\b", re.IGNORECASE)
_HEARS_CASES = re.compile(
    r"\b(?:courts?|jury|juries|jurors|judges?|magistrates?|tribunal|inquest|inquiry|panel|commission|committee|hearing|"
    r"council|senate|congress|parliament|audience|crowd|lawmakers|mps|members|delegates)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[”\"’'»)\]]*$")
_JUDGED_AT_MOST = 45


def nature_of(base: str, particle: str, content: str) -> Nature:
    """Give the nature of an attribution from its verb's base form, the particle behind it and the words said."""
    nature = _NATURE_OF.get(f"{base}-{particle}") or _NATURE_OF.get(base)
    if nature is not None:
        return nature
    if _ASKS.search(content):
        return Nature.QUESTION
    if len(content.split()) <= _JUDGED_AT_MOST and _JUDGING.search(content):
        return Nature.OPINION
    return Nature.ASSERTS


def is_checkable(nature: Nature) -> bool:
    """Tell whether words of this nature can be held against evidence."""
    return nature in {Nature.ASSERTS, Nature.DENIES}


def is_own_checkable(sentence: str) -> bool:
    """Tell whether what the outlet says itself can be held against evidence: no question, no judgement."""
    return not _ASKS.search(sentence) and not _OWN_JUDGING.search(sentence)


def firsthand_of(content: str, *, cue: str = "", source: str = "") -> Firsthand:
    """Tell whether the words say that the speaker was there, or only heard of it.

    Whose cue is itself "heard" has it from others, unless that is a court's business.
    """
    low = content.lower()
    is_told = _HEARING.search(cue) is not None and (_CLAUSE.match(content) is not None or cue.endswith("from"))
    may_be_heard = any(word in low for word in _LOOK_HEARD)
    if (may_be_heard and _HEARD.search(content)) or (is_told and not _HEARS_CASES.search(source)):
        return Firsthand.NO
    may_be_seen = any(word in low for word in _LOOK_SEEN)
    return Firsthand.YES if may_be_seen and _SEEN.search(content) else Firsthand.UNKNOWN
