"""Persons met under a name: full names, surnames and nicknames of one article brought together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.tables import toml
from verbale.understanding.gazetteer import SURNAME_FIRST, Entry, Holding, Lexicon, Role

_GENDERS = {
    "spokesman": "m", "chairman": "m", "king": "m", "congressman": "m", "prince": "m", "emir": "m", "sultan": "m",
    "bishop": "m", "priest": "m", "father": "m", "brother": "m", "son": "m", "husband": "m", "man": "m",
    "businessman": "m", "spokeswoman": "f", "chairwoman": "f", "queen": "f", "congresswoman": "f", "sister": "f",
    "daughter": "f", "wife": "f", "mother": "f", "widow": "f", "woman": "f",
}  # fmt: skip


@dataclass(slots=True)
class People:
    """The persons of one article, by each part of their names."""

    lexicon: Lexicon
    day: str | None
    by_part: dict[str, list[Who]] = field(default_factory=dict)
    full: dict[str, Who] = field(default_factory=dict)

    def named(self, name: str, party: str | None = None) -> Who | None:
        """The person whose full name `name` is, or ends with it, or holds it as a part; the one met last if several.

        One who is known to belong to another party than `party` is somebody else.
        """
        parts = _parts(name)
        exact = self.full.get(" ".join(parts))
        if exact and not (party and exact.party and exact.party != party):
            return exact
        met = [w for w in self.by_part.get(parts[-1], ()) if _agree(parts, _parts(w.name))]
        met = [w for w in met if not (party and w.party and w.party != party)]
        return next((w for w in reversed(met) if _parts(w.name)[-1] == parts[-1]), met[-1] if met else None)

    def add(self, who: Who) -> None:
        """Let `who` be found by each part of their name."""
        parts = _parts(who.name)
        self.full[" ".join(parts)] = who
        for part in parts:
            known = self.by_part.setdefault(part, [])
            if who not in known:
                known.append(who)

    def known(self, who: Who) -> Entry | None:
        """The person of the tables or the brief whom that name means, in office on the day if several share it."""
        parts = _parts(who.name)
        entries = self.lexicon.people.get(parts[-1], ()) or self.lexicon.people.get(parts[0], ())
        fitting = [e for e in entries if _meant_by(parts, e) and (not who.party or who.party == e.party)]
        if len(fitting) > 1:
            in_office = {(h.person, h.party) for h in self.lexicon.holdings if h.held_on(self.day)}
            fitting = [e for e in fitting if (e.name, e.party) in in_office]
        return fitting[0] if len(fitting) == 1 else None

    def offices(self, known: Entry) -> list[Holding]:
        """The offices that somebody of the tables holds on the day."""
        return [
            h
            for h in self.lexicon.holdings
            if h.person == known.name and h.party == known.party and h.held_on(self.day)
        ]


def gender_of(name: str) -> str:
    """ "m" or "f" where the given name tells, else ""."""
    given = name.split()
    return _given().get(given[0], "") if len(given) > 1 else ""


@cache
def _given() -> dict[str, str]:
    return {name: gender for gender in ("m", "f") for name in toml("given_names")[gender].split()}


def gender_of_noun(noun: str) -> str:
    """ "m" or "f" where the noun tells ("spokeswoman"), else ""."""
    return _GENDERS.get(noun.split()[-1], "")


def learn(who: Who, mention: Mention, roles: Iterable[Role], party: str | None) -> None:
    """Take from a title or an apposition what it says of `who`."""
    for role in roles:
        who.families |= role.family.kinds
        if role.family.name != "honorific":
            who.gender = who.gender or gender_of_noun(role.singular)
        elif role.singular in ("mrs.", "ms.", "mrs", "ms", "lady", "dame"):
            who.gender = "f"
        elif role.singular not in ("dr.", "dr", "prof."):
            who.gender = "m"
    if party and not who.party:
        who.party = party
    if mention.title and not who.role and any(r.family.name != "honorific" for r in roles):
        who.role = mention.title


def _parts(name: str) -> list[str]:
    parts = name.lower().replace("-", " ").split()
    return [p for p in parts if p not in ("jr.", "jr", "sr.", "iii", "ii")] or parts or [name.lower()]


def _meant_by(parts: list[str], entry: Entry) -> bool:
    """Whether a name may be short for that of `entry`: by its surname, which is the first part in some countries."""
    name = _parts(entry.name)
    if len(parts) > 1:
        return _agree(parts, name)
    return parts[0] == name[-1] or (entry.party in SURNAME_FIRST and parts[0] == name[0])


def _agree(short: list[str], long: list[str]) -> bool:
    if len(short) > len(long):
        short, long = long, short
    if len(short) == 1:
        return short[0] in long
    return (short[-1] == long[-1] and short[0] == long[0]) or any(
        long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)
    )
