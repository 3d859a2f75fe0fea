"""What may be a tag, and when two tags are one."""

import unicodedata

from claimtrack.errors import InvalidInput

LONGEST = 50
"""In code points."""

_JOINING = "-_:"
_KINDS = ("L", "M", "Nd")
"""Letters of any script, the marks that belong to them, and digits, by their Unicode category."""


def tag_name(written: str) -> str:
    """Return a tag as it is kept: in Unicode's composed form (NFC), without white space around it.

    Raises InvalidInput for one that is too long, without a letter (it would be taken for a claim's number), that does
    not begin with a letter or digit, or with a character in it that is none of letters, digits, ``-``, ``_`` and ``:``.
    """
    name = unicodedata.normalize("NFC", written.strip())
    wrong = next((sign for sign in name if not _may_stand(sign)), None)
    if wrong is not None:
        raise InvalidInput(f'"{written}" is no tag: {_called(wrong)} cannot stand in it; {_MAY}')
    if not any(unicodedata.category(sign)[0] == "L" for sign in name):
        raise InvalidInput(f'"{written}" is no tag: it has no letter in it; {_MAY}')
    if name[0] in _JOINING or unicodedata.category(name[0])[0] == "M":
        raise InvalidInput(f'"{written}" is no tag: it has to begin with a letter or a digit; {_MAY}')
    if len(name) > LONGEST:
        raise InvalidInput(f'"{name[:20]}…" is no tag: it is {len(name)} characters long, and {LONGEST} are the most')
    return name


def tag_key(name: str) -> str:
    """Return what two spellings of one tag have in common: case does not count, nor how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name.strip()).casefold())


_MAY = "a tag is letters, digits, - _ and :, such as elections or desk:politics"


def _may_stand(sign: str) -> bool:
    return sign in _JOINING or unicodedata.category(sign).startswith(_KINDS)


def _called(sign: str) -> str:
    if sign.isspace():
        return "a space"
    return f'"{sign}"' if sign.isprintable() else f"the character U+{ord(sign):04X}"
