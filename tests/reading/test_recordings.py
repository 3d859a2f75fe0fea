"""What machines hear in recordings, with the moments of each word, and what of a file makes that impossible."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from claimtrack.config import READ_SECONDS_VARIABLE
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading import recordings
from claimtrack.reading.document import Document
from claimtrack.reading.machines import (
    HeardWord,
    MachineText,
    as_heard,
    clock,
    is_heard,
    is_machines,
    machine_of,
    machine_text,
    machine_told,
    may_be_read,
    moments_told,
)
from claimtrack.reading.mp3 import is_mp3
from claimtrack.reading.sniff import media_type_of

SPEECH = (Path(__file__).parent / "recordings" / "two-sentences.ogg").read_bytes()


def sound(
    samples: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]", rate: int = 16_000, form: str = "FLAC"
) -> bytes:
    """Give a recording of these samples."""
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format=form)
    return data.getvalue()


def heard(data: bytes, name: str = "call.ogg") -> MachineText:
    """Have a machine listen."""
    return machine_text(data, name=name, media_type=media_type_of(data, name=name))


def test_words_are_heard_with_their_moments_and_a_pause_ends_a_line() -> None:
    found = heard(SPEECH)
    first, second = found.document.text.splitlines()
    assert "in the lower town on wednesday night" in first
    assert second == "the bridge over the river has been closed since monday morning"
    start = found.document.text.index("the bridge")
    by = found.by_at(start, start + len(second))
    assert (is_machines(by), is_heard(by), machine_of(by)) == (True, True, found.by)
    (begun,) = [word.first for word in found.words if word.start == start]
    assert 6.4 < begun < 7.0
    assert found.words[-1].last < 11.4
    assert (moments_told(by) or "").startswith("0:06.")
    assert machine_told(by) == f"heard by a machine ({found.by.removeprefix('asr ')})"
    assert [found.document.text[word.start :].split()[0] for word in found.words] == found.document.text.split()


@pytest.mark.parametrize(("form", "rate", "channels"), [("WAV", 44_100, 2), ("FLAC", 8_000, 1), ("MP3", 48_000, 1)])
def test_it_is_heard_whatever_the_file_is_and_however_many_samples_it_has(form: str, rate: int, channels: int) -> None:
    import soxr

    samples, before = soundfile.read(io.BytesIO(SPEECH), dtype="float32")
    mixed = np.repeat(soxr.resample(samples, before, rate)[:, None], channels, axis=1)
    data = sound(mixed, rate, form)
    assert may_be_read(media_type_of(data))
    assert "bridge over the river" in recordings.hear(data, "call").document.text


def test_who_never_pauses_is_heard_in_stretches_whose_moments_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "_LONGEST", 1)
    found = recordings.hear(SPEECH, "call.ogg")
    moments = [word.first for word in found.words]
    assert moments == sorted(moments)
    assert len(found.document.text.splitlines()) > 4
    assert 9 < moments[-1] < 11.4


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (sound(np.zeros(0, "float32"), form="WAV"), "holds no sound"),
        (sound(np.zeros(16_000 * 20, "float32")), "a machine hears no words in it"),
        (sound(np.zeros(1_000 * 3_600, "float32"), 1_000), "lasts 60 minutes, and a machine listens for 30; cut out"),
        (sound(np.random.default_rng(1).normal(0, 0.1, 16_000).astype("float32"))[:9_000], "cannot be read as a rec"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt " + bytes(60), "cannot be read as a recording"),
        (b"OggS" + bytes(60), "cannot be read as a recording"),
    ],
)
def test_what_cannot_be_heard_is_said(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        machine_text(data, name="it", media_type="audio/x")


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(READ_SECONDS_VARIABLE, "0.01")
    long = sound(np.random.default_rng(1).normal(0, 0.1, 16_000 * 600).astype("float32"))
    monkeypatch.setattr("claimtrack.reading.machines._GRACE", 0)
    with pytest.raises(ReaderFailed, match=r"takes a machine longer than 0\.1 seconds"):
        machine_text(long, name="it", media_type="audio/flac")


def test_where_the_extra_is_missing_it_is_named() -> None:
    program = (
        "from claimtrack.reading import machines\n"
        "machines.find_spec = lambda name: None if name == 'pocketsphinx' else name\n"
        "try: machines.machine_text(b'x', name='call.mp3', media_type='audio/mpeg')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "NoMachine a machine hears words in call.mp3 with: pip install 'claimtrack[audio]'\n"


def test_moments_are_written_and_told() -> None:
    found = MachineText(
        Document("a b", "text/plain"), "asr p 1 en", (HeardWord(0, 0, 1.25), HeardWord(2, 3599.96, 3700))
    )
    assert found.by_at(0, 1) == "asr p 1 en at 0.00-1.25"
    assert moments_told(found.by_at(0, 3)) == "0:00.0 to 1:01:40.0"
    assert (found.by_at(1, 2), moments_told(found.by)) == (found.by, None)
    assert [clock(one) for one in (0, 59.96, 61, 3_600)] == ["0:00.0", "1:00.0", "1:01.0", "1:00:00.0"]
    assert as_heard("“We counted sixty-one,” she’d said: 3_4!") == "we counted sixty one she'd said 3 4"


@pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
def test_mp3_is_known_by_its_frames(rate: int) -> None:
    data = sound(np.zeros(rate, "float32"), rate, "MP3")
    assert media_type_of(data) == "audio/mpeg"
    assert not is_mp3(data[:40] + bytes(300) + data[40:])
    assert not is_mp3(data[:100])
