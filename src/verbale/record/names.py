"""Whether two articles name one actor: people by name and office, bodies by name, unnamed sources never by machine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from verbale.model.record import Who
from verbale.record.tables import words as table
from verbale.record.wording import bag, folded, held, shared

_TOKEN = re.compile(r"[a-z0-9]+")
_AND = re.compile(r",? and |, ")
_ARTICLE = ("the", "a", "an")

SPELLING = 85
"""How alike (0 to 100) two spellings of one name are at least."""
LONG_ENOUGH = 5
"""Letters of the least in a name of which another spelling may change one."""
_SOUNDS = str.maketrans("ycqw", "ikkv")
_BREATHED = re.compile(r"(?<=[bcdfgkqt])h")
SHORTENED = 3
"""Letters of the least to which a given name is cut: Rob for Robert."""

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


@lru_cache(maxsize=16384)
def named_members(name: str) -> tuple[str, ...]:
    """The names of those who act together, "Ana Silva and Lima", in order; none of a group called by a common noun."""
    members = sorted(_AND.split(name))
    named = all(_is_name(member, None) and name_tokens(member) for member in members)
    return tuple(members) if named and len(members) > 1 else ()


def _same_members(a: str, b: str) -> float | None:
    """Whether two groups are of the same members, each called by name."""
    one, two = named_members(a), named_members(b)
    if not one or len(one) != len(two):
        return None
    if one == two:
        return 1.0
    same = all(any(_same_name(m, n) for n in two) for m in one)
    return 0.9 if same and all(any(_same_name(m, n) for m in one) for n in two) else None


def _same_name(one: str, two: str) -> bool:
    return bool(_same_person(Who("", one, "person"), Who("", two, "person")))


def one_party(a: Who, b: Who) -> bool:
    """Whether two may be of one party; of whom no party is told may be of any."""
    return not (a.party and b.party) or a.party == b.party


def same_actor(a: Who, b: Who) -> float | None:
    """How surely two actors are one, 0 to 1; None where they cannot be.

    People need one surname and given names that agree, bodies one name and party; a group is another's where all of its
    members are named. An unnamed source is never the same in another article.
    """
    if a.kind in NAMELESS or b.kind in NAMELESS:
        return _same_members(a.name, b.name) if a.kind == b.kind == "group" else None
    people = (a.kind == "person") + (b.kind == "person")
    if people == 1 or not (people or one_party(a, b)):
        return None  # told at once, as of most
    return _same(a.name, a.kind, a.party, a.role, b.name, b.kind, b.party, b.role)


@lru_cache(maxsize=65536)
def _same(*told: Any) -> float | None:  # Any: name, kind, party and role of either, flat, as millions are looked up
    a, b = Who("", *told[:4]), Who("", *told[4:])
    if a.kind == "person":
        return _same_person(a, b)
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
    parties_agree = one_party(a, b)
    named = is_named(a), is_named(b)
    if not all(named):
        return _by_office(a, b) if any(named) or one != two else (0.7 if parties_agree else None)
    if one == two:
        return 1.0 if len(one) > 1 else (0.8 if parties_agree else None)
    if not one or not two:
        return None
    short, long = sorted((one, two), key=len)
    if len(short) == 1:
        surname = short[0] in (long[-1], long[0]) or _spelt_alike(short[0], long[-1])
        return (0.7 if parties_agree else 0.5) if surname else None
    if set(one) == set(two) or (parties_agree and set(short) < set(long)):
        return 0.9  # family name first; or with one name more: Ali Noor, Ali Noor Sattar
    return 0.9 if _spelt_alike(one[-1], two[-1]) and _given_agree(one[0], two[0]) else None


def _given_agree(one: str, two: str) -> bool:
    """Whether two given names may be one: an initial, a name cut behind a consonant (Rob), or another spelling.

    A man's is not the woman's that is made of it: Mario and Maria, Anton and Antonia; but Alex may be Alexandra.
    """
    short, long = sorted((_MUTE.sub("", name) for name in (one, two)), key=len)
    if len(short) == 1:
        return long.startswith(short)
    cut = long.startswith(short) and len(short) >= SHORTENED and short[-1] not in _VOWELS
    if short.endswith(_HERS) != long.endswith(_HERS):
        return cut and len(short) > SHORTENED and not _MADE_HERS.fullmatch(long[len(short) :])
    return cut or (_spelt_alike(short, long) and _consonants(short) == _consonants(long))


_VOWELS = "aeiouy"
_MUTE = re.compile(r"(?<=[a-z][aeiou])h$")
"""What some papers leave out at the end of a name: Sarah and Sara, Abdullah and Abdulla."""
_HERS = ("a", "elle", "ette")
"""How given names of women end that men have without it."""
_MADE_HERS = re.compile(r"[li]?a|[aeio](?:[nt]|ll|tt)a|(?:l|ell|ett)e")
"""What makes a man's name a woman's: Gabriel and Gabriella, Paul and Paulina, Carl and Carlotta; not Jess, Jessica."""


def _consonants(name: str) -> str:
    """The consonants of a name as it is heard, each once: spellings differ in the others; not Maria and Marina."""
    return _DOUBLED.sub(r"\1", "".join(letter for letter in _heard(name) if letter not in f"{_VOWELS}h"))


_DOUBLED = re.compile(r"(.)\1+")


def _spelt_alike(one: str, two: str) -> bool:
    """Whether two spellings may be of one name: Mikhael and Mikhail, Sergei and Sergey; not Esther and Lawson."""
    x, y = _heard(one), _heard(two)
    if x[:1] == y[:1] and min(len(x), len(y)) >= LONG_ENOUGH and Levenshtein.distance(x, y) <= 1:
        return True
    return fuzz.ratio(x, y) >= SPELLING


@lru_cache(maxsize=16384)
def _heard(name: str) -> str:
    """A name, one letter for those by which the press spells one sound: Nikos and Nicos, Araghchi and Araqchi."""
    return _BREATHED.sub("", name).translate(_SOUNDS)


def _by_office(a: Who, b: Who) -> float | None:
    """One of the two is called by an office: it fits the other's where party and office agree."""
    if not (a.party and a.party == b.party):
        return None
    office_a, office_b = (bag(w.role or w.name) for w in (a, b))
    return 0.5 if shared(office_a, office_b) >= 0.5 else None


def by_office(a: Who, b: Who) -> bool:
    """Whether one of two people is called by an office that may be the other's, their parties not being unlike."""
    if a.kind != "person" or b.kind != "person" or is_named(a) == is_named(b) or not one_party(a, b):
        return False
    office, named = (a, b) if is_named(b) else (b, a)
    role = bag(named.role or "")
    return bool(role) and held(bag(office.role or office.name) | bag(office.name), role) == 1.0


def name_key(who: Who) -> str:
    """What actors that may be one have in common: a person's surname, a body's party or first letters of its name."""
    return name_keys(who)[0]


def name_keys(who: Who) -> tuple[str, ...]:
    """The same, and of a person with three names also by the middle one, as some papers leave the last one out."""
    tokens = name_tokens(who.name)
    if who.kind == "person":
        if not tokens or not is_named(who):
            return (f"person:office:{who.party}",)
        return tuple(f"person:{token[:4]}" for token in (tokens[-1], *(tokens[-2:-1] if len(tokens) > 2 else ())))
    if who.kind == "state":
        return (f"state:{who.party or ' '.join(tokens)}",)
    return (f"body:{who.party or (tokens[0][:3] if tokens else '')}",)


def called(who: Who) -> tuple[str, ...]:
    """What a person with a name may be called by: as `name_keys`, by the name that stands first, and as it sounds.

    So "Kim" and "Kim Jong-un" have one in common, "Araqchi" and "Araghchi", "Rohani" and "Rouhani".
    """
    names = name_tokens(who.name) or ("",)
    sounds = _DOUBLED.sub(r"\1", _consonants(names[-1]).translate(_ALIKE))[:SOUNDS]
    return tuple(dict.fromkeys((*name_keys(who), f"person:{names[0][:4]}", f"sounds:{sounds}")))


SOUNDS = 3
"""So many consonants tell by what a surname may be found, whatever its spelling."""
_ALIKE = str.maketrans("gz", "ks", "jy")
"""Consonants that are written one for the other, or not at all: Selensky, Zelensky, Janukovych, Yanukovych."""


def heard_key(who: Who) -> str | None:
    """How the surname of a person begins as it is heard, whatever its spelling: Araghchi, Araqchi; None of others."""
    tokens = name_tokens(who.name)
    if not tokens or not is_named(who):
        return None
    heard = _DOUBLED.sub(r"\1", _heard(tokens[-1]).replace("g", "k"))
    return f"heard:{heard[:4]}"
