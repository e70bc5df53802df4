"""Where a sentence tells of an event: one walk over its tokens, the lexicon asked only for lemmas that it has.

A sighting is a trigger with its frame and the places in the sentence where its parties may stand; which of them name
actors of the article is decided later. Verbs are matched before nouns, so that "imposed sanctions" is one sighting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from verbale.model.negotiation import EventType
from verbale.understanding.events.fitting import beside, fills, noun_fit, verb_fit
from verbale.understanding.events.lexicon import Frame, Headword, Lexicon, Operator, lemma_of
from verbale.understanding.events.roles import at_role, attending, counted, measured, on_the_way
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Places = tuple[tuple["Token", ...], ...]
"""Alternatives in order: the first group that names an actor counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A trigger: `token` is the head word, `verb` what carries tense and subject (itself, a light verb, or None)."""

    token: Token
    verb: Token | None
    frame: Frame
    type: EventType
    mode: str | None
    cameo: str
    rule: str
    actors: Places
    recipients: Places
    symmetric: bool
    fit: int
    operator: Operator | None = None
    status: Literal["cancelled"] | None = None


def sightings(doc: Doc, lexicon: Lexicon) -> list[Sighting]:
    """Every trigger of the text, in order of place; at most one for each token."""
    verbs, nouns = [], []
    for token in doc:
        lemma = lemma_of(token)
        if token.pos_ in ("VERB", "AUX") or token.tag_[:2] == "VB":
            if lemma in lexicon.verbs:
                verbs.append((token, lexicon.verbs[lemma]))
        elif token.pos_ in ("NOUN", "PROPN"):
            if lemma in lexicon.nouns and token.text != "March":
                nouns.append((token, lexicon.nouns[lemma]))
        elif token.pos_ == "ADJ" and lemma in lexicon.adjectives:
            verbs.append((token, lexicon.adjectives[lemma]))
    walk = _Walk(lexicon)
    for token, words in verbs:
        walk.see_verb(token, words)
    for token, words in nouns:
        walk.see_noun(token, words)
    return sorted(walk.found.values(), key=lambda s: s.token.i)


class _Walk:
    """The sightings found so far in one text, by trigger, and the nouns that a verb has taken up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.found: dict[int, Sighting] = {}
        self._taken: set[int] = set()

    def see_verb(self, verb: Token, words: tuple[Headword, ...]) -> None:
        objects = [c for o in arguments.objects(verb) for c in measured(o)]
        if self._operated(verb, words, objects):
            return
        best: tuple[int, Frame] | None = None
        for word in words:
            if isinstance(word.meaning, Frame):
                fit = verb_fit(word.meaning, word.beside, verb, objects)
                if fit and (best is None or fit > best[0]):
                    best = (fit, word.meaning)
        if best is None:
            return
        fit, frame = best
        trigger = verb
        if frame.trigger == "object":
            trigger = next((o for o in objects if fills(frame.object, o)), verb)
        if frame.trigger == "prep":
            beneath = (t for p, s in frame.prep for t in arguments.under(verb, p) if fills(s, t))
            trigger = next(beneath, verb)
        if frame.object and not frame.object.anything:
            self._taken.update(o.i for o in objects if fills(frame.object, o))
        for preposition, filler in frame.prep:
            self._taken.update(t.i for t in arguments.under(verb, preposition) if fills(filler, t))
        actors: Places = (tuple(arguments.doers(verb)),)
        recipients = tuple(tuple(at_role(verb, objects, role)) for role in frame.recipient)
        if verb.lemma_ in frame.reversed:
            actors, recipients = recipients, actors
        self._add(trigger, verb, frame, actors, recipients, fit)

    def _operated(self, verb: Token, words: tuple[Headword, ...], objects: list[Token]) -> bool:
        operators = [w for w in words if isinstance(w.meaning, Operator)]
        if not operators:
            return False
        intransitive = [] if objects else arguments.doers(verb)
        below = objects or intransitive or [t for p in ("from", "with") for t in arguments.under(verb, p)]
        for noun in (counted(t) for t in below):
            named = self._noun_frame(noun)
            if named is None:
                continue
            for word in operators:
                assert isinstance(word.meaning, Operator)  # noqa: S101 - for mypy: filtered above
                if named[1].type in word.meaning.over and beside(verb, word.beside):
                    agents = [] if noun in intransitive else arguments.doers(verb)
                    self._operate(verb, verb, word.meaning, noun, named, agents)
                    return True
        return False

    def _operate(
        self,
        token: Token,
        verb: Token | None,
        operator: Operator,
        noun: Token,
        named: tuple[int, Frame],
        agents: list[Token],
    ) -> None:
        fit, frame = named
        own = self._noun_places(noun, frame, None)
        if operator.type is None:
            places = (tuple(agents) + tuple(t for group in own[0] for t in group),)
            self._taken.add(noun.i)
            self._add(token, verb, frame, places, own[1], fit + 2, operator)
            return
        if not agents and operator.agentless:
            if operator.agentless == "cancelled":
                self._taken.add(noun.i)
                self._add(noun, verb, frame, *own, fit + 2, operator, cancelled=True)
            return
        beyond = (
            [t for p in ("with", "to", "against", "on") for t in arguments.under(verb, p)] if verb is not None else []
        )
        others = (tuple(t for group in (*own[1], *own[0]) for t in group), tuple(beyond))
        self._add(token, verb, frame, (tuple(agents),), others, fit + 2, operator)
        if frame.type == "CONSULT" and operator.agentless == "note":
            lent = (tuple(agents) + tuple(t for group in (*own[0], *own[1]) for t in group),)
            self._add(noun, verb, frame, lent, (), fit, operator, inner=True)
        self._taken.add(noun.i)

    def see_noun(self, noun: Token, words: tuple[Headword, ...]) -> None:
        if noun.i in self._taken or noun.i in self.found or noun.dep_ in ("compound", "nmod"):
            return
        for word in words:
            if isinstance(word.meaning, Operator):
                for below in (counted(t) for t in arguments.under(noun, "of")):
                    below_frame = self._noun_frame(below)
                    if below_frame and below_frame[1].type in word.meaning.over:
                        governor = self._governor(noun)
                        agents = arguments.owners(noun) + arguments.under(noun, "by")
                        agents = agents or (arguments.doers(governor) if governor is not None else [])
                        self._operate(noun, governor, word.meaning, below, below_frame, agents)
                        return
        best = self._noun_frame(noun)
        if best is None or self._counts_another(noun, best[1]):
            return
        governor = self._governor(noun)
        whose = arguments.owners(noun) or arguments.under(noun, "between")
        if best[1].mode == "multilateral" and governor is None and not whose:
            return
        if best[1].needs_light and (governor is None or (governor.lemma_ == "be" and noun.dep_ == "nsubj")):
            return
        self._add(noun, governor, best[1], *self._noun_places(noun, best[1], governor), best[0])

    def _counts_another(self, noun: Token, frame: Frame) -> bool:
        """True for the rounds of "several rounds of sanctions", which are no talks."""
        inside = (
            [self._noun_frame(t) for t in arguments.under(noun, "of")] if noun.lemma_ in ("round", "session") else []
        )
        return any(i is not None and i[1].type != frame.type for i in inside)

    def _noun_frame(self, noun: Token) -> tuple[int, Frame] | None:
        best: tuple[int, Frame] | None = None
        for word in self._lexicon.nouns.get(noun.lemma_.lower(), ()):
            if isinstance(word.meaning, Frame):
                fit = noun_fit(word.meaning, word.beside, noun)
                if fit and (best is None or fit > best[0]):
                    best = (fit, word.meaning)
        return best

    def _governor(self, noun: Token) -> Token | None:
        """The light verb that carries the noun ("held" in "held a round of talks"), or one of which it is subject."""
        head, dep = noun.head, noun.dep_
        while dep == "pobj" and head.dep_ in ("prep", "dative", "agent"):
            above = head.head
            if above.pos_ == "NOUN" and above.dep_ != "ROOT" and head.lower_ in ("of", "in"):
                dep, head = above.dep_, above.head
                continue
            light = above.pos_ in ("VERB", "AUX") and lemma_of(above) in self._lexicon.light
            return above if light and head.lower_ in ("in", "to", "into", "on", "with", "at", "for", "out") else None
        if head.pos_ not in ("VERB", "AUX"):
            return None
        lent = self._lexicon.happening if dep in ("nsubj",) else self._lexicon.light
        if dep in ("dobj", "nsubjpass", "nsubj", "attr", "oprd"):
            return head if lemma_of(head) in lent or dep == "nsubjpass" else None
        return None

    def _noun_places(self, noun: Token, frame: Frame, governor: Token | None) -> tuple[Places, Places]:
        lent: list[Token] = []
        if governor is not None and noun not in arguments.doers(governor):
            lent = [d for d in arguments.doers(governor) if d.i != noun.i]
            if not lent and frame.negated and governor.dep_ == "ccomp":
                lent = arguments.doers(governor.head)
        owners = arguments.owners(noun) + arguments.under(noun, "by")
        if frame.mode == "multilateral":  # a summit's name tells who convenes it, not who comes
            owners = [t for c in noun.lefts if c.dep_ == "poss" for t in arguments.both(c)]
        if frame.mode == "visit" and not owners and not lent:
            owners = on_the_way(noun)
        recipients = tuple(tuple(at_role(noun, [], role)) for role in frame.recipient)
        if governor is not None and governor.lemma_ in frame.reversed:
            return recipients, (tuple(lent),)
        if frame.symmetric:
            deeper = [] if recipients and any(recipients) else arguments.anywhere_under(noun, "with")
            own = [*owners, *(t for group in recipients for t in group), *deeper]
            beyond = arguments.under(governor, "with") if governor is not None else []
            return ((*lent, *own, *self._of_what_is_held(noun), *beyond, *attending(noun, own, lent)),), ()
        if governor is not None:
            recipients += tuple(
                tuple(arguments.under(governor, p)) for p in ("on", "to", "against", "at", "for") if lent
            )
        subjective = [] if "of" in frame.recipient and owners else arguments.under(noun, "of")
        if "of" in frame.recipient and not owners:
            subjective = []
        return (tuple(lent), tuple(owners), tuple(subjective)) if lent else (
            tuple(owners),
            tuple(subjective),
        ), recipients

    def _of_what_is_held(self, noun: Token) -> list[Token]:
        """The parties of "talks" in "a round of talks between them", which is no event beside the round."""
        found: list[Token] = []
        for inside in arguments.under(noun, "of"):
            named = self._noun_frame(inside)
            if named and named[1].symmetric:
                self._taken.add(inside.i)
                self.found.pop(inside.i, None)
                found += [t for group in self._noun_places(inside, named[1], None)[0] for t in group]
        return found

    def _add(
        self,
        token: Token,
        verb: Token | None,
        frame: Frame,
        actors: Places,
        recipients: Places,
        fit: int,
        operator: Operator | None = None,
        *,
        cancelled: bool = False,
        inner: bool = False,
    ) -> None:
        if token.i in self.found and self.found[token.i].fit >= fit:
            return
        changed = operator is not None and operator.type is not None and not cancelled and not inner
        mode = frame.mode
        if operator is not None and changed:
            mode = operator.mode
        self.found[token.i] = Sighting(
            token=token,
            verb=verb,
            frame=frame,
            type=operator.type if operator is not None and changed and operator.type else frame.type,
            mode=mode,
            cameo=(operator.cameo if operator is not None and changed and operator.cameo else frame.cameo),
            rule=f"{operator.name}:{frame.name}" if operator is not None else frame.name,
            actors=actors,
            recipients=recipients,
            symmetric=frame.symmetric and not changed,
            fit=fit,
            operator=operator,
            status="cancelled" if cancelled else None,
        )
