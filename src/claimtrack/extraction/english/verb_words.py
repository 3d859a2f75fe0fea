"""The words by which a verb is told from a noun, and what may stand between it and its subject."""

IS_AND_WAS = frozenset("is are was were be been being".split())
MODAL = frozenset(
    "do does did will would can could may might must should to not n't didn't doesn't don't won't wouldn't can't "
    "couldn't cannot".split()
)
NOT_ADVERBS = frozenset("family reply ally italy july supply assembly early daily weekly only rally bully".split())
NOT = frozenset({"not", "n't", "never"})
#: Verbs that report nothing when they are negated.
POSITIVE = frozenset(
    "confirm say tell announce disclose reveal comment specify explain report release mention elaborate clarify".split()
)
#: Plural nouns and third persons that are written alike; as nouns they are the commoner ones.
NOUNS_IN_S = frozenset(
    "reports claims notes calls plans questions demands orders posts comments promises hopes fears shows offers "
    "attacks answers points charges estimates projects appeals requests states tweets emails doubts pledges "
    "quotes references remarks thanks voices rules disputes challenges signals supports".split()
)
