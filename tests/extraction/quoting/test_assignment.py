"""Whose each statement is that a model found, and what becomes of the words that no statement takes."""

import pytest

from claimtrack.extraction.accounting import skipped
from claimtrack.extraction.quoting.assignment import assigned
from claimtrack.extraction.quoting.attributions import attributions
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.statement_draft import StatementDraft, StatementEvidence
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.values import Attribution, Statement

Drawn = tuple[str, ...]


def _assigned(
    text: str, *drawn: Drawn, said: float = 0.9, inner: tuple[Drawn, ...] = ()
) -> tuple[list[Statement], list[Attribution]]:
    """Give each drawn statement, by its pieces, to who says it by the rules' attributions."""
    gathered = gather(text)
    gathered.statements = sorted(
        (
            StatementDraft(
                tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces),
                said,
                0.9,
                0.9,
                pieces in inner,
            )
            for pieces in (*drawn, *inner)
        ),
        key=lambda one: (one.spans[0][0], -one.spans[-1][1]),
    )
    made = attributions(text, gathered)
    return [one.statement for one in assigned(text, gathered, made)], made


def _speakers(text: str, *drawn: Drawn, said: float = 0.9, inner: tuple[Drawn, ...] = ()) -> dict[str, str | None]:
    found, made = _assigned(text, *drawn, said=said, inner=inner)
    return {
        one.text: "own voice" if one.own_voice or one.attribution is None else made[one.attribution].speaker
        for one in found
    }


def test_a_statement_is_of_who_says_its_words() -> None:
    text = "Ana Ruiz said the mill had burned. The river rose."
    assert _speakers(text, ("the mill had burned.",)) == {
        "the mill had burned": "Ana Ruiz",
        "The river rose.": "own voice",
    }


def test_pieces_around_a_cue_are_one_statement() -> None:
    text = "“The mill,” said Ana Ruiz, “has burned.”"
    assert _speakers(text, ("The mill,", "has burned")) == {"The mill has burned": "Ana Ruiz"}


def test_what_was_only_perhaps_said_stays_whole_in_the_own_voice() -> None:
    text = "Ana Ruiz said the mill had burned down in the night."
    assert _speakers(text, (text,), said=0.2) == {text: "own voice"}


def test_beside_what_was_only_perhaps_said_stands_who_perhaps_says_it() -> None:
    (one,), made = _assigned(
        "Ana Ruiz said the mill had burned down in the night.",
        ("Ana Ruiz said the mill had burned down in the night.",),
        said=0.2,
    )
    assert one.perhaps is not None
    assert made[one.perhaps].speaker == "Ana Ruiz"
    (own,), _ = _assigned(
        "The mill had burned down in the night.", ("The mill had burned down in the night.",), said=0.2
    )
    assert own.perhaps is None


def test_a_few_words_without_a_verb_go_with_the_statement_beside_them() -> None:
    text = "Ana Ruiz said that “all wagons” and their loads had burned in the yard."
    assert set(_speakers(text, ("all wagons”",), ("and their loads had burned in the yard.",))) == {
        "“all wagons” and their loads had burned in the yard"
    }


def test_a_short_subject_goes_with_its_relative_clause() -> None:
    text = "Those reports, which nobody could confirm, came as the mill burned down."
    found = _speakers(
        text, ("Those reports,",), ("which nobody could confirm, came as the mill burned down.",), said=0.1
    )
    assert set(found) == {text}


def test_what_the_outlet_says_behind_a_quotation_is_not_said() -> None:
    text = "Ana Ruiz said that “they had gone to Tarn,” a mill town, on Friday."
    found = _speakers(text, ("“they had gone to Tarn,”",), ("a mill town",))
    assert found["“they had gone to Tarn,”"] == "Ana Ruiz"
    assert "Ana Ruiz" not in {who for words, who in found.items() if "mill town" in words}


def test_a_short_quotation_in_a_sentence_of_its_own_is_kept() -> None:
    text = "“The mill burned,” said Ana Ruiz. “Nobody died.” “Not one soul.”"
    assert set(_speakers(text, ("“The mill burned,”",), ("“Nobody died.”",), ("“Not one soul.”",))) == {
        "“The mill burned,”",
        "“Nobody died.”",
        "“Not one soul.”",
    }


def test_a_word_that_only_joins_is_no_piece_of_a_statement() -> None:
    text = "“The last wagons left,” Ana Ruiz said, “and no shot was fired.”"
    found = _speakers(text, ("“The last wagons left,”", "“and"), ("no shot was fired.”",))
    assert set(found) == {"“The last wagons left,”", "no shot was fired.”"}


def test_a_clause_that_only_leads_to_who_speaks_goes_to_the_cue() -> None:
    text = "The crew left, just as the river board released a report claiming that the mill had burned."
    found = _speakers(text, ("The crew left,",), ("the mill had burned.",))
    assert not any("released" in words for words in found)


def test_a_short_clause_stands_by_itself() -> None:
    text = "“He presses and he attacks the post,” said Ana Ruiz."
    assert set(_speakers(text, ("“He presses",), ("he attacks the post,”",))) == {
        "“He presses",
        "he attacks the post,”",
    }


def test_what_a_full_stop_parts_is_never_one_statement() -> None:
    text = "“It runs at 70 per cent. but without any wagons,” said Ana Ruiz."
    found = _speakers(text, ("“It runs at 70 per cent.",), ("but without any wagons,”",))
    assert len(found) == 2
    assert all(one in text for one in found)


def test_a_denial_is_as_sure_as_its_words_are() -> None:
    seen: list[StatementEvidence] = []

    def sure(evidence: StatementEvidence) -> float:
        seen.append(evidence)
        return 0.5

    text = "The army flatly denied the claims."
    gathered = gather(text)
    gathered.statements = [StatementDraft(((0, len(text)),), 0.2, 0.9, 0.9)]
    assigned(text, gathered, attributions(text, gathered), sure)
    assert [(one.said, one.is_near) for one in seen] == [(0.8, False)]


def test_an_entry_under_a_name_is_not_spoken() -> None:
    text = "Ben Ode: Dealing in stolen boats, held in jail in lieu of bond."
    gathered = gather(text)
    colon, content = (7, 8), (9, len(text))
    gathered.drafts = [Draft((0, 7), [colon], [content], "say", frame=(0, len(text)))]
    gathered.statements = [StatementDraft((content,), 0.9, 0.9, 0.9)]
    (one,) = assigned(text, gathered, attributions(text, gathered))
    assert one.statement.own_voice


def test_a_denial_is_whose_it_is_however_the_outlet_tells_it() -> None:
    text = "Men had burned the mill, Ana Ruiz said. The army flatly denied the claims."
    found = _speakers(text, ("The army flatly denied the claims.",), said=0.2)
    assert found["The army flatly denied the claims"] == "The army"


def test_what_nobody_says_is_the_whole_sentence() -> None:
    text = "Ana Ruiz did not say that the mill had burned down."
    assert _speakers(text, ("the mill had burned down.",)) == {text: "own voice"}


def test_a_statement_inside_another_is_of_who_says_it_there() -> None:
    text = "Ana Ruiz said the guard claimed that the mill had burned."
    found = _speakers(text, ("the guard claimed that the mill had burned.",), inner=(("the mill had burned.",),))
    assert found["the guard claimed that the mill had burned"] == "Ana Ruiz"
    assert found["the mill had burned"] == "the guard"


@pytest.mark.parametrize(
    ("text", "drawn", "words"),
    [
        # Nobody drew the sentence at all.
        ("The mill stood by the river for ninety years.", (), "The mill stood by the river for ninety years."),
        # Words beside the outlet's own statement belong to it.
        (
            "In the autumn of that same year the mill burned down.",
            ("the mill burned down.",),
            "In the autumn of that same year the mill burned down.",
        ),
    ],
)
def test_no_words_of_the_outlets_are_left_over(text: str, drawn: Drawn, words: str) -> None:
    found, _ = _assigned(text, *([drawn] if drawn else []), said=0.1)
    assert [one.text for one in found] == [words]


def test_how_something_was_said_goes_to_its_cue() -> None:
    text = "Speaking in the old town hall on Thursday evening, Ana Ruiz said the mill had burned."
    found, made = _assigned(text, ("the mill had burned.",))
    assert [one.text for one in found] == ["the mill had burned"]
    assert "Speaking in the old town hall" in " ".join(text[start:end] for start, end in made[0].cue)
    assert skipped(text, made, found) == ()


def test_a_few_words_of_a_sentence_state_nothing() -> None:
    text = "However, Ana Ruiz said the mill had burned."
    assert list(_speakers(text, ("However,",), ("the mill had burned.",))) == ["the mill had burned"]


def test_confidence_is_asked_with_what_it_rests_on() -> None:
    text = "Ana Ruiz said the mill had burned. She said nobody was hurt."
    asked: list[StatementEvidence] = []

    def sure(evidence: StatementEvidence) -> float:
        asked.append(evidence)
        return 0.7

    gathered = gather(text)
    gathered.statements = [
        StatementDraft(((text.index(words), text.index(words) + len(words)),), 0.9, 0.9, 0.8)
        for words in ("the mill had burned.", "nobody was hurt.")
    ]
    placed = assigned(text, gathered, attributions(text, gathered), sure)
    assert [one.statement.confidence for one in placed] == [0.7, 0.7]
    assert [(one.is_named, one.is_pronoun, one.is_near) for one in asked] == [
        (True, False, False),
        (False, True, False),
    ]


def test_what_joins_two_statements_belongs_to_neither() -> None:
    text = "Ana Ruiz said the mill had burned, and that nobody was hurt."
    assert list(_speakers(text, ("the mill had burned, and",), ("that nobody was hurt.",))) == [
        "the mill had burned",
        "nobody was hurt",
    ]


def _with_model(text: str, pieces: list[tuple[str, float]], confidence: float) -> dict[str, str | None]:
    """Assign with attributions that a model found, too, and the statements that it drew with how likely said."""
    gathered, ruled = gather(text), gather(text)
    for one, other in zip(gathered.drafts, ruled.drafts, strict=True):
        one.ruled, one.confidence = other, confidence
    gathered.statements = [
        StatementDraft(((text.index(piece), text.index(piece) + len(piece)),), said, 0.9, 0.9) for piece, said in pieces
    ]
    made = attributions(text, gathered)
    return {
        one.statement.text: None if one.statement.attribution is None else made[one.statement.attribution].speaker
        for one in assigned(text, gathered, made)
    }


def test_a_stray_word_of_the_model_does_not_hide_who_plainly_says_a_sentence() -> None:
    text = "Two clerks, speaking on condition of anonymity, said Tarn plans a new lock."
    assert _with_model(text, [("Tarn", 0.9)], 0.8)["Tarn plans a new lock"] == "Two clerks"


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Ana Ruiz called on both crews to open the lock.", "called on both crews to open the lock", "Ana Ruiz"),
        ("On Monday, Ana Ruiz said the lock was shut.", "the lock was shut", "Ana Ruiz"),
    ],
)
def test_what_model_and_rules_read_at_the_head_of_a_sentence_is_said(text: str, said: str, speaker: str) -> None:
    assert _with_model(text, [(text, 0.2)], 0.5)[said] == speaker


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("That is less than what Ana Ruiz said the lock cost.", 0.5),
        ("Ana Ruiz said the lock was shut.", 0.3),
    ],
)
def test_a_doubtful_or_subordinate_saying_leaves_its_sentence_whole(text: str, confidence: float) -> None:
    assert _with_model(text, [(text, 0.2)], confidence) == {text: None}


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("While the crew was asleep, the lock gave way.", "While the crew was asleep", "the lock gave way."),
        ("In a hut near the weir, the crew was asleep.", "In a hut near the weir", "the crew was asleep."),
        ("The crew was asleep when the lock gave way.", "The crew was asleep when", "the lock gave way."),
    ],
)
def test_a_piece_that_leads_to_another_statement_is_part_of_it(text: str, piece: str, whole: str) -> None:
    assert _speakers(text, (piece,), (whole,), said=0.1) == {text: "own voice"}


def test_words_that_only_join_two_sentences_state_nothing() -> None:
    text = "That being said, the lock gave way."
    assert list(_speakers(text, ("That being said",), ("the lock gave way.",), said=0.1)) == ["the lock gave way."]


def test_who_speaks_and_that_it_is_said_is_no_statement_by_itself() -> None:
    text = "The lock keeper Ana Ruiz said that the mill had burned."
    found, _ = _assigned(text, ("the mill had burned",))
    assert [one.text for one in found] == ["the mill had burned"]
    gathered = gather(text)
    gathered.statements = [
        StatementDraft(((0, text.index("that") - 1),), 0.1, 0.9, 0.9),
        StatementDraft(((text.index("the mill"), len(text)),), 0.9, 0.9, 0.9),
    ]
    made = attributions(text, gathered)
    assert [one.statement.text for one in assigned(text, gathered, made)] == ["the mill had burned"]
