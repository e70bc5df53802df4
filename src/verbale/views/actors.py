"""Who acts and speaks: every actor once, with all names and offices."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.record import ActorLine
from verbale.model.times import written
from verbale.views.cited import Json, Sources, line_as_json, spread_of, telling_as_json
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, wanted_lines
from verbale.views.wording import is_relation


def actors(lines: Iterable[ActorLine], sources: Sources, wanted: Wanted = EVERYTHING) -> list[ActorLine]:
    """The actors asked for, those told most often first."""
    found = wanted_lines(lines, wanted, sources)
    return sorted(found, key=lambda a: (-len(a.tellings) - a.left_out, a.key))


def offices(line: ActorLine) -> str:
    """The offices with the days on which they were told: `foreign minister (3 May 2020 – 8 June 2021)`."""
    held: dict[str, tuple[str, str, str]] = {}
    for role, first, last in line.roles:
        if not is_relation(role):
            named, begun, ended = held.setdefault(role.casefold(), (role, first, last))
            held[role.casefold()] = (named, min(begun, first), max(ended, last))
    return "; ".join(
        f"{role} ({written(first) if first == last else f'{written(first)} – {written(last)}'})"
        for role, first, last in held.values()
    )


def told(line: ActorLine, context: Context) -> str:
    """In how many articles the actor is told of: `3 articles, 2 outlets, 2 origins`; of a long line all reports."""
    if line.left_out:
        return f"{len(line.tellings) + line.left_out:,} reports"
    return spread_of(line, context.sources).counted


def as_json(lines: Iterable[ActorLine], context: Context) -> list[Json]:
    """Actors as JSON."""
    return [
        {
            **line_as_json(a, context.sources, taken_back=context.taken_back(a.tellings)),
            "name": a.name,
            "kind": a.kind,
            "party": a.party,
            "names": list(a.names),
            "roles": [{"role": role, "first": first, "last": last} for role, first, last in a.roles],
            "tellings": [telling_as_json(t, context.sources) for t in a.tellings],
        }
        for a in lines
    ]
