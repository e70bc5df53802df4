"""What may befall a dossier's file: each fault ends in one clear line, and `repair` brings back what can be."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from tests.hindered import NO_ROOM, run_all
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article

from verbale import desk, keeping
from verbale.cli import program, run
from verbale.errors import DossierDamaged, DossierExists, DossierFull, DossierNewer
from verbale.record.deciding import Signed
from verbale.store.salvage import Salvage
from verbale.store.sql import create, open_dossier
from verbale.store.sqlite import create_file

ROOT = Path(__file__).parents[1]
PAGE = 4096
_LATER = "Talks on the {}\n\nMay 7, 2024\n\nArland said on Monday that it would suspend the talks on the {} at once.\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of thirty articles with a judgement, settled."""
    path = tmp_path_factory.mktemp("faults") / "river.db"
    with create(path, BRIEF, on=DAY) as store:
        for n in range(30):
            text = f"{n}. {TEXT}" + " More was said." * 200
            store.add(a_reading(an_article(text=text, name=f"in/{n}.txt")), added_on=DAY)
        store.judge(a_judgement("j1"))
        desk.settle(store)
    return path


@pytest.fixture
def dossier(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "river.db"))


def pages_of(path: Path, table: str) -> list[int]:
    """The pages on which the rows of a table lie, without the root."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' AND path != '/'"
        return [number for (number,) in connection.execute(query, [table])]


def overwrite(path: Path, page: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(PAGE * (page - 1))
        file.write(content)


def lines(path: Path) -> list[str]:
    with open_dossier(path) as store:
        return sorted(line.key for line in desk.record_of(store).lines())


def in_a_process(prepared: str, *arguments: str) -> tuple[int, str]:
    """`verbale` in a process that something was done to; its exit status and what it complains of."""
    code = "import sys; from verbale.cli import run; import verbale.desk, verbale.store.sql"
    code += f"\n{prepared}\nsys.exit(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    return done.returncode, done.stderr


_NO_MORE_ROOM = """
import os, resource
size = os.path.getsize(sys.argv[2]) + 8192
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
"""


@pytest.mark.slow
def test_an_add_that_finds_no_room_leaves_the_dossier_as_it_was(dossier: Path, tmp_path: Path) -> None:
    pages = []
    for number in range(3):
        pages.append(str(tmp_path / f"{number}.txt"))
        Path(pages[-1]).write_text(_LATER.format(number, number) + f"It is {number} o'clock. " * 900, encoding="utf-8")
    status, told = in_a_process(_NO_MORE_ROOM, "add", str(dossier), *pages)
    assert (status, told.count("\n")) == (3, 1), told
    assert "no room left" in told
    assert run(["check", str(dossier)]) == 0
    assert run(["add", str(dossier), *pages]) == 0


_WHERE_NO_ROOM_IS = (
    "state {0}", "search {0} river", "rebuild {0}", "remove {0} in/1.txt",
    "add {0} {1}/page.txt",
    "backup {0} {1}/new.db", "restore {0} {1}/new.db", "repair {0} {1}/new.db", "new {1}/new.db --brief {1}/brief.toml",
    "export {0} --form jsonl --whole --out {1}/whole.jsonl", "export {0} --form parquet --out {1}/new.zip",
)  # fmt: skip


_NO_ROOM_IS_LEFT = "no room left|the disk takes nothing more|cannot be written: File too large"


@pytest.mark.slow
def test_whoever_finds_no_room_says_so_and_leaves_nothing_half_written(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(_LATER.format("dam", "dam") + "It is one o'clock. " * 3000, encoding="utf-8")
    _brief(tmp_path)
    with open_dossier(dossier) as store:
        store.add(a_reading(an_article(text=f"New. {TEXT}" + " More was said." * 3000)), added_on=DAY)
    before, there = lines(dossier), sorted(tmp_path.iterdir())
    commands = [command.format(dossier, tmp_path) for command in _WHERE_NO_ROOM_IS]
    told = dict(zip(commands, run_all(commands, NO_ROOM), strict=True))
    assert [told[command][0] for command in commands[:2]] == [0, 0]
    assert "1 article waits to be settled" in told[commands[0]][1]
    for command in commands[2:]:
        status, complaint = told[command]
        assert (status in (1, 3), complaint.count("\n")) == (True, 1), (command, complaint)
        assert re.search(_NO_ROOM_IS_LEFT, complaint), (command, complaint)
        assert f"{tmp_path}/new.db: " in complaint or "new.db" not in command, complaint
    assert run(["check", str(dossier)]) == 0
    assert lines(dossier) == before
    assert sorted(tmp_path.iterdir()) == there


_FULL_WHEN_IT_IS_MOVED = """
import resource
from verbale.store import sqlite
fill_new = sqlite.fill_new
def filled(made, fill):
    fill_new(made, fill)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, 40_960))
sqlite.fill_new = filled
"""


@pytest.mark.slow
def test_a_new_dossier_that_was_written_ahead_and_finds_no_room_then_is_none(tmp_path: Path) -> None:
    """Caught: the file was left as it was before what stood ahead of it, and that was deleted."""
    new = tmp_path / "new.db"
    ((status, told),) = run_all([f"new {new} --brief {_brief(tmp_path)}"], _FULL_WHEN_IT_IS_MOVED)
    assert (status, "no room left" in told) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.toml"]


def test_a_repair_that_has_no_room_for_the_record_leaves_a_dossier_and_says_what_to_do(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise DossierFull("no room left")

    before, new = lines(dossier), tmp_path / "new.db"
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "settle", full)
        assert run(["repair", str(dossier), str(new)]) == 1
    assert f"lost: the record, for want of room: make some, and then the record, with: verbale rebuild {new}" in (
        capsys.readouterr().err
    )
    assert run(["rebuild", str(new)]) == 0
    assert lines(new) == before


def test_a_clock_that_went_back_is_told_of_and_nothing_breaks(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "today", lambda: date(2024, 5, 1))
    assert run(["check", str(dossier)]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "the clock says 2024-05-01, but articles were added on 2024-05-06" in line
    assert "what is added without a date or decided now counts from 2024-05-01: set the clock" in line
    monkeypatch.setattr(program, "today", lambda: date(2024, 5, 5))
    assert run(["check", str(dossier)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["noise", "zeros", "bits"])
def test_a_damaged_page_ends_in_one_line_is_found_and_repaired(
    whole: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draw = random.Random(kind)  # noqa: S311 - a seed, no secret
    every = whole.stat().st_size // PAGE
    for number in range(3):
        path, new = tmp_path / f"{number}.db", tmp_path / f"{number}-new.db"
        content = bytearray(whole.read_bytes())
        page = draw.randrange(1, every)
        for at in range(PAGE * page, PAGE * (page + 1)):
            content[at] = {"zeros": 0, "noise": draw.randrange(256), "bits": content[at] ^ (not draw.randrange(900))}[
                kind
            ]
        path.write_bytes(content)
        capsys.readouterr()
        for verb in ("statements", "state"):
            status = run([verb, str(path)])
            told = capsys.readouterr().err
            assert status == 0 or (status, told.count("\n")) == (3, 1), (page, told)
        assert run(["check", str(path)]) in (0, 3)
        assert run(["repair", str(path), str(new), "--brief", str(_brief(tmp_path))]) in (0, 1), page
        assert run(["check", str(new)]) == 0, page
        assert path.read_bytes() == content


def _brief(folder: Path) -> Path:
    (folder / "brief.toml").write_text(BRIEF, encoding="utf-8")
    return folder / "brief.toml"


def test_what_follows_from_the_rest_is_made_anew_and_nothing_is_lost(dossier: Path, tmp_path: Path) -> None:
    before = lines(dossier)
    for table in ("article_text_data", "telling", "line", "statement"):
        for page in pages_of(dossier, table):
            overwrite(dossier, page, bytes(PAGE))
    assert keeping.repair(dossier, tmp_path / "new.db", None, DAY) == ()
    with open_dossier(tmp_path / "new.db") as store:
        assert list(store.check()) == []
        assert [j.key for j in store.judgements()] == ["j1"]
    assert lines(tmp_path / "new.db") == before


@pytest.mark.parametrize("table", ["telling", "article"])
def test_a_table_that_cannot_be_found_ends_in_one_line_and_costs_no_other(
    dossier: Path, tmp_path: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Caught: what SQLite says of it is no text, which Python made a traceback of."""
    content = dossier.read_bytes()
    at = content.index(f"CREATE TABLE {table} (".encode())
    dossier.write_bytes(content[: at + 7] + b"\xb7\xff" * 8 + content[at + 23 :])
    for verb in ("state", "check"):
        assert run([verb, str(dossier)]) == 3
        assert capsys.readouterr().err.count("\n") == 1
    lost = keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert lost == () if table == "telling" else "article: the table cannot be found" in lost
    with open_dossier(tmp_path / "new.db") as store:
        assert [j.key for j in store.judgements()] == ["j1"]


class LeadingBack(sqlite3.Connection):
    """After the second row the first comes again, then what cannot be read; after the eighth key all is well."""

    def execute(self, query: str, given: Sequence[int] = (), /) -> Any:  # type: ignore[override] # as it is called here
        if not query.endswith("LIMIT 1") and given[0] < 8:
            return self._rows()
        return super().execute("SELECT 9 AS at_key, 9 AS id WHERE ? = 8", given)

    def _rows(self) -> Iterator[sqlite3.Row]:
        yield from super().execute("SELECT column1 AS at_key, column1 AS id FROM (VALUES (7), (8), (2))")
        raise sqlite3.DatabaseError("database disk image is malformed")


def test_a_page_that_leads_back_is_not_gone_through_for_ever() -> None:
    with closing(sqlite3.connect(":memory:", factory=LeadingBack)) as connection:
        connection.row_factory = sqlite3.Row
        found = Salvage(connection, [])
        assert [row["id"] for row in islice(found.rows("article"), 9)] == [7, 8]
        assert found.lost == ["article: rows 9 to 9 cannot be read"]


def test_days_and_editions_that_are_damaged_cost_no_more_than_themselves(dossier: Path, tmp_path: Path) -> None:
    """Caught: each of them ended the whole repair."""
    assert run(["publish", str(dossier), "--since", "2024"]) == 0
    before = lines(dossier)
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("UPDATE article SET known_from = 'r024-05-06' WHERE id = 2")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'edition'").fetchall():
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute("""UPDATE edition SET content = replace(content, '"rights"', '"r,ghts"')""")
        connection.execute("INSERT INTO removed (key, name, removed_on) VALUES ('a', 'a.txt', '2024-05-4')")
        connection.commit()
    removed, edition = keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert (removed[:9], edition[:11]) == ("removed: ", "edition 1: ")
    assert lines(tmp_path / "new.db") == before
    assert run(["check", str(tmp_path / "new.db")]) == 0


def test_of_a_file_that_was_cut_off_what_came_before_is_kept(dossier: Path, tmp_path: Path) -> None:
    content = dossier.read_bytes()
    last = max(pages_of(dossier, "article"))
    dossier.write_bytes(content[: PAGE * (last - 2) + 100])
    assert run(["state", str(dossier)]) == 3
    assert keeping.repair(dossier, tmp_path / "new.db", BRIEF, DAY)
    with open_dossier(tmp_path / "new.db") as store:
        assert len(list(store.articles())) > 10
        assert list(store.check()) == []


def test_an_article_that_is_lost_is_named_and_the_others_are_kept(dossier: Path, tmp_path: Path) -> None:
    (page, *_) = pages_of(dossier, "article")
    overwrite(dossier, page, b"\xff" * PAGE)
    lost = keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    named = [line for line in lost if line.endswith(".txt: add it again")]
    assert named
    with open_dossier(tmp_path / "new.db") as store:
        assert len(list(store.articles())) == 30 - len(named)
        assert list(store.check()) == []


def test_a_dossier_of_an_older_verbale_loses_nothing(dossier: Path, tmp_path: Path) -> None:
    before = lines(dossier)
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("ALTER TABLE article DROP COLUMN terms")
        connection.execute("DROP TABLE alert")
        connection.execute("UPDATE alembic_version SET version_num = '0011'")
        connection.commit()
    assert keeping.repair(dossier, tmp_path / "new.db", None, DAY) == ()
    assert lines(tmp_path / "new.db") == before


def test_a_dossier_of_a_newer_verbale_is_left_to_it(dossier: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DossierNewer, match="9999"):
        keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert not (tmp_path / "new.db").exists()


def test_a_dossier_whose_version_is_damaged_is_repaired(dossier: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0\x1f1'")
        connection.commit()
    assert keeping.repair(dossier, tmp_path / "new.db", None, DAY) == ()


def test_a_database_is_no_file_to_repair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["repair", "postgresql://localhost/talks", str(tmp_path / "new.db")]) == 2
    assert "only a file is repaired" in capsys.readouterr().err


def test_findings_that_are_lost_wait_to_be_read_again(dossier: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("UPDATE reading SET findings = substr(findings, 1, 90) WHERE article_id = 3")
        connection.commit()
    (line,) = keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert line == "findings of in/2.txt: have it read again with: verbale reread"
    with open_dossier(tmp_path / "new.db") as store:
        (waiting,) = store.stale({"hand@1"}, "b1")
        assert [a.article.name for a in store.articles() if a.article.key == waiting] == ["in/2.txt"]


def test_a_damaged_dossier_is_kept_and_nothing_is_overwritten(dossier: Path, tmp_path: Path) -> None:
    overwrite(dossier, pages_of(dossier, "reading")[0], bytes(PAGE))
    before = dossier.read_bytes()
    keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert dossier.read_bytes() == before
    with pytest.raises(DossierExists):
        keeping.repair(dossier, tmp_path / "new.db", None, DAY)


def test_of_two_that_repair_at_once_one_is_told_and_the_dossier_is_whole(dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(DossierExists, match="at the same time"):
        create_file(tmp_path / "new.db", lambda _: keeping.repair(dossier, tmp_path / "new.db", None, DAY) and None)
    assert run(["check", str(tmp_path / "new.db")]) == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_dossier_whose_brief_is_lost_is_given_one(dossier: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dossier)) as connection:
        connection.execute("UPDATE brief SET text = 'title = 1'")
        connection.commit()
    with pytest.raises(DossierDamaged, match="--brief"):
        keeping.repair(dossier, tmp_path / "new.db", None, DAY)
    assert not (tmp_path / "new.db").exists()
    assert keeping.repair(dossier, tmp_path / "new.db", BRIEF, DAY) == ("brief 1: it is not the one that was set",)


def test_what_was_decided_and_published_comes_along(dossier: Path, tmp_path: Path) -> None:
    from verbale import judging

    with open_dossier(dossier) as store:
        line = next(line for line in desk.record_of(store).lines() if line.key.startswith("utterance:"))
        judging.correct(store, line.key, "act", "deny", Signed("Ana", "2024-05-07", ""))
        store.save_search("dams", "dam", DAY)
        store.redate(next(store.articles()).article.key, "2024-04-01", DAY, by="Ana")
        desk.settle(store)
    before = lines(dossier)
    assert keeping.repair(dossier, tmp_path / "new.db", None, DAY) == ()
    with open_dossier(tmp_path / "new.db") as store:
        assert len(list(store.judgements())) > 1
        assert [s.name for s in store.searches()] == ["dams"]
        assert len(list(store.redatings())) == 1
    assert lines(tmp_path / "new.db") == before


_ADDING = """
import sys
from tests.store.readings import DAY, TEXT, a_reading, an_article
from verbale import desk
from verbale.store.sql import open_dossier

with open_dossier(sys.argv[1], wait=60) as store:
    for number in range(60):
        if number % 15 == 0:
            sys.stdin.readline()
        store.add(a_reading(an_article(text=f"New {number}. {TEXT}")), added_on=DAY)
        print(number, flush=True)
        if number % 5 == 0:
            desk.settle(store)
"""


@pytest.mark.slow
def test_a_backup_taken_while_another_adds_is_whole(dossier: Path, tmp_path: Path) -> None:
    adding = subprocess.Popen(
        [sys.executable, "-c", _ADDING, str(dossier)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with adding, open_dossier(dossier) as store:
        assert adding.stdin
        assert adding.stdout
        counts = []
        for number in range(4):
            print("go on", file=adding.stdin, flush=True)
            adding.stdout.readline()  # the first of fifteen: the others are added while the copy is made
            store.backup(tmp_path / f"{number}.db")
            with open_dossier(tmp_path / f"{number}.db") as copy:
                counts.append(len(list(copy.articles())))
                keeping.restore(copy, tmp_path / f"{number}-restored.db")
            for _ in range(14):
                adding.stdout.readline()
        assert adding.wait(600) == 0
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
