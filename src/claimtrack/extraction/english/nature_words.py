"""The words that tell what a speaker does with what is said, judge, demand or ask, and whether it was seen or heard."""

import re

from claimtrack.vocabulary import Nature

DENYING = frozenset("deny reject dismiss refute dispute".split())
"""Verbs by which somebody denies what follows them."""
OF_VERB: dict[Nature, frozenset[str]] = {
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
JUDGING = re.compile(
    r"\b(?:should(?:n[’']t)?|ought to|must(?:n[’']t)?|needs? to|have to|has to|I think|we think|I believe|"
    r"we believe|I feel|I guess|in my view|"
    r"in my opinion|probably|perhaps|arguably|wishful thinking|illusion|unfortunately|sadly|ridiculous|outrageous|"
    r"disgrace(?:ful)?|shameful|terrible|horrible|awful|wonderful|fantastic|amazing|incredible|tremendous|stupid|"
    r"disgusting|unacceptable|appalling|biggest|greatest|best|worst|finest|great|heaviest|devastating blow|important|"
    r"desperate|absurd|nonsense|dangerous|proud|beautiful|tragic|wrong|unfair|fair|crazy|pathetic|nasty|shocking|"
    r"sickening|remarkable|brilliant|hopeless|settles? little|disaster|would be|could be|might|hopefully)\b",
    re.IGNORECASE,
)
OWN_JUDGING = re.compile(
    r"\b(?:probably|perhaps|arguably|surely|wishful thinking|illusion|unfortunately|sadly|should(?:n[’']t)?|ought to|"
    r"ridiculous|outrageous|disgraceful|shameful|settles? little|biggest (?:victory|defeat|blow|success|mistake)|"
    r"(?:heaviest|worst) (?:blow|defeat|mistake)|it seems|seems? to|appears? to|may well)\b",
    re.IGNORECASE,
)
SEEN = re.compile(
    r"\b(?:I|we) (?:saw|have seen|watched|heard (?:the|a|an|shots|explosions|gunfire|screams)|was there|"
    r"were there|felt|found|"
    r"counted|witnessed|treated|buried)\b|\b(?:he|she|they) (?:had )?(?:saw|seen|watched|witnessed)\b|"
    r"with (?:my|our) own eyes",
    re.IGNORECASE,
)
REPORTS = r"(?:reports?|accounts?|rumou?rs?|stories|tales|word)"
HEARD_FROM_OTHERS = re.compile(
    r"(?<!court )(?<!jury )(?<!tribunal )(?<!inquest )(?<!panel )(?<!committee )\bheard (?:of|about|that|(?:\w+ )?"
    + REPORTS
    + r")\b"
    r"|\b(?:heard|learned|learnt|had|got) (?:only )?(?:of |about )?(?:it|this|that|them) (?:only )?(?:from|through|"
    r"second)\b"
    r"|\b(?:heard|learned|learnt) (?:only )?from (?:[^\s.,;]+ ){1,6}(?:that|how|of)\b"
    r"|\breceived (?:\w+ ){0,2}" + REPORTS + r"\b"
    r"|\b(?:been|was|were|am|’m) (?:only )?told (?:only )?(?:that|of|about|it|this|so|as much)\b"
    r"|\bonly heard\b|\bsecond[- ]?hand(?! (?:car|book|shop|clothes|furniture|store)s?\b)\b",
    re.IGNORECASE,
)
NEEDED_TO_HEAR = ("heard", "told", "learn", "received", "second", "got", "had")
NEEDED_TO_SEE = (
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
HEARING = re.compile(
    r"\b(?:heard|hears|hear)\b(?! (?:a|an|the|shots|screams)\b)|\b(?:been|was|were|am|[’']m) told\b", re.IGNORECASE
)
HEARS_CASES = re.compile(
    r"\b(?:courts?|jury|juries|jurors|judges?|magistrates?|tribunal|inquest|inquiry|panel|commission|committee|hearing|"
    r"council|senate|congress|parliament|audience|crowd|lawmakers|mps|members|delegates)\b",
    re.IGNORECASE,
)
