"""Numbers written out."""

NUMBERS = frozenset(
    "no none nobody one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens hundreds "
    "thousands".split()
)
"""Words, in lower case, that say how many."""
