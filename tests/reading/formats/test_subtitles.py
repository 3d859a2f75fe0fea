import pytest

from claimtrack.errors import InvalidInput
from claimtrack.extraction.engine import extract
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.read import read_document


def _vtt(*cues: str, head: str = "WEBVTT") -> Document:
    return read_document("\n\n".join([head, *cues]).encode(), name="a.vtt")


def test_times_notes_and_tags_are_no_text_and_sentences_are_joined() -> None:
    document = _vtt(
        "NOTE made by hand\nfor the film",
        "STYLE\n::cue { color: red }",
        "intro\n00:01.000 --> 00:03.000 align:start\nThe <i>quay</i> at Ravn &amp; <c.red>its cranes",
        "00:03.000 --> 00:04.000\nare <00:03.500>shut.",
        head="WEBVTT - talk\nKind: captions\nLanguage: en",
    )
    assert (document.text, document.language) == ("The quay at Ravn & its cranes are shut.", "en")
    assert document.media_type == "text/vtt"


def test_voices_are_named_and_hold_to_the_end_of_their_cue() -> None:
    document = _vtt(
        "00:01.000 --> 00:04.000\n<v Lena Holm>The quay is shut,",
        "00:04.000 --> 00:05.000\n<v.loud Lena Holm>and the cranes stand still.</v> <v Per Dahl>Since when?",
        "00:06.000 --> 00:07.000\nA gull cries over the quay.",
    )
    assert document.text == (
        "Lena Holm: “The quay is shut, and the cranes stand still.”\n\nPer Dahl: “Since when?”\n\n"
        "A gull cries over the quay."
    )
    speakers = [one.speaker for one in extract(document.text).attributions]
    assert "Lena Holm" in speakers
    assert "Since when?" in document.whole


def test_labels_of_subrip_name_the_speaker_until_somebody_else_begins() -> None:
    data = (
        "1\r\n00:00:01,000 --> 00:00:03,000\r\nLENA HOLM: The quay is\r\nshut today.\r\n\r\n2\r\n00:00:03,100 --> "
        "00:00:05,000\r\n{\\an8}It stays shut.\r\n3\r\n00:00:05,100 --> 00:00:07,000\r\n- Since when?\r\n"
        "- Per Dahl (union): Since <b>Friday</b>.\r\n"
    )
    document = read_document(data.encode("utf-8-sig"), name="a.srt")
    assert document.text == (
        "LENA HOLM: “The quay is shut today. It stays shut.”\n\nSince when?\n\nPer Dahl: “Since Friday.”"
    )
    assert document.media_type == "application/x-subrip"


def test_captions_that_roll_grow_or_overlap_are_read_once() -> None:
    document = _vtt(
        "00:00.000 --> 00:02.000\n \nthe<00:01.000><c> quay</c>",
        "00:02.000 --> 00:02.010\nthe quay\n ",
        "00:02.010 --> 00:04.000\nthe quay\nis shut.",
        "00:06.000 --> 00:07.000\nNobody",
        "00:07.000 --> 00:08.000\nNobody knew.",
        "00:06.500 --> 00:09.000\nNobody knew.",
        "01:00.000 --> 01:01.000\nNobody knew.",
    )
    assert document.text == "the quay is shut.\n\nNobody knew.\n\nNobody knew."


def test_cues_are_read_in_the_order_of_their_times() -> None:
    document = _vtt("00:05.000 --> 00:06.000\nis shut.", "00:01.000 --> 00:04.900\nThe quay")
    assert document.text == "The quay is shut."


def test_sounds_and_songs_are_passed_over_and_may_be_quoted() -> None:
    document = _vtt(
        "00:01.000 --> 00:02.000\n[horn] The quay is shut.",
        "00:02.000 --> 00:03.000\n(laughter)",
        "00:03.000 --> 00:04.000\n♪ Row, row ♪",
    )
    assert document.text == "The quay is shut."
    assert document.passed_over == (
        PassedOver("[horn]", "a sound"),
        PassedOver("(laughter)", "a sound"),
        PassedOver("♪ Row, row ♪", "a song"),
    )
    assert "Row, row" in document.whole


def test_captions_without_full_stops_are_said_to_be_so() -> None:
    cues = [f"00:{n:02}.000 --> 00:{n + 1:02}.000\nthe quay number {n} is shut" for n in range(40)]
    assert "hardly any full stops" in str(_vtt(*cues).notices[0])


def test_100_000_cues_are_read_and_more_than_200_000_refused() -> None:
    def cues(count: int) -> bytes:
        stamps = (f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000" for n in range(count))
        return b"WEBVTT\n\n" + "".join(f"{one} --> {one}\nShut {one}.\n\n" for one in stamps).encode()

    assert read_document(cues(100_000), name="a.vtt").text.count("Shut") == 100_000
    with pytest.raises(InvalidInput, match="more than 200,000 cues; save the part of it that you need"):
        read_document(cues(200_002), name="a.vtt")
    with pytest.raises(InvalidInput, match="holds no words, only times and sounds"):
        read_document(b"WEBVTT\n\n00:01.000 --> 00:02.000\n[horn]\n", name="a.vtt")
