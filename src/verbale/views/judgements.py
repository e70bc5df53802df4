"""What people decided: which decisions stand, which were taken back, and which fit no finding any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.model.evidence import Judgement
from verbale.model.times import written
from verbale.views.cited import Json


@dataclass(frozen=True, slots=True)
class Made:
    """A judgement, the name of its article ("" where that is gone), and what became of it.

    `orphan` says that its passage fits no finding: it decides nothing, and waits for one that fits again.
    """

    judgement: Judgement
    article: str
    stands: bool
    taken_back_by: str | None
    orphan: bool


def told(made: Made) -> str:
    """What was decided: `rejected a statement`, `set the act of a statement to "deny"`, `took back 1a2b3c-0`."""
    j = made.judgement
    if j.undoes:
        return f"took back {j.undoes}"
    if j.verdict == "corrected":
        value = ", ".join(map(str, j.value)) if isinstance(j.value, (list, tuple)) else j.value
        field = (j.field or "").replace("_", " ")
        return f"set the {field} of a {j.kind} to {'nothing' if value is None else repr(value)}"
    if j.verdict in ("same", "different"):
        return f"held two {j.kind}s to be {'one' if j.verdict == 'same' else 'different'}"
    return f"{j.verdict} a {j.kind}"


def state(made: Made) -> str:
    """What became of it: "" where it stands."""
    if made.taken_back_by:
        return f"taken back by {made.taken_back_by}"
    return "orphan: fits nothing that is found now" if made.orphan else ""


def signed(made: Made) -> str:
    """`Ana Lima, 3 May 2024: wrong speaker`."""
    j = made.judgement
    return f"{j.by or 'someone'}, {written(j.made_on)}{f': {j.why}' if j.why else ''}"


def as_json(found: Iterable[Made]) -> list[Json]:
    """Judgements as JSON."""
    return [
        {
            "key": m.judgement.key,
            "verdict": m.judgement.verdict,
            "kind": m.judgement.kind,
            "field": m.judgement.field,
            "value": m.judgement.value,
            "by": m.judgement.by,
            "on": m.judgement.made_on,
            "why": m.judgement.why,
            "undoes": m.judgement.undoes,
            "stands": m.stands and not m.orphan,
            "taken_back_by": m.taken_back_by,
            "orphan": m.orphan,
            "article": m.article,
            "passages": [
                {"article": p.article, "start": p.start, "end": p.end, "words": p.words}
                for p in (m.judgement.passage, m.judgement.other)
                if p
            ],
        }
        for m in found
    ]
