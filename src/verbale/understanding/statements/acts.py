"""What saying something does: state, agree, deny, threaten … The cue tells, else what its content says.

Content is asked by its clauses: who is to do what, is it said to be so, willed, owed or feared (`tables/acts.toml`). To
will not to do a thing is to reject, to say that no such thing was is to deny, to say that another must is to request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from verbale.model.evidence import Finding
from verbale.model.negotiation import Act, Actor
from verbale.understanding.frames.engine import Fills, Frames, Match
from verbale.understanding.frames.table import table_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.grammar.governing import is_infinitive
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.grammar.polarity import negator_of
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import is_verb
from verbale.understanding.statements import tables

TABLE = table_of("acts", tables.toml("acts"))
_FRAMES = Frames(TABLE)
_BESIDE = frozenset({"advmod", "prep", "advcl", "npadvmod"})
_NAMING = frozenset({"name", "as", "object"})
_OPENING = 2
"""Sentences of an answer that say what it does; a denial may come later."""


@dataclass(frozen=True, slots=True)
class Said:
    """Content as its act is asked for: the act of its cue, in which frame, by whom, in which tokens, against whom."""

    act: Act
    kind: str
    frame: str
    speaker: Finding[Actor] | None
    content: tuple[Extent, ...]
    against: bool


class Acts:
    """The acts of one article's statements."""

    def __init__(self, grammar: Grammar, mentions: Mentions) -> None:
        self._grammar = grammar
        self._mentions = mentions

    def of(self, said: Said) -> Act:
        """What is done by saying it: the first clause of the content that does more than state decides."""
        if said.frame == "turn" and self._grammar.words.lower[said.content[0][0]] in tables.toml("acts")["names"]["no"]:
            return "deny"
        match = self._match(said)
        return cast(Act, match.row.gives["act"]) if match is not None else said.act

    def performed(self, said: Said) -> int | None:
        """The verb that only names what these words do by being said, where it decides: “We ask the town to wait.”"""
        match = self._match(said)
        return match.clause.head if match is not None and match.row.gives.get("performs") else None

    def is_we(self, head: int | None) -> bool:
        """Whether a noun phrase is I or we."""
        return head is not None and self._grammar.words.lower[head] in tables.toml("acts")["names"]["we"]

    def _match(self, said: Said) -> Match | None:
        fills = Sides(self._grammar, self._mentions, said.speaker).fills()
        for clause in self._clauses(said):
            match = next((m for m in _FRAMES.of(self._grammar, clause, fills) if _is_for(m, said)), None)
            told = match.row.gives["act"] if match is not None else "state"
            decides = match is not None and (told != "state" or bool(match.row.gives.get("last")))
            if decides and (told == "deny" or not self._is_late(clause, said)):
                return match
        return None

    def _is_late(self, clause: Clause, said: Said) -> bool:
        sentence = self._grammar.words.sentence
        return said.frame == "turn" and sentence[clause.head] - sentence[said.content[0][0]] >= _OPENING

    def _clauses(self, said: Said) -> Iterator[Clause]:
        """The clauses that make up the content: its main ones and what these say is to be, but nothing said in them."""
        w = self._grammar.words
        for i in (i for first, after in said.content for i in range(first, after)):
            clause = self._grammar.at(i)
            if clause is not None and self._is_top(clause, said):
                yield clause
            elif said.frame in _NAMING and w.pos[i] in ("NOUN", "ADJ", "PROPN"):
                yield self._grammar.noun(i)

    def _is_top(self, clause: Clause, said: Said) -> bool:
        if clause.form == "infinitive" and clause.joined is not None:
            return False  # "resolved to settle it and not to leave it": the first tells
        at: Clause | None = clause
        while at is not None and at.relation == "complement" and self._holds(said, at.parent):
            at = self._grammar.parent(at)
            if at is not None and at.lemma in of_class("speech"):
                return False
        if at is None or at.relation in ("relative", "participle"):
            return False
        spliced = at.relation == "content" and at.marker is None and at.parent is not None and at.head < at.parent
        return spliced or not self._holds(said, at.parent)

    def _holds(self, said: Said, token: int | None) -> bool:
        return token is not None and any(a <= token < b for a, b in said.content)


def _is_for(match: Match, said: Said) -> bool:
    """Whether a row counts under a cue of this act and kind: most for words said under cues that leave the act open."""
    gives = match.row.gives
    held = said.kind == "attitude" and not gives.get("attitude")
    of = cast(tuple[str, ...], match.row.gives.get("of", ("state",)))
    same = bool(gives.get("performs")) and said.act == gives["act"]
    return not held and said.against >= bool(gives.get("against")) and (said.act in of or same)


class Sides:
    """Whether who does a thing is who speaks: "we", "its government", "it" under "Oslo said"."""

    def __init__(self, grammar: Grammar, mentions: Mentions | None, speaker: Finding[Actor] | None) -> None:
        self._grammar = grammar
        self._mentions = mentions
        self._speaker = speaker

    def fills(self) -> Fills:
        """By slot, whether an argument is what the slot is for."""
        return {
            "self": self._is_self,
            "mine": self._is_mine,
            "other": lambda a, c: not self._is_mine(a, c),
            "another": lambda a, c: not self._is_mine(a, c) and not self._named(a, "no"),
            "awaiting": lambda a, c: (
                not self._is_mine(a, c) and not self._named(a, "no") and self._has_below(c, "unless")
            ),
            "giver": lambda a, c: self._is_self(a, c) and not self._is_bargain(c),
            "trader": lambda a, c: self._is_self(a, c) and self._is_trade(c),
            "never_held": self._is_never_held,
            "never_met": lambda a, c: self._is_never_held(a, c) and self._has_party(a),
            "given": lambda _, c: not self._has_beside(c, "only"),
            "rival": lambda a, _: not self._is_voice(a.head) and self._can_act(a.head),
            "culprit": self._is_culprit,
            "we": lambda a, _: self._grammar.words.lower[a.head] in tables.toml("acts")["names"]["we"],
            "doer": self._is_doer,
            "terms": lambda a, _: self._grammar.words.lemma[a.head] in tables.settings("proposals", "nouns"),
            "charge": lambda a, _: a.role == "clause" or self._named(a, "charges"),
            "deed": lambda a, _: a.role == "clause" and is_infinitive(self._grammar.words, a.head),
            "told": lambda a, _: (at := self._grammar.at(a.head)) is not None and at.form == "finite",
            "blameless": lambda a, c: self._is_self(a, c) and not self._is_open(c),
            "deniable": lambda a, c: self._named(a, "deniable") and not self._is_open(c),
            "duty": lambda a, _: self._named(a, "duties"),
            "victim": lambda a, _: not self._named(a, "foes"),
            "still": lambda a, c: self._is_self(a, c) and not self._is_over(c),
            "undone": lambda a, _: self._has_negation_below(a.head),
            "none": lambda a, _: self._opens(a, "no"),
            "nothing_of_it": lambda a, _: self._is_nothing_of_it(a),
            "such": lambda a, _: self._grammar.words.lower[a.extent[0] : a.extent[0] + 2] == ["no", "such"],
        }

    def _is_doer(self, argument: Argument, clause: Clause) -> bool:
        """Who does a thing by saying that one does it: no habit is told, and nothing that is none."""
        names, lower = tables.toml("acts")["names"], self._grammar.words.lower
        idle = any(lower[a.head] in names["idle"] for a in clause.arguments)
        return lower[argument.head] in names["we"] and not idle and not self._has_beside(clause, "habits")

    def _has_negation_below(self, head: int) -> bool:
        """ "No reason not to go", "no intention of not paying": what hangs on a noun is negated in its turn."""
        w = self._grammar.words
        below = [k for c in self._below(head) for k in (c, *self._below(c) * (w.dep[c] == "prep"))]
        return any(is_verb(w, c) and negator_of(w, c) is not None for c in below)

    def _is_nothing_of_it(self, argument: Argument) -> bool:
        """ "Nothing of the kind": not a thing of what one is said to have done."""
        w, at = self._grammar.words, argument.head
        there = w.pos[at + 4 : at + 5] == ["ADP"]  # "nothing of the kind in the shops"
        of_it = [["nothing", "of", "the", kind] for kind in tables.toml("acts")["names"]["kinds"]]
        return w.lower[at : at + 4] in of_it and not there

    def _is_culprit(self, argument: Argument, clause: Clause) -> bool:
        """ "It was Lima that broke off the round": for a harm, or for what was done to us or to talks."""
        w, it = self._grammar.words, clause.surface
        if it is None or w.lower[it.head] != "it" or self._is_voice(argument.head) or not self._can_act(argument.head):
            return False
        acts, below = tables.toml("acts"), (*self._below(argument.head), *self._below(clause.head))
        did = (at for c in below if w.dep[c] in ("relcl", "acl", "ccomp") and (at := self._grammar.at(c)))
        for d in (d for d in did if d.told == "past" and d.voice == "active" and not d.negated):
            if any(w.dep[c] == "nsubj" and w.lower[c] not in acts["names"]["relative"] for c in self._below(d.head)):
                continue  # "it was Lima that we attacked"
            names = {d.lemma, *(f"{d.lemma} {x}" for x in (d.particle, *self._grammar.beside(d)))}
            of_it = (a for a in d.arguments if a.role != "subject")
            hit = any(self._is_self(a, d) or self._named(a, "shared") or self._opens(a, "we_own") for a in of_it)
            if names & set(acts["words"]["wrong"]) or (hit and names & set(acts["names"]["amiss"])):
                return True
        return False

    def _is_never_held(self, argument: Argument, clause: Clause) -> bool:
        """ "No talks had taken place": a flat no to what a party is said to have done; not "since May", "yet"."""
        none = clause.perfect and self._opens(argument, "no") and self._named(argument, "deniable")
        return none and not self._is_open(clause)

    def _has_party(self, argument: Argument) -> bool:
        w, names = self._grammar.words, tables.toml("acts")["names"]["joint"]
        return any(self._can_act(i) for c in self._below(argument.head) if w.lower[c] in names for i in w.objects(c))

    def _is_bargain(self, clause: Clause) -> bool:
        return self._has_beside(clause, "only") or self._is_trade(clause)

    def _is_trade(self, clause: Clause) -> bool:
        """ "In return for a seat", "in exchange": not "the return of the boats", nor what is done against another."""
        w, names, words = self._grammar.words, tables.toml("acts")["names"]["returns"], tables.toml("acts")["words"]
        if clause.lemma in {*words["hostile"], *words["harm"], *tables.toml("acts")["names"]["holds_back"]}:
            return False
        near = (i for c in self._below(clause.head) for i in (c, *self._below(c)))
        below = (i for p in near if w.lower[p] == "in" for i in w.objects(p))
        return any(w.lower[i] in names and w.lower[i - 1] == "in" for i in below)

    def _opens(self, argument: Argument, kind: str) -> bool:
        return self._grammar.words.lower[argument.extent[0]] in tables.toml("acts")["names"][kind]

    def _named(self, argument: Argument, kind: str) -> bool:
        w, named = self._grammar.words, tables.toml("acts")["names"][kind]
        return w.lemma[argument.head] in named or w.lower[argument.head] in named

    def _is_open(self, clause: Clause) -> bool:
        """Whether more is told beside the verb than that it was so: yet, since May, lightly."""
        return self._has_beside(clause, "open")

    def _is_over(self, clause: Clause) -> bool:
        """Whether it was so at another time than when it is said: had welcomed, supported until May."""
        earlier = clause.perfect and not self._has_beside(clause, "lasting")
        return clause.tense == "past" and (earlier or self._is_open(clause))

    def _has_beside(self, clause: Clause, kind: str) -> bool:
        w, children = self._grammar.words, self._below(clause.head)
        words = {w.lower[i] for c in children for i in (c, *self._below(c)) if w.dep[c] in _BESIDE}
        return bool(words & set(tables.toml("acts")["names"][kind]))

    def _has_below(self, clause: Clause, kind: str) -> bool:
        """Whether what hangs on it opens with a word: "will not sail unless it rains"."""
        w, names = self._grammar.words, tables.toml("acts")["names"][kind]
        return any(w.lower[i] in names for c in self._below(clause.head) for i in (c, *self._below(c)))

    def _can_act(self, head: int) -> bool:
        """Whether it is somebody: named, a pronoun, a body of people."""
        w = self._grammar.words
        if w.pos[head] in ("PROPN", "PRON") or self._actor(head) is not None:
            return True
        return w.tag[head] == "NNS" or w.lemma[head] in tables.toml("acts")["names"]["own"]

    def _below(self, token: int) -> list[int]:
        return self._grammar.words.children[token]

    def _is_voice(self, head: int) -> bool:
        """Whether it is the speaker alone, not those whom the speaker may be at odds with in one's own country."""
        w = self._grammar.words
        names = tables.toml("acts")["names"]
        if w.lower[head] in names["we"]:
            return True
        actor = self._actor(head)
        if actor is None or self._speaker is None:
            return w.lower[head] in names["pronouns"]
        return actor.key == self._speaker.key

    def _is_self(self, argument: Argument, _: Clause) -> bool:
        w, head = self._grammar.words, argument.head
        if self._is_voice(head):
            return True
        names = tables.toml("acts")["names"]
        actor = self._actor(head)
        one = actor.content.party if actor is not None else None
        other = self._speaker.content.party if self._speaker is not None else None
        if one and other:
            return one == other
        if w.lower[head] in names["pronouns"]:
            return True
        owners = {w.lower[c] for c in self._below(head) if w.dep[c] in ("poss", "det")}
        return w.lemma[head] in names["own"] and bool(owners & set(names["ours"]))

    def _is_mine(self, argument: Argument, clause: Clause) -> bool:
        """Whether it is the speaker's side by more than "the": "the army should leave" may be said of any army."""
        actor = self._actor(argument.head)
        known = actor is not None and actor.content.party is not None
        return self._is_self(argument, clause) and (known or self._grammar.words.lower[argument.extent[0]] != "the")

    def _actor(self, head: int) -> Finding[Actor] | None:
        if self._mentions is None:
            return None
        span = self._grammar.words.span(head, head + 1)
        found = self._mentions.at(span)
        return found[1] if found is not None and found[0][1] >= span[1] else None
