"""What becomes of an event that a noun names: a day is set for it, or it is moved, put off or called off."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.model.negotiation import EventStatus
from verbale.understanding.events.lexicon import is_place, words_of
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.vocabulary import of_class

_SETTLED = frozenset({"decision", "intention", "commitment"})
_ONTO = ("to", "until", "till", "for")


def fate_of(grammar: Grammar, seen: Sighting) -> EventStatus | None:
    """What is said to become of a noun's event: called off, or put off, which with a new date leaves it planned."""
    if seen.noun is None:
        return None
    fate: EventStatus | None = None
    for clause, role in sorted(_done_to(grammar, seen.token), key=lambda done: done[0].head):  # the last one stands
        if clause.negated or clause.mood == "question":
            continue
        fixed = clause.voice == "passive" and clause.form == "finite" and clause.lemma in words_of("fixed", "words")
        if role == "object" and fixed:
            before = fate == "cancelled" and clause.relation == "relative" and clause.perfect  # "that had been set"
            fate = "cancelled" if before or _is_undone(grammar, clause) else "planned"
        if _is_put_off(grammar, clause, role) and not clause.modality - _SETTLED:
            moved = "slips" if role == "subject" else "slipped"
            dated = any(a.role in ("to", "until", "till", "from") for a in _times(grammar, clause))
            fate = "planned" if dated or _known(grammar, clause) & words_of("cancelled", moved) else "cancelled"
    return fate


def _is_undone(grammar: Grammar, clause: Clause) -> bool:
    """ "Had been set for May", as the text itself tells; not "by Norway", "for months", nor "and it went well"."""
    if clause.tense != "past" or not clause.perfect or clause.relation != "main":
        return False
    firm = is_for_a_day(grammar, clause.head) and not any(a.role == "by" for a in clause.arguments)
    return came_between(grammar, clause, firm=firm)


def came_between(grammar: Grammar, clause: Clause, *, firm: bool) -> bool:
    """Whether a plan of the past came to nothing: by what is set against it, or, where it is `firm`, by silence."""
    w = grammar.words
    joins = {w.lower[c] for c in w.children[clause.head] if w.dep[c] == "cc"}
    opens = {w.lower[c.marker] for c in grammar.below(clause) if c.marker is not None}
    return bool((joins | opens) & words_of("opening", "against")) or (firm and not joins)


def is_for_a_day(grammar: Grammar, head: int) -> bool:
    """Whether beside a word stands a day, month or year, no length of time: "set for Friday", not "for a week"."""
    w = grammar.words
    under = [i for c in w.children[head] for i in ((c,) if w.dep[c] != "prep" else w.children[c])]
    counted = {i for i in under if any(w.lower[c] in ("a", "an", "one") for c in w.children[i])}
    days = (i for i in under if w.tag[i] != "NNS" and i not in counted)
    return any(w.lemma[i].lower() in of_class("time") or w.lower[i].isdigit() for i in days)


def calls_off(grammar: Grammar, clause: Clause) -> bool:
    """Whether a clause tells that something is called off, not ended: "dropped", "put off"."""
    return bool(_known(grammar, clause) & words_of("cancelled", "words"))


def is_put_off(grammar: Grammar, seen: Sighting) -> bool:
    """Whether a clause, whatever it leaves open, is about the putting off or calling off of a noun's event."""
    done = _done_to(grammar, seen.token) if seen.noun is not None else ()
    return any(calls_off(grammar, clause) and _is_put_off(grammar, clause, role) for clause, role in done)


def is_appointed(grammar: Grammar, seen: Sighting, status: EventStatus) -> bool:
    """Whether the text says that a day is set for it, or that nothing came of it, whoever was to take part."""
    if not seen.nominal:
        return status == "cancelled"
    told = seen.carrier is not None or set_for(grammar, seen) is not None or fate_of(grammar, seen) is not None
    return told and status in ("planned", "cancelled")


def new_days(grammar: Grammar, seen: Sighting) -> Iterator[int]:
    """The tokens under "to" or "until" that tell to which day a noun's event is moved, an earlier one left aside."""
    if seen.noun is None:
        return
    for clause, role in _done_to(grammar, seen.token):
        if _is_put_off(grammar, clause, role) and not clause.negated:
            yield from (a.head for a in _times(grammar, clause) if a.role in _ONTO)


def set_for(grammar: Grammar, seen: Sighting) -> int | None:
    """The participle of "the round set for Friday", "the visit planned for May", or None."""
    w = grammar.words
    for c in w.children[seen.token]:
        if w.dep[c] in ("acl", "relcl", "amod"):
            clause = grammar.at(c)
            clause = grammar.attribute(c) if clause is None else clause
            cause = w.lower[c : c + 2] == ["due", "to"] and w.tag[c + 2] != "VB"  # "a delay due to snow"
            if clause.lemma in words_of("fixed", "words") and not cause:
                return c
    return None


def _is_put_off(grammar: Grammar, clause: Clause, role: str) -> bool:
    """Whether a clause says of what fills the role that it is put off: "was postponed", "has slipped to July"."""
    if role == "subject":
        return clause.voice == "active" and clause.lemma in words_of("cancelled", "slips")
    return role == "object" and calls_off(grammar, clause)


def _known(grammar: Grammar, clause: Clause) -> frozenset[str]:
    whole = f"{clause.lemma} {clause.particle}".strip()
    return frozenset({whole, *(f"{clause.lemma} {b}" for b in grammar.beside(clause))})


def _times(grammar: Grammar, clause: Clause) -> tuple[Argument, ...]:
    """The arguments that name no place: "put off a visit to Oslo" sets no other day."""
    return tuple(a for a in clause.arguments if not is_place(grammar, a, clause))


def _done_to(grammar: Grammar, token: int) -> list[tuple[Clause, str]]:
    """The clauses of which a noun is an argument, with its role; "the visit, but it was postponed" included.

    What is done to the start of the talks is done to them.
    """
    w = grammar.words
    while w.preposition(token) == "of":
        holder = w.head[w.head[token]]
        if w.lemma[holder] not in words_of("fixed", "openings"):
            break
        token = holder
    found = []
    over = grammar.over(token)
    clauses = [over, *grammar.below(over), *grammar.joined(over)] if over is not None else []
    for clause in clauses:
        found += [(clause, a.role) for a in clause.arguments if token in a.members or token == a.head]
    for c in w.children[token]:
        own = grammar.attribute(c) if w.dep[c] == "amod" else None
        if own is not None and own.voice == "passive":
            found.append((own, "object"))
    return found
