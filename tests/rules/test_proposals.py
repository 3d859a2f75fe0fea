"""Passages that are proposed for a claim: its numbers and names found again, its words, and where a passage ends."""

from pathlib import Path

import pytest

from claimtrack.rules.proposals import propose

EVIDENCE = Path(__file__).parents[2] / "seeds" / "evidence"
TEXTS = tuple(
    (EVIDENCE / f"{name}.txt").read_text() for name in ("burial-register", "military-statement", "railway-notice")
)
REPORT = (
    "COASTAL RELIEF\nField report 9, Lindmouth\n\n"
    "1. At 06:10 Dr. Ida Marrow of the Northern Clinic reached the school in Quay Street. She counted eighty-two dead\n"
    "and 1,300 people without shelter. The school had been hit on 16 May.\n\n"
    "2. The mayor refused to speak to us. Lindmouth has had no water since the pumps failed. The harbour was closed\n"
    "on Sunday.\n\n"
    "Table of wards\nNorth ward   212 beds   14 in use\nSouth ward   96 beds    82 in use\n"
)


def best(claim: str, *texts: str, most: int = 1) -> list[str]:
    """Give the words of the passages that are proposed first, on one line each."""
    return [" ".join(texts[one.text][one.start : one.end].split()) for one in propose(claim, texts, most=most)]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        # numbers in words and in digits
        ("82 were counted dead", "She counted eighty-two dead and 1,300 people without shelter."),
        ("Some 1 300 have no roof", "She counted eighty-two dead and 1,300 people without shelter."),
        # a day, however it is written
        ("It was struck on May 16, 2024", "The school had been hit on 16 May."),
        # a name of two words, with its title and its dot
        (
            "Ida Marrow went there",
            "1. At 06:10 Dr. Ida Marrow of the Northern Clinic reached the school in Quay Street.",
        ),
        # words alone, in another form, over a line's end
        ("the harbour is closing on Sundays", "The harbour was closed on Sunday."),
        ("In Lindmouth the water pumps have failed", "Lindmouth has had no water since the pumps failed."),
        # a row of a table is a passage
        ("the northern ward has 212 beds", "North ward 212 beds 14 in use"),
    ],
)
def test_the_passage_with_most_of_the_claim_comes_first(claim: str, passage: str) -> None:
    assert best(claim, "Nothing of the kind was seen by anybody here.", REPORT) == [passage]


@pytest.mark.parametrize(
    ("claim", "text", "passage"),
    [
        (
            "212 fighters had surrendered",
            1,
            "2. By noon today 212 members of armed groups had laid down their weapons.",
        ),
        (
            "43 bodies had been brought in since Tuesday",
            0,
            "Sum received from the Municipal Hospital from 14 to 16 May: 43.",
        ),
        (
            "soldiers had shot captured fighters in the yard of the old brewery",
            1,
            "Reports of shootings in the yard of the old brewery are an invention for foreign cameras.",
        ),
        (
            "The town has the only rail bridge over the Teyr",
            2,
            (
                "The rail bridge over the Teyr at Kessim, 38 kilometres upstream, carries two tracks and has been in "
                "use without interruption since 1967."
            ),
        ),
        (
            "14 of the dead in Lower Mills were children",
            0,
            "16 May Lower Mills, cellars and courtyards 61 14 of them under fifteen years",
        ),
    ],
)
def test_claims_of_the_worked_example_find_their_evidence(claim: str, text: int, passage: str) -> None:
    (first,) = propose(claim, TEXTS, most=1)
    assert (first.text, " ".join(TEXTS[text][first.start : first.end].split())) == (text, passage)


@pytest.mark.parametrize(
    "claim",
    [
        # "six" and "three" stand everywhere, and a name alone tells nothing
        "more than 90,000 people were killed in six years",
        "Orsenia plans a joint news conference for Saturday",
        "whatever nobody knows",
        "",
    ],
)
def test_where_hardly_anything_of_a_claim_stands_nothing_is_proposed(claim: str) -> None:
    assert propose(claim, TEXTS, most=5) == ()


def test_what_of_a_claim_stands_there_is_counted() -> None:
    (one,) = propose("At least 40 schools of Lindmouth were hit on 16 May", (REPORT,), most=1)
    assert (one.numbers, one.names) == ((1, 2), (0, 1))
    assert 0 < one.share < 1
    (all_,) = propose("The harbour was closed on Sunday", (REPORT,), most=1)
    assert (all_.words, all_.share) == ((3, 3), 1.0)


def test_sentences_that_add_to_it_are_taken_along_within_a_paragraph_and_never_overlap() -> None:
    found = best("82 dead, and the school had been hit on 16 May", REPORT, most=9)
    assert found[0] == (
        "She counted eighty-two dead and 1,300 people without shelter. The school had been hit on 16 May."
    )
    spans = [(one.start, one.end) for one in propose("82 dead in the school on 16 May", (REPORT,), most=9)]
    assert all(end <= start for (_, end), (start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False))
    assert len(best("82 dead in the school on 16 May", REPORT, most=1)) == 1


def test_a_rare_word_weighs_more_than_one_that_stands_everywhere() -> None:
    often = "The council members met.\n\nThe council members voted.\n\nThe council members left.\n\n"
    assert best("council members on the ferry deck", often + "A ferry lost its deck.") == ["A ferry lost its deck."]


def test_a_text_without_an_end_is_cut_at_its_words() -> None:
    text = "stone " * 400 + "82 buckets " + "sand " * 400
    (one,) = propose("82 buckets", (text,), most=1)
    assert "82 buckets" in text[one.start : one.end]
    assert one.end - one.start <= 400
    assert propose("82 buckets", ("x" * 5_000 + "\ud800 ",), most=1) == ()
