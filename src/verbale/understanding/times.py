"""Times: to be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.understanding.pipeline import Analysis, Annotator, annotator


@annotator("times", gives={"time"}, version="0")
def times(brief: Brief) -> Annotator:
    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        yield from ()

    return annotate
