"""The list of sources that comes with the program: put on record once, and never over a person's word."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from claimtrack.db.models import Source
from claimtrack.errors import says_why
from claimtrack.extraction.speakers.houses import house
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import page, relations, sources
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.starter import StarterImported, import_starter, starter_list
from claimtrack.services.weighing.well_known import newest_list
from claimtrack.vocabulary import RelationKind, SpeakerKind

Contents = Callable[[], Mapping[str, object]]


def _chain(desk: Desk, name: str) -> list[str]:
    return [origin.name for origin in page.shown(desk, name).origins]


def _import(desk: Desk) -> StarterImported:
    return desk.enact(import_starter)


def test_every_row_is_sound_and_says_who_says_so() -> None:
    day, listed = starter_list()
    assert day <= datetime.now(UTC).date()
    assert listed.faults == ()
    assert 120 <= len(listed.rows) <= 300
    for row in listed.rows:
        if row.relations or row.unaffiliated:
            assert says_why(row.because), row.name
            assert f"(starter list as of {day})" in str(row.because)
        assert not row.aliases or says_why(row.because), row.name
    names = {row.name for row in listed.rows}
    assert {other for row in listed.rows for _, other in row.relations} <= names
    assert len(names) == len(listed.rows)


def test_every_row_that_says_something_says_how_it_was_checked() -> None:
    rows = list(csv.DictReader(newest_list()[1].decode().splitlines()))
    assert rows
    for row in rows:
        says = any(row[column] for column in ("aliases", "part_of", "controlled_by", "allied_with", "unaffiliated"))
        assert bool(row["checked"]) == says, row["name"]


def test_letters_that_mean_somebody_else_elsewhere_are_not_on_it() -> None:
    names = {name for row in starter_list()[1].rows for name in (row.name, *row.aliases)}
    assert names.isdisjoint({"PTI", "KPC", "IAI", "ICJ", "EDF", "Petra", "SPA", "APS"})


def test_international_bodies_have_the_letters_by_which_other_languages_call_them(desk: Desk) -> None:
    _import(desk)
    for body, called in {
        "United Nations": "ONU ООН 联合国",
        "North Atlantic Treaty Organization": "OTAN НАТО",
        "World Health Organization": "OMS ВОЗ",
        "European Union": "UE ЕС",
        "International Atomic Energy Agency": "AIEA МАГАТЭ",
    }.items():
        assert [_chain(desk, name)[0] for name in called.split()] == [body] * len(called.split())


def test_states_have_the_names_by_which_names_are_told_to_be_theirs() -> None:
    states = {
        other
        for row in starter_list()[1].rows
        for _, other in row.relations
        if row.kind in {SpeakerKind.GOVERNMENT, SpeakerKind.MEDIA}
    } & {row.name for row in starter_list()[1].rows if row.kind is SpeakerKind.GOVERNMENT and not row.relations}
    assert len(states) > 30
    for state in states:
        found = house(state, SpeakerKind.GOVERNMENT)
        assert found is not None, state
        assert found.state == state


def test_agencies_and_bodies_stand_in_their_houses(desk: Desk) -> None:
    found = _import(desk)
    assert found.left == ()
    assert found.done.sources == found.done.rows == len(starter_list()[1].rows)
    assert _chain(desk, "RIA") == ["RIA Novosti", "Rossiya Segodnya", "Russia"]
    assert _chain(desk, "Роснефть") == ["Rosneft", "Rosneftegaz", "Russia"]
    assert _chain(desk, "CNOOC") == ["China National Offshore Oil Corporation", "SASAC", "China"]
    assert [_chain(desk, name)[-1] for name in ("Aramco", "PDVSA", "Росатом", "Gazprom")] == [
        "Saudi Arabia", "Venezuela", "Russia", "Russia",
    ]  # fmt: skip
    assert _chain(desk, "The Kremlin") == ["Kremlin", "Russia"]
    assert _chain(desk, "Pentagon") == ["US Department of Defense", "United States"]
    assert _chain(desk, "OHCHR")[-1] == _chain(desk, "IAEA")[-1] == "United Nations"
    assert _chain(desk, "Reuters") == ["Reuters", "Thomson Reuters", "Woodbridge Company"]
    assert page.shown(desk, "UN").unaffiliated is not None
    (relation,) = page.shown(desk, "TASS").relations
    assert relation.because == f"tass.com: About; a federal state unitary enterprise (starter list as of {found.on})"
    # What is left as a question is nobody's word but a name's: the list does not say whose these are.
    left = [(one.source_name, one.other_name) for one in relations.waiting(desk)]
    assert ("Agence France-Presse", "France") in left
    assert ("British Broadcasting Corporation", "United Kingdom") in left
    assert len(left) == 2
    assert verify(desk).problems == ()


def test_a_second_import_changes_nothing(desk: Desk, contents: Contents) -> None:
    _import(desk)
    before = contents()
    again = _import(desk)
    assert contents() == before
    assert again.done.unchanged == again.done.rows
    assert again.left == ()


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Desk, contents: Contents) -> None:
    before = contents()
    told = replace(desk, rehearsal=True).enact(import_starter)
    assert contents() == before
    assert _import(desk) == told


def test_what_a_person_decided_stands(desk: Desk) -> None:
    new = Particulars(because="my own word", new_source=True)

    def decided(act: Act) -> None:
        for name, kind in (("Reuters", SpeakerKind.ORGANISATION), ("TASS", SpeakerKind.MEDIA)):
            sources.record(act, name, kind=kind, article=None)
        for name in ("Kyodo", "Xinhua", "China Media Group"):
            sources.record(act, name, kind=SpeakerKind.MEDIA, article=None)
        relations.unaffiliated(act, "Reuters", because="I asked")
        relations.relate(act, Named("Xinhua", RelationKind.PART_OF, "Harbour Group"), new)
        relations.reject(act, Named("China Media Group", RelationKind.PART_OF, "China"), reason="not so")

    desk.enact(decided)
    found = _import(desk)
    assert page.shown(desk, "Reuters").unaffiliated == "I asked"
    assert page.shown(desk, "Reuters").relations == ()
    assert page.shown(desk, "Reuters").line.kind is SpeakerKind.ORGANISATION
    assert "China" not in [one.other_name for one in page.shown(desk, "China Media Group").relations]
    assert "Harbour Group" in _chain(desk, "Xinhua")
    left = "\n".join(found.left)
    assert "Reuters is part of Thomson Reuters: somebody looked and decided about Reuters" in left
    assert "Reuters is on record as organisation, not media" in left
    assert _chain(desk, "Xinhua News Agency")[0] == "Xinhua"


def test_what_was_taken_back_does_not_come_again(desk: Desk) -> None:
    _import(desk)

    def undone(act: Act) -> None:
        relations.unrelate(act, Named("TASS", RelationKind.PART_OF, "Russia"), reason="sold")
        relations.affiliation_unknown(act, "United Nations", reason="I am not sure")
        sources.split(act, "ICRC", reason="another one")

    desk.enact(undone)
    found = _import(desk)
    assert found.done.relations == found.done.sources == found.done.other == found.done.aliases == 0
    assert page.shown(desk, "TASS").relations == ()
    assert page.shown(desk, "United Nations").unaffiliated is None
    with reading(desk) as session:
        assert session.query(Source).filter_by(name="ICRC").one().merged_into_id is None
    assert verify(desk).problems == ()


def test_what_a_name_proposed_is_accepted(desk: Desk) -> None:
    desk.enact(lambda act: sources.record(act, "Russian Defence Ministry", kind=SpeakerKind.GOVERNMENT, article=None))
    assert [one.source_name for one in relations.waiting(desk)] == ["Russian Defence Ministry"]
    found = _import(desk)
    assert "Russian Defence Ministry" not in [one.source_name for one in relations.waiting(desk)]
    assert _chain(desk, "Russian Ministry of Defence") == ["Russian Defence Ministry", "Russia"]
    assert found.left == ()


def test_two_sources_that_the_list_has_as_one_are_for_a_person_to_merge(desk: Desk) -> None:
    def recorded(act: Act) -> None:
        for name in ("AP", "Associated Press"):
            sources.record(act, name, kind=SpeakerKind.MEDIA, article=None)

    desk.enact(recorded)
    assert ['"AP" is the name of source' in words for words in _import(desk).left] == [True]
