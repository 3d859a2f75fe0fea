"""Who wrote an article, as a page states it: names out of what stands in a byline, and nothing that is none."""

import re
from collections.abc import Collection, Iterable, Sequence
from html import unescape

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"\S*://\S*|\bwww\.\S+|\S+@\S+\.\S+|@\w+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?P<name>[^()]+)\)")
_BY = re.compile(
    r"(?:(?:written|reported|posted|submitted|story|words|report|reporting|published|text|texte|texto|testo|von|"
    r"article|presented|hosted"
    r"|(?:photos?|photographs|pictures|words|story|text) and (?:photos?|photographs|pictures|words|text)"
    r"|(?:an? (?:[\w&’'-]+ ){0,3})?(?:analysis|comment|essay|exclusive|feature|interview|investigation|opinion|review))"
    r" )?(?:by|von|par|por|di|door|av|af|przez)\b:?[\s|]*"
    r"|(?:(?:article )?author|authors|autor|autora|autores|auteur|auteurs|autore|autorin|verfasser|text|texte|texto"
    r"|writer|reporter|byline|words|story|report|reporting|presenter|host)\s*:\s*",
    re.IGNORECASE,
)
_STATED_BY = re.compile(
    r"(?:(?:written|reported|posted|submitted|story) )?by\s+|(?:with|from)\s+|(?:por|par)\s+|author\s*:\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|y|e|&|og|och)\s")
_OF_NEWS = (
    r"(?:reporter|correspondent|columnist|journalist|writer|critic|editor|desk|korrespondent(?:in)?|redakteur(?:in)?"
    r"|journaliste|periodista|giornalista)"
)
_ROLE = re.compile(
    rf"(?:[\w.&'’-]+ ){{0,4}}{_OF_NEWS}(?:(?:,| in| at| for|,? of the) [\w.&'’ -]{{1,40}})?", re.IGNORECASE
)
_ROLE_BEFORE = re.compile(
    rf"(?!(?:managing|deputy|executive|assistant|letters|web|picture|photo)\b)(?:[\w&'’-]+ ){{1,3}}{_OF_NEWS}\s*:\s*",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(r"\s*[,|•·–—(]\s*|\s+-\s+")
_USED_BY = re.compile(
    r"(?:(?:written|posted|published|submitted|started) )?by:? (?P<who>\S+(?: \S+){0,2})", re.IGNORECASE
)
_PLACES = re.compile(
    r"(?:cape|city|county|district|east|el|fort|isla|la|lake|las|los|mount|new|north|port|porto|puerto|río|rio|"
    r"saint|san"
    r"|santa|santo|são|south|st|upper|west|lower)\.? |.* (?:bay|city|county|falls|harbor|harbour|hills|island|islands"
    r"|port|province|river|springs|town|valley|village)\Z",
    re.IGNORECASE,
)
_END = re.compile(r"\s*[|•·\n].*|\s+[–—-]\s+.*")
_BETWEEN = re.compile(r"\s*[;|/•·\n]\s*|\s*,\s*(?:(?:and|und|et|y|e|og|och|en)\s+)?|\s+(?:and|und|et|y|e|&|og|och)\s+")
_BEHIND = re.compile(
    r"\s+(?:in|at|for|of|on|with|from|aus|für|about)\s+.*|\s+[-–—]\s+.*|\s*\b(?:last )?(?:updated|published|posted)\b.*"
    r"|\s*\(.*\)?",
    re.IGNORECASE,
)
"""What stands behind a name that is none of it: where she wrote, for whom, and when."""
_PARTICLES = frozenset(
    "af al av ben bin bint da dal das de del della den der di do dos du e el ibn la las le lo los op ten ter the van "
    "vom von y zu zum zur".split()
)
_NO_NAMES = frozenset(
    "about account admin administrator agencies agency all anonym anonymous article author authority autor back blog "
    "by byline comment comments contact contributor contributors control copyright created date default desk editor "
    "editorial editors email facebook follow from guest hello home last latest like link login menu more n/a name news "
    "none null on page photo photos por posted print published read redacción redaktion root save section share sign "
    "drupal joomla squarespace typo3 wix wordpress "
    "site staff story subscribe team test text topics twitter undefined unknown updated user username view webmaster "
    "website written".split()
)
_ACCOUNTS = frozenset("admin administrator undefined user username webmaster".split())
"""Of these one is enough: "Super User", "Site Administrator" is what a program calls whoever has written."""
_ROLE_OF_NAME = re.compile(
    rf"(?:[,|]? (?:staff|senior|special|contributing|freelance|guest|chief)){{1,2}} {_OF_NEWS}\Z"
    rf"|(?-i:(?<=[a-z]{{4}})(?=[A-Z]))[\w&'’-]+(?: [\w&'’-]+){{0,2}} {_OF_NEWS}\Z",
    re.IGNORECASE,
)
"""Behind a name with a space, or set right on to it, as what stands in two tags is: "Jane StoneArts correspondent"."""
_FOR = re.compile(r"\s+(?:for|in|at)\s+(?=[A-Z])", re.IGNORECASE)
_DESKS = frozenset(
    "agency agencies bureau by correspondent correspondents desk digital editor editorial editors in news newsroom "
    "online our own report reporter reporters reports service special staff team web writer writers".split()
)
_ROLES = re.compile(
    r"\b(?:analyst|anchor|bureau|chief|columnist|contributor|contributing|correspondent|director|editor|editorial|"
    r"fellow|freelance|head|intern|journalist|lecturer|manager|photographer|producer|professor|redakteurin?|reporter|"
    r"researcher|scientist|staff|writer)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’‘\-]*", re.UNICODE)
_USER = re.compile(r"[a-z0-9]+|\S*[\d_]\S*|\S+\.\S{2,}")
_MOST_WORDS = 5
_MOST_NAMES = 20
_LONGEST = 300
_MOST_LETTERS = 2_000
"""Of a title, a name or a date; what is longer is none."""


def plain_words(told: str) -> str:
    """Return words without the markup that a page has put into what it says of itself, on one line and not too many."""
    bare = unescape(told[:_MOST_LETTERS])
    if "<" in bare:
        bare = _TAG.sub("", bare)
    return " ".join(unescape(bare).split())


def stated_names(told: Iterable[str], *, besides: Collection[str] = ()) -> list[str]:
    """Return the names of authors in what a page states of them for machines, each once; ``besides`` are none.

    Addresses, names of users and templates are no names. What is a name of no person ("AFP") is one where it is all
    that is stated.
    """
    found: dict[str, None] = {}
    for one in told:
        bare = _without_address(plain_words(one))
        by = _STATED_BY.match(bare)
        words = _without_role(bare[by.end() :] if by is not None else bare)
        people = [name for piece in _pieces(words) if is_name(name := _without_house(piece))]
        others = [] if people or not _is_stated(words) else [words]
        found.update(dict.fromkeys(name for name in people or others if name.casefold() not in besides))
    return list(found)[:_MOST_NAMES]


def signed_names(line: str, *, besides: Collection[str] = ()) -> list[str]:
    """Return the names in a line that says "By NAME"; none where it says anything else. ``besides`` are none."""
    by = _BY.match(line)
    rest = _END.sub("", line[by.end() :]) if by is not None and len(line) <= _LONGEST else ""
    pieces = [_BEHIND.sub("", piece) for piece in _pieces(rest)]
    if not pieces or not (is_name(pieces[0]) or _is_agency(pieces[0])):
        return []
    # What stands behind a lone comma is a role, a place or an outlet more often than another author.
    others = [piece for piece in pieces[1:] if is_name(piece)] if _AND.search(rest) else []
    return [name for name in dict.fromkeys([pieces[0], *others]) if name.casefold() not in besides]


def roled_name(line: str) -> str | None:
    """Return the name in a line that is a name and what its bearer is at a paper: "Jane Roe, crime reporter"."""
    before = _ROLE_BEFORE.match(line) if ":" in line else None
    if before is not None and is_name(line[before.end() :]):
        return line[before.end() :]
    name, role, *_ = *_ROLE_BEHIND.split(line, maxsplit=1), ""
    return name if is_name(name) and is_role(role.rstrip(" )")) else None


def is_role(words: str) -> bool:
    """Tell whether words are what somebody who writes is at a paper: "Crime reporter", "editor-at-large" is not."""
    return len(words) <= 80 and _ROLE.fullmatch(words) is not None


def user_name(line: str) -> str | None:
    """Return who stands behind "by" in a line that says nothing else, be it the name of a user ("by lamp_post")."""
    match = _USED_BY.fullmatch(line.strip(" »›|·•,:–—-"))
    if match is None or len(line) > _LONGEST or any(part.casefold() in _NO_NAMES for part in match["who"].split()):
        return None
    return match["who"]


def without_place(names: Sequence[str]) -> list[str]:
    """Return names without the second of two that is called as places are: "Jane Roe, Port Lorne"."""
    return [names[0]] if len(names) == 2 and _PLACES.match(names[1]) else list(names)


def is_by(line: str) -> bool:
    """Tell whether a line is nothing but the word in front of a name: "By", "Von"."""
    by = _BY.match(line)
    return by is not None and not line[by.end() :].strip(" :|")


def is_name(words: str) -> bool:
    """Tell whether words can be the name of a person: two to five, with capitals, and none that names have not."""
    parts = words.split()
    if not 2 <= len(parts) <= _MOST_WORDS or len(words) > 60:
        return False
    if not all(_WORD.fullmatch(part) for part in parts) or any(part.casefold() in _NO_NAMES for part in parts):
        return False
    if _ROLES.search(words):
        return False
    capital = [part[0].isupper() or (not part[0].islower() and part[0].isalpha()) for part in parts]
    return sum(capital) >= 2 and all(
        up or part.casefold() in _PARTICLES for part, up in zip(parts, capital, strict=True)
    )


def are_names(words: str) -> bool:
    """Tell whether words are the names of several people and nothing else: "Jane Roe, Kerem Yalın"."""
    names = _pieces(words)
    return len(names) > 1 and all(map(is_name, names))


def placed_names(line: str) -> list[str]:
    """Return the names in a line that says where each writes, or when: "Jane Roe in Wick and Kerem Yalın in Lorne"."""
    pieces = _pieces(line)
    names = [_BEHIND.sub("", piece) for piece in pieces]
    is_placed = any(name != piece for name, piece in zip(names, pieces, strict=True))
    return names if is_placed and all(map(is_name, names)) else []


def _is_agency(words: str) -> bool:
    """Tell whether one word can be who signs: "AFP", "Reuters"."""
    return bool(_WORD.fullmatch(words)) and words[:1].isupper() and words.casefold() not in _NO_NAMES


def _is_stated(words: str) -> bool:
    """Tell whether what is no name of a person may be one all the same."""
    if not words or len(words) > 100 or not re.search(r"[^\W\d_]{2}", words) or re.search(r"[{}%<>$]", words):
        return False
    if not _ACCOUNTS.isdisjoint(words.casefold().split()):
        return False
    if words.casefold() in _NO_NAMES or all(part.casefold() in _NO_NAMES for part in words.split()):
        return False
    if re.search(r"\b(?:updated|published|posted|modified)\b|\b[0-9]{4}\b", words, re.IGNORECASE):
        return False
    return not _USER.fullmatch(words)


def _without_role(words: str) -> str:
    """Return a name without what its bearer is at a paper, where both run together: "Jane Roe Staff Writer"."""
    role = _ROLE_OF_NAME.search(words)
    return words[: role.start()] if role is not None and is_name(words[: role.start()]) else words


def _without_house(words: str) -> str:
    """Return a name without whom its bearer writes for, or where: "Jane Roe for Vale Online"."""
    house = _FOR.search(words)
    return words[: house.start()] if house is not None and is_name(words[: house.start()]) else words


def is_house(name: str) -> bool:
    """Tell whether what has the form of a name is that of a broadcaster and a region: "BBC Scotland"."""
    first = name.partition(" ")[0]
    return len(first) > 2 and first.isalpha() and first.isupper() and not name.isupper()


def is_desk_of(name: str, outlets: Iterable[str]) -> bool:
    """Tell whether a name is that of a desk and of nobody: "Vale Echo Bureau", "Online Editor"."""
    said = name.casefold().removeprefix("the ")
    if set(said.split()) <= _DESKS:
        return True
    for outlet in outlets:
        rest = said.removeprefix(outlet.casefold().removeprefix("the "))
        if rest != said and set(rest.split()) <= _DESKS:
            return True
    return False


def _without_address(words: str) -> str:
    if _ADDRESS.search(words) is None:
        return words
    inside = _IN_BRACKETS.search(words)  # as feeds write it: mail@outlet.example (Jane Roe)
    return inside["name"] if inside is not None else _ADDRESS.sub("", words).strip(" ,;|()<>")


def _pieces(words: str) -> Sequence[str]:
    pieces = [piece.strip(" .:–—-") for piece in _BETWEEN.split(words[:_LONGEST]) if piece.strip(" .:–—-")]
    # "Roe, Jane" is one name.
    return [words] if len(pieces) == 2 and not any(" " in piece for piece in pieces) and "," in words else pieces
