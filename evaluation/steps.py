"""Where the time of reading goes: the analysis of the text, then each annotator in the order of work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from time import process_time
from types import FrameType
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Findings
from verbale.model.text import Article
from verbale.understanding.builtin import registry
from verbale.understanding.language import analyse, load
from verbale.understanding.pipeline import in_order


class Steps:
    """The built-in annotators, each called by itself and measured."""

    def __init__(self) -> None:
        brief = Brief()
        self._language = load()
        self._steps = [(step.name, step.factory(brief)) for step in in_order(registry())]

    def seconds(self, article: Article) -> dict[str, float]:
        """The processor time of each step on an article, `analysis` first."""
        return self._costs(article, process_time)

    def calls(self, article: Article) -> dict[str, float]:
        """How many functions each step calls: a cost that is the same on any machine, however busy."""
        called = 0

        def count(_frame: FrameType, event: str, _told: Any) -> None:  # Any: what Python tells of a call
            nonlocal called
            called += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            return self._costs(article, lambda: called)
        finally:
            sys.setprofile(None)

    def _costs(self, article: Article, spent: Callable[[], float]) -> dict[str, float]:
        start = spent()
        analysis = analyse(article, self._language)
        told = {"analysis": spent() - start}
        findings = Findings()
        for name, annotate in self._steps if analysis is not None else ():
            assert analysis is not None  # noqa: S101 - the loop says so
            start = spent()
            found: tuple[Any, ...] = (*findings.all, *annotate(analysis, findings))
            findings = Findings({one.key: one for one in found}.values())
            told[name] = spent() - start
        return told


def peak() -> float:
    """The most memory that this process took so far, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1000
