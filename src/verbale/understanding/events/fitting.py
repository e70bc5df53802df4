"""Whether a frame of the lexicon fits a verb or noun: its objects, prepositions, complements and modifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.events.lexicon import Frame, Slot, lexicon
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_fit(frame: Frame, words: str | None, verb: Token, objects: list[Token]) -> int:
    """How well the frame fits the verb: 0 not at all, else one and a point or two for each condition it meets."""
    if not beside(verb, words):
        return 0
    fit = 3 if words else 1
    narrowed = False
    if frame.object:
        if any(fills(frame.object, o) for o in objects):
            fit, narrowed = fit + (1 if frame.object.anything else 2), True
        elif frame.object.nothing and not objects and not _complements(verb):
            fit, narrowed = fit + 1, True
    if frame.prep and any(fills(s, t) for p, s in frame.prep for t in arguments.under(verb, p)):
        fit, narrowed = fit + 2, True
    if (frame.object or frame.prep) and not narrowed:
        return 0
    if frame.not_object and any(fills(frame.not_object, o) for o in objects):
        return 0
    if frame.prep_not and any(fills(s, t) for p, s in frame.prep_not for t in arguments.under(verb, p)):
        return 0
    if frame.object_modifier and not any(frame.object_modifier & arguments.modifiers(o) for o in objects):
        return 0
    if frame.modal and not (arguments.auxiliaries(verb) & _POSSIBLE or arguments.negated(verb) or _must(verb)):
        return 0
    if frame.negated and not (arguments.negated(verb) and (not frame.modal or arguments.auxiliaries(verb) & _ABLE)):
        return 0
    if frame.complement and not _has_complement(frame.complement, verb):
        return 0
    infinitives = {c.lemma_ for c in _complements(verb)}
    if frame.to_verbs and not frame.to_verbs & infinitives:
        return 0
    if frame.not_complement & infinitives:
        return 0
    if frame.actor_kind and not any(_of_kind(frame.actor_kind, d) for d in arguments.doers(verb)):
        return 0
    extra = (frame.complement, frame.to_verbs, frame.object_modifier, frame.modal, frame.actor_kind, frame.negated)
    return fit + frame.negated + sum(1 for condition in extra if condition)


def noun_fit(frame: Frame, words: str | None, noun: Token) -> int:
    """How well the frame fits the noun, as for verbs."""
    near = arguments.modifiers(noun)
    if words is not None and words not in near:
        return 0
    fit = 3 if words else 1
    if frame.not_modifier & near:
        return 0
    if frame.negated and not arguments.negated(noun):
        return 0
    if frame.prep:
        if not any(fills(s, t) for p, s in frame.prep for t in arguments.under(noun, p)):
            return 0
        fit += 2
    if frame.prep_not and any(fills(s, t) for p, s in frame.prep_not for t in arguments.under(noun, p)):
        return 0
    if frame.under and not (noun.dep_ == "pobj" and noun.head.lower_ in frame.under and arguments.owners(noun)):
        return 0
    if frame.owned and not (arguments.owners(noun) or arguments.under(noun, "by")):
        return 0
    if frame.acl_to and not any(c.dep_ in ("acl", "relcl") and infinitive(c) for c in noun.children):
        return 0
    if frame.acl:
        if not any(c.dep_ in ("acl", "relcl") and c.lemma_ in frame.acl for c in noun.children):
            return 0
        fit += 2
    return fit


_POSSIBLE = frozenset({"will", "would", "may", "might", "could", "can", "'ll", "'d", "shall", "should"})
_ABLE = frozenset({"will", "would", "wo", "'ll", "could", "can", "ca", "cannot"})
_ON_CONDITION = frozenset({"if", "unless", "once", "should", "whenever", "provided"})
_OBLIGED = frozenset({"must", "should", "ought"})


def _must(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "need", "force")


def _complements(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX")]


def _has_complement(kind: str, verb: Token) -> bool:
    clausal = [c for c in verb.children if c.dep_ == "ccomp"]
    if kind == "to":
        return any(c.dep_ == "xcomp" or (c.dep_ in ("advcl", "ccomp") and infinitive(c)) for c in verb.children)
    if kind == "on-condition":
        told = (c for c in verb.children if not (c.dep_ == "advcl" and c.tag_ == "VBG"))
        words = {t.lower_ for c in told for t in c.subtree}
        return bool(words & _ON_CONDITION and words & (_ABLE | {"shall", "may"}))
    if kind == "that-subjunctive":
        return any(_subjunctive(c) for c in clausal)
    if kind == "that-future":
        return any(arguments.auxiliaries(c) & _POSSIBLE for c in clausal)
    if kind == "that-must":
        return any(arguments.auxiliaries(c) & _OBLIGED or c.lemma_ in ("have", "need") for c in clausal)
    if any(g.dep_ == "mark" and g.lower_ in ("if", "whether") for c in clausal for g in c.children):
        return False
    sought = any(c.dep_ == "prep" and c.lower_ in ("for", "on") for c in verb.children)
    asked = any(c.dep_ in ("xcomp", "ccomp", "advcl") and (infinitive(c) or _subjunctive(c)) for c in verb.children)
    return sought or asked or verb.lemma_ in ("request", "urge", "pressure", "lobby", "petition")


def infinitive(verb: Token) -> bool:
    """True for "to meet"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _subjunctive(verb: Token) -> bool:
    helped = arguments.auxiliaries(verb)
    return (verb.tag_ in ("VB", "VBP") and not helped) or "should" in helped or (verb.tag_ == "VB" and helped <= {"be"})


def beside(verb: Token, words: str | None) -> bool:
    """True where each of the words hangs on the verb or follows it closely: "off" in "called the visit off"."""
    if words is None:
        return True
    near = {w for c in verb.children for w in (c.lower_, c.lemma_)}
    near.update(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    return all(w in near for w in words.split(" "))


def fills(slot: Slot, token: Token) -> bool:
    """True where the token is one that the slot admits."""
    if slot.anything:
        return True
    lemma = token.lemma_.lower()
    if lemma in slot.lemmas or token.lower_ in slot.lemmas:
        return True
    if slot.phrases and any(last == lemma and first in arguments.modifiers(token) for first, last in slot.phrases):
        return True
    return (slot.actor and acts(token)) or (slot.place and token.pos_ == "PROPN")


def acts(token: Token) -> bool:
    """True for names, persons' pronouns and nouns of the class `people`: what acts where no actors are known yet."""
    if token.lower_ in _class("calendar").lemmas:
        return False
    if token.pos_ == "PROPN" or (token.pos_ == "PRON" and token.lower_ not in _THINGS):
        return True
    return token.lemma_.lower() in _class("people").lemmas


_THINGS = frozenset({"it", "this", "that", "which", "what", "these", "those", "there", "something", "nothing"})


def _of_kind(kind: str, token: Token) -> bool:
    if kind == "people":
        return acts(token)
    return _armed(token) if kind == "forces" else token.lemma_.lower() in _class(kind).lemmas


def _armed(token: Token) -> bool:
    words = {t.lemma_.lower() for t in token.subtree}
    return bool(
        words & (_class("forces").lemmas | {"rebel", "militant", "insurgent", "taliban", "guerrilla", "gunman"})
    )


def _class(name: str) -> Slot:
    return lexicon().classes[name]
