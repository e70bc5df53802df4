"""The names that the shipped tables and the brief know, found in a text by their first word.

What a name means here is an `Entry`: a state, a capital or seat that stands for it, an adjective or the people of a
state, a body, a ministry, an outlet, a person. A brief adds to the tables and wins over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Literal, cast, get_args

from verbale.model.negotiation import ActorKind
from verbale.understanding.tables import rows, toml

Sense = Literal["state", "capital", "adjective", "people", "body", "seat", "ministry", "outlet", "person", "thing"]

SURNAME_FIRST = ("CHN", "KOR", "PRK", "TWN", "VNM", "KHM")
"""Parties whose people put the surname first."""

_PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. `name` is the canonical one; `party` a code; `kind` that of the actor it names."""

    sense: Sense
    name: str
    party: str | None
    kind: ActorKind
    portfolio: str = ""
    short: bool = False
    """Whether it means this one only where it stands alone: "the Front", not "the Front of the Plain"."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of nouns that name actors without a proper name: see roles.toml."""

    name: str
    kinds: frozenset[str]
    """Its own name and those of the families it belongs to."""
    one: ActorKind
    many: ActorKind
    title: bool


@dataclass(frozen=True, slots=True)
class Role:
    """One noun or noun phrase of a family, in the singular or the plural."""

    family: Family
    plural: bool
    singular: str


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held by a person of a party; `since` and `until` are ISO days, months or years, "" where open.

    `known` are the first and the last day for which this can be said at all.
    """

    person: str
    party: str | None
    title: str
    since: str
    until: str
    known: tuple[str, str] = ("", "9999")

    def held_on(self, day: str | None) -> bool:
        """Whether it is known that it was held on an ISO day; on an unknown day, whether it is held to the last."""
        if day is None:
            return not self.until
        if not self.known[0] <= day <= self.known[1]:
            return False
        return (not self.since or self.since <= day) and (not self.until or day < self.until or day == self.since)


@dataclass(frozen=True, slots=True)
class Found:
    """A name found at characters `[start, end)` of the text searched."""

    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Lexicon:
    """All names known for one brief, by first piece, longest first; and who held which office."""

    names: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    roles: dict[str, list[tuple[tuple[str, ...], Role]]] = field(default_factory=dict)
    holdings: dict[str | None, list[Holding]] = field(default_factory=dict)
    """The offices held by people of each party."""
    people: dict[str, list[Entry]] = field(default_factory=dict)
    """Known persons by last name, lower case."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """The first adjective of each party: "Greek"."""
    nouns: dict[str, frozenset[str]] = field(default_factory=dict)
    """By which common nouns a body is spoken of again, by its name."""
    offices: dict[str, str] = field(default_factory=dict)
    """The party of an office that the brief has among its other names, in lower case: "water minister"."""
    own: set[str] = field(default_factory=set)
    """The names by which the brief calls its parties, organisations and people, whatever an article calls them."""
    parties: dict[str, Entry] = field(default_factory=dict)
    """The state or body of each code."""
    governed: dict[str, str] = field(default_factory=dict)
    """By what a land of the brief is governed that is no state of its own: "council" of the "regional council"."""

    def add(self, name: str, entry: Entry) -> None:
        """Let `name` mean `entry`; a name added twice means what was added last."""
        if "'" in name:
            self.add(name.replace("'", "’"), entry)
        pieces = tuple(_PIECE.findall(name.removeprefix("the ")))
        if entry.party and entry.sense == "adjective":
            self.adjectives.setdefault(entry.party, name)
        if entry.party and entry.sense in ("state", "body"):
            self.parties.setdefault(entry.party, entry)
        if pieces:
            known = self.names.setdefault(pieces[0], [])
            known[:] = [k for k in known if k[0] != pieces]
            known.append((pieces, entry))
            known.sort(key=lambda k: -len(k[0]))

    def hold(self, holding: Holding) -> None:
        """Let it be known who holds that office."""
        self.holdings.setdefault(holding.party, []).append(holding)

    def named(self, name: str) -> Entry | None:
        """What exactly that name means."""
        pieces = tuple(_PIECE.findall(name.removeprefix("the ")))
        return next((entry for known, entry in self.names.get(pieces[0], ()) if known == pieces), None)

    def is_party(self, entry: Entry) -> bool:
        """Whether `entry` names the state or body that its code stands for, rather than a part of it."""
        known = self.parties.get(entry.party or "")
        return known is not None and (known.sense, known.name) == (entry.sense, entry.name)

    def find(self, text: str) -> Iterator[Found]:
        """Every name in `text`, longest first, none inside another."""
        last = -1
        for first in _PIECE.finditer(text):
            if first.start() < last or (known := self.names.get(first.group())) is None:
                continue
            longest = max(len(name) for name, _ in known)
            places = list(islice(_PIECE.finditer(text, first.start()), longest))
            words = tuple(m.group() for m in places)
            for name, entry in known:
                if words[: len(name)] == name:
                    end = places[len(name) - 1].end()
                    alone = not entry.short or _stands_alone(text, first.start(), end)
                    if not (alone or (text[first.start() : end].isupper() and self._before_office(text, end))):
                        continue
                    last = end
                    yield Found(first.start(), last, entry)
                    break

    def _before_office(self, text: str, end: int) -> bool:
        """Whether what one person is follows: "EU Envoy Reed", not "EU Border Agency"."""
        after = text[end : end + 40].lower().split() if text[end : end + 1] == " " else []
        found = self.role_at(after, 0) if after else None
        return found is not None and found[1].family.one == "person" and not found[1].plural

    def role_at(self, lower: list[str], i: int) -> tuple[int, Role] | None:
        """The longest role noun that begins at token i of the lower-case tokens, with its end."""
        for phrase, role in self.roles.get(lower[i], ()):
            if len(phrase) == 1 or tuple(lower[i : i + len(phrase)]) == phrase:
                return i + len(phrase), role
        return None

    def holders(self, families: Iterable[str], party: str | None, day: str | None) -> list[Holding]:
        """Who held an office of one of `families` for `party` on `day`."""
        held = (h for h in self.holdings.get(party, ()) if h.held_on(day))
        return [h for h in held if (f := self.family_of(h.title)) and not f.kinds.isdisjoint(families)]

    def of_office(self, words: list[str]) -> str | None:
        """The party whose office the brief says these lower-case words are, whatever stands before it."""
        return next((p for i in range(len(words)) if (p := self.offices.get(" ".join(words[i:])))), None)

    def family_of(self, title: str) -> Family | None:
        """The family of an office as written, such as "foreign minister"."""
        lower = title.lower().replace("-", " - ").split()
        return next((found[1].family for i in range(len(lower)) if (found := self.role_at(lower, i))), None)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the word at `[start, end)` is a name of its own: one behind "the", or a capital in no longer name."""
    before, after = text[max(0, start - 40) : start].split(), text[end : end + 40].split()
    if after and (after[0] == "of" or (text[end] == " " and after[0][:1].isupper())):
        return False
    article = bool(before) and before[-1].lower().lstrip('“‘"(') in ("the", "a", "an")
    return article or (text[start].isupper() and not (before and before[-1][:1].isupper()))


def kind_of(kind: str) -> ActorKind:
    """The kind of actor that a table or a brief calls so; what it does not know is an organisation."""
    return cast(ActorKind, kind) if kind in get_args(ActorKind) else "organisation"


@cache
def _state_names() -> dict[str, str]:
    import pycountry

    plain = {c.alpha_3: getattr(c, "common_name", c.name).split(",")[0] for c in pycountry.countries}
    return plain | {row["code"]: row["name"] for row in rows("states") if row["name"]}


@cache
def forms_of_states() -> dict[str, frozenset[str]]:
    """What each state calls itself in full, word by word in lower case, by code: kingdom, federal, republic."""
    import pycountry

    full = {c.alpha_3: getattr(c, "official_name", c.name) for c in pycountry.countries}
    return {code: frozenset(name.lower().split()) for code, name in full.items()}


def tabled() -> Iterator[tuple[str, Entry]]:
    """Every name of the shipped tables with what it stands for."""
    for row in rows("outlets"):
        for name in (row["name"], *row["names"].split("|")):
            yield name, Entry("outlet", row["name"], None, "outlet")
    yield from _tabled_states()
    for row in rows("bodies"):
        entry = Entry("body", row["name"], row["party"] or None, kind_of(row["kind"]))
        for name in (row["name"], *row["names"].split("|")):
            yield name, entry
        for seat in row["seats"].split("|"):
            yield seat, Entry("capital", row["name"], row["party"] or None, entry.kind)
        for adjective in row["adjectives"].split("|"):
            yield adjective, Entry("adjective", row["name"], row["party"] or None, entry.kind)
    for thing in toml("names")["silent"]:
        yield thing, Entry("thing", thing, None, "organisation")
    for row in rows("seats"):
        name = row["name"].split("|")[0].removeprefix("the ")
        for alias in row["name"].split("|"):
            yield alias, Entry("seat", name, row["party"], kind_of(row["kind"]), row["portfolio"])
    for row in rows("ministries"):
        for name in (row["name"], *row["names"].split("|")):
            yield name, Entry("ministry", row["name"], row["party"] or None, "ministry", row["portfolio"])


def _tabled_states() -> Iterator[tuple[str, Entry]]:
    plain = _state_names()
    for code in sorted(plain.keys() - {row["code"] for row in rows("states")}):
        yield plain[code], Entry("state", plain[code], code, "state")  # territories with a code of their own
    for row in rows("states"):
        code = row["code"]
        state = Entry("state", plain[code], code, "state")
        for name in (plain[code], *row["names"].split("|")):
            yield name, state
        for name in row["capitals"].split("|"):
            yield name, Entry("capital", plain[code], code, "state")
        for name in row["adjectives"].split("|"):
            if name not in row["names"].split("|") and name != plain[code]:
                yield name, Entry("adjective", name, code, "state")
        for name in row["people"].split("|"):
            yield name, Entry("people", name, code, "public")


@cache
def tabled_roles() -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    """The nouns of roles.toml by first word, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    table, plural_only = toml("roles"), toml("names")["plurals"]["only"]
    for name, row in table.items():
        kinds = _closure(name, table)
        family = Family(name, kinds, row["one"], row["many"], row.get("title", False))
        for noun in row["nouns"]:
            for form, plural in ((noun, noun in plural_only), (_plural(noun), True)):
                if plural and form in row["nouns"] and noun not in plural_only:
                    continue  # "Mrs" is not the plural of "Mr"
                phrase = tuple(form.lower().replace("-", " - ").replace("’s", " ’s").replace("'s", " 's").split())
                index.setdefault(phrase[0], []).append((phrase, Role(family, plural, noun)))
    for known in index.values():
        known.sort(key=lambda k: -len(k[0]))
    return index


def _closure(name: str, table: dict[str, dict[str, list[str]]]) -> frozenset[str]:
    found, waiting = set(), [name]
    while waiting:
        if (at := waiting.pop()) not in found:
            found.add(at)
            waiting.extend(table[at]["is"] if at in table else [])
    return frozenset(found)


def _plural(noun: str) -> str:
    head, joint, rest = noun.partition(next((j for j in (" of ", " for ", "-general", "-at-") if j in noun), "\0"))
    plurals = toml("names")["plurals"]
    for one, many in plurals["irregular"].items():
        if head.endswith(one):
            return head.removesuffix(one) + str(many) + joint + rest
    if head.endswith(tuple(plurals["same"])):
        return noun
    if head.endswith("y") and head[-2] not in "aeo":
        return head[:-1] + "ies" + joint + rest
    if head.endswith(("s", "x", "ch", "sh")):
        return head + "es" + joint + rest
    return head + "s" + joint + rest
