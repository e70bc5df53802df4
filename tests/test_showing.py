"""What views take from the tables is what they take from the record added up anew, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from evaluation.generated import readings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counts import CASES
from tests.record.test_laws import CHAIN, dossiers
from tests.record.worlds import DAYS, OUTLETS, reading_of
from tests.store.stores import Dossiers, NewStore
from tests.views.press import Sheet, happened, read, ties

from verbale import desk, recall
from verbale.model.edition_json import digest_as_json
from verbale.model.evidence import Judgement
from verbale.recall import tables, walks
from verbale.recall.parts import Parts
from verbale.record import grouping
from verbale.record.assembly import Known, assemble
from verbale.store.base import Store
from verbale.store.sql import create, open_dossier
from verbale.testing import MemoryStore
from verbale.views import article, articles, state
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS
from verbale.views.showing import Showing, Whole

TODAY = date(2030, 1, 1)
on_each_store = pytest.mark.parametrize("new_store", ["memory", "sqlite"], indirect=True)
law = settings(max_examples=min(CASES, 60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

days = st.none() | st.sampled_from([d for d in DAYS if d])
wanted = st.builds(
    Wanted,
    since=days,
    until=days,
    party=st.sampled_from([None, None, "ARL", "BEN"]),
    issue=st.sampled_from([None, None, "water", "talks"]),
    outlet=st.sampled_from([None, None, *(o for o in OUTLETS if o)]),
    undated=st.booleans(),
    status=st.sampled_from([None, None, "open", "met", "dropped"]),
)


@contextmanager
def settled(made: AbstractContextManager[Store], known: list[Known], judged: list[Judgement]) -> Iterator[Store]:
    with made as store:
        for one in known:
            store.add(one.reading, added_on=date.fromisoformat(one.known_from))
        for judgement in judged:
            store.judge(judgement)
        desk.settle(store)
        yield store


@pytest.fixture(scope="module")
def without_brief() -> Iterator[NewStore]:
    with closing(Dossiers(lambda: ":memory:", "")) as made:
        yield made


@pytest.fixture
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """What gives stores of a kind, each with an empty brief: the record that they are compared with knows none."""
    if request.param == "memory":
        return MemoryStore
    made: NewStore = request.getfixturevalue("without_brief")
    return made


@pytest.fixture
def step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few lines at once, so that small dossiers are walked as large ones are."""
    monkeypatch.setattr(walks, "LEAST", 1)


@pytest.mark.slow
@on_each_store
@law
@given(dossiers(), wanted, st.integers(0, 3), st.integers(1, 3))
def test_a_page_from_the_tables_is_that_of_the_whole_record(
    new_store: Callable[[], Store],
    step_by_step: None,
    dossier: tuple[list[Known], list[Judgement]],
    asked: Wanted,
    first: int,
    size: int,
) -> None:
    """Caught: a walk that ended in the middle of a day; a party told by another telling than the outlet's."""
    with settled(new_store(), *dossier) as store:
        tables, whole = recall.Tables(store, TODAY), added_up(store)
        assert isinstance(desk.showing(store, TODAY), recall.Tables)
        for name in LISTINGS:
            pages = [LISTINGS[name].as_json(of.page(name, asked, first, first + size)) for of in (tables, whole)]
            assert pages[0] == pages[1], name
            more = [of.page(name, asked, first, first + size).more for of in (tables, whole)]
            assert more[0] == more[1], name


@pytest.mark.slow
@on_each_store
@law
@given(dossiers(), wanted)
def test_the_state_of_play_the_digest_and_the_articles_are_those_of_the_whole_record(
    new_store: Callable[[], Store], step_by_step: None, dossier: tuple[list[Known], list[Judgement]], asked: Wanted
) -> None:
    """Caught: a state of play that had lost the phase; copies counted as texts of their outlet."""
    with settled(new_store(), *dossier) as store:
        one, other = (overview(of, asked) for of in (recall.Tables(store, TODAY), added_up(store)))
        for part in one:
            assert one[part] == other[part], part


@pytest.mark.slow
@on_each_store
@law
@given(dossiers(), st.sampled_from([d for d in DAYS if d]))
def test_a_past_day_taken_from_the_tables_is_that_added_up_from_the_readings(
    new_store: Callable[[], Store], dossier: tuple[list[Known], list[Judgement]], day: str
) -> None:
    """Caught: lines cut short where a later report had joined them; origins counted by copies that came later."""
    known, judged = dossier
    on = date.fromisoformat(day)
    early = [replace(j, made_on=min(j.made_on, day)) for j in judged]
    with settled(new_store(), known, early) as store:
        assert recall.holds(store, on)
        there = [Known(r.reading, r.known_from.isoformat(), r.added_on.isoformat()) for r in store.readings()]
        records = (desk.record_of(store, on), assemble(there, early, day))
        one, other = (overview(Whole(record, day), Wanted()) for record in records)
        for part in one:
            assert one[part] == other[part], part


def waiting(path: Path, count: int) -> Store:
    """A dossier of one settled article and some that wait; another program's writing is not waited for."""
    add = [reading_of(f"{n}", "The Quay", DAYS[n > 0], [("said", 0, n % 6, 0, 0)]) for n in range(count + 1)]
    with create(path, "", on=TODAY) as store:
        store.add(add[0], added_on=TODAY)
        desk.settle(store)
        for one in add[1:]:
            store.add(one, added_on=TODAY)
    return open_dossier(path, wait=0.05)


def test_a_view_settles_the_few_articles_that_wait_and_shows_all(tmp_path: Path) -> None:
    with waiting(tmp_path / "d.db", 3) as store:
        assert overview(desk.showing(store, TODAY), Wanted()) == overview(added_up(store), Wanted())
        assert store.waiting() == desk.left_out(store, TODAY) == 0


def test_a_view_shows_what_is_settled_where_many_wait_or_another_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with waiting(tmp_path / "d.db", 3) as store, waiting(tmp_path / "one.db", 0) as one:
        alone = LISTINGS["statements"].as_json(added_up(one).page("statements"))
        with open_dossier(tmp_path / "d.db") as other, other.settling():
            assert LISTINGS["statements"].as_json(desk.showing(store, TODAY).page("statements")) == alone
        monkeypatch.setattr(desk, "FEW", 2)
        showing = desk.showing(store, TODAY)
        assert LISTINGS["statements"].as_json(showing.page("statements")) == alone
        assert desk.left_out(store, TODAY) == store.waiting() == 3
        assert len(overview(showing, Wanted())["texts"]) == 1
        for one in store.articles():
            assert showing.article(one.article.key)[0].source.article == one.article
        assert len(list(desk.record_of(store, TODAY).utterances)) > 1


def test_a_day_of_the_past_is_added_up_whatever_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "FEW", 0)
    first = date.fromisoformat(DAYS[0])
    with waiting(tmp_path / "d.db", 3) as store, waiting(tmp_path / "one.db", 0) as one:
        before, alone = desk.showing(store, first), added_up(one)
        assert LISTINGS["statements"].as_json(before.page("statements")) == LISTINGS["statements"].as_json(
            alone.page("statements")
        )
        assert desk.left_out(store, first) == 0


@on_each_store
def test_a_past_day_after_which_somebody_decided_is_not_taken_from_the_tables(new_store: Callable[[], Store]) -> None:
    read = reading_of("0", "The Quay", DAYS[0], [("said", 0, 0, 0, 0)])
    (said,) = read.findings.statements
    with new_store() as store:
        store.add(read, added_on=TODAY)
        desk.settle(store)
        assert recall.holds(store, date(2024, 5, 1))
        store.judge(
            Judgement(
                key="j", verdict="rejected", kind="statement", passage=said.passages[0], by="Eve", made_on="2024-06-01"
            )
        )
        desk.settle(store)
        assert not recall.holds(store, date(2024, 5, 1))
        assert recall.holds(store, date(2024, 6, 1))
        assert len(desk.record_of(store, date(2024, 5, 1)).utterances) == 1
        assert not desk.record_of(store, date(2024, 6, 1)).utterances


def added_up(store: Store) -> Whole:
    there = [Known(r.reading, r.known_from.isoformat(), r.added_on.isoformat()) for r in store.readings()]
    return Whole(assemble(there, store.judgements(), TODAY.isoformat()), TODAY.isoformat())


def overview(of: Showing, asked: Wanted) -> Any:  # Any: compared, nothing else
    texts = of.texts(asked, 0, 3)
    pages = [of.article(t.lead.article.key) for t in texts.texts]
    period = Wanted(since=asked.since or "2000-01-01", until=asked.until or "2030-01-01", outlet=asked.outlet)
    return {
        "state": state.as_json(of.state()),
        "changed": state.as_json(of.state(since=asked.since or "2024-01-05")),
        "digest": digest_as_json(of.digest("Talks", period)),
        "last day": of.last_day(),
        "texts": articles.texts_as_json(texts.texts, texts.counts),
        "more": texts.more,
        "origins": articles.texts_as_json(of.texts(asked, 0, 2, copied=True).texts),
        "outlets": articles.newsrooms_as_json(of.newsrooms(Wanted(since=asked.since, until=asked.until))),
        "articles": [article.as_json(*page) for page in pages],
        "counted": of.counted(),
        "parts": {kind: list(lines) for kind, lines in of.parts()},
    }


@on_each_store
def test_a_component_that_was_cut_is_reported(new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "LARGEST", 2)
    with new_store() as store:
        for n, told in enumerate(CHAIN):
            store.add(reading_of(f"{n}", "The Quay", "2024-01-05", [told]), added_on=TODAY)
        desk.settle(store)
        (line,) = desk.cut(store)
        monkeypatch.setattr(grouping, "LARGEST", 4)
        assert desk.cut(store) == []
    assert line.startswith("event:")
    assert "3 more of its kind: 4 reports resemble each other; as these are more than 2," in line


@on_each_store
def test_a_tie_that_asks_for_nothing_is_listed_among_the_ties_though_a_party_holds_it(
    new_store: Callable[[], Store],
) -> None:
    sheet = Sheet()
    ties(sheet, "There will be no treaty without dialogue.", ("dialogue", "no treaty", "without"))
    ties(sheet, "Norland pays if the gates are opened.", ("the gates are opened", "Norland pays", "if"))
    with new_store() as store:
        store.add(read(sheet), added_on=TODAY)
        desk.settle(store)
        for name in ("linkages", "preconditions"):
            pages = [LISTINGS[name].as_json(of.page(name)) for of in (desk.showing(store, TODAY), added_up(store))]
            assert len(pages[0]) == 1
            assert pages[0] == pages[1]


@on_each_store
def test_what_was_due_next_on_a_past_day_is_not_cut_off_by_what_was_announced_later(
    new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walks, "APPOINTED", 2)
    monkeypatch.setattr(walks, "LEAST", 0)
    early, late = Sheet(), Sheet()
    for day in (5, 25):
        happened(early, f"They will meet at weir {day} on June {day}.", "meet", "planned", when=f"2020-06-{day:02}",
                 where=f"Weir {day}")  # fmt: skip
    for day in (1, 2, 3):
        happened(late, f"Envoys will meet at quay {day} on June {day}.", "meet", "planned", actors=("Sudland",),
                 when=f"2020-06-{day:02}", where=f"Quay {day}")  # fmt: skip
    on = date(2020, 5, 4)
    with new_store() as store:
        for number, (sheet, day) in enumerate(((early, "2020-05-04"), (late, "2020-05-20"))):
            store.add(read(sheet, f"{number}.txt", published=day), added_on=TODAY)
        desk.settle(store)
        record, _ = walks.Walks(Parts(store, on, None, on)).candidates("calendar", Wanted(), 0)
        due = next(iter(LISTINGS["calendar"].find(record, walks.NOTHING, Wanted())))
        assert due.last == "2020-06-05"


@on_each_store
def test_a_line_of_which_not_all_is_held_keeps_its_key(
    new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "HELD", 10)
    with new_store() as store:
        for read, day in readings(60):
            store.add(read, added_on=day)
        desk.settle(store)
        shown = desk.showing(store, TODAY)
        cut = [line for line in shown.page("actors", first=0, last=100, explain=False).entries if line.left_out]
        assert cut
        for line in cut:
            record, _ = shown.line(line.key)
            assert line.key in {one.key for one in record.actors}


@on_each_store
def test_a_phase_is_found_by_its_name_among_many(
    new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walks, "FEW_PHASES", 2)
    with new_store() as store:
        for read, day in readings(60):
            store.add(read, added_on=day)
        desk.settle(store)
        every = desk.record_of(store).phases
        assert len(every) > 2
        shown = desk.showing(store, TODAY)
        for phase in every:
            assert phase.key in {one.key for one in shown.line(phase.key)[0].phases}
            assert phase.key in {one.key for one in desk.record_about(store, phase.key[:20]).phases}
        assert not shown.line("phase:0123")[0].phases


@on_each_store
def test_an_article_in_the_midst_of_many_shows_all_that_it_tells(
    new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: positions that were missing on the page, as of a long course only the first and last steps are held."""
    monkeypatch.setattr("verbale.recall.parts.HELD", 4)
    monkeypatch.setattr(walks, "FEW_PHASES", 4)
    with new_store() as store:
        for read, day in readings(60):
            store.add(read, added_on=day)
        desk.settle(store)
        every = desk.showing(store, TODAY)
        for known in store.articles():
            page, _ = every.article(known.article.key)
            told = store.told_in([known.article.key], ["position", "phase", "event"])
            assert {p.telling.key for p in page.places} >= {t.key for _, t in told}
