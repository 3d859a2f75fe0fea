"""The sound of films, and of recordings that libsndfile does not read (.m4a, AAC): as FFmpeg reads it, through PyAV.

A moment of the samples is that moment of the film: where its sound begins later than its picture, or has a gap, nothing
is said for so long. Nothing but the bytes themselves is opened: a list of films that names files or addresses is none.
Source: https://pyav.basswood-io.com, BSD's licence; its wheels bring FFmpeg with x264 and x265, which are the GPL's.
"""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from claimtrack.errors import InvalidInput

if TYPE_CHECKING:
    from av.container import InputContainer

MOST_MINUTES = 30
"""Of a recording that a machine listens to."""
_FORMATS = "aac,ac3,aiff,amr,asf,avi,caf,flac,flv,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpeg,mpegts,ogg,wav,w64"
"""FFmpeg's names of what is opened: none of them leads to another file."""
_OPENING = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}
_SAMPLE = 2
"""Bytes of a sample."""
_GAP = 0.1
"""Seconds without sound from which on there is a gap; codecs give their frames in pieces of up to this."""
_MICROSECONDS = 1_000_000


def samples_of_film(data: bytes, name: str, *, rate: int, why_not: str) -> Iterator[bytes]:
    """Yield the sound of a film as one voice of 16-bit samples; ``why_not`` says why nothing else reads it.

    Raises InvalidInput for what cannot be read, has no sound or lasts too long, and where PyAV is not installed.
    """
    if find_spec("av") is None:
        raise InvalidInput(
            f"{name} cannot be read as a recording ({why_not}); save its sound as WAV, FLAC, MP3 or Ogg, or have films "
            "listened to with: pip install 'claimtrack[audio]'"
        )
    import av

    try:
        with av.open(io.BytesIO(data), "r", options=_OPENING, metadata_errors="replace") as film:
            if not film.streams.audio:
                raise InvalidInput(f"{name} holds no sound")
            refuse_length(name, (film.duration or 0) / _MICROSECONDS)
            yield from _samples(film, name, rate)
    except (av.FFmpegError, ValueError, EOFError) as error:
        why = getattr(error, "strerror", None) or why_not
        raise InvalidInput(
            f"{name} cannot be read as a recording ({why}); save its sound as WAV, FLAC, MP3 or Ogg"
        ) from error


def _samples(film: "InputContainer", name: str, rate: int) -> Iterator[bytes]:
    import av

    stream = film.streams.audio[0]
    begin = (film.start_time or 0) / _MICROSECONDS
    thinner = av.AudioResampler(format="s16", layout="mono", rate=rate)
    given = 0.0  # seconds
    for frame in film.decode(stream):
        late = frame.time - begin - given if frame.time is not None else 0.0
        if late > _GAP:
            refuse_length(name, given + late)
            yield bytes(_SAMPLE * round(late * rate))
            given += late
        given += frame.samples / frame.sample_rate
        refuse_length(name, given)
        yield from (taken.to_ndarray().tobytes() for taken in thinner.resample(frame))
    yield from (taken.to_ndarray().tobytes() for taken in thinner.resample(None))


def refuse_length(name: str, seconds: float) -> None:
    """Raise InvalidInput for a recording that lasts longer than a machine listens."""
    minutes = seconds / 60
    if minutes > MOST_MINUTES:
        raise InvalidInput(
            f"{name} lasts {minutes:,.0f} minutes, and a machine listens for {MOST_MINUTES}; "
            "cut out the part that matters"
        )
