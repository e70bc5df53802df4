"""The record's tables as views ask for them: lines by page, and what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    select,
    type_coerce,
)

from verbale.model.record import Telling
from verbale.model.times import bounds
from verbale.store.columns import Day
from verbale.store.dialect import Asking, listed
from verbale.store.ends import ends_of, known_of
from verbale.store.fetching import Snapshot
from verbale.store.filters import NONE, holds, holds_any, touching
from verbale.store.numbers import KIND_OF, KINDS, line_bytes, line_key
from verbale.store.queries import FEWEST, NEWEST_FIRST, LinePage, LineQuery, LineTold, Order, Said, share, slipping
from verbale.store.record_schema import line, signature, telling, term
from verbale.store.rows import folded, told_first
from verbale.store.schema import article
from verbale.store.stories import Stories, Terms, batches

_LINE = func.coalesce(telling.c.line_id, signature.c.line_id)
_TOLD = telling.outerjoin(signature, signature.c.id == telling.c.signature_id)
_ORDER: dict[Order, tuple[ColumnElement[Any], bool]] = {
    "newest": (line.c.last_known, True),
    "oldest": (line.c.first_known, False),
    "first day": (line.c.first_day, False),
    "last day": (line.c.last_day, True),
    "next day": (line.c.last_day, False),
    "most told": (line.c.tellings, True),
    "least sure": (line.c.doubt, True),
}
"""What lines are put in order by, and whether the largest comes first."""

# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_UNTIL: BindParameter[date] = bindparam("until", type_=Day())
_CALLED = select(line.c.id, line.c.key, line.c.tellings).where(line.c.key.in_(_SOME))
_PLACE = (telling.c.id, telling.c.article_id, telling.c.place)
_OWN = Asking(  # apart from the others, as no index serves both conditions together
    lambda lines: select(*_PLACE, telling.c.line_id).where(telling.c.line_id.in_(lines), telling.c.known_from <= _UNTIL)
)
_SHARED = Asking(
    lambda lines: (
        select(*_PLACE, signature.c.line_id)
        .join(signature, signature.c.id == telling.c.signature_id)
        .where(signature.c.line_id.in_(lines), telling.c.known_from <= _UNTIL)
    )
)
_INSIDE = _TOLD.join(line, line.c.id == _LINE)
_IN = (
    telling.c.article_id.in_(select(article.c.id).where(article.c.key.in_(_SOME))),
    telling.c.kind.in_(bindparam("kinds", expanding=True)),
)
"""What tellings of some kinds fit that stand in some articles."""
_TOLD_IN = select(*_PLACE, line.c.key, line.c.kind).select_from(_INSIDE).where(*_IN)
_LINES_IN = select(line.c.key, line.c.kind).select_from(_INSIDE).where(*_IN).distinct()

_SAID = literal_column(str(KINDS["statement"])) == line.c.kind
_REACH = select(line.c.last_known).where(_SAID).order_by(line.c.last_known.desc()).limit(1).offset(bindparam("upto"))
_LAST = (
    select(line.c.id, line.c.key, type_coerce(line.c.last_known, Integer).label("last"), line.c.tellings)
    .where(_SAID, line.c.last_known >= func.coalesce(_REACH.scalar_subquery(), literal(date.min, Day())))
    .order_by(line.c.last_known.desc(), line.c.key.desc())
    .offset(bindparam("first"))
    .subquery()
)
_DAYS_TOLD = (type_coerce(telling.c.first_day, Integer), type_coerce(telling.c.known_from, Integer))
_LAST_TOLD = (
    select(_LAST.c.key, _LAST.c.last, _LAST.c.tellings, *_DAYS_TOLD, article.c.key, article.c.published)
    .select_from(
        _LAST.outerjoin(telling, (telling.c.line_id == _LAST.c.id) & (_LAST.c.tellings <= FEWEST)).outerjoin(
            article, article.c.id == telling.c.article_id
        )
    )
    .order_by(_LAST.c.last.desc(), _LAST.c.key.desc())
)
"""The lines of statements told last, each beside every telling of its own where it has few."""

_DIGITS = 24
"""Hexadecimal digits of a key that is a hash."""

_FEW = 2000
"""Of so many tellings at most the lines are looked up; else lines are gone through in order until a page is full."""

Conditions = list[ColumnElement[bool]]


class Views:
    """What views ask of the record in one transaction; `passing` as for `Stories`."""

    def __init__(self, now: Snapshot, *, passing: bool = False) -> None:
        self._connection = now.connection
        self._terms = Terms(now.connection)
        self._stories = Stories(now.connection, hold=False, passing=passing)

    def page(self, query: LineQuery) -> LinePage:
        """The keys of the lines that fit, a page of them."""
        by, falling = _ORDER[query.order]
        filters = self._filters(query)
        if any(one is NONE for one in filters):
            return LinePage(())
        few = self._few_that_tell(query)
        first = func.coalesce(line.c.first_day, line.c.first_known).label("first")
        begun = (first, line.c.first_known) if query.kind == "statement" else ()
        these = select(line.c.key, by.label("reach"), *begun).where(*filters)
        if few is not None:
            some = listed(self._connection, few)
            these = these.join(some, some.c.value == line.c.id)
        then = (line.c.last_known.desc(), line.c.key) if query.order == "least sure" else (_tied(query.order),)
        these = these.order_by(by.desc() if falling else by, *then).offset(query.offset).limit(query.limit)
        rows = self._connection.execute(these).all()
        return LinePage(
            tuple(line_key(query.kind, row.key) for row in rows),
            rows[-1].reach if rows else None,
            tuple((row.first, row.first_known) for row in rows) if begun else (),
        )

    def said(self, limit: int, offset: int) -> list[Said]:
        """The lines of statements, those told last first."""
        rows = self._connection.execute(_LAST_TOLD, {"upto": offset + limit - 1, "first": offset}).all()
        found = []
        for key, some in groupby(rows, key=itemgetter(0)):
            told = list(some)
            _, last, tellings, *_ = told[0]
            # Of a line of many, or of one that others share, the rows do not tell.
            place = _place(told) if len(told) == tellings and told[0][4] else (None, None)
            found.append(Said(line_key("statement", key), _day(last), *place))
        return found

    def _filters(self, query: LineQuery) -> Conditions:
        """What a line must meet."""
        t, terms = telling.c, self._terms
        # A beginning of a key names few lines: no index by kind is to be taken for it.
        kind = line.c.kind if query.key is None else line.c.kind.op("+")(0)
        conditions: Conditions = [_of_kind(kind, query.kind)]
        if query.order == "least sure":
            conditions.append(line.c.doubt.is_not(None))
        if query.key is not None:
            first, last = (bytes.fromhex(query.key.ljust(_DIGITS, digit)) for digit in "0f")
            conditions.append(line.c.key.between(first, last))
        if query.status:
            terms.know(query.status)
            conditions.append(holds_any(t.status, [n for word in query.status if (n := terms.known(word))]))
        if query.manner is not None:
            conditions.append(holds(t.manner == terms.known(query.manner)))
        conditions += [holds_any(column, numbers) for column, numbers in self._concerning(query)]
        if query.outlet is not None:
            published = select(article.c.id).where(article.c.outlet == query.outlet)
            conditions.append(holds(t.article_id.in_(published), alike=False))
        days = touching(query)
        cancelled = terms.known("cancelled") if days and query.kind == "event" else None
        if cancelled is not None:
            off_from, off_until = slipping(query)
            near = (line.c.last_known >= off_from, line.c.first_known <= off_until)
            days = [and_(*days) | and_(*near, holds(t.status == cancelled))]
        at_least = ((line.c.last_day, query.ahead_of), (line.c.last_known, query.told_since))
        before = [] if query.told_by is None else [line.c.first_known <= query.told_by]
        return [*conditions, *days, *before, *(column >= day for column, day in at_least if day is not None)]

    def _concerning(self, query: LineQuery) -> Iterator[tuple[ColumnElement[int | None], list[int]]]:
        """The columns in which tellings must have one of some numbers, for whom and what is asked for."""
        t, terms = telling.c, self._terms
        if query.party is not None:
            yield t.parties, terms.sets_with(query.party)
        if query.issue is not None:
            yield t.issues, terms.sets_with(query.issue)
        if query.speaker is not None:
            yield t.speaker, terms.names_with(folded(query.speaker))

    def _few_that_tell(self, query: LineQuery) -> set[int] | None:
        """The lines whom or what is asked for can stand in, where few tellings are about it; None where many are."""
        t = telling.c
        for column, numbers in self._concerning(query):
            told = select(_LINE).select_from(_TOLD).where(column.in_(numbers), column.is_not(None))
            if column is not t.speaker:
                told = told.where(_of_kind(t.kind, query.kind))
            lines = self._connection.scalars(told.limit(_FEW + 1)).all()
            if len(lines) <= _FEW:
                return {number for number in lines if number is not None}
        return None

    def count(self, kind: str) -> tuple[int, int]:
        """How many lines of a kind there are, and how many of them several articles tell."""
        of_kind = _of_kind(line.c.kind, kind)
        every = self._connection.scalar(select(func.count()).select_from(line).where(of_kind)) or 0
        told = select(_LINE).select_from(_TOLD).where(_of_kind(telling.c.kind, kind), _LINE.is_not(None))
        across = told.group_by(_LINE).having(func.min(telling.c.article_id) < func.max(telling.c.article_id)).subquery()
        return every, self._connection.scalar(select(func.count()).select_from(across)) or 0

    def told(self, keys: Collection[str], known_on: date | None, in_all: int | None) -> dict[str, LineTold]:
        """The tellings of lines by the line's key."""
        wanted = {line_bytes(key): key for key in keys}
        rows = [
            row for some in batches(sorted(wanted)) for row in self._connection.execute(_CALLED, {"some": some}).all()
        ]
        most = share([row.tellings for row in rows], in_all)
        found: dict[str, LineTold] = {}
        for some_rows in batches([row for row in rows if row.tellings <= most]):
            found |= self._few({row.id: wanted[row.key] for row in some_rows}, known_on)
        many = {row.id: LineTold(wanted[row.key], (), row.tellings) for row in rows if row.tellings > most}
        found |= {of.key: of for of in self._many(many, known_on, most)}
        return {key: found[key] for key in keys if key in found and found[key].count}

    def _few(self, lines: Mapping[int, str], known_on: date | None) -> dict[str, LineTold]:
        """The tellings of lines that have not many."""
        told: dict[int, list[int]] = {number: [] for number in lines}
        places: list[tuple[int, int, int]] = []
        for inside in (_OWN, _SHARED):
            for i, article_id, place, number in inside.rows(self._connection, lines, until=known_on or date.max):
                told[number].append(i)
                places.append((i, article_id, place))
        tellings = self._stories.tellings_at(places)
        return {
            lines[number]: LineTold(lines[number], _in_order(tellings[i] for i in ids), len(ids))
            for number, ids in told.items()
        }

    def _many(self, lines: Mapping[int, LineTold], known_on: date | None, most: int) -> Iterator[LineTold]:
        """Lines that have many tellings, by number, with the first and the last of them."""
        now = self._connection
        ends = ends_of(now, {number: of.count for number, of in lines.items()}, known_on, most) if lines else {}
        told = self._stories.tellings(i for ids in ends.values() for i in ids)
        for number, of in lines.items():
            count = of.count if known_on is None else known_of(now, number, known_on)
            yield LineTold(of.key, _in_order(told[i] for i in ends[number]), count)

    def told_in(
        self, articles: Collection[str], kinds: Collection[str], *, accepted: bool = True
    ) -> list[tuple[str, Telling[Any]]]:
        """What some articles tell, of some kinds, each with the key of its line."""
        rows = [
            row
            for some in batches(sorted(articles))
            for row in self._connection.execute(
                _TOLD_IN, {"some": some, "kinds": [KINDS[kind] for kind in kinds]}
            ).all()
        ]
        told = self._stories.tellings_at([(row.id, row.article_id, row.place) for row in rows], accepted=accepted)
        return sorted(((line_key(KIND_OF[row.kind], row.key), told[row.id]) for row in rows), key=told_first)

    def lines_in(self, articles: Collection[str], kinds: Collection[str]) -> set[str]:
        """The keys of the lines of some kinds that some articles tell."""
        return {
            line_key(KIND_OF[kind], key)
            for some in batches(sorted(articles))
            for key, kind in self._connection.execute(_LINES_IN, {"some": some, "kinds": [KINDS[k] for k in kinds]})
        }

    def named(self, column: str) -> frozenset[str]:
        """The parties or issues that tellings are about."""
        of, numbers = telling.c[column], list(KINDS.values())
        told = exists().where(telling.c.kind.in_(numbers), of == term.c.id, of.is_not(None))
        sets = select(term.c.text).where(term.c.text.startswith("|"), told)
        return frozenset(word for text in self._connection.scalars(sets) for word in text.strip("|").split("|"))

    def tellings(self, kind: str, known_on: date | None, party: str | None, issue: str | None) -> list[int]:
        """The numbers of the tellings that fit, by the day known."""
        t = telling.c
        conditions = [_of_kind(t.kind, kind), *_by(known_on)]
        conditions += [
            column.in_(self._terms.sets_with(word))
            for column, word in ((t.parties, party), (t.issues, issue))
            if word is not None
        ]
        return list(self._connection.scalars(select(t.id).where(*conditions).order_by(t.known_from, t.id)))

    def tellings_at(self, ids: Sequence[int]) -> list[Telling[Any]]:  # Any: tellings of whatever kind
        """Tellings by number, in the order given; those that are gone are left out."""
        found = self._stories.tellings(ids)
        return [found[i] for i in ids if i in found]


def _place(told: Sequence[Any]) -> tuple[date | None, str | None]:  # Any: rows of `_LAST_TOLD`
    """The day by which a line of statements stands, and the article that tells it first; neither where its tellings
    leave open what they come to."""
    if len(told) == 1:
        ((*_, day, known, article, published),) = told
        return (None, None) if day is None or not _is_day(published) else (_day(min(day, known)), article)
    when = [(day, known) for _, _, _, day, known, _, _ in told]
    known = min(since for _, since in when)
    first, *others = sorted({article for *_, since, article, _ in told if since == known})
    days = {day for day, _ in when}
    if others or None in days or not any(_is_day(published) for *_, published in told):
        return None, None
    early = {day for day in days if day is not None and day < known}
    if early and len(days) > 1:  # which of them is told most exactly the rows do not say
        return None, None
    return _day(min({known, *early})), first


_day = lru_cache(maxsize=4096)(date.fromordinal)


@lru_cache(maxsize=4096)
def _is_day(published: str | None) -> bool:
    """Whether an article was published on a day that is known."""
    first, last = bounds(published)
    return first is not None and first == last


def _tied(order: Order) -> ColumnElement[Any]:
    """What lines are put in order by that are equal in what they are put in order by."""
    return line.c.key.desc() if order in NEWEST_FIRST else line.c.key


def _of_kind(column: ColumnElement[int], kind: str) -> ColumnElement[bool]:
    """That a row is of a kind; written out, as an index of one kind serves none but a query that names it."""
    return column == literal_column(str(KINDS[kind]))


def _by(known_on: date | None) -> Conditions:
    return _known(telling.c.known_from, known_on)


def _known(column: ColumnElement[Any], known_on: date | None) -> Conditions:  # Any: a day
    return [] if known_on is None else [column <= known_on]


def _in_order(told: Iterable[Telling[Any]]) -> tuple[Telling[Any], ...]:  # Any: tellings of whatever kind
    return tuple(sorted(told, key=lambda one: (one.known_from, one.key)))
