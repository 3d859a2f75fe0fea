"""The passages are as they were written, and the scorer counts what README.md says that it counts."""

import hashlib
import json

import pytest
from tests.extraction.passages import scoring
from tests.extraction.passages.scoring import (
    PASSAGES,
    Count,
    Passage,
    Scope,
    WantedCaveat,
    WantedLink,
    caveat_count,
    caveats_of,
    figures,
    hearsay_count,
    link_count,
    main,
    meets,
    read_passages,
    scope_of,
    span_of,
    strict_link_count,
)

from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Attribution, Caveat, Extraction, Extractor, Link, Span, Spans, Statement
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkKind, Mention, Nature, Quote, SpeakerKind

FROZEN = "35d68ddbfb8872cfa499624c1083bacb6e9e95618595c1f76391df1023b239df"
BEATS = set("war courts sport health business politics science disasters rights crime entertainment".split())

TEXT = "The mill burned. The weir broke. Two men fled. None of it is confirmed. Rubbish, said Orla."
MILL, WEIR, MEN = "The mill burned", "The weir broke", "Two men fled"
CUE, DENIAL = "None of it is confirmed", "Rubbish"
UNCONFIRMED, DENIED, HEARSAY = CaveatKind.UNCONFIRMED, CaveatKind.DENIED, CaveatKind.HEARSAY


def at(words: str) -> Span:
    return span_of(words, TEXT)


def wants(*caveats: tuple[CaveatKind, str, str], links: tuple[WantedLink, ...] = ()) -> Passage:
    rows = tuple(WantedCaveat(kind, at(cue), at(claim)) for kind, cue, claim in caveats)
    return Passage("mills-01", "mills", False, TEXT, caveats=rows, links=links)


def stated(words: str, *caveats: tuple[CaveatKind, str], attribution: int | None = None) -> Statement:
    return Statement(
        text=words,
        spans=(at(words),),
        attribution=attribution,
        own_voice=attribution is None,
        checkable=True,
        caveats=tuple(Caveat(kind, (at(cue),)) for kind, cue in caveats),
    )


def said(firsthand: Firsthand) -> Attribution:
    return Attribution(
        source=(at("Orla"),),
        cue=(at("said"),),
        content=(at(MILL),),
        speaker="Orla",
        speaker_kind=SpeakerKind.PERSON,
        mention=Mention.NAME,
        quote=Quote.INDIRECT,
        nature=Nature.ASSERTS,
        firsthand=firsthand,
    )


def extraction(
    *statements: Statement, links: tuple[Link, ...] = (), attributions: tuple[Attribution, ...] = ()
) -> Extraction:
    return Extraction(TEXT, "en", "hand", attributions, statements, links)


@pytest.mark.parametrize(
    ("wanted", "spans", "expected"),
    [
        ((10, 20), ((10, 20),), True),
        ((10, 20), ((0, 100),), True),  # a statement that holds the whole claim
        ((0, 100), ((40, 50),), True),  # a statement within the claim
        ((10, 20), ((15, 40),), True),  # exactly half of the shorter
        ((10, 20), ((16, 40),), False),
        ((10, 20), ((0, 12), (17, 40)), True),  # a split quotation: two pieces share five characters
        ((10, 20), ((0, 12), (18, 40)), False),
        ((10, 20), ((20, 30),), False),
        ((10, 20), (), False),
        ((10, 20), ((15, 15),), False),  # no characters, no match
    ],
)
def test_a_statement_is_a_claim_when_they_share_half_of_the_shorter(wanted: Span, spans: Spans, expected: bool) -> None:
    assert meets(wanted, spans) is expected


@pytest.mark.parametrize(
    ("passage", "statements", "expected"),
    [
        (wants((UNCONFIRMED, CUE, MILL)), [stated(MILL, (UNCONFIRMED, CUE))], Count(1, 0, 0)),
        (wants((UNCONFIRMED, CUE, MILL)), [stated(MILL, (UNCONFIRMED, DENIAL))], Count(1, 0, 0)),  # other cue words
        (wants((UNCONFIRMED, CUE, MILL)), [stated(MILL, (DENIED, CUE))], Count(0, 1, 1)),
        (wants((UNCONFIRMED, CUE, MILL)), [stated(WEIR, (UNCONFIRMED, CUE))], Count(0, 1, 1)),
        (wants((UNCONFIRMED, CUE, MILL)), [stated(MILL)], Count(0, 1, 0)),
        (wants(), [stated(MILL, (UNCONFIRMED, CUE)), stated(WEIR, (UNCONFIRMED, CUE))], Count(0, 0, 2)),
        (
            wants((UNCONFIRMED, CUE, MILL)),  # one claim, read as a whole and as a part: found once
            [stated("The mill burned.", (UNCONFIRMED, CUE)), stated("mill burned", (UNCONFIRMED, CUE))],
            Count(1, 0, 0),
        ),
        (
            wants((UNCONFIRMED, CUE, MILL), (UNCONFIRMED, CUE, WEIR)),  # two claims in one statement: both are found
            [stated("The mill burned. The weir broke.", (UNCONFIRMED, CUE))],
            Count(2, 0, 0),
        ),
        (
            wants((UNCONFIRMED, CUE, MILL), (UNCONFIRMED, DENIAL, MILL)),  # one claim doubted twice is one pair
            [stated(MILL, (UNCONFIRMED, CUE), (UNCONFIRMED, DENIAL))],
            Count(1, 0, 0),
        ),
    ],
)
def test_caveats_are_counted_by_kind_and_claim(passage: Passage, statements: list[Statement], expected: Count) -> None:
    assert caveat_count(passage, caveats_of(extraction(*statements))) == expected


BOTH = wants((UNCONFIRMED, CUE, MILL), (UNCONFIRMED, CUE, WEIR))


@pytest.mark.parametrize(
    ("passage", "statements", "expected"),
    [
        (BOTH, [stated(MILL, (UNCONFIRMED, CUE)), stated(WEIR, (UNCONFIRMED, CUE))], Scope(Count(2, 0, 0), 1, 1)),
        (BOTH, [stated(MILL, (UNCONFIRMED, CUE)), stated(WEIR)], Scope(Count(1, 1, 0), 0, 1)),
        (
            BOTH,
            [stated(MILL, (UNCONFIRMED, CUE)), stated(WEIR, (UNCONFIRMED, CUE)), stated(MEN, (UNCONFIRMED, CUE))],
            Scope(Count(2, 0, 1), 0, 1),
        ),
        (BOTH, [stated(MILL, (DENIED, CUE))], Scope()),  # the wrong kind is no find
        (BOTH, [stated(MILL, (UNCONFIRMED, DENIAL))], Scope()),  # nor are other words
        (BOTH, [stated(MILL, (UNCONFIRMED, "confirmed"))], Scope(Count(1, 1, 0), 0, 1)),  # part of the words is enough
        (
            wants((UNCONFIRMED, CUE, MILL), (DENIED, DENIAL, WEIR)),  # each caveat is judged alone
            [stated(MILL, (UNCONFIRMED, CUE)), stated(MEN, (DENIED, DENIAL))],
            Scope(Count(1, 1, 1), 1, 2),
        ),
    ],
)
def test_scope_is_judged_for_caveats_whose_words_were_found(
    passage: Passage, statements: list[Statement], expected: Scope
) -> None:
    assert scope_of(passage, caveats_of(extraction(*statements))) == expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([stated(MILL, attribution=0)], Count(1, 0, 0)),
        ([stated(MILL, (HEARSAY, CUE))], Count(1, 0, 0)),
        ([stated(MILL, attribution=1)], Count(0, 1, 0)),
        ([stated(MILL, (UNCONFIRMED, CUE))], Count(0, 1, 0)),
        ([stated(WEIR, attribution=0), stated(MILL, attribution=0)], Count(1, 0, 1)),
    ],
)
def test_hearsay_is_what_the_speaker_did_not_see_or_a_caveat_calls_so(
    statements: list[Statement], expected: Count
) -> None:
    passage = Passage("mills-01", "mills", False, TEXT, hearsay=(at(MILL),))
    read = extraction(*statements, attributions=(said(Firsthand.NO), said(Firsthand.UNKNOWN)))
    assert hearsay_count(passage, read) == expected


@pytest.mark.parametrize(
    ("wanted", "source", "target", "kind", "by_family", "strictly"),
    [
        (LinkKind.DENIES, 1, 0, LinkKind.DENIES, Count(1, 0, 0), Count(1, 0, 0)),
        (LinkKind.DENIES, 1, 0, LinkKind.CONTRADICTS, Count(1, 0, 0), Count(0, 1, 1)),
        (LinkKind.DENIES, 0, 1, LinkKind.DENIES, Count(1, 0, 0), Count(0, 1, 1)),
        (LinkKind.CONTRADICTS, 0, 1, LinkKind.DENIES, Count(1, 0, 0), Count(0, 1, 1)),
        (LinkKind.REPEATS, 1, 0, LinkKind.DENIES, Count(0, 1, 1), Count(0, 1, 1)),
        (LinkKind.DENIES, 1, 2, LinkKind.DENIES, Count(0, 1, 1), Count(0, 1, 1)),
    ],
)
def test_links_are_counted_by_family_and_strictly(
    wanted: LinkKind, source: int, target: int, kind: LinkKind, by_family: Count, strictly: Count
) -> None:
    passage = wants(links=(WantedLink(at(DENIAL), at(MILL), wanted),))
    read = extraction(stated(MILL), stated(DENIAL), stated(WEIR), links=(Link(source, target, kind, (at(DENIAL),)),))
    assert (link_count(passage, read), strict_link_count(passage, read)) == (by_family, strictly)


def test_a_count_gives_shares_and_nothing_divided_by_nothing() -> None:
    count = Count(6, 2, 1) + Count(0, 0, 1)
    assert (count, count.precision, count.recall, count.f1) == (Count(6, 2, 2), 0.75, 0.75, 0.75)
    assert (Count().precision, Count().recall, Count().f1) == (0.0, 0.0, 0.0)


def test_the_figures_as_they_are_printed() -> None:
    trap = Passage("mills-02", "mills", True, TEXT)
    passage = wants((UNCONFIRMED, CUE, MILL), (UNCONFIRMED, CUE, WEIR))
    read = extraction(stated(MILL, (UNCONFIRMED, CUE)))
    assert figures([passage, trap], lambda _: read) == (
        "2 passages, 1 of them traps\n"
        "\n"
        "| what                 | precision   | recall   | F1    | found   | missed   | stray   |\n"
        "|----------------------|-------------|----------|-------|---------|----------|---------|\n"
        "| caveats              | 0.500       | 0.500    | 0.500 | 1       | 1        | 1       |\n"
        "| caveats: unconfirmed | 0.500       | 0.500    | 0.500 | 1       | 1        | 1       |\n"
        "| caveats: unwitnessed | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| caveats: hearsay     | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| caveats: denied      | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| caveats: alleged     | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| caveats: unevidenced | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| caveats in traps     | 0.000       | 0.000    | 0.000 | 0       | 0        | 1       |\n"
        "| scope, of cues found | 1.000       | 0.500    | 0.667 | 1       | 1        | 0       |\n"
        "| hearsay              | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| links                | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "| links, strictly      | 0.000       | 0.000    | 0.000 | 0       | 0        | 0       |\n"
        "\n"
        "0 of 1 caveats whose words were found are on exactly the right claims\n"
    )


def test_without_a_name_the_extractor_that_ships_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named: list[str] = []

    def load(name: str) -> Extractor:
        named.append(name)
        return load_extractor("rules")

    monkeypatch.setattr(scoring, "load_extractor", load)
    assert main([]) == 0
    assert named == ["learned"]
    assert capsys.readouterr().out.startswith("168 passages")


def test_an_extractor_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["magic"]) == 2
    assert 'no extractor "magic"; there are: ' in capsys.readouterr().err


@pytest.mark.parametrize(("words", "times"), [("barn", 0), ("The", 2), ("", 20)])
def test_words_that_do_not_stand_once_are_refused(words: str, times: int) -> None:
    row = {"id": "mills-01", "beat": "mills", "trap": False, "text": "The mill. The weir.", "caveats": [], "links": []}
    with pytest.raises(ValueError, match=f'^"{words}" stands {times} times in "The mill. The weir."; give words'):
        read_passages([json.dumps({**row, "hearsay": [words]})])


def test_a_passage_is_read_whole() -> None:
    row = {
        "id": "mills-01",
        "beat": "mills",
        "trap": True,
        "text": "Ada said it burned. No, said Bo.",
        "caveats": [{"kind": "denied", "cue": "No", "claim": "it burned"}],
        "hearsay": ["it burned"],
        "links": [{"from": "No", "to": "it burned", "kind": "denies"}],
    }
    burned, no = (9, 18), (20, 22)
    assert read_passages([json.dumps(row)]) == (
        Passage(
            "mills-01",
            "mills",
            True,
            "Ada said it burned. No, said Bo.",
            (WantedCaveat(DENIED, no, burned),),
            (burned,),
            (WantedLink(no, burned, LinkKind.DENIES),),
        ),
    )


def test_the_passages_are_as_they_were_frozen() -> None:
    assert hashlib.sha256(PASSAGES.read_bytes()).hexdigest() == FROZEN


def test_the_passages_keep_their_own_rules() -> None:
    # Reading them already refuses an unknown kind, and words that do not stand exactly once in their text.
    passages = read_passages(PASSAGES.read_text(encoding="utf-8").splitlines())
    assert len(passages) >= 120
    assert len({one.id for one in passages}) == len({one.text for one in passages}) == len(passages)
    assert 2 * sum(one.trap for one in passages) >= len(passages)
    assert {one.beat for one in passages} == BEATS
    assert [one.id for one in passages if one.id.rpartition("-")[0] != one.beat] == []
    assert {caveat.kind for one in passages for caveat in one.caveats} == set(CaveatKind)


def test_what_carries_a_caveat_of_hearsay_is_listed_as_hearsay() -> None:
    passages = read_passages(PASSAGES.read_text(encoding="utf-8").splitlines())
    left_out = [
        one.id
        for one in passages
        for caveat in one.caveats
        if caveat.kind is HEARSAY and caveat.claim not in one.hearsay
    ]
    assert left_out == []
