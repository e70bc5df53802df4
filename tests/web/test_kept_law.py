"""The law of kept pages: whatever is decided, added or set, a page that is given again is as it would be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counts import CASES
from tests.record.worlds import judgements_on, worlds
from tests.store.stores import NewStore

from verbale import desk, judging
from verbale.api.asking import Served
from verbale.errors import VerbaleError
from verbale.model.evidence import Judgement, Verdict
from verbale.record.deciding import Signed
from verbale.record.preparing import tells_by
from verbale.store.base import Store
from verbale.web.kept import Kept
from verbale.web.making import Makers
from verbale.web.ordering import Order, made
from verbale.web.screens import SCREENS

TODAY = date(2024, 3, 1)
LISTINGS = {screen.of: screen.resource.path for screen in SCREENS if "{" not in screen.resource.path}
BRIEFS = ('title = "Talks on the Dam"\n', 'title = "Talks"\n[[parties]]\ncode = "ARL"\nname = "Arland"\n')


def orders(store: Store) -> Iterator[Order]:
    """Every listing, every line and every article, as pages and as JSON; some of a past day, some of a search."""
    for name, path in LISTINGS.items():
        query = b"q=dam" if name == "search" else b""
        yield Order(name, False, path, query, (), (), None)
        yield Order(name, True, path, query, (), (), None)
    for kind in ("statement", "event"):
        yield Order("review", False, "/review", f"kind={kind}s".encode(), (), (), None)
    yield Order("statements", False, "/statements", b"as_known_on=2024-01-05", (), (), None)
    yield Order("search", True, "/search", b"q=said+act:deny", (), (), None)
    articles = [a.article.key for a in store.articles()]
    for key in articles:
        yield from shown("articles_key", f"/articles/{key}", key)
    for line in sorted(store.lines_in(articles, ("statement", "event", "linkage", "position"))):
        kind, _, rest = line.partition(":")
        for named in {"statement": ("utterance",), "linkage": ("linkage", "precondition")}.get(kind, (kind,)):
            yield from shown("lines_key", f"/lines/{named}:{rest}", f"{named}:{rest}")


def shown(screen: str, path: str, key: str) -> Iterator[Order]:
    for twin in (False, True):
        yield Order(screen, twin, path, b"", (("key", key),), (), None)


@pytest.fixture(params=["in_files", "in_postgresql"])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    stores: NewStore = request.getfixturevalue(request.param)
    return stores


@pytest.mark.slow
@settings(max_examples=max(CASES // 4, 1), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_page_that_is_given_again_is_the_one_that_would_be_made(new_store: NewStore, data: st.DataObject) -> None:
    known = data.draw(worlds(4))
    later = known[1:] and [known.pop()]
    judgements = data.draw(judgements_on(known, 6))
    with new_store() as store:
        for one in known:
            store.add(one.reading, added_on=date.fromisoformat(one.known_from))
        desk.settle(store)
        served = Served(store, "dam.db", lambda: TODAY)
        kept = Kept(served, Makers(served))
        changes = data.draw(st.permutations(["judge"] * len(judgements) + ["line", "line", "undo", "add", "brief"]))
        for change in changes[:6]:
            some = data.draw(st.lists(st.sampled_from([*orders(store)]), min_size=12, max_size=12, unique=True))
            for order in some:
                page(kept, order)
            if change == "judge":
                _judge(store, judgements.pop(0), settles=data.draw(st.booleans()))
            elif change in ("line", "undo"):
                _decide(store, data, undoes=change == "undo")
            elif change == "add":
                for one in later:
                    store.add(one.reading, added_on=date.fromisoformat(one.known_from))
                desk.settle(store)
            else:
                store.set_brief(data.draw(st.sampled_from(BRIEFS)), TODAY)
            for order in some:
                assert page(kept, order) == anew(served, order), (change, order)


def _judge(store: Store, judgement: Judgement, *, settles: bool) -> None:
    """A judgement, as a program may give it; what it concerns may wait."""
    store.judge(replace(judgement, made_on="2024-02-11"), tells=tells_by)
    if settles:
        desk.settle(store)


def _decide(store: Store, data: st.DataObject, *, undoes: bool) -> None:
    """A decision, or the end of one, as a person makes it."""
    signed = Signed("Ada", data.draw(st.sampled_from(["2024-02-11", "2024-02-11", "2024-02-12"])))
    lines = [f"utterance:{one.key.partition(':')[2]}" for one in store.said(9)]
    made = sorted({judging.decision_of(j.key) for j in store.judgements() if not j.undoes})
    try:
        if undoes and made:
            judging.undo(store, data.draw(st.sampled_from(made)), signed)
        elif lines:
            verdict: Any = data.draw(st.sampled_from(["accepted", "accepted", *get_args(Verdict)]))
            line, other = (data.draw(st.sampled_from(lines)) for _ in "ab")
            if verdict == "corrected":
                judging.correct(store, line, "act", "agree", signed)
            elif verdict in ("same", "different"):
                judging.relate(store, verdict, line, other, signed)
            else:
                judging.decide(store, verdict, line, signed)
    except VerbaleError:  # it says nothing new
        return


def page(kept: Kept, order: Order) -> bytes | str:
    """A page, or what is said of there being none."""
    try:
        return kept.page(order)
    except VerbaleError as error:
        return str(error)


def anew(served: Served, order: Order) -> bytes | str:
    """The page as it is made by who has kept nothing."""
    try:
        return made(Served(served.store, served.place, served.today), order).page
    except VerbaleError as error:
        return str(error)
