"""One story under ten headlines is one piece; two reports that quote the same speech are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.copies import Sketch, copies, is_copy, sketch

STORY = (
    "The last armed groups left the town of Tarn on Sunday, its mayor said, ending a siege of eleven weeks. Buses took "
    "some four hundred people over the rail bridge before noon. Shops in the lower town opened for the first time "
    "since May, and water ran again in two of six districts. The ministry announced that its own men would guard the "
    "mills. Nobody at the hospital, which counted forty-three dead since Tuesday, could say who would run it now."
)
QUOTED = "We have buried our people in the gardens of the school, and nobody has come to ask us for their names"
# Two reporters who stood at the same speech.
AT_THE_GATES = (
    f"{QUOTED}, the mayor told a crowd of some two hundred at the gates of the mill this morning, while a drum played "
    "and the first bus of the day turned round in the empty square behind her with nobody on board"
)
IN_THE_SQUARE = (
    f"In the square, under a grey sky, people listened without a sound. {QUOTED}, said Maresh, who has run the town "
    "since the spring before last, when her predecessor was shot on the steps of the hall by men in masks"
)
SHORT = "No prisoner was harmed."


def _retold(words: str, *, front: str = "", behind: str = "") -> str:
    return f"{front} {words} {behind}"


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        STORY.upper(),
        STORY.replace(" ", "  \n").replace("'", "’").replace("-", "‑"),
        _retold(STORY, front="SIEGE OF TARN ENDS. By our own correspondent in Port Callis."),
        _retold(STORY, behind="Additional reporting by the news desk; the town lies on the river Dray."),
        " ".join(STORY.split()[:45]),  # cut to fit the page
        STORY.replace("some four hundred", "about 400").replace("Sunday", "Sunday morning"),
    ],
)
def test_the_same_story(other: str) -> None:
    assert is_copy(sketch(STORY), sketch(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            STORY,
            "The mayor of Tarn said on Sunday that the armed groups had left. I counted nine buses at the bridge. " * 2,
        ),
        (AT_THE_GATES, IN_THE_SQUARE),
        (SHORT, "No prisoner was seen."),
        ("", ""),
        ("", STORY),
        ("— * —", "— * —"),
    ],
)
def test_two_pieces(one: str, other: str) -> None:
    assert not is_copy(sketch(one), sketch(other))


def test_a_note_of_few_words_is_the_same_only_as_a_whole() -> None:
    assert is_copy(sketch(SHORT), sketch(SHORT.lower()))


def _long(words: int, *, start: int = 0) -> str:
    return " ".join(f"word{number * number % 9973} {number}" for number in range(start, start + words))


def test_long_texts_are_told_apart_by_a_bounded_sketch() -> None:
    long = sketch(_long(20_000))
    assert len(long.runs) <= 512
    assert len(long.as_bytes()) <= 4_097
    assert is_copy(long, sketch(_long(15_000)))
    assert is_copy(long, sketch("Another headline. " + _long(20_000)))
    assert not is_copy(long, sketch(_long(20_000, start=17_000)))


def test_what_grew_from_hand_to_hand_is_one_piece() -> None:
    words = _long(600).split()
    hands = {number: sketch(" ".join(words[number * 200 : number * 200 + 500])) for number in range(4)}
    assert not is_copy(hands[0], hands[3])
    assert copies(hands) == {1: 0, 2: 0, 3: 0}
    assert copies({"other": sketch(STORY), **{str(number): one for number, one in hands.items()}}) == {
        "1": "0",
        "2": "0",
        "3": "0",
    }


@given(st.text(max_size=300), st.text(max_size=300))
def test_it_does_not_matter_which_is_asked_of_which(one: str, other: str) -> None:
    assert is_copy(sketch(one), sketch(other)) == is_copy(sketch(other), sketch(one))


@given(st.text(max_size=400))
def test_a_sketch_outlives_being_kept(text: str) -> None:
    made = sketch(text)
    assert Sketch.from_bytes(made.as_bytes()) == made
    assert is_copy(made, made) == bool(made.runs)


@pytest.mark.parametrize("data", [b"", b"\0" * 8, b"\0" * 10])
def test_what_is_no_sketch_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a sketch"):
        Sketch.from_bytes(data)


@given(st.lists(st.sampled_from([STORY, STORY.lower(), SHORT, QUOTED, ""]), max_size=6))
def test_every_copy_leads_to_the_first_of_its_kind(texts: list[str]) -> None:
    found = copies({number: sketch(text) for number, text in enumerate(texts)})
    for number, text in enumerate(texts):
        same = [place for place in range(number) if texts[place].lower() == text.lower() and text]
        assert found.get(number) == (same[0] if same else None)
