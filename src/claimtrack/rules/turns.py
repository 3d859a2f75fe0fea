"""In whose mouth a record has words: the turns of minutes and transcripts, "X said", a letter's name, a mail's sender.

That a record has the words of a quotation proves that somebody said them. Who that was stands in the record, too, or a
person has to say how it is known. Read by shape, for English and for what is laid out alike in other languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from claimtrack.rules.names import TITLES, may_be_one, read_name


class Mouth(Enum):
    """Whose words a passage of a record are, as far as the record shows it."""

    THEIRS = auto()
    UNTOLD = auto()
    BY_OFFICE = auto()
    NOT_OUTRIGHT = auto()
    """They say them, and not as their own: denied, supposed, asked, read out."""
    ANOTHER = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """In whose mouth a record has words, and how it calls them there ("THE MAYOR"); None where it calls nobody."""

    mouth: Mouth
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a claim is attributed to: by which names, and whether that is a person; nothing where nobody is named."""

    names: tuple[str, ...]
    is_person: bool


_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_UPPER = rf"{_CAPITAL}(?:\.(?:-?{_CAPITAL}\.)*|[\w’'-]*)"
_SMALL_IN_NAMES = "of|the|for|and|de|da|di|del|della|van|von|der|den|al|el|bin|ibn|la|le|du|dos"
_HONOUR = r"(?:mr|mrs|ms|miss|dr|prof|sir|dame|lord|lady|sen|rep|gen|col|capt|lt|sgt|hon|rev)\.?"
_NAME = (
    rf"(?:(?i:the[ \t]+)?(?i:{_HONOUR}[ \t]+)?{_UPPER}(?:[ \t]+(?:(?:{_SMALL_IN_NAMES})[ \t]+){{0,2}}{_UPPER}){{0,5}}"
    r"(?:[ \t]+\d+)?)"
)
_PARTY = r"(?:\s*[(\[][^()\[\]\n]{1,60}[)\]])?"
_BEFORE_LINE = r"(?:^|\n)[ \t>*•–-]*(?:[(\[]?\d[\d:.,)\]]*\s+)*"
_LABEL = re.compile(
    rf"(?:{_BEFORE_LINE}|(?<=[.!?;”\"’)])[ \t]+|(?<=[.!?])\n+)"
    rf"(?P<called>{_NAME}(?:,\s+[^\n:.!?]{{1,40}})?){_PARTY}(?P<end>\s*[:：]|\s*\.?\s*[—–]\s)",
)
_PLAIN_LABEL = re.compile(
    r"(?:^|\n)[ \t>*•–-]*(?P<called>(?i:the|a|an)[ \t]+[^\W\d_A-Z][\w’'-]*(?:[ \t]+[^\W\d_][\w’'-]*){0,3})"
    r"(?P<end>\s*[:：])"
)
"""An office in small letters: "The chair:", "the witness for the defence:"."""
_OTHER_SCRIPT = re.compile(r"(?:^|\n)[ \t]*(?P<called>[^\s:：\x00-\u024f][^\n:：\x00-\x1f]{0,30})(?P<end>\s*[:：])")
_OWN_LINE = re.compile(rf"(?:^|\n)[ \t]*(?P<called>{_NAME}){_PARTY}(?P<end>[ \t]*\n)(?=[ \t]*\S)")
VERBS = (
    "said|says|told|tells|stated|states|asked|asks|replied|replies|answered|answers|added|adds|declared|declares|"
    "explained|explains|noted|notes|remarked|argued|argues|insisted|insists|testified|testifies|responded|responds|"
    "continued|announced|announces|wrote|writes|warned|warns|confirmed|confirms|claimed|claims|reported|reports|"
    "observed|commented|recalled|repeated|stressed|emphasised|emphasized|conceded|admitted|denied|promised"
)
_SAYS = re.compile(
    rf"(?P<called>{_NAME}){_PARTY},?(?:\s+[^\n.!?;:,]{{1,60}},)?\s+(?:\w+ly\s+|then\s+|also\s+)?(?:{VERBS})\b"
)
_PRONOUN_SAYS = re.compile(
    rf"^[\s,.!?”\"’']*(?:(?P<called>he|she|they)\s+(?:{VERBS})|(?:{VERBS})\s+(?P<after>he|she|they))\b", re.IGNORECASE
)
_NOT_SAYING = re.compile(
    r"\b(?:never|not|don[’']t|doesn[’']t|didn[’']t|den(?:y|ies|ied)|false|untrue|a lie|wrong|nonsense|if|"
    r"whether|suppose|supposing|hypothetically|(?:is|was) it (?:so|true|the case))\b[^.!?;\n]*$",
    re.IGNORECASE,
)
"""In front of words: whoever says them so does not say that they are so."""
_QUOTING = re.compile(
    r"\b(?:quot(?:e|es|ed|ing)|read(?:s|ing)?(?: out| aloud| from)|cit(?:e|es|ed|ing)|told me|told us|wrote to|"
    r"writes to|forwarded|in the words of|letter (?:of|from)|statement (?:of|from))\b[^.!?;\n]*$",
    re.IGNORECASE,
)
"""In front of words: they are another's, whom the speaker gives."""
_READING = re.compile(r"[(\[][^()\[\]\n]*\b(?:read|quot|cit)(?:s|es|ing)\b[^()\[\]\n]*[)\]]\s*[:：]\s*$", re.IGNORECASE)
_INSTEAD = re.compile(r"^(?:for|on behalf of|in place of|absent|not present|reply to|answer to|to)\s+", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|by|to|with|from|for|against|about|on behalf of)\s+$", re.IGNORECASE)
_SAID_BY = re.compile(
    rf"^[\s,.!?”\"’']*(?:(?:{VERBS})\s+(?P<after>{_NAME})|(?P<before>{_NAME}){_PARTY}\s+(?:{VERBS})\b|"
    rf"(?i:according\s+to)\s+(?P<by>{_NAME}))"
)
_FROM = re.compile(rf"(?:^|\n)\s*(?:From|Sender|Author|Speaker|Von|De|От)\s*:\s*\"?(?P<called>{_NAME})")
_SIGNED = re.compile(
    rf"(?i:sincerely|faithfully|truly|regards|respectfully|signed|yours)\b[^\n]{{0,40}}\n\s*(?:\n\s*)*(?P<called>{_NAME})"
)
_BY_LINE = re.compile(
    r"(?i:statement|speech|remarks|address|letter|testimony|deposition|interview|affidavit|message|post|tweet|answer|"
    rf"evidence)\s+(?i:by|of|from|with|given\s+by|made\s+by)\s+(?P<called>{_NAME})"
)
_I_AM = re.compile(rf"\bI,\s+(?P<called>{_NAME}),")
_OPENS = re.compile(
    r"^(?:statement|speech|remarks|address|letter|testimony|interview|answer|question|reply|intervention)\s+"
    r"(?:by|of|from|to|with)\s+",
    re.IGNORECASE,
)
_LAST_LINE = re.compile(rf"\n\s*(?P<called>{_NAME}),?\s*\Z")
"""Who signs at the foot: a name alone on the last line."""
_NO_TURNS = frozenset(
    "minutes present agenda item items motion note notes date time place subject re resolved decision action actions "
    "page topic background summary apologies attendance resolution vote votes result results contents annex attachment "
    "to cc bcc from sent http https source sources title record transcript sitting session meeting members absent "
    "location venue part section chapter number no reference ref status type case file version draft copyright "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
"""Words before a colon that begin no turn."""
_OFFICES = frozenset(
    "the a chair chairman chairwoman chairperson president speaker clerk mayor minister witness judge court "
    "counsel prosecutor prosecution defence defense q question answer moderator host presenter interviewer "
    "interviewee reporter journalist operator secretary deputy vice member councillor senator voice unidentified "
    "unknown male female man woman press translator interpreter applicant defendant plaintiff accused officer "
    "caller spokesman spokeswoman spokesperson director chief head prime general governor commissioner inspector "
    "attorney mr ms mrs miss all both several others audience crowd first second third honourable hon right of "
    "for and her his lordship honour ambassador delegate representative".split()
)
_PRONOUNS = frozenset("i he she they we it you this that there his her their who which".split())


def heard(text: str, span: tuple[int, int], quotation: str, speaker: Speaker) -> Heard:
    """Say in whose mouth a record has a passage; ``span`` is where it stands, in code points.

    ``quotation`` are the words in question, of which the passage may have others around it.
    """
    start, end = _within(text, span, quotation)
    found = _heard(text, start, end, speaker)
    if found.mouth is Mouth.THEIRS and not _is_said_outright(text, start, end):
        return Heard(Mouth.NOT_OUTRIGHT, found.called)
    return found


def _is_said_outright(text: str, start: int, end: int) -> bool:
    """Tell whether somebody says words as theirs: "I never said that ..." is none, nor what is read out or asked."""
    begins = max(text.rfind("\n", 0, start) + 1, start - _AHEAD)
    ahead = re.split(r"(?<=[.!?;])[”\"’')]*\s+|[:：]\s*[“\"]", text[begins:start])
    same = re.sub(r"^.*?[:：]\s", "", ahead[-1]) if not ahead[-1].rstrip().endswith((":", "：")) else ahead[-1]
    quoted = " ".join(ahead[-2:]) if text[begins:start].rstrip().endswith(("“", '"', "«", ":", "：")) else same
    asked = re.match(r"[”\"’')]*\?", text[end : end + 4]) and text[end - 1 : end] != "?"
    return not (
        _NOT_SAYING.search(same)
        or _QUOTING.search(quoted)
        or _READING.search(text[begins:start].rstrip(' “"«'))
        or asked
    )


_AHEAD = 400


def _heard(text: str, start: int, end: int, speaker: Speaker) -> Heard:
    turns = list(_turns(text))
    callings = list(dict.fromkeys(_turns_of(turns, start, end)))
    saying = _phrase(text, start, end)
    if saying:
        nearest = _judged(text, saying[-1], speaker)
        around = [_judged(text, one, speaker) for one in (*callings, *saying[:-1])]
        if nearest.mouth is Mouth.THEIRS:
            # "Mr Khan: Ms Ruiz said ...": a report of it, and no record, unless Mr Khan keeps the minutes.
            others = [one.called for one in around if one.mouth is not Mouth.THEIRS]
            return Heard(Mouth.BY_OFFICE, others[0]) if others else nearest
        return nearest
    pronoun = _PRONOUN_SAYS.match(text[end : end + 80])
    if pronoun is not None and callings:
        return Heard(Mouth.BY_OFFICE, str(pronoun["called"] or pronoun["after"]).lower())
    found = [_judged(text, one, speaker) for one in callings or list(_of_all(text, start))[:1]]
    return max(found, key=lambda one: one.mouth.value, default=Heard(Mouth.UNTOLD))


def _within(text: str, span: tuple[int, int], quotation: str) -> tuple[int, int]:
    """Return where the words in question stand in a passage; the whole of it where they stand otherwise."""
    words = re.findall(r"[^\W_]+", quotation)
    for few in (words, words[:6], words[:3]):
        if few:
            pattern = re.compile(r"[\W_]+".join(map(re.escape, few)), re.IGNORECASE)
            match = pattern.search(text, *span)
            if match is not None:
                return match.start(), match.end() if few is words else max(match.end(), span[1])
    return span


@dataclass(frozen=True, slots=True)
class _Turn:
    called: str
    start: int


def _turns(text: str) -> Iterator[_Turn]:
    found = [
        _Turn(match["called"].strip(), match.end("end"))
        for pattern in (_LABEL, _PLAIN_LABEL, _OTHER_SCRIPT, _OWN_LINE)
        for match in pattern.finditer(text)
        if _begins_a_turn(match["called"], own_line=pattern is _OWN_LINE)
    ]
    heads = {match.end("end") for match in _OWN_LINE.finditer(text) if _is_letterhead(text, match)}
    yield from sorted((one for one in found if one.start not in heads), key=lambda one: one.start)


def _begins_a_turn(called: str, *, own_line: bool) -> bool:
    words = [word.casefold().strip(".") for word in re.findall(r"[^\W_]+", _OPENS.sub("", called))]
    if not words or words[0] in _NO_TURNS or words[0] in _PRONOUNS - {"i"}:
        return False
    if own_line:  # a heading stands on its own line as well: only what is written as names are, in capitals, or titled
        is_name = called.isupper() or words[0] in TITLES
        return len(words) <= 4 and is_name and _NO_TURNS.isdisjoint(words)
    return True


def _is_letterhead(text: str, label: re.Match[str]) -> bool:
    """Tell whether a line in capitals is the first of a letter, with a line below it that is no sentence."""
    below = text[label.end("end") :].lstrip("\n").split("\n", 1)[0].strip()
    return (
        not text[: label.start("called")].strip()
        and not below.endswith((".", "!", "?", "”", '"'))
        and len(below) < _LINE
    )


_LINE = 45
"""Characters; a line of running text has more."""


def _turns_of(turns: Sequence[_Turn], start: int, end: int) -> Iterator[str]:
    """Yield how those are called whose turns a passage has a part of."""
    before = [turn for turn in turns if turn.start <= start]
    if before:
        yield before[-1].called
    yield from (turn.called for turn in turns if start < turn.start < end)


def _phrase(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return of whom the sentence around a passage says that they said it, in its order: the last is nearest to it."""
    behind = _SAID_BY.match(text[end : end + 160].split("\n\n")[0])
    if behind is not None:
        called = behind["after"] or behind["before"] or behind["by"]
        if called.casefold() not in _PRONOUNS:
            return (str(called),)
    ahead = text[max(0, start - 300) : start].rpartition("\n\n")[2]
    # An abbreviation ends no sentence: "Mr. Khan".
    cut = max(
        (match.end() for match in re.finditer(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!Mrs)[.!?][”\"’')]*\s+(?=\S)", ahead)),
        default=0,
    )
    found = [
        match
        for match in _SAYS.finditer(ahead, cut)
        if match["called"].casefold() not in _PRONOUNS and not _OF.search(ahead, 0, match.start())
    ]
    return tuple(str(match["called"]) for match in found)


def _of_all(text: str, start: int) -> Iterator[str]:
    """Yield who says all of a record: a mail's sender, who signed a letter, whose speech it is called.

    Of a mail that has another in it, whoever sent the one in which the passage stands.
    """
    senders = list(_FROM.finditer(text))
    yield from (str(match["called"]) for match in [one for one in senders if one.start() < start][-1:] or senders[:1])
    for pattern in (_BY_LINE, _I_AM, _SIGNED, _LAST_LINE):
        match = pattern.search(text)
        if match is not None:
            yield str(match["called"])


def _judged(text: str, called: str, speaker: Speaker) -> Heard:
    """Say whether somebody who is called so is the speaker."""
    shown = " ".join(_OPENS.sub("", called).split()).rstrip(".,")
    plain = re.sub(r"[(\[].*?[)\]]", "", shown).split(",")[0].strip()
    if _INSTEAD.match(plain):
        return Heard(Mouth.BY_OFFICE, shown)
    if any(_is_same(plain, name) for name in speaker.names):
        return Heard(Mouth.THEIRS, shown)
    several = re.split(r"\s+(?:and|und|et|y|e|и)\s+|\s*&\s*", plain)
    if len(several) > 1 and any(_fits(_name_in(one), name) for one in several for name in speaker.names):
        return Heard(Mouth.BY_OFFICE, shown)
    named = _name_in(plain)
    if not named or not speaker.names:
        return Heard(Mouth.BY_OFFICE, shown)
    if any(_fits(named, name) for name in speaker.names):
        return Heard(Mouth.BY_OFFICE if _has_a_namesake(text, named, speaker) else Mouth.THEIRS, shown)
    if not speaker.is_person:
        return Heard(Mouth.BY_OFFICE, shown)
    return Heard(Mouth.ANOTHER if _is_surely_a_name(text, plain, named) else Mouth.BY_OFFICE, shown)


def _is_same(one: str, other: str) -> bool:
    return read_name(one).words == read_name(other).words != ()


def _name_in(called: str) -> list[str]:
    """Return the words of a calling that name somebody, and not what they are."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", called)
    kept = [word for word in words if word.casefold() not in _OFFICES | TITLES and not word.isdecimal()]
    return [word for word in kept if len(word) > 1 or len(kept) > 1]


def _fits(named: Sequence[str], name: str) -> bool:
    """Tell whether words that name somebody are all of one name, an initial standing for a word of it."""
    theirs = list(read_name(name).words)
    mine = list(read_name(" ".join(named)).words)
    if mine and all(any(_is_word(one, other) for other in theirs) for one in mine):
        return any(len(one) > 1 for one in mine)
    return len(mine) > 1 and may_be_one(" ".join(named), name) is not None


def _is_word(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _has_a_namesake(text: str, named: Sequence[str], speaker: Speaker) -> bool:
    """Tell whether a record calls the speaker by the family name alone, and has somebody else of that name."""
    if len(named) > 1:
        return False
    given = {word for name in speaker.names for word in read_name(name).words}
    others = re.findall(rf"(?i:\b([^\W\d_]{{2,}})\s+{re.escape(named[0])}\b)", text)
    return any(
        one[0].isupper() and one.casefold() not in TITLES | _OFFICES and not set(read_name(one).words) <= given
        for one in others
    )


def _is_surely_a_name(text: str, called: str, named: Sequence[str]) -> bool:
    """Tell whether a calling names a person: it has a title, two words of a name, or begins several turns."""
    if len(named) > 1 or called.split()[0].casefold().strip(".") in TITLES:
        return True
    return len(re.findall(rf"(?:^|\n)[^\n:]{{0,12}}{re.escape(called)}[^\n:]{{0,20}}:", text)) > 1
