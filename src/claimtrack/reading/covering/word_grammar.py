"""What of a Word document comes along into a copy with words taken out; all else is left behind.

The names are those of ISO/IEC 29500-1, chapter 17. An attribute comes along where its value has one of the few forms
that its kind has: a style, a bookmark, an author or a target is called as people like, and may be called by a name.
Sizes and colours do not come along, so that nothing stands in a copy that nobody sees in it.
"""

import re
from collections.abc import Mapping
from typing import Any

from claimtrack.reading.xml_tree import attribute, local

_NUMBER = r"-?\d{1,7}"
_SWITCH = "0|1|true|false|on|off"
_SIDE = "left|right|center|both|start|end|distribute"
_FORMS = (
    "decimal|upperRoman|lowerRoman|upperLetter|lowerLetter|ordinal|bullet|none|decimalZero|russianLower|russianUpper|"
    "arabicAlpha|arabicAbjad|hebrew1|hebrew2|hindiNumbers|hindiVowels|hindiConsonants|thaiNumbers|thaiLetters|"
    "chineseCounting|japaneseCounting|koreanCounting|ideographDigital"
)
_COUNTED = dict.fromkeys(("left", "right", "start", "end", "firstLine", "hanging"), _NUMBER)

Attributes = Mapping[str, str]
"""Forms of values by the name of the attribute."""

LEAVES: Mapping[str, Attributes] = {
    "tab": {},
    "br": {"type": "page|column|textWrapping"},
    "cr": {},
    "noBreakHyphen": {},
    "footnoteReference": {"id": _NUMBER},
    "endnoteReference": {"id": _NUMBER},
    "commentReference": {"id": _NUMBER},
    "footnoteRef": {},
    "endnoteRef": {},
    "annotationRef": {},
    "separator": {},
    "continuationSeparator": {},
}
"""What stands in a run beside its letters."""

RANGES: Mapping[str, Attributes] = {"commentRangeStart": {"id": _NUMBER}, "commentRangeEnd": {"id": _NUMBER}}
"""What marks in a paragraph on what a comment is."""

NOTES: Mapping[str, Attributes] = {
    "footnote": {"id": _NUMBER, "type": "separator|continuationSeparator"},
    "endnote": {"id": _NUMBER, "type": "separator|continuationSeparator"},
    "comment": {"id": _NUMBER},
}

RUN: Mapping[str, Attributes] = {
    **{one: {"val": _SWITCH} for one in ("b", "i", "strike", "dstrike", "caps", "smallCaps", "rtl")},
    "u": {"val": "single|double|dotted|dash|wave|words|thick|none"},
    "vertAlign": {"val": "superscript|subscript|baseline"},
}

PARAGRAPH: Mapping[str, Attributes] = {
    **{one: {"val": _SWITCH} for one in ("keepNext", "keepLines", "pageBreakBefore", "bidi")},
    "numPr": {},
    "ilvl": {"val": "[0-8]"},
    "numId": {"val": _NUMBER},
    "ind": _COUNTED,
    "jc": {"val": _SIDE},
}

SECTION: Mapping[str, Attributes] = {
    "type": {"val": "continuous|evenPage|nextColumn|nextPage|oddPage"},
    "pgSz": {"w": _NUMBER, "h": _NUMBER, "orient": "portrait|landscape"},
    "pgMar": dict.fromkeys(("top", "right", "bottom", "left", "header", "footer", "gutter"), _NUMBER),
    "cols": {"num": _NUMBER, "space": _NUMBER},
    "titlePg": {"val": _SWITCH},
}

GRID: Mapping[str, Attributes] = {"gridCol": {"w": _NUMBER}}
CELL: Mapping[str, Attributes] = {"gridSpan": {"val": _NUMBER}, "vMerge": {"val": "restart|continue"}}

NUMBERING: Mapping[str, Attributes] = {
    "abstractNum": {"abstractNumId": _NUMBER},
    "multiLevelType": {"val": "singleLevel|multilevel|hybridMultilevel"},
    "lvl": {"ilvl": "[0-8]"},
    "start": {"val": _NUMBER},
    "numFmt": {"val": _FORMS},
    "isLgl": {},
    "lvlText": {},
    "lvlJc": {"val": _SIDE},
    "pPr": {},
    "ind": _COUNTED,
    "num": {"numId": _NUMBER},
    "abstractNumId": {"val": _NUMBER},
    "lvlOverride": {"ilvl": "[0-8]"},
    "startOverride": {"val": _NUMBER},
}

LEFT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "fldChar", "rt", "Fallback", "rPr", "pPr", "sdtPr"}
    | {"sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "customXmlPr", "smartTagPr"}
)
"""What stays behind with all that is in it, where it stands among words: changes are taken as accepted."""

OBJECTS = frozenset({"drawing", "pict", "object", "control", "altChunk", "subDoc", "contentPart", "sym"})
"""What a note says of instead, but for the words in its boxes."""

PICTURED = frozenset({"blip", "imagedata", "OLEObject", "chart", "relIds", "altChunk", "subDoc", "contentPart", "sym"})


def allowed(element: Any, attributes: Attributes) -> dict[str, str]:
    """Return the attributes of an element that come along, by their names without a namespace."""
    found = {}
    for name, form in attributes.items():
        value = attribute(element, name)
        if value is not None and re.fullmatch(form, value):
            found[name] = value
    return found


def is_on(properties: Any, kind: str) -> bool:
    """Tell whether a property is set among others; one without a value is."""
    return properties is not None and any(
        local(one) == kind and (attribute(one, "val") or "1") not in {"0", "false", "off", "none"} for one in properties
    )


def value_of(properties: Any, kind: str) -> str | None:
    """Return the value of a property among others, None where it is not there."""
    if properties is None:
        return None
    return next((attribute(one, "val") for one in properties if local(one) == kind), None)


def child(element: Any, kind: str) -> Any:
    """Return the first child of a kind, None where there is none."""
    return next((one for one in element if local(one) == kind), None)
