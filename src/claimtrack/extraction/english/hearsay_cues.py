"""The words with which an article says that somebody, or the outlet, has a claim only from others."""

from claimtrack.extraction.english.cue import Cue, Cues
from claimtrack.vocabulary import CaveatKind

_BEGINS = r"(?<![\w-])"
_INFINITIVE = (
    r"to\s+(?!the\b|a\b|an\b|each\b|every\b|all\b|any\b|some\b|his\b|her\b|its\b|their\b|our\b|my\b|him\b|them\b|"
    r"us\b|me\b|you\b|it\b|this\b|that\b|these\b|those\b|police\b|parents\b|reporters\b|one\b|two\b|three\b|both\b|"
    r"[A-Z])(?:\w+ly )?[a-z]+"
)
_BEING = r"(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|also\s+|long\s+|still\s+|then\s+|now\s+){0,2}"
_GOSSIP = r"(?:rumou?rs?|gossip|hearsay|legend|whispers?|tittle-tattle|scuttlebutt|folklore|talk|word)"
_GOSSIPS = (
    "rumour rumor rumours rumors gossip hearsay legend whisper whispers tittle scuttlebutt folklore talk word story "
    "tale"
)
_SOMEBODY = r"(?:people|they|locals|villagers|some)"

RUMOURED = Cues(
    CaveatKind.HEARSAY,
    begins=_BEGINS,
    cues=(
        Cue(
            r"(?:reportedly|supposedly|purportedly|reputedly|rumou?redly)\b",
            "reportedly supposedly purportedly reputedly rumouredly rumoredly",
            reads=("The king has reportedly left the palace.",),
        ),
        # Words are said to people: only a verb behind "to" makes hearsay of it.
        Cue(
            _BEING + r"(?:said|rumou?red|reputed|whispered|gossiped|understood|supposed(?=\s+to\s+have\b))\s+"
            r"(?:by\s+[\w’' -]{3,25}?\s+)?(?-i:" + _INFINITIVE + r")",
            "said rumoured rumored reputed whispered gossiped understood supposed",
            reads=("The captain is said to be furious.", "The van is supposed to have been escorted."),
            leaves=("A short prayer is said to each patient.", "The van was supposed to be escorted."),
        ),
        Cue(
            _BEING + r"reported\s+to\s+(?:be|have)\b",
            "reported",
            reads=("The dam was reported to have cracked.",),
            leaves=("The crack was reported to the council.",),
        ),
        Cue(
            r"(?<!he )(?<!she )(?<!they )(?<!who )(?<!it )(?<!has )(?<!have )(?<!had )(?:said|rumou?red|reputed|"
            r"reported)\s+to\s+(?:be|have|hold|own|cost|contain|date|belong|weigh|number|live|come|haunt)\b",
            "said rumoured rumored reputed reported",
            reads=("They sold a violin said to date from 1710.",),
        ),
        Cue(
            r"so\s+(?:they\s+say|it\s+is\s+said)\b",
            "say said",
            reads=("The well never runs dry, or so they say.",),
        ),
        Cue(
            r"it\s+(?:is|was)\s+(?:whispered|rumou?red|said)(?=,)",
            "whispered rumoured rumored said",
            reads=("The house, it is whispered, was bought for cash.",),
        ),
        Cue(
            r"it\s+(?:is|was|has been|had been|had long been|has long been)\s+(?:\w+ly\s+|also\s+|being\s+|"
            r"long\s+)?(?:rumou?red|"
            r"whispered|gossiped|said|reported|put about)\b(?:\s+[\w’'-]+){0,5}?\s+that\b",
            "rumoured rumored whispered gossiped said reported put",
            reads=("It was rumoured in the port that the ferry had sunk.",),
        ),
        Cue(
            _GOSSIP
            + r"\s+(?:in [\w’' -]{3,30}?\s+|at [\w’' -]{3,30}?\s+|among [\w’' -]{3,30}?\s+|around [\w’' -]{3,30}?"
            r"\s+|locally\s+)?(?:has|have|had)\s+it\b",
            _GOSSIPS,
            reads=("Rumour in the market has it that the price will double.",),
        ),
        Cue(
            r"(?:rumou?rs?|gossip|whispers|hearsay)\s+(?:that|of|about|is|are|was|were|has|have|had|swirled|spread|"
            r"circulat\w+|persist\w*|went|said|says|say|suggest\w*|claim\w*|among|in|on|online)\b",
            _GOSSIPS,
            reads=("Rumours that the mill is to be sold have circulated for weeks.",),
            leaves=("Rumours, the band's ninth record, sold 400 copies.",),
        ),
        Cue(
            r"(?:rumou?rs?|gossip|hearsay)\s*:\s",
            _GOSSIPS,
            reads=("The latest rumour: the coach will leave.",),
        ),
        Cue(
            r"(?:the\s+)?(?:word|talk|story|gossip|rumou?r|whisper)\s+(?:in|at|around|on|among|from|of)\s+"
            r"[\w’' -]{3,30}?\s+"
            r"(?:is|was|has been|had it|went)\s*(?:that|,)",
            _GOSSIPS,
            reads=("The talk in the yard was that the ship would not sail.",),
        ),
        Cue(r"(?:the\s+)?word\s+(?:is|was)\s+that\b", "word", reads=("Word is that the coach will leave.",)),
        Cue(
            r"there\s+(?:is|was|are|were|has been|have been)\s+(?:\w+\s+)?(?:rumou?rs?|whispers|gossip|talk)\s+"
            r"(?:that|of|"
            r"about)\b",
            _GOSSIPS,
            reads=("There was talk of a second ship.",),
        ),
        Cue(
            r"(?:(?:so|as)\s+)?the\s+(?:story|legend|tale|rumou?r)\s+(?:goes|went|has it|had it|runs)\b",
            _GOSSIPS,
            reads=("As the story goes, the bell was melted down.",),
        ),
        Cue(
            r"according\s+to\s+(?:\w+\s+){0,3}?(?:rumou?rs?|gossip|legend|hearsay|whispers|folklore|"
            r"second-?hand \w+)\b",
            f"{_GOSSIPS} second secondhand",
            reads=("According to legend, the bell was melted down.",),
        ),
        Cue(
            r"rumou?red\s+(?:sale|takeover|merger|move|deal|plan|return|affair|departure|engagement|signing|switch|"
            r"resignation)\b",
            "rumoured rumored",
            reads=("The rumoured takeover sent the shares up.",),
        ),
        Cue(
            r"(?:people|they|locals|villagers|islanders|some)\s+(?:are|were)\s+(?:saying|whispering)\b",
            "saying whispering",
            reads=("People are saying the wells were poisoned.",),
        ),
        Cue(
            r"it is being (?:said|whispered) that\b",
            "said whispered",
            reads=("It is being said that the wells were poisoned.",),
        ),
        Cue(
            r"(?:in|from)\s+(?:the\s+)?(?:village|dressing-room|corridor|market|bazaar|court|local)\s+gossip\b",
            "gossip",
            reads=("She had it from village gossip.",),
        ),
        Cue(
            r"(?:the\s+)?word\s+(?:had\s+|has\s+)?(?:spread|went\s+round|went\s+around|got\s+(?:out|around|round))\b"
            r"[^.,;]{0,40}?\sthat\b",
            "word",
            reads=("Word spread through the camp that the mill had burned.",),
        ),
        Cue(
            r"(?:everyone|everybody|the\s+whole\s+(?:town|village|street|city|valley|camp|school))\s+(?:says|said|is\s+"
            r"saying|was\s+saying|tells|is\s+telling)\b",
            "everyone everybody whole",
            reads=("Everyone says the mill burned first.",),
        ),
        Cue(
            r"by\s+all\s+accounts\b",
            "accounts",
            reads=("He was, by all accounts, asleep.",),
        ),
        Cue(_SOMEBODY + r"\s+say\s+it\s+is\s+said\b", "said", reads=("Locals say it is said the well is cursed.",)),
    ),
)

_HIM = r"(?:him|her|them|me|us)"
_SOME_WORDS = r"(?:\s+[^\s.,;:“”\"]+){1,9}?"
_A_WORD = r"(?:\s+[^\s.,;:“”\"]+){0,1}?"

HEARD_IT = Cues(
    CaveatKind.HEARSAY,
    begins=_BEGINS,
    cues=(
        Cue(
            r"(?:only\s+|merely\s+)?(?:heard|learned|learnt|knew|had|got|knows|has|have|hear)\s+(?:only\s+"
            r")?(?:of\s+|about\s+)?"
            r"(?:it|this|that|them|so|the (?:story|account|rumour|news))\s+(?:only\s+|all\s+|second-?hand\s+)?(?:from|"
            r"through|via|by)\b(?:\s+(?!that\b)[^\s.,;:]+){1,3}",
            "heard learned learnt knew had got knows has have hear + from through via by",
            reads=("He only heard it from others.",),
            leaves=("He heard the shot from his bed.",),
        ),
        Cue(
            r"(?:was|were|been|is|are)\s+(?:only\s+|merely\s+)?told\s+(?:so|this|that|it|about it|as "
            r"much)\s+(?:only\s+)?by\b(?:\s+[^\s.,;]+){1,3}",
            "told",
            reads=("The priest was told so by a neighbour.",),
        ),
        Cue(
            r"(?:citing|quoting|relying\s+on)\s+(?:\w+\s+){0,3}?(?:accounts?|rumou?rs?|hearsay|testimon(?:y|ies)|tales|"
            r"stories)\b(?:\s+(?:from|of|by)\s+[^\s.,;:]+){0,1}",
            "citing quoting relying",
            reads=("The pastor, citing accounts from the valley, said the mill had burned.",),
        ),
        # What is sold second-hand is no claim.
        Cue(
            r"second[- ]?hand(?! (?:car|cars|book|books|bookshop|shop|clothes|furniture|market|goods|smoke|store|"
            r"dealer|"
            r"bicycle|piano|boat|van|coat|dress|phone)\b)\b",
            "second secondhand",
            reads=("His knowledge of the raid was second-hand.",),
            leaves=("She sells second-hand books.",),
        ),
        Cue(
            r"(?:only|mere|pure|just|was|is|it’s|it's|all)\s+hearsay\b(?!,? the)",
            "hearsay",
            reads=("What the porter told the court was mere hearsay.",),
        ),
        Cue(
            r"(?:(?:passed|handed)\s+(?:on|along|down)\s+(?:to\s+"
            + _HIM
            + r"\s+)?|(?:passed|handed)\s+to\s+"
            + _HIM
            + r"\s+|(?:relayed|retold)\s+(?:to\s+"
            + _HIM
            + r"\s+)?)by\b(?:\s+[^\s.,;]+){1,3}",
            "passed handed relayed retold",
            reads=("The tale was passed on by sailors.", "It was a story retold by a cousin."),
            leaves=("The bill was passed by the house.",),
        ),
        Cue(
            r"(?:going by|relying on|repeating|passing on|relaying|based on|basing \w+ on|only knew|knew only|"
            r"know only|only "
            r"know)\s+"
            r"(?:only\s+)?what\s+(?:[\w’'-]+\s+){1,6}?(?:had\s+|have\s+)?(?:told|heard|said|been told|seen)\b(?:\s+"
            + _HIM
            + r")?",
            "what",
            reads=("She was repeating what her brother had told her.",),
        ),
        Cue(
            r"what\s+(?:he|she|they|I|we)\s+(?:had\s+|have\s+)?(?:only\s+)?(?:been\s+told|heard)\b",
            "what",
            reads=("That is what he had heard.",),
        ),
        Cue(
            r"on\s+(?:the word of|the say-so of|hearsay)\b",
            "word say hearsay",
            reads=("They were held on the say-so of an informer.", "They were held on the word of one man."),
            leaves=("He gave a talk on the word processor.",),
        ),
        Cue(
            r"(?:was|were|is|are)\s+(?:all\s+|only\s+)?(?:what|something)\s+(?:he|she|they|I|we)\s+(?:had\s+"
            r")?(?:heard|been "
            r"told|was told|were told|picked up)\b",
            "what something",
            reads=("It was something she picked up in the market.",),
        ),
        Cue(
            r"told\s+" + _HIM + r"\s+(?:so|this|that|it|about it|as much)\b(?=\s*(?:[.,;”]|$))",
            "told",
            reads=("A neighbour told him so.",),
        ),
    ),
)
HEARD_OF = Cues(
    CaveatKind.HEARSAY,
    begins=_BEGINS,
    cues=(
        Cue(
            r"(?:heard|learned|learnt|gathered|understood|hears)"
            + _A_WORD
            + r"\s+(?:from|through|via|by way of)"
            + _SOME_WORDS
            + r",?\s+(?:that|how|(?<!some )(?<!many )(?<!all )(?<!most )of)\b",
            "heard learned learnt gathered understood hears",
            reads=("Ana Ruiz heard from her son that the mill had burned.",),
            leaves=("Ana Ruiz heard from her son.",),
        ),
        Cue(
            r"(?:heard|received|gotten|got|gathered|collected|seen)\s+(?:only\s+)?(?:(?:multiple|several|many|numerous|"
            r"credible|similar|the|some|disturbing|unconfirmed|second-?hand|repeated|persistent)\s+){0,2}"
            r"(?:reports?|rumou?rs?|accounts?|stories|claims|word|allegations|tales?|talk|whispers)\s+(?:of|that|"
            r"about|from)\b",
            "heard received gotten got gathered collected seen",
            reads=("The envoy has received credible reports of arrests.",),
        ),
        Cue(
            r"(?:had|has|have|was|were|am|is|are|’ve|'ve)\s+(?:\w+ly\s+|also\s+|only\s+|since\s+|later\s+"
            r")?(?:been\s+)?told"
            r"(?:\s+by" + _SOME_WORDS + r")?,?\s+(?:that|of|about|how)\b",
            "told",
            reads=("The priest was told by a neighbour that the bridge was mined.",),
        ),
        Cue(
            r"(?:I|he|she|they|we)\s+(?:was|were|am|had been|have been|’m|'m)\s+(?:only\s+|also\s+)?told\b(?!\s+to\b)",
            "told",
            reads=("“I was told money changed hands,” the porter said.",),
            leaves=("They were told to sleep in the barn.",),
        ),
        Cue(
            r"(?:had\s+|has\s+|have\s+|only\s+)?heard\s+(?:only\s+|it said\s+)?(?:that(?=\s+\w)|"
            r"(?:of|about)(?!\s+(?:him|her|them|me|you|us|it)\b))\b",
            "heard",
            reads=("He had heard that the bridge was mined.",),
            leaves=("He had never heard of her.",),
        ),
        Cue(
            r"(?!(?:he|she|they|it|i|we|you|who|and|has|have|had|was)\b)[\w’'-]+\s+(?:(?:had|has|have|later|also|"
            r"then)\s+){0,2}told\s+"
            + _HIM
            + r"\b(?!\s+(?:to|not|off|what|where|when|why|who|whether|if|so|no|nothing|everything|just|"
            r"they’d|again)\b|\s+(?:the|a)\s+(?:truth|lie|story|secret|joke)|[.,;”]|$)",
            "told",
            reads=("His uncle had told him that the bridge was mined.",),
            leaves=("He told her that the bridge was mined.", "His uncle told him to leave."),
        ),
        Cue(
            r"(?:having|after|on)\s+(?:heard|hearing|been told)\b(?:\s+from(?:\s+[^\s.,;:]+){1,6}?)?\s+(?:that|of|"
            r"about|"
            r"how)\b",
            "heard hearing told",
            reads=("They fled after hearing from a driver that the bridge was mined.",),
        ),
        Cue(
            r"word\s+(?:had\s+)?(?:reached|came|got)\b[^.,;]{0,40}?\bthat\b",
            "word",
            reads=("Word reached the camp that the mill had burned.",),
        ),
        Cue(
            r"reports\s+(?:had\s+)?reached\b[^.,;]{0,40}?\bthat\b",
            "reports",
            reads=("Reports reached the ministry that the mill had burned.",),
        ),
        Cue(
            r"(?:quoting|repeating|recounting|recounted|relayed|relaying|passed on|passing on)\s+(?:a\s+)?(?:what|"
            r"(?:story|"
            r"account|tale|rumour|report)\s+that)\b",
            "quoting repeating recounting recounted relayed relaying passed passing",
            reads=("He passed on a rumour that the mill had burned.",),
        ),
        Cue(
            r"(?:had|have|has)\s+it\s+on\s+(?:the\s+)?(?:good\s+|best\s+|the\s+)?authority\b[^.,;]{0,40}?\bthat\b",
            "authority",
            reads=("She had it on good authority that the mill would close.",),
        ),
        Cue(
            r"(?:knew|know|knows)\s+only\s+(?:that|what)\s+(?:[\w’'-]+\s+){1,5}?(?:had\s+)?told\s+" + _HIM + r"\b",
            "told",
            reads=("He knows only what the guards told him.",),
        ),
        Cue(
            r"(?:from|through)\s+what\s+(?:I|he|she|they|we)\s+(?:hear|heard|had heard|had been told|was told|"
            r"were told)\b",
            "what",
            reads=("From what I hear, the mill will close.",),
        ),
    ),
)
