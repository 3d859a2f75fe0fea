"""An interviewer's lines: questions, and what only prompts an answer."""

import re

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b(?![.]\w)")
_SECOND_PERSON = re.compile(r"\byou(?:rs?|rselves|rself)?\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")
_ASKS = re.compile(r"\?[”\"’')\]*_]*$")
_BIDS = re.compile(
    r"(?:[Tt]ell (?:us|me)|[Tt]alk (?:us|me) through|[Dd]escribe|[Ee]xplain|I (?:just |also )?want(?:ed)? to "
    r"(?:know|ask)|[Pp]lease (?:tell|describe|explain)|[Cc]an you|[Cc]ould you)\b"
)
_CAPTION = re.compile(
    r"\b(?:Image|Images|Photo|Photos|Photograph|Picture|Credit|Courtesy)\b[^.;:]{0,30}[;:]", re.IGNORECASE
)
_MOST = 90
"""Words of a question with what leads to it; a longer line that ends with one is an answer."""
_GREETS = re.compile(
    r"(?:[Gg]ood (?:morning|afternoon|evening|day)|[Hh]ello|[Hh]i|[Ww]elcome|[Tt]hank you(?: (?:very|so) much)?|"
    r"[Tt]hanks(?: (?:very|so) much| a lot)?)(?:(?:,| to| for having)? [\w.’' -]{1,40})?[.!,]*"
)
_BARE_ANSWER = re.compile(
    r"(?:yes|no|yeah|nope|okay|ok|sure|right|exactly|absolutely|of course)(?:,? (?:sir|ma['’]?am|your honou?r|my lord|"
    r"indeed|exactly|of course))?\W*",
    re.IGNORECASE,
)
_LONGEST_QUOTED = 2_000
"""Characters in front of a place among which an open quotation is looked for."""
_OPENING = frozenset("“\"‘'")
_OF_OUTLET = re.compile(
    r"(?:Our|My)\s+(?:own\s+)?(?:reporters?|correspondents?|colleagues?|photographers?|newsroom)\b|(?:We|I)\b(?!['’])"
)
_MARKED = re.compile(r"(\*\*|__)[^*_\n]{2,300}\1")


def is_question(line: str) -> bool:
    """Tell whether a line is a question, with or without what leads to it, or bids to tell something."""
    words = line.split()
    if len(words) > _MOST:
        return False
    return _ASKS.search(line) is not None or _BIDS.match(line) is not None or _MARKED.fullmatch(line) is not None


def is_prompt(line: str) -> bool:
    """Tell whether a line without a question mark is put to somebody: "The council says your figures are wrong"."""
    plain = _QUOTED.sub("", line)
    is_short = len(line.split()) <= _MOST
    return is_short and _SECOND_PERSON.search(plain) is not None and FIRST_PERSON.search(plain) is None


def is_caption(line: str) -> bool:
    """Tell whether a line is a picture's, with its credit."""
    return _CAPTION.search(line) is not None


def is_greeting(sentence: str) -> bool:
    """Tell whether somebody only greets or thanks: it states nothing."""
    return _GREETS.fullmatch(sentence.strip(' *_“”"')) is not None


def is_of_outlet(text: str, start: int) -> bool:
    """Tell whether the outlet speaks of itself at a place, outside quotation marks: "Our reporter saw"."""
    if text[max(0, start - 1)] in _OPENING or _OF_OUTLET.match(text, start) is None:
        return False
    first = max(0, start - _LONGEST_QUOTED)
    before = text[max(first, text.rfind("\n", first, start) + 1) : start]
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0


def is_bare_answer(sentence: str) -> bool:
    """Tell whether somebody only says yes or no to what was asked: by itself it states nothing."""
    return _BARE_ANSWER.fullmatch(sentence.strip(' *_“”"')) is not None


def only_asks(sentence: str) -> bool:
    """Tell whether a sentence of an interviewer states nothing: it asks, bids, or is a word or two."""
    plain = sentence.strip(' *_“”"')
    return plain.endswith("?") or _BIDS.match(plain) is not None or len(plain.split()) < _FEW


_FEW = 4
