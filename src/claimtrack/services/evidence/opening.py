"""Which pieces may be opened in the program for their type: those that are only looked at or listened to."""

from pathlib import PurePath

# What a desktop takes for a document by its name; what it would run is on no such list.
_LOOKED_AT = {
    "application/epub+zip": (".epub",),
    "application/msword": (".doc",),
    "application/pdf": (".pdf",),
    "application/rtf": (".rtf",),
    "application/vnd.ms-excel": (".xls",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "audio/mpeg": (".mp3",),
    "audio/": (".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma"),
    "image/gif": (".gif",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
    "image/": (".avif", ".bmp", ".heic"),
    "message/rfc822": (".eml",),
    "text/csv": (".csv",),
    "text/html": (".html", ".htm"),
    "text/markdown": (".md",),
    "text/plain": (".txt", ".csv", ".log", ".md", ".srt", ".vtt"),
    "text/rtf": (".rtf",),
    "video/mp4": (".mp4", ".m4v"),
    "video/": (".avi", ".mkv", ".mov", ".mpg", ".mpeg", ".ogv", ".webm", ".wmv"),
}
_RUNS = (b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs and scripts begin, whatever their name says."""
_STARTER = b"[desktop entry]"
HEAD = 4_096
"""Bytes of a file that are looked through for that."""


def opened_as(name: str, media_type: str, head: bytes) -> str | None:
    """Return the name under which a copy may be opened, or None for what might be started.

    A name that fits the kind of file stays; one without an ending gets that of its kind. ``head`` are the file's first
    bytes: a program is one under any name.
    """
    if head.startswith(_RUNS) or _STARTER in head[:HEAD].lower():
        return None
    ending = PurePath(name).suffix.lower()
    kind = media_type.split(";")[0].strip().lower()
    exact, family = _LOOKED_AT.get(kind, ()), _LOOKED_AT.get(f"{kind.split('/')[0]}/", ())
    if ending in {*exact, *family}:
        return name
    # What a name ends with may be no ending of a file: "Report of 4.5. on the bridge".
    return f"{name}{exact[0]}" if exact and ending not in _KNOWN and not _is_ending(ending) else None


_KNOWN = {ending for endings in _LOOKED_AT.values() for ending in endings}


def _is_ending(ending: str) -> bool:
    """Tell whether a desktop might know a program for what a name ends with."""
    return len(ending) > 1 and ending[1:].isascii() and ending[1:].isalnum() and not ending[1:].isdecimal()
