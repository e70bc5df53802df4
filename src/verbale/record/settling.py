"""Settling: what was added, read again or judged joins the record, component by component.

A component is what accepted pairs connect. Pairs are judged by two tellings alone, so a new article touches only the
components that it joins, and those that lost a telling; they are taken apart into lines as `assembly` does over all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from verbale.model.board import Array, Board, Met, New, Opposed, Placed, RunsAsked, Stretches, Worth
from verbale.model.brief import Brief
from verbale.model.evidence import Judgement
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Join, Telling
from verbale.record import origins
from verbale.record.candidates import compared, compared_among
from verbale.record.components import components, partition
from verbale.record.grouping import Judged, in_doubt, joins_of, parted
from verbale.record.judgements import Ties, standing, tying
from verbale.record.lines import line_key
from verbale.record.origins import Text
from verbale.record.outlines import as_rows, worth_of
from verbale.record.preconditions import meets, words_asked
from verbale.record.preparing import Brought, Preparer, all_prepared
from verbale.record.weighing import Pair, Weighed, Weigher, all_weighed

MATCHED: tuple[type[Content], ...] = (Statement, Event, Actor, Linkage)
"""Kinds whose tellings are joined to lines. Positions stand by party and issue, phases by themselves."""


def settle(
    board: Board,
    brief: Brief,
    limit: int = 10,
    judged: Judged | None = None,
    prepare: Preparer = all_prepared,
    weigh: Weigher = all_weighed,
    *,
    among: Collection[str] | None = None,
) -> int:
    """Settle up to `limit` readings, of all or `among` some articles, in the transaction of `board`; how many were.

    `judged` is what was judged of the same record before; `prepare` makes what articles bring, `weigh` weighs pairs.
    """
    judged = judged or Judged()
    decided = standing(board.judgements())
    waiting = board.unsettled(limit, among)
    if not waiting:
        return 0
    batch = prepare(waiting, decided)
    articles = [one.article for one in batch]
    moved = {s.origin for s in board.sources(articles) if s.origin}
    disturbed = board.take_out(articles)
    brought = [b for one in batch for b in one.brought]
    of_kind: dict[str, list[Brought]] = defaultdict(list)
    for b in brought:
        of_kind[b.new.telling.kind].append(b)
    asking = {kind: _asking_once(of_kind[kind.KIND]) for kind in MATCHED}
    # Only actors share signatures, so that what is known of one may change when tellings are put.
    met = {kind: _compared(board, kind, asking[kind]) for kind in MATCHED if kind is not Actor}
    weighing = weigh([pair for one in met.values() for pair in one.pairs])
    board.put((b.new for b in brought), {one.article: one.filed for one in batch})
    _settle_origins(board, [one.text for one in batch], moved, brief)
    _place_alone(board, (b.new for b in brought))
    met[Actor] = _compared(board, Actor, asking[Actor])
    found = chain(weighing(), all_weighed(met[Actor].pairs)())
    against = [pair for one in batch for pair in one.opposed]
    for kind, one in met.items():
        against += _settle_kind(board, kind.KIND, asking[kind], disturbed, decided, one, found, judged)
    board.contradict(against)
    board.contradict(_met(board, brought))
    board.finish(articles)
    return len(batch)


@dataclass(frozen=True, slots=True)
class _Compared:
    """New tellings of a kind with those of the record, and with each other, that they are compared with."""

    near: Sequence[tuple[New, Met]]
    among: Sequence[Pair]

    @property
    def pairs(self) -> list[Pair]:
        """All pairs, those with the record first."""
        return [*((n.telling, p.telling) for n, p in self.near), *self.among]


def _compared(board: Board, kind: type[Content], brought: Sequence[Brought]) -> _Compared:
    """What the new tellings of a kind are compared with, as far as that is worth it; what is one of itself is not."""
    worth = worth_of(kind, [b.new.outline for b in brought])
    return _Compared(list(_near(board, kind.KIND, brought, worth)), list(_among(brought, worth)))


def _settle_kind(
    board: Board,
    kind: str,
    brought: Sequence[Brought],
    disturbed: Collection[str],
    decided: Sequence[Judgement],
    met: _Compared,
    found: Iterator[Weighed],
    judged: Judged,
) -> Iterator[Opposed]:
    """Join the new tellings of a kind to what they ask for, and take the touched components apart again.

    The next of `found` are its pairs, weighed. Yields what the new tellings contradict.
    """
    joins: list[Join] = []
    joined: set[str] = set()
    for n, p in met.near:
        one = next(found)
        if p.signature == n.signature:
            joined.add(p.signature)
        elif one.join:
            joined.add(p.signature)
            joins.append(one.join)
        if one.opposed:
            yield one.opposed
    touched = {c for c in disturbed if c.startswith(f"{kind}:")} | board.components_of(kind, joined)
    for one in islice(found, len(met.among)):
        if one.join:
            joins.append(one.join)
        if one.opposed:
            yield one.opposed
    new = (Placed(b.new.telling, b.new.signature, "", "") for b in brought)
    members = _distinct([*new, *board.of_components(touched)])
    ties, tied = _ties(board, kind, decided, members)
    while more := tied - touched:
        touched |= more
        members = _distinct([*members, *board.of_components(more)])
        ties, tied = _ties(board, kind, decided, members)
    _place(board, kind, members, ties, [*joins, *_joined_before(members, judged)], judged)


def _joined_before(members: Iterable[Placed], judged: Judged) -> Iterator[Join]:
    """The accepted pairs within each component as it was."""
    before: dict[str, list[Telling[Any]]] = defaultdict(list)
    for p in members:
        if p.component:
            before[p.component].append(p.telling)
    for told in before.values():
        yield from judged.within(told)


def _near(board: Board, kind: str, brought: Sequence[Brought], worth: Worth | None) -> Iterator[tuple[New, Met]]:
    """The new tellings of a kind with those of the record that they may be compared with."""
    kept = board.sharing(kind, [b.asked for b in brought], worth)
    for b, some in zip(brought, kept, strict=True):
        for p in some:
            stands_alone = p.signature == p.telling.key  # else what is kept there may be another one that it stands for
            if stands_alone or compared(b.asked, p.telling):
                yield b.new, p


def _among(brought: Sequence[Brought], worth: Worth | None) -> Iterator[Pair]:
    """Pairs of new tellings that are compared, each once."""
    told = [b.new.telling for b in brought]
    asking, kept = compared_among([b.new.keys for b in brought], [b.asked for b in brought])
    if worth:
        some = worth(asking, as_rows([b.new.outline for b in brought])[kept]) | _within_one(told, asking, kept)
        asking, kept = asking[some], kept[some]
    for one, other in zip(asking.tolist(), kept.tolist(), strict=True):
        if told[one].key < told[other].key:
            yield told[one], told[other]


def _within_one(told: Sequence[Telling[Any]], asking: Array, kept: Array) -> Array:
    """Which pairs are of one article: there a statement may tell of another, whatever its words."""
    import numpy as n  # as in `compared_among`

    number = {key: at for at, key in enumerate({one.article for one in told})}
    of = n.array([number[one.article] for one in told])
    return of[asking] == of[kept]


def _asking_once(brought: Iterable[Brought]) -> list[Brought]:
    """The new tellings of a kind; of those that are one and ask for the same, the first known stands for all.

    No other is a member of a component, so what it joins is passed over; an article names a dozen known people.
    """
    first: dict[tuple[str, Stretches], Brought] = {}
    for b in brought:
        other = first.setdefault((b.new.signature, b.asked), b)
        if _known(b) < _known(other):
            first[b.new.signature, b.asked] = b
    return list(first.values())


def _known(brought: Brought) -> tuple[str, str]:
    return (brought.new.telling.known_from, brought.new.telling.key)


def _distinct(placed: Iterable[Placed]) -> list[Placed]:
    """One telling for each signature, the first known."""
    first: dict[str, Placed] = {}
    for p in placed:
        other = first.get(p.signature)
        if other is None or (p.telling.known_from, p.telling.key) < (other.telling.known_from, other.telling.key):
            first[p.signature] = p
    return list(first.values())


def _ties(board: Board, kind: str, decided: Sequence[Judgement], members: Sequence[Placed]) -> tuple[Ties, set[str]]:
    """What people joined and parted among the members, and the components of what they joined to them."""
    held = {p.telling.article for p in members}
    concerning = [
        j
        for j in decided
        if j.kind == kind and j.verdict in ("same", "different") and j.other
        if j.passage.article in held or j.other.article in held
    ]
    if not concerning:
        return Ties(), set()
    there = board.of_articles({p.article for j in concerning for p in (j.passage, j.other) if p})
    ties = tying(concerning, [p.telling for p in there])
    keys = {p.telling.key for p in members}
    joined = {k for j in ties.same if j.a in keys or j.b in keys for k in (j.a, j.b)}
    return ties, {p.component for p in there if p.telling.key in joined and p.component}


def _place(
    board: Board, kind: str, members: Sequence[Placed], ties: Ties, pairs: Iterable[Join], judged: Judged
) -> None:
    """Put members into the lines that accepted pairs make of them; pairs of what is no member are passed over."""
    signatures = {p.telling.key: p.signature for p in members}
    tellings = {p.telling.key: p.telling for p in members}
    told = list(tellings.values())
    same = [j for j in ties.same if j.a in tellings and j.b in tellings]
    accepted = {(j.a, j.b): j for j in pairs if j.a in tellings and j.b in tellings}
    joined = {key for j in (*accepted.values(), *same) for key in (j.a, j.b)}
    alone = [[t.key] for t in told if t.key not in joined]  # as most are
    whole = sorted([*alone, *components((tellings[key] for key in joined), [*accepted.values(), *same])])
    of = {key: at for at, component in enumerate(whole) for key in component}
    joins, tied = _by_component(accepted.values(), of), _by_component(same, of)
    for at, component in enumerate(whole):
        held = [tellings[k] for k in component]
        if len(held) == 1:
            board.place(kind, f"{kind}:{component[0]}", line_key(kind, held), [signatures[component[0]]])
            continue
        judged.keep(held, joins[at])
        for group, by in partition(held, joins_of(held, joins[at]), parted(ties, joins[at], held), tied[at]):
            mine, least = [signatures[t.key] for t in group], in_doubt(by)
            board.place(kind, f"{kind}:{component[0]}", line_key(kind, group), mine, least.score if least else None)


def _by_component(joins: Iterable[Join], of: Mapping[str, int]) -> Mapping[int, list[Join]]:
    found: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        found[of[join.a]].append(join)
    return found


def _place_alone(board: Board, new: Iterable[New]) -> None:
    """Positions are lines by party and issue, phases by the order of time: both are read off when they are shown."""
    for n in new:
        if n.telling.kind == Position.KIND:
            content = n.telling.content
            thread = f"position:{content.party}:{content.issue}"
            board.place("position", thread, thread, [n.signature])
        elif n.telling.kind == Phase.KIND:
            board.place("phase", "phase:", f"phase:{n.telling.key}", [n.signature])


MET = "precondition.met"
"""The rule of pairs that say which event met which demand: kept beside the contradictory ones."""


def _met(board: Board, brought: Sequence[Brought]) -> Iterator[Opposed]:
    """The demands that new events met, and the events that meet new demands."""
    new = [b.new for b in brought]
    doing = [(n.telling, n.meets) for n in new if n.meets]
    kept = board.asked_before([done for _, done in doing], words_asked)
    pairs = [(p.telling, told) for (told, _), some in zip(doing, kept, strict=True) for p in some]
    wanting = [(n.telling, n.asks) for n in new if n.asks]
    later = board.done_after([asks for _, asks in wanting])
    pairs += [(demand, p.telling) for (demand, _), some in zip(wanting, later, strict=True) for p in some]
    for demand, event in pairs:
        if meets(demand, event):
            yield Opposed(demand.key, event.key, "met", "", MET)


def _settle_origins(board: Board, texts: Iterable[Text], moved: set[str], brief: Brief) -> None:
    """Find what the articles are copies of; groups that lost or gained one are made anew."""
    asked: list[RunsAsked] = []
    mine = {text.article: text for text in texts}
    for text in mine.values():
        board.keep_runs(text.article, text.sample | text.whole, dated=text.dated)
        within = _around(text.known_from if text.dated else None)
        asked += [RunsAsked(text.sample, *within), RunsAsked(text.whole)]
    near = set().union(*board.texts_sharing(asked, origins.ENOUGH))
    groups = moved | {s.origin for s in board.sources(near - mine.keys()) if s.origin}
    members = {s.article.key: s for s in (*board.of_origins(groups), *board.sources(mine.keys()))}
    known = {key: s.origin for key, s in members.items() if key not in mine and s.origin and s.origin not in moved}
    for group in origins.regrouped(members, brief, known, mine):
        board.set_origin(group.articles, group.origin, group.newsroom, group.origin_newsroom)


def _around(day: str | None) -> tuple[str | None, str | None]:
    if day is None:
        return (None, None)
    middle, reach = date.fromisoformat(day), timedelta(days=origins.WITHIN)
    return ((middle - reach).isoformat(), (middle + reach).isoformat())
