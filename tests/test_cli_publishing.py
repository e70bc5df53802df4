"""The commands that print and publish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree
from tests.web import dossiers

from verbale.cli import run

DAYS = ["--since", "2020-05", "--until", "2020-06"]


@pytest.fixture
def lake(tmp_path: Path) -> str:
    return str(dossiers.made(tmp_path / "lake.db", dossiers.first(), dossiers.second()))


@pytest.mark.parametrize(
    ("form", "begins"), [("text", b"TALKS"), ("html", b"\n"), ("pdf", b"%PDF"), ("docx", b"PK"), ("md", b"# Talks")]
)
def test_a_digest_is_written_in_every_form(lake: str, tmp_path: Path, form: str, begins: bytes) -> None:
    out = tmp_path / "digest"
    assert run(["digest", lake, *DAYS, "--form", form, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(begins) or b"<!doctype html>" in out.read_bytes()[:2000]


def test_a_file_of_bytes_goes_through_a_pipe(lake: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["digest", lake, *DAYS, "--form", "pdf", "--paper", "letter"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF")


def test_an_edition_is_published_listed_printed_and_fed(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["publish", lake, *DAYS, "--name", "Morning", "--by", "Cem Arn"]) == 0
    assert "edition 1 is published (2 entries, 2020-05-01 to 2020-06-30)" in capsys.readouterr().err
    assert run(["editions", lake]) == 0
    assert "Morning" in capsys.readouterr().out
    assert run(["edition", lake, "1"]) == 0
    assert "Edition 1 · Morning, as of " in capsys.readouterr().out.replace("\n", " ")
    assert run(["editions", lake, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["published_by"] == "Cem Arn"
    assert run(["edition", lake, "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["corrected"] == []
    feed = tmp_path / "editions.atom"
    assert run(["editions", lake, "--feed", str(feed)]) == 0
    assert len(etree.fromstring(feed.read_bytes()).findall("{*}entry")) == 1


def test_what_was_published_is_left_out_of_what_follows(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["publish", lake, *DAYS])
    assert run(["digest", lake, "--since-last", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sections"] == []


def test_an_edition_that_would_tell_nothing_is_not_published(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["publish", lake, *DAYS])
    capsys.readouterr()
    assert run(["publish", lake, "--since-last"]) == 1
    assert "nothing is published" in capsys.readouterr().err
    run(["editions", lake, "--json"])
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_an_edition_that_is_not_there_is_one_clear_line(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edition", lake, "7"]) == 1
    assert "there is no edition 7" in capsys.readouterr().err
    assert run(["editions", lake]) == 0
    assert "Nothing is published yet" in capsys.readouterr().out
