"""What is left out of a package stands nowhere in it, and what is shown is proven to be what was recorded."""

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.services.packages.readmes import commands, typed, unpacked
from tests.services.packages.rewriting import Change, rewritten

from claimtrack.db import tree_rows
from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.rules.sought import Sought
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.marks import notes
from claimtrack.services.marks.restatements import restate
from claimtrack.services.packages.checking import Checked, check
from claimtrack.services.packages.export import export
from claimtrack.services.packages.opening import opened
from claimtrack.services.packages.proof import PROOF, SHOWN
from claimtrack.services.packages.redacted import export_in_part
from claimtrack.services.packages.traces import trace
from claimtrack.services.packages.withholding import Asked
from claimtrack.vocabulary import Basis, NoteKind, Stance


def _attach(desk: Desk, claim: int, data: bytes, *, name: str, source: str) -> int:
    """Attach bytes of any kind, by nobody on record; gives the piece's number."""
    bearing = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source=source, new_source=True)
    return desk.enact(attach, look(desk, [claim]), examine(desk, Offered(data, name), bearing)).number


@pytest.fixture
def told(record: Callable[..., Ingested], support: Callable[..., Attached], editor: Desk) -> list[int]:
    """Give claims of which a witness speaks one, and of whom others tell."""
    claims = list(
        record(
            "Amina Haddad: The guards burned the files at night.",
            "Ben Sol: The mill is closed.",
            "Cleo Marsh: Neighbours saw Haddad leave the mill on Sunday.",
            outlet="Harbour Post",
        ).claims
    )
    support(claims[1], text="the mill is shut since May", excerpt="the mill is shut", source="Port Office")
    support(claims[2], text="Amina Haddad was seen at noon", name="haddad-amina.txt", source="Road Office")
    for number, words in ((claims[1], "ask the miller"), (claims[2], "Amina HADDAD does not want to be named")):
        editor.enact(notes.note, look(editor, [number]), words, kind=NoteKind.COMMENT)
    return claims


def _everything(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def _export(desk: Desk, file: Path, **asked: object) -> Checked:
    return export_in_part(desk, file, replace(Asked(), **asked)).checked  # type: ignore[arg-type] # each by its name


_NAME = Sought(["Amina Haddad", "Haddad", "The guards burned the files at night"])


def test_a_source_stands_nowhere_in_what_is_handed_over(desk: Desk, told: list[int], tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    found = export_in_part(desk, file, Asked(sources=("Amina Haddad",)))
    files = _everything(file)
    assert {name: trace(data, _NAME) for name, data in files.items() if trace(data, _NAME)} == {}
    report = files["data/report.md"].decode()
    assert "The mill is closed" in report
    assert "█████" in report
    assert "Neighbours saw ██████ leave the mill" in report
    assert "Amina Haddad" in found.searched_for
    events = [json.loads(line) for line in files[SHOWN].splitlines()]
    assert told[0] not in {json.loads(one["body"])["claim"] for one in events}
    assert set(found.withheld.values()) == {"something that is left out stands in it"}
    originals = [data for name, data in files.items() if name.startswith("data/originals/")]
    assert originals == [b"the mill is shut since May"]


def test_words_of_an_event_are_withheld_by_field(desk: Desk, told: list[int], tmp_path: Path) -> None:
    found = _export(desk, tmp_path / "case.zip", names=("Amina Haddad", "Haddad"))
    assert found.words
    assert all(fields for fields in found.words.values())
    events = {
        json.loads(line)["number"]: json.loads(line) for line in _everything(tmp_path / "case.zip")[SHOWN].splitlines()
    }
    for number, fields in found.words.items():
        assert set(json.loads(events[number]["body"])["texts"]) == {*events[number]["texts"], *fields}
    assert told


def test_an_event_with_a_digest_by_which_names_could_be_tried_is_withheld_whole(
    desk: Desk, told: list[int], tmp_path: Path
) -> None:
    desk.enact(restate, look(desk, [told[2]]), "Somebody was seen at the mill.")
    desk.enact(restate, look(desk, [told[1]]), "The mill stands still.")
    _export(desk, tmp_path / "case.zip", names=("Haddad",))
    shown = [json.loads(json.loads(line)["body"]) for line in _everything(tmp_path / "case.zip")[SHOWN].splitlines()]
    assert [one["claim"] for one in shown if one["action"] == "restatement.written"] == [told[1]]


def test_comments_are_left_out(desk: Desk, told: list[int], tmp_path: Path) -> None:
    found = _export(desk, tmp_path / "case.zip", comments=False)
    text = b"".join(_everything(tmp_path / "case.zip").values())
    assert b"ask the miller" not in text
    assert b"The mill is closed" in text
    assert set(found.words.values()) == {("text",)}
    assert told


def test_only_some_claims(desk: Desk, told: list[int], tmp_path: Path) -> None:
    found = _export(desk, tmp_path / "case.zip", only_claims=(told[1],))
    files = _everything(tmp_path / "case.zip")
    assert b"mill is closed" in files["data/report.md"]
    assert b"Neighbours saw" not in files["data/report.md"]
    claims = {json.loads(json.loads(line)["body"])["claim"] for line in files[SHOWN].splitlines()}
    assert claims == {None, told[1]}
    assert found.withheld


def test_a_picture_goes_in_only_when_somebody_looked_at_it(desk: Desk, told: list[int], tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    piece = _attach(desk, told[1], picture, name="gate.png", source="Rail Office")
    without, with_it = tmp_path / "without.zip", tmp_path / "with.zip"
    _export(desk, without, names=("Haddad",))
    _export(desk, with_it, names=("Haddad",), look_at=(piece,))
    assert picture not in _everything(without).values()
    assert picture in _everything(with_it).values()
    with pytest.raises(NotFound, match="no evidence 99"):
        _export(desk, tmp_path / "none.zip", look_at=(99,))


def test_a_name_that_is_a_word_of_the_package_fails_and_leaves_nothing(
    desk: Desk, told: list[int], tmp_path: Path
) -> None:
    with pytest.raises(VerificationFailed, match=r'"originals" still stands in README\.txt'):
        _export(desk, tmp_path / "case.zip", names=("originals",))
    assert [one.name for one in tmp_path.iterdir() if "case" in one.name or "export" in one.name] == []
    with pytest.raises(NotFound, match="no source"):
        _export(desk, tmp_path / "case.zip", sources=("Nobody Known",))
    assert told


def test_what_is_shown_is_proven_and_what_is_withheld_is_named(desk: Desk, told: list[int], tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    made = _export(desk, file, sources=("Amina Haddad",))
    with reading(desk) as session:
        root = tree_rows.roots(session.connection(), [made.told.events])[made.told.events].hex()
    found = check(file, root=root)
    assert found == made
    shown = {json.loads(line)["number"] for line in _everything(file)[SHOWN].splitlines()}
    hidden = {number for first, last in found.withheld for number in range(first, last + 1)}
    assert shown | hidden == set(range(1, found.told.events + 1))
    assert not shown & hidden
    assert hidden
    with pytest.raises(VerificationFailed, match="is not of the record with the root 0000"):
        check(file, root="0" * 64)
    with pytest.raises(InvalidInput, match="a root has 64 digits"):
        check(file, root="12")
    assert told


def test_a_whole_package_is_checked_by_the_same_command(desk: Desk, told: list[int], tmp_path: Path) -> None:
    export(desk, tmp_path / "whole.zip")
    found = check(tmp_path / "whole.zip")
    assert (found.withheld, found.words, found.shown) == ((), {}, found.told.events)
    with reading(desk) as session:
        assert found.root == tree_rows.roots(session.connection(), [found.told.events])[found.told.events].hex()
    assert told


def test_no_record_is_made_of_a_part(desk: Desk, told: list[int], tmp_path: Path) -> None:
    _export(desk, tmp_path / "case.zip", names=("Haddad",))
    with pytest.raises(InvalidInput, match="no record can be made of the rest"), opened(tmp_path / "case.zip"):
        pass
    assert told


def _on_line(number: int, change: Callable[[dict[str, object]], None]) -> Change:
    """Change the shown event of that place, counted from 0."""

    def altered(files: dict[str, bytes]) -> None:
        lines = files[SHOWN].splitlines()
        event = json.loads(lines[number])
        change(event)
        lines[number] = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        files[SHOWN] = b"\n".join(lines) + b"\n"

    return altered


def _body(event: dict[str, object]) -> None:
    event["body"] = str(event["body"]).replace('"v":1', '"v":2')


def _body_and_seal(event: dict[str, object]) -> None:
    _body(event)
    before = bytes.fromhex(str(event["before"]))
    event["hash"] = sha256(before + str(event["body"]).encode()).hexdigest()


def _word(event: dict[str, object]) -> None:
    texts = event["texts"]
    assert isinstance(texts, dict)
    assert texts
    for said in texts.values():
        said[1] += "!"


def _swap(files: dict[str, bytes]) -> None:
    lines = files[SHOWN].splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    files[SHOWN] = b"".join(lines)


def _without_a_line(files: dict[str, bytes]) -> None:
    files[SHOWN] = b"".join(files[SHOWN].splitlines(keepends=True)[1:])


def _other_root(files: dict[str, bytes]) -> None:
    files[PROOF] = re.sub(rb'"root":"[0-9a-f]{8}', b'"root":"00000000', files[PROOF])


def _shorter_proof(files: dict[str, bytes]) -> None:
    told = json.loads(files[PROOF])
    told["proof"].pop()
    files[PROOF] = json.dumps(told, separators=(",", ":")).encode() + b"\n"


def _other_withheld(files: dict[str, bytes]) -> None:
    files["data/withheld.json"] = files["data/withheld.json"].replace(b'"words": {', b'"words": {"1": ["x"],', 1)


def _original(files: dict[str, bytes]) -> None:
    files[f"data/originals/{sha256(b'?').hexdigest()}.txt"] = b"?"


def _readme(files: dict[str, bytes]) -> None:
    files["README.txt"] = files["README.txt"].replace(b"are shown", b"are here", 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_on_line(1, _body), "event 2 was changed: its hash does not fit its content"),
        (_on_line(1, _body_and_seal), "event 3 does not follow event 2: the hash it names is another"),
        (_on_line(1, _word), r"the words of event 2 \(\w+\) are not those that were recorded"),
        (_on_line(2, lambda event: event.update(number=9)), "event 9 was changed: what was sealed says that it is"),
        (_swap, "out of order|does not follow"),
        (_without_a_line, "does not show events 1, 5, 8"),
        (_other_root, "the shown events are not those that were recorded"),
        (_shorter_proof, "fewer hashes than it takes"),
        (_other_withheld, "does not name the words of event 1"),
        (_original, "no event that is shown names data/originals"),
        (_readme, "README.txt is not what claimtrack writes"),
    ],
)
def test_what_was_tampered_with_is_found_and_named(
    desk: Desk, told: list[int], tmp_path: Path, change: Change, says: str
) -> None:
    _export(desk, tmp_path / "case.zip", sources=("Amina Haddad",))
    altered = rewritten(tmp_path / "case.zip", tmp_path / "altered.zip", change)
    with pytest.raises(VerificationFailed, match=says):
        check(altered)
    assert told


@pytest.mark.slow
@pytest.mark.parametrize("part", [False, True])
def test_each_of_a_thousand_flipped_bits_is_found_and_named(
    desk: Desk, told: list[int], tmp_path: Path, part: bool
) -> None:
    case, flipped = tmp_path / "case.zip", tmp_path / "flipped.zip"
    if part:
        _export(desk, case, sources=("Amina Haddad",))
    else:
        export(desk, case)
    whole, draw = case.read_bytes(), random.Random(20261130)  # noqa: S311 - the same bits each time
    with ZipFile(case) as packed:
        within = [
            (one.header_offset + 30 + len(one.filename), one.file_size, one.filename.partition("/")[2])
            for one in packed.infolist()
        ]
    for _ in range(500):
        bit = draw.randrange(len(whole) * 8)
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(data)
        name = next((name for start, size, name in within if start <= bit // 8 < start + size), "flipped.zip")
        with pytest.raises(VerificationFailed) as refused:
            check(flipped)
        assert name in str(refused.value), f"bit {bit}: {refused.value}"
    assert told


def test_the_readme_checks_it_by_standard_tools_alone(desk: Desk, told: list[int], tmp_path: Path) -> None:
    missing = [tool for tool in ("bash", "openssl", "sha256sum") if shutil.which(tool) is None]
    assert not missing, f"install {', '.join(missing)}: the README of a package uses them"
    made = _export(desk, tmp_path / "case.zip", sources=("Amina Haddad",))
    folder = unpacked(tmp_path / "case.zip", tmp_path / "out")
    sums, validator, names, proof = commands(folder)
    assert typed(sums, folder) == "0\n"
    assert typed(validator, folder).startswith("0\n")
    assert typed(names, folder) == "0\n"
    assert typed(proof, folder).endswith(f"root of {made.told.events} events: {made.root}\n")
    assert f"\n     {made.root}\n" in (folder / "README.txt").read_text(encoding="utf-8")
    (original, *_) = sorted((folder / "data" / "originals").iterdir())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"?")
    assert typed(names, folder) == f"0\naltered: data/originals/{original.name}\n"
    assert "FAILED" in typed(sums, folder)
    assert "is invalid" in typed(validator, folder)
    shown = folder / SHOWN
    shown.write_bytes(shown.read_bytes().replace(b'"number\\":2,', b'"number\\":3,', 1))
    assert "AssertionError" in typed(proof, folder)
    assert told
