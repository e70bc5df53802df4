from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.anchors import build_reading, faults_of, text_of

from evaluation import agreement, corpus

PAGE = corpus.CORPUS / "README.md"
SECOND = sorted(p for p in corpus.CORPUS.glob("*/*/second/*.json") if not p.name.endswith(".anchors.json"))


def test_fifteen_articles_or_more_were_annotated_twice_in_both_parts() -> None:
    counts = [len(list(agreement.compared(split))) for split in corpus.SPLITS]
    assert sum(counts) == len(SECOND) >= 15
    assert all(counts)


@pytest.mark.parametrize("second", SECOND, ids=lambda p: str(p.relative_to(corpus.CORPUS)))
def test_a_second_reading_is_sound_and_not_the_first(second: Path) -> None:
    text = text_of(second.parents[1] / f"{second.stem}.txt")
    anchors = json.loads(second.with_suffix(".anchors.json").read_text(encoding="utf-8"))
    reading = json.loads(second.read_text(encoding="utf-8"))
    first = json.loads((second.parents[1] / second.name).read_text(encoding="utf-8"))
    schema = json.loads((corpus.CORPUS.parent / "src/verbale/views/reading.schema.json").read_text(encoding="utf-8"))
    is_built, is_sound, is_own = (
        reading == build_reading(anchors, text),
        not faults_of(reading, schema),
        reading != first,
    )
    assert (is_built, is_sound, is_own) == (True, True, True)


@pytest.mark.slow
def test_the_corpus_page_gives_the_agreement_that_is_measured() -> None:
    told = "\n".join(agreement.table({split: list(agreement.compared(split)) for split in corpus.SPLITS}))
    assert told in PAGE.read_text(encoding="utf-8"), "renew it with: python -m evaluation.agreement"
