"""The words by which a source is mentioned without its name."""

PREPOSITIONS = frozenset(
    "for of at in from with on to about among within inside across by near reached close who which whose that "
    "including like such released published conducted filed being involved looking representing seeking familiar made "
    "given written obtained briefed working living calling led based".split()
)
LEADING = frozenset("but and meanwhile even as while so".split())
PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "both": "they", "each": "they", "it": "it",
    "its": "it", "we": "we", "us": "we", "our": "we", "ours": "we", "i": "i", "me": "i", "my": "i", "you": "you",
    "your": "you", "who": "who", "whom": "who", "whose": "who", "which": "which", "that": "that",
}  # fmt: skip
REFLEXIVE = frozenset("itself himself herself themselves".split())
RELATIVE = frozenset({"who", "which", "that"})
OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "i", "our": "we", "whose": "who"}
VAGUE = frozenset(
    "some many several few most two three four five six a an another other certain various numerous any one "
    "countless multiple these those".split()
)
CLITICS = ("'s", "’s", "'d", "’d", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'m", "’m")
