"""The best places for what is searched for, from an index to the words of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from verbale.model.evidence import Finding
from verbale.model.negotiation import Statement
from verbale.model.text import Span
from verbale.store.fetching import SPOKEN, Snapshot
from verbale.store.filters import known, within
from verbale.store.held import StoredStatement
from verbale.store.queries import SEARCH_KINDS, Hit, SearchKind, SearchQuery, StatementQuery
from verbale.store.rows import days_of, said_in
from verbale.store.rows import within as touching
from verbale.store.schema import article, statement
from verbale.store.search import index_of
from verbale.store.search.index import SEARCHED, Pieces
from verbale.store.words import Wanted, excerpt, wanted_in

_Ranked = tuple[float, date, str, Hit]


def found_in(now: Snapshot, query: SearchQuery) -> list[Hit]:
    """The places that fit best, the best first; where two fit as well, the later one.

    The ranks of two indexes cannot be compared, so the best statement comes first, then the best article, and so on.
    """
    wanted, half = wanted_in(query.words), -(-query.limit // 2)

    def ranked(kind: SearchKind, limit: int) -> list[_Ranked]:
        return _ranked(now, kind, wanted, replace(query, limit=limit)) if kind in query.kinds and limit else []

    said = ranked("statement", half)
    written = ranked("article", query.limit - len(said))
    if len(said) == half and len(said) + len(written) < query.limit:
        said = ranked("statement", query.limit - len(written))
    mixed = [(position, hit) for of in (said, written) for position, (*_, hit) in enumerate(of)]
    return [hit for _, hit in sorted(mixed, key=lambda m: m[0])]


def _order(ranked: _Ranked) -> tuple[float, int, str]:
    rank, day, key, _ = ranked
    return rank, -day.toordinal(), key


def _ranked(now: Snapshot, kind: SearchKind, wanted: Wanted, query: SearchQuery) -> list[_Ranked]:
    """At most as many hits as are asked for, the best first, from as much of the index as that takes."""
    index = index_of(now.connection)
    conditions = [*_of_days(now, kind, query), *([] if _knows_all(now, query) else known(query.known_on, now.moved))]
    hits: list[_Ranked] = []
    looked_at = 0
    while len(hits) < query.limit:
        best = index.best(now.connection, kind, wanted, conditions, (query.limit, looked_at))
        of = _statements if kind == "statement" else _articles
        found = list(of(now, dict(best)))
        if query.marked or not index.sure:
            marked = zip(found, _marks(now, wanted, [hit for *_, hit in found]), strict=True)
            found = [(rank, day, key, _marked(hit, at)) for (rank, day, key, hit), at in marked if at is not None]
        hits += found
        looked_at += len(best)
        if len(best) < query.limit:
            break
    return sorted(hits, key=_order)[: query.limit]


def _knows_all(now: Snapshot, query: SearchQuery) -> bool:
    """Whether every article is known on the day that is asked for: so no index is asked which are."""
    last = now.connection.scalar(select(func.max(article.c.known_from)))
    return not now.moved and (query.known_on is None or last is None or last <= query.known_on)


def _of_days(now: Snapshot, kind: SearchKind, query: SearchQuery) -> list[ColumnElement[bool]]:
    """That the days of a row are those asked for, as they were known on the day."""
    filed = within(SEARCHED[kind].table, query.since, query.until)
    if not filed or not now.moved:
        return filed
    then: list[ColumnElement[bool]] = []
    for i, one in now.moved.items():
        if kind == "statement":
            asked = StatementQuery(since=query.since, until=query.until)
            then.append((statement.c.article_id == i) & statement.c.place.in_(now.fitting_then(i, asked)))
        else:
            days = days_of(one.article, one.added_on)
            if touching(days.first, days.last, query.since, query.until):
                then.append(article.c.id == i)
    return [or_(and_(article.c.id.not_in(list(now.moved)), *filed), *then)]


def _articles(now: Snapshot, best: dict[int, float]) -> Iterator[_Ranked]:
    for i, one in now.stored(list(best)).items():
        whole = one.article.passage((0, len(one.article.text)))
        yield best[i], one.known_from, one.article.key, Hit(one, whole, (), None, i)


def _statements(now: Snapshot, best: dict[int, float]) -> Iterator[_Ranked]:
    for i, one in _said(now, best).items():
        passage = one.source.article.passage(_reach(one.statement))
        yield best[i], one.source.known_from, one.statement.key, Hit(one.source, passage, (), one.statement, i)


def marked_in(now: Snapshot, words: str, hits: Sequence[Hit]) -> list[Hit]:
    """Hits of a search for some words, in the order given, with passage and marks."""
    return [_marked(hit, marks or []) for hit, marks in zip(hits, _marks(now, wanted_in(words), hits), strict=True)]


def _marks(now: Snapshot, wanted: Wanted, hits: Sequence[Hit]) -> list[list[Span] | None]:
    """Where the words of hits stand that are not yet marked; None where one does not fit."""
    found: list[list[Span] | None] = [None] * len(hits)
    for kind in SEARCH_KINDS:
        at = {hit.unmarked: n for n, hit in enumerate(hits) if hit.unmarked is not None and _kind(hit) == kind}
        rows = {i: _pieces(hits[n]) for i, n in at.items()}
        for i, marks in index_of(now.connection).marks(now.connection, kind, wanted, rows).items() if rows else ():
            found[at[i]] = marks
    return found


def _kind(hit: Hit) -> SearchKind:
    return "statement" if hit.statement else "article"


def _pieces(hit: Hit) -> Pieces:
    """What of an article's text the index holds of a hit."""
    text = hit.source.article.text
    return text, hit.statement.content.content if hit.statement else [(0, len(text))]


def _marked(hit: Hit, marks: list[Span]) -> Hit:
    if hit.unmarked is None:
        return hit
    of = hit.source.article
    if hit.statement:  # pieces of one statement may overlap
        return replace(hit, marks=tuple(map(of.passage, sorted(set(marks)))), unmarked=None)
    passage = of.passage(excerpt(of, marks))
    inside = tuple(of.passage(m) for m in marks if passage.start <= m[0] and m[1] <= passage.end)
    return replace(hit, passage=passage, marks=inside, unmarked=None)


def _said(now: Snapshot, ids: Iterable[int]) -> dict[int, StoredStatement]:
    """The statements of some rows, by the id of the row."""
    s = statement.c
    rows = now.rows(select(s.id, s.article_id, s.place).where(s.id.in_(list(ids))))
    places: dict[int, set[int]] = {}
    for row in rows:
        places.setdefault(row["article_id"], set()).add(row["place"])
    keys = {i: held.keys for i, held in now.held(list(places)).items()}
    by_key = {one.statement.key: one for stored in now.readings(list(places), SPOKEN) for one, _ in said_in(stored)}
    found = {row["id"]: by_key.get(keys[row["article_id"]][row["place"]]) for row in rows}
    return {i: one for i, one in found.items() if one is not None}


def _reach(said: Finding[Statement]) -> Span:
    """From where to where the pieces of a statement reach."""
    pieces = said.content.content
    return min(a for a, _ in pieces), max(b for _, b in pieces)
