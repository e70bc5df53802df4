"""Accounts that cannot both be true, over all articles: utterances that deny, correct or turn round one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.model.record import ContradictionLine, EventLine, Utterance


def contradictions_of(utterances: Sequence[Utterance], events: Sequence[EventLine]) -> Iterator[ContradictionLine]:
    """Pairs of utterances that contradict each other, each once."""
    yield from ()
