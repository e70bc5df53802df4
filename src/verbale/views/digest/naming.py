"""Actors as they are named in a sentence: with an article where one is said, with office and party the first time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from verbale.model.record import Telling, Who
from verbale.views.context import Context
from verbale.views.tables import word_set
from verbale.views.wording import is_relation, leading, sides_of

_CONSONANT = re.compile(r"(?:eu|u[ks]|u\.|un\b|uni|one)", re.IGNORECASE)
"""How words begin that are written with a vowel and spoken with none: "a European", "a UN envoy"."""
_PART = re.compile(r"(One|Some|Another|Others|Most|Many|Several)(?: of (?:them|these|those))?", re.IGNORECASE)
"""One of several who are told of together: "one of them", whose role says who they are."""


def named(who: Who | None, against: Context) -> str:
    """An actor with office and party, parties by name: `Ana Lima (foreign minister, Norland)`, `One of the envoys`.

    A party on which articles disagree is left out.
    """
    if who is None:
        return "Someone"
    part = _PART.fullmatch(who.name)
    if part and who.role:
        return f"{leading(part[1])} of the {who.role}"
    role = None if who.role and is_relation(who.role) else who.role
    about = [role] if role and role.casefold() not in who.name.casefold() else []
    alone = who.kind == "person" and who.name not in against.claimed
    if who.party and alone and not _tells_party(f"{who.name} {role}", who.party, against):
        about.append(against.party(who.party))
    name = leading(with_article(who))
    return f"{name} ({', '.join(about)})" if about else name


def party_named(code: str, told: Telling[Any], against: Context) -> str:
    """A party as the brief calls it, else as the article of a telling does, else `Someone`.

    A holder that is no party is called by its name, with an article where one is said: `the dam's lenders`.
    """
    name = against.party(code)
    if name != code:
        return name
    cast = (*told.cast, *(w for t in against.statements.get(told.article, ()) for w in t.cast))
    state = next((w.name for w in cast if w.kind == "state" and w.party == code), None)
    holder = next((w for w in cast if w.name == code), None)
    if state or holder is None:
        return state or code
    return "Someone" if _PART.match(code) else leading(with_article(holder))


def with_article(who: Who) -> str:
    """A name as it stands in a sentence: `the Foreign Ministry`, `the foreign minister`, `an official`, `Ana Lima`."""
    words = who.name.split()
    if words[0].casefold() in ("two", "three") and who.kind != "anonymous":
        return f"the {who.name[0].casefold()}{who.name[1:]}"
    if words[0].casefold() in word_set("ordinals") and who.kind in ("anonymous", "person"):
        return _one(f"{words[0].casefold()} {' '.join(words[1:])}")
    if words[0].casefold() in word_set("function") or re.search("[’']s$", words[0]):
        return f"the {who.name}" if words[0].islower() and re.search("[’']s$", words[0]) else who.name
    head = next((a for a, b in pairwise(words) if b in word_set("function")), words[-1])
    several = head.endswith("s") or (words[0].endswith("s") and words[1:2] == ["close"])
    if who.kind == "anonymous":
        return who.name if several else _one(who.name)
    bare = who.kind == "ministry" or (who.kind != "person" and head.casefold() in word_set("articled"))
    if head.islower() and not (several and who.kind != "person"):
        bare = True
    return f"the {who.name}" if bare else who.name


def together(sides: Iterable[Who]) -> str:
    """Who acts together: `Ana Lima and the council of Arl`."""
    return " and ".join(map(with_article, sides_of(sides)))


def _one(name: str) -> str:
    vowel = name[0].casefold() in "aeiou" and not _CONSONANT.match(name)
    return f"a{'n' * vowel} {name}"


def _tells_party(words: str, code: str, against: Context) -> bool:
    """Whether a name with its office tells the party: `Ana Lima, Norlandic envoy`."""
    party = next((p for p in against.brief.parties if p.code == code), None)
    told = [against.party(code), *(party.demonyms if party else ())]
    return any(name.casefold() in words.casefold() for name in told)
