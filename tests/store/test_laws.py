"""The laws of a dossier, as far as they are the store's, on anything that may be added."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counts import CASES
from tests.store.readings import BRIEF, DAY
from tests.store.stores import NewStore

from verbale.errors import InputError
from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Actor, Position, Statement
from verbale.model.text import Article, Span
from verbale.store.base import Store
from verbale.store.queries import SearchQuery
from verbale.testing import MemoryStore

some = settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
pytestmark = pytest.mark.slow

WORDS = [
    "talks",
    "Tálks",
    "river",
    "the",
    "U.S.",
    "—",
    "“dam”",
    "\n",
    "\n\n",
    "渡辺",
    "🌊",
    "e\u0301",
    "x" * 50,
    "\0",
    "\ufdd0",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map(" ".join)
days = st.dates(date(2024, 1, 1), date(2024, 1, 3))


@st.composite
def readings(draw: st.DrawFn, text: st.SearchStrategy[str] = texts) -> Reading:
    """A reading of a text whose date of publication shows in its name alone, as it does in some addresses."""
    words = draw(text)
    name = draw(st.sampled_from(["a", "b", "c"]))
    published = {"a": None, "b": "2023", "c": "2023-12-31"}[name]
    article = Article(name=name, text=words, published=published, paragraphs=((0, len(words)),))
    by = Observation("law@1", "drawn", 0.5, "b")

    def span() -> Span:
        start = draw(st.integers(0, len(words) - 1))
        return (start, draw(st.integers(start + 1, len(words))))

    actor = finding(article, Actor(name="Ārland", kind="state", party="ARL", mentions=(span(),)), by)
    pieces = tuple(sorted({span() for _ in range(draw(st.integers(1, 3)))}))
    said = finding(
        article,
        Statement(kind="speech", speaker=actor.key, speaker_span=None, cue=None, content=pieces, manner="direct"),
        by,
    )
    wants = finding(article, Position(party="ARL", issue="river", stance="it", evidence=span()), by)
    return Reading(article, Findings([actor, said, wants][: draw(st.integers(0, 3))]))


def content(store: Store) -> Any:  # Any: compared, nothing else
    """All that a store gives away."""
    return (
        list(store.articles()),
        [(r.reading.article, r.reading.findings.all, r.added_on, r.known_from) for r in store.readings()],
        {f.key: store.observations(f.article, f.key) for f in store.findings()},
        [(s.statement, s.speaker, s.source) for s in store.statements()],
        {s.article.key: store.names(s.article.key) for s in store.articles()},
    )


@some
@given(st.lists(st.tuples(readings(st.sampled_from(["the river talks", "a dam"])), days), max_size=6), st.data())
def test_any_order_and_any_repetition_gives_the_same_content(
    new_store: NewStore, added: list[tuple[Reading, date]], data: st.DataObject
) -> None:
    # One reading a name and text: reading is a pure function of both.
    once = {(r.article.name, r.article.text): (r, day) for r, day in added}
    order = data.draw(st.permutations(list(once.values())))
    again = data.draw(st.lists(st.sampled_from(order), max_size=4)) if order else []
    with new_store() as one, new_store() as other:
        for reading, day in once.values():
            one.add(reading, added_on=day)
        for reading, day in [*order, *again]:
            other.add(reading, added_on=day)
        assert content(one) == content(other)


@some
@given(st.lists(st.tuples(readings(), days), max_size=5))
def test_every_store_holds_what_the_fake_holds(new_store: NewStore, added: list[tuple[Reading, date]]) -> None:
    with MemoryStore(BRIEF, on=DAY) as one, new_store() as other:
        for reading, day in added:
            assert one.add(reading, added_on=day) == other.add(reading, added_on=day)
        assert content(one) == content(other)
        assert list(other.check()) == []


@some
@given(
    st.lists(readings(), min_size=1, max_size=3),
    st.lists(st.sampled_from([*WORDS, "OR", "-dam", "ri*", '"the river"', '"']), min_size=1, max_size=4).map(" ".join),
)
def test_every_passage_shown_holds_the_exact_words_of_its_article(
    new_store: NewStore, added: list[Reading], words: str
) -> None:
    with new_store() as store:
        for reading in added:
            store.add(reading, added_on=DAY)
        passages = [p for f in store.findings() for p in f.passages]
        try:
            hits = store.search(SearchQuery(words=words))
        except InputError:
            hits = []
        for hit in hits:
            assert all(hit.passage.start <= m.start and m.end <= hit.passage.end for m in hit.marks)
            assert list(hit.marks) == sorted(hit.marks, key=lambda m: m.start)
        passages += [p for h in hits for p in (h.passage, *h.marks)]
        for p in passages:
            of = store.article(p.article)
            assert of is not None
            assert p.words
            assert of.article.text[p.start : p.end] == p.words


@some
@given(st.lists(readings(), max_size=5), days)
def test_nothing_counts_before_it_is_known(new_store: NewStore, added: list[Reading], on: date) -> None:
    with new_store() as store:
        for reading in added:
            store.add(reading, added_on=DAY)
        known = {s.article.key for s in store.articles() if s.known_from <= on}
        assert {s.article.key for s in store.articles(known_on=on)} == known
        assert {r.reading.article.key for r in store.readings(known_on=on)} == known
        assert {f.article for f in store.findings(known_on=on)} <= known
