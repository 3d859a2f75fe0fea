"""Words that stand in for a name where a text sets them beside it: "the charity, NAME,", "NAME, a group of doctors"."""

from claimtrack.extraction.english.name_words import DOCUMENT, UNNAMED

BODY_NOUNS = frozenset(
    "group agency company firm organisation organization charity union association coalition committee commission "
    "board bureau department ministry university college school institute hospital church bank fund party network "
    "newspaper paper magazine broadcaster outlet website nonprofit non-profit foundation society club team startup "
    "start-up manufacturer carmaker automaker retailer airline lender insurer subsidiary militia movement alliance "
    "federation council tribunal panel authority regulator watchdog body brewery chain think-tank collective "
    "conglomerate utility".split()
)
"""What a named body may be called."""
TRADING = frozenset({"company", "firm"})
"""Any of the bodies in a text may be one."""
CALLED = frozenset("called named dubbed".split())
MEMBERS = frozenset("members part representatives".split())
NO_CALLINGS = (
    DOCUMENT
    | UNNAMED
    | frozenset(
        "city town village capital country state nation region province county district island suburb area place "
        "day week month year time night morning evening hour minute date way part kind sort type form move step sign "
        "result reason fact idea thing lot bit number percent example case problem issue question answer event game "
        "match race film movie song show series album novel building house street bridge river road school church "
        "world man woman person boy girl child son daughter father mother brother sister wife husband".split()
    )
)
"""Nouns beside a name that say what it is and yet stand for others, too, or speak for nobody."""
SAME_CALLING = {
    "physicians": "doctors", "attorneys": "lawyers", "organization": "organisation", "staffers": "employees",
    "physician": "doctor",
}  # fmt: skip
"""Nouns for the same."""
