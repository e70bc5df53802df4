"""Which issue a stance is about: one of the brief's, else one of the default ones.

Those are the issues of `understanding/tables/issues.toml`, with the words of `tables/positions.toml` over them. Each
word of what is wanted that names an issue speaks for it, the more the nearer it stands to what is wanted; where they
leave it open, what the article is about decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from verbale.model.brief import Brief
from verbale.understanding import tables
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.tables import toml
from verbale.understanding.positions.taking import Taken

_OPEN_RELATIONS = frozenset({"purpose", "condition", "time", "cause", "contrast"})
_GENERAL = frozenset({"talks", "treaty", "other", "visits"})
"""Issues that every article on talks has words for; they say nothing of what it is about."""
_NEAR, _WEAK, _ARTICLE, _ENOUGH = 1.0, 0.35, 0.8, 0.15
_REASON = re.compile(r"\b(?:because|due to|owing to|in response to|in view of)\b")
"""Behind it stands why something is wanted, not what: "will stop the trips because of the sanctions"."""
_HEAD = 3
"""Down to this depth below what is wanted a word of talking makes an issue of the talks of it."""


@cache
def issue_terms() -> Mapping[str, str]:
    """The default issue of each word that names one: the shared terms, and over them those of positions alone."""
    shared = {w.lower(): issue for issue, row in tables.toml("issues").items() for w in row["terms"]}
    own = {w: issue for issue, words in toml("positions")["issues"].items() for w in words}
    return shared | {w.removesuffix("s"): issue for w, issue in shared.items()} | own


class Topics:
    """Which issue a stance is about: the brief's by its terms, else the default ones."""

    def __init__(self, brief: Brief) -> None:
        self._terms = issue_terms()
        self._phrases = [(t.lower(), i.id) for i in brief.issues for t in (i.name, *i.terms)]
        self._order = re.compile(r"\b(?:" + "|".join(toml("positions")["names"]["order"]) + r")\b")

    def about(self, grammar: Grammar) -> Mapping[str, float]:
        """What the article is about: the share of each issue in the words of it that name one."""
        w = grammar.words
        counted = Counter(
            issue
            for i in range(len(w))
            if w.pos[i] in ("NOUN", "PROPN", "ADJ") and (issue := self._issue(grammar, i)) not in (None, *_GENERAL)
        )
        total = sum(counted.values())
        return {str(issue): n / total for issue, n in counted.items()}

    def of(self, grammar: Grammar, taken: Taken, about: Mapping[str, float]) -> str:
        """The issue of what is wanted."""
        if taken.issue:
            return taken.issue
        lowered = grammar.words_of(taken.evidence).lower()
        own = [(lowered.find(phrase), issue) for phrase, issue in self._phrases if phrase in lowered]
        reason = _REASON.search(lowered)
        named = [o for o in own if reason is None or o[0] < reason.start()]
        if named:
            return min(named)[1]
        if self._order.search(lowered):
            return "talks"
        demand = self._demand(grammar, taken)
        scores = self._scores(grammar, demand) or self._scores(grammar, taken)
        if not scores and self._takes_up(grammar, taken):
            scores = self._before(grammar, taken)
        if max(scores.values(), default=0.0) < _ENOUGH:
            for issue, share in about.items():
                scores[issue] += _ARTICLE * share
        best = max(sorted(scores), key=lambda issue: scores[issue], default="other")
        return best if scores[best] >= _ENOUGH else min(own)[1] if own else "other"

    def _scores(self, grammar: Grammar, taken: Taken) -> defaultdict[str, float]:
        w = grammar.words
        scores: defaultdict[str, float] = defaultdict(float)
        conditions = list(self._conditions(grammar, taken))
        for i in range(*taken.evidence):
            issue = self._issue(grammar, i)
            if issue is None or any(a <= i < b for a, b in conditions) or self._tells_of_talks(grammar, i):
                continue
            if self._tells_of_one(grammar, i):
                continue
            depth = self._depth(grammar, i, taken.wanted)
            if depth < _HEAD and w.lemma[i].lower() in names("to_talk"):
                scores["talks"] += _NEAR
            strength = self._strength(w.lemma[i].lower(), w.pos[i] in ("NOUN", "PROPN", "ADJ"))
            scores[issue] += strength * _NEAR / (1 + depth)
        return scores

    def _demand(self, grammar: Grammar, taken: Taken) -> Taken:
        """The stance with what a threat or a trade is to get: "X unless Y" or "X for Y" are about Y."""
        w = grammar.words
        for clause in grammar.clauses:
            inside = taken.evidence[0] <= clause.head < taken.evidence[1]
            if inside and clause.marker is not None and self._is_aim(grammar, taken, clause):
                return replace(taken, wanted=clause.head, evidence=extent_of(grammar, clause))
        for i in range(*taken.evidence):
            if taken.rule.startswith("positions.made-a-condition") and w.lower[i] == "for":
                return replace(taken, wanted=i, evidence=grammar.whole(i))
            if w.lower[i] in names("trade") and w.dep[i] == "pobj" and w.lower[w.head[i]] == "in":
                got = next((c for c in w.children[i] if w.lower[c] == "for"), None)
                if got is not None:
                    return replace(taken, wanted=got, evidence=grammar.whole(got))
        return taken

    def _is_aim(self, grammar: Grammar, taken: Taken, clause: Clause) -> bool:
        """Whether a clause below the stance says what it is all about: "X before Y", "X unless Y", "X if Y goes on"."""
        marker = grammar.words.lower[clause.marker or 0]
        threat = marker == "if" and taken.rule == "positions.on-condition" and clause.lemma in names("going_on")
        return not taken.refuses and (marker in ("before", "unless") or threat)

    def _before(self, grammar: Grammar, taken: Taken) -> defaultdict[str, float]:
        """The issues of the sentence before and of what stands before the evidence in its own."""
        w = grammar.words
        sentence = w.sentence[taken.evidence[0]]
        scores: defaultdict[str, float] = defaultdict(float)
        for i in range(taken.evidence[0] - 1, -1, -1):
            if w.sentence[i] < sentence - 1:
                break
            issue = self._issue(grammar, i)
            if issue is not None:
                scores[issue] += _WEAK * self._strength(w.lemma[i].lower(), w.pos[i] in ("NOUN", "PROPN", "ADJ"))
        return scores

    def _takes_up(self, grammar: Grammar, taken: Taken) -> bool:
        w = grammar.words
        return any({w.lower[i], w.lemma[i].lower()} & names("anaphors") for i in range(*taken.evidence))

    def _conditions(self, grammar: Grammar, taken: Taken) -> Iterator[Extent]:
        """Clauses of condition and time below what is wanted: "X only if Y" takes the issue of X."""
        for clause in grammar.clauses:
            if taken.evidence[0] <= clause.head < taken.evidence[1] and clause.relation in _OPEN_RELATIONS:
                extent = extent_of(grammar, clause, marker=True)
                if not extent[0] <= taken.wanted < extent[1]:
                    yield extent

    def _strength(self, lemma: str, nominal: bool) -> float:
        if not nominal and lemma in names("noun_only"):
            return 0.0
        if lemma in (names("any_issue") if nominal else names("any_deed")):
            return _WEAK
        return 1.0

    def _depth(self, grammar: Grammar, token: int, top: int) -> int:
        """How far below `top` the token stands; an adjective stands with its noun; beside it, as far as four."""
        w = grammar.words
        at = w.head[token] if w.dep[token] in ("amod", "compound") else token
        depth = 0
        while at != top and w.head[at] != at:
            depth, at = depth + 1, w.head[at]
        return depth if at == top else 4

    def _tells_of_talks(self, grammar: Grammar, token: int) -> bool:
        """ "nuclear talks", "peace treaty negotiations": what the talks are called."""
        w = grammar.words
        above = w.head[token]
        while w.dep[token] in ("amod", "compound", "nmod") and above != token:
            if w.lemma[above].lower() in names("to_talk"):
                return True
            token, above = above, w.head[above]
        return False

    def _tells_of_one(self, grammar: Grammar, token: int) -> bool:
        """ "accept one that covers the harvest": what is said of something named before."""
        w = grammar.words
        while w.head[token] != token:
            token = w.head[token]
            if w.lower[token] == "one" and w.dep[token] in ("dobj", "pobj"):
                return True
        return False

    def _issue(self, grammar: Grammar, token: int) -> str | None:
        w = grammar.words
        lemma = w.lemma[token].lower()
        if w.pos[token] != "PROPN":
            return self._terms.get(lemma)
        forms = (lemma, lemma.removesuffix("s"), re.sub("ies$", "y", lemma))
        return next((self._terms[form] for form in forms if form in self._terms), None)
