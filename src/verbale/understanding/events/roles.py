"""Who and what stands at the places that a row names: who does it, to whom, with whom, and who is on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.understanding.events.lexicon import counted, listed, words_of
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause

_OWNING = ("owner", "of", "subject", "from", "with", "between", "beside", "on", "against", "among", "to")
_TOGETHER = ("owner", "with", "between")
_AROUND = frozenset({"in", "during", "at", "after", "following", "before", "for"})

Places = tuple[tuple[int, ...], ...]
"""Alternatives in order: the first group of tokens that names an actor counts."""


def doers(grammar: Grammar, seen: Sighting) -> Places:
    """Where the actors stand: the subject; of a noun whose it is ("by", "of"), else who does the verb over it."""
    if not seen.nominal or seen.told.form != "noun":
        taken = {a.head for a in seen.slots}
        subjects = [a for a in seen.told.all("subject") if a.head not in taken or not _begins(seen)]
        owners = seen.noun.all("owner") if seen.noun is not None and seen.told.voice == "passive" else ()
        return (_members(subjects), _members(owners))  # "its lawsuit, which was filed in May"
    noun = seen.told
    own = _members(a for a in noun.arguments if a.role == "owner" or (a.role == "subject" and a.how == "own"))
    lent = _lent(grammar, seen)
    of = () if "of" in listed(seen.row, "to") else _members(noun.all("of"))
    names = tuple(i for i in _members(noun.all("beside")) if grammar.words.pos[i] == "PROPN")
    return (own, of, lent, names, _staying_away(grammar, seen))


def _staying_away(grammar: Grammar, seen: Sighting) -> tuple[int, ...]:
    """Who "cancelled a trip to Quito": who does not go, where nobody else is told to have been about to."""
    if seen.row.gives.get("mode") != "visit" or not _is_called_off(grammar, seen.token):
        return ()
    clause = grammar.at(grammar.words.head[seen.token])
    return _members(clause.all("subject")) if clause is not None and clause.voice == "active" else ()


def _begins(seen: Sighting) -> bool:
    return bool(seen.row.gives.get("begins"))


def _lent(grammar: Grammar, seen: Sighting) -> tuple[int, ...]:
    """Who does the verb that carries a noun, unless that is the noun itself."""
    carrier = seen.carrier
    if carrier is None or seen.noun is None:
        return ()
    inside = range(*grammar.whole(seen.token))
    if carrier.head in inside:  # "a truce that they declared"
        return tuple(m for m in _members(carrier.all("subject")) if m != seen.token)
    return _members(a for a in carrier.all("subject") if a.head not in inside and seen.token not in range(*a.extent))


def partners(grammar: Grammar, seen: Sighting) -> Places:
    """Where the other side stands, by the places of the row, the preferred one first."""
    return tuple(tuple(_at(grammar, seen, path)) for path in listed(seen.row, "to"))


def together(grammar: Grammar, seen: Sighting) -> tuple[int, ...]:
    """All who may take part in what is done together: who meets, with whom, and those the nouns name."""
    found = [t for group in doers(grammar, seen) for t in group]
    for noun in _nouns(grammar, seen):
        for one in (noun, *counted(grammar, noun)):
            found += _named_by(grammar, seen, one)
    if seen.noun is not None and (seen.ended is not None or _is_called_off(grammar, seen.token)):
        found += _members(seen.noun.all("subject"))
    over = grammar.over(seen.token) if seen.ended is not None else None
    found += _members(over.all("subject")) if over is not None else ()
    for path in listed(seen.row, "to"):
        found += _at(grammar, seen, path)
    if seen.carrier is not None:
        found += _members(seen.carrier.all("with"))
    return tuple(dict.fromkeys((*found, *_attending(grammar, seen, frozenset(found)))))


def _nouns(grammar: Grammar, seen: Sighting) -> list[int]:
    """The nouns that name what is done together: the trigger, and the talks that a verb begins."""
    begun = [h for a in seen.slots for h in (a.head, *counted(grammar, a.head))] if _begins(seen) else []
    nouns = [seen.noun.head] if seen.noun is not None else []
    return [*nouns, *(h for h in begun if grammar.words.pos[h] == "NOUN")]


def _named_by(grammar: Grammar, seen: Sighting, noun: int) -> tuple[int, ...]:
    roles = (*_TOGETHER, *(r for r in ("among", "of", "from") if r in listed(seen.row, "to")))
    beside = [clause for c in grammar.words.children[noun] if (clause := _making(grammar, c)) is not None]
    made = _members(a for c in beside for a in (*c.all("subject"), *c.all("with")))
    return (*_before(grammar, noun), *_members(a for a in grammar.noun(noun).arguments if a.role in roles), *made)


def _making(grammar: Grammar, token: int) -> Clause | None:
    """The participle that tells who made what a noun names: "the truce signed by Lima and Quito"."""
    clause = grammar.at(token) if grammar.words.dep[token] == "acl" else None
    made = clause is not None and clause.voice == "passive" and clause.lemma in words_of("light", "makings")
    return clause if made else None


def _before(grammar: Grammar, noun: int) -> tuple[int, ...]:
    """The names before a noun: both of "the Chilean-Peruvian summit"."""
    w = grammar.words
    left = [c for c in w.children[noun] if c < noun and w.dep[c] in ("amod", "compound", "nmod")]
    return tuple(i for c in left for i in range(*grammar.whole(c)) if w.text[i][:1].isupper())


def _is_called_off(grammar: Grammar, noun: int) -> bool:
    clause = grammar.at(grammar.words.head[noun])
    return clause is not None and f"{clause.lemma} {clause.particle}".strip() in words_of("cancelled", "words")


def _attending(grammar: Grammar, seen: Sighting, found: frozenset[int]) -> tuple[int, ...]:
    """Who "asked" in "in a call with the king the premier asked": the subject of the clause that the noun opens."""
    w = grammar.words
    partners = _members(seen.noun.all("with")) if seen.noun is not None else ()
    if seen.carrier is not None or len(found) > len(partners):
        return ()
    above = grammar.over(w.head[seen.token])
    if above is None or w.preposition(seen.token) not in _AROUND:
        return ()
    if partners:
        return _members(above.all("subject"))
    told = [*above.all("object"), *above.all("indirect"), *above.all("to")]
    return _members([*above.all("subject"), *told]) if seen.row.gives.get("mode") == "phone" and told else ()


def mediators(grammar: Grammar, seen: Sighting) -> tuple[int, ...]:
    """Who stands between those who talk, by what is said beside the talks: "brokered by Oslo", "under its auspices"."""
    w, found = grammar.words, list[int]()
    nouns = [*_nouns(grammar, seen), *(m for a in seen.slots for m in a.members)]
    over = [grammar.over(noun) for noun in nouns] if nouns else [seen.told]
    beside = [c for noun in nouns for c in w.children[noun]]
    for c in beside:
        deed = grammar.at(c) if w.dep[c] == "acl" else grammar.attribute(c) if w.dep[c] == "amod" else None
        if deed is not None and w.lemma[c] in words_of("between", "deeds"):
            found += _members(deed.all("subject")) if w.dep[c] == "acl" else _names(grammar, c)
    for c in (*beside, *(c for clause in over if clause is not None for c in w.children[clause.head])):
        for held in w.children[c] if w.dep[c] == "prep" else ():
            if w.lemma[held] in words_of("between", "roles"):
                noun = grammar.noun(held)
                found += _members(a for a in noun.arguments if a.role in ("owner", "of", "subject"))
                found += _names(grammar, held)
    return tuple(dict.fromkeys(found))


def _names(grammar: Grammar, token: int) -> tuple[int, ...]:
    """The names before a word: "Oslo" of "the Oslo-sponsored talks"."""
    w = grammar.words
    return tuple(i for i in range(grammar.whole(token)[0], token) if w.text[i][:1].isupper())


def on_the_way(grammar: Grammar, seen: Sighting) -> tuple[int, ...]:
    """Who "said" in "on a visit to the island the premier said", or whom the visit stands beside."""
    w = grammar.words
    if w.preposition(seen.token) not in ("on", "during"):
        return ()
    above, holder = grammar.over(w.head[seen.token]), w.governor(seen.token)
    return _members(above.all("subject")) if above is not None and above.head == holder else (holder,)


def _at(grammar: Grammar, seen: Sighting, path: str) -> Iterator[int]:
    """The tokens at a place: a role, or what belongs to the noun there ("object's": its owner, "of", "with", …)."""
    role, owned = path.removesuffix("'s"), path.endswith("'s")
    clauses = [seen.told]
    if seen.told.form == "noun" and seen.carrier is not None and role != "object":
        clauses.append(seen.carrier)
    for clause in clauses:
        sources = {a.head for a in clause.all("according to")}
        for argument in (a for a in clause.all(role) if a.head not in sources):
            heads = [one for head in argument.members for one in (head, *counted(grammar, head))]
            if role == "clause":
                inner = grammar.at(argument.head)
                yield from _members([*inner.all("object"), *inner.all("subject")]) if inner is not None else ()
            elif owned:
                owning = (a for h in heads for a in grammar.noun(h).arguments if a.role in _OWNING and a.how != "noun")
                yield from _members(owning)
            else:
                yield from heads


def _members(arguments: Iterable[Argument]) -> tuple[int, ...]:
    return tuple(m for a in arguments for m in a.members)
