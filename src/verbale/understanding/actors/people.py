"""Persons met under a name: full names, surnames and nicknames of one article brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from unicodedata import combining, normalize

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.tables import toml
from verbale.understanding.gazetteer import SURNAME_FIRST, Entry, Holding, Lexicon, Role
from verbale.understanding.tables import words_in


@dataclass(slots=True)
class People:
    """The persons of one article, by each part of their names."""

    lexicon: Lexicon
    day: str | None
    by_part: dict[str, list[Who]] = field(default_factory=dict)
    full: dict[str, Who] = field(default_factory=dict)
    places: dict[int, list[int]] = field(default_factory=dict)
    """Where each is named in full, by token, under the identity of the person."""

    def named(self, name: str, party: str | None = None) -> Who | None:
        """The person whose full name `name` is, or ends with it, or holds it as a part; the one met last if several.

        One who is known to belong to another party than `party` is somebody else.
        """
        parts = _parts(name)
        exact = self.in_full(name)
        if exact and not (party and exact.party and exact.party != party):
            return exact
        met = [w for w in self.by_part.get(parts[-1], ()) if _agree(parts, _parts(w.name))]
        met = [w for w in met if not (party and w.party and w.party != party)]
        return next((w for w in reversed(met) if _parts(w.name)[-1] == parts[-1]), met[-1] if met else None)

    def in_full(self, name: str) -> Who | None:
        """The person whose full name `name` is."""
        return self.full.get(" ".join(_parts(name)))

    def called(self, name: str, at: int, party: str | None, gender: str) -> Who | None:
        """Whom one word of a name means at token `at`: of several who share it the one named in full last before.

        One of another party or gender is somebody else.
        """
        met = [w for w in self.by_part.get(_parts(name)[-1], ()) if _agree(_parts(name), _parts(w.name))]
        met = [w for w in met if not (party and w.party and w.party != party)]
        met = [w for w in met if not (gender and w.gender and w.gender != gender)]
        by_family = [w for w in met if _family(w.name) == _parts(name)[-1]] or met
        sure = [w for w in by_family if gender and w.gender == gender] or by_family
        before = [(p, k) for k, w in enumerate(sure) for p in self.places.get(id(w), ()) if p <= at]
        return sure[max(before)[1]] if before else (sure[0] if sure else None)

    def add(self, who: Who, at: int | None = None) -> None:
        """Let `who` be found by each part of their name, told in full at token `at`."""
        if at is not None:
            self.places.setdefault(id(who), []).append(at)
        parts = _parts(who.name)
        self.full[" ".join(parts)] = who
        for part in parts:
            known = self.by_part.setdefault(part, [])
            if who not in known:
                known.append(who)

    def known(self, who: Who) -> Entry | None:
        """The person of the tables or the brief whom that name means, in office on the day if several share it."""
        parts, written = _parts(who.name), who.name.lower().replace("-", " ").split()
        near = (*parts[-1:], *written[-1:], *parts[:1], *written[:1])
        entries = next((found for word in near if (found := self.lexicon.people.get(word))), ())
        meant = [e for e in entries if _meant_by(parts, e) and (not who.party or who.party == e.party)]
        fitting = list(
            {(_parts(e.name), e.party): e for e in meant}.values()
        )  # the brief's, where it spells another way
        if len(fitting) > 1:
            fitting = [e for e in fitting if self.offices(e)]
        if len(fitting) > 1:
            fitting = [e for e in fitting if e.name in self.lexicon.own]
        return fitting[0] if len(fitting) == 1 else None

    def offices(self, known: Entry) -> list[Holding]:
        """The offices that somebody of the tables holds on the day."""
        held = self.lexicon.holdings.get(known.party, ())
        return [h for h in held if h.person == known.name and h.held_on(self.day)]


def gender_of(name: str) -> str:
    """ "m" or "f" where the given name tells, else ""."""
    given = name.split()
    return _given().get(given[0], "") if len(given) > 1 else ""


@cache
def _given() -> dict[str, str]:
    return {name: gender for gender in ("m", "f") for name in toml("given_names")[gender].split()}


def gender_of_title(honorific: str) -> str:
    """ "m" or "f" where a title tells ("Mrs"), else ""."""
    return next((gender for gender in ("m", "f") if honorific in toml("given_names")["titles"][gender]), "")


def gender_of_noun(noun: str) -> str:
    """ "m" or "f" where the noun tells ("spokeswoman"), else ""."""
    last = noun.split()[-1]
    return next((gender for gender in ("m", "f") if last in toml("given_names")["nouns"][gender]), "")


def learn(who: Who, mention: Mention, roles: Iterable[Role], party: str | None) -> None:
    """Take from a title or an apposition what it says of `who`."""
    for role in roles:
        who.families |= role.family.kinds
        who.gender = gender_of_title(role.singular) or who.gender or gender_of_noun(role.singular)
    if party and not who.party:
        who.party = party
    if mention.title and not who.role and any(r.family.name != "honorific" for r in roles):
        who.role = mention.title


@lru_cache(maxsize=1 << 12)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case and without accents: the press writes Dvořek and Dvorek."""
    plain = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    parts = tuple(plain.replace("-", " ").split())
    return tuple(p for p in parts if p not in words_in("names", "generations")) or parts or (plain,)


def _family(name: str) -> str:
    """The part of a name that it goes on under: its last, but the first of Korean ones ("Han Seo-jun")."""
    last = name.split()[-1]
    first = "-" in last and last.split("-")[-1][:1].islower()
    return _parts(name)[0 if first else -1]


def _meant_by(parts: Sequence[str], entry: Entry) -> bool:
    """Whether a name may be short for that of `entry`: by its surname, which is the first part in some countries."""
    name = _parts(entry.name)
    if len(parts) > 1:
        return _agree(parts, name)
    return parts[0] == name[-1] or (entry.party in SURNAME_FIRST and parts[0] == name[0])


def _agree(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) > len(long):
        short, long = long, short
    if len(short) == 1:
        return short[0] in long
    return (short[-1] == long[-1] and short[0] == long[0]) or any(
        long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)
    )
