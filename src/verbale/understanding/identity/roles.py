"""Phrases without a proper name: "the foreign minister", "a senior official", "the Greek side", "its government"."""

from __future__ import annotations

from verbale.understanding.identity.found import Mention, Who
from verbale.understanding.identity.lexicon import Role
from verbale.understanding.identity.sieve import Sieve

_GOVERNING = ("government", "ministry")
_NAMELESS_PARTY = frozenset(
    {"scholar", "press", "people", "public", "media", "source", "diplomat", "counterpart", "politician"}
)


def described(mention: Mention, sieve: Sieve) -> Who | None:
    """Who the phrase means: somebody met, an office holder of the tables, or somebody new."""
    role = mention.role
    assert role is not None  # noqa: S101 - a nominal mention has a role
    party = mention.party or _owner_party(mention, sieve)
    if role.family.one == "state":
        return _state(mention, party, sieve)
    if role.family.one in _GOVERNING and not role.plural:
        return _body_of_state(mention, role, party, sieve)
    if mention.determiner in ("the", "this", "one's") or (mention.determiner == "" and role.family.one == "person"):
        if found := _met(mention, role, party, sieve):
            return found
        if found := _holder(mention, role, party, sieve):
            return found
    return _new(mention, role, party, sieve)


def _owner_party(mention: Mention, sieve: Sieve) -> str | None:
    if mention.owner is None:
        return None
    return next((w.party for m, w in reversed(sieve.history) if m.head == mention.owner), None)


def _state(mention: Mention, party: str | None, sieve: Sieve) -> Who | None:
    role = mention.role
    assert role is not None  # noqa: S101 - a nominal mention has a role
    if role.plural or (role.family.name == "party_to_talks" and mention.determiner != "the"):
        return None
    if party and role.family.name == "side":
        return sieve.state(party)
    if (
        role.family.name == "party_to_talks"
        and role.singular in ("country", "nation", "republic", "kingdom")
        and not mention.modifiers
    ):
        return sieve.latest(lambda w: w.kind == "state")
    return None


def _body_of_state(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    kind = role.family.one
    label = role.singular if kind == "ministry" else "government"
    if mention.modifiers and kind == "ministry":
        label = " ".join((*sorted(mention.modifiers - {"senior"}), role.singular.split()[-1]))
    named = _person_inside(mention, sieve)
    if named is not None:
        key = ("government of", str(id(named)))
        return sieve.under(key, Who(_title(mention, sieve), kind, "actors.government.person", named.party))
    if party is None:
        met = sieve.latest(lambda w: w.kind == kind)
        if met and mention.determiner in ("the", "this", "one's"):
            return met
        party = sieve.home or sieve.party_in_focus(mention.start)
    return sieve.under(
        (kind, party or "", "" if kind == "government" else _portfolio(label)),
        Who(_title(mention, sieve), kind, f"actors.{kind}.phrase", party),
    )


def _portfolio(label: str) -> str:
    return next((p for p in ("foreign", "defen", "interior", "trade", "water") if p in label), label)


def _person_inside(mention: Mention, sieve: Sieve) -> Who | None:
    for i in range(mention.start, mention.head):
        who = next((w for m, w in sieve.history if m.head == i and w.kind == "person"), None)
        if who:
            return who
    return None


def _title(mention: Mention, sieve: Sieve) -> str:
    words = sieve.words
    start = mention.start + (
        words.lower[mention.start] in ("the", "a", "an", "this", "its", "his", "her", "their", "our")
    )
    return words.words(start, mention.end)


def _met(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    family = role.family

    def fits(who: Who) -> bool:
        if who.plural != role.plural or (party and who.party and who.party != party):
            return False
        if who.kind == "person" and not role.plural:
            if family.name in ("counterpart",) or mention.determiner == "one's":
                return False
            return family.name in who.families
        same = who.label == role.singular.split()[-1] or (who.kind == "anonymous" and family.name in who.families)
        if mention.modifiers and who.modifiers and not (mention.modifiers & who.modifiers):
            return False
        return same

    return sieve.latest(fits, reach=400)


def _holder(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    if (
        role.plural
        or role.family.one != "person"
        or role.family.name not in ("head_of_state", "head_of_government", "foreign_minister")
    ):
        return None
    wanted = party or sieve.home
    held = sieve.lexicon.holders([role.family.name], wanted, sieve.day) if wanted else []
    if len({h.person for h in held}) != 1:
        return None
    who = Who(
        _title(mention, sieve),
        "person",
        "actors.person.office_holder",
        wanted,
        role=_title(mention, sieve),
        confidence=0.7,
    )
    who.families |= role.family.kinds
    return sieve.under(("person", held[0].person), who)


def _new(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who:
    family = role.family
    kind = family.many if role.plural else family.one
    if family.name in ("source", "diplomat") and mention.number and role.plural:
        kind = "anonymous"
    if party is None and family.name not in _NAMELESS_PARTY:
        party = sieve.home or None
    if party is None and "government" in mention.modifiers:
        party = sieve.home or sieve.party_in_focus(mention.start)
    name = _title(mention, sieve)
    who = Who(name, kind, f"actors.{kind}.phrase", party, plural=role.plural, confidence=0.7)
    who.role = name if kind in ("person", "anonymous") else None
    who.label, who.modifiers, who.families = role.singular.split()[-1], mention.modifiers, set(family.kinds)
    return sieve.new(who)
