"""The mappers: what becomes of an article that breaks an annotator, and of a process that cannot start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from verbale import scale
from verbale.errors import InputError, LanguageModelError, PipelineError
from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings, Reading
from verbale.model.negotiation import Time
from verbale.model.text import Article
from verbale.understanding import builtin
from verbale.understanding.analysis import Analysis
from verbale.understanding.pipeline import Annotator, annotator

ARTICLES = [Article(name=name, text=f"{name} waits.", paragraphs=((0, 8),)) for name in ("A", "B", "C")]


@annotator("fragile", gives={"remark"}, version="1")
def fragile(brief: Brief) -> Annotator:
    """Breaks on one article, as a stranger's annotator may."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        if analysis.article.name == "B":
            raise ZeroDivisionError("no shares")
        yield from ()

    return annotate


@annotator("endless", gives={"remark"}, version="1")
def endless(brief: Brief) -> Annotator:
    """Never comes to an end with one article."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        while analysis.article.name == "B":
            pass
        yield from ()

    return annotate


@annotator("liar", gives={"remark"}, version="1")
def liar(brief: Brief) -> Annotator:
    """Gives what it did not declare."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        yield analysis.finding(Time(span=(0, 1), edtf=None), rule="liar.time")

    return annotate


def with_annotator(monkeypatch: pytest.MonkeyPatch, factory: Any) -> None:
    specification = factory.specification
    monkeypatch.setattr(builtin, "registry", lambda: {specification.name: specification})


def test_an_article_that_breaks_an_annotator_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with_annotator(monkeypatch, fragile)
    first, second, third = scale.serial(Brief())(ARTICLES)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert isinstance(second, InputError)
    assert str(second).startswith("B cannot be understood: ZeroDivisionError in test_scale.py, line ")
    assert str(second).endswith(": no shares")


def test_an_article_that_takes_too_long_is_set_aside_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with_annotator(monkeypatch, endless)
    monkeypatch.setattr(scale, "SECONDS", 0.3)
    first, second, third = scale.serial(Brief())(ARTICLES)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert str(second) == "B takes longer than 0.005 minutes to understand; split it"


def test_an_annotator_that_breaks_its_declaration_is_no_fault_of_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    with_annotator(monkeypatch, liar)
    with pytest.raises(PipelineError, match="did not declare"):
        list(scale.serial(Brief())(ARTICLES))


@pytest.mark.slow
def test_what_keeps_a_worker_from_starting_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LanguageModelError, match="under nowhere_to_be_found"):
        list(scale.pool(Brief(), workers=1, model="nowhere_to_be_found")(ARTICLES))
    assert capfd.readouterr().err == ""
