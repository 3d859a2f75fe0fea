"""The words with which an article brings a claim in as an accusation."""

from claimtrack.extraction.english.cue import Cue, Cues
from claimtrack.vocabulary import CaveatKind

ALLEGED = Cues(
    CaveatKind.ALLEGED,
    begins=r"(?<![\w-])",
    cues=(
        Cue(r"allegedly\b", "allegedly", reads=("He allegedly sold one viola four times.",)),
        Cue(
            r"alleg(?:e|es|ed|ing)\s+(?:(?:in|at|on|before|during|through|under)\s+[^.,;:“”]{1,50}?\s)?that\b",
            "allege alleges alleged alleging",
            reads=("They alleged that he slept.", "Ruiz alleged in the suit that the guard had slept."),
        ),
        Cue(
            r"(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+)?alleged\b",
            "alleged",
            reads=("He is alleged to have sold the plans.",),
        ),
        Cue(r"who\s+alleges?\b", "allege alleges", reads=("The nurse, who alleges fraud, was dismissed.",)),
        Cue(r"alleges?\s+(?!that\b)[\w’'-]+", "allege alleges", reads=("Families allege the driver was asleep.",)),
        Cue(
            r"(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+)?suspected\s+to\b",
            "suspected",
            reads=("Two men are suspected to have lit the fire.",),
        ),
        Cue(
            r"suspect(?:ed|s|ing)?\s+(?:[\w’'-]+\s+){0,5}?of\s+(?:having\s+|being\s+|\w+ing\b|an?\b|the\b|\w+)",
            "suspect suspected suspects suspecting",
            reads=("Three brokers suspected of fixing prices were released.",),
            leaves=("The suspect was led into the station.",),
        ),
        Cue(r"on\s+suspicion\s+of\b", "suspicion", reads=("A man was held on suspicion of arson.",)),
        Cue(r"under\s+suspicion\s+of\b", "suspicion", reads=("The clerk came under suspicion of theft.",)),
        Cue(
            r"accus(?:e|es|ed|ing)\s+(?:[^.;:“”]{1,90}?\s)?of\b",
            "accuse accuses accused accusing",
            reads=("Two writers accuse the studio of lifting their plot.",),
            leaves=("The accused was led into the court.",),
        ),
        Cue(
            r"amid\s+(?:\w+\s+)?allegations\s+(?:that|of)\b",
            "allegations",
            reads=("She resigned amid allegations of fraud.",),
        ),
        Cue(
            r"allegations?\s+(?:that|of)\b",
            "allegation allegations",
            reads=("The allegation that he slept came from a nurse.",),
        ),
        Cue(
            r"accusations?\s+(?:that|of)\b",
            "accusation accusations",
            reads=("There were accusations of fraud.",),
        ),
        # Who was wronged is called an alleged victim: that tells of no deed.
        Cue(
            r"alleged\s+(?:\w+ly\s+)?(?!victims?\b|complainants?\b)[a-z]{3,}\b",
            "alleged",
            reads=("The alleged theft of the plans was reported in May.",),
            leaves=("The alleged victim was not named.",),
        ),
    ),
)
