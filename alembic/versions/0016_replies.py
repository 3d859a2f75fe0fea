"""Keep which party was asked for a reply about which claims, what it answered, and where an editor let it go unasked.

Going back loses them: the texts that were sent stay in the locker, and the events that tell of all of it remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

PEOPLE = ("answered_by_id", "made_by_id")
CHECKS = {
    "replykind": "kind IN ('ask', 'exception')",
    "means": "means IN ('mail', 'phone', 'letter', 'message', 'meeting')",
    "asked_somehow": "(kind = 'ask') = (means IS NOT NULL) AND (means IS NULL) = (asked_at IS NULL)",
    "excepted_for_a_reason": "(kind = 'exception') = (because IS NOT NULL)",
    "only_asks_wait": "kind = 'ask' OR (deadline IS NULL AND text_digest IS NULL AND answered_at IS NULL)",
    "deadline_after_asking": "deadline > asked_at",
    "text_whole": "(text_digest IS NULL) = (text_name IS NULL) AND (text_digest IS NULL) = (text_size IS NULL)",
    "answer_whole": (
        "(answered_at IS NULL) = (answered_by_id IS NULL) "
        "AND (answered_at IS NOT NULL OR (answer IS NULL AND answer_digest IS NULL AND NOT declined)) "
        "AND (answered_at IS NULL OR answer IS NOT NULL OR declined) "
        "AND (answer_digest IS NULL) = (answer_size IS NULL)"
    ),
}


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(16), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("text_name", sa.Text(), nullable=True),
        sa.Column("text_digest", sa.Text(), nullable=True),
        sa.Column("text_size", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("answer_digest", sa.Text(), nullable=True),
        sa.Column("answer_size", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_reply_{name}")) for name, rule in CHECKS.items()),
        _reference("reply", "source_id", "source"),
        *(_reference("reply", column, "reviewer") for column in PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index(op.f("ix_reply_source_id"), "reply", ["source_id"])
    op.create_table(
        "reply_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        _reference("reply_claim", "reply_id", "reply"),
        _reference("reply_claim", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_claim")),
        sa.UniqueConstraint("claim_id", "reply_id", name=op.f("uq_reply_claim_claim_id_reply_id")),
    )
    op.create_index(op.f("ix_reply_claim_reply_id"), "reply_claim", ["reply_id"])


def downgrade() -> None:
    """Remove them again."""
    op.drop_table("reply_claim")
    op.drop_table("reply")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
