"""The lexicon of events: the frames of PLOVER's types, the words that fill their slots, and PLOVER's modes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from verbale.understanding.events.tables import toml, words_in
from verbale.understanding.frames.engine import Fills, Frames
from verbale.understanding.frames.table import Row, Table, table_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause

Words = frozenset[str]

_THINGS = frozenset({"it", "this", "that", "which", "what", "these", "those", "there", "something", "nothing"})
_ACTING = frozenset({"actor", "people", "traveller"})
_OPEN = frozenset({"possibility", "ability", "intention"})
_DARING = frozenset({"intention", "ability", "possibility", "willingness", "commitment", "plan"})
Test = Callable[[Grammar, Argument, Clause], bool]


@cache
def classes() -> Mapping[str, Words]:
    """The classes of words, by name."""
    told = toml("plover_words")["classes"].items()
    return {name: frozenset(form for word in words for form in (word, word.replace("-", " "))) for name, words in told}


@cache
def modes() -> Mapping[str, Words]:
    """The modes that PLOVER has for each type; types that are not here have none."""
    return {kind: frozenset(names) for kind, names in toml("plover_words")["modes"].items()}


words_of = partial(words_in, "plover_words")
"""A list of `plover_words.toml` that is no class of things: `words_of("light", "verbs")`."""


@cache
def table() -> Table:
    """The rows of both tables; raises ValueError where one contradicts PLOVER or names no class."""
    rows = tuple(
        replace(row, words=(*row.words, *_parted(row)))
        for name in ("plover_cooperation", "plover_conflict")
        for row in table_of("events", toml(name)).rows
    )
    for row in rows:
        mode, kind = row.gives.get("mode"), str(row.gives["type"])
        if mode is not None and mode not in modes().get(kind, frozenset()):
            raise ValueError(f"{row.name}: PLOVER has no mode {mode!r} for {kind}")
        unknown = [c for slot in row.needs for c in slot.split(" or ") if c not in _TESTS and c not in classes()]
        unknown += [c for c in listed(row, "unless") if c not in classes()]
        if unknown:
            raise ValueError(f"{row.name}: there is no class {', '.join(unknown)}")
    return Table("events", rows)


def _parted(row: Row) -> Iterator[tuple[str, ...]]:
    """The words that a hyphen ties, as the analysis has them: "sit-in" is "in" with "sit" before it."""
    for words in row.words:
        first, hyphen, last = words[0].partition("-")
        if len(words) == 1 and hyphen and (last, first) not in row.words:
            yield last, first


@cache
def frames() -> Frames:
    """The frames of both tables."""
    return Frames(table())


def listed(row: Row, key: str) -> tuple[str, ...]:
    """What a row gives under `key`, as a list; empty where it gives nothing."""
    found = row.gives.get(key, ())
    return found if isinstance(found, tuple) else (str(found),)


def fills_of(grammar: Grammar, actors: Mapping[int, Words]) -> Fills:
    """The tests of all slots that the rows name; `actors` are the tokens that head mentions, with what they mean."""
    return {slot: _test(grammar, actors, names, known) for slot, names, known in _slots()}


@cache
def _slots() -> tuple[tuple[str, tuple[str, ...], Words], ...]:
    """Each slot that a row needs, with the classes it asks for and all the words of these."""
    slots = dict.fromkeys(slot for row in table().rows for slot in row.needs)
    asked = [(slot, tuple(slot.split(" or "))) for slot in slots]
    return tuple((s, names, frozenset(w for n in names for w in classes().get(n, ()))) for s, names in asked)


def _test(
    grammar: Grammar, actors: Mapping[int, Words], names: tuple[str, ...], known: Words
) -> Callable[[Argument, Clause], bool]:
    acting = not _ACTING.isdisjoint(names)

    def test(argument: Argument, clause: Clause) -> bool:
        named = [actors[m] for m in argument.members if m in actors]
        if named and acting:
            return True
        if any(not known.isdisjoint(meant) for meant in named):
            return True  # "it" of a guild
        return any(is_of_class(grammar, argument, clause, name) for name in names)

    return test


def is_of_class(grammar: Grammar, argument: Argument, clause: Clause, name: str) -> bool:
    """Whether an argument is of a class of words, or what one of the names with a test of their own asks for."""
    if name in _TESTS:
        return _TESTS[name](grammar, argument, clause)
    words, known = grammar.words, classes()[name]
    told = (m if (meant := grammar.antecedent(m)) is None else meant for m in argument.members)
    heads = [h for member in told for h in _counting(grammar, member)]
    heads += [c for h in heads if words.pos[h] == "PROPN" for c in words.children[h] if words.dep[c] == "compound"]
    named = any(words.lemma[h] in known or words.lower[h] in known or _phrase(grammar, h, known) for h in heads)
    return named or (name in _ACTING and any(acts(grammar, h) for h in argument.members))


def _counting(grammar: Grammar, noun: int) -> tuple[int, ...]:
    """A noun with what it counts; of "two of its boats" the boats alone."""
    meant = counted(grammar, noun)
    return meant if meant and grammar.words.pos[noun] == "NUM" else (noun, *meant)


def _phrase(grammar: Grammar, head: int, known: Words) -> bool:
    w = grammar.words
    return any(
        f"{word} {w.lemma[head]}" in known for c in w.children[head] if c < head for word in (w.lower[c], w.lemma[c])
    )


def counted(grammar: Grammar, noun: int) -> tuple[int, ...]:
    """What is counted or measured: "talks" in "a round of talks", "aid" in "a million in aid"; empty otherwise."""
    w = grammar.words
    if w.lemma[noun] not in classes()["amounts"] and w.pos[noun] not in ("NUM", "SYM"):
        return ()
    return tuple(a.head for a in grammar.noun(noun).arguments if a.role in ("of", "in"))


def acts(grammar: Grammar, i: int) -> bool:
    """Whether a token names what acts: names, persons' pronouns and nouns of the class `people`."""
    w = grammar.words
    if w.lower[i] in classes()["calendar"]:
        return False
    if w.pos[i] == "PROPN" or (w.pos[i] == "PRON" and w.lower[i] not in _THINGS):
        return True
    return w.lemma[i] in classes()["people"]


def _is_person(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    w = grammar.words
    told = ("PROPN", "PRON", "NUM")  # "three were let go"
    return any(w.pos[i] in told and w.lower[i] not in _THINGS for i in argument.members)


def _can_be_hurt(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """Who or what lives, by its name, its number or what it does: "three goats", "a beekeeper"; not "hopes"."""
    w = grammar.words
    told = any(w.dep[c] == "nummod" for i in argument.members for c in w.children[i])
    told = told or any(w.lemma[i].endswith(tuple(words_of("living", "endings"))) for i in argument.members)
    return told or _is_person(grammar, argument, clause)


def is_place(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """Whether an argument is a name and no time: "to Oslo", not "to May"."""
    w = grammar.words
    return w.pos[argument.head] == "PROPN" and w.lower[argument.head] not in classes()["calendar"]


def _clause_at(grammar: Grammar, argument: Argument) -> Clause | None:
    inner = grammar.at(argument.head)
    return inner if inner is not None and inner.relation != "question" and inner.mood == "assertion" else None


def _is_deed(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """A thing to do: "to open a road", "that they open a road", "opening a road"."""
    inner = _clause_at(grammar, argument)
    return inner is not None and (inner.form != "finite" or _is_bidden(grammar, inner))


def _is_bidden(grammar: Grammar, inner: Clause) -> bool:
    """A clause that says what somebody is to do: "that they leave", "that they should leave"."""
    w = grammar.words
    bare = w.tag[inner.head] in ("VB", "VBP") or any(
        w.lower[c] == "be" and c < inner.head for c in w.children[inner.head]
    )
    bare = bare and not (inner.progressive or inner.perfect or inner.modality & _OPEN)
    return (bare and inner.tense not in ("past", "future") and inner.form != "gerund") or "obligation" in inner.modality


def _is_wanted(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """What is asked for: a deed, or a thing under "for" or "on"."""
    day = grammar.words.lower[argument.head] in classes()["calendar"]  # "asked on Monday"
    return _is_deed(grammar, argument, clause) if argument.role == "clause" else not day


def _is_demanded(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """What is to be: under "on", or told by the bare verb ("that the bridge be opened", not "that they are ready")."""
    inner = _clause_at(grammar, argument)
    day = grammar.words.lower[argument.head] in classes()["calendar"]
    return "request" in inner.modality if inner is not None else argument.role == "on" and not day


def _is_change(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """What is to be otherwise: "moving the round", "that the round be moved"."""
    inner = _clause_at(grammar, argument)
    return inner is not None and (inner.form == "gerund" or (inner.voice == "passive" and _is_bidden(grammar, inner)))


def _is_plan(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """What will be done, or what others are told not to do: "warned it against closing the port"."""
    inner = _clause_at(grammar, argument)
    if argument.role == "against":
        return _is_deed(grammar, argument, clause)
    return inner is not None and inner.told == "ahead" and bool(inner.modality & _DARING)


def _is_duty(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    inner = _clause_at(grammar, argument)
    return inner is not None and "obligation" in inner.modality


def _is_threatened(grammar: Grammar, argument: Argument, clause: Clause) -> bool:
    """What will be done on a condition: "that the pass would be closed if a toll was raised"."""
    inner = _clause_at(grammar, argument)
    if inner is None or inner.told != "ahead" or (inner.negated and inner.form == "infinitive" and not clause.object):
        return False  # "vowed not to close the pass as long as the talks go on"
    deed = grammar.content(inner) or inner  # "would have to close the pass unless …"
    below = (*grammar.below(inner), *grammar.below(deed))
    return "condition" in inner.modality | deed.modality or any(c.relation in ("condition", "time") for c in below)


_TESTS: dict[str, Test] = {
    "anything": lambda *_: True,
    "actor": lambda grammar, argument, _: any(acts(grammar, i) for i in argument.members),
    "person": _is_person, "living": _can_be_hurt, "place": is_place, "deed": _is_deed,
    "sought-thing": lambda _, argument, __: argument.role == "for",
    "wanted": _is_wanted, "demanded-deed": _is_demanded, "change": _is_change, "plan": _is_plan, "duty": _is_duty,
    "threatened": _is_threatened,
}  # fmt: skip
