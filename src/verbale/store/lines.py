"""The record's tables as views ask for them: lines by page, tellings, contradictions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, select

from verbale.model.board import Opposed
from verbale.model.record import Telling
from verbale.store.base import COUNTED, SHOWN, LinePage, LineQuery, LineTold
from verbale.store.fetching import Snapshot
from verbale.store.filters import within
from verbale.store.numbers import line_bytes
from verbale.store.placing import Lines
from verbale.store.record_schema import contradiction, line, signature, telling
from verbale.store.rows import folded
from verbale.store.stories import Stories, Terms, batches

_LINE = func.coalesce(telling.c.line_id, signature.c.line_id)
_TOLD = telling.outerjoin(signature, signature.c.id == telling.c.signature_id)
_WALKED = 500
"""How many tellings are fetched at once on the way to a page."""

Conditions = list[ColumnElement[bool]]


class Views:
    """What views ask of the record in one transaction."""

    def __init__(self, now: Snapshot) -> None:
        self._connection = now.connection
        self._terms = Terms(now.connection)
        self._stories = Stories(now.connection)
        self._lines = Lines(now.connection, self._terms)

    def page(self, query: LineQuery) -> LinePage:
        """The keys of the lines that fit, a page of them."""
        filters = self._filters(query)
        if not filters:
            return self._whole_page(query)
        conditions = [telling.c.kind == self._terms.known(query.kind), _LINE.is_not(None), *filters]
        days = self._walked(query, conditions)
        keys = self._lines.keys(days)
        sign = -1 if query.order == "newest" else 1
        ordered = sorted(days, key=lambda i: (sign * days[i].toordinal(), keys[i]))
        page = ordered[query.offset : query.offset + query.limit]
        counted = select(_LINE).select_from(_TOLD).where(*conditions).distinct().limit(COUNTED + 1).subquery()
        return LinePage(tuple(keys[i] for i in page), self._count(counted))

    def _whole_page(self, query: LineQuery) -> LinePage:
        """All lines of a kind: their own rows tell the order."""
        of_kind = line.c.kind == self._terms.known(query.kind)
        by_day = line.c.last_known.desc() if query.order == "newest" else line.c.first_known
        these = select(line.c.id).where(of_kind).order_by(by_day, line.c.key)
        ids = self._connection.scalars(these.offset(query.offset).limit(query.limit)).all()
        keys = self._lines.keys(ids)
        counted = select(line.c.id).where(of_kind).limit(COUNTED + 1).subquery()
        return LinePage(tuple(keys[i] for i in ids), self._count(counted))

    def _count(self, counted: Subquery) -> int:
        return self._connection.scalar(select(func.count()).select_from(counted)) or 0

    def _walked(self, query: LineQuery, conditions: Conditions) -> dict[int, date]:
        """The lines that fit, each with the day of its telling that is met first, as far as the page goes.

        All of the last day are among them, so that lines of one day can be put in the order of their keys.
        """
        by_day = telling.c.known_from.desc() if query.order == "newest" else telling.c.known_from
        told = select(_LINE.label("line_id"), telling.c.known_from).select_from(_TOLD).where(*conditions)
        days: dict[int, date] = {}
        last: date | None = None
        with self._connection.execution_options(yield_per=_WALKED).execute(told.order_by(by_day)) as rows:
            for row in rows:
                if len(days) >= query.offset + query.limit and row.known_from != last:
                    break
                last = row.known_from
                days.setdefault(row.line_id, last)
        return days

    def _filters(self, query: LineQuery) -> Conditions:
        """What a telling must meet, its kind apart; what nothing can meet where a word is not known at all."""
        t, terms = telling.c, self._terms
        filters: Conditions = [
            column == terms.known(word)
            for column, word in ((t.status, query.status), (t.status, query.act), (t.manner, query.manner))
            if word is not None
        ]
        filters += [
            column.in_(terms.sets_with(word))
            for column, word in ((t.parties, query.party), (t.issues, query.issue))
            if word is not None
        ]
        if query.speaker is not None:
            filters.append(t.speaker.in_(terms.names_with(folded(query.speaker))))
        if query.known_on is not None:
            filters.append(t.known_from <= query.known_on)
        return filters + within(telling, query.since, query.until)

    def told(self, keys: Collection[str], known_on: date | None) -> dict[str, LineTold]:
        """The tellings of lines by the line's key."""
        wanted = {line_bytes(key): key for key in keys}
        found: dict[str, LineTold] = {}
        for some in batches(sorted(wanted)):
            columns = select(line.c.id, line.c.key, line.c.tellings).where(line.c.key.in_(some))
            rows = self._connection.execute(columns).all()
            few = {row.id: wanted[row.key] for row in rows if row.tellings <= SHOWN}
            found |= self._few(few, known_on)
            for row in rows:
                if row.tellings > SHOWN:
                    found[wanted[row.key]] = self._many(row.id, wanted[row.key], known_on)
        return {key: told for key, told in found.items() if told.count}

    def _few(self, lines: Mapping[int, str], known_on: date | None) -> dict[str, LineTold]:
        """The tellings of lines that have not many."""
        # Two queries, as no index serves both conditions together.
        told: dict[int, list[int]] = {number: [] for number in lines}
        for inside in (telling.c.line_id.in_(lines), signature.c.line_id.in_(lines)):
            these = select(telling.c.id, _LINE.label("line_id")).select_from(_TOLD).where(inside, *_by(known_on))
            for row in self._connection.execute(these):
                told[row.line_id].append(row.id)
        tellings = self._stories.tellings(i for ids in told.values() for i in ids)
        return {
            lines[number]: LineTold(lines[number], _in_order(tellings[i] for i in ids), len(ids))
            for number, ids in told.items()
        }

    def _many(self, number: int, key: str, known_on: date | None) -> LineTold:
        """The first and the last tellings of a line."""
        shared = self._connection.scalars(select(signature.c.id).where(signature.c.line_id == number)).all()
        inside = ((telling.c.line_id == number) | telling.c.signature_id.in_(shared), *_by(known_on))
        t = telling.c
        first = select(t.id).where(*inside).order_by(t.known_from, t.id).limit(SHOWN // 2)
        last = select(t.id).where(*inside).order_by(t.known_from.desc(), t.id.desc()).limit(SHOWN // 2)
        count = self._connection.scalar(select(func.count()).select_from(telling).where(*inside)) or 0
        ids = {*self._connection.scalars(first), *self._connection.scalars(last)}
        return LineTold(key, _in_order(self._stories.tellings(ids).values()), count)

    def tellings(self, query: LineQuery) -> list[int]:
        """The numbers of the tellings that fit, by the day known."""
        of_kind = telling.c.kind == self._terms.known(query.kind)
        these = select(telling.c.id).where(of_kind, *self._filters(query))
        return list(self._connection.scalars(these.order_by(telling.c.known_from, telling.c.id)))

    def tellings_at(self, ids: Sequence[int]) -> list[Telling[Any]]:  # Any: tellings of whatever kind
        """Tellings by number, in the order given; those that are gone are left out."""
        found = self._stories.tellings(ids)
        return [found[i] for i in ids if i in found]

    def contradictions(self, known_on: date | None, limit: int | None) -> list[Opposed]:
        """Pairs of tellings that cannot both be true, those known last first."""
        c = contradiction.c
        pairs = select(contradiction).order_by(c.known_from.desc(), c.a, c.b, c.rule).limit(limit)
        if known_on is not None:
            pairs = pairs.where(c.known_from <= known_on)
        rows = self._connection.execute(pairs).all()
        keys = self._stories.keys(i for row in rows for i in (row.a, row.b))
        words = self._terms.texts(i for row in rows for i in (row.rule, row.differ_in))
        return [
            Opposed(
                keys[row.a],
                keys[row.b],
                words[row.differ_in],
                row.about,
                words[row.rule],
                tuple((name, value) for name, value in json.loads(row.parts)),
            )
            for row in rows
        ]


def _by(known_on: date | None) -> Conditions:
    return [] if known_on is None else [telling.c.known_from <= known_on]


def _in_order(told: Iterable[Telling[Any]]) -> tuple[Telling[Any], ...]:  # Any: tellings of whatever kind
    return tuple(sorted(told, key=lambda one: (one.known_from, one.key)))
