"""Decisions on lines as they come from a page or a program: each signed, and none over another that nobody saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale import judging
from verbale.api.asking import Served
from verbale.errors import InputError
from verbale.model.evidence import Judgement
from verbale.record.deciding import Signed
from verbale.store.base import Store

Verdict = Literal["accepted", "rejected", "corrected", "same", "different"]
WHY = 2_000
"""Characters of a reason at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decides: a field and its value for a correction, another line for `same` and `different`.

    `version` is how many judgements were on the line when it was looked at; None for whatever there are.
    """

    verdict: Verdict
    field: str = ""
    value: str = ""
    other: str = ""
    why: str = ""
    version: int | None = None


def decide(served: Served, line: str, decision: Decision, by: str) -> str:
    """Keep a decision on a line, or on one telling; its key.

    Raises NotThere, InputError for what does not fit, DecidedMeanwhile where somebody else was faster.
    """
    if len(decision.why) > WHY:
        raise InputError(f"a reason may have {WHY:,} characters")
    with served.precedence.taken():
        return _key(_made(served.store, line, decision, Signed(by, served.today().isoformat(), decision.why)))


def _made(store: Store, line: str, decision: Decision, signed: Signed) -> list[Judgement]:
    if decision.verdict == "corrected":
        return judging.correct(store, line, decision.field, decision.value, signed, decision.version)
    if decision.verdict in ("same", "different"):
        return judging.relate(store, decision.verdict, line, decision.other, signed, decision.version)
    return judging.decide(store, decision.verdict, line, signed, decision.version)


def undo(served: Served, decision: str, by: str, why: str = "") -> str:
    """Take back a decision by its key; the key of that."""
    with served.precedence.taken():
        return _key(judging.undo(served.store, decision, Signed(by, served.today().isoformat(), why)))


def _key(made: list[Judgement]) -> str:
    return made[0].key.rpartition("-")[0]
