"""Search by SQLite's FTS5 (https://www.sqlite.org/fts5.html).

Both indexes keep no copy of what they index: one reads the texts of articles, the other a view of what was stated. FTS5
marks what it found in a copy of the text; the marks are taken out again and become spans of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from verbale.model.text import Span
from verbale.store.held import Damage
from verbale.store.queries import SearchKind
from verbale.store.rows import GAP
from verbale.store.schema import FULL_TEXT, article
from verbale.store.search.index import SEARCHED, Pieces
from verbale.store.words import Term, Wanted

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters, which no text is meant to hold (Unicode 16, §23.7)."""

# The last value of each is what FTS5 indexed or is to index; to take a row out it must be handed the same again.
_PUT = (
    "INSERT INTO article_text (rowid, text) SELECT id, text FROM article WHERE id = :id",
    "INSERT INTO statement_text (rowid, words) SELECT id, words FROM statement_words WHERE article_id = :id",
)
_TAKE = (
    "INSERT INTO article_text (article_text, rowid, text) SELECT 'delete', id, text FROM article WHERE id = :id",
    """INSERT INTO statement_text (statement_text, rowid, words)
    SELECT 'delete', id, words FROM statement_words WHERE article_id = :id""",
)


class Fts5:
    """The indexes of a dossier in SQLite; see `TextIndex`."""

    sure = True

    def put(self, connection: Connection, article_id: int) -> None:
        """Index an article and its statements."""
        for put in _PUT:
            connection.execute(text(put), {"id": article_id})

    def take(self, connection: Connection, article_id: int) -> None:
        """Take an article and its statements out of the index."""
        for take in _TAKE:
            connection.execute(text(take), {"id": article_id})

    def best(
        self,
        connection: Connection,
        kind: SearchKind,
        wanted: Wanted,
        conditions: Sequence[ColumnElement[bool]],
        page: tuple[int, int],
    ) -> list[tuple[int, float]]:
        """The ids of the rows that fit best, and their ranks (bm25); of equal ones the later, or that added later."""
        searched = SEARCHED[kind]
        index = table(searched.index, column("rowid"), column("rank"))
        if not conditions:  # of most of a large dossier no row is looked up to be passed by
            best = select(index.c.rowid, index.c.rank).where(_matches(searched.index, wanted))
            best = best.order_by(index.c.rank, index.c.rowid.desc()).limit(page[0]).offset(page[1])
            return [(i, rank) for i, rank in connection.execute(best)]
        found = (
            select(searched.key, index.c.rank).select_from(searched.table).join(index, index.c.rowid == searched.key)
        )
        if searched.table is not article:
            found = found.join(article, article.c.id == searched.table.c.article_id)
        found = (
            found.where(_matches(searched.index, wanted), *conditions)
            .order_by(index.c.rank, article.c.known_from.desc(), article.c.key, searched.key)
            .limit(page[0])
            .offset(page[1])
        )
        return [(i, rank) for i, rank in connection.execute(found)]

    def marks(
        self, connection: Connection, kind: SearchKind, wanted: Wanted, rows: Mapping[int, Pieces]
    ) -> dict[int, list[Span]]:
        """Where the words stand; nowhere in a text that holds marks of its own."""
        name = SEARCHED[kind].index
        index = table(name, column("rowid"))
        marked = func.highlight(literal_column(name), 0, _OPEN, _CLOSE)
        found = select(index.c.rowid, marked).where(_matches(name, wanted), index.c.rowid.in_(list(rows)))
        return {i: list(_spans(words, *rows[i])) for i, words in connection.execute(found)}

    def damage(self, connection: Connection) -> Iterator[Damage]:
        """Where an index does not agree with its tables."""
        for name in FULL_TEXT:
            try:
                # The value 1 for rank compares with what is indexed, and not only the index with itself.
                connection.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
            except DatabaseError as error:
                if isinstance(error, OperationalError):
                    raise
                yield Damage(name, f"the search index does not agree with what it indexes ({error.orig})")


def _matches(name: str, wanted: Wanted) -> ColumnElement[bool]:
    return literal_column(name).bool_op("MATCH")(_query(wanted))


def _query(wanted: Wanted) -> str:
    """The query in FTS5's own syntax, every word quoted, so that none is taken for an operator."""
    required = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in wanted.groups)
    return required + "".join(f" NOT {_quoted(term)}" for term in wanted.without)


def _quoted(term: Term) -> str:
    words = term.words.replace('"', '""')
    return f'"{words}"' + (" *" if term.prefix else "")


def _spans(marked: str, of: str, pieces: Sequence[Span]) -> Iterator[Span]:
    """The marks in pieces joined with `GAP` as spans of the text; one that reaches over a gap becomes two."""
    marks = _marks(marked, GAP.join(of[start:end] for start, end in pieces))
    at = 0
    for start, end in pieces:
        for first, last in marks:
            low, high = max(first - at, 0), min(last - at, end - start)
            if low < high:
                yield (start + low, start + high)
        at += end - start + len(GAP)


def _marks(marked: str, words: str) -> list[Span]:
    """Where in `words` the marks of `marked` stand; nowhere if it is not the same but for them."""
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != words:
        return []
    marks: list[Span] = []
    before, *pieces = marked.split(_OPEN)
    at = len(before)
    for piece in pieces:
        found, _, rest = piece.partition(_CLOSE)
        if found:
            marks.append((at, at + len(found)))
        at += len(found) + len(rest)
    return marks
