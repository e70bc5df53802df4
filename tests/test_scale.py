"""The mappers: what becomes of an article that breaks an annotator, and of a process that cannot start."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from tests import answers

from verbale import scale
from verbale.errors import InputError, LanguageModelError, PipelineError, WorkerLost
from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings, Reading
from verbale.model.negotiation import Time
from verbale.model.text import Article
from verbale.process import Process
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


def names_read(results: Iterable[scale.Result]) -> list[str]:
    """The name of each article that was read, and what is said of the others."""
    return [r.article.name if isinstance(r, Reading) else str(r) for r in results]


@pytest.mark.slow
def test_an_article_that_ends_two_processes_is_set_aside_and_one_that_was_lost_with_a_process_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scale, "answer", answers.ending)
    first, second, third = names_read(scale.pool(Brief(), workers=2, model=str(tmp_path))(ARTICLES))
    assert (first, third) == ("A", "C")
    assert second.startswith("B ended two processes that read it")


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_set_aside_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "answer", answers.dawdling)
    monkeypatch.setattr(scale, "LIMIT", 4.0)  # by the clock: the others are read at once, however busy the machine is
    first, second, third = names_read(scale.pool(Brief(), workers=2)(ARTICLES))
    assert (first, third) == ("A", "C")
    assert "took more than" in second


@pytest.mark.slow
def test_processes_that_are_ended_one_after_the_other_are_no_fault_of_the_articles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scale, "answer", answers.ending)
    monkeypatch.setattr(scale, "LOST", 1)
    with pytest.raises(WorkerLost, match="fewer --workers"):
        list(scale.pool(Brief(), workers=1, model=str(tmp_path))(ARTICLES))


def test_a_cluster_by_another_name_is_refused() -> None:
    with pytest.raises(InputError, match="give ray, or ray://HOST:PORT"):
        scale.mapper(Brief(), on="spark://here")


class Refused:
    """No process is given by the system."""

    def __init__(self, _does: object) -> None:
        raise OSError("there is no room for another process")


def test_that_no_process_is_to_be_had_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "Process", Refused)
    with pytest.raises(WorkerLost, match="fewer --workers"):
        list(scale.pool(Brief(), workers=2)(ARTICLES))


@pytest.mark.slow
def test_where_one_process_begins_and_another_does_not_that_one_reads_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Caught: who was to be read by the one that did not begin was told that all had ended."""
    begun: list[object] = []

    def first_alone(does: Any) -> Process:
        begun.append(does)
        if len(begun) > 1:
            raise OSError("there is no room for another process")
        return Process(does)

    monkeypatch.setattr(scale, "Process", first_alone)
    monkeypatch.setattr(scale, "answer", answers.at_once)
    many = [replace(ARTICLES[0], name=str(number)) for number in range(30)]
    assert names_read(scale.pool(Brief(), workers=2, model=str(tmp_path))(many)) == [a.name for a in many]


@pytest.mark.slow
def test_processes_that_are_killed_in_the_middle_of_what_they_hand_on_hold_up_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Caught: the others waited two minutes for a lock that the one that was killed had held."""
    monkeypatch.setattr(scale, "answer", answers.handing_on_halves)
    many = [*ARTICLES, *(replace(ARTICLES[0], name=str(number)) for number in range(10))]
    first, *others = names_read(scale.pool(Brief(), workers=2, model=str(tmp_path))(many))
    assert others == [article.name for article in many[1:]]
    assert first.startswith("A ended two processes that read it")


@pytest.mark.slow
def test_readings_that_nobody_asks_for_any_more_leave_no_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scale, "answer", answers.waiting_for)
    workers = scale._Processes(Brief(), str(tmp_path), 2)
    for article in ARTICLES:
        workers.submit(article)
    until = monotonic() + 300
    while len(begun := [int(path.name) for path in tmp_path.iterdir()]) < 2 and monotonic() < until:
        sleep(0.05)
    assert len(begun) == 2
    workers.close()
    for number in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.slow
def test_what_cannot_be_handed_on_is_told_by_its_cause_and_no_fault_of_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Caught: the process ended of it, and after ten of them memory was said to be wanting."""
    monkeypatch.setattr(scale, "answer", answers.that_cannot_be_handed_on)
    with pytest.raises(RuntimeError, match="cannot pickle"):
        list(scale.pool(Brief(), workers=2, model=str(tmp_path))(ARTICLES))


class AtOnce:
    """Stands for a process: it answers at once, the second time when it may."""

    may = Event()

    def __init__(self, _does: object) -> None:
        self._answered = -1

    def post(self, _what: object) -> None:
        """Nothing is handed on."""

    def has_sent(self, _within: float = 0) -> bool:
        return True

    def receive(self) -> bytes:
        self._answered += 1
        assert self._answered < 2 or self.may.wait(60)
        return b""

    def stop(self) -> None:
        """Nothing is under way."""

    end = stop


def test_a_pool_that_is_closed_while_answers_wait_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caught: one worker took the word to end that was another's, and the other waited for ever."""
    monkeypatch.setattr(scale, "Process", AtOnce)
    pool = scale._Processes(Brief(), None, 2)
    for article in ARTICLES:
        pool.submit(article)
    closing = Thread(target=pool.close, daemon=True)
    closing.start()
    AtOnce.may.set()
    closing.join(60)
    assert not closing.is_alive()
