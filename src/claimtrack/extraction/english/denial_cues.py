"""The words with which somebody denies a claim, calls it false or waves it away."""

from claimtrack.extraction.english.cue import Cue, Cues
from claimtrack.vocabulary import CaveatKind


def _forms(stems: str, endings: str) -> str:
    return " ".join(stem + ending for stem in stems.split() for ending in ("", *endings.split()))


_FALSE_WORD = (
    r"(?:false|untrue|a lie|lies|lying|nonsense|a fabrication|fabrications?|fabricated|invented|an invention|"
    r"inventions?|fiction|"
    r"fictitious|rubbish|baseless|unfounded|groundless|a hoax|fake|made[- ]up|absurd|a fairy[- ]?tale|fairy tales?|"
    r"a myth|myths|propaganda|slander\w*|a smear|smears|(?:a |pure )?fantas(?:y|ies)|libel\w*|inaccurate|incorrect|"
    r"wrong|"
    r"(?:pure )?speculation|concocted|bogus|malicious|ludicrous|ridiculous|preposterous|mistaken|without foundation|"
    r"without merit|garbage|bunk|a joke|laughable|imaginary|an illusion|disinformation|misinformation|misleading|"
    r"twaddle|poppycock|hogwash|claptrap|balderdash|a fraud|a figment|cooked up|dreamed up|dreamt up|hot air|gossip|"
    r"(?:un|not )true|not (?:so(?! \w)|correct|accurate|the case|what happened)|anything but true|"
    r"far from (?:the )?truth|"
    r"slanderous|tosh|piffle|moonshine|a stunt|a witch[- ]hunt|politically "
    r"motivated|"
    r"not right|not how (?:it|things)|off the mark|wide of the mark|unrecognisable|a "
    r"canard|a distortion|distorted|exaggerated|an exaggeration|completely different)"
)
_EMPHASIS = (
    r"[“\"‘]?(?:\w+ly\s+|simply\s+|all\s+|just\s+|quite\s+|pure\s+|utter\s+|complete\s+|total\s+|outright\s+|a\s+|"
    r"an\s+|“|‘|\"|"
    r"such\s+|flat\s+|downright\s+|plain\s+|nothing but\s+|an?\s+(?:\w+\s+)?){0,3}[“\"‘]?"
)

_FALSE = (
    "false untrue lie lies lying nonsense fabrication fabrications fabricated invented invention inventions fiction "
    "fictitious rubbish baseless unfounded groundless hoax fake absurd fairy fairytale fairytales myth myths "
    "propaganda slander slanders slandered slanderous smear smears fantasy fantasies libel libels libellous libelous "
    "inaccurate incorrect wrong speculation concocted bogus malicious ludicrous ridiculous preposterous mistaken "
    "foundation merit garbage bunk joke laughable imaginary illusion disinformation misinformation misleading twaddle "
    "poppycock hogwash claptrap balderdash fraud figment cooked dreamed dreamt air gossip truth tosh piffle moonshine "
    "stunt witch motivated mark unrecognisable canard distortion distorted exaggerated exaggeration different"
)
_NOT_SO = "not t + so correct accurate case happened right how true / made + up / anything + true"
_CALLING = _forms(
    "call brand label labell describ dismiss reject denounc decri derid condemn characteris characteriz deny deni "
    "wave term dubb ridicul mock",
    "ed s es e ing ies",
)

DENY = Cues(
    CaveatKind.DENIED,
    cues=(
        Cue(
            r"(?:den(?:ied|ies|ying)|deny(?!ing))\b",
            "denied denies denying deny",
            reads=("The military flatly denied the accounts.",),
        ),
        Cue(
            r"(?:reject|disput|refut|rebut|contradict|repudiat|challeng|rubbish|debunk|disown)(?:s|"
            r"es|ed|ted|ing|e|ting)?\b",
            _forms(
                "reject disput refut rebut contradict repudiat challeng rubbish debunk disown", "s es ed ted ing e ting"
            ),
            reads=("The council disputed the figure.",),
        ),
        Cue(
            r"(?:dismiss)(?:es|ed|ing)?\b",
            "dismiss dismisses dismissed dismissing",
            reads=("The club dismissed the report.",),
            leaves=("Her dismissal was reported.",),
        ),
        # A contest is held; only with an object does somebody contest something.
        Cue(
            r"contest(?:ed|ing|s?(?=\s+(?:the|this|it|those|these|his|her|their|any)\b))(?=\W)",
            "contest contests contested contesting",
            reads=("The owners contest the account.",),
            leaves=("The contest ended in a draw.",),
        ),
        Cue(
            r"(?:scoffed at|laughed off|laughed at|brushed aside|brushed off|waved away|waved aside|shrugged off|"
            r"poured "
            r"scorn on|"
            r"took issue with|hit back at|poured cold water on|threw cold water on|knocked down|shot down|"
            r"took exception to|"
            r"bristled at)",
            "scoffed laughed brushed waved shrugged poured took hit threw knocked shot bristled",
            reads=("The coach laughed off the rumour.",),
            leaves=("The coach laughed.",),
        ),
    ),
)
CALLED = Cues(
    CaveatKind.DENIED,
    cues=(
        Cue(
            r"(?:call|brand|label|labell|describ|dismiss|reject|denounc|decri|derid|condemn|characteri[sz]|deny|"
            r"deni|wave|"
            r"term|dubb|"
            r"ridicul|mock)(?:ed|s|es|e|ing|ies)?\s+(?P<object>(?:(?!\b(?:which|who)\b)[^.;:]){1,60}?)\s+"
            r"(?:away\s+)?(?:as\s+)?" + _EMPHASIS + _FALSE_WORD + r"\b",
            " / ".join(f"{_CALLING} + {way}" for way in (_FALSE, *_NOT_SO.split(" / "))),
            reads=("The general called it a lie.", "The firm dismissed the report as pure fiction."),
            leaves=("The general called a witness.",),
        ),
    ),
)
PREDICATE = Cues(
    CaveatKind.DENIED,
    cues=(
        # "wrong to" judges an act, no claim.
        Cue(
            r"(?:was|were|is|are|had been|has been|are all|is all|’s|'s|isn[’']t|wasn[’']t|weren[’']t|aren[’']t)\s+"
            + _EMPHASIS
            + _FALSE_WORD
            + r"\b(?!\s+(?:to|that|for|with|about|if|when|by)\b)",
            f"{_FALSE} / {_NOT_SO}",
            reads=("The claim is utterly false, he said.",),
            leaves=("It was wrong to leave, he said.",),
        ),
        Cue(
            r"(?:isn[’']t|wasn[’']t|weren[’']t|aren[’']t)\s+(?:true|so|correct|accurate|the case)\b",
            _NOT_SO,
            reads=("It isn’t so, he said.",),
        ),
        Cue(
            r"(?:had|has|have)\s+(?:simply\s+)?(?:never\s+happened|not\s+happened|no\s+(?:truth|substance|"
            r"foundation|basis))\b",
            "never not no + happened truth substance foundation basis",
            reads=("The story has no substance, he said.",),
        ),
        Cue(
            r"(?:did not|didn[’']t|(?<!would )(?<!could )(?<!will )(?<!can )(?<!should )never)\s+(?:happen|happened|"
            r"take place|"
            r"took place|occur|occurred)\b(?!\s+(?:again|until|overnight|often|before)\b)",
            "never not t + happen happened place occur occurred",
            reads=("The meeting never took place, she said.",),
            leaves=("It will never happen again, she said.",),
        ),
    ),
)
_CLAIMED = r"(?:claims?|accounts?|figures?|reports?|allegations?)"
NOTHING = Cues(
    CaveatKind.DENIED,
    cues=(
        Cue(
            r"no\s+such\s+(?:thing|[\w-]+)(?:\s+[\w’'-]+){0,3}\s+(?:had|was|were|has|have|took|existed|exists|happened|"
            r"occurred|ever|is)\b",
            "no + such",
            reads=("No such order was given, he said.",),
        ),
        Cue(
            r"there\s+(?:was|is|were|had been|had never been|has been)\s+no\s+such\b",
            "no + such",
            reads=("There was no such order, he said.",),
        ),
        Cue(r"(?:did|done|does|do)\s+no\s+such\s+thing\b", "no + such", reads=("We did no such thing, he said.",)),
        Cue(r"nothing\s+of\s+the\s+(?:sort|kind)\b", "nothing", reads=("Nothing of the kind was agreed, he said.",)),
        Cue(r"(?:would have|having)\s+none of it\b", "none", reads=("The coach would have none of it.",)),
        Cue(
            r"(?:maintain|protest|insist|assert)\w*\s+(?:on\s+)?(?:his|her|their|its)\s+innocence\b",
            "innocence",
            reads=("The clerk maintained her innocence.",),
        ),
        Cue(
            r"(?:said|says|insists?|insisted|maintains?)\s+(?:that\s+)?(?:he|she|they|it)\s+(?:is|was|were|are|had "
            r"been)\s+innocent\b",
            "innocent",
            reads=("The clerk insists she is innocent.",),
        ),
        Cue(
            r"(?:did|do|does|could)\s+not\s+(?:accept|recognise|recognize)\s+(?:it|this|that|the\s+"
            + _CLAIMED
            + r")\b",
            "accept recognise recognize",
            reads=("The army does not recognise the figures.",),
        ),
        Cue(
            r"(?<!to )call(?:ed|s|ing)?\s+[\w’' -]{2,30}?\s+(?:a\s+)?liars?\b",
            "liar liars",
            reads=("He called the nurse a liar.",),
        ),
        Cue(
            r"accus(?:ed|es|ing)\s+[\w’' -]{2,30}?\s+of\s+(?:lying|"
            r"invent\w+|making\s+[\w ]{2,12}up)\b",
            "lying making / invent inventing invented + of",
            reads=("He accused the nurse of lying.",),
        ),
        Cue(
            r"(?:he|she|they|who)\s+(?:was|were|is|are)\s+lying\b",
            "lying",
            reads=("She was lying, the driver said.",),
        ),
        Cue(
            r"(?:has|had|have)\s+(?:lied|made\s+(?:it|this|that|the\s+story)\s+up)\b",
            "lied / made + up",
            reads=("The nurse had made the story up, he said.",),
        ),
        Cue(r"plead(?:s|ed|ing)?\s+not\s+guilty\b", "guilty", reads=("The driver pleaded not guilty.",)),
        Cue(
            r"(?:was|is)\s+nothing\s+(?:in|to)\s+(?:it|this|that|the\s+(?:claims?|story|rumou?rs?|reports?|"
            r"allegations?))\b",
            "nothing",
            reads=("There is nothing in the rumours, she said.",),
        ),
        Cue(
            r"(?:did|done|do)\s+nothing\s+(?:wrong|of the (?:sort|kind))\b",
            "nothing",
            reads=("We have done nothing wrong, he said.",),
        ),
        Cue(r"no\s+truth\s+(?:in|to)\b", "truth", reads=("There is no truth in it, he said.",)),
        Cue(r"not a word of (?:it|that|this)\b", "word", reads=("He believed not a word of it.",)),
        Cue(
            r"none of (?:it|this|that) (?:was|is|had) (?:true|happened)\b",
            "none",
            reads=("None of it is true, she said.",),
        ),
        Cue(
            r"said\s+(?:it|he|she|they|the [\w-]+)\s+(?:had\s+|did\s+|has\s+)?(?:not|never)\s+(?:done|do|did)\s+"
            r"(?:so|it|"
            r"that|any such)\b",
            "not never + done do did",
            reads=("The guard said he had not done it.",),
        ),
    ),
)
EXCLAIMED = Cues(
    CaveatKind.DENIED,
    begins="",
    cues=(
        Cue(
            r"(?:^|(?<=[,:—–] )|(?<=\n)|(?<=said )|(?<=replied ))[“\"‘]\s*"
            r"(?:(?:that|this|it)(?:’s|'s| is| was)\s+|what\s+|all\s+)?"
            + _EMPHASIS
            + _FALSE_WORD
            + r"\b(?=\W*[,.!?;—”\"’]|\s+and\b)",
            f"{_FALSE} / {_NOT_SO}",
            reads=("“Nonsense,” the mayor said.",),
            leaves=("The mayor spoke of nonsense.",),
        ),
        Cue(
            r"[“\"‘]\s*(?:absolutely not|it never happened|not guilty|not a word of it|never happened)\b",
            "not never",
            reads=("“It never happened,” the mayor said.",),
        ),
        Cue(
            r"[“\"‘]\s*(?:no|never|not at all|of course not|certainly not|not me|(?:i|we|he|she|it|they) (?:did not|"
            r"didn[’']t|never did|was not|were not))"
            r"\s*[,.!]\s*[”\"’]",
            "no never not t",
            reads=("“Certainly not,” the mayor said.",),
            leaves=("“No man may enter,” the mayor said.",),
        ),
    ),
)
DENIED = (CALLED, DENY, PREDICATE, NOTHING, EXCLAIMED)
"""In the order in which they are looked for: "dismissed it as fiction" is more than "dismissed"."""
