"""What of a mail's words is its own: not the mail that it answers, a note above one that it forwards, a signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.reading.document import PassedOver

_FORWARDED = re.compile(
    r"^[> ]*(?:-{2,} ?(?:Forwarded (?:message|by)\b.{0,60}|Weitergeleitete Nachricht|Message (?:transféré|transmis)|"
    r"Mensaje reenviado|Messaggio inoltrato|Doorgestuurd bericht|Videresendt (?:meddelelse|besked)|"
    r"Vidarebefordrat meddelande|Пересылаемое сообщение) ?-{0,20}|"
    r"(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:transféré|réexpédié)) ?:)"
    r"\s*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[> ]*-{2,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|"
    r"Oorspronkelijk bericht|Opprinnelig melding|Исходное сообщение) ?-{2,}\s*$",
    re.IGNORECASE,
)
_LABELS = {
    "from": ("from", "von", "de", "da", "van", "fra", "från", "от"),
    "date": (
        *("date", "sent", "datum", "gesendet", "envoyé", "enviado", "fecha", "data", "inviato", "verzonden", "dato"),
        *("sendt", "skickat", "дата", "отправлено"),
    ),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "emne", "ämne", "тема"),
    "to": ("to", "cc", "an", "à", "para", "a", "aan", "til", "till", "кому", "reply-to"),
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words}
_HEADER = re.compile(r"^[> ]*\*?(?P<label>[^\W\d_][\w-]{0,11})\s?:\*?[ \t]*(?P<value>.*)$")
_WROTE = re.compile(
    r"\b(?:wrote|writes|said|schrieb|a écrit|escribió|ha scritto|schreef|skrev|написала?|пишет)\b.{0,40}:\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:On|Am|Le|El|Il|Op|Den|Em)\b|\d")
"""How a line begins that says who wrote, and goes on in the next one."""
_QUOTED = re.compile(r"^[ \t]{0,3}>")
_MARK = re.compile(r"^[ \t]{0,3}(?:> ?)+")
_SENT_FROM = re.compile(r"^(?:Sent|Get) (?:from|with|using|via) .{1,60}$|^Von meinem .{1,40} gesendet$", re.IGNORECASE)
_FORWARDS = re.compile(r"^(?:fwd?|wg|tr|rv|enc|i|vs|vb)\s*:", re.IGNORECASE)
_LONGEST_SIGNATURE = 15
"""Lines below two hyphens without the space that the standard asks for; more are the rest of a text."""
_BLANKS = 3
"""Lines that may stand between what is quoted and who wrote it; each passage that is quoted looks back so far."""
_DEEPEST = 5
"""Mails forwarded in mails forwarded."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a header within the words of a mail says of the mail below it."""

    sender: str | None = None
    subject: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a mail that are its own, what its header within the words says, and what was passed over."""

    text: str
    told: Told | None = None
    passed_over: tuple[PassedOver, ...] = ()
    is_all_quoted: bool = False


def own_words(text: str, *, subject: str | None = None) -> Body:
    """Return the words of a mail that are its own.

    Of a mail that forwards another one, the longer of the two is read: a note above it, or what it forwards.
    """
    told: Told | None = None
    passed: list[PassedOver] = []
    forwards = subject is not None and _FORWARDS.match(subject) is not None
    for _ in range(_DEEPEST):
        lines = text.split("\n")
        parted = _parted(lines, forwards=forwards)
        if parted is None:
            break
        above, inner, below, is_forwarded = parted
        if is_forwarded and _count(below) >= _count(above):
            passed.append(PassedOver(above, "a note above a forwarded mail"))
            text, told = below, inner
            continue
        passed.append(PassedOver(below, "a forwarded mail" if is_forwarded else "the mail that this one answers"))
        text = above
        break
    body = _without_quoted(text)
    return Body(body.text, told, tuple(one for one in (*passed, *body.passed_over) if one.text), body.is_all_quoted)


def _count(text: str) -> int:
    return len(text.split())


def _parted(lines: Sequence[str], *, forwards: bool) -> tuple[str, Told, str, bool] | None:
    """Part a mail from the one in it; gives what is above, the inner header, what is below, and if it is forwarded."""
    for number, line in enumerate(lines):
        marked = _FORWARDED.match(line) is not None
        original = not marked and _ORIGINAL.match(line) is not None
        first = number + 1 if marked or original else number
        while (marked or original) and first < len(lines) and not lines[first].strip(" >\t*"):
            first += 1
        last, told, labels = _header(lines, first)
        if marked or original or (last - first >= 3 and {"from", "subject", "date"} <= labels):
            above = "\n".join(lines[:number]).rstrip("_- \n\t")
            is_forwarded = marked or forwards or not above.strip()
            return above.strip(), told, _unmarked(lines[last:]), is_forwarded
    return None


def _header(lines: Sequence[str], first: int) -> tuple[int, Told, set[str]]:
    found: dict[str, str] = {}
    last = first
    while last < len(lines) and last - first < 12:
        field = _HEADER.match(lines[last])
        label = _LABEL_OF.get(field["label"].lower()) if field is not None else None
        if field is None or label is None:
            break
        found.setdefault(label, field["value"].strip(" *"))
        last += 1
    return last, Told(found.get("from"), found.get("subject"), found.get("date")), set(found)


def _unmarked(lines: Sequence[str]) -> str:
    """Return lines without the marks of quotation, where all of them have one."""
    held = [line for line in lines if line.strip()]
    if held and all(_QUOTED.match(line) for line in held):
        lines = [re.sub(r"^[ \t]{0,3}> ?", "", line) for line in lines]
    return "\n".join(lines).strip()


def _without_quoted(text: str) -> Body:
    lines = text.split("\n")
    end, signature = _signed(lines)
    kept: list[str] = []
    quoted: list[str] = []
    passed: list[PassedOver] = []
    for line in lines[:end]:
        if _QUOTED.match(line):
            if not quoted:
                quoted += _taken_opening(kept)
            quoted.append(_MARK.sub("", line))
            continue
        passed += _pass(quoted)
        kept.append(line)
    passed += _pass(quoted)
    if signature:
        passed.append(PassedOver(signature, "a signature"))
    own = "\n".join(kept).strip("\n")
    if not own.strip():
        own = "\n".join(_MARK.sub("", line) for line in lines[:end]).strip("\n")
        return Body(own, None, tuple(one for one in passed if one.why == "a signature"), is_all_quoted=True)
    return Body(own, None, tuple(passed))


def _pass(quoted: list[str]) -> list[PassedOver]:
    words = "\n".join(quoted).strip()
    quoted.clear()
    return [PassedOver(words, "quoted from another mail")] if words else []


def _taken_opening(kept: list[str]) -> list[str]:
    """Take the line that says who wrote what is quoted below it off the end of what is kept; it may be two lines."""
    end = len(kept)
    while end and len(kept) - end < _BLANKS and not kept[end - 1].strip():
        end -= 1
    for first in (end - 2, end - 1):
        is_two = first == end - 2
        if first < 0 or not kept[first].strip() or (is_two and not _OPENS.match(kept[first].strip())):
            continue
        if _WROTE.search(" ".join(kept[first:end])[-200:]):
            opening = kept[first:end]
            del kept[first:]
            return opening
    return []


def _signed(lines: Sequence[str]) -> tuple[int, str]:
    """Return where the signature begins, and its words."""
    for number, line in enumerate(lines):
        is_short = len(lines) - number <= _LONGEST_SIGNATURE
        if line in {"-- ", "--\xa0"} or (line.rstrip() == "--" and is_short):
            return number, "\n".join(lines[number + 1 :]).strip()
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if end and _SENT_FROM.match(lines[end - 1].strip()):
        return end - 1, lines[end - 1].strip()
    return len(lines), ""
