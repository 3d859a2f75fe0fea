"""ZIP archives with limits: which document one is, and its members, none larger than a document's can be."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from claimtrack.errors import InvalidInput

LARGEST_MEMBER = 64_000_000
"""Bytes of one member, unpacked; the words of a book of 2,000 pages take a tenth of it."""
LARGEST_SUM = 1_000_000_000
"""Bytes of all members together, unpacked: what pictures of a long report take."""
HIGHEST_RATIO = 400
"""To one; XML of a table of equal rows is packed 200 to one, what packs better is nothing but repetition."""
_RATIO_COUNTS_FROM = 10_000_000
MOST_MEMBERS = 20_000
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)

_OOXML = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = {
    "word": f"{_OOXML}wordprocessingml.document",
    "xl": f"{_OOXML}spreadsheetml.sheet",
    "ppt": f"{_OOXML}presentationml.presentation",
}
_IN_IWORK = {
    "Index/Document.iwa": "application/vnd.apple.pages",
    "Index/CalculationEngine.iwa": "application/vnd.apple.numbers",
    "Index/Presentation.iwa": "application/vnd.apple.keynote",
}
_HEAD = 10_000
"""Bytes at the front of an archive in which the list of its types stands."""
ZIP = "application/zip"
WACZ = "application/wacz"


class Packed:
    """An open ZIP archive whose members can be read one by one, each within the limits."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        listed = archive.namelist()
        self.names = frozenset(listed)
        self.doubled = tuple(sorted(path for path, count in Counter(listed).items() if count > 1))
        """Paths that stand more than once in its list: programs differ in which of them they read."""

    def member(self, path: str, *, largest: int = LARGEST_MEMBER) -> bytes | None:
        """Return a member's bytes, None where the archive has none of that path.

        Raises InvalidInput for one that is locked, damaged, or larger than ``largest`` unpacked, whatever it says.
        """
        if path not in self.names:
            return None
        try:
            with self._archive.open(path) as stream:
                data = stream.read(largest + 1)
        except _BROKEN as error:
            if "password" in str(error):
                raise InvalidInput(f"{self._name} is locked with a password; save a copy without it") from error
            raise InvalidInput(
                f"{self._name} is damaged: {path} in it cannot be unpacked; get it again from where it came"
            ) from error
        if len(data) > largest:
            raise InvalidInput(
                f"{self._name} holds {path}, which is larger than {largest:,} bytes unpacked; "
                "save the part of it that you need"
            )
        return data

    def require(self, path: str) -> bytes:
        """Return a member's bytes; raises InvalidInput where there is none of that path, too."""
        data = self.member(path)
        if data is None:
            raise InvalidInput(f"{self._name} is damaged: it holds no {path}; get it again from where it came")
        return data


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[Packed]:
    """Open a ZIP archive. Raises InvalidInput for one that is damaged, or made to fill the memory of who opens it."""
    if data.count(_ENTRY) > MOST_MEMBERS:
        raise InvalidInput(f"{name} holds more than {MOST_MEMBERS:,} files; save the document that you need by itself")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise InvalidInput(f"{name} is damaged ({error}); get it again from where it came") from error
    with archive:
        _refuse_bomb(archive, len(data), name)
        yield Packed(archive, name)


def _refuse_bomb(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    unpacked = sum(one.file_size for one in archive.infolist())
    if unpacked > LARGEST_SUM:
        raise InvalidInput(
            f"{name} would be {unpacked:,} bytes unpacked, more than {LARGEST_SUM:,}; save the part of it that you need"
        )
    if unpacked > _RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * packed:
        raise InvalidInput(
            f"{name} unpacks to more than {HIGHEST_RATIO} times its size, as no document does; "
            "get it again from somebody you trust"
        )


def packed_type(data: bytes) -> str:
    """Tell the documents that are ZIP archives inside from a plain archive, by what is in them."""
    if data.count(_ENTRY) > MOST_MEMBERS:
        return ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _type(Packed(archive, ""))
    except (*_BROKEN, InvalidInput):
        return _cut_type(data)  # damaged, or packed in a way that only its own program reads


def _cut_type(data: bytes) -> str:
    """Tell what an archive was whose end is missing, by the names and the type at the front of its members."""
    if data[30:38] == b"mimetype":
        named = re.match(rb"[\w.+-]+/[\w.+-]+?(?=PK\x03\x04)", data[38:300])
        return named[0].decode("ascii") if named is not None else ZIP
    if b"[Content_Types].xml" in data[:_HEAD]:
        return next((kind for folder, kind in _IN_ZIP.items() if f"{folder}/".encode() in data), ZIP)
    return ZIP


def _type(archive: Packed) -> str:
    if "mimetype" in archive.names:
        named = archive.require("mimetype")
        if len(named) < 256 and b"/" in named:
            return named.decode("ascii", "replace").strip()
    if "datapackage.json" in archive.names and any(
        path.startswith("archive/") and path.endswith((".warc", ".warc.gz")) for path in archive.names
    ):
        return WACZ
    if "[Content_Types].xml" in archive.names:
        folders = {path.partition("/")[0] for path in archive.names}
        return next((media_type for folder, media_type in _IN_ZIP.items() if folder in folders), ZIP)
    return next((media_type for path, media_type in _IN_IWORK.items() if path in archive.names), ZIP)
