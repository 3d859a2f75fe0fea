"""From the address of a store to the file system of fsspec that speaks to it.

fsspec is loaded here alone, and this where an address is used: a locker in a folder needs none of it.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from claimtrack.errors import InvalidInput, StoreTrouble
from claimtrack.locker.hidden import without_password

SECONDS = 60.0
"""How long a store may be silent before it counts as out of reach."""

_PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "webdav": "webdav4",
    "webdav+http": "webdav4",
    "smb": "smbprotocol",
}
_WEBDAV = {"webdav": "https", "webdav+http": "http"}
_ON_THIS_MACHINE = {"file", "local"}


def connected(url: str) -> tuple[Any, str]:
    """Return the file system of a store and the path of the locker in it; nothing is asked of the store yet.

    Raises InvalidInput for an address that is none, for a kind of store that nobody knows, and where a package is
    missing, with what to install; StoreTrouble where the store refuses at once.
    """
    shown, parts = without_password(url), _parts(url)
    try:
        import fsspec
    except ImportError as error:
        raise InvalidInput(
            f"the locker {shown} is a store elsewhere, which needs more than is installed; install it with: "
            f"pip install 'claimtrack[stores]'{_and_package(parts.scheme)}"
        ) from error
    try:
        files, path = _webdav(parts) if parts.scheme in _WEBDAV else _other(fsspec, url, parts)
    except ImportError as error:
        package = _PACKAGES.get(parts.scheme)
        remedy = f"install it with: pip install {package}" if package else f"{error}"
        raise InvalidInput(f"the package that reaches {shown} is not installed; {remedy}") from error
    except ValueError as error:
        known = ", ".join(sorted(set(_PACKAGES) - {"s3a", "gcs", "ssh"}))
        raise InvalidInput(
            f"{shown} is no store that can be spoken to; write an address of one of these kinds: {known}, or another "
            "that fsspec knows"
        ) from error
    except Exception as error:
        raise StoreTrouble(
            f"the store {shown} cannot be reached: {told(error, url)}; see whether its settings are right"
        ) from error
    # Others write there, too: what was listed a moment ago may be wrong.
    files.dircache.use_listings_cache = False
    return files, path.rstrip("/")


def put_in_place(files: Any, written: str, target: str, *, over: bool) -> None:
    """Give a file that is whole its name, ``over`` what is there, in one step where the store has one for that.

    Others copy it by themselves; whoever calls removes the first one, if it is there still.
    """
    if "webdav" in files.protocol:
        files.client.move(written, target, overwrite=over)
    elif "sftp" in files.protocol:
        files.mv(written, target)
    else:
        files.cp_file(written, target)


def closed(files: Any) -> None:
    """Close the connections to a store, where they are not closed by themselves."""
    if "webdav" in files.protocol:
        files.client.http.close()


def told(error: BaseException, url: str) -> str:
    """Say in a line what a store said, without the password of its address."""
    words = " ".join(str(error).split()) or type(error).__name__
    secret = urlsplit(url).password
    for hidden in {secret, unquote(secret)} if secret else ():
        words = words.replace(hidden, "***")
    return words


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise InvalidInput(
            f"{without_password(url)} is no address of a store; write it like s3://bucket/folder"
        ) from error
    if "::" in url or parts.query or parts.fragment:
        raise InvalidInput(
            f"{without_password(url)} has more in it than the address of a store; settings belong into fsspec's own "
            "file or variables, such as FSSPEC_S3_ENDPOINT_URL"
        )
    if parts.scheme in _ON_THIS_MACHINE:
        raise InvalidInput(f"{url} is on this machine; name the folder itself")
    if not parts.netloc.strip("/"):
        raise InvalidInput(f"{url} names no store; write it like s3://bucket/folder")
    return parts


def _and_package(scheme: str) -> str:
    return f" {_PACKAGES[scheme]}" if scheme in _PACKAGES else ""


def _webdav(parts: SplitResult) -> tuple[Any, str]:
    """fsspec takes the address of such a server apart from what is in it, and the name and password, too."""
    from fsspec.config import conf
    from webdav4.fsspec import WebdavFileSystem

    given = conf.get("webdav", {}).get("auth")
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else given and tuple(given)
    host = parts.netloc.rpartition("@")[2]
    # A name for the locker may be the server's own root: what is below is made by us.
    files = WebdavFileSystem(f"{_WEBDAV[parts.scheme]}://{host}", auth=auth, timeout=SECONDS, skip_instance_cache=True)
    return files, unquote(parts.path).strip("/")


def _other(fsspec: Any, url: str, parts: SplitResult) -> tuple[Any, str]:
    options: dict[str, object] = {"skip_instance_cache": True}
    if parts.scheme in {"sftp", "ssh"}:
        # What fsspec does by itself is to trust whatever answers the first time.
        options |= {"host_key_policy": _known_servers_only(), "timeout": SECONDS}
    files, path = fsspec.core.url_to_fs(url, **options)
    return files, path


def _known_servers_only() -> Any:
    """Return what lets in a server whose key stands in ``known_hosts``, which fsspec by itself does not read."""
    import paramiko

    def missing_host_key(client: Any, host: str, key: Any) -> None:
        known = paramiko.HostKeys()
        file = Path.home() / ".ssh" / "known_hosts"
        if file.is_file():
            known.load(str(file))
        if not known.check(host, key):
            paramiko.RejectPolicy().missing_host_key(client, host, key)

    policy = paramiko.MissingHostKeyPolicy()
    policy.missing_host_key = missing_host_key
    return policy
