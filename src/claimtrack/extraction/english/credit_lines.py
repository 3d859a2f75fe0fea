"""What stands over, under and between an article's words as who made it, when and where: bylines, dates, credits."""

import re

_NAME = r"[A-Z][\w.'’-]*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK = r"\d{1,2}(?:[.:]\d{2}){0,2}(?:\s?(?:[ap]\.?m\.?|hrs?|h))?(?:\s[A-Z]{2,4})?"
_DATE = (
    rf"(?:{_DAY},?\s+)?(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,?\s+\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
)

DATED = re.compile(
    r"^[(\[]?(?i:published|posted|updated|last updated|modified|sent|issued)?:?\s*"
    rf"(?:{_NAME}(?:[\s,]+{_NAME}){{0,3}},\s+)?(?:{_DATE}|{_CLOCK}|{_DAY}|{_DAY}?,?\s*{_CLOCK})"
    rf"(?:[\s,|/–—-]+(?:at\s+)?(?:{_DATE}|{_CLOCK}|{_DAY})){{0,4}}[)\]]?[.:]?$"
)
"""A line that is a day, a time of day, or both, perhaps behind a place: "Vadshil, 16 February"."""
PLACED = re.compile(
    rf"^{_NAME}(?:[ ,]+{_NAME}){{0,5}}(?:\s*\([^()]{{1,30}}\))?\s*(?:—|–|--|-)$"
    rf"|^\({_NAME}(?: {_NAME}){{0,3}}\)\s*(?:—|–|--|-)?$"
    rf"|^{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}}){{1,2}}:$"
)
"""Where an article was written, on a line or at the front of one: "VIENNA —", "(CNW)"."""
WRITTEN_BY = re.compile(
    r"^[(\[–—-]*\s*(?:(?i:by|words|story|reporting|additional reporting|editing|written|edited|compiled|prepared)"
    r"(?:\s+(?:by|from))?:?"
    rf"|From|(?i:with))\s+(?:the\s+)?{_NAME}(?:,?\s+(?:and|of|for|the|in|at|{_NAME}"
    r"|(?i:edited|reporting|photographs|pictures) (?i:by))){0,12}[)\]]*$"
    rf"|^(?:(?i:compiled|prepared|issued|released) (?:by|from) .{{3,110}})$"
    rf"|^[(]?(?i:(?:our |staff |special |a )*(?:correspondents?|reporters?|writers?|agencies|wires?|desk|bureau)|"
    rf"(?:agencies|with \w+ wires|from wire reports))[)]?$"
    rf"|^[—–-]+\s*.{{2,60}}\(@\w{{2,30}}\).{{0,40}}$"
    rf"|^@\w{{2,30}}$"
)
CREDITED = re.compile(
    r"(?:^|[\s(])(?:main |file |cover )?(?:image|photo|picture|photograph|illustration|video)s?"
    r"(?: credit:?| by|[;:/])(?=\s)|"
    r"(?:^|[.;)”\"]\s|\()(?:credit|courtesy|source|pictured|provided by|photography by)(?::|(?<=by))(?=\s)",
    re.IGNORECASE,
)
"""Who made a picture; what stands in front is its caption."""
ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.\w|^[<][^<>]*[>]")
CLOSES = re.compile(
    r"^\W*(?:ends?\b.{0,20}|notes? (?:to|for) editors?|more information|for (?:more|further) information|contacts?|"
    r"about (?:us|this \w+|the authors?)|key points?|summary|background|with [A-Z]\w+ wires|as delivered|signed|"
    r"(?:yours|sincerely|faithfully|regards)\b.{0,20}|dear\b.{1,40})\W*$",
    re.IGNORECASE,
)
"""How releases and letters open and close."""
_WIRES = (
    r"Reuters|(?:The )?Associated Press|AP|Agence France-Presse|AFP|Deutsche Presse-Agentur|dpa|UPI|TASS|Interfax|"
    r"Xinhua|Anadolu(?: Agency)?|Bloomberg(?: News)?|PA Media|Press Association|Kyodo(?: News)?|Yonhap|EFE|ANSA|"
    r"RIA Novosti|Ukrinform"
)
_DASH = r"\s*\.?\s*(?:—|–|--?|‒)\s*(?=\S)"
_PLACE = rf"(?:[A-Z][A-ZÀ-Þ'’-]+\b[^()/\n—–]{{0,70}}?|[A-Z][^()/\n—–]{{1,40}}?\b(?:{_DATE})[^()/\n—–]{{0,12}}?)"
_AGENCY = r"(?P<agency>[A-Z][\w.&’'-]+(?:\s+(?:of\s+|de\s+)?[A-Z][\w.&’'-]*){0,4})"
DATELINE_CREDITS = (
    re.compile(rf"^[ \t]*{_PLACE}\s*\(\s*{_AGENCY}\s*\){_DASH}", re.MULTILINE),
    re.compile(rf"^[ \t]*(?:[A-Z][^()\n—–]{{1,70}}?)?\(\s*(?P<agency>{_WIRES})\s*\)(?:{_DASH}|[ \t.]*$)", re.MULTILINE),
    re.compile(rf"^[ \t]*\(\s*{_AGENCY}\s*\){_DASH}", re.MULTILINE),
    re.compile(rf"^[ \t]*{_PLACE}\s*/\s?{_AGENCY}\s?/\.?\s*(?=\S)", re.MULTILINE),
)
"""Whose copy a story is by its dateline: "HARN, April 3 (Delta Wire) —", "(AP) -", "HARN, April 3 /TASS/."."""
WIRE_CREDITS = (
    re.compile(rf"^[ \t]*(?:By\s+)?(?P<agency>{_WIRES})(?:\s+(?:Staff|staff|Reporters?))?[ \t.]*$", re.MULTILINE),
    re.compile(
        rf"^[ \t]*(?:[Ss]ources?|[Vv]ia|[Ff]rom|[Cc]redit|[Aa]gency)\s*:\s*(?P<agency>{_WIRES})\b[ \t.]*$", re.MULTILINE
    ),
    re.compile(rf"(?:©|\([Cc]\)|Copyright)[ \t]*(?:\d{{4}}[ \t]*)?(?:by[ \t]+)?(?P<agency>{_WIRES})\b", re.MULTILINE),
    re.compile(rf"^[ \t]*By\s+[A-Z][^\n]{{2,60}},\s*(?P<agency>{_WIRES})[ \t.]*$", re.MULTILINE),
    re.compile(r"\bThe Thomson (?P<agency>Reuters) Trust Principles\b"),
)
"""The same by the lines of a story that name nothing else: agencies whose names are no other words."""
