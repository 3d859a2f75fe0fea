"""The policy's file beside the workspace: a desk's own copy to edit. What counts is the version on record."""

from pathlib import Path

from claimtrack.errors import DatabaseTrouble, InvalidInput, NotFound
from claimtrack.reading.read import refuse_pipe
from claimtrack.remedies import Step, Words, do
from claimtrack.rules.policy_text import differing, parse_policy
from claimtrack.services.desk import Desk, reading
from claimtrack.services.files import replace_whole
from claimtrack.services.weighing.policies import InForce, in_force

FILE = "policy.toml"
_LARGEST = 100_000


def file_of(desk: Desk) -> Path | None:
    """Return where the workspace's file is, or would be; None where the workspace has no folder of its own here."""
    return desk.folder / FILE if desk.folder is not None else None


def read_file(path: Path) -> str:
    """Read the text of a policy's file; raises NotFound, or InvalidInput for what is no text."""
    try:
        refuse_pipe(path)
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFound(
            f"there is no file {path}; " + do(Step.POLICY_SHOW, toml=True) + " writes what is in force"
        ) from error
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # a name that no file can have
        raise InvalidInput(f"{str(path)!r} is no file name: {error}") from error
    if len(data) > _LARGEST:
        raise InvalidInput(f"{path} is too large for a policy; name a TOML file of a few lines")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} is not in UTF-8; save it as that") from error


def write_file(path: Path, text: str) -> None:
    """Write the file whole or not at all; raises DatabaseTrouble, when what is on record stands all the same."""
    try:
        replace_whole(path, text.encode())
    except OSError as error:
        raise DatabaseTrouble(
            f"the policy is on record, but {path} cannot be written: {error.strerror}; "
            + do(Step.POLICY_SHOW, toml=True)
            + " gives its text"
        ) from error


def drift(desk: Desk) -> Words | None:
    """Say in what the workspace's file is another policy than the one in force; None where it is not, or not there."""
    path = file_of(desk)
    if path is None or not path.exists():
        return None
    with reading(desk) as session:
        return _drift(path, in_force(session))


def _drift(path: Path, now: InForce) -> Words | None:
    try:
        written = parse_policy(read_file(path), name=str(path))
    except InvalidInput as error:
        return f"the file is no policy, and version {now.version} stays in force: " + error.message
    different = [name for name, _, _ in differing(now.policy, written)]
    if not different:
        return None
    return (
        f"{path} differs from the policy in force (version {now.version}) in {', '.join(different)}; what "
        "is on record counts: "
        + do(Step.POLICY_CHECK)
        + " says what the file would change, "
        + do(Step.POLICY_SET)
        + " puts it in force"
    )
