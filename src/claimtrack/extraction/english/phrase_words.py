"""The small words in and around a noun phrase that names a source."""

LEADING = frozenset(
    "meanwhile however but and then still also later yesterday instead nevertheless nonetheless moreover earlier "
    "separately afterward afterwards thus therefore indeed overall or".split()
)
PREPOSITIONS = frozenset(
    "in on at after during for by with from under before of to about against near into over".split()
)
BE = frozenset("is are was were be been being has have had will would".split())
#: Past tenses that do not end in -ed, the commonest: a sign that a clause has its verb.
IRREGULAR = frozenset(
    "came went took made left lost won held met gave ran spoke stood told got became began sent kept shook led "
    "saw brought built drew fell felt found set put let cut hit fled grew knew said thought wrote paid drove rose "
    "shot did does can could may might must should seems appears remains comes goes takes makes".split()
)
PARENTHESES = (
    ("however",), ("meanwhile",), ("too",), ("of", "course"), ("for", "example"), ("in", "turn"),
    ("for", "his", "part"), ("for", "her", "part"), ("for", "its", "part"), ("for", "their", "part"),
)  # fmt: skip
