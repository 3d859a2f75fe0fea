"""Many verdicts from a table: all of them or none, and every row that cannot be followed by its line."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from claimtrack.errors import ChangedMeanwhile, ClaimtrackError, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.verdicts import decide_many
from claimtrack.services.verdicts.answers import Answered
from claimtrack.services.verdicts.decision_tables import Table, read_rulings
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import NoteKind, Said, Status

Attach = Callable[..., Attached]
Contents = Callable[[], Mapping[str, object]]


def _table(*rows: str) -> Table:
    lines = ("claim,verdict,reason,said,despite,override,version", *rows)
    return read_rulings("\n".join(lines).encode(), name="v.csv")


def test_every_row_is_followed_in_order(
    desk: Desk, record: Callable[..., Ingested], support: Attach, refute: Attach, stands: Callable[[int], ClaimEntry]
) -> None:
    one, two, three, four = record(*(f"Ana Ruiz: Bridge {n} is closed." for n in range(4))).claims
    support(one)
    against = refute(one, source="City Hall").number
    ruled = desk.enact(
        decide_many.decide_all,
        _table(
            f"{one},confirmed,an older log,,{against},,",
            f"{two},refuted,I was there,verified,,yes,",
            f"{three},Withdrawn,no claim,,,,",
            f"{four},,I was there,verified,,yes,",
        ),
    )
    assert [(move.number, move.was, move.now, move.independent, move.overridden) for move in ruled.moves] == [
        (one, Status.IN_REVIEW, Status.CONFIRMED, True, False),
        (two, Status.UNVERIFIED, Status.REFUTED, False, True),
        (three, Status.UNVERIFIED, Status.WITHDRAWN, False, False),
    ]
    assert ruled.said == (Answered(two, Said.VERIFIED), Answered(four, Said.VERIFIED))
    assert stands(one).history[-1].what.endswith(f"despite evidence {against}")
    assert stands(two).said is Said.VERIFIED
    assert verify(desk).problems == ()


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Desk, claims: tuple[int, ...], contents: Contents) -> None:
    table = _table("1,disputed,differs,,,,", "2,withdrawn,no claim,,,,")
    before = contents()
    told = replace(desk, rehearsal=True).enact(decide_many.decide_all, table)
    assert contents() == before
    assert told == desk.enact(decide_many.decide_all, table)
    assert [move.number for move in told.moves] == list(claims[:2])
    before = contents()
    for by in (replace(desk, rehearsal=True), desk):
        with pytest.raises(ForbiddenMove, match=r"^v\.csv, line 2: claim 1 cannot be marked refuted: 0 of 1"):
            by.enact(decide_many.decide_all, _table("1,refuted,differs,,,,", "3,disputed,differs,,,,"))
    assert contents() == before


@pytest.mark.parametrize(
    ("rows", "kind", "says"),
    [
        (
            ["1,confirmed,,,,,", "2,disputed,differs,,,,", "99,disputed,differs,,,,", "3,maybe,,,,,"],
            ForbiddenMove,
            [
                "v.csv, line 2: claim 1 cannot be marked confirmed: 0 of 1 independent origin; missing: one source",
                "v.csv, line 4: no claim 99; `claimtrack list` shows the numbers there are",
                'v.csv, line 5: "maybe" is no word for the column verdict',
            ],
        ),
        (["99,disputed,,,,,", "1,confirmed,,,,,"], NotFound, ["v.csv, line 2: no claim 99", "v.csv, line 3: claim 1 "]),
        (["x,disputed,,,,,", "99,disputed,,,,,"], InvalidInput, ['v.csv, line 2: "x" in', "v.csv, line 3: no claim"]),
        (["1,disputed,differs,,,yes,"], UsageError, ["v.csv, line 2: there is nothing to override: disputed takes"]),
        (["1,disputed,differs,,,,7"], ChangedMeanwhile, ["v.csv, line 2: claim 1 was changed since you looked: "]),
        (["1,,,verified,,,"], ForbiddenMove, ["v.csv, line 2: claim 1 cannot be marked verified: it takes"]),
        # The verdict could be given, the answer could not: the row as a whole is refused.
        (["1,disputed,differs,verified,,,"], ForbiddenMove, ["v.csv, line 2: claim 1 cannot be marked verified"]),
        (["1,confirmed,why,,5,,"], InvalidInput, ["v.csv, line 2: evidence 5 does not stand against that verdict"]),
        (["1,confirmed,,,5,,"], ForbiddenMove, ["v.csv, line 2: --despite takes a reason"]),
    ],
)
@pytest.mark.usefixtures("claims")
def test_one_bad_row_refuses_all_and_every_bad_row_is_told(
    desk: Desk, contents: Contents, rows: list[str], kind: type[ClaimtrackError], says: list[str]
) -> None:
    before = contents()
    for by in (desk, replace(desk, rehearsal=True)):
        with pytest.raises(kind) as told:
            by.enact(decide_many.decide_all, _table(*rows))
        lines = str(told.value).splitlines()
        assert type(told.value) is kind
        assert len(lines) == len(says)
        assert all(line.startswith(words) for line, words in zip(lines, says, strict=True)), lines
    assert contents() == before


def test_a_refused_row_leaves_nothing_behind_for_the_rows_after_it(desk: Desk, record: Callable[..., Ingested]) -> None:
    one, two = record("Ana Ruiz: The bridge is closed.", "Ben Okoro denies 1: The bridge is closed.").claims
    # The first row withdraws claim 1 before it is refused; were that left, nothing would stand against claim 2.
    with pytest.raises(ForbiddenMove) as told:
        desk.enact(decide_many.decide_all, _table(f"{one},withdrawn,no claim,verified,,,", f"{two},disputed,,,,,"))
    (line,) = str(told.value).splitlines()
    assert line.startswith("v.csv, line 2: claim 1 is withdrawn; ")
    ruled = desk.enact(decide_many.decide_all, _table(f"{two},disputed,,,,,"))
    assert [move.now for move in ruled.moves] == [Status.DISPUTED]
    assert verify(desk).problems == ()


def test_the_version_of_a_row_holds_a_colleague_harmless(desk: Desk, claims: tuple[int, ...]) -> None:
    row = f"{claims[0]},disputed,differs,not_found,,,1"
    desk.enact(notes.note, look(desk, claims[:1]), "asked the port", kind=NoteKind.ATTEMPT)
    with pytest.raises(ChangedMeanwhile, match=r"line 2: claim 1 was changed since you looked: ana tried: asked the"):
        desk.enact(decide_many.decide_all, _table(row))
    version = look(desk, claims[:1]).versions[claims[0]]
    ruled = desk.enact(decide_many.decide_all, _table(f"{row[:-1]}{version}"))
    assert [type(move) for move in ruled.moves] == [Moved]
    assert ruled.said == (Answered(claims[0], Said.NOT_FOUND),)
