"""Search bytes for names, however they are packed: compressed, encoded, parted by markup, in another alphabet's bytes.

Nothing is believed of what a file says it is. What unpacks to more than ``MOST`` bytes, or is packed in itself too
often, is not searched to its end, and says so: whoever asks has to take that for a find.
"""

import base64
import binascii
import bz2
import html
import io
import lzma
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

from claimtrack.rules.sought import Sought
from claimtrack.services.packages.woven import readings

MOST = 512 << 20
"""Bytes that are looked at of one file, with all that is packed in it."""
_DEEP = 6
_PARTS = 20_000
"""Members of an archive, or packed pieces of a file, that are looked at."""

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}(?:[ \t]{0,4}\r?\n[ \t]{0,4}[A-Za-z0-9+/_-]{4,}={0,2})*")
_MIXED = re.compile(rb"[a-z0-9][A-Z]|[A-Z]{2}[a-z0-9]|[A-Z][0-9]")
"""What text in base64 has, and what words, names of classes and digests have not."""
_ENCODED_WORD = re.compile(rb"=\?[\w-]+\?[bB]\?([A-Za-z0-9+/=]+)\?=")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s?){6,}")
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL | re.IGNORECASE)
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_ELSEWHERE = ("cp1251", "koi8-r", "cp1256", "iso8859-6", "cp1255", "cp1253", "cp1254", "gb18030", "shift_jis", "euc-kr")
_LOOKING_LATIN = ("cp1251", "koi8-r", "cp1253")
"""Encodings of the alphabets whose letters look like Latin ones."""


class Unsearched(Exception):
    """Something is packed so that it cannot be searched to its end."""


def trace(data: bytes, sought: Sought) -> str | None:
    """Return a name that stands in these bytes, None where none does; raises Unsearched where nobody can tell."""
    if not sought:
        return None
    budget = _Budget()
    return _trace(data, sought, budget, 0)


class _Budget:
    def __init__(self) -> None:
        self.left = MOST
        self.parts = _PARTS

    def take(self, size: int) -> None:
        self.left -= size
        self.parts -= 1
        if self.left < 0 or self.parts < 0:
            raise Unsearched("more is packed in it than is looked through")


def _trace(data: bytes, sought: Sought, budget: _Budget, depth: int) -> str | None:
    if depth > _DEEP:
        raise Unsearched("it is packed in itself too often")
    budget.take(len(data))
    for text in _texts(data, sought):
        found = sought.first_in(text)
        if found is not None:
            return found
    for inner in _packed(data, budget):
        found = _trace(inner, sought, budget, depth + 1)
        if found is not None:
            return found
    return None


def _texts(data: bytes, sought: Sought) -> Iterator[str]:
    """Yield what the bytes say, read in each way in which they may have been written."""
    for text in _decoded(data, sought):
        yield text
        if "&" in text:
            yield html.unescape(text)
        if "%" in text:
            yield unquote(text)
        if "\\" in text:
            yield _UNICODE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        if "<" in text:
            yield from readings(text)


def _decoded(data: bytes, sought: Sought) -> Iterator[str]:
    yield data.decode("utf-8", "ignore")
    if not data.isascii():
        yield data.decode("cp1252", "ignore")
        known = _ELSEWHERE if sought.has_foreign else _LOOKING_LATIN if not _is_utf8(data) else ()
        yield from (data.decode(one, "ignore") for one in known)
    if b"\0" in data:
        for start in (0, 1):
            yield from (data[start:].decode(one, "ignore") for one in ("utf-16-le", "utf-16-be"))
        yield from (data.decode(one, "ignore") for one in ("utf-32-le", "utf-32-be"))
    if b"+" in data and data.isascii():
        yield data.decode("utf-7", "ignore")
    if b"=" in data:
        plain = quopri.decodestring(data.replace(b"_", b" "))
        yield plain.decode("utf-8", "ignore")
        yield plain.decode("cp1252", "ignore")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _packed(data: bytes, budget: _Budget) -> Iterator[bytes]:
    """Yield what is packed in the bytes, at whatever place of them."""
    yield from _zipped(data, budget)
    yield from _deflated(data, budget)
    yield from _packed_otherwise(data, budget)
    yield from _in_base64(data)
    for found in _HEX.finditer(data):
        plain = bytes.fromhex(found[0].decode())
        if _says_something(plain):
            yield plain
    if b"%PDF-" in data[:1024]:
        yield _text_of_pdf(data).encode("utf-8", "surrogatepass")


def _packed_otherwise(data: bytes, budget: _Budget) -> Iterator[bytes]:
    for magic, unpacker in ((b"BZh", bz2.BZ2Decompressor), (b"\xfd7zXZ", lzma.LZMADecompressor)):
        for found in re.finditer(re.escape(magic), data):
            with suppress(OSError, EOFError, lzma.LZMAError, ValueError):
                yield unpacker().decompress(data[found.start() :], max(budget.left, 1))


def _in_base64(data: bytes) -> Iterator[bytes]:
    for found in _BASE64.finditer(data):
        if _MIXED.search(found[0]) is None:
            continue
        run = re.sub(rb"\s", b"", found[0]).replace(b"-", b"+").replace(b"_", b"/").replace(b"=", b"")
        # Other letters may stand in front of it, and no place says where it begins.
        for start in range(4) if len(run) < _TOO_LONG_FOR_CHANCE else (0,):
            plain = _plain(run[start:])
            if _says_something(plain):
                yield plain
    yield from (_plain(found[1].rstrip(b"=")) for found in _ENCODED_WORD.finditer(data))


def _plain(run: bytes) -> bytes:
    whole = run[:-1] if len(run) % 4 == 1 else run
    try:
        return base64.b64decode(whole + b"=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return b""


def _says_something(data: bytes) -> bool:
    """Tell whether bytes may be text or packed text: words that only look encoded give neither, and there are many."""
    if len(data) > _TOO_LONG_FOR_CHANCE or data[:2] in _MAGIC:
        return True
    return len(data) > 1 and not any((one < 9 or 14 <= one < 32) and one for one in data[:64])


_TOO_LONG_FOR_CHANCE = 400
_MAGIC = {b"\x1f\x8b", b"PK", b"BZ", b"\xfd7"}


def _zipped(data: bytes, budget: _Budget) -> Iterator[bytes]:
    if b"PK\x03\x04" not in data and b"PK\x05\x06" not in data:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield packed.comment
            for one in packed.infolist():
                budget.take(one.file_size)
                yield one.filename.encode("utf-8", "surrogatepass") + b"\n" + one.comment + b"\n" + one.extra
                if one.flag_bits & 1:
                    raise Unsearched("a file in it is locked with a password")
                yield packed.read(one)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, OSError):
        return


_STREAM = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")


def _deflated(data: bytes, budget: _Budget) -> Iterator[bytes]:
    """Yield what is packed as gzip and zlib pack, as in web archives and in the streams of a PDF."""
    end, whole = 0, memoryview(data)
    for found in _STREAM.finditer(data):
        if found.start() < end:
            continue
        unpack = zlib.decompressobj(31 if found[0].startswith(b"\x1f") else 15)
        try:
            plain = unpack.decompress(whole[found.start() :], max(budget.left, 1))
        except zlib.error:
            continue
        if unpack.unconsumed_tail:
            raise Unsearched("more is packed in it than is looked through")
        if plain:
            yield plain
        if unpack.eof:
            end = len(data) - len(unpack.unused_data)


def _text_of_pdf(data: bytes) -> str:
    """Return all words of a PDF, shown or not, and what it says of itself; nothing where it cannot be read."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(data)
        try:
            about = " ".join(str(value) for value in pdf.get_metadata_dict().values())
            return "\n".join([about, *(page.get_textpage().get_text_bounded() for page in pdf)])
        finally:
            pdf.close()
    except pdfium.PdfiumError as error:
        raise Unsearched(f"it is a PDF that cannot be read: {error}") from error


_PICTURED = re.compile(rb"data:(?:image|audio|video|application)/", re.IGNORECASE)


def can_be_searched(data: bytes) -> bool:
    """Tell whether bytes are text and nothing else, so that what ``trace`` does not find does not stand there.

    A picture may show a name that nobody can search for, and so may a page that holds one.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and _PICTURED.search(data) is None and not text.startswith("%PDF-")
