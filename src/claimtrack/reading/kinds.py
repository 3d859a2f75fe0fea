"""What files are called by people, and what to do with one that no reader takes."""

from dataclasses import dataclass

from claimtrack.errors import InvalidInput

READ = "text, Markdown, HTML, PDF, .docx or .odt"
"""What a program can save that is read here, for messages."""

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_SHEET_REMEDY = "copy what it says into a document, or save the sheet as a PDF"
_SLIDES_REMEDY = "save the slides as a PDF"
_SAVE_DOCUMENT = "open it in its program and save it as .docx, .odt, .rtf or PDF"
_UNPACK = "unpack it and name the files that are in it"
_STORY = "open the story in a browser, save the page and give that file or its address"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of file is called, with its article, and how to get something readable out of it."""

    called: str
    remedy: str


_KINDS = {
    "application/msword": Kind("a Word 97 document (.doc)", "save it as .docx or PDF in a word processor"),
    "application/vnd.ms-excel": Kind("a spreadsheet (.xls)", _SHEET_REMEDY),
    f"{_OOXML}spreadsheetml.sheet": Kind("a spreadsheet (.xlsx)", _SHEET_REMEDY),
    f"{_ODF}spreadsheet": Kind("a spreadsheet (.ods)", _SHEET_REMEDY),
    "application/vnd.ms-powerpoint": Kind("a presentation (.ppt)", _SLIDES_REMEDY),
    f"{_OOXML}presentationml.presentation": Kind("a presentation (.pptx)", _SLIDES_REMEDY),
    f"{_ODF}presentation": Kind("a presentation (.odp)", _SLIDES_REMEDY),
    f"{_ODF}graphics": Kind("a drawing (.odg)", "save it as a PDF"),
    "application/vnd.ms-outlook": Kind(
        "an Outlook message (.msg)", "save it as .eml in a mail program, or its text as a .txt file"
    ),
    "application/x-ole-encrypted": Kind(
        "an Office document that is locked with a password", "save a copy without the password"
    ),
    "application/x-ole-storage": Kind("a file of an old Office program", _SAVE_DOCUMENT),
    "application/vnd.apple.pages": Kind("a Pages document", "export it as .docx or PDF"),
    "application/vnd.apple.numbers": Kind("a spreadsheet (Numbers)", _SHEET_REMEDY),
    "application/vnd.apple.keynote": Kind("a presentation (Keynote)", _SLIDES_REMEDY),
    "application/epub+zip": Kind("an e-book (.epub)", "copy the passage that you need into a .txt file"),
    "application/mbox": Kind(
        "a mailbox that may hold many mails (.mbox)",
        "open it in a mail program and save the mail that you mean as .eml",
    ),
    "application/zip": Kind("an archive of files (.zip)", _UNPACK),
    "application/x-tar": Kind("an archive of files (.tar)", _UNPACK),
    "application/x-7z-compressed": Kind("an archive of files (.7z)", _UNPACK),
    "application/vnd.rar": Kind("an archive of files (.rar)", _UNPACK),
    "application/x-bzip2": Kind("a file compressed with bzip2", "unpack it and name what comes out"),
    "application/x-xz": Kind("a file compressed with xz", "unpack it and name what comes out"),
    "application/zstd": Kind("a file compressed with zstd", "unpack it and name what comes out"),
    "application/gzip": Kind("a compressed file (.gz) in another one", "unpack it and name what comes out"),
    "application/x-jsonlines": Kind("a list of JSON records, one a line", _STORY),
    "application/x-arc": Kind("a web archive of the old kind (.arc)", "convert it to .warc.gz, with warcio"),
    "application/x-apple-webarchive": Kind(
        "a web archive of Safari (.webarchive)", "save the page as HTML, or print it as a PDF"
    ),
    "text/x-ssa": Kind("subtitles in the format of SubStation Alpha", "save them as .srt or .vtt"),
    "application/ttml+xml": Kind("subtitles in XML (TTML)", "save them as .srt or .vtt"),
    "application/xml": Kind("XML of a kind that is not known here", "save the article that it holds as text or HTML"),
    "application/postscript": Kind("a PostScript file", "convert it to PDF"),
    "image/vnd.djvu": Kind("a scanned document (DjVu)", "run a text recognition over it and save its text"),
    "application/ogg": Kind(
        "a sound recording or a film (Ogg)", "write down what is said, as a .txt file or as subtitles (.srt, .vtt)"
    ),
    "application/x-sqlite3": Kind("a database (SQLite)", f"save the article that it holds as {READ}"),
    "application/x-bplist": Kind("a binary property list", f"save the article that it holds as {READ}"),
    "application/octet-stream": Kind(
        "a file of an unknown kind, and no text", f"save the article that it holds as {READ}"
    ),
}
_FAMILIES = {
    "image/": Kind("a picture", "run a text recognition over it and save its text, or type what it says"),
    "audio/": Kind("a sound recording", "write down what is said, as a .txt file or as subtitles (.srt, .vtt)"),
    "video/": Kind("a film", "write down what is said, as a .txt file or as subtitles (.srt, .vtt)"),
    "font/": Kind("a font", "name the file of the article"),
}
_SAME = {
    "application/x-rar-compressed": "application/vnd.rar",
    "application/x-rar": "application/vnd.rar",
    "application/bzip2": "application/x-bzip2",
    "application/x-bzip": "application/x-bzip2",
    "application/x-gzip": "application/gzip",
    "application/vnd.sqlite3": "application/x-sqlite3",
    "application/x-zstd": "application/zstd",
}


def kind_of(media_type: str) -> Kind:
    """Return what people call files of this media type; the type itself where nobody has a name for it."""
    known = _KINDS.get(_SAME.get(media_type, media_type))
    if known is not None:
        return known
    for family, kind in _FAMILIES.items():
        if media_type.startswith(family):
            return Kind(f"{kind.called} ({media_type.removeprefix(family)})", kind.remedy)
    return Kind(media_type, f"save the article that it holds as {READ}")


def refusal(name: str, media_type: str) -> InvalidInput:
    """Return the error that says what a file is and how to get something readable out of it."""
    kind = kind_of(media_type)
    return InvalidInput(f"{name} is {kind.called}, which cannot be read; {kind.remedy}")
