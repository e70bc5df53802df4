"""What people decided about findings: which decisions stand on a day, and what they make of a finding.

A judgement is anchored by kind and passage, not by a finding's key, so that it survives reading again with newer
annotators. It is never overwritten: a later judgement that `undoes` it takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from verbale.model.evidence import Finding, Judgement
from verbale.model.negotiation import Content

C = TypeVar("C", bound=Content)


def standing(judgements: Iterable[Judgement], known_on: str | None = None) -> tuple[Judgement, ...]:
    """The judgements made on or before the ISO day `known_on` (all where None) and not taken back by then, by key."""
    made = sorted((j for j in judgements if known_on is None or j.made_on <= known_on), key=lambda j: j.key)
    undoers = {j.undoes: j for j in made if j.undoes}
    return tuple(j for j in made if not j.undoes and not _undone(j, undoers))


def _undone(judgement: Judgement, undoers: dict[str, Judgement]) -> bool:
    undoer = undoers.get(judgement.key)
    return undoer is not None and not _undone(undoer, undoers)


def judged(found: Finding[C], judgements: Iterable[Judgement]) -> Finding[C] | None:
    """The finding as corrected by the judgements on it, or None where one of them rejects it.

    Of several corrections of one field the latest wins.
    """
    mine = sorted((j for j in judgements if _concerns(j, found)), key=lambda j: (j.made_on, j.key))
    if any(j.verdict == "rejected" for j in mine):
        return None
    known = {f.name for f in fields(found.content)}
    corrected: dict[str, Any] = {j.field: j.value for j in mine if j.verdict == "corrected" and j.field in known}
    return replace(found, content=replace(found.content, **corrected)) if corrected else found


def _concerns(judgement: Judgement, found: Finding[C]) -> bool:
    return judgement.kind == found.kind and bool(found.passages) and judgement.passage == found.passages[0]
