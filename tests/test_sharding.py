"""Readings in shards: what they add up to, going on where it was stopped, and what is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from verbale import desk, scale, sharding
from verbale.cli import run
from verbale.errors import InputError
from verbale.model.evidence import Findings, Reading
from verbale.model.text import Article
from verbale.store.sql import create

EXAMPLES = Path(__file__).parents[1] / "examples" / "japan-russia"
BRIEF = EXAMPLES / "brief.toml"
FILES = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))[:4]]


@pytest.fixture
def bucket() -> Iterator[str]:
    """An address that is no folder."""
    yield "memory://archive/shards"
    MemoryFileSystem.store.clear()


def reads(articles: Iterable[Article]) -> Iterator[scale.Result]:
    """Finds nothing in any article, and cannot read the second one."""
    for number, article in enumerate(articles):
        yield InputError(f"{article.name} cannot be understood") if number == 1 else Reading(article, Findings())


def read(address: str, mapper: scale.Mapper = reads, brief: str = "") -> sharding.Sharded:
    made = sharding.inputs_of(FILES, [])
    return sharding.write(made, sharding.Shards(address), mapper, brief or BRIEF.read_text(encoding="utf-8"))


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command says to people and to programs."""
    status = run([str(a) for a in arguments])
    said = capsys.readouterr()
    assert status == 0, said.err
    return said.out + said.err


@pytest.mark.slow
def test_a_dossier_of_shards_is_the_one_that_is_added_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "shard", *FILES, "--brief", BRIEF, "--out", tmp_path / "shards")
    told(capsys, "import", tmp_path / "one.db", tmp_path / "shards")
    told(capsys, "new", tmp_path / "two.db", "--brief", BRIEF)
    told(capsys, "add", tmp_path / "two.db", *FILES)
    one, two = (told(capsys, "record", tmp_path / name, "--json") for name in ("one.db", "two.db"))
    assert one == two
    assert "0 added, 4 there already" in told(capsys, "import", tmp_path / "one.db", tmp_path / "shards")


def test_what_was_stopped_goes_on_after_its_last_shard(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "SHARD", 2)

    def stopped(articles: Iterable[Article]) -> Iterator[scale.Result]:
        yield from islice(reads(articles), 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(bucket, stopped)
    assert len(sharding.Shards(bucket).parts()) == 1
    again = read(bucket)
    assert (again.read, again.there, len(again.wrong)) == (1, 2, 1)
    assert len(sharding.Shards(bucket).parts()) == 2


def test_a_shard_that_was_taken_away_costs_no_other(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "SHARD", 2)
    read(bucket)
    first, second = sharding.Shards(bucket).parts()
    kept = MemoryFileSystem().cat_file(second)
    MemoryFileSystem().rm_file(first)
    again = read(bucket)
    assert (again.read, again.there, len(again.wrong)) == (1, 2, 1)
    assert MemoryFileSystem().cat_file(second) == kept


def test_shards_of_another_brief_are_not_mixed(bucket: str) -> None:
    read(bucket)
    with pytest.raises(InputError, match="another brief"):
        read(bucket, brief='title = "Talks on a dam"')


def test_an_archive_is_read_where_it_lies() -> None:
    MemoryFileSystem().pipe_file("/clippings/a.txt", Path(FILES[0]).read_bytes())
    (name, articles), *_ = sharding.inputs_of(["memory://clippings/*.txt"], [])
    (found,) = articles
    assert isinstance(found, Article)
    assert (name, found.name) == ("memory://clippings/*.txt", "memory:///clippings/a.txt")
    assert found.key == desk.one_article(Path(FILES[0])).key


def test_older_shards_take_the_place_of_no_newer_reading(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding.keeping, "rebuild", lambda store: None)
    brief, day = BRIEF.read_text(encoding="utf-8"), date(2024, 5, 6)
    read(bucket)
    newer, older = sharding.Shards(bucket), sharding.Shards("memory://archive/older")
    (part,) = newer.parts()
    older.write(0, newer.table(part).to_pylist(), {"brief": brief, "annotators": '["times@0"]'})
    with create(":memory:", brief, on=day) as store:
        assert sharding.bring_in(store, newer, day).read == 3
        again = sharding.bring_in(store, older, day)
        made = desk.making(desk.brief_in(store))
        assert (again.read, again.there) == (0, 3)
        assert list(store.stale(made.annotators, made.brief)) == []


def test_a_damaged_shard_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[sharding.Row] = [{"name": "a.txt", "key": "k", "article": "{", "findings": "[]"}]
    given = {"brief": BRIEF.read_text(encoding="utf-8"), "annotators": "[]"}
    sharding.Shards(str(tmp_path / "shards")).write(0, rows, given)
    assert run(["import", str(tmp_path / "a.db"), str(tmp_path / "shards")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "what it holds of a.txt cannot be read" in line


@pytest.mark.parametrize("address", ["{folder}", "nowhere://bucket"])
def test_what_holds_no_shards_is_told(tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "a.db"), address.format(folder=tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "a.db").exists()


def test_that_nothing_can_be_written_is_known_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    def reads_nothing(articles: Iterable[Article]) -> Iterator[scale.Result]:
        raise AssertionError(list(articles))

    with pytest.raises(InputError, match="cannot be reached"):
        read(str(tmp_path / "taken"), reads_nothing)
