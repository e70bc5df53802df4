"""Search by PostgreSQL's `tsvector` (https://www.postgresql.org/docs/15/textsearch.html).

What is indexed are the words that `verbale.store.words.tokens` finds, so that PostgreSQL's parser has nothing to
decide; its dictionary takes off the endings, of every word, as FTS5 does. A `tsvector` does not hold all places of
frequent words, so it finds what may fit, and phrases are looked for in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR

from verbale.model.text import Span
from verbale.store.codec import spans_from
from verbale.store.held import Damage
from verbale.store.queries import SearchKind
from verbale.store.schema import article, statement
from verbale.store.search.index import SEARCHED, Pieces
from verbale.store.words import Term, Wanted, marked, tokens

_CONFIGURATION = "verbale"
_WITHOUT_ENDINGS = literal(_CONFIGURATION, REGCONFIG)
_LONGEST = 500_000
"""How many characters of one row are indexed: a `tsvector` holds a megabyte."""
_BY_LENGTH = 1
"""Rank divided by 1 + the logarithm of the length (https://www.postgresql.org/docs/15/textsearch-controls.html)."""
_BARE = "statement_text"
"""The index that does not keep where words stand: a statement has few."""
_BATCH = 500
_WRONG = """
    SELECT count(*) FROM unnest(CAST(:ids AS int[]), CAST(:words AS text[])) AS held (id, words)
    LEFT JOIN {} AS filed USING (id) WHERE filed.words IS DISTINCT FROM {}(to_tsvector('verbale', held.words))
"""
"""How many rows an index does not hold, or not with these words."""

_tables = MetaData()
_INDEXES = {
    name: Table(name, _tables, Column("id", Integer, primary_key=True), Column("words", TSVECTOR, nullable=False))
    for name in ("article_text", "statement_text")
}


class TsQuery:
    """The indexes of a dossier in PostgreSQL; see `TextIndex`."""

    sure = False

    def put(self, connection: Connection, article_id: int) -> None:
        """Index an article and its statements."""
        for name, rows in _indexed(connection, [article_id]).items():
            vectors = [{"id": i, "words": _vector(name, words)} for i, words in rows.items()]
            if vectors:
                connection.execute(insert(_INDEXES[name]).values(vectors))

    def take(self, connection: Connection, article_id: int) -> None:
        """Take an article and its statements out of the index."""
        said = select(statement.c.id).where(statement.c.article_id == article_id)
        index = _INDEXES["statement_text"]
        connection.execute(delete(index).where(index.c.id.in_(said)))
        index = _INDEXES["article_text"]
        connection.execute(delete(index).where(index.c.id == article_id))

    def best(
        self,
        connection: Connection,
        kind: SearchKind,
        wanted: Wanted,
        conditions: Sequence[ColumnElement[bool]],
        page: tuple[int, int],
    ) -> list[tuple[int, float]]:
        """The ids of the rows that fit best, and their ranks (`ts_rank`, below zero)."""
        searched = SEARCHED[kind]
        index = _INDEXES[searched.index]
        query = func.to_tsquery(_WITHOUT_ENDINGS, _query(wanted))
        rank = (-func.ts_rank(index.c.words, query, _BY_LENGTH)).label("rank")
        found = select(searched.key, rank).select_from(searched.table).join(index, index.c.id == searched.key)
        if searched.table is not article:
            found = found.join(article, article.c.id == searched.table.c.article_id)
        found = (
            found.where(index.c.words.bool_op("@@")(query), *conditions)
            .order_by(rank, article.c.known_from.desc(), article.c.key, searched.key)
            .limit(page[0])
            .offset(page[1])
        )
        return [(i, rank) for i, rank in connection.execute(found)]

    def marks(
        self,
        connection: Connection,
        kind: SearchKind,  # noqa: ARG002 - both are marked alike
        wanted: Wanted,
        rows: Mapping[int, Pieces],
    ) -> dict[int, list[Span]]:
        """Where the words stand in the rows that fit."""
        found = {i: tokens(*pieces) for i, pieces in rows.items()}
        terms = (*(term for group in wanted.groups for term in group), *wanted.without)
        words = {token.word for term in terms for token in tokens(term.words)}
        words.update(token.word for some in found.values() for token in some)
        stems = _stems(connection, words)
        spans = {i: marked(some, wanted, stems.__getitem__) for i, some in found.items()}
        return {i: some for i, some in spans.items() if some}

    def damage(self, connection: Connection) -> Iterator[Damage]:
        """Where an index does not hold the words of its row."""
        for ids in _batches(connection.scalars(select(article.c.id).order_by(article.c.id)).all()):
            for name, rows in _indexed(connection, ids).items():
                held = {"ids": list(rows), "words": list(rows.values())}
                wrong = connection.scalar(text(_WRONG.format(name, "strip" if name == _BARE else "")), held)
                if wrong:
                    yield Damage(name, f"the search index does not agree with what it indexes ({wrong} rows)")


def _vector(index: str, words: str) -> ColumnElement[str]:
    """What an index keeps of some words."""
    vector = func.to_tsvector(_WITHOUT_ENDINGS, words)
    return func.strip(vector) if index == _BARE else vector


def _indexed(connection: Connection, ids: Sequence[int]) -> dict[str, dict[int, str]]:
    """The words of some articles and of their statements, by index and id, with blanks between."""
    of = select(article.c.id, article.c.text).where(article.c.id.in_(ids))
    texts = {row.id: row.text for row in connection.execute(of)}
    said = select(statement.c.id, statement.c.article_id, statement.c.content)
    statements = connection.execute(said.where(statement.c.article_id.in_(ids)))
    return {
        "article_text": {i: _words(of) for i, of in texts.items()},
        "statement_text": {i: _words(texts[of], spans_from(content)) for i, of, content in statements},
    }


def _words(of: str, pieces: Sequence[Span] | None = None) -> str:
    return " ".join(token.word for token in tokens(of, pieces))[:_LONGEST]


def _query(wanted: Wanted) -> str:
    """The query in the syntax of `to_tsquery`, every word quoted, phrases as the words that they hold."""
    required = " & ".join(f"({' | '.join(map(_term, group))})" for group in wanted.groups)
    return required + "".join(f" & !{_term(term)}" for term in wanted.without if len(tokens(term.words)) == 1)


def _term(term: Term) -> str:
    *before, last = [token.word for token in tokens(term.words)]
    return "(" + " & ".join([*(f"'{word}'" for word in before), f"'{last}'" + (":*" if term.prefix else "")]) + ")"


def _stems(connection: Connection, words: Iterable[str]) -> dict[str, str]:
    """What the dictionary makes of each word."""
    found = connection.execute(
        text(f"SELECT word, (ts_lexize('{_CONFIGURATION}', word))[1] FROM unnest(CAST(:words AS text[])) AS word"),  # noqa: S608 - a name of ours
        {"words": sorted(words)},
    )
    return {word: stem or word for word, stem in found}


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
