"""What the tutorial and the how-to pages tell people to type is what the command line takes, and their code runs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import typer

from verbale.cli import app, run
from verbale.model.brief import brief_from_toml
from verbale.model.evidence import Findings
from verbale.model.text import Article
from verbale.understanding.analysis import Analysis
from verbale.understanding.pipeline import Specification

ROOT = Path(__file__).parent.parent
PAGES = {path.stem: path for folder in ("tutorial", "how-to") for path in (ROOT / "docs" / folder).glob("*.md")}


def blocks(page: str, language: str) -> list[str]:
    text = PAGES[page].read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    lines = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    return sorted({line for line in lines if line.startswith("verbale ")})


@pytest.mark.parametrize("line", commands())
def test_a_command_in_the_docs_is_understood(line: str) -> None:
    _, verb, *arguments = shlex.split(line)
    command = getattr(typer.main.get_command(app), "commands")[verb]  # noqa: B009 - which class it is, is typer's affair
    command.make_context(verb, arguments)


@pytest.mark.slow
def test_the_tutorial_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = [line for block in blocks("first-dossier", "sh") for line in block.splitlines()]
    for line in lines:
        verbale, *arguments = shlex.split(line)
        if verbale == "verbale":
            mine = [str(tmp_path / a) if a in ("talks.db", "digest.html") else a for a in arguments]
            assert run(mine) == 0, line
    assert "Japan" in (tmp_path / "digest.html").read_text(encoding="utf-8")


FOLLOWED = (
    "print-a-digest",
    "cite-in-zotero",
    "analyse-the-events",
    "take-a-dossier-along",
    "be-alerted",
    "open-in-datasette",
    "write-a-brief",
)
"""Pages whose commands can be typed one after the other, in this order, in a folder with the examples."""
ELSEWHERE = {"notify-send Verbale": "cat"}
"""What runs on people's machines, and what stands for it here."""


@pytest.mark.slow
def test_the_how_to_pages_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shutil.copytree(ROOT / "examples" / "japan-russia", tmp_path / "clippings")
    (tmp_path / "nile.toml").write_text(blocks("write-a-brief", "toml")[0], encoding="utf-8")
    shutil.copy(ROOT / "examples" / "japan-russia" / "2018-09-12-vladivostok-offer.txt", tmp_path / "page.txt")
    for page in FOLLOWED:
        for line in (line for block in blocks(page, "sh") for line in block.splitlines()):
            verbale, *arguments = shlex.split(line)
            if verbale == "verbale":
                assert run([ELSEWHERE.get(a, a) for a in arguments]) == 0, line
    assert 'code = "JPN"' in (tmp_path / "nile.toml").read_text(encoding="utf-8")
    assert (tmp_path / "hits.jsonl").read_text(encoding="utf-8").count("\n") > 0
    alone = [code for code in blocks("analyse-the-events", "python") if "pandas" not in code]
    for code in alone:
        assert (
            "V-Coop"
            in subprocess.run(
                [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=600
            ).stdout
        )
    assert len(alone) == 1


@pytest.mark.parametrize("page", sorted(PAGES))
def test_what_a_page_links_to_is_there(page: str) -> None:
    text = PAGES[page].read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"examples/japan-russia/[\w.-]+\.(?:txt|toml)", text)
    for link in links:
        start = ROOT if link.startswith("examples/") else PAGES[page].parent
        assert (start / link).exists(), link


def test_every_page_of_the_docs_was_found() -> None:
    assert {
        "decide-on-a-line",
        "keep-a-dossier-sound",
        "watch-feeds",
        "first-dossier",
        "write-a-brief",
        "read-one-article",
        "add-an-annotator",
    } <= set(PAGES)


def test_the_smallest_brief_is_a_brief_and_with_sections_too() -> None:
    smallest, sections = blocks("write-a-brief", "toml")
    assert [party.code for party in brief_from_toml(smallest).parties] == ["EGY", "ETH"]
    assert [s.name for s in brief_from_toml(f"{smallest}\n{sections}").sections] == ["Rivers", "The dam", "From abroad"]


def test_the_annotator_of_the_docs_finds_what_it_says() -> None:
    (code,) = blocks("add-an-annotator", "python")
    names: dict[str, object] = {"__name__": "verbale_polls"}
    exec(compile(code, "verbale_polls.py", "exec"), names)  # noqa: S102 - the code is ours, on a page of ours
    polls = names["polls"]
    specification = getattr(polls, "specification", None)
    assert isinstance(specification, Specification)
    assert specification.gives == {"remark"}
    text = "A survey found that 64 percent of voters want the dam talks to go on."
    article = Article(name="survey.txt", text=text, paragraphs=((0, len(text)),))
    annotate = specification.factory(brief_from_toml(""))
    (found,) = annotate(Analysis(article, spacy.blank("en")(text), 0), Findings())
    assert found.content.label == "poll"
    assert [p.words for p in found.passages] == ["64 percent of voters"]
