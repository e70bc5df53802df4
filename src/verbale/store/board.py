"""The record's tables while they are settled: see `Board`.

A telling is in the line of its signature where it has one that others may share, else in a line of its own. A component
is known by the number of one of its lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, delete, func, select, type_coerce, update

from verbale.model.board import Met, New, Opposed, Placed, RunsAsked, Stretches, WordsAsked, WordsDone, Worth, unfolded
from verbale.model.evidence import Judgement
from verbale.model.negotiation import Event, Linkage
from verbale.model.record import Source, Telling
from verbale.store import codec
from verbale.store.demands import UNREAD, Recalled, asking_row
from verbale.store.dialect import among, execute_many, insert_new, listed, move_into, reserved, tabled
from verbale.store.entered import Entered
from verbale.store.fetching import Kept, Snapshot
from verbale.store.filing import Filed
from verbale.store.late import each_once
from verbale.store.numbers import in_twos, signature_number, word_numbers
from verbale.store.placing import Lines
from verbale.store.putting import Putting
from verbale.store.record_schema import (
    asking,
    blocking,
    blocking_late,
    contradiction,
    doing,
    run,
    run_late,
    settlement,
    signature,
    telling,
)
from verbale.store.rows import thousandths
from verbale.store.schema import article
from verbale.store.sourcing import Sources
from verbale.store.stories import Stories, Terms, batches, numbers_of

_T = telling.c
_PLACE = (_T.id, _T.kind, _T.article_id, _T.place, _T.signature_id, _T.line_id)
_SIGNATURE = select(signature.c.id, signature.c.kind, signature.c.text, signature.c.first_id, signature.c.line_id)
_READ = (
    update(asking)
    .where(asking.c.known_from == bindparam("of"), asking.c.telling_id == bindparam("who"))
    .values(enough=bindparam("least"), words=bindparam("held"))
)
_ASKED = 20_000
"""How many stretches of keys a query asks for."""


class SqlBoard:
    """The record's tables in a transaction that no other writer shares; `entered` is what is known of their keys.

    `recalled` are demands as they were in an earlier one, and those that are read here.
    """

    def __init__(self, now: Snapshot, entered: Entered | None = None, recalled: Recalled | None = None) -> None:
        self._now = now
        self._entered = entered
        self._connection = now.connection
        self._terms = Terms(now.connection)
        self._stories = Stories(now.connection, known=entered.stories if entered else None)
        self._lines = Lines(now.connection, self._terms, entered.long if entered else None)
        self._putting = Putting(now.connection, self._stories, self._terms, self._lines, entered)
        self._sources = Sources(now, self._terms, entered)
        if not entered:
            _gather(now.connection)
        self._own: dict[tuple[str, str], int] = {}
        self._shared: dict[tuple[str, str], int] = {}
        self._keys: dict[str, int] = {}
        self._unsettled: dict[str, Kept] = {}
        self.put_now: dict[int, Telling[Any]] = {}
        """What was put and stands for itself, by number."""
        self.long_now = self._lines.long_now
        self.recalled = recalled

    def unsettled(self, limit: int, among: Collection[str] | None = None) -> list[Kept]:
        """Readings added, read again or judged since they were settled, by `known_from` and key."""
        found = self._now.kept(self._now.unsettled(limit, among))
        self._unsettled = {kept.key: kept for kept in found}
        return found

    def judgements(self) -> list[Judgement]:
        """All judgements."""
        return self._now.judgements()

    def take_out(self, articles: Collection[str]) -> set[str]:
        """Remove what articles tell; the components that lost a telling."""
        self._lines.write()
        gone = self._putting.take_out(numbers_of(self._connection, articles).values())
        if gone:
            self._lines.meet_others()
        if self._entered:
            self._entered.forget(row.id for row in gone)
        lines = self._lines_of(gone)
        self._lines.touched |= lines
        components = self._components(lines)
        self._putting.recount(gone)
        return components

    def put(self, tellings: Iterable[New], filed: Mapping[str, object | None] | None = None) -> None:
        """Keep tellings; they are in no component and line yet, but for those whose signature is."""
        news = list(tellings)
        made = {key: one for key, one in (filed or {}).items() if isinstance(one, Filed)}
        self._keys |= self._putting.put(news, made, self._unsettled)
        for n in news:
            if n.signature == n.telling.key:
                number = self._keys[n.telling.key]
                self._own[n.telling.kind, n.signature] = number
                self.put_now[number] = n.telling
        shared = {signature_number(n.telling.kind, n.signature): n for n in news if n.signature != n.telling.key}
        for some in batches(sorted(shared)):
            s = signature.c
            for row in self._connection.execute(select(s.hash, s.id, s.line_id).where(s.hash.in_(some))):
                n = shared[row.hash]
                self._shared[n.telling.kind, n.signature] = row.id
                if row.line_id is not None:
                    self._lines.touched.add(row.line_id)

    def sharing(self, kind: str, asked: Sequence[Stretches], worth: Worth | None = None) -> list[list[Met]]:
        """For each of what is asked the tellings of a kind that are kept within one of the stretches and are in a line.

        Keys of tellings that are gone are met here and go. What is not `worth` looking at is left out as far as its
        outline is held.
        """
        self._lines.flush()
        if self._entered:
            lately, stretches = self._entered.among(asked)
            kept = self._entered.worth(*each_once(lately, self._within(stretches)), worth)
        else:
            stretches = list(zip(*(column.tolist() for column in unfolded(asked)), strict=True))
            kept = sorted(set(self._within(stretches)))
        met = self._met(kind, {who for _, who in kept}, stretches)
        found: list[list[Met]] = [[] for _ in asked]
        for at, who in kept:
            if who in met:
                found[at].append(met[who])
        return found

    def _within(self, asked: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
        return [(at, who) for some in batches(asked, _ASKED) for at, who in self._kept(some)]

    def _met(self, kind: str, kept: Set[int], asked: Sequence[tuple[int, int, int]]) -> dict[int, Met]:
        """What is kept within some stretches, as far as it is of a kind and in a line, by number."""
        told = self._told_lately(kept)
        own = self._at({who for who in kept if who > 0 and who not in told})
        shared = self._signatures({-who for who in kept if who < 0})
        if gone := kept - told.keys() - own.keys() - self.put_now.keys() - {-number for number in shared}:
            self._forget(asked, gone)
        mine = self._terms.number(kind)
        others = [row for row in own.values() if row.kind == mine and row.line_id is not None]
        first = [row for row in shared.values() if row.kind == mine and row.line_id is not None]
        told |= self._stories.tellings_at([(row.id, row.article_id, row.place) for row in others])
        firsts = self._stories.tellings(row.first_id for row in first)
        found = {who: Met(one, one.key) for who, one in told.items() if one.kind == kind}
        for who, one in found.items():
            self._own[kind, one.signature] = self._keys[one.signature] = who
        for row in first:
            stands = firsts[row.first_id]
            self._shared[kind, row.text], self._keys[stands.key] = row.id, row.first_id
            found[-row.id] = Met(stands, row.text)
        return found

    def _told_lately(self, numbers: Iterable[int]) -> dict[int, Telling[Any]]:
        """Of tellings those that are held as they were put lately and stand for themselves, by number."""
        lately = self._entered.tellings if self._entered else {}
        return {number: lately[number] for number in numbers if number in lately}

    def components_of(self, kind: str, signatures: Collection[str]) -> set[str]:
        """The components of signatures that this board gave."""
        own = (self._own[kind, one] for one in signatures if (kind, one) in self._own)
        shared = (self._shared[kind, one] for one in signatures if (kind, one) in self._shared)
        lines: set[int] = set()
        for table, numbers in ((telling, sorted(own)), (signature, sorted(shared))):
            these = select(table.c.line_id).where(among(self._connection, table.c.id, numbers))
            lines.update(i for i in self._connection.scalars(these) if i is not None)
        return self._components(lines)

    def _kept(self, asked: Sequence[tuple[int, int, int]]) -> Iterable[Any]:  # Any: rows
        """What is kept within some stretches of keys, which stand behind the number of what asks for them."""
        of, values = tabled(self._connection, asked, "at", "low", "high")
        kept = select(of.c.at, blocking.c.telling_id).join(blocking, blocking.c.key.between(of.c.low, of.c.high))
        return self._connection.execute(kept, values)

    def _forget(self, asked: Sequence[tuple[int, int, int]], gone: Collection[int]) -> None:
        """Take out the keys within some stretches of what is gone."""
        if self._entered:
            self._entered.keys.late.drop(gone)
            for numbers in batches(sorted(gone)):
                self._connection.execute(delete(blocking_late).where(blocking_late.c.telling_id.in_(numbers)))
        this = (blocking.c.key == bindparam("of")) & (blocking.c.telling_id == bindparam("who"))
        for some in batches(asked, _ASKED):
            of, values = tabled(self._connection, some, "at", "low", "high")
            there = select(blocking.c.key, blocking.c.telling_id)
            there = there.join(of, blocking.c.key.between(of.c.low, of.c.high)).distinct()
            keys = [{"of": key, "who": who} for key, who in self._connection.execute(there, values) if who in gone]
            execute_many(self._connection, delete(blocking).where(this), keys)

    def _at(self, ids: Collection[int]) -> dict[int, Any]:  # Any: rows
        """Where tellings stand, by number."""
        some = listed(self._connection, ids)
        rows = self._connection.execute(select(*_PLACE).join(some, some.c.value == telling.c.id)).all()
        return {row.id: row for row in rows}

    def done_after(self, asked: Sequence[WordsAsked]) -> list[list[Placed]]:
        """For each of what is asked the events in lines in which it is done."""
        self._lines.flush()
        articles = _doing_enough(asked, self._done(asked))
        own: list[Any] = []
        for some in batches(sorted(set().union(*articles))):
            events = (telling.c.article_id.in_(some)) & (telling.c.kind == self._terms.number(Event.KIND))
            own += self._connection.execute(select(*_PLACE).where(events, telling.c.line_id.is_not(None)))
        placed = self._placed(own, ())
        return [[placed[row.id] for row in own if row.article_id in mine] for mine in articles]

    def asked_before(
        self, done: Sequence[WordsDone], asks: Callable[[Telling[Any]], WordsAsked | None]
    ) -> list[list[Placed]]:
        """For each of what is done the demands in lines of which it does enough."""
        if not done:
            return []
        self._lines.flush()
        demands = self._entered.demands if self._entered else self._demands(done, asks)
        met = demands.met_by(done)
        mine = self._terms.number(Linkage.KIND)
        rows = self._at(set().union(*met)).values()
        placed = self._placed([row for row in rows if row.kind == mine and row.line_id is not None], ())
        return [[placed[i] for i in some if i in placed] for some in met]

    def _demands(self, done: Sequence[WordsDone], asks: Callable[[Telling[Any]], WordsAsked | None]) -> Recalled:
        """The demands of the days that are asked for; those that an older Verbale settled are read first."""
        known = self.recalled = self.recalled or Recalled()
        self._told_since(known)
        ends = (min(d.since for d in done), max(d.until for d in done))
        first, last = (date.fromisoformat(day).toordinal() for day in ends)
        for days in known.wanting(first, last):
            those = asking.c.known_from.between(date.fromordinal(days[0]), date.fromordinal(days[1]))
            unread = select(asking.c.telling_id).where(those, asking.c.enough == UNREAD)
            self._read(asks, self._connection.scalars(unread).all())
            self._recall(known, those)
            known.know(*days)
        return known

    def _told_since(self, known: Recalled) -> None:
        """Have the demands that were put since, here or elsewhere, as far as they are of days that are known."""
        told = telling.c.id > known.last
        newest: int = self._connection.scalar(select(func.max(telling.c.id)).where(told)) or known.last
        if known.days:
            ties = told & (telling.c.kind == self._terms.number(Linkage.KIND))
            rows = self._connection.execute(select(telling.c.id, telling.c.known_from).where(ties)).all()
            new = [row for row in rows if row.known_from.toordinal() in known.days]
            for some in batches(new):
                days, numbers = {row.known_from for row in some}, [row.id for row in some]
                self._recall(known, asking.c.known_from.in_(days) & asking.c.telling_id.in_(numbers))
        known.last = newest

    def _recall(self, known: Recalled, those: ColumnElement[bool]) -> None:
        columns = (type_coerce(asking.c.known_from, Integer), asking.c.telling_id, asking.c.enough, asking.c.words)
        known.add((*row,) for row in self._connection.execute(select(*columns).where(those)))

    def read_demands(
        self, asks: Callable[[Telling[Any]], WordsAsked | None], most: int, since: str = ""
    ) -> tuple[int, str]:
        """Keep what at most so many demands ask for that an older Verbale settled; see `Board.read_demands`."""
        unread = select(asking.c.telling_id).where(asking.c.enough == UNREAD).order_by(*asking.primary_key).limit(most)
        day = select(func.min(asking.c.known_from)).where(asking.c.enough == UNREAD)
        if since:
            unread, day = (query.where(asking.c.known_from >= codec.day(since)) for query in (unread, day))
        first = self._connection.scalar(day)
        numbers = self._connection.scalars(unread).all()
        self._read(asks, numbers)
        return len(numbers), first.isoformat() if first else since

    def _read(self, asks: Callable[[Telling[Any]], WordsAsked | None], unread: Sequence[int]) -> None:
        """Keep what some demands ask for; the articles that hold them are let go of."""
        stories = Stories(self._connection, hold=False, passing=True)
        for some in batches(unread):
            told = stories.tellings(some)
            execute_many(self._connection, _READ, [_read_as(told[i], i, asks(told[i])) for i in some])

    def _done(self, asked: Sequence[WordsAsked]) -> Iterable[Any]:  # Any: rows
        """What took place by all that is known on the days that are asked for."""
        if not asked:
            return ()
        first, last = (codec.day(day) for day in (min(a.since for a in asked), max(a.until for a in asked)))
        return self._connection.execute(select(doing).where(doing.c.known_from > first, doing.c.known_from <= last))

    def of_components(self, components: Collection[str]) -> list[Placed]:
        """The tellings in components, one for each signature."""
        self._lines.flush()
        if not components:
            return []
        lines, execute = self._lines.in_components(components), self._connection.execute
        own = execute(select(*_PLACE).where(among(self._connection, telling.c.line_id, lines))).all()
        shared = execute(_SIGNATURE.where(among(self._connection, signature.c.line_id, lines))).all()
        return list(self._placed(own, shared).values())

    def of_articles(self, articles: Collection[str]) -> list[Placed]:
        """Every telling of some articles, each under its own signature, placed or not."""
        self._lines.write()
        ids = list(numbers_of(self._connection, articles).values())
        rows: list[Any] = []
        for some in batches(ids):
            rows += self._connection.execute(select(*_PLACE).where(telling.c.article_id.in_(some)))
        shared = self._signatures({row.signature_id for row in rows if row.signature_id is not None})
        found = list(self._placed([row for row in rows if row.signature_id is None], ()).values())
        others = [row for row in rows if row.signature_id is not None]
        tellings = self._stories.tellings_at([(row.id, row.article_id, row.place) for row in others])
        at = self._lines.named(row.line_id for row in shared.values())
        for row in others:
            told, under = tellings[row.id], shared[row.signature_id]
            self._keys[told.key] = row.id
            found.append(Placed(told, under.text, *at[under.line_id]))
        return found

    def place(
        self, kind: str, component: str, line: str, signatures: Collection[str], loose: float | None = None
    ) -> None:
        """Put all tellings of a kind with these signatures into a component and a line.

        The signatures are those that this board gave or was given.
        """
        own = [self._own[kind, one] for one in signatures if (kind, one) in self._own]
        shared = [self._shared[kind, one] for one in signatures if (kind, one) in self._shared]
        if len(own) + len(shared) < len(signatures):
            raise KeyError(f"a signature of {line} that was not put on this board and not taken from it")
        self._lines.place(kind, component, line, own, shared, None if loose is None else thousandths(loose))

    def contradict(self, pairs: Iterable[Opposed]) -> None:
        """Keep pairs of tellings that contradict each other, as far as they are there; a pair that is kept stays."""
        self._lines.write()
        there = [pair for pair in pairs if pair.a in self._keys and pair.b in self._keys]
        self._terms.enter(word for pair in there for word in (pair.rule, pair.differ_in))
        ids = sorted({self._keys[key] for pair in there for key in (pair.a, pair.b)})
        known = select(telling.c.id, telling.c.known_from).where(among(self._connection, telling.c.id, ids))
        days = {row.id: row.known_from for row in self._connection.execute(known)} if ids else {}
        rows = [
            {
                "a": self._keys[pair.a],
                "b": self._keys[pair.b],
                "rule": self._terms.number(pair.rule),
                "differ_in": self._terms.number(pair.differ_in),
                "about": pair.about,
                "parts": codec.dumped(pair.parts),
                "known_from": max(days[self._keys[pair.a]], days[self._keys[pair.b]]),
            }
            for pair in there
            if self._keys[pair.a] in days and self._keys[pair.b] in days
        ]
        insert_new(self._connection, contradiction, rows)

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the articles that hold so many of its runs."""
        return self._sources.sharing(asked, enough)

    def keep_runs(self, article: str, runs: Collection[int], *, dated: bool) -> None:
        """Keep the sampled runs of an article; the runs of one that is not dated are found whatever the days."""
        self._sources.keep_runs(article, runs, dated=dated)

    def set_origin(self, articles: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        """Say which text articles go back to, which house published them, and which that text."""
        self._sources.set_origin(articles, origin, newsroom, origin_newsroom)

    def sources(self, articles: Collection[str]) -> list[Source]:
        """Articles with their origin ("" where not yet set)."""
        return self._sources.of(articles)

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        """The articles that go back to some texts."""
        return self._sources.of_origins(origins)

    def finish(self, articles: Collection[str]) -> None:
        """Mark articles as settled, and bring what lists and counts lines up to date."""
        for some in batches(sorted(articles)):
            self._connection.execute(update(article).where(article.c.key.in_(some)).values(settled=True))
        self.renew()

    def renew(self) -> None:
        """Bring the lines that were touched up to date."""
        self._sources.flush()
        self._lines.renew()
        if self._entered:
            left = self._connection.scalar(select(article.c.id).where(~article.c.settled).limit(1))
            self._putting.merge(self._entered, all_settled=left is None)
            self._sources.merge(self._entered, all_settled=left is None)
            self._stories.fold()

    def _placed(self, own: Collection[Any], shared: Iterable[Any]) -> dict[int, Placed]:  # Any: rows
        """Tellings that stand for themselves by number, and below zero the first of signatures that are in a line."""
        first = [row for row in shared if row.line_id is not None]
        tellings = self._told_lately(row.id for row in own)
        others = [row for row in own if row.id not in tellings]
        tellings |= self._stories.tellings_at([(row.id, row.article_id, row.place) for row in others])
        tellings |= self._stories.tellings(row.first_id for row in first)
        self._lines.at |= {row.id: row.line_id for row in own}
        at = self._lines.named(row.line_id for row in (*own, *first))
        found: dict[int, Placed] = {}
        for row in own:
            told = tellings[row.id]
            self._own[told.kind, told.key] = self._keys[told.key] = row.id
            found[row.id] = Placed(told, told.key, *at[row.line_id])
        for row in first:
            told = tellings[row.first_id]
            self._shared[told.kind, row.text] = row.id
            self._keys[told.key] = row.first_id
            found[-row.id] = Placed(told, row.text, *at[row.line_id])
        return found

    def _signatures(self, ids: Collection[int]) -> dict[int, Any]:
        these = _SIGNATURE.where(among(self._connection, signature.c.id, sorted(ids)))
        return {row.id: row for row in self._connection.execute(these)} if ids else {}

    def _lines_of(self, rows: Sequence[Any]) -> set[int]:
        shared = self._signatures({row.signature_id for row in rows if row.signature_id is not None})
        lines = {row.line_id for row in rows} | {row.line_id for row in shared.values()}
        return {i for i in lines if i is not None}

    def _components(self, lines: Collection[int]) -> set[str]:
        return {component for component, _ in self._lines.named(lines).values() if component}


def _gather(connection: Connection) -> None:
    """Put keys and runs among all others that somebody else entered lately, who has not done so."""
    for table, late in ((blocking, blocking_late), (run, run_late)):
        if connection.execute(select(late).limit(1)).first():
            move_into(connection, table, late)


def _doing_enough(asked: Sequence[WordsAsked], done: Iterable[Any]) -> list[set[int]]:  # Any: rows
    """For each of what is asked the articles that do enough of it."""
    under: dict[bytes, list[int]] = defaultdict(list)
    for at, one in enumerate(asked):
        for word in word_numbers(one.words):  # those of one hash each by itself
            under[word].append(at)
    found: list[set[int]] = [set() for _ in asked]
    for row in done:
        day = row.known_from.isoformat()
        shared = Counter(at for word in in_twos(row.words) for at in under.get(word, ()))
        for at, count in shared.items():
            if count >= asked[at].enough and asked[at].since < day <= asked[at].until:
                found[at].add(row.article_id)
    return found


def _read_as(told: Telling[Any], number: int, asks: WordsAsked | None) -> dict[str, Any]:  # Any: values
    """The row of a tie as `_READ` takes it; of one that asks for nothing no words are enough."""
    row = asking_row(number, asks or WordsAsked((), 1, told.known_from, told.known_from))
    return {"least": row["enough"], "held": row["words"], "of": row["known_from"], "who": number}


def marked(connection: Connection) -> int:
    """A number that no telling has, taken by who writes to the record: the next one, where nobody else was at it."""
    (number,) = reserved(connection, telling, 1)
    return number


def forget_article(now: Snapshot, number: int, key: str) -> None:
    """Take an article out of the record, and have settled anew what stood with it or goes back to it."""
    connection = now.connection
    marked(connection)
    board = SqlBoard(now)
    disturbed = board.take_out([key])
    copies = select(settlement.c.article_id).where(settlement.c.origin_id == number)
    connection.execute(update(article).where(article.c.id.in_(copies)).values(settled=False))
    connection.execute(update(settlement).where(settlement.c.origin_id == number).values(origin_id=None))
    # One telling of a component that is settled anew brings all the others with it.
    others = {placed.component: placed.telling.article for placed in board.of_components(disturbed)}
    connection.execute(update(article).where(article.c.key.in_(list(others.values()))).values(settled=False))
    board.renew()
    for table in (run, run_late):
        connection.execute(delete(table).where(table.c.article_id == number))
    connection.execute(delete(settlement).where(settlement.c.article_id == number))
