"""The ways in which words stand behind a verb of saying and are not said: denied, supposed, asked, left unsaid."""

import re
from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Where the words stand that tell it, as seen from the source and its cue."""

    AHEAD = "right in front of the source, or of the cue where the sentence names no source before it"
    SOURCE = "where the source begins"
    VERB = "in the cue and the few words in front of it that belong to its verb"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One way not to say something.

    ``pattern`` ends where the source begins (``AHEAD``) or is found in the words of the place; case does not count.
    ``reads`` and ``leaves`` are sentences that are of this way, and that only look like it: the source in square
    brackets, the cue in angle ones.
    """

    place: Place
    pattern: str
    reads: tuple[str, ...]
    leaves: tuple[str, ...] = ()

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern, at the end of what it is sought in where it is ``AHEAD``."""
        return re.compile(self.pattern + r"\s*$" if self.place is Place.AHEAD else self.pattern, re.IGNORECASE)


_NO = r"(?:not|never|n[o’']t|cannot|[a-z]{2,6}n[’']t)"
_LEAVES_UNSAID = (
    r"declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|hesitat(?:e|es|ed|ing)|unable|unwilling|reluctant|"
    r"yet|neglect(?:s|ed|ing)?|omit(?:s|ted|ting)?|forg[eo]ts?|loath|too \w+"
)
_STILL_TO_COME = (
    r"wants?|wanted|ask(?:s|ed)|urg(?:es?|ed|ing)|press(?:es|ed)|invited|ordered|expected|due|likely|supposed|hop(?:es?|ed)|"
    r"plan(?:s|ned)?|intend(?:s|ed)?|prepar(?:es|ed|ing)|pressure"
)

UNSAID: tuple[Unsaid, ...] = (
    # What is seen on a picture or in a test is the outlet's to tell.
    Unsaid(
        Place.SOURCE,
        r"(?:[\w’'-]+\s+){0,3}?(?:tests?|scans?|x-rays?|footage|videos?|photo(?:graph)?s?|pictures?|images?|imagery)$",
        (
            "[Blood tests] <revealed> that the mill hand had been poisoned.",
            "[Verified video footage] <shows> guards breaking the gate.",
            "[Satellite images] <show> that the bridge is down.",
        ),
        (
            "[The video’s maker] <said> that the gate was open.",
            "[The man who took the pictures] <says> nobody was hurt.",
        ),
    ),
    Unsaid(
        Place.VERB,
        r"\b"
        + _NO
        + r"\b(?!\s+(?:only|just|merely|simply|once|for the first time)\b)(?!\s+(?:help|stop|tire|cease)\w*\b)",
        (
            "[Jonas Reed] <did not say> that the pier was rotten.",
            "[The harbour master] did not <say> that the boat had sunk.",
            "[The union] has never <claimed> that the yard was closed.",
            "[She] <doesn’t believe> that the bell was stolen.",
            "[The police] <have not confirmed> the figures.",
            "[The clerk] <cannot say> how many letters were lost.",
        ),
        (
            "[Jonas Reed] <did not only say> that the pier was rotten.",
            "[She] <said> that the pier was not rotten.",
            "[The vicar] could not help <saying> that the choir was flat.",
            "[She] <noted> that the pier was rotten.",
        ),
    ),
    Unsaid(
        Place.VERB,
        r"\b(?:" + _LEAVES_UNSAID + r")\s+to\b",
        (
            "[The mayor] <declined to say> who had paid.",
            "[The firm] refused to <confirm> that the plant would close.",
            "[The ministry] has yet to <say> that the road is open.",
            "[The witness] <was unable to say> whether the lamp was lit.",
        ),
        ("[The mayor] went on to <say> that the clerk had refused to pay.", "[He] <said> he was unable to pay."),
    ),
    Unsaid(
        Place.VERB,
        r"\b(?:(?:short|instead|ahead|far|rather)\s+(?:of|from|than)|without|refrain\w*\s+from|avoid(?:s|ed|ing)?)"
        r"\s+(?:(?:ever|once|[a-z]+ly)\s+)?(?=\S+$)",
        (
            "[The mayor] stopped short of <saying> that the engineers had lied.",
            "[The mayor] <stopped short of saying> that the engineers had lied.",
            "[The firm] apologised without <saying> that the cable was old.",
            "[The abbot] changed the subject instead of <confirming> that the bell was sold.",
            "[Ruiz] avoided <saying> that the vote was lost.",
        ),
        ("[Lind] <said> that the ferry ran without a licence.", "[Lind] <said> short of breath that he had run."),
    ),
    Unsaid(
        Place.VERB,
        r"\b(?:"
        + _STILL_TO_COME
        + r")\s+(?:\w+\s+){0,4}to\s+(?:(?:[a-z]+ly|also)\s+)?(?!see\b|have\b|get\b|make\b)(?=\S+$)",
        (
            "[The council] is expected to <announce> that the pool will close.",
            "[The minister] was asked to <confirm> that the dam had leaked.",
            "[The bank] wants its clerk to <say> that the safe was open.",
        ),
        (
            "[She] went on to <say> that the pool would close.",
            "[The council] <is expected> to close the pool.",
            "[The firm] was forced to <admit> that the dam had leaked.",
        ),
    ),
    Unsaid(
        Place.VERB,
        r"\b(?-i:could|might|may)\s+(?!only\b|be\b|not\b|never\b)(?:have\s+|well\s+|also\s+|[a-z]+ly\s+)?(?=\S+$)",
        (
            "[The defence] <could argue> that the lock was broken.",
            "[A buyer] may <claim> that the roof leaks.",
        ),
        ("[He] <could only say> that the lock was broken.", "[The council] in May <said> that the roof leaks."),
    ),
    Unsaid(
        Place.SOURCE,
        r"(?:no(?!\s*\.)|none|nobody|no[ -]one|neither|not (?:one|a|an|a single|any))\b",
        (
            "[No group] <claimed> responsibility for the fire.",
            "[Nobody] <said> that the ferry would stop.",
            "[None of the residents] <told> the court that the gate was shut.",
            "[Neither the mayor nor the vicar] <said> that the hall was sold.",
        ),
        ("[Nobel] <said> that the hall was sold.", "[Notley] <said> the hall was sold."),
    ),
    Unsaid(
        Place.AHEAD,
        r"\b(?:no|neither|not (?:one|a|a single))",
        ("No [group] <claimed> responsibility for the fire.", "Not one [teacher] <said> that the roof leaked."),
        ("It was over, no, [the teacher] <said> that the roof leaked.",),
    ),
    Unsaid(
        Place.AHEAD,
        r"\b(?:nor|neither)\s+(?:did|does|do|has|have|had|would|will|could|can|was|is)",
        ("Nor did [the mayor] <say> that the pier was rotten.", "Neither has [the firm] <claimed> that it won."),
        ("Nor, [she] <said>, was anybody warned.",),
    ),
    Unsaid(
        Place.AHEAD,
        r"(?:\b(?:if|unless|whether|in case|as though|as if|supposing|suppose|assuming)\s+(?:even\s+|that\s+)?"
        r"|(?:^|[,;:—–(“\"]|\b(?:and|but|or))\s*(?:had|should|were))",
        (
            "If [Jonas Reed] <says> that the pier is rotten, the council will close it.",
            "Had [the union] <said> so earlier, the ferry would run.",
            "Should [the firm] <claim> that the cable was new, the court will ask for the invoice.",
            "Nobody asked whether [the vicar] <had said> that the bell was sold.",
            "The gate stays shut unless [the warden] <says> that the bull is tied up.",
        ),
        (
            "If the pier is rotten, as [Jonas Reed] <says>, the council will close it.",
            "If it rains, [the warden] <said>, the fair will be held in the barn.",
            "The fair had, [the warden] <said>, been a success.",
        ),
    ),
)
"""Each is sought by itself; where one is found, nobody has said what stands behind the verb."""

REPEATS_QUESTION = frozenset("ask wonder question query enquire inquire".split())
"""Verbs of asking: behind them "whether" and "why" open a question."""
ASKED_OF_REPORTERS = re.compile(
    r"\s*(?:that\s+|for\s+|h(?:is|er)\s+|their\s+)*(?:names?\s+|identity\s+)?not\s+(?:to\s+)?be\s+"
    r"(?:named|identified|quoted|photographed|filmed|recorded|published|used)\b|anonymity\b",
    re.IGNORECASE,
)
"""What whoever speaks asks of whoever writes: "asked not to be named" says nothing of the story."""
