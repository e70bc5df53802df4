"""What the slots of the cues' frames take in one article: whole clauses, deeds, things, what something is called."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.understanding.frames.engine import Fills
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.governing import is_infinitive
from verbale.understanding.grammar.vocabulary import negations, of_class
from verbale.understanding.grammar.words import FINITE
from verbale.understanding.statements.cues import known
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.sources import acts
from verbale.understanding.statements.tables import settings


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
        declines = clause.lemma in settings("refusals", "declines")
        silent = settings("refusals", "verbs") | (settings("refusals", "talks") if declines else frozenset())
        speaks = self.page.words.lemma[argument.head] in silent
        return self.deed(argument, clause) and not speaks

    def aim(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        asks = content is not None and argument.role == "clause" and content.relation == "question"
        inquires = content is not None and any(self.inquiry(a, content) for a in content.all("clause"))
        return self.content(argument, clause) and not asks and not inquires

    def inquiry(self, argument: Argument, clause: Clause) -> bool:
        """What one asks who "wants to know" it: if, whether, who; not what one wants others to know."""
        w, above = self.page.words, self.page.grammar.parent(clause)
        first = argument.extent[0]
        open_ = (w.tag[first].startswith("W") or w.lower[first] == "how") and w.lower[first] != "that"
        asks = w.lower[first] in ("if", "whether") or (open_ and clause.lemma in settings("verbs", "finds_out"))
        wants = above is not None and above.lemma in settings("verbs", "inquires") and not above.negated
        own = clause.surface is not None and clause.surface.how == "own"
        return clause.lemma in settings("verbs", "learns") and asks and wants and not own

    def matter(self, argument: Argument, clause: Clause) -> bool:
        """What one can recall to mind: a talk, a vow; not an envoy, whom one calls home."""
        home = self.page.words.lemma[argument.head] in settings("verbs", "called_home") | settings("people", "nouns")
        return self.content(argument, clause) and (argument.role != "object" or not home)

    def cause(self, argument: Argument, clause: Clause) -> bool:
        """What a thing is put down to, in one breath: not what one puts down and to whom."""
        lower, first = self.page.words.lower, argument.extent[0]
        at = first if lower[first] == argument.role else first - 1
        return clause.particle in ("", lower[at - 1]) and self.content(argument, clause)

    def others(self, argument: Argument, clause: Clause) -> bool:
        """What somebody else is to do: a clause with a subject of its own or under an object that can do a thing."""
        w, content = self.page.words, self.page.grammar.at(argument.head)
        own = content.surface if content is not None and content.surface is not None else clause.object
        if content is None:
            return self.content(argument, clause)  # "wants its money back"
        if own is None or (own.how != "own" and clause.object is None):
            return False
        can = w.pos[own.head] in ("PROPN", "PRON") or acts(w.lemma[own.head])
        done = content.voice == "active" and can if is_infinitive(w, content.head) else True  # "wants the gate opened"
        return content.tense not in ("future", "present") and done

    def _is_bare(self, content: Clause) -> bool:
        """An infinitive that is no "that it be done": "said to be old", "let them go"."""
        bare = content.form == "infinitive" and content.marker is None and content.voice == "active"
        return bare or is_infinitive(self.page.words, content.head)

    def deed(self, argument: Argument, _: Clause) -> bool:
        return argument.role == "clause" and is_infinitive(self.page.words, argument.head)

    def hearsay(self, argument: Argument, clause: Clause) -> bool:
        """What somebody is said to be, do or say; what only adds to a noun is told by its own verb alone."""
        w, head = self.page.words, argument.head
        noun = acts(w.lemma[head]) and not any(w.dep[c] == "dobj" for c in w.children[head])  # "reported to parliament"
        return self.deed(argument, clause) and not noun and not (w.lemma[head] in known() and self._adds(head, clause))

    def _adds(self, head: int, clause: Clause) -> bool:
        """What only adds to a noun, or denies: "a plan that Lima is said to favour"; is believed not to, few are."""
        inner, who = self.page.grammar.at(head), clause.surface
        few = who is not None and self.page.words.lower[who.head] in negations("few")
        return clause.relation == "relative" or few or inner is None or inner.negated

    def terms(self, argument: Argument, clause: Clause) -> bool:
        """What is put forward, taken or turned down; by a verb of tents, thrones and thieves too, only a plan."""
        moves = clause.lemma in settings("proposals", "moves") and argument.role in ("object", "to", "on")
        plans = settings("proposals", "nouns") | settings("proposals", "met_coldly")
        named = not moves or self.page.words.lemma[argument.head] in plans
        return named and self.content(argument, clause)

    def side(self, argument: Argument, _: Clause) -> bool:
        """Somebody who may accept or refuse terms: named, a person, a body; no port or device, and no trader."""
        w, head = self.page.words, argument.head
        named = w.pos[head] in ("PROPN", "PRON") and w.lower[head] not in ("it", "this", "that", "which")
        return named or (acts(w.lemma[head]) and w.lemma[head] not in settings("people", "traders"))

    def willing(self, argument: Argument, _: Clause) -> bool:
        """Somebody who may be ready for a thing: no door, and no claim that "is not open to doubt"."""
        return self.page.words.pos[argument.head] != "NOUN" or acts(self.page.words.lemma[argument.head])

    def content(self, argument: Argument, clause: Clause) -> bool:
        if argument.role in ("clause", "quote", "aside"):
            return True
        w, head = self.page.words, argument.head
        if argument.role == "object":
            done = clause.voice == "active" or (argument.how == "own" and clause.subject is not None)
            points = w.lower[head] in ("this", "it") and argument.how != "relative"
            return done and (w.pos[head] not in ("PRON", "DET") or points)
        asks = w.tag[head] in ("WP", "WDT") or w.lemma[head] == "part"  # "what we ask", "lauded for their part"
        time = (
            w.lemma[head] in of_class("time") and w.lower[head] != "time" and w.pos[head] != "VERB"
        )  # "insists on ending it"
        return not (asks or self.page.dated[head] or time)

    def named(self, argument: Argument, _: Clause) -> bool:
        """What points back and its name, which the parse takes for one phrase: called that “fiction”."""
        w = self.page.words
        words = [w.lower[i] for i in range(argument.extent[0], argument.head + 1) if w.pos[i] != "PUNCT"]
        return len(words) > 1 and words[0] in ("this", "that", "it", "them", "him", "her")

    def thing(self, argument: Argument, clause: Clause) -> bool:
        return argument.head > clause.head or clause.voice == "passive"

    def name(self, _: Argument, clause: Clause) -> bool:
        """What something is called by somebody: not "a group called the Front"."""
        return clause.voice == "active" or clause.subject is not None

    def judged(self, argument: Argument, _: Clause) -> bool:
        """What is said of a thing, not what one does it as: "as fair", "as a start", but "as champion"."""
        w, head = self.page.words, argument.head
        return w.pos[head] in ("ADJ", "VERB") or bool(w.children[head])

    def dubbed(self, argument: Argument, clause: Clause) -> bool:
        """What a thing is described as that has no other name: "what the guild described as a ban"."""
        w, (first, after) = self.page.words, argument.extent
        torn = any(
            w.pos[i] == "AUX" or w.tag[i] in FINITE for i in range(first, after + 1)
        )  # "… as a ban | was lifted"
        return not torn and clause.object is not None and w.lower[clause.object.head] == "what"

    def blamed(self, argument: Argument, _: Clause) -> bool:
        """What one is held: responsible, liable; not a door that is held open."""
        return self.page.words.lower[argument.head] in settings("verbs", "held")

    def count(self, argument: Argument, _: Clause) -> bool:
        """A number of things, not a place: "at 40 crowns"."""
        return "NUM" in self.page.words.pos[slice(*argument.extent)]


def fills(page: Page) -> Fills:
    """By slot, whether an argument of a clause is what the slot is for."""
    slots = _Slots(page)
    names = ("claim", "fact", "move", "content", "aim", "deed", "hearsay", "thing", "name", "named", "others", "count")
    more = ("terms", "side", "willing", "judged", "matter", "inquiry", "cause", "blamed", "dubbed")
    return {name: getattr(slots, name) for name in (*names, *more)}
