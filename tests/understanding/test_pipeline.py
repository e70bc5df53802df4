from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

from verbale.errors import PipelineError
from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Remark, Time
from verbale.model.text import Article
from verbale.understanding import pipeline
from verbale.understanding.language import analyse, load
from verbale.understanding.pipeline import Analysis, Annotator, Pipeline, annotator, build, in_order, registry

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


def test_every_built_in_annotator_is_declared_with_the_public_decorator() -> None:
    assert set(pipeline.BUILT_IN) <= set(registry())


def test_a_strangers_annotator_comes_in_through_the_entry_point_group(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("tone", f"{__name__}:tone", pipeline.ENTRY_POINTS)
    monkeypatch.setattr(pipeline, "entry_points", lambda group: EntryPoints([entry]))
    assert registry()["tone"].signature == "tone@3"
    assert "tone@3" in build(Brief(), names=["tone"]).signatures


def test_an_unknown_annotator_is_named_with_those_there_are() -> None:
    with pytest.raises(PipelineError, match=r"no annotator 'tides'; there are: actors"):
        build(Brief(), names=["tides"])


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


def test_needs_decide_the_order_and_names_where_needs_do_not() -> None:
    order = [s.name for s in in_order(dict(reversed(registry().items())))]
    assert order == [s.name for s in in_order(registry())]
    assert order.index("times") < order.index("statements")
    assert order.index("actors") < order.index("statements") < order.index("contradictions")


def test_one_finding_found_twice_is_one_finding_that_names_its_annotator_and_brief() -> None:
    brief = Brief(title="Water")
    read = Pipeline(brief, [registry()["times"], specification(tone)], load()).read(ARTICLE)
    (remark,) = read.findings.of(Remark)
    assert (remark.observation.annotator, remark.observation.rule) == ("tone@3", "tone.calm")
    assert remark.observation.brief == brief.hash


def test_an_article_without_running_text_gives_nothing() -> None:
    assert len(build(Brief()).read(Article(name="t", text="PRINT")).findings) == 0


def test_furniture_is_blanked_out_and_offsets_stay() -> None:
    analysis = analyse(ARTICLE, load())
    assert analysis is not None
    assert "Photo" not in analysis.doc.text
    (agreed,) = [t for t in analysis.doc if t.lower_ == "agreed"]
    assert analysis.words(analysis.span(agreed)) == "agreed"
    assert analysis.paragraph_of(analysis.span(agreed)[0]) == 1


def test_every_paragraph_begins_a_sentence_even_without_a_full_stop_before() -> None:
    text = "Ministers will meet in Geneva\n\nthe talks go on\n\nand so on"
    article = Article(name="t", text=text, paragraphs=((0, 29), (31, 46), (48, 57)))
    analysis = analyse(article, load())
    assert analysis is not None
    starts = {analysis.span(s)[0] for s in analysis.doc.sents}
    assert {0, 31, 48} <= starts


def test_the_same_article_gives_the_same_reading_twice() -> None:
    reader = build(Brief())
    first, second = reader.read(ARTICLE), build(Brief()).read(ARTICLE)
    assert list(first.findings) == list(second.findings) == list(reader.read(ARTICLE).findings)
