"""Which statement another one opposes: the best of the candidates round it, each scored by named parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.signs import contrast, corrects, counters, denies
from verbale.understanding.contradictions.told import (
    Told,
    innermost,
    kinship,
    nested,
    of_others,
    opposite_verbs,
    vocabulary,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 5
"""How many paragraphs back a denial may look for what it opposes."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """What a statement opposes, by which rule, how surely."""

    target: Told
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Rival:
    """A candidate for what `later` opposes, with all that was told before."""

    target: Told
    later: Told
    before: list[Told]


def opposed(later: Told, every: list[Told]) -> Opposed | None:
    """What `later` is set against; None where it opposes nothing."""
    before = [t for t in every if t.at < later.at and later.paragraph - t.paragraph <= REACH and t is not later]
    others = [
        t for t in before if not nested(t, later) and of_others(t, later) and not _inside(t, later) and not _asks(t)
    ]
    if denies(later):
        within = _reported(later, every)
        if within is not None:
            return Opposed(within, "denial.report", 0.8)
        best = _best(later, others, before, _weights("denial"))
        return Opposed(best, "denial", 0.7) if best is not None else None
    near = [t for t in others if later.paragraph - t.paragraph <= 1]
    if corrects(later) and near:
        return Opposed(near[-1], "correction", 0.8)
    if later.statement.within is not None:
        return None
    sign = contrast(later) or "opposites"
    best = _best(later, [t for t in near if _is_claim(t)], before, _weights(sign))
    return Opposed(best, sign, 0.6) if best is not None else None


def _weights(sign: str) -> Mapping[str, float]:
    weights: Mapping[str, float] = tables.toml("contradictions")["weights"][sign]
    return weights


def _inside(told: Told, later: Told) -> bool:
    """Whether a statement stands in the content of another: it is what that one tells, not a rival of it."""
    (a, b), (c, d) = told.span, later.span
    return c <= a and b <= d


def _asks(told: Told) -> bool:
    """Whether it is a question in a dialogue, which claims nothing; what it says others said does."""
    return told.statement.cue is None and told.statement.act == "request"


def _is_claim(told: Told) -> bool:
    """Whether a statement claims that something is so; wants, offers and threats of two sides merely differ."""
    return told.statement.act in tables.toml("contradictions")["claims"]["acts"]


def _reported(later: Told, every: list[Told]) -> Told | None:
    """The report that a denial names and spells out: denied a report that …, suggestions that …."""
    for told in every:
        if told is not later and any(t in later.tokens for t in told.cue):
            noun = {t.lemma_.lower() for t in told.cue} & vocabulary("report")
            if noun and of_others(told, later) and any(t.pos_ in ("VERB", "AUX") for t in told.tokens):
                return told
    return None


def _best(later: Told, among: list[Told], before: list[Told], weights: Mapping[str, float]) -> Told | None:
    scored = [(score(Rival(t, later, before), weights), t.at, t) for t in among]
    best = max(scored, key=lambda s: s[:2], default=None)
    if best is None or best[0] < weights["least"]:
        return None
    passes_on = later.pointing != "pronoun" and not best[2].deeds & later.denied
    return innermost(best[2], before) if passes_on else best[2]


def score(rival: Rival, weights: Mapping[str, float]) -> float:
    """How likely the target is what `later` opposes: the sum of the parts that hold, each at its weight."""
    return sum(weights.get(name, 0.0) * part(rival) for name, part in PARTS.items())


def _names_denier(rival: Rival) -> bool:
    """Whether it tells something about whoever denies, and does not speak for it."""
    party = rival.later.party
    return party is not None and party in rival.target.named and rival.target.party != party


def _relayed(rival: Rival) -> bool:
    """Whether it is what the denier is said by others to have said."""
    same = rival.target.party is not None and rival.target.party == rival.later.party
    return same and rival.target.voice != rival.later.voice and rival.target.statement.within is not None


def _last(rival: Rival) -> bool:
    """Whether it is a main statement of the last sentence before that has one."""
    roots = [t for t in rival.before if t.statement.within is None and t.sentence != rival.later.sentence]
    return bool(roots) and roots[-1].sentence == rival.target.sentence and rival.target.statement.within is None


def _same_sentence(rival: Rival) -> bool:
    return rival.target.sentence == rival.later.sentence


def _pointing(rival: Rival) -> bool:
    """Whether the denial only points back: at the last that was told (this), or at the story of who told it last."""
    if rival.later.pointing == "pronoun":
        return _last(rival) or _same_sentence(rival)
    return rival.later.pointing == "report" and not rival.later.spelled and rival.target is _story(rival)


def _story(rival: Rival) -> Told | None:
    """The first of what the last voice before tells in its paragraph; its main statement comes before relayed ones."""
    roots = [t for t in rival.before if t.statement.within is None and of_others(t, rival.later)]
    if not roots:
        return None
    main = (t for t in roots if t.sentence == roots[-1].sentence and any(c.dep_ == "ROOT" for c in t.cue))
    last = next(main, roots[-1])
    if last.voice is None:
        return last
    return next(t for t in roots if t.paragraph == last.paragraph and t.voice == last.voice)


def _opposites(rival: Rival) -> bool:
    return any(_one_subject(a, b) for a, b in opposite_verbs(rival.target, rival.later))


def _one_subject(one: Token, other: Token) -> bool:
    """Whether two verbs have a subject or object of the same word, and both or neither are negated."""
    a, b = ({c.lemma_.lower() for c in v.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")} for v in (one, other))
    signs = [any(c.dep_ == "neg" for c in v.children) for v in (one, other)]
    return bool(a & b) and signs[0] == signs[1]


def _same_party(rival: Rival) -> bool:
    one, other = rival.target, rival.later
    return one.party is not None and one.party == other.party and one.voice == other.voice


PARTS: Mapping[str, Callable[[Rival], float]] = {
    "kinship": lambda it: min(kinship(it.target, it.later), 1.5),
    # the target does or tells what the denial says was not done: an offer, a promise, a phrase used
    "deed": lambda it: bool(it.target.deeds & it.later.denied),
    "names": _names_denier,
    "relayed": _relayed,
    "last": _last,
    "same_sentence": _same_sentence,
    "pointing": _pointing,
    "such": lambda it: it.later.pointing == "such" and _last(it),
    "opposites": _opposites,
    # one of the two negates a fact and the other does not
    "clash": lambda it: counters(it.later) != counters(it.target),
    "same_party": _same_party,
    "attitude": lambda it: it.target.statement.kind == "attitude",
    "denial": lambda it: denies(it.target) and not counters(it.later),
    # what a denial has just denied is told again by another
    "answered": lambda it: denies(it.target) and kinship(it.target, it.later) >= 0.9,
    "fuller": lambda it: denies(it.target) and len(it.target.words) > 2,
    "insists": lambda it: bool({t.lemma_ for t in it.later.cue} & vocabulary("insisting")),
    "tail": lambda it: bool(it.before) and it.before[-1] is it.target,
    "within": lambda it: it.target.statement.within is not None,
    "paragraphs": lambda it: it.later.paragraph - it.target.paragraph,
    "aside": lambda it: sum(it.target.at < t.at < it.later.at for t in it.before),
}
"""The parts of a score by name; `tables/contradictions.toml` has their weights for each sign."""
