"""Keep saved searches and what they found, and give whoever opens the file views with readable names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from verbale.store.columns import WORDS

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_DAY = "date({0} + 1721424.5)"
_LINE = "CASE WHEN length(l.key) = 12 THEN '{0}:' || lower(hex(l.key)) ELSE substr(CAST(l.key AS TEXT), 2) END"
_SET = "replace(trim({0}.text, '|'), '|', '; ')"
_TOLD = """
FROM telling AS t
JOIN article AS a ON a.id = t.article_id
LEFT JOIN signature AS s ON s.id = t.signature_id
LEFT JOIN line AS l ON l.id = coalesce(s.line_id, t.line_id)
LEFT JOIN term AS p ON p.id = t.parties
LEFT JOIN term AS i ON i.id = t.issues
LEFT JOIN term AS c ON c.id = t.status
LEFT JOIN term AS m ON m.id = t.manner
LEFT JOIN term AS w ON w.id = t.speaker
"""
_SOURCE = (
    f"{_DAY.format('t.known_from')} AS known_from, a.outlet AS outlet, a.title AS title, a.url AS url, a.key AS article"
)
_DAYS = f"{_DAY.format('t.first_day')} AS first_day, {_DAY.format('t.last_day')} AS last_day"
_PARTY, _ISSUE = _SET.format("p"), _SET.format("i")


def _telling(kind: int, name: str, columns: str, joins: str = "") -> str:
    return f"SELECT {_LINE.format(name)} AS line, {columns}, {_SOURCE} {_TOLD} {joins} WHERE t.kind = {kind}"


def _after(text: str) -> str:
    return f"substr({text}, instr({text}, '|') + 1)"


def _until(text: str) -> str:
    return f"substr({text}, 1, instr({text}, '|') - 1)"


_WORDS = (
    "JOIN statement AS o ON o.article_id = t.article_id AND o.place = t.place JOIN statement_words AS x ON x.id = o.id"
)
_PARTY_OF, _NAME_OF = _after("s.text"), _after(_after("s.text"))
VIEWS = {
    "articles": "SELECT a.key AS article, a.title, a.outlet, a.published, a.published_basis, a.page, a.section,"
    " a.byline, a.credit, a.kind, a.abridged, a.url, a.known_from, a.added_on, a.text FROM article AS a",
    "statements": _telling(
        -1,
        "utterance",
        f"w.text AS speaker, {_PARTY} AS party, c.text AS act, m.text AS manner, {_ISSUE} AS issues,"
        f" x.words AS words, {_DAYS}",
        _WORDS,
    ),
    "events": _telling(-2, "event", f"{_PARTY} AS parties, c.text AS status, {_DAYS}"),
    "positions": _telling(-5, "position", f"{_PARTY} AS party, {_ISSUE} AS issue"),
    "phases": _telling(-6, "phase", f"c.text AS status, {_DAYS}"),
    "linkages": _telling(-4, "linkage", f"c.text AS kind, {_PARTY} AS parties"),
    "actors": f"SELECT {_LINE.format('actor')} AS line, {_until('s.text')} AS kind, {_until(_PARTY_OF)} AS party,"
    f" {_until(_NAME_OF)} AS name, {_after(_NAME_OF)} AS role, s.tellings AS reports,"
    f" {_DAY.format('s.first_known')} AS first_known, {_DAY.format('s.last_known')} AS last_known"
    " FROM signature AS s LEFT JOIN line AS l ON l.id = s.line_id WHERE s.kind = -3",
    "contradictions": "SELECT d.text AS differ_in, r.text AS rule, o.about AS about,"
    f" {_DAY.format('o.known_from')} AS known_from, fa.outlet AS outlet_a, fa.title AS title_a, fa.key AS article_a,"
    " fb.outlet AS outlet_b, fb.title AS title_b, fb.key AS article_b FROM contradiction AS o"
    " JOIN telling AS a ON a.id = o.a JOIN article AS fa ON fa.id = a.article_id"
    " JOIN telling AS b ON b.id = o.b JOIN article AS fb ON fb.id = b.article_id"
    " JOIN term AS d ON d.id = o.differ_in JOIN term AS r ON r.id = o.rule",
    "decisions": "SELECT key, verdict, kind, field, value, made_by, made_on, why, undoes FROM judgement",
}
"""What a program that reads SQLite finds by readable names; words of events and positions are packed with readings."""


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("name", "query", "made_by")),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_search_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alert",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in ("hit", "content")),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_alert")),
        sa.UniqueConstraint("search_id", "hit", name=op.f("uq_alert_search_id_hit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alert_written", "alert", ["written"], unique=False)
    if op.get_context().dialect.name == "sqlite":
        for name, query in VIEWS.items():
            op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    raise NotImplementedError("what people saved is not thrown away")
