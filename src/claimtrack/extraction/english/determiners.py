"""The words in front of a noun; what counts as one in front of a source, a subject or a topic differs by a few."""

ARTICLES = frozenset("the a an".split())
DEMONSTRATIVES = frozenset("this that these those".split())
POSSESSIVES = frozenset("his her their its our my".split())
POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")
AMOUNTS = frozenset("some several many".split())
NUMERALS = frozenset("two three four five six seven eight nine ten".split())

OPENS_PHRASE = (
    ARTICLES
    | POSSESSIVES
    | AMOUNTS
    | frozenset("most one two three few both all any these those another each no".split())
)
"""May begin a noun phrase that names a source."""
BEFORE_NOUNS = ARTICLES | POSSESSIVES | DEMONSTRATIVES | frozenset("your such some any no every".split())
"""Make a noun of the word behind them that may be a verb, too."""
BEFORE_SUBJECTS = (
    ARTICLES
    | POSSESSIVES
    | DEMONSTRATIVES
    | AMOUNTS
    | NUMERALS
    | frozenset("no most all both each every one more another other".split())
)
"""May begin the subject of a clause."""
BEFORE_ANTECEDENTS = (
    ARTICLES | POSSESSIVES | DEMONSTRATIVES | AMOUNTS | NUMERALS | frozenset("few your any every each no other".split())
)
"""May begin a noun phrase that a relative pronoun stands for."""
BEFORE_ROLES = ARTICLES | POSSESSIVES | frozenset("this that one".split())
"""In front of what somebody is called: "the mayor"."""
BEFORE_DENIERS = ARTICLES | POSSESSIVES | AMOUNTS | frozenset("most both two three four five".split())
"""May begin a noun phrase for somebody who denies."""
