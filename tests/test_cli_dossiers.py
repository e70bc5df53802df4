"""What the command line says of a dossier that is locked, full, newer than the program, or damaged: exit status 3."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from verbale import desk
from verbale.cli import run
from verbale.store import sql

PAGE = (
    "Talks on the weir\n\n  • March 4, 2021\n  • , Sankei , p. 3\n\nNorland’s minister said that talks would go on.\n"
)
Complained = Callable[..., str]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "brief.toml").write_text('title = "Talks on the weir"\n', encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert run(["new", str(tmp_path / "d.db"), "--brief", str(tmp_path / "brief.toml")]) == 0
    assert run(["add", str(tmp_path / "d.db"), str(tmp_path / "page.txt")]) == 0
    return tmp_path / "d.db"


@pytest.fixture
def complained(dossier: Path, capsys: pytest.CaptureFixture[str]) -> Complained:
    """Runs a verb on the dossier, which must fail with status 3 and one line on stderr; the line."""

    def of(verb: str, *arguments: str) -> str:
        capsys.readouterr()
        assert run([verb, str(dossier), *arguments]) == 3
        out, err = capsys.readouterr()
        assert out == ""
        (line,) = err.splitlines()
        assert line.startswith(f"verbale: {dossier}: ")
        return line

    return of


def added(dossier: Path) -> int:
    with sql.open_dossier(dossier) as store:
        return len(list(store.articles()))


def test_a_dossier_that_another_program_writes_to_can_be_read_and_not_added_to(
    dossier: Path, complained: Complained, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "open_dossier", partial(sql.open_dossier, wait=0.05))
    page = dossier.with_name("page2.txt")
    page.write_text(PAGE.replace("weir", "dam"), encoding="utf-8")
    other = sqlite3.connect(dossier, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert run(["state", str(dossier)]) == 0
        assert "another program is writing to it" in complained("add", str(page))
    finally:
        other.close()
    assert added(dossier) == 1
    assert run(["add", str(dossier), str(page)]) == 0
    assert added(dossier) == 2


def test_a_view_says_how_many_articles_wait_to_be_settled(
    dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "settle", lambda _: 0)
    page = dossier.with_name("page2.txt")
    page.write_text(PAGE.replace("weir", "dam"), encoding="utf-8")
    assert run(["add", str(dossier), str(page)]) == 0
    capsys.readouterr()
    assert run(["statements", str(dossier)]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{dossier}: 1 article waits to be settled")


def test_a_full_disk_keeps_what_was_added_before_and_nothing_half(
    dossier: Path, complained: Complained, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        page = PAGE.replace("weir", f"weir in valley {number}") + "\n".join(
            f"Talks went on in valley {n}." for n in range(200)
        )
        dossier.with_name(f"p{number}.txt").write_text(page, encoding="utf-8")
    with sqlite3.connect(dossier) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    with monkeypatch.context() as limited:
        limited.setattr(sql, "open_dossier", partial(sql.open_dossier, max_pages=pages + 60))
        assert "no room left" in complained("add", str(dossier.with_name("p*.txt")))
    assert 1 < added(dossier) < 41
    assert run(["check", str(dossier)]) == 0
    assert run(["add", str(dossier), str(dossier.with_name("p*.txt"))]) == 0
    assert added(dossier) == 41


@pytest.mark.parametrize("verb", ["state", "timeline", "statements", "digest", "check"])
def test_a_dossier_of_a_newer_version_is_left_alone(verb: str, dossier: Path, complained: Complained) -> None:
    with sqlite3.connect(dossier) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = dossier.read_bytes()
    assert "a newer Verbale has written this dossier" in complained(verb)
    assert dossier.read_bytes() == before


@pytest.mark.parametrize("verb", ["state", "timeline", "statements", "digest"])
def test_a_damaged_file_is_one_line(verb: str, dossier: Path, complained: Complained) -> None:
    with dossier.open("r+b") as file:
        file.truncate(dossier.stat().st_size // 2)
    assert "`verbale check` says where" in complained(verb)


def test_words_that_are_not_those_of_the_article_are_told_by_check(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(dossier) as connection:
        connection.execute("UPDATE article SET text = replace(text, 'minister', 'mimister')")
    connection.close()
    capsys.readouterr()
    assert run(["check", str(dossier)]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith("verbale: finding: ") and "page.txt" in line for line in lines)
