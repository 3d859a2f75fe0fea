"""Texts that no desk would write are read all the same: whole, in order, and in steps that grow as the text does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from tests.benchmarks.hostile_texts import KINDS

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract_fast
from claimtrack.extraction.learned.merge import merged, with_whole_quotations, without_strays
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.values import Extraction, Extractor
from claimtrack.reading.read import read_document

MOST = 2.4
"""Times; so many more steps may a text of twice the length take."""


def _assert_sound(found: Extraction) -> None:
    starts = [statement.spans[0][0] for statement in found.statements]
    assert starts == sorted(starts)
    for statement in found.statements:
        assert statement.text == " ".join(found.text[start:end] for start, end in statement.spans)
        assert statement.text.strip()


class _Steps:
    """Counts the calls of functions, with the steps of generators: no time, the same on every machine."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self, _frame: FrameType, _event: str, _argument: object) -> None:
        self.taken += 1


@contextmanager
def _counted() -> Iterator[_Steps]:
    steps = _Steps()
    before = sys.getprofile()
    sys.setprofile(steps)
    try:
        yield steps
    finally:
        sys.setprofile(before)


def _steps(read: Extractor, text: str) -> int:
    with _counted() as steps:
        read(text)
    return steps.taken


LEARNED = (
    "I am, he said",
    "quotations with names",
    "quotations left open, a paragraph each",
    "statements in one paragraph",
    "statements in one sentence",
    "denies",
    "names that deny each other",
    "transcript, line upon line",
    "one endless sentence",
    "one statement of 50,000 characters",
)
"""Kinds that the learned engine reads here, too; ``python -m tests.benchmarks.doubling`` has it read all of them."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "read"),
    [
        *(pytest.param(kind, extract, id=f"rules: {kind}") for kind in KINDS),
        *(pytest.param(kind, extract_fast, id=f"learned-fast: {kind}") for kind in LEARNED),
    ],
)
def test_the_double_takes_twice_the_steps(kind: str, read: Extractor) -> None:
    read(KINDS[kind](200))  # what is loaded and remembered once counts for no length
    steps = [_steps(read, KINDS[kind](length)) for length in (2_500, 5_000)]
    if steps[1] > MOST * steps[0]:
        # Where a text is long enough to be taken for English, more is done; that happens once.
        steps = [steps[1], _steps(read, KINDS[kind](10_000))]
    if steps[1] > MOST * steps[0]:
        steps = [steps[1], _steps(read, KINDS[kind](20_000))]
    assert steps[1] <= MOST * steps[0]


def test_bringing_the_model_and_the_rules_together_takes_twice_the_steps_for_twice_as_many() -> None:
    def steps(count: int) -> int:
        text = '"I am," he said. ' * count
        starts = range(0, len(text), 17)
        learned = [Draft((at + 8, at + 10), [(at + 11, at + 15)], [(at, at + 7)], "say") for at in starts]
        ruled = [
            Draft((at + 8, at + 10), [(at + 11, at + 15)], [(at, at + 7)], base)
            for at in starts
            for base in ("say", "deny")
        ]
        with _counted() as taken:
            without_strays(text, learned)
            with_whole_quotations(learned, [(at, at + 7) for at in starts])
            assert merged(learned, ruled) == learned
        return taken.taken

    assert steps(400) <= MOST * steps(200)


ENGINES = pytest.mark.parametrize("read", [extract, extract_fast], ids=["rules", "learned-fast"])


@ENGINES
@pytest.mark.parametrize(
    "kind",
    [
        "one endless sentence",
        "one word a line",
        "headlines",
        "headlines, line upon line",
        "bullets with statements",
        "mail quoted fifty deep",
        "lines set in fifty deep",
    ],
)
def test_a_text_of_no_common_form_is_read(kind: str, read: Extractor) -> None:
    text = KINDS[kind](4_000)
    found = read(text)
    assert found.text == text
    _assert_sound(found)


@ENGINES
def test_block_quotations_fifty_deep_on_a_page_are_read(read: Extractor) -> None:
    page = "<p>The dam at Port Seline broke on Monday.</p>"
    for number in range(50):
        page = f"<blockquote><p>Level {number} of the dam was closed, Ana Ruiz said.</p>{page}</blockquote>"
    text = read_document(f"<html><body><article>{page}</article></body></html>".encode(), name="page.html").text
    assert text.count("Ana Ruiz said") == 50
    found = read(text)
    _assert_sound(found)
    assert sum("of the dam was closed" in one.text for one in found.statements) == 50


@ENGINES
def test_a_page_whose_article_stands_three_times_says_everything_three_times(read: Extractor) -> None:
    article = "Ana Ruiz said the bridge was closed.\n\n“We saw nine boats,” Omar Haddad said.\n\n"
    found = read(article * 3)
    _assert_sound(found)
    speakers = [found.attributions[one.attribution].speaker for one in found.statements if one.attribution is not None]
    assert speakers == ["Ana Ruiz", "Omar Haddad"] * 3


@pytest.mark.parametrize(
    ("read", "bullet"),
    [
        pytest.param(extract, "* Ana Ruiz said that bridge {n} fell\n", id="rules"),
        pytest.param(extract_fast, "* bridge {n} fell\n", id="learned-fast", marks=pytest.mark.slow),
    ],
)
def test_ten_thousand_bullets_are_read(read: Extractor, bullet: str) -> None:
    text = "".join(bullet.format(n=number) for number in range(10_000))
    found = read(text)
    _assert_sound(found)
    assert {one.speaker for one in found.attributions} <= {"Ana Ruiz"}
    read_spans = [*(one.spans for one in found.statements), *(one.spans for one in found.skipped)]
    assert max(spans[-1][1] for spans in read_spans) == len(text) - 1


@ENGINES
def test_each_of_five_hundred_turns_is_its_speakers(read: Extractor) -> None:
    turns = [
        f"{name}: We said that the road was closed on day {number} and nobody could leave.\n\n"
        for number in range(250)
        for name in ("ANA RUIZ", "OMAR HADDAD")
    ]
    found = read("".join(turns))
    _assert_sound(found)
    assert [one.speaker for one in found.attributions] == ["ANA RUIZ", "OMAR HADDAD"] * 250


@ENGINES
@pytest.mark.parametrize(
    ("front", "end"), [("Ana Ruiz said that ", "it fell."), ("“", "it fell,” Ana Ruiz said.")], ids=["said", "quoted"]
)
def test_what_takes_fifty_thousand_characters_to_say_is_read(front: str, end: str, read: Extractor) -> None:
    found = read(front + "the bridge was closed and " * 2_000 + end)
    _assert_sound(found)
    assert {one.speaker for one in found.attributions} <= {"Ana Ruiz", None}
    assert found.attributions
