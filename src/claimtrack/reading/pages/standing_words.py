"""Lines that stand on every page of an outlet, whatever it tells: what its readers may do, how it lives, who writes."""

import re
from collections.abc import Callable
from functools import lru_cache

_NONE_SAID = r"(?!.*(?:[\"“”„«]|\b(?:said|says|told|tells|wrote|writes|posted|according|alleged|claimed)\b))"
"""No line of a story: nobody is quoted, and nobody says anything."""
_PLATFORMS = (
    r"(?:facebook|twitter|instagram|whatsapp|telegram|youtube|tiktok|linkedin|bluesky|threads|snapchat|google news"
    r"|apple news|spotify|sounds|(?-i:X))"
)
_NAMES = r"[A-Z][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]*){1,3}"
ANYWHERE = (
    (
        "asks readers to follow",
        (
            rf"{_NONE_SAID}(?:you can (?:also )?|please )?(?:listen (?:to|live)|follow|subscribe|download"
            r"|(?:watch|read|find|get|see) (?:us|our|all|more|live|the best|the latest)|join (?:us|our|the)|like us"
            r"|catch up|keep up|stay (?:up|tuned|informed|connected)|(?:never|don['’]t) miss|share (?:this|your|with)"
            r"|for (?:more|the latest|all the latest)|send us|tell us)"
            rf"\s.{{0,160}}\b(?:on|via|by|to|through|at) (?:our )?(?:[\w ,]{{0,40}})?{_PLATFORMS}\b.{{0,80}}"
        ),
    ),
    (
        "of the page, and how it is used",
        (
            r"to (?:play|view|watch|see|hear|display) (?:this|the) (?:video|content|audio|clip|map|chart|graphic|post"
            r"|tweet|page)\b.{0,120}\b(?:enable|javascript|browser|cookies|accept|allow|update)\b.*"
            r"|(?:please )?(?:enable|allow|accept|turn on) (?:javascript|cookies|notifications)\b.{0,120}"
            r"|your browser (?:does not|doesn['’]t|cannot|can['’]t) (?:support|play|display)\b.*"
            r"|you are using an (?:outdated|old|unsupported) browser\b.*"
            r"|(?:the )?video player is loading\.?|this is a modal window\b.*"
            r"|this (?:content|embed|post|tweet|map) is (?:provided by|hosted by|not available in|unavailable in)\b"
            r".{0,120}"
            rf"|{_NONE_SAID}(?:tap|click|swipe|scroll) (?:here|below|down|on|left|right|through)\b.{{0,120}}"
            r"|all times (?:are |given )?(?:in )?(?:GMT|BST|UTC|[A-Z]{2,4}T|local)(?: time)?\b.{0,40}"
            r"|by (?:signing up|subscribing|registering|clicking|submitting|entering|providing|creating)\b"
            r".{0,160}\b(?:you agree|terms|privacy|policy)\b.*"
            r"|(?:the )?comments? (?:section is|are) (?:now )?closed\b.{0,60}"
            r"|comments (?:on|for) this (?:article|story|post|page) are (?:now )?closed\.?"
        ),
    ),
    (
        "of a letter to readers",
        (
            r"(?:hello|hi|dear|good (?:morning|evening|afternoon))\b.{0,40}\bwelcome (?:to|back)\b.{0,200}"
            rf"|{_NONE_SAID}(?:this is|welcome to|you['’]re reading|you are reading) .{{0,60}}"
            r"\b(?:newsletter|edition|briefing)\b.{0,160}"
        ),
    ),
    (
        "asks readers for support",
        (
            rf"{_NONE_SAID}our (?:journalism|reporting|newsroom) is"
            r" (?:made possible|funded|supported|paid for|free)\b.*"
            rf"|{_NONE_SAID}(?:become|be) (?:a|our) (?:member|supporter|subscriber|patron)\b.{{0,160}}"
            rf"|{_NONE_SAID}(?:support|help) (?:us|our|independent|local|quality|free)\b.{{0,120}}"
            r"\b(?:journalism|donat(?:e|ion)|newsroom|subscri\w+)\b.{0,80}"
            r"|(?:want|looking for|like what you|enjoying)\b[^?\"“]{0,80}\?.{0,20}"
            r"\b(?:become|subscribe|sign up|join|support|donate|follow|check)\b.{0,120}"
            r"|thank(?:s| you) for (?:reading|visiting|supporting|subscribing)\b.{0,80}"
        ),
    ),
    (
        "asks readers to write",
        (
            r"we(?: want|['’]d (?:like|love)| would (?:like|love)) to hear from you\b.*"
            rf"|{_NONE_SAID}(?:have|got) (?:a|any) (?:news )?(?:tips?|story|stories|questions?)\b[^?]{{0,80}}\?.*"
            r"|do you know more\?.*"
            rf"|{_NONE_SAID}(?:send|e-?mail) (?:us )?(?:your|news|any) .{{3,80}}\S@\S.{{0,80}}"
        ),
    ),
    (
        "who helps readers",  # the police, whom an article asks its readers to call, are no help line
        (
            rf"{_NONE_SAID}(?=.*(?i:help ?line|hot ?line|lifeline|samaritans|crisis line|suicide)\b)"
            r"(?:if you\b.{0,160}\b(?:call|contact|text|helpline|hotline)\b.{0,160}"
            r"|.{0,80}\b(?:can be (?:contacted|reached)|is available)\b.{0,60}\b\d[\d -]{4,}\d\b.{0,100}"
            r"|(?:call|text|phone|ring) .{3,60}\d[\d ()-]{3,}.{0,100})"
        ),
    ),
    (
        "of other stories",
        (
            r"here(?: is|['’]s) what (?:else|you need to know|to know|happened while)\b.{0,100}"
            rf"|{_NONE_SAID}for (?:more|the latest|all the latest|further|full|updates|local|breaking)\b.{{0,100}}"
            r"\b(?:visit|go to|click|download|subscribe|sign up|tune in|head to|check out|check back)\b.{0,120}"
            r"|(?:watch|video|related|more|see also|listen|photos|gallery|baca juga|leggi anche|läs också|les også"
            r"|lees ook|czytaj (?:też|także)|lue myös|læs også|ler mais)\s*[:|]\s.{3,140}(?<![.!?])"
            r"|read (?:more)?\s*\|.{3,140}"
        ),
    ),
    (
        "of who wrote it",
        (
            r"(?:additional |further |with )?(?:reporting|research|writing|editing|translation|translated"
            rf"|graphics|photography|production|fact[ -]check(?:ing|ed)|compiled) by"
            rf" {_NAMES}(?:,? (?:and|&) {_NAMES}|, {_NAMES})*"
            r"\.?"
        ),
    ),
)
AT_THE_ENDS = (
    (
        "a note on the article",
        (
            r"this (?:story|article|report|series|project|investigation|reporting|piece) (?:is|was|were)"
            r" (?:also )?(?:part of (?:a|an|our|the) .{0,60}\b(?:series|project|collaboration|partnership)"
            r"|made possible"
            r"|supported by|funded by|produced (?:in|with|by|as)|originally published|co-published|republished)\b.*"
            r"|this (?:translation|press release|news release|content) (?:was|is) (?:distributed|produced|translated"
            r"|generated|provided)\b.*|[-–—*# ]*(?:ends|end|30|###)[-–—*# ]*"
            r"|(?:disclaimer|disclosure)\s*:.*"
        ),
    ),
    (
        "of who wrote it",
        (
            rf"{_NONE_SAID}the (?:author|writer)s? (?:(?:is|are) (?:an?|the|currently|based)|teaches|works|writes"
            r"|lives)\b.{0,200}"
            r"|the (?:opinions|views) (?:expressed|in this)\b.{0,200}"
        ),
    ),
    (
        "of who issued it",
        (
            r"(?:the |our )?(?:press|media) (?:office|team|desk|centre|contacts?|relations)\b.{0,60}"
            r"\b(?:is open|are open|hours|open (?:on|from)|can be (?:reached|contacted))\b.{0,100}"
        ),
    ),
    (
        "of the outlet",
        (
            r".{2,60}\b(?:reported|broadcast|covered) (?:on |about )?this (?:topic|subject|story)\b.{0,120}"
            r"|über dieses thema berichte.*|dieses thema im programm\b.*"
            r"|copyright\b.{0,80}\ball rights reserved\b.*|contact: ?\S+@\S+"
            r"|(?:to report|see|spotted|found) (?:an?|any) (?:correction|error|typo|mistake)s?\b.{0,160}"
            r"|published by [A-Z].{0,100}\b(?:ltd|limited|inc|gmbh|plc|pty|llc|media|newspapers|group)\b.{0,80}"
            r"|registered (?:in|office|charity)\b.{0,160}"
        ),
    ),
)
_WRITES = re.compile(
    r"(?:is|was) (?:an?|the|our|[\w ]{2,40}(?:'s|’s))\b.{0,120}|(?:has |also )?(?:covers|covered|writes|written"
    r"|reports|reported|joined|studied|lives|grew up|previously|works|worked|holds|speciali[sz]es|edits)"
    r"\b.{0,260}"
    r"|(?:on|via) (?:twitter|x|signal|bluesky)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LIVES = re.compile(
    r"(?:is|are) (?:(?:an? )?(?:proud )?(?:member|nonprofit|non-profit|charity|division|subsidiary|trading name)\b"
    r"|(?:owned|published|regulated|funded|supported|financed) by\b).{0,200}",
    re.IGNORECASE | re.DOTALL,
)


def of_outlet(
    byline: str | None, outlet: str | None, title: str | None
) -> Callable[[str, bool, bool], str | None] | None:
    """Return what tells, of a line, whether it is at the article's first line and near its ends, why it is none of it:

    it tells who the writer in its byline is, how its outlet lives, or says its headline once more.
    """
    writers = tuple(name for name in (byline or "").split(", ") if " " in name)
    house = (outlet or "").removeprefix("The ")
    if not writers and not house and not title:
        return None
    headline = _words(title or "")

    def why(line: str, is_first: bool, is_outer: bool) -> str | None:
        if is_outer:
            for writer in writers:
                if line.casefold().startswith(f"{writer.casefold()} ") and _WRITES.fullmatch(line[len(writer) + 1 :]):
                    return "of who wrote it"
            bare = line.removeprefix("The ")
            if house and bare.startswith(f"{house} ") and _LIVES.fullmatch(bare[len(house) + 1 :]):
                return "of the outlet"
        if not is_first and title and _is_headline(line, headline):
            return "its headline again"
        return None

    return why


def _is_headline(line: str, headline: str) -> bool:
    """Tell whether a line is a headline or its beginning, and no sentence of the article."""
    if line.endswith((".", "!", "?", "”", '"')) or len(line) > 2 * len(headline) or line.count(" ") < 3:
        return False
    return f"{headline} ".startswith(f"{_words(line)} ")


@lru_cache(maxsize=64)
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
