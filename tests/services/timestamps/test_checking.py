"""What was kept is checked offline, and each thing that is wrong with it is named."""

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.kept import file_of
from tests.services.tampering import tamper
from tests.tsa import Authority, openssl

from claimtrack.db.models import Stamp
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, VerificationFailed
from claimtrack.services.desk import Desk, reading
from claimtrack.services.integrity.sweep import listing, sweep
from claimtrack.services.integrity.verify import verify
from claimtrack.services.timestamps import asking
from claimtrack.services.timestamps.authorities import trust
from claimtrack.services.timestamps.checking import check
from claimtrack.services.timestamps.copying_out import copy_out


@pytest.fixture
def stamped(trusting: Desk) -> Desk:
    """Give a desk with a timestamp."""
    asking.stamp(trusting)
    return trusting


def _digests(desk: Desk) -> dict[str, str]:
    with reading(desk) as session:
        row = session.get_one(Stamp, 1)
        return {
            "manifest": row.manifest.digest,
            "request": row.request_digest,
            "answer": str(row.answer_digest),
            "pinned": str(row.pinned_digest),
        }


@pytest.mark.parametrize("which", ["manifest", "request", "answer", "pinned"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_each_file_that_was_altered_is_named(stamped: Desk, which: str, harm: str) -> None:
    file = file_of(stamped.locker, _digests(stamped)[which])
    file.chmod(0o644)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    match harm:
        case "flip":
            file.write_bytes(data)
        case "cut":
            file.write_bytes(data[:-1])
        case _:
            file.unlink()
    found = check(stamped).problems
    assert any("1 fail" in one for one in found), found
    assert set(found) <= set(verify(stamped).problems)


def _put_elsewhere(desk: Desk, column: str, data: bytes) -> None:
    """Let a row name other bytes, kept under their own digest: what somebody with a database tool can do."""
    tamper(desk.database, f"UPDATE stamp SET {column}_digest = '{desk.locker.put(data)}'")  # noqa: S608 - words of ours


def test_a_token_of_another_authority_that_was_put_in_its_place_is_named(stamped: Desk, south: Authority) -> None:
    request = stamped.locker.read(_digests(stamped)["request"])
    _put_elsewhere(stamped, "answer", south.answer(request))
    assert any(
        "timestamp 1 does not hold: the token of north is signed under CN=South" in one
        for one in check(stamped).problems
    )
    # And with the other's certificates beside it.
    _put_elsewhere(stamped, "pinned", south.pem.read_bytes())
    assert any("that no version of the policy pins for north" in one for one in check(stamped).problems)


def test_a_token_under_another_authority_of_the_policy_is_named(stamped: Desk, south: Authority) -> None:
    stamped.enact(trust, "south", "https://tsa.example.org/", south.pem)
    request = stamped.locker.read(_digests(stamped)["request"])
    _put_elsewhere(stamped, "answer", south.answer(request))
    _put_elsewhere(stamped, "pinned", south.pem.read_bytes())
    assert any("that no version of the policy pins for north" in one for one in check(stamped).problems)


def test_a_token_over_another_request_is_named(stamped: Desk, served: Authority) -> None:
    asking.renew(stamped, [1], days=0)
    _put_elsewhere(stamped, "answer", served.answer(served.asked[1]))
    assert any(
        "timestamp 1 does not hold: the token of north is over other bytes" in one for one in check(stamped).problems
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE stamp SET time = '2020-01-01 00:00:00.000000'", "and the table 2020-01-01"),
        ("DELETE FROM manifest_file WHERE digest = (SELECT min(digest) FROM manifest_file)", "not those that it names"),
        ("INSERT INTO manifest_file VALUES (1, 'd')", "the files of manifest 1 in the table are not those"),
        ("UPDATE manifest SET head_number = 1", "manifest 1 is of another workspace or another moment"),
    ],
)
def test_rows_that_were_edited_are_named(stamped: Desk, change: str, says: str) -> None:
    tamper(stamped.database, change)
    assert any(says in one for one in check(stamped).problems)
    assert verify(stamped).problems


def test_a_chain_that_was_rewritten_since_is_named(stamped: Desk) -> None:
    tamper(stamped.database, "UPDATE event SET hash = 'x' WHERE id = (SELECT head_number FROM manifest)")
    assert any("had another hash: the chain was rewritten since" in one for one in check(stamped).problems)


def test_only_those_that_are_named_are_checked(stamped: Desk) -> None:
    asking.renew(stamped, [1], days=0)
    assert check(stamped, [2]).manifests == 1
    assert check(stamped).received == 2
    with pytest.raises(NotFound, match="no timestamp 5"):
        check(stamped, [5])


def test_sweeping_leaves_what_timestamps_rest_on(stamped: Desk) -> None:
    stamped.enact(sweep, older_than=0)
    assert check(stamped).problems == []
    belong = {one.digest: one.belongs_to for one in listing(stamped)}
    digests = _digests(stamped)
    assert belong[digests["manifest"]] == ("manifest 1",)
    assert all(belong[digests[which]] == ("timestamp 1",) for which in ("request", "answer", "pinned"))


def test_it_is_copied_out_with_a_command_that_checks_it(stamped: Desk, tmp_path: Path) -> None:
    found = copy_out(stamped, 1, tmp_path / "out" / "stamp")
    assert sorted(file.name for file in found.folder.iterdir()) == [
        "README.txt",
        "answer.tsr",
        "authority.pem",
        "manifest.txt",
        "request.tsq",
    ]
    for command in found.commands:
        program, *words = command.split()
        assert program == "openssl"
        openssl(found.folder, *words)
    assert found.commands[0] in (found.folder / "README.txt").read_text()
    (found.folder / "manifest.txt").write_text("another\n")
    with pytest.raises(AssertionError):
        openssl(found.folder, *found.commands[0].split()[1:])
    with pytest.raises(InvalidInput, match="is not empty"):
        copy_out(stamped, 1, found.folder)
    with pytest.raises(NotFound, match="no timestamp 4"):
        copy_out(stamped, 4, tmp_path / "more")


def test_what_is_pending_or_damaged_is_not_copied_out(stamped: Desk, served: Authority, tmp_path: Path) -> None:
    file_of(stamped.locker, _digests(stamped)["answer"]).unlink()
    with pytest.raises(VerificationFailed, match="timestamp 1 cannot be copied out"):
        copy_out(stamped, 1, tmp_path / "out")
    stamped.enact(trust, "north", "http://127.0.0.1:9/", served.pem, private=True)
    asking.stamp(stamped)
    with pytest.raises(ForbiddenMove, match="timestamp 2 is pending"):
        copy_out(stamped, 2, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.both_databases
def test_the_rows_refuse_half_an_answer(stamped: Desk) -> None:
    with stamped.database.connect() as connection, pytest.raises(Exception, match="ck_stamp_answer_whole"):
        connection.execute(text("UPDATE stamp SET answer_digest = NULL"))
