"""Plain text: bytes to characters, with none lost and none invented."""

import re
from dataclasses import dataclass, replace

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.encodings.charsets import MARK, Characters, Told, characters, encoding_of
from claimtrack.reading.encodings.guess import best_guess, japanese
from claimtrack.reading.encodings.mojibake import TWICE, Garbled, garbled, mended
from claimtrack.reading.encodings.prescan import declared_by
from claimtrack.reading.metadata.text_headline import top_of
from claimtrack.reading.sniff import media_type_of, seems_utf16
from claimtrack.remedies import Blank, Field, Words

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LATIN_SEQUENCE = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
# What is left of a dash or a quotation mark that was cut, which no other encoding has at the end of a word.
_CUT = re.compile(rb"\xe2\x80")
# They write other characters with ASCII bytes, or with zeros: valid UTF-8 proves nothing against them.
_NOT_LIKE_ASCII = re.compile(r"utf-(?:16|32)|iso-?2022|hz$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_HIGH = bytes(range(0x80, 0x100))
_SURELY = 3
_SAMPLE = 65_536
_LOOKED_THROUGH = 1 << 17
_IN_TEXT, _IN_PAGE = 0.05, 0.3
"""The share of characters that stand for nothing from which on a text, and a page, is none."""
_READ_AS_UTF8 = Field("encoding", "utf-8")
_COMMONLY = {"macintosh": "mac-roman"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that its bytes were read in, and whole sentences on what is odd about that."""

    text: str
    encoding: str
    notices: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What bytes were read as, and why, where somebody should be told."""

    found: Characters
    encoding: str
    why: Words | None = None


def read_plain(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read plain text, unchanged but for the byte order mark, so that offsets can be compared.

    A first line that looks like a headline is the title; it stays in the text.
    """
    found = decode(data, name=name, charset=charset)
    top = top_of(found.text)
    return Document(
        found.text,
        "text/plain",
        title=top.title,
        byline=top.byline,
        published=top.published,
        notices=found.notices,
    )


def decoded(data: bytes, *, name: str, charset: str | None = None) -> str:
    """Turn bytes into text as ``decode`` does, for who has no use for what is odd about them."""
    return decode(data, name=name, charset=charset).text


def decode(data: bytes, *, name: str, charset: str | None = None) -> Decoded:
    """Turn bytes into text: by their mark, as a person or a server says, as UTF-8, or by the best guess.

    ``charset`` is what a person said where it is ``Told``, else what a server did: words in UTF-8 are read as that
    whatever a server says. Bytes that are no character become U+FFFD, and are counted in a notice.
    Raises InvalidInput for what is empty, binary, or for the most part damaged.
    """
    return _decoded(data, name, _said_by(charset), most=_IN_TEXT, nul=MARK)


def decode_page(data: bytes, *, name: str, charset: str | None = None) -> Decoded:
    """Turn the bytes of a page into text as ``decode`` does; what the page says of itself comes after the server.

    NULs are left out, as browsers do. Raises InvalidInput as ``decode`` does.
    """
    said = _said_by(charset)
    return _decoded(data, name, said if said is not None else declared_by(data), most=_IN_PAGE, nul="")


def _said_by(charset: str | None) -> str | None:
    return charset if isinstance(charset, Told) else encoding_of(charset)


def _decoded(data: bytes, name: str, said: str | None, *, most: float, nul: str) -> Decoded:
    whole = data if _has_zeros(data, said) else data.rstrip(b"\0")
    reading = _read(whole, name, said)
    text = reading.found.text
    if not text or text.isspace():
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    _refuse_no_text(data, name, reading, most=most)
    notices = [*_odd(reading, len(data)), *_nuls(data, text, whole)]
    text = text.replace("\0", nul)
    if isinstance(said, Told):
        return Decoded(text, reading.encoding, tuple(notices))
    found = garbled(text[:_LOOKED_THROUGH])
    if found is None:
        return Decoded(text, reading.encoding, tuple(notices))
    if found.encoding == TWICE and found.throughout:
        meant = Decoded(mended(text, TWICE), TWICE, tuple(notices))
        return replace(meant, notices=(_mended_notice(found), *notices))
    return Decoded(text, reading.encoding, (*notices, _garbled_notice(found, reading.encoding)))


def _has_zeros(data: bytes, said: str | None) -> bool:
    """Tell whether zeros are a part of characters, so that those at the end are not what a full disk left."""
    wide = (mark for mark, encoding in _BOMS if encoding != "utf-8")
    return data.startswith(tuple(wide)) or seems_utf16(data[:_SAMPLE]) or bool(said and _NOT_LIKE_ASCII.match(said))


def _read(data: bytes, name: str, said: str | None) -> _Reading:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            found = characters(data[len(mark) :], encoding)
            return _Reading(replace(found, first=found.first + len(mark)), encoding)
    if isinstance(said, Told):
        return _Reading(characters(data, said), said, _contradicted(data, said))
    if seems_utf16(data[:_SAMPLE]):
        encoding = "utf-16le" if data[1:2] == b"\0" else "utf-16be"
        return _Reading(characters(data, encoding), encoding, _by_a_guess(encoding) if said != encoding else None)
    if said is not None and _NOT_LIKE_ASCII.match(said) and not _is_a_lie(data, said):
        return _Reading(characters(data, said), said)
    return _read_like_ascii(data, name, said)


def _read_like_ascii(data: bytes, name: str, said: str | None) -> _Reading:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _read_no_utf8(data, name, said)
    if b"\x1b$" in data and data.isascii():
        return _guessed(data, name, said)
    if said in {None, "utf-8"} or data.isascii():
        return _Reading(Characters(text), "utf-8")
    if _is_surely_utf8(data):
        return _Reading(Characters(text), "utf-8", f"said to be {said}, but it is UTF-8, and was read as that")
    return _Reading(characters(data, str(said)), str(said))


def _read_no_utf8(data: bytes, name: str, said: str | None) -> _Reading:
    good, bad = _weighed(data)
    if said not in {None, "utf-8"}:
        if good > 10 * bad and good > _SURELY:
            why = f"said to be {said}, but it is damaged UTF-8, and was read as that"
            return _Reading(characters(data, "utf-8"), "utf-8", why)
        found = characters(data, str(said))
        if found.text.count(MARK) * 2 <= len(_BEYOND.findall(found.text)):
            return _Reading(found, str(said))
    elif (good > bad and japanese(data[:_SAMPLE]) is None) or _is_cut(data):
        return _Reading(characters(data, "utf-8"), "utf-8")
    return _guessed(data, name, said)


def _guessed(data: bytes, name: str, said: str | None) -> _Reading:
    """Read bytes by a guess; raises InvalidInput where no encoding makes words of them."""
    encoding = best_guess(data[:_SAMPLE])
    if encoding is None:
        raise InvalidInput(
            f"{name} is text in an encoding that cannot be told; say it with "
            + Field("encoding", Blank.NAME)
            + ", or save it as UTF-8 in an editor"
        )
    lie = f"said to be {said}, which it is not; " if said is not None else ""
    return _Reading(characters(data, encoding), encoding, lie + _by_a_guess(encoding))


def _weighed(data: bytes) -> tuple[int, int]:
    """Return how much speaks for UTF-8 with some bytes damaged, and how much against it.

    Two accented bytes in a row can be UTF-8 by chance in any encoding, three hardly, so three weigh more. What is
    left of a character of three bytes is one or two, so two in a row weigh no more than one.
    """
    good = sum(3 if len(sequence) > 2 else 1 for sequence in _UTF8_SEQUENCE.findall(data))
    strange = _NOT_ASCII.findall(_UTF8_SEQUENCE.sub(b" ", data))
    return good, sum((len(run) + 1) // 2 for run in strange)


def _is_cut(data: bytes) -> bool:
    return all(_CUT.fullmatch(run) for run in _NOT_ASCII.findall(_UTF8_SEQUENCE.sub(b" ", data)))


def _is_surely_utf8(data: bytes) -> bool:
    """Tell whether bytes that are valid UTF-8 are so by no chance: "É’" of Windows is one character of it, too."""
    weight = 0
    for sequence in _UTF8_SEQUENCE.finditer(data):
        weight += _SURELY if len(sequence[0]) > 2 or _LATIN_SEQUENCE.match(sequence[0]) else 1
        if weight >= _SURELY:
            return True
    return False


def _is_a_lie(data: bytes, said: str) -> bool:
    """Tell whether bytes that are said to be UTF-16 or UTF-32 hold the ASCII of other text, and no zero."""
    start = data[:_SAMPLE]
    return (
        said.startswith("utf")
        and b"\0" not in start
        and len(start.translate(None, bytes(range(0x80)))) * 2 < len(start)
    )


def _contradicted(data: bytes, said: str) -> Words | None:
    if said.startswith("utf") or _NOT_LIKE_ASCII.match(said) or data.isascii() or not _is_surely_utf8(data):
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return f"read as {said}, as it was said, though its bytes are UTF-8; " + _READ_AS_UTF8 + " reads them as that"


def _refuse_no_text(data: bytes, name: str, reading: _Reading, *, most: float) -> None:
    text = reading.found.text
    start = text[:_SAMPLE]
    if len(_CONTROL.findall(start)) > max(2, most * len(start)):
        kind = media_type_of(data, name=name)
        known = not kind.startswith("text/") and kind != "application/octet-stream"
        what = f"it looks like {kind}" if known else "it holds bytes that no text holds"
        raise InvalidInput(f"{name} is no text: {what}; save the article as text, Markdown, HTML or PDF")
    if reading.found.bad and text.count(MARK) * 3 > len(text):
        raise InvalidInput(
            f"{name} cannot be read as {reading.encoding}: {reading.found.bad:,} of its {len(data):,} bytes are no "
            "characters of it; get it again from where it came, or say with "
            + Field("encoding", Blank.NAME)
            + " what it is in"
        )


def _odd(reading: _Reading, size: int) -> list[Words]:
    notices: list[Words] = [reading.why] if reading.why is not None else []
    bad = reading.found.bad
    if bad:
        damaged = (
            f"1 byte of {size:,} is damaged, " if bad == 1 else f"{bad:,} bytes of {size:,} are damaged, the first "
        )
        notices.append(f"{damaged}at byte {reading.found.first:,}; “{MARK}” stands for what is lost")
    return notices


def _nuls(data: bytes, text: str, whole: bytes) -> list[str]:
    cut, inside = len(data) - len(whole), text.count("\0")
    notices = []
    if inside:
        notices.append(
            "1 NUL byte in it is no character" if inside == 1 else f"{inside:,} NUL bytes in it are no characters"
        )
    if cut:
        notices.append(f"{cut:,} NUL {'byte' if cut == 1 else 'bytes'} at its end were left out; it may be cut off")
    return notices


def _by_a_guess(encoding: str) -> Words:
    return f"read as {_COMMONLY.get(encoding, encoding)} by a guess; " + Field("encoding") + " says it"


def _mended_notice(found: Garbled) -> Words:
    return (
        f"it was encoded twice (“{found.shown}” for “{found.meant}”), and read as {TWICE} by a guess; "
        + _READ_AS_UTF8
        + " reads it as it stands"
    )


def _garbled_notice(found: Garbled, encoding: str) -> Words:
    mends = found.encoding if encoding == "utf-8" else "mac-roman"
    what = "UTF-8 encoded twice" if found.encoding == TWICE else "Mac Roman"
    return (
        f"it looks like {what} in {found.times:,} places: “{found.shown}” may be “{found.meant}”; "
        + Field("encoding", mends)
        + " reads it so"
    )
