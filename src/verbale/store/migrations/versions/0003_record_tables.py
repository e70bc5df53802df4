"""Keep the record as tables that settling fills."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sa.UniqueConstraint("text", name="uq_term_text"),
    )
    op.create_table(
        "settlement",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("newsroom", sa.Integer(), nullable=True),
        sa.Column("origin_newsroom", sa.Integer(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_settlement_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_settlement"),
    )
    op.create_index("ix_settlement_origin_id", "settlement", ["origin_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("first_key", sa.LargeBinary(), nullable=False),
        sa.Column("tellings", sa.Integer(), nullable=False),
        *_days("first_known", "last_known", nullable=False),
        *_days("first_day", "last_day", nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
        sa.UniqueConstraint("hash", name="uq_signature_hash"),
    )
    op.create_index("ix_signature_line_id", "signature", ["line_id"], unique=False)
    op.create_table(
        "telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("signature_id", "line_id")),
        sa.Column("kind", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("parties", "issues", "status", "manner", "speaker", "first_day", "last_day")
        ),
        sa.Column("known_from", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_telling_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_telling"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_telling_article_id", "telling", ["article_id"], unique=False)
    listed = ["kind", "known_from", "parties", "issues", "status"]
    op.create_index("ix_telling_listed", "telling", listed, unique=False)
    _partial("telling", "line_id")
    _partial("telling", "signature_id", "known_from")
    _partial("telling", "speaker", "known_from")
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("component", sa.Integer(), nullable=True),
        sa.Column("tellings", sa.Integer(), nullable=False),
        *_days("first_known", "last_known", nullable=False),
        *_days("first_day", "last_day", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_line"),
        sa.UniqueConstraint("key", name="uq_line_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_line_kind_last_known", "line", ["kind", "last_known"], unique=False)
    _partial("line", "component")
    _make_pairs()


def _make_pairs() -> None:
    for table, columns in (("blocking", ("key", "telling_id")), ("run", ("run", "article_id"))):
        op.create_table(
            table,
            sa.Column(columns[0], sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column(columns[1], sa.Integer(), autoincrement=False, nullable=False),
            sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "contradiction",
        *(sa.Column(name, sa.Integer(), autoincrement=False, nullable=False) for name in ("a", "b", "rule")),
        sa.Column("differ_in", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("known_from", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", "rule", name="pk_contradiction"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contradiction_b", "contradiction", ["b"], unique=False)
    op.create_index("ix_contradiction_known_from", "contradiction", ["known_from"], unique=False)


def _days(*names: str, nullable: bool) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _partial(table: str, column: str, *others: str) -> None:
    name, there = "_".join(("ix", table, column, *others)), sa.text(f"{column} IS NOT NULL")
    op.create_index(name, table, [column, *others], unique=False, sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not know these tables")
