"""Which words behind which verb are something to decide on, as data.

Counted on whole articles listed by readers: of the verbs and forms here, the readers list more than half; what they
list less than half of the time is a thing done ("welcomed the move", "declined to comment", "plans to charge").
"""

from dataclasses import dataclass

from claimtrack.extraction.english import speech_verbs

#: In front of any clause, whatever the verb.
ALWAYS = "that quoted_clause"
_SAID = "clause quoted gerund phrase_to phrase_as phrase_of phrase question_word"
_TOLD = "clause quoted phrase_to"
_ASKED_FOR = "clause quoted infinitive phrase_to phrase gerund"
_WISHED = "clause infinitive phrase_to phrase_as"


@dataclass(frozen=True, slots=True)
class Listed:
    """Verbs by their base forms, and the shapes behind them that are statements, beside ``ALWAYS``."""

    bases: str
    shapes: str


LISTED: tuple[Listed, ...] = (
    # Things that are told, but named as often: "revealed the location", "confirmed their accounts".
    Listed(
        "report announce reveal note acknowledge declare disclose post comment testify mention find know read confirm "
        "hear express indicate emphasize emphasise stress highlight record signal determine rule decide concede "
        "accept agree imply forecast foresee recognise recognize",
        "clause quoted gerund",
    ),
    Listed("point-out", "clause quoted phrase_to"),
    Listed("claim admit allege pretend", "clause quoted infinitive gerund phrase_to phrase_as"),
    # A denial is a statement whatever it denies; its words keep the verb where they would else say the opposite.
    Listed(
        "deny",
        _SAID + " infinitive named pointing whether",
    ),
    Listed("show prove demonstrate", "clause"),
    # Demands and what is promised or threatened.
    Listed("urge recommend propose advise warn promise vow pledge threaten swear caution", _ASKED_FOR),
    Listed("demand call-for", _ASKED_FOR + " named"),
    Listed("call-on call-upon appeal plead-with request order instruct", "clause quoted infinitive phrase_to"),
    Listed("ask", "quoted infinitive phrase_to"),
    Listed("tell remind assure inform notify", _TOLD + " infinitive phrase"),
    # What goes on in somebody's mind.
    Listed("want wish hope like love prefer", _WISHED + " phrase quoted"),
    Listed("expect predict estimate project anticipate", "clause quoted phrase_to phrase"),
    Listed("fear doubt suspect feel understand realize realise guess worry regret imagine", "clause"),
    # What somebody or something is called.
    Listed("call", "clause quoted phrase"),
    Listed(
        "describe label dub portray characterise characterize depict brand liken hail tout dismiss", "phrase_as quoted"
    ),
    Listed("accuse suspect charge", "quoted gerund phrase_of"),
    # What only seems so is so to whoever writes.
    Listed("appear seem appears seems appeared seemed seeming look looks looked known considered named", ""),
    Listed("quote cite see", "phrase_as quoted"),
    Listed("speak put", _SAID + " named"),
    Listed(
        "criticize criticise blame condemn defend blast slam mock decry rail attack assail rebuke applaud lambast "
        "deride bemoan champion praise endorse denounce",
        "quoted phrase_as",
    ),
    # Acts, of which only a whole clause says anything.
    Listed(
        "refer discuss support reject refuse decline offer plan intend seek welcome thank oppose plead invoke "
        "challenge question query touch order dispute refute wonder voice point respond answer continue complain reply",
        "quoted_clause",
    ),
)
"""Verbs, and what the readers list behind them; of two lines with the same verb, the first counts."""

#: Verbs of saying of which no line above tells: whatever stands behind them is said.
SAYING_TOO = _SAID
#: Behind words that nobody lists as a verb of saying.
OTHERWISE = "clause"
PASSIVE = frozenset(
    "say report believe think allege understand understood fear estimate predict rumour rumor claim rumored rumoured "
    "reportedly call regard regarded seen tell".split()
)
"""``is said to``: these report what nobody is named for; ``is expected to`` is the outlet's own outlook, and nobody is
said to accuse who "is accused"."""
SAYING_BASES = (
    frozenset(speech_verbs.SAYING.values()) | {"according", "put", "speak", "heard", "reportedly"} | {"mean", "puts"}
)
