"""The model's attributions stand; the rules add what lies inside them, and lines of transcripts."""

from claimtrack.extraction.learned.merge import merged, with_whole_quotations, without_strays
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.values import Span


def _found(source: Span | None, cue: Span, *content: Span, base: str = "say", by_form: bool = False) -> Draft:
    return Draft(source, [cue], list(content), base, by_form=by_form)


def test_what_the_rules_find_inside_what_is_said_is_nested() -> None:
    outer = _found((0, 3), (4, 8), (9, 90))
    inner = _found((20, 25), (26, 30), (31, 80))
    assert merged([outer], [inner]) == [outer, inner]
    assert inner.outer is outer


def test_what_the_rules_find_elsewhere_is_left_out() -> None:
    outer = _found((0, 3), (4, 8), (9, 40))
    for other in (
        _found((50, 55), (56, 60), (61, 90), base="add"),  # beside it
        _found((0, 3), (4, 8), (9, 30)),  # the same one, shorter
        _found((20, 25), (26, 30), (31, 60)),  # running out of it
        _found((50, 55), (20, 25), (26, 30)),  # whose source stands outside
    ):
        assert merged([outer], [other]) == [outer]
        assert other.outer is None


def test_a_denial_of_which_the_model_says_nothing_stands_beside_what_it_says() -> None:
    model = _found((50, 53), (54, 58), (59, 90))
    denial = _found((0, 5), (6, 12), (13, 40), base="deny")
    assert merged([model], [denial]) == [denial, model]
    assert merged([], [denial]) == [denial]
    for other in (
        _found(None, (6, 12), (13, 40), base="deny"),  # nobody's
        _found((0, 5), (6, 12), (13, 60), base="deny"),  # running into what the model found
        _found((0, 5), (54, 58), (13, 40), base="deny"),  # with the model's own cue
        _found((0, 5), (6, 12), (13, 40), base="add"),  # no denial
    ):
        assert merged([model], [other]) == [model]


def test_a_plain_saying_in_a_sentence_without_any_is_the_rules() -> None:
    model = _found((50, 53), (54, 58), (59, 90))
    said = _found((0, 5), (6, 10), (11, 40))
    said.frame = (0, 41)
    assert merged([model], [said]) == [said, model]
    said.base = "add"
    assert merged([model], [said]) == [model]
    said.base, said.frame = "say", (0, 91)  # the model found somebody in this sentence
    assert merged([model], [said]) == [model]


def test_a_plain_saying_takes_its_speaker_back_from_what_the_next_one_says() -> None:
    said = _found((0, 13), (14, 18), (19, 34))  # "A taxi driver said she left alone. All were honest, the judge said."
    said.frame = (0, 35)
    model = _found((53, 62), (63, 67), (0, 13), (36, 51))
    assert merged([model], [said]) == [said, model]
    assert model.content == [(36, 51)]
    alone = _found((53, 62), (63, 67), (0, 13))
    assert merged([alone], [said]) == [alone]
    assert alone.content == [(0, 13)]


def test_a_denial_takes_back_what_the_model_gave_to_the_next_cue() -> None:
    denial = _found((0, 5), (6, 12), (13, 17), base="deny")  # "Borger denied this and said he had been at sea"
    said = _found((0, 5), (22, 26), (13, 17), (27, 46))
    assert merged([said], [denial]) == [denial, said]
    assert said.content == [(27, 46)]


def test_what_lies_deeper_is_inside_what_lies_around_it() -> None:
    outer = _found((0, 3), (4, 8), (9, 90))
    middle = _found((10, 15), (16, 20), (21, 90))
    inner = _found((30, 35), (36, 40), (41, 80))
    assert merged([outer], [middle, inner]) == [outer, middle, inner]
    assert middle.outer is outer
    assert inner.outer is middle


def test_a_line_of_a_transcript_is_the_named_speakers() -> None:
    line = _found((0, 5), (5, 6), (7, 90), by_form=True)
    quoted = _found((20, 25), (26, 30), (31, 80))
    again = _found((0, 5), (26, 30), (31, 80))
    assert merged([quoted, again], [line]) == [line, quoted]
    assert quoted.outer is line


def test_attributions_stand_in_the_order_of_the_text() -> None:
    second = _found((50, 55), (56, 60), (61, 90))
    first = _found((0, 3), (4, 8), (9, 40))
    assert merged([second, first], []) == [first, second]


QUOTATION = (10, 50)


def test_who_says_half_of_a_quotation_says_all_of_it() -> None:
    for content, whole in (
        ([(12, 48)], [(10, 50)]),
        ([(5, 32)], [(5, 50)]),
        ([(10, 20), (25, 50), (60, 70)], [(10, 50), (60, 70)]),
        ([(12, 30)], [(12, 30)]),  # less than half
    ):
        one = _found((0, 3), (52, 56), *content)
        with_whole_quotations([one], [QUOTATION])
        assert one.content == whole


def test_a_quotation_in_which_something_else_stands_stays_as_it_is() -> None:
    for other in (_found(None, (80, 84), (45, 49)), _found((46, 48), (80, 84), (85, 90))):
        one = _found((0, 3), (52, 56), (12, 44))
        with_whole_quotations([one, other], [QUOTATION])
        assert one.content == [(12, 44)]
    one = _found((0, 3), (46, 49), (12, 44))
    with_whole_quotations([one], [QUOTATION])
    assert one.content == [(12, 44)]


def test_a_short_piece_behind_somebody_elses_source_is_taken_away() -> None:
    text = "Ana said it rained, Ben denied the claim, calling it a lie"
    one = _found((0, 3), (4, 8), (9, 18), (31, 40))
    other = _found((20, 23), (42, 49), (50, 58))
    without_strays(text, [one, other])
    assert (one.content, other.content) == ([(9, 18)], [(50, 58)])
    shared = _found((0, 3), (42, 49), (50, 58))
    one.content = [(9, 18), (31, 40)]
    without_strays(text, [one, shared])  # nobody else speaks in between
    assert one.content == [(9, 18), (31, 40)]
    one.content = [(31, 40)]
    without_strays(text, [one, other])  # all that is said stays
    assert one.content == [(31, 40)]
