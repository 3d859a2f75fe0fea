"""RTF: the paragraphs of a document in the Rich Text Format. Source of the words: its specification, version 1.9.1."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats.paragraphs import Paragraphs

MEDIA_TYPE = "application/rtf"
DEEPEST = 1_000
_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<break>[\r\n\0]+)|(?P<text>[^\\{}\r\n\0]+)",
    re.DOTALL,
)
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_BASES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": "\t",
    "line": "\n",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNS = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
_ENDS = frozenset({"par", "sect", "page", "column", "\n"})
_UNREAD = frozenset(
    "colortbl stylesheet pict object objdata fldinst listtext pntext pn sp shprslt nonshppict nonesttables annotation "
    "atnid atnauthor atnref atntime atndate xe tc tcn rxe background datafield filetbl listtable listoverridetable "
    "revtbl rsidtbl generator themedata datastore latentstyles xmlnstbl mmathPr comment subject category keywords "
    "doccomm operator company manager hlinkbase creatim revtim printim buptim ftnsep ftnsepc ftncn aftnsep aftnsepc "
    "aftncn template private1 do".split()
)
_AROUND = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
_KNOWN_EXTRAS = frozenset({"shpinst", "shptxt"})


@dataclass(slots=True)
class _Part:
    """One run of paragraphs: the text, a note, a header; with the row of a table that is open in it."""

    why: str | None = None
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    cells: list[Paragraphs] = field(default_factory=list)
    cell: Paragraphs = field(default_factory=Paragraphs)
    open: list[str] = field(default_factory=list)

    def end(self, *, in_table: bool) -> None:
        """End the paragraph that is open."""
        target = self.cell if in_table else self.paragraphs
        if not in_table:
            self.end_row()
        target.take("".join(self.open))
        self.open.clear()
        target.end()

    def end_cell(self) -> None:
        """End a cell of the row that is open."""
        self.end(in_table=True)
        self.cells.append(self.cell)
        self.cell = Paragraphs()

    def end_row(self) -> None:
        """Write the row that is open."""
        if self.cell.written:
            self.cells.append(self.cell)
            self.cell = Paragraphs()
        if self.cells:
            self.paragraphs.row(self.cells)
            self.cells = []

    def text(self) -> str:
        """Return all of its paragraphs."""
        self.end(in_table=False)
        return self.paragraphs.text


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: where its words go (nowhere for None), how they are encoded, whether they show."""

    part: _Part | None
    codec: str
    hidden: bool = False
    deleted: bool = False
    skips: int = 1
    in_table: bool = False
    kind: str = ""


@dataclass(slots=True)
class _Reading:
    name: str
    codec: str = "cp1252"
    body: _Part = field(default_factory=_Part)
    apart: list[_Part] = field(default_factory=list)
    told: dict[str, _Part] = field(default_factory=dict)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    state: _State = field(init=False)
    stack: list[_State] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    units: list[int] = field(default_factory=list)
    to_skip: int = 0
    is_extra: bool = False

    def __post_init__(self) -> None:
        self.state = _State(self.body, self.codec)


def read_rich_text(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a .rtf: headings, paragraphs and items of lists are paragraphs, a row of a table is a line.

    Headers, footers and notes are shown, and not in the text; comments, deleted and hidden text are in neither. Title
    and author are those of its properties. Raises InvalidInput for one without words, or nested 1,000 groups deep.
    """
    del charset  # RTF says it
    read = _Reading(name)
    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:  # a lone backslash at the end
            break
        position = match.end()
        if match["word"] == b"bin":
            position += max(0, int(match["number"] or 0))
        else:
            _take(match, read)
    _flush(read)
    return _document(read, name)


def _document(read: _Reading, name: str) -> Document:
    text = read.body.text()
    if not text.strip():
        raise InvalidInput(f"{name} is an RTF document without any words; save what its pictures say as a .txt file")
    added = [PassedOver(words, part.why or "") for part in read.apart if (words := part.text())]
    told = {kind: " ".join(part.text().split()) for kind, part in read.told.items()}
    hidden = (PassedOver(" ".join(words.split()), why) for words, why in read.hidden if words.strip())
    return Document(
        text=text,
        media_type=MEDIA_TYPE,
        title=told.get("title") or None,
        byline=told.get("author") or None,
        shown="\n\n".join([text, *dict.fromkeys(one.text for one in added)]) if added else None,
        passed_over=(*dict.fromkeys(added), *hidden),
    )


def _take(match: re.Match[bytes], read: _Reading) -> None:
    kind = match.lastgroup
    if match["word"] is not None:
        _word(match["word"].decode("ascii"), match["number"], read)
    elif kind == "text":
        _bytes(match["text"], read)
    elif kind == "byte":
        _bytes(bytes.fromhex(match["byte"].decode("ascii")), read)
    elif kind == "sign":
        _sign(match["sign"], read)
    elif kind == "open":
        _flush(read)
        read.to_skip = 0
        if len(read.stack) >= DEEPEST:
            raise InvalidInput(
                f"{read.name} has parts inside parts more than {DEEPEST:,} deep; save its text as a .txt file"
            )
        read.stack.append(read.state)
    elif kind == "close":
        _close(read)


def _close(read: _Reading) -> None:
    _flush(read)
    read.to_skip = 0
    read.is_extra = False
    if read.stack:
        inner, read.state = read.state, read.stack.pop()
        if inner.kind == "shptxt" and inner.part is not None and read.state.kind != "shptxt":
            inner.part.end(in_table=False)
            read.body.paragraphs.put_behind(inner.part.paragraphs)


def _bytes(text: bytes, read: _Reading) -> None:
    if read.to_skip:
        skipped = min(read.to_skip, len(text))
        read.to_skip -= skipped
        text = text[skipped:]
    if text and read.state.part is not None:
        if read.units:
            _flush(read)
        read.raw += text


def _flush(read: _Reading) -> None:
    """Write the bytes or the code units that were taken, in the encoding that holds here."""
    if read.raw:
        _write(bytes(read.raw).decode(read.state.codec, "replace"), read)
        read.raw.clear()
    if read.units:
        units = b"".join(unit.to_bytes(2, "little") for unit in read.units)
        read.units.clear()
        _write(units.decode("utf-16-le", "replace"), read)


def _write(words: str, read: _Reading) -> None:
    state = read.state
    if state.part is None:
        return
    if state.hidden or state.deleted:
        read.hidden.append((words, "deleted, as a tracked change" if state.deleted else "hidden"))
    else:
        state.part.open.append(words)


def _sign(sign: bytes, read: _Reading) -> None:
    if sign == b"*":
        read.is_extra = True
    elif sign in b"\r\n":
        _end(read)
    elif sign in _SIGNS:
        _flush(read)
        if read.to_skip:
            read.to_skip -= 1
        else:
            _write(_SIGNS[sign], read)


def _end(read: _Reading) -> None:
    _flush(read)
    if read.state.part is not None:
        read.state.part.end(in_table=read.state.in_table)


def _word(word: str, number: bytes | None, read: _Reading) -> None:
    value = int(number) if number is not None else None
    if word == "u" and value is not None:
        if read.raw:
            _flush(read)
        if read.state.part is not None:
            read.units.append(value & 0xFFFF)
        read.to_skip = read.state.skips
        return
    _flush(read)
    read.to_skip = 0
    is_extra, read.is_extra = read.is_extra, False
    if is_extra and word not in _KNOWN_EXTRAS:
        read.state = replace(read.state, part=None, kind=word)
    elif word in _CHARACTERS:
        _write(_CHARACTERS[word], read)
    elif word in _ENDS:
        _end(read)
    elif word in _DOES:
        _DOES[word](value, read)
    else:
        _destination(word, read)


def _destination(word: str, read: _Reading) -> None:
    state = read.state
    if word in _UNREAD or word in {"info", "shpinst", "fonttbl"}:
        read.state = replace(state, part=None, kind=word)
    elif word == "shptxt":
        read.state = replace(state, part=_Part(), kind=word, hidden=False, in_table=False)
    elif word in {"title", "author"} and any(one.kind == "info" for one in read.stack[-2:]):
        read.told[word] = _Part()
        read.state = replace(state, part=read.told[word], kind=word)
    elif state.part is not None and (word in _AROUND or word == "footnote"):
        why = "a footnote" if word == "footnote" else f"a page's {word[:6]}"
        read.apart.append(_Part(why))
        read.state = replace(state, part=read.apart[-1], kind=word, hidden=False, in_table=False)


def _font(value: int | None, read: _Reading) -> None:
    read.font = value or 0
    if read.state.kind != "fonttbl":
        read.state = replace(read.state, codec=read.fonts.get(read.font, read.codec))


def _font_charset(value: int | None, read: _Reading) -> None:
    read.fonts[read.font] = _CHARSETS.get(value or 0, read.codec) if value != 0 else read.codec


def _code_page(value: int | None, read: _Reading) -> None:
    codec = {65001: "utf-8", 10000: "mac_roman"}.get(value or 0, f"cp{value}")
    try:
        "".encode(codec)
    except LookupError:
        return
    read.codec = codec
    read.state = replace(read.state, codec=codec)


def _base(codec: str) -> Callable[[int | None, _Reading], None]:
    def take(_: int | None, read: _Reading) -> None:
        read.codec = codec
        read.state = replace(read.state, codec=codec)

    return take


def _hide(value: int | None, read: _Reading) -> None:
    read.state = replace(read.state, hidden=value != 0)


def _delete(value: int | None, read: _Reading) -> None:
    read.state = replace(read.state, deleted=value != 0)


def _plain(_: int | None, read: _Reading) -> None:
    read.state = replace(read.state, hidden=False, deleted=False, codec=read.fonts.get(0, read.codec))


def _paragraph(_: int | None, read: _Reading) -> None:
    read.state = replace(read.state, in_table=False)


def _in_table(_: int | None, read: _Reading) -> None:
    read.state = replace(read.state, in_table=True)


def _skips(value: int | None, read: _Reading) -> None:
    read.state = replace(read.state, skips=min(max(value or 0, 0), 8))


def _cell(_: int | None, read: _Reading) -> None:
    if read.state.part is not None:
        read.state.part.end_cell()


def _row(_: int | None, read: _Reading) -> None:
    if read.state.part is not None:
        read.state.part.end_row()


_DOES: dict[str, Callable[[int | None, _Reading], None]] = {
    "f": _font,
    "fcharset": _font_charset,
    "ansicpg": _code_page,
    "v": _hide,
    "deleted": _delete,
    "plain": _plain,
    "pard": _paragraph,
    "intbl": _in_table,
    "uc": _skips,
    "cell": _cell,
    "nestcell": _cell,
    "row": _row,
    "nestrow": _row,
    **{word: _base(codec) for word, codec in _BASES.items()},
}
