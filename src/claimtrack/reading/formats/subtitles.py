"""Subtitles: what is said in a film, as sentences, with who says it; when it is shown is no text.

Source of WebVTT's names: https://www.w3.org/TR/webvtt1/; SubRip has no standard.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats.cues import Cue, cues_of, shown_once
from claimtrack.reading.plain import decoded

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>\n]{1,200})>|(?P<end></v>)")
_PART = r"[^\W\d_][\w.'’-]*"
_LABEL = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][^\W\da-z]*[.'’-]*)(?:[ -][^\W_a-z]{1,30}[.'’]*){0,5}|"
    rf"(?=[^\W\d_a-z]){_PART}(?:[ ](?:(?=[^\W\d_a-z]){_PART}|de|da|van|von|der|den|al|bin)){{1,5}})"
    r"(?:[ ]?\([^()\n]{1,40}\))?:[ \t]+(?=\S)"
)
_CHANGE = re.compile(r"(?:>>+|[-–—])[ \t]*(?=\S)")
_SOUND = re.compile(r"\[[^\[\]\n]{1,100}\]")
_WHOLE_SOUND = re.compile(r"\([^()\n]{1,100}\)[.:]?\Z")
_SONG = re.compile(r"^[♪♫#]|[♪♫]")
_ENDED = re.compile(r"[.!?…。！？][”\"’'»)\]]*\Z")
_STOP = re.compile(r"[.!?…。！？]")
_PAUSE = 2.0
"""Seconds without words, after which a sentence that ended was the last of its paragraph."""
_LONG_PAUSE = 8.0
"""Seconds after which even a sentence without an end is over."""
_LONGEST = 600
"""Characters of a paragraph; at the next end of a sentence a new one begins."""
_UNSTOPPED = 1_500
"""Characters after which a paragraph ends even within a sentence: captions that a machine made have no full stops."""
_FEW_STOPS = 1 / 60
"""Full stops for each word; with fewer, nobody put them."""


@dataclass(slots=True)
class _Said:
    """One paragraph: who speaks, the lines, when the last of them went."""

    speaker: str | None
    lines: list[str] = field(default_factory=list)
    size: int = 0
    until: float = 0.0

    def take(self, words: str, until: float) -> None:
        """Take a line that is shown until then."""
        self.lines.append(words)
        self.size += len(words)
        self.until = until

    def written(self) -> str:
        """Return it as a line of a talk where it is known who speaks."""
        words = " ".join(" ".join(self.lines).split())
        return words if self.speaker is None else f"{self.speaker}: “{words}”"


def read_subtitles(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read WebVTT or SubRip. Lines are joined to sentences and paragraphs, and what is shown again is read once.

    Who speaks by a voice tag or a label ("HANNE VOLD:") is named in front of what is said: ``Name: “words”``. Sounds
    and songs are passed over. Raises InvalidInput for a file without any words, or with too many cues.
    """
    source = decoded(data, name=name, charset=charset)
    media_type = "text/vtt" if source.lstrip("\ufeff").startswith("WEBVTT") else "application/x-subrip"
    passed: dict[PassedOver, None] = {}
    said = list(_paragraphs(shown_once(cues_of(source, name=name)), passed))
    text = "\n\n".join(one.written() for one in said if one.lines)
    if not text.strip():
        raise InvalidInput(f"{name} holds no words, only times and sounds; save the subtitles again")
    plain = "\n\n".join(" ".join(one.lines) for one in said if one.lines)
    sounds = "\n".join(one.text for one in passed)
    return Document(
        text=text,
        media_type=media_type,
        language=_language(source),
        shown="\n\n".join(part for part in (text, plain, sounds) if part) if text != plain or sounds else None,
        notices=tuple(_notices(plain)),
        passed_over=tuple(passed),
    )


def _language(source: str) -> str | None:
    match = re.match(r"\ufeff?WEBVTT[^\n]*\n(?:[^\n]+\n){0,10}?Language:[ \t]*([A-Za-z-]{2,20})[ \t]*\r?\n", source)
    return match[1] if match is not None else None


def _notices(plain: str) -> Iterator[str]:
    words = len(plain.split())
    if words > 100 and len(_STOP.findall(plain)) < words * _FEW_STOPS:
        yield "The subtitles have hardly any full stops: where their sentences end was guessed."


def _paragraphs(lines: Sequence[Cue], passed: dict[PassedOver, None]) -> Iterator[_Said]:
    """Yield what is said by paragraphs, each of one speaker."""
    said = _Said(None)
    label: str | None = None
    for piece in _pieces(lines):
        words, is_change = _without_sounds(piece.words, passed), piece.is_change
        if piece.voice is None:
            found = _LABEL.match(words)
            if found is not None:
                label, words, is_change = found["name"].strip(), words[found.end() :], True
            elif is_change:
                label = None
        if not words:
            continue
        speaker = piece.voice or label
        if is_change or speaker != said.speaker or _is_over(said, piece.cue.start):
            yield said
            said = _Said(speaker)
        said.take(words, piece.cue.end)
    yield said


def _is_over(said: _Said, start: float) -> bool:
    if not said.lines:
        return False
    if _ENDED.search(said.lines[-1]):
        return said.size > _LONGEST or start - said.until >= _PAUSE
    return said.size > _UNSTOPPED or start - said.until >= _LONG_PAUSE


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line in one voice, None where no tag names it; ``is_change`` says that somebody else begins."""

    cue: Cue
    voice: str | None
    is_change: bool
    words: str


def _pieces(lines: Sequence[Cue]) -> Iterator[_Piece]:
    """Yield the words of all lines, parted where a tag names another voice; a tag holds to the end of its cue."""
    voice: str | None = None
    for cue in lines:
        start = 0
        for match in _VOICE.finditer(cue.text):
            yield from _piece(cue, voice, cue.text[start : match.start()])
            voice = " ".join(unescape(match["name"]).split()) if match["name"] else None
            start = match.end()
        yield from _piece(cue, voice, cue.text[start:])
        voice = None if cue.is_last else voice


def _piece(cue: Cue, voice: str | None, words: str) -> Iterator[_Piece]:
    clean = unescape(words).strip()
    change = _CHANGE.match(clean)
    clean = clean[change.end() :] if change is not None else clean
    if clean:
        yield _Piece(cue, voice, change is not None, clean)


def _without_sounds(words: str, passed: dict[PassedOver, None]) -> str:
    if _SONG.search(words):
        passed[PassedOver(words, "a song")] = None
        return ""
    if _WHOLE_SOUND.match(words):
        passed[PassedOver(words, "a sound")] = None
        return ""
    for sound in _SOUND.findall(words):
        passed[PassedOver(sound, "a sound")] = None
    return " ".join(_SOUND.sub(" ", words).split())
