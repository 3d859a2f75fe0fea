"""The words with which an article says that a claim is not confirmed."""

from claimtrack.extraction.english.claim_words import CLAIMS
from claimtrack.extraction.english.cue import Cue, Cues, Where
from claimtrack.vocabulary import CaveatKind

_NOT = r"(?:\s+not|n[’']t|not)"
_OFTEN = r"(?:(?:be|been|being|have|yet|also|itself|even|so|far|\w+ly)\s+){0,4}"
_CHECKED = (
    r"(?:confirmed|verified|corroborated|authenticated|substantiated|checked|established|ascertained|vouched for|"
    r"borne out|proved|proven|traced|replicated|reproduced|audited|peer[- ]reviewed|independently (?:assessed|tested|"
    r"reviewed)|tested|matched)"
)
_CHECK = (
    r"(?:(?:independently |immediately |fully |officially )*(?:confirm(?! nor)|verify|corroborate|authenticate|"
    r"substantiate|check|establish|ascertain|vouch for|bear out))"
)
_PROOF = r"(?:confirmation|verification|corroboration)"

#: Every form of a word for checking.
_CHECKING = (
    "confirmed confirm confirms verified verify corroborated corroborate authenticated authenticate substantiated "
    "substantiate checked check established establish ascertained ascertain unconfirmed unverified uncorroborated "
    "unauthenticated confirmation verification corroboration verifying confirming checking vouch vouched borne "
    "bear unproven unproved proved proven traced unverifiable uncheckable untestable untested audited reviewed "
    "assessed tested matched replicated reproduced"
)

_OF_SUBJECT = Cues(
    CaveatKind.UNCONFIRMED,
    where=Where.SUBJECT,
    cues=(
        Cue(
            r"(?:could|can|has|have|had|was|were|is|are)" + _NOT + r"\s+" + _OFTEN + _CHECKED + r"\b",
            _CHECKING,
            reads=("The report could not be independently verified.", "The claims haven’t been checked."),
            leaves=("The report was verified by two laboratories.",),
        ),
        Cue(r"cannot\s+" + _OFTEN + _CHECKED + r"\b", _CHECKING, reads=("The figures cannot be verified.",)),
        Cue(
            r"(?:could|can)" + _NOT + r"\s+(?:[\w’'-]+\s+){1,4}?be\s+" + _OFTEN + _CHECKED + r"\b",
            _CHECKING,
            reads=("The videos could not at first be authenticated.",),
        ),
        Cue(
            r"could\s+be\s+neither\s+(?:confirmed|verified)\s+nor\s+\w+(?:\s+out)?\b",
            _CHECKING,
            reads=("The account could be neither confirmed nor ruled out.",),
        ),
        Cue(
            r"could\s+neither\s+be\s+(?:confirmed|verified)\b",
            _CHECKING,
            reads=("The account could neither be confirmed nor denied.",),
        ),
        Cue(
            r"(?:is|are|was|were|remains?|proved)\s+(?:unverifiable|uncheckable|untestable|untested)\b",
            _CHECKING,
            reads=("The story is unverifiable.",),
        ),
        # Without "not", the subject must say so: "neither claim". The reader looks there.
        Cue(r"could\s+" + _OFTEN + _CHECKED + r"\b", _CHECKING, reads=("Neither claim could be confirmed.",)),
        Cue(
            r"(?:has|have|had|is|are|was|were)\s+(?:still\s+)?(?:yet\s+)?to\s+be\s+" + _OFTEN + _CHECKED + r"\b",
            _CHECKING,
            reads=("The allegation has yet to be proven.",),
        ),
        Cue(
            r"(?:was|were|is|are|has been|have been|remains?|remained|went|goes)\s+(?:still\s+|as yet\s+|so far\s+)?"
            r"(?:unconfirmed|unverified|uncorroborated|unproven|unproved)\b",
            _CHECKING,
            reads=("Those reports were still unverified on Monday.",),
        ),
        Cue(
            r"(?:has|have|had|is|was|were|are)\s+(?:\w+ly\s+)?(?:been\s+)?(?:impossible|difficult|hard|not possible|"
            r"not been possible)\s+to\s+"
            + _CHECK
            + r"(?=\s*[.,;:—]|\s+(?:because|since|as|from|with|without|on|in)\b|$)",
            _CHECKING,
            reads=("His story was impossible to verify.",),
        ),
        # A confirmation hearing is held in a parliament.
        Cue(
            r"awaits?\s+(?:\w+\s+)?(?:confirmation|verification)\b(?! (?:hearing|vote|process)s?)",
            _CHECKING,
            reads=("The toll awaits official confirmation.",),
            leaves=("The judge awaits her confirmation hearing.",),
        ),
        Cue(r"lack(?:s|ed)?\s+(?:\w+\s+)?" + _PROOF + r"\b", _CHECKING, reads=("The report lacks confirmation.",)),
        Cue(
            r"ha(?:s|ve|d)\s+(?:been\s+)?confirmed\s+by\s+no(?:body| ?one)\b",
            _CHECKING,
            reads=("The sale has been confirmed by nobody.",),
        ),
    ),
)
_OF_OBJECT = Cues(
    CaveatKind.UNCONFIRMED,
    where=Where.OBJECT,
    cues=(
        Cue(
            r"(?:could|would|did|does|do|has|have|had|can)"
            + _NOT
            + r"\s+"
            + _OFTEN
            + r"(?:been able to\s+)?(?:"
            + _CHECK
            + r"|confirmed|verified|corroborated)(?:\s+or\s+deny)?\b",
            _CHECKING,
            reads=("The paper could not immediately confirm the report.", "Police would not confirm or deny it."),
            leaves=("The police confirmed the report.",),
        ),
        Cue(
            r"(?:(?:could|did|has|have|had)"
            + _NOT
            + r"\s+(?:been able to\s+)?(?:find|found|locate|located|turn up)\s+|found\s+no\s+)"
            r"(?:any(?:one|body|thing)?\s+)?(?:[\w’'-]+\s+){0,4}?(?:to|(?:that|who) (?:would|could))\s+" + _CHECK,
            _CHECKING,
            reads=("The paper could not find records to corroborate his account.",),
        ),
        Cue(
            r"cannot\s+(?:\w+ly\s+)?" + _CHECK + r"(?:\s+or\s+deny)?\b",
            _CHECKING,
            reads=("The agency cannot verify the claim.",),
        ),
        Cue(
            r"(?:unable|not able|impossible|not possible|not been possible|no way|not in a position|powerless|not "
            r"been able|not (?:\w+ly )possible)\s+(?:\w+ly\s+)?to\s+" + _CHECK + r"\b",
            _CHECKING,
            reads=("We were unable to independently verify the footage.",),
        ),
        Cue(
            r"(?:had|has|have|saw)\s+no (?:way|means) (?:of|to)\s+(?:verify|verifying|confirm|confirming|check|"
            r"checking)\b",
            _CHECKING,
            reads=("The monitors had no means of checking the list.",),
        ),
        Cue(
            r"(?:declined|refused|declines|refuses|failed)\s+to\s+(?:either\s+)?confirm(?:\s+(?:or|nor)\s+deny)?\b",
            _CHECKING,
            reads=("The bank declined to confirm the sale.",),
        ),
        Cue(
            r"neither\s+confirm(?:s|ed)?\s+nor\s+den(?:y|ies|ied)\b",
            _CHECKING,
            reads=("The club neither confirmed nor denied the talks.",),
        ),
        Cue(
            r"(?:no ?one|nobody|none)\b[^.,;:]{0,40}?\b(?:could|can|has|have|had|would)\s+"
            + _OFTEN
            + r"(?:"
            + _CHECK
            + r"|confirmed|verified|corroborated)\b",
            _CHECKING,
            reads=("Nobody at the port could confirm the landing.",),
        ),
        Cue(
            r"(?:yet|still)\s+to\s+(?:confirm|verify|corroborate)\b",
            _CHECKING,
            reads=("The ministry has yet to confirm the arrests.",),
        ),
        Cue(
            r"nor\s+(?:could|can|has|have|had|was|were|did|does)\b(?=[^.,;:]{2,60}?\s(?:be |been )?(?:\w+ly )?(?:"
            + _CHECKED
            + r"|confirm|verify)\b)",
            _CHECKING,
            reads=("Nor could the army confirm the number.",),
        ),
        Cue(
            r"(?:could|can)\s+(?:find|get|obtain)\s+no\s+(?:\w+\s+)?" + _PROOF + r"\s+(?:of|for)\b",
            _CHECKING,
            reads=("Reporters could find no confirmation of the raid.",),
        ),
        Cue(
            r"whether\s+(?=(?:this|that|it)\s+(?:is|was)\s+(?:true|so)\s+(?:could not|is not|was not))",
            "whether + true so",
            reads=("Whether that is true could not be learned.",),
        ),
        Cue(
            r"(?:no|without|there (?:is|was|has been) no)\s+(?:\w+\s+){0,2}?" + _PROOF + r"\s+(?:of|for)\b",
            _CHECKING,
            reads=("There is no independent confirmation of the claim.",),
        ),
        Cue(
            r"(?:hard|difficult|impossible|not possible)\s+to\s+" + _CHECK + r"\b(?!\s*[.,;:—])",
            _CHECKING,
            reads=("It is hard to verify such accounts.",),
        ),
    ),
)
_OF_NOUN = Cues(
    CaveatKind.UNCONFIRMED,
    where=Where.NOUN,
    cues=(
        # An unverified account is one of a social network more often than one of an event.
        Cue(
            r"(?:as yet |so far |still )?(?:unconfirmed|unverified|uncorroborated|"
            r"unauthenticated)\s+(?:(?!account\b)\w+\s+){0,2}?"
            + CLAIMS
            + r"\b(?!\s+(?:on|named|called|with|posting)\b)(?<!unverified account)(?<!unverified accounts)",
            _CHECKING,
            reads=("There were unconfirmed reports of looting.",),
            leaves=("An unverified account posted the picture.",),
        ),
    ),
)
_BACK = Cues(
    CaveatKind.UNCONFIRMED,
    where=Where.BACK,
    cues=(
        Cue(
            r"(?:no|without|there (?:is|was|has been) no)\s+(?:independent|official|immediate|other|outside|further|"
            r"public)\s+(?:\w+\s+)?" + _PROOF + r"\b(?!\s+(?:of|for|hearing|vote)\b)",
            _CHECKING,
            reads=("There was no official confirmation on Tuesday.",),
        ),
        Cue(
            r"(?:pending|awaiting)\s+(?:\w+\s+)?(?:confirmation|verification)\b(?!\s+(?:hearing|vote|email|code)\b)",
            _CHECKING,
            reads=("The list was held back, pending verification.",),
            leaves=("She is still awaiting a confirmation email.",),
        ),
        Cue(r"nothing (?:has been|was|is) confirmed\b", _CHECKING, reads=("Nothing has been confirmed.",)),
        Cue(
            r"(?:independent |official |any )?" + _PROOF + r" (?:was|is|has been|could) "
            r"(?:not|impossible|unavailable)\b",
            _CHECKING,
            reads=("Independent confirmation was not available.",),
        ),
        Cue(
            r"(?:could|can)\s+(?:find|get|obtain)\s+no\s+(?:\w+\s+)?" + _PROOF + r"\b(?!\s+(?:of|for)\b)",
            _CHECKING,
            reads=("The radio could get no confirmation.",),
        ),
        Cue(
            r"no\s+(?:\w+\s+)?" + _PROOF + r"\s+(?:has|had|was|came|could|from|is)\b",
            _CHECKING,
            reads=("No confirmation came from the ministry.",),
        ),
        Cue(
            r"no\s+other\s+(?:\w+\s+)?(?:source|outlet|newspaper|agency|witness|record|station|paper)\s+(?:has|had|"
            r"could)?\s*(?:\w+ly\s+)?(?:confirm|report|verif|corroborat|carri)\w*",
            "no + other",
            reads=("No other outlet has reported the sale.",),
        ),
        Cue(
            r"whose\s+(?:\w+\s+)?"
            + CLAIMS
            + r"\s+(?:could|has|have|had|was|were|is|are|can)"
            + _NOT
            + r"\s+"
            + _OFTEN
            + _CHECKED
            + r"\b",
            _CHECKING,
            reads=("The group, whose claims could not be verified, has no office.",),
        ),
    ),
)
UNCONFIRMED = (_OF_SUBJECT, _OF_OBJECT, _OF_NOUN, _BACK)
