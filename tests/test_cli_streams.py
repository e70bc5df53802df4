"""What the command line does with pipes, full disks and terminals that cannot show every character."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from verbale.cli import run
from verbale.desk import written_whole
from verbale.errors import InputError

TITLE = "Talks on the Århus–Ōsu strait"
PAGE = "{}\n\n  • March 4, 2021\n  • , Sankei , p. 3\n\nNorland’s minister said on Monday that talks would go on.\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("streams")
    (folder / "brief.toml").write_text(f'title = "{TITLE}"\n', encoding="utf-8")
    (folder / "page.txt").write_text(PAGE.format(TITLE), encoding="utf-8")
    assert run(["new", str(folder / "d.db"), "--brief", str(folder / "brief.toml")]) == 0
    assert run(["add", str(folder / "d.db"), str(folder / "page.txt")]) == 0
    return str(folder / "d.db")


def verbale(*arguments: str, into: int, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "verbale", *arguments]
    return subprocess.run(
        command, stdout=into, stderr=subprocess.PIPE, env={**os.environ, **environment}, timeout=600, check=False
    )


@pytest.mark.parametrize("arguments", [["state"], ["statements", "--json"], ["digest"]], ids=" ".join)
def test_who_reads_no_further_is_no_error(arguments: list[str], dossier: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = verbale(arguments[0], dossier, *arguments[1:], into=write_end)
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_output_that_finds_no_room_is_one_line(form: list[str], dossier: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = verbale("state", dossier, *form, into=full.fileno())
    assert (done.returncode, done.stderr) == (1, b"verbale: output: No space left on device\n")


def test_a_terminal_that_cannot_show_a_character_shows_its_number(dossier: str) -> None:
    text = verbale("state", dossier, into=subprocess.PIPE, PYTHONIOENCODING="ascii").stdout
    assert rb"Talks on the \xc5rhus\u2013\u014csu strait" in text
    listed = verbale("digest", dossier, "--json", into=subprocess.PIPE, PYTHONIOENCODING="ascii").stdout
    assert json.loads(listed)["title"] == TITLE


def test_colour_and_progress_are_for_terminals(dossier: str) -> None:
    done = verbale("add", dossier, str(Path(dossier).with_name("page.txt")), into=subprocess.PIPE)
    assert done.stderr.decode().splitlines() == [f"{dossier}: 0 added, 1 there already, 0 rejected"]
    assert b"\x1b" not in verbale("state", dossier, into=subprocess.PIPE).stdout


def test_a_file_is_replaced_when_all_is_written_and_never_before(tmp_path: Path) -> None:
    target = tmp_path / "digest.html"
    target.write_text("yesterday", encoding="utf-8")
    with (
        pytest.raises(InputError, match=r"digest\.html: cannot be written: No space left"),
        written_whole(target) as out,
    ):
        out.write("to")
        raise OSError(28, "No space left on device")
    assert target.read_text(encoding="utf-8") == "yesterday"
    with written_whole(target) as out:
        out.write("today")
    assert target.read_text(encoding="utf-8") == "today"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with written_whole(tmp_path / "link") as out:
        out.write("today")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "today"


def test_what_is_no_regular_file_is_written_to_and_not_replaced() -> None:
    with written_whole(Path(os.devnull)) as out:
        out.write("today")
    assert not Path(os.devnull).is_file()


def test_readings_are_not_written_over_what_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"id": "a", "text": "Talks go on."}\n', encoding="utf-8")
    before = many.read_bytes()
    assert run(["read", "--jsonl", str(many), "--out", str(tmp_path / "." / "many.jsonl")]) == 1
    assert "write the readings to another file" in capsys.readouterr().err
    assert many.read_bytes() == before


@pytest.mark.parametrize(
    ("source", "target", "complaint"),
    [
        ("gone.jsonl", "out.jsonl", "gone.jsonl cannot be read: No such file"),
        ("many.jsonl", "nowhere/out.jsonl", "nowhere/out.jsonl: cannot be written: No such file"),
        ("many.jsonl", ".", "cannot be written: Is a directory"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(
    source: str, target: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "many.jsonl").write_text("", encoding="utf-8")
    assert run(["read", "--jsonl", str(tmp_path / source), "--out", str(tmp_path / target)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert complaint in line


def test_nothing_in_an_article_steers_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "\x1b[2Jpage.txt"
    page.write_text(
        "Talks \x1b[31mred\x9b2J\n\n  • March 4, 2021\n  • , Sankei , p. 3\n\n"
        "Peru’s minister said on Monday that \u202etalks would\x1b]0;owned\x07 go on.\n",
        encoding="utf-8",
    )
    dossier = str(tmp_path / "d.db")
    (tmp_path / "brief.toml").write_text('title = "Talks"\n', encoding="utf-8")
    assert run(["new", dossier, "--brief", str(tmp_path / "brief.toml")]) == 0
    assert run(["add", dossier, str(page), str(tmp_path / "\x1b[31mnot there")]) == 1
    for verb in (["state"], ["statements"], ["articles"], ["digest"], ["search", "talks"], ["record", "--json"]):
        assert run([verb[0], dossier, *verb[1:]]) == 0
    printed = capfd.readouterr()
    assert "talks would" in printed.out
    for harm in "\x1b\x9b\x07\u202e":
        assert harm not in printed.out + printed.err
