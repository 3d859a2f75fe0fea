"""Packages made to do harm: each is refused with a message, whatever it does, and none leaves anything."""

import json
import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.services.packages.rewriting import Change, rewritten

from claimtrack.config import Place
from claimtrack.db.schema import NEWEST
from claimtrack.errors import ClaimtrackError
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.export import export
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.proof import PROOF, SHOWN
from claimtrack.services.packages.redacted import export_in_part
from claimtrack.services.packages.taking_in import take_in
from claimtrack.services.packages.withholding import Asked

_EVENTS, _TEXTS = "data/events.jsonl", "data/tables/event_text.jsonl"
_DEEP = b"[" * 200_000 + b"]" * 200_000
_LONG = b"9" * 6_000
_LONE = b'"\\ud800"'


@pytest.fixture
def part(desk: Desk, record: Callable[..., Ingested], tmp_path: Path) -> Path:
    """Give a package of parts."""
    record("Ben Sol: The mill is closed.", "Cleo Marsh: The bridge is shut.", outlet="Harbour Post")
    export_in_part(desk, tmp_path / "part.zip", Asked(names=("Cleo Marsh",)))
    return tmp_path / "part.zip"


def _put(name: str, data: bytes) -> Change:
    return lambda files: files.__setitem__(name, data)


def _edit(name: str, old: bytes, new: bytes) -> Change:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[name], name
        files[name] = files[name].replace(old, new, 1)

    return change


def _first_line(name: str, made: Callable[[dict[str, object]], None]) -> Change:
    def change(files: dict[str, bytes]) -> None:
        first, _, rest = files[name].partition(b"\n")
        told = json.loads(first)
        made(told)
        files[name] = json.dumps(told, separators=(",", ":")).encode() + b"\n" + rest

    return change


_WHOLE: dict[str, Change] = {
    "deep log": _put(_EVENTS, _DEEP + b"\n"),
    "deep body": _first_line(_EVENTS, lambda one: one.update(body=_DEEP.decode())),
    "deep table": _put("data/tables/claim.jsonl", _DEEP + b"\n"),
    "deep value": _edit(_EVENTS, b'{"body"', b'{"x":' + _DEEP + b',"body"'),
    "long number": _edit("data/tables/claim.jsonl", b'"id":1', b'"id":' + _LONG),
    "huge number": _edit("data/tables/claim.jsonl", b'"id":1', b'"id":' + b"9" * 30),
    "no number": _edit("data/tables/claim.jsonl", b'"id":1', b'"id":NaN'),
    "endless number": _edit("data/tables/claim.jsonl", b'"id":1', b'"id":1e999'),
    "lone surrogate": _first_line(_TEXTS, lambda one: one.update(text="\ud800")),
    "NUL": _first_line(_TEXTS, lambda one: one.update(text="a\0b")),
    "no salt": _first_line(_TEXTS, lambda one: one.update(salt="no digits")),
    "no UTF-8": _put(_EVENTS, b"\xff\xfe\n"),
    "empty log": _put(_EVENTS, b""),
    "endless line": _put(_EVENTS, b"x" * 5_000_000),
    "body is a number": _first_line(_EVENTS, lambda one: one.update(body=7)),
    "body is a list": _first_line(_EVENTS, lambda one: one.update(body="[]")),
    "hash is a list": _first_line(_EVENTS, lambda one: one.update(hash=[])),
    "events in words": _edit("bag-info.txt", b"Claimtrack-Events: ", b"Claimtrack-Events: many"),
    "a year of none": _edit("bag-info.txt", b"Claimtrack-Time: 2", b"Claimtrack-Time: 9"),
    "many events": _edit("bag-info.txt", b"Claimtrack-Events: ", b"Claimtrack-Events: " + _LONG),
    "tables below all": _edit("bag-info.txt", b"Claimtrack-Tables: 00", b"Claimtrack-Tables: 0000"),
    "tables of none": _edit("bag-info.txt", f"Claimtrack-Tables: {NEWEST}".encode(), b"Claimtrack-Tables: 0000"),
}
_PART: dict[str, Change] = {
    "deep proof": _put(PROOF, _DEEP),
    "deep holes": _put(WITHHELD, _DEEP),
    "deep line": _put(SHOWN, _DEEP + b"\n"),
    "deep body": _first_line(SHOWN, lambda one: one.update(body=_DEEP.decode())),
    "long size": _edit(PROOF, b'"size":', b'"size":' + _LONG),
    "size is a word": _edit(PROOF, b'"size":', b'"size":"9",  "x":'),
    "negative size": _edit(PROOF, b'"size":', b'"size":-'),
    "size of no end": _edit(PROOF, b'"size":', b'"size":9999999999999999'),
    "holes are a list": _put(WITHHELD, b"[]"),
    "holes are null": _put(WITHHELD, b"null"),
    "events are a word": _put(WITHHELD, b'{"events":"12","words":{},"originals":[],"evidence":[]}'),
    "words of a word": _put(WITHHELD, b'{"events":[],"words":{"x":[]},"originals":[],"evidence":[]}'),
    "number of no end": _put(WITHHELD, b'{"events":[],"words":{"%b":[]},"originals":[],"evidence":[]}' % _LONG),
    "pieces are a word": _edit(WITHHELD, b'"evidence": []', b'"evidence": ["x"]'),
    "pieces of a word": _edit(WITHHELD, b'"evidence": []', b'"evidence": [{"number":"x","why":1,"events":[]}]'),
    "pieces of a list": _edit(WITHHELD, b'"evidence": []', b'"evidence": [{"number":1,"why":1,"events":[[1]]}]'),
    "a copy of a word": _edit(WITHHELD, b'"originals": [', b'"originals": [{"sha256":"x","why":"y","copy":"z"},'),
    "a copy of more": _edit(WITHHELD, b'"originals": [', b'"originals": [{"sha256":"x","why":"y","copy":{"a":1}},'),
    "number is a word": _first_line(SHOWN, lambda one: one.update(number="1")),
    "number is a half": _first_line(SHOWN, lambda one: one.update(number=1.5)),
    "before is a list": _first_line(SHOWN, lambda one: one.update(before=[])),
    "texts are a list": _first_line(SHOWN, lambda one: one.update(texts=[])),
    "a text is a word": _first_line(SHOWN, lambda one: one.update(texts={"x": "y"})),
    "no UTF-8": _put(SHOWN, b"\xff\xfe\n"),
    "no events": _put(SHOWN, b""),
}


def _refuses(file: Path, place: Place | None = None) -> None:
    with pytest.raises(ClaimtrackError) as refused:
        _ = check(file) if place is None else take_in(file, place, reviewer="ana")
    assert len(str(refused.value)) < 2_000
    assert refused.value.exit_code != 70
    if place is not None:
        assert not place.root.exists()


@pytest.mark.parametrize("change", _WHOLE.values(), ids=_WHOLE.keys())
def test_a_whole_package_that_is_made_to_do_harm(case: Path, other: Place, tmp_path: Path, change: Change) -> None:
    _refuses(rewritten(case, tmp_path / "forged.zip", change), other)


@pytest.mark.parametrize("change", _PART.values(), ids=_PART.keys())
def test_a_package_of_parts_that_is_made_to_do_harm(part: Path, tmp_path: Path, change: Change) -> None:
    _refuses(rewritten(part, tmp_path / "forged.zip", change))


def _cut(whole: bytes) -> Iterator[int]:
    draw = random.Random(5)  # noqa: S311 - the same places each time
    yield from (0, 1, 21, 22, len(whole) - 1, len(whole) - 22, len(whole) // 2)
    yield from (draw.randrange(len(whole)) for _ in range(23))


def test_a_package_that_ends_too_soon(case: Path, other: Place, tmp_path: Path) -> None:
    whole = case.read_bytes()
    for size in _cut(whole):
        (tmp_path / "cut.zip").write_bytes(whole[:size])
        _refuses(tmp_path / "cut.zip", other)


def test_an_archive_whose_list_says_something_else_than_its_files(case: Path, other: Place, tmp_path: Path) -> None:
    """The list at the end and the heads of the files are two, and readers differ in which they believe."""
    whole = case.read_bytes()
    name = next(one.filename for one in ZipFile(case).infolist() if one.filename.endswith("report.md")).encode()
    for place in (whole.index(name), whole.rindex(name)):
        for other_name in (b"../" + name[3:], name[:-9] + b"\0" + name[-8:], name.upper()):
            forged = whole[:place] + other_name + whole[place + len(name) :]
            (tmp_path / "forged.zip").write_bytes(forged)
            _refuses(tmp_path / "forged.zip", other)
    assert sorted(one.name for one in tmp_path.parent.iterdir() if "report.md" in one.name) == []


def test_many_files_and_one_that_lies_over_all(case: Path, other: Place, tmp_path: Path) -> None:
    many = tmp_path / "many.zip"
    with ZipFile(case) as old, ZipFile(many, "w", ZIP_STORED) as new:
        folder = old.namelist()[0].partition("/")[0]
        for one in old.infolist():
            new.writestr(one, old.read(one))
        for number in range(20_000):
            new.writestr(f"{folder}/data/originals/{number:064x}.txt", b"")
    _refuses(many, other)
    whole = bytearray(case.read_bytes())
    places = [at for at in range(len(whole) - 4) if whole[at : at + 4] == b"PK\x01\x02"]
    (first,) = struct.unpack_from("<I", whole, places[0] + 42)
    for place in places[1:]:
        struct.pack_into("<I", whole, place + 42, first)
    (tmp_path / "over.zip").write_bytes(whole)
    _refuses(tmp_path / "over.zip", other)


def test_a_locked_archive_and_one_in_another_form(case: Path, other: Place, tmp_path: Path) -> None:
    whole = bytearray(case.read_bytes())
    locked, strange = bytearray(whole), bytearray(whole)
    for at in range(len(whole) - 4):
        if bytes(whole[at : at + 4]) in (b"PK\x01\x02", b"PK\x03\x04"):
            head = at + (8 if whole[at + 2] == 1 else 6)
            locked[head] |= 1
            strange[head + 2] = 99
    for name, data in (("locked.zip", locked), ("strange.zip", strange)):
        (tmp_path / name).write_bytes(data)
        _refuses(tmp_path / name, other)


def test_what_is_no_file_to_read(desk: Desk, case: Path, other: Place, tmp_path: Path) -> None:
    assert case.exists()
    for name in ("folder", "nothing", "x" * 300, "a\nb"):
        if name == "folder":
            (tmp_path / name).mkdir()
        _refuses(tmp_path / name, other)
    link = tmp_path / "link.zip"
    link.symlink_to(link)
    _refuses(link, other)
    export(desk, tmp_path / "more.zip")
    (tmp_path / "good.zip").symlink_to(tmp_path / "more.zip")
    assert take_in(tmp_path / "good.zip", other, reviewer="ana").made
