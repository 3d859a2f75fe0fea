"""A claim's words as one reads them by themselves: its pieces told apart, a denial as one."""

import re
from collections.abc import Iterator, Sequence

from claimtrack.vocabulary import Nature

_SAYS_SO = re.compile(
    r"\W*(?:(?:has|have|had|would|also|again|flatly|strongly|\w+ly)\s+){0,3}"
    r"(?:den(?:y|ies|ied|ying)|reject|dismiss|disput|refut)",
    re.IGNORECASE,
)


_NAMES_DENIER = re.compile(r"(?!that\b)[^“”\",;.]{1,80}?\bden(?:y|ies|ied)\b", re.IGNORECASE)
_GAP = " … "
_LEAST_LEFT_OUT = 3
"""Characters; between two pieces that are nearer nothing but marks is left out."""


def pieced(text: str, spans: Sequence[Sequence[int]]) -> str:
    """Return a claim's words with " … " where words of the article between two of its pieces are left out.

    ``text`` is the words of ``spans``, joined by one space; a text that is not is returned as it is.
    """
    if len(spans) < 2 or sum(end - start + 1 for start, end in spans) != len(text) + 1:
        return text
    return "".join(_pieces(text, spans))


def _pieces(text: str, spans: Sequence[Sequence[int]]) -> Iterator[str]:
    place, last = 0, None
    for start, end in spans:
        if last is not None:
            yield " " if start - last < _LEAST_LEFT_OUT else _GAP
        yield text[place : place + end - start]
        place, last = place + end - start + 1, end


def stated(text: str, spans: Sequence[Sequence[int]], nature: Nature | None) -> str:
    """Return a claim's words as one reads them by themselves: pieces apart, what is denied with "denies:" in front.

    Words that begin with the denial, or with who denies ("the army denied the claims"), say so already.
    """
    text = pieced(text, spans)
    if nature is not Nature.DENIES or _SAYS_SO.match(text) or _NAMES_DENIER.match(text):
        return text
    return f"denies: {text}"
