"""The corpus is whole: every text has gold, every gold is what its anchors build, and nothing in it is amiss."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from evaluation.anchors import build_dossier, build_reading, faults_of, text_of

from evaluation import corpus

ARTICLES = [a for split in corpus.SPLITS for n in corpus.negotiations(split) for a in n.articles]
DOSSIERS = [d for split in corpus.SPLITS for d in corpus.dossiers(split)]
SCHEMA = json.loads((files("verbale.views") / "reading.schema.json").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(corpus.CORPUS))


def test_there_are_sixty_articles_about_fifteen_negotiations_and_two_thirds_of_them_are_for_tuning() -> None:
    tune, test = (corpus.negotiations(split) for split in corpus.SPLITS)
    assert len(ARTICLES) >= 60
    assert len(tune) + len(test) >= 15
    assert 0.6 <= len(tune) / (len(tune) + len(test)) <= 0.7


@pytest.mark.parametrize("article", ARTICLES, ids=name_of)
def test_the_gold_is_what_its_quoted_words_build_and_refers_to_somebody(article: Path) -> None:
    # No words of the test part may show in a failure, so that only truth values are compared.
    text = text_of(article)
    anchors = json.loads(article.with_suffix(".anchors.json").read_text(encoding="utf-8"))
    gold = json.loads(article.with_suffix(".json").read_text(encoding="utf-8"))
    is_built = gold == build_reading(anchors, text)
    is_sound = not faults_of(gold, SCHEMA)
    assert (is_built, is_sound, gold["text"]) == (True, True, article.name)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda d: name_of(d.folder))
def test_the_gold_record_is_what_its_quoted_words_build(dossier: corpus.Dossier) -> None:
    anchors = json.loads((dossier.folder / "dossier.anchors.json").read_text(encoding="utf-8"))
    is_built = dossier.gold == build_dossier(anchors, dossier.texts)
    is_whole = sorted(dossier.texts) == sorted(p.name for p in dossier.folder.glob("*.txt"))
    assert (is_built, is_whole) == (True, True)


@pytest.mark.parametrize("folder", sorted({a.parent for a in ARTICLES} | {d.folder for d in DOSSIERS}), ids=name_of)
def test_no_gold_stands_without_its_text_and_the_brief_reads(folder: Path) -> None:
    stems = {p.name.removesuffix(".anchors.json").removesuffix(".json") for p in folder.glob("[0-9]*.json")}
    assert stems <= {p.stem for p in folder.glob("*.txt")}
    assert corpus.Negotiation(folder).brief.parties


def test_nobody_in_the_corpus_has_the_name_of_a_real_official() -> None:
    table = (files("verbale.understanding.tables") / "holders.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in table if not line.startswith("#"))
    names = {n for row in rows for n in (row["name"], *row["aliases"].split("|")) if " " in n}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    texts = [*ARTICLES, *(p for d in DOSSIERS for p in d.folder.glob("*.txt"))]
    assert [name_of(p) for p in texts if pattern.search(text_of(p))] == []
