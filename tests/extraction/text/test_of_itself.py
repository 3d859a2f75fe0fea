"""What an outlet says of its own piece is found in a line as by all patterns at once, and without searching each."""

import re
from time import process_time

import pytest

from claimtrack.extraction.english.furniture_lines import OF_ITSELF, OF_ITSELF_ANYWHERE
from claimtrack.extraction.text.lines import is_of_itself

_PATTERNS = [OF_ITSELF.pattern, *(one.pattern.pattern for one in OF_ITSELF_ANYWHERE)]
_ALL_AT_ONCE = re.compile("|".join(_PATTERNS), re.IGNORECASE)

#: A line for each pattern that may stand anywhere, in their order.
LINES = (
    "The reporters Ana Ruiz and Tom Lund contributed to this report.",
    "So should the pier be closed for good? Vote in the poll below",
    "Well, take part in our online poll",
    "Now take our poll",
    "So, have an opinion? Write to us",
    "Or have you got a story about the pier? Email the desk",
    "Before you go, we have a small favour to ask",
    "And if everyone who reads our paper gave a coin",
    "So if you enjoyed this article, tell a friend",
    "For more of this, you can sign up here for our weekly newsletter",
    "Now get all the news of the harbour in your inbox",
    "Each day The Tide newsletter brings you the news of the coast",
    "As ever, The Tide is an independent newsroom. Please donate",
    "In short, this version CORRECTS the name of the pier",
    "The pier was shut. More from Ana Ruiz",
    "All figures: SOURCE: The harbour board",
    "To see it as it was, view original content",
    "In it, this press release contains certain forward-looking statements",
    "Or read or share this story",
    "You may order reprints",
    "As said, the BBC is not responsible for the content of external sites",
    "We are few, so please think of us and consider making a donation",
    "As all sites, The Tide uses cookies",
    "Or contact Ana Ruiz at ana@tide.example",
    "At any time you may click here",
    "Get the day's news from the harbour delivered to your inbox.",
    "Please support local journalism.",
    "Our reporters work through the night for you. Become a member.",
    "If you have been affected by what you read, help is available from the Tarn Trust.",
    "This material may not be published, broadcast or rewritten.",
    "You have three free articles left.",
    "Join the conversation below.",
    "The Tide receives support from two foundations for its coverage of the sea.",
    "Text TARN to 61124.",
    "Got a tip about the pier? Write to the desk.",
    "Terms and conditions apply.",
    "The views expressed are those of the writers.",
)
#: The same words where they are the story's.
OF_THE_STORY = (
    "Terms and conditions apply to the grant, the council said.",
    "“Join the conversation,” the mayor told the crowd.",
    "The material may not be published until the trial ends, the judge ruled.",
    "Our reporters saw three men carry a crate from the pier.",
    "The museum receives support from two foundations, its director said.",
    "If you are poor in Tarn you need help from the council, and it closes at noon.",
    "He told them to get the ferry to the island.",
)


@pytest.mark.parametrize(("number", "line"), list(enumerate(LINES)))
def test_each_pattern_is_tried_where_its_words_stand(number: int, line: str) -> None:
    one = OF_ITSELF_ANYWHERE[number]

    assert one.pattern.search(line)
    assert any(word in line.casefold() for word in one.words)
    assert is_of_itself(line)


@pytest.mark.parametrize("line", OF_THE_STORY)
def test_what_the_story_tells_is_left(line: str) -> None:
    assert not is_of_itself(line)


def test_every_pattern_has_a_line_here() -> None:
    assert len(LINES) == len(OF_ITSELF_ANYWHERE)


@pytest.mark.parametrize(
    "line",
    [
        *LINES,
        *(line.upper() for line in LINES),
        "The council met on Monday and closed the pier.",
        "She asked who would pay. Nobody could say.",
        "Editor's note: this story was updated.",
        "The view from the pier, a story of 40 years, has a source in the hills.",
        "",
    ],
)
def test_lines_are_told_as_by_all_patterns_at_once(line: str) -> None:
    assert is_of_itself(line) is (_ALL_AT_ONCE.search(line) is not None)


def test_plain_line_costs_a_tenth_of_searching_for_all() -> None:
    line = "The council of Tarn met on Monday and closed the pier, which has stood since 1967, for the winter. " * 3

    def took(find: object, times: int) -> float:
        began = process_time()
        for _ in range(times):
            assert not find(line)  # type: ignore[operator] # a row of a table
        return process_time() - began

    assert took(is_of_itself, 20) * 10 < took(_ALL_AT_ONCE.search, 20)
