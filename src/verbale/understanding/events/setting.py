"""When and where: the nearest time and place that the event's own clause governs, else those it shares.

A time belongs to the verb or event noun that its preposition hangs on. An event without one takes the time of the
clause that it continues ("met on Monday and agreed"), never that of a clause that merely speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model.evidence import Finding
from verbale.model.negotiation import Time
from verbale.understanding.analysis import Analysis
from verbale.understanding.events.places import host_of
from verbale.understanding.events.triggers import Sighting
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES = frozenset({"nummod", "amod", "compound", "nmod"})
_SHARED = frozenset({"conj", "advcl", "pcomp", "acl", "relcl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression and the token at its head."""

    root: Token
    time: Time


class Setting:
    """The times of one article by sentence, and the lookups over them."""

    def __init__(self, analysis: Analysis, times: Iterable[Finding[Time]], triggers: Iterable[Token] = ()) -> None:
        self._triggers = frozenset(t.i for t in triggers if t.pos_ in ("NOUN", "PROPN"))
        self._by_sentence: dict[int, list[Dated]] = {}
        self._tokens: set[int] = set()
        for found in times:
            if not found.content.calendar:
                continue
            tokens = analysis.tokens(found.content.span)
            if tokens is None or len(tokens) == 0:
                continue
            self._tokens.update(t.i for t in tokens)
            root = tokens.root
            if root.pos_ == "ADP" and len(tokens) > 1:
                root = next((t for t in tokens if t.dep_ == "pobj"), root)
            if root.dep_ in _NAMES and root.head.pos_ in ("NOUN", "PROPN") and root.head.i not in self._triggers:
                continue  # the year in the name of a document: "the 1956 declaration"
            if _counted_from(root):
                continue
            self._by_sentence.setdefault(root.sent.start, []).append(Dated(root, found.content))

    def when(self, seen: Sighting, *, happened: bool, speaks: bool, running: bool = False) -> str | None:
        """EDTF of the event, or None. `happened`: it may share the time of the clause above; `speaks`: of "said".

        Running talks take no time but their own.
        """
        dated = self._by_sentence.get(seen.token.sent.start)
        if not dated:
            return None
        carrier = seen.verb if seen.verb is not None else seen.token
        own = _nearest([d for d in dated if _governor(d.root, seen) in (carrier.i, seen.token.i)], seen.token)
        if own is not None:
            return own
        if running:
            return None
        if carrier.pos_ not in ("VERB", "AUX") or not happened:
            over = _verb_over(carrier)
            after = [d for d in dated if self._over(d.root) == over and _follows(d.root, seen.token)]
            own = _nearest(after, seen.token)
        if own is None and happened:
            means = {v.i for c in carrier.children if c.dep_ == "prep" and c.lower_ == "by" for v in c.children}
            own = _nearest([d for d in dated if self._over(d.root) in means], seen.token)
        if own is not None or not happened:
            return own
        at = carrier
        while at.dep_ in _SHARED or (speaks and at.dep_ == "ccomp") or at.pos_ not in ("VERB", "AUX"):
            if at.head == at:
                break
            at = at.head
            if at.pos_ in ("VERB", "AUX"):
                near = _nearest([d for d in dated if self._over(d.root) == at.i], seen.token)
                if near is not None:
                    return near
        return None

    def _over(self, token: Token) -> int:
        """The first verb, or noun that names an event, above the token."""
        for head in arguments.upwards(token):
            if head.pos_ in ("VERB", "AUX") or head.i in self._triggers or _elsewhere(head):
                return head.i
        return -1

    def where(self, seen: Sighting) -> str | None:
        """The place named after "in" or "at" by the event's clause, or None."""
        heads = [seen.token, *([seen.verb] if seen.verb is not None and seen.verb.i != seen.token.i else [])]
        if heads[-1].pos_ == "VERB":
            heads += arguments.objects(heads[-1])
        heads += arguments.under(seen.token, "of")
        for head in heads:
            for word in ("in", "at"):
                for token in arguments.under(head, word):
                    if token.pos_ == "PROPN" and token.i not in self._tokens:
                        return place_name(token)
        if seen.type == "CONSULT":
            nouns = [head for head in heads if head.pos_ == "NOUN"]
            below = [t for noun in nouns for t in arguments.anywhere_under(noun, "in") if _in_phrase(t, noun)]
            return next((name for t in below if host_of(name := place_name(t))), None)
        return None


_SPOKEN = frozenset({"agree", "announce", "propose", "decide", "reveal", "promise", "offer", "suggest", "broker"})
"""Participles that date themselves and not the noun: "a trip agreed last November"."""


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "latest", "last"})
_AROUND = frozenset({"since", "after", "before", "until", "following"})


def _counted_from(time: Token) -> bool:
    """True for the bound of "their first since May", which dates the last one before."""
    heads = list(arguments.upwards(time))[:3]
    beside = [c for h in heads if h.lemma_ == "be" for c in h.children if c.dep_ == "attr"]
    return any(h.lower_ in _ORDINALS for h in (*heads, *beside)) and any(h.lower_ in _AROUND for h in heads)


def _in_phrase(name: Token, noun: Token) -> bool:
    """True for a name in the noun's own phrase, not in a clause on it: "an isle known in Ruritania as"."""
    between = [h for h in arguments.upwards(name) if h.i != noun.i and h.is_ancestor(name) and noun.is_ancestor(h)]
    return name.pos_ == "PROPN" and not any(h.pos_ in ("VERB", "AUX") for h in between)


def _elsewhere(head: Token) -> bool:
    """True for the accord of "since the accord of May they have met": the time is the accord's."""
    return head.pos_ == "NOUN" and head.dep_ == "pobj" and head.head.lower_ in _AROUND and head.ent_type_ != "DATE"


def _follows(time: Token, trigger: Token) -> bool:
    return time.i > trigger.i and not any(t.is_punct for t in trigger.doc[trigger.i : time.i])


def _nearest(dated: list[Dated], trigger: Token) -> str | None:
    best = min(dated, key=lambda d: (abs(d.root.i - trigger.i), d.root.i), default=None)
    return best.time.edtf if best is not None else None


def _governor(token: Token, seen: Sighting) -> int:
    """The first verb above the token, or the trigger itself where the path passes through it."""
    for head in arguments.upwards(token):
        set_for = head.dep_ == "acl" and head.tag_ in ("VBN", "VBD") and head.lemma_ not in _SPOKEN
        if set_for and head.head.i == seen.token.i:
            return head.head.i
        if head.i == seen.token.i or head.pos_ in ("VERB", "AUX") or _elsewhere(head):
            return head.i
    return -1


def _verb_over(token: Token) -> int:
    return next((h.i for h in arguments.upwards(token) if h.pos_ in ("VERB", "AUX")), -1)


def place_name(token: Token) -> str:
    """The whole name that the token heads: "New York" for "York"."""
    parts = [t for t in token.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN"]
    first = min([token.i, *(t.i for t in parts)])
    return token.doc[first : token.i + 1].text
