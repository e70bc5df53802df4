"""Errata: what people decided after an edition on something that it had printed.

A pure function of what editions printed and of the judgements in the order made. It changes no edition: what comes out
is shown beside it, and announced in the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbale.model.edition import Erratum
from verbale.model.evidence import Judgement
from verbale.model.published import Sentence
from verbale.model.text import Passage
from verbale.record.judgements import standing
from verbale.views.tables import wording

CORRECTING = ("corrected", "rejected", "same", "different")
"""The verdicts that make something printed wrong. To accept a line does not."""
ENOUGH = 0.5
"""The share of the shorter of two places that both must have to be one."""

_TELLS = {"utterance": "statement", "precondition": "linkage", "announced": "event"}
"""The kind of finding that a line tells, where its key begins otherwise."""


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision: its judgements, one for each place, and the one that last let them stand or not."""

    judgements: tuple[Judgement, ...]
    turned: Judgement


def errata(
    printed: Sequence[Sentence], judged: Mapping[int, int], judgements: Sequence[Judgement], since: int = 0
) -> list[Erratum]:
    """The errata of editions, in the order decided; only those for judgements from number `since` on, counted from 0.

    `judged` tells of each edition how many of the judgements there were when it was published. Wrong is what it printed
    where a decision stands that did not stand then, or stood then and does not any more.
    """
    found: list[Erratum] = []
    now = _standing(judgements)
    then = {number: _standing(judgements[:before]) for number, before in judged.items()}
    for decision in _decisions(judgements, since):
        keys = {one.key for one in decision.judgements}
        stands = bool(keys & now)
        touched: dict[tuple[str, str], set[int]] = {}
        for sentence in printed:
            if bool(keys & then[sentence.edition]) != stands and _touches(decision.judgements, sentence):
                touched.setdefault((sentence.words, sentence.line or ""), set()).add(sentence.edition)
        turned, holds = decision.turned, _now(decision.judgements[0], stands=stands)
        found += [
            Erratum(tuple(sorted(editions)), line, words, holds, turned.made_on[:10], turned.why)
            for (words, line), editions in touched.items()
        ]
    return found


def articles_of(judgements: Sequence[Judgement]) -> set[str]:
    """The articles on which anything was decided that can make an erratum."""
    return {
        passage.article
        for one in judgements
        if one.verdict in CORRECTING
        for passage in (one.passage, one.other)
        if passage
    }


def _standing(judgements: Sequence[Judgement]) -> frozenset[str]:
    return frozenset(one.key for one in standing(judgements))


def _decisions(judgements: Sequence[Judgement], since: int) -> list[_Decision]:
    """The decisions that were made or turned from a number on, by when."""
    at = {one.key: number for number, one in enumerate(judgements)}
    undoers = {one.undoes: one for one in judgements if one.undoes}
    groups: dict[str, list[Judgement]] = {}
    for one in judgements:
        if one.verdict in CORRECTING and not one.undoes:
            groups.setdefault(one.key.rpartition("-")[0] or one.key, []).append(one)
    found = []
    for group in groups.values():
        turned = group[0]
        while turned.key in undoers:
            turned = undoers[turned.key]
        found.append(_Decision(tuple(group), turned))
    return sorted((d for d in found if at[d.turned.key] >= since), key=lambda d: at[d.turned.key])


def _now(of: Judgement, *, stands: bool) -> str:
    """What holds since a decision, as it is printed."""
    if not stands:
        return "A correction that it followed was taken back"
    if of.verdict == "rejected":
        return "This does not stand any more"
    if of.verdict == "same":
        return "This is one with what is told elsewhere"
    if of.verdict == "different":
        return "Two things were told as one"
    value = ", ".join(map(str, of.value)) if isinstance(of.value, list | tuple) else of.value
    if of.field == "act":
        value = wording()["act"].get(str(value), {}).get("tag") or value
    field = (of.field or "").replace("_", " ")
    return f"Corrected: {field} is {'left open' if value is None else value}"


def _touches(judgements: Sequence[Judgement], sentence: Sentence) -> bool:
    places = (passage for one in judgements for passage in (one.passage, one.other) if passage)
    return _may_tell(judgements[0].kind, sentence) and any(_one_place(passage, sentence) for passage in places)


def _may_tell(kind: str, sentence: Sentence) -> bool:
    """Whether a sentence tells a line of a kind, or one within which such a thing can stand.

    A position is told with who said it, and by what act.
    """
    told = (sentence.line or "").partition(":")[0]
    return not told or kind in (told, _TELLS.get(told), "actor", "statement", "contradiction")


def _one_place(passage: Passage, sentence: Sentence) -> bool:
    if passage.article != sentence.article:
        return False
    shared = min(passage.end, sentence.end) - max(passage.start, sentence.start)
    shorter = min(passage.end - passage.start, sentence.end - sentence.start)
    return shared > 0 and shared >= ENOUGH * shorter
