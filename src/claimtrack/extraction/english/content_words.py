"""The words with which what is said begins and ends."""

#: Words that open a reported clause.
OPENING = frozenset({"that", "if", "whether", "how", "why", "what", "when", "where", "who"})
ADVERBIAL = frozenset(
    "in on at during after before of to from for with by about near outside inside late early earlier last this "
    "when while as following amid".split()
)
ASIDE = (
    frozenset("who which whose where but and as while when a the referring according just though although".split())
    | ADVERBIAL
)
NOUNS_WITH_THAT = frozenset("claim report figure toll number statement account allegation accusation assertion".split())
BEGINS_CLAUSE = frozenset("that he she they it was were is are will would had has have".split())
OBJECTIVE = frozenset("to of for with about".split())
TRAILING = frozenset("in at during on last late early earlier".split())
DANGLING = frozenset(
    "a an the of to by in on at for from with that when as after before while and or but who which told said says "
    "his her their its".split()
)
"""Words at which a stretch of a sentence stops in front of what it belongs to."""
LEANS_ON = frozenset("while although though when whenever as after before if because since until unless given".split())
"""Words at which a clause begins that leans on another one."""
NEGATING = frozenset("nor neither not never no".split())
"""Words that turn round what stands behind them, with "she said" in between."""
FIRST_PERSONS = frozenset("i we".split())
