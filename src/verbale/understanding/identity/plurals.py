"""Plurals that mean several who are already met: "the two leaders", "both sides"."""

from __future__ import annotations

from verbale.understanding.identity.found import Mention, Who
from verbale.understanding.identity.sieve import Sieve

_PAIRS = ("two", "both", "2")


def group_of(mention: Mention, sieve: Sieve) -> Who | None:
    """The group that a plural phrase means, with its members where two who fit are in focus; None if it is none."""
    role = mention.role
    if role is None or not role.plural or (mention.determiner not in ("the", "") and mention.number not in _PAIRS):
        return None
    pair = mention.number in _PAIRS
    if role.family.name in ("side", "party_to_talks"):
        return _pair(mention, sieve, ("state",)) if pair or mention.determiner == "the" else None
    if not ({"leader", "minister", "envoy", "diplomat"} & role.family.kinds) or role.family.one != "person":
        return None
    if not pair and (mention.determiner != "the" or mention.party):
        return None
    return _pair(mention, sieve, ("person",))


def _pair(mention: Mention, sieve: Sieve, kinds: tuple[str, ...]) -> Who | None:
    assert mention.role is not None  # noqa: S101 - see group_of
    met: list[Who] = []
    for _, who in reversed(sieve.history):
        if who.kind in kinds and who not in met and _fits(who, mention) and who.party not in {m.party for m in met}:
            met.append(who)
        if len(met) == 2:
            break
    met.reverse()
    label = sieve.words.words(mention.start, mention.head + 1).removeprefix("the ").removeprefix("The ")
    if len(met) < 2:
        some = Who(label, "group", "actors.group.plural", plural=True, confidence=0.6)
        return sieve.under(("group", mention.role.family.name), some)
    key = ("group", *sorted(str(id(m)) for m in met))
    known = sieve.keyed.get(key)
    if known is None:
        name = " and ".join(m.name for m in met) if kinds == ("person",) else label
        known = sieve.under(key, Who(name, "group", "actors.group.pair", plural=True, members=met, confidence=0.75))
    return known


def _fits(who: Who, mention: Mention) -> bool:
    role = mention.role
    if role is None or who.kind != "person":
        return True
    return bool(who.families & {role.family.name}) or (
        role.family.name in ("leader", "counterpart", "minister") and bool(who.families & role.family.kinds)
    )
