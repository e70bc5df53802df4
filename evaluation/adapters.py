"""Readings turned into the input of the bench scorers. Nothing else knows the scorers' formats."""

from __future__ import annotations

from typing import Any

from verbale.model.evidence import Reading

Json = dict[str, Any]  # Any: JSON


def quotes_of(reading: Reading, *, relays: bool = True) -> list[Json]:
    """Statements as score_quotes.py takes them: source, cue and content spans.

    Without `relays` a statement within another is left out, for corpora that mark outermost attributions alone.
    """
    return [
        {
            "source": list(s.speaker_span) if s.speaker_span else None,
            "cue": list(s.cue) if s.cue else None,
            "content": [list(span) for span in s.content],
            "type": s.manner,
            "confidence": f.observation.confidence,
            "rule": f.observation.rule,
        }
        for f in reading.findings.statements
        for s in (f.content,)
        if relays or s.within is None
    ]


def quotes(reading: Reading) -> Json:
    """Every statement, for corpora that mark attributions inside attributions."""
    return {"quotes": quotes_of(reading)}


def outermost_quotes(reading: Reading) -> Json:
    """The statements within no other, for PolNeAR, which marks outermost attributions alone."""
    return {"quotes": quotes_of(reading, relays=False)}
