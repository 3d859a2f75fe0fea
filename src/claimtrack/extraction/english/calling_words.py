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
AGENTLESS = frozenset("reports estimates rumors rumours legend folklore hearsay".split())
"""What is told by nobody who is named."""
BEFORE_AGENTLESS = frozenset(
    "some several many various other recent early earlier initial media news press local unconfirmed numerous multiple "
    "most previous latest more".split()
)
"""Words in front of them that name nobody, either."""
OWNED_BODIES = frozenset(
    "ministry department parliament authority army police court commission council bureau agency office government "
    "navy cabinet senate treasury embassy board committee legislature".split()
)
"""Bodies that many a country or town has: whose it is belongs to the name."""
UNNAMED_BODIES = frozenset("commission committee court panel board council tribunal coalition association".split())
"""Bodies that a text may never name, and yet describes once: "a Vellmar ballot commission", then "the commission"."""
