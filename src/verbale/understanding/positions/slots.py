"""What the slots of the frames of positions take: things that can be wanted, deeds, ties, land."""

from __future__ import annotations

from functools import partial

from verbale.understanding.frames.engine import Fills
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.positions.tables import toml, words_in
from verbale.understanding.tables import toml as shared

_LAID = frozenset({"obligation", "intention", "condition", "ability", "possibility", "proposal", "request"})
"""What makes of a finite clause something that is to be: "insists that it must leave"."""
_TERMS = frozenset({"relcl", "acl"})
_SINGULAR = frozenset({"it", "he", "she"})
_ASKING = frozenset({"WRB", "WP", "WDT"})
names = partial(words_in, "positions", "names")
"""A class of words of `tables/positions.toml`."""


class Slots:
    """The tests of the slots in one article."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def fills(self) -> Fills:
        """By slot, whether an argument of a clause is what the slot is for."""
        return {
            "thing": self._is_thing, "due": self._is_due_thing, "asked": self._is_asked, "move": self._is_due_thing,
            "deed": self._is_deed, "broken": self._is_broken, "land": self._is_land, "bounds": self._is_bounds,
            "demands": lambda argument, _: self._lemma(argument) in names("demands"),
            "stands": lambda argument, _: self._lemma(argument) in names("stands"),
        }  # fmt: skip

    def _lemma(self, argument: Argument) -> str:
        return self._grammar.words.lemma[argument.head].lower()

    def _is_thing(self, argument: Argument, _: Clause) -> bool:
        """A thing that can be wanted: no bare goodwill, no claim of fact, no frame of mind."""
        content = self._grammar.at(argument.head)
        if content is not None and content.form != "noun" and argument.role == "clause":
            return content.mood == "assertion" and not self._is_bare(content)
        lemma = self._lemma(argument)
        if self._grammar.words.lower[argument.head].endswith(("self", "selves")):
            return False
        return lemma not in names("claims") and not self._is_goodwill(argument.head)

    def _is_goodwill(self, noun: int) -> bool:
        w = self._grammar.words
        if w.lemma[noun].lower() not in names("goodwill"):
            return False
        terms = {"amod": names("terms"), "prep": names("with_terms")}
        return not any(w.dep[c] in _TERMS or w.lower[c] in terms.get(w.dep[c], ()) for c in w.children[noun])

    def _is_bare(self, clause: Clause) -> bool:
        """ "hopes to make progress", "wants to conclude a treaty": an aim without terms."""
        thing = clause.object
        if clause.lemma in names("idle") and clause.voice == "active":
            return True
        if thing is None or clause.negated:
            return False
        others = [a for a in clause.arguments if a.role not in ("subject", "object") and a.how == "own"]
        return not others and self._is_goodwill(thing.head)

    def _is_due(self, argument: Argument, over: Clause) -> bool:
        """What is to be, where "insisted that it had not changed" tells what is."""
        content = self._grammar.at(argument.head)
        if content is None or argument.role != "clause" or content.form in ("infinitive", "gerund"):
            return True
        w = self._grammar.words
        if ";" in w.text[content.head : over.head]:
            return False  # "The army will not leave; the Front insists that …"
        plain = not any(w.dep[c] in ("aux", "auxpass") for c in w.children[content.head])
        base = plain and (w.tag[content.head] == "VB" or (w.tag[content.head] == "VBP" and over.told == "past"))
        base = base or (plain and self._is_subjunctive(content))
        passive = any(w.lower[c] == "be" for c in w.children[content.head])
        return base or passive or bool(content.modality & _LAID) or w.lower[content.head] == "be"

    def _is_subjunctive(self, content: Clause) -> bool:
        """ "insists that the council come first": the plain form behind one thing."""
        w, surface = self._grammar.words, content.surface
        single = surface is not None and (w.tag[surface.head] in ("NN", "NNP") or w.lower[surface.head] in _SINGULAR)
        alone = surface is not None and single and len(surface.members) < 2
        return alone and w.tag[content.head] == "VBP"

    def _is_asked(self, argument: Argument, over: Clause) -> bool:
        content = self._grammar.at(argument.head)
        if content is None or argument.role != "clause":
            return argument.role == "to"
        if content.lemma in names("idle") or self._is_asked_after(content):
            return False
        return content.form == "infinitive" or (content.mood == "assertion" and self._is_due(argument, over))

    def _is_asked_after(self, content: Clause) -> bool:
        """ "asked how many days it would take"."""
        w = self._grammar.words
        return any(w.tag[i] in _ASKING for i in range(extent_of(self._grammar, content)[0], content.head))

    def _is_deed(self, argument: Argument, _: Clause) -> bool:
        content = self._grammar.at(argument.head)
        if content is None or argument.role != "clause":
            return argument.role != "clause"
        if content.lemma in names("motive") or self._is_bare(content):
            return False
        return content.form in ("infinitive", "gerund") or bool(content.modality & _LAID)

    def _is_due_thing(self, argument: Argument, over: Clause) -> bool:
        return self._is_thing(argument, over) and self._is_due(argument, over)

    def _is_broken(self, argument: Argument, _: Clause) -> bool:
        lemma, many = self._lemma(argument), self._grammar.words.tag[argument.head] == "NNS"
        return lemma in names("broken") or (many and lemma in names("exchanges"))

    def _is_land(self, argument: Argument, _: Clause) -> bool:
        """A name, a land or border, a part of one: "the northern half of the lake"."""
        part = self._grammar.noun(argument.head).get("of") if self._lemma(argument) in names("parts") else None
        head = argument.head if part is None else part.head
        return self._grammar.words.pos[head] == "PROPN" or self._is_border(head)

    def _is_border(self, noun: int) -> bool:
        own = toml("positions")["issues"]["sovereignty"]
        named = {*shared("issues")["sovereignty"]["terms"], *own["things"], *own["hints"]}
        return self._grammar.words.lemma[noun] in named | names("waters")

    def _is_bounds(self, argument: Argument, _: Clause) -> bool:
        """What is held of a land or its border: "that the border runs along the river"."""
        content = self._grammar.at(argument.head) if argument.role == "clause" else None
        stands = content is not None and content.form == "finite" and not content.perfect
        about = content.surface if content is not None and stands else None
        return about is not None and self._is_border(about.head)
