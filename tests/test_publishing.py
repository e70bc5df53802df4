"""From a digest to an edition: where the next one begins, what it announces, and that nothing changes what was told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.views.press import Sheet, read, said
from tests.web import dossiers

from verbale import desk, judging, keeping, publishing
from verbale.errors import DecidedMeanwhile, InputError, NotThere
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.record.deciding import Signed
from verbale.store import schema, sql
from verbale.store.sql import SqlStore

MORNING = "2020-06-10T06:30:00Z"
BOTH = Draft("Morning", since="2020-05-01", until="2020-06-10")
CEM = Signed("Cem Arn", "2020-06-11", "misquoted")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    path = dossiers.made(tmp_path / "lake.db", dossiers.first(), dossiers.second())
    with sql.open_dossier(path) as opened:
        yield opened


def coming(store: SqlStore, draft: Draft | None = None, today: str = "2020-06-10") -> publishing.Next:
    day = date.fromisoformat(today)
    return publishing.coming(store, desk.showing(store, day), "Talks", day, draft)


def publish(store: SqlStore, draft: Draft | None = None, cut_off: str = MORNING) -> Edition:
    return publishing.publish(store, coming(store, draft), cut_off, "Cem Arn")


def headlines(of: publishing.Next) -> set[str]:
    return {entry.headline for section in of.edited.sections for entry in section.entries}


def late(store: SqlStore, published: str, day: str) -> None:
    """Add an article of one day on another."""
    sheet = Sheet()
    said(sheet, "Dan Evers denied that the ferry sank.", "Dan Evers", "denied", "the ferry sank", "deny")
    sheet.sentences.append(" ".join(f"Pier {n} lost {n * 7} planks in the gale that night." for n in range(40)))
    page = {
        "title": "Ferry did not sink, says Evers",
        "outlet": "The Pier",
        "published": published,
        "url": "https://pier.example/1",
    }
    store.add(read(sheet, "late.txt", **page), added_on=date.fromisoformat(day))
    desk.settle(store)


def corrected(store: SqlStore, signed: Signed = CEM) -> str:
    (key,) = (line for line, told in store.told_in(known(store), ["statement"]) if "dam" in told.passages[0].words)
    return judging.correct(store, key.replace("statement:", "utterance:"), "speaker", "Ada Orum", signed)[0].key


def known(store: SqlStore) -> set[str]:
    return {one.article.key for one in store.articles()}


def content(store: SqlStore, number: int = 1) -> str:
    with store._dialect.reading() as connection:
        return str(connection.scalar(select(schema.edition.c.content).where(schema.edition.c.number == number)))


def test_an_edition_bears_its_number_its_moment_and_who_published_it(store: SqlStore) -> None:
    made = publish(store, BOTH)
    assert (made.number, made.name, made.cut_off, made.published_by) == (1, "Morning", MORNING, "Cem Arn")
    assert publishing.issue_called(store, 1) == made
    with pytest.raises(NotThere):
        publishing.issue_called(store, 2)


def test_the_next_edition_goes_on_from_the_last_and_prints_nothing_twice(store: SqlStore) -> None:
    publish(store, BOTH)
    late(store, "2020-06-10", "2020-06-10")
    now = coming(store)
    assert now.machine.since == "2020-06-10"
    assert headlines(now) == {"Ferry did not sink, says Evers"}
    assert len(headlines(coming(store, replace(BOTH, since_last=False)))) == 3


def test_the_digest_of_days_to_come_is_of_these_and_empty(store: SqlStore) -> None:
    ahead = coming(store, Draft(since="2030-01-01"))
    assert (ahead.machine.since, ahead.machine.until, headlines(ahead)) == ("2030-01-01", "2030-01-01", set())


def test_what_comes_in_late_is_in_the_next_edition_where_the_last_ended_on_its_day(store: SqlStore) -> None:
    publish(store, BOTH, "2020-06-11T06:30:00Z")
    late(store, "2020-06-10", "2020-06-11")
    assert headlines(coming(store, today="2020-06-11")) == {"Ferry did not sink, says Evers"}


def test_a_correction_is_announced_in_the_next_edition_and_in_no_later_one(store: SqlStore) -> None:
    publish(store, BOTH)
    corrected(store)
    (erratum,) = coming(store).errata
    assert (erratum.editions, erratum.now, erratum.why) == ((1,), "Corrected: speaker is Ada Orum", "misquoted")
    assert publish(store, BOTH).errata == (erratum,)
    assert coming(store).errata == ()
    assert publishing.sheet_called(store, 1).corrected == (erratum,)
    assert publishing.sheet_called(store, 2).corrected == ()


def test_what_was_corrected_before_an_edition_is_no_erratum(store: SqlStore) -> None:
    corrected(store)
    publish(store, BOTH)
    assert publishing.corrections(store) == ()


def test_a_draft_that_somebody_changed_is_not_published(store: SqlStore) -> None:
    seen = coming(store, BOTH)
    publishing.change(store, Draft("Noon"), 0)
    with pytest.raises(DecidedMeanwhile):
        publishing.publish(store, seen, MORNING, "Cem Arn")
    with pytest.raises(DecidedMeanwhile):
        publishing.change(store, Draft("Evening"), 0)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(done=st.lists(st.sampled_from(["correct", "undo", "reject", "add", "remove", "rebuild", "publish"]), max_size=5))
def test_law_whatever_is_done_to_a_dossier_an_edition_stays_as_it_was_printed(
    tmp_path_factory: pytest.TempPathFactory, done: list[str]
) -> None:
    path = dossiers.made(tmp_path_factory.mktemp("law") / "lake.db", dossiers.first(), dossiers.second())
    with sql.open_dossier(path) as store:
        publish(store, BOTH)
        before, decisions = content(store), 0
        for number, step in enumerate(done):
            signed = Signed("Cem Arn", "2020-06-11", f"reason {number}")
            made = list(store.judgements())
            if step == "correct" and len(known(store)) > 1:
                decisions += bool(corrected(store, signed))
            elif step == "undo" and decisions:
                judging.undo(store, next(j.key for j in reversed(made) if not j.undoes), signed)
                decisions = 0
            elif step == "reject":
                lines = sorted({line for line, _ in store.told_in(known(store), ["event", "position"])})
                judging.decide(store, "rejected", lines[number % len(lines)], signed) if lines else None
            elif step == "add":
                late(store, "2020-06-09", "2020-06-11")
            elif step == "remove" and known(store):
                store.remove(min(known(store)), date(2020, 6, 12))
                desk.settle(store)
            elif step == "rebuild":
                keeping.rebuild(store, 1)
            elif step == "publish":
                with suppress(InputError):  # of one that would tell nothing
                    publish(store)
            assert content(store) == before
            assert all(1 in e.editions or e.editions for e in publishing.corrections(store))
        assert list(store.check()) == []
