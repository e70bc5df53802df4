"""What saying something does: state, agree, deny, threaten … The cue tells, else the content (`tables/acts.toml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from verbale.model.negotiation import Act, Manner
from verbale.understanding.statements import tables
from verbale.understanding.statements.cues import Cue


@dataclass(frozen=True, slots=True)
class _Rule:
    act: Act
    pattern: re.Pattern[str]
    cues: frozenset[str]
    manner: Manner | None
    plural: bool
    frames: frozenset[str]
    instead: Act | None
    """The act of the cue that this rule overrules; None for rules of cues that leave the act open."""


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["act"],
            re.compile(row["pattern"], re.IGNORECASE),
            frozenset(row.get("cues", ())),
            row.get("manner"),
            row.get("plural", False),
            frozenset(row.get("frames", ())),
            row.get("instead"),
        )
        for row in tables.toml("acts")["rule"]
    )


@cache
def _negated() -> Mapping[str, tuple[re.Pattern[str], Act, Act]]:
    rows = tables.toml("acts")["negated"]
    return {r["cue"]: (re.compile(r["pattern"], re.IGNORECASE), r["act"], r["otherwise"]) for r in rows}


def _opening(content: str) -> str:
    """The first sentence of an answer, with a mere "No." or "Yes." before it: what it does, the rest explains."""
    found = re.match(r"(?:\W*(?:\w+\W){1,3}?[.!?] )?[^.!?]*[.!?]?", content)
    return found.group() if found else content


def act_of(
    cue: Cue, content: str, manner: Manner, *, frame: str = "", negated: bool = False, plural: bool = False
) -> Act:  # fmt: skip
    """What saying `content` under `cue` in `frame` does.

    `plural`: several speak together; `negated`: the cue is denied.
    """
    if cue.kind == "attitude":
        return cue.act if cue.act in ("accuse", "support", "agree") and not negated else "state"
    if negated and cue.lemma in _negated():
        pattern, act, otherwise = _negated()[cue.lemma]
        return act if pattern.search(content) else otherwise
    if frame == "turn":
        content = _opening(content)
    is_open = cue.act == "state" or (cue.act == "propose" and cue.lemma == "suggest")
    for rule in _rules():
        applies = (
            (not rule.cues or cue.lemma in rule.cues)
            and rule.manner in (None, manner)
            and (plural or not rule.plural)
            and (not rule.frames or frame in rule.frames)
            and (rule.instead == cue.act if rule.instead else is_open)
        )
        if applies and rule.pattern.search(content):
            return rule.act
    return cue.act
