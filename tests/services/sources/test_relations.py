"""How sources hang together: said, taken back, proposed, followed through merges, and what falls with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from tests.affiliations import stand_alone

from claimtrack.errors import ClaimtrackError, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import details
from claimtrack.services.articles.details import Details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk, acting
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import grades, page, relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.sources import existing, merge, split
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, RelationKind, RelationState, Reliability, SpeakerKind, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

S = Status
PART, CONTROLLED, ALLIED, RELIES, SAME = RelationKind
NEW = Particulars(new_source=True)


@pytest.fixture
def support(put: Callable[..., Attached]) -> Callable[..., Attached]:
    """Give a way to attach a text of whose source nothing is known: here that is said, or not."""
    return put


@pytest.fixture
def port(bridge: int, support: Attach) -> int:
    """Give a claim of Ana Ruiz with the Port Office's log attached, of which nothing is known but its name."""
    support(bridge)
    return bridge


@pytest.fixture
def confirmed(desk: Desk, port: int, decide: Decide) -> int:
    """Give a claim that the Port Office, which stands alone, confirms."""
    desk.enact(relations.unaffiliated, "Port Office", because="a municipal register")
    decide(S.CONFIRMED, port)
    return port


def tie(desk: Desk, one: str, kind: RelationKind, other: str, **known: object) -> list[str]:
    """Relate two sources, new ones included; gives what fell."""
    _, fallen = desk.enact(relations.relate, Named(one, kind, other), replace(NEW, **known))  # type: ignore[arg-type] # a test's
    return [reopened.sentence for reopened in fallen]


def test_evidence_of_a_source_of_which_nothing_is_known_does_not_count(
    desk: Desk, port: int, decide: Decide, stands: Stands
) -> None:
    with pytest.raises(ForbiddenMove) as error:
        decide(S.CONFIRMED, port)
    assert "nobody has put on record whom Port Office belongs to or stands with" in str(error.value)
    assert "`claimtrack source unaffiliated 3 --reason TEXT`" in str(error.value)
    desk.enact(relations.unaffiliated, "Port Office", because="asked its clerks")
    assert decide(S.CONFIRMED, port)[0].independent
    assert stands(port).independently_confirmed


def test_a_relation_to_somebody_else_is_an_affiliation_on_record(desk: Desk, port: int, decide: Decide) -> None:
    assert tie(desk, "Port Office", PART, "City of Halden") == []
    assert decide(S.CONFIRMED, port)[0].independent


@pytest.mark.parametrize(
    "ties",
    [
        [("Port Office", PART, "Ana Ruiz")],
        [("Ana Ruiz", PART, "Port Office")],
        [("Port Office", CONTROLLED, "Halden"), ("Ana Ruiz", PART, "Halden")],
        [("Port Office", PART, "Docks"), ("Docks", PART, "Halden"), ("Ana Ruiz", RELIES, "Halden")],
        [("Port Office", ALLIED, "Ana Ruiz")],
        [("Ana Ruiz", ALLIED, "Port Office")],
        [("Port Office", PART, "Halden"), ("Ana Ruiz", PART, "Vellmar"), ("Vellmar", ALLIED, "Halden")],
    ],
)
def test_a_relation_to_the_claimant_reopens_what_was_confirmed(
    ties: list[tuple[str, RelationKind, str]], desk: Desk, confirmed: int, stands: Stands
) -> None:
    fallen = [words for one, kind, other in ties for words in tie(desk, one, kind, other)]
    assert len(fallen) == 1
    assert fallen[0].startswith(f"claim {confirmed} was confirmed and is unverified again: it is on record that ")
    entry = stands(confirmed)
    assert (entry.status, entry.holder) == (S.UNVERIFIED, "ana")
    assert entry.history[-1].what == "reopened it (was confirmed)"
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("confirmed")
def test_an_allys_ally_reopens_nothing(desk: Desk) -> None:
    assert tie(desk, "Port Office", ALLIED, "Halden") == []
    assert tie(desk, "Halden", ALLIED, "Ana Ruiz") == []


@pytest.mark.usefixtures("confirmed")
def test_a_rehearsal_shows_the_same_and_changes_nothing(desk: Desk, contents: Contents) -> None:
    before = contents()
    shown = tie(replace(desk, rehearsal=True), "Port Office", PART, "Ana Ruiz")
    assert contents() == before
    assert shown == tie(desk, "Port Office", PART, "Ana Ruiz")


@pytest.mark.usefixtures("confirmed")
def test_what_held_at_another_time_ties_nobody_today(desk: Desk) -> None:
    assert tie(desk, "Port Office", PART, "Ana Ruiz", until=date(2020, 12, 31)) == []
    assert tie(desk, "Port Office", ALLIED, "Ana Ruiz", since=date(2030, 1, 1)) == []
    assert len(tie(desk, "Port Office", PART, "Ana Ruiz", since=date(2021, 1, 1))) == 1


def test_relations_are_asked_as_of_the_day_that_the_evidence_has(
    desk: Desk, bridge: int, support: Attach, decide: Decide
) -> None:
    support(bridge, dated=date(2019, 5, 1))
    tie(desk, "Port Office", PART, "Ana Ruiz", until=date(2020, 12, 31))
    with pytest.raises(ForbiddenMove, match=r"it comes from Port Office \(part of Ana Ruiz\), and the claimant is Ana"):
        decide(S.CONFIRMED, bridge)


def test_taking_a_relation_back_makes_the_rest_unknown_again(
    desk: Desk, port: int, decide: Decide, stands: Stands
) -> None:
    tie(desk, "Port Office", PART, "Halden")
    decide(S.CONFIRMED, port)
    lines, fallen = desk.enact(relations.unrelate, Named("Port Office", PART, "Halden"), reason="a mix-up")
    assert [line.sentence for line in lines] == ["Port Office is part of Halden"]
    assert [(one.number, one.was) for one in fallen] == [(port, S.CONFIRMED)]
    assert stands(port).independence[2] == (
        "evidence 1 does not count: nobody has put on record whom Port Office belongs to or stands with"
    )
    with pytest.raises(NotFound, match=r"it is not on record that Port Office is part of Halden; .* source show 3"):
        desk.enact(relations.unrelate, Named("Port Office", PART, "Halden"), reason="a mix-up")


def test_taking_a_relation_back_confirms_nothing(desk: Desk, confirmed: int, stands: Stands) -> None:
    tie(desk, "Port Office", PART, "Ana Ruiz")
    desk.enact(relations.unrelate, Named("Port Office", PART, "Ana Ruiz"), reason="a mix-up")
    desk.enact(relations.unaffiliated, "Port Office", because="asked again")
    assert stands(confirmed).status is S.UNVERIFIED


@pytest.mark.usefixtures("port")
@pytest.mark.parametrize(
    ("named", "known", "error", "says"),
    [
        (Named("Port Office", PART, "Nobody"), Particulars(), NotFound, 'no source "Nobody".*add --new-source'),
        (Named("99", PART, "Ana Ruiz"), NEW, NotFound, "no source 99"),
        (Named("Port Office", PART, "the port office"), NEW, ForbiddenMove, "cannot be related to itself"),
        (
            Named("Port Office", PART, "Ana Ruiz"),
            Particulars(date(2020, 1, 2), date(2020, 1, 1)),
            InvalidInput,
            "it would end on 2020-01-01, before it begins on 2020-01-02",
        ),
        (
            Named("Port Office", CONTROLLED, "Halden"),
            Particulars(),
            ForbiddenMove,
            (
                r"on record already that Port Office is controlled by Halden \(since 2000-01-01\).*"
                r"`claimtrack source unrelate 3 controlled_by 4 --reason TEXT` first"
            ),
        ),
        (
            Named("Halden", ALLIED, "Vellmar"),
            Particulars(),
            ForbiddenMove,
            "on record already that Vellmar is allied with Halden",
        ),
        (
            Named("Halden", PART, "Port Office"),
            Particulars(),
            ForbiddenMove,
            "Halden cannot be part of Port Office: it is on record that Port Office is controlled by Halden",
        ),
        (
            Named("Country", CONTROLLED, "Port Office"),
            Particulars(),
            ForbiddenMove,
            "on record that Port Office is controlled by Halden, Halden is part of Country",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    named: Named,
    known: Particulars,
    error: type[ClaimtrackError],
    says: str,
    desk: Desk,
    contents: Contents,
) -> None:
    tie(desk, "Port Office", CONTROLLED, "Halden", since=date(2000, 1, 1))
    tie(desk, "Halden", PART, "Country")
    tie(desk, "Vellmar", ALLIED, "Halden")
    before = contents()
    with pytest.raises(error, match=says):
        desk.enact(relations.relate, named, known)
    assert contents() == before


@pytest.mark.usefixtures("port")
def test_alliances_may_go_round_and_a_part_may_have_been_the_whole(desk: Desk) -> None:
    for one, other in (("A1", "B1"), ("B1", "C1"), ("C1", "A1")):
        tie(desk, one, ALLIED, other)
    tie(desk, "A1", PART, "B1", until=date(1999, 12, 31))
    tie(desk, "B1", PART, "A1", since=date(2000, 1, 1))
    tie(desk, "A1", RELIES, "B1")
    tie(desk, "B1", RELIES, "A1")


@pytest.mark.usefixtures("port")
@pytest.mark.parametrize("because", [None, " "])
def test_that_nobody_is_known_takes_words(because: str | None, desk: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        desk.enact(relations.unaffiliated, "Port Office", because=because)


@pytest.mark.usefixtures("port")
def test_a_relation_and_none_known_do_not_stand_together(desk: Desk) -> None:
    desk.enact(relations.unaffiliated, "Port Office", because="asked around")
    tie(desk, "Port Office", PART, "Halden")
    shown = page.shown(desk, "Port Office")
    assert (shown.unaffiliated, shown.affiliation_known) == (None, True)
    with pytest.raises(
        ForbiddenMove, match=r"that Port Office is part of Halden; if that is wrong, `claimtrack source un"
    ):
        desk.enact(relations.unaffiliated, "Port Office", because="asked around")
    # What belongs to it says nothing of what it belongs to.
    desk.enact(relations.unaffiliated, "Halden", because="a free city")


def test_that_nobody_is_known_can_be_taken_back(desk: Desk, confirmed: int) -> None:
    with pytest.raises(ForbiddenMove, match="not on record that Ana Ruiz has no affiliation"):
        desk.enact(relations.affiliation_unknown, "Ana Ruiz", reason="a rumour")
    _, fallen = desk.enact(relations.affiliation_unknown, "Port Office", reason="a rumour")
    assert [one.number for one in fallen] == [confirmed]


def test_only_an_editor_vouches_for_who_is_not_named(
    desk: Desk, reviewer: Desk, record: Record, support: Attach, decide: Decide
) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed.").claims
    support(claim, source="a driver", source_kind=SpeakerKind.ANONYMOUS)
    desk.enact(relations.unaffiliated, "2", because="drives for himself")
    with pytest.raises(ForbiddenMove, match=r"a driver is not named.*`claimtrack source vouch 2 --reason TEXT`"):
        decide(S.CONFIRMED, claim)
    with pytest.raises(ForbiddenMove, match="may not vouch for who an unnamed source is"):
        reviewer.enact(grades.vouch, "2", because="my uncle")
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        desk.enact(grades.vouch, "2", because=None)
    with pytest.raises(ForbiddenMove, match="Ana Ruiz has a name"):
        desk.enact(grades.vouch, "Ana Ruiz", because="known")
    desk.enact(grades.vouch, "2", because="saw his licence")
    assert decide(S.CONFIRMED, claim)[0].independent
    _, fallen = desk.enact(grades.take_vouch_back, "2", reason="another man's licence")
    assert [one.number for one in fallen] == [claim]
    with pytest.raises(ForbiddenMove, match="nobody vouched for a driver"):
        desk.enact(grades.take_vouch_back, "2", reason="again")


def test_a_word_for_a_witness_against_a_claim_reopens_it(desk: Desk, confirmed: int, refute: Attach) -> None:
    refute(confirmed, source="a driver", source_kind=SpeakerKind.ANONYMOUS, basis=Basis.FIRSTHAND)
    desk.enact(relations.unaffiliated, "4", because="drives for himself")
    _, fallen = desk.enact(grades.vouch, "4", because="saw his licence")
    assert [one.sentence for one in fallen] == [
        f"claim {confirmed} was confirmed and is unverified again: an editor vouched for a driver"
    ]


@pytest.mark.usefixtures("confirmed")
def test_a_grade_is_put_on_record_and_counts_for_nothing(desk: Desk) -> None:
    _, fallen = desk.enact(grades.grade, "Port Office", Reliability.F)
    assert fallen == []
    assert page.shown(desk, "Port Office").reliability is Reliability.F
    with pytest.raises(ForbiddenMove, match="Port Office is graded F already"):
        desk.enact(grades.grade, "Port Office", Reliability.F)


def test_the_piece_that_credits_an_agency_is_the_agencys_and_no_other(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge, source="Coast Wire")
    support(bridge, source="Daily Sun", text="a story", relying_on=("Coast Wire",), credibility=2)
    for name in ("Coast Wire", "Daily Sun"):
        desk.enact(relations.unaffiliated, name, because="owned by its readers")
    assert [piece.weighed for piece in stands(bridge).evidence] == [
        "counts: Coast Wire, a record",
        (
            "does not count: it comes from Daily Sun (relying on Coast Wire in this piece), "
            "and evidence 1 comes from Coast Wire"
        ),
    ]
    support(bridge, source="Daily Sun", text="its own story")
    assert [piece.counts for piece in stands(bridge).evidence] == [True, False, True]
    assert decide(S.CONFIRMED, bridge)[0].independent


@pytest.mark.parametrize(
    ("bearing", "error", "says"),
    [
        ({"relying_on": ("Nobody",)}, NotFound, "add --new-source"),
        ({"relying_on": ("Port Office",)}, InvalidInput, "Port Office cannot rely on itself"),
        ({"credibility": 7}, UsageError, "a number from 1 to 6, not 7"),
    ],
)
def test_a_piece_relies_on_somebody_there_is(
    bearing: dict[str, object],
    error: type[ClaimtrackError],
    says: str,
    bridge: int,
    support: Attach,
    contents: Contents,
) -> None:
    before = contents()
    with pytest.raises(error, match=says):
        support(bridge, **bearing)
    assert contents() == before


def test_attaching_it_again_as_somebody_elses_story_reopens_what_it_confirmed(
    desk: Desk, claims: tuple[int, ...], support: Attach, decide: Decide
) -> None:
    support(claims[0], text="the log")
    desk.enact(relations.unaffiliated, "Port Office", because="asked around")
    decide(S.CONFIRMED, claims[0])
    again = support(claims[1], text="the log", relying_on=("Ana Ruiz",))
    assert [one.number for one in again.reopened] == [claims[0]]


def test_an_agency_does_not_confirm_its_customers_copy(
    desk: Desk, record: Record, support: Attach, decide: Decide
) -> None:
    article = record("The bridge is closed.", "Ana Ruiz: The port is shut.", outlet="Harbour Post")
    support(*article.claims, source="Coast Wire", basis=Basis.FIRSTHAND)
    desk.enact(relations.unaffiliated, "Coast Wire", because="owned by its readers")
    stand_alone(desk, "Harbour Post")
    decide(S.CONFIRMED, *article.claims)
    fallen = desk.enact(details.correct, article.article, Details(agency="Coast Wire"))
    assert [one.number for one in fallen] == list(article.claims)
    assert fallen[0].because == "article 1 turned out to be Coast Wire's copy"
    for claim in article.claims:
        with pytest.raises(ForbiddenMove, match="Coast Wire"):
            decide(S.CONFIRMED, claim)


def test_what_repeats_a_carriers_report_does_not_confirm_it(
    desk: Desk, record: Record, support: Attach, stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz via Radio Norte: The bridge is closed.", outlet="Harbour Post").claims
    support(claim, source="Radio Norte", text="its broadcast")
    support(claim, source="Harbour Post", text="what its reporter saw", basis=Basis.FIRSTHAND)
    for name in ("Radio Norte", "Harbour Post"):
        desk.enact(relations.unaffiliated, name, because="owned by its readers")
    assert [piece.weighed for piece in stands(claim).evidence] == [
        "does not count: it repeats the report of Radio Norte, which carried the claim",
        "counts: Harbour Post, first-hand",
    ]


def test_merging_and_splitting_takes_everything_along(
    desk: Desk, confirmed: int, decide: Decide, contents: Contents
) -> None:
    tie(desk, "The Harbour Board", PART, "Ana Ruiz")
    before = contents()
    rehearsed = replace(desk, rehearsal=True).enact(merge, "The Harbour Board", into="Port Office", reason="one house")
    assert contents() == before
    line, fallen = desk.enact(merge, "The Harbour Board", into="Port Office", reason="one house")
    assert (line, fallen) == rehearsed
    assert [one.number for one in fallen] == [confirmed]
    with pytest.raises(ForbiddenMove, match="part of Ana Ruiz"):
        decide(S.CONFIRMED, confirmed)
    line, fallen = desk.enact(split, "The Harbour Board", reason="two houses")
    assert (line.name, line.merged_into, fallen) == ("The Harbour Board", None, [])
    assert decide(S.CONFIRMED, confirmed)[0].independent
    assert [relation.sentence for relation in page.shown(desk, "The Harbour Board").relations] == [
        "The Harbour Board is part of Ana Ruiz"
    ]
    assert verify(desk).problems == ()


def test_splitting_two_that_were_thought_one_reopens_what_counted_on_it(desk: Desk, port: int, decide: Decide) -> None:
    tie(desk, "The Harbour Board", PART, "Halden")
    desk.enact(merge, "The Harbour Board", into="Port Office", reason="one house")
    decide(S.CONFIRMED, port)  # the relation of the one is the other's
    _, fallen = desk.enact(split, "The Harbour Board", reason="two houses")
    assert [one.number for one in fallen] == [port]


@pytest.mark.usefixtures("port")
def test_splitting_gives_back_what_had_been_merged_before(desk: Desk) -> None:
    for one, other in (("Aa", "Bb"), ("Cc", "Dd")):
        tie(desk, one, ALLIED, other)
    desk.enact(merge, "Aa", into="Cc", reason="one")
    desk.enact(merge, "Cc", into="Port Office", reason="one")
    with pytest.raises(ForbiddenMove, match="Port Office was not merged into another source"):
        desk.enact(split, "Port Office", reason="two")
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        desk.enact(split, "Cc", reason=" ")
    desk.enact(split, "Cc", reason="two")
    assert page.shown(desk, "Aa").line.merged_into == page.shown(desk, "Cc").line.number
    desk.enact(split, "Aa", reason="two")
    assert page.shown(desk, "Aa").line.merged_into is None


@pytest.mark.usefixtures("port")
def test_a_whole_and_its_part_are_not_merged(desk: Desk, contents: Contents) -> None:
    tie(desk, "Port Office", PART, "Docks")
    tie(desk, "Docks", PART, "Halden")
    before = contents()
    with pytest.raises(ForbiddenMove, match="Port Office is on record as belonging to Halden, and cannot be the same"):
        desk.enact(merge, "Halden", into="Port Office", reason="one")
    assert contents() == before


def test_merging_follows_relations_from_every_name(desk: Desk, confirmed: int) -> None:
    tie(desk, "Hala Ruiz", PART, "Port Office")
    fallen = desk.enact(merge, "Hala Ruiz", into="Ana Ruiz", reason="a misprint")[1]
    assert [one.number for one in fallen] == [confirmed]


def propose(desk: Desk, one: str, other: str) -> int:
    with acting(desk) as act:
        number, _ = relations.propose_wholes(act, [(existing(act.session, one), other)])
        return number


def test_a_proposal_ties_and_is_no_persons_word(desk: Desk, port: int, decide: Decide) -> None:
    tie(desk, "Halden", PART, "Country")
    assert propose(desk, "Port Office", "Halden") == 1
    assert propose(desk, "Port Office", "Halden") == 0
    with pytest.raises(ForbiddenMove, match="nobody has put on record whom Port Office belongs to"):
        decide(S.CONFIRMED, port)
    with pytest.raises(ForbiddenMove, match=r"Halden \(proposed\); if that is wrong, `claimtrack source reject"):
        desk.enact(relations.unaffiliated, "Port Office", because="asked around")
    with pytest.raises(ForbiddenMove, match="`claimtrack source accept 3 part_of 4`"):
        tie(desk, "Port Office", PART, "Halden")
    (waiting,) = relations.waiting(desk)
    assert (waiting.sentence, waiting.state) == ("Port Office is part of Halden (proposed)", RelationState.PROPOSED)
    lines, _ = desk.enact(relations.accept, Named("Port Office", PART, "Halden"))
    assert [line.sentence for line in lines] == ["Port Office is part of Halden"]
    assert relations.waiting(desk) == []
    assert decide(S.CONFIRMED, port)[0].independent


def test_an_article_tells_whose_its_sources_are(
    desk: Desk, record: Record, support: Attach, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody asks what the names say, so that the article is the first to tell.
    monkeypatch.setattr("claimtrack.services.weighing.consequences.propose_ties", lambda *_: set())
    first = record("Ana Ruiz: The bridge is closed.", "Ben Okoro: The port is shut.")
    support(first.claims[0], source="Kaldria's envoy", new_source=True)
    tie(desk, "Kaldria's envoy", PART, "Foreign Service")
    tie(desk, "Ana Ruiz", PART, "Kaldria")
    stand_alone(desk, "Kaldria")
    assert first.proposals == 0
    decide(S.CONFIRMED, first.claims[0])
    again = record("Kaldria's envoy: The road is open.", "Kaldria's bridge: It is open.", name="b.txt")
    assert again.proposals == 1
    assert [relation.sentence for relation in relations.waiting(desk)] == [
        "Kaldria's envoy is part of Kaldria (proposed)"
    ]
    assert [one.sentence for one in again.reopened] == [
        "claim 1 was confirmed and is unverified again: an article says to whom Kaldria's envoy may belong"
    ]
    assert record("Kaldria's envoy: The road is shut.", name="c.txt").proposals == 0
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("port")
def test_a_proposal_makes_no_ring(desk: Desk) -> None:
    tie(desk, "Halden", PART, "Port Office")
    assert propose(desk, "Port Office", "Halden") == 0
    assert propose(desk, "Port Office", "the port office") == 0


@pytest.mark.usefixtures("port")
def test_a_rejected_proposal_does_not_come_back(desk: Desk) -> None:
    propose(desk, "Port Office", "Ana Ruiz")
    with pytest.raises(NotFound, match="only proposed; `claimtrack source reject` takes it back"):
        desk.enact(relations.unrelate, Named("Port Office", PART, "Ana Ruiz"), reason="not so")
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        desk.enact(relations.reject, Named("Port Office", PART, "Ana Ruiz"), reason=None)
    desk.enact(relations.reject, Named("Port Office", PART, "Ana Ruiz"), reason="not so")
    assert propose(desk, "Port Office", "Ana Ruiz") == 0


@pytest.mark.usefixtures("port")
def test_the_page_of_a_source_has_all_that_is_known_and_its_origins(desk: Desk) -> None:
    tie(desk, "Port Office", CONTROLLED, "Docks", because="by its charter", since=date(1990, 1, 1))
    tie(desk, "Docks", PART, "Halden")
    tie(desk, "Halden", ALLIED, "Vellmar")
    tie(desk, "Port Office", PART, "Old Harbour", until=date(1980, 1, 1))
    shown = page.shown(desk, "Port Office")
    assert [(origin.depth, origin.how, origin.name) for origin in shown.origins] == [
        (0, None, "Port Office"),
        (1, CONTROLLED, "Docks"),
        (2, PART, "Halden"),
        (3, ALLIED, "Vellmar"),
    ]
    assert [(relation.sentence, relation.because) for relation in shown.relations] == [
        ("Port Office is controlled by Docks (since 1990-01-01)", "by its charter"),
        ("Port Office is part of Old Harbour (until 1980-01-01)", None),
    ]


@pytest.mark.usefixtures("port")
def test_origins_that_go_round_end_all_the_same(desk: Desk) -> None:
    tie(desk, "Port Office", RELIES, "Halden")
    tie(desk, "Halden", RELIES, "Port Office")
    assert [(origin.depth, origin.name) for origin in page.shown(desk, "Halden").origins] == [
        (0, "Halden"),
        (1, "Port Office"),
    ]


def test_independence_says_what_counts_what_is_missing_and_what_would_help(desk: Desk, port: int) -> None:
    found = explanation.of(desk, port)
    assert found.supporting.sentences() == (
        "0 of 1 independent origin",
        "evidence 1 does not count: nobody has put on record whom Port Office belongs to or stands with",
        "missing: one source that has nothing to do with Ana Ruiz",
    )
    assert tuple(map(str, found.remedies)) == (
        (
            "say what is known: `claimtrack source relate 3 part_of NAME` or "
            "`claimtrack source unaffiliated 3 --reason TEXT`"
        ),
    )
    with pytest.raises(NotFound, match="no claim 99"):
        explanation.of(desk, 99)


def test_all_of_it_is_told_in_the_log(desk: Desk, port: int, support: Attach) -> None:
    before = len(entries(desk))
    desk.enact(relations.unaffiliated, "Port Office", because="asked around")
    tie(desk, "Port Office", PART, "Halden", because="its charter", since=date(2000, 1, 1))
    desk.enact(relations.unrelate, Named("Port Office", PART, "Halden"), reason="repealed")
    propose(desk, "Port Office", "Vellmar")
    desk.enact(relations.accept, Named("Port Office", PART, "Vellmar"))
    propose(desk, "Ana Ruiz", "Vellmar")
    desk.enact(relations.reject, Named("Ana Ruiz", PART, "Vellmar"), reason="not so")
    desk.enact(grades.grade, "Port Office", Reliability.B)
    desk.enact(grades.grade, "Port Office", Reliability.C, because="misdated")
    support(port, source="a driver", source_kind=SpeakerKind.ANONYMOUS, relying_on=("Halden",))
    desk.enact(grades.vouch, "6", because="seen his licence")
    desk.enact(grades.take_vouch_back, "6", reason="forged")
    desk.enact(merge, "Halden", into="Ana Ruiz", reason="one")
    desk.enact(split, "Halden", reason="two")
    desk.enact(details.correct, 1, Details(agency="Halden"))
    told = [line.what + (f": {line.reason}" if line.reason else "") for line, _, _ in entries(desk)][before:]
    assert told == [
        "put on record that no affiliation of Port Office is known: asked around",
        "recorded source 4, Halden",
        "put on record that Port Office is part of Halden since 2000-01-01: its charter",
        "took back that no affiliation of Port Office is known",
        "took back that Port Office is part of Halden since 2000-01-01: repealed",
        "recorded source 5, Vellmar",
        "read in the article that Port Office is part of Vellmar",
        "accepted that Port Office is part of Vellmar",
        "read in the article that Ana Ruiz is part of Vellmar",
        "rejected that Ana Ruiz is part of Vellmar: not so",
        "graded Port Office B for reliability",
        "graded Port Office C for reliability (was B): misdated",
        "recorded source 6, a driver",
        "attached evidence 2 (log.txt) from a driver that supports it, relying on Halden",
        "vouched for who a driver is: seen his licence",
        "took back the word on who a driver is: forged",
        "merged source 4, Halden, into 2, Ana Ruiz: one",
        "took back that source 4, Halden, is 2, Ana Ruiz: two",
        "corrected article 1: agency whose copy it is from nobody to Halden",
    ]
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("port")
def test_a_viewer_changes_nothing_of_it(viewer: Desk, contents: Contents) -> None:
    before = contents()
    attempts: list[Callable[[], object]] = [
        lambda: tie(viewer, "Port Office", PART, "Halden"),
        lambda: viewer.enact(relations.unaffiliated, "Port Office", because="they said so"),
        lambda: viewer.enact(relations.unrelate, Named("Port Office", PART, "Halden"), reason="they said so"),
        lambda: viewer.enact(grades.grade, "Port Office", Reliability.B),
        lambda: viewer.enact(split, "Port Office", reason="they said so"),
    ]
    for attempt in attempts:
        with pytest.raises(ForbiddenMove, match="viewer is viewer here and may not"):
            attempt()
    assert contents() == before
