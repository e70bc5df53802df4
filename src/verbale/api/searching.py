"""A search as people type it: words, phrases, and operators that narrow it (`speaker:`, `party:`, `before:` …)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from verbale import desk
from verbale.api.asking import Asked, day_of
from verbale.errors import InputError
from verbale.model.negotiation import Statement
from verbale.model.record import Telling
from verbale.model.saved import SavedSearch
from verbale.model.times import bounds
from verbale.store.base import Store
from verbale.store.queries import Hit, SearchQuery
from verbale.views import hits
from verbale.views.asked import OPERATORS, refuse_no_days
from verbale.views.cited import Json
from verbale.views.context import Context
from verbale.views.filters import Wanted
from verbale.views.tables import wording

_OPERATOR = re.compile(rf'(?<!\S)({"|".join(OPERATORS)}):(?:"([^"]*)"|(\S+))')
MOST = 500
"""Places that are looked at: facets and the histogram count among these."""

Found = tuple[Hit, Telling[Statement] | None]


@dataclass(frozen=True, slots=True)
class Facet:
    """What a search can be narrowed to: the operator, and values with how they are called and how many places."""

    operator: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found on a page, and among how many places; `bounded` says there are more.

    `by_year` counts them, and so does `by_month` where they lie within `MONTHS`.
    """

    typed: str
    words: str
    hits: tuple[Found, ...]
    count: int
    more: bool
    bounded: bool
    facets: tuple[Facet, ...]
    by_year: tuple[tuple[str, int], ...]
    by_month: tuple[tuple[str, int], ...]


NOTHING = Search("", "", (), 0, False, False, (), (), ())


def search(of: Asked) -> Search:
    """What `q` of the address asks for; nothing where it is empty."""
    typed = of.given.get("q", "")
    if not typed:
        return NOTHING
    words, _ = parsed(typed)
    found, looked_at = places(of.store, typed, of.known_on, marked=False)
    shown = found[of.first : of.last]
    marked = of.store.marked(words, [hit for hit, _ in shown])
    return Search(
        typed,
        words,
        tuple(zip(marked, (told for _, told in shown), strict=True)),
        len(found),
        len(found) > of.last,
        looked_at >= MOST,
        _facets(found, of),
        _by_year(found),
        _by_month(found),
    )


def places(
    store: Store,
    typed: str,
    known_on: date,
    limit: int = MOST,
    *,
    marked: bool = True,
    since: date | None = None,
    until: date | None = None,
    named: Mapping[str, str] | None = None,
) -> tuple[list[Found], int]:
    """The places that a search as typed finds, the best first, and among how many of the best it looked.

    They lie between days as its operators say, and `since` and `until`; `named` is by operator what is asked for beside
    those that were typed. Where they are not to be `marked`, those that
    are shown are later (see `Store.marked`).
    Raises InputError for a search without words, for an operator that names nothing here or is given twice, and
    for days between which none lies.
    """
    words, narrowed = parsed(typed)
    if twice := sorted(narrowed.keys() & (named or {}).keys()):
        raise InputError(f"{twice[0]} is asked for twice: {narrowed[twice[0]]!r} and {(named or {})[twice[0]]!r}")
    narrowed |= named or {}
    if not words:
        raise InputError("give at least one word to search for beside the operators")
    wanted = _wanted(store, narrowed)
    after, before = _days(narrowed)
    since = max((day for day in (since, after) if day), default=None)
    until = min((day for day in (until, before) if day), default=None)
    refuse_no_days(since.isoformat() if since else None, until.isoformat() if until else None)
    query = SearchQuery(words=words, known_on=known_on, limit=limit, since=since, until=until, marked=marked)
    every = desk.search(store, query)
    return [f for f in every if _fits(f, wanted)], len(every)


def parsed(typed: str) -> tuple[str, dict[str, str]]:
    """The words of a search, and its operators with what each asks for."""
    narrowed = {m[1]: (m[2] or m[3] or "").strip() for m in _OPERATOR.finditer(typed)}
    return " ".join(_OPERATOR.sub(" ", typed).split()), {k: v for k, v in narrowed.items() if v}


def within(typed: str, period: str) -> str:
    """A search as typed, narrowed to articles of a year or month (`2018`, `2018-11`) in place of other days."""
    kept = " ".join(_OPERATOR.sub(lambda m: "" if m[1] in ("before", "after") else m[0], typed).split())
    first, last = (date.fromisoformat(end).toordinal() for end in bounds(period) if end)
    beside = (date.fromordinal(max(first - 1, 1)), date.fromordinal(min(last + 1, date.max.toordinal())))
    after, before = (day.isoformat()[: len(period)] for day in beside)
    return f"{kept} after:{after} before:{before}"


def _wanted(store: Store, narrowed: Mapping[str, str]) -> Mapping[str, str]:
    """Operators with party, issue and outlet by their codes; raises InputError for what names nothing."""
    if "act" in narrowed and narrowed["act"] not in wording()["act"]:
        raise InputError(f"there is no act {narrowed['act']!r}; there are: {', '.join(wording()['act'])}")
    asked = Wanted(party=narrowed.get("party"), issue=narrowed.get("issue"), outlet=narrowed.get("outlet"))
    by_code = desk.wanted(store, asked)
    named = {"party": by_code.party, "issue": by_code.issue, "outlet": by_code.outlet}
    return {**narrowed, **{name: code for name, code in named.items() if code}}


def _days(narrowed: Mapping[str, str]) -> tuple[date | None, date | None]:
    """The first day and the last that `after:` and `before:` leave."""
    after, before = narrowed.get("after"), narrowed.get("before")
    return (
        day_of("until", after) + timedelta(days=1) if after else None,
        day_of("since", before) - timedelta(days=1) if before else None,
    )


def _fits(found: Found, wanted: Mapping[str, str]) -> bool:
    return all(
        value.casefold() in " ".join(_values(found, name)).casefold()
        if name == "speaker"
        else value in _values(found, name)
        for name, value in wanted.items()
        if name in _VALUES
    )


def _values(found: Found, operator: str) -> list[str]:
    return [value for value in _VALUES[operator](found) if value]


def _speaker(found: Found) -> list[str | None]:
    who = found[1].who(found[1].content.speaker) if found[1] else None
    return [who.name if who else None]


def _party(found: Found) -> list[str | None]:
    who = found[1].who(found[1].content.speaker) if found[1] else None
    return [who.party if who else None]


_VALUES: Mapping[str, Callable[[Found], Iterable[str | None]]] = {
    "party": _party,
    "speaker": _speaker,
    "act": lambda found: [found[1].content.act if found[1] else None],
    "issue": lambda found: found[1].content.issues if found[1] else [],
    "outlet": lambda found: [found[0].source.article.outlet],
}
IN_A_FACET = 8


def _facets(found: Iterable[Found], of: Asked) -> tuple[Facet, ...]:
    every = list(found)
    against = Context({}, {}, {}, {}, of.brief)
    names: dict[str, Callable[[str], str]] = {"party": against.party, "issue": against.issue}
    facets = []
    for operator in _VALUES:
        counts = Counter(value for one in every for value in _values(one, operator))
        values = [(v, names.get(operator, str)(v), n) for v, n in counts.most_common(IN_A_FACET)]
        facets += [Facet(operator, tuple(values))] if values else []
    return tuple(facets)


def _by_year(found: Iterable[Found]) -> tuple[tuple[str, int], ...]:
    """How many places there are of each year, those between without any too."""
    counts = Counter(f[0].source.known_from.year for f in found if f[0].source.article.published)
    if not counts:
        return ()
    return tuple((str(year), counts[year]) for year in range(min(counts), max(counts) + 1))


MONTHS = 36
"""So many months at most are counted one by one."""


def _by_month(found: Iterable[Found]) -> tuple[tuple[str, int], ...]:
    """How many places there are of each month, those between without any too; nothing where they are too many."""
    days = (f[0].source.known_from for f in found if f[0].source.article.published)
    counts = Counter(day.year * 12 + day.month - 1 for day in days)
    if not counts or max(counts) - min(counts) >= MONTHS:
        return ()
    months = range(min(counts), max(counts) + 1)
    return tuple((f"{month // 12:04}-{month % 12 + 1:02}", counts[month]) for month in months)


def as_json(found: Search, of: Asked) -> Json:
    """A search as JSON."""
    return {
        "as_known_on": of.known_on.isoformat(),
        "q": found.typed,
        "page": of.page,
        "count": found.count,
        "more": found.more,
        "counted_among_the_first": MOST if found.bounded else None,
        "facets": {f.operator: [{"value": v, "called": c, "count": n} for v, c, n in f.values] for f in found.facets},
        "by_year": dict(found.by_year),
        "by_month": dict(found.by_month),
        "saved": [saved_as_json(one) for one in of.store.searches()],
        "entries": [_hit_as_json(hit, told) for hit, told in found.hits],
    }


def saved_as_json(search: SavedSearch) -> Json:
    """A saved search as JSON."""
    return {
        "id": search.id,
        "name": search.name,
        "q": search.query,
        "by": search.by,
        "saved_on": search.saved_on.isoformat(),
        "feed": f"/searches/{search.id}.atom",
    }


def _hit_as_json(hit: Hit, told: Telling[Statement] | None) -> dict[str, Any]:  # Any: JSON
    return {
        "key": hit.source.article.key,
        **hits.as_json(hit.source.article, hit.passage, hit.marks, told),
    }
