"""What stands between the words of a text and is none of them: characters that show nothing, and flags beside names."""

import re
from collections.abc import Iterator

from claimtrack.extraction.values import Span

SOFT_HYPHEN = "\u00ad"
# Not the joiners U+200C and U+200D: words of Persian and of Indian languages are written with them.
_NOTHING = re.compile("\u00ad[ \t]*\r?\n[ \t]*(?=[^\\W\\d_])|[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]+")
_PICTURE = (
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]"
    "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
)
_PICTURES = rf"(?:{_PICTURE})(?:[ \u00a0]?{_PICTURE})*"
# What stands alone, in quotation marks perhaps, is all that somebody said.
_BESIDE = re.compile(
    rf"(?<=[^\W\d_])[ \u00a0]?(?:{_PICTURES}|\({_PICTURES}\))(?=[ \u00a0]?[^\W\d_]|[,:;’']|[ \u00a0]?[(–—])"
    # Before a word; "✔" and its like mark the entries of lists there.
    rf"|(?<!\S)(?![\u2600-\u27bf]){_PICTURES}[ \u00a0]?(?=[^\W\d_])"
)


def unseen(text: str) -> Iterator[Span]:
    """Yield what parts nothing: soft hyphens, byte order marks, spaces without width, and pictures beside words."""
    if text.isascii():
        return
    taken = -1
    for match in sorted([*_NOTHING.finditer(text), *_BESIDE.finditer(text)], key=lambda match: match.span()):
        if match.start() >= taken:
            yield match.span()
            taken = match.end()
