"""Keep who may come in, who is in, and whom programs outside are told of events.

No part of the record: going back loses these rows, and nobody can log in until a passphrase is set anew.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "login",
        _reviewer_id(),
        _text("hash"),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        _time("set_at"),
        _reference("login", "reviewer_id", "reviewer"),
        sa.PrimaryKeyConstraint("reviewer_id", name=op.f("pk_login")),
    )
    op.create_table(
        "sitting",
        _number("id"),
        _number("reviewer_id"),
        _text("token_hash"),
        _time("opened_at"),
        _time("seen_at"),
        _time("ended_at", nullable=True),
        _text("address"),
        _text("agent"),
        _reference("sitting", "reviewer_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sitting_token_hash")),
    )
    op.create_index(op.f("ix_sitting_reviewer_id"), "sitting", ["reviewer_id"])
    op.create_table(
        "login_wait",
        _text("key"),
        _number("failures"),
        _time("last_at"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_wait")),
    )
    op.create_table(
        "api_token",
        _number("id"),
        _number("reviewer_id"),
        _text("name"),
        _text("token_hash"),
        _text("scopes"),
        _time("made_at"),
        _time("expires_at", nullable=True),
        _time("used_at", nullable=True),
        _time("revoked_at", nullable=True),
        _reference("api_token", "reviewer_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_reviewer_id"), "api_token", ["reviewer_id"])
    _answers()
    _hooks()


def _answers() -> None:
    op.create_table(
        "api_answer",
        _number("id"),
        _number("token_id"),
        _text("key"),
        _text("request"),
        _number("status", nullable=True),
        _text("headers", nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        _time("made_at"),
        _reference("api_answer", "token_id", "api_token"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_answer")),
        sa.UniqueConstraint("token_id", "key", name=op.f("uq_api_answer_token_id_key")),
    )
    op.create_index(op.f("ix_api_answer_made_at"), "api_answer", ["made_at"])


def _hooks() -> None:
    op.create_table(
        "hook",
        _number("id"),
        _text("address"),
        _text("secret"),
        _text("actions"),
        _number("made_by_id"),
        _time("made_at"),
        _number("told"),
        _time("ended_at", nullable=True),
        _reference("hook", "made_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook")),
    )
    op.create_table(
        "hook_delivery",
        _number("id"),
        _number("hook_id"),
        _number("event_id"),
        _number("tries"),
        _time("next_at", nullable=True),
        _time("delivered_at", nullable=True),
        _text("trouble", nullable=True),
        _reference("hook_delivery", "hook_id", "hook"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook_delivery")),
        sa.UniqueConstraint("hook_id", "event_id", name=op.f("uq_hook_delivery_hook_id_event_id")),
    )
    op.create_index(op.f("ix_hook_delivery_next_at"), "hook_delivery", ["next_at"])


def downgrade() -> None:
    """Remove them again; the events that tell of them remain."""
    for table in ("hook_delivery", "hook", "api_answer", "api_token", "login_wait", "sitting", "login"):
        op.drop_table(table)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _reviewer_id() -> sa.Column[Any]:
    return sa.Column("reviewer_id", sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
