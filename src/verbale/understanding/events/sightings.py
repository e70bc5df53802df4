"""Where a text tells of an event: the clauses and nouns that fill a row of the lexicon, at most one row a trigger.

Verbs come before nouns, so that "imposed sanctions" is one sighting; of the rows that one clause fills, the one that
asks most wins. Which of the words at a row's places name actors of the article is decided later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from verbale.understanding.events.lexicon import counted, fills_of, frames, is_of_class, listed, words_of
from verbale.understanding.frames.engine import Match
from verbale.understanding.frames.table import Row
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import Words, is_verb

_WITHIN = frozenset({"in", "to", "into", "on", "with", "at", "for", "out", "through"})
_BESIDE = frozenset({"object", "clause", "with", "to", "complement", "indirect", "from", "of", "beside", "at", "in"})
_BARE = 20
_LOOSE = frozenset({"people", "anything", "actor", "traveller", "wanted", "sought-thing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A trigger with its row. `told` is the clause that tells it: the verb's, or that of the noun.

    `carrier` is the clause that lends a noun its subject, time and status ("held" in "held talks"), or of a verb its
    own; None for a noun that stands alone. `ended` is the verb by which talks end: of "suspended the talks".
    """

    row: Row
    rule: str
    token: int
    told: Clause
    carrier: Clause | None
    noun: Clause | None
    fit: int
    slots: tuple[Argument, ...] = ()
    ended: int | None = None
    bare: bool = False
    """A noun that names a kind of act, of which no word says that it took place: "talks" in "an aversion to talks"."""

    @property
    def type(self) -> str:
        """PLOVER's type as the row has it."""
        return str(self.row.gives["type"])

    @property
    def nominal(self) -> bool:
        """Whether the trigger is a noun."""
        return self.noun is not None

    @property
    def clause(self) -> Clause:
        """The clause that tells whether and when it happened: the carrier, else its own."""
        return self.carrier if self.carrier is not None else self.told


def sightings(grammar: Grammar, actors: Mapping[int, frozenset[str]]) -> list[Sighting]:
    """Every trigger of the text, in order of place; `actors` are the tokens that head mentions, with what they mean."""
    best: dict[int, tuple[Match, Sighting]] = {}
    for match in frames().matches(grammar, fills_of(grammar, actors)):
        found_by = _of_noun if match.clause.form == "noun" else _of_verb
        seen = None if _is_spoiled(grammar, match) else found_by(grammar, match)
        known = best.get(match.clause.head)
        if seen is not None and (known is None or seen.fit > known[1].fit):
            best[match.clause.head] = (match, seen)
    verbs = [pair for pair in best.values() if pair[0].clause.form != "noun"]
    found = {seen.token: seen for _, seen in verbs}
    taken: set[int] = set()
    ended: dict[int, int] = {}
    for match, _ in verbs:
        nouns = {h for a in match.slots.values() for m in a.members for h in (m, *counted(grammar, m))}
        if "inner" in match.row.gives:
            ended |= dict.fromkeys(nouns, match.clause.head)
        else:
            taken |= nouns
    for match, _ in best.values():  # "the lifting of the embargo" imposes none
        if match.clause.form == "noun" and match.row.gives["type"] == "CONCEDE":
            taken |= {m for a in match.slots.values() for m in a.members if a.role == "of"}
    for match, seen in best.values():
        if match.clause.form == "noun" and seen.token not in taken | set(found):
            found[seen.token] = replace(seen, ended=ended.get(seen.token))
    return sorted(_once(grammar, found), key=lambda s: s.token)


def _fit(match: Match) -> int:
    """How much a row asks: the words beside the predicate and the slots that are more than anybody."""
    narrow = sum(1 if set(slot.split(" or ")) <= _LOOSE else 2 for slot in match.slots)
    when = match.row.when
    return 2 * (len(match.words) - 1) + narrow + bool(when.under) + (when.polarity == "negative") + bool(when.lacks)


def _is_spoiled(grammar: Grammar, match: Match) -> bool:
    """Whether something beside the predicate makes another thing of it ("met the deadline", "a trade war")."""
    w = grammar.words
    barred = listed(match.row, "not")
    if barred and any(w.lower[c] in barred or w.lemma[c] in barred for c in w.children[match.clause.head]):
        return True
    unless = listed(match.row, "unless")
    nouns = [a for a in match.clause.arguments if a.role != "subject" and a.how != "noun"]
    beside = [a for a in nouns if a.role in _BESIDE]
    return any(
        is_of_class(grammar, a, match.clause, name) and w.pos[a.head] != "PROPN" for name in unless for a in beside
    )


def _of_verb(grammar: Grammar, match: Match) -> Sighting:
    row, clause = match.row, match.clause
    slot = match.slots.get(str(row.gives.get("trigger", "")))
    if slot is None and row.gives.get("trigger") != "verb" and clause.lemma in words_of("light", "empty"):
        slot = _noun_of_light(grammar, match)
    noun = None
    if slot is not None:
        inner = [h for h in counted(grammar, slot.head) if grammar.words.pos[h] == "NOUN"]
        noun = grammar.noun(inner[0] if inner else slot.head)
    token = noun.head if noun is not None else clause.meaning if match.words[0] == "be" else clause.head
    if match.words[0] == "be" and len(match.words) > 2:  # "be on strike": the noun tells it
        token = next((a.head for a in clause.arguments if grammar.words.lemma[a.head] == match.words[-1]), token)
    return Sighting(
        row=row, rule=match.rule, token=token, told=clause, carrier=clause, noun=noun, fit=_fit(match),
        slots=tuple(match.slots.values()),
    )  # fmt: skip


def _noun_of_light(grammar: Grammar, match: Match) -> Argument | None:
    """The noun that tells what happened under a verb that does not: "made an offer", but "made up for it"."""
    w, thing = grammar.words, match.clause.object
    if thing is None or match.clause.particle or w.pos[thing.head] != "NOUN":
        return None
    told = match.words[1:] == (w.lemma[thing.head],) or (len(match.words) == 1 and thing in match.slots.values())
    return thing if told else None


def _of_noun(grammar: Grammar, match: Match) -> Sighting | None:
    i, w, gives = match.clause.head, grammar.words, match.row.gives
    if w.dep[i] in ("compound", "nmod") or _is_in_name(w, i):
        return None
    carrier = carrier_of(grammar, i) or _described(grammar, i)
    if carrier is not None and carrier.lemma in words_of("light", "arranging") and not gives.get("light"):
        carrier = carrier_of(grammar, i)  # who chairs talks need not be one of those who talk
    said = match.clause.arguments
    owners = [a for a in said if a.role in ("owner", "between") or (a.role == "subject" and a.how == "own")]
    bare = bool(gives.get("light")) and (carrier is None or (carrier.lemma == "be" and w.dep[i] == "nsubj"))
    named = [a for a in said if a.role == "of" and any(w.pos[i] == "PROPN" for i in a.members)]
    bare = bare or (bool(gives.get("convened")) and carrier is None and not (owners or named))
    owners += [a for a in match.slots.values() if a.role == "of"]
    bare = bare or (bool(gives.get("owned")) and not owners)
    return Sighting(
        row=match.row, rule=match.rule, token=i, told=match.clause, carrier=carrier, noun=match.clause,
        fit=_fit(match) - (_BARE if bare else 0), slots=tuple(match.slots.values()), bare=bare,
    )  # fmt: skip


def _is_in_name(w: Words, i: int) -> bool:
    """Whether a capital marks it as part of a name: the "Belgrade-Pristina Dialogue", the "Human Rights Council"."""
    after_name = i > 0 and w.text[i - 1][:1].isupper() and w.sentence[i - 1] == w.sentence[i]
    return w.pos[i] == "PROPN" and w.text[i][:1].isupper() and after_name


def carrier_of(grammar: Grammar, noun: int) -> Clause | None:
    """The clause that carries a noun: of a light verb ("held a round of talks") or of one that tells what it does."""
    w = grammar.words
    at = noun
    while w.dep[at] == "conj" and w.pos[w.head[at]] == "NOUN":
        at = w.head[at]
    owned = any(w.dep[c] == "poss" and w.pos[c] == "PROPN" for c in w.children[at])  # "lessons of Lima's withdrawal"
    while w.preposition(at) in ("of", "in") and w.pos[w.governor(at)] == "NOUN":
        if owned:
            break
        at = w.head[w.head[at]]
    above = w.head[at]
    if w.dep[at] == "pobj":
        verb = w.head[above]
        light = is_verb(w, verb) and w.lemma[verb] in words_of("light", "verbs")
        return grammar.at(verb) if light and w.lower[above] in _WITHIN else None
    if not is_verb(w, above):
        return None
    if w.dep[at] == "nsubjpass":
        return _to_be(grammar, at, above) or grammar.at(above)
    if w.dep[at] == "nsubj" and w.lemma[above] == "be":
        return _to_be(grammar, at, above) or _said_next(grammar, above)
    lent = words_of("light", "happening" if w.dep[at] == "nsubj" else "verbs")
    if w.dep[at] in ("dobj", "nsubj", "attr", "oprd"):
        return grammar.at(above) if w.lemma[above] in lent else None
    return None


def _described(grammar: Grammar, noun: int) -> Clause | None:
    """The clause beside a noun that tells what was done with it: "the promise given in May", "a truce they made"."""
    beside = [c for c in grammar.words.children[noun] if grammar.words.dep[c] in ("acl", "relcl")]
    for clause in (grammar.at(c) for c in beside):
        if clause is not None and clause.lemma in words_of("light", "verbs"):
            things = [h for a in clause.all("object") for h in (*a.members, grammar.antecedent(a.head))]
            if noun in things:
                return clause
    return None


def _to_be(grammar: Grammar, noun: int, verb: int) -> Clause | None:
    """What a noun is to do: "the round is to be held by June", "is due to open"; None where it only is something."""
    clause = grammar.at(verb)
    inner = grammar.content(clause) if clause is not None else None
    if inner is None or inner.form != "infinitive":
        return None
    lent = words_of("light", "verbs" if inner.voice == "passive" else "happening")
    return inner if inner.lemma in lent and any(noun == a.head for a in inner.arguments) else None


def _said_next(grammar: Grammar, verb: int) -> Clause | None:
    """What a noun does by the verb that follows: "the round is the first and will take place in June"."""
    w = grammar.words
    joined = (c for c in w.children[verb] if w.dep[c] == "conj" and is_verb(w, c))
    own = (c for c in joined if not any(w.dep[i].startswith("nsubj") for i in w.children[c]))
    return next((grammar.at(c) for c in own if w.lemma[c] in words_of("light", "happening")), None)


def _once(grammar: Grammar, found: dict[int, Sighting]) -> Iterator[Sighting]:
    """The sightings but those that tell what another tells already.

    That is what is held in another (the talks of "a round of talks", the fight of "met in battle"), and what comes of
    another ("the shooting killed three", "three were killed when shells hit the fort").
    """
    for seen in found.values():
        above = _holder(grammar, seen)
        whence = [a.head for a in seen.told.all("subject")] if not seen.nominal else []
        whence += [c.head for c in grammar.below(seen.told) if c.relation == "time"] if seen.told.form != "noun" else []
        others = [above] if above is not None else []
        if seen.type == "ASSAULT":
            others += whence
        if not any(other in found and found[other].type == seen.type and not found[other].bare for other in others):
            yield seen


def _holder(grammar: Grammar, seen: Sighting) -> int | None:
    w, at = grammar.words, seen.token
    if not seen.nominal or w.dep[at] != "pobj":
        return None
    if w.lower[w.head[at]] == "of" and w.lemma[w.head[w.head[at]]] in of_class("time"):
        at = w.head[w.head[at]]  # "met for two days of talks"
        if w.dep[at] != "pobj":
            return None
    holder, word = w.head[w.head[at]], w.lower[w.head[at]]
    if word == "of" and w.pos[holder] == "NOUN":
        return holder
    return holder if word in ("in", "during", "with", "by", "for") and is_verb(w, holder) else None
