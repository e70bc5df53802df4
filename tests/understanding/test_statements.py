"""Who said what: cues, frames, content, relays. Every sentence here is invented."""

from __future__ import annotations

import re
from functools import cache

import pytest

from verbale.model.brief import Brief
from verbale.model.evidence import Finding
from verbale.model.negotiation import Statement
from verbale.model.text import Article
from verbale.understanding.pipeline import Pipeline, build


@cache
def pipeline() -> Pipeline:
    return build(Brief(), names=["statements"])


def read(text: str) -> list[Finding[Statement]]:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    reading = pipeline().read(Article(name="test", text=text, paragraphs=paragraphs, published="2024-05-17"))
    return sorted(reading.findings.statements, key=lambda f: (f.content.cue or (0, 0), f.content.content))


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    """Speaker, cue and content of each statement, in words; spans of content joined by |."""
    found = [f.content for f in read(text)]
    return [
        (
            text[slice(*s.speaker_span)] if s.speaker_span else None,
            text[slice(*s.cue)] if s.cue else None,
            "|".join(text[a:b] for a, b in s.content),
        )
        for s in found
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The minister said that the ferry would run again.",
            ("The minister", "said", "that the ferry would run again"),
        ),
        ("The ferry would run again, the minister said.", ("the minister", "said", "The ferry would run again")),
        ("The ferry, the minister said, would run again.", ("the minister", "said", "The ferry|would run again")),
        ("“The ferry will run,” said the minister.", ("the minister", "said", "“The ferry will run,”")),
        ("“It will run,” he said. “We are ready.”", ("he", "said", "“It will run,”|“We are ready.”")),
        ("The guild pledged to pay the toll.", ("The guild", "pledged", "to pay the toll")),
        ("The guild urged the town to pay the toll.", ("The guild", "urged", "to pay the toll")),
        ("The guild accused the town of hiding the books.", ("The guild", "accused", "hiding the books")),
        ("According to the clerk, the books were burnt.", ("the clerk", "According to", "the books were burnt")),
        ("The books were burnt, according to the clerk.", ("the clerk", "according to", "The books were burnt")),
        ("The guild described the toll as robbery.", ("The guild", "described", "the toll as robbery")),
        ("The guild rejected the offer.", ("The guild", "rejected", "the offer")),
        ("The guild denied hiding the books.", ("The guild", "denied", "hiding the books")),
        ("The mayor asked whether the gate was shut.", ("The mayor", "asked", "whether the gate was shut")),
        ("The mayor is wary of new promises.", ("The mayor", "wary", "new promises")),
    ],
)
def test_frames(text: str, want: tuple[str, str, str]) -> None:
    assert told(text) == [want]


@pytest.mark.parametrize(
    "text",
    [
        "That said, the weather improved.",
        "The bridge is said to be old.",
        "The so-called “free zone” is fenced.",
        "He bought a “smart” lamp in town.",
    ],
)
def test_look_alikes_are_no_statements(text: str) -> None:
    assert told(text) == []


def test_a_relay_is_two_statements_one_within_the_other() -> None:
    found = read("A source told the daily that the king had informed the guild that the toll would fall.")
    outer = next(f for f in found if f.content.within is None)
    inner = next(f for f in found if f.content.within is not None)
    assert inner.content.within == outer.key
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The mayor said: “The gate is shut.”", "direct"),
        ("The mayor said that “the gate is shut.”", "direct"),
        ("The mayor said that the gate was “shut for good.”", "mixed"),
        ("The mayor said that the gate was shut.", "indirect"),
    ],
)
def test_manner_goes_by_the_quotation_marks(text: str, manner: str) -> None:
    assert [f.content.manner for f in read(text)] == [manner]


def test_an_empty_article_says_nothing() -> None:
    assert read("") == []
