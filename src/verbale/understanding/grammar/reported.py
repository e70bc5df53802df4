"""Which statements a place in the text stands within."""

from __future__ import annotations

from verbale.model.evidence import Findings
from verbale.model.negotiation import Statement
from verbale.model.text import Span


def statements_round(findings: Findings, place: Span) -> list[Statement]:
    """The statements in whose content the place lies, innermost first."""
    smallest: dict[int, tuple[int, Statement]] = {}
    for (a, b), statement in findings.stated.at(place[0]):
        held = smallest.get(id(statement))
        smallest[id(statement)] = (min(b - a, held[0]) if held else b - a, statement)
    return [s for _, s in sorted(smallest.values(), key=lambda pair: pair[0])]
