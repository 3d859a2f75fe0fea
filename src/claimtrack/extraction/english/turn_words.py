"""The words that open turns of a talk, say that a text is an interview, or ask."""

import re

NO_SPEAKERS = frozenset(
    "ANALYSIS BREAKING CAPTION CLARIFICATION COLUMN CORRECTION CORRECTIONS DEVELOPING DISCLAIMER EDITORIAL EXCLUSIVE "
    "EXPLAINER GALLERY GRAPHIC LISTEN LIVE MAP MORE NOTE OPINION PHOTO PHOTOS PICTURES POLL QUIZ READ RELATED REVIEW "
    "SEE SOURCE SOURCES TRANSCRIPT UPDATE UPDATED VIDEO VIDEOS WARNING WATCH ENDS".split()
)
"""Words in capitals that open a line in which nobody speaks."""
TALKERS = frozenset(
    "interviewer interviewee host guest moderator journalist reporter presenter anchor narrator caller audience chair "
    "chairman chairwoman chairperson witness question answer counsel court judge clerk interpreter voice speaker "
    "operator prosecution prosecutor defence defense defendant plaintiff petitioner respondent juror foreperson "
    "president commissioner translator coroner magistrate inspector arbitrator usher foreman ombudsman "
    "superintendent".split()
)
"""Parts that somebody has in a talk, where a label gives no name."""
NO_LABELS = frozenset(
    "name age date place time born lives job address phone email website price score scorers goals attendance result "
    "results weather note notes update source sources photo photos image picture credit location where when what why "
    "how who more related tags topics category ingredients method serves sport news business world "
    "q&a live interview".split()
)
"""What a form, a table or a page labels its lines with."""

TALK = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|conversation|spoke (?:to|with)|speaks (?:to|with)|talk(?:s|ed)? (?:to|with|about)|"
    r"sat down with|ch?at(?:s|ted)? (?:to|with)|a chat|tells|told this|this reporter|discuss(?:es|ed)|"
    r"[Qq] ?(?:&|and) ?[Aa]|(?:answers?|answered) (?:\w+ ){0,3}questions|(?:questions|minutes) (?:for|with|to)|"
    r"edited for (?:length|clarity|space)|[Ee]xcerpts|asked (?:him|her|them))\b",
    re.IGNORECASE,
)
"""How an interview says that it is one."""
WITH = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?: with)?|conversation with|in conversation:?|(?:spoke|speaks|talk(?:s|ed)?) "
    r"(?:to|with)|sat down with|chat(?:s|ted)? (?:to|with)|[Qq] ?(?:&|and) ?[Aa] with|questions (?:for|to)|"
    r"minutes with:?|asked)\s+",
    re.IGNORECASE,
)
"""What stands right in front of whoever is interviewed."""
