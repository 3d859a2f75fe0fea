"""The words by which a clause is told from a phrase where nobody knows nouns from verbs."""

from claimtrack.extraction.english.determiners import ARTICLES, DEMONSTRATIVES, NUMERALS, POSSESSIVES
from claimtrack.extraction.english.phrase_words import IRREGULAR

POINTING = frozenset(
    "it this that so them these those same the which who such one both neither either him her me us you all too as "
    "much not yes no nothing same latter former of and or on in at about with for to by from".split()
)
"""Words that name what stands elsewhere, and the small words beside them."""
QUESTION_WORDS = frozenset("how why what when where who whom whose which".split())
RELATIVE = frozenset("that which who whom whose where when".split())
SUBJECTS = frozenset("he she they it we i you there nobody nothing everyone everybody it's there's he's she's".split())
FINITE = (
    frozenset(
        "is are was were has have had will would can could may might must shall should did does do am isn't aren't "
        "wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't doesn't don't cannot died arrived "
        "needs need broke sold bought rang sank swept struck "
        "stole threw wore woke flew froze chose bore taught caught fought slept rang sang swam tore".split()
    )
    | IRREGULAR
) - frozenset("left set put let hit cut felt found made lost won held shot thought said".split())
"""Verbs by their form alone: participles that are written like them are left out."""
AGAIN = frozenset("it's there's that's he's she's".split())
FOLLOWS_FINITE = frozenset(
    "be been being not also never still always already now have had has only just to recently once".split()
)
"""What a verb group may go on with."""
BEFORE_OBJECTS = (
    ARTICLES
    | (DEMONSTRATIVES - {"that"})
    | POSSESSIVES
    | NUMERALS
    | frozenset("him them it us me no any every".split())
)
