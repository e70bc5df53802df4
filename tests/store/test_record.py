"""The record of a dossier on every store: what settling puts there is found again, and is what adding up gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from tests.counts import CASES
from tests.record.test_laws import dossiers, lines_of
from tests.record.worlds import judgements_on, worlds
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article, span_of
from tests.store.stores import NewStore
from tests.views.press import Sheet, happened, read, said
from tests.views.test_review import less_sure

from verbale.model.board import Board, New, Opposed, Placed, RunsAsked, Stretches
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Judgement, Reading
from verbale.model.record import Record, Telling
from verbale.record.assembly import Known, assemble
from verbale.record.lines import utterance_line
from verbale.record.settling import settle
from verbale.record.tellings import tellings_of
from verbale.store import sourcing
from verbale.store.base import Store
from verbale.store.dialect import _VALUES, insert_numbers
from verbale.store.queries import SHOWN, ArticleQuery, LinePage, LineQuery
from verbale.store.record_schema import blocking, signature, telling
from verbale.store.sql import SqlStore, create, open_dossier
from verbale.testing import MemoryStore
from verbale.views import statements

law = settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KINDS = ("statement", "event", "actor", "position", "phase", "linkage")


@st.composite
def small_dossiers(draw: st.DrawFn) -> tuple[list[Known], list[Judgement]]:
    """Few articles, for laws that need several dossiers a case."""
    known = draw(worlds(most=3))
    return known, draw(judgements_on(known, most=2))


def settled(store: Store, limit: int = 50) -> None:
    """Settle all that waits, as the desk does."""
    while store.waiting():
        with store.settling() as board:
            settle(board, Brief(), limit)


def lines_in(store: Store) -> dict[str, list[str]]:
    """Line key → keys of its tellings, of every kind."""
    lines: dict[str, list[str]] = {}
    for kind in KINDS:
        keys = store.lines(LineQuery(kind=kind, limit=10**6)).keys
        told = store.tellings_of_lines(keys)
        lines |= {key: [t.key for t in told[key].tellings] for key in keys}
    return {key: sorted(told) if key.startswith("position:") else told for key, told in lines.items()}


def tellings_in(record: Record) -> dict[str, Telling[Any]]:
    return {told.key: told for line in record.lines() for told in line.tellings}


def in_batches(store: Store, known: Iterable[Known], sizes: Iterable[int]) -> None:
    """Add and settle articles, so many at a time, and the rest at the end."""
    waiting = list(known)
    for size in (*sizes, len(waiting)):
        for one in waiting[:size]:
            store.add(one.reading, added_on=date.fromisoformat(one.known_from))
        del waiting[:size]
        settled(store)


@pytest.mark.slow
@law
@given(dossiers(), st.lists(st.integers(1, 2), max_size=3))
def test_settling_in_any_batches_gives_what_adding_up_gives(
    new_store: NewStore, dossier: tuple[list[Known], list[Judgement]], sizes: list[int]
) -> None:
    """Caught: a line kept its row when all its tellings had gone to another; places that moved on reading again."""
    known, decided = dossier
    with new_store() as store:
        in_batches(store, known, sizes)
        for judgement in decided:
            store.judge(judgement)
            settled(store, 1)
        there = [Known(r.reading, r.known_from.isoformat(), r.added_on.isoformat()) for r in store.readings()]
        record = assemble(there, decided)
        assert lines_in(store) == lines_of(record)
        wanted = tellings_in(record)
        assert {t.key: t for kind in KINDS for t in store.tellings(kind)} == wanted
        assert store.sources(list(record.sources)) == dict(record.sources)
        pairs = {(p.pair.a, p.pair.b) for met in (False, True) for p in store.contradictions(met=met)}
        assert pairs >= {pair for c in record.contradictions for pair in c.tellings}
        assert list(store.check()) == []


@pytest.mark.slow
@law
@given(small_dossiers(), st.data())
def test_an_article_removed_leaves_the_record_as_if_it_had_never_come(
    new_store: NewStore, dossier: tuple[list[Known], list[Judgement]], data: st.DataObject
) -> None:
    """Caught: what stood in one component with a removed telling was not parted again."""
    known, decided = dossier
    gone = data.draw(st.sampled_from(known)).reading.article.key
    with new_store() as store, new_store() as without:
        in_batches(store, known, ())
        in_batches(without, [k for k in known if k.reading.article.key != gone], ())
        for judgement in decided:
            store.judge(judgement)
            without.judge(judgement)
        settled(store)
        settled(without)
        store.remove(gone, DAY)
        settled(store)
        assert lines_in(store) == lines_in(without)
        assert list(store.check()) == []
        left = {s.article.key for s in store.articles()}
        assert store.sources(left) == without.sources(left)


@pytest.mark.slow
@law
@given(small_dossiers(), st.data())
def test_every_page_holds_the_lines_whose_tellings_fit(
    new_store: NewStore, dossier: tuple[list[Known], list[Judgement]], data: st.DataObject
) -> None:
    """Caught: pages out of the order of keys; a party looked for among the tellings of a line's first article alone."""
    known, _ = dossier
    query = LineQuery(
        kind=data.draw(st.sampled_from(KINDS)),
        party=data.draw(st.sampled_from([None, "ARL", "BEN", "XYZ"])),
        issue=data.draw(st.sampled_from([None, "river", "dam"])),
        status=data.draw(st.sampled_from([(), ("occurred",), ("planned", "suspended"), ("deny",)])),
        outlet=data.draw(st.sampled_from([None, "The Quay", "Arland Wire"])),
        speaker=data.draw(st.sampled_from([None, "HOLM", "official"])),
        since=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        until=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        ahead_of=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        told_since=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        told_by=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        order=data.draw(
            st.sampled_from(["newest", "oldest", "first day", "last day", "next day", "most told", "least sure"])
        ),
        limit=data.draw(st.integers(1, 4)),
        offset=data.draw(st.integers(0, 3)),
    )
    with new_store() as store, MemoryStore(BRIEF, on=DAY) as fake:
        for one in (store, fake):
            in_batches(one, known, ())
        assert store.lines(query) == fake.lines(query)


@pytest.mark.slow
@law
@given(dossiers(), st.data())
def test_articles_and_what_they_tell_are_listed_alike_on_every_store(
    new_store: NewStore, dossier: tuple[list[Known], list[Judgement]], data: st.DataObject
) -> None:
    """Caught: texts of which a later article fits put before newer ones; pairs in another order than they are kept."""
    known, _ = dossier
    query = ArticleQuery(
        since=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        until=data.draw(st.none() | st.dates(date(2023, 12, 30), date(2024, 2, 12))),
        outlet=data.draw(st.sampled_from([None, None, "The Quay", "Arland Wire"])),
        party=data.draw(st.sampled_from([None, None, "ARL", "BEN"])),
        copied=data.draw(st.booleans()),
        limit=data.draw(st.integers(1, 4)),
        offset=data.draw(st.integers(0, 2)),
    )
    some_key = data.draw(st.sampled_from(known)).reading.article.key
    with new_store() as store, MemoryStore(BRIEF, on=DAY) as fake:
        for one in (store, fake):
            in_batches(one, known, ())
        one, other = (articles_in(of, query, some_key) for of in (store, fake))
        for part in one:
            assert one[part] == other[part], part


def test_where_a_statement_stands_is_told_as_its_only_telling_has_it(store: Store) -> None:
    sheet = Sheet()
    said(sheet, "Ana Lima said the mill would close.", "Ana Lima", "said", "the mill would close", said_on="2024-05-02")
    said(sheet, "Ben Roe said it would stay.", "Ben Roe", "said", "it would stay")
    store.add(read(sheet, "one.txt", published="2024-05-04"), added_on=DAY)
    settled(store)
    found = {one.day: one for one in store.said(10)}
    assert {one.told_last for one in found.values()} == {date(2024, 5, 4)}
    assert found.keys() <= {date(2024, 5, 2), date(2024, 5, 4), None}  # a store may leave it open
    for one in found.values():
        ((told,),) = [of.tellings for of in store.tellings_of_lines([one.key]).values()]
        assert one.article in (told.article, None)


@pytest.mark.slow
@law
@given(dossiers())
def test_where_a_statement_stands_is_told_as_all_its_tellings_have_it(
    new_store: NewStore, dossier: tuple[list[Known], list[Judgement]]
) -> None:
    """Of one that several articles tell too, with what people corrected, as far as a store says anything."""
    known, decided = dossier
    with new_store() as store:
        in_batches(store, known, ())
        for judgement in decided:
            store.judge(judgement)
        settled(store)
        placed = {one.key: (one.day, one.article) for one in store.said(1000) if one.day}
        for key, line in store.tellings_of_lines(placed).items():
            shown = utterance_line(line.tellings, ())
            sources = store.sources([t.article for t in line.tellings])
            dated, day = statements.order(shown, sources)
            assert (dated, date.fromisoformat(day), shown.first.article) == (True, *placed[key])


def articles_in(store: Store, query: ArticleQuery, key: str) -> dict[str, Any]:
    lines = {line for line, _ in store.told_in([key], KINDS)}
    assert store.lines_in([key], KINDS) == lines
    return {
        "texts": store.texts(query),
        "outlets": store.outlets(query),
        "houses": store.houses(),
        "last news": (store.last_news(), store.last_news(query.until)),
        "between": store.asked_for(query),
        "relatives": store.relatives([key]),
        "called": (store.called("1"), store.called(key[:8]), store.called(key), store.called("none")),
        "said": [(one.key, one.told_last) for one in store.said(3, 1)],
        "named": (store.named("parties"), store.named("issues")),
        "counted": [store.count_lines(kind) for kind in KINDS],
        "told": [(line, told.key) for line, told in store.told_in([key], KINDS)],
        "told of lines": [*store.tellings_of_lines(sorted(lines)[::-1])],
        "components": {
            kind: sorted(sorted(t.key for t in some) for some in store.components(kind, query.until or DAY))
            for kind in ("statement", "event", "actor", "linkage")
        },
        "crowds": sorted((c.tellings, c.lines) for c in store.crowds(1)),
        "last decision": store.last_decision(),
        "pairs": {(p.pair.a, p.pair.b, p.a, p.b) for p in store.contradictions(lines=lines)},
    }


def said_on_day(n: int, sure: float) -> Reading:
    """An article of its own day with one event and nobody in it; a machine is so sure of that."""
    sheet = Sheet()
    town = ("Arl", "Bex", "Cove", "Dorn", "Eddle")[n]
    happened(sheet, f"The mill of {town} burned down.", "burned down", where=town)
    return less_sure(read(sheet, f"{n}.txt", published=f"2024-05-0{n + 1}"), sure, "event")


def test_of_what_was_told_on_one_day_the_last_key_stands_first_where_the_newest_do(store: Store) -> None:
    """So a walk from the newest on ends in the middle of a day, where a day may hold thousands of lines."""
    for n, towns in enumerate((("Arl", "Bex"), ("Cove", "Dorn"), ("Eddle", "Fay"))):
        sheet = Sheet()
        for town in towns:
            happened(sheet, f"The mill of {town} burned down.", "burned down", where=town)
        store.add(read(sheet, f"{n}.txt", published=f"2024-05-0{n + 1}"), added_on=DAY)
    settled(store)
    for order, newest in (("newest", True), ("last day", True), ("oldest", False), ("first day", False)):
        page = store.lines(LineQuery(kind="event", order=order))
        told = store.tellings_of_lines(page.keys)
        days = [min(t.known_from for t in told[key].tellings) for key in page.keys]
        assert days == sorted(days, reverse=newest) and len(days) == 6
        assert list(page.keys) == [
            key
            for day in dict.fromkeys(days)
            for key in sorted((k for k, d in zip(page.keys, days, strict=True) if d == day), reverse=newest)
        ]


def test_lines_that_leave_something_to_decide_are_listed_the_least_sure_first(store: Store) -> None:
    """An old line before surer new ones, of equals the newer; what a person decided on only if joined loosely."""
    readings = [said_on_day(n, sure) for n, sure in enumerate((0.4, 0.9, 0.9, 0.2, 0.3))]
    for reading in readings:
        store.add(reading, added_on=DAY)
    for n in (3, 4):
        words = next(f.passages[0] for f in readings[n].findings if f.kind == "event")
        store.judge(Judgement(key=f"j{n}", verdict="accepted", kind="event", passage=words, made_on="2024-05-07"))
    settled(store)
    first, second, third, _, last = store.lines(LineQuery(kind="event", order="oldest")).keys
    query = LineQuery(kind="event", order="least sure")
    assert store.lines(query) == LinePage((first, third, second), 100)
    assert store.lines(replace(query, offset=1, limit=1)) == LinePage((third,), 100)
    with store.settling() as board:
        (at,) = (p for p in board.of_articles([readings[4].article.key]) if p.telling.kind == "event")
        board.place("event", at.component, at.line, [at.signature], 0.7)
        board.finish([])
    assert store.lines(query) == LinePage((first, last, third, second), 100)
    assert list(store.check()) == []


def driven(store: Store, *, line: str = "statement:" + "0" * 24) -> None:
    """Settle with a driver as simple as can be: all statements are one line, every actor its own."""
    with store.settling() as board:
        batch = board.unsettled(10**6)
        articles = [u.reading.article.key for u in batch]
        board.take_out(articles)
        told = [t for u in batch for t in tellings_of(u.reading, u.known_from)]
        news = [New(t, 0, t.key, numbers(t.kind, t.words)) for t in told]
        board.put(news)
        said = [n.signature for n in news if n.telling.kind == "statement"]
        if said:
            board.place("statement", "statement:all", line, said)
        for n in news:
            if n.telling.kind == "actor":
                board.place("actor", f"actor:{n.signature}", f"actor:{n.signature[:24]}", [n.signature])
        board.finish(articles)


def sharing(board: Board, kind: str, *keys: str) -> list[Placed]:
    """The tellings that are kept under any of the keys, each once, with the lines they stand in."""
    (found,) = board.sharing(kind, [Stretches.of([(number, number) for number in numbers(*keys)])])
    signatures = {one.signature for one in found}
    there = board.of_components(board.components_of(kind, signatures))
    placed = [p for p in there if p.signature in signatures]
    assert sorted((p.telling.key, p.signature) for p in placed) == sorted((m.telling.key, m.signature) for m in found)
    return placed


def numbers(*keys: str) -> tuple[int, ...]:
    """Some words as blocking keys."""
    return tuple((crc32(key.encode()) << 16) - (1 << 47) for key in keys)


def placed(found: Iterable[Placed]) -> list[tuple[str, str]]:
    return sorted((p.telling.key, p.line) for p in found)


def two_articles(store: Store) -> list[str]:
    """Two articles added and settled; their keys in order of publication."""
    one = an_article(published="2024-05-01")
    two = an_article("two.txt", text=f"Again: {TEXT}", published="2024-05-02")
    for article in (one, two):
        store.add(a_reading(article), added_on=DAY)
    driven(store)
    return [one.key, two.key]


def test_what_is_put_is_found_by_key_component_line_and_article(store: Store) -> None:
    keys = two_articles(store)
    statements = sorted(f.key for f in store.findings("statement"))
    line = "statement:" + "0" * 24
    with store.settling() as board:
        found = sharing(board, "statement", "statement")
        assert placed(found) == [(key, line) for key in statements]
        assert sharing(board, "statement", "actor", "none") == []
        assert sharing(board, "actor", "statement") == []
        (at,) = numbers("statement")
        around = board.sharing(
            "statement", [*map(Stretches.of, ([(at - 9, at + 9), (at - 9, at)], [(at + 1, at + 9)], [], [(at, at)]))]
        )
        assert [len(some) for some in around] == [4, 0, 0, 4]
        (component,) = {p.component for p in found}
        assert component.startswith("statement:")
        assert placed(board.of_components([component])) == placed(found)
        of_one = board.of_articles([keys[0]])
        assert {p.telling.article for p in of_one} == {keys[0]}
        assert len(of_one) == 4
    told = store.tellings_of_lines([line, "statement:" + "f" * 24])
    assert list(told) == [line]
    assert (sorted(t.key for t in told[line].tellings), told[line].count) == (statements, 4)
    assert [t.known_from for t in told[line].tellings] == ["2024-05-01"] * 2 + ["2024-05-02"] * 2
    assert list(store.check()) == []


def test_a_telling_comes_back_as_it_was_put(store: Store) -> None:
    two_articles(store)
    wanted = {t.key: t for r in store.readings() for t in tellings_of(r.reading, r.known_from.isoformat())}
    assert {t.key: t for kind in KINDS for t in store.tellings(kind)} == wanted


def test_what_an_article_tells_is_taken_out_whole(store: Store) -> None:
    keys = two_articles(store)
    with store.settling() as board:
        lost = board.take_out([keys[0]])
        assert {name.partition(":")[0] for name in lost} == {"statement", "actor"}
        assert board.of_articles([keys[0]]) == []
        assert {p.telling.article for p in sharing(board, "statement", "statement")} == {keys[1]}
        board.finish([])
    assert {t.article for kind in KINDS for t in store.tellings(kind)} == {keys[1]}
    assert len(store.lines(LineQuery(kind="actor")).keys) == 2
    with store.settling() as board:
        board.take_out([keys[1]])
        board.finish([])
    assert [store.lines(LineQuery(kind=kind)) for kind in KINDS] == [LinePage(())] * len(KINDS)


def test_nothing_of_a_telling_that_is_gone_is_taken_for_one_that_came(store: Store) -> None:
    keys = two_articles(store)
    tellings = [told_by(store, key) for key in keys]
    with store.settling() as board:
        board.take_out(keys)
        for told in tellings:
            board.put([New(t, 0, t.key, numbers("other")) for t in told])
            board.place("statement", "c", "statement:" + "1" * 24, [t.key for t in told if t.kind == "statement"])
        assert sharing(board, "statement", "statement", *(t.words for t in told)) == []
        assert len(sharing(board, "statement", "other")) == 4
        board.finish(keys)


def test_keys_of_what_is_gone_go_when_they_are_met(in_memory: NewStore) -> None:
    with in_memory() as store:
        assert isinstance(store, SqlStore)
        keys = two_articles(store)
        kept = [(t.kind, key) for k in keys for t in told_by(store, k) for key in (t.kind, t.words)]
        before = _blocking(store)
        store.remove(keys[0], DAY)
        assert _blocking(store) == before
        with store.settling() as board:
            for kind, key in kept:
                sharing(board, kind, key)
        assert _blocking(store) == before / 2


def _blocking(store: SqlStore) -> int:
    with store._dialect.reading() as connection:
        return len(connection.execute(select(blocking)).all())


def told_by(store: Store, key: str) -> list[Telling[Any]]:
    stored = store.reading(key)
    assert stored is not None
    return list(tellings_of(stored.reading, stored.known_from.isoformat()))


def test_a_settlement_that_fails_changes_nothing(store: Store) -> None:
    keys = two_articles(store)
    before = lines_in(store)
    store.add(a_reading(an_article("three.txt", text=f"More: {TEXT}")), added_on=DAY)
    with pytest.raises(ZeroDivisionError), store.settling() as board:
        board.take_out(keys)
        board.set_origin(keys, keys[0], "a", "b")
        board.finish(keys)
        1 / 0  # noqa: B018 - it fails
    assert lines_in(store) == before
    assert store.waiting() == 1
    assert {source.origin for source in store.sources(keys).values()} == {""}


def test_one_telling_stands_for_all_of_its_signature(store: Store) -> None:
    names = [an_article(f"{n}.txt", text=f"{n}. {TEXT}", published=f"2024-05-0{n}") for n in (3, 1, 2)]
    for article in names:
        store.add(a_reading(article), added_on=DAY)
        with store.settling() as board:
            (u,) = board.unsettled(5)
            told = [t for t in tellings_of(u.reading, u.known_from) if t.words == "Arland" and t.kind == "actor"]
            board.take_out([article.key])
            board.put([New(t, 0, "state|Arland", numbers("a")) for t in told])
            board.place("actor", "c", "actor:" + "a" * 24, ["state|Arland"])
            board.finish([article.key])
    first, second, third = sorted(store.tellings("actor"), key=lambda t: t.known_from)

    def stands(board: Board) -> list[tuple[str, str, str]]:
        return [(p.telling.key, p.signature, p.line) for p in sharing(board, "actor", "a")]

    with store.settling() as board:
        assert stands(board) == [(first.key, "state|Arland", "actor:" + "a" * 24)]
        assert len(board.of_articles([first.article, third.article])) == 2
        board.take_out([first.article])
        assert [key for key, *_ in stands(board)] == [second.key]
        board.place("actor", "c", "actor:" + "b" * 24, ["state|Arland"])
        board.finish([])
    told = store.tellings_of_lines(["actor:" + "a" * 24, "actor:" + "b" * 24])
    assert [(key, one.count) for key, one in told.items()] == [("actor:" + "b" * 24, 2)]
    assert store.lines(LineQuery(kind="actor")).keys == ("actor:" + "b" * 24,)


@pytest.mark.parametrize("gone", list(permutations((3, 1, 2), 2)))
def test_a_signature_tells_of_the_tellings_that_are_left_whichever_go(
    in_files: NewStore, gone: tuple[int, int]
) -> None:
    with in_files() as store:
        assert isinstance(store, SqlStore)
        signature_after(store, gone)


def signature_after(store: SqlStore, gone: Iterable[int]) -> None:
    """Take articles out that share one signature, and see what it tells after each."""
    keys: dict[int, str] = {}
    for n in (3, 1, 2):
        article = an_article(f"{n}.txt", text=f"{n}. {TEXT}", published=f"2024-05-0{n}")
        keys[n] = article.key
        store.add(a_reading(article), added_on=DAY)
        with store.settling() as board:
            (u,) = board.unsettled(5)
            told = next(t for t in tellings_of(u.reading, u.known_from) if t.kind == "statement")
            board.take_out([article.key])
            board.put([New(told, 0, "shared", numbers("a"))])
            board.place("statement", "c", "statement:" + "a" * 24, ["shared"])
            board.finish([article.key])
    t = telling.c
    left = select(
        func.count().label("tellings"),
        func.min(t.known_from).label("first_known"),
        func.max(t.known_from).label("last_known"),
        func.min(t.first_day).label("first_day"),
        func.max(t.last_day).label("last_day"),
    )
    for n in gone:
        with store.settling() as board:
            board.take_out([keys[n]])
            board.finish([])
        with store._dialect.reading() as connection:
            kept = connection.execute(select(signature)).mappings().one()
            counted = connection.execute(left).mappings().one()
            first = connection.scalar(select(t.id).order_by(t.known_from).limit(1))
        assert {name: kept[name] for name in counted} == dict(counted)
        assert counted["first_day"] is not None
        assert kept["first_id"] == first


def test_contradictions_are_kept_once_and_go_with_their_tellings(store: Store) -> None:
    keys = two_articles(store)
    one, two, *_ = sorted(store.tellings("statement"), key=lambda t: (t.known_from, t.key))
    last = sorted(store.tellings("statement"), key=lambda t: (t.known_from, t.key))[-1]
    pairs = [
        Opposed(one.key, two.key, "polarity", "the dam", "r1", (("words", 0.5),)),
        Opposed(one.key, last.key, "date", "the dam", "r2"),
    ]
    with store.settling() as board:
        board.of_articles(keys)
        for _ in range(2):
            board.contradict([*pairs, Opposed(one.key, "0" * 32, "date", "", "r")])

    def kept(**asked: Any) -> list[Opposed]:
        return [p.pair for p in store.contradictions(**asked)]

    assert kept() == [pairs[1], pairs[0]]
    assert kept(known_on=date(2024, 5, 1)) == [pairs[0]]
    assert (kept(limit=1), kept(limit=1, offset=1)) == ([pairs[1]], [pairs[0]])
    with store.settling() as board:
        board.take_out([keys[1]])
    assert kept() == [pairs[0]]


@pytest.mark.parametrize("at_once", [sourcing._ASKED, 2])
def test_articles_that_share_runs_are_found_within_their_days_however_many_a_query_asks_for(
    store: Store, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sourcing, "_ASKED", at_once)
    keys = two_articles(store)
    undated = an_article("none.txt", text="Nothing.")
    store.add(Reading(undated, Findings()), added_on=date(2024, 6, 1))
    with store.settling() as board:
        board.keep_runs(keys[0], {1, 2, 3, -7}, dated=True)
        board.keep_runs(keys[1], {2, 3, 2**55}, dated=True)
        board.keep_runs(undated.key, {3}, dated=False)
    with store.settling() as board:
        asked = [
            RunsAsked({2, 3, 9, -7}),
            RunsAsked({3, 2**55}, "2024-05-02", "2024-05-02"),
            RunsAsked({1, 2, 3}, "2024-05-03"),
            RunsAsked(set()),
        ]
        assert board.texts_sharing(asked, 1) == [{*keys, undated.key}, {keys[1], undated.key}, {undated.key}, set()]
        assert board.texts_sharing(asked, 2) == [set(keys), {keys[1]}, set(), set()]
    store.remove(keys[0], DAY)
    with store.settling() as board:
        assert board.texts_sharing([RunsAsked({1, 2, 3})], 2) == [{keys[1]}]


@pytest.mark.parametrize("kind", ["in_memory", "in_files", "in_postgresql"])
@pytest.mark.parametrize("count", [0, 1, _VALUES // 2 - 1, _VALUES // 2, _VALUES // 2 + 1, _VALUES + 7])
def test_all_rows_are_inserted_in_however_many_statements_and_none_twice(
    request: pytest.FixtureRequest, kind: str, count: int
) -> None:
    new: NewStore = request.getfixturevalue(kind)
    rows = [(number - 3, 7 * number) for number in range(count)]
    with new() as store:
        assert isinstance(store, SqlStore)
        rows_are_inserted_once(store, rows)


def rows_are_inserted_once(store: SqlStore, rows: list[tuple[int, int]]) -> None:
    with store._dialect.writing() as connection:
        for some in (rows, [*rows[5:], (-50, 1)]):
            insert_numbers(connection, blocking, numpy.array(some, numpy.int64).reshape(-1, 2))
        kept = connection.execute(select(blocking).order_by(blocking.c.key)).all()
    assert [tuple(row) for row in kept] == [(-50, 1), *rows]


def test_articles_say_where_they_come_from(store: Store) -> None:
    one, two = two_articles(store)
    assert store.sources(["none"]) == {}
    with store.settling() as board:
        board.set_origin([one, two], one, "The Quay", "Arland Wire")
        assert [s.article.key for s in board.of_origins([one])] == sorted([one, two])
        assert board.of_origins([two]) == []
    source = store.sources([two])[two]
    assert (source.origin, source.newsroom, source.origin_newsroom) == (one, "The Quay", "Arland Wire")
    assert (source.known_from, source.added_on, source.article.name) == ("2024-05-02", DAY.isoformat(), "two.txt")
    store.remove(one, DAY)
    assert store.sources([two])[two].origin == ""
    assert store.waiting() == 1


def test_only_the_first_and_the_last_tellings_of_a_long_line_are_given(store: Store) -> None:
    count = SHOWN // 2 + 5
    for n in range(count):
        article = an_article(f"{n}", text=f"{n}. {TEXT}", published=f"{1900 + n}")
        store.add(a_reading(article), added_on=DAY)
    driven(store)
    (told,) = store.tellings_of_lines(store.lines(LineQuery(kind="statement")).keys).values()
    assert (len(told.tellings), told.count) == (SHOWN, 2 * count)
    years = [int(t.known_from[:4]) - 1900 for t in told.tellings]
    assert years == sorted(years)
    assert set(years) == set(range(count)) - set(range(50, count - 50))
    (known,) = store.tellings_of_lines([told.key], known_on=date(1902, 12, 31)).values()
    assert known.count == 6


def test_a_record_that_is_forgotten_is_made_anew(store: Store) -> None:
    two_articles(store)
    before = lines_in(store)
    store.forget_record()
    assert lines_in(store) == {}
    assert store.waiting() == 2
    driven(store)
    assert lines_in(store) == before


def test_a_record_made_anew_finds_what_another_program_has_put_into_it(tmp_path: Path) -> None:
    with create(tmp_path / "d.db", BRIEF, on=DAY) as store, open_dossier(tmp_path / "d.db") as other:
        for article in (an_article(published="2024-05-01"), an_article("two.txt", text=f"Again: {TEXT}")):
            store.add(a_reading(article), added_on=DAY)
        store.forget_record()
        with store.settling() as board:
            assert sharing(board, "statement", "statement") == []
        driven(other)
        with store.settling() as board:
            assert len(sharing(board, "statement", "statement")) == 4


def test_an_article_that_is_read_again_tells_what_it_told_until_it_is_settled(store: Store) -> None:
    one, _ = two_articles(store)
    before = lines_in(store)
    stored = store.reading(one)
    assert stored is not None
    again = a_reading(stored.reading.article, version="2").findings.all
    store.add(Reading(stored.reading.article, Findings(again[:0:-1])), added_on=DAY)
    assert lines_in(store) == before
    driven(store)
    assert sum(t.article == one for t in store.tellings("statement")) == 1
    assert list(store.check()) == []


def test_people_s_decisions_have_the_articles_settled_anew_that_they_concern(store: Store) -> None:
    one, two = two_articles(store)
    other = an_article("two.txt", text=f"Again: {TEXT}", published="2024-05-02")
    at = other.passage(span_of("Arland", other.text))
    store.judge(a_judgement("j1", other=at))
    with store.settling() as board:
        assert [u.reading.article.key for u in board.unsettled(9)] == [one, two]
        board.finish([one, two])
    store.judge(a_judgement("j2", undoes="j1"))
    assert store.waiting() == 2
