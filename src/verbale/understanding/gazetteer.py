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
from typing import Literal

from verbale.model.brief import Brief
from verbale.model.negotiation import ActorKind
from verbale.understanding.tables import rows, toml

Sense = Literal["state", "capital", "adjective", "people", "body", "seat", "ministry", "outlet", "person", "thing"]

SURNAME_FIRST = ("CHN", "KOR", "PRK", "TWN", "VNM", "KHM")
"""Parties whose people put the surname first."""

_PLURAL_ONLY = ("people", "media")
_PIECE = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. `name` is the canonical one; `party` a code; `kind` that of the actor it names."""

    sense: Sense
    name: str
    party: str | None
    kind: ActorKind
    portfolio: str = ""


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
    holdings: list[Holding] = field(default_factory=list)
    people: dict[str, list[Entry]] = field(default_factory=dict)
    """Known persons by last name, lower case."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """The first adjective of each party: "Greek"."""
    nouns: dict[str, frozenset[str]] = field(default_factory=dict)
    """By which common nouns a body is spoken of again, by its name."""
    own: set[str] = field(default_factory=set)
    """The names by which the brief calls its parties, organisations and people, whatever an article calls them."""
    parties: dict[str, Entry] = field(default_factory=dict)
    """The state or body of each code."""

    def add(self, name: str, entry: Entry) -> None:
        """Let `name` mean `entry`; a name added twice means what was added last."""
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
                    last = places[len(name) - 1].end()
                    yield Found(first.start(), last, entry)
                    break

    def role_at(self, lower: list[str], i: int) -> tuple[int, Role] | None:
        """The longest role noun that begins at token i of the lower-case tokens, with its end."""
        for phrase, role in self.roles.get(lower[i], ()):
            if len(phrase) == 1 or tuple(lower[i : i + len(phrase)]) == phrase:
                return i + len(phrase), role
        return None

    def holders(self, families: Iterable[str], party: str | None, day: str | None) -> list[Holding]:
        """Who held an office of one of `families` for `party` on `day`."""
        wanted = set(families)
        return [
            h
            for h in self.holdings
            if h.party == party and h.held_on(day) and (f := self.family_of(h.title)) and f.kinds & wanted
        ]

    def family_of(self, title: str) -> Family | None:
        """The family of an office as written, such as "foreign minister"."""
        lower = title.lower().replace("-", " - ").split()
        return next((found[1].family for i in range(len(lower)) if (found := self.role_at(lower, i))), None)


def lexicon(brief: Brief) -> Lexicon:
    """The tables and the brief together."""
    lex = Lexicon()
    for name, entry in _tabled():
        lex.add(name, entry)
    lex.roles.update(_roles())
    lex.nouns.update({row["name"]: frozenset(row["nouns"].split("|")) for row in rows("bodies")})
    known = (toml("holders")["since"], toml("holders")["until"])
    for row in rows("holders"):
        _add_person(lex, row["name"], row["aliases"].split("|"), row["party"])
        lex.holdings.append(Holding(row["name"], row["party"], row["title"], row["since"], row["until"], known))
    _add_brief(lex, brief)
    return lex


def _add_person(lex: Lexicon, name: str, aliases: Iterable[str], party: str | None) -> None:
    entry = Entry("person", name, party, "person")
    for alias in (name, *aliases):
        if alias:
            lex.add(alias, entry)
            surname_first = party in SURNAME_FIRST
            for part in {alias.split()[-1].lower(), alias.split()[0 if surname_first else -1].lower()}:
                known = lex.people.setdefault(part, [])
                if entry not in known:
                    known.append(entry)


def _add_brief(lex: Lexicon, brief: Brief) -> None:
    lex.own = {p.name for p in brief.parties} | {o.name for o in brief.organisations} | {p.name for p in brief.people}
    for party in brief.parties:
        state = lex.parties[party.code] = Entry("state", party.name, party.code, "state")
        for name in (party.name, *party.aliases):
            lex.add(name, state)
        for name in party.demonyms:
            sense: Sense = "people" if name.endswith("s") else "adjective"
            lex.add(name, Entry(sense, name, party.code, "public" if sense == "people" else "state"))
        for name in party.seats:
            lex.add(name, Entry("capital", party.name, party.code, "state"))
    for organisation in brief.organisations:
        entry = Entry("body", organisation.name, organisation.party, _kind(organisation.kind))
        for name in (organisation.name, *organisation.aliases):
            lex.add(name, entry)
    for place in brief.places:
        for place_name in place.names:
            lex.add(place_name.name, Entry("thing", place_name.name, None, "organisation"))
    for outlet in brief.outlets:
        for name in (outlet.name, *outlet.aliases):
            lex.add(name, Entry("outlet", outlet.name, None, "outlet"))
    for person in brief.people:
        _add_person(lex, person.name, person.aliases, person.party)
        for o in person.offices:
            lex.holdings.append(Holding(person.name, person.party, o.title, o.since or "", o.until or ""))


def _kind(kind: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {
        "state": "state", "government": "government", "ministry": "ministry", "outlet": "outlet", "public": "public",
        "group": "group", "person": "person", "anonymous": "anonymous",
    }  # fmt: skip
    return kinds.get(kind, "organisation")


@cache
def _state_names() -> dict[str, str]:
    import pycountry

    plain = {c.alpha_3: getattr(c, "common_name", c.name).split(",")[0] for c in pycountry.countries}
    return plain | {row["code"]: row["name"] for row in rows("states") if row["name"]}


def _tabled() -> Iterator[tuple[str, Entry]]:
    for row in rows("outlets"):
        for name in (row["name"], *row["names"].split("|")):
            yield name, Entry("outlet", row["name"], None, "outlet")
    yield from _tabled_states()
    for row in rows("bodies"):
        entry = Entry("body", row["name"], row["party"] or None, _kind(row["kind"]))
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
            yield alias, Entry("seat", name, row["party"], _kind(row["kind"]), row["portfolio"])
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
def _roles() -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    index: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    table = toml("roles")
    for name, row in table.items():
        kinds = _closure(name, table)
        family = Family(name, kinds, row["one"], row["many"], row.get("title", False))
        for noun in row["nouns"]:
            for form, plural in ((noun, noun in _PLURAL_ONLY), (_plural(noun), True)):
                if plural and form == noun and noun not in _PLURAL_ONLY:
                    continue
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
    irregular = {"man": "men", "woman": "women", "person": "persons", "people": "people", "public": "public"}
    for one, many in irregular.items():
        if head.endswith(one):
            return head.removesuffix(one) + many + joint + rest
    if head.endswith(("troops", "forces", "authorities", "media", "press", "police")):
        return noun
    if head.endswith("y") and head[-2] not in "aeo":
        return head[:-1] + "ies" + joint + rest
    if head.endswith(("s", "x", "ch", "sh")):
        return head + "es" + joint + rest
    return head + "s" + joint + rest
