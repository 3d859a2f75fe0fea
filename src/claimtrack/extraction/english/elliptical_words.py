"""Words that stand for somebody like the one before: ``another`` behind "one user of the site"."""

ONE_MORE = frozenset({"another", "a second", "a third", "a fourth", "a fifth", "one more"})
"""Stands for one more of the same."""
MORE = frozenset({"others", "some others", "many others", "several others"})
"""Stands for more of the same."""
BRINGS_IN = frozenset(
    "a an one two three four five six seven eight nine ten several some many few both another other".split()
)
"""Opens a phrase that brings in somebody unnamed."""
MANY_OF = {"man": "men", "woman": "women", "person": "people", "child": "children", "spokesman": "spokesmen"}
"""Nouns whose plural has no "s"."""
