"""A record is made anew while another program adds, removes and decides: it becomes what it is without that program."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event as Happening
from threading import Thread
from time import sleep
from unittest.mock import Mock

import pytest
from evaluation.generated import readings
from tests.store.readings import BRIEF, DAY, a_judgement, an_article
from tests.store.test_record import lines_in, settled

from verbale import keeping
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Event, Linkage
from verbale.model.record import Source
from verbale.model.text import Article
from verbale.record.settling import settle
from verbale.store import sqlite
from verbale.store.base import Store
from verbale.store.sql import create, open_dossier

THINGS = {
    "southern": ("southern crossing", "grain lorries"),
    "eastern": ("eastern quarry", "marble barges"),
    "western": ("western airfield", "rescue planes"),
    "upper": ("upper harbour", "cattle ferries"),
    "lower": ("lower museum", "visiting pupils"),
}
TEXT = " ".join(f"barge{number} lock{number}" for number in range(40)) + "."


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A dossier that is not there yet, which several programs can open."""
    address = request.getfixturevalue("address") if request.param == "server" else tmp_path / "d.db"
    return str(address)


def added(store: Store, name: str, published: str, text: str = TEXT) -> str:
    """The key of an article that tells nothing; those of `TEXT` are copies."""
    article = an_article(name, text=f"{text} In {name}.", published=published)
    store.add(Reading(article, Findings(())), added_on=DAY)
    return article.key


def settle_some(store: Store, count: int, among: Collection[str] | None = None) -> None:
    with store.settling() as board:
        settle(board, Brief(), count, among=among)


def rejected(store: Store, key: str) -> Judgement:
    """That the first statement of an article is none."""
    stored = store.reading(key)
    assert stored is not None
    passage = stored.reading.findings.statements[0].passages[0]
    return replace(a_judgement(key), verdict="rejected", kind="statement", passage=passage)


def origins(store: Store) -> dict[str, Source]:
    return store.sources([one.article.key for one in store.articles()])


def test_a_copy_of_an_article_that_another_program_removed_is_its_own_origin(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        first = added(store, "one.txt", "2024-05-01")
        copy = added(store, "two.txt", "2024-05-02")
        store.forget_record()
        settle_some(store, 1)
        other.remove(first, DAY)
        settled(store)
        assert origins(store)[copy].origin == copy


def test_a_copy_of_what_another_program_settled_goes_back_to_it(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        added(store, "before.txt", "2024-05-01", "Another text.")
        store.forget_record()
        settle_some(store, 1)
        first = added(other, "one.txt", "2024-05-02")
        settled(other)
        copy = added(store, "two.txt", "2024-05-03")
        settled(store)
        assert origins(store)[copy].origin == first


def test_whatever_another_program_does_the_record_is_that_of_making_it_anew_alone(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        made = list(readings(15))
        for reading, day in made[:12]:
            store.add(reading, added_on=day)
        keys = [one.article.key for one in store.articles()]
        store.forget_record()
        for at, (reading, day) in enumerate(made[12:]):
            settle_some(store, 3)
            if at % 2:
                other.remove(keys[3 * at], DAY)
                store.add(reading, added_on=day)
            else:
                other.add(reading, added_on=day)
                other.redate(keys[3 * at], "2015-01-09", date(2024, 5, 7))
                other.judge(rejected(other, keys[3 * at + 1]))
                settle_some(other, 2)
        settled(store)
        before = lines_in(store), origins(store)
        assert list(store.check()) == []
        keeping.rebuild(store)
        assert (lines_in(store), origins(store)) == before


def test_one_page_sees_one_state_of_the_dossier_whatever_another_program_writes_meanwhile(where: str) -> None:
    """Caught: a listing that is fetched in parts showed a statement twice that moved down meanwhile."""
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        added(store, "one.txt", "2024-05-01")
        with store.steady():
            before = store.latest(), store.waiting(), len(list(store.articles()))
            added(other, "two.txt", "2024-06-02")
            with store.steady():
                assert (store.latest(), store.waiting(), len(list(store.articles()))) == before
            writing = Thread(target=added, args=(store, "three.txt", "2024-06-03"))
            writing.start()
            writing.join(600)
            assert len(list(store.articles())) == before[2]
        assert (store.latest(), store.waiting(), len(list(store.articles()))) == (date(2024, 6, 3), 3, 3)


def test_who_writes_in_the_middle_of_a_page_reads_the_dossier_with_that(where: str) -> None:
    """Caught: what waits was told as it was before it was settled, so that it was settled for ever."""
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        with store.steady():
            assert (store.waiting(), store.latest()) == (0, None)
            added(other, "one.txt", "2024-05-01")
            assert store.waiting() == 0
            added(store, "two.txt", "2024-06-02")
            assert (store.waiting(), store.latest(), len(list(store.articles()))) == (2, date(2024, 6, 2), 2)
            with pytest.raises(KeyboardInterrupt), store.settling() as board:
                settle(board, Brief(), 1)
                raise KeyboardInterrupt
            assert store.waiting() == 2
            settled(store)
            assert store.waiting() == 0
        assert store.waiting() == 0


def test_the_stamp_of_a_page_tells_of_nothing_that_the_page_does_not_show(where: str) -> None:
    """Caught: a past day added up without what another program wrote meanwhile was held as if it were with that."""
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        with store.steady():
            assert store.latest() is None
            added(other, "one.txt", "2024-05-01")
            of_page = store.stamp()
            added(store, "two.txt", "2024-06-02")
            assert store.latest() == date(2024, 6, 2)
            of_rest = store.stamp()
        assert of_page != of_rest
        assert store.stamp() == of_rest or where.startswith("postgresql")
        added(other, "three.txt", "2024-06-03")
        assert store.stamp() != of_rest


def test_what_is_written_ahead_stays_short_where_a_page_is_read_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: each page is one transaction, and where they overlap SQLite cannot begin the log anew by itself."""
    monkeypatch.setattr(sqlite, "_LONGEST_LOG", 400_000)
    with create(tmp_path / "d.db", BRIEF, on=DAY) as store:
        ended = Happening()

        def pages(first: float) -> None:
            sleep(first)
            while not ended.is_set():
                with store.steady():
                    store.latest()
                    sleep(0.05)

        reading = [Thread(target=pages, args=(0.025 * number,)) for number in range(3)]
        for one in reading:
            one.start()
        longest = 0
        try:
            for number in range(150):
                added(store, f"{number}.txt", "2024-05-01", f"{number} {TEXT}")
                longest = max(longest, (tmp_path / "d.db-wal").stat().st_size)
        finally:
            ended.set()
            for one in reading:
                one.join(600)
        assert 200_000 < longest < 600_000
        assert len(list(store.articles())) == 150


def test_a_page_that_takes_long_keeps_no_writer_waiting_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_LONGEST_LOG", 100_000)
    monkeypatch.setattr(sqlite, "_PAGES_END", 0.01)
    waited = Mock(side_effect=sqlite.connected)
    with create(tmp_path / "d.db", BRIEF, on=DAY) as store, open_dossier(tmp_path / "d.db") as reader:
        with reader.steady():
            assert reader.latest() is None
            monkeypatch.setattr(sqlite, "connected", waited)
            for number in range(40):
                added(store, f"{number}.txt", "2024-05-01", f"{number} {TEXT}")
            log = (tmp_path / "d.db-wal").stat().st_size
            assert 1 <= waited.call_count <= log / 100_000
        added(store, "last.txt", "2024-05-01")
        assert len(list(reader.articles())) == 41


def test_what_is_done_meets_a_demand_that_another_program_settled_between_two_decisions(where: str) -> None:
    """Demands are read once: those are added that were told since, by whomever, and those of a failed transaction are
    not."""

    def told(name: str, day: str, text: str, content: Linkage | Event) -> Reading:
        article = Article(name=name, text=text, published=day, paragraphs=((0, len(text)),))
        return Reading(article, Findings([finding(article, content, Observation("made@1", "made", 0.9, "b"))]))

    def demand(name: str, day: str) -> Reading:
        place, whom = THINGS[name]
        asked = f"Talks will be held only if the {place} is opened to {whom}"
        at = asked.index("the ")
        return told(
            name, day, asked,
            Linkage(kind="precondition", antecedent=(at, len(asked)), consequent=(0, 18), cue=(19, 26), holder=None),
        )  # fmt: skip

    def deed(name: str, day: str) -> Reading:
        done = Event(
            type="RETREAT", mode=None, status="occurred", actors=(), recipients=(), when=None, where=None,
            trigger=(7, 13),
        )  # fmt: skip
        place, whom = THINGS[name]
        return told(f"{name} deed", day, f"Arland opened the {place} to {whom}", done)

    def took_in(store: Store, *new: Reading) -> int:
        for one in new:
            store.add(one, added_on=DAY)
        settled(store)
        return len(store.contradictions(met=True))

    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        assert took_in(store, demand("southern", "2024-05-02")) == 0
        assert took_in(store, deed("eastern", "2024-06-02")) == 0, "no demand is met, and those of its days are read"
        assert took_in(other, demand("eastern", "2024-05-20"), demand("western", "2022-02-01")) == 1
        assert took_in(store, deed("southern", "2024-06-05")) == 2
        assert took_in(store, deed("western", "2022-03-01")) == 3, "of days before those that were read"
        store.add(demand("upper", "2024-05-21"), added_on=DAY)
        with pytest.raises(KeyboardInterrupt), store.settling() as board:
            settle(board, Brief(), 1)
            raise KeyboardInterrupt
        assert took_in(other, demand("lower", "2024-05-22")) == 3
        assert took_in(store, deed("upper", "2024-06-06"), deed("lower", "2024-06-06")) == 5
