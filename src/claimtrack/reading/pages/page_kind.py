"""What a page is that is no article: a consent page, one that blocks or sends readers on, or what stands in for one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claimtrack.reading.pages.blocks import Block
from claimtrack.reading.paths import at

_CONSENT_HEAD = re.compile(
    r"(?:we (?:value|care about|respect) your (?:privacy|choices|data)|your (?:privacy|data)(?: "
    r"choices| settings| matters)?|"
    r"before you continue|(?:about )?(?:our use of |manage )?cookies(?: (?:and|on|policy|settings|consent).*)?|"
    r"privacy (?:notice|settings|choices|preferences)|cookie (?:consent|settings|notice|preferences)|"
    r"(?:we (?:need|ask for)|your|give) (?:your )?consent|wir (?:schätzen|respektieren) ihre .*|privatsphäre.*|"
    r"(?:votre|vos) (?:vie privée|choix).*|nous respectons .*|(?:tu|su) privacidad.*)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent|\bpartners\b.{0,80}\b(?:data|information|device)|\b(?:personal|browsing) "
    r"data\b|\bvendors?\b|"
    r"\byour (?:privacy|choices|preferences)\b|\baccept all\b|\breject all\b|\bmanage (?:options|choices|settings)\b|"
    r"\bdatenschutz|\beinwillig|\bzustimm|\bvie privée|\bconsentement|\bprivacidad|\bconsentimiento|\bGDPR\b|"
    r"\blegitimate interest|\bpersonali[sz]ed (?:ads|content)|\btrack(?:ing|ers)\b",
    re.IGNORECASE,
)
_MENTIONED = (
    *"cookie consent partners data vendor privacy choices preferences datenschutz einwillig zustimm privée".split(),
    *("privacidad", "gdpr", "interest", "manage", "personali", "track", "accept all", "reject all"),
)
"""What one of the words of a consent page holds, in small letters: sought first, since few pages have any."""
_BLOCKED = re.compile(
    r"access (?:to this (?:page|site) (?:has been |is )?)?(?:denied|blocked|restricted)|just a moment|"
    r"attention required|are you (?:a )?(?:human|robot|not a robot)|(?:verify|prove|confirm)(?:ing)? "
    r"(?:that )?(?:you are|you['’]re) (?:a |not a )?"
    r"(?:human|robot)|captcha|\b40[13]\b.{0,20}(?:forbidden|unauthori[sz]ed|error)|forbidden|you "
    r"(?:have been|are) blocked|"
    r"security (?:check|verification)|request (?:unsuccessful|blocked)|pardon our interruption|unusual "
    r"(?:traffic|activity)|"
    r"too many requests|checking your browser|bot (?:detection|protection)|not available in your "
    r"(?:region|country|location)|"
    r"(?:unavailable|451).{0,20}legal reasons",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b(?:404|410)\b|(?:page|article|story|file|content|document|url|it|post)s? (?:was|is|were|are|"
    r"could|can)?\s?(?:not|n['’]t|no longer) "
    r"(?:be )?(?:found|available|exist|here)|can(?:no|['’])t (?:be found|find (?:that|the|this|what))|"
    r"does(?: not|n['’]t) exist|nothing (?:was )?found|"
    r"(?:page|article|story) (?:has been |was )?(?:removed|deleted|moved|gone)|(?:couldn['’]t|could "
    r"not) find (?:that|the|this)|"
    r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada",
    re.IGNORECASE,
)
_PARKED = re.compile(r"\bdomain (?:name )?(?:is|may be) for sale\b", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b50[0-4]\b|internal server error|service (?:is )?(?:temporarily )?unavailable|bad gateway|gateway time-?out|"
    r"something (?:has gone|went) wrong|(?:under|down for|scheduled) maintenance|temporarily unavailable|"
    r"error establishing a database|application error|domain (?:name )?(?:is|may be) for sale|site can['’]t be reached|"
    r"^(?:an )?error(?: \w+)?[.!]?$|we(?:['’]ll| will) be (?:right )?back",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    (
        r"^(?:please )?(?:log|sign) ?in(?: (?:to|or|with) .{0,60})?[.!]?$|^(?:create an account|"
        r"register)(?: .{0,40})?$|^(?:login|authentication) required"
    ),
    re.IGNORECASE,
)
_SENDS_ON = re.compile(
    r"(?:you (?:are being|will be|should be)|you['’]re being|we are|this page (?:is|has been|will "
    r"be)).{0,30}(?:redirected|redirecting|moved|taken)|"
    r"^redirecting\b|if you are not redirected|click here if (?:you are|your browser|the page)|(?:page|"
    r"document|site) has moved|"
    r"moved (?:permanently|temporarily)|301 moved|302 found",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s*(?P<wait>\d+)(?:\.\d+)?\s*[;,]\s*url\s*=", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:already (?:a|have an?) (?:\w+ )?(?:subscriber|member|account|subscription|registered)|"
    r"(?:to )?(?:continue|keep|carry on) reading\b|to (?:read|see|unlock|access|view) (?:the |this "
    r")?(?:full|rest|whole|remaining|complete|more|story|article)|"
    r"(?:please )?(?:subscribe|log ?in|login|sign in|sign up|register|join)(?: (?:now|today|here|free|"
    r"for|to|or|as|with)\b.{0,120})?[.!]?$|"
    r"(?:become|be) a (?:\w+ )?(?:subscriber|member)|(?:this|the full|the rest of (?:this|the)) "
    r"(?:article|story|content|piece) is "
    r"(?:only |exclusively )?(?:for|available|reserved|exclusive|free)|"
    r"you(?:['’]ve| have) (?:reached|read|used)\b.{0,40}\b(?:limit|articles?|stories)|start your "
    r"(?:free )?(?:trial|subscription)|unlock (?:this|the|all|unlimited)|"
    r"(?:want|wish|like) to read (?:more|on)|(?:subscribers|members) (?:only|get|can)|first-time subscribers|"
    r"get (?:unlimited|full|digital) access|not (?:yet )?a (?:subscriber|member)\b|support (?:our|"
    r"independent) journalism|"
    r"(?:the )?(?:rest|remainder) of (?:this|the) (?:article|story) (?:is|can)|subscribe (?:and|&|to) |"
    r"choose (?:a|your) plan|"
    r"enjoying (?:this|your)|create (?:a free|an) account)",
    re.IGNORECASE,
)
_LONGEST_REQUEST = 45
_FEW = 250
"""Words; a page that shows more than so many, consent pages apart, is not judged by its heading."""
_FEWEST = 60
_MANY = 800
_LEAST_PROSE = 12
"""Words of a paragraph that speaks of something else, of which few make a page more than a consent page."""
_HEADINGS = frozenset({"title", "h1", "h2", "h3"})
_KINDS = (
    ("a page that keeps readers out (a check for robots, a block)", _BLOCKED),
    ("a page that was not found", _NOT_FOUND),
    ("an error page", _BROKEN),
    ("a log-in page", _LOGIN),
)
_NAMING = (
    *"access moment attention human robot captcha 40 forbidden blocked security unsuccessful interruption".split(),
    *"unusual requests checking bot available 410 451 not n't n’t longer removed deleted moved gone".split(),
    *"nothing introuvable trouvée encontrada gefunden 50 error unavailable gateway something maintenance".split(),
    *"domain site back log sign account register authentication exist".split(),
)
"""What a heading of one of these kinds holds, in small letters: sought first, since few headlines have any."""


def looks_like(tree: Any, held: Sequence[Block]) -> str | None:
    """Return what a page is that is no article; None for one that may be an article.

    ``held`` are the blocks that the page shows, its title among them. Only a short page is judged: an article on
    cookies or on a page that was not found has paragraphs of its own.
    """
    words = sum(block.words for block in held if block.box.tag != "title")
    prose = [block for block in held if block.box.tag not in _HEADINGS and 2 * block.linked <= block.words]
    if words <= _FEW:
        sent_on = _is_sent_on(tree, words, held)
        if sent_on:
            return "a page that only leads to another one"
    if words <= _MANY and _is_consent(held, prose):
        return "a consent page (cookies, privacy)"
    if words > _FEW:
        return None
    heads = [block.text for block in held if block.box.tag in _HEADINGS] or [block.text for block in held[:1]]
    heads += [block.text for block in prose if _PARKED.search(block.text)]
    if not any(word in "\n".join(heads).lower() for word in _NAMING):
        return None
    found = next((kind for kind, words_of in _KINDS if any(_names(words_of, head) for head in heads)), None)
    return found if found is None or _told(prose) <= _FEWEST else None


def _names(words_of: re.Pattern[str], head: str) -> bool:
    """Tell whether a heading is of a kind: such words are most of it, so that "Bridge closed after 404 days" is not."""
    return any(words_of.search(part) and len(part.split()) <= 9 for part in re.split(r"\s[|–—-]\s|: ", head))


def _told(prose: Sequence[Block]) -> int:
    """Count the words of paragraphs that speak of something else than why no page could be shown, up to enough."""
    patterns = (_BLOCKED, _NOT_FOUND, _BROKEN, _SENDS_ON)
    told = 0
    for block in prose:
        if block.words >= _LEAST_PROSE and not any(pattern.search(block.text) for pattern in patterns):
            told += block.words
        if told > _FEWEST:
            break
    return told


def _is_sent_on(tree: Any, words: int, held: Sequence[Block]) -> bool:
    told = " ".join(block.text for block in held if block.box.tag != "title")
    if words <= _FEWEST and _SENDS_ON.search(told):
        return True
    if words > _FEWEST:
        return False
    return any(
        (one.get("http-equiv") or "").lower() == "refresh"
        and (match := _REFRESH.match(one.get("content") or "")) is not None
        and int(match["wait"][:6]) <= 30
        for one in tree.iter("meta")
    )


def _is_consent(held: Sequence[Block], prose: Sequence[Block]) -> bool:
    whole = "\n".join([block.text for block in prose]).lower()
    if not any(one in whole for one in _MENTIONED):
        return False
    about = other = 0
    for block in prose:
        low = block.text.lower()
        if any(one in low for one in _MENTIONED) and _CONSENT.search(block.text):
            about += block.words
        elif block.words >= _LEAST_PROSE:
            other += block.words
    if about < _LEAST_PROSE or other > about / 2:
        return False
    headed = any(_CONSENT_HEAD.fullmatch(block.text.rstrip(".!?")) for block in held if block.box.tag in _HEADINGS)
    asked = sum(
        1
        for block in held
        if re.match(
            r"(?:accept|agree|reject|allow|manage|i accept|ok\b|got it|akzept|accepter|aceptar)",
            block.text,
            re.IGNORECASE,
        )
    )
    return headed or (asked > 0 and other < _FEWEST)


def without_requests(text: str) -> tuple[str, list[str]]:
    """Return a text without its lines that ask readers to subscribe or to log in, and those lines."""
    lines: list[str] = []
    asked: list[str] = []
    for line in text.split("\n"):
        is_request = _ASKS.match(line.removeprefix("- ")) and len(line.split()) <= _LONGEST_REQUEST
        (asked if is_request else lines).append(line)
    return "\n".join(lines), asked


def is_not_free(tree: Any) -> bool:
    """Tell whether a page says of itself that it is not free to read: ``isAccessibleForFree`` is false."""
    return any(_not_free(script) for script in _scripts(tree)) or bool(
        at(tree, "//meta[@itemprop='isAccessibleForFree' and translate(@content, 'FALSE', 'false')='false']")
    )


def _scripts(tree: Any) -> Iterator[str]:
    yield from (str(one.text or "") for one in tree.iter("script") if "ld+json" in (one.get("type") or ""))


def _not_free(script: str) -> bool:
    return (
        re.search(r'"isAccessibleForFree"\s*:\s*(?:false|"false"|"https?://schema\.org/False")', script, re.IGNORECASE)
        is not None
    )
