"""An export of Bayanat's is evidence, file by file, each held against its MD5; that nothing in it is signed is said."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.captures.bayanat_export import FILES, bulletin, export, media

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.reading.captures import bayanat
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.archived_folders import Examination, attach_folder, examine_folder
from claimtrack.services.evidence.bringing import Attachment
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

_WEIR, _GATE = FILES


def _examine(desk: Desk, folder: Path, *leaving_out: str) -> Examination:
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "River Board", new_source=True, note="from a partner")
    return examine_folder(desk, folder, bearing, leaving_out=leaving_out)


def _attach(desk: Desk, claim: int, folder: Path, *leaving_out: str) -> list[Attachment]:
    return desk.enact(attach_folder, look(desk, [claim]), _examine(desk, folder, *leaving_out))


@pytest.mark.both_databases
def test_each_file_is_a_piece_with_what_was_checked(desk: Desk, bridge: int, tmp_path: Path) -> None:
    done = _attach(desk, bridge, export(tmp_path))
    rows = [pieces.shown(desk, one.attached.number) for one in done if one.attached is not None]
    assert [row.name for row in rows] == [_WEIR, _GATE, "export.json"]
    assert desk.locker.read(rows[0].digest) == FILES[_WEIR]
    assert (rows[0].links[0].stance, rows[0].source) == ("supports", "River Board")
    note = rows[0].links[0].note or ""
    assert note.startswith(
        'from a partner; of bulletin 17 ("Weir 17"), found at https://board.example/weir, as Bayanat'
    )
    assert note.endswith("which finds damage and no forgery; nothing in an export is signed or stamped")
    assert (rows[2].links[0].stance, rows[2].source) == ("context", None)
    assert verify(desk).problems == ()


@pytest.mark.both_databases
def test_what_no_database_keeps_of_its_words_is_replaced(desk: Desk, bridge: int, tmp_path: Path) -> None:
    digest = hashlib.md5(FILES[_WEIR], usedforsecurity=False).hexdigest()
    words = {"title": "Weir\0 17 \ud800", "source_link": "\0", "id": "1\0"}
    done = _attach(desk, bridge, export(tmp_path, [[{**bulletin(1, media(_WEIR, digest)), **words}]]))
    (note,) = [link.note for link in pieces.shown(desk, done[0].attached.number).links] if done[0].attached else [""]
    assert 'of bulletin 1\ufffd ("Weir\ufffd 17 \ufffd"), found at \ufffd, as' in (note or "")


def _altered(folder: Path) -> None:
    (folder / _WEIR).write_bytes(FILES[_WEIR].replace(b"open", b"shut"))


def _missing(folder: Path) -> None:
    (folder / _WEIR).unlink()


def _link(folder: Path) -> None:
    (folder / _WEIR).rename(folder.parent / "elsewhere.txt")
    (folder / _WEIR).symlink_to(folder.parent / "elsewhere.txt")


def _below(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / _WEIR).rename(folder / "more" / _WEIR)


@pytest.mark.parametrize(
    ("done_to", "why"),
    [
        (_altered, "its MD5 is .*, and the export says"),
        (_missing, "it is not in the folder"),
        (_link, "it is not in the folder"),
        (_below, "it is not in the folder"),
    ],
)
def test_what_is_not_what_the_export_says_is_named_and_nothing_attached(
    desk: Desk, bridge: int, tmp_path: Path, done_to: Callable[[Path], None], why: str
) -> None:
    folder = export(tmp_path / "export")
    done_to(folder)
    with pytest.raises(VerificationFailed, match=f"is not what its export says.*{_WEIR}: .*{why}"):
        _examine(desk, folder)
    done = _attach(desk, bridge, folder, _WEIR)
    assert len([one for one in done if one.attached is not None]) == 2


def test_what_has_no_md5_is_left_and_named(desk: Desk, tmp_path: Path) -> None:
    in_parts = media(_WEIR, "d41d8cd98f00b204e9800998ecf8427e-3")
    folder = export(tmp_path, [[bulletin(1, in_parts, media(_GATE, None))]])
    with pytest.raises(InvalidInput, match="lists no file with an MD5"):
        _examine(desk, folder)
    export(tmp_path)
    text = (folder / "export.json").read_text()
    (folder / "export.json").write_text(text.replace('"etag": "', '"etag": "0', 1))
    assert _examine(desk, folder).left == (_WEIR,)


def test_an_export_that_breaks_off_has_no_media_or_is_too_large_is_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export(tmp_path)
    whole = (folder / "export.json").read_text()
    for damaged in (whole[:-80], whole.replace("}", "", 1), '{ "bulletins": [ ' + "[" * 100_000):
        (folder / "export.json").write_text(damaged)
        with pytest.raises(InvalidInput, match=r"export\.json breaks off or is damaged at character"):
            _examine(desk, folder)
    (folder / "export.json").write_text(whole)
    for name in FILES:
        (folder / name).unlink()
    with pytest.raises(InvalidInput, match="lists 2 files, and none of them is in"):
        _examine(desk, folder)
    with pytest.raises(InvalidInput, match="lists no file with an MD5; have Bayanat export it with its media"):
        _examine(desk, export(tmp_path, [[bulletin(1), {"id": 2, "medias": [7, {"filename": 3}]}, bulletin(3)]]))
    monkeypatch.setattr(bayanat, "_LARGEST", 10)
    with pytest.raises(InvalidInput, match="is larger than 10 bytes"):
        _examine(desk, folder)


def test_a_name_that_nothing_has_is_refused_and_paths_lead_nowhere(desk: Desk, tmp_path: Path) -> None:
    folder = export(tmp_path / "in")
    with pytest.raises(NotFound, match=r"the export lists nothing called more\.txt"):
        _examine(desk, folder, "more.txt")
    (tmp_path / "secret.txt").write_bytes(b"x")
    outside = media("../secret.txt", "9dd4e461268c8034f5c8564e155c67a6")
    with pytest.raises(VerificationFailed, match=r"\.\./secret\.txt: the export lists it, and it is not in the folder"):
        _examine(desk, export(folder, [[bulletin(1, outside, media(_GATE, None))]]))
