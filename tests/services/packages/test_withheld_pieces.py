"""Protected evidence is withheld from a package of parts, with all that tells of it, and is named there as a hole."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.services.packages.rewriting import Change, rewritten

from claimtrack.db.models import Evidence, EvidenceLink
from claimtrack.errors import ForbiddenMove, VerificationFailed
from claimtrack.rules.sought import Sought
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.custody import log_of
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.export import let_go
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.proof import SHOWN
from claimtrack.services.packages.redacted import ExportedInPart, let_go_in_part
from claimtrack.services.packages.traces import trace
from claimtrack.services.packages.withholding import PROTECTED, Asked
from claimtrack.vocabulary import NoteKind, Risk, Visibility

_LOG = "the watchman wrote down each lorry that crossed the bridge at night"


@pytest.fixture
def claims(record: Callable[..., Ingested]) -> list[int]:
    """Give two claims of an article."""
    return list(record("Ben Sol: The mill is closed.", "Cleo Marsh: The bridge is shut.", outlet="Harbour Post").claims)


@pytest.fixture
def piece(claims: list[int], support: Callable[..., Attached], desk: Desk) -> int:
    """Give a protected piece beside one that is not."""
    number = support(
        claims[1], text=_LOG, excerpt="each lorry that crossed the bridge", source="Tower Watch", name="tower-log.txt"
    ).number
    support(claims[0], text="the mill is shut since May", excerpt="the mill is shut", source="Port Office")
    desk.enact(
        set_terms, number, NewTerms(visibility=Visibility.PROTECTED, risk=Risk.HIGH, harmed="Old Anselm"), reason="why"
    )
    desk.enact(notes.note, look(desk, [claims[0]]), "ask at Tower-Watch again", kind=NoteKind.COMMENT)
    return number


def _everything(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def _let_go(desk: Desk, file: Path, asked: Asked, *, include_protected: bool = False) -> ExportedInPart:
    return let_go_in_part(desk, file, asked, include_protected=include_protected)[0]


def test_nothing_tells_of_it_and_the_hole_is_named(desk: Desk, piece: int, tmp_path: Path) -> None:
    made = _let_go(desk, tmp_path / "case.zip", Asked(protected=True))
    files = _everything(tmp_path / "case.zip")
    with reading(desk) as session:
        row = session.get_one(Evidence, piece)
        secret = Sought([row.digest, _LOG, "each lorry that crossed", "Tower Watch", "tower-log.txt", "Old Anselm"])
    assert {name: found for name, data in files.items() if (found := trace(data, secret)) is not None} == {}
    assert f"vidence {piece} is protected, and left out here" in files["data/report.md"].decode()
    assert f"vidence {piece} is protected, and left out here" in files["data/report.html"].decode()
    (hole,) = json.loads(files[WITHHELD])["evidence"]
    assert (hole["number"], hole["why"]) == (piece, PROTECTED)
    shown = {json.loads(line)["number"] for line in files[SHOWN].splitlines()}
    # It was attached, and its terms were set; the piece of somebody else stays.
    assert len(hole["events"]) == 2
    assert shown.isdisjoint(hole["events"])
    assert b"the mill is shut since May" in files.values()
    assert made.checked.evidence[piece].events == tuple(hole["events"])
    assert check(tmp_path / "case.zip") == made.checked


def test_what_tells_of_its_source_is_withheld_elsewhere_too(desk: Desk, piece: int, tmp_path: Path) -> None:
    _let_go(desk, tmp_path / "case.zip", Asked(only_claims=(1,)))
    files = _everything(tmp_path / "case.zip")
    assert b"ask at \xe2\x96\x88" in files["data/report.md"].replace(b"\\", b"")
    assert b"ower-Watch" not in b"".join(files.values())
    assert [one["number"] for one in json.loads(files[WITHHELD])["evidence"]] == [piece]


@pytest.mark.parametrize("asked", [Asked(comments=False), Asked(names=("Ben Sol",)), Asked(only_claims=(2,))])
def test_whatever_is_left_out_it_is_too_unless_somebody_says_so(
    desk: Desk, piece: int, tmp_path: Path, asked: Asked
) -> None:
    short, long = tmp_path / "short.zip", tmp_path / "long.zip"
    assert piece in _let_go(desk, short, asked).without
    made = _let_go(desk, long, asked, include_protected=True)
    assert (piece in made.without, made.protected) == (False, True)
    assert _LOG.encode() not in b"".join(_everything(short).values())
    assert _LOG.encode() in _everything(long).values()
    assert b"tower-log" in _everything(long)["data/report.md"]
    assert made.checked.evidence == {}


def test_the_log_of_custody_tells_what_went_and_what_did_not(desk: Desk, piece: int, tmp_path: Path) -> None:
    _let_go(desk, tmp_path / "public.zip", Asked(protected=True))
    other = piece + 1
    assert [line.what for line in log_of(desk, piece) if "exported" in line.what] == []
    (told,) = [line.what for line in log_of(desk, other) if "exported" in line.what]
    assert told.startswith("exported parts of the record up to event ")
    assert f"without evidence {piece} as public.zip" in told
    assert verify(desk).problems == ()


def test_a_whole_case_is_refused_and_says_both_ways_out(desk: Desk, piece: int, tmp_path: Path) -> None:
    with pytest.raises(ForbiddenMove, match=f"evidence {piece} is protected.*--include-protected.*--redact-protected"):
        let_go(desk, tmp_path / "case.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_a_piece_called_as_the_program_speaks_is_withheld_all_the_same(
    desk: Desk, claims: list[int], support: Callable[..., Attached], tmp_path: Path
) -> None:
    number = support(claims[0], text="seen at the quay at noon", source="Evidence", name="report.html").number
    desk.enact(set_terms, number, NewTerms(visibility=Visibility.PROTECTED), reason="why")
    made = _let_go(desk, tmp_path / "case.zip", Asked(protected=True))
    files = _everything(tmp_path / "case.zip")
    assert b"seen at the quay" not in b"".join(files.values())
    assert made.checked.evidence.keys() == {number}
    events = [json.loads(json.loads(line)["body"]) for line in files[SHOWN].splitlines()]
    assert any(one["action"] == "evidence.attached" for one in events) is False
    assert any(one["claim"] is not None for one in events)


def _tells(change: Callable[[dict[str, object]], None]) -> Change:
    def altered(files: dict[str, bytes]) -> None:
        told = json.loads(files[WITHHELD])
        change(told["evidence"][0])
        files[WITHHELD] = json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    return altered


@pytest.mark.parametrize(
    "change",
    [
        _tells(lambda one: one.update(number=2)),
        _tells(lambda one: one.update(events=[1])),
        _tells(lambda one: one.update(events=[9999])),
    ],
)
def test_a_hole_that_is_none_is_found(desk: Desk, piece: int, tmp_path: Path, change: Change) -> None:
    _let_go(desk, tmp_path / "case.zip", Asked(protected=True))
    altered = rewritten(tmp_path / "case.zip", tmp_path / "altered.zip", change)
    with pytest.raises(VerificationFailed, match=r"says that nothing of evidence . is told, and event .* does not fit"):
        check(altered)
    assert piece == 1


def test_events_that_are_no_numbers_are_none(desk: Desk, piece: int, tmp_path: Path) -> None:
    _let_go(desk, tmp_path / "case.zip", Asked(protected=True))
    change = _tells(lambda one: one.update(events=["x"]))
    with pytest.raises(VerificationFailed, match=f"the events on evidence {piece} are no numbers"):
        check(rewritten(tmp_path / "case.zip", tmp_path / "altered.zip", change))


def test_a_copy_of_the_record_has_no_words_of_it_anywhere(desk: Desk, piece: int, tmp_path: Path) -> None:
    """The report is made of that copy: every column is looked at, whatever the report shows today."""
    from claimtrack.db import words
    from claimtrack.services.packages.redacted_record import redacted_copy
    from claimtrack.services.packages.withholding import decide

    with reading(desk) as session:
        withheld = decide(session, Asked(protected=True), (piece,))
        links = [link.note for link in session.query(EvidenceLink).filter_by(evidence_id=piece)]
        with redacted_copy(desk, session, withheld, tmp_path) as copy, copy.database.connect() as connection:
            left = [
                (place, said)
                for place, said in words.words(connection)
                if withheld.what.sought.first_in(said) is not None
            ]
    assert left == []
    assert links
