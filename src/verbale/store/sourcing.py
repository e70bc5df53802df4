"""Where texts come from: the runs of words by which copies are found, and the origin of each article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, Select, bindparam, func, select, update

from verbale.model.board import RULES, Array, RunsAsked
from verbale.model.record import Source
from verbale.store.dialect import execute_many, insert_new, insert_numbers, move_into, tabled
from verbale.store.entered import Entered
from verbale.store.fetching import Snapshot, stored_article
from verbale.store.held import Redating
from verbale.store.numbers import KIND_OF, run_number
from verbale.store.record_schema import run, run_late, settlement, term
from verbale.store.schema import article
from verbale.store.stories import Terms, batches, numbers_of

_TEXT, _HOUSE, _FIRST = article.alias("of_text"), term.alias("of_house"), term.alias("of_first")
_CITED = select(
    article,
    settlement.c.newsroom,
    settlement.c.origin_newsroom,
    _TEXT.c.key.label("origin"),
    _HOUSE.c.text.label("house"),
    _FIRST.c.text.label("first"),
).select_from(
    article.outerjoin(settlement, settlement.c.article_id == article.c.id)
    .outerjoin(_TEXT, _TEXT.c.id == settlement.c.origin_id)
    .outerjoin(_HOUSE, _HOUSE.c.id == settlement.c.newsroom)
    .outerjoin(_FIRST, _FIRST.c.id == settlement.c.origin_newsroom)
)
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_NAMED = _CITED.where(article.c.key.in_(_SOME))
_BACK = article.alias("back")
_FROM = _CITED.where(
    article.c.id.in_(
        select(settlement.c.article_id).join(_BACK, _BACK.c.id == settlement.c.origin_id).where(_BACK.c.key.in_(_SOME))
    )
)
_ASKED = 20_000
"""How many runs a query asks for."""
_THIS = update(settlement).where(settlement.c.article_id == bindparam("number"))
_DATED = _THIS.values(dated=bindparam("so"))
_COME = _THIS.values(origin_id=bindparam("origin"), newsroom=bindparam("house"), origin_newsroom=bindparam("first"))


class Sources:
    """Articles as lines cite them, and the index of their runs."""

    def __init__(self, now: Snapshot, terms: Terms, entered: Entered | None = None) -> None:
        self._now = now
        self._entered = entered
        self._connection: Connection = now.connection
        self._terms = terms
        self._runs: dict[str, tuple[Collection[int], bool]] = {}
        self._origins: dict[str, tuple[str, str, str]] = {}

    def sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the articles that hold so many of its runs and are known on its days or undated."""
        self.flush()
        near: list[tuple[int, int]] = []
        if self._entered:
            near, wanted = self._entered.holding([one.runs for one in asked], enough)
        else:
            wanted = [(run_number(r), at) for at, one in enumerate(asked) for r in one.runs]
            near = self._entering(wanted, enough)
        # All runs of an article stand in one table, and all that it asks for in one query: so what shares too few,
        # as thousands of old ones do that have a turn of phrase in common with it, is counted there.
        for some in _together(wanted):
            of, values = tabled(self._connection, some, "run", "at")
            held = select(of.c.at, run.c.article_id).join(run, run.c.run == of.c.run)
            enough_of = held.group_by(of.c.at, run.c.article_id).having(func.count() >= enough)
            near += ((row.at, row.article_id) for row in self._connection.execute(enough_of, values))
        found: list[set[str]] = [set() for _ in asked]
        known = self._known({number for _, number in near})
        for at, number in near:
            key, day, dated = known[number]
            if not dated or (asked[at].since or "") <= day <= (asked[at].until or "9999"):
                found[at].add(key)
        return found

    def _entering(self, wanted: Sequence[tuple[int, int]], enough: int) -> list[tuple[int, int]]:
        """The same among what another program is entering: that is in no order, so it is gone through once."""
        places: dict[int, list[int]] = defaultdict(list)
        for number, at in wanted:
            places[number].append(at)
        shared: Counter[tuple[int, int]] = Counter()
        for some in batches(sorted(places), _ASKED):
            of, values = tabled(self._connection, [(number,) for number in some], "run")
            for row in self._connection.execute(select(run_late).where(run_late.c.run.in_(select(of.c.run))), values):
                shared.update((at, row.article_id) for at in places[row.run])
        return [pair for pair, count in shared.items() if count >= enough]

    def _known(self, ids: Collection[int]) -> dict[int, tuple[str, str, bool]]:
        """The key of articles, the ISO day from which each is known, and whether it is dated."""
        a = article.c
        columns = select(a.id, a.key, a.known_from, settlement.c.dated)
        return {
            row.id: (row.key, row.known_from.isoformat(), row.dated)
            for some in batches(sorted(ids))
            for row in self._connection.execute(
                columns.join(settlement, settlement.c.article_id == a.id).where(a.id.in_(some))
            )
        }

    def keep_runs(self, key: str, runs: Collection[int], *, dated: bool) -> None:
        """Keep the runs of an article, with the next `flush`."""
        self._runs[key] = (runs, dated)

    def set_origin(self, keys: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        """Say where articles come from, with the next `flush`."""
        self._origins |= dict.fromkeys(keys, (origin, newsroom, origin_newsroom))

    def flush(self) -> None:
        """Carry out what `keep_runs` and `set_origin` were told, in few statements."""
        runs, origins = self._runs, self._origins
        self._runs, self._origins = {}, {}
        ids = numbers_of(self._connection, {*runs, *origins, *(origin for origin, *_ in origins.values())})
        self._settlements([ids[key] for key in (*runs, *origins)])
        if runs:
            dated = [{"number": ids[key], "so": dated} for key, (_, dated) in runs.items()]
            execute_many(self._connection, _DATED, dated)
            self._keep({ids[key]: some for key, (some, _) in runs.items()})
        if origins:
            self._terms.enter(house for _, *houses in origins.values() for house in houses)
            number = self._terms.number
            come = [
                {"number": ids[key], "origin": ids[origin], "house": number(house), "first": number(first)}
                for key, (origin, house, first) in origins.items()
            ]
            execute_many(self._connection, _COME, come)

    def _keep(self, runs: Mapping[int, Collection[int]]) -> None:
        """Keep the runs of articles of which there are none, as an article always has the same."""
        import numpy as n  # as in `unfolded`

        held = {number: _run_numbers(some) for number, some in runs.items()}
        first = [(int(some[0]), number) for number, some in held.items() if len(some)]
        there = self._entered.holds_runs(first) if self._entered else set()
        for these in batches(first, _ASKED):
            of, values = tabled(self._connection, these, "run", "number")
            same = (run.c.run == of.c.run) & (run.c.article_id == of.c.number)
            there.update(self._connection.scalars(select(of.c.number).join(run, same), values))
        new = {number: some for number, some in held.items() if number not in there}
        if not new:
            return
        rows = n.array([n.concatenate([*new.values()]), n.array([*new], n.int64).repeat([*map(len, new.values())])]).T
        rows = rows[n.lexsort((rows[:, 1], rows[:, 0]))]
        insert_numbers(self._connection, run_late if self._entered else run, rows)
        if self._entered:
            self._entered.runs.late.add(*rows.T.copy())

    def merge(self, entered: Entered, *, all_settled: bool) -> None:
        """Put the runs that were entered lately among all others, in order, where they are many or the last."""
        if entered.runs.merging(all_settled=all_settled):
            move_into(self._connection, run, run_late)

    def of(self, keys: Collection[str]) -> list[Source]:
        """Articles in the order of their keys; of no origin where none is set."""
        return self._sources(_NAMED, keys)

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        """The articles that go back to some texts, in the order of their keys."""
        return self._sources(_FROM, origins)

    def _settlements(self, ids: Collection[int]) -> None:
        insert_new(self._connection, settlement, [{"article_id": i, "dated": True, "rules": RULES} for i in ids])

    def _sources(self, query: Select[Any], keys: Collection[str]) -> list[Source]:  # Any: the columns of `_CITED`
        self.flush()
        found: list[Source] = []
        for some in batches(sorted(keys)):
            rows = self._connection.execute(query, {"some": some}).mappings().all()
            redated = self._now.redated([row["key"] for row in rows])
            found += [_source(row, redated.get(row["key"])) for row in rows]
        return sorted(found, key=lambda source: source.article.key)


def _run_numbers(runs: Collection[int]) -> Array:
    """The numbers of runs, in order."""
    import numpy as n  # as in `unfolded`

    each: Array = n.fromiter(runs, n.int64, len(runs))
    return n.sort(run_number(each))


def _together(wanted: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Runs, each before the place of what asks for it, as many as a query asks for; those of one place in one query."""
    if len(wanted) <= _ASKED:
        yield wanted
        return
    first, rows = 0, sorted(wanted, key=itemgetter(1))
    while first < len(rows):
        end = min(first + _ASKED, len(rows))
        while end < len(rows) and rows[end][1] == rows[end - 1][1]:
            end += 1
        yield rows[first:end]
        first = end


def _source(row: RowMapping, redated: Redating | None) -> Source:
    """An article as lines cite it."""
    one = stored_article(row, redated)
    return Source(
        one.article,
        one.known_from.isoformat(),
        one.added_on.isoformat(),
        row["origin"] or "",
        row["house"] or KIND_OF.get(row["newsroom"], ""),
        row["first"] or KIND_OF.get(row["origin_newsroom"], ""),
        redated.decision if redated else None,
    )
