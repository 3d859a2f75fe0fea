"""The encodings that have a name, and the characters that bytes stand for in each, as browsers have it.

Source: the Encoding Standard of the WHATWG, https://encoding.spec.whatwg.org/
"""

import codecs
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from claimtrack.errors import UsageError
from claimtrack.reading.encodings.mojibake import MENDED, mended

MARK = "\ufffd"
"""What stands for bytes that are no character."""
# Codecs of Python that are no character set of a text.
_NO_CHARSETS = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib", "mbcs", "oem"}
    | {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
# The standard gives nothing but a replacement mark for them, against attacks on pages that run scripts.
_NOT_IN_BROWSERS = {"iso-2022-kr": "iso2022_kr", "csiso2022kr": "iso2022_kr", "hz-gb-2312": "hz"}
_PYTHON = {
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "ibm866": "cp866",
}
_FAMILIES = re.compile(r"utf|gb|big5|euc|shift|iso-?2022|cp9[345]|hz|johab")
"""Encodings in which a character may take more than a byte."""
# Where the tables of the standard have a character, and those of Python none or another one.
_CORRECTED = {
    "koi8-u": {0xAE: "ў", 0xBE: "Ў"},
    "windows-1255": {0xCA: "\u05ba"},
}
_JIS_IN_BROWSERS = str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2")
_IN_BROWSERS = {
    "euc-jp": _JIS_IN_BROWSERS,
    "iso-2022-jp": _JIS_IN_BROWSERS,
    "big5": str.maketrans("•､‾∼♁☉¥¢£\uffed", "‧﹑¯～⊕⊙￥￠￡▓"),
}
_HANDLER = "claimtrack.browser"


class Told(str):
    """The name of an encoding that a person gave: it wins over what a server, a page and the bytes say."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters that bytes stand for; ``bad`` of the bytes stand for none, the first of them at ``first``."""

    text: str
    bad: int = 0
    first: int = 0


def encoding_of(label: str | None) -> str | None:
    """Return the name of the encoding that a label stands for, or None where it stands for none that can be read.

    Labels are those of the Encoding Standard, and what Python calls a charset besides.
    """
    if not label:
        return None
    from webencodings import lookup

    found = lookup(label) if label.isascii() else None
    if found is not None and found.name != "replacement":
        return str(found.name)
    folded = label.strip().casefold()
    return _NOT_IN_BROWSERS.get(folded) or _python_name(folded)


def _python_name(label: str) -> str | None:
    from webencodings import lookup

    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name in _NO_CHARSETS:
        return None
    known = lookup(name)
    return str(known.name) if known is not None else {"mac-roman": "macintosh"}.get(name, name)


def told(name: str) -> Told:
    """Return the encoding that a person names; raises UsageError for a name that none has, with those near it."""
    folded = name.strip().casefold()
    found = folded if folded in MENDED else encoding_of(name)
    if found is not None:
        return Told(found)
    from webencodings.labels import LABELS

    names = [*LABELS, *MENDED, "mac-roman", "cp437", "cp850", "utf-32"]
    near = get_close_matches(folded, names, n=4, cutoff=0.6)
    meant = f"perhaps {', '.join(near)}" if near else "utf-8, windows-1252 and mac-roman are some"
    raise UsageError(f'no encoding is called "{name}"; {meant}')


def characters(data: bytes, encoding: str) -> Characters:
    """Turn bytes into characters as browsers do; each that stands for none becomes U+FFFD.

    ``encoding`` is one that ``encoding_of`` or ``told`` gives.
    """
    if encoding in MENDED:
        found = characters(data, "utf-8")
        return Characters(mended(found.text, encoding), found.bad, found.first)
    if encoding == "utf-8":
        return _utf8(data)
    if _FAMILIES.match(encoding):
        return _of_many_bytes(data, encoding)
    text = codecs.charmap_decode(data, "replace", _table(encoding))[0]
    bad = text.count(MARK)
    return Characters(text, bad, text.find(MARK) if bad else 0)


def _utf8(data: bytes) -> Characters:
    try:
        return Characters(data.decode())
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        whole = len(text.encode()) - len(MARK.encode()) * (text.count(MARK) - data.count(MARK.encode()))
        return Characters(text, len(data) - whole, error.start)


def _of_many_bytes(data: bytes, encoding: str) -> Characters:
    name = _PYTHON.get(encoding, encoding)
    try:
        text = data.decode(name)
        bad = first = 0
    except UnicodeDecodeError as error:
        text = data.decode(name, _HANDLER)
        bad, first = text.count(MARK), error.start
    return Characters(text.translate(_IN_BROWSERS.get(encoding, {})), bad, first)


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    """Give the character that the standard has for bytes for which a codec of Python has none, or U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start, pair = error.start, error.object[error.start : error.start + 2]
    if error.encoding in {"euc_jp", "iso2022_jp"}:
        # NEC's special characters and IBM's: "①", "㈱", "髙".
        found = _of_jis_rows(bytes(byte | 0x80 for byte in pair))
        if found is not None:
            return found, start + 2
    if error.encoding == "gb18030" and pair[:1] == b"\x80":
        return "€", start + 1
    if error.encoding == "big5hkscs" and pair == b"\xa3\xe1":
        return "€", start + 2
    return MARK, error.end


def _of_jis_rows(pair: bytes) -> str | None:
    """Return the character at a row and cell of JIS X 0208 with its extensions, as Shift_JIS of Windows has it."""
    if len(pair) < 2 or not all(0xA1 <= byte <= 0xFE for byte in pair):
        return None
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    try:
        return bytes((lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return None


codecs.register_error(_HANDLER, _as_browsers_do)


@cache
def _table(encoding: str) -> str:
    """Return the 256 characters of an encoding; U+FFFE, which Python takes for none, where it has none."""
    from webencodings import lookup

    found = lookup(encoding)
    if found is not None and encoding not in _PYTHON:
        info = found.codec_info
    else:
        info = codecs.lookup(_PYTHON.get(encoding, encoding))
    corrected = _CORRECTED.get(encoding, {})
    return "".join(corrected.get(byte) or _single(byte, info) for byte in range(256))


def _single(byte: int, info: codecs.CodecInfo) -> str:
    try:
        return str(info.decode(bytes((byte,)), "strict")[0])
    except UnicodeError:
        # The standard's tables for Windows have control characters in the places that Microsoft left empty.
        return chr(byte) if byte < 0xA0 else "\ufffe"
