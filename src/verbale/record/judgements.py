"""What people decided about findings: which decisions stand on a day, and what they make of a finding.

A judgement is anchored by kind and passage, not by a finding's key, so that it survives reading again with newer
annotators: it concerns the finding of its kind that overlaps its passage by at least half, the same words first. It is
never overwritten: a later judgement that `undoes` it takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, Protocol, TypeVar

from verbale.model.evidence import Finding, Judgement
from verbale.model.negotiation import Content
from verbale.model.record import Decision, Join, Telling
from verbale.model.text import Passage
from verbale.record.fields import SETTABLE

C = TypeVar("C", bound=Content)

ENOUGH = 0.5
"""How much of what two passages cover together must lie in both for a judgement to concern a finding."""


def standing(judgements: Iterable[Judgement], known_on: str | None = None) -> tuple[Judgement, ...]:
    """The judgements made on or before the ISO day `known_on` (all where None) and not taken back by then, by key."""
    made = sorted((j for j in judgements if known_on is None or j.made_on <= known_on), key=lambda j: j.key)
    undoers = {j.undoes: j for j in made if j.undoes}
    return tuple(j for j in made if not j.undoes and not _undone(j, undoers))


def _undone(judgement: Judgement, undoers: dict[str, Judgement]) -> bool:
    undoer = undoers.get(judgement.key)
    return undoer is not None and not _undone(undoer, undoers)


@dataclass(frozen=True, slots=True)
class Decided(Generic[C]):
    """A finding as people left it, and what they set, by field."""

    finding: Finding[C]
    decisions: tuple[Decision, ...] = ()


def judged(found: Finding[C], mine: Iterable[Judgement]) -> Decided[C] | None:
    """The finding as corrected by the judgements that concern it (`mine`), or None where one of them rejects it.

    Of several corrections of one field the latest wins.
    """
    ordered = sorted(mine, key=in_order_of_making)
    if not ordered:
        return Decided(found)
    if any(j.verdict == "rejected" for j in ordered):
        return None
    known = {f.name for f in fields(found.content)}
    settable = SETTABLE.get(found.kind, ())
    set_by = {j.field: j for j in ordered if j.verdict == "corrected" and j.field in settable if j.field}
    if accepted := [j for j in ordered if j.verdict == "accepted"]:
        set_by[""] = accepted[-1]
    # Any: the field's own type. A field that follows from others, such as a precondition's status, is set in its line.
    corrected: dict[str, Any] = {f: _as_field(j.value) for f, j in set_by.items() if f in known}
    kept = replace(found, content=replace(found.content, **corrected)) if corrected else found
    return Decided(kept, tuple(Decision(f, j.key, j.by, j.made_on, j.value) for f, j in sorted(set_by.items())))


def in_order_of_making(judgement: Judgement) -> tuple[str, int, str]:
    """What judgements are sorted by so that the later ones come last: by day, and of one day by turn."""
    return judgement.made_on, turn_of(judgement.key), judgement.key


def turn_of(key: str) -> int:
    """Which decision on the same words a judgement belongs to, from 0: `9f3c….2-0` is of the third."""
    turn = key.rpartition("-")[0].rpartition(".")[2]
    return int(turn) if "." in key and turn.isdecimal() else 0


def anchored(
    judgements: Iterable[Judgement], findings: Sequence[Finding[Any]]
) -> tuple[dict[str, list[Judgement]], list[Judgement]]:
    """Judgements on one article by the key of the finding that each concerns, and those that fit no finding.

    A judgement is taken by its own passage; `other`, the second one of `same` and `different`, is looked up by
    `fitting` in its own article.
    """
    by_finding: dict[str, list[Judgement]] = {}
    orphans: list[Judgement] = []
    for judgement in judgements:
        found = fitting(judgement.kind, judgement.passage, findings)
        if found is None:
            orphans.append(judgement)
        else:
            by_finding.setdefault(found.key, []).append(judgement)
    return by_finding, orphans


def is_orphan(judgement: Judgement, findings: Mapping[str, Sequence[Finding[Any]]]) -> bool:
    """Whether a passage of a judgement fits nothing in `findings` (by article), as it did when it was made.

    What two accounts contradict each other in follows from statements and events.
    """
    kinds = ("statement", "event") if judgement.kind == "contradiction" else (judgement.kind,)
    return not all(
        any(fitting(kind, p, findings.get(p.article, ())) for kind in kinds)
        for p in (judgement.passage, judgement.other)
        if p
    )


@dataclass(frozen=True, slots=True)
class Ties:
    """Which findings people hold to be one line (`same`, with the judgement) and which not (`different`)."""

    same: tuple[Join, ...] = ()
    different: frozenset[frozenset[str]] = frozenset()
    articles: frozenset[str] = frozenset()
    """The articles that hold what they join or part."""

    def parts(self, a: str, b: str) -> bool:
        """Whether a person parted the two findings with these keys."""
        return bool(self.different) and frozenset((a, b)) in self.different


def tying(judgements: Iterable[Judgement], tellings: Iterable[Telling[Any]]) -> Ties:
    """The tellings that judgements join and part; a judgement whose passages fit none of them does neither."""
    deciding = [(j, j.other) for j in judgements if j.verdict in ("same", "different") and j.other is not None]
    articles = {p.article for j, other in deciding for p in (j.passage, other)}
    by_article: dict[str, list[Telling[Any]]] = {}
    for told in tellings:
        if told.article in articles:
            by_article.setdefault(told.article, []).append(told)
    same: list[Join] = []
    different: set[frozenset[str]] = set()
    for j, other in deciding:
        one = fitting(j.kind, j.passage, by_article.get(j.passage.article, ()))
        two = fitting(j.kind, other, by_article.get(other.article, ()))
        if one is None or two is None or one.key == two.key:
            continue
        if j.verdict == "same":
            same.append(Join(min(one.key, two.key), max(one.key, two.key), 1.0, (("judged", 1.0),), j.key))
        else:
            different.add(frozenset((one.key, two.key)))
    return Ties(tuple(same), frozenset(different), frozenset(articles))


def rejects(judgements: Iterable[Judgement], a: Telling[Any], b: Telling[Any]) -> bool:
    """Whether one of some judgements rejects that two tellings contradict each other."""
    ends = (a.passages[0], b.passages[0])
    return any(
        j.kind == "contradiction"
        and j.verdict == "rejected"
        and j.other is not None
        and any(_fits(j.passage, one) and _fits(j.other, two) for one, two in (ends, ends[::-1]))
        for j in judgements
    )


def _fits(a: Passage, b: Passage) -> bool:
    return a.article == b.article and _overlap(a, b) >= ENOUGH


class Anchored(Protocol):
    """What a judgement can be anchored to: a finding, or the telling of one."""

    @property
    def key(self) -> str:
        """The finding's key."""

    @property
    def kind(self) -> str:
        """The kind of its content."""

    @property
    def article(self) -> str:
        """The article's key."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages, the main one first."""


A = TypeVar("A", bound=Anchored)


def fitting(kind: str, passage: Passage, findings: Iterable[A]) -> A | None:
    """The finding of a kind whose main passage fits best: the same words first, then the largest overlap."""
    scored = [
        (f.passages[0].words == passage.words, _overlap(f.passages[0], passage), f.key, f)
        for f in findings
        if f.kind == kind and f.passages and f.article == passage.article
    ]
    near = [s for s in scored if s[1] >= ENOUGH]
    return max(near, key=lambda s: (s[0], s[1], s[2]))[3] if near else None


def _overlap(a: Passage, b: Passage) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def _as_field(value: Any) -> Any:  # Any: JSON in, a field's value out
    return tuple(_as_field(v) for v in value) if isinstance(value, list) else value
