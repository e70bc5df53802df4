"""Which statements a place in the text stands within."""

from __future__ import annotations

from verbale.model.evidence import Findings
from verbale.model.negotiation import Statement
from verbale.model.text import Span


def statements_round(findings: Findings, place: Span) -> list[Statement]:
    """The statements in whose content the place lies, innermost first."""
    holding = [
        (min(b - a for a, b in s.content.content if a <= place[0] < b), s.content)
        for s in findings.statements
        if any(a <= place[0] < b for a, b in s.content.content)
    ]
    return [s for _, s in sorted(holding, key=lambda pair: pair[0])]
