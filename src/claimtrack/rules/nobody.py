"""Which names name nobody: "anonymous", "a man in the market", "unknown", "-", "two neighbours", "a source".

Whoever is called so could not be asked again, whether an article says it or a reviewer types it.
"""

import re
import unicodedata
from functools import lru_cache

from claimtrack.rules.letters import LOOKS_LIKE

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset(
    "the a an of in on at by from near with to for and or who that which not as his her their our my "
    "un una uno el la los las le les des ein eine einer der die das il lo i gli um uma os".split()
)
_HOW_MANY = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozens hundreds some several many few various "
    "multiple numerous both another certain other others".split()
)
_UNKNOWN = frozenset(
    "whoever xxx humint he she they them him her all "
    "anonymous anonymously unknown unnamed unidentified undisclosed unspecified confidential withheld redacted nobody "
    "none null nil na nn tba tbd tbc someone somebody anyone anybody everyone everybody anon me myself we ourselves "
    # The same in other languages in which desks write.
    "anonym anonyme anonimo anónimo anónima anonima unbekannt inconnu inconnue desconocido desconocida sconosciuto "
    "аноним неизвестный неизвестно неизвестен مجهول 匿名 佚名".split()
)
_MEANS = frozenset("channel channels account accounts post posts page feed website blog chat".split())
"""At the end of a description, by which way something came."""
_PLACEHOLDERS = frozenset({"john doe", "jane doe", "joe bloggs", "deep throat", "max mustermann", "erika mustermann"})
_WITHHELD = re.compile(
    r"(?:(?:name|identity|source|person|author)s?\s+(?:is\s+|was\s+)?(?:withheld|protected|concealed|changed|redacted|"
    r"not\s+(?:given|known|disclosed|named)|unknown|(?:is\s+)?known\s+to)\b|not\s+(?:known|named|given|disclosed)$|"
    r"it\s+is\s+(?:said|rumou?red)|word\s+of\s+mouth|the\s+accused$)",
    re.IGNORECASE,
)
"""That a name is not told."""
_DWELLERS = frozenset("resident residents local locals villager villagers inhabitant inhabitants citizen".split())
_FROM = frozenset("in from at near with inside outside".split())
"""Between somebody and where: "a woman from the port"."""
_TITLES = frozenset(
    "speaker spkr person participant interviewee respondent informant caller user voice subject patient victim "
    "mr mrs ms miss dr agent witness source colonel major captain officer herr frau monsieur madame".split()
)
_KINDS = frozenset(
    "police army military government security intelligence medical hospital aid church party senior junior top high "
    "local former retired foreign eye media press social news online internet web telegram twitter facebook whatsapp "
    "western middle young old our own staff special protected administration taxi bus shop owner aid rescue".split()
)
_SOMEBODY = frozenset(
    "source sources witness witnesses eyewitness eyewitnesses official officials insider insiders informant informants "
    "man men woman women boy boys girl girls child children person persons people individual individuals guy guys "
    "neighbour neighbours neighbor neighbors resident residents locals villager villagers bystander bystanders "
    "passer-by passers-by onlooker onlookers observer observers friend friends relative relatives colleague colleagues "
    "mother father brother sister son daughter cousin uncle aunt wife husband driver drivers doctor doctors nurse "
    "nurses teacher teachers student students soldier soldiers officer officers guard guards worker workers employee "
    "employees staff journalist journalists reporter reporters lawyer lawyers "
    "activist activists expert experts analyst analysts user users caller callers tipster tipsters trader traders "
    "whistleblower whistleblowers pensioner pensioners passenger passengers protester protesters protestor protestors "
    "demonstrator demonstrators grandmother grandfather defendant defendants respondent respondents interviewee "
    "interviewees participant participants rescuer rescuers medic medics paramedic paramedics firefighter "
    "firefighters crowd crowds correspondent correspondents locals visitor visitors voter voters parent parents "
    "shopkeeper farmer fisherman survivor survivors victim victims prisoner prisoners refugee refugees tourist "
    "tourists customer customers diplomat diplomats rumour rumours rumor rumors hearsay gossip citizens civilian "
    "civilians internet reports footage "
    # The same in other languages in which desks write.
    "testigo testigos fuente fuentes vecino vecinos vecina vecinas funcionario funcionarios zeuge zeugin zeugen quelle "
    "quellen anwohner augenzeuge augenzeugen beamter beamte témoin témoins riverain riverains habitant habitants "
    "testimone testimoni fonte fonti testemunha testemunhas источник источники свидетель свидетели очевидец очевидцы "
    "чиновник сосед соседи житель жители джерело свідок очевидець شاهد مصدر مصادر شهود "
    "证人 目击者 消息人士 知情人士 目撃者 関係者 목격자 소식통".split()
)


@lru_cache(maxsize=65_536)
def names_nobody(name: str) -> bool:
    """Tell whether a name is none: it says that nobody is named, or describes somebody in words that fit many."""
    words = _words(name)
    if not any(map(str.isalpha, "".join(words))):
        return True
    if len(words) == 1 and len(words[0]) == 1 and words[0].isascii():
        return words[0].islower()
    low = [word.casefold().replace(".", "") for word in words]
    if _WITHHELD.match(" ".join(low)) or _is_from_somewhere(words, low):
        return True
    if " ".join(low) in _PLACEHOLDERS or (len(low) == 2 and low[0] in _TITLES and _is_a_mark(low[1])):
        return True
    # "WHO" is no "who", and "IT" no "it".
    telling = [low[at] for at, word in enumerate(words) if not _is_small_word(word) and not word.isdecimal()]
    described = [word for word in telling if word not in _KINDS]
    if all(word in _UNKNOWN | _SOMEBODY for word in described) and (described or not telling or _is_medium(telling)):
        return True
    if len(words) > 1 and words[-1].islower() and low[-1] in _SOMEBODY | _MEANS:
        return True  # "US official", "Telegram channel": a name ends with a capital word
    if low[0] in _UNKNOWN and _is_small(words[1:]):
        return True
    if low[0] in {"a", "an"} | _HOW_MANY or low[0].isdecimal():
        return _is_small(words[1:]) or not _SOMEBODY.isdisjoint(low)
    return _is_small(words) and not _SOMEBODY.isdisjoint(low)


def _is_from_somewhere(words: list[str], low: list[str]) -> bool:
    """Tell whether words say where somebody lives or comes from: "a resident of Halden", "Woman from Halden"."""
    if len(low) < _FEWEST or ((low[0] not in _DWELLERS or low[1] != "of") and low[1] not in _FROM):
        return False
    # "Women in Black" is a name.
    several = low[0] in {"women", "men", "people", "children"} or re.search("[^s]s$", low[0])
    return low[0] in _DWELLERS or (low[0] in _SOMEBODY and (words[0].islower() or not several))


_FEWEST = 3


def _is_a_mark(word: str) -> bool:
    """Tell whether a word is a letter or a number, as nameless people are told apart by: "Speaker 2"."""
    return len(word) == 1 or word.isdecimal()


def _is_small_word(word: str) -> bool:
    return word.casefold() in _SMALL | _HOW_MANY and not (word.isupper() and len(word) > 1)


def _is_medium(telling: list[str]) -> bool:
    """Tell whether words say by which way something came, and nobody who said it: "social media"."""
    return telling in (["social", "media"], ["local", "media"], ["online", "media"], ["news", "media"], ["online"])


def _is_small(words: list[str]) -> bool:
    """Tell whether no word begins with a capital letter, as names do."""
    return not any(word[:1].isupper() for word in words)


def _words(name: str) -> list[str]:
    seen = "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf")
    seen = re.sub(r"(?i)\beye[\s-]+witness", "eyewitness", seen)
    return [_plain(word) for word in _WORD.findall(seen.replace("/", ""))]


def _plain(word: str) -> str:
    """Return a word, or the one of those that name nobody that a reader takes it for: "wítness"."""
    marks = unicodedata.normalize("NFKD", word).casefold().translate(LOOKS_LIKE)
    seen = "".join(mark for mark in marks if unicodedata.category(mark) != "Mn")
    return seen if seen in _UNKNOWN | _SOMEBODY and word.casefold() not in _UNKNOWN | _SOMEBODY else word
