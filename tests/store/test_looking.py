"""What a decision changed is known where nothing else was written, and is no more than what queries are watched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, text
from tests.store.stores import NewStore
from tests.views.press import Sheet, happened, read, said

from verbale import desk, judging
from verbale.errors import DossierLocked
from verbale.model.evidence import Judgement
from verbale.record.deciding import Signed
from verbale.record.preparing import tells_by
from verbale.store import sql
from verbale.store.looking import DECIDED, Changes, Looked, names_decided
from verbale.store.record_schema import RECORD, line, telling
from verbale.store.schema import judgement, metadata
from verbale.store.sql import SqlStore

DAY = date(2024, 5, 6)
ANA = Signed("Ana Lima", "2024-05-06")


@pytest.fixture(params=["in_files", "in_postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    """A settled dossier in which something was decided already."""
    new_store: NewStore = request.getfixturevalue(request.param)
    with new_store() as opened:
        assert isinstance(opened, SqlStore)
        for number in range(3):
            sheet = Sheet()
            said(sheet, f"Ada Orum said that gate {number} is shut.", "Ada Orum", "said", f"gate {number} is shut")
            happened(sheet, f"Ada Orum visited Arl on May {number + 1}.", "visited", when=f"2024-05-0{number + 1}")
            opened.add(read(sheet, f"{number}.txt", published=f"2024-05-0{number + 1}"), added_on=DAY)
        desk.settle(opened)
        judging.decide(opened, "accepted", statements(opened)[2], ANA)
        yield opened


def statements(store: SqlStore) -> list[str]:
    return sorted(f"utterance:{one.key.partition(':')[2]}" for one in store.said(10))


def looked_at(store: SqlStore, key: str) -> Looked:
    """What is looked at where a line is shown."""
    with store.steady() as looked:
        store.tellings_of_lines([f"statement:{key.partition(':')[2]}"])
    assert not looked.everything
    assert looked.tellings
    return looked


def stamp(store: SqlStore) -> str:
    now = store.stamp()
    assert now
    return now


def test_an_acceptance_changes_what_shows_it_and_nothing_else(store: SqlStore) -> None:
    one, other, _ = statements(store)
    first, second, before = looked_at(store, one), looked_at(store, other), stamp(store)
    made = judging.decide(store, "accepted", one, ANA)
    accepted = stamp(store)
    assert not store.spared(first, before, accepted)
    assert store.spared(second, before, accepted)
    judging.undo(store, made[0].key, ANA)
    undone = stamp(store)
    assert not store.spared(first, accepted, undone)
    assert store.spared(second, accepted, undone)
    assert store.spared(second, before, undone)
    assert not store.spared(Looked(everything=True), before, undone)


@pytest.mark.parametrize("verdict", ["rejected", "corrected"])
def test_a_decision_that_may_move_something_changes_everything(store: SqlStore, verdict: str) -> None:
    one, other, _ = statements(store)
    second, before = looked_at(store, other), stamp(store)
    if verdict == "rejected":
        judging.decide(store, "rejected", one, ANA)
    else:
        judging.correct(store, one, "act", "deny", ANA)
    assert not store.spared(second, before, stamp(store))


def test_the_first_decision_of_a_day_changes_everything(store: SqlStore) -> None:
    """Which days the tables tell of depends on the last one."""
    one, other, _ = statements(store)
    second, before = looked_at(store, other), stamp(store)
    judging.decide(store, "accepted", one, replace(ANA, on="2024-05-07"))
    assert not store.spared(second, before, stamp(store))


def test_a_decision_on_what_is_told_as_another_telling_changes_everything(store: SqlStore) -> None:
    """Whom people accepted stands for himself from then on."""
    other, before = looked_at(store, statements(store)[0]), stamp(store)
    judging.decide(store, "accepted", "actor:" + actor_of(store), ANA)
    assert not store.spared(other, before, stamp(store))


def actor_of(store: SqlStore) -> str:
    (line_key, _), *_ = store.told_in([a.article.key for a in store.articles()], ["actor"])
    return line_key.partition(":")[2]


def test_what_others_wrote_beside_a_decision_is_not_taken_for_it(store: SqlStore) -> None:
    one, other, _ = statements(store)
    second, before = looked_at(store, other), stamp(store)
    with ExitStack() as opened:
        beside = opened.enter_context(sql.open_dossier(address_of(store)))
        judging.decide(store, "accepted", one, ANA)
        assert store.spared(second, before, stamp(store))
        before = stamp(store)
        beside.save_search("gates", "gate", DAY)
        assert not store.spared(second, before, stamp(store))
        before = stamp(store)
        judging.decide(beside, "accepted", other, ANA)
        assert not store.spared(looked_at(store, one), before, stamp(store))


def test_what_others_wrote_right_after_a_decision_is_not_taken_for_it(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it could be seen which stamp the decision has."""
    one, other, _ = statements(store)
    second, before = looked_at(store, other), stamp(store)
    dialect = store._dialect
    alone_since = dialect.alone_since
    with sql.open_dossier(address_of(store)) as beside:

        def later(*given: Any) -> tuple[str, str] | None:  # Any: as they are given
            beside.save_search("gates", "gate", DAY)
            return alone_since(*given)

        monkeypatch.setattr(dialect, "alone_since", later)
        judging.decide(store, "accepted", one, ANA)
    assert not store.spared(second, before, stamp(store))


def test_a_decision_of_which_it_cannot_be_seen_what_else_was_written_is_kept_and_changes_everything(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, _ = statements(store)
    second, before = looked_at(store, other), stamp(store)

    def fails(*_: object) -> None:
        raise DossierLocked("somebody puts what was written ahead into the file")

    monkeypatch.setattr(store._dialect, "alone_since", fails)
    judging.decide(store, "accepted", one, ANA)
    assert judging.version_of(store, one) == 1
    assert not store.spared(second, before, stamp(store))


def address_of(store: SqlStore) -> Any:  # Any: a path, or an address
    dialect: Any = store._dialect
    if hasattr(dialect, "schema"):
        return (
            dialect.engine.url.set(drivername="postgresql")
            .update_query_dict({"schema": dialect.schema})
            .render_as_string(hide_password=False)
        )
    return dialect._path


def test_a_decision_written_where_it_stands_writes_nothing_that_queries_are_not_watched_for(store: SqlStore) -> None:
    """What it writes beside that of a line is what stood there."""
    dialect = store._dialect
    written: list[str] = []

    def noted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not re.match(r"\s*(SELECT|PRAGMA|BEGIN|LOCK|SET|WITH)\b", statement):
            written.append(" ".join(statement.split()))

    before = contents(store)
    event.listen(dialect.engine, "before_cursor_execute", noted)
    judging.decide(store, "accepted", statements(store)[0], ANA)
    event.remove(dialect.engine, "before_cursor_execute", noted)
    after = contents(store)
    tables = {re.match(r"(?:INSERT INTO|UPDATE) (\w+)", one)[1] for one in written}  # type: ignore[index] # each does
    assert tables - {"sqlite_sequence"} == {"judgement", "settlement", "telling", "line"}
    changed = {
        (table, column)
        for table, rows in after.items()
        for key, row in rows.items()
        for column, value in row.items()
        if before[table].get(key, {}).get(column, ...) != value
    }
    assert {table: set(rows) for table, rows in before.items() if table != "judgement"} == {
        table: set(rows) for table, rows in after.items() if table != "judgement"
    }
    assert changed - {("judgement", c.name) for c in judgement.columns} == {
        ("settlement", "told"), ("telling", "sure"), ("line", "doubt"),
    }  # fmt: skip
    assert {column if table != "judgement" else table for table, column in changed} == {*DECIDED}


def contents(store: SqlStore) -> dict[str, dict[Any, dict[str, Any]]]:  # Any: values
    """All rows of the tables, by their keys."""
    with store._dialect.reading() as connection:
        return {
            table.name: {
                tuple(row[c.name] for c in table.primary_key): dict(row)
                for row in connection.execute(select(table)).mappings()
            }
            for table in {t.name: t for t in (*metadata.sorted_tables, *RECORD)}.values()
        }


def test_who_asks_for_what_a_decision_changes_looks_at_everything_where_he_does_not_say_what(store: SqlStore) -> None:
    for query in (select(telling.c.sure), select(line.c.doubt), text("SELECT made_by FROM judgement")):
        with store.steady() as looked, store._dialect.reading() as connection:
            connection.execute(select(line.c.id, line.c.tellings)).all()
            assert not looked.everything
            connection.execute(query).all()
            assert looked.everything
    assert not names_decided("SELECT telling.id, line.tellings, prejudgement, doubtful")


def test_who_asks_what_was_decided_about_an_article_looks_at_that(store: SqlStore) -> None:
    one, other, _ = statements(store)
    (key, *_), (other_key, *_) = ([t.article for t in tellings(store, name)] for name in (one, other))
    with store.steady() as first:
        assert list(store.judgements(about=[key])) == list(store.judgements(about=[key]))
    with store.steady() as second:
        list(store.judgements(about=[other_key]))
        list(store.moving())
        store.latest()
    before = stamp(store)
    judging.decide(store, "accepted", one, ANA)
    assert not store.spared(first, before, stamp(store))
    assert store.spared(second, before, stamp(store))


def test_who_is_told_nothing_of_acceptances_looks_at_none(store: SqlStore) -> None:
    one, _, accepted = statements(store)
    judging.correct(store, one, "act", "deny", ANA)
    articles = [told.article for name in (one, accepted) for told in tellings(store, name)]
    with store.steady() as looked:
        found = store.told_in(articles, ["statement"], accepted=False)
    assert not looked.tellings
    assert not looked.everything
    whole = store.told_in(articles, ["statement"])
    assert {d.field for _, told in whole for d in told.decided} == {"act", ""}
    assert {d.field for _, told in found for d in told.decided} == {"act"}
    assert [(line, replace(told, decided=())) for line, told in found] == [
        (line, replace(told, decided=())) for line, told in whole
    ]


def tellings(store: SqlStore, name: str) -> Any:  # Any: tellings
    key = f"statement:{name.partition(':')[2]}"
    return store.tellings_of_lines([key])[key].tellings


def test_who_writes_while_he_looks_has_looked_at_everything(store: SqlStore) -> None:
    with store.steady() as looked:
        store.save_search("gates", "gate", DAY)
    assert looked.everything


def test_acceptances_move_nothing_but_what_takes_back_something_else_counts(store: SqlStore) -> None:
    (told,) = tellings(store, statements(store)[0])
    passage = told.passages[0]
    store.judge(Judgement(key="no", verdict="rejected", kind="statement", passage=passage, made_on="2024-05-06"))
    store.judge(
        Judgement(key="yes", verdict="accepted", kind="statement", passage=passage, made_on="2024-05-06", undoes="no"),
        tells=tells_by,
    )
    assert [j.key for j in store.moving()] == ["no", "yes"]
    assert len(list(store.judgements())) == 3


def test_a_change_that_is_not_remembered_any_more_changed_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.store.looking.MOST", 2)
    changes = Changes()
    for number in range(4):
        changes.note(str(number), str(number + 1), Looked(tellings={number}))
    changes.note("4", "4", Looked())
    assert changes.spare(Looked(tellings={9}), "2", "4")
    assert not changes.spare(Looked(tellings={3}), "2", "4")
    assert not changes.spare(Looked(tellings={9}), "1", "4")
    assert not changes.spare(Looked(tellings={9}), "4", "2")
    changes.forget()
    assert not changes.spare(Looked(), "2", "4")
    assert changes.spare(Looked(), "2", "2")
