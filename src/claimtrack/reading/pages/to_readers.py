"""Lines in an article's boxes that are said to its readers, or of who wrote it: none of them tells what happened."""

import re

from claimtrack.reading.document import PassedOver
from claimtrack.reading.pages import standing_words
from claimtrack.reading.pages.standing_words import of_outlet

_LONGEST = 45
"""Words; no such line has more."""
_END = 0.6
"""Of the lines; a note on the article, or on who wrote it, stands in front of them all or behind so many."""
_REACH = r"(?:\S+@\S+|@\w+|\+?\d[\d\s()-]{6,}|signal|whatsapp|telegram|our (?:reporters?|newsroom|journalists?))"
_ANYWHERE = (
    (
        "a link to another story",
        (
            r"(?:(?:read|see|watch|listen)(?: (?:more|also|next|on|here))|also read"
            r"|related(?: (?:story|article|coverage)s?)?|lesen sie auch|mehr zum thema|(?:à )?lire aussi|lee también"
            r"|te puede interesar|leia (?:também|mais))(?:\s*:.{0,160}|\s*)"
        ),
    ),
    (
        "asks readers to write",
        (
            r"(?:do|have|are|did|were) you\b[^?]{3,120}\?.{0,160}"
            r"\b(?:contact|e-?mail|write|get in touch|tell us|call)\b.*"
            rf"|(?:contact|reach|e-?mail|follow|write to) (?:[A-Z][\w.’'-]+ ){{1,3}}(?:at|on|via)\b.{{0,80}}{_REACH}.*"
            r"|please include (?:a|your) (?:contact|phone|telephone) number\b.*"
            r"|upload (?:your )?(?:pictures|photos|images)(?: (?:or|and) videos?)?\.?"
        ),
    ),
    (
        "asks readers to subscribe",
        (
            r"(?=.*sign up).{0,160}\b(?:newsletter|morning brief(?:ing)?|inbox|daily brief)\b.{0,80}"
            r"\bsign up(?: (?:here|now|today|for free))?[.!]?"
            r"|sign up (?:to|for) .{3,60}\b(?:newsletter|e-?mail|briefing|alerts?)\b.{0,120}"
            r"|if you (?:like|liked|enjoy|enjoyed) (?:this|what)\b.{0,120}"
            r"\b(?:follow|subscribe|coffee|share|clap|donate)\b.{0,60}"
            r"|(?:get|download) (?:the|our) (?:[\w-]+ ){0,3}app\b.{0,80}"
            r"|(?:follow|join) (?:us|[A-Z][\w ]{2,30}) on "
            r"(?:telegram|whatsapp|facebook|instagram|x|twitter|google news)\b.{0,100}"
        ),
    ),
    ("rules for comments", r"(?:keep it clean|don['’]t threaten|be (?:truthful|nice|proactive))\. .{5,160}"),
)
_AT_THE_ENDS = (
    (
        "a note on the article",
        (
            r"(?:correction|clarification|editor['’]?s['’]? note|update|updated)\b.{0,40}:\s.{0,60}"
            r"\b(?:this|an earlier version|a previous version)\b.{0,30}"
            r"\b(?:article|story|report|version|piece|headline|post)\b.*"
            r"|this (?:article|story|report|piece) (?:has been|was) "
            r"(?:updated|corrected|amended|changed|first published)\b.*"
            r"|this is a (?:developing|breaking)(?: news)? story\b.*|check back for (?:more|updates)\b.*"
        ),
    ),
    (
        # "Human Rights Watch has reported" and "Ada Brunn is the editor of a banned weekly" are news.
        "of who wrote it",
        (
            r"(?:[A-Z][\w.’'-]+ ){2,4}(?:covers|writes (?:about|on)) .{3,120} for (?:the )?[A-Z].*"
            r"|(?:[A-Z][\w.’'-]+ ){2,4}is (?:an?|the|our) [\w ,-]{0,60}(?:reporter|correspondent|columnist)\b.{0,80}"
            r"\bwho (?:covers|has covered|writes)\b.*"
            r"|(?!.*\b(?:police|officers|detectives|investigators)\b)"
            r".{0,120}\bcan be (?:reached|contacted) (?:at|on|by)\b.{0,40}(?:@|\d{3}).*"
            r"|(?:[A-Z][\w.’'-]+ ){2,8}contributed (?:to this (?:report|story|article)|research|reporting)\b.*"
            r"|edited by [A-Z].{0,120}"
        ),
    ),
    (
        "of who issued it",
        (
            r"for (?:more information|further information|media (?:enquir|inquir)ies|interviews)\b.{0,80}"
            r"\b(?:contact|call|e-?mail|write)\b.*|notes? (?:to|for) (?:the )?editors?:?"
            r"|(?:[^.!?]{0,60}:\s)?[^.!?]{0,60}(?:\+|\btel\b)[\d\s()./-]{8,}.{0,6}\S+@\S+"
        ),
    ),
    (
        "of the outlet",
        (
            r"our standards:.{0,120}|(?:copyright (?:© ?|\(c\) ?)?|© ?|\(c\) ?)\d{4}\b.{0,160}"
            r"|find more of .{3,120}https?://\S+"
        ),
    ),
)
_OPENING = frozenset(
    "30 accept additional all allow also are article baca be become by c call catch check clarification click "
    "comment comments compiled contact copyright correction czytaj dear did dieses disclaimer disclosure do don't "
    "don’t download e-mail edited editing editor editor's editor’s email enable end ends enjoying fact "
    "fact-checked fact-checking find follow for found further gallery get good got graphics have hello help here "
    "here's here’s hi if join keep lee lees leggi leia ler les lesen like lire listen looking lue läs læs media "
    "mehr more never note notes our phone photography photos please press production published reach read "
    "registered related reporting research ring scroll see send share spotted stay subscribe support swipe tap te "
    "tell text thank thanks this to translated translation turn update updated upload video want watch we we'd "
    "welcome we’d with write writing you you're your you’re © à über".split()
)
"""The words with which the patterns begin, but for those that begin with a name or with anything."""
_BEHIND_THE = frozenset("author authors comment comments media opinions press video views writer writers".split())
_CUES = (
    *("sign up", "can be", "is available", "contributed", "edited by", " cover", "writes", "+", "tel", "inbox", "©"),
    *("this topic", "this subject", "this story"),
)
"""Words of the patterns that begin with a name, or with anything."""
_EDGES = "“”\"'‘’*#()[]|:.,;!?–—- "
_MARKS = re.compile(r"^(?:- |> )+")


def _prepared(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((why, re.compile(pattern)) for why, pattern in _any_case(kinds))


def _any_case(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Let words be written in any case, and a name begin with a capital."""
    return tuple((why, f"(?i:{pattern.replace('[A-Z]', '(?-i:[A-Z])')})") for why, pattern in kinds)


_WHEREVER = _prepared((*_ANYWHERE, *standing_words.ANYWHERE))
_OUTER = _prepared((*_AT_THE_ENDS, *standing_words.AT_THE_ENDS))


def without_words_to_readers(
    text: str, *, byline: str | None = None, outlet: str | None = None, title: str | None = None
) -> tuple[str, list[PassedOver]]:
    """Return a text without lines that are said to its readers or of who wrote it, and these with the reasons.

    A line is one as a whole or not at all: a sentence that quotes such words stays. Notes on the article are looked for
    at its ends alone, and so is what tells of its writers (``byline``, with commas) and its ``outlet``. A text that
    would be left with fewer than half of its words is returned as it is.
    """
    lines = text.split("\n")
    told = of_outlet(byline, outlet, title)
    why: list[str | None] = []
    for number, line in enumerate(lines):
        is_outer = number == 0 or number >= _END * len(lines)
        found = _why(line, is_outer=is_outer)
        why.append(found or (told(line, number == 0, is_outer) if told is not None else None))
    left = [PassedOver(line, reason) for line, reason in zip(lines, why, strict=True) if reason is not None]
    if not left or 2 * sum(len(one.text) for one in left) > len(text):
        return text, []
    return "\n".join(line for line, reason in zip(lines, why, strict=True) if reason is None), left


def _why(line: str, *, is_outer: bool) -> str | None:
    if len(line) > _LONGEST * 8:
        return None
    bare = _MARKS.sub("", line) if line.startswith(("- ", "> ")) else line
    return _told(bare, is_outer=is_outer) if _may_be(bare) else None


def _may_be(line: str) -> bool:
    """Tell whether a line begins as one of the patterns does, or has words that another asks for: most have neither."""
    low = line.casefold()
    first, _, rest = low.partition(" ")
    opening = first.strip(_EDGES)
    if opening == "the":
        opening = rest.partition(" ")[0].strip(_EDGES)
        if opening in _BEHIND_THE:
            return True
    elif not opening or opening in _OPENING:
        return True
    return any(one in low for one in _CUES)


def _told(bare: str, *, is_outer: bool) -> str | None:
    found = next((why for why, pattern in _WHEREVER if pattern.fullmatch(bare)), None)
    if found is None and is_outer:
        found = next((why for why, pattern in _OUTER if pattern.fullmatch(bare)), None)
    return found if found is not None and len(bare.split()) <= _LONGEST else None
