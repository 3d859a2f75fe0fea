"""What somebody denies, so that no line of a list reads as if they had said it."""

import re

from claimtrack.vocabulary import Nature

_SAYS_SO = re.compile(
    r"\W*(?:(?:has|have|had|would|also|again|flatly|strongly|\w+ly)\s+){0,3}"
    r"(?:den(?:y|ies|ied|ying)|reject|dismiss|disput|refut)",
    re.IGNORECASE,
)


def stated(text: str, nature: Nature | None) -> str:
    """Return a claim's words as one reads them by themselves: what is denied with "denies:" in front.

    Words that begin with the denial ("denied the claims") say so already.
    """
    if nature is not Nature.DENIES or _SAYS_SO.match(text):
        return text
    return f"denies: {text}"
