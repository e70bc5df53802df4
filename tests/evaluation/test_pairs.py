from __future__ import annotations

import pytest
from evaluation.pairs import type_between
from tests.understanding.staging import analysed

from verbale.understanding.grammar.article import grammar_of


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("The duchy accused the island of smuggling.", "The duchy", "the island", "ACCUSE"),
        ("The duchy will send relief supplies to the island.", "The duchy", "the island", "AGREE"),
        ("The duchy will not release the sailors.", "The duchy", "the sailors", "REJECT"),
        ("Two islanders were arrested by the duchy's police.", "the duchy's police", "Two islanders", "COERCE"),
    ],
)
def test_a_sentence_is_typed_between_two_parties(text: str, source: str, target: str, kind: str) -> None:
    assert type_between(grammar_of(analysed(text)), source, target) == kind


def test_a_sentence_without_a_trigger_has_no_type() -> None:
    assert type_between(grammar_of(analysed("The weather in the duchy was fine.")), "the duchy", "the weather") is None
