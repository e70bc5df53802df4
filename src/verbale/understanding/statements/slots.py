"""What the slots of the cues' frames take in one article: whole clauses, deeds, things, what something is called."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.understanding.frames.engine import Fills
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.statements import tables
from verbale.understanding.statements.page import Page


@dataclass(frozen=True, slots=True)
class _Slots:
    """What the slots take in one article."""

    page: Page

    def claim(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        if argument.role == "clause":
            return content is None or not self._is_bare(content)
        return self.content(argument, clause)

    def fact(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        is_doing = argument.role == "clause" and content is not None and content.form == "gerund"
        return self.claim(argument, clause) and not is_doing

    def move(self, argument: Argument, clause: Clause) -> bool:
        """What one is to do, save to speak: "declined to comment" says nothing."""
        return self.deed(argument, clause) and not self._is_speaking(argument.head)

    def _is_speaking(self, verb: int) -> bool:
        return self.page.grammar.words.lemma[verb] in tables.toml("settings")["refusals"]["verbs"]

    def aim(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        return self.content(argument, clause) and (
            content is None or argument.role != "clause" or content.relation != "question"
        )

    def others(self, argument: Argument, clause: Clause) -> bool:
        """What somebody else is to do or give: a thing, or a clause with a subject of its own or under an object."""
        content = self.page.grammar.at(argument.head)
        if argument.role == "object" or content is None:
            return self.content(argument, clause)
        own = content.surface is not None and content.surface.how == "own"
        return content.tense not in ("future", "present") and (own or clause.object is not None)

    def _is_bare(self, content: Clause) -> bool:
        """An infinitive that is no "that it be done": "said to be old", "let them go"."""
        if self._is_to(content.head):
            return True
        return content.form == "infinitive" and content.marker is None and content.voice == "active"

    def deed(self, argument: Argument, _: Clause) -> bool:
        return argument.role == "clause" and self._is_to(argument.head)

    def _is_to(self, verb: int) -> bool:
        w = self.page.grammar.words
        return any(w.tag[c] == "TO" for c in w.children[verb])

    def content(self, argument: Argument, clause: Clause) -> bool:
        if argument.role in ("clause", "quote", "aside"):
            return True
        token = self.page.doc[argument.head]
        if argument.role == "object":
            done = clause.voice == "active" or (argument.how == "own" and clause.subject is not None)
            return done and (
                token.pos_ not in ("PRON", "DET") or (token.lower_ in ("this", "it") and argument.how != "relative")
            )
        asks = token.tag_ in ("WP", "WDT") or token.lemma_ == "part"  # "what we ask for"; "lauded them for their part"
        return not (asks or self.page.dated[argument.head] or token.lemma_ in of_class("time"))

    def named(self, argument: Argument, _: Clause) -> bool:
        """What points back and its name, which the parse takes for one phrase: called that “fiction”."""
        words = [t for t in self.page.doc[argument.extent[0] : argument.head + 1] if not t.is_punct]
        return len(words) > 1 and words[0].lower_ in ("this", "that", "it", "them", "him", "her")

    def thing(self, argument: Argument, clause: Clause) -> bool:
        return argument.head > clause.head or clause.voice == "passive"

    def name(self, _: Argument, clause: Clause) -> bool:
        """What something is called by somebody: not "a group called the Front"."""
        return clause.voice == "active" or clause.subject is not None

    def count(self, argument: Argument, _: Clause) -> bool:
        """A number of things, not a place: "at 40 crowns"."""
        return any(t.like_num for t in self.page.doc[slice(*argument.extent)])


def fills(page: Page) -> Fills:
    """By slot, whether an argument of a clause is what the slot is for."""
    slots = _Slots(page)
    return {
        "claim": slots.claim,
        "fact": slots.fact,
        "move": slots.move,
        "content": slots.content,
        "aim": slots.aim,
        "deed": slots.deed,
        "thing": slots.thing,
        "name": slots.name,
        "named": slots.named,
        "others": slots.others,
        "count": slots.count,
    }
