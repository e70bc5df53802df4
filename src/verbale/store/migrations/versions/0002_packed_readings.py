"""Keep the findings of an article packed beside it; take dates and removals from people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from verbale.store.packing import Found, Seen, packed

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REPLACED = ("statement_issue", "statement")
_FILED = "speaker, party, manner, act, first_day, last_day"


def upgrade() -> None:
    on_sqlite = op.get_context().dialect.name == "sqlite"
    if on_sqlite:
        for table in ("article", "statement"):
            for event in ("added", "removed", "changed"):
                op.execute(f"DROP TRIGGER {table}_text_{event}")
        op.execute("DROP TABLE statement_text")
    for table in _REPLACED:
        op.execute(f"CREATE TABLE {table}_0001 AS SELECT * FROM {table}")
        op.drop_table(table)
    op.drop_table("membership")
    _make_tables()
    _make_filings()
    op.execute(sa.text("UPDATE article SET settled = :settled").bindparams(settled=False))
    for row in _all("SELECT number, value FROM judgement WHERE value IS NOT NULL"):
        value = json.dumps(row["value"], ensure_ascii=False)
        _run("UPDATE judgement SET value = :value WHERE number = :number", value=value, number=row["number"])
    for (article,) in op.get_bind().execute(sa.text("SELECT id FROM article")).all():
        _pack(article)
    for table in (*(f"{name}_0001" for name in _REPLACED), "observation", "finding"):
        op.drop_table(table)
    op.create_index("ix_statement_last_day", "statement", ["last_day"], unique=False)
    op.create_index("ix_statement_party_last_day", "statement", ["party", "last_day"], unique=False)
    op.create_index("ix_statement_issue_issue", "statement_issue", ["issue"], unique=False)
    if on_sqlite:
        _search_by_fts5()
    else:
        _search_by_tsquery()


def _make_tables() -> None:
    op.create_table(
        "making",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief", sa.Text(), nullable=False),
        sa.Column("annotators", sa.Text(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_making"),
        sa.UniqueConstraint("brief", "annotators", "whole", name="uq_making_brief_annotators_whole"),
    )
    op.create_table(
        "reading",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("making_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("misdated", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_reading_article_id"),
        sa.ForeignKeyConstraint(["making_id"], ["making.id"], name="fk_reading_making_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_reading"),
    )
    op.create_index("ix_reading_making_id_misdated", "reading", ["making_id", "misdated"], unique=False)
    op.create_table(
        "redating",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_redating"),
    )
    op.create_index("ix_redating_article", "redating", ["article"], unique=False)
    op.create_table(
        "removed",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_removed"),
    )


def _make_filings() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_statement_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.UniqueConstraint("article_id", "place", name="uq_statement_article_id_place"),
    )
    op.create_table(
        "statement_issue",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_statement_issue_statement_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement_id", "issue", name="pk_statement_issue"),
        sqlite_with_rowid=False,
    )


def _pack(article: int) -> None:
    """Pack the findings of an article, those of the last reading first, and file its statements anew."""
    rows = _all(
        "SELECT f.id, f.key, f.kind, f.content, o.annotator, o.brief, o.rule, o.confidence, o.place "
        "FROM finding AS f JOIN observation AS o ON o.finding_id = f.id WHERE f.article_id = :article "
        "ORDER BY o.place IS NULL, o.place, f.key, o.annotator, o.brief",
        article=article,
    )
    found: dict[int, Found] = {}
    for row in rows:
        found.setdefault(row["id"], Found(row["key"], row["kind"], json.loads(row["content"])))
    places = {i: place for place, i in enumerate(found)}
    seen = [
        (row["place"], Seen(places[row["id"]], row["annotator"], row["brief"], row["rule"], row["confidence"]))
        for row in rows
    ]
    last = [one for place, one in seen if place is not None]
    op.get_bind().execute(
        sa.text(
            "INSERT INTO reading (article_id, making_id, published, misdated, findings) "
            "SELECT id, :making, published, :misdated, :findings FROM article WHERE id = :article"
        ),
        {
            "article": article,
            "making": _making(last),
            "misdated": False,
            "findings": packed(found.values(), last, [one for place, one in seen if place is None]),
        },
    )
    for i, place in places.items():
        if found[i].kind == "statement":
            content = json.dumps(found[i].values["content"], separators=(",", ":"))
            _file({"article": article, "finding": i, "place": place, "content": content})


def _making(last: list[Seen]) -> int:
    values = {
        "brief": min((one.brief for one in last), default=""),
        "annotators": json.dumps(sorted({one.annotator for one in last}), separators=(",", ":"), ensure_ascii=False),
        "whole": False,
    }
    this = "SELECT id FROM making WHERE brief = :brief AND annotators = :annotators AND whole = :whole"
    if not _all(this, **values):
        _run("INSERT INTO making (brief, annotators, whole) VALUES (:brief, :annotators, :whole)", **values)
    number: int = _all(this, **values)[0]["id"]
    return number


def _file(values: Mapping[str, Any]) -> None:
    _run(
        f"INSERT INTO statement (article_id, place, content, {_FILED}) "
        f"SELECT :article, :place, :content, {_FILED} FROM statement_0001 WHERE finding_id = :finding",
        **values,
    )
    _run(
        "INSERT INTO statement_issue (statement_id, issue) SELECT s.id, i.issue FROM statement_issue_0001 AS i "
        "JOIN statement AS s ON s.article_id = :article AND s.place = :place WHERE i.finding_id = :finding",
        **{name: values[name] for name in ("article", "place", "finding")},
    )


def _all(query: str, **values: Any) -> list[sa.RowMapping]:
    return list(op.get_bind().execute(sa.text(query), values).mappings().all())


def _run(statement: str, **values: Any) -> None:
    op.get_bind().execute(sa.text(statement), values)


def _search_by_fts5() -> None:
    """Index what was stated from a view, so that no copy is kept of it."""
    # FTS5 lets a view that it reads from use no virtual table, so json_each cannot take the pieces apart.
    pieces = (
        f"WITH RECURSIVE piece (number, words) AS (SELECT 1, {_piece('0')} "
        f"UNION ALL SELECT number + 1, words || ' … ' || {_piece('number')} FROM piece "
        "WHERE number < json_array_length(s.content)) SELECT words FROM piece ORDER BY number DESC LIMIT 1"
    )
    op.execute(
        f"CREATE VIEW statement_words (id, article_id, words) AS SELECT s.id, s.article_id, ({pieces}) "
        "FROM statement AS s JOIN article AS a ON a.id = s.article_id"
    )
    op.execute(
        "CREATE VIRTUAL TABLE statement_text USING fts5"
        "(words, content='statement_words', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO statement_text (rowid, words) SELECT id, words FROM statement_words")


def _piece(number: str) -> str:
    start, end = (f"json_extract(s.content, '$[' || {number} || '][{end}]')" for end in (0, 1))
    return f"substr(a.text, {start} + 1, {end} - {start})"


def _search_by_tsquery() -> None:
    """Index words by a dictionary that takes off endings and knows no words to leave out."""
    op.execute("CREATE TEXT SEARCH DICTIONARY verbale (TEMPLATE = snowball, LANGUAGE = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION verbale (PARSER = default)")
    kinds = "asciiword, word, numword, asciihword, hword, numhword, int, uint, float, sfloat, version"
    op.execute(f"ALTER TEXT SEARCH CONFIGURATION verbale ADD MAPPING FOR {kinds} WITH verbale")
    for table in ("article", "statement"):
        op.execute(
            f"CREATE TABLE {table}_text (id integer PRIMARY KEY REFERENCES {table} ON DELETE CASCADE, "
            "words tsvector NOT NULL)"
        )
        op.execute(f"CREATE INDEX ix_{table}_text_words ON {table}_text USING gin (words)")


def downgrade() -> None:
    raise NotImplementedError("a reading that is packed is not taken apart again")
