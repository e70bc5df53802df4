from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from verbale.errors import PipelineError
from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding import builtin
from verbale.understanding.builtin import BUILT_IN, build, registry
from verbale.understanding.pipeline import ENTRY_POINTS, Annotator, annotator, in_order

TEXT = "Envoys met on Friday.\n\nPhoto: the hall\n\nThey agreed to meet again."
ARTICLE = Article(name="t", text=TEXT, paragraphs=((0, 21), (40, len(TEXT))))


@annotator("tone", needs={"times"}, gives={"remark"}, version="3")
def tone(brief: Brief) -> Annotator:
    """A stranger's annotator, which finds nothing."""
    return lambda analysis, findings: ()


def strangers(monkeypatch: pytest.MonkeyPatch, *entries: EntryPoint) -> None:
    monkeypatch.setattr(builtin, "entry_points", lambda group: EntryPoints(entries))


def test_every_built_in_annotator_is_declared_with_the_public_decorator() -> None:
    assert set(BUILT_IN) <= set(registry())


def test_a_strangers_annotator_comes_in_through_the_entry_point_group(monkeypatch: pytest.MonkeyPatch) -> None:
    strangers(monkeypatch, EntryPoint("tone", f"{__name__}:tone", ENTRY_POINTS))
    assert registry()["tone"].signature == "tone@3"
    assert "tone@3" in build(Brief(), names=["tone"]).signatures


def test_what_was_not_declared_and_what_is_there_already_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    strangers(monkeypatch, EntryPoint("plain", "json:loads", ENTRY_POINTS))
    with pytest.raises(PipelineError, match="is no annotator; declare it with"):
        registry()
    strangers(monkeypatch, EntryPoint("x", "verbale.understanding.times.annotator:times", ENTRY_POINTS))
    with pytest.raises(PipelineError, match="two annotators are called 'times'"):
        registry()


def test_an_unknown_annotator_is_named_with_those_there_are() -> None:
    with pytest.raises(PipelineError, match=r"no annotator 'tides'; there are: actors"):
        build(Brief(), names=["tides"])


def test_needs_decide_the_order_and_names_where_needs_do_not() -> None:
    order = [s.name for s in in_order(dict(reversed(registry().items())))]
    assert order == [s.name for s in in_order(registry())]
    assert order.index("times") < order.index("statements")
    assert order.index("actors") < order.index("statements") < order.index("contradictions")


def test_an_article_without_running_text_gives_nothing() -> None:
    assert len(build(Brief()).read(Article(name="t", text="PRINT")).findings) == 0


def test_the_same_article_gives_the_same_reading_twice() -> None:
    reader = build(Brief())
    first, second = reader.read(ARTICLE), build(Brief()).read(ARTICLE)
    assert list(first.findings) == list(second.findings) == list(reader.read(ARTICLE).findings)
