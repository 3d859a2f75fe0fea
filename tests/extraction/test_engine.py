"""What holds for every text whatever: offsets, order, no word invented, no crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extraction.engine import extract
from claimtrack.extraction.values import Extraction, Spans

PIECES = st.sampled_from(
    [
        "Ana Ruiz", "she", "said", "told the Northern Press Agency", "that", "the bridge", "was closed", "“",
        "”", '"', ",", ".", "?", "\n", "\n\n", "according to", "the army", "denied the claims", "reportedly",
        "which could not be confirmed", "adding", "and", "but", "Mr.", "U.N.", "(", ")", "—", "PORT SELINE —",
        "None of them saw it", "heard from others", "Read more", "has received reports of", "’s claim that",
        "is accused of", "asked", "I", "…", "\\", "\u202e", "\x1b[31m", "👩‍🚒", "é", "\u2028", "\t", "''", "``",
        "‘", "’",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


def all_spans(found: Extraction) -> list[Spans]:
    spans: list[Spans] = []
    for one in found.attributions:
        spans += [one.source, one.cue, one.content]
    for statement in found.statements:
        spans += [statement.spans, *(caveat.spans for caveat in statement.caveats)]
    return spans + [link.spans for link in found.links]


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_lies_in_the_text_and_every_index_in_its_list(text: str) -> None:
    found = extract(text)
    assert found.text == text
    for spans in all_spans(found):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans)
    for statement in found.statements:
        assert statement.text == " ".join(text[start:end] for start, end in statement.spans)
        assert statement.text.strip()
        assert statement.own_voice is (statement.attribution is None if found.language == "en" else None)
        assert statement.attribution is None or 0 <= statement.attribution < len(found.attributions)
    for index, one in enumerate(found.attributions):
        assert one.inside is None or (0 <= one.inside < len(found.attributions) and one.inside != index)
    for link in found.links:
        assert link.source != link.target
        assert {link.source, link.target} <= set(range(len(found.statements)))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_statements_stand_in_the_order_of_the_text(text: str) -> None:
    starts = [statement.spans[0][0] for statement in extract(text).statements]
    assert starts == sorted(starts)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_result(text: str) -> None:
    assert extract(text) == extract(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_nesting_has_no_circle(text: str) -> None:
    found = extract(text)
    for index in range(len(found.attributions)):
        met: set[int] = set()
        step: int | None = index
        while step is not None:
            assert step not in met
            met.add(step)
            step = found.attributions[step].inside


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "…", "“", "a" * 5000, "“" * 500, "said " * 500, "The dam \ud800 leaks."]
)
def test_texts_of_nothing(text: str) -> None:
    assert extract(text).text == text


def test_another_language_is_unread_and_nobodys_own_voice() -> None:
    found = extract(
        "Der Bürgermeister sagte, die Brücke sei seit Montag gesperrt. „Niemand ist verletzt“, sagte Ana Ruiz, und die "
        "Polizei bestätigte das. Die Straße bleibt nach Angaben der Behörde bis Freitag geschlossen."
    )
    assert found.language == "de"
    assert found.attributions == ()
    assert [(statement.own_voice, statement.attribution) for statement in found.statements] == [(None, None)] * 3


@pytest.mark.parametrize(
    "unit", ["a boat and a pilot, ", "the guard denied that and called it a lie, ", "boats boats "]
)
def test_what_no_person_would_call_a_sentence_is_read_in_pieces(unit: str) -> None:
    text = unit * 1_000
    found = extract(text)
    assert max(len(one.text.split()) for one in found.statements) <= 300
    covered = {place for one in found.statements for start, end in one.spans for place in range(start, end)}
    parts = [one for each in found.attributions for one in (*each.source, *each.cue, *each.content)]
    covered.update(place for start, end in parts for place in range(start, end))
    assert len(covered) > 0.85 * len(text)
