"""What came in, as the desk shows it and as somebody decides on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Literal, get_args

from verbale import desk, gathering, scale
from verbale.api.asking import Asked, Served
from verbale.errors import InputError, NotThere
from verbale.gathering import Taking
from verbale.intake.fetching import HttpFetcher
from verbale.model.intake import STATES, Item, State
from verbale.views import intake
from verbale.views.cited import Json
from verbale.views.intake import Group

Verdict = Literal["keep", "drop", "retry", "undo"]
FOLDED = 1_000
"""Items among which copies are looked for, those that came last."""
MOST = 500
"""Items that are decided on at once."""
FROM: Mapping[Verdict, tuple[State, ...]] = {
    "keep": ("waiting", "dropped"),
    "drop": ("waiting", "refused"),
    "retry": ("refused",),
    "undo": ("kept", "dropped"),
}
"""In which state an item must be for each decision."""
_reading = Lock()


@dataclass(frozen=True, slots=True)
class Came:
    """A page of items in one state, copies folded; how many there are in each; what was refused, on the first page."""

    state: State
    groups: tuple[Group, ...]
    more: bool
    counts: Mapping[State, int]
    refused: tuple[Item, ...]


def came(of: Asked) -> Came:
    """A page of what waits, or of what is in the `state` that the address names; raises InputError for none."""
    state = next((s for s in STATES if s == of.given.get("state", "waiting")), None)
    if state is None:
        raise InputError(f"there is no state {of.given['state']!r}; there are: {', '.join(STATES)}")
    queue = of.store.queue()
    groups = intake.folded(queue.items(state, limit=FOLDED))
    refused = queue.items("refused", limit=of.size) if state == "waiting" and of.page == 1 else []
    shown = gathering.compared(of.store, groups[of.first : of.last])
    return Came(state, tuple(shown), len(groups) > of.last, queue.count(), tuple(refused))


def as_json(found: Came, of: Asked) -> Json:
    """A page of items as JSON."""
    return {
        "as_known_on": of.known_on.isoformat(),
        "page": of.page,
        "more": found.more,
        "counts": dict(found.counts),
        "entries": intake.as_json(found.groups),
        "refused": [intake.item_as_json(item) for item in found.refused],
    }


def decide(served: Served, verdict: Verdict, numbers: Collection[int], by: str) -> list[int]:
    """Keep, drop or try again what came in, or take that back; the numbers of the items that it changed.

    Raises NotThere for a number that is none, InputError for an item in another state, or where nothing can be read.
    """
    if not numbers or len(numbers) > MOST:
        raise InputError(f"say which items, at most {MOST}")
    items = gathering.items_called(served.store, numbers, *FROM[verdict])
    of = _taking(served, by)
    with _reading:  # the language model is loaded once, and one item read at a time
        if verdict in ("keep", "retry"):
            added = gathering.keep(of, items)
            kept = [item.number for item in items if str(item.number) not in added.wrong]
            if not kept:
                raise InputError(added.rejected[0])
            return kept
        return gathering.drop(of, items) if verdict == "drop" else gathering.undo(of, items)


def verdict_of(text: str) -> Verdict:
    """A decision by its name; raises InputError."""
    found: Verdict | None = next((verdict for verdict in get_args(Verdict) if verdict == text), None)
    if found is None:
        raise InputError(f"a decision is one of: {', '.join(get_args(Verdict))}")
    return found


def numbers_of(text: str) -> list[int]:
    """The numbers of items as a form or an address says them: `3,5`; raises NotThere for what is no number."""
    parts = [part for part in text.split(",") if part]
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise NotThere(f"{text[:100]!r} names no item")
    return [int(part) for part in parts]


def _taking(served: Served, by: str) -> Taking:
    store = served.store
    mapper = served.mapper or scale.serial(desk.brief_in(store))
    moment = datetime.fromisoformat(served.moment())
    return Taking(store, mapper, served.fetcher or HttpFetcher(), moment, served.today(), by)
