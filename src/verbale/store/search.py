"""Search with SQLite's FTS5 (https://www.sqlite.org/fts5.html) over the texts of articles and what was stated.

FTS5 marks what it found in a copy of the text; the marks are taken out again and become passages of the article, so
that a hit shows the article's own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    Table,
    TableClause,
    column,
    func,
    literal_column,
    select,
    table,
)  # fmt: skip

from verbale.model.text import Span
from verbale.store.base import Hit, SearchQuery, StoredStatement
from verbale.store.fetching import Fetching
from verbale.store.filters import known, within
from verbale.store.rows import GAP
from verbale.store.schema import article, finding, statement
from verbale.store.words import Term, Wanted, excerpt, wanted_in

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters, which no text is meant to hold (Unicode 16, §23.7)."""

_Ranked = tuple[float, date, str, Hit]


def found_in(fetching: Fetching, query: SearchQuery) -> list[Hit]:
    """The places that fit best, the best first; where two fit as well, the later one.

    The ranks of two indexes cannot be compared, so the best statement comes first, then the best article, and so on.
    """
    match = _as_fts5(wanted_in(query.words))
    mixed: list[tuple[int, Hit]] = []
    for kind, ranked_of in (("statement", _statements), ("article", _articles)):
        if kind in query.kinds:
            ranked = sorted(ranked_of(fetching, query, match), key=lambda r: (r[0], -r[1].toordinal(), r[2]))
            mixed += [(position, hit) for position, (*_, hit) in enumerate(ranked)]
    return [hit for _, hit in sorted(mixed, key=lambda m: m[0])[: query.limit]]


def _articles(fetching: Fetching, query: SearchQuery, match: str) -> Iterator[_Ranked]:
    best = _best(fetching, article, article.c.id, query, match)
    marked = _marked(fetching, "article_text", "text", match, list(best))
    for i, stored in fetching.stored(list(best)).items():
        marks = _marks(marked[i], stored.article.text)
        passage = stored.article.passage(excerpt(stored.article, marks))
        inside = tuple(stored.article.passage(m) for m in marks if passage.start <= m[0] and m[1] <= passage.end)
        yield best[i], stored.known_from, stored.article.key, Hit(stored, passage, inside)


def _statements(fetching: Fetching, query: SearchQuery, match: str) -> Iterator[_Ranked]:
    best = _best(fetching, statement, statement.c.finding_id, query, match)
    marked = _marked(fetching, "statement_text", "words", match, list(best))
    rows = fetching.rows(select(finding.c.id, finding.c.key, finding.c.article_id).where(finding.c.id.in_(list(best))))
    ids = {row["key"]: row["id"] for row in rows}
    wanted: dict[int, set[str]] = {}
    for row in rows:
        wanted.setdefault(row["article_id"], set()).add(row["key"])
    for said in fetching.stated(wanted):
        i = ids[said.statement.key]
        yield best[i], said.source.known_from, said.statement.key, _statement_hit(said, marked[i])


def _statement_hit(said: StoredStatement, marked: str) -> Hit:
    of = said.source.article
    pieces = said.statement.content.content
    marks = _marks(marked, GAP.join(of.text[a:b] for a, b in pieces))
    passage = of.passage((min(a for a, _ in pieces), max(b for _, b in pieces)))
    return Hit(said.source, passage, tuple(of.passage(m) for m in _in_pieces(marks, pieces)), said.statement)


def _best(
    fetching: Fetching, searched: Table, key: ColumnElement[int], query: SearchQuery, match: str
) -> dict[int, float]:
    """The rank of the best rows of a table by id; a lower rank is a better fit (bm25)."""
    index = _index(f"{searched.name}_text")
    hits: Select[Any] = select(key.label("id"), index.c.rank).select_from(searched).join(index, index.c.rowid == key)
    if searched is not article:
        hits = hits.join(article, article.c.id == searched.c.article_id)
    hits = (
        hits.where(_matches(index, match), *within(searched, query.since, query.until), *known(query.known_on))
        .order_by(index.c.rank, article.c.known_from.desc(), article.c.key)
        .limit(query.limit)
    )
    return {row["id"]: row["rank"] for row in fetching.rows(hits)}


def _marked(fetching: Fetching, name: str, column_name: str, match: str, ids: Sequence[int]) -> dict[int, str]:
    """The texts of rows with what was found between marks."""
    index = _index(name)
    marked = func.highlight(literal_column(name), 0, _OPEN, _CLOSE).label("marked")
    rows: Sequence[RowMapping] = fetching.rows(
        select(index.c.rowid, marked).where(_matches(index, match), index.c.rowid.in_(ids))
    )
    return {row["rowid"]: row["marked"] for row in rows}


def _index(name: str) -> TableClause:
    return table(name, column("rowid"), column("rank"))


def _matches(index: TableClause, match: str) -> ColumnElement[bool]:
    return literal_column(index.name).bool_op("MATCH")(match)


def _marks(marked: str, text: str) -> list[Span]:
    """Where in `text` the marks of `marked` stand; none where the text holds marks of its own."""
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != text:
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


def _in_pieces(marks: Sequence[Span], pieces: Sequence[Span]) -> Iterator[Span]:
    """Marks in pieces joined with `GAP` as spans of the article; one that reaches over a gap becomes two."""
    at = 0
    for start, end in pieces:
        for first, last in marks:
            low, high = max(first - at, 0), min(last - at, end - start)
            if low < high:
                yield (start + low, start + high)
        at += end - start + len(GAP)


def _as_fts5(wanted: Wanted) -> str:
    """The query in FTS5's own syntax, every word quoted, so that none is taken for an operator."""
    required = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in wanted.groups)
    return required + "".join(f" NOT {_quoted(term)}" for term in wanted.without)


def _quoted(term: Term) -> str:
    words = term.words.replace('"', '""')
    return f'"{words}"' + (" *" if term.prefix else "")
