"""Which statement another one opposes: what a denial spells out, else the likeliest of the candidates round it.

How likely a candidate is, is a sum of named parts, each at its weight in `tables/weights.csv`; the weights are fitted
to gold (docs/explanation/contradictions.md), as odds against an article that tells nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp

from verbale.model.times import bounds
from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.signs import (
    but_not,
    counters,
    counts,
    denies,
    is_set_apart,
    sets_apart,
)
from verbale.understanding.contradictions.told import Told, Weighed, nested, of_others, shared_words, vocabulary
from verbale.understanding.grammar.words import akin

BEFORE, AFTER = 6, 3
"""How many paragraphs before and behind a denial may hold what it opposes."""

_WISHES = frozenset({"propose", "request"})
LEAST = 1.5
"""The odds from which on a denial is set against its likeliest target: below, on pages left out, most are wrong."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """What a statement opposes, by which rule, how surely."""

    target: Told
    rule: str
    confidence: float


@dataclass(frozen=True)
class Rival:
    """A candidate for what `later` opposes, with everything that is told."""

    target: Told
    later: Told
    every: Weighed

    @cached_property
    def shared(self) -> float:
        """How much the words weigh that both contents have."""
        return shared_words(self.later, self.target, self.every)

    @cached_property
    def apart(self) -> int:
        """How many statements of other sentences stand between the two."""
        low, high = sorted((self.target.at, self.later.at))
        own = {self.target.sentence, self.later.sentence}
        return self.every.count(low + 1, high) - sum(self.every.count(low + 1, high, sentence) for sentence in own)

    @property
    def points_here(self) -> bool:
        """Whether the denial is a mere pronoun, and this stands in the last sentence before it that tells something."""
        if self.later.pointing != "pronoun":
            return False
        roots = (t for t in self.every.before(self.later.at) if t.statement.within is None)
        last = next((t for t in roots if t.sentence != self.later.sentence and of_others(t, self.later)), None)
        return last is not None and last.sentence == self.target.sentence

    @property
    def names_denier(self) -> bool:
        """Whether what is told is told of the party that denies: whoever is accused denies it."""
        own = self.later.party
        return own is not None and own != self.target.party and own in self.target.named

    @property
    def is_behind(self) -> bool:
        """Whether the target is told after the denial."""
        return self.target.at > self.later.at

    @property
    def is_next(self) -> bool:
        """Whether nothing is told between the target and the denial behind it."""
        return not self.is_behind and self.apart == 0

    @property
    def is_marked(self) -> bool:
        """Whether the writer sets the later of the two against the one right before it: but, however, by contrast.

        What stands behind a denial must share a word with it: "but the guild said that wages were low" does not.
        """
        if self.apart or (self.is_behind and not self.shared):
            return False
        return is_set_apart(self.target if self.is_behind else self.later)


def opposed(later: Told, every: Weighed) -> Opposed | None:
    """What `later` is set against; None where it opposes nothing that the article tells."""
    denied = denies(later)
    if denied or later.statement.act == "deny":  # who does not expect a thing is at odds with who says it, no other
        found = spelled_out(later, every)
        return found or (_likeliest(later, rivals_of(later, every), every) if denied else None)
    others = _others(later, every)
    if counts(later):
        return _other_figure(later, others, every)
    before = [t for t in others if t.at < later.at and later.paragraph - t.paragraph <= 1]
    answered = _denied_before(later, before, every)
    if answered is not None:
        return answered
    story = _story(before) if later.statement.within is None and later.statement.kind == "speech" else None
    if story is not None and story.party and story.party == later.party and _is_answer(story):
        return None  # "Lima rejected the charge. It had only …"
    if story is not None and (sets_apart(later) or _is_set_against(later, story, every)):
        roots = [t for t in before if t.statement.within is None]
        story = max(roots, key=lambda t: (score(Rival(t, later, every), weights()), t.at))
        return Opposed(story, "account", 0.6)
    return None


def _denied_before(later: Told, before: list[Told], every: Weighed) -> Opposed | None:
    """The denial right before it that a statement stands against: "Lima denied it. The clerk maintained that …"."""
    roots = [t for t in before if t.statement.within is None]
    answers = later.statement.act in ("state", "concede") and later.statement.within is None and not counters(later)
    if not answers or not roots or later.sentence - roots[-1].sentence > 1 or not denies(roots[-1]):
        return None
    last = roots[-1]
    own = [t for t in roots if t.sentence == last.sentence and t.voice == last.voice and denies(t)]
    denied = max(own or [last], key=lambda t: (shared_words(later, t, every), -t.at))
    against = is_set_apart(later) and shared_words(later, denied, every) > 0
    stands = against or sets_apart(later) or later.lemmas(later.cue) & vocabulary("insistence")
    return Opposed(denied, "answer", 0.5) if stands else None


def _other_figure(count: Told, others: list[Told], every: Weighed) -> Opposed | None:
    """The figure that another one is set beside: "the guild counted 40 boats; the harbour put the number at 12"."""
    near = [t for t in others if abs(t.paragraph - count.paragraph) <= 1 and t.numbers - count.numbers]
    alike = [t for t in near if shared_words(count, t, every)]
    w = count.grammar.words
    if not any(w.lower[i] == "of" for i in count.opening):  # of "the number of injured" who were injured
        alike = alike or [t for t in near if 0 <= count.sentence - t.sentence <= 1]
    return Opposed(min(alike, key=lambda t: abs(t.at - count.at)), "figure", 0.5) if alike else None


def spelled_out(denial: Told, every: Weighed) -> Opposed | None:
    """What a denial spells out or points at: the report that it names, what "such" or "of the kind" stands for."""
    spelled = denial.statement.act == "deny" or denial.judged  # else its content is the denial, not the report
    near = (t for t in _near_to(denial, every) if spelled and t is not denial)
    told = (t for t in near if of_others(t, denial) and (t.party is None or t.party != denial.party))
    report = next((t for t in told if not _is_wish(t) and _is_spelled_out(t, denial)), None)
    if report is not None:
        return Opposed(report, "denial.report", 0.8)
    meant = _meant(denial, _others(denial, every)) if denial.pointing == "such" else None
    return Opposed(meant, "denial.such", 0.8) if meant is not None else None


def rivals_of(denial: Told, every: Weighed) -> list[Told]:
    """What a denial that spells nothing out may oppose: the statements round it."""
    others = [t for t in _others(denial, every) if _near(t, denial)]
    rivals = [t for t in others if not (_is_in(t, denial) or (_is_wish(t) and t.words <= denial.words))]
    if denial.is_bare or denial.statement.act != "deny":
        rivals = [t for t in rivals if t.at < denial.at or t.lemmas(t.cue) & vocabulary("report")]
    if denial.lemmas(denial.opening) & vocabulary("narrative"):
        rivals = [t for t in rivals if not t.foretells] or rivals
    return rivals


def _near_to(later: Told, every: Weighed) -> Sequence[Told]:
    return every.in_paragraphs(later.paragraph - BEFORE, later.paragraph + AFTER, later.at)


def _others(later: Told, every: Weighed) -> list[Told]:
    near = (t for t in _near_to(later, every) if t is not later and of_others(t, later) and not nested(t, later))
    return [t for t in near if not (_asks(t) or _on_another_day(t, later))]


def _on_another_day(one: Told, denial: Told) -> bool:
    """Whether it was said on another day than what is denied: no such offer was made on May 3, one was on May 5."""
    (first, last), (begun, over) = bounds(one.statement.said_on), bounds(denial.swept_on)
    apart = first and last and begun and over and (last < begun or over < first)
    return bool(apart)


def _is_set_against(later: Told, story: Told, every: Weighed) -> bool:
    """Whether "but", "whereas" or ";" parts what did not happen from an account just told, or from one on the same."""
    if not but_not(later, story):
        return False
    claimed = story.statement.act in ("state", "accuse") and later.paragraph == story.paragraph
    return (claimed and 0 <= later.sentence - story.sentence <= 1) or shared_words(later, story, every) > 0


def _tells_of(one: Told, denial: Told) -> bool:
    """Whether a statement tells that the denial was made: "a story that the clerk called fiction"."""
    cue = denial.statement.cue
    return cue is not None and any(a <= cue[0] < b for a, b in one.statement.content)


def is_told_again(one: Told, other: Told) -> bool:
    """Whether two statements share words of the text: one is passed on in the other, or both credit the same words."""
    return any(a < d and c < b for a, b in one.statement.content for c, d in other.statement.content)


def _asks(told: Told) -> bool:
    """Whether it is a question, which claims nothing; what it says others said does."""
    opening = (told.grammar.words.lower[i] for i in told.tokens[:1])
    asked = told.statement.cue is None or any(word in vocabulary("asking") for word in opening)
    return told.statement.act == "request" and asked


def _is_spelled_out(one: Told, denial: Told) -> bool:
    """Whether it is the report that a denial spells out: the clerk denied a report in a paper that Lima had paid."""
    w = denial.grammar.words
    a, b = set(one.tokens), set(denial.tokens)
    if not a & b or _tells_of(one, denial) or denial.statement.within == one.found.key:
        return False
    named = bool(one.cue) and w.lemma[one.cue[0]] in vocabulary("report") and w.head[one.cue[0]] in denial.cue
    return named or (2 * len(a & b) >= len(a | b) and _is_report(one))


def _is_report(told: Told) -> bool:
    """Whether somebody reports a whole clause, or the noun says that it is a report; not "any offer had been made"."""
    named = bool(told.lemmas(told.cue) & vocabulary("report"))
    return named or any(told.grammar.words.dep[i] in ("nsubj", "nsubjpass") for i in told.tokens)


def _is_wish(told: Told) -> bool:
    """Whether it asks for what is to be: "a suggestion that they be paid", where "that they had paid" is a claim."""
    return told.statement.act in _WISHES and all(c.told != "past" for c in told.clauses)


def _meant(later: Told, others: list[Told]) -> Told | None:
    """What "no such offer", "nothing of the kind" sweeps away: what was told last of those that do or name it."""
    told = (t for t in others if t.at < later.at and t.party != later.party)
    before = [t for t in told if not _is_answer(t) and not _is_in(t, later)]
    w, swept = later.grammar.words, {later.grammar.words.lemma[i] for i in later.swept}
    done = [t for t in before if t.deeds & later.denied]
    named = [t for t in before if any(akin(a, b) for a in swept for b in t.words | t.deed)]
    bare = before if all(w.pos[i] == "PRON" for i in later.swept) else []
    over = {c.lemma for i in later.swept if (c := later.grammar.over(i)) is not None}  # "had asked for nothing"
    bare = [t for t in bare if any(akin(a, b) for a in over for b in t.words | t.deed)] or bare
    return max([*done, *named] or bare, key=lambda t: t.at, default=None)


def _is_answer(told: Told) -> bool:
    """Whether it answers what was told before itself: a claim is denied, no refusal or denial of one."""
    return told.statement.act in ("reject", "deny")


def _near(target: Told, later: Told) -> bool:
    gap = later.paragraph - target.paragraph
    return gap <= BEFORE if target.at < later.at else -gap <= AFTER


def _is_in(one: Told, other: Told) -> bool:
    """Whether one statement stands in what the other tells: they are no rivals."""
    (a, b), (c, d) = one.span, other.span
    return (c <= a and b <= d) or (a <= c and d <= b)


def _story(before: list[Told]) -> Told | None:
    """The first claim of what the last voice tells in its paragraph."""
    roots = [t for t in before if t.statement.within is None]
    if not roots:
        return None
    last = roots[-1]
    own = [t for t in roots if last.voice and t.voice == last.voice and t.paragraph == last.paragraph]
    return next((t for t in own if not _is_answer(t)), (own or [last])[0])


def _likeliest(later: Told, among: list[Told], every: Weighed) -> Opposed | None:
    scored = [(score(Rival(t, later, every), weights()), t) for t in among]
    if not scored or (later.pointing == "pronoun" and not any(0 <= later.sentence - t.sentence < 2 for t in among)):
        return None
    odds = sum(exp(s) for s, _ in scored)
    contradicts = later.pointing == "report" and later.lemmas(later.cue) & vocabulary("correction")
    if odds < LEAST and not contradicts:
        return None
    return Opposed(max(scored, key=lambda s: (s[0], s[1].at))[1], "denial", round(min(0.9, odds / (1 + odds)), 2))


@cache
def weights() -> Mapping[str, float]:
    """How much each part weighs, and `bias`: `tables/weights.csv`, fitted by `python -m evaluation.training`."""
    return {row["feature"]: float(row["weight"]) for row in tables.rows("weights")}


def score(rival: Rival, by: Mapping[str, float]) -> float:
    """The log-odds of the target against nothing: the sum of the parts that hold, each at its weight."""
    return by["bias"] + sum(by.get(name, 0.0) * part(rival) for name, part in PARTS.items())


PARTS: Mapping[str, Callable[[Rival], float]] = {
    # the weight of shared words, three rare ones at most, and their share in what the denial says
    "words": lambda it: min(it.shared, 3.0) / 3,
    "share": lambda it: it.shared / it.every.weight(it.later.words) if it.later.words else 0.0,
    # the target does or tells what the denial says was not done: an offer, a promise, a phrase used
    "deed": lambda it: bool(it.target.deeds & it.later.denied),
    "points_here": lambda it: it.points_here,
    "sentence": lambda it: it.target.sentence == it.later.sentence,
    "paragraph": lambda it: it.target.paragraph == it.later.paragraph,
    "apart": lambda it: min(it.apart, 8) / 8,
    "next": lambda it: it.is_next,
    "next_to_bare": lambda it: it.is_next and it.later.is_bare,
    "marked": lambda it: it.is_marked,
    "marked_behind": lambda it: it.is_marked and it.is_behind,
    "attitude": lambda it: it.target.statement.kind == "attitude",
    # told as a part of what somebody else tells, or of a turn in a dialogue; passed on by somebody in the same words
    "inner": lambda it: any(s.cue for s in it.target.round),
    "in_turn": lambda it: any(s.cue is None for s in it.target.round),
    "relay": lambda it: it.target.found.key in it.every.relays,
    # it points back: there is something to point at
    "pointing": lambda it: it.later.pointing in ("report", "pronoun"),
    # told in the first paragraph that tells anything: what the article is about is what is denied in it
    "lead": lambda it: it.target.paragraph == it.every.told[0].paragraph,
    "claim": lambda it: it.target.statement.act in ("state", "accuse", "concede"),
    "accusation": lambda it: it.target.statement.act == "accuse",
    "names_denier": lambda it: it.names_denier,
    # what no named source stands for, told before the denial, is denied more often
    "unnamed": lambda it: it.target.unnamed and not it.is_behind,
    # both or neither negate a fact
    "same_sign": lambda it: counters(it.later) == counters(it.target),
}
"""The parts of a score by name."""
