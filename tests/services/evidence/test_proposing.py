"""Passages that are proposed for a claim from evidence on record, or from a file, and how each is taken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.kept import file_of
from tests.reading.captures.site import PDF

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reading.document import Document
from claimtrack.reading.machines import MachineText, NoMachine
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import again, machine_reading
from claimtrack.services.evidence.again import offered_again
from claimtrack.services.evidence.attachments import Attached, attach, withdraw
from claimtrack.services.evidence.custody import log_of
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.evidence.proposing import find_passages
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance, Visibility

pytestmark = pytest.mark.both_databases

Keep = Callable[..., Attached]
ROLL = "The clerk came late.\n\nThe old bridge was closed on 16 May, Ana Ruiz wrote.\n\nNobody else was there."


@pytest.fixture
def other(record: Callable[..., Ingested]) -> int:
    """Give another claim."""
    return record("Ben Ode: The harbour is open.", outlet="Harbour Post").claims[0]


@pytest.fixture
def keep(desk: Desk, other: int) -> Keep:
    """Give a way to attach bytes to the other claim."""

    def attached(data: str | bytes, name: str = "roll.txt", **bearing: object) -> Attached:
        given = Bearing(**{"stance": Stance.CONTEXT, "basis": Basis.RECORD, "source": None, **bearing})  # type: ignore[arg-type] # a test's
        offered = Offered(data.encode() if isinstance(data, str) else data, name)
        return desk.enact(attach, look(desk, [other]), examine(desk, offered, given))

    return attached


def test_a_passage_is_proposed_with_where_it_stands_and_what_it_lacks(desk: Desk, bridge: int, keep: Keep) -> None:
    number = keep(ROLL, source="Registry").number
    found = find_passages(desk, bridge, most=5)
    (one,) = found.found
    assert (one.piece, one.name, one.text) == (
        number,
        "roll.txt",
        "The old bridge was closed on 16 May, Ana Ruiz wrote.",
    )
    assert (ROLL[one.start : one.end], one.place) == (one.text, f"characters {one.start} to {one.end}")
    assert (one.words, one.standing, found.searched, found.unlogged) == ((2, 2), False, 1, None)
    assert one.take.line() == f'claimtrack evidence add {bridge} --piece {number} --supports --excerpt "{one.text}"'
    (line,) = [line.what for line in log_of(desk, number) if "opened" in line.what]
    assert line == f"opened evidence {number}"


def test_what_is_proposed_can_be_taken_as_it_is(desk: Desk, bridge: int, keep: Keep) -> None:
    number = keep(ROLL, source="Registry", excerpt="The clerk came late.").number
    (one,) = find_passages(desk, bridge, most=5).found
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, None, excerpt=one.text)
    offered, bearing = offered_again(desk, number, bearing)
    taken = desk.enact(attach, look(desk, [bridge]), examine(desk, offered, bearing))
    assert (taken.number, taken.again, taken.source) == (number, True, "Registry")
    (link,) = [link for link in shown(desk, number).links if link.claim == bridge]
    assert (link.excerpt, link.stance) == (one.text, Stance.SUPPORTS)
    assert verify(desk).problems == ()
    (again_,) = find_passages(desk, bridge, most=5).found
    assert (again_.standing, again_.quoted) == (True, one.text)
    assert again_.take.line() == f"claimtrack evidence withdraw {number} --claim {bridge} --reason TEXT"


def test_the_claims_number_that_a_passage_lacks_is_told(
    desk: Desk, record: Callable[..., Ingested], keep: Keep
) -> None:
    claim = record("Ana Ruiz: The bridge over the Teyr killed 82 people.", outlet="Post").claims[0]
    keep("The bridge over the Teyr killed 81 people.")
    (one,) = find_passages(desk, claim, most=5).found
    assert one.lacking == ("the claim says 82; the passage has no 82",)


def test_pages_are_kept_and_a_passage_that_stands_twice_is_told_apart(
    desk: Desk, bridge: int, record: Callable[..., Ingested], keep: Keep
) -> None:
    claim = record("Ana Ruiz: The hospital received 61 dead.", outlet="Post").claims[0]
    keep(PDF, "report.pdf")
    (one,) = find_passages(desk, claim, most=1).found
    assert one.page is not None
    assert one.place.startswith(f"page {one.page}, characters ")
    twice = keep("The bridge is closed.\n\nOnce more:\n\nThe bridge is closed.", "twice.txt").number
    found = [one for one in find_passages(desk, bridge, most=9).found if one.piece == twice]
    assert [dict(one.take.options).get("occurrence") for one in found] == [1, 2]


def test_files_are_searched_instead_and_their_names_kept_as_given(
    desk: Desk, bridge: int, keep: Keep, tmp_path: Path
) -> None:
    keep(ROLL)
    file = tmp_path / "the roll.txt"
    file.write_text(ROLL)
    (one,) = find_passages(desk, bridge, files=[str(file)], most=5).found
    assert (one.piece, one.name) == (None, str(file))
    assert one.take.line() == (
        f'claimtrack evidence add {bridge} "{file}" --supports --source NAME --excerpt "{one.text}"'
    )


def test_what_nobody_sees_in_a_page_is_not_proposed(desk: Desk, bridge: int, keep: Keep) -> None:
    keep(
        '<html><body><p>A page of words.</p><p style="display:none">The bridge is closed now.</p></body></html>',
        "a.html",
    )
    assert find_passages(desk, bridge, most=5).found == ()


def test_what_takes_a_reason_to_be_opened_is_named_and_left_out(desk: Desk, bridge: int, keep: Keep) -> None:
    number = keep(ROLL).number
    desk.enact(set_terms, number, NewTerms(visibility=Visibility.RESTRICTED), reason="names a witness")
    found = find_passages(desk, bridge, most=5)
    assert (found.found, found.searched) == ((), 0)
    assert found.left_out == ((f"evidence {number} (roll.txt)", "it is restricted, and is opened only for a reason"),)
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
    with pytest.raises(ForbiddenMove, match="is taken out only for a reason"):
        offered_again(desk, number, bearing)
    assert offered_again(desk, number, bearing, reason="the editor asked")[0].data == ROLL.encode()


def test_what_was_withdrawn_altered_or_has_no_text_is_left_out(desk: Desk, bridge: int, keep: Keep) -> None:
    gone = keep(ROLL, "gone.txt").number
    desk.enact(withdraw, gone, reason="not from there")
    altered, film = keep(ROLL + " More.", "altered.txt"), keep(b"\x00\x00\x00\x20ftypisom" + b"\x00" * 40, "film.mp4")
    file_of(desk.locker, altered.digest).chmod(0o600)
    file_of(desk.locker, altered.digest).write_bytes(ROLL.encode())
    found = find_passages(desk, bridge, most=5)
    assert found.found == ()
    assert dict(found.left_out) == {
        f"evidence {altered.number} (altered.txt)": "its bytes are not what was attached",
        f"evidence {film.number} (film.mp4)": "it has no text of its own",
    }


def test_a_machine_reads_what_has_no_text_where_that_is_asked(
    desk: Desk, bridge: int, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = keep(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "scan.png").number
    monkeypatch.setattr(
        machine_reading, "machine_text", lambda *_, **__: MachineText(Document("The bridge is closed.", "x"), "ocr t 1")
    )
    assert find_passages(desk, bridge, most=5).found == ()
    (one,) = find_passages(desk, bridge, most=5, by_machine=True).found
    assert (one.piece, one.place) == (number, "characters 0 to 21, read by a machine (t 1)")

    def none(*_: object, **__: object) -> MachineText:
        raise NoMachine("no machine is here")

    monkeypatch.setattr(machine_reading, "machine_text", none)
    assert find_passages(desk, bridge, most=5, by_machine=True).left_out[0][1] == "no machine is here"


def test_who_may_only_read_is_told_that_it_is_on_no_record(desk: Desk, bridge: int, keep: Keep) -> None:
    keep(ROLL)
    found = find_passages(replace(desk, reviewer="nobody"), bridge, most=5)
    assert len(found.found) == 1
    assert '"nobody" is no reviewer' in (found.unlogged or "")


def test_what_cannot_be_searched_or_offered_again_is_refused(
    desk: Desk, bridge: int, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    for named, error, told in (
        ("none.txt", NotFound, "no file none.txt"),
        ("https://a.example/", UsageError, "is no file; save it as one"),
        ("-", UsageError, "is no file; save it as one"),
    ):
        with pytest.raises(error, match=told):
            find_passages(desk, bridge, files=[named], most=5)
    with pytest.raises(NotFound, match="no claim 99"):
        find_passages(desk, 99, most=5)
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
    with pytest.raises(NotFound, match="no evidence 99"):
        offered_again(desk, 99, bearing)
    number = keep(ROLL).number
    monkeypatch.setattr(again, "MAX_SIZE", 10)
    with pytest.raises(InvalidInput, match="is larger than 10 bytes; name its file instead"):
        offered_again(desk, number, bearing)
