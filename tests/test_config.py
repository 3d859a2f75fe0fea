import getpass
import os
from pathlib import Path

import pytest

from claimtrack.config import Place, acting_reviewer, find_root, locate, place_for_new
from claimtrack.errors import InvalidInput, NotFound, UsageError


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give the folder of a workspace with folders in it."""
    root = tmp_path / "desk"
    (root / ".claimtrack" / "locker").mkdir(parents=True)
    (root / "notes" / "old").mkdir(parents=True)
    return root


@pytest.mark.parametrize("here", ["", "notes", "notes/old", ".claimtrack/locker"])
def test_a_workspace_is_found_from_here_upward(workspace: Path, monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    monkeypatch.chdir(workspace / here)
    assert locate(None, {}) == Place(workspace, None, workspace / ".claimtrack" / "locker")


def test_the_nearest_workspace_is_the_one(workspace: Path) -> None:
    inner = workspace / "notes"
    (inner / ".claimtrack").mkdir()
    assert find_root(inner / "old") == inner


def test_a_file_of_that_name_makes_no_workspace(tmp_path: Path) -> None:
    (tmp_path / ".claimtrack").write_bytes(b"")
    assert find_root(tmp_path) is None


def test_what_is_named_goes_before_the_environment_and_that_before_here(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("named", "told"):
        (tmp_path / name / ".claimtrack").mkdir(parents=True)
    monkeypatch.chdir(workspace)
    told = {"CLAIMTRACK_WORKSPACE": str(tmp_path / "told")}
    assert locate(tmp_path / "named", told).root == tmp_path / "named"
    assert locate(None, told).root == tmp_path / "told"
    assert locate(None, {"CLAIMTRACK_WORKSPACE": ""}).root == workspace


@pytest.mark.parametrize("written", ["../desk", "notes/..", "."])
def test_a_folder_is_named_from_here(workspace: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.chdir(workspace)
    assert locate(Path(written), {}).root == workspace


def test_home_may_be_written_short(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(workspace.parent))
    assert locate(None, {"CLAIMTRACK_WORKSPACE": "~/desk"}).root == workspace
    place = place_for_new(workspace, {"CLAIMTRACK_LOCKER": "~/bytes"})
    assert place.locker == workspace.parent / "bytes"


def test_no_workspace_is_told_with_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFound, match=r"no workspace here or above .*`claimtrack ingest FILE` makes one here") as told:
        locate(None, {})
    assert "--workspace FOLDER or CLAIMTRACK_WORKSPACE names one elsewhere" in str(told.value)
    with pytest.raises(NotFound, match=r"no workspace at .*desk; `claimtrack ingest FILE` makes one there"):
        locate(tmp_path / "desk", {})


@pytest.mark.parametrize("inside", ["notes", "notes/new", ".claimtrack"])
def test_a_workspace_inside_a_workspace_is_refused(workspace: Path, inside: str) -> None:
    with pytest.raises(InvalidInput, match=r"lies inside the workspace .*desk; work there \(--workspace .*desk\)"):
        place_for_new(workspace / inside, {})


def test_a_new_workspace_is_made_where_one_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_for_new(None, {}).root == tmp_path
    place = place_for_new(tmp_path / "deep" / "desk", {})
    assert (place.root, place.exists) == (tmp_path / "deep" / "desk", False)
    assert place.database_file == tmp_path / "deep" / "desk" / ".claimtrack" / "claimtrack.db"


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "desk.zip").write_bytes(b"x")
    with pytest.raises(InvalidInput, match=r"desk\.zip is a file, not a folder; --workspace takes the folder"):
        locate(tmp_path / "desk.zip", {})


def test_a_name_that_no_folder_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be looked at: File name too long; name another with --workspace"):
        locate(tmp_path / ("x" * 5000), {})


def test_a_folder_that_was_deleted_under_the_shell_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(InvalidInput, match=r"the folder you are in, .* cannot be looked at: No such file or directory"):
        locate(None, {})


def test_a_home_of_nobody_is_told() -> None:
    with pytest.raises(InvalidInput, match="~no_such_person/desk: there is no such home"):
        locate(None, {"CLAIMTRACK_WORKSPACE": "~no_such_person/desk"})


def test_a_database_elsewhere_is_told_by_the_environment(workspace: Path, tmp_path: Path) -> None:
    address = "postgresql+psycopg://ana@host/claims"
    elsewhere = {"CLAIMTRACK_DATABASE": address, "CLAIMTRACK_LOCKER": str(tmp_path / "bytes")}
    place = place_for_new(workspace, elsewhere)
    assert place == Place(workspace, address, tmp_path / "bytes")
    # There is something to open where the bytes are.
    before = place.exists
    (tmp_path / "bytes").mkdir()
    assert (before, place.exists) == (False, True)
    assert place_for_new(workspace, {"CLAIMTRACK_DATABASE": ""}).database_url is None


def test_a_database_that_is_no_address_is_told(workspace: Path) -> None:
    with pytest.raises(UsageError, match="CLAIMTRACK_DATABASE is not a database address; write it like postgresql"):
        locate(workspace, {"CLAIMTRACK_DATABASE": "claims"})


@pytest.mark.parametrize(
    ("named", "told", "who"),
    [
        ("Ana  Ruiz ", "ben", "Ana Ruiz"),
        (None, "ben", "ben"),
        (None, "", "cleo"),
        (None, None, "cleo"),
        ("", None, "cleo"),
    ],
)
def test_who_acts_is_named_told_or_logged_in(
    monkeypatch: pytest.MonkeyPatch, named: str | None, told: str | None, who: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "cleo")
    assert acting_reviewer(named, {"CLAIMTRACK_REVIEWER": told} if told is not None else {}) == who


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("no username"), ImportError("pwd")])
def test_no_login_name_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fail)
    with pytest.raises(UsageError, match="nobody is named as acting; say --as NAME or set CLAIMTRACK_REVIEWER"):
        acting_reviewer(None, {})
    assert acting_reviewer("ana", {}) == "ana"


def test_blanks_are_no_name() -> None:
    with pytest.raises(UsageError, match="nobody is named as acting"):
        acting_reviewer("  ", {})


def test_the_environment_is_the_one_of_the_process(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "CLAIMTRACK_WORKSPACE", str(workspace))
    monkeypatch.setitem(os.environ, "CLAIMTRACK_REVIEWER", "ana")
    assert (locate(None).root, acting_reviewer(None)) == (workspace, "ana")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files belong to nobody there")
def test_a_workspace_of_somebody_elses_is_not_used_unless_it_is_named(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = workspace.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.chdir(workspace / "notes")
    with pytest.raises(UsageError, match=r"belongs to somebody else .* and was not named, only found") as refused:
        locate(None, {})
    assert f"--workspace {workspace}, or set CLAIMTRACK_WORKSPACE to it" in str(refused.value)
    with pytest.raises(UsageError, match="belongs to somebody else"):
        place_for_new(None, {})
    assert locate(workspace, {}).root == workspace
    assert locate(None, {"CLAIMTRACK_WORKSPACE": str(workspace)}).root == workspace
    elsewhere = {"CLAIMTRACK_DATABASE": "postgresql+psycopg://desk", "CLAIMTRACK_LOCKER": str(workspace)}
    assert locate(None, elsewhere).root == workspace


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files belong to nobody there")
def test_who_became_root_finds_their_own_workspace(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = workspace.stat().st_uid
    monkeypatch.chdir(workspace)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("SUDO_UID", str(owner))
    assert locate(None, {}).root == workspace
    if owner:
        monkeypatch.setenv("SUDO_UID", str(owner + 1))
        with pytest.raises(UsageError):
            locate(None, {})
