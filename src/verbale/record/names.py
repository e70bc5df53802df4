"""Whether two articles name one actor: people by name and office, bodies by name, unnamed sources never by machine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from verbale.model.record import Who
from verbale.record.tables import words as table
from verbale.record.wording import bag, folded, held, shared

_TOKEN = re.compile(r"[a-z0-9]+")
_ARTICLE = ("the", "a", "an")

SPELLING = 85
"""How alike (0 to 100) two spellings of one name are at least: Sergei and Sergey, but not Esther and Lawson."""

NAMELESS = ("anonymous", "group", "public")
STATE_LIKE = ("state", "government", "ministry")


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, without case, accents and articles."""
    plain = folded(name.replace("’s", "").replace("'s", "")).replace("'", "").replace("’", "")
    return tuple(t for t in _TOKEN.findall(plain) if t not in _ARTICLE)


def is_named(who: Who) -> bool:
    """Whether a person is called by a name, not by an office alone ("Malawi's foreign minister")."""
    return who.kind == "person" and _is_name(who.name, who.role)


@lru_cache(maxsize=65536)
def _is_name(name: str, role: str | None) -> bool:
    """A name is written in capitals but for its particles; an office is not, or holds the words of the role."""
    words = name.split()
    if not name[:1].isupper() or any(w[:1].islower() and w not in table()["particles"] for w in words):
        return False
    return not (role and len(words) > 1 and bag(name) <= bag(role))


def same_actor(a: Who, b: Who) -> float | None:
    """How surely two actors are one, 0 to 1; None where they cannot be.

    People need one surname and given names that agree, bodies one name and party. An unnamed source or a group is never
    the same in another article.
    """
    if a.kind in NAMELESS or b.kind in NAMELESS:
        return None
    return _same(a.name, a.kind, a.party, a.role, b.name, b.kind, b.party, b.role)


@lru_cache(maxsize=262144)
def _same(*told: Any) -> float | None:  # Any: name, kind, party and role of either, flat, as millions are looked up
    a, b = Who("", *told[:4]), Who("", *told[4:])
    if a.kind == "person" or b.kind == "person":
        return _same_person(a, b) if a.kind == b.kind else None
    if a.party and b.party and a.party != b.party:
        return None
    if a.kind != b.kind and not {a.kind, b.kind} <= {"organisation", "outlet", "ministry", "government"}:
        return None
    alike = fuzz.ratio(" ".join(name_tokens(a.name)), " ".join(name_tokens(b.name)))
    if name_tokens(a.name) == name_tokens(b.name):
        return 1.0
    if a.kind == b.kind == "state":
        return 1.0 if a.party and a.party == b.party else None
    if a.party and a.party == b.party and a.kind == b.kind:
        if a.kind == "government":
            return 0.9
        if (
            _acronym(a.name, b.name)
            or _acronym(b.name, a.name)
            or bag(a.name) <= bag(b.name)
            or bag(b.name) <= bag(a.name)
        ):
            return 0.8
    if alike >= 92 or _acronym(a.name, b.name) or _acronym(b.name, a.name):
        return 0.8
    return None


def _acronym(short: str, long: str) -> bool:
    letters = "".join(w[0] for w in long.replace("-", " ").split() if w[:1].isupper())
    return len(short) > 2 and short.isupper() and short == letters


def _same_person(a: Who, b: Who) -> float | None:
    one, two = name_tokens(a.name), name_tokens(b.name)
    parties_agree = not (a.party and b.party) or a.party == b.party
    named = is_named(a), is_named(b)
    if not all(named):
        return _by_office(a, b) if any(named) or one != two else (0.7 if parties_agree else None)
    if one == two:
        return 1.0 if len(one) > 1 else (0.8 if parties_agree else None)
    if not one or not two:
        return None
    short, long = sorted((one, two), key=len)
    if len(short) == 1:
        surname = short[0] in (long[-1], long[0]) or fuzz.ratio(short[0], long[-1]) >= SPELLING
        return (0.7 if parties_agree else 0.5) if surname else None
    if fuzz.ratio(one[-1], two[-1]) < SPELLING and set(one) != set(two):
        return None
    given = _given_agree(one[0], two[0])
    return 0.9 if given or set(one) == set(two) else None


def _given_agree(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) or fuzz.ratio(one, two) >= SPELLING


def _by_office(a: Who, b: Who) -> float | None:
    """One of the two is called by an office: it fits the other's where party and office agree."""
    if not (a.party and a.party == b.party):
        return None
    office_a, office_b = (bag(w.role or w.name) for w in (a, b))
    return 0.5 if shared(office_a, office_b) >= 0.5 else None


def by_office(a: Who, b: Who) -> bool:
    """Whether one of two people is called by an office that may be the other's, their parties not being unlike."""
    if a.kind != "person" or b.kind != "person" or is_named(a) == is_named(b):
        return False
    if a.party and b.party and a.party != b.party:
        return False
    office, named = (a, b) if is_named(b) else (b, a)
    role = bag(named.role or "")
    return bool(role) and held(bag(office.role or office.name) | bag(office.name), role) == 1.0


def name_key(who: Who) -> str:
    """What actors that may be one have in common: a person's surname, a body's party or first letters of its name."""
    tokens = name_tokens(who.name)
    if who.kind == "person":
        return f"person:{tokens[-1][:4] if tokens and is_named(who) else f'office:{who.party}'}"
    if who.kind == "state":
        return f"state:{who.party or ' '.join(tokens)}"
    return f"body:{who.party or (tokens[0][:3] if tokens else '')}"
