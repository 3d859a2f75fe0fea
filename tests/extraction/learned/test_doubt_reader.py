"""From doubts that were marked to caveats on the statements that they speak of, and links between those."""

from collections.abc import Iterator

import numpy as np
import pytest

from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.learned.doubt_features import DOUBT_FEATURES, LINK_FEATURES, Numbers
from claimtrack.extraction.learned.doubt_marks import DoubtMark, DoubtMarks
from claimtrack.extraction.learned.doubt_reader import LINKS, DoubtScorer, read_doubts
from claimtrack.extraction.learned.labels import DOUBT_VECTOR
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.values import Extraction
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkKind

TEXT = "Ana Ruiz said the weir broke. The board said nine boats sank. Ben Holm said the weir held, denying it broke."
CUE = TEXT.index("denying"), TEXT.index("denying") + 7


class Scorer(DoubtScorer):
    """Says of each statement what a test wants, by its number."""

    def __init__(
        self,
        spoken_of: set[int],
        linked: dict[tuple[int, int], LinkKind] | None = None,
        *,
        curve: tuple[float, ...] = (),
        at_all: float = 0.0,
    ) -> None:
        super().__init__({}, curve)
        object.__setattr__(self, "spoken_of", spoken_of)
        object.__setattr__(self, "linked", linked or {})
        object.__setattr__(self, "at_all", at_all)
        object.__setattr__(self, "later", iter(range(1, 99)))

    def speaks_of(self, asks: Numbers, told: Numbers, features: Numbers) -> Numbers:
        assert (asks.shape, features.shape) == ((DOUBT_VECTOR,), (len(told), DOUBT_FEATURES))
        return np.array([number in self.spoken_of for number in range(len(told))], dtype=np.float32)

    def answers(self, told: Numbers, others: Numbers, features: Numbers) -> Numbers:
        assert (told.shape, features.shape) == ((DOUBT_VECTOR,), (len(others), LINK_FEATURES))
        later = next(self.later)
        rows = np.zeros((len(others), len(LINKS)), dtype=np.float32)
        for number, row in enumerate(rows):
            row[:2] = 1 - self.at_all, self.at_all
            if (later, number) in self.linked:
                row[:] = [float(kind is self.linked[later, number]) for kind in LINKS]
        return rows

    spoken_of: set[int]
    linked: dict[tuple[int, int], LinkKind]
    at_all: float
    later: Iterator[int]


PLAIN = "Ana Ruiz said the weir broke. Ben Holm denied the claim."
"""What the patterns read, too."""
DENIED = PLAIN.index("denied"), PLAIN.index("denied") + 6


def extraction(scorer: DoubtScorer, *marked: DoubtMark, text: str = TEXT) -> Extraction:
    marks = DoubtMarks(list(marked))
    gathered = gather(text)
    return assembled(
        text,
        gathered,
        language="en",
        extractor="test",
        doubted=lambda text, found, made, placed: read_doubts(scorer, marks, text, found, made, placed),
    )


def mark(kind: CaveatKind, span: tuple[int, int] = CUE, likely: float = 0.9) -> DoubtMark:
    return DoubtMark(span, kind, likely, np.zeros(DOUBT_VECTOR, dtype=np.float32))


def caveats(found: Extraction) -> list[list[tuple[CaveatKind, str | None]]]:
    return [[(one.kind, one.by) for one in statement.caveats] for statement in found.statements]


def test_a_doubt_is_on_what_it_speaks_of_and_nothing_beside() -> None:
    found = extraction(Scorer({0, 1}), mark(CaveatKind.UNCONFIRMED))
    assert [bool(one) for one in caveats(found)] == [True, True, False]
    assert found.statements[0].caveats[0].spans == (CUE,)


def test_who_denies_is_whose_verb_it_is_and_denies_nothing_of_his_own() -> None:
    found = extraction(Scorer({0, 2}), mark(CaveatKind.DENIED))
    assert caveats(found)[0] == [(CaveatKind.DENIED, "Ben Holm")]
    assert caveats(found)[2] == []


def test_who_denies_may_be_known_by_the_verb_alone() -> None:
    said = TEXT.index("said the weir held")
    found = extraction(Scorer({0}), mark(CaveatKind.DENIED, (said, said + 4)))
    assert caveats(found)[0] == [(CaveatKind.DENIED, "Ben Holm")]


@pytest.mark.parametrize(
    ("kind", "firsthand"),
    [
        (CaveatKind.UNWITNESSED, Firsthand.NO),
        # The outlet may be who has it from others.
        (CaveatKind.HEARSAY, Firsthand.UNKNOWN),
        (CaveatKind.UNCONFIRMED, Firsthand.UNKNOWN),
    ],
)
def test_who_did_not_see_it_was_not_there(kind: CaveatKind, firsthand: Firsthand) -> None:
    found = extraction(Scorer({0}), mark(kind))
    number = found.statements[0].attribution
    assert number is not None
    assert found.attributions[number].firsthand is firsthand
    assert found.attributions[1].firsthand is Firsthand.UNKNOWN


def test_who_only_perhaps_did_not_see_it_is_left_alone() -> None:
    found = extraction(Scorer({0}), mark(CaveatKind.UNWITNESSED, likely=0.6))
    (caveat,) = found.statements[0].caveats
    assert caveat.confidence == pytest.approx(0.6)
    assert not caveat.stands
    assert found.attributions[0].firsthand is Firsthand.UNKNOWN


def test_what_is_unlikely_is_not_shown() -> None:
    found = extraction(Scorer({0}), mark(CaveatKind.UNCONFIRMED, likely=0.3))
    assert not any(caveats(found))


def by_both(constant: float, both: float) -> tuple[float, ...]:
    """Return a curve that goes by whether the patterns find a doubt, and by nothing else."""
    return constant, both, 0.0, 0.0, 0.0, 0.0


def test_what_the_patterns_find_is_weighed_though_the_model_marks_nothing() -> None:
    sure, unsure = (extraction(Scorer(set(), curve=by_both(0.0, both)), text=PLAIN) for both in (3.0, -3.0))
    assert [(one.kind, one.by) for one in sure.statements[0].caveats] == [(CaveatKind.DENIED, "Ben Holm")]
    assert sure.statements[0].caveats[0].confidence == pytest.approx(0.953)
    assert not any(caveats(unsure))


def test_what_both_find_in_the_same_words_is_one_doubt() -> None:
    found = extraction(Scorer({0}, curve=by_both(0.0, 3.0)), mark(CaveatKind.DENIED, DENIED), text=PLAIN)
    assert caveats(found)[0] == [(CaveatKind.DENIED, "Ben Holm")]
    assert found.statements[0].caveats[0].confidence == pytest.approx(0.953)


def test_the_same_words_doubt_a_statement_in_one_way_the_likeliest() -> None:
    found = extraction(Scorer({0}), mark(CaveatKind.ALLEGED, likely=0.8), mark(CaveatKind.HEARSAY))
    assert caveats(found)[0] == [(CaveatKind.HEARSAY, None)]


def test_where_a_doubt_stands_nothing_is_asked_of_its_kind() -> None:
    other = TEXT.index("Ben Holm"), TEXT.index("Ben Holm") + 8
    found = extraction(Scorer({0}), mark(CaveatKind.UNCONFIRMED), mark(CaveatKind.UNCONFIRMED, other, likely=0.5))
    assert [one.spans for one in found.statements[0].caveats] == [(CUE,)]
    both = extraction(Scorer({0}), mark(CaveatKind.UNCONFIRMED), mark(CaveatKind.UNCONFIRMED, other))
    assert [one.spans for one in both.statements[0].caveats] == [(other,), (CUE,)]


def test_what_the_patterns_link_stays_linked_unless_the_model_rules_it_out() -> None:
    found, ruled_out = (extraction(Scorer(set(), at_all=share), text=PLAIN) for share in (0.1, 0.0))
    assert [(one.source, one.target, one.kind) for one in found.links] == [(1, 0, LinkKind.DENIES)]
    assert ruled_out.links == ()


def test_statements_are_linked_as_they_answer_one_another() -> None:
    found = extraction(Scorer(set(), {(1, 0): LinkKind.CONTRADICTS}))
    assert (1, 0, LinkKind.CONTRADICTS) in [(one.source, one.target, one.kind) for one in found.links]


def drawn(*shape: int) -> Numbers:
    return np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float32)


def test_a_scorer_has_two_layers_and_gives_shares() -> None:
    weights: dict[str, Numbers] = {}
    for name, inputs, outputs in (("pair", DOUBT_FEATURES, 1), ("bond", LINK_FEATURES, len(LINKS))):
        weights |= {f"{name}.0.weight": drawn(8, 3 * DOUBT_VECTOR + inputs), f"{name}.0.bias": drawn(8)}
        weights |= {f"{name}.1.weight": drawn(outputs, 8), f"{name}.1.bias": drawn(outputs)}
    scorer = DoubtScorer(weights)
    told = drawn(5, DOUBT_VECTOR)
    asks, features = drawn(DOUBT_VECTOR), drawn(5, DOUBT_FEATURES)
    rows = scorer.answers(asks, told, drawn(5, LINK_FEATURES))
    assert rows.sum(axis=1) == pytest.approx(1)
    held = np.concatenate([np.repeat(asks[None], 5, axis=0), told, asks * told, features], axis=1)
    hidden = np.maximum(held @ weights["pair.0.weight"].T + weights["pair.0.bias"], 0)
    logits = (hidden @ weights["pair.1.weight"].T + weights["pair.1.bias"])[:, 0]
    assert scorer.speaks_of(asks, told, features) == pytest.approx(1 / (1 + np.exp(-logits)), abs=1e-5)


def test_what_is_said_of_a_cue_itself_is_not_weighed() -> None:
    found = extraction(Scorer(set()), text="The mayor falsely claimed that the wall was safe.")
    assert caveats(found) == [[(CaveatKind.DENIED, None)]]
    assert found.statements[0].caveats[0].stands
