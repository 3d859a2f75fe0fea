"""What is made of a model's reading, with a model that reads what a test tells it, whatever the shipped weights say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.learned.decode import Scores, WindowScores
from claimtrack.extraction.learned.find_spans import LEAST_OF_LINE, LearnedFinder
from claimtrack.extraction.learned.labels import LABELS, SAID, STATEMENT_SCORES, InnerLabel, StatementLabel
from claimtrack.extraction.learned.windows import Window
from claimtrack.extraction.learned.words import Words
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.values import Extraction
from claimtrack.training.corpus import NO_SOURCE, Labelled, LabelledArticle, Lesson, lesson
from claimtrack.vocabulary import SkippedBecause


@dataclass(frozen=True, slots=True)
class Told:
    """Says of every word what a lesson says, and is as confident as it is told to be."""

    lesson: Lesson
    sure: float = 0.9

    def pieces(self, words: Words) -> list[list[int]]:
        return [[7] for _ in words.texts]

    def scores(self, window: Window) -> WindowScores:
        place = {word: index for index, word in enumerate(window.words)}
        to_source = [
            0 if (source := self.lesson.to_source[word]) == NO_SOURCE else place.get(source, -1) + 1
            for word in window.words
        ]
        return WindowScores(
            _sure([self.lesson.labels[word] for word in window.words], LABELS),
            _sure([place.get(self.lesson.to_cue[word], -1) for word in window.words], len(place)),
            _sure(to_source, len(place) + 1),
        )

    def confidence(self, _evidence: Sequence[float]) -> float:
        return self.sure


def _sure(wanted: Sequence[int], width: int) -> Scores:
    scores = np.full((len(wanted), width), 0.001, dtype=np.float32)
    for row, column in enumerate(wanted):
        if column >= 0:
            scores[row, column] = 1.0
    return scores


def spans_of(text: str, *held: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(words), text.index(words) + len(words)) for words in held if words)


def _read(text: str, *told: tuple[str, str, tuple[str, ...]], sure: float = 0.9) -> Extraction:
    """Read a text with a model that finds each (source, cue, contents) given in its words."""

    labelled = tuple(
        Labelled(spans_of(text, source), spans_of(text, cue), spans_of(text, *contents))
        for source, cue, contents in told
    )
    model = Told(lesson(LabelledArticle("a", text, labelled)), sure)
    return assembled(text, gather(text, LearnedFinder(model)), language="en", extractor="told")


def _contents(found: Extraction) -> list[str]:
    """Give what each attribution holds, whether or not a statement is made of it."""
    return [" … ".join(found.text[start:end] for start, end in one.content) for one in found.attributions]


def _own(found: Extraction) -> list[str]:
    return [one.text for one in found.statements if one.own_voice]


def _said(found: Extraction) -> list[str]:
    return [one.text for one in found.statements if not one.own_voice]


PLAIN = "The guard grumbled that forty boats were lost on Monday."
GRUMBLED = ("The guard", "grumbled", ("that forty boats were lost on Monday",))


def test_what_the_model_finds_is_a_statement() -> None:
    found = _read(PLAIN, GRUMBLED)
    assert (_said(found), _own(found)) == (["forty boats were lost on Monday"], [])
    assert [(one.speaker, one.confidence) for one in found.attributions] == [("The guard", 0.9)]


@pytest.mark.parametrize(("sure", "kept"), [(0.02, False), (0.04, True)])
def test_what_is_hardly_likely_is_left_out(sure: float, kept: bool) -> None:
    found = _read(PLAIN, GRUMBLED, sure=sure)
    assert bool(found.attributions) is kept
    assert (_own(found) == [PLAIN]) is not kept


@pytest.mark.parametrize("nobody", ["None of the pilots", "Nobody in the harbour", "No one", "Neither pilot"])
def test_nobody_is_no_source(nobody: str) -> None:
    text = f"{nobody} saw the sinking of the forty boats on Monday."
    found = _read(text, (nobody, "saw", ("the sinking of the forty boats on Monday",)))
    assert (found.attributions, _own(found)) == ((), [text])


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Cross-examining, Ana Ruiz", "Ana Ruiz"),
        ("Questioning the guard, Ana Ruiz", "Ana Ruiz"),
        ("Fleming, the guard", "Fleming"),
    ],
)
def test_what_somebody_does_while_speaking_is_no_part_of_who_speaks(source: str, speaker: str) -> None:
    text = f"{source}, said that forty boats were lost on Monday."
    found = _read(text, (source, "said", ("that forty boats were lost on Monday",)))
    assert [one.speaker for one in found.attributions] == [speaker]


def test_what_stands_around_its_cue_is_one_statement_where_nobody_is_named() -> None:
    text = "The harbour has long been called a gateway to the northern valleys."
    found = _read(text, ("", "has long been called", ("The harbour", "a gateway to the northern valleys")))
    assert _said(found) == ["The harbour has long been called a gateway to the northern valleys"]


def test_a_relative_pronoun_is_no_part_of_what_is_said() -> None:
    text = "Those losses, which alarmed the port, deepened fears that all of the boats would leave before the winter."
    found = _read(text, ("", "fears", ("which", "that all of the boats would leave before the winter")))
    (one,) = found.attributions
    assert [text[start:end] for start, end in one.content] == ["that all of the boats would leave before the winter"]


WHOLE = [
    # what goes on behind "the", "of", "that" is part of it, as far as its phrase goes
    ("the boats in the", "the boats in the old harbour"),
    # what joins it to the next clause is not
    ("the boats in the old harbour, and", "the boats in the old harbour"),
    ("boats in the old", "boats in the old"),
]


@pytest.mark.parametrize(("given", "whole"), WHOLE)
def test_what_is_said_ends_with_its_phrase(given: str, whole: str) -> None:
    text = "The guard grumbled about the boats in the old harbour, and went home."
    assert _contents(_read(text, ("The guard", "grumbled", (given,)))) == [whole]


def test_a_word_with_a_hyphen_is_not_cut() -> None:
    text = "The guard grumbled about the twelve-metre boats."
    assert _contents(_read(text, ("The guard", "grumbled", ("the twelve",)))) == ["the twelve-metre"]


def test_what_points_back_does_not_grow() -> None:
    text = "Forty boats were lost. The guard repeated it on the radio."
    (one,) = _read(text, ("The guard", "repeated", ("it on the",))).attributions
    assert [text[start:end] for start, end in one.content] == ["it"]


def test_what_belongs_to_somebody_else_is_not_grown_into() -> None:
    text = "The guard grumbled about the size of the mayor said to be forty boats."
    found = _read(
        text, ("The guard", "grumbled", ("about the size of the",)), ("mayor", "said", ("to be forty boats",))
    )
    assert _contents(found) == ["about the size of the", "to be forty boats"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In the end the old harbour guard grumbled that forty boats were lost.", "the old harbour guard"),
        ("In the end the, well, guard grumbled that forty boats were lost.", None),
    ],
)
def test_a_source_that_is_an_article_alone_goes_on_to_its_cue(text: str, speaker: str | None) -> None:
    place = text.index("end the") + 4
    told = Labelled(((place, place + 3),), spans_of(text, "grumbled"), spans_of(text, "that forty boats were lost"))
    model = Told(lesson(LabelledArticle("a", text, (told,))))
    found = assembled(text, gather(text, LearnedFinder(model)), language="en", extractor="told")
    assert [one.speaker for one in found.attributions] == [speaker]


@pytest.mark.parametrize("given", ["the", "and", "of its", "“"])
def test_what_holds_no_word_of_its_own_is_nothing_that_is_said(given: str) -> None:
    text = f"The guard grumbled {given}."
    found = _read(text, ("The guard", "grumbled", (given,)))
    assert (found.attributions, _own(found)) == ((), [text])


def test_a_no_in_quotation_marks_is_an_answer() -> None:
    text = "“No,” the guard grumbled."
    assert _said(_read(text, ("the guard", "grumbled", ("“No,”",)))) == ["“No,”"]


def test_who_is_told_is_no_part_of_what_is_told() -> None:
    text = "The guard told detectives the boats had been lost."
    found = _read(text, ("The guard", "told", ("detectives", "the boats had been lost")))
    assert _said(found) == ["the boats had been lost"]


def test_what_is_said_without_a_cue_goes_on_with_who_spoke_last() -> None:
    text = "“We lost the boats,” Ruiz said.\n\n“Then the pumps failed as well,” and nobody came."
    first = ("Ruiz", "said", ("“We lost the boats,”",))
    told = lesson(
        LabelledArticle(
            "a",
            text,
            (
                Labelled(
                    ((text.index("Ruiz"), text.index("Ruiz") + 4),),
                    ((text.index("said"), text.index("said") + 4),),
                    ((0, 20), (text.index("“Then"), text.index(" and nobody"))),
                ),
            ),
        )
    )
    begin = next(place for place, words in enumerate(told.paragraphs[0].texts) if words == ".") + 1
    for word in range(begin, len(told.to_cue)):
        told.to_cue[word] = -1  # its cue stands in no word of the window
    found = assembled(text, gather(text, LearnedFinder(Told(told))), language="en", extractor="told")
    (one,) = found.attributions
    assert [text[start:end] for start, end in one.content] == [first[2][0], "“Then the pumps failed as well,”"]


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        (
            "She hopes to reopen the market.",
            ("She", "hopes", ("to reopen the market",)),
            ["hopes to reopen the market"],
        ),
        ("Asked for details, the guard left.", ("", "Asked", ("for details",)), []),
        ("Somebody once asked why.", ("Somebody", "once asked", ("why",)), []),
    ],
)
def test_what_can_be_decided_on_is_a_statement(
    text: str, told: tuple[str, str, tuple[str, ...]], said: list[str]
) -> None:
    assert _said(_read(text, told)) == said


@dataclass(frozen=True, slots=True)
class Listing(Told):
    """Draws one statement of each paragraph, as surely as it is told to."""

    likely: float = 0.9

    def scores(self, window: Window) -> WindowScores:
        read = Told.scores(self, window)
        scores = np.zeros((len(window.words), STATEMENT_SCORES), dtype=np.float32)
        # Both edges count: the square root, so that their product is what was asked for.
        shared = (1 - self.likely**0.5) / 3
        labels = np.full(len(window.words), StatementLabel.INSIDE)
        labels[[place for place, head in enumerate(window.heads) if head - 1 not in window.heads]] = (
            StatementLabel.BEGIN
        )
        scores[:, : len(StatementLabel)] = np.log(shared)
        scores[np.arange(len(labels)), labels] = np.log(self.likely**0.5)
        scores[:, len(StatementLabel) : len(StatementLabel) + len(InnerLabel)] = [9.0, 0.0, 0.0]
        scores[:, SAID] = -9.0
        return WindowScores(read.labels, read.to_cue, read.to_source, scores)


OPENING, LINE, CLOSING = "The dam was shut at noon.", "Water reaches the lower road", "Nobody was hurt there."


def _listing(line: str, likely: float, *, tail: str = CLOSING) -> Extraction:
    """Read a line between two paragraphs with a model that draws a statement of all its words."""
    text = "\n\n".join(part for part in (OPENING, line, tail) if part)
    model = Listing(lesson(LabelledArticle("a", text, ())), likely=likely)
    return assembled(text, gather(text, LearnedFinder(model)), language="en", extractor="told")


def test_a_line_without_a_full_stop_is_read_where_the_model_is_sure() -> None:
    assert _own(_listing(LINE, LEAST_OF_LINE + 0.1)) == [OPENING, LINE, CLOSING]


def test_a_line_without_a_full_stop_is_passed_over_where_it_is_not_and_has_its_reason() -> None:
    found = _listing(LINE, LEAST_OF_LINE - 0.1)
    assert _own(found) == [OPENING, CLOSING]
    told = [(found.text[start:end], one.why) for one in found.skipped for start, end in one.spans]
    assert told == [(LINE, SkippedBecause.HEADING)]


@pytest.mark.parametrize("line", ["Share this article", "By Lena Mortvik", "The harbour", "Water reaches road"])
def test_a_model_is_not_asked_about_what_states_nothing(line: str) -> None:
    assert _own(_listing(line, 0.99)) == [OPENING, CLOSING]


def test_behind_the_last_sentence_stand_links_to_other_stories() -> None:
    assert _own(_listing(LINE, 0.99, tail="")) == [OPENING]
    caption = "Water reaches the lower road at dusk. It had risen since noon, the board of the dam says"
    assert len(_own(_listing(caption, 0.99, tail=""))) > 1


def test_a_line_that_is_passed_over_parts_no_quotation() -> None:
    text = "“We saw it fall,” said Ana Ruiz.\n\nWater reaches the lower road\n\n“Nobody was warned.”"
    told = Labelled(spans_of(text, "Ana Ruiz"), spans_of(text, "said"), spans_of(text, "“We saw it fall,”"))
    model = Listing(lesson(LabelledArticle("a", text, (told,))), likely=LEAST_OF_LINE - 0.1)
    found = assembled(text, gather(text, LearnedFinder(model)), language="en", extractor="told")
    assert "Water reaches the lower road" not in " ".join(one.text for one in found.statements)
    assert [one.speaker for one in found.attributions] == ["Ana Ruiz", "Ana Ruiz"]
    assert _contents(found) == ["“We saw it fall,”", "“Nobody was warned.”"]
