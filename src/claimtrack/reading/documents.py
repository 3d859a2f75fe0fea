"""What a document says of itself: who wrote and changed it, when, and with which program. Nothing of that is proved.

Of a PDF that is its information dictionary, and its XMP where the dictionary says nothing; of files of Word, Excel and
PowerPoint ``docProps``, of OpenDocument ``meta.xml``. It is read in a process of its own, with limits.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claimtrack.config import read_limits
from claimtrack.errors import InvalidInput
from claimtrack.reading.pictures import LARGEST, in_a_line, said_of
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

_PDF = "application/pdf"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_PDF_TIME = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SelfTold:
    """What a document says of itself; None where it says nothing, ``unread`` why nothing is known.

    ``created`` and ``modified`` are as the clock of whoever wrote it had them, with the offset from UTC where one is
    named.
    """

    author: str | None = None
    changed_by: str | None = None
    created: str | None = None
    modified: str | None = None
    program: str | None = None
    producer: str | None = None
    company: str | None = None
    unread: str | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it was read, and says none of it."""
        return self == SelfTold()


def is_document(media_type: str) -> bool:
    """Tell whether files of this kind say such things of themselves, where we know how to read it."""
    return media_type == _PDF or media_type.startswith((_OOXML, _ODF))


def read_self_told(data: bytes, media_type: str) -> SelfTold:
    """Return what a document says of itself; one that is broken, or made to do harm, gives why it was not read."""
    if len(data) > LARGEST:
        return SelfTold(unread=f"it is larger than {LARGEST // 1_000_000} MB")
    limits = read_limits()
    try:
        return own_worker().call(_within, data, media_type, limits.memory, limits.seconds, seconds=limits.seconds)
    except TooSlow:
        return SelfTold(unread="it takes too long to read")
    except Died as error:
        return SelfTold(unread=f"its reader died ({error})")


def _within(data: bytes, media_type: str, memory: int, seconds: float) -> SelfTold:
    try:
        with limited(memory=memory, seconds=seconds):
            return _of_pdf(data) if media_type == _PDF else _of_packed(data, media_type)
    except MemoryError:
        return SelfTold(unread="it takes too much memory to read")
    except InvalidInput as error:
        return SelfTold(unread=str(error).partition(";")[0])
    except Exception as error:
        return SelfTold(unread=f"it cannot be read: {said_of(error)}")


def _of_pdf(data: bytes) -> SelfTold:
    import logging

    from pypdf import PdfReader

    # It warns on standard error of every oddity that it then reads past.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return SelfTold(unread="it is locked with a password")
    told = {str(key): value for key, value in (reader.metadata or {}).items()}
    more = _of_xmp(reader)

    def said(key: str, beside: str) -> str | None:
        return in_a_line(told.get(key)) or in_a_line(more.get(beside))

    return SelfTold(
        author=said("/Author", "creator"),
        created=_pdf_time(told.get("/CreationDate")) or _time(more.get("CreateDate")),
        modified=_pdf_time(told.get("/ModDate")) or _time(more.get("ModifyDate")),
        program=said("/Creator", "CreatorTool"),
        producer=said("/Producer", "Producer"),
    )


def _of_xmp(reader: Any) -> dict[str, str]:
    """Return what the XMP packet of a PDF says, by the names of its elements and attributes without namespaces."""
    from claimtrack.reading.xml_tree import local, parsed, words

    try:
        packet = reader.root_object.get("/Metadata")
        root = parsed(packet.get_object().get_data(), name="its metadata") if packet is not None else None
    except Exception:  # the dictionary is the one that programs show
        return {}
    found: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        for key, value in element.attrib.items():
            found.setdefault(str(key).rpartition("}")[2], str(value))
        if local(element):
            found.setdefault(local(element), words(element))
    return found


def _of_packed(data: bytes, media_type: str) -> SelfTold:
    from claimtrack.reading.packed import opened

    with opened(data, name="it") as archive:
        if media_type.startswith(_ODF):
            meta = _said_in(archive.member("meta.xml"))
            return SelfTold(
                author=meta.get("initial-creator"),
                changed_by=meta.get("creator"),
                created=_time(meta.get("creation-date")),
                modified=_time(meta.get("date")),
                program=meta.get("generator"),
            )
        core, app = (_said_in(archive.member(f"docProps/{part}.xml")) for part in ("core", "app"))
    program = " ".join(filter(None, (app.get("Application"), app.get("AppVersion"))))
    return SelfTold(
        author=core.get("creator"),
        changed_by=core.get("lastModifiedBy"),
        created=_time(core.get("created")),
        modified=_time(core.get("modified")),
        program=program or None,
        company=app.get("Company"),
    )


def _said_in(data: bytes | None) -> Mapping[str, str]:
    """Return the words of each element that has some, the first of a name; nothing for a part that is not there."""
    from claimtrack.reading.xml_tree import local, parsed

    found: dict[str, str] = {}
    for element in parsed(data, name="what it says of itself").iter() if data is not None else ():
        said = in_a_line(element.text)
        if said is not None and local(element):
            found.setdefault(local(element), said)
    return found


def _time(written: object) -> str | None:
    match = _TIME.fullmatch(in_a_line(written) or "")
    if match is None:
        return None
    year, month, day, clock, zone = match.groups()
    return _shown(f"{year}-{month}-{day}", clock, "+00:00" if zone == "Z" else zone)


def _pdf_time(written: object) -> str | None:
    match = _PDF_TIME.fullmatch(in_a_line(written) or "")
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    zone = "+00:00" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else None
    return _shown(f"{year}-{month}-{day}", f"{hour}:{minute}:{second or '00'}", zone)


def _shown(day: str, clock: str | None, zone: str | None) -> str | None:
    """Return a time as it is shown; None for one that there is none of."""
    told = " ".join(filter(None, (day, clock, zone)))
    try:
        datetime.fromisoformat(f"{day}T{clock or '00:00'}{zone or ''}")
    except ValueError:
        return None
    return told
