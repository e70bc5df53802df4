"""What bears on a verb or noun: negation, modality and time, its own and what the words that govern it lay on it.

A state of a token is worked out from that of its governor, so that each word of a sentence is looked at once: "did not
agree to try to sign" leaves "sign" negated, under a commitment and an attempt, and ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from verbale.understanding.grammar.governing import (
    COMPLEMENTS,
    Governed,
    Link,
    beside,
    complement_of,
    first_of,
    governor_of,
    helpers_of,
    is_infinitive,
    verb_above,
)
from verbale.understanding.grammar.polarity import negator_of, shares_negation
from verbale.understanding.grammar.vocabulary import Governor, Modality, governor, markers, modals, negations, of_class
from verbale.understanding.grammar.words import SUBJECTS, Words, is_finite, is_inverted, is_verb

Told = Literal["past", "present", "ahead"]
Tense = Literal["past", "present", "future"]
_NOTHING = Governor()
_NOMINAL = frozenset({"wish", "request", "proposal", "attempt", "fear", "threat", "plan", "denial", "possibility"})
"""Modalities that a verb lays on a noun: "wants the resumption", but "agreed at the meeting"."""
_OPENING = frozenset({"decision", "commitment", "intention", "willingness", "ability"})
"""Those that it lays on a noun under a preposition of its own ("agreed to a resumption", "ready for talks")."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Negation, modality and time of one verb or noun. `negator` is the nearest word that negates it."""

    negated: bool = False
    negator: int | None = None
    modality: frozenset[Modality] = frozenset()
    told: Told = "present"
    tense: Tense | None = None
    perfect: bool = False
    progressive: bool = False


BORNE = tuple(f.name for f in fields(Bearing))
"""What a clause has of its bearing."""


class Bearings:
    """The bearings of the tokens of one article, each worked out once, when it is asked for."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[int, Bearing] = {}

    def of(self, i: int) -> Bearing:
        """What bears on token `i`."""
        if i not in self._known:
            self._known[i] = own = self._own(i)  # stands while its governors are asked, should one lead back here
            above = governor_of(self._words, i)
            self._known[i] = own if above is None else self._governed(i, above)
        return self._known[i]

    def _governed(self, i: int, above: Governed) -> Bearing:
        head, link = above
        own = self._own(i)
        over = self.of(self._said(head))
        if link == "joined":
            return self._joined(i, own, over)
        found = self._lookup(head, i, link)
        if found is None:
            return own
        inherited = over.modality - {"denial"} if link == "infinitive" else over.modality
        modality = own.modality | inherited | ({found.modality} if found.modality else set())
        modality |= {"willingness"} if found.willed and over.negated else set()
        twice = own.negator is not None and own.negator == over.negator  # "has no plans": one "no" on verb and noun
        negated = (own.negated ^ over.negated ^ found.turns) or twice
        negator = own.negator if own.negator is not None else head if found.turns else over.negator
        told = own.told
        if not is_finite(self._words, i) or not is_verb(self._words, i):
            stands_apart = link == "infinitive" and found is _NOTHING and not is_verb(self._words, head)
            laid = bool(modality - over.modality - own.modality)
            told = "past" if own.perfect else "ahead" if laid else own.told if stands_apart else over.told
        return replace(own, negated=negated, negator=negator if negated else None, modality=modality, told=told)

    def _said(self, head: int) -> int:
        """The copula of which a governor is the complement ("able" in "would not be able to pay"), else itself."""
        w = self._words
        above = w.head[head]
        return above if w.dep[head] in COMPLEMENTS and w.pos[head] == "ADJ" and is_verb(w, above) else head

    def _lookup(self, head: int, i: int, link: Link) -> Governor | None:
        """What the governor does to its complement; None where it leaves it alone ("said that …")."""
        w = self._words
        found = self._table(head, i)
        denying = found is not None and found.modality == "denial"
        if w.dep[i] in SUBJECTS and not w.dep[i].endswith("pass"):
            complement = complement_of(w, head)  # "the resumption is unlikely"
            return found if complement is not None and w.pos[complement] == "ADJ" else None
        if link == "content":
            subjunctive = w.tag[i] == "VBP" and self.of(head).told == "past" and not helpers_of(w, i)
            speaks = w.lemma[head] in of_class("speech") and is_verb(w, head)
            able = found is not None and found.modality == "ability" and is_verb(w, head)  # "it is right that"
            if denying or (found is not None and not able and (subjunctive or not speaks)):
                return found
            if self._is_untrue(head):
                return Governor("denial")
            claimed = not is_verb(w, head) and "denial" in self.of(head).modality
            return _NOTHING if claimed else None  # "dismissed the claim that …"
        if link == "infinitive":
            # "rejected an offer to pay" turns the paying round, "denied having paid" is a claim like any other
            return Governor(turns=True) if denying and found is not None and found.turns else found or _NOTHING
        light = is_verb(w, head) and w.lemma[head] in of_class("light")
        under = w.dep[i] == "pobj"
        if found is not None and (found.turns or found.modality in _NOMINAL or (under and found.modality in _OPENING)):
            return found
        return _NOTHING if light and not under else None

    def _is_untrue(self, head: int) -> bool:
        """ "It is not true that", "not the case that", "not correct to say that", "it is not that"."""
        w = self._words
        to_say = w.head[head] if w.lemma[head] in of_class("speech") and is_infinitive(w, head) else head
        so = to_say if not is_verb(w, to_say) else complement_of(w, to_say)
        copula = to_say if is_verb(w, to_say) else w.head[to_say]
        if w.lemma[copula] != "be" or not self.of(copula).negated:
            return False
        bare = so is None and any(w.dep[c] in SUBJECTS and w.lower[c] == "it" for c in w.children[copula])
        return bare or (so is not None and w.lemma[so] in negations("truth"))

    def _table(self, head: int, i: int) -> Governor | None:
        """The governor's entry: of a copula, that of its complement ("is ready", "is unlikely")."""
        w = self._words
        if is_verb(w, head):
            complement = complement_of(w, head)
            if complement is not None and complement != i:
                found = governor(w.lemma[complement], beside(w, complement))
                if found is not None:
                    return found
        if w.pos[head] == "NOUN" and w.lemma[head] in of_class("verb_only"):
            return None
        as_written = governor(w.lower[head], frozenset()) if w.tag[head] == "VBG" else None
        return as_written or governor(w.lemma[head], beside(w, head))

    def _joined(self, i: int, own: Bearing, over: Bearing) -> Bearing:
        """A further member of a list takes part in what governs all, and in auxiliaries where it has none itself."""
        w = self._words
        first = w.head[i]
        if self._comes_after_nor(i):
            own = replace(own, negated=True, negator=first if own.negator is None else own.negator)
        if not is_verb(w, i) or not is_verb(w, first):
            return replace(own, modality=own.modality | over.modality, told=over.told)
        above = governor_of(w, first_of(w, first))
        shared: frozenset[Modality] = frozenset()
        helped = bool(helpers_of(w, i)) or any(w.dep[c] in SUBJECTS for c in w.children[i])
        if not helped and w.tag[i] == w.tag[first] and w.tag[i] in ("VB", "VBN", "VBG"):
            negated = own.negated or (over.negated and shares_negation(w, i))
            negator = over.negator if own.negator is None else own.negator
            return replace(over, negated=negated, negator=negator if negated else None)
        if above is not None and not is_finite(w, i):
            return self._governed(i, above)  # "agreed to talk and to pay"
        if above is not None:
            found = self._lookup(above[0], i, "content")
            shared = frozenset({found.modality}) if found is not None and found.modality else frozenset()
        return replace(own, modality=own.modality | shared)

    def _comes_after_nor(self, i: int) -> bool:
        w = self._words
        return any(w.lower[c] == "nor" and w.dep[c] == "cc" and c < i for c in w.children[w.head[i]])

    def _own(self, i: int) -> Bearing:
        w = self._words
        negator = negator_of(w, i)
        if not is_verb(w, i):
            return Bearing(negator is not None, negator, told="present")
        helpers = [w.lower[c] for c in helpers_of(w, i)]
        perfect = any(w.lemma[c] == "have" or w.lower[c] in ("having", "'ve", "’ve") for c in helpers_of(w, i))
        modality = {modals()[h] for h in helpers if h in modals()}
        if "would" in helpers or "'d" in helpers or "’d" in helpers:
            modality = {"intention"} if self._is_reported(i) else {"condition"}
        tense, told = self._time(i, helpers, perfect)
        opened = self._opened(i, told)
        modality |= {opened} if opened else set()
        if opened and is_inverted(w, i):
            modality -= {"obligation"}  # "should they leave" is no duty
        # what was done was done: the "if" of "offered to pay if they left" belongs to the offer's content
        modality |= {"condition"} if (modality or not self._is_done(i, told)) and self._has_condition(i) else set()
        progressive = w.tag[i] == "VBG" and bool(helpers)
        return Bearing(negator is not None, negator, frozenset(modality), told, tense, perfect, progressive)

    def _is_reported(self, i: int) -> bool:
        """Whether "would" stands for "will" in what somebody said or thought in the past."""
        w = self._words
        first = first_of(w, i)
        above = w.head[first]
        if w.dep[first] not in ("ccomp", "acl") or above == first:
            return False
        return w.pos[above] == "NOUN" or w.tag[above] in ("VBD", "VBN") or self.of(above).told == "past"

    def _time(self, i: int, helpers: list[str], perfect: bool) -> tuple[Tense | None, Told]:
        w = self._words
        tags = {w.tag[c] for c in helpers_of(w, i)}
        if "MD" in tags:
            return (
                "future" if {"will", "'ll", "’ll", "shall", "wo"} & set(helpers) else "present",
                "past" if perfect else "ahead",
            )
        if "TO" in tags:
            return (None, "past" if perfect else "ahead" if w.dep[i] in ("advcl", "relcl", "acl") else "present")
        if w.tag[i] == "VBD" or "VBD" in tags:
            return ("past", "past")
        if "VBZ" in tags or "VBP" in tags or w.tag[i] in ("VBZ", "VBP"):
            return ("present", "past" if perfect else "present")
        if w.tag[i] == "VBN":
            return (None, "ahead" if "VB" in tags else "past")  # "that it be signed"
        if w.tag[i] == "VB":
            return (None, "ahead")
        if w.dep[i] == "pcomp" and w.pos[w.head[w.head[i]]] == "NOUN":
            return (None, "ahead")  # "talks on signing a treaty"
        above = verb_above(w, i)
        return (None, self.of(above).told if above is not None else "present")

    def _opened(self, i: int, told: Told) -> Modality | None:
        """What the word that opens the clause leaves open: "if they leave", "until they leave", "should they leave"."""
        w = self._words
        first = first_of(w, i)
        marker = marker_of(w, first)
        if marker is not None:
            opened = markers()[_phrase(w, marker)][1]
            if opened == "condition" or (opened == "pending" and told != "past" and self._awaits(first, marker)):
                return "condition" if opened == "condition" else "pending"
            return None
        return "condition" if is_inverted(w, first) and w.dep[first] == "advcl" else None

    def _awaits(self, i: int, marker: int) -> bool:
        """A clause of time that is still to come: not "since it signs", nor "while", nor "as" of what goes on."""
        w = self._words
        if w.lower[marker] == "after" and w.lower[marker - 1] == "only":
            return True  # "but only after they leave"
        return w.lower[marker] not in ("since", "while", "as", "after") or w.tag[i] == "VBN"

    def _is_done(self, i: int, told: Told) -> bool:
        """Whether a verb tells of what was done, or is done by saying it: "offers to pay"."""
        w = self._words
        return told == "past" or (w.tag[i] in ("VBZ", "VBP") and w.lemma[i] in of_class("speech"))

    def _has_condition(self, i: int) -> bool:
        w = self._words
        for c in w.children[i]:
            marker = marker_of(w, c) if w.dep[c] == "advcl" else None
            if marker is not None and relation_of(w, marker) == "condition":
                return True
            if (w.dep[c] == "advcl" and is_inverted(w, c)) or self._is_proviso(c):
                return True
        return False

    def _is_proviso(self, i: int) -> bool:
        """ "on condition that they leave"."""
        w = self._words
        held = (c for c in w.objects(i) if w.lemma[c] == "condition")
        return w.lower[i] == "on" and any(w.dep[k] in ("acl", "relcl") for c in held for k in w.children[c])


def _phrase(words: Words, marker: int) -> str:
    """The marker as the table has it: alone, or with the word after or before it ("only if", "so that")."""
    for before, beyond in ((0, 3), (0, 2), (1, 1), (2, 1)):
        phrase = " ".join(words.lower[max(0, marker - before) : marker + beyond])
        if phrase in markers():
            return phrase
    return words.lower[marker]


def marker_of(words: Words, verb: int) -> int | None:
    """The word that opens the verb's clause ("that", "if", "because", "when"), or None."""
    for c in words.children[verb]:
        if c > verb:
            return None
        opens = words.dep[c] == "mark" or (words.dep[c] == "advmod" and words.tag[c] in ("WRB", "IN"))
        if words.lower[c] in markers() and (opens or words.lower[c] == "once"):
            return c
    return None


def relation_of(words: Words, marker: int) -> str:
    """What the marker makes the clause: `condition`, `time`, `cause`, `contrast`, `content` …"""
    return markers()[_phrase(words, marker)][0]
