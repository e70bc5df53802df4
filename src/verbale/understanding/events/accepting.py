"""Which of the drafts are events of the talks: weighed by their signs, where rules alone say too much or too little.

A rule that doubts ("a question", "a stance", "a notion") is right more often than not, and one that finds is, too; what
both overlook is decided by many weak signs (`tables/weights.csv`, fitted by `python -m evaluation.training events`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.model.text import Span
from verbale.understanding.events.merging import Draft
from verbale.understanding.weighing import weighing

_UNDOUBTED = 0.15
_DOUBTED = 0.5
"""The chances from which on a draft counts, where no rule speaks against it and where one does."""


def accepted(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that are likely enough to tell of events, in order."""
    weights = weighing("verbale.understanding.events.tables", "weights")
    weighed = ((draft, weights.chances(draft.signs)["event"]) for draft in among_others(drafts))
    return [draft for draft, chances in weighed if chances >= (_DOUBTED if draft.doubt else _UNDOUBTED)]


def among_others(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts with the signs that they have by what the article tells before them."""
    families, sides, sentences = set[tuple[str, str]](), set[tuple[str, frozenset[str]]](), set[Span]()
    for draft in drafts:
        told = {
            "told again": bool(draft.mentions),
            "family told before": (draft.type, draft.family) in families,
            "sides told before": bool(draft.sides) and (draft.type, draft.sides) in sides,
            "second in sentence": draft.sentence in sentences,
            "dated": draft.when is not None,
            "placed": draft.where is not None,
        }
        families.add((draft.type, draft.family))
        sides.add((draft.type, draft.sides))
        sentences.add(draft.sentence)
        yield replace(draft, signs=draft.signs | {sign for sign, holds in told.items() if holds})
