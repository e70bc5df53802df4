"""How tellings come into the record's tables and go out of them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from verbale.model.board import RULES, New
from verbale.model.record import Telling
from verbale.model.text import Article
from verbale.store import codec
from verbale.store.demands import asking_row
from verbale.store.dialect import (
    among,
    execute_many,
    insert_new,
    insert_numbers,
    insert_rows,
    move_into,
    replace,
    reserved,
)
from verbale.store.entered import Entered
from verbale.store.fetching import Kept
from verbale.store.filing import Filed, Row, Values, filed
from verbale.store.numbers import in_twos, signature_number, word_numbers
from verbale.store.placing import Lines
from verbale.store.record_schema import (
    asking,
    blocking,
    blocking_late,
    contradiction,
    doing,
    settlement,
    signature,
    telling,
)
from verbale.store.schema import article, reading
from verbale.store.stories import Stories, Terms, batches
from verbale.store.told import Story

_Rows = Sequence[Any]  # Any: rows, whose columns differ by query

_OF = telling.c.signature_id == bindparam("of")
_KNOWN = select(
    select(func.min(telling.c.known_from)).where(_OF).scalar_subquery().label("first_known"),
    select(func.max(telling.c.known_from)).where(_OF).scalar_subquery().label("last_known"),
)
"""From when to when the tellings of a signature are known, off the ends of an index; and about which days they tell."""
_TOLD_OF = select(
    func.min(telling.c.first_day).label("first_day"), func.max(telling.c.last_day).label("last_day")
).where(_OF)
_TOLD = update(settlement).where(settlement.c.article_id == bindparam("number")).values(told=bindparam("blob"))


class Putting:
    """Tellings put and taken out in one transaction; `stories`, `terms` and `lines` are those of the transaction."""

    def __init__(
        self, connection: Connection, stories: Stories, terms: Terms, lines: Lines, entered: Entered | None = None
    ) -> None:
        self._connection = connection
        self._entered = entered
        self._stories = stories
        self._terms = terms
        self._lines = lines

    def put(self, news: Iterable[New], made: Mapping[str, Filed], kept: Mapping[str, Kept]) -> dict[str, int]:
        """Keep tellings; their numbers by key. What their articles told before is kept beside them.

        `made` is by article what is filed of it where it tells this and nothing else, `kept` are articles in hand.
        """
        self._lines.write()
        by_article: dict[str, dict[str, New]] = defaultdict(dict)
        for n in news:
            by_article[n.telling.article][n.telling.key] = n
        new = self._pack(by_article, made, kept)
        if not new:
            return {}
        self._terms.enter(word for one in new for word in (one.new.telling.kind, *one.values[1:6]) if word)
        shared = self._signatures([one.new for one in new if one.is_shared])
        ids = {
            one.new.telling.key: i for one, i in zip(new, reserved(self._connection, telling, len(new)), strict=True)
        }
        rows = [self._row(one, ids[one.new.telling.key], shared) for one in new]
        self._stories.enter({row.number: (row.article_id, row.place) for row in rows})
        self._lines.hold(row for row in rows if row.signature_id is None)
        insert_rows(self._connection, telling, [row.standing_in(None) for row in rows if row.signature_id is not None])
        self._block(new, ids, shared)
        self._count(new, ids)
        return ids

    def _block(self, filed: Sequence[_New], ids: Mapping[str, int], shared: Mapping[tuple[str, str], int]) -> None:
        """Enter the keys of new tellings or of their signatures, and the words of what they say took place."""
        import numpy  # as in `unfolded`

        news = [one.new for one in filed]
        under = (shared.get((n.telling.kind, n.signature)) for n in news)
        numbers = [ids[n.telling.key] if number is None else -number for n, number in zip(news, under, strict=True)]
        kept = [self._new_keys(n.keys, number) for n, number in zip(news, numbers, strict=True)]
        packed = b"".join([keys if isinstance(keys, array) else array("q", keys) for keys in kept])
        keys = numpy.frombuffer(packed, numpy.int64)
        of = numpy.array(numbers, numpy.int64).repeat([*map(len, kept)])
        rows = numpy.array([keys, of]).T
        if not self._entered:
            insert_numbers(self._connection, blocking, rows[keys.argsort(kind="stable")])
        else:
            insert_numbers(self._connection, blocking_late, rows)
            self._entered.keys.late.add(keys, of)
            outlined = [(number, n.outline) for n, number in zip(news, numbers, strict=True) if n.outline]
            self._entered.outlines.keep([i for i, _ in outlined], [outline for _, outline in outlined])
        self._do(one for one in filed if one.new.done)
        self._ask([asking_row(ids[n.telling.key], n.asks) for n in news if n.asks])

    def _new_keys(self, keys: Sequence[int], number: int) -> Sequence[int]:
        """Of the keys of a telling all, of those of a signature the ones that none of its tellings brought before."""
        if number > 0 or not self._entered:
            return keys
        return [key for key in keys if self._entered.is_new(key, number)]

    def _ask(self, rows: Sequence[Mapping[str, Any]]) -> None:  # Any: values
        """Enter what demands ask for."""
        execute_many(self._connection, insert(asking), rows)
        if self._entered:
            self._entered.demands.add(tuple(row.values()) for row in rows)

    def _do(self, filed: Iterable[_New]) -> None:
        """Enter the words of what took place beside those that the article told before."""
        done: dict[tuple[date, int], set[bytes]] = defaultdict(set)
        for one in filed:
            at = (date.fromisoformat(one.new.telling.known_from), one.article_id)
            done[at].update(word_numbers(one.new.done))
        for some in batches(sorted({article_id for _, article_id in done})):
            days = sorted({known for known, article_id in done if article_id in some})
            these = doing.c.article_id.in_(some) & doing.c.known_from.in_(days)
            for known, article_id, before in self._connection.execute(select(doing).where(these)):
                if (known, article_id) in done:
                    done[known, article_id].update(in_twos(before))
        rows = [
            {"known_from": known, "article_id": article_id, "words": b"".join(sorted(words))}
            for (known, article_id), words in sorted(done.items())
        ]
        replace(self._connection, doing, rows)

    def _pack(
        self, by_article: Mapping[str, Mapping[str, New]], made: Mapping[str, Filed], kept: Mapping[str, Kept]
    ) -> list[_New]:
        """Keep packed what articles tell; of their tellings those that are new."""
        new: list[_New] = []
        blobs: dict[int, bytes] = {}
        read = self._read(by_article, kept)
        told_before = self._told([number for number, *_ in read.values()])
        for key, (number, of, findings) in read.items():
            before, news = told_before[number], by_article[key]
            one = made.get(key)
            if one is None or before or one.values.keys() != news.keys():
                others = [New(t, 0, t.key, ()) for k, t in before.items() if k not in news]
                one = filed([*others, *news.values()], of, findings)
            told = {values[0]: news[k].telling if k in news else before[k] for k, values in one.values.items()}
            first = next(iter(told.values()))
            story = Story(of, findings, first.known_from, first.published, {}, told)
            self._stories.hold(number, story, findings, one.told)
            blobs[number] = one.told
            new += [_New(n, number, one.values[k]) for k, n in news.items() if k not in before]
        insert_new(self._connection, settlement, [{"article_id": n, "dated": True, "rules": RULES} for n in blobs])
        execute_many(self._connection, _TOLD, [{"number": number, "blob": blob} for number, blob in blobs.items()])
        return new

    def merge(self, entered: Entered, *, all_settled: bool) -> None:
        """Put the keys that were entered lately among all others, in order, where they are many or the last."""
        if entered.keys.merging(all_settled=all_settled):
            move_into(self._connection, blocking, blocking_late)

    def take_out(self, articles: Collection[int]) -> _Rows:
        """Take all tellings of articles out; their rows. Blocking keys are left until `SqlBoard.sharing` meets them."""
        gone: list[Any] = []
        for some in batches(sorted(articles)):
            t = telling.c
            gone += self._connection.execute(
                select(t.id, t.kind, t.signature_id, t.line_id, t.known_from, t.first_day, t.last_day).where(
                    t.article_id.in_(some)
                )
            ).all()
            self._connection.execute(delete(telling).where(t.article_id.in_(some)))
            days = sorted({row.known_from for row in gone})
            self._connection.execute(delete(doing).where(doing.c.known_from.in_(days), doing.c.article_id.in_(some)))
            there = settlement.c.article_id.in_(some)
            self._connection.execute(update(settlement).where(there).values(told=None, rules=RULES))
        for i in articles:
            self._stories.forget(i)
        for some in batches([row.id for row in gone]):
            days = sorted({row.known_from for row in gone})
            self._connection.execute(delete(asking).where(asking.c.known_from.in_(days), asking.c.telling_id.in_(some)))
            either = contradiction.c.a.in_(some) | contradiction.c.b.in_(some)
            self._connection.execute(delete(contradiction).where(either))
        return gone

    def recount(self, gone: _Rows) -> None:
        """Bring the signatures up to date that lost tellings.

        One may have a telling in every other article: those that are left are gone through only where what told its
        first day or its last is among the lost.
        """
        lost: dict[int, list[Any]] = defaultdict(list)
        for row in gone:
            if row.signature_id is not None:
                lost[row.signature_id].append(row)
        s = signature.c
        columns = (s.id, s.first_id, s.tellings, s.first_day, s.last_day)
        for some in batches(sorted(lost)):
            for row in self._connection.execute(select(*columns).where(s.id.in_(some))).all():
                these = lost[row.id]
                if row.tellings == len(these):
                    self._connection.execute(delete(signature).where(s.id == row.id))
                    continue
                of = {"of": row.id}
                values = {
                    "tellings": row.tellings - len(these),
                    **self._connection.execute(_KNOWN, of).mappings().one(),
                }
                ends = {row.first_day, row.last_day} - {None}
                if any(not ends.isdisjoint((one.first_day, one.last_day)) for one in these):
                    values |= self._connection.execute(_TOLD_OF, of).mappings().one()
                if row.first_id in {one.id for one in these}:
                    values |= self._first(row.id, values["first_known"])
                self._connection.execute(update(signature).where(s.id == row.id).values(values))

    def _first(self, number: int, known: Any) -> dict[str, Any]:  # Any: a day, and columns
        """The first telling of a signature: of those known first, the one with the smallest key."""
        of_day = (telling.c.signature_id == number) & (telling.c.known_from == known)
        keys = self._stories.keys(self._connection.scalars(select(telling.c.id).where(of_day)))
        first = min(keys, key=keys.__getitem__)
        return {"first_id": first, "first_key": bytes.fromhex(keys[first])}

    def _read(self, keys: Collection[str], kept: Mapping[str, Kept]) -> dict[str, tuple[int, Article, bytes]]:
        """The number of articles, the articles and their packed readings, by key; those `kept` are in hand."""
        whole = select(article, reading.c.findings).join(reading, reading.c.article_id == article.c.id)
        others = sorted(keys - kept.keys())
        rows: list[tuple[Mapping[Any, Any], bytes]] = [  # Any: names and values
            (row, row["findings"])
            for some in batches(others)
            for row in self._connection.execute(whole.where(article.c.key.in_(some))).mappings()
        ]
        rows += [(kept[key].row, kept[key].findings) for key in keys if key in kept]
        return {row["key"]: (row["id"], codec.article_from(row), findings) for row, findings in rows}

    def _told(self, numbers: Sequence[int]) -> dict[int, dict[str, Telling[Any]]]:  # Any: tellings of whatever kind
        """What articles tell so far, by key."""
        places = [(row.id, row.article_id, row.place) for row in self._places(numbers)]
        tellings = self._stories.tellings_at(places)
        told: dict[int, dict[str, Telling[Any]]] = {number: {} for number in numbers}
        for i, article_id, _ in places:
            told[article_id][tellings[i].key] = tellings[i]
        return told

    def _places(self, articles: Sequence[int]) -> _Rows:
        """The tellings of articles, with where they stand."""
        t = telling.c
        these = among(self._connection, t.article_id, articles)
        return self._connection.execute(select(t.id, t.article_id, t.place).where(these)).all()

    def _row(self, one: _New, number: int, shared: Mapping[tuple[str, str], int]) -> Row:
        n, term = one.new, self._terms.number
        place, *words, sure, first, last, known = one.values
        parties, issues, status, manner, speaker = (term(word) if word else None for word in words)
        return Row(
            number=number,
            article_id=one.article_id,
            place=place,
            signature_id=shared.get((n.telling.kind, n.signature)),
            kind=term(n.telling.kind),
            parties=parties,
            issues=issues,
            status=status,
            manner=manner,
            speaker=speaker,
            sure=sure,
            first_day=first,
            last_day=last,
            known_from=known,
        )

    def _signatures(self, news: Sequence[New]) -> dict[tuple[str, str], int]:
        """The numbers of shared signatures; those that are new are entered, and filled by `_count`."""
        hashes = {signature_number(n.telling.kind, n.signature): n for n in news}
        known = self._hashed(hashes)
        rows = [
            {
                "hash": number,
                "text": n.signature,
                "kind": self._terms.number(n.telling.kind),
                "first_id": 0,
                "first_key": b"\xff" * 16,
                "tellings": 0,
                "first_known": codec.day(n.telling.known_from),
                "last_known": codec.day(n.telling.known_from),
            }
            for number, n in hashes.items()
            if number not in known
        ]
        if rows:
            self._connection.execute(insert(signature), rows)
            known |= self._hashed(hashes.keys() - known.keys())
        return {(n.telling.kind, n.signature): known[number] for number, n in hashes.items()}

    def _hashed(self, hashes: Iterable[int]) -> dict[int, int]:
        return {
            row.hash: row.id
            for some in batches(sorted(hashes))
            for row in self._connection.execute(
                select(signature.c.hash, signature.c.id).where(signature.c.hash.in_(some))
            )
        }

    def _count(self, filed: Iterable[_New], ids: Mapping[str, int]) -> None:
        """Count new tellings to the signatures that they share."""
        shared: dict[int, list[_New]] = defaultdict(list)
        for one in filed:
            if one.is_shared:
                shared[signature_number(one.new.telling.kind, one.new.signature)].append(one)
        values = [
            _counted(row, shared[row["hash"]], ids)
            for some in batches(sorted(shared))
            for row in self._connection.execute(select(signature).where(signature.c.hash.in_(some))).mappings()
        ]
        if values:
            this = update(signature).where(signature.c.hash == bindparam("number"))
            self._connection.execute(this.values({name: bindparam(f"{name}_") for name in _COUNTED}), values)


class _New(NamedTuple):
    """A new telling, its article and the values of its row."""

    new: New
    article_id: int
    values: Values

    @property
    def is_shared(self) -> bool:
        """Whether others may have its signature."""
        return self.new.signature != self.new.telling.key


_COUNTED = ("tellings", "first_id", "first_key", "first_known", "last_known", "first_day", "last_day")


def _counted(row: RowMapping, filed: Sequence[_New], ids: Mapping[str, int]) -> dict[str, Any]:  # Any: values
    """The row of a signature with some tellings more, each column under its name with a mark."""
    firsts, lasts, days = zip(*[map(_day, one.values[-3:]) for one in filed], strict=True)
    keys = [one.new.telling.key for one in filed]
    earliest = [(day, bytes.fromhex(key), ids[key]) for day, key in zip(days, keys, strict=True)]
    known, key, number = min([(row["first_known"], row["first_key"], row["first_id"]), *earliest])
    values = {
        "tellings": row["tellings"] + len(filed),
        "first_id": number,
        "first_key": key,
        "first_known": known,
        "last_known": max([row["last_known"], *days]),
        "first_day": min((d for d in (row["first_day"], *firsts) if d), default=None),
        "last_day": max((d for d in (row["last_day"], *lasts) if d), default=None),
    }
    return {"number": row["hash"], **{f"{name}_": value for name, value in values.items()}}


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number else None
