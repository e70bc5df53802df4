"""Whatever leaves the dossier keeps the rights of its sources: every export, digest, edition, feed, alert and agent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import Any, get_args
from zipfile import ZipFile, is_zipfile

import pytest
from pypdfium2 import PdfDocument
from tests.views import press
from tests.views.exports.dossier import sheet
from tests.web import dossiers
from tests.web.test_tools import given

from verbale.api.asking import Served, asked
from verbale.api.resources import RESOURCES
from verbale.cli import run
from verbale.model.evidence import Judgement
from verbale.model.text import Passage
from verbale.publishing import corrections
from verbale.store import sql
from verbale.views.exports.forms import FORMS
from verbale.views.printing import Form
from verbale.views.rights import EXCERPT

BRIEF = """
title = "Talks on the Lake"
[[parties]]
code = "NOR"
name = "Norland"
[[parties]]
code = "SUD"
name = "Sudland"
[[issues]]
id = "water"
name = "Sharing the water"
[[outlets]]
name = "Lake Post"
rights = "link"
[[outlets]]
name = "Delta"
rights = "excerpt"
"""
SPAN = ("--since", "2020-05", "--until", "2020-06")
DIGESTS = get_args(Form)
WAYS: dict[str, tuple[str, ...]] = {
    **{f"export {form}": ("export", "{db}", "--form", form, "--out", "{out}") for form in sorted({*FORMS, "jsonl"})},
    **{f"digest {form}": ("digest", "{db}", *SPAN, "--form", form, "--out", "{out}") for form in DIGESTS},
    "digest json": ("digest", "{db}", *SPAN, "--json"),
    **{f"edition {form}": ("edition", "{db}", "1", "--form", form, "--out", "{out}") for form in DIGESTS},
    "edition json": ("edition", "{db}", "1", "--json"),
    "feed of editions": ("editions", "{db}", "--feed", "{out}"),
    "alerts": ("alert", "{db}", "--out", "{out}"),
    "feed of alerts": ("alert", "{db}", "--feed", "{out}"),
    "alerts to a command": ("alert", "{db}", "--run", "tee -a {out}"),
}
"""What each way out is asked for with."""


def published(path: Path, brief: str) -> Path:
    """A dossier of articles of three outlets with an edition and a saved search."""
    outlets = {"open": "The Bank", "linked": "Lake Post", "short": "Delta"}
    readings = [
        press.read(sheet(f"{name}mark"), f"{name}.txt", title=f"Headline of {name}", outlet=outlet, published=day)
        for (name, outlet), day in zip(outlets.items(), ("2020-05-04", "2020-05-05", "2020-05-06"), strict=True)
    ]
    dossiers.made(path, *readings, brief=brief)
    assert run(["publish", str(path), *SPAN, "--name", "Morning"]) == 0
    assert run(["searches", str(path), "--save", "gates OR dam OR summit OR water", "--name", "Lake"]) == 0
    return path


TOOLS: dict[str, dict[str, str]] = {
    "state": {},
    "statements": {},
    "positions": {},
    "contradictions": {},
    "search": {"words": "gates OR dam OR summit OR water"},
}
"""What each tool of an agent is asked with."""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of outlets in every kind of rights."""
    return published(tmp_path_factory.mktemp("rights") / "a.db", BRIEF)


@pytest.fixture(scope="module")
def narrowed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, whose outlets allowed all of their texts until the edition was out."""
    path = published(tmp_path_factory.mktemp("rights") / "b.db", BRIEF.partition("[[outlets]]")[0])
    with sql.open_dossier(path) as store:
        assert "linkedmark" in str(store.edition(1))
        wrong = next(
            s for s in store.printed_of({one.article.key for one in store.articles()}) if "linkedmark" in s.words
        )
        kind = (wrong.line or "").partition(":")[0].replace("utterance", "statement")
        at = Passage(wrong.article, wrong.start, wrong.end, "")
        store.judge(
            Judgement(key="d" * 32, verdict="rejected", kind=kind, passage=at, by="Cem Arn", made_on="2020-06-19")
        )
        assert "linkedmark" in str(corrections(store))
        store.set_brief(BRIEF, date(2020, 6, 20))
    return path


def all_text(packed: bytes) -> str:
    """Whatever a file says, those of a ZIP one after another."""
    if is_zipfile(BytesIO(packed)):
        with ZipFile(BytesIO(packed)) as archive:
            return "\n".join(_of_member(archive.read(name)) for name in archive.namelist())
    if packed.startswith(b"%PDF"):
        with PdfDocument(packed) as document:
            return " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    return re.sub("\r?\n ", "", packed.decode("utf-8", "replace"))


def _of_member(packed: bytes) -> str:
    if not packed.startswith(b"PAR1"):
        return packed.decode("utf-8", "replace")
    from pyarrow import parquet

    return str(parquet.read_table(BytesIO(packed)).to_pylist())


@pytest.mark.parametrize("way", WAYS)
def test_no_word_leaves_that_the_rights_of_its_source_keep_back(
    way: str, dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = tmp_path / "a.db", tmp_path / "out"
    copyfile(dossier, own)  # for what was alerted of once is not alerted of again
    asked = [part.format(db=own, out=out) for part in WAYS[way]]
    assert run(asked) == 0, capsys.readouterr().err
    said: Any = out.read_bytes() if out.exists() else capsys.readouterr().out.encode()
    told = all_text(said)
    assert told
    assert "linkedmark" not in told
    text = press.read(sheet("shortmark")).article.text
    shown = [sentence for sentence in text.split(". ") if "shortmark" in sentence and sentence in told]
    assert sum(map(len, shown)) <= EXCERPT


@pytest.fixture
def served(dossier: Path) -> Iterator[Served]:
    with sql.open_dossier(str(dossier)) as store:
        yield Served(store, "a.db", lambda: date(2020, 7, 1))


@pytest.mark.parametrize("tool", TOOLS)
def test_an_agent_is_told_no_word_that_the_rights_of_its_source_keep_back(tool: str, served: Served) -> None:
    told = json.dumps(given(served, tool, **TOOLS[tool]), ensure_ascii=False)
    assert "linkedmark" not in told
    assert "openmark" in told or tool in ("positions", "contradictions")


def test_an_agent_is_given_of_an_article_what_its_rights_allow(served: Served) -> None:
    articles = {stored.article.outlet: stored.article for stored in served.store.articles()}
    given_of = {outlet: given(served, "article", key=of.key) for outlet, of in articles.items()}
    told = {outlet: json.dumps(one, ensure_ascii=False) for outlet, one in given_of.items()}
    assert given_of["The Bank"]["text"] == articles["The Bank"].text
    assert not given_of["Lake Post"]["text"] and not given_of["Delta"]["text"]
    assert given_of["Lake Post"]["lines"] and "linkedmark" not in told["Lake Post"]
    words = [p["words"] for line in given_of["Delta"]["lines"] for p in line["telling"]["passages"]]
    assert 0 < sum(map(len, words)) <= EXCERPT


def test_at_the_desk_every_text_is_whole(served: Served) -> None:
    (linked,) = (one.article for one in served.store.articles() if one.article.outlet == "Lake Post")
    resource = RESOURCES["articles_key"]
    of = asked(served, {}, resource.filters)
    assert resource.as_json(resource.found(of, key=linked.key), of)["text"] == linked.text


@pytest.mark.parametrize("way", [way for way in WAYS if "edition" in way or way == "export jsonl"])
def test_an_edition_shows_no_more_than_rights_allow_that_were_narrowed_since(
    way: str, narrowed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test_no_word_leaves_that_the_rights_of_its_source_keep_back(way, narrowed, tmp_path, capsys)


def test_the_owners_own_archive_takes_editions_along_as_they_were_printed(narrowed: Path, tmp_path: Path) -> None:
    assert run(["export", str(narrowed), "--form", "jsonl", "--whole", "--out", str(tmp_path / "all.jsonl")]) == 0
    lines = map(json.loads, (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines())
    assert ["linkedmark" in str(line) for line in lines if "edition" in line] == [True]


def test_an_edition_shows_no_word_of_an_article_taken_out_whose_outlet_allows_none(
    narrowed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(narrowed.read_bytes())
    assert run(["remove", str(path), "linked.txt"]) == 0
    capsys.readouterr()
    assert run(["edition", str(path), "1"]) == 0
    assert "linkedmark" not in capsys.readouterr().out
