"""Databases that take less of a machine's time than a user's: nothing is flushed, and statements are compiled once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import URL, Engine, create_engine

from claimtrack.db import engine


@contextmanager
def compiled_once() -> Iterator[dict[str, Engine]]:
    """Let every engine use what another has compiled; gives the engines whose dialect all others use, by driver.

    A test has an engine of its own, and would begin anew, which takes a third of its time. What is compiled depends on
    the dialect alone.
    """
    make = engine._engine
    known_by = {"sqlite": create_engine("sqlite://", query_cache_size=5000)}
    known_by["sqlite"].connect().close()  # from now on it knows the version that it speaks to

    def made(url: URL) -> Engine:
        found, known = make(url), known_by.get(url.drivername)
        if known is not None:
            found.dialect = known.dialect
        found._compiled_cache = known_by["sqlite"]._compiled_cache
        return found

    with patch.object(engine, "_engine", made):
        yield known_by


@contextmanager
def nothing_flushed() -> Iterator[None]:
    """Have nothing flushed to the disk: who waits for that waits a fifth of the time of a test of the services.

    What a killed process leaves behind is the same either way; what a power cut leaves is not.
    """
    prepare = engine._prepare_sqlite

    def prepared(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    with patch.object(engine, "_prepare_sqlite", prepared), patch.object(os, "fsync", lambda _: None):
        yield
