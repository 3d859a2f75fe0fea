"""Ask for the rows of many numbers with one value in the statement, however many there are.

A value for each number is written anew into the statement each time it runs, which takes longer than a page's rows do.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Integer, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Numbers(TypeDecorator[Iterable[int]]):
    """Numbers in one string: a JSON array to SQLite, an array literal to PostgreSQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> str:
        """Write them."""
        opened, closed = "[]" if dialect.name == "sqlite" else "{}"
        return f"{opened}{','.join(map(str, value or ()))}{closed}"


class _Each(FunctionElement[int]):
    name = "each"
    inherit_cache = True
    type = Integer()


def among(column: ColumnElement[int], name: str = "numbers") -> ColumnElement[bool]:
    """Return the condition that a column holds one of the numbers that are given under ``name``."""
    return column.op("IN", is_comparison=True)(_Each(bindparam(name, type_=_Numbers())))


@compiles(_Each, "sqlite")
def _on_sqlite(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    (numbers,) = (compiler.process(one, **options) for one in element.clauses)
    return f"(SELECT value FROM json_each({numbers}))"  # noqa: S608 - of compiled parts, no words of users


@compiles(_Each, "postgresql")
def _on_postgresql(element: _Each, compiler: SQLCompiler, **options: Any) -> str:
    (numbers,) = (compiler.process(one, **options) for one in element.clauses)
    return f"(SELECT unnest(CAST({numbers} AS INTEGER[])))"
