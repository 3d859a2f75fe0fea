"""The words that tell who says something: reporting verbs by what may follow them, as data.

Which verbs report more often than not was counted on the training part of PolNeAR v1.0.0 (Newell, Margolin, Ruths:
An Attribution Relations Corpus for Political News, LREC 2018).
"""

_IRREGULAR = {
    "say": ("say", "says", "said", "saying"),
    "tell": ("tell", "tells", "told", "telling"),
    "write": ("write", "writes", "wrote", "writing", "written"),
    "think": ("think", "thinks", "thought", "thinking"),
    "find": ("find", "finds", "found", "finding"),
    "show": ("show", "shows", "showed", "showing", "shown"),
    "see": ("see", "sees", "saw", "seeing"),
    "know": ("know", "knows", "knew", "knowing"),
    "feel": ("feel", "feels", "felt", "feeling"),
    "hear": ("hear", "hears", "heard", "hearing"),
    "swear": ("swear", "swears", "swore", "swearing"),
    "seek": ("seek", "seeks", "sought", "seeking"),
    "read": ("reads", "read"),
    "foresee": ("foresee", "foresees", "foresaw"),
}


def _forms(base: str) -> tuple[str, ...]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeo":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base in {"admit", "quip", "refer", "slam", "plan"}:
        return base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing"
    return base, base + ("es" if base.endswith(("s", "sh", "ch")) else "s"), base + "ed", base + "ing"


def _lexicon(words: str) -> dict[str, str]:
    return {form: base for base in words.split() for form in _forms(base)}


#: Verbs of saying: may stand in front of, behind and between what is said.
SAYING = _lexicon(
    "say add tell write note report announce argue explain continue declare acknowledge insist recall conclude claim "
    "respond state warn reply observe remark tweet suggest predict agree admit assert contend maintain confirm concede "
    "complain stress emphasize emphasise caution joke testify allege reveal disclose comment repeat reiterate exclaim "
    "quip indicate estimate think believe hope fear wonder ask vow promise pledge boast lament deny post email shout "
    "recount speculate answer interject yell counter reckon retort affirm proclaim clarify elaborate advise assure "
    "remind inform stipulate muse guess"
)
#: Verbs that report only what follows them: a clause, or what the speaker takes a stand on.
CLAIMING = _lexicon(
    "show find know understand feel see expect read determine realize doubt suspect imply signal forecast project "
    "demand propose recommend question decide rule swear foresee voice express cite mention describe call accuse "
    "criticize blame praise endorse reject dismiss denounce condemn defend blast slam oppose urge decline refuse offer "
    "discuss mock portray decry tout rail highlight touch attack assail rebuke applaud lambast deride bemoan champion "
    "invoke reference quote order request plead threaten label liken support appeal point refer seek acknowledge "
    "challenge thank welcome dispute refute accept plan want intend"
)
#: Those whose bare presence says little; they need "that", a name in front, or a quotation.
WEAK = frozenset(
    "show find know see hear read offer attack order seek point support plan want accept answer post guess feel "
    "decide rule continue read repeat respond comment counter touch thank project label appeal".split()
)
#: Those that take a clause of their own even without a subject: "..., and called for".
STRONG = frozenset(
    "say add tell write note announce argue insist warn claim deny allege call urge demand accuse criticize "
    "describe express cite reiterate acknowledge declare promise vow predict suggest recall".split()
)
PASSIVE = frozenset("accused expected believed said reported alleged known thought feared understood estimated".split())
ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
AUXILIARY = frozenset(
    "has have had having is are was were be been being did does do will would can could may might must should "
    "also later then repeatedly previously earlier recently publicly once again often never always now still "
    "already even just not n't yet further flatly strongly quickly initially privately openly reportedly only "
    "simply clearly falsely angrily quietly famously immediately subsequently first long consistently vehemently "
    "categorically apparently didn't doesn't hasn't haven't wasn't weren't won't wouldn't couldn't".split()
)
PARTICIPLES = frozenset(
    "saying adding noting arguing claiming insisting warning explaining calling suggesting citing telling writing "
    "stating asking recalling vowing promising predicting pointing urging describing declaring stressing alleging "
    "asserting accusing denouncing questioning acknowledging".split()
)
PARTICLES = {
    "call": ("for", "on", "upon"), "refer": ("to",), "point": ("out", "to"), "plead": ("for", "with"),
    "rail": ("against",), "appeal": ("for", "to"), "warn": ("of", "against", "about"),
    "complain": ("about", "of"), "agree": ("with", "to", "on"), "respond": ("to",), "comment": ("on",),
    "touch": ("on",), "go": ("on",), "joke": ("about",), "speculate": ("about",), "lash": ("out",),
    "know": ("about",), "think": ("about", "of"), "hear": ("of", "about"), "decline": ("to",),
    "refuse": ("to",), "testify": ("about",), "boast": ("about", "of"), "wonder": ("about",), "insist": ("on",),
    "ask": ("for",),
}  # fmt: skip
PRONOUNS = frozenset("he she they it we i you who".split())
CLAUSE_BREAKS = frozenset(
    "but while as because after before when if although though whereas since until that which where whether so "
    "because despite amid even nor than unless however".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
