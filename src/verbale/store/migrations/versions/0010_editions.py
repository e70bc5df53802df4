"""Keep editions as they were published, the sentences in which they told the record, and the draft of the next one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from verbale.store.columns import WORDS

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_REFUSED = "an edition is never changed"
_IN_SQLITE = f"""
CREATE TRIGGER edition_stays BEFORE UPDATE ON edition BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END
"""
_IN_POSTGRESQL = (
    f"""
CREATE FUNCTION edition_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$
""",
    "CREATE TRIGGER edition_stays BEFORE UPDATE ON edition FOR EACH ROW EXECUTE FUNCTION edition_stays()",
)


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("name", "cut_off", "published_by", "since", "until")),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_edition")),
    )
    op.create_table(
        "sentence",
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", WORDS, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("line", WORDS, nullable=True),
        sa.Column("words", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.number"], name=op.f("fk_sentence_edition_edition")),
        sa.PrimaryKeyConstraint("edition", "number", name=op.f("pk_sentence")),
    )
    op.create_index("ix_sentence_article", "sentence", ["article"], unique=False)
    op.create_table(
        "draft",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_draft")),
    )
    for statement in (_IN_SQLITE,) if op.get_context().dialect.name == "sqlite" else _IN_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("what was published is not thrown away")
