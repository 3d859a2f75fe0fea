"""How an article names a source at one place: by a name, a pronoun or a noun phrase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.extraction.english.calling_words import UNNAMED_BODIES
from claimtrack.extraction.english.determiners import ARTICLES, DEMONSTRATIVES, POSSESSIVE_ENDINGS
from claimtrack.extraction.english.given_names import gender_of
from claimtrack.extraction.english.mention_words import (
    CLITICS,
    OWNERS,
    PREPOSITIONS,
    PRONOUNS,
    REFLEXIVE,
    RELATIVE,
)
from claimtrack.extraction.english.name_words import (
    DOCUMENT,
    HONOURS,
    PERSON_NOUNS,
    ROLE_NOUNS,
    TITLES,
)
from claimtrack.extraction.speakers.antecedents import (
    described_once,
    follows_content,
    follows_occasion,
    gender_ahead,
    introduction,
    looks_ahead,
    opens_with_person,
    relative_antecedent,
    sentence_body,
    sentence_papers,
    sentence_subject,
    subject_before,
    words_in,
)
from claimtrack.extraction.speakers.apposed import apposed
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import bare, named
from claimtrack.extraction.speakers.phrase_names import (
    closing_run,
    core_of,
    is_common,
    is_vague,
    names_of,
    set_off,
)
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.values import Span

_ARTICLES = ARTICLES | DEMONSTRATIVES
_HANGING = frozenset("on of for with from , - — –".split())
"""What no source ends in: the rest of it was not seen."""
_BESIDE = frozenset("today yesterday tonight both".split())
"""What stands between who speaks and the verb; "Today" is an outlet."""
_PAPERS = DOCUMENT | frozenset("receipts invoices letters messages photographs accounts bills files".split())
_SEEN = frozenset("seen reviewed obtained examined viewed".split())
_NOTES = "*†‡§"
"""Marks behind a name that stand for a note at the end."""
_LIKE_PRONOUNS = frozenset({"WHO", "US"})
_SAYS_BEHIND = re.compile(
    r"\s+(?:(?:has|have|had|also|then|later)\s+){0,2}(?:said|says|told|adds|added|wrote|warned|warns|announced|noted|"
    r"expects|expected|predicted|reported)\b"
)
_SAYS_AHEAD = re.compile(r"\b(?:according\s+to|said|says|added)\s+$", re.IGNORECASE)
_AHEAD = 16
_OWN = re.compile(r"(?:my|our)\b", re.IGNORECASE)
_IT_BEHIND = re.compile(
    r"\s+(?:(?:has|had|also)\s+)?(?:says?|said|claims?|claimed|insist(?:s|ed)|adds|added)\s+(?:that\s+)?its?\b"
)
"""``says it has no record``: whoever says so is no person."""
_COLON = re.compile(r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]])?(?:\*\*|__)?:")
"""What stands behind a label: "LIND (through an interpreter):"."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A source as it stands: ``names`` when it is called by name, ``pronoun`` when by pronoun, else a noun phrase.

    ``words`` is the phrase without what is set off by commas, ``head`` its last noun in small letters, ``owner`` the
    name it belongs to ("the campaign of NAME", "NAME's campaign"), ``possessor`` the pronoun it belongs to ("she" for
    "her campaign"). ``antecedent`` is what a relative pronoun stands for. ``is_definite`` says that "the" or a like
    word opens it, ``is_quoted`` that it stands inside a quotation, ``looks_ahead`` that a pronoun's name follows it.
    ``follows_content`` says that what is said stands in front, ``follows_occasion`` where he or she was asked, ``body``
    whom a noun belongs to ("officials at BODY"); ``is_of_content`` that the sentence opens with somebody whom "his" may
    mean.
    ``is_thing`` that the clause behind a name goes on with "it", of whoever is named.
    ``gender`` is that of the next pronoun; ``brought_in`` how the article first called a document.
    """

    span: Span
    words: str
    names: tuple[Name, ...] = ()
    pronoun: str | None = None
    head: str = ""
    noun: str = ""
    owner: Name | None = None
    is_possessive: bool = False
    possessor: str | None = None
    antecedent: "Mentioned | None" = None
    is_definite: bool = False
    is_quoted: bool = False
    looks_ahead: bool = False
    gender: str | None = None
    brought_in: str | None = None
    is_line_label: bool = False
    follows_content: bool = False
    follows_occasion: bool = False
    is_of_content: bool = False
    body: Name | None = None
    is_thing: bool = False


def mentioned(text: str, words: Sequence[Word], span: Span) -> Mentioned:
    """Read the words of a source. ``words`` are those that stand in ``span``, in order."""
    held = [word for word in words if word.text not in {",", "(", ")", "—", "–"} or word is not words[-1]]
    held = [_as_name(_cut(word, span[1]), held) for word in held if word.text not in {"“", "”"}]
    if len(held) > 1 and held[-1].low in REFLEXIVE:
        held = held[:-1]
    is_quoted = bool(held) and held[0].quoted >= 0 and words[0].text not in {"“", '"'}
    while len(held) > 1 and (held[-1].low in _HANGING or held[-1].text in _BESIDE):
        held = held[:-1]
    pronoun = _pronoun(held)
    if pronoun is not None:
        return _by_pronoun(text, held, span, pronoun=pronoun, is_quoted=is_quoted)
    label = (
        _COLON.match(text, span[1]) is not None
        and bool(held)
        and all(word.text.isupper() for word in held if word.text[0].isalnum())
    )
    if label:
        held = [replace(word, text=_titled(word.text)) for word in held]
    core = core_of(held)
    names = [] if label else apposed(held, core)
    names = names or _named_by(held, core)
    phrase = _phrase(text, core) or text[span[0] : span[1]]
    if names:
        names = [_with_ending(text, name, span) for name in names]
        is_thing = _IT_BEHIND.match(text, span[1]) is not None
        return Mentioned(span, phrase, names=tuple(names), is_quoted=is_quoted, is_line_label=label, is_thing=is_thing)
    nominal = _nominal(text, span, phrase, core)
    # "Spokesman:" in front of a line means the one that there is.
    label = label or (_COLON.match(text, span[1]) is not None and len(core) == 1 and core[0].low in ROLE_NOUNS)
    return replace(nominal, is_quoted=is_quoted, is_line_label=label, is_definite=nominal.is_definite or label)


def _with_ending(text: str, name: Name, span: Span) -> Name:
    """Return a firm's name with its "'s" where it speaks under that: ``Moody's said``, ``according to Lloyd's``."""
    if span[1] - name.end != len("'s") or name.titles or len(name.words) > 1:
        return name
    is_subject = _SAYS_BEHIND.match(text, span[1]) is not None
    if not is_subject and _SAYS_AHEAD.search(text[max(0, span[0] - _AHEAD) : span[0]]) is None:
        return name
    return replace(name, words=(name.words[0] + text[name.end : span[1]],), end=span[1], is_organisation=True)


def _named_by(held: Sequence[Word], core: Sequence[Word]) -> list[Name]:
    if is_common(core) or _is_seen_by(core):
        return []
    if is_vague(core) or (len(core) < len(held) and core[-1].low in TITLES):
        return set_off(held, len(core))  # "one of the authors, NAME,", "Senate Leader, NAME"
    return names_of(core) or set_off(held, len(core))


def _is_seen_by(core: Sequence[Word]) -> bool:
    """Tell whether somebody only saw the papers that are named: ``invoices seen by The Ferry Post``."""
    low = [word.low for word in core]
    place = next((at for at in range(1, len(low) - 2) if low[at] in _SEEN and low[at + 1] == "by"), 0)
    return place > 0 and low[place - 1] in _PAPERS and not core[place - 1].text[0].isupper()


def _titled(word: str) -> str:
    """Write a word of a label as names are written."""
    if word.lower() in HONOURS - TITLES:
        return word
    if word.endswith(("'S", "’S")):
        return word[:-2].title() + word[-2:].lower()
    return word.title()


def _cut(word: Word, end: int) -> Word:
    """Cut what is no part of a source off its last word: the "'s" of "he's"."""
    if word.end > end:
        kept = word.text[: end - word.start]
        return Word(word.start, end, kept, kept.lower(), word.quoted)
    for clitic in CLITICS:
        stem = word.low.removesuffix(clitic)
        if stem != word.low and stem in PRONOUNS:
            return Word(word.start, word.start + len(stem), word.text[: len(stem)], stem, word.quoted)
    return word


def _as_name(word: Word, held: Sequence[Word]) -> Word:
    """Read ``WHO`` and ``US`` in capitals as the names that they are, unless all around is in capitals."""
    if word.text not in _LIKE_PRONOUNS:
        return word
    is_alone = all(other.text == word.text or not other.text.isupper() or len(other.text) < 2 for other in held)
    return replace(word, low=word.text) if is_alone else word


def _pronoun(held: Sequence[Word]) -> str | None:
    """Return the plain form of the pronoun that a source consists of."""
    if not held:
        return None
    if len(held) == 1 or (held[0].low in {"i", "we"} and held[1].low in {"at", "in", ",", "all", "both"}):
        return PRONOUNS.get(held[0].low)
    if len(held) == 3 and held[1].low == "of" and held[2].low in {"whom", "which", "them", "us"}:
        return PRONOUNS[held[2].low]
    return None


def _by_pronoun(text: str, held: Sequence[Word], span: Span, *, pronoun: str, is_quoted: bool) -> Mentioned:
    words = text[held[0].start : held[-1].end]
    antecedent = _antecedent(text, span[0], pronoun) if pronoun in RELATIVE else None
    if pronoun == "it":
        body = sentence_body(text, span[0])
        antecedent = mentioned(text, words_in(text, body), body) if body is not None else None
    if pronoun == "they":
        papers = sentence_papers(text, span[0])
        antecedent = mentioned(text, words_in(text, papers), papers) if papers is not None else None
    if pronoun not in {"he", "she"}:
        return Mentioned(span, words, pronoun=pronoun, is_quoted=is_quoted, antecedent=antecedent)
    return Mentioned(
        span,
        words,
        pronoun=pronoun,
        is_quoted=is_quoted,
        antecedent=_subject(text, span[0], pronoun),
        looks_ahead=looks_ahead(text, span),
        follows_content=follows_content(text, span[0]),
        follows_occasion=follows_occasion(text, span[0]),
    )


def _subject(text: str, start: int, pronoun: str) -> Mentioned | None:
    """Read the common noun that the pronoun's sentence opens with, or the one in front, if it may be the pronoun's."""
    found = sentence_subject(text, start) or subject_before(text, start)
    if found is not None and _OWN.match(text, found[0][0]):
        return None  # "“My mother kept it,” she said": no one speaks of herself so
    if found is None or gender_of({found[1]}) not in {None, "m" if pronoun == "he" else "f"}:
        return None
    return mentioned(text, words_in(text, found[0]), found[0])


def _antecedent(text: str, start: int, pronoun: str) -> Mentioned | None:
    place = relative_antecedent(text, start, pronoun)
    if place is None:
        return None
    held = words_in(text, place)
    return None if _pronoun(held) in RELATIVE else mentioned(text, held, place)


def _nominal(text: str, span: Span, phrase: str, core: Sequence[Word]) -> Mentioned:
    head_end = next((place for place in range(1, len(core)) if core[place].low in PREPOSITIONS), len(core))
    head = core[:head_end]
    noun = bare(head[-1].low) if head else ""
    if len(head) > 1 and head[0].low == "those" and noun.endswith("ed"):
        noun = "people"  # "those questioned"
    owner, is_possessive = _owner(core, head_end)
    first = core[0].low if core else ""
    is_definite = first in {"the", "that", "this", "these", "those"}
    seeks = is_definite and noun in DOCUMENT | {
        "case",
        "piece",
        "finding",
        "film",
        "documentary",
        "authors",
        "researchers",
    }
    return Mentioned(
        span,
        phrase,
        head=noun,
        noun=_bare_phrase(head),
        owner=owner,
        is_possessive=is_possessive,
        possessor=OWNERS.get(first) if len(core) > 1 else None,
        is_definite=is_definite,
        gender=gender_ahead(text, span[1]) if noun in PERSON_NOUNS | TITLES else None,
        brought_in=_brought_in(text, span[0], noun, seeks=seeks) if is_definite and len(core) <= 3 else None,
        antecedent=_antecedent(text, span[0], "who") if first == "whose" else None,
        body=_belonging(core, head_end),
        follows_content=follows_content(text, span[0]),
        is_of_content=opens_with_person(text, span[0]),
    )


def _brought_in(text: str, start: int, noun: str, *, seeks: bool) -> str | None:
    if seeks:
        return introduction(text, start, noun)
    return described_once(text, start, noun) if noun in UNNAMED_BODIES else None


def _belonging(core: Sequence[Word], head_end: int) -> Name | None:
    """Return the name behind "at", "for" or "of": ``officials at NAME``, ``a lawyer for NAME``."""
    if head_end + 1 >= len(core) or core[head_end].low not in {"at", "for", "of", "with", "from"}:
        return None
    run = closing_run(core[head_end + 1 :])
    name = next(named(run), None) if run else None
    is_sure = core[head_end].low in {"at", "for", "with"} or (name is not None and name.is_organisation)
    return name if is_sure else None


def _owner(core: Sequence[Word], head_end: int) -> tuple[Name | None, bool]:
    for place, word in enumerate(core[:head_end]):
        if word.text.endswith(POSSESSIVE_ENDINGS) and word.is_capital:
            run = closing_run(core[: place + 1])
            return next(named(run), None) if run else None, True
    return None, False


def _bare_phrase(head: Sequence[Word]) -> str:
    return " ".join(word.low for word in head if word.low not in _ARTICLES)


def _phrase(text: str, core: Sequence[Word]) -> str:
    """Return the words of a phrase; a possessive ending belongs to what is possessed."""
    if not core:
        return ""
    words = text[core[0].start : core[-1].end]
    return (words[:-2] if words.endswith(("'s", "’s")) else words).rstrip(_NOTES)
