"""The brief of a negotiation between invented states, and readings of short articles on it, made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Actor, Statement
from verbale.model.text import Article, Span

BRIEF = """
title = "Talks on the river"
parties = [{code = "ARL", name = "Arland"}, {code = "BEN", name = "Benland"}]
"""
DAY = date(2024, 5, 6)
TEXT = "Arland said on Monday that it would suspend the talks on the river. Bénland's minister called the move hasty."


def an_article(name: str = "one.txt", text: str = TEXT, **fields: Any) -> Article:  # Any: the fields of Article
    return Article(name=name, text=text, paragraphs=((0, len(text)),), **fields)


def span_of(words: str, text: str) -> Span:
    start = text.index(words)
    return (start, start + len(words))


def a_reading(article: Article, version: str = "1", brief: str = "b1") -> Reading:
    """Two actors and a statement of each; the article's text is `TEXT`."""
    by = Observation(f"hand@{version}", "by hand", 0.75, brief)

    def at(words: str) -> Span:
        return span_of(words, article.text)

    arland = finding(article, Actor(name="Arland", kind="state", party="ARL", mentions=(at("Arland"),)), by)
    minister = finding(
        article, Actor(name="Bénland's minister", kind="person", party="BEN", mentions=(at("Bénland's minister"),)), by
    )
    suspends = finding(
        article,
        Statement(
            kind="speech", speaker=arland.key, speaker_span=at("Arland"), cue=at("said"),
            content=(at("that it would suspend the talks on the river"),), manner="indirect", act="threaten",
            said_on="2024-04-29", issues=("river", "talks"),
        ),
        by,
    )  # fmt: skip
    hasty = finding(
        article,
        Statement(
            kind="speech", speaker=minister.key, speaker_span=at("Bénland's minister"), cue=at("called"),
            content=(at("the move"), at("hasty")), manner="mixed",
        ),
        by,
    )  # fmt: skip
    found: tuple[Finding[Any], ...] = (suspends, arland, hasty, minister)  # Any: findings of both kinds
    return Reading(article, Findings(found))


def a_judgement(key: str, **fields: Any) -> Judgement:  # Any: the fields of Judgement
    """One on the first words of `TEXT`."""
    passage = an_article().passage((0, 6))
    given: dict[str, Any] = {"made_on": "2024-05-07", "by": "an officer", "why": "it is a state", **fields}
    return Judgement(key=key, verdict="corrected", kind="actor", passage=passage, **given)
