"""What every annotator owes, tried on the examples and on short articles that are hard to read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from verbale import desk
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.negotiation import Actor, Content, Contradiction, Event, Linkage, Phase, Statement
from verbale.model.text import Article
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import BUILT_IN, build, registry
from verbale.understanding.pipeline import Pipeline

EXAMPLES = Path(__file__).parents[2] / "examples" / "japan-russia"
ODD = (
    "“ a",
    '"A," he said. "B',
    "said said said that that that",
    "… b",
    "He.\n\nShe said.\n\nThey",
    "\ufeffTalks on 31 February 2015 between the EU and EU, said the EU, the EU said.",
    "The minister said “no ‘yes “maybe” yes’ no” \U0001f600 on Friday\u00a0,\u2028said.",
    "1.\n2.\n3. May 2 may march. Second.",
    "According to according to.",
)


@cache
def pipeline() -> Pipeline:
    return build(Brief())


def articles() -> list[Article]:
    pages = [desk.one_article(path) for path in sorted(EXAMPLES.glob("*.txt"))[:8]]
    return pages + [plain_article(f"odd{i}", text, "2015-03-04") for i, text in enumerate(ODD)]


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(pipeline().read(article) for article in articles())


def references(content: Content) -> tuple[str | None, ...]:
    match content:
        case Actor():
            return content.members
        case Statement():
            return (content.speaker, content.addressee, content.within)
        case Event():
            return content.actors + content.recipients
        case Linkage():
            return (content.holder,)
        case Contradiction():
            return (content.a, content.b)
        case Phase():
            return (content.by,)
    return ()


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_annotator_gives_only_what_it_declares_and_names_its_rule(name: str) -> None:
    declared = registry()[name]
    mine = [f for r in readings() for f in r.findings if f.observation.annotator == declared.signature]
    assert mine
    assert {f.kind for f in mine} <= declared.gives
    assert all(f.observation.rule for f in mine)
    assert all(0 < f.observation.confidence <= 1 for f in mine)


def test_every_passage_stands_in_the_running_text_word_for_word() -> None:
    for reading in readings():
        text = reading.article.text
        for found in reading.findings:
            assert found.passages, found
            for passage in found.passages:
                assert text[passage.start : passage.end] == passage.words
                assert passage.words.strip() == passage.words


def test_findings_refer_to_findings_of_the_same_reading() -> None:
    for reading in readings():
        for found in reading.findings:
            for key in references(found.content):
                assert key is None or reading.findings.get(key) is not None, found


def test_no_statement_stands_within_itself() -> None:
    for reading in readings():
        for found in reading.findings.statements:
            outer, steps = found.content.within, 0
            while outer and steps < 50:
                inner = reading.findings.get(outer)
                outer, steps = (inner.content.within if inner else None), steps + 1
            assert steps < 50


def test_reading_again_gives_the_same_findings_in_the_same_order() -> None:
    again = build(Brief())
    for reading in readings():
        assert list(again.read(reading.article).findings) == list(reading.findings)


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_empty_article_gives_nothing(name: str) -> None:
    assert len(build(Brief(), names=[name]).read(Article(name="empty", text="")).findings) == 0
