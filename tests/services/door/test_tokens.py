"""Tokens: who puts one there, or widens one, with a tool is found."""

from datetime import timedelta
from typing import Any

import pytest

from claimtrack.db.door_models import Token
from claimtrack.services.desk import Desk, noting
from claimtrack.services.door import tokens
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role, Scope

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reviewer_id", 2),
        ("name", "another"),
        ("token_hash", "0" * 64),
        ("scopes", "read act"),
        ("expires_at", None),
        ("made_at", timedelta(days=1)),
        ("revoked_at", timedelta(days=1)),
    ],
)
def test_a_token_that_was_edited_is_found(desk: Desk, column: str, value: Any) -> None:
    desk.enact(add, "ben", role=Role.REVIEWER)
    tokens.make(desk, "night desk", [Scope.READ], days=3)
    assert verify(desk).problems == ()
    with noting(desk) as session:
        row = session.get_one(Token, 1)
        setattr(row, column, row.made_at + value if isinstance(value, timedelta) else value)
    (problem,) = verify(desk).problems
    assert problem.startswith("token 1 ")
