"""The mappers: what becomes of an article that breaks an annotator, and of a process that cannot start."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from verbale import scale
from verbale.errors import InputError, LanguageModelError, PipelineError, WorkerLost
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
    monkeypatch.setattr(scale, "LIMIT", 0.3)
    first, second, third = scale.serial(Brief())(ARTICLES)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert "B ended two processes that read it, or took more than" in str(second)


def test_an_annotator_that_breaks_its_declaration_is_no_fault_of_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    with_annotator(monkeypatch, liar)
    with pytest.raises(PipelineError, match="did not declare"):
        list(scale.serial(Brief())(ARTICLES))


@pytest.mark.slow
def test_what_keeps_a_worker_from_starting_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LanguageModelError, match="under nowhere_to_be_found"):
        list(scale.pool(Brief(), workers=1, model="nowhere_to_be_found")(ARTICLES))
    assert capfd.readouterr().err == ""


def ending(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Ends its process on one article; on another the first time alone, as when memory was short."""
    spared = Path(str(model)) / article.name
    if article.name == "B" or (article.name == "C" and not spared.exists()):
        spared.touch()
        os._exit(9)
    return Reading(article, Findings())


def dawdling(of: str, brief: Brief, model: str | None, article: Article) -> Reading:
    """Does not come to an end with one article."""
    while article.name == "B":
        sleep(0.1)
    return Reading(article, Findings())


def names_read(results: Iterable[scale.Result]) -> list[str]:
    """The name of each article that was read, and what is said of the others."""
    return [r.article.name if isinstance(r, Reading) else str(r) for r in results]


@pytest.mark.slow
def test_an_article_that_ends_two_processes_is_set_aside_and_one_that_was_lost_with_a_process_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scale, "answer", ending)
    first, second, third = names_read(scale.pool(Brief(), workers=2, model=str(tmp_path))(ARTICLES))
    assert (first, third) == ("A", "C")
    assert second.startswith("B ended two processes that read it")


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_set_aside_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "answer", dawdling)
    monkeypatch.setattr(scale, "LIMIT", 4.0)  # by the clock: the others are read at once, however busy the machine is
    first, second, third = names_read(scale.pool(Brief(), workers=2)(ARTICLES))
    assert (first, third) == ("A", "C")
    assert "took more than" in second


@pytest.mark.slow
def test_processes_that_are_ended_one_after_the_other_are_no_fault_of_the_articles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scale, "answer", ending)
    monkeypatch.setattr(scale, "LOST", 1)
    with pytest.raises(WorkerLost, match="fewer --workers"):
        list(scale.pool(Brief(), workers=1, model=str(tmp_path))(ARTICLES))


def test_a_cluster_by_another_name_is_refused() -> None:
    with pytest.raises(InputError, match="give ray, or ray://HOST:PORT"):
        scale.mapper(Brief(), on="spark://here")


def test_processes_that_are_lost_together_are_told_in_one_line() -> None:
    """Caught: a traceback of the library's, after one was killed in the middle of what it handed on."""
    workers = scale._Processes(Brief(), None, 1)
    broken: Any = Future()
    broken.set_exception(BrokenProcessPool("all are gone"))
    with pytest.raises(WorkerLost, match="fewer --workers"):
        workers.result((ARTICLES[0], broken))
    workers.close()
    with pytest.raises(WorkerLost, match="fewer --workers"):
        workers.submit(ARTICLES[0])
