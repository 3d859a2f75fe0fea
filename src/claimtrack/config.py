"""Where a workspace keeps its things, and what the environment says about it."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from claimtrack.errors import InvalidInput, NotFound, UsageError
from claimtrack.remedies import Blank, Field, Step, do

FOLDER = ".claimtrack"
DATABASE_FILE = "claimtrack.db"
LOCKER_FOLDER = "locker"
LOCKER_FILE = "locker-at"
"""The file in a workspace's folder that says where its locker is, when that is elsewhere."""

WORKSPACE_VARIABLE = "CLAIMTRACK_WORKSPACE"
DATABASE_VARIABLE = "CLAIMTRACK_DATABASE"
LOCKER_VARIABLE = "CLAIMTRACK_LOCKER"
REVIEWER_VARIABLE = "CLAIMTRACK_REVIEWER"
EXTRACTOR_VARIABLE = "CLAIMTRACK_EXTRACTOR"
READ_SECONDS_VARIABLE = "CLAIMTRACK_READ_SECONDS"
READ_MEGABYTES_VARIABLE = "CLAIMTRACK_READ_MEGABYTES"
BROWSER_VARIABLE = "CLAIMTRACK_BROWSER"
OCR_LANGUAGES_VARIABLE = "CLAIMTRACK_OCR_LANGUAGES"
EXTRACTOR = "learned"
"""The engine that reads articles unless another is named."""
MAX_SIZE = 20_000_000
"""Bytes of one file or page that are read at most, unless the user says otherwise."""
MAX_MEDIA_SIZE = 100_000_000_000
"""Bytes of a film, or of whatever else nothing reads text from, that are kept at most, unless the user says so."""


MOST_OF_A_LIMIT = 1_000_000
"""Seconds or megabytes; more than any machine has, and still what can be counted with."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How long the reader of one file may take, in ``seconds``, and how much ``memory``, in bytes."""

    seconds: float = 60.0
    memory: int = 2_000_000_000


class Model(Enum):
    """The models that the learned engine reads with: the more accurate one, and one for archives."""

    DEFAULT = "default"
    FAST = "fast"


def chosen_extractor(named: str | None, model: Model | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the name of the engine that is to read: the one named, a model's, the environment's, or the default.

    Raises UsageError for a model beside an engine that has none.
    """
    if model is None:
        return named or environment.get(EXTRACTOR_VARIABLE) or EXTRACTOR
    if named not in {None, EXTRACTOR}:
        raise UsageError(
            Field("model")
            + f" is for the extractor {EXTRACTOR}; leave out "
            + Field("extractor")
            + f" {named}, or "
            + Field("model")
        )
    return EXTRACTOR if model is Model.DEFAULT else f"{EXTRACTOR}-{model.value}"


def read_limits(environment: Mapping[str, str] = os.environ) -> ReadLimits:
    """Return the limits of a reader, those of the environment where it names some; raises UsageError for no number."""
    usual = ReadLimits()
    megabytes = _positive(environment, READ_MEGABYTES_VARIABLE)
    return ReadLimits(
        _positive(environment, READ_SECONDS_VARIABLE) or usual.seconds,
        int(megabytes * 1_000_000) if megabytes is not None else usual.memory,
    )


def _positive(environment: Mapping[str, str], variable: str) -> float | None:
    written = environment.get(variable)
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number <= MOST_OF_A_LIMIT:
        raise UsageError(f"{variable} is {written!r}; write a number above 0, such as 120")
    return number


class NamedBy(Enum):
    """What says where a locker is: nothing, for it is in the workspace's folder; a file in there; the environment."""

    NOTHING = "nothing"
    FILE = "file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one workspace is: its folder, its database when that is elsewhere, and its locker.

    ``database_url`` is None for the SQLite file inside the folder. ``store`` is the address of a locker that is in no
    folder; then ``locker`` is where it would be otherwise.
    """

    root: Path
    database_url: str | None
    locker: Path
    store: str | None = None
    named_by: NamedBy = field(default=NamedBy.NOTHING, compare=False)

    @property
    def folder(self) -> Path:
        """The hidden folder that makes ``root`` a workspace."""
        return self.root / FOLDER

    @property
    def database_file(self) -> Path:
        """The SQLite file, when the database is not elsewhere."""
        return self.folder / DATABASE_FILE

    @property
    def locker_at(self) -> Path | str:
        """The folder of the locker, or its address."""
        return self.store if self.store is not None else self.locker

    @property
    def has_own_locker(self) -> bool:
        """Whether the locker is in the workspace's own folder."""
        return self.store is None and self.locker == self.folder / LOCKER_FOLDER

    @property
    def exists(self) -> bool:
        """Whether something is there to be opened."""
        if self.database_url is None:
            return self.folder.is_dir()
        return self.store is not None or self.locker.is_dir()


def find_root(start: Path) -> Path | None:
    """Find the nearest folder from ``start`` upward that holds a workspace, as git finds its own."""
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    return None


def locate(named: Path | None, environment: Mapping[str, str] = os.environ) -> Place:
    """Find the workspace to work in: ``named``, the environment's, or the nearest from here upward.

    Raises NotFound when there is none, with what to type to make one.
    """
    place = place_for_new(named, environment)
    if not place.exists:
        raise NotFound(
            f"no workspace at {place.root}; " + do(Step.INGEST, Blank.FILE) + " makes one there"
            if _asked_for(named, environment)
            else f"no workspace here or above {place.root}; "
            + do(Step.INGEST, Blank.FILE)
            + " makes one here, "
            + Field("workspace", Blank.FOLDER)
            + f" or {WORKSPACE_VARIABLE} names one elsewhere"
        )
    return place


def place_for_new(named: Path | None, environment: Mapping[str, str] = os.environ) -> Place:
    """Return the workspace that is there, or the place where ``ingest`` would make one.

    Raises InvalidInput for a new workspace inside another one, or for a name that is not a folder.
    """
    try:
        asked = _asked_for(named, environment)
        found = find_root(Path.cwd()) if asked is None else None
        root = asked or found or Path.cwd()
        if found is not None and not _all_named(environment):
            _refuse_strangers(found)
        if root.exists() and not root.is_dir():
            raise InvalidInput(
                f"{root} is a file, not a folder; " + Field("workspace") + " takes the folder of a workspace"
            )
        outer = find_root(root)
    except OSError as error:
        # A folder that was deleted under a shell, one that may not be looked into, a name that is too long.
        where = f"{named}" if named is not None else "the folder you are in, or the one that is named,"
        raise InvalidInput(
            f"{where} cannot be looked at: {error.strerror}; name another with " + Field("workspace")
        ) from error
    if outer is not None and outer != root:
        raise InvalidInput(
            f"{root} lies inside the workspace {outer}; work there ("
            + Field("workspace", outer)
            + "), or choose a folder outside it"
        )
    url = environment.get(DATABASE_VARIABLE) or None
    if url is not None and "://" not in url:
        raise UsageError(
            f"{DATABASE_VARIABLE} is not a database address; write it like postgresql+psycopg://user@host/name"
        )
    return _with_locker(Place(root, url, root / FOLDER / LOCKER_FOLDER), environment)


def with_locker(place: Place, named: str, by: NamedBy) -> Place:
    """Return a place with the locker that somebody names: the address of a store, or a folder."""
    if not named.isprintable():
        raise InvalidInput(f"{named!r} is no place for a locker: its name has signs that cannot be seen")
    if "://" in named:
        return replace(place, store=named, locker=place.folder / LOCKER_FOLDER, named_by=by)
    return replace(place, store=None, locker=_at_home(Path(named)), named_by=by)


def _with_locker(place: Place, environment: Mapping[str, str]) -> Place:
    """Return a place with its locker: where the environment says, else the workspace's own file, else in its folder."""
    told = environment.get(LOCKER_VARIABLE)
    if told:
        return with_locker(place, told, NamedBy.ENVIRONMENT)
    file = place.folder / LOCKER_FILE
    try:
        written = file.read_text(encoding="utf-8").removesuffix("\n")
    except (FileNotFoundError, NotADirectoryError):
        return place
    except (OSError, ValueError) as error:
        raise InvalidInput(
            f"{file}, which says where the locker of this workspace is, cannot be read: {error}; set {LOCKER_VARIABLE}"
        ) from error
    if not written.strip() or "\n" in written:
        raise InvalidInput(
            f"{file} says in one line where the locker of this workspace is, and does not; write the address or the "
            f"folder there, or set {LOCKER_VARIABLE}"
        )
    return with_locker(place, written, NamedBy.FILE)


def _all_named(environment: Mapping[str, str]) -> bool:
    """Tell whether database and locker are both named, so that nothing in a folder that was found matters."""
    return bool(environment.get(DATABASE_VARIABLE) and environment.get(LOCKER_VARIABLE))


def _refuse_strangers(root: Path) -> None:
    """Refuse a workspace of somebody else's that nobody named: whoever can make a folder above could slip one in.

    The same that git does (safe.directory). To name it is to trust it. Raises UsageError, and OSError as looking does.
    """
    if not hasattr(os, "geteuid"):
        return
    owner = (root / FOLDER).stat().st_uid
    trusted = {os.geteuid()}
    # Who became root to look into their own workspace is still its owner.
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdecimal():
        trusted.add(int(os.environ["SUDO_UID"]))
    if owner not in trusted:
        raise UsageError(
            f"the workspace {root} belongs to somebody else ({_user_name(owner)}) and was not named, only found; if "
            "you trust it, say " + Field("workspace", root) + f", or set {WORKSPACE_VARIABLE} to it"
        )


def _user_name(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return f"user {number}"


def acting_reviewer(named: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the name of who acts: ``named``, the environment's, else the login name."""
    name = named or environment.get(REVIEWER_VARIABLE) or _login_name()
    if not name.strip():
        raise UsageError("nobody is named as acting; say " + Field("as", Blank.NAME) + f" or set {REVIEWER_VARIABLE}")
    return " ".join(name.split())


def _asked_for(named: Path | None, environment: Mapping[str, str]) -> Path | None:
    value = named or environment.get(WORKSPACE_VARIABLE)
    # "../other" is no folder inside this one.
    return Path(os.path.normpath(_at_home(Path(value)).absolute())) if value else None


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise InvalidInput(f"{path}: there is no such home; write the folder in full") from error


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name at all, as in some containers
        return ""
