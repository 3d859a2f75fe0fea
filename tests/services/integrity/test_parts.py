"""The parts of an article say of each claim what the whole entry says, and none of its letters is in two or in none."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reports.wording import signs
from claimtrack.services.desk import Desk
from claimtrack.services.reports import parts
from claimtrack.services.reports.gather import gather


def test_a_part_says_what_the_whole_entry_says(crowded: Desk) -> None:
    for whole in gather(crowded).articles:
        part = parts.part_of(crowded, whole.number, part_number := 99)
        assert part.part == part.parts < part_number
        assert (part.title, part.outlet, part.url, part.published, part.name, part.text) == (
            whole.title,
            whole.outlet,
            whole.url,
            whole.published,
            whole.name,
            whole.text,
        )
        assert [
            (one.number, one.text, one.spans, one.own_voice, signs.sign_of(one))
            for one in (*part.claims, *part.elsewhere)
        ] == [(one.number, one.text, one.spans, one.own_voice, signs.sign_of(one)) for one in whole.claims]
        counted = [signs.sign_of(one) for one in whole.claims]
        assert dict(part.counts) == {one: counted.count(one) for one in counted}
        order = [one.number for one in whole.claims]
        for place, number in enumerate(order):
            around = parts.part_around(crowded, number)
            assert (around.before, around.behind) == (
                order[place - 1] if place else None,
                order[place + 1] if place + 1 < len(order) else None,
            )
            assert around.spans == next(one.spans for one in whole.claims if one.number == number)


@given(st.lists(st.sampled_from(["word ", "\n\n", "\n", "x" * 5_000, "a sentence. " * 300]), max_size=60))
def test_parts_are_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    cuts = parts.parts_of(text)
    assert "".join(text[low:high] for low, high in pairwise(cuts)) == text
    assert cuts == sorted(cuts)
    assert all(high - low <= parts.LENGTH * 5 // 4 for low, high in pairwise(cuts))
