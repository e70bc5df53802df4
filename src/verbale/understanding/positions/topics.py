"""Which issue a stance is about: one of the brief's, else one of the default ones.

Those are the issues of `understanding/tables/issues.toml`, with the words of `tables/positions.toml` over them. Each
word of what is wanted that names an issue speaks for it, the more the nearer it stands to what is wanted; a word that
goes with several issues hints at each. Where they leave it open, what the article is about decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
_GENERAL = frozenset({"talks", "treaty", "visits"})
"""Issues that every article on talks has words for; they say nothing of what it is about."""
_NEAR, _HINT, _ARTICLE, _OTHER, _ENOUGH, _TITLE = 1.0, 0.35, 0.8, 0.5, 0.15, 2.0
_TIMES = frozenset({"before", "until", "till", "after"})
_REASON = re.compile(rf"\b(?:{'|'.join(sorted(names('reasons')))})\b")
"""Behind it stands why something is wanted, not what."""
_ON = re.compile(rf"\b(?:{'|'.join(sorted(names('talking')))}) (?:on|about|over) (?:the |its |their )?")
"""What is talked on stands behind it."""
_LONG = re.compile(r"[^\W\d_]{4,}")
_TALKING = names("talking") | {"over", "about"}
"""What a term for the talks says beside what they are on: "lake talks" and "talks on the lake" are on the lake."""
_WITH = frozenset({"with", "by", "from"})
_SEVERAL = frozenset({"them", "these", "those"})
_BARE = frozenset({"predet", "det", "amod", "punct"})
"""What may stand beside "such a paper" where it does not tell its matter."""
_HEAD = 3
"""Down to this depth below what is wanted a word of talking makes an issue of the talks of it."""
_FORMS = (lambda word: word, lambda word: word.removesuffix("s"), lambda word: re.sub("ies$", "y", word))
Says = Mapping[str, float]
"""How strongly a word speaks for each issue."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words say of the default issues: `things` as nouns and adjectives, `deeds` as verbs."""

    things: Mapping[str, Says]
    deeds: Mapping[str, Says]


@cache
def lexicon() -> Lexicon:
    """The words of `tables/positions.toml` over the shared terms."""
    things: dict[str, dict[str, float]] = defaultdict(dict)
    deeds: dict[str, dict[str, float]] = defaultdict(dict)
    for issue, row in toml("positions")["issues"].items():
        for column, kinds in (("things", (things,)), ("deeds", (deeds,)), ("hints", (things, deeds))):
            strength = _HINT if column == "hints" else _NEAR
            for word in row[column]:
                for kind in kinds:
                    kind[word][issue] = max(strength, kind[word].get(issue, 0.0))
    own = {*things, *deeds}
    for issue, row in tables.toml("issues").items():
        for term in set(row["terms"]) - own:
            things[term] = deeds[term] = {issue: _NEAR}
    return Lexicon(things, deeds)


class Topics:
    """Which issue a stance is about: the brief's by its terms, else the default ones."""

    def __init__(self, brief: Brief) -> None:
        self._lexicon = lexicon()
        self._phrases = [(t.lower(), i.id) for i in brief.issues for t in (i.name, *i.terms)]
        named = re.findall(r"[^\W\d_]+", " ".join((brief.title or "", *brief.talks)).lower())
        self._talks = [term.lower() for term in brief.talks]
        self._matter = [words for term in self._talks if (words := set(_LONG.findall(term)) - _TALKING)]
        self._named = [says for word in named if (says := self._of_word(word, _FORMS))]
        self._order = re.compile(r"\b(?:" + "|".join(toml("positions")["names"]["order"]) + r")\b")

    def about(self, grammar: Grammar) -> Mapping[str, float]:
        """What the article is about: the share of each issue in the words of it that name one."""
        w = grammar.words
        counted: defaultdict[str, float] = defaultdict(float)
        for i in range(len(w)):
            if w.pos[i] in ("NOUN", "PROPN", "ADJ"):
                for issue, strength in self._says(grammar, i).items():
                    counted[issue] += strength if issue not in _GENERAL else 0.0
        whole = sum(counted.values()) or 1.0
        for says in self._named:
            for issue, strength in says.items():
                counted[issue] += _TITLE * whole * strength / len(self._named) if issue not in _GENERAL else 0.0
        total = sum(counted.values()) or 1.0
        return {issue: strength / total for issue, strength in counted.items()}

    def of(self, grammar: Grammar, taken: Taken, about: Mapping[str, float]) -> str:
        """The issue of what is wanted."""
        if taken.issue:
            return taken.issue
        lowered = grammar.words_of(taken.evidence).lower()
        own = [(lowered.find(phrase), issue) for phrase, issue in self._phrases if phrase in lowered]
        reason = _REASON.search(lowered)
        upto = min(reason.start() if reason else len(lowered), self._described(grammar, taken))
        named = [o for o in own if o[0] < upto]
        if named:
            return self._talked_on(lowered, named) or min(named)[1]
        if self._order.search(lowered):
            return "talks"
        taken = self._without_reason(grammar, taken) if reason is not None else taken
        demand = self._demand(grammar, taken)
        scores = self._scores(grammar, demand) or self._scores(grammar, taken)
        about_it = self._told_of(grammar, taken) if not scores else None
        if about_it is not None:
            scores = self._scores(grammar, about_it)
        aim = self._aim(grammar, taken)
        aimed = self._scores(grammar, aim) if aim is not None else scores
        scores = aimed if max(aimed.values(), default=0.0) > max(scores.values(), default=0.0) else scores
        if not scores and self._takes_up(grammar, taken):
            scores = self._before(grammar, taken)
        if not scores and not taken.refuses and self._is_place(grammar, taken):
            return "talks"
        if max(scores.values(), default=0.0) < _ENOUGH:
            scores["other"] += _OTHER
            for issue, share in about.items():
                scores[issue] += _ARTICLE * share
        best = max(sorted(scores), key=lambda issue: (scores[issue], about.get(issue, 0.0)), default="other")
        return best if scores[best] >= _ENOUGH else min(own)[1] if own else "other"

    def _described(self, grammar: Grammar, taken: Taken) -> int:
        """Where words begin that only say of whom it is: "to discuss it with a state that imposes sanctions"."""
        w, (first, end) = grammar.words, taken.evidence
        for clause in grammar.headed(taken.evidence):
            above = w.head[clause.head]
            whose = clause.relation == "relative" and w.dep[above] == "pobj" and w.lower[w.head[above]] in _WITH
            if whose and first < (start := extent_of(grammar, clause)[0]) < end:
                return len(w.words(first, start))
        return len(w.words(first, end))

    def _without_reason(self, grammar: Grammar, taken: Taken) -> Taken:
        """What is wanted without why: "will stop the trips because of the sanctions" is about the trips."""
        first, end = taken.evidence
        why = (
            i for i in range(taken.wanted + 1, end) if _REASON.match(grammar.words.words(i, min(i + 3, end)).lower())
        )
        return replace(taken, evidence=(first, next(why, end)))

    def _talked_on(self, lowered: str, named: Sequence[tuple[int, str]]) -> str | None:
        """The issue of a "dialogue on fishing": whether to hold one on one thing is not whether to hold the talks."""
        at, first = min(named)
        told = set(_LONG.findall(lowered))
        the_talks = any(t in lowered for t in self._talks) or any(words <= told for words in self._matter)
        on = _ON.search(lowered, at) if first == "talks" and not the_talks else None
        later = min((o for o in named if on is not None and o[0] >= on.end()), default=None)
        return later[1] if later is not None and on is not None and later[0] == on.end() else None

    def _is_place(self, grammar: Grammar, taken: Taken) -> bool:
        """ "prefers Geneva": a place to meet; not "has Geneva in mind"."""
        w = grammar.words
        above = w.head[taken.wanted]
        return w.pos[taken.wanted] == "PROPN" and taken.clause.head in (above, w.head[above])

    def _scores(self, grammar: Grammar, taken: Taken) -> defaultdict[str, float]:
        """What each issue has of the evidence without its conditions."""
        w = grammar.words
        scores: defaultdict[str, float] = defaultdict(float)
        conditions = list(self._conditions(grammar, taken))
        for i in range(*taken.evidence):
            says = self._says(grammar, i)
            if not says or any(a <= i < b for a, b in conditions) or self._takes_a_thing(grammar, i):
                continue
            depth = self._depth(grammar, i, taken.wanted)
            if depth < _HEAD and w.lemma[i].lower() in names("to_talk"):
                scores["talks"] += _NEAR
            for issue, strength in says.items():
                scores[issue] += strength / (1 + depth)
        return scores

    def _told_of(self, grammar: Grammar, taken: Taken) -> Taken | None:
        """ "the tolls are gone and will not be brought back": what a joined clause has its subject from."""
        clause = grammar.over(taken.wanted) or taken.clause
        thing = clause.surface if clause.voice == "passive" else None
        outside = thing is not None and not taken.evidence[0] <= thing.head < taken.evidence[1]
        return replace(taken, wanted=thing.head, evidence=thing.extent) if thing is not None and outside else None

    def _aim(self, grammar: Grammar, taken: Taken) -> Taken | None:
        """ "To return to the talks, Lima must show respect": what it is for, in front of it."""
        first, _ = grammar.sentence(taken.clause.sentence)
        aims = (c for c in grammar.of_sentence(taken.clause.sentence) if c.relation == "purpose")
        aim = next((c for c in aims if c.head < taken.evidence[0] and grammar.words.lower[first] == "to"), None)
        return replace(taken, wanted=aim.head, evidence=extent_of(grammar, aim)) if aim is not None else None

    def _takes_a_thing(self, grammar: Grammar, token: int) -> bool:
        """ "will not discuss the toll" is about it; "will not discuss the agenda", "before it discusses it" are not."""
        clause = grammar.at(token) if grammar.words.lemma[token].lower() in names("discussing") else None
        thing = clause.get("object", "about") if clause is not None else None
        if clause is None or thing is None or grammar.words.pos[thing.head] not in ("NOUN", "PROPN", "PRON"):
            return False
        if clause.marker is not None and grammar.words.lower[clause.marker] in _TIMES:
            return False
        below = grammar.words.children[thing.head]
        bare = all(grammar.words.dep[c] in _BARE for c in below) and "such" in {grammar.words.lower[c] for c in below}
        if bare and grammar.words.lemma[thing.head].lower() in names("anaphors"):
            return False  # "impossible to discuss such a paper" names no matter, "such a paper on fish" does
        return "talks" not in self._says(grammar, thing.head)

    def _demand(self, grammar: Grammar, taken: Taken) -> Taken:
        """The stance with what a threat or a trade is to get: "X unless Y" or "X for Y" are about Y."""
        w = grammar.words
        for clause in grammar.headed(taken.evidence):
            if clause.marker is not None and self._is_aim(grammar, taken, clause):
                return replace(taken, wanted=clause.head, evidence=extent_of(grammar, clause))
        for i in range(*taken.evidence):
            if taken.rule.startswith("positions.made-conditional") and w.lower[i] == "for":
                return replace(taken, wanted=i, evidence=grammar.whole(i))
            if w.lower[i] in names("trade") and w.preposition(i) == "in":
                got = next((c for c in w.children[i] if w.lower[c] == "for"), None)
                if got is not None:
                    return replace(taken, wanted=got, evidence=grammar.whole(got))
        return taken

    def _is_aim(self, grammar: Grammar, taken: Taken, clause: Clause) -> bool:
        """Whether a clause below the stance says what it is about: "X unless Y", "X if Y is not done or goes on"."""
        marker = grammar.words.lower[clause.marker or 0]
        goes_on = taken.rule == "positions.on-condition" and clause.lemma in names("going_on")
        dropped = taken.rule.startswith("positions.no-longer-asked") and marker == "before"
        return not taken.refuses and (marker == "unless" or dropped or (marker == "if" and (clause.negated or goes_on)))

    def _before(self, grammar: Grammar, taken: Taken) -> defaultdict[str, float]:
        """The issues of the sentence before and of what stands before the evidence in its own."""
        w = grammar.words
        sentence = w.sentence[taken.evidence[0]]
        scores: defaultdict[str, float] = defaultdict(float)
        several = any(w.lower[i] in _SEVERAL for i in range(*taken.evidence))  # "resume them": what is in the plural
        passed = 0
        for i in range(taken.evidence[0] - 1, -1, -1):
            if w.sentence[i] < sentence - 1:
                break
            says = self._says(grammar, i) if not several or w.tag[i] in ("NNS", "NNPS") else {}
            passed += bool(says)
            for issue, strength in says.items():
                scores[issue] += strength / (1 + passed)  # the nearest counts most
        return scores

    def _takes_up(self, grammar: Grammar, taken: Taken) -> bool:
        """Whether it names what was told before: "the request", "them"; "it" as often stands for a party."""
        w, inside = grammar.words, range(*taken.evidence)
        nouns = (w.lemma[i].lower() for i in inside if w.pos[i] == "NOUN")
        return any(w.lower[i] == "them" for i in inside) or any(noun in names("anaphors") for noun in nouns)

    def _conditions(self, grammar: Grammar, taken: Taken) -> Iterator[Extent]:
        """Clauses of condition and time below what is wanted: "X only if Y" takes the issue of X."""
        for clause in grammar.headed(taken.evidence):
            if clause.relation in _OPEN_RELATIONS:
                extent = extent_of(grammar, clause, marker=True)
                if not extent[0] <= taken.wanted < extent[1]:
                    yield extent
        w = grammar.words
        if w.head[taken.clause.head] == taken.wanted != taken.clause.head:  # "the truce proposed by the mediator"
            yield extent_of(grammar, taken.clause)
        for i in range(*taken.evidence):
            if w.dep[i] == "prep" and w.lower[i] in _TIMES:  # "no visit before the summit"
                yield (i, w.right_edge(i))

    def _depth(self, grammar: Grammar, token: int, top: int) -> int:
        """How far below `top` the token stands; an adjective stands with its noun, a preposition with its
        noun too; beside it, as far as four."""
        w = grammar.words
        at = w.head[token] if w.dep[token] in ("amod", "compound") else token
        way = list(w.upward(at))
        return sum(w.dep[i] != "pobj" for i in way[: way.index(top)]) if top in way else 4

    def _says(self, grammar: Grammar, token: int) -> Says:
        """What a token says of the issues; a name also by its singular ("the Northern Islands")."""
        w = grammar.words
        lemma = w.lemma[token].lower()
        if w.pos[token] in ("VERB", "AUX"):
            return self._lexicon.deeds.get(lemma, {})
        plural = self._lexicon.things.get(w.lower[token])  # "the terms", where "a term" is a word
        return plural or self._of_word(lemma, _FORMS if w.pos[token] == "PROPN" else _FORMS[:1])

    def _of_word(self, word: str, forms: Sequence[Callable[[str], str]]) -> Says:
        return next((self._lexicon.things[f(word)] for f in forms if f(word) in self._lexicon.things), {})
