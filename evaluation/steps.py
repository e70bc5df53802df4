"""Where the time of reading goes: the analysis of the text, then each annotator in the order of work."""

from __future__ import annotations

from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Findings
from verbale.model.text import Article
from verbale.understanding.builtin import registry
from verbale.understanding.language import analyse, load
from verbale.understanding.pipeline import in_order


class Steps:
    """The built-in annotators, each called by itself and timed."""

    def __init__(self) -> None:
        brief = Brief()
        self._language = load()
        self._steps = [(step.name, step.factory(brief)) for step in in_order(registry())]

    def seconds(self, article: Article) -> dict[str, float]:
        """The processor time of each step on an article, `analysis` first."""
        start = process_time()
        analysis = analyse(article, self._language)
        told = {"analysis": process_time() - start}
        findings = Findings()
        for name, annotate in self._steps if analysis is not None else ():
            assert analysis is not None  # noqa: S101 - the loop says so
            start = process_time()
            found: tuple[Any, ...] = (*findings.all, *annotate(analysis, findings))
            findings = Findings({one.key: one for one in found}.values())
            told[name] = process_time() - start
        return told


def peak() -> float:
    """The most memory that this process took so far, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1000
