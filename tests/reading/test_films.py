"""What machines hear in films and in recordings that FFmpeg reads, at which moment, and what leads elsewhere."""

import io
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from tests.reading.test_recordings import SPEECH, heard

from claimtrack.errors import InvalidInput
from claimtrack.reading import films
from claimtrack.reading.machines import MachineText, is_sound, machine_text, moments_told
from claimtrack.reading.sniff import media_type_of

_SENTENCE = "the bridge over the river has been closed since monday morning"


def film(
    form: str, sound: str | None = "aac", picture: str | None = "mpeg4", *, seconds: int = 12, late: int = 0
) -> bytes:
    """Give a film with somebody who says two sentences, from ``late`` seconds on."""
    made = io.BytesIO()
    with av.open(made, "w", format=form) as container:
        voice = container.add_stream(sound, rate=48_000, layout="mono") if sound is not None else None
        if picture is not None:
            seen = container.add_stream(picture, rate=5, width=64, height=48, pix_fmt="yuv420p")
            assert isinstance(seen, av.VideoStream)
            for number in range(seconds * 5):
                shade = np.full((48, 64, 3), number % 255, np.uint8)
                shown = av.VideoFrame.from_ndarray(shade, format="rgb24")
                shown.pts = number
                container.mux(seen.encode(shown))
            container.mux(seen.encode(None))
        if voice is not None:
            assert isinstance(voice, av.AudioStream)
            samples, rate = soundfile.read(io.BytesIO(SPEECH), dtype="int16")
            spoken = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
            spoken.sample_rate, spoken.pts, spoken.time_base = rate, late * rate, Fraction(1, rate)
            evenly = av.AudioResampler(
                format=voice.format, layout="mono", rate=48_000, frame_size=voice.codec_context.frame_size or None
            )
            for frame in (*evenly.resample(spoken), *evenly.resample(None)):
                container.mux(voice.encode(frame))
            container.mux(voice.encode(None))
    return made.getvalue()


def _begin_of(sentence: str, found: MachineText) -> float:
    start = found.document.text.index(sentence)
    return next(word.first for word in found.words if word.start == start)


@pytest.mark.parametrize(
    ("form", "sound", "picture", "kind"),
    [
        ("mp4", "aac", "mpeg4", "video/mp4"),
        ("ipod", "aac", None, "video/mp4"),
        ("mov", "pcm_s16le", "mpeg4", "video/quicktime"),
        ("webm", "libopus", "libvpx", "video/webm"),
        ("matroska", "libopus", "mpeg4", "video/x-matroska"),
        ("avi", "mp2", "mpeg4", "video/avi"),
        ("mpegts", "aac", "mpeg2video", "video/mp2t"),
        ("adts", "aac", None, "audio/aac"),
    ],
)
def test_a_film_is_heard_with_its_moments(form: str, sound: str, picture: str | None, kind: str) -> None:
    data = film(form, sound, picture)
    assert media_type_of(data) == kind
    assert is_sound(kind)
    found = heard(data, f"call.{form}")
    assert _SENTENCE in found.document.text
    assert 6.3 < _begin_of(_SENTENCE, found) < 7.1
    start = found.document.text.index(_SENTENCE)
    assert (moments_told(found.by_at(start, start + 10)) or "").startswith("0:06.")


def test_sound_that_begins_late_is_heard_at_its_moment_of_the_film() -> None:
    found = heard(film("mp4", seconds=20, late=5), "call.mp4")
    assert 11.3 < _begin_of(_SENTENCE, found) < 12.1


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: film("mp4", None), "holds no sound"),
        (lambda: film("mp4")[:20_000], "cannot be read as a recording"),
        (lambda: b"\0\0\0\x20ftypisom" + bytes(2_000), "cannot be read as a recording"),
        (lambda: film("mp4", "aac", "mpeg4", seconds=1, late=3_600), "lasts 60 minutes, and a machine listens for 30"),
    ],
)
def test_what_cannot_be_heard_of_a_film_is_said(made: Callable[[], bytes], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        machine_text(made(), name="it", media_type="video/mp4")


@pytest.mark.parametrize(
    "leading",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{path}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{path}'\n",
        '<?xml version="1.0"?><MPD><Period><AdaptationSet><BaseURL>{path}</BaseURL></AdaptationSet></Period></MPD>',
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
    ],
)
def test_a_list_that_leads_to_another_file_is_no_film(leading: str, tmp_path: Path) -> None:
    (tmp_path / "else.ogg").write_bytes(SPEECH)
    with pytest.raises(InvalidInput, match="cannot be read as a recording"):
        machine_text(leading.format(path=tmp_path / "else.ogg").encode(), name="it", media_type="audio/x-mpegurl")


def test_where_nothing_reads_films_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films, "find_spec", lambda _: None)
    with pytest.raises(InvalidInput, match=r"save its sound as WAV.* pip install 'claimtrack\[audio\]'"):
        list(films.samples_of_film(b"", "call.mp4", rate=16_000, why_not="Format not recognised"))


def test_what_libsndfile_reads_is_heard_without_it() -> None:
    program = (
        "import sys; sys.modules['av'] = None\n"
        "from pathlib import Path\n"
        "from claimtrack.reading.recordings import hear\n"
        "print(hear(Path(sys.argv[1]).read_bytes(), 'call.ogg').document.text)"
    )
    file = Path(__file__).parent / "recordings" / "two-sentences.ogg"
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    assert _SENTENCE in done.stdout
