"""Who speaks in a headline without a verb: "Storm kills twelve - officials", "Police: Two boats stolen"."""

SPEAKERS = frozenset(
    "official officials police report reports study studies survey poll source sources ministry minister ministers "
    "government mayor governor president chancellor premier pm lawyer lawyers attorney prosecutor prosecutors witness "
    "witnesses family relatives union unions court judge expert experts analyst analysts company firm operator "
    "spokesman spokeswoman spokesperson watchdog regulator agency authority authorities council commission committee "
    "researchers scientists doctors residents activists campaigners rebels army military navy union ngo un who eu nato "
    "bank chief ceo boss director coach manager economist economists critics senator senators lawmaker lawmakers mp "
    "mps ambassador envoy monitor monitors adviser advisers aide aides group charity think-tank".split()
)
"""Nouns that a headline names a speaker by, as the last word of who that is."""
HOUSES = frozenset(
    {"white house", "kremlin", "downing street", "pentagon", "state department", "vatican", "met office"}
)
NO_SPEAKERS = frozenset(
    "analysis opinion live watch video exclusive breaking review explainer update updated interview podcast profile "
    "comment editorial obituary fact factbox timeline gallery in-depth special".split()
)
"""Words that open a headline and are a kind of article."""
