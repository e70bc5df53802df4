"""Examples for the weighing of events: every draft of `corpus/tune`, an event where gold has one of its type there."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.corpus import negotiations
from evaluation.scoring.spans import overlap
from evaluation.training.fitting import Example
from verbale import desk
from verbale.understanding.builtin import build
from verbale.understanding.events.accepting import among_others
from verbale.understanding.events.annotator import candidates
from verbale.understanding.language import analyse, load


def examples() -> Iterator[Example]:
    """One for each draft, with what the rules say of it."""
    for negotiation in negotiations("tune"):
        pipeline = build(negotiation.brief, names=("contradictions",))
        for text, gold in negotiation.readings:
            article = desk.one_article(text)
            analysis = analyse(article, load())
            if analysis is None:
                continue
            found = pipeline.read(article).findings
            for draft in among_others(candidates(analysis, found, negotiation.brief)):
                told = any(e["type"] == draft.type and overlap(e["trigger"], draft.trigger) for e in gold["events"])
                yield Example(
                    negotiation.folder.name,
                    draft.signs,
                    "event" if told else "none",
                    "none" if draft.doubt else "event",
                )
