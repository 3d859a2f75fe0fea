"""Words that report and are no verbs of saying, and the words around them."""

from claimtrack.extraction.english import speech_verbs

ENDS_SOURCE = frozenset("while but which who because and that".split())
LEADING = frozenset({"but", "and", "meanwhile", "however", ","})
REPORTING_NOUNS = frozenset(
    "claim claims report reports statement allegation allegations assertion suggestion accusation accusations "
    "belief argument warning announcement comment comments".split()
)
HEARD_NOUNS = frozenset("reports accounts rumours rumors word stories allegations claims testimony".split())
HEARING = frozenset("received heard gotten got gathered collected".split())
PUTTING = frozenset({"put", "puts"})
SPEAKING = frozenset("speak speaks spoke told tell tells".split())
PUT_NOUNS = frozenset(
    "number numbers toll tolls figure figures count total tally estimate estimates cost costs loss losses damage "
    "damages price value turnout crowd size share rate deaths dead casualties wounded injured missing population "
    "bill".split()
)
AT = frozenset("at above below over under near around about nearer closer".split())

DENIALS = {"denial": "deny", "denials": "deny", "rejection": "reject"}
#: Nouns and other words that report, by the verb whose nature they share.
AS_VERB = {
    **DENIALS,
    **dict.fromkeys("hope hopes hopeful eager".split(), "hope"),
    **dict.fromkeys("fear fears afraid worry worried worries concern concerns concerned".split(), "fear"),
    **dict.fromkeys("belief beliefs convinced confident opinion view views sure certain".split(), "believe"),
    **dict.fromkeys("doubts skeptical sceptical unsure uncertain".split(), "doubt"),
    **dict.fromkeys(
        "plan plans planned planning intention intentions going set ready willing aim aims aimed".split(), "plan"
    ),
    **dict.fromkeys("vow vows pledges promises commitment committed".split(), "vow"),
    **dict.fromkeys("threat threats".split(), "threaten"),
    **dict.fromkeys("demands calls".split(), "demand"),
    **dict.fromkeys("request requests".split(), "request"),
    **dict.fromkeys("question questions".split(), "question"),
    **dict.fromkeys("want wants wanted wanting wish wishes desire prefer prefers preferred like".split(), "want"),
    **dict.fromkeys(
        "support supports supported supporter endorsement praise praised criticism critical".split(), "praise"
    ),
    **dict.fromkeys("against opposed opposes opposition".split(), "oppose"),
    **dict.fromkeys("for favor favors favored".split(), "support"),
    **dict.fromkeys("accusation accusations accused accusing charge charged charges".split(), "accuse"),
    **dict.fromkeys("claim claims allegation allegations assertion report reports statement".split(), "claim"),
}
HEDGING = frozenset(
    "reportedly allegedly supposedly purportedly apparently rumored rumoured believed thought expected alleged "
    "suggests suggested suggest seemed seems appears appeared".split()
)
PASSIVE_BESIDES = speech_verbs.PASSIVE | {
    "charged",
    "suspected",
    "rumored",
    "rumoured",
    "blamed",
    "credited",
    "projected",
    "considered",
}
