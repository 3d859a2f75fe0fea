"""The nouns by which an article speaks of claims, and the words around them that say which claims are meant."""

CLAIMS = (
    r"(?:claims?|reports?|accounts?|rumou?rs?|allegations?|figures?|statements?|suggestions?|information|"
    r"footage|videos?|images?|photographs?|stories|story|tally|toll|numbers?|estimates?|assertions?|posts?|sightings?)"
)
"""What may be called unconfirmed or unsubstantiated, as a pattern."""

FIGURES = frozenset(
    "figure figures toll tolls number numbers count counts estimate estimates tally tallies total totals".split()
)
ONE_CLAIM = frozenset(
    "claim report account allegation accusation charge assertion statement story version rumour rumor suggestion "
    "announcement testimony contention theory remark comment description information finding explanation confession "
    "letter message document video footage image photograph picture recording clip post tale gossip point insinuation "
    "complaint argument narrative speculation news sighting characterisation characterization idea notion hint "
    "implication".split()
)
MANY_CLAIMS = frozenset(
    "claims reports accounts allegations accusations charges assertions statements stories versions rumours rumors "
    "suggestions announcements testimonies contentions theories remarks comments descriptions details findings "
    "explanations confessions letters messages documents videos images photographs pictures recordings clips posts "
    "tales points insinuations complaints arguments narratives sightings".split()
)
CLAIM_NOUNS = ONE_CLAIM | MANY_CLAIMS | FIGURES
PLANS = frozenset({"idea", "notion"})
"""With "of", what might be done more often than what is said to be so."""
WRONGS = frozenset(
    "wrongdoing involvement responsibility liability complicity guilt misconduct role part knowledge link links "
    "connection "
    "ties".split()
)
QUALITIES = frozenset(
    "authenticity veracity truth accuracy truthfulness validity provenance circumstances extent".split()
)
OTHER_HEADS = frozenset(
    "adjuster adjusters department departments assessor assessors office offices form forms handler handlers card "
    "cards board system desk manager managers bill stage book writer commission holder settlement process".split()
)
"""Behind a claim noun, these say that it is no claim of anybody's: "claims adjuster"."""
LEGAL = frozenset({"claim", "claims", "complaint", "complaints", "charge", "charges"})
LEGAL_TAILS = frozenset({"for", "to", "per"})
LEADING = frozenset(
    "and but yet still however though although while meanwhile also so because since as or nor whereas if later then "
    "even only just for".split()
)
NUMERALS = frozenset("two three four five six of".split())
ENDS_NOUN = frozenset(
    "of from in on at by with about for to who whom whose which when where while as is are was were be been has have "
    "had could can will would may might must should did does do not and or but that against over after before because "
    "since if than it he she they him them out".split()
) | frozenset('.,;:“”"—–()!?')
BEHIND_PRONOUN = frozenset({"way", "time", "year", "week", "day", "month", "much", "far", "one", "kind"})
