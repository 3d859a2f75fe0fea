"""The words with which an article doubts what it reports, as patterns; the noun beside them decides what is meant."""

import re
from dataclasses import dataclass
from enum import Enum

from claimtrack.extraction.doubts.references import refer
from claimtrack.extraction.english.quick_look import look, may_hold
from claimtrack.vocabulary import CaveatKind


class Where(Enum):
    """Where the doubted claim is named, as seen from the cue."""

    SUBJECT = "the claim could not be confirmed"
    OBJECT = "nobody could confirm the claim"
    NOUN = "unconfirmed reports that"
    SPEECH = "without evidence, he said"
    BACK = "there was no confirmation"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of words that doubt, and where what they doubt is named."""

    kind: CaveatKind
    where: Where
    pattern: re.Pattern[str]


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")", re.IGNORECASE)


_NOT = r"(?:\s+not|n[’']t|not)"
_OFTEN = r"(?:(?:be|been|being|have|yet|also|itself|even|so|far|\w+ly)\s+){0,4}"
_CHECKED = (
    r"(?:confirmed|verified|corroborated|authenticated|substantiated|checked|established|ascertained|vouched for|"
    r"borne out|proved|proven|traced|replicated|reproduced|audited|peer[- ]reviewed|independently (?:assessed|tested|"
    r"reviewed)|"
    r"tested|matched)"
)
_CHECK = (
    r"(?:(?:independently |immediately |fully |officially )*(?:confirm(?! nor)|verify|corroborate|authenticate|"
    r"substantiate|check|establish|ascertain|vouch for|bear out))"
)
_CLAIMS = (
    r"(?:claims?|reports?|accounts?|rumou?rs?|allegations?|figures?|statements?|suggestions?|information|"
    r"footage|videos?|images?|photographs?|stories|story|tally|toll|numbers?|estimates?|assertions?|posts?|sightings?)"
)
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
_SEE = r"(?:recorded|filmed|captured|caught|witnessed|witness|saw|seen|see|watched|observed)"
_WERE_THERE = (
    r"(?:was|were|had been|is|are)\s+(?:an?\s+(?:eye-?)?witness|there\b(?! (?:any|a|an|no)\b)|present|in the room)"
)

CUES = (
    Cue(
        CaveatKind.UNCONFIRMED,
        Where.SUBJECT,
        _pattern(
            r"(?:could|can|has|have|had|was|were|is|are)" + _NOT + r"\s+" + _OFTEN + _CHECKED + r"\b",
            r"cannot\s+" + _OFTEN + _CHECKED + r"\b",
            r"(?:could|can)" + _NOT + r"\s+(?:[\w’'-]+\s+){1,4}?be\s+" + _OFTEN + _CHECKED + r"\b",
            r"could\s+be\s+neither\s+(?:confirmed|verified)\s+nor\s+\w+(?:\s+out)?\b",
            r"could\s+neither\s+be\s+(?:confirmed|verified)\b",
            r"(?:is|are|was|were|remains?|proved)\s+(?:unverifiable|uncheckable|untestable|untested)\b",
            r"could\s+" + _OFTEN + _CHECKED + r"\b",
            r"(?:has|have|had|is|are|was|were)\s+(?:still\s+)?(?:yet\s+)?to\s+be\s+" + _OFTEN + _CHECKED + r"\b",
            r"(?:was|were|is|are|has been|have been|remains?|remained|went|goes)\s+(?:still\s+|as yet\s+|so far\s+)?"
            r"(?:unconfirmed|unverified|uncorroborated|unproven|unproved)\b",
            r"(?:has|have|had|is|was|were|are)\s+(?:\w+ly\s+)?(?:been\s+)?(?:impossible|difficult|hard|not possible|"
            r"not been possible)\s+to\s+"
            + _CHECK
            + r"(?=\s*[.,;:—]|\s+(?:because|since|as|from|with|without|on|in)\b|$)",
            r"awaits?\s+(?:\w+\s+)?(?:confirmation|verification)\b(?! (?:hearing|vote|process)s?)",
            r"lack(?:s|ed)?\s+(?:\w+\s+)?(?:confirmation|verification|corroboration)\b",
            r"ha(?:s|ve|d)\s+(?:been\s+)?confirmed\s+by\s+no(?:body| ?one)\b",
        ),
    ),
    Cue(
        CaveatKind.UNCONFIRMED,
        Where.OBJECT,
        _pattern(
            r"(?:could|would|did|does|do|has|have|had|can)"
            + _NOT
            + r"\s+"
            + _OFTEN
            + r"(?:been able to\s+)?(?:"
            + _CHECK
            + r"|confirmed|verified|corroborated)(?:\s+or\s+deny)?\b",
            r"cannot\s+(?:\w+ly\s+)?" + _CHECK + r"(?:\s+or\s+deny)?\b",
            r"(?:unable|not able|impossible|not possible|not been possible|no way|not in a position|powerless|not "
            r"been able|not (?:\w+ly )possible)\s+(?:\w+ly\s+)?to\s+" + _CHECK + r"\b",
            r"(?:had|has|have|saw)\s+no (?:way|means) (?:of|to)\s+(?:verify|verifying|confirm|confirming|check|"
            r"checking)\b",
            r"(?:declined|refused|declines|refuses|failed)\s+to\s+(?:either\s+)?confirm(?:\s+(?:or|nor)\s+deny)?\b",
            r"neither\s+confirm(?:s|ed)?\s+nor\s+den(?:y|ies|ied)\b",
            r"(?:no ?one|nobody|none)\b[^.,;:]{0,40}?\b(?:could|can|has|have|had|would)\s+"
            + _OFTEN
            + r"(?:"
            + _CHECK
            + r"|confirmed|verified|corroborated)\b",
            r"(?:yet|still)\s+to\s+(?:confirm|verify|corroborate)\b",
            r"nor\s+(?:could|can|has|have|had|was|were|did|does)\b(?=[^.,;:]{2,60}?\s(?:be |been )?(?:\w+ly )?(?:"
            + _CHECKED
            + r"|confirm|verify)\b)",
            r"(?:could|can)\s+(?:find|get|obtain)\s+no\s+(?:\w+\s+)?(?:confirmation|verification|"
            r"corroboration)\s+(?:of|for)\b",
            r"whether\s+(?=(?:this|that|it)\s+(?:is|was)\s+(?:true|so)\s+(?:could not|is not|was not))",
            r"(?:no|without|there (?:is|was|has been) no)\s+(?:\w+\s+){0,2}?(?:confirmation|verification|"
            r"corroboration)\s+"
            r"(?:of|for)\b",
            r"(?:hard|difficult|impossible|not possible)\s+to\s+" + _CHECK + r"\b(?!\s*[.,;:—])",
        ),
    ),
    Cue(
        CaveatKind.UNCONFIRMED,
        Where.NOUN,
        _pattern(
            r"(?:as yet |so far |still )?(?:unconfirmed|unverified|uncorroborated|"
            r"unauthenticated)\s+(?:(?!account\b)\w+\s+){0,2}?"
            + _CLAIMS
            + r"\b(?!\s+(?:on|named|called|with|posting)\b)(?<!unverified account)(?<!unverified accounts)",
        ),
    ),
    Cue(
        CaveatKind.UNCONFIRMED,
        Where.BACK,
        _pattern(
            r"(?:no|without|there (?:is|was|has been) no)\s+(?:independent|official|immediate|other|outside|further|"
            r"public)\s+(?:\w+\s+)?(?:confirmation|verification|corroboration)\b(?!\s+(?:of|for|hearing|vote)\b)",
            r"(?:pending|awaiting)\s+(?:\w+\s+)?(?:confirmation|verification)\b(?!\s+(?:hearing|vote|email|code)\b)",
            r"nothing (?:has been|was|is) confirmed\b",
            r"(?:independent |official |any )?(?:confirmation|verification|corroboration) (?:was|is|has been|could) "
            r"(?:not|impossible|unavailable)\b",
            r"(?:could|can)\s+(?:find|get|obtain)\s+no\s+(?:\w+\s+)?(?:confirmation|verification|"
            r"corroboration)\b(?!\s+(?:of|for)\b)",
            r"no\s+(?:\w+\s+)?(?:confirmation|corroboration|verification)\s+(?:has|had|was|came|could|from|is)\b",
            r"no\s+other\s+(?:\w+\s+)?(?:source|outlet|newspaper|agency|witness|record|station|paper)\s+(?:has|had|"
            r"could)?\s*(?:\w+ly\s+)?"
            r"(?:confirm|report|verif|corroborat|carri)\w*",
            r"whose\s+(?:\w+\s+)?"
            + _CLAIMS
            + r"\s+(?:could|has|have|had|was|were|is|are|can)"
            + _NOT
            + r"\s+"
            + _OFTEN
            + _CHECKED
            + r"\b",
        ),
    ),
    Cue(
        CaveatKind.UNEVIDENCED,
        Where.SPEECH,
        _pattern(
            r"(?:without|with no)\s+(?:(?:"
            + _GIVING
            + r"|any|saying (?:how|where))\s+)*(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            r"without\s+(?:saying|explaining|disclosing|revealing)\s+(?:how|where|who|what)\b[^.,;]{0,40}?\b(?:kn[eo]w|"
            r"came|told|from|learned|source|based)\b",
            r"(?:"
            + _GAVE
            + "|"
            + _GIVING
            + "|"
            + _GIVEN
            + r")\s+(?:no|neither|little|scant|hardly any)\s+(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            r"(?:without|not)\s+(?:substantiating|backing(?:\s+up)?|supporting)\s+(?:it|this|that|them|the|his|her|"
            r"their|its)\b(?:\s+\w+)?",
            r"(?:did|has|have|could|does|would)"
            + _NOT
            + r"\s+(?:\w+ly\s+)?(?:substantiated?|back(?:ed)?(?:\s+up)?)\s+(?:it|this|that|them|the|"
            r"his|her|their|its)\b(?:\s+\w+)?",
            r"(?:on|with)\s+(?:no|little|scant|hardly any)\s+(?:\w+\s+)?(?:evidence|proof)\b",
            r"with\s+nothing\s+to\s+(?:back|support|prove)\b",
            r"(?:has|have|had)\s+yet\s+to\s+" + _GIVEN + r"\s+(?:\w+\s+){0,3}?" + _PROOF + r"\b",
            r"(?:"
            + _GAVE
            + "|"
            + _GIVING
            + r"|released|releasing|had|has)\s+no\s+[^.,;:]{1,40}?\s(?:to|that)\s+(?:would\s+)?(?:support|back|"
            r"substantiate|prove|corroborate)\b",
            r"(?:cited|named|citing|naming|quoted|quoting)\s+(?:nobody|no ?one|nothing)\b",
            r"(?:asked|pressed|pushed)\s+for\s+(?:\w+\s+){0,2}?(?:evidence|proof|source|sources|"
            r"documents)\b(?=[^.;]{0,60}?\b(?:none|declin|refus|"
            r"chang|would not|could not|did not|no\b|nothing|silen|shrugg|smil))",
            r"(?:has|have|had|did|does|could)"
            + _NOT
            + r"\s+(?:back|backed|substantiate|substantiated|support|supported)(?:\s+up)?(?=\s*[.,;])",
            r"nothing\s+(?:\w+\s+){0,5}?(?:supports?|supported|backs|backed|bears out|bore out)\s+(?:it|this|that|"
            r"them|the|his|her|their)\b",
            r"(?:did|does|has|have|had|would|could|do)"
            + _NOT
            + r"\s+(?:\w+ly\s+|yet\s+)?(?:"
            + _GIVEN
            + "|"
            + _GAVE
            + r")\s+"
            r"(?:any\s+|an?\s+|its\s+|their\s+|his\s+|her\s+|the\s+)?(?:\w+\s+){0,2}?" + _PROOF + r"\b",
            r"(?:did|does|would|has)"
            + _NOT
            + r"\s+(?:(?:elaborate|comment|explain)\s+or\s+)?(?:say|said|explain|disclose|reveal)\s+(?:how|where|who)\b"
            r"[^.,;]{0,30}?\b(?:kn[eo]w|came|told|from|learned|source|obtained|based|arrived at|reached|calculated|"
            r"come by|worked out)\b(?:\s+(?:this|that|it|so|him|her|them|from))*",
            r"(?:offer|present|produc|provid|giv|cit|show|suppl)\w{1,4}\s+nothing\s+(?:to|in|that|by "
            r"way)\b[^.,;]{0,30}?"
            r"\b(?:support|back|prove|substantiat\w+|evidence|proof|bear)\b",
            r"(?:declined|refused|failed|unable|declines|refuses)\s+to\s+"
            + _GIVEN
            + r"\s+(?:\w+\s+){0,2}?"
            + _PROOF
            + r"\b",
            r"(?:declined|refused|would not|wouldn’t|could not|unable)\s+(?:to )?(?:say|explain|disclose)\s+(?:how|"
            r"where|who|on what)\b[^.,;]{0,30}?"
            r"\b(?:kn[eo]w|came|told|from|learned|based|calculated|reached|come by)\b",
            r"(?:had|has|have)\s+no\s+(?:\w+\s+)?(?:evidence|proof)\b(?=\s*(?:[.,;]|for|to support|to back))",
            r"no\s+(?:\w+\s+)?" + _PROOF + r"\s+(?:was|were|has been|have been|is|are)\s+(?:\w+ly\s+)?"
            r"(?:given|offered|cited|presented|produced|provided|supplied|shown|named|published|quoted|forthcoming|"
            r"attached|"
            r"made public|put forward|advanced|disclosed)\b",
            r"(?:evidence|proof)\s+(?:was|were|has been)\s+not\s+(?:\w+ly\s+)?(?:given|offered|produced|provided|"
            r"published)\b",
        ),
    ),
    Cue(
        CaveatKind.UNEVIDENCED,
        Where.OBJECT,
        _pattern(
            r"(?:no|nothing|little|not a shred of|any)\s+(?:\w+\s+)?(?:evidence|proof)\s+(?:for|of|to (?:support|"
            r"back(?: up)?|"
            r"substantiate|suggest))\b",
            r"nothing\s+to\s+(?:support|back(?: up)?|substantiate)\b",
            r"no\s+(?:\w+\s+)?(?:evidence|proof)(?=\s+that\b)",
        ),
    ),
    Cue(
        CaveatKind.UNEVIDENCED,
        Where.NOUN,
        _pattern(
            r"(?:unsubstantiated|unsupported|unevidenced|evidence-free|unsourced)\s+(?:\w+\s+)?" + _CLAIMS + r"\b"
        ),
    ),
)

UNSEEN = _pattern(
    r"(?P<nobody>none|neither|no one|no-one|nobody|not one|not a single|no)\b(?P<who>(?:\s+(?!who\b|that\b|"
    r"which\b)[\w’'-]+){0,8}?)"
    r"\s+(?:(?:had|has|have|actually|ever|themselves|himself|herself|directly|personally|claimed|claims|claim|to|"
    r"have)\s+)*"
    r"(?:" + _SEE + r"|" + _WERE_THERE + r")\b",
    r"(?P<not>(?:did|had)" + _NOT + r"\s+(?:\w+ly\s+|himself\s+|herself\s+|themselves\s+|myself\s+|ourselves\s+|"
    r"been\s+able\s+to\s+)?|(?<!have )(?<!has )(?<!ve )(?<!s )never\s+(?:\w+ly\s+)?)"
    r"(?:witness(?:ed)?|see|seen|saw|watch(?:ed)?|observed?)\b",
    r"(?P<away>(?:neither|none of (?:them|the \w+|those)|not one of them)(?:\s+[\w’'-]+){0,4}?\s+(?:had been|was|"
    r"were)\s+(?:in|at|on|inside|aboard|near|"
    r"within)\b)",
    r"(?P<alone>(?:no ?one|nobody) else (?:was|were|had been) (?:in|at|on|inside|aboard|near|nearby|with|about|"
    r"around|there|awake)\b|"
    r"saw nothing of (?:it|this|that|the \w+)\b)",
    r"(?P<absent>(?<=\bhe )(?:was|were) (?:in|at) [^.,;]{2,30}? at the time\b|(?<=\bshe )(?:was|were) (?:in|at) "
    r"[^.,;]{2,30}? at the time\b|"
    r"(?<=\bthey )were (?:in|at) [^.,;]{2,30}? at the time\b|(?:was|were|had been)\s+(?:abroad|away|elsewhere|asleep|"
    r"out of town|in another \w+|off duty|not (?:at|in) the \w+)\s+"
    r"(?:at the time|when it happened|when (?:he|she|it|they) (?:died|fell|was|were))\b|not (?:an|a) "
    r"(?:eye-?)?witness\b|"
    r"(?:was|were)" + _NOT + r"\s+(?:\w+ly\s+|himself\s+|herself\s+|themselves\s+)?(?:present|there)\b"
    r"(?!\s+(?:any|a|an|to|for|in)\b)|had not been (?:present|there)\b|not been present\b|(?<=\bwho )(?:was|were|had "
    r"been|is|are)" + _NOT + r"\s+(?:been\s+)?(?:at|in|on|near|inside|aboard)\s+(?:the|that|this)\s+(?:scene|spot|site|"
    r"house|building|room|village|town|ship|train|camp|time|car|boat|square|street|school|hospital)\b)",
    r"(?P<no_witness>there\s+(?:was|were|are|is)\s+(?:apparently\s+)?no\s+(?:\w+\s+)?(?:eye-?)?witness(?:es)?"
    r"(?:\s+to\s+(?:the\s+)?\w+)?|with(?:out|\s+no)\s+(?:any\s+)?(?:eye-?)?witness(?:es)?\b|"
    r"no (?:other )?(?:eye-?)?witness(?:es)? (?:has|have|had|came|saw)\b|went unseen\b|was unwitnessed\b|no outsider "
    r"saw\b)",
)
SEEN_AS = re.compile(
    r"\s*(?:it|this|that|them|the \w+)?\s*(?:(?:that|this|his|her|its|the same) way\b|coming\b|but\b|except\b|like\b|"
    r"as\b|fit\b|any\b|a\b|an\b|"
    r"(?:\w+\s+)?(?:need|reason|point|signs?|chance|hope|evidence|proof|details?|names?|how|why|where|anything|something|"
    r"value|problem|merit|use|future|difference|room)\b)",
    re.IGNORECASE,
)
"""Behind "saw": a judgement or a surprise, not an event that somebody claims."""
_EVENTS = frozenset(
    "it this that them him her anyone who happen happening incident event events shooting shootings killing killings "
    "attack fire blast "
    "explosion crash collision fall blow exchange meeting beating arrest theft handover payment fight struggle death "
    "deaths accident landing".split()
)

_NO = (
    "no not cannot t nothing nobody noone none neither never without little scant hardly declined declines refused "
    "refuses failed unable"
)
_LOOKS = {
    CaveatKind.UNCONFIRMED: look(
        "confirmed confirm confirms verified verify corroborated corroborate authenticated authenticate substantiated "
        "substantiate checked check established establish ascertained ascertain unconfirmed unverified uncorroborated "
        "unauthenticated confirmation verification corroboration verifying confirming checking vouch vouched borne "
        "bear unproven unproved proved proven traced unverifiable uncheckable untestable untested audited reviewed "
        "assessed tested matched replicated reproduced",
        "whether + true so",
        "no + other",
    ),
    CaveatKind.UNEVIDENCED: look(
        "evidence proof source sources sourcing study studies document documents documentation documentary record "
        f"records basis data reasons substantiation corroboration + {_NO} yet any",
        "say said saying explain explaining explained disclose disclosing disclosed reveal reveals revealed "
        f"revealing + how where who what + {_NO}",
        f"substantiating substantiate substantiated backing backed back backs support supports supported supporting "
        f"corroborate prove bears bore + {_NO}",
        "offer offers offered offering present presents presented presenting produce produced producing provide "
        "provided providing give giving given cite cites cited citing show showed showing supply supplied + nothing",
        "cited named citing naming quoted quoting + nobody nothing no noone",
        "unsubstantiated unsupported unevidenced unsourced",
        "evidence + free",
    ),
    CaveatKind.UNWITNESSED: look(
        "witness witnesses witnessed eyewitness eyewitnesses saw seen see watched watch observe observed recorded "
        f"filmed captured caught present there room + {_NO} one",
        "neither none one + in at on inside aboard near within",
        "nobody one noone + else",
        "absent abroad away elsewhere asleep unseen unwitnessed town duty another in at + time when",
        "unseen unwitnessed",
        "who not t + scene spot site house building room village town ship train camp time car boat square street "
        "school hospital + not t",
    ),
}
"""What the patterns of each kind need, for a quick look."""
WORD = re.compile(r"[a-z]+")
_MOST_IN_CAVEAT = 9
_EXPLETIVE = re.compile(r"^\s*(?:but |and |however, )?(?:it|there)\s", re.IGNORECASE)


def may_doubt(words: set[str]) -> set[CaveatKind]:
    """Give the kinds of doubt that a sentence of these words, in lower case, may hold."""
    return {kind for kind, needed in _LOOKS.items() if may_hold(needed, words)}


def is_event(words: str) -> bool:
    """Tell whether what was not seen is something that happened, or "it"."""
    first = [match[0] for match in re.finditer(r"[\w’'-]+", words.lower())][:4]
    if not first or (not words[:1].strip() and words.lstrip()[:1] in '.,;:—)”"'):
        return True
    return not _EVENTS.isdisjoint(first[:3]) or first[0] in {
        "himself",
        "herself",
        "themselves",
        "at",
        "when",
        "and",
        "but",
    }


def is_only_caveat(sentence: str) -> bool:
    """Tell whether a sentence says nothing but that something else could not be confirmed or was not evidenced."""
    kinds = may_doubt(set(WORD.findall(sentence.lower())))
    for cue in CUES:
        match = cue.pattern.search(sentence) if cue.kind in kinds and cue.where is not Where.NOUN else None
        if match is None:
            continue
        rest = sentence[: match.start()] + sentence[match.end() :]
        if len(rest.split()) <= _MOST_IN_CAVEAT and _speaks_back(sentence, match):
            return True
    return False


def _speaks_back(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether the subject or object of a doubt is a claim that stands elsewhere."""
    front, behind = refer(sentence[: match.start()]), refer(sentence[match.end() :])
    if _EXPLETIVE.match(sentence) or front is None:
        front = None
    if front is not None:
        return not front.is_new and not front.topic
    return behind is not None and not behind.is_new and not behind.topic
