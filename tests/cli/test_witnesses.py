import json
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.conftest import ARTICLE, Run


@pytest.fixture
def desks(tmp_path: Path, done: Run) -> Iterator[tuple[Path, Path]]:
    """Give two desks that know each other's keys, and the folder between them as where one is."""
    found = tmp_path / "lake", tmp_path / "hill"
    for folder in found:
        folder.mkdir()
        (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
        done("ingest", folder / "a.txt", "--workspace", folder)
        done("head", "key", "-o", folder / "key.txt", "--workspace", folder)
    lake, hill = found
    done("head", "trust", lake / "key.txt", "--name", "Lake Courier", "--workspace", hill)
    done("head", "trust", hill / "key.txt", "--name", "Hill Post", "--workspace", lake)
    with chdir(tmp_path):
        yield found


def test_two_desks_witness_each_other_by_file(desks: tuple[Path, Path], done: Run, run: Run) -> None:
    lake, hill = desks
    assert "is signed; send it to another desk" in done("head", "sign", "-o", "one.txt", "--workspace", lake).stderr
    told = done("head", "cosign", "one.txt", "-o", "back.txt", "--workspace", hill).stderr
    assert "it is the first of theirs that was cosigned here" in told
    assert "were witnessed by Hill Post" in done("head", "import", "back.txt", "--workspace", lake).stderr
    assert "note: events 1 to" in done("verify", "--workspace", lake).stderr
    for form in ("txt", "md", "html", "csv", "json"):
        report = " ".join(done("report", "-f", form, "--workspace", lake).stdout.split())
        assert "were witnessed by Hill Post" in report, form
    done("head", "sign", "-o", "two.txt", "--workspace", lake)
    told = done("head", "cosign", "two.txt", "-o", "back.txt", "--workspace", hill).stderr
    assert "it continues the one after its event" in told
    assert "continues the one after event" in done("head", "compare", "one.txt", "two.txt", "--workspace", hill).stderr
    refused = run("head", "cosign", "one.txt", "--workspace", hill)
    assert (refused.returncode, "is a head from before" in refused.stderr) == (8, True)
    shown = done("head", "witnesses", "--workspace", hill).stdout
    assert shown.count("Lake Courier") == 3
    rows = json.loads(done("head", "witnesses", "--json", "--workspace", hill).stdout)
    assert [row.get("log") for row in rows] == [None, None, "Lake Courier", "Lake Courier"]


def test_a_desk_that_shows_two_records_is_proved_to_by_two_files(desks: tuple[Path, Path], done: Run, run: Run) -> None:
    lake, hill = desks
    twin = lake.with_name("twin")
    shutil.copytree(lake, twin)
    done("take", 1, "--workspace", lake)
    done("take", 2, "--workspace", twin)
    done("head", "sign", "-o", "one.txt", "--workspace", lake)
    done("head", "sign", "-o", "two.txt", "--workspace", twin)
    done("head", "cosign", "one.txt", "-o", "back.txt", "--workspace", hill)
    refused = run("head", "cosign", "two.txt", "--workspace", hill)
    assert (refused.returncode, "SPLIT VIEW: Lake Courier signed two.txt" in refused.stderr) == (8, True)
    done("head", "witnesses", 1, "-o", "kept.txt", "--workspace", hill)
    proved = run("head", "compare", "kept.txt", "two.txt", "--workspace", hill)
    assert proved.returncode == 8
    assert "SPLIT VIEW: kept.txt and two.txt cannot both be heads of one record that only grew" in proved.stderr
    assert "which the files say is theirs" not in proved.stderr
    assert "SPLIT VIEW" in run("head", "compare", "one.txt", "two.txt", "--workspace", lake).stderr
    assert done("verify", "--workspace", hill).returncode == 0


def test_since_takes_heads_of_either_sort_and_numbers(desks: tuple[Path, Path], done: Run, run: Run) -> None:
    lake, _ = desks
    done("head", "sign", "-o", "one.txt", "--workspace", lake)
    done("head", "export", "-o", "exported.txt", "--workspace", lake)
    done("take", 1, "--workspace", lake)
    since = ("--since", "one.txt", "--since", 3, "--since", "exported.txt")
    written = done("head", "sign", *since, "--workspace", lake).stdout
    assert written.count("\nold ") == 2
    refused = run("head", "sign", "--since", 9999, "--workspace", lake)
    assert (refused.returncode, "so no proof can begin after event 9999" in refused.stderr) == (3, True)


def test_a_head_is_drawn_for_a_screen_and_for_paper(desks: tuple[Path, Path], done: Run, run: Run) -> None:
    lake, _ = desks
    shown = done("head", "qr", lake / "key.txt").stdout.splitlines()
    assert len({len(line) for line in shown}) == 1
    assert set("".join(shown)) == set("█▀▄ ")
    done("head", "qr", lake / "key.txt", "-o", "key.svg")
    assert ElementTree.fromstring(Path("key.svg").read_bytes()).tag.endswith("svg")  # noqa: S314 - our own
    Path("long.txt").write_text("x" * 3_000)
    refused = run("head", "qr", "long.txt")
    assert (refused.returncode, "does not fit into one QR code" in refused.stderr) == (3, True)


def test_a_file_of_a_hundred_megabytes_is_refused_unread(desks: tuple[Path, Path], run: Run) -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    for words in (("head", "cosign", "huge.txt"), ("head", "check", "huge.txt"), ("head", "import", "huge.txt")):
        refused = run(*words, "--workspace", desks[0])
        assert (refused.returncode, "is larger than 1,000,000 bytes" in refused.stderr) == (3, True)


def test_no_backup_and_no_package_holds_the_key_that_signs(desks: tuple[Path, Path], done: Run) -> None:
    lake, _ = desks
    (key,) = (lake / ".claimtrack").glob("head-key-*.pem")
    secret = key.read_bytes().splitlines()[1]
    done("backup", "backup.zip", "--workspace", lake)
    done("export", "case.zip", "--workspace", lake)
    for name in ("backup.zip", "case.zip"):
        shutil.unpack_archive(name, f"{name}-out")
        held = [file.read_bytes() for file in Path(f"{name}-out").rglob("*") if file.is_file()]
        assert held
        assert not any(secret in data for data in held)
    done("import", "case.zip", "--workspace", "elsewhere")
    assert "all intact" in done("verify", "--workspace", "elsewhere").stderr
