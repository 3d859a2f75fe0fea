"""The words beside a name that tell its part in the sentence."""

GOVERNING = frozenset(
    "of for against to with by from about on in at than like between among under over into toward towards after "
    "before behind and-or versus vs via through including near".split()
)
PRONOUNS = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
ACTING = frozenset(
    "is was are were has had have will would could should may might must can did does said says told added wrote asked "
    "also then never still once again has n't".split()
)
SMALL = frozenset("of the a an for in at and to on from with his her their its our".split())
