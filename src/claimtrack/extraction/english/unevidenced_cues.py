"""The words with which an article says that no evidence was given for a claim."""

from claimtrack.extraction.english.claim_words import CLAIMS
from claimtrack.extraction.english.cue import Cue, Cues, Where
from claimtrack.vocabulary import CaveatKind

_NOT = r"(?:\s+not|n[’']t|not)"
_PROOF = (
    r"(?:evidence|proof|sources?|stud(?:y|ies)|documents?|documentation|documentary|sourcing|records?|basis|"
    r"substantiation|corroboration|data|reasons for (?:this|the claim))"
)
_GIVEN = r"(?:give|provide|offer|cite|present|supply|show|produce|name|identify|publish|quote|reveal|share|have)"
_GAVE = (
    r"(?:gave|gives|given|provided|provides|offered|offers|cited|cites|presented|presents|supplied|showed|shown|"
    r"produced|produces|named|published|quoted|shared)"
)
_GIVING = (
    r"(?:giving|providing|offering|citing|presenting|supplying|showing|producing|naming|quoting|revealing|identifying)"
)

_NO = (
    "no not cannot t nothing nobody noone none neither never without little scant hardly declined declines refused "
    "refuses failed unable"
)
_NO_PROOF = (
    "evidence proof source sources sourcing study studies document documents documentation documentary record "
    f"records basis data reasons substantiation corroboration + {_NO} yet any"
)
_NO_BACKING = (
    f"substantiating substantiate substantiated backing backed back backs support supports supported supporting "
    f"corroborate prove bears bore + {_NO}"
)
_NO_REASON = (
    "say said saying explain explaining explained disclose disclosing disclosed reveal reveals revealed revealing "
    f"how where who what + {_NO}"
)

_OF_SPEECH = Cues(
    CaveatKind.UNEVIDENCED,
    where=Where.SPEECH,
    cues=(
        Cue(
            r"(?:without|with no)\s+(?:(?:"
            + _GIVING
            + r"|any|saying (?:how|where))\s+)*(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            _NO_PROOF,
            reads=("Without citing evidence, the colonel blamed the rebels.",),
            leaves=("She left without saying goodbye.",),
        ),
        Cue(
            r"without\s+(?:saying|explaining|disclosing|revealing)\s+(?:how|where|who|what)\b[^.,;]{0,40}?\b(?:kn[eo]w|"
            r"came|told|from|learned|source|based)\b",
            _NO_REASON,
            reads=("He put the loss at a third, without saying where the number came from.",),
        ),
        Cue(
            r"(?:"
            + _GAVE
            + "|"
            + _GIVING
            + "|"
            + _GIVEN
            + r")\s+(?:no|neither|little|scant|hardly any)\s+(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            _NO_PROOF,
            reads=("The ministry gave no evidence for the allegation.",),
            leaves=("The ministry gave evidence to the inquiry.",),
        ),
        Cue(
            r"(?:without|not)\s+(?:substantiating|backing(?:\s+up)?|supporting)\s+(?:it|this|that|them|the|his|her|"
            r"their|its)\b(?:\s+\w+)?",
            _NO_BACKING,
            reads=("She repeated the charge without substantiating it.",),
        ),
        Cue(
            r"(?:did|has|have|could|does|would)"
            + _NOT
            + r"\s+(?:\w+ly\s+)?(?:substantiated?|back(?:ed)?(?:\s+up)?)\s+(?:it|this|that|them|the|"
            r"his|her|their|its)\b(?:\s+\w+)?",
            _NO_BACKING,
            reads=("The envoy did not back up his claim.",),
        ),
        Cue(
            r"(?:on|with)\s+(?:no|little|scant|hardly any)\s+(?:\w+\s+)?(?:evidence|proof)\b",
            _NO_PROOF,
            reads=("He called them spies on scant evidence.",),
        ),
        Cue(
            r"with\s+nothing\s+to\s+(?:back|support|prove)\b",
            _NO_BACKING,
            reads=("He called them spies, with nothing to prove it.",),
        ),
        Cue(
            r"(?:has|have|had)\s+yet\s+to\s+" + _GIVEN + r"\s+(?:\w+\s+){0,3}?" + _PROOF + r"\b",
            _NO_PROOF,
            reads=("The firm has yet to publish any of its data.",),
        ),
        Cue(
            r"(?:"
            + _GAVE
            + "|"
            + _GIVING
            + r"|released|releasing|had|has)\s+no\s+[^.,;:]{1,40}?\s(?:to|that)\s+(?:would\s+)?(?:support|back|"
            r"substantiate|prove|corroborate)\b",
            _NO_BACKING,
            reads=("The army released no pictures to support its account.",),
        ),
        Cue(
            r"(?:cited|named|citing|naming|quoted|quoting)\s+(?:nobody|no ?one|nothing)\b",
            "cited named citing naming quoted quoting + nobody nothing no noone",
            reads=("The column named nobody.",),
        ),
        Cue(
            r"(?:asked|pressed|pushed)\s+for\s+(?:\w+\s+){0,2}?(?:evidence|proof|source|sources|"
            r"documents)\b(?=[^.;]{0,60}?\b(?:none|declin|refus|"
            r"chang|would not|could not|did not|no\b|nothing|silen|shrugg|smil))",
            "asked pressed pushed + evidence proof source sources documents",
            reads=("Asked for evidence, the minister shrugged.",),
            leaves=("Asked for documents, the minister handed over the file.",),
        ),
        Cue(
            r"(?:has|have|had|did|does|could)"
            + _NOT
            + r"\s+(?:back|backed|substantiate|substantiated|support|supported)(?:\s+up)?(?=\s*[.,;])",
            _NO_BACKING,
            reads=("It was a charge that she did not substantiate.",),
        ),
        Cue(
            r"nothing\s+(?:\w+\s+){0,5}?(?:supports?|supported|backs|backed|bears out|bore out)\s+(?:it|this|that|"
            r"them|the|his|her|their)\b",
            _NO_BACKING,
            reads=("Nothing in the file supports the charge.",),
        ),
        Cue(
            r"(?:did|does|has|have|had|would|could|do)"
            + _NOT
            + r"\s+(?:\w+ly\s+|yet\s+)?(?:"
            + _GIVEN
            + "|"
            + _GAVE
            + r")\s+"
            r"(?:any\s+|an?\s+|its\s+|their\s+|his\s+|her\s+|the\s+)?(?:\w+\s+){0,2}?" + _PROOF + r"\b",
            _NO_PROOF,
            reads=("The senator did not offer any proof.",),
        ),
        Cue(
            r"(?:did|does|would|has)"
            + _NOT
            + r"\s+(?:(?:elaborate|comment|explain)\s+or\s+)?(?:say|said|explain|disclose|reveal)\s+(?:how|where|who)\b"
            r"[^.,;]{0,30}?\b(?:kn[eo]w|came|told|from|learned|source|obtained|based|arrived at|reached|calculated|"
            r"come by|worked out)\b(?:\s+(?:this|that|it|so|him|her|them|from))*",
            _NO_REASON,
            reads=("The institute did not say how it arrived at the figure.",),
            leaves=("The institute did not say how many there were.",),
        ),
        Cue(
            r"(?:offer|present|produc|provid|giv|cit|show|suppl)\w{1,4}\s+nothing\s+(?:to|in|that|by "
            r"way)\b[^.,;]{0,30}?"
            r"\b(?:support|back|prove|substantiat\w+|evidence|proof|bear)\b",
            # The verbs are stems here, and no list of words holds whatever may end them.
            "nothing + to in that by",
            reads=("The lawyer offered nothing to support the story.",),
        ),
        Cue(
            r"(?:declined|refused|failed|unable|declines|refuses)\s+to\s+"
            + _GIVEN
            + r"\s+(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            _NO_PROOF,
            reads=("The blogger refused to name her source.",),
        ),
        Cue(
            r"(?:declined|refused|would not|wouldn’t|could not|unable)\s+(?:to )?(?:say|explain|disclose)\s+(?:how|"
            r"where|who|on what)\b[^.,;]{0,30}?"
            r"\b(?:kn[eo]w|came|told|from|learned|based|calculated|reached|come by)\b",
            _NO_REASON,
            reads=("He declined to say how he knew.",),
        ),
        Cue(
            r"(?:had|has|have)\s+no\s+(?:\w+\s+)?(?:evidence|proof)\b(?=\s*(?:[.,;]|for|to support|to back))",
            _NO_PROOF,
            reads=("The council had no proof.",),
        ),
        Cue(
            r"no\s+(?:\w+\s+)?" + _PROOF + r"\s+(?:was|were|has been|have been|is|are)\s+(?:\w+ly\s+)?"
            r"(?:given|offered|cited|presented|produced|provided|supplied|shown|named|published|quoted|forthcoming|"
            r"attached|made public|put forward|advanced|disclosed)\b",
            _NO_PROOF,
            reads=("No evidence was offered.",),
            leaves=("No evidence was lost in the fire.",),
        ),
        Cue(
            r"(?:evidence|proof)\s+(?:was|were|has been)\s+not\s+(?:\w+ly\s+)?(?:given|offered|produced|provided|"
            r"published)\b",
            _NO_PROOF,
            reads=("The evidence was not published.",),
        ),
    ),
)
_OF_OBJECT = Cues(
    CaveatKind.UNEVIDENCED,
    where=Where.OBJECT,
    cues=(
        Cue(
            r"(?:no|nothing|little|not a shred of|any)\s+(?:\w+\s+)?(?:evidence|proof)\s+(?:for|of|to (?:support|"
            r"back(?: up)?|substantiate|suggest))\b",
            _NO_PROOF,
            reads=("There is no evidence to support the claim.",),
        ),
        Cue(
            r"nothing\s+to\s+(?:support|back(?: up)?|substantiate)\b",
            _NO_BACKING,
            reads=("The inquiry found nothing to support the story.",),
        ),
        Cue(
            r"no\s+(?:\w+\s+)?(?:evidence|proof)(?=\s+that\b)",
            _NO_PROOF,
            reads=("There was no evidence that the men were armed.",),
        ),
    ),
)
_OF_NOUN = Cues(
    CaveatKind.UNEVIDENCED,
    where=Where.NOUN,
    cues=(
        Cue(
            r"(?:unsubstantiated|unsupported|unevidenced|evidence-free|unsourced)\s+(?:\w+\s+)?" + CLAIMS + r"\b",
            "unsubstantiated unsupported unevidenced unsourced free",
            reads=("The post made unsubstantiated claims.",),
            leaves=("The roof was unsupported.",),
        ),
    ),
)
UNEVIDENCED = (_OF_SPEECH, _OF_OBJECT, _OF_NOUN)
