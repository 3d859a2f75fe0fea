"""The words between a pronoun and what it stands for."""

from claimtrack.extraction.english.name_words import GOVERNMENT, MEDIA, ORGANISATION, PERSON_NOUNS, PLURAL_PEOPLE

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
_NO_COMMON_NOUN = frozenset(
    "congress corp inc ltd llc isis hamas hezbollah taliban cia fbi nsa pac kremlin nato pentagon bros politico "
    "breitbart huffington axios telemundo univision espn c-span buzzfeed vox tass xinhua sana al-jazeera jazeera "
    "interfax reuters ap afp cnn nbc abc cbs msnbc fox npr bbc bloomberg house white state mayor city watch "
    "international new times post journal tribune herald globe guardian telegraph economist slate daily weekly "
    "gazette chronicle examiner observer courier wire editorial column radio tv".split()
)
BODY_SUBJECTS = sorted(
    noun
    for noun in ORGANISATION | GOVERNMENT | MEDIA
    if noun not in _NO_COMMON_NOUN and noun not in PLURAL_PEOPLE and (not noun.endswith("s") or noun == "press")
)
"""Nouns for a body that "it" may stand for where they open its sentence."""
