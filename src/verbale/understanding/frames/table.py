"""The table format of frames: rows of TOML that say what a class of predicates tells, when, and of whom.

    [words]                                  # classes of predicates that several rows share
    suspend = ["suspend", "freeze", "break off", "put on hold"]

    [when]                                   # guards of every row that does not say otherwise; seldom needed
    mood = ["assertion", "question"]

    [[row]]
    name = "suspended"                       # unique in the table; a finding's rule is TABLE.NAME.WORDS
    words = "suspend"                        # a class, or a list
    form = "verb"                            # verb (default), noun, attribute, or a list of them
    needs = { talks = "object" }             # slot = "role | role": the first role that is there must fill the slot
    may = { by = "subject" }                 # filled where it can be
    when = { modality = ["decision"] }     # guards; without them a row wants a plain fact
    gives = { status = "suspended" }         # what the layer puts into its finding
    confidence = 0.8
    example = "Lima suspended the talks."
    counter = "Lima hopes to suspend the talks."

The first of `words` is the lemma of the predicate, "be" standing for every copula; the others stand beside it: a
particle, an adverb, a preposition, a preposition with its noun, the noun of a light verb, the complement of a copula. A
role `object.for` is what the object has under "for" ("cleared the way for talks").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, cast, get_args

from verbale.understanding.grammar.bearing import Tense, Told
from verbale.understanding.grammar.clause import Clause, Mood, Relation, Voice
from verbale.understanding.grammar.vocabulary import Modality
from verbale.understanding.tables import Toml

Form = Literal["verb", "noun", "attribute"]
Value = str | int | float | bool | tuple[str, ...]
Roles = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """When a row counts. An empty tuple leaves open what it is about; without any guard only a plain fact counts.

    `modality` are kinds that may lie on the clause ("any" for all), `under` kinds of which one must. What is ahead by
    its form alone ("to be held in May") counts only where `told` says so. `lacks` are roles that must be empty.
    """

    polarity: Literal["positive", "negative", "any"] = "positive"
    modality: tuple[Modality | Literal["any"], ...] = ()
    under: tuple[Modality, ...] = ()
    told: tuple[Told, ...] = ()
    tense: tuple[Tense, ...] = ()
    mood: tuple[Mood | Literal["any"], ...] = ("assertion",)
    voice: tuple[Voice, ...] = ()
    relation: tuple[Relation, ...] = ()
    marker: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def admits(self, clause: Clause, marker: str) -> bool:
        """Whether the clause, opened by the word `marker` ("" for none), is told as the row wants it."""
        return (
            (self.polarity == "any" or clause.negated == (self.polarity == "negative"))
            and (not clause.modality or "any" in self.modality or clause.modality <= {*self.modality, *self.under})
            and (not self.under or bool(clause.modality & set(self.under)))
            and (clause.told in self.told if self.told else clause.told != "ahead" or bool(clause.modality))
            and (not self.tense or clause.tense in self.tense)
            and ("any" in self.mood or clause.mood in self.mood)
            and (not self.voice or clause.voice in self.voice)
            and (not self.relation or clause.relation in self.relation)
            and (not self.marker or marker in self.marker)
            and not any(clause.get(role) for role in self.lacks)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table. `needs` and `may` lead from a slot to the roles that may fill it, the preferred one first."""

    table: str
    name: str
    words: tuple[tuple[str, ...], ...]
    form: tuple[Form, ...]
    needs: Mapping[str, Roles]
    may: Mapping[str, Roles]
    when: Guard
    gives: Mapping[str, Value]
    confidence: float
    example: str
    counter: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table in order, and its other entries as they stand."""

    name: str
    rows: tuple[Row, ...]


_FIELDS = frozenset({"name", "words", "form", "needs", "may", "when", "gives", "confidence", "example", "counter"})
_GUARDS = frozenset(f.name for f in fields(Guard))
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "polarity": ("positive", "negative"), "modality": get_args(Modality), "under": get_args(Modality),
    "told": get_args(Told), "tense": get_args(Tense), "mood": get_args(Mood), "voice": get_args(Voice),
    "relation": get_args(Relation),
}  # fmt: skip


def table_of(name: str, toml: Toml) -> Table:
    """The table `name` out of parsed TOML; raises ValueError where a row does not keep to the format."""
    classes: Mapping[str, list[str]] = toml.get("words", {})
    default: Mapping[str, Any] = toml.get("when", {})  # Any: TOML
    rows = tuple(_row(name, {**given, "when": {**default, **given.get("when", {})}}, classes) for given in toml["row"])
    names = [row.name for row in rows]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise ValueError(f"table {name}: more than one row is called {', '.join(twice)}")
    return Table(name, rows)


def _row(table: str, given: Mapping[str, Any], classes: Mapping[str, list[str]]) -> Row:  # Any: TOML
    where = f"table {table}, row {given.get('name')!r}"
    for field in ("name", "words", "example", "counter"):
        if not given.get(field):
            raise ValueError(f"{where}: {field} is missing")
    unknown = sorted(set(given) - _FIELDS) + sorted(set(given.get("when", {})) - _GUARDS)
    if unknown:
        raise ValueError(f"{where}: there is no field {', '.join(unknown)}")
    words = given["words"]
    if isinstance(words, str):
        if words not in classes:
            raise ValueError(f"{where}: there is no class of words {words!r}")
        words = classes[words]
    return Row(
        table=table, name=given["name"], words=tuple(tuple(w.split()) for w in words),
        form=_forms(where, given.get("form", "verb")),
        needs={slot: _roles(roles) for slot, roles in given.get("needs", {}).items()},
        may={slot: _roles(roles) for slot, roles in given.get("may", {}).items()},
        when=guard_of(where, given.get("when", {})),
        gives={k: tuple(v) if isinstance(v, list) else v for k, v in given.get("gives", {}).items()},
        confidence=given.get("confidence", 0.8), example=given["example"], counter=given["counter"],
    )  # fmt: skip


def _forms(where: str, given: str | list[str]) -> tuple[Form, ...]:
    wrong = sorted(set(_several(given)) - set(get_args(Form)))
    if wrong:
        raise ValueError(f"{where}: form cannot be {', '.join(wrong)}; it is one of {', '.join(get_args(Form))}")
    return cast(tuple[Form, ...], _several(given))


def guard_of(where: str, given: Mapping[str, Any]) -> Guard:  # Any: TOML
    """The guards of a row; raises ValueError, which names `where` they stand, for a value that there is not."""
    values: dict[str, Any] = {k: v if k == "polarity" else _several(v) for k, v in given.items()}
    for field, allowed in _ALLOWED.items():
        wrong = sorted(set(_several(values.get(field, ()))) - {*allowed, "any"})
        if wrong:
            raise ValueError(f"{where}: {field} cannot be {', '.join(wrong)}; it is one of {', '.join(allowed)}")
    return Guard(**values)


def _several(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _roles(given: str) -> Roles:
    return tuple(role.strip() for role in given.split("|"))
