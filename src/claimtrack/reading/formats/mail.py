"""Mails: the words that are the mail's own, with its headers as metadata; and pages that a browser saved as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import Message

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats import mime
from claimtrack.reading.formats.mail_body import Body, own_words
from claimtrack.reading.formats.markup_words import words_of
from claimtrack.reading.metadata.published import parse_published
from claimtrack.remedies import Words

_NAMED = 5
"""Attachments that are named in a notice; all of them are in what the mail shows."""
_STUB = 0.2
"""Of the words of the HTML: a plain alternative with fewer says only that there is HTML."""
_DEEPEST = 20
"""Mails attached to mails."""
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SHOWN_FIELDS = ("from", "to", "cc", "date", "subject")


@dataclass(slots=True)
class _Found:
    """What the parts of one mail hold: its words, in pieces, and everything else by name."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[PassedOver] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail as it was read: what it says of itself, its own words, and all that it shows."""

    title: str | None
    byline: str | None
    published: datetime | None
    body: Body
    shown: str
    hidden: tuple[PassedOver, ...]
    attachments: tuple[str, ...]
    notices: tuple[Words, ...] = ()

    @property
    def size(self) -> int:
        """The words of its own."""
        return len(self.body.text.split())


def read_mail(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a mail. Its subject is the title, its sender the byline, its date that of publication.

    Of alternatives the plain one is read. What it quotes of other mails, and its signature, are passed over; where it
    forwards another mail, the longer of the two is read. Attachments are named, not read.
    Raises InvalidInput for a mail without words, an encrypted one, and one that is made to take for ever.
    """
    del charset  # each part says its own
    message = mime.parsed(data, name=name)
    letter = _letter(message, name, _DEEPEST)
    if not letter.body.text.strip():
        attached = f"; attached to it: {_listed(letter.attachments)}" if letter.attachments else ""
        raise InvalidInput(f"{name} is a mail without any words{attached}; save what is attached and name that file")
    return Document(
        text=letter.body.text,
        media_type="message/rfc822",
        title=letter.title,
        byline=letter.byline,
        published=letter.published,
        shown=letter.shown,
        notices=(*_notices(letter), *letter.notices),
        passed_over=(*letter.body.passed_over, *letter.hidden),
    )


def _notices(letter: _Letter) -> Iterator[str]:
    if letter.attachments:
        count = len(letter.attachments)
        what = "1 attachment of the mail was" if count == 1 else f"{count} attachments of the mail were"
        yield f"{what} not read: {_listed(letter.attachments)}; save what you need and name that file."
    if letter.body.is_all_quoted:
        yield "All of the mail is quoted from another one; that was read, who wrote it is not known."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _letter(message: Message, name: str, levels: int) -> _Letter:
    found = _Found()
    _gather(message, found, name)
    subject = mime.field(message, "subject")
    whole = "\n\n".join(piece for piece in found.pieces if piece.strip())
    body = own_words(whole, subject=subject)
    shown = [_header(message), whole, *found.attachments]
    letter = _Letter(
        subject,
        mime.person(mime.field(message, "from")),
        mime.date(mime.field(message, "date")),
        body,
        "\n\n".join(part for part in shown if part),
        tuple(found.hidden),
        tuple(found.attachments),
    )
    letter = _as_told(letter) if body.told is not None else letter
    return _with_attached(letter, found.mails, name, levels)


def _header(message: Message) -> str:
    told = ((key, mime.field(message, key)) for key in _SHOWN_FIELDS)
    return "\n".join(f"{key.capitalize()}: {value}" for key, value in told if value)


def _as_told(letter: _Letter) -> _Letter:
    """Take what the header of a forwarded mail says for what is read; what it does not say is not known."""
    told = letter.body.told
    if told is None:
        return letter
    when = f" of {told.date}" if told.date else ""
    return replace(
        letter,
        title=told.subject or letter.title,
        byline=mime.person(told.sender),
        published=_published(told.date),
        notices=(*letter.notices, f"The mail forwards one from {told.sender or 'somebody'}{when}; that one was read."),
    )


def _published(text: str | None) -> datetime | None:
    """Return the date in the words of a forwarded mail. Its zone is that of who forwarded it, and is not told."""
    if text is None:
        return None
    if any(sign in text for sign in ("+", "GMT", "UTC")):
        return mime.date(text)
    try:
        return parse_published(text.replace(" at ", " "))
    except InvalidInput:
        return None


def _with_attached(letter: _Letter, mails: Sequence[Message], name: str, levels: int) -> _Letter:
    """Read the longest of a mail and those attached to it, and show all of them."""
    if not mails or not levels:
        return letter
    inner = [_letter(one, name, levels - 1) for one in mails]
    longest = max(inner, key=lambda one: one.size)
    shown = "\n\n".join([letter.shown, *(one.shown for one in inner)])
    attachments = (*letter.attachments, *(each for one in inner for each in one.attachments))
    if longest.size <= letter.size:
        passed = tuple(PassedOver(one.body.text, "an attached mail") for one in inner if one.body.text)
        return replace(letter, shown=shown, attachments=attachments, hidden=(*letter.hidden, *passed))
    others = [letter, *(one for one in inner if one is not longest)]
    passed = tuple(
        PassedOver(one.body.text, "a note above a forwarded mail" if one is letter else "an attached mail")
        for one in others
        if one.body.text
    )
    said = f"The mail forwards one from {longest.byline or 'somebody'}; that one was read."
    return replace(
        longest,
        shown=shown,
        attachments=attachments,
        hidden=(*longest.hidden, *passed),
        notices=(*longest.notices, said),
    )


def _gather(part: Message, found: _Found, name: str) -> None:
    """Sort the parts of a mail; the limits on parts hold how deep it goes."""
    kind = part.get_content_type()
    if kind in _ENCRYPTED:
        raise InvalidInput(f"{name} is an encrypted mail; open it in a mail program and save its text as a .txt file")
    if kind == "message/rfc822":
        found.mails += mime.parts(part)
    elif part.get_content_disposition() == "attachment" or (mime.file_name(part) and not kind.startswith("text/")):
        found.attachments.append(mime.file_name(part) or kind)
    elif kind == "multipart/alternative":
        _choose(mime.parts(part), found, name)
    elif kind == "multipart/related":
        _gather_related(mime.parts(part), found, name)
    elif part.is_multipart():
        for one in mime.parts(part):
            _gather(one, found, name)
    else:
        _take_single(part, kind, found, name)


def _take_single(part: Message, kind: str, found: _Found, name: str) -> None:
    if kind == "text/html":
        words = words_of(mime.text_of(part, name=name))
        found.pieces.append(words.text)
        found.hidden += [PassedOver(one, "hidden") for one in words.hidden]
    elif kind in {"text/plain", "text/enriched"}:
        found.pieces.append(_plain(part, name))
    elif mime.payload(part).strip():
        found.attachments.append(mime.file_name(part) or kind)


def _gather_related(parts: Sequence[Message], found: _Found, name: str) -> None:
    """Take the root of related parts; the rest are its pictures, which nobody attached."""
    for one in parts[:1]:
        _gather(one, found, name)
    for one in parts[1:]:
        if one.get_content_disposition() == "attachment":
            found.attachments.append(mime.file_name(one) or one.get_content_type())


def _choose(parts: Sequence[Message], found: _Found, name: str) -> None:
    """Take the plain alternative, unless it only says that there is another."""
    choices = []
    for one in parts:
        choice = _Found()
        _gather(one, choice, name)
        choices.append((one.get_content_type(), choice))
    worded = [(kind, choice) for kind, choice in choices if _size(choice)]
    most = max((_size(choice) for _, choice in worded), default=0)
    kept = next(
        (choice for kind, choice in worded if kind == "text/plain" and _size(choice) >= _STUB * most),
        max((choice for _, choice in worded), key=_size, default=None),
    )
    if kept is not None:
        found.pieces += kept.pieces
        found.hidden += kept.hidden
    for _, choice in choices:
        found.attachments += choice.attachments
        found.mails += choice.mails


def _size(choice: _Found) -> int:
    return sum(len(piece.split()) for piece in choice.pieces)


def _plain(part: Message, name: str) -> str:
    text = mime.text_of(part, name=name)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return "\n".join(_flowed(text, joins=str(part.get_param("delsp", "")).lower() == "yes"))


def _flowed(text: str, *, joins: bool) -> Iterator[str]:
    """Join the lines that a program broke: those that end in a space. Source: RFC 3676."""
    held: list[str] = []
    for line in text.split("\n"):
        own = line.removeprefix(" ")
        if own.endswith(" ") and own != "-- " and not own.startswith(">"):
            held.append(own[:-1] if joins else own)
            continue
        yield "".join([*held, own])
        held.clear()
    if held:
        yield "".join(held)
