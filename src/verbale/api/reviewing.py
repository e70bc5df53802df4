"""The queue of what a person should look at, and the one that is looked at now with all that a decision needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.api import lines
from verbale.api.asking import Asked
from verbale.api.lines import Shown
from verbale.record.judgements import standing
from verbale.store.base import Store
from verbale.views import review
from verbale.views.cited import Json
from verbale.views.review import ASKED, Doubt, Pair

SHARE = 0.2
"""Of every listing a page of the queue takes fewer entries than a page of that listing: it reads seven of them,
and what is in doubt stands in articles from all over the dossier."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is open among so many of each listing, from number `at` on; `more` says that others follow.

    `counts` tells how many there are of each kind, be they asked for or not.
    """

    doubts: tuple[Doubt, ...]
    at: int
    more: bool
    counts: Mapping[str, int]

    @property
    def now(self) -> Doubt | None:
        """The one that is looked at."""
        return self.doubts[self.at] if self.doubts else None


def queue(of: Asked) -> Queue:
    """A page of the queue: what is open among so many entries of every listing, the least sure lines first.

    `at` of the address names the doubt that is looked at, `kind` what kind of line alone is asked about.
    """
    each = max(int(of.size * SHARE), 1)
    first, last = (of.page - 1) * each, of.page * each
    pages = {name: of.showing.doubtful(name, of.wanted, first, last) for name in ASKED}
    every = review.doubts(pages, _settled(of.store))
    kind = of.given.get("kind")
    found = tuple(d for d in every if kind in (None, d.kind))
    at = next((n for n, doubt in enumerate(found) if doubt.name == of.given.get("at")), 0)
    return Queue(found, at, any(page.more for page in pages.values()), Counter(d.kind for d in every))


def _settled(store: Store) -> set[Pair]:
    """The pairs that a person held to contradict each other, or to be two."""
    return {
        frozenset((p.article, p.start, p.end) for p in (j.passage, j.other))
        for j in standing(store.judgements())
        if j.other and j.verdict in ("accepted", "different")
    }


def looked_at(of: Asked, doubt: Doubt) -> tuple[Shown, Shown]:
    """The line in doubt, or the telling of it that is, and the one that may be one with another."""
    one = lines.line(of, doubt.pair[0] if doubt.asks_whether_one and doubt.pair else doubt.key)
    return one, lines.line(of, doubt.pair[0]) if doubt.pair and not doubt.asks_whether_one else one


def as_json(found: Queue, of: Asked) -> Json:
    """A page of the queue as JSON."""
    return {
        "as_known_on": of.known_on.isoformat(),
        "page": of.page,
        "more": found.more,
        "entries": review.as_json(found.doubts),
    }
