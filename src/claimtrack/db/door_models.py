"""The tables of the door: who may come in with which passphrase or token, and who is in.

They are no part of the record. No package, no report and no copy into another database holds them: a passphrase opens
one desk, not what it hands over. So they stand in metadata of their own. What was done with them is on record all the
same, as events, and ``verify`` holds these rows against those.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from claimtrack.db.base import NAMING, Base
from claimtrack.db.models import Reviewer


class DoorBase(DeclarativeBase):
    """The common base of these tables' classes; words and times are stored as everywhere."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - the name and shape are SQLAlchemy's
        **{kind: Base.type_annotation_map[kind] for kind in (str, datetime)},
    }


def _reviewer(**options: bool) -> Mapped[int]:
    # The column itself, not its name: the tables of the record stand in other metadata.
    key = ForeignKey(Reviewer.__table__.c.id, ondelete="RESTRICT")
    return mapped_column(key, **options)  # type: ignore[arg-type] # SQLAlchemy types each option on its own


class Login(DoorBase):
    """The passphrase of a person, as Argon2id keeps it; no row lets nobody in."""

    __tablename__ = "login"

    reviewer_id: Mapped[int] = _reviewer(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    temporary: Mapped[bool] = mapped_column(doc="somebody else chose it: it opens nothing but the page that changes it")
    set_at: Mapped[datetime]


class Account(DoorBase):
    """An account at a provider of OpenID Connect, by which a person logs in: whom the issuer calls by that subject."""

    __tablename__ = "account"
    __table_args__ = (
        Index(
            "uq_account_issuer_subject",
            "issuer",
            "subject",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = _reviewer(index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Sitting(DoorBase):
    """A browser that somebody logged in with, or did once. Only a digest of what its cookie holds is kept."""

    __tablename__ = "sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = _reviewer(index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(doc="when it last asked for anything, within a minute")
    ended_at: Mapped[datetime | None]
    address: Mapped[str]
    agent: Mapped[str] = mapped_column(doc="what the browser called itself")
    account_id: Mapped[int | None] = mapped_column(
        doc="the number of the account that opened it; None for a passphrase"
    )


class Wait(DoorBase):
    """How often somebody failed to log in by a name, or from an address, since it last went well."""

    __tablename__ = "login_wait"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class Token(DoorBase):
    """What a program shows to act for somebody; only its digest is kept."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = _reviewer(index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[str] = mapped_column(doc="words with a blank between")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None] = mapped_column(doc="within a minute")
    revoked_at: Mapped[datetime | None]


class Answer(DoorBase):
    """What a request with an ``Idempotency-Key`` was answered, to be answered again and not done twice."""

    __tablename__ = "api_answer"
    __table_args__ = (UniqueConstraint("token_id", "key"), Index("ix_api_answer_made_at", "made_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("api_token.id", ondelete="RESTRICT"))
    key: Mapped[str]
    request: Mapped[str] = mapped_column(doc="SHA-256 of what was asked: another request may not have the same key")
    status: Mapped[int | None] = mapped_column(doc="None while it is being done")
    headers: Mapped[str | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class Hook(DoorBase):
    """An address that is told of events as they come on record."""

    __tablename__ = "hook"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    secret: Mapped[str] = mapped_column(doc="what messages are signed with: the receiver has the same")
    actions: Mapped[str] = mapped_column(doc="kinds of events, or beginnings of them, with a blank between; or empty")
    made_by_id: Mapped[int] = _reviewer()
    made_at: Mapped[datetime]
    told: Mapped[int] = mapped_column(doc="the newest event that a delivery was made of, or that is not for it")
    ended_at: Mapped[datetime | None]


class Delivery(DoorBase):
    """An event on its way to an address: waiting, there, or given up."""

    __tablename__ = "hook_delivery"
    __table_args__ = (
        UniqueConstraint("hook_id", "event_id"),
        Index("ix_hook_delivery_next_at", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hook_id: Mapped[int] = mapped_column(ForeignKey("hook.id", ondelete="RESTRICT"))
    event_id: Mapped[int] = mapped_column(doc="its number")
    tries: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(doc="None once it is there, or given up")
    delivered_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(doc="why the last try failed")


__all__ = ["Account", "Answer", "Delivery", "DoorBase", "Hook", "Login", "Sitting", "Token", "Wait"]
