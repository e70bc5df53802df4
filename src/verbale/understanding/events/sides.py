"""Who did it to whom: the parties of an event, of the actors named at the places of its row, or told elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.negotiation import EventType
from verbale.understanding.events.lexicon import classes, words_of
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.places import host_of
from verbale.understanding.events.roles import Places, doers, mediators, on_the_way, partners, together
from verbale.understanding.events.setting import place_name
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar

Keys = tuple[str, ...]
MOVES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement is only promised, asked, refused or threatened."""
_AT = frozenset({"at", "in", "during", "after"})
_ANSWERED = MOVES | {"CONCEDE"}
"""What is done to the counterpart in the talks where the text names nobody."""
_TWO = 2
"""Who is told to be at a summit that is a meeting of two."""


def is_known_occasion(grammar: Grammar, noun: int) -> bool:
    """Whether a noun names one of the talks told of: "the round", "a second session", "earlier talks", no "meeting"."""
    w = grammar.words
    if w.lemma[noun] not in words_of("light", "rounds"):
        return False
    return not any(w.dep[c] in ("compound", "poss") and w.pos[c] == "PROPN" for c in w.children[noun])


def without(taken: Keys, keys: Keys) -> Keys:
    """The keys that are not taken."""
    return tuple(k for k in keys if k not in taken)


class Sides:
    """The parties of the sightings of one article."""

    def __init__(self, grammar: Grammar, parties: Parties, sightings: Iterable[Sighting]) -> None:
        self._grammar = grammar
        self.parties = parties
        self._nouns = frozenset(s.token for s in sightings if s.nominal)

    def of(self, seen: Sighting, kind: EventType) -> tuple[Keys, Keys, tuple[Places, Places]]:
        """Keys of actors and recipients, and the places where the sentence names them."""
        parties, grammar = self.parties, self._grammar
        at, other = doers(grammar, seen), partners(grammar, seen)
        if seen.row.gives.get("reversed"):
            at, other = other, at
        if seen.row.gives.get("mutual") and kind == seen.type:
            everyone = together(grammar, seen)
            keys = parties.of(everyone)
            keys = keys if len(parties.sides(keys)) > 1 else (*keys, *self._met_before(seen, keys))
            keys = keys or self._present(seen)
            places = (at, other) if parties.at(at) else ((everyone,), ())
            return (*keys, *self._unnamed_side(seen, kind, keys), *self._rest_of_table(seen, kind, keys)), (), places
        if seen.row.gives.get("mode") == "visit" and seen.nominal and not parties.at(at):
            at = (on_the_way(grammar, seen),)
        actors = parties.at(at) or (self._owners(seen) if seen.row.gives.get("own") else ())
        if seen.nominal and not actors:  # "a Zendan offer"
            actors = parties.at_or_belonging(((seen.token,),))
        recipients = without(actors, parties.at_or_belonging(other))
        if kind in _ANSWERED:
            both = parties.principal if any(parties.is_everybody(t) for g in other for t in g) else ()
            recipients = without(actors, both) or parties.others(actors, recipients) or self._addressed(seen, actors)
        if not recipients and kind == "SANCTION" and "inner" in seen.row.gives:
            recipients = parties.counterpart(actors)
        return actors, recipients, (at, other)

    def _owners(self, seen: Sighting) -> Keys:
        """Whose forces or envoys are moved, where nobody is said to move them: "two Zendan ships were called home"."""
        moved = tuple(m for a in seen.slots for m in a.members)
        owners = tuple(m for t in moved for a in self._grammar.noun(t).all("owner") for m in a.members)
        return self.parties.at_or_belonging((owners, moved))

    def _addressed(self, seen: Sighting, actors: Keys) -> Keys:
        """To whom a move is made that names nobody: who is to do it, who does what with it, else the counterpart."""
        parties, grammar = self.parties, self._grammar
        content = grammar.content(seen.told)
        if content is not None and seen.type in MOVES:
            inner = [
                m for a in (*content.all("subject"), *content.all("object"), *content.all("with")) for m in a.members
            ]
            found = without(actors, parties.of(inner))
            if found and not parties.sides(found) <= parties.sides(actors):
                return found
        above = grammar.at(grammar.words.head[seen.token])
        if seen.row.gives.get("owned") and above is not None:
            found = without(actors, parties.of(m for a in above.all("subject") for m in a.members))
            if found:
                return found
        return () if seen.type == "REQUEST" and seen.row.gives.get("owned") else parties.counterpart(actors)

    def _met_before(self, seen: Sighting, keys: Keys) -> Keys:
        """With whom the subject "agreed" in "met with the king on Monday and agreed": whom the clause before names."""
        for clause in self._grammar.joined(seen.told):
            if clause.head < seen.told.head:
                found = [m for a in (*clause.all("with"), *clause.all("object")) for m in a.members]
                if clause.lemma in words_of("light", "meeting"):
                    return without(keys, self.parties.of(found))
        return ()

    def _present(self, seen: Sighting) -> Keys:
        """Both sides that act at a meeting of nobody named: "Lima and Quito quarrelled at a meeting"."""
        w = self._grammar.words
        above = self._grammar.over(w.head[seen.token]) if w.dep[seen.token] == "pobj" else None
        if above is None or w.lower[w.head[seen.token]] not in _AT:
            return ()
        there = any(w.lower[c] in words_of("beside", "there") for c in w.children[above.head])
        if (above.lemma == "be" and not there) or above.voice == "passive":
            return ()  # "were on the agenda of a meeting", "were criticised at one", but "were present at one"
        found = self.parties.of(m for a in above.all("subject") for m in a.members)
        return found if len(self.parties.sides(found)) > 1 else ()

    def _unnamed_side(self, seen: Sighting, kind: EventType, named: Keys) -> Keys:
        """Whose talks "talks with the rebels" are, where the article tells of two sides."""
        if kind != "CONSULT" or seen.row.gives.get("mode") or seen.carrier is None or seen.carrier.lemma == "be":
            return ()
        if not (seen.nominal or seen.row.gives.get("begins")):
            return ()
        nouns = [seen.noun] if seen.noun is not None else [self._grammar.noun(a.head) for a in seen.slots]
        beside = [m for noun in nouns for a in noun.all("with") for m in a.members]
        return self.parties.counterpart(named) if beside and set(named) <= set(self.parties.of(beside)) else ()

    def _rest_of_table(self, seen: Sighting, kind: EventType, named: Keys) -> Keys:
        """Whose talks one side puts off, or a third holds: "Lima put off the round", "Oslo hosts two rounds"."""
        noun = seen.noun
        if kind != "CONSULT" or seen.row.gives.get("mode") or noun is None or len(self.parties.sides(named)) != 1:
            return ()
        owned = any(a.role in ("owner", "of", "with", "between", "among") for a in noun.arguments)
        if owned or not is_known_occasion(self._grammar, noun.head):
            return ()
        own = self.parties.sides(named)
        third = self.parties.affiliated(named) and self.parties.are_thirds(named)
        if third or (own & self.parties.sides(self.parties.principal) and self._is_pointed_at(noun.head)):
            return tuple(k for k in self.parties.at_table if not self.parties.sides([k]) & own)
        return ()

    def _is_pointed_at(self, noun: int) -> bool:
        """Whether a round is told as one known: "the round", "a second session"; no bare "talks", no cabinet's."""
        w = self._grammar.words
        beside = w.children[noun]
        known = any(w.lower[c] in words_of("light", "known") for c in beside)
        return known and not any(w.lemma[c] in words_of("light", "at-home") for c in beside)

    def are_plausible(self, seen: Sighting, kind: EventType, actors: Keys, recipients: Keys) -> bool:
        """Whether such parties can have done it to such others."""
        gives = seen.row.gives
        together = gives.get("mutual") and len(self.parties.sides(actors)) > 1
        if gives.get("weak") and not together and not (actors and recipients):
            return False
        if seen.told.form == "attribute" and not self.parties.affiliated(actors):
            return False  # "a visiting professor"
        if gives.get("affiliated") and not (self.parties.affiliated(actors) or self._is_own_deed(seen)):
            return False
        sides = self.parties.sides(recipients)
        if kind == "REQUEST" and sides and sides <= self.parties.sides(actors):
            return False  # what a minister tells his own officials
        subject = seen.told.subject
        if kind == "AGREE" and subject is not None and subject.head in self._nouns:
            return False  # "the trip, agreed in May": the trip agrees to nothing
        kinds = self.parties.kinds(actors)
        return kind != "CONSULT" or ("outlet" not in kinds and kinds != {"public"})

    def _is_own_deed(self, seen: Sighting) -> bool:
        """ "the guild threatened to strike", "warned that it might leave"; not "a scholar warned that Lima might"."""
        deed = self._grammar.content(seen.told)
        if deed is None or deed.surface is None:
            return False
        return deed.form == "infinitive" or self._grammar.words.pos[deed.surface.head] == "PRON"

    def held(
        self, seen: Sighting, mode: str | None, where: str | None, actors: Keys, recipients: Keys
    ) -> tuple[str | None, str | None, Keys]:
        """Place, mode and recipients of a meeting: a visitor's host receives, a third state lends its ground."""
        if mode == "visit":
            where = where if seen.row.gives.get("reversed") else self._destination(seen) or where
            host = self.parties.host(where)
            return where, mode, (host,) if host is not None and host not in actors else recipients
        between = self._grammar.noun(seen.token).get("between") if seen.nominal else None
        if mode == "multilateral" and between is not None and len({*actors, *recipients}) == _TWO:
            mode = None  # "a summit between the king and the premier"
        if mode is None and where is not None:
            host, sides = host_of(where), self.parties.sides(actors)
            mode = "third-party" if host is not None and len(sides) > 1 and host not in sides else None
        return where, mode, recipients

    def mediators(self, seen: Sighting, actors: Keys) -> Keys:
        """Who is said to stand between the actors; each is of no side of theirs, and stands for somebody."""
        talks = actors and seen.type == "CONSULT" and seen.row.gives.get("mutual")  # who mediates a treaty signs none
        found = self.parties.of(mediators(self._grammar, seen)) if talks else ()
        own = self.parties.sides(actors)
        return tuple(k for k in found if not self.parties.sides([k]) & own)

    def are_mediated(self, seen: Sighting, kind: EventType, where: str | None, actors: Keys) -> bool:
        """Whether a third stands between those whose talks they are, by the sentence or the whole article."""
        if kind != "CONSULT" or not (seen.nominal or seen.row.gives.get("begins")) or seen.row.gives.get("light"):
            return False
        sides, here = self.parties.sides(self.parties.principal), self._grammar.words.sentence[seen.token]
        at_home = where is not None and host_of(where) in sides
        told = here in self.parties.mediated or len(self.parties.mediated) > 1
        return bool(sides) and sides <= self.parties.sides(actors) and not at_home and told

    def _destination(self, seen: Sighting) -> str | None:
        """The place visited: "Sochi" in "visited Sochi" and in "a trip to Sochi"."""
        w = self._grammar.words
        visited = [t for group in partners(self._grammar, seen) for t in group]
        visited += [a.head for t in visited if w.pos[t] == "NOUN" for a in self._grammar.noun(t).all("of")]
        goal = next((t for t in visited if w.pos[t] == "PROPN" and w.lower[t] not in classes()["calendar"]), None)
        return place_name(self._grammar, goal) if goal is not None else None
