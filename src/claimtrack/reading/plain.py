"""Plain text: bytes to characters, with none lost and none invented."""

import codecs
import re

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.sniff import media_type_of, seems_utf16
from claimtrack.reading.text_headline import top_of

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What a declared name stands for in practice: WHATWG Encoding Standard, section 4.2. In ISO 8859-1 proper the curly
# quotation marks of Windows would be control characters.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Codecs of Python that are no character set of a text.
_NO_CHARSETS = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib"}
    | {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
# They write other characters with ASCII bytes, or with zeros: valid UTF-8 proves nothing against them.
_NOT_LIKE_ASCII = re.compile(r"utf-(?:16|32)|iso2022|hz$")
_CANDIDATES = [f"cp125{last}" for last in range(8)]
_CANDIDATES += ["iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp874", "cp949", "gb18030", "big5"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_KANA = re.compile(r"[\u3041-\u30fe]")
_ASCII = bytes(range(0x80))
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_FEW, _SHARE = 4, 0.05
_SAMPLE = 65_536


def read_plain(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read plain text, unchanged but for the byte order mark, so that offsets can be compared.

    A first line that looks like a headline is the title; it stays in the text.
    """
    text = decoded(data, name=name, charset=charset)
    top = top_of(text)
    return Document(text, "text/plain", title=top.title, byline=top.byline, published=top.published)


def decoded(data: bytes, *, name: str, charset: str | None = None) -> str:
    """Turn bytes into text: by their mark, as UTF-8, as declared, or as the encoding that fits best.

    Raises InvalidInput for what is empty, binary, or UTF-8 with damaged bytes (naming the first).
    """
    text = _decode(data, name, charset)
    if not text.strip():
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\0" in text or controls > max(2, len(text[:_SAMPLE]) // 100):
        kind = media_type_of(data, name=name)
        known = not kind.startswith("text/") and kind != "application/octet-stream"
        what = f"it looks like {kind}" if known else "it holds bytes that no text holds"
        raise InvalidInput(f"{name} is no text: {what}; save the article as text, Markdown, HTML or PDF")
    return text


def _decode(data: bytes, name: str, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, name)
    if seems_utf16(data[:_SAMPLE]):
        return _as(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be", name)
    declared = _codec(charset)
    if declared is not None and _NOT_LIKE_ASCII.match(declared):
        return _as(data, declared, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared is not None and declared != "utf-8":
            return _as(data, declared, name)
        _refuse_damaged(data, name, error)
    return _as(data, _best(data[:_SAMPLE], name), name)


def _codec(charset: str | None) -> str | None:
    """Return Python's name of a declared charset, or None when nothing usable is declared."""
    try:
        found = codecs.lookup(charset).name if charset else None
    except (LookupError, ValueError):
        return None
    return None if found in _NO_CHARSETS else _MEANT.get(found or "", found)


def _refuse_damaged(data: bytes, name: str, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with bad bytes; another encoding would show its good characters as rubbish.

    Two accented bytes in a row can be UTF-8 by chance in any encoding, three hardly, so three weigh more. What is
    left of a character of three bytes is one or two, so two in a row weigh no more than one.
    """
    good = sum(3 if len(sequence) > 2 else 1 for sequence in _UTF8_SEQUENCE.findall(data))
    strange = _NOT_ASCII.findall(_UTF8_SEQUENCE.sub(b" ", data))
    weight = sum((len(run) + 1) // 2 for run in strange)
    if good > weight and _japanese(data[:_SAMPLE]) is None:
        raise InvalidInput(
            f"{name} is damaged: it is UTF-8 but for {len(b''.join(strange))} bytes, the first at byte {error.start}; "
            "get it again from where it came, or save it as UTF-8 in an editor"
        ) from error


def _best(sample: bytes, name: str) -> str:
    """Guess an encoding. With few accents there is little to go by: then, and in doubt, Western European.

    Raises InvalidInput where no encoding makes words of the bytes.
    """
    if len(sample.translate(None, _ASCII)) <= max(_FEW, _SHARE * len(sample)):
        return "cp1252"
    japanese = _japanese(sample)
    if japanese is not None:
        return japanese
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_CANDIDATES)
    best = found.best()
    if best is None:
        raise InvalidInput(f"{name} is text in an encoding that cannot be told; save it as UTF-8 in an editor")
    # Central European marks fit most French and German as well as Western European ones do, and win by their name.
    if "cp1252" in best.could_be_from_charset or any(
        one.encoding == "cp1252" and one.chaos <= best.chaos + 0.01 and one.coherence >= best.coherence - 0.05
        for one in found
    ):
        return "cp1252"
    # Without any of the bytes for which Windows has letters and ISO none, it is ISO.
    return "iso8859_2" if best.encoding == "cp1250" and not _WINDOWS_ONLY.search(sample) else best.encoding


def _japanese(sample: bytes) -> str | None:
    """Return the Japanese encoding in which a good part of the characters are kana, which no other text has."""
    for encoding in ("cp932", "euc_jp"):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        wide = sum(character >= "\x80" for character in text)
        if "\ufffd" not in text and len(_KANA.findall(text)) > 0.2 * wide:
            return encoding
    return None


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise InvalidInput(
            f"{name} cannot be read as {encoding}: {error}; save it as UTF-8 in an editor and try again"
        ) from error
