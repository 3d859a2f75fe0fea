"""What every mapped class shares: names of constraints, and how times, words and spans are stored."""

import enum
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

SpanList = list[list[int]]
NumberList = list[int]
PostList = list[dict[str, Any]]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Aware in, aware UTC out, on both databases; SQLite by itself would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a datetime without a time zone reached the database: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(words: type[enum.Enum]) -> list[str]:
    return [str(word.value) for word in words]


def by_value(words: type[enum.Enum], *, name: str | None = None) -> Enum:
    """Return the type of a column of these words: by value, with a CHECK, where SQLAlchemy would store member names.

    The CHECK is called after the class; ``name`` is for one that was called otherwise when the table was made.
    """
    options = {"name": name} if name is not None else {}
    return Enum(words, native_enum=False, create_constraint=True, values_callable=_values, length=16, **options)


class Base(DeclarativeBase):
    """The mapped classes' common base."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - the name and shape are SQLAlchemy's
        str: Text,
        datetime: UtcDateTime,
        SpanList: JSON,
        NumberList: JSON,
        PostList: JSON(none_as_null=True),
        enum.Enum: by_value(enum.Enum),
    }
