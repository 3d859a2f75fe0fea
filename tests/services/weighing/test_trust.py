"""What must not be had: a stranger by a date, somebody by nobody's name, a copy that is not seen for one."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from tests.affiliations import stand_alone

from claimtrack.errors import ForbiddenMove, InvalidInput, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.days import shown_by_piece
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, RelationKind, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]

ALLIED, PART = RelationKind.ALLIED_WITH, RelationKind.PART_OF
STORY = (
    "The last armed groups left the town of Tarn on Sunday, its mayor said, ending a siege of eleven weeks. Buses took "
    "some four hundred people over the rail bridge before noon. Shops in the lower town opened for the first time "
    "since May, and water ran again in two of six districts. The ministry announced that its own men would guard the "
    "mills. Nobody at the hospital, which counted forty-three dead since Tuesday, could say who would run it now."
)


def allied_since_2020(desk: Desk) -> None:
    known = Particulars(since=date(2020, 1, 1), because="a treaty")
    desk.enact(relations.relate, Named("Port Office", ALLIED, "Ana Ruiz"), known)
    of = Particulars(because="its charter", new_source=True)
    desk.enact(relations.relate, Named("Port Office", PART, "Harbour Board"), of)


@pytest.mark.both_databases
def test_a_date_that_nothing_shows_makes_no_stranger_of_an_ally(
    desk: Desk, bridge: int, support: Attach, decide: Decide
) -> None:
    support(bridge, text="an undated log", dated=date(2019, 5, 1), dated_because="the clerk remembers")
    allied_since_2020(desk)
    with pytest.raises(ForbiddenMove, match="Port Office is allied with Ana Ruiz"):
        decide(Status.CONFIRMED, bridge)
    assert verify(desk).problems == ()


def test_a_date_that_the_piece_shows_is_the_day_as_of_which_it_is_asked(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge, text="Log of 1 May 2019: shut.", dated=date(2019, 5, 1))
    allied_since_2020(desk)
    assert decide(Status.CONFIRMED, bridge)[0].independent
    assert "evidence 1 counts: Port Office, a record, of 2019-05-01" in stands(bridge).independence
    assert any("of 2019-05-01" in words for words in explanation.of(desk, bridge).supporting.sentences())
    assert verify(desk).problems == ()


def test_a_date_wants_a_reason_and_is_told_with_it(desk: Desk, bridge: int, support: Attach, stands: Stands) -> None:
    for day in (date(2999, 1, 1), date(2026, 12, 24)):
        with pytest.raises(InvalidInput, match="is yet to come"):
            support(bridge, text="a log", dated=day, dated_because="so it says")
    with pytest.raises(ForbiddenMove, match="nor its retrieval, nor the article shows 1900-01-01; that takes a reason"):
        support(bridge, text="a log", dated=date(1900, 1, 1))
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        support(bridge, text="a log", dated=date(1900, 1, 1), dated_because="x")
    support(bridge, text="a log", dated=date(2025, 1, 1), dated_because="the paper is of that year")
    counts = 'evidence 1 counts: Port Office, a record, of 2025-01-01 ("the paper is of that year")'
    assert counts in stands(bridge).independence
    row = pieces.shown(desk, 1)
    assert (row.dated_shown, row.dated_because) == (False, "the paper is of that year")


def test_the_day_of_the_article_or_of_attaching_shows_itself(
    desk: Desk, record: Record, support: Attach, clock: Callable[[], object]
) -> None:
    claim = record("Ana Ruiz: The bridge is closed.").claims[0]
    today = look_at(clock)
    support(claim, text="a log", dated=today)
    assert pieces.shown(desk, 1).dated_shown


def look_at(clock: Callable[[], object]) -> date:
    now = clock()
    return now.date()  # type: ignore[attr-defined, no-any-return] # the clock gives a datetime


def test_a_date_put_right_is_read_in_the_piece(desk: Desk, bridge: int, support: Attach) -> None:
    support(bridge, text="Log of 1 May 2019: shut.")
    day = date(2019, 5, 1)
    assert shown_by_piece(desk, 1, day)
    assert not shown_by_piece(desk, 1, date(2019, 5, 2))
    desk.enact(amend, 1, Amendment(dated=day, shows_day=True), reason=None)
    assert pieces.shown(desk, 1).dated_shown
    desk.enact(amend, 1, Amendment(dated=date(2019, 5, 2)), reason="the next morning")
    assert not pieces.shown(desk, 1).dated_shown
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evidence SET dated_shown = TRUE",
        "UPDATE evidence SET dated_because = 'its stamp'",
        "UPDATE evidence SET compared_because = 'looked at it'",
        "UPDATE evidence SET short_runs = NULL",
    ],
)
def test_what_is_changed_behind_the_programs_back_is_found(
    desk: Desk, bridge: int, support: Attach, change: str
) -> None:
    support(bridge, text="a log", dated=date(2019, 5, 1), dated_because="the clerk remembers")
    assert verify(desk).problems == ()
    with desk.database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert any(one.startswith("evidence 1: ") or "evidence 1 is" in one for one in verify(desk).problems)


@pytest.mark.parametrize("name", ["anonymous", "a man in the market", "unknown", "-", "two neighbours", "A Source"])
def test_nobodys_name_wants_an_editors_voucher(desk: Desk, bridge: int, put: Attach, decide: Decide, name: str) -> None:
    put(bridge, source=name, basis=Basis.FIRSTHAND)
    desk.enact(relations.unaffiliated, "3", because="asked around")
    with pytest.raises(ForbiddenMove, match="is not named, and no editor has vouched for who that is"):
        decide(Status.CONFIRMED, bridge)
    stand_alone(desk, "3")
    assert decide(Status.CONFIRMED, bridge)[0].independent


def test_nobody_owns_nobody(desk: Desk, bridge: int, put: Attach) -> None:
    put(bridge)
    with pytest.raises(InvalidInput, match=r'"unknown" names nobody; .*`claimtrack source unaffiliated NAME'):
        desk.enact(relations.relate, Named("Port Office", PART, "unknown"), Particulars(new_source=True))


@pytest.mark.parametrize("reason", ["x", " ", "--", "\u200b\u200b", "\u3164\u3164", "aa", "...", "x\u00ad"])
def test_what_says_nothing_is_no_reason(desk: Desk, bridge: int, put: Attach, decide: Decide, reason: str) -> None:
    put(bridge)
    with pytest.raises(ForbiddenMove, match="takes words on how you know"):
        desk.enact(relations.unaffiliated, "Port Office", because=reason)
    with pytest.raises((ForbiddenMove, UsageError)):
        decide(Status.CONFIRMED, bridge, override=True, reason=reason)
    with pytest.raises((ForbiddenMove, UsageError)):
        decide(Status.UNVERIFIABLE, bridge, reason=reason)


def test_what_refutes_and_nobody_looked_up_is_answered_or_looked_up(
    bridge: int, support: Attach, put: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    decide(Status.CONFIRMED, bridge)
    fallen = put(bridge, source="Ferry Line", stance=Stance.REFUTES).reopened
    assert [one.number for one in fallen] == [bridge]
    with pytest.raises(ForbiddenMove) as no:
        decide(Status.CONFIRMED, bridge)
    assert "evidence 2 stands against it; answer it with --despite 2 --reason TEXT" in str(no.value)
    assert "nobody has put on record whom Ferry Line belongs to" in str(no.value)
    assert "`claimtrack source unaffiliated 4 --reason TEXT`" in str(no.value)
    assert "evidence 2 stands against it, unanswered" in stands(bridge).independence
    assert decide(Status.CONFIRMED, bridge, despite=(2,), reason="an old timetable")[0].independent


def docx(text: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def changed(text: str, number: int) -> str:
    return " ".join(f"so{place}" if place % number == 0 else word for place, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(f"Ana Ruiz: {STORY}"), "notes.docx"),
        (docx(changed(STORY, 6)), "notes.docx"),
        (changed(STORY, 6).encode(), "notes.txt"),
        ("\u00ad".join(STORY).encode(), "notes.txt"),
        (STORY.replace("e", "e\u200b").encode(), "notes.txt"),
    ],
)
def test_the_article_is_seen_in_any_dress(desk: Desk, record: Record, decide: Decide, data: bytes, name: str) -> None:
    claim = record(f"Ana Ruiz: {STORY}").claims[0]
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office")
    desk.enact(attach, look(desk, [claim]), examine(desk, Offered(data, name), bearing))
    stand_alone(desk, "Port Office")
    with pytest.raises(ForbiddenMove, match="it has the article's own words, or most of them"):
        decide(Status.CONFIRMED, claim)


def test_two_pieces_in_other_words_are_one(bridge: int, support: Attach, stands: Stands) -> None:
    support(bridge, text=STORY)
    support(bridge, text=changed(STORY, 6), source="Ferry Line")
    assert any("are those of evidence 1" in words for words in stands(bridge).independence)


def test_what_cannot_be_compared_says_so_until_a_person_compared_it(
    desk: Desk, bridge: int, decide: Decide, stands: Stands
) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office")
    desk.enact(attach, look(desk, [bridge]), examine(desk, Offered(picture, "scan.png"), bearing))
    stand_alone(desk, "Port Office")
    decide(Status.CONFIRMED, bridge, reason="it shows the crack")
    assert any(words.startswith("evidence 1 cannot be compared") for words in stands(bridge).independence)
    assert pieces.shown(desk, 1).uncompared
    with pytest.raises(ForbiddenMove, match="say --reason TEXT"):
        desk.enact(amend, 1, Amendment(compared=True), reason=None)
    told, fallen = desk.enact(amend, 1, Amendment(compared=True), reason="held it beside the article's picture")
    assert (told, fallen) == ("evidence 1 was compared and is no copy", [])
    assert not any("cannot be compared" in words for words in stands(bridge).independence)
    assert verify(desk).problems == ()


def test_what_has_a_text_is_compared_by_the_program(desk: Desk, bridge: int, support: Attach) -> None:
    support(bridge)
    with pytest.raises(
        ForbiddenMove, match="has a text, which the program has compared itself; there is nothing to say by hand"
    ):
        desk.enact(amend, 1, Amendment(compared=True), reason="read both")
