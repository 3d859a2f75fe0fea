"""What a package consists of, and the one way in which its files are put into a ZIP archive.

A package is a BagIt bag (RFC 8493) in a ZIP archive, in which nothing is packed: the same record gives the same bytes
everywhere, and nothing can be larger than the archive itself. Everything in the archive follows from its files, so that
a flipped bit between them is found as well.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimtrack.errors import VerificationFailed

FORMAT, REDACTED_FORMAT = 1, 2
BLOCK = 1 << 20

BAGIT, BAG_INFO, README = "bagit.txt", "bag-info.txt", "README.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
CRATE, EVENTS = "data/ro-crate-metadata.json", "data/events.jsonl"
REPORTS = ("data/report.html", "data/report.md")
ORIGINAL = re.compile(r"data/originals/([0-9a-f]{64})\.[a-z0-9]{1,8}")
COPIES = "data/redacted"
COPY = re.compile(r"data/redacted/([0-9a-f]{64})\.(?:docx|jpg|odt|pdf|png)")
"""A copy of an original with parts of it covered, in a redacted package; the digest is the copy's own."""
TABLE = re.compile(r"data/tables/([a-z_]{1,60})\.jsonl")
FOLDER = re.compile(r"claimtrack-[0-9a-f]{8}-event-[0-9]{1,15}(-redacted)?")
HEX = re.compile("[0-9a-f]{64}")
_INFO = re.compile(r"([A-Za-z-]+): (.*)")

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: its name in there, where its bytes lie, how many they are, and their SHA-256."""

    name: str
    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a package says of itself: which record, up to where, and what wrote it.

    ``tables`` is the version of the tables (the newest migration) that it was written from; ``redacted`` tells that
    something is left out of it.
    """

    workspace: str
    locker: str
    events: int
    head: str
    at: datetime
    tables: str
    tool_version: str
    redacted: bool = False

    @property
    def folder(self) -> str:
        """The one folder in the archive."""
        return f"claimtrack-{self.workspace[:8]}-event-{self.events}{'-redacted' if self.redacted else ''}"


def bag_info(told: Told, payload: Iterable[Part]) -> bytes:
    """Write what a bag says of itself."""
    parts = list(payload)
    what = "Parts of a record of claimtrack" if told.redacted else "A record of claimtrack with its originals"
    fields = {
        "Bag-Software-Agent": f"claimtrack {told.tool_version}",
        "Bagging-Date": f"{told.at:%Y-%m-%d}",
        "External-Identifier": f"urn:uuid:{told.workspace}",
        "External-Description": f"{what}, from event 1 to event {told.events}",
        "Payload-Oxum": f"{sum(part.size for part in parts)}.{len(parts)}",
        "Claimtrack-Package": str(REDACTED_FORMAT if told.redacted else FORMAT),
        "Claimtrack-Tables": told.tables,
        "Claimtrack-Locker": told.locker,
        "Claimtrack-Events": str(told.events),
        "Claimtrack-Head": told.head,
        "Claimtrack-Time": told.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()).encode()


def read_bag_info(data: bytes, *, archive: Path) -> Told:
    """Read it back; raises VerificationFailed for one that no claimtrack wrote."""
    try:
        lines = map(_INFO.fullmatch, data.decode().splitlines())
        found = {match[1]: match[2] for match in lines if match is not None}
        told = Told(
            workspace=found["External-Identifier"].removeprefix("urn:uuid:"),
            locker=found["Claimtrack-Locker"],
            events=int(found["Claimtrack-Events"]),
            head=found["Claimtrack-Head"],
            at=datetime.strptime(found["Claimtrack-Time"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
            tables=found["Claimtrack-Tables"],
            tool_version=found["Bag-Software-Agent"].removeprefix("claimtrack "),
            redacted=found["Claimtrack-Package"] == str(REDACTED_FORMAT),
        )
    except (KeyError, ValueError) as error:
        raise VerificationFailed(f"{BAG_INFO} in {archive} is not as claimtrack writes it: {error}") from error
    if not HEX.fullmatch(told.head) or not re.fullmatch(r"(?!0000)\d{4}", told.tables):
        raise VerificationFailed(f"{BAG_INFO} in {archive} is not as claimtrack writes it: it names no head or version")
    return told


def refuse_newer(data: bytes, *, archive: Path) -> None:
    """Refuse a package in a form that is not known yet, before anything else is said of it."""
    form, writer = (
        re.search(pattern, data) for pattern in (rb"\nClaimtrack-Package: (\d{1,9})\n", rb"claimtrack (\S+)")
    )
    if form is not None and int(form[1]) > REDACTED_FORMAT:
        version = writer[1].decode("utf-8", "replace") if writer is not None else "?"
        raise VerificationFailed(newer(archive, version))


def newer(archive: Path, version: str) -> str:
    """Say that a package is of a claimtrack to come."""
    return f"{archive} was made by a newer claimtrack ({version}); upgrade the program: pip install -U claimtrack"


def manifest(parts: Iterable[Part]) -> bytes:
    """Write the digests of files as sha256sum reads them."""
    return "".join(f"{part.sha256}  {part.name}\n" for part in sorted(parts, key=lambda part: part.name)).encode()


def is_payload(name: str) -> bool:
    """Tell whether a file is what the bag is there for, and no word about the bag."""
    return name.startswith("data/")


def write_archive(parts: Sequence[Part], to: Path, *, folder: str, at: datetime) -> None:
    """Write files into a new archive, in this order; raises VerificationFailed for one that changed meanwhile.

    Nothing is written down of when and where: every file has the time of the record's newest event.
    """
    moment = at.astimezone(UTC)
    # The years that a ZIP archive can hold.
    stamp = (min(max(moment.year, 1980), 2107), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as packed:
        for part in parts:
            about = zipfile.ZipInfo(f"{folder}/{part.name}", date_time=stamp)
            about.create_system, about.external_attr, about.file_size = 3, 0o100644 << 16, part.size
            with packed.open(about, "w", force_zip64=part.size >= _LARGE) as into:
                for block in checked(part):
                    into.write(block)


_LARGE = 1 << 31


def checked(part: Part) -> Iterator[bytes]:
    """Yield the bytes of a file; raises VerificationFailed where they are not those that its digest says."""
    found = hashlib.sha256()
    with part.path.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
            yield block
    if found.hexdigest() != part.sha256:
        raise VerificationFailed(f"{part.name} is not what it was: its SHA-256 is {found.hexdigest()}")
