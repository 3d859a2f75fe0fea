"""Words that tell of which kind a source is."""

OUTLETS = frozenset("reuters cnn bbc ap afp breitbart associated npr cbs nbc abc msnbc pbs upi".split())
STATE = frozenset("federal congressional homeland customs immigration citizenship u.s national senate house".split())
PUBLIC = frozenset(
    "office service services administration board bureau security agency enforcement investigations".split()
)
WRITTEN = frozenset(
    "analyses rules bylaws guidelines case finding findings piece film documentary program programme survey surveys "
    "papers returns polling estimate estimates account accounts forecast projections transcripts minutes".split()
)
MANY = frozenset("percent number group majority series handful couple pair team crowd family dozens hundreds".split())
BODIES = frozenset(
    "companies corporations firms banks groups colleges universities agencies organisations organizations unions firm "
    "charities charity businesses industry labor labour".split()
)
STATES = frozenset("nation nations country countries state states city cities county counties".split())
