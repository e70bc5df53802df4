"""Which noun phrases of an article mean the talks that it is about, and which their rounds, their text, their sides.

Talks between parties that most of the article's named talks are not between are other talks; with a brief, talks that
go beyond its parties are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from verbale.model.brief import Brief
from verbale.understanding.frames.engine import Fills
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.grammar.words import Words
from verbale.understanding.phases.tables import words_in

_BEFORE = ("compound", "amod", "nmod")
names = partial(words_in, "phases", "names")
"""A class of words of `tables/phases.toml`."""


class Talks:
    """Which noun phrases of an article mean its own talks."""

    def __init__(self, brief: Brief) -> None:
        self.parties = frozenset(p.code for p in brief.parties)
        self._called = tuple(name.lower() for name in brief.talks)
        own = (*brief.talks, *(n.name for p in brief.places for n in p.names))
        self._words = frozenset(w for name in own for w in name.lower().split())
        self.topics = self._words | {w for i in brief.issues for term in i.terms for w in term.lower().split()}
        """Words of what the parties of the brief negotiate about."""
        self._terms = frozenset(w for i in brief.issues for term in i.terms for w in term.lower().split()) - self._words

    def own(self, grammar: Grammar, mentions: Mentions) -> frozenset[int]:
        """Tokens that head a phrase for talks, without those between parties that this article is not about."""
        called = self._called_so(grammar)
        w = grammar.words
        named = {i: _parties_of(grammar, mentions, i) for i in range(len(w)) if i in called or _is_talks(w, i)}
        pairs = Counter(parties for parties in named.values() if len(parties) == 2)
        main = self.parties or (max(sorted(pairs, key=sorted), key=lambda p: pairs[p]) if pairs else frozenset())
        ours = (i for i, parties in named.items() if not main or len(parties) < 2 or parties <= main)
        return _taken_up(grammar, frozenset(i for i in ours if not self._on_another_issue(w, i)))

    def _on_another_issue(self, w: Words, i: int) -> bool:
        """ "consultations on safe fishing", where fishing is an issue beside that of the talks."""
        if not self._called:
            return False
        topics = (c for p in w.children[i] if w.lower[p] in ("on", "over", "about") for c in w.children[p])
        named = (k for topic in topics for k in (topic, *w.children[topic]) if w.pos[k] in ("NOUN", "PROPN", "ADJ"))
        said = {w.lower[k] for k in named}
        return bool(said & self._terms) and not said & self._words

    def _called_so(self, grammar: Grammar) -> frozenset[int]:
        """The heads of the names by which the brief knows the talks, wherever they stand."""
        text = grammar.analysis.article.text.lower()
        extents = (grammar.tokens(m.span()) for name in self._called for m in re.finditer(re.escape(name), text))
        return frozenset(grammar.head_of(extent) for extent in extents if extent[0] < extent[1])


def _is_talks(w: Words, i: int) -> bool:
    """Whether the token heads a name for negotiations."""
    lemma = w.lemma[i]
    if lemma not in names("talks") | names("process") or w.pos[i] not in ("NOUN", "PROPN"):
        return False
    beside = {w.lemma[c] for c in w.children[i] if w.dep[c] in _BEFORE}
    if lemma in names("talks"):
        plural = lemma not in names("plural") or w.tag[i] == "NNS"
        return plural and w.dep[i] != "compound" and not beside & names("not_of")
    return bool(beside & names("process_of"))


def _taken_up(grammar: Grammar, own: frozenset[int]) -> frozenset[int]:
    """ "The talks … They were suspended", "the process": later words for talks already named."""
    if not own:
        return own
    w = grammar.words
    found = set(own)
    for i in range(min(own), len(w)):
        if w.lower[i] == "process":
            plain = [w.lower[c] for c in w.children[i] if w.dep[c] in ("det", "poss", *_BEFORE)]
            found |= {i} if plain == ["the"] else set()
        elif w.lower[i] in ("they", "them", "it") and w.dep[i] in ("nsubj", "nsubjpass", "dobj"):
            found |= {i} if _means(grammar, i, found) else set()
    return frozenset(found)


def _means(grammar: Grammar, i: int, own: set[int]) -> bool:
    """Whether a pronoun takes up talks: of its sentence, or else the one before, the last thing that it may mean."""
    w = grammar.words
    clause = grammar.over(i)
    near = [c for c in grammar.of_sentence(w.sentence[i]) if c.head < i and c is not clause]
    before = [c for c in grammar.of_sentence(w.sentence[i] - 1) if c.relation in ("main", "content")]
    held = [a for c in (near or before) for a in (c.surface, c.object) if a is not None]
    plural = w.lower[i] != "it"
    fit = [a.head for a in held if (w.tag[a.head] in ("NNS", "NNPS") or w.lower[a.head] == "they") == plural]
    return bool(fit) and (max(fit) in own if near else not own.isdisjoint(fit))


def _parties_of(grammar: Grammar, mentions: Mentions, i: int) -> frozenset[str]:
    """The parties that the phrase names, whoever acts on the talks in it included ("the U.S. suspension of …")."""
    w = grammar.words
    top = i
    while w.preposition(top) == "of" and w.pos[w.governor(top)] == "NOUN":
        top = w.head[w.head[top]]
    between = [c for c in w.children[i] if w.dep[c] == "prep" and w.lower[c] in ("between", "with", "among")]
    after = max((grammar.whole(c)[1] for c in between), default=i + 1)
    found = mentions.within(w.span(grammar.whole(top)[0], max(after, i + 1)))
    return frozenset(a.content.party for _, a in found if a.content.party)


class Slots:
    """Tests of what may fill the slots in one article: `own` are heads of its talks, `days` tokens of its dates.

    `party` tells which of the brief's parties a token names, if it names one; `topics` are words of the brief's issues.
    """

    def __init__(
        self,
        grammar: Grammar,
        own: frozenset[int],
        days: frozenset[int],
        party: Callable[[int], str | None] = lambda _: None,
        topics: frozenset[str] = frozenset(),
    ) -> None:
        self._grammar = grammar
        self._topics = topics
        self._own, self._days = own, days
        self._party = party

    def fills(self) -> Fills:
        """By slot of `tables/phases.toml`, the test that an argument must pass."""
        return {
            "talks": lambda a, _: self._is_own(a.head),
            "ended": lambda a, clause: self._is_own(a.head) or self._is_text(a.head, clause),
            "round": lambda a, _: self._is_round(a.head),
            "held": lambda a, _: self._is_held(a.head),
            "date": lambda a, _: not self._days.isdisjoint(range(*a.extent)),
            "sides": lambda a, _: self._are_several(a),
            "signers": lambda a, _: self._are_several(a) or len({*map(self._side, a.members)} - {None}) > 1,
            "paper": lambda a, clause: self._is_paper(a.head, clause),
            "lacking": lambda a, _: self._is_result(a.head),
            "by": lambda a, _: a.head not in self._own,
            "delegates": lambda a, _: a.head not in self._own and not self._named("onlookers", a.head),
        }

    def _side(self, i: int) -> str | None:
        """The party that a token names, or the name beside it: "President Ada Orum"."""
        w = self._grammar.words
        named = (self._party(k) for k in (i, *(c for c in w.children[i] if w.dep[c] == "appos")))
        return next(filter(None, named), None)

    def _within(self, i: int, *prepositions: str) -> Iterator[int]:
        w = self._grammar.words
        for p in w.children[i]:
            if w.dep[p] == "prep" and w.lower[p] in prepositions:
                yield from w.objects(p)

    def _beside(self, i: int, words: frozenset[str]) -> bool:
        return any(self._grammar.words.lower[c] in words for c in self._grammar.words.children[i])

    def _named(self, name: str, i: int) -> bool:
        """A word of a class, in an article that has talks of its own."""
        return bool(self._own) and self._grammar.words.lemma[i] in names(name)

    def _is_other(self, i: int) -> bool:
        """ "a press conference", "a cabinet meeting"."""
        w = self._grammar.words
        return any(w.lemma[c] in names("other_meetings") for c in w.children[i])

    def _is_own(self, i: int) -> bool:
        """The talks, what is said of them (their pace, start, course), one's part in them, the table of them."""
        part = self._grammar.words.lemma[i] in names("of_talks")
        of = part and any(c in self._own for c in self._within(i, "of", "on", "in"))
        return i in self._own or of or self._is_table(i)

    def _is_text(self, i: int, over: Clause) -> bool:
        """ "the treaty was finalised", an accord that somebody named reached: not "an accord was reached on fish"."""
        by = over.subject is not None and over.subject.head != i and over.relation not in ("time", "participle")
        known = over.relation not in ("relative", "participle") and self._beside(i, names("known"))
        return self._named("text", i) and (by or (known and over.lemma not in names("reached")))

    def _is_paper(self, i: int, clause: Clause) -> bool:
        """The accord of the talks: none of another kind, on something else, with others, or to go on with them."""
        w = self._grammar.words
        if w.lemma[i] not in names("paper") or w.tag[i] != "NN" or w.lower[clause.head - 1] in names("one_by_one"):
            return False
        topics = self._topics | {
            w.lower[c] for own in self._own for c in (*w.children[own], *self._within(own, "on", "over"))
        }
        named = {w.lower[c] for c in w.children[i] if w.dep[c] in _BEFORE}
        kind = named - names("whole")
        about = {w.lower[c] for c in self._within(i, "on", "over", "about", "for")}
        others = (*self._within(i, "with"), *self._within(clause.head, "with"))
        told_of = not named & topics and any(w.dep[c] in ("acl", "relcl") for c in w.children[i])
        opens = told_of or w.lower[i + 1 : i + 2] == ["to"]
        return not opens and not others and kind <= topics and (not about or bool(about & topics))

    def _is_result(self, i: int) -> bool:
        """What talks are held for: "a deal", "reaching a deal", "any sign of one", "the two agreeing"."""
        w = self._grammar.words
        taken = (c for c in w.children[i] if w.dep[c] in ("dobj", "acl"))
        return any(w.lemma[k].lower() in names("results") for k in (i, *taken, *self._within(i, "of")))

    def _is_round(self, i: int) -> bool:
        """A round or session of talks, another meeting of them, "another" after a round."""
        w = self._grammar.words
        if self._is_other(i) or any(
            w.lemma[k] in names("games") for k in (*w.children[i], *self._within(i, "of", "in"))
        ):
            return False
        if w.lemma[i] in names("round"):
            return True
        if i in self._own:
            return self._beside(i, names("ordinal"))
        if w.lower[i] == "it" and self._own:
            return _means(self._grammar, i, {k for k in range(i) if w.lemma[k] in names("round")})
        if w.lower[i] in ("another", "one", "next"):
            return any(w.lemma[k] in names("round") for k in range(i) if w.sentence[k] >= w.sentence[i] - 1)
        return self._named("meeting", i) and self._beside(i, names("more"))

    def _is_held(self, i: int) -> bool:
        """What is set or offered: the talks, a round, a meeting."""
        return self._is_own(i) or self._is_round(i) or (self._named("meeting", i) and not self._is_other(i))

    def _is_table(self, i: int) -> bool:
        w = self._grammar.words
        return self._named("table", i) and any(w.dep[c] == "det" for c in w.children[i])

    def _are_several(self, argument: Argument) -> bool:
        """Several who negotiate: "the delegations"; in an article that has talks, "they", "Lima and Quito"."""
        w, i = self._grammar.words, argument.head
        several = w.tag[i] in ("NNS", "NNPS") or w.lower[i] in ("they", "we", "both", "two")
        return (several or len(argument.members) > 1) and (bool(self._own) or w.lemma[i] in names("negotiators"))
