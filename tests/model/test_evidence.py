from __future__ import annotations

import pytest

from verbale.model.evidence import Observation, finding
from verbale.model.negotiation import Position
from verbale.model.text import Article

SEEN = Observation("a@1", "a.rule", 0.5)
ARTICLE = Article(name="one", text="Cyprus said no. Then it said yes.", paragraphs=((0, 33),))


def position(stance: str = "no") -> Position:
    return Position(party="CYP", issue="talks", stance=stance, evidence=(12, 14))


def test_a_findings_passages_are_the_words_at_its_places() -> None:
    assert [p.words for p in finding(ARTICLE, position(), SEEN).passages] == ["no"]


def test_who_found_it_does_not_change_a_findings_key() -> None:
    other = Observation("b@9", "b.rule", 0.9, "brief")
    assert finding(ARTICLE, position(), SEEN).key == finding(ARTICLE, position(), other).key


def test_what_is_found_changes_the_key() -> None:
    assert finding(ARTICLE, position(), SEEN).key != finding(ARTICLE, position("yes"), SEEN).key


def test_the_name_of_the_input_changes_neither_article_nor_finding() -> None:
    renamed = Article(name="two", text=ARTICLE.text)
    assert finding(ARTICLE, position(), SEEN).key == finding(renamed, position(), SEEN).key


def test_a_date_handed_over_with_the_text_makes_another_article() -> None:
    assert Article(name="one", text="x", given_date="2020-01-01").key != Article(name="one", text="x").key


def test_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[12, 99\) is no passage of one"):
        finding(ARTICLE, Position(party="CYP", issue="talks", stance="no", evidence=(12, 99)), SEEN)
