"""Contrasts: what the article sets against each other, and what it does not. Every sentence here is invented."""

from __future__ import annotations

import re
from functools import cache

import pytest

from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding.pipeline import Pipeline, build


@cache
def pipeline() -> Pipeline:
    return build(Brief(), names=["contrasts"])


def pairs(text: str) -> list[tuple[str, str]]:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    findings = pipeline().read(Article(name="test", text=text, paragraphs=paragraphs, published="2024-05-17")).findings

    def cue(key: str) -> str:
        found = findings.get(key)
        assert found is not None
        assert found.content.cue is not None
        return text[slice(*found.content.cue)]

    return [(cue(c.content.a), cue(c.content.b)) for c in findings.contrasts]


@pytest.mark.parametrize(
    "text",
    [
        (
            "The mayor of Oslo said that the bridge treaty was signed. "
            "However, the mayor of Lima said that the bridge treaty was never signed."
        ),
        "Oslo told reporters that Lima had offered to sell the bridge. No such offer was made, the mayor of Lima said.",
        (
            "The mayor of Oslo said that the bridge was sold. "
            "The mayor of Lima contradicted him, claiming that the bridge was not sold."
        ),
    ],
)
def test_two_accounts_stand_against_each_other(text: str) -> None:
    assert len(pairs(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Oslo said that the bridge was sold. But the mayor of Lima said that rain was near.",
        "The mayor of Oslo said that the bridge was sold. The mayor of Oslo said that the bridge was dear.",
        "The mayor of Oslo said that the bridge was sold.",
        "",
    ],
)
def test_no_contrast_without_a_common_question_or_a_second_voice(text: str) -> None:
    assert pairs(text) == []
