"""The words between a pronoun and what it stands for."""

from claimtrack.extraction.english.name_words import PERSON_NOUNS

SOME = frozenset("some many several few two three four five six seven eight nine ten those".split())
PREPOSITIONS = frozenset("in on at from near with for across within among to by about against".split())
PLACING = frozenset("in at near across within".split())
BREAKING = frozenset(
    "is are was were be been being has have had do does did will would can could may might must should not as than but "
    "or if when while because that which who whom said says say told including like only even also well".split()
)
SUBJECTS = frozenset("it he she they we you i".split())
DOCUMENTS = (
    frozenset("study report research survey analysis poll paper review finding findings".split()),
    frozenset("letter memo statement email petition".split()),
    frozenset("lawsuit suit complaint filing petition".split()),
    frozenset("article story piece column editorial feature profile essay".split()),
    frozenset("bill law legislation measure act".split()),
    frozenset("data figures statistics numbers".split()),
    frozenset("book memoir".split()),
    frozenset("documentary film movie".split()),
    frozenset("authors researchers".split()),
    frozenset("rule ruling decision order opinion".split()),
)
GENDERED = sorted(PERSON_NOUNS - {"one", "person", "someone", "somebody", "everyone", "everybody", "anyone", "nobody"})
