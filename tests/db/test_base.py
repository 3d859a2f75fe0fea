from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, make_url, text, update
from sqlalchemy.exc import StatementError

from claimtrack.db.base import UtcDateTime
from claimtrack.db.engine import Database
from claimtrack.db.models import Article, Claim
from claimtrack.db.session import reading, writing
from claimtrack.vocabulary import Status

_DIALECTS = [make_url(name).get_dialect()() for name in ("sqlite://", "postgresql+psycopg://")]


@given(
    moment=st.datetimes(
        min_value=datetime(1, 1, 3),  # noqa: DTZ001 - the zones are given beside it
        max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - the zones are given beside it
        timezones=st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
            lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
        ),
    ),
    dialect=st.sampled_from(_DIALECTS),
)
def test_any_moment_comes_back_as_the_same_moment_in_utc(moment: datetime, dialect: Dialect) -> None:
    kind = UtcDateTime()
    back = kind.process_result_value(kind.process_bind_param(moment, dialect), dialect)
    assert back == moment
    assert back is not None
    assert back.utcoffset() == timedelta(0)


@pytest.mark.parametrize("dialect", _DIALECTS)
def test_no_moment_stays_none(dialect: Dialect) -> None:
    assert UtcDateTime().process_bind_param(None, dialect) is None
    assert UtcDateTime().process_result_value(None, dialect) is None


def test_the_databases_give_aware_utc_back(filled: Database) -> None:
    moment = datetime(2026, 3, 1, 1, 30, 0, 7, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with writing(filled) as session:
        session.get_one(Article, 1).published = moment
    with reading(filled) as session:
        published = session.get_one(Article, 1).published
    assert published == datetime(2026, 2, 28, 20, 0, 0, 7, tzinfo=UTC)
    assert published is not None
    assert published.tzinfo is UTC


def test_a_naive_moment_is_refused(filled: Database) -> None:
    naive = datetime(2026, 3, 1)  # noqa: DTZ001 - that is the point
    with writing(filled) as session, pytest.raises(StatementError, match="without a time zone"):
        session.execute(update(Article).values(published=naive))


def test_words_are_stored_by_value(filled: Database) -> None:
    with writing(filled) as session:
        session.get_one(Claim, 1).status = Status.IN_REVIEW
    with filled.connect() as connection:
        assert connection.scalar(text("SELECT status FROM claim WHERE id = 1")) == "in_review"
