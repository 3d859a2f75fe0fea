"""What differs between scripts: spaces, the way they run, the shapes of their letters."""

import re
import unicodedata

# Presentation forms are shapes of letters, not letters: "ﬁ", and Arabic as it is drawn.
_SHAPES = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_RIGHTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def plain(text: str) -> str:
    """Return letters for shapes of letters; accents drawn apart become one character with their letter."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def has_no_spaces(text: str) -> bool:
    """Tell whether a text has letters of a script that puts no space between words."""
    return not text.isascii() and bool(_NO_SPACES.search(text))


def is_rightward(text: str) -> bool:
    """Tell whether a text has Arabic or Hebrew letters."""
    return not text.isascii() and bool(_RIGHTWARD.search(text))


def set_from_the_right(text: str) -> bool:
    """Tell whether most letters of a row are Arabic or Hebrew."""
    return is_rightward(text) and 2 * len(_RIGHTWARD.findall(text)) > len(_LETTER.findall(text))
