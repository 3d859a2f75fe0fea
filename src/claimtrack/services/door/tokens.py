"""Tokens: what programs show to act for somebody, each with what it may do and until when."""

import hmac
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from claimtrack.db import claim_rows, door_rows
from claimtrack.db.door_models import Token
from claimtrack.db.keys import may_be_key
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.events.door import TokenMade, TokenRevoked
from claimtrack.events.forms import timestamp
from claimtrack.remedies import Field, Step, do
from claimtrack.rules.roles import may
from claimtrack.services.desk import Act, Desk, needs, noting, reading
from claimtrack.services.door.proof import digest_of, new_secret, proof
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right, Role, Scope

PREFIX = "claimtrack_"
"""By it a token is known for one, wherever somebody left it."""
_LONGEST_NAME = 100
_NOTED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token for a listing."""

    number: int
    name: str
    person: str
    scopes: tuple[str, ...]
    made: datetime
    expires: datetime | None
    used: datetime | None
    revoked: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token acts for, and what it may do."""

    token: int
    name: str
    role: Role
    scopes: frozenset[str]


def make(
    desk: Desk, name: str, scopes: Sequence[Scope], *, days: int | None = None, person: str | None = None
) -> tuple[str, TokenLine]:
    """Make a token for who acts, or for another person, which is an admin's right; returns it, once, and its line.

    Raises InvalidInput for a name that says nothing, UsageError for no scope.
    """
    secret = PREFIX + new_secret()
    return secret, desk.enact(_make, digest_of(secret), name, scopes, days, person)


@needs(Right.LOG_IN)
def _make(
    act: Act, token_hash: str, name: str, scopes: Sequence[Scope], days: int | None, person: str | None
) -> TokenLine:
    clean = " ".join(name.split())
    if not clean or not clean.isprintable() or len(clean) > _LONGEST_NAME:
        raise InvalidInput(f"a token has a name, of {_LONGEST_NAME} signs at most, that says what it is for")
    if not scopes:
        raise UsageError("say what the token may do: " + Field("scope"))
    row = act.reviewer
    if person is not None and folded(person) != row.key:
        if not may(row.role, Right.KEEP_DOOR):
            raise ForbiddenMove(f"{row.name} is {row.role} here and may make tokens for nobody else")
        found = claim_rows.reviewer_by_key(act.session, folded(person))
        if found is None:
            raise NotFound(f'"{person}" is no reviewer of this workspace; ' + do(Step.REVIEWER_LIST) + " shows who is")
        row = found
    until = act.at + timedelta(days=days) if days is not None else None
    words = " ".join(dict.fromkeys(scopes))
    made = Token(reviewer_id=row.id, name=clean, token_hash=token_hash, scopes=words, made_at=act.at, expires_at=until)
    act.session.add(made)
    act.session.flush()
    act.changes.append(
        TokenMade(
            token=made.id,
            of=row.id,
            scopes=words.split(),
            expires=timestamp(until) if until is not None else None,
            digest=proof_of(made),
            name=clean,
        )
    )
    return _line(made, row.name)


def proof_of(row: Token) -> str:
    """Return by what the event that made a token proves its row."""
    until = timestamp(row.expires_at) if row.expires_at is not None else None
    return proof(row.token_hash, row.reviewer_id, row.name, row.scopes, until)


@needs(Right.LOG_IN)
def revoke(act: Act, number: int) -> TokenLine:
    """Revoke a token: one's own, or as an admin anybody's. Raises NotFound, or ForbiddenMove for one that is."""
    row = act.session.get(Token, number) if may_be_key(number) else None
    if row is None or (row.reviewer_id != act.reviewer.id and not may(act.reviewer.role, Right.KEEP_DOOR)):
        raise NotFound(f"you have no token {number}; " + do(Step.REVIEWER_TOKENS) + " shows which there are")
    if row.revoked_at is not None:
        raise ForbiddenMove(f"token {number} is revoked already")
    row.revoked_at = act.at
    act.changes.append(TokenRevoked(token=row.id))
    names = {one.id: one.name for one in claim_rows.reviewers(act.session)}
    return _line(row, names[row.reviewer_id])


def listing(desk: Desk, *, of: str | None = None) -> list[TokenLine]:
    """Return the tokens, those of one person where one is named."""
    with reading(desk) as session:
        lines = [_line(token, name) for token, name in door_rows.tokens(session)]
    return [line for line in lines if of is None or folded(line.person) == folded(of)]


def look(desk: Desk, secret: str) -> Bearer | None:
    """Return whom a token acts for; None for one that opens nothing (any more). Notes that it was used."""
    now, wanted = desk.clock(), digest_of(secret)
    with reading(desk) as session:
        found = door_rows.token_with(session, wanted)
    if found is None or not hmac.compare_digest(found[0].token_hash, wanted):
        return None
    token, person = found
    if token.revoked_at is not None or (token.expires_at is not None and token.expires_at <= now):
        return None
    if token.used_at is None or now - token.used_at >= _NOTED:
        with suppress(DatabaseTrouble), noting(desk) as session:  # as of sittings
            row = session.get(Token, token.id)
            if row is not None:
                row.used_at = now
    return Bearer(token.id, person.name, person.role, frozenset(token.scopes.split()))


def _line(row: Token, person: str) -> TokenLine:
    return TokenLine(
        row.id,
        row.name,
        person,
        tuple(row.scopes.split()),
        row.made_at,
        row.expires_at,
        row.used_at,
        row.revoked_at,
    )
