"""What may go wrong with a dossier on a server, and what differs there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from tests.store.quickly import WrittenDown
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article

from verbale.cli import run
from verbale.errors import (
    BriefError,
    DossierDamaged,
    DossierError,
    DossierExists,
    DossierLocked,
    DossierMissing,
    DossierNewer,
)  # fmt: skip
from verbale.model.evidence import Findings, Reading
from verbale.store import sql
from verbale.store.held import Damage
from verbale.store.postgres import Postgres, shown
from verbale.store.queries import SearchQuery
from verbale.store.record_schema import metadata
from verbale.store.schema import FULL_TEXT
from verbale.store.sql import SqlStore, create, open_dossier


@pytest.fixture
def dossier(address: str) -> Iterator[SqlStore]:
    """One with one article."""
    with create(address, BRIEF, on=DAY) as store:
        store.add(a_reading(an_article()), added_on=DAY)
        yield store


def execute(store: SqlStore, sql: str) -> None:
    with store._dialect.engine.begin() as connection:
        connection.execute(text(sql))


def one_line(error: pytest.ExceptionInfo[DossierError], address: str) -> None:
    assert str(error.value).startswith(f"{shown(address)}: ")
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("made_by_migrations")
def test_a_new_dossier_has_the_tables_that_the_schema_says(address: str) -> None:
    create(address, BRIEF, on=DAY).close()
    assert_has_our_tables(address)


def test_a_dossier_made_quickly_for_tests_has_them_as_well(address: str) -> None:
    quickly = WrittenDown()
    for at in (f"{address}_first", address):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sql, "migrate", quickly)
            create(at, BRIEF, on=DAY).close()
    assert_has_our_tables(address)


def assert_has_our_tables(address: str) -> None:
    def ours(_item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return not (kind == "table" and str(name).startswith(FULL_TEXT))

    with open_dossier(address) as dossier, dossier._dialect.reading() as connection:
        options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_a_dossier_is_found_again_at_its_address(dossier: SqlStore, address: str) -> None:
    with open_dossier(address) as again:
        assert list(again.articles()) == list(dossier.articles())


def test_two_dossiers_stand_side_by_side_in_one_database(dossier: SqlStore, address: str) -> None:
    with create(f"{address}_2", BRIEF, on=DAY) as other:
        assert list(other.articles()) == []
        other.add(a_reading(an_article(text=f"Other: {TEXT}")), added_on=DAY)
        assert len(list(dossier.articles())) == len(list(other.articles())) == 1


@pytest.mark.parametrize("schema", ["Dossier on the River", "select", 'a"b', "a.b", "日本"])
def test_a_schema_may_bear_any_name(server: str, schema: str) -> None:
    with create(f"{server}&schema={schema}", BRIEF, on=DAY) as store:
        assert store.brief().text == BRIEF
    with open_dossier(f"{server}&schema={schema}") as store:
        assert list(store.check()) == []


def test_what_is_there_is_not_overwritten(dossier: SqlStore, address: str) -> None:
    with pytest.raises(DossierExists) as error:
        create(address, BRIEF, on=DAY)
    one_line(error, address)
    assert len(list(dossier.articles())) == 1


def test_an_empty_schema_that_somebody_else_made_is_filled(dossier: SqlStore, address: str) -> None:
    schema = f"{address}_3".partition("schema=")[2]
    execute(dossier, f"CREATE SCHEMA {schema}")
    create(f"{address}_3", BRIEF, on=DAY).close()


def test_no_dossier_at_an_address_is_said(address: str) -> None:
    with pytest.raises(DossierMissing, match="there is no dossier; make one with: verbale new") as error:
        open_dossier(address)
    one_line(error, address)


def test_another_programs_schema_is_refused(dossier: SqlStore, address: str) -> None:
    schema = f"{address}_4".partition("schema=")[2]
    execute(dossier, f"CREATE SCHEMA {schema}; CREATE TABLE {schema}.article (id int)")
    with pytest.raises(DossierError, match="this is no dossier") as error:
        open_dossier(f"{address}_4")
    one_line(error, f"{address}_4")


def test_a_bad_brief_makes_nothing(address: str) -> None:
    with pytest.raises(BriefError):
        create(address, "title = 1", on=DAY)
    with pytest.raises(DossierMissing):
        open_dossier(address)


def test_a_failure_while_making_leaves_nothing(address: str) -> None:
    def broken(*_: object) -> None:
        raise KeyError

    made = Postgres(address)
    with pytest.raises(KeyError):
        made.create(broken)
    made.close()
    with pytest.raises(DossierMissing):
        open_dossier(address)


def test_a_database_that_is_not_there_is_said(server: str) -> None:
    with pytest.raises(DossierError, match="none_such") as error:
        open_dossier(server.replace("/postgres?", "/none_such?"))
    assert "\n" not in str(error.value)


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    address = "postgresql://officer:secret@/db?host=%2Fnone&schema=river"
    with pytest.raises(DossierError, match="the server cannot be reached") as error:
        open_dossier(address)
    one_line(error, address)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("address", ["postgresql://host:x/db", "postgresql://h/d?schema=a&schema=b"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(DossierError, match="postgresql://HOST/DATABASE"):
        open_dossier(address)


def test_a_dossier_of_a_newer_verbale_is_refused(dossier: SqlStore, address: str) -> None:
    execute(dossier, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DossierNewer, match="newer Verbale") as error:
        open_dossier(address)
    one_line(error, address)


def test_a_dossier_that_another_program_writes_to_is_read_and_not_written(dossier: SqlStore, address: str) -> None:
    with dossier._dialect.writing(), open_dossier(address, wait=0.05) as store:
        assert len(list(store.readings())) == 1
        with pytest.raises(DossierLocked) as error:
            store.add(a_reading(an_article(text=f"More: {TEXT}")), added_on=DAY)
        one_line(error, address)
    assert dossier.add(a_reading(an_article(text=f"More: {TEXT}")), added_on=DAY)


@pytest.mark.parametrize(
    ("sql", "where", "line"),
    [
        ("UPDATE article SET text = 'X' || substr(text, 2)", "article", "one.txt: its text"),
        ("UPDATE article SET known_from = '2001-01-01'", "article", "the days it is filed under"),
        ("UPDATE reading SET findings = substr(findings, 1, 90)", "reading", "its findings cannot be read"),
        ("UPDATE statement SET last_day = 1", "statement", "filed under"),
        ("DELETE FROM article_text", "article_text", "does not agree with what it indexes (1 rows)"),
        ("UPDATE statement_text SET words = ''", "statement_text", "does not agree with what it indexes (2 rows)"),
        ("UPDATE judgement SET passage = replace(passage, 'Arland', 'Ireland')", "judgement", "does not say “Ireland”"),
    ],
)  # fmt: skip
def test_the_check_says_what_is_damaged(dossier: SqlStore, sql: str, where: str, line: str) -> None:
    dossier.judge(a_judgement("j1"))
    execute(dossier, sql)
    found = list(dossier.check())
    assert [d for d in found if d.where == where and line in d.line], found


def test_a_table_that_is_gone_is_damage(dossier: SqlStore) -> None:
    execute(dossier, "DROP TABLE statement_text")
    assert {d.where for d in dossier.check()} >= {"file"}
    with pytest.raises(DossierDamaged):
        dossier.search(SearchQuery(words="talks"))


def test_a_phrase_is_found_after_hundreds_of_its_words(dossier: SqlStore) -> None:
    long = "the river of the dam " * 900 + "the treaty of the lake"
    dossier.add(Reading(an_article("long.txt", text=long), Findings()), added_on=DAY)
    (hit,) = dossier.search(SearchQuery(words='"the treaty of the"'))
    assert [m.words for m in hit.marks] == ["the treaty of the"]
    assert dossier.search(SearchQuery(words='treaty -"of the dam"')) == []


def test_a_search_goes_on_until_it_has_what_was_asked_for(dossier: SqlStore) -> None:
    for n in range(9):
        words = "river the dam and the river" if n % 3 else "dam by the river"
        article = an_article(f"{n}.txt", text=f"{n}. {words}", published=f"2024-05-0{n + 1}")
        dossier.add(Reading(article, Findings()), added_on=date(2024, 5, 6))
    hits = dossier.search(SearchQuery(words='"by the river" dam', limit=3))
    assert [h.source.article.name for h in hits] == ["6.txt", "3.txt", "0.txt"]


def test_damage_is_told_as_on_any_store(dossier: SqlStore) -> None:
    execute(dossier, "DELETE FROM reading")
    assert Damage("reading", "one.txt: its findings are gone") in list(dossier.check())


def test_the_command_line_takes_an_address_and_tells_no_password(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = address.replace("postgres@", "postgres:secret@")
    page = tmp_path / "page.txt"
    page.write_text("Talks\n\nNorland’s minister said on Monday that the talks on the dam would go on.\n", "utf-8")
    brief = tmp_path / "brief.toml"
    brief.write_text('title = "Talks on the dam"\n', "utf-8")
    assert run(["new", address, "--brief", str(brief)]) == 0
    assert run(["add", address, str(page)]) == 0
    assert run(["search", address, "dam", "--json"]) == 0
    assert run(["check", address]) == 0
    assert run(["new", address, "--brief", str(brief)]) == 1
    out, err = capsys.readouterr()
    assert "the talks on the dam would go on" in out
    assert "1 added, 0 there already" in err
    assert "something is there already" in err
    assert "secret" not in out + err
