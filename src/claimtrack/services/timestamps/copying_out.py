"""Copy a timestamp out for others to check, with the commands that do."""

from dataclasses import dataclass
from pathlib import Path

from claimtrack.db import stamp_rows
from claimtrack.errors import ForbiddenMove, InvalidInput, VerificationFailed, not_there
from claimtrack.remedies import Blank, Field, Step, do
from claimtrack.services.desk import Desk, reading
from claimtrack.services.files import write_whole

README = "README.txt"


@dataclass(frozen=True, slots=True)
class CopiedOut:
    """A folder with all that a check takes, and the commands to type in it."""

    folder: Path
    commands: tuple[str, ...]


def copy_out(desk: Desk, number: int, folder: Path) -> CopiedOut:
    """Write manifest, request, answer and certificates of a timestamp into a new or empty folder, with a README.

    Raises NotFound for one that is not there, ForbiddenMove for one that is pending, InvalidInput where the folder
    holds something, VerificationFailed where the bytes in the locker are not what was kept.
    """
    with reading(desk) as session:
        row = stamp_rows.stamp(session, number)
        if row is None:
            raise not_there(f"no timestamp {number}", Step.TIMESTAMP_LIST)
        if row.answer_digest is None or row.pinned_digest is None or row.time is None:
            raise ForbiddenMove(
                f"timestamp {number} is pending: there is nothing yet for others to check; ask again with "
                + do(Step.TIMESTAMP_ASK, pending=True)
            )
        files = {
            "manifest.txt": row.manifest.digest,
            "request.tsq": row.request_digest,
            "answer.tsr": row.answer_digest,
            "authority.pem": row.pinned_digest,
        }
        authority, time = row.authority, row.time
    for digest in files.values():
        problem = desk.locker.check(digest)
        if problem is not None:
            raise VerificationFailed(f"timestamp {number} cannot be copied out: {problem}")
    _make(folder)
    for name, digest in files.items():
        write_whole(folder / name, desk.locker.read(digest))
    commands = (
        f"openssl ts -verify -data manifest.txt -in answer.tsr -CAfile authority.pem -attime {int(time.timestamp())}",
        "openssl ts -reply -in answer.tsr -text",
    )
    write_whole(folder / README, _readme(authority, commands).encode())
    return CopiedOut(folder, commands)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        full = any(folder.iterdir())
    except OSError as error:
        raise InvalidInput(
            f"cannot write into {folder}: {error.strerror}; choose another place with " + Field("output", Blank.FOLDER)
        ) from error
    if full:
        raise InvalidInput(f"{folder} is not empty; name a new folder with " + Field("output", Blank.FOLDER))


def _readme(authority: str, commands: tuple[str, ...]) -> str:
    check, show = commands
    return (
        f"A timestamp (RFC 3161) by {authority} over manifest.txt.\n\n"
        "manifest.txt names files by their SHA-256, and the newest event of the record with its hash. The answer\n"
        "says that these bytes existed no later than its time. It says nothing on who made the files, and nothing on\n"
        "whether what is in them is true.\n\n"
        f"To check it, with OpenSSL, in this folder:\n\n    {check}\n\n"
        "authority.pem holds the certificates that the desk pinned. Get them from the authority yourself, too, and\n"
        "compare. -attime asks whether its certificate was valid at the time that the answer gives; leave it out to\n"
        "ask whether it still is.\n\n"
        f"To see what it says, the time among it:\n\n    {show}\n\n"
        "To check the files that the manifest names, put it into a folder in which they lie under the names that it\n"
        "gives, as in the locker of a workspace, and type there: sha256sum -c manifest.txt\n"
    )
