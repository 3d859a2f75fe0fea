"""Stores to keep files in: a WebDAV server that the tests start, one in memory, and one that misbehaves."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from cheroot import wsgi
from fsspec.implementations.memory import MemoryFileSystem
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "desk", "s3cr:et/word"
WRITTEN = "s3cr%3Aet%2Fword"
"""The password as an address has it."""


@contextmanager
def webdav_server(folder: Path, *, protected: bool = True) -> Iterator[str]:
    """Serve a folder to who knows the password; gives the server's address without a scheme, such as 127.0.0.1:4711."""
    folder.mkdir(exist_ok=True)
    users = {"*": {USER: {"password": PASSWORD}} if protected else True}
    application = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": users},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), application, numthreads=8)
    server.prepare()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join()


def nobody_listens() -> str:
    """Give an address at which there is no server."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


class Faulty:
    """A file system that does as another one does, but for what a test has it do otherwise."""

    def __init__(self, files: Any) -> None:
        self._files = files
        self.cut: int | None = None
        """Bytes after which what is written ends, without a word."""
        self.other: bytes | None = None
        """What is read in the place of anything written since."""
        self.short = False
        """Whether a read gives less than it was asked for."""
        self.fails: BaseException | None = None
        """What happens in the middle of a read."""
        self.fails_on_copy: BaseException | None = None
        self.cut_on_copy = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def pipe_file(self, path: str, value: bytes, **options: Any) -> None:
        self._files.pipe_file(path, value[: self.cut], **options)

    def put_file(self, lpath: str, rpath: str) -> None:
        self._files.pipe_file(rpath, Path(lpath).read_bytes()[: self.cut])

    def cp_file(self, path1: str, path2: str) -> None:
        if self.fails_on_copy is not None:
            raise self.fails_on_copy
        if self.cut_on_copy:
            self._files.pipe_file(path2, self._files.cat_file(path1)[:-1])
        else:
            self._files.cp_file(path1, path2)

    def open(self, path: str, mode: str) -> "_Stream":
        return _Stream(self, self._files.open(path, mode), path)


class _Stream:
    def __init__(self, faults: Faulty, stream: BinaryIO, path: str) -> None:
        self._faults, self._stream, self._read = faults, stream, 0
        self._other = faults.other if not path.endswith("/id") else None

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        if self._other is not None:
            given, self._other = self._other, b""
            return given
        if self._faults.fails is not None and self._read:
            raise self._faults.fails
        self._read += 1
        return self._stream.read(7 if self._faults.short or self._faults.fails else size)


def emptied() -> None:
    """Forget all that is kept in memory, where a process has one store for all."""
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
