"""A desk's own list of sources put on record: added to what is there, never over it, all or none."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from claimtrack.errors import ClaimtrackError, ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import names_and_kinds, page, relations, sources
from claimtrack.services.sources.import_list import Imported, import_sources
from claimtrack.services.sources.list_file import SourceList, read_sources
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import RelationKind, Reliability, SpeakerKind, Status

Contents = Callable[[], Mapping[str, object]]
HEADER = "name,kind,aliases,part_of,controlled_by,allied_with,relies_on,since,until,unaffiliated,reliability,because"


@pytest.fixture
def support(put: Callable[..., Attached]) -> Callable[..., Attached]:
    """Give a way to attach a text of whose source nothing is known: here that is said, or not."""
    return put


def _list(*rows: str) -> SourceList:
    return read_sources("\n".join((HEADER, *rows)).encode(), name="s.csv")


def _refused(desk: Desk, *rows: str) -> list[str]:
    with pytest.raises(ClaimtrackError) as refused:
        desk.enact(import_sources, _list(*rows))
    return str(refused.value).splitlines()


WHOLE = (
    "Harbour Group,organisation,,,,,,,,yes,,asked its owner",
    "Harbour Courier,media,The HC|Courier,Harbour Group,,,,2019-05-01,,,B,imprint",
    "Harbour Courier,,,,,Ferry Line,Delta Wire,,,,,its editor",
    "Delta Wire,media,,,,,,,,,A,",
    "Ferry Line,,,,,,,,,,,",
)


def test_a_list_is_put_on_record(desk: Desk) -> None:
    done = desk.enact(import_sources, _list(*WHOLE))
    assert done == Imported(5, sources=4, aliases=2, relations=3, other=3, unchanged=0, reopened=())
    shown = page.shown(desk, "harbour courier")
    assert (shown.line.kind, shown.line.also, shown.reliability) == (
        SpeakerKind.MEDIA,
        ("The HC", "Courier"),
        Reliability.B,
    )
    assert [(line.sentence, line.because) for line in shown.relations] == [
        ("Harbour Courier is part of Harbour Group (since 2019-05-01)", "imprint"),
        ("Harbour Courier is allied with Ferry Line", "its editor"),
        ("Harbour Courier relies on Delta Wire", "its editor"),
    ]
    assert page.shown(desk, "Harbour Group").unaffiliated == "asked its owner"
    assert page.shown(desk, "Courier").relations == shown.relations
    assert verify(desk).problems == ()


def test_what_is_on_record_is_counted_as_such_and_added_to(desk: Desk, contents: Contents) -> None:
    desk.enact(import_sources, _list(*WHOLE))
    before = contents()
    assert desk.enact(import_sources, _list(*WHOLE)) == Imported(5, 0, 0, 0, 0, unchanged=5, reopened=())
    assert contents() == before
    # By an alias, with a further relation; what had no kind has one now.
    more = _list("Courier,,,Harbour Group,,,,2019-05-01,,,,", "ferry line,organisation,,Harbour Group,,,,,,,,register")
    assert desk.enact(import_sources, more) == Imported(2, 0, 0, relations=1, other=1, unchanged=1, reopened=())
    assert page.shown(desk, "Ferry Line").line.kind is SpeakerKind.ORGANISATION
    assert verify(desk).problems == ()


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Desk, contents: Contents) -> None:
    before = contents()
    told = replace(desk, rehearsal=True).enact(import_sources, _list(*WHOLE))
    assert contents() == before
    assert desk.enact(import_sources, _list(*WHOLE)) == told


def test_verdicts_that_rested_on_another_word_reopen_once(
    desk: Desk,
    bridge: int,
    support: Callable[..., Attached],
    decide: Callable[..., list[Moved]],
    stands: Callable[[int], ClaimEntry],
) -> None:
    support(bridge)
    desk.enact(relations.unaffiliated, "Port Office", because="a municipal register")
    decide(Status.CONFIRMED, bridge)
    rows = _list(
        "Ana Ruiz,,,City Hall,,,,,,,,her card", "Port Office,,,City Hall,,,,,,,,statute", "City Hall,,,,,,,,,,,"
    )
    told = replace(desk, rehearsal=True).enact(import_sources, rows)
    assert stands(bridge).status is Status.CONFIRMED
    done = desk.enact(import_sources, rows)
    assert done == told
    assert [fallen.sentence for fallen in done.reopened] == [
        f"claim {bridge} was confirmed and is unverified again: the list of sources s.csv was imported"
    ]
    assert stands(bridge).status is Status.UNVERIFIED
    assert verify(desk).problems == ()


def test_every_row_that_cannot_be_followed_is_told_and_nothing_is_written(desk: Desk, contents: Contents) -> None:
    desk.enact(import_sources, _list(*WHOLE))
    before = contents()
    told = _refused(
        desk,
        "A,,,B,,,,,,,,",
        "B,,,C,,,,,,,,",
        "C,,,A,,,,,,,,",
        "Delta Wire,government,,,,,,,,,,",
        "Delta Wire,,,,,,,,,B,",
        "Delta Wire,,,,,,,,,,B,",
        "D,,Ferry Line,,,,,,,,,",
        "E,,Courier,,,,,,,,,",
        "F,,,Harbor Group,,,,,,,,",
        "Harbour Courier,,,,,,,,,yes,,asked",
        "Harbour Courier,,,Harbour Group,,,,2020-01-01,,,,",
        "G,,,G,,,,,,,,",
    )
    assert contents() == before
    assert [line.split(": ")[0] for line in told] == [f"s.csv, line {n}" for n in (4, 5, 6, 7, 8, 9, 10, 11, 12, 13)]
    for line, says in zip(
        told,
        (
            "C cannot be part of A: it is on record that A is part of B, B is part of C",
            "Delta Wire is on record as media, not government; if that is wrong, `claimtrack source set",
            '"B" in the column unaffiliated is neither yes nor no',
            "Delta Wire is graded A on record, not B; if that is wrong, `claimtrack source grade",
            '"Ferry Line" is the name of source',
            '"Courier" is another name of source',
            'no source "Harbor Group" is on record or has a row in the list; give it a row with its name',
            "nobody is known for Harbour Courier here, and somebody is on line 12",
            "it is on record already that Harbour Courier is part of Harbour Group (since 2019-05-01); to change that",
            "G cannot be related to itself",
        ),
        strict=True,
    ):
        assert says in line
    assert "--reason TEXT`" in told[4]


def test_a_source_that_is_misspelt_is_named_with_the_row_that_may_be_meant(desk: Desk) -> None:
    (told,) = _refused(desk, "Harbour Group,,,,,,,,,,,", "F,,,Harbor Group,,,,,,,,")
    assert 'no source "Harbor Group" ("Harbour Group"?) is on record or has a row' in told


def test_aliases_are_an_editors_right_and_the_rest_a_reviewers(
    reviewer: Desk, viewer: Desk, contents: Contents
) -> None:
    before = contents()
    with pytest.raises(ForbiddenMove, match="reviewer is reviewer here and may not merge or split sources"):
        reviewer.enact(import_sources, _list(*WHOLE))
    with pytest.raises(ForbiddenMove, match="viewer is viewer here and may not change the record"):
        viewer.enact(import_sources, _list("A,,,,,,,,,,,"))
    assert contents() == before
    assert reviewer.enact(import_sources, _list("A,,,B,,,,,,,,", "B,,,,,,,,,,,")).sources == 2


def test_an_alias_finds_the_source_wherever_it_is_named(desk: Desk, record: Callable[..., Ingested]) -> None:
    record("Ana Ruiz: The bridge is closed.")
    found, _ = desk.enact(names_and_kinds.alias, "Ana Ruiz", "A. Ruiz", reason="her byline")
    assert page.shown(desk, "Ana Ruiz").line.also == ("A. Ruiz",)
    other = record("A. Ruiz: The port is shut.", name="port.txt").claims
    (line,) = [line for line in sources.listing(desk) if line.number == found.id]
    assert (line.claims, len(other)) == (2, 1)
    desk.enact(sources.split, "A. Ruiz", reason="another Ruiz")
    assert page.shown(desk, "Ana Ruiz").line.also == ()
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("claims")
def test_an_alias_that_is_another_source_is_refused_with_what_makes_them_one(
    desk: Desk, reviewer: Desk, contents: Contents
) -> None:
    desk.enact(names_and_kinds.alias, "Ana Ruiz", "A. Ruiz")
    before = contents()
    for name, alias, says in (
        (
            "Ana Ruiz",
            "ben okoro",
            "is the name of source 3 on record; if the two are one, `claimtrack source merge 3 --in",
        ),
        (
            "Ben Okoro",
            "A. Ruiz",
            '"A. Ruiz" is another name of source 2 on record; if .* merge 2 --into 3 --reason TEXT`',
        ),
        ("Ana Ruiz", "a. ruiz", '"a. ruiz" is Ana Ruiz on record already; nothing was changed'),
        ("A. Ruiz", "Ana Ruiz", '"Ana Ruiz" is Ana Ruiz on record already'),
    ):
        with pytest.raises(ForbiddenMove, match=says):
            desk.enact(names_and_kinds.alias, name, alias)
    with pytest.raises(ClaimtrackError, match='"12" is a number'):
        desk.enact(names_and_kinds.alias, "Ana Ruiz", "12")
    with pytest.raises(ForbiddenMove, match="may not merge or split sources"):
        reviewer.enact(names_and_kinds.alias, "Ana Ruiz", "Ruiz")
    assert contents() == before


def test_a_kind_is_said_and_corrected_with_a_reason(desk: Desk, reviewer: Desk) -> None:
    desk.enact(import_sources, _list("Delta Wire,,,,,,,,,,,"))
    reviewer.enact(names_and_kinds.set_kind, "Delta Wire", SpeakerKind.GROUP)
    with pytest.raises(ForbiddenMove, match="Delta Wire is on record as group; another kind takes a reason"):
        reviewer.enact(names_and_kinds.set_kind, "Delta Wire", SpeakerKind.MEDIA)
    with pytest.raises(ForbiddenMove, match="Delta Wire is on record as group already; nothing was changed"):
        reviewer.enact(names_and_kinds.set_kind, "Delta Wire", SpeakerKind.GROUP)
    reviewer.enact(names_and_kinds.set_kind, "Delta Wire", SpeakerKind.MEDIA, reason="it publishes")
    assert page.shown(desk, "Delta Wire").line.kind is SpeakerKind.MEDIA
    assert verify(desk).problems == ()


def test_nobody_is_named_by_a_reviewer_who_may_not_vouch(
    desk: Desk, reviewer: Desk, bridge: int, support: Callable[..., Attached], decide: Callable[..., list[Moved]]
) -> None:
    """A reviewer who made an anonymous source a person would have its word counted without an editor."""
    support(bridge, source="Jo Marsh", source_kind=SpeakerKind.ANONYMOUS)
    desk.enact(
        relations.relate,
        Named("Jo Marsh", RelationKind.PART_OF, "Port Office"),
        Particulars(new_source=True, because="badge"),
    )
    with pytest.raises(ForbiddenMove, match="reviewer is reviewer here and may not vouch for who an unnamed source is"):
        reviewer.enact(names_and_kinds.set_kind, "Jo Marsh", SpeakerKind.PERSON, reason="he told me")
    with pytest.raises(ForbiddenMove, match="source vouch"):
        decide(Status.CONFIRMED, bridge)
    desk.enact(names_and_kinds.set_kind, "Jo Marsh", SpeakerKind.PERSON, reason="he told me")
    decide(Status.CONFIRMED, bridge)
    _, fallen = desk.enact(names_and_kinds.set_kind, "Jo Marsh", SpeakerKind.ANONYMOUS, reason="he fears for his post")
    assert [one.number for one in fallen] == [bridge]
