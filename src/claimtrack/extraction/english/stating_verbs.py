"""Finite verbs by which a line without a full stop is known to state something: "Court fixes Monday for ruling"."""

from claimtrack.extraction.english.phrase_words import BE, IRREGULAR

_IN_S = {
    "go": "goes", "do": "does", "deny": "denies", "try": "tries", "carry": "carries", "bury": "buries", "fly": "flies",
    "rally": "rallies",
}  # fmt: skip
_HISSING = ("s", "sh", "ch", "x", "z")
_BASES = (
    "abandon accept accuse add admit agree aim allow announce appear appoint approve argue arrest arrive ask assert "
    "avoid back ban battle beat become begin believe blame block boost break bring build buy carry catch cause "
    "celebrate challenge charge choose claim clash clear close collapse condemn confirm consider continue convict "
    "create criticise criticize decide declare defeat defend delay demand deny detain develop die disappear discover "
    "dismiss display dispute divide drive drop earn edge elect emerge enable end endorse enter erupt escape evacuate "
    "expand expect explain expose extend face fail fall fear file find fire flee flip follow force gain gather get "
    "give go grow halt happen head hear help hire hit hold hope host identify increase inspire invade investigate "
    "join keep kidnap kill know lack land lash launch lay lead learn leave lift lose lower lure make march marry meet "
    "move need nominate offer open oppose order oust outline overturn pack pass pay pick pitch plan play pledge plead "
    "plunge pose praise prepare press probe promise propose protest prove publish pull push put question quit raid "
    "raise reach rebuke receive recover reduce refuse reject release remain remand remove reopen replace report "
    "rescue resign return reveal rise rout rule say seek seem seize sell send settle share shock show shrink shut "
    "sign sink slam slump soar spare spark spend split spread stage stand start stay step stop storm strike strip "
    "struggle sue suffer suggest support surge survive suspend swear take target tell tend think threaten thrive "
    "touch trigger try unveil urge use vanish visit vote vow wait walk want warn weigh welcome win withdraw work "
    "worsen worry"
).split()


def _third_person(base: str) -> str:
    return _IN_S.get(base) or base + ("es" if base.endswith(_HISSING) else "s")


#: Third persons that are plural nouns more often than verbs, even in a headline.
_RATHER_NOUNS = frozenset(
    "aims backs bans battles breaks causes challenges charges claims clashes delays demands drives drops ends fears "
    "files fires gains gathers halts heads helps hits holds hopes hosts increases lands lays leads lifts moves needs "
    "offers orders packs passes picks pitches plans plays pledges presses probes promises protests pulls questions "
    "raids releases replies reports returns rises rules shares shocks shows signs slams slumps sparks splits spreads "
    "stages stands starts steps stops storms strikes strips supports surges targets touches triggers visits votes "
    "vows walks waits works worries increases uses".split()
)
THIRD_PERSON = frozenset(_third_person(base) for base in _BASES) - _RATHER_NOUNS
THIRD_PERSON_OR_PLURAL = _RATHER_NOUNS
PRESENT = frozenset(_BASES)
"""What follows a plural in a headline: "Pensioners block the gate"."""
PAST = (BE | IRREGULAR | frozenset(
    "am has do ate beat bought broke burnt caught chose dealt dug drank drove fed flew forbade forgot fought froze "
    "gone hid hung hurt knelt laid lay lent lit meant overcame read rang rode sang sank sat sold slept slid spent "
    "split spread stole struck strung swam swept swore swung taught tore understood wept withdrew woke wore wound "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't don't doesn't shouldn't "
    "that's it's he's she's there's i'm we're they're you're i've we've they've i'll we'll they'll".split()
)) - {"be", "been", "being", "put", "cut", "set", "let"}  # fmt: skip
"""What is a finite verb wherever it stands, near enough."""
PLURALS = frozenset("people police men women children workers voters others they we you i who".split())
"""Subjects of a present tense that do not end in -s, besides those that do."""
OPENS_TOPIC = frozenset("how what when where who whom whose which why whether as inside meet watch".split())
"""Opens a heading that names a topic and states nothing: "What happened at the mill"."""
