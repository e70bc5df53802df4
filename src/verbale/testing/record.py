"""The record of a dossier in memory: see `verbale.model.board.Board` and the views of `verbale.store.base.Store`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from verbale.model.board import Met, New, Opposed, Placed, RunsAsked, Stretches, WordsAsked, WordsDone, Worth
from verbale.model.record import Source, Telling
from verbale.store.held import StoredArticle
from verbale.store.queries import (
    DATED,
    NEWEST_FIRST,
    Crowd,
    LinePage,
    LineQuery,
    LineTold,
    Opposing,
    Order,
    share,
    slipping,
)
from verbale.store.rows import TellingRow, line_doubt, telling_row, tells, thousandths

_Pair = tuple[str, str, str]


@dataclass(slots=True)
class MemoryRecord:
    """Tellings and what became of them, by key. `copy` and `become` make a settlement whole or nothing."""

    tellings: dict[str, New] = field(default_factory=dict)
    placed: dict[str, tuple[str, str]] = field(default_factory=dict)
    pairs: dict[_Pair, Opposed] = field(default_factory=dict)
    runs: dict[str, tuple[frozenset[int], bool]] = field(default_factory=dict)
    origins: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    loose: dict[str, int | None] = field(default_factory=dict)

    def copy(self) -> MemoryRecord:
        """The record as it is now."""
        return MemoryRecord(*(dict(part) for part in self._parts()))

    def become(self, other: MemoryRecord) -> None:
        """Be as another record is."""
        for mine, theirs in zip(self._parts(), other._parts(), strict=True):
            mine.clear()
            mine.update(theirs)

    def _parts(self) -> tuple[dict[Any, Any], ...]:  # Any: dictionaries of several kinds
        return (self.tellings, self.placed, self.pairs, self.runs, self.origins, self.loose)

    def take_out(self, articles: Collection[str]) -> set[str]:
        """Remove what articles tell; the components that lost a telling."""
        gone = {key for key, n in self.tellings.items() if n.telling.article in articles}
        lost = {self.placed.pop(key)[0] for key in gone if key in self.placed}
        for key in gone:
            del self.tellings[key]
        for pair in [pair for pair in self.pairs if gone & set(pair[:2])]:
            del self.pairs[pair]
        return lost

    def forget(self, article: str) -> set[str]:
        """Take an article out for good; the articles that are to be settled anew."""
        lost = self.take_out([article])
        copies = {key for key, (origin, *_) in self.origins.items() if origin == article}
        self.runs.pop(article, None)
        for key in copies:
            del self.origins[key]
        return copies | {n.telling.article for key, n in self.tellings.items() if self._component(key) in lost}

    def put(self, tellings: Iterable[New]) -> None:
        """Keep tellings; they are in no component and line yet."""
        self.tellings |= {n.telling.key: n for n in tellings}

    def sharing(self, kind: str, asked: Sequence[Stretches], _: Worth | None = None) -> list[list[Met]]:
        """For each of what is asked the tellings of a kind in lines that are kept within one of the stretches."""
        there = [n for key, n in self.tellings.items() if n.telling.kind == kind and key in self.placed]
        kept = sorted((key, n.signature) for n in there for key in n.keys)
        first = {p.signature: Met(p.telling, p.signature) for p in self._one_each(there)}
        found: list[list[Met]] = []
        for stretches in asked:
            ends = [(bisect_left(kept, (low, "")), bisect_left(kept, (high + 1, ""))) for low, high in stretches]
            found.append([first[s] for s in {s: None for a, b in ends for _, s in kept[a:b]}])
        return found

    def components_of(self, kind: str, signatures: Collection[str]) -> set[str]:
        """The components of signatures that the board gave."""
        there = (k for k, n in self.tellings.items() if n.telling.kind == kind and n.signature in signatures)
        return {component for key in there if (component := self._component(key))}

    def done_after(self, asked: WordsAsked) -> list[Placed]:
        """The events in lines in which what is asked is done."""
        there = (n for key, n in self.tellings.items() if key in self.placed)
        known = (n for n in there if asked.since < n.telling.known_from <= asked.until)
        return self._one_each(n for n in known if len(n.done & set(asked.words)) >= asked.enough)

    def asked_before(self, done: WordsDone) -> list[Placed]:
        """The demands in lines of which so much is done as is enough."""
        there = ((n, n.asks) for key, n in self.tellings.items() if key in self.placed and n.asks)
        known = ((n, asks) for n, asks in there if done.since <= asks.since <= done.until)
        return self._one_each(n for n, asks in known if len(set(asks.words) & set(done.words)) >= asks.enough)

    def of_components(self, components: Collection[str]) -> list[Placed]:
        """The tellings in components, one for each signature."""
        return self._one_each(n for key, n in self.tellings.items() if self._component(key) in components)

    def of_articles(self, articles: Collection[str]) -> list[Placed]:
        """Every telling of some articles, each under its own signature, placed or not."""
        return [self._placed(n) for n in self.tellings.values() if n.telling.article in articles]

    def place(self, kind: str, component: str, line: str, signatures: Collection[str], loose: float | None) -> None:
        """Put all tellings of a kind with these signatures into a component and a line."""
        self.loose[line] = None if loose is None else thousandths(loose)
        for key, n in self.tellings.items():
            if n.telling.kind == kind and n.signature in signatures:
                self.placed[key] = (component, line)

    def contradict(self, pairs: Iterable[Opposed]) -> None:
        """Keep pairs of tellings that are there; one that is kept already stays."""
        for pair in pairs:
            if pair.a in self.tellings and pair.b in self.tellings:
                self.pairs.setdefault((pair.a, pair.b, pair.rule), pair)

    def _one_each(self, news: Iterable[New]) -> list[Placed]:
        found: dict[str, Placed] = {}
        for n in sorted(news, key=lambda n: (n.telling.known_from, n.telling.key)):
            found.setdefault(n.signature, self._placed(n))
        return list(found.values())

    def _placed(self, n: New) -> Placed:
        return Placed(n.telling, n.signature, *self.placed.get(n.telling.key, ("", "")))

    def _component(self, key: str) -> str:
        return self.placed.get(key, ("", ""))[0]

    def page(self, query: LineQuery, outlets: Mapping[str, str | None]) -> LinePage:
        """The keys of the lines that fit, a page of them."""
        begins = f"{query.kind}:{query.key or ''}"
        lines = {
            key: told
            for key, told in self.of_kind(query.kind).items()
            if _fits(told, self._rows(told), query, outlets) and (query.key is None or key.startswith(begins))
        }
        falling = query.order in (*NEWEST_FIRST, "most told")
        if query.order == "least sure":
            return self._least_sure(lines, query)
        reach = {key: _reach(told, query.order) for key, told in lines.items()}
        by_key = sorted(reach, reverse=query.order in NEWEST_FIRST)
        ordered = sorted(by_key, key=lambda key: _number(reach[key]), reverse=falling)
        page = ordered[query.offset : query.offset + query.limit]
        begun = [(_days(lines[key])[0], date.fromisoformat(lines[key][0].known_from)) for key in page]
        return LinePage(tuple(page), reach[page[-1]] if page else None, tuple(begun))

    def _least_sure(self, lines: Mapping[str, Sequence[Telling[Any]]], query: LineQuery) -> LinePage:
        found = []
        for key, told in lines.items():
            surest = max((n for row in self._rows(told) if (n := row.sure) is not None), default=None)
            doubt = line_doubt(surest, self.loose.get(key))
            if doubt is not None:
                found.append((-doubt, -date.fromisoformat(told[-1].known_from).toordinal(), key))
        page = sorted(found)[query.offset : query.offset + query.limit]
        return LinePage(tuple(key for *_, key in page), -page[-1][0] if page else None)

    def _rows(self, told: Iterable[Telling[Any]]) -> list[TellingRow]:
        return [telling_row(t, self.tellings[t.key].demand) for t in told]

    def components(self, kind: str, known_on: date) -> Iterator[Sequence[Telling[Any]]]:  # Any: of that kind
        """The tellings of a kind known on a day, those of one component together."""
        held: dict[str, list[Telling[Any]]] = {}
        for key, (component, _) in self.placed.items():
            told = self.tellings[key].telling
            if told.kind == kind and told.known_from <= known_on.isoformat():
                held.setdefault(component, []).append(told)
        yield from held.values()

    def crowds(self, largest: int) -> list[Crowd]:
        """The components of several lines and very many tellings."""
        held: dict[str, tuple[set[str], set[str]]] = {}
        for key, (component, line) in self.placed.items():
            signatures, lines = held.setdefault(component, (set(), set()))
            signatures.add(self.tellings[key].signature)
            lines.add(line)
        return [
            Crowd(min(lines), len(signatures), len(lines))
            for component, (signatures, lines) in sorted(held.items())
            if len(signatures) > largest and len(lines) > 1 and not component.startswith(("position:", "phase:"))
        ]

    def of_kind(self, kind: str) -> dict[str, list[Telling[Any]]]:
        """The lines of a kind, each with its tellings in the order known."""
        lines: dict[str, list[Telling[Any]]] = {}
        for n in sorted(self.tellings.values(), key=lambda n: (n.telling.known_from, n.telling.key)):
            if n.telling.key in self.placed and n.telling.kind == kind:
                lines.setdefault(self.placed[n.telling.key][1], []).append(n.telling)
        return lines

    def lines(self, keys: Collection[str], known_on: date | None, in_all: int | None) -> dict[str, LineTold]:
        """The tellings of lines by the line's key."""
        found: dict[str, list[Telling[Any]]] = {}
        for key, (_, line) in self.placed.items():
            told = self.tellings[key].telling
            if line in keys and (known_on is None or told.known_from <= known_on.isoformat()):
                found.setdefault(line, []).append(told)
        most = share([len(tellings) for tellings in found.values()], in_all)
        return {line: _shown(line, found[line], most) for line in keys if line in found}

    def opposed(self, known_on: date | None) -> list[Opposing]:
        """Pairs of tellings that cannot both be true, or of which one met the other, those known last first."""

        def known(pair: Opposed) -> str:
            return max(self.tellings[key].telling.known_from for key in (pair.a, pair.b))

        there = [p for p in self.pairs.values() if known_on is None or known(p) <= known_on.isoformat()]
        return [
            Opposing(p, *(self.placed.get(key, ("", ""))[1] for key in (p.a, p.b)))
            for p in sorted(there, key=known, reverse=True)
        ]

    def source(self, one: StoredArticle) -> Source:
        """An article as lines cite it."""
        origin = self.origins.get(one.article.key, ("", "", ""))
        return Source(
            one.article,
            one.known_from.isoformat(),
            one.added_on.isoformat(),
            *origin,
            one.redated.decision if one.redated else None,
        )


def _fits(
    told: Sequence[Telling[Any]], rows: Sequence[TellingRow], query: LineQuery, outlets: Mapping[str, str | None]
) -> bool:
    """Whether each thing asked for is told by a telling of a line, and the days fit."""
    asked = [replace(EVERYTHING, **{name: value}) for name in ASKED if (value := getattr(query, name))]
    first, last = _days(told)
    known = [date.fromisoformat(t.known_from) for t in told]
    lately = known[-1] if query.kind not in DATED or any(row.last_day is None for row in rows) else date.min
    touches = (query.since is None or max(last, lately) >= query.since) and (
        query.until is None or min(first, known[0]) <= query.until
    )
    at_least = ((last, query.ahead_of), (known[-1], query.told_since))
    off_from, off_until = slipping(query)
    near = known[-1] >= off_from and known[0] <= off_until
    called_off = near and query.kind == "event" and any(row.status == "cancelled" for row in rows)
    return (
        all(any(tells(row, one) for row in rows) for one in asked)
        and (query.outlet is None or any(outlets.get(t.article) == query.outlet for t in told))
        and (touches or called_off)
        and (query.told_by is None or known[0] <= query.told_by)
        and all(day is None or told_on >= day for told_on, day in at_least)
    )


ASKED = ("party", "issue", "status", "manner", "speaker")
EVERYTHING = LineQuery(kind="")


def _reach(told: Sequence[Telling[Any]], order: Order) -> date | int:
    first, last = _days(told)
    by: dict[Order, date | int] = {
        "newest": date.fromisoformat(told[-1].known_from),
        "oldest": date.fromisoformat(told[0].known_from),
        "first day": first,
        "last day": last,
        "next day": last,
        "most told": len(told),
    }
    return by[order]


def _days(told: Sequence[Telling[Any]]) -> tuple[date, date]:
    """The first and the last day told of a line; where one is unknown the other, else the day on which it was told."""
    rows = [telling_row(t) for t in told]
    first = min((d for row in rows if (d := row.first_day)), default=None)
    last = max((d for row in rows if (d := row.last_day)), default=None)
    known = [date.fromisoformat(t.known_from) for t in told]
    return (first or last or known[0], last or first or known[-1])


def _number(reach: date | int) -> int:
    return reach if isinstance(reach, int) else reach.toordinal()


def _shown(line: str, tellings: Iterable[Telling[Any]], most: int) -> LineTold:
    told = sorted(tellings, key=lambda t: (t.known_from, t.key))
    half = max(1, most // 2)
    shown = told if len(told) <= most else [*told[:half], *told[-half:]]
    return LineTold(line, tuple(shown), len(told))


def sharing_runs(
    held: Mapping[str, tuple[frozenset[int], bool]], asked: RunsAsked, known: Mapping[str, str], enough: int
) -> set[str]:
    """The articles that hold so many of some runs and are known on the days asked for or undated."""
    wanted = frozenset(asked.runs)
    return {
        key
        for key, (mine, dated) in held.items()
        if len(wanted & mine) >= enough
        if not dated or ((asked.since or "") <= known[key] <= (asked.until or "9999"))
    }
