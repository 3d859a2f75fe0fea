"""Keep how sources hang together, and what is needed to weigh evidence by it.

Which source is part of, controlled by, allied with or relies on which; that somebody looked and knows of no
affiliation; who vouched for an unnamed source; how reliable a source and how credible a piece is; on whom one piece
relies; whose copy an article is; and into which source another was merged itself, so that a merge can be undone.
Going back loses all of that: the events that tell of it remain.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0003"
down_revision = "0002"

GRADE = ("ck_source_reliability", "reliability IN ('A', 'B', 'C', 'D', 'E', 'F')")
FIRST_MERGE = "fk_source_merged_first_into_id"
AGENCY = "fk_article_agency_id"
CREDIBILITY = ("ck_evidence_link_credibility_of_six", "credibility BETWEEN 1 AND 6")


def upgrade() -> None:
    """Add the two tables, and the columns of four others."""
    _add_relations()
    _add_reliance()
    with _changed("source", _source) as source:
        source.add_column(sa.Column("merged_first_into_id", sa.Integer(), nullable=True))
        source.create_foreign_key(op.f(FIRST_MERGE), "source", ["merged_first_into_id"], ["id"], ondelete="RESTRICT")
        for name in ("unaffiliated_because", "vouched_because"):
            source.add_column(sa.Column(name, sa.Text(), nullable=True))
        source.add_column(sa.Column("reliability", sa.String(16), nullable=True))
        source.create_check_constraint(op.f(GRADE[0]), GRADE[1])
    op.execute("UPDATE source SET merged_first_into_id = merged_into_id")
    with _changed("article", _article) as article:
        article.add_column(sa.Column("agency_id", sa.Integer(), nullable=True))
        article.create_foreign_key(op.f(AGENCY), "source", ["agency_id"], ["id"], ondelete="RESTRICT")
    op.create_index(op.f("ix_article_agency_id"), "article", ["agency_id"])
    op.add_column("evidence", sa.Column("dated", sa.Date(), nullable=True))
    with _changed("evidence_link", _evidence_link) as links:
        links.add_column(sa.Column("credibility", sa.Integer(), nullable=True))
        links.create_check_constraint(op.f(CREDIBILITY[0]), CREDIBILITY[1])


def downgrade() -> None:
    """Remove them again."""
    with _changed("evidence_link", _evidence_link, credibility=True) as links:
        links.drop_constraint(op.f(CREDIBILITY[0]), type_="check")
        links.drop_column("credibility")
    op.drop_column("evidence", "dated")
    op.drop_index(op.f("ix_article_agency_id"), "article")
    with _changed("article", _article, agency=True) as article:
        article.drop_constraint(op.f(AGENCY), type_="foreignkey")
        article.drop_column("agency_id")
    with _changed("source", _source, graded=True) as source:
        source.drop_constraint(op.f(GRADE[0]), type_="check")
        source.drop_constraint(op.f(FIRST_MERGE), type_="foreignkey")
        for name in ("reliability", "vouched_because", "unaffiliated_because", "merged_first_into_id"):
            source.drop_column(name)
    op.drop_table("evidence_relies_on")
    op.drop_table("source_link")


def _changed(name: str, made: Callable[..., sa.Table], **there: bool) -> AbstractContextManager[BatchOperations]:
    """Change a table; SQLite copies it, and is told of its constraints: it does not give all of them back itself."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    return op.batch_alter_table(name, copy_from=made(**there) if sqlite else None)


def _add_relations() -> None:
    op.create_table(
        "source_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_source_link_two_sources")),
        sa.CheckConstraint("until >= since", name=op.f("ck_source_link_ends_after_it_begins")),
        sa.CheckConstraint(
            "kind IN ('part_of', 'controlled_by', 'allied_with', 'relies_on')",
            name=op.f("ck_source_link_relationkind"),
        ),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_source_link_relationstate")),
        _reference("source_link", "from_id", "source"),
        _reference("source_link", "to_id", "source"),
        _reference("source_link", "made_by_id", "reviewer"),
        _reference("source_link", "decided_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_link")),
    )
    op.create_index(op.f("ix_source_link_from_id"), "source_link", ["from_id"])
    op.create_index(op.f("ix_source_link_to_id"), "source_link", ["to_id"])


def _add_reliance() -> None:
    op.create_table(
        "evidence_relies_on",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _reference("evidence_relies_on", "evidence_id", "evidence"),
        _reference("evidence_relies_on", "source_id", "source"),
        _reference("evidence_relies_on", "added_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("evidence_id", "source_id", name=op.f("pk_evidence_relies_on")),
    )
    op.create_index(op.f("ix_evidence_relies_on_source_id"), "evidence_relies_on", ["source_id"])


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def _source(*, graded: bool = False) -> sa.Table:
    kinds = "'person', 'group', 'organisation', 'government', 'document', 'media', 'anonymous', 'none'"
    more: list[sa.schema.SchemaItem] = [
        sa.Column("merged_first_into_id", sa.Integer(), nullable=True),
        sa.Column("unaffiliated_because", sa.Text(), nullable=True),
        sa.Column("vouched_because", sa.Text(), nullable=True),
        sa.Column("reliability", sa.String(16), nullable=True),
        sa.CheckConstraint(GRADE[1], name=op.f(GRADE[0])),
        _reference("source", "merged_first_into_id", "source"),
    ]
    return sa.Table(
        "source",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(more if graded else ()),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_source_merged_elsewhere")),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_source_speakerkind")),
        _reference("source", "article_id", "article"),
        _reference("source", "merged_into_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.Index("ix_source_merged_into_id", "merged_into_id"),
        sa.Index("uq_source_key_named", "key", unique=True, sqlite_where=sa.text("article_id IS NULL")),
        sa.Index(
            "uq_source_key_in_article", "key", "article_id", unique=True, sqlite_where=sa.text("article_id IS NOT NULL")
        ),
    )


def _article(*, agency: bool = False) -> sa.Table:
    more: list[sa.schema.SchemaItem] = [
        sa.Column("agency_id", sa.Integer(), nullable=True),
        _reference("article", "agency_id", "source"),
    ]
    return sa.Table(
        "article",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(more if agency else ()),
        _reference("article", "outlet_id", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.Index(op.f("ix_article_outlet_id"), "outlet_id"),
        sa.Index(op.f("ix_article_url"), "url"),
    )


def _evidence_link(*, credibility: bool = False) -> sa.Table:
    more: list[sa.schema.SchemaItem] = [
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.CheckConstraint(CREDIBILITY[1], name=op.f(CREDIBILITY[0])),
    ]
    return sa.Table(
        "evidence_link",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(16), nullable=False),
        sa.Column("serves", sa.String(16), nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("excerpt_start", sa.Integer(), nullable=True),
        sa.Column("excerpt_end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *(more if credibility else ()),
        sa.CheckConstraint("stance IN ('supports', 'refutes', 'context')", name=op.f("ck_evidence_link_stance")),
        sa.CheckConstraint("serves IN ('truth', 'said')", name=op.f("ck_evidence_link_serves")),
        sa.CheckConstraint(
            "basis IN ('firsthand', 'record', 'hearsay', 'unknown')", name=op.f("ck_evidence_link_basis")
        ),
        _reference("evidence_link", "evidence_id", "evidence"),
        _reference("evidence_link", "claim_id", "claim"),
        _reference("evidence_link", "added_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.Index("ix_evidence_link_claim_id", "claim_id"),
        sa.Index(
            "uq_evidence_link_standing",
            "evidence_id",
            "claim_id",
            "serves",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
        ),
    )
