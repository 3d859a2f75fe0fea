"""Words in recordings, as PocketSphinx hears them with the model of American English that comes with it.

It is small, works offline, and is poor: ``machines.HOW_POOR`` says how poor. What libsndfile reads is listened to: WAV,
FLAC, MP3, Ogg with Vorbis or Opus, AIFF and their like; of films and of whatever else FFmpeg reads, see ``films``.
Source: https://github.com/cmusphinx/pocketsphinx, whose licence, and its model's, is BSD's.
"""

import io
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.films import MOST_MINUTES, refuse_length, samples_of_film
from claimtrack.reading.machines import HEARD, HeardWord, MachineText

_RATE = 16_000
"""Samples of a second that the model was taught with."""
_MOST_CHANNELS = 64
_MOST_RATE = 768_000
_LONGEST = 30
"""Seconds that are listened to at once, where nobody pauses."""
_BLOCK_SECONDS = 10
_SAMPLE = 2
"""Bytes of a sample."""
_SPOKEN_OTHERWISE = re.compile(r"\(\d+\)$")
"""How the dictionary tells the second way to say a word: "a(2)"."""


def hear(data: bytes, name: str) -> MachineText:
    """Listen to a recording: each stretch without a pause is a line of the text.

    Raises InvalidInput for what cannot be read, is empty, or lasts too long.
    """
    lines: list[str] = []
    words: list[HeardWord] = []
    length = 0
    for spoken in _spoken(_samples(data, name)):
        if not spoken:
            continue
        line = " ".join(word for word, _, _ in spoken)
        place = length
        for word, first, last in spoken:
            words.append(HeardWord(place, first, last))
            place += len(word) + 1
        lines.append(line)
        length += len(line) + 1
    by = f"{HEARD} pocketsphinx {version('pocketsphinx')} en-us"
    return MachineText(Document("\n".join(lines), "text/plain", language="en"), by, tuple(words))


def _samples(data: bytes, name: str) -> Iterator[bytes]:
    """Yield a recording as one voice of 16-bit samples, block by block."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as sound:
            _refuse_measures(name, sound.frames, sound.samplerate, sound.channels)
    except soundfile.LibsndfileError as error:
        why = error.error_string.removeprefix("Error : ").rstrip(".")
        yield from samples_of_film(data, name, rate=_RATE, why_not=why)
    else:
        yield from _samples_of_sound(data, name)


def _samples_of_sound(data: bytes, name: str) -> Iterator[bytes]:
    import numpy as np
    import soundfile
    import soxr

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as sound:
            thinner = soxr.ResampleStream(sound.samplerate, _RATE, 1, dtype="float32")
            block = sound.samplerate * _BLOCK_SECONDS
            left = sound.samplerate * MOST_MINUTES * 60
            while left > 0:
                read = sound.read(min(block, left), dtype="float32", always_2d=True)
                left -= len(read)
                is_last = len(read) < block
                mixed = np.nan_to_num(read.mean(axis=1)) if len(read) else np.zeros(0, "float32")
                taken = thinner.resample_chunk(np.ascontiguousarray(mixed, "float32"), last=is_last)
                yield (np.clip(taken, -1, 1) * 32_767).astype("<i2").tobytes()
                if is_last:
                    return
    except soundfile.LibsndfileError as error:
        why = error.error_string.removeprefix("Error : ").rstrip(".")
        raise InvalidInput(f"{name} cannot be read as a recording ({why}); save it as WAV, FLAC, MP3 or Ogg") from error


def _refuse_measures(name: str, frames: int, rate: int, channels: int) -> None:
    if frames == 0:
        raise InvalidInput(f"{name} holds no sound")
    if not 0 < rate <= _MOST_RATE or not 0 < channels <= _MOST_CHANNELS:
        raise InvalidInput(f"{name} says of itself what no recording is: {channels} channels of {rate:,} samples")
    refuse_length(name, frames / rate)


def _spoken(samples: Iterator[bytes]) -> Iterator[list[tuple[str, float, float]]]:
    """Yield what is heard between pauses: each word with the seconds at which it begins and ends."""
    from pocketsphinx import Decoder, Endpointer

    decoder, ears = Decoder(samprate=_RATE, loglevel="FATAL"), Endpointer(sample_rate=_RATE)
    frame_seconds = 1 / decoder.config["frate"]
    begun: float | None = None
    heard = 0
    for frame, is_last in _frames(samples, ears.frame_bytes):
        speech = ears.end_stream(frame) if is_last else ears.process(frame)
        if speech:
            if begun is None:
                begun, heard = ears.speech_start, 0
                decoder.start_utt()
            decoder.process_raw(speech)
            heard += len(speech)
        if begun is not None and (is_last or not ears.in_speech or heard >= _LONGEST * _RATE * _SAMPLE):
            decoder.end_utt()
            yield list(_words(decoder, begun, frame_seconds))
            # Where nobody paused, the next stretch begins where this one ended.
            begun = None if not ears.in_speech else begun + heard / (_RATE * _SAMPLE)
            heard = 0
            if begun is not None:
                decoder.start_utt()
    if begun is not None:
        decoder.end_utt()
        yield list(_words(decoder, begun, frame_seconds))


def _frames(samples: Iterator[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield samples in frames of a size, and last what is left, or one of silence."""
    held = b""
    for block in samples:
        held += block
        whole = len(held) - len(held) % size
        for place in range(0, whole, size):
            yield held[place : place + size], False
        held = held[whole:]
    yield held or b"\0" * _SAMPLE, True  # what ends a stream takes no nothing


def _words(decoder: Any, begun: float, frame_seconds: float) -> Iterator[tuple[str, float, float]]:
    for one in decoder.seg() or ():
        if one.word[0] not in "<[":
            word = _SPOKEN_OTHERWISE.sub("", one.word)
            yield word, begun + one.start_frame * frame_seconds, begun + (one.end_frame + 1) * frame_seconds
