"""A person's decision on a line as judgements: which findings it concerns, and how two decisions at once are noticed.

A decision may make several judgements, one for each finding that it concerns; their keys are the decision's with a
number. The decision's key follows from the line and from how many judgements there were on it: two people who decide on
the same state of a line make the same key, and the store refuses the second one, which would have overwritten the
first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.errors import InputError, NotThere
from verbale.model.evidence import Judgement, Verdict
from verbale.model.negotiation import Content
from verbale.model.record import ContradictionLine, EventLine, Line, Record, Telling
from verbale.model.text import Passage
from verbale.record.fields import named_one
from verbale.record.judgements import fitting, turn_of

SHORTEST = 6
"""Characters that the beginning of a key must have to stand for the whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a key names: a line, or one telling of it. `tellings` are those that a decision concerns."""

    key: str
    kind: str
    """The kind of its findings, such as `statement`; `contradiction` for two accounts."""
    tellings: tuple[Telling[Any], ...]
    content: type[Content] | None
    other: tuple[Telling[Any], ...] = ()
    """Of a contradiction the tellings on the other side."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, on which ISO day, and why."""

    by: str
    on: str
    why: str = ""


def line_called(name: str, record: Record) -> Named:
    """The line or telling whose key is `name` or begins with it; raises NotThere for none, InputError for several.

    `LINE#TELLING` names one telling of a line.
    """
    name = name.rpartition("#")[2]
    found: dict[str, Named] = {}
    for line in record.lines():
        if _means(name, line.key):
            shown = _shown(line)
            others = tuple(t for t in line.tellings if t is not shown)
            found[line.key] = _named(line.key, (*others, shown) if shown else others)
        for told in line.tellings:
            if _means(name, told.key):
                found[told.key] = _named(told.key, (told,))
    told_by = {t.key: t for line in record.lines() for t in line.tellings}
    for pair in record.contradictions:
        if _means(name, pair.key):
            found[pair.key] = _pair(pair, told_by)
    exact = [n for n in found.values() if n.key == name]
    if len(exact or found) == 1:
        return (exact or list(found.values()))[0]
    if found:
        raise InputError(f"{name!r} begins several keys: {', '.join(sorted(found)[:5])}; give more of it")
    raise NotThere(f"there is no line {name!r}; every listing shows the keys of its lines with --keys")


def _means(name: str, key: str) -> bool:
    if key == name:
        return True
    rest = key.partition(":")[2]
    if ":" in name:
        return len(name.partition(":")[2]) >= SHORTEST and key.startswith(name)
    return len(name) >= SHORTEST and (rest or key).startswith(name)


def _shown(line: Line[Any]) -> Telling[Any] | None:
    """Of an event the telling that shows it: the last one with its status."""
    if not isinstance(line, EventLine):
        return None
    return next((t for t in reversed(line.tellings) if t.content.status == line.status), line.last)


def _named(key: str, tellings: tuple[Telling[Any], ...]) -> Named:
    content = type(tellings[0].content)
    return Named(key, content.KIND, tellings, content)


def _pair(pair: ContradictionLine, told_by: dict[str, Telling[Any]]) -> Named:
    a, b = zip(*pair.tellings, strict=True)
    sides = [tuple(told_by[k] for k in side) for side in (a, b)]
    return Named(pair.key, "contradiction", sides[0], None, sides[1])


def concerning(named: Named, judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on a line: by passage, of its kind, those taken back and those that take back included."""
    held = [*named.tellings, *named.other]
    return [j for j in judgements if j.kind == named.kind and _concerns(j, held, named.kind)]


def _concerns(judgement: Judgement, held: Sequence[Telling[Any]], kind: str) -> bool:
    ends = [judgement.passage, *([judgement.other] if judgement.other else [])]
    if kind == "contradiction":
        return any(p == t.passages[0] for p in ends for t in held if t.passages)
    return any(fitting(kind, p, held) is not None for p in ends)


def on_one(
    verdict: Verdict,
    named: Named,
    seen: Sequence[Judgement],
    signed: Signed,
    field: str = "",
    value: Any = None,
    beside: Iterable[Judgement] = (),
) -> list[Judgement]:
    """The judgements that accept, reject or correct a line that bears those `seen`; the value as JSON has it.

    They come after those `beside` too: on what follows from the line.
    Rejected are all its findings, accepted the first. A corrected event keeps its history: corrected are the tellings
    that say what the line says.
    """
    decision = _decision(named, seen, beside)
    if named.kind == "contradiction":
        if verdict == "corrected":
            raise InputError("a contradiction has no fields; reject it, or correct one of its accounts")
        pairs = zip(named.tellings, named.other, strict=True)
        ends: list[tuple[Passage, Passage | None]] = [(a.passages[0], b.passages[0]) for a, b in pairs]
    else:
        ends = [(t.passages[0], None) for t in _concerned(verdict, named, field) if t.passages]
    return [
        Judgement(
            key=f"{decision}-{n}", verdict=verdict, kind=named.kind, passage=passage, other=other, field=field or None,
            value=value, by=signed.by, made_on=signed.on, why=signed.why,
        )
        for n, (passage, other) in enumerate(ends)
    ]  # fmt: skip


def _concerned(verdict: Verdict, named: Named, field: str) -> Sequence[Telling[Any]]:
    if verdict == "accepted":
        return named.tellings[:1]
    if verdict == "corrected" and named.kind == "event":
        shown = getattr(named.tellings[-1].content, field)
        return [t for t in named.tellings if getattr(t.content, field) == shown]
    return named.tellings


def on_two(verdict: Verdict, a: Named, b: Named, seen: Sequence[Judgement], signed: Signed) -> list[Judgement]:
    """The judgements that two lines, or two tellings of one, are the same or different.

    What are held to be the same are all tellings of both, so that nothing else parts them again.
    """
    if a.kind != b.kind:
        told = f"{a.key} is {named_one(a.kind)} and {b.key} {named_one(b.kind)}"
        raise InputError(f"{told}; only lines of one kind can be the same")
    if a.kind in ("position", "phase", "contradiction"):
        raise InputError(f"a {a.kind} is joined by what it says, not by hand; correct its fields instead")
    first, *rest = a.tellings
    others = [*b.tellings[:1], *(t for t in (*rest, *b.tellings[1:]) if verdict == "same")]
    if first.key == others[0].key:
        raise InputError(f"{a.key} and {b.key} are one; give the keys of two of its tellings to part them")
    decision = _decision(a, seen)
    return [
        Judgement(
            key=f"{decision}-{n}", verdict=verdict, kind=a.kind, passage=first.passages[0], other=told.passages[0],
            by=signed.by, made_on=signed.on, why=signed.why,
        )
        for n, told in enumerate(others)
    ]  # fmt: skip


def undoing(name: str, judgements: Sequence[Judgement], signed: Signed) -> list[Judgement]:
    """The judgements that take back a decision, all of it, by the beginning of its key or of that of its judgements."""
    found = [j for j in judgements if j.key == name or (len(name) >= SHORTEST and j.key.startswith(name))]
    if not found:
        raise NotThere(f"there is no judgement {name!r}; list them with: verbale judgements")
    decisions = {decision_of(j.key) for j in found}
    if len(decisions) > 1:
        raise InputError(f"{name!r} begins several keys: {', '.join(j.key for j in found[:5])}; give more of it")
    undone = {j.undoes for j in judgements if j.undoes}
    open_ones = [j for j in judgements if decision_of(j.key) in decisions and j.key not in undone]
    if not open_ones:
        raise InputError(f"{name!r} is taken back already; undo that judgement to have it stand again")
    decision = _hash(f"undo {open_ones[0].key}")
    return [
        Judgement(
            key=f"{decision}-{n}", verdict=j.verdict, kind=j.kind, passage=j.passage, other=j.other, by=signed.by,
            made_on=signed.on, why=signed.why, undoes=j.key,
        )
        for n, j in enumerate(open_ones)
    ]  # fmt: skip


def decision_of(key: str) -> str:
    """The decision that a judgement's key belongs to."""
    return key.rpartition("-")[0] or key


def _decision(named: Named, seen: Sequence[Judgement], beside: Iterable[Judgement] = ()) -> str:
    """What the keys of a decision begin with; one that is not the first on these words says its turn.

    What was taken back has had its turn as well: it may be put back. The day says nothing: two who decide on one state
    at midnight make one key.
    """
    first = named.tellings[0].passages[0]
    decision = _hash(f"{named.kind} {first.article} {first.start} {first.end} {len(seen)}")
    turns = [turn_of(j.key) for j in (*seen, *beside)]
    return f"{decision}.{max(turns) + 1}" if turns else decision


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
