"""Hard-wrapped paragraphs are read whole; lines that are no such paragraph are left as they are."""

import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract_fast
from claimtrack.extraction.text.wrapping import wraps
from claimtrack.extraction.values import Extraction
from claimtrack.extraction.whole_paragraphs import Unwrapped, paragraph_around, soft_breaks, unwrapped

STATEMENT = """ARMED FORCES OF ORSENIA
Office of the Spokesman
For publication, 16 May 2024, 15:30

1. No prisoner was harmed in Vellmar. Reports of shootings in the yard of
the old brewery are an invention for foreign cameras, and no weapon was fired.

2. By noon today 212 members of armed groups had laid down their weapons,
said Colonel Brezh.

Office of the Spokesman
"""

NOT_WRAPPED = {
    "headlines": """
Kaldria says Orsenian troops hold all of Vellmar
Minister resigns over contract for the rail bridge
Harbour workers vote to end their strike on Monday
al-Aref: no deal without a date for the elections
Two dead as ferry runs aground off the northern cape
""",
    "headlines in capitals": """
KALDRIA SAYS ORSENIAN TROOPS HOLD ALL OF VELLMAR
MINISTER RESIGNS OVER CONTRACT FOR THE RAIL BRIDGE
HARBOUR WORKERS VOTE TO END STRIKE
WHY THE PRICE OF GRAIN HAS DOUBLED SINCE SPRING
""",
    "transcript": """
MORTVIK: What did you see from the window of the hospital that night?
LUND: we saw soldiers, perhaps forty of them, and they had no insignia.
MORTVIK: and then you went down to the yard, as you told the committee?
LUND: no. I never said that. I stayed where I was until the morning.
""",
    "table": """
town            beds    doctors   nurses   ambulances in service
vellmar          120         14       61   two, one of them damaged
port seline      900        133      402   thirty-one, all in service
tarn              40          3       11   none since the fire of 2022
""",
    "table with bars": """
town | beds in the hospital | doctors on call | nurses on call
vellmar | one hundred and twenty | fourteen of them | sixty-one
port seline | nine hundred | more than a hundred | four hundred
""",
    "verse": """
The river carries what the hills let go,
The bridges count the carts that never came,
And every lamp along the western row
Is lit by someone with another's name.
""",
    "verse in small letters": """
the river carries what the hills let go,
and no one asks
what it was carrying when the bridges fell
or who was on them
and whose the lamps were on the western row
""",
    "short verse": """
we went down
to the river
and found
no bridge
""",
    "address": """
Office of the Spokesman of the Armed Forces
14 Brewery Street, third floor, left
Port Seline 20114
press@forces.example
""",
    "enumeration": """
The commission will look at three things this week:
the shootings in the yard of the old brewery;
the closing of both road bridges to civilian vehicles; and
the arrests of Tuesday night in the eastern quarter.
""",
    "marked list": """
The commission will look at three things
- the shootings in the yard of the old brewery
- the closing of both road bridges to vehicles
- the arrests of Tuesday night in the quarter
""",
    "caption and credit": """
Residents queue for water at the gate of the old brewery
photograph by Lena Mortvik
""",
    "two short paragraphs": """
The bridge was closed at noon on Monday, the ministry said.
Nobody was hurt, according to the hospital in Port Seline.
""",
    "a paragraph a line": """
The bridge was closed at noon on Monday, the ministry said.
Nobody was hurt, according to the hospital in Port Seline.
“We heard one shot,” said Petra Lund, who lives beside it, and who had been told that she should stay inside all night.
iPhones did not work.
She had been told to stay inside, she said.
""",
    "links": """
Inside Vellmar: the crossing of the river at night
Who holds the western bank, and who says that they do
What we know about the shootings at the old brewery
""",
    "style sheet": """
.bio-text, .twitter-bio, .facebook-bio, .linked-bio {
text-align: center;
}.
""",
}


@pytest.mark.parametrize("text", NOT_WRAPPED.values(), ids=NOT_WRAPPED.keys())
def test_what_is_not_wrapped_is_left_as_it_is(text: str) -> None:
    assert wraps(text) == []
    assert unwrapped(text) is None
    # Nor where wrapped paragraphs stand around it.
    between = whole(f"{STATEMENT}\n{text}\n{STATEMENT}").text
    assert text.strip() in between


def whole(text: str) -> Unwrapped:
    found = unwrapped(text)
    assert found is not None
    return found


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in whole(text).text.splitlines() if line.strip()]


def test_a_statement_is_read_whole_below_its_header() -> None:
    assert lines(STATEMENT) == [
        "ARMED FORCES OF ORSENIA",
        "Office of the Spokesman",
        "For publication, 16 May 2024, 15:30",
        (
            "1. No prisoner was harmed in Vellmar. Reports of shootings in the yard of the old brewery are an "
            "invention for foreign cameras, and no weapon was fired."
        ),
        "2. By noon today 212 members of armed groups had laid down their weapons, said Colonel Brezh.",
        "Office of the Spokesman",
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param(
            "The ministry said on Monday that the bridge had been closed\n"
            "by the army. “We heard one shot,” said Petra Lund, “and saw\n"
            "that nobody crossed it any more. I was told to stay where I\n"
            "was.” She did.\n",
            [
                (
                    "The ministry said on Monday that the bridge had been closed by the army. “We heard one shot,” "
                    "said Petra Lund, “and saw that nobody crossed it any more. I was told to stay where I "
                    "was.” She did."
                )
            ],
            id="a quotation over the end of a line",
        ),
        pytest.param(
            "- No prisoner was harmed. Reports of shootings in the yard of\n"
            "  the old brewery are an invention for foreign cameras.\n"
            "- The two road bridges are closed to civilian vehicles until\n"
            "  the engineers have searched them for mines.\n",
            [
                (
                    "- No prisoner was harmed. Reports of shootings in the yard of the old brewery are an invention "
                    "for foreign cameras."
                ),
                (
                    "- The two road bridges are closed to civilian vehicles until the engineers have searched them for "
                    "mines."
                ),
            ],
            id="a list whose entries hang",
        ),
        pytest.param(
            "1. No prisoner was harmed. Reports of shootings in the yard\n"
            "of the old brewery are an invention for foreign cameras, all\n"
            "2. The two road bridges are closed to civilian vehicles until\n"
            "the engineers have searched them for mines.\n",
            [
                (
                    "1. No prisoner was harmed. Reports of shootings in the yard of the old brewery are an invention "
                    "for foreign cameras, all"
                ),
                (
                    "2. The two road bridges are closed to civilian vehicles until the engineers have searched them "
                    "for mines."
                ),
            ],
            id="a numbered list, flush",
        ),
        pytest.param(
            "The two road bridges at Vellmar will stay closed until May\n"
            "16. They will be searched for mines by the engineers, as was\n"
            "promised.\n",
            [
                (
                    "The two road bridges at Vellmar will stay closed until May 16. They will be searched for mines by "
                    "the engineers, as was promised."
                )
            ],
            id="a date is no number of a list",
        ),
        pytest.param(
            "    The ministry said on Monday that the bridge had been closed\n"
            "and that it would stay closed until engineers have searched it.\n"
            "    Petra Lund, the director of the hospital, said that nobody\n"
            "had told her of it before Monday evening.\n"
            "    She stayed inside.\n",
            [
                (
                    "    The ministry said on Monday that the bridge had been closed and that it would stay closed "
                    "until engineers have searched it."
                ),
                (
                    "    Petra Lund, the director of the hospital, said that nobody had told her of it before Monday "
                    "evening."
                ),
                "    She stayed inside.",
            ],
            id="paragraphs set in, without blank lines",
        ),
        pytest.param(
            "The ministry said on Monday that the bridge had been closed\n"
            "and searched.\n"
            "Petra Lund, the director of the hospital, said that nobody\n"
            "had told her of it before Monday evening.\n",
            [
                "The ministry said on Monday that the bridge had been closed and searched.",
                "Petra Lund, the director of the hospital, said that nobody had told her of it before Monday evening.",
            ],
            id="paragraphs that end in a short line, without blank lines",
        ),
        pytest.param(
            "The council has put off the vote on the two-year budget to the\n"
            "next day of its session, the second this week.\n"
            "Mayor wants a vote by June\n"
            "The mayor said that she wanted the council to vote by the tenth\n"
            "of June.\n",
            [
                (
                    "The council has put off the vote on the two-year budget to the next day of its session, the "
                    "second this week."
                ),
                "Mayor wants a vote by June",
                "The mayor said that she wanted the council to vote by the tenth of June.",
            ],
            id="a heading between paragraphs, without blank lines",
        ),
        pytest.param(
            "MORTVIK: What did you see from the window of the hospital, and\n"
            "who was with you that night?\n"
            "LUND: We saw soldiers, perhaps forty of them, and none of them\n"
            "had insignia.\n",
            [
                "MORTVIK: What did you see from the window of the hospital, and who was with you that night?",
                "LUND: We saw soldiers, perhaps forty of them, and none of them had insignia.",
            ],
            id="a wrapped transcript",
        ),
        pytest.param(
            "Nobody was hurt at the bridge of Vellmar, said the director\n"
            "Petra Lund.\n"
            "\n"
            "The ministry said on Monday that the bridge had been closed\n"
            "and that it would stay so.\n",
            [
                "Nobody was hurt at the bridge of Vellmar, said the director Petra Lund.",
                "The ministry said on Monday that the bridge had been closed and that it would stay so.",
            ],
            id="what is too short to tell is read as what follows",
        ),
        pytest.param(
            "THE GOVERNMENT OF KALDRIA ANNOUNCED ON THURSDAY THAT THE\n"
            "FIGHTING IN VELLMAR HAS ENDED AND THAT ORSENIAN TROOPS HOLD\n"
            "THE RIVER TOWN.\n",
            [
                (
                    "THE GOVERNMENT OF KALDRIA ANNOUNCED ON THURSDAY THAT THE FIGHTING IN VELLMAR HAS ENDED AND THAT "
                    "ORSENIAN TROOPS HOLD THE RIVER TOWN."
                )
            ],
            id="all in capitals",
        ),
        pytest.param(
            "The ministry said on Monday that the bridge had been closed by the\n"
            "army and that it would stay closed until the engineers\n"
            "have searched it. Petra Lund, the director of the hospital,\n"
            "Colonel Brezh and the mayor had not been told of it.\n",
            [
                (
                    "The ministry said on Monday that the bridge had been closed by the army and that it would stay "
                    "closed until the engineers have searched it. Petra Lund, the director of the hospital, "
                    "Colonel Brezh and the mayor had not been told of it."
                )
            ],
            id="ragged, as from a PDF",
        ),
        pytest.param(
            "The ministry said on Monday that the well-\n"
            "known bridge had been closed and that two-\n"
            "and three-lane roads would stay closed too.\n",
            [
                (
                    "The ministry said on Monday that the well-known bridge had been closed and that two- and "
                    "three-lane roads would stay closed too."
                )
            ],
            id="words broken at a hyphen",
        ),
        pytest.param(
            "“Nobody” “was” “hurt” “at” “the” “bridge”, she said\n"
            "on Monday to the council of Vellmar, which did not believe her and said\n"
            "so.\n",
            [
                (
                    "“Nobody” “was” “hurt” “at” “the” “bridge”, she said on Monday to the council of Vellmar, which "
                    "did not believe her and said so."
                )
            ],
            id="broken by a program that counts bytes",
        ),
        pytest.param(
            "The whole statement of the ministry, which closed the bridge,\n"
            "stands at\n"
            "https://ministry.example/statements/2024/05/16/on-the-closing-of-the-bridge-at-vellmar-and-the-other-one/x\n"
            "and has been changed twice since it was published on Monday.\n",
            [
                (
                    "The whole statement of the ministry, which closed the bridge, stands at "
                    "https://ministry.example/statements/2024/05/16/on-the-closing-of-the-bridge-at-vellmar-and-the-"
                    "other-one/x and has been changed twice since it was published on Monday."
                )
            ],
            id="a link longer than a line",
        ),
    ],
)
def test_wrapped_paragraphs_are_whole(text: str, paragraphs: list[str]) -> None:
    assert lines(text) == paragraphs
    assert lines(text.replace("\n", "\r\n")) == paragraphs
    assert lines(text.replace("\n", " \n")) == paragraphs


def test_the_words_of_a_statement_are_those_of_the_text_line_breaks_included(read: Callable[[str], Read]) -> None:
    text = (
        "The director of the hospital in Vellmar, Petra\r\n"
        "Lund, said on Monday that both bridges had\r\n"
        "been closed to all traffic. She said that\r\n"
        "nobody had been harmed.\r\n"
    )
    assert read(text).said == [
        ("Petra Lund", "both bridges had\r\nbeen closed to all traffic"),
        ("Petra Lund", "nobody had been harmed"),
    ]


OPENING = (
    "It was the third morning after the truce when the first carts came over the bridge, and nobody in the town could "
    "say who had sent them. They carried flour and salt and a few crates of medicine, and they were driven by men who "
    "would not say where they had slept, only that they had been told to be at the mill before it was light and to be "
    "gone again by noon. The mill had been closed since the autumn, and whoever still had a key to it was not in town."
)
TELLING = [
    (
        "The government of Kaldria announced Thursday that the fighting in Vellmar has ended and that Orsenian troops "
        "now hold every district of the river town."
    ),
    (
        "Kaldria's ambassador to the Assembly of Nations, Ilka Maresh, repeated the announcement before the Security "
        "Committee. “The last armed groups left the western bank shortly after noon,” Maresh said, “and no shot has "
        "been fired in Vellmar since.”"
    ),
    (
        "She said the army had “restored order street by street” and that both road bridges were open to traffic "
        "again, which could not be independently confirmed."
    ),
    (
        "Several residents told the Northern Press Agency that soldiers had shot captured fighters in the courtyard of "
        "the old brewery. None of them saw it."
    ),
    (
        "The military flatly denied the accounts. “They are an invention for foreign cameras,” said Colonel Brezh, its "
        "well-known spokesman, on Thursday."
    ),
    "According to the hospital, 43 bodies had been brought in since Tuesday.",
    "The bridge over the Teyr at Kessim has been in use without interruption since 1967, and carries two tracks.",
]
PARAGRAPHS = st.lists(st.sampled_from(TELLING), max_size=7).map(lambda held: [OPENING, *held])


def wrapped(paragraphs: list[str], width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)


def told(found: Extraction) -> list[tuple[str | None, str, list[str]]]:
    return [
        (
            None if one.attribution is None else found.attributions[one.attribution].speaker,
            re.sub(r"(?<=\w-)\s+", "", " ".join(one.text.split())),
            [caveat.kind.value for caveat in one.caveats],
        )
        for one in found.statements
    ]


@pytest.mark.parametrize("width", [40, 41, 60, 72, 90, 110, 120])
def test_a_paragraph_of_any_length_and_width_is_whole(width: int) -> None:
    paragraph = " ".join([OPENING] * 6)
    assert lines(textwrap.fill(paragraph, width)) == [paragraph]


@pytest.mark.parametrize("width", [12, 17, 125])
def test_lines_too_short_or_too_long_to_be_wrapped_are_left(width: int) -> None:
    assert wraps(textwrap.fill(OPENING, width)) == []


def test_a_short_paragraph_behind_ragged_ones_is_as_ragged() -> None:
    ragged = (
        "The ministry said on Monday that the bridge had been closed by the\n"
        "army and that it would stay closed until the engineers\n"
        "have searched it for mines and for anything else.\n"
    )
    short = "Nobody had told the hospital at Vellmar, said its head\nPetra Lund, of it.\n"
    assert lines(f"{ragged}\n{short}")[1] == short.replace("\n", " ").strip()
    headline = short.replace("of it.", "of it")
    assert lines(f"{ragged}\n{headline}")[1:] == headline.splitlines()


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.integers(50, 100))
def test_wrapping_a_text_changes_nothing_that_is_found(paragraphs: list[str], width: int) -> None:
    text = wrapped(paragraphs, width)
    found = extract(text)
    assert told(found) == told(extract("\n\n".join(paragraphs)))
    for statement in found.statements:
        assert statement.text == " ".join(text[start:end] for start, end in statement.spans)


@settings(max_examples=15, deadline=None)
@given(PARAGRAPHS, st.integers(50, 100))
def test_nor_by_the_learned_engine(paragraphs: list[str], width: int) -> None:
    text = wrapped(paragraphs, width)
    found, plain = extract_fast(text), extract_fast("\n\n".join(paragraphs))
    assert told(found) == told(plain)
    assert [one.confidence for one in found.attributions] == [one.confidence for one in plain.attributions]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*TELLING, "", "She said so.", "Inside Vellmar: the crossing"]), max_size=12))
def test_a_text_of_a_paragraph_a_line_is_never_changed(paragraphs: list[str]) -> None:
    assert wraps("\n".join(paragraphs)) == []


LINES = st.lists(
    st.one_of(
        st.text(alphabet="aB é“”.-:\t\u2028\r", max_size=70),
        st.sampled_from(STATEMENT.splitlines()),
        st.just("the yard of the old brewery was closed, said the well-"),
    ),
    max_size=30,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_breaks_are_white_space_and_the_way_back_is_right(text: str) -> None:
    breaks = soft_breaks(text)
    assert list(breaks) == sorted(breaks)
    assert all(text[start:end].isspace() and "\n" in text[start:end] for start, end in breaks)
    found = unwrapped(text)
    if found is None:
        return
    for place, character in enumerate(found.text):
        start, end = found.original((place, place + 1))
        # Several spaces of a line that was made as long as the others are one, too.
        assert end == start + 1 or (start, end) in breaks or not text[start:end].strip(" ")
        assert text[start:end] == character or (character == " " and text[start:end].isspace())


@settings(max_examples=50, deadline=None)
@given(LINES)
def test_every_span_lies_in_a_text_of_such_lines(text: str) -> None:
    for one in extract(text).statements:
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
        assert one.text == " ".join(text[start:end] for start, end in one.spans)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(TELLING), min_size=8, max_size=20), st.integers(50, 100), LINES)
def test_what_is_added_changes_no_break_two_hundred_words_before(paragraphs: list[str], width: int, more: str) -> None:
    text = wrapped(paragraphs, width)
    before = wraps(text)
    after = wraps(f"{text}\n{more}")
    least = len(text) - 1_500
    assert [one for one in before if one[1] < least] == [one for one in after if one[1] < least]


def test_the_paragraph_around_a_place_goes_over_its_lines() -> None:
    start = STATEMENT.index("foreign")
    begin, end = paragraph_around(STATEMENT, start, start + 7)
    assert STATEMENT[begin:end] == (
        "1. No prisoner was harmed in Vellmar. Reports of shootings in the yard of\n"
        "the old brewery are an invention for foreign cameras, and no weapon was fired."
    )
    assert paragraph_around(STATEMENT, 2, 4) == (0, len("ARMED FORCES OF ORSENIA"))
    last = STATEMENT.rindex("Office")
    assert paragraph_around(STATEMENT, last, last + 2) == (last, len(STATEMENT) - 1)
    assert paragraph_around("a b", 0, 1) == (0, 3)
