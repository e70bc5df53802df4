from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from verbale.errors import PipelineError
from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Remark, Time
from verbale.model.text import Article
from verbale.understanding import pipeline
from verbale.understanding.analysis import Analysis
from verbale.understanding.builtin import registry
from verbale.understanding.language import load
from verbale.understanding.pipeline import Annotator, Pipeline, annotator, in_order

TEXT = "Envoys met on Friday.\n\nPhoto: the hall\n\nThey agreed to meet again."
ARTICLE = Article(name="t", text=TEXT, paragraphs=((0, 21), (40, len(TEXT))))


@annotator("tone", needs={"times"}, gives={"remark"}, version="3")
def tone(brief: Brief) -> Annotator:
    """A stranger's annotator."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        yield analysis.finding(Remark(label="tone", places=((0, 6),)), rule="tone.calm", confidence=0.5)
        yield analysis.finding(Remark(label="tone", places=((0, 6),)), rule="tone.again", confidence=0.5)

    return annotate


@annotator("liar", gives={"remark"}, version="1")
def liar(brief: Brief) -> Annotator:
    """Gives what it did not declare."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        yield analysis.finding(Time(span=(0, 6), edtf=None), rule="liar.time")

    return annotate


def specification(factory: Any) -> pipeline.Specification:
    found: pipeline.Specification = factory.specification
    return found


def test_an_unmet_need_fails_before_any_article_is_read() -> None:
    with pytest.raises(PipelineError, match="'tone' needs 'times', which is not there"):
        Pipeline(Brief(), [specification(tone)], load())


def test_a_circle_of_needs_is_refused() -> None:
    one = annotator("one", needs={"two"}, gives=set(), version="1")(lambda brief: lambda analysis, findings: ())
    two = annotator("two", needs={"one"}, gives=set(), version="1")(lambda brief: lambda analysis, findings: ())
    with pytest.raises(PipelineError, match="in a circle: one, two"):
        in_order({"two": specification(two), "one": specification(one)})


def test_undeclared_output_fails_at_once() -> None:
    with pytest.raises(PipelineError, match="'liar' gave a time, which it did not declare"):
        Pipeline(Brief(), [specification(liar)], load()).read(ARTICLE)


def test_one_finding_found_twice_is_one_finding_that_names_its_annotator_and_brief() -> None:
    brief = Brief(title="Water")
    read = Pipeline(brief, [registry()["times"], specification(tone)], load()).read(ARTICLE)
    (remark,) = read.findings.of(Remark)
    assert (remark.observation.annotator, remark.observation.rule) == ("tone@3", "tone.calm")
    assert remark.observation.brief == brief.hash
