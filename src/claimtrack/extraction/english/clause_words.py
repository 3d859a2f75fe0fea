"""The words with which a clause begins that can stand by itself."""

from claimtrack.extraction.english.determiners import BEFORE_SUBJECTS

SUBJECTS = frozenset("he she it they we i you nobody nothing none there".split())
OPENING = SUBJECTS | BEFORE_SUBJECTS | {"people", "residents", "officials"}
CLOSES_SUBJECT = frozenset("who which whose that where when while because if as to for , ; : — –".split())
LEANS = frozenset("if when while because although though unless until since as before after who which whose".split())
