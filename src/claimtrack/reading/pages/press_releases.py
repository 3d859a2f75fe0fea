"""What a press release says of who issued it, behind what it announces: on no record of what happened."""

import re

_ISSUED = re.compile(
    r"SOURCE:?\s+[A-Z]|/ ?[A-Z][\w ]{2,20}(?:wire|Conduit|Direct|Newswires?)? ?/ ?(?:--|[—–])|"
    r".{0,160}(?:/PRNewswire|\((?:BUSINESS WIRE|GLOBE NEWSWIRE|Marketwired?|ACCESSWIRE|ACCESS Newswire|EZ Newswire)\))|"
    r"FOR IMMEDIATE RELEASE\b|#\s?#\s?#$|View (?:original content|source version)\b",
)
_ABOUT = re.compile(r"About (?:the )?(?=[A-Z0-9])[^.!?]{2,70}:?")
_OTHERS = re.compile(
    r"(?:(?:cautionary|safe[- ]harbou?r|special|important|disclosure|notes?|statements?|about|on|regarding|"
    r"concerning|of) )*"
    r"(?:forward[- ]looking (?:statements?|information)|safe[- ]harbou?r(?: statements?)?)(?: .{1,60})?:?|"
    r"(?:(?:media|press|investor|company|for more)(?: relations| and investor)? )?contacts?(?: information)?:?",
    re.IGNORECASE,
)
_LONGEST = 12
"""Words of a heading."""
_LATEST = 0.4
"""Of the lines; such a heading in front of these is one of the announcement itself."""


def without_boilerplate(text: str) -> tuple[str, list[str]]:
    """Return a text without what a press release says of its issuer behind the announcement, and those lines.

    Only what says that it is a release is taken for one; from "About NAME", or a heading like "Forward-looking
    statements", to the next heading nothing is announced.
    """
    lines = text.split("\n")
    if not any(_ISSUED.match(line) for line in lines):
        return text, []
    kept: list[str] = []
    left: list[str] = []
    inside = False
    first = _LATEST * len(lines)
    for number, line in enumerate(lines):
        if _is_heading(line):
            inside = number >= first and _heads_boilerplate(line)
        (left if inside else kept).append(line)
    return ("\n".join(kept), left) if left else (text, [])


def _is_heading(line: str) -> bool:
    return len(line.split()) <= _LONGEST and not line.startswith("- ") and not re.search(r"[.!?…,;]['\"”’»)]*$", line)


def _heads_boilerplate(line: str) -> bool:
    return _ABOUT.fullmatch(line) is not None or _OTHERS.fullmatch(line) is not None
