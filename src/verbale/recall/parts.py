"""Parts of the record as it was settled: some lines with all that they are read against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from verbale.errors import DossierDamaged
from verbale.model.brief import Brief
from verbale.model.evidence import Judgement
from verbale.model.record import Join, Line, Record, Source, Telling, Utterance, joined
from verbale.record.assembly import Group, Grouped, added_up
from verbale.record.grouping import groups_of
from verbale.record.judgements import standing, tying
from verbale.record.versions import chains_of, newest_of
from verbale.store.base import Store
from verbale.store.queries import LineTold, Opposing
from verbale.views.cited import Spread, articles_of
from verbale.views.context import Context, context_of

KINDS = ("statement", "event", "actor", "linkage", "position", "phase")
"""The kinds of lines, by the kind of what they tell."""

ALL = 10**9

EXPLAINED = 60
"""Of lines with more tellings than this it is not told what joins them: it would be read off every pair."""

JOINED = ("utterances", "events", "actors", "preconditions", "linkages")
"""The parts of a record whose lines are joined pair by pair."""

LONG = ("actor", "position")
"""Kinds whose lines may be told in most articles."""

HELD = 300
"""Tellings of such lines that a page holds."""

AT_ONCE = 500


class Parts:
    """What a dossier's tables hold, dates due as of a day; `brief` names what codes mean.

    `in_all` is how many tellings of long lines are held together, None for as many as the store gives. `known_on` is
    the day by which all that is told was known, where that is one of the past.
    """

    def __init__(self, store: Store, on: date, brief: Brief | None = None, known_on: date | None = None) -> None:
        self.store = store
        self.on = on
        self.known_on = known_on
        self.in_all: int | None = HELD
        self._brief = brief
        self._told: dict[str, LineTold] = {}
        self._sources: dict[str, Source] = {}

    @cached_property
    def _decided(self) -> Sequence[Judgement]:
        return standing(self.store.moving())  # nobody asks who accepted something

    @cached_property
    def _heard(self) -> str | None:
        last = self.store.last_news(self.known_on)
        return last.isoformat() if last else None

    @property
    def has_joined(self) -> bool:
        """Whether a person joined lines, which is told of each."""
        return any(j.verdict == "same" for j in self._decided)

    def part(
        self, keys: Mapping[str, Sequence[str]], pairs: Iterable[Opposing] = (), articles: Collection[str] = ()
    ) -> Record:
        """The record of some lines, by kind, and of the pairs that contradict each other; `articles` are known too."""
        tied = keys.get("linkage")
        met = self.store.contradictions(lines=tied, met=True, known_on=self.known_on) if tied else []
        done = [m.b for m in met if m.b not in set(keys.get("event", ()))]
        lines = {kind: self.lines(kind, keys.get(kind, ())) for kind in KINDS}
        lines["event"] += self.lines("event", list(dict.fromkeys(done)))
        tellings = [t for of in lines.values() for line in of for t in line.tellings]
        grouped = Grouped(
            statements=_alone(lines["statement"]),
            events=_alone(lines["event"]),
            actors=_alone(lines["actor"]),
            linkages=_alone(lines["linkage"]),
            positions=[t for line in lines["position"] for t in line.tellings],
            phases=[t for line in lines["phase"] for t in line.tellings],
            opposed=[p.pair for p in pairs],
            met=[(m.pair.a, m.pair.b) for m in met],
        )
        cited = dict.fromkeys([*articles, *(t.article for t in tellings)])
        self._sources |= self.store.sources(cited.keys() - self._sources.keys())
        if lost := sorted(cited.keys() - self._sources.keys()):
            raise DossierDamaged(f"the dossier is damaged (article {lost[0]} is missing); `verbale check` says where")
        sources = {key: self._sources[key] for key in cited}
        record = added_up(grouped, sources, self._decided, self.on.isoformat(), self._heard)
        cut = [told for of in lines.values() for told in of if told.count > len(told.tellings)]
        return _counted(record, {t.key: told for told in cut for t in told.tellings})

    def know(self, sources: Mapping[str, Source]) -> None:
        """Take articles from who has them already."""
        self._sources |= sources

    def lines(self, kind: str, keys: Sequence[str]) -> list[LineTold]:
        """The tellings of lines of a kind, those that are there, in the order given."""
        if not keys:
            return []
        if kind in LONG:
            found = self.store.tellings_of_lines(keys, known_on=self.known_on, in_all=self.in_all)
            return [found[key] for key in keys if key in found]
        for some in batches([key for key in keys if key not in self._told]):
            self._told |= self.store.tellings_of_lines(some, known_on=self.known_on)
        return [told for key in keys if (told := self._told.get(key))]

    def explained(self, record: Record, keys: Collection[str]) -> Record:
        """A record with what joins the tellings of some lines."""

        def told(line: Line[Any]) -> Line[Any]:
            return replace(line, joins=self._joins(line.tellings)) if line.key in keys else line

        return _with_each(record, told, JOINED)

    def _joins(self, tellings: Sequence[Telling[Any]]) -> tuple[Join, ...]:
        """What joins the tellings of a line."""
        if not 1 < len(tellings) <= EXPLAINED:
            return ()
        ties = tying(self._decided, tellings)
        return tuple(j for _, joins in groups_of(tellings, ties) for j in joins)

    def context(self, lines: Iterable[Line[Any]], *, around: bool = True) -> Context:
        """What some lines are read against; the statements `around` them are left out where nobody looks there."""
        shown = list(lines)
        articles = {key for line in shown for key in articles_of(line)}
        sources = self.store.relatives(articles)
        if not around:
            return context_of(sources, (), newest=newest_of(chains_of(sources.values())), brief=self._brief)
        spoken = [t for _, t in self.store.told_in(articles, ["statement"], accepted=False)]
        opposed = self.answering({_stored(u) for u in shown if isinstance(u, Utterance)})
        spoken += [t for u in opposed.utterances for t in u.tellings]
        newest = newest_of(chains_of(sources.values()))
        return context_of({**opposed.sources, **sources}, spoken, opposed.contradictions, newest, self._brief)

    def answering(self, lines: Collection[str]) -> Record:
        """What contradicts some lines, and what these contradict."""
        found = self.store.contradictions(lines=lines, known_on=self.known_on) if lines else []
        return self.of_accounts({p.a for p in found})

    def of_accounts(self, accounts: Collection[str]) -> Record:
        """Some accounts with all that contradicts them: two answers to one are told as one."""
        every = self.store.contradictions(lines=accounts, known_on=self.known_on)
        pairs = [p for p in every if p.a in accounts]
        keys = sorted({key for p in pairs for key in (p.a, p.b)})
        return self.part({k: [x for x in keys if x.startswith(f"{k}:")] for k in ("statement", "event")}, pairs)

    def spread(self) -> Spread:
        """How far all articles are spread. Every text has a house, so houses and the texts they share tell origins."""
        printed = self.store.printed()
        return Spread(tuple(sorted(filter(None, printed))), sum(printed.values()), joined(self.store.houses()))


def _alone(lines: Iterable[LineTold]) -> list[Group[Any]]:
    """The tellings of lines, what joins them left open."""
    return [(list(line.tellings), ()) for line in lines]


def batches(keys: Sequence[str], times: float = 1) -> Iterator[Sequence[str]]:
    """Keys in as many as are fetched at once, or some times as many."""
    size = max(int(times * AT_ONCE), 1)
    return (keys[at : at + size] for at in range(0, len(keys), size))


def _counted(record: Record, cut: Mapping[str, LineTold]) -> Record:
    """A record whose lines know how many of their tellings are not held, and are named by all of them.

    `cut` are lines of which not all tellings are held, by those that are.
    """

    def told(line: Line[Any]) -> Line[Any]:
        return _whole(line, cut[line.first.key]) if line.first.key in cut else line

    return _with_each(record, told, (*JOINED, "positions"))


def _with_each(record: Record, change: Callable[[Line[Any]], Line[Any]], kinds: Iterable[str]) -> Record:
    """A record with some kinds of lines changed one by one."""
    changed: dict[str, Any] = {kind: tuple(map(change, getattr(record, kind))) for kind in kinds}  # Any: lines of it
    return replace(record, **changed)


def _whole(line: Line[Any], told: LineTold) -> Line[Any]:
    """A line with the key that it has by its first telling, be that held or not."""
    kind = line.key.partition(":")[0]
    named = line.key if line.first.kind == "position" else f"{kind}:{told.key.partition(':')[2]}"
    return replace(line, key=named, left_out=told.count - len(told.tellings))


def together(parts: Iterable[Record]) -> Record:
    """The parts of one record as one."""
    every = list(parts)

    def all_of(name: str) -> Any:  # Any: lines of that kind
        return tuple({line.key: line for part in every for line in getattr(part, name)}.values())

    names = ("actors", "utterances", "events", "positions", "phases", "contradictions", "preconditions", "linkages")
    sources = {key: source for part in every for key, source in part.sources.items()}
    return Record(sources, **{name: all_of(name) for name in names})


def _stored(line: Line[Any]) -> str:
    """The key of a line in the tables, which name its kind as that of its content."""
    return f"{line.first.kind}:{line.key.partition(':')[2]}"
