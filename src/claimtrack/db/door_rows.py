"""Read and change the tables of the door, and read the events that tell of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from claimtrack.db.chain import as_told
from claimtrack.db.door_models import Account, Answer, Hook, Login, Sitting, Token, Wait
from claimtrack.db.models import Event, Reviewer
from claimtrack.events.actions import Action
from claimtrack.events.forms import Sealed

_TOLD = [
    Action.ACCOUNT_GIVEN,
    Action.ACCOUNT_TAKEN,
    Action.HOOK_ENDED,
    Action.HOOK_MADE,
    Action.LOGIN_REMOVED,
    Action.LOGIN_SET,
    Action.SITTING_ENDED,
    Action.SITTING_OPENED,
    Action.TOKEN_MADE,
    Action.TOKEN_REVOKED,
]


def told(session: Session) -> Iterator[Sealed]:
    """Yield the events of the door, oldest first."""
    query = select(Event.id, Event.body).where(Event.claim_id.is_(None), Event.action.in_(_TOLD)).order_by(Event.id)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for number, body in rows:
            yield as_told(number, body)


def logins(session: Session) -> Sequence[Login]:
    """Return who has a passphrase."""
    return session.scalars(select(Login).order_by(Login.reviewer_id)).all()


def sittings(session: Session, *, reviewer: int | None = None) -> Sequence[Sitting]:
    """Return all sittings that are kept, or those of one person, the newest first."""
    query = select(Sitting).order_by(Sitting.id.desc())
    return session.scalars(query if reviewer is None else query.where(Sitting.reviewer_id == reviewer)).all()


def sitting_with(session: Session, token_hash: str) -> tuple[Sitting, Reviewer, Login | None, Account | None] | None:
    """Find the sitting whose cookie has this digest, with its person, their passphrase, and the account it is by."""
    query = (
        select(Sitting, Reviewer, Login, Account)
        .join(Reviewer, Reviewer.id == Sitting.reviewer_id)
        .outerjoin(Login, Login.reviewer_id == Sitting.reviewer_id)
        .outerjoin(Account, (Account.id == Sitting.account_id) & (Account.reviewer_id == Sitting.reviewer_id))
        .where(Sitting.token_hash == token_hash)
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1], found[2], found[3]) if found is not None else None


def accounts(session: Session) -> Sequence[tuple[Account, str]]:
    """Return all accounts by which people log in, or did, each with the name of its person."""
    found = session.execute(
        select(Account, Reviewer.name).join(Reviewer, Reviewer.id == Account.reviewer_id).order_by(Account.id)
    )
    return [(account, name) for account, name in found]


def account_of(session: Session, issuer: str, subject: str) -> tuple[Account, Reviewer] | None:
    """Find the account that opens the desk to whom a provider calls by this subject, with its person."""
    query = select(Account, Reviewer).join(Reviewer, Reviewer.id == Account.reviewer_id)
    named = query.where(Account.issuer == issuer, Account.subject == subject, Account.ended_at.is_(None))
    found = session.execute(named).one_or_none()
    return (found[0], found[1]) if found is not None else None


def forget_sittings(session: Session, *, before: datetime) -> None:
    """Take away from where sittings were that were last seen before a time: that is nobody's business any more."""
    old = update(Sitting).where(Sitting.seen_at < before, Sitting.address != "")
    session.execute(old.values(address="", agent=""))


def forget_waits(session: Session, *, before: datetime) -> None:
    """Take away what was counted of tries before a time."""
    session.execute(delete(Wait).where(Wait.last_at < before))


def tokens(session: Session, *, reviewer: int | None = None) -> Sequence[tuple[Token, str]]:
    """Return all tokens, or those of one person, each with the name of its person."""
    query = select(Token, Reviewer.name).join(Reviewer, Reviewer.id == Token.reviewer_id).order_by(Token.id)
    found = session.execute(query if reviewer is None else query.where(Token.reviewer_id == reviewer))
    return [(token, name) for token, name in found]


def token_with(session: Session, token_hash: str) -> tuple[Token, Reviewer] | None:
    """Find the token of this digest, with its person."""
    query = select(Token, Reviewer).join(Reviewer, Reviewer.id == Token.reviewer_id)
    found = session.execute(query.where(Token.token_hash == token_hash)).one_or_none()
    return (found[0], found[1]) if found is not None else None


def answer_of(session: Session, token: int, key: str) -> Answer | None:
    """Find what a request with this key was answered."""
    return session.scalar(select(Answer).where(Answer.token_id == token, Answer.key == key))


def forget_answers(session: Session, *, before: datetime) -> None:
    """Take away answers from before a time."""
    session.execute(delete(Answer).where(Answer.made_at < before))


def hooks(session: Session, *, ended: bool = True) -> Sequence[Hook]:
    """Return the hooks; without those that ended where that is said."""
    query = select(Hook).order_by(Hook.id)
    return session.scalars(query if ended else query.where(Hook.ended_at.is_(None))).all()
