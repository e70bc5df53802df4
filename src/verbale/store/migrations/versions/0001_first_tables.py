"""The tables of the first dossiers, with full-text search over articles and statements on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TOKENS = "porter unicode61 remove_diacritics 2"


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=False),
        sa.Column("published_bounds", sa.Text(), nullable=True),
        sa.Column("given_date", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("dateline_span", sa.Text(), nullable=True),
        sa.Column("abridged", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("synopsis", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("extracted", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("key", name="uq_article_key"),
    )
    op.create_index("ix_article_known_from_key", "article", ["known_from", "key"], unique=False)
    op.create_index("ix_article_last_day_first_day", "article", ["last_day", "first_day"], unique=False)
    op.create_index("ix_article_settled", "article", ["settled"], unique=False)
    op.create_table(
        "brief",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_brief"),
    )
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_judgement"),
        sa.UniqueConstraint("key", name="uq_judgement_key"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_finding_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("key", name="uq_finding_key"),
    )
    op.create_index("ix_finding_article_id_kind", "finding", ["article_id", "kind"], unique=False)
    op.create_table(
        "source",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_source_article_id"),
        sa.PrimaryKeyConstraint("article_id", "name", name="pk_source"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "membership",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_membership_finding_id"),
        sa.PrimaryKeyConstraint("finding_id", name="pk_membership"),
    )
    op.create_index("ix_membership_cluster", "membership", ["cluster"], unique=False)
    op.create_table(
        "observation",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("annotator", sa.Text(), nullable=False),
        sa.Column("brief", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_observation_finding_id"),
        sa.PrimaryKeyConstraint("finding_id", "annotator", "brief", name="pk_observation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_statement_article_id"),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_statement_finding_id"),
        sa.PrimaryKeyConstraint("finding_id", name="pk_statement"),
    )
    op.create_index("ix_statement_article_id", "statement", ["article_id"], unique=False)
    op.create_index("ix_statement_last_day", "statement", ["last_day"], unique=False)
    op.create_index("ix_statement_party_last_day", "statement", ["party", "last_day"], unique=False)
    op.create_table(
        "statement_issue",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["statement.finding_id"], name="fk_statement_issue_finding_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "issue", name="pk_statement_issue"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_issue_issue", "statement_issue", ["issue"], unique=False)
    if op.get_context().dialect.name == "sqlite":
        _index("article", "id", "text")
        _index("statement", "finding_id", "words")


def _index(table: str, key: str, column: str) -> None:
    """Index a column with FTS5, which keeps no copy of it, and keep the index in step."""
    index = f"{table}_text"
    take_out = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
    put_in = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f"({column}, content='{table}', content_rowid='{key}', tokenize='{_TOKENS}')"
    )
    op.execute(f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {put_in} END")
    op.execute(f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {take_out} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {column} ON {table} BEGIN {take_out} {put_in} END")


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first tables")
