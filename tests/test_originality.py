"""No sentence of others' texts stands in ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.originality import Shared

from evaluation import originality

SOURCES = originality.foreign()


@pytest.mark.slow
@pytest.mark.skipif(not SOURCES, reason="VERBALE_GOLD and VERBALE_BENCH are not set: nothing to compare with")
def test_no_eight_words_of_gold_seeds_or_benches_stand_in_the_project() -> None:
    assert originality.told(originality.shared(originality.ours(), SOURCES)) == []


def test_eight_words_in_a_row_are_found_whatever_their_case_and_commas(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.md", tmp_path / "theirs.txt"
    mine.write_text("So: the old ferry left the quay at noon, empty.", encoding="utf-8")
    theirs.write_text("The old ferry left the quay at noon on Sunday.", encoding="utf-8")
    found = originality.shared([mine], [theirs])
    assert found == [Shared("mine.md", "the old ferry left the quay at noon", "theirs.txt")]


def test_names_of_the_published_shape_are_no_text(tmp_path: Path) -> None:
    for name in ("mine.md", "theirs.md"):
        (tmp_path / name).write_text("title section published outlet page credit byline dateline", encoding="utf-8")
    assert originality.shared([tmp_path / "mine.md"], [tmp_path / "theirs.md"]) == []


def test_code_is_no_text_but_its_comments_are(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.py", tmp_path / "theirs.txt"
    mine.write_text("port = dock(crane, ship, crew, tug)\n# a ferry came in and\n# left the dock\n", encoding="utf-8")
    theirs.write_text("port dock crane ship crew tug a ferry came in and left the dock", encoding="utf-8")
    assert [s.words for s in originality.shared([mine], [theirs])] == ["a ferry came in and left the dock"]


def test_what_the_test_part_shares_is_counted_and_not_shown() -> None:
    assert originality.told([Shared("corpus/test/x/01.txt", "w " * 8, "seed.txt")]) == ["corpus/test: 1 runs"]
