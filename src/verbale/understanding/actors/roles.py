"""Phrases without a proper name: "the foreign minister", "a senior official", "the Greek side", "its government"."""

from __future__ import annotations

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.homes import evidence, party_at
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.people import gender_of_noun
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.gazetteer import Role

_HOLDERS = ("head_of_state", "head_of_government", "foreign_minister", "high_representative")
_NAMED_LATER = (
    *_HOLDERS,
    "deputy_foreign_minister",
    "defence_minister",
    "negotiator",
    "secretary_general",
    "ambassador",
)
_WITHOUT_HOME = frozenset(
    {
        "scholar", "press", "people", "public", "media", "source", "diplomat", "counterpart", "politician", "team",
        "share", "armed", "kin", "party_to_talks", "unlisted", "body", "company",
    }
)  # fmt: skip
_WITHOUT_PARTY = frozenset({"scholar", "press"})
_PORTFOLIOS = ("foreign", "defen", "interior", "trade", "water", "unification", "energy", "finance", "justice")
_OPPOSED = ("neighbor", "neighbour", "rival", "foe", "adversary")
_CHANGED = frozenset(
    {"new", "former", "next", "previous", "late", "then", "other", "another", "ex", "incoming", "future"}
)
_ACROSS = ("counterpart", "opposite number", "interlocutor", "guest", "host", "colleague", "ally", "rival", "foe")
_RANKS = frozenset({"senior", "top", "high", "ranking", "chief", "veteran", "longtime", "close", "same", "said", "own"})


def described(mention: Mention, sieve: Sieve) -> Who | None:
    """Who the phrase means: somebody met, an office holder of the tables, or somebody new."""
    role = mention.role
    assert role is not None  # noqa: S101 - a nominal mention has a role
    owner = sieve.owner_of(mention)
    party = (
        mention.party or _behind(mention, sieve) or (owner.party if owner and role.singular not in _ACROSS else None)
    )
    if role.family.one == "state":
        return _state(mention, role, party, sieve)
    if role.family.one in ("government", "ministry") and not role.plural:
        return _body_of_state(mention, role, party, sieve)
    bare = mention.determiner == "" and (
        role.family.one == "person" or ("body" in role.family.kinds and not role.plural)
    )
    if mention.determiner in ("the", "this", "one's") or bare:
        if found := _met(mention, role, party, sieve):
            return found
        if found := _named_later(mention, role, party, sieve) or _holder(mention, role, party, sieve):
            return found
    return _new(mention, role, party, owner, sieve)


def _behind(mention: Mention, sieve: Sieve) -> str | None:
    """The party of whoever is named behind "for" or "of": "a spokesman for Mr. Orum", "the office of Ida Berg"."""
    if sieve.words.lower[mention.head + 1 : mention.head + 2] not in (["for"], ["of"]):
        return None
    return next((w.party for i in range(mention.head + 2, mention.end + 3) if (w := sieve.person_at.get(i))), None)


def _office(role: Role, party: str | None, sieve: Sieve) -> str:
    """The family of an office: the chief of a body ("the U.N. chief") holds what its secretary-general holds."""
    entry = sieve.lexicon.parties.get(party or "")
    heads = role.singular in ("chief", "head", "boss") and entry is not None and entry.kind == "organisation"
    return "secretary_general" if heads else role.family.name


def _state(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    if role.plural:
        western = mention.modifiers and role.family.name == "party_to_talks" and not mention.number
        return _new(mention, role, None, None, sieve) if western else None
    if role.family.name == "side":
        return sieve.state(party) if party else None
    if (
        mention.determiner == "one's"
        and party
        and role.singular in ("country", "nation", "state", "republic", "kingdom")
    ):
        return sieve.state(party)
    if mention.determiner == "one's" and role.singular in _OPPOSED and not role.plural:
        own = sieve.owner_of(mention)
        beside = sieve.latest(mention.start, lambda w: w.kind == "state" and w is not own)
        return beside if own and own.kind == "state" and _near(mention, beside, sieve) else None
    if (
        mention.determiner not in ("the", "this")
        or mention.modifiers
        or role.singular not in ("country", "nation", "kingdom")
    ):
        return None
    return sieve.latest(mention.start, lambda w: w.kind == "state")


def _near(mention: Mention, who: Who | None, sieve: Sieve) -> bool:
    sentence = sieve.words.sentence
    return who is not None and any(
        0 <= sentence[mention.head] - sentence[m.head] <= 1 for m in who.mentions if m.start < mention.start
    )


def _body_of_state(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who:
    kind: ActorKind = role.family.one
    name = _title(mention, sieve)
    leader = _leader_inside(mention, sieve)
    if leader is not None:
        surname, of = leader
        who = Who(name, kind, "actors.government.person", of or party)
        return sieve.under(("government of", surname), who)
    words = " ".join((role.singular, *sorted(mention.modifiers)))
    portfolio = next((p for p in _PORTFOLIOS if p in words), "") if kind == "ministry" else ""
    if party is None and mention.determiner in ("the", "this", "one's"):
        met = sieve.latest(mention.start, lambda w: w.kind == kind and (not portfolio or portfolio in w.name.lower()))
        if met:
            return met
    if party is None and kind == "ministry" and mention.determiner == "the" and not portfolio:
        party, portfolio = _spoken_for(mention, sieve)
    party = party or party_at(sieve, mention.start, role.singular, role.family.kinds)
    adjective = sieve.lexicon.adjectives.get(party or "")
    if portfolio == "foreign" and name.lower() == "ministry" and adjective:
        name = f"{adjective} Foreign Ministry"  # told of by its spokesman alone
    if kind == "government" and role.singular == "leadership":
        portfolio = "leadership"
    key = (kind, party or "", "defence" if portfolio == "defen" else portfolio)
    return _fuller(sieve.under(key, Who(name, kind, f"actors.{kind}.phrase", party)), name)


def _spoken_for(mention: Mention, sieve: Sieve) -> tuple[str | None, str]:
    """Party and portfolio of the ministry whose spokesman spoke last: "the ministry", told of for the first time."""
    who = sieve.latest(
        mention.start, lambda w: w.kind in ("person", "anonymous") and "ministry" in (w.role or "").lower()
    )
    if who is None:
        return None, ""
    role = (who.role or "").lower()
    return who.party, next((p for p in _PORTFOLIOS if p in role), "")


def _fuller(who: Who, name: str) -> Who:
    """`who`, under the longer of two names that begin with the same kind of words."""
    if len(name) > len(who.name) and who.name.lower() in name.lower():
        who.name = name
    return who


def _leader_inside(mention: Mention, sieve: Sieve) -> tuple[str, str | None] | None:
    """The surname in "the Selim administration", with the party of that person where it is known."""
    words = sieve.words
    for i in range(mention.core - 1, mention.start - 1, -1):
        if words.pos[i] == "PROPN" and words.text[i][0].isupper() and not sieve.lexicon.names.get(words.text[i]):
            met = sieve.people.named(words.text[i])
            known = sieve.lexicon.people.get(words.lower[i], ())
            party = met.party if met else known[0].party if known else None
            return words.lower[i], party
    return None


def _title(mention: Mention, sieve: Sieve) -> str:
    words = sieve.words
    start = mention.start
    if words.lower[start] in (
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "such",
        "these",
        "those",
        "some",
        "my",
    ):
        start += 1
    return words.words(start, mention.end)


def _met(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """Somebody met under the same noun, else a person whose office the noun names."""
    label = role.singular.split()[-1]
    says = mention.modifiers - _RANKS
    if says & _CHANGED or (role.family.name in ("counterpart", "kin") and not role.plural):
        return None

    def agrees(who: Who) -> bool:
        return who.plural == role.plural and not (party and who.party and who.party != party)

    def same_noun(who: Who) -> bool:
        if not agrees(who) or who.kind == "person" or who.label != label:
            return False
        if who.kind == "outlet" and role.family.name != "media":
            return False  # "the agency" that inspects is no news agency
        return not says or bool(says & who.modifiers)

    def office(who: Who) -> bool:
        if role.plural or not agrees(who) or who.kind != "person":
            return False
        fits = role.family.name in who.families or _office(role, party, sieve) in who.families
        more = says - set(role.singular.split())
        return fits and (not more or any(word in (who.role or "").lower() for word in more))

    if mention.determiner == "one's":
        own = mention.owner
        return sieve.latest(
            mention.start, lambda w: same_noun(w) and w.owner is not None and w.owner is sieve.by_head.get(own or -1)
        )
    ways = (office, same_noun) if role.family.one == "person" else (same_noun, office)
    met = next((who for way in ways if (who := sieve.latest(mention.start, way))), None)
    if met is None and says:
        met = sieve.latest(
            mention.start, lambda w: agrees(w) and w.kind != "person" and w.label == label and not w.modifiers
        )
    return met or (_body_met(mention, role, sieve) if mention.determiner else None)


def _body_met(mention: Mention, role: Role, sieve: Sieve) -> Who | None:
    """A listed body by the noun it goes on under: "the bloc", "the rebels"."""
    if mention.party:
        return None
    nouns = sieve.lexicon.nouns
    if role.family.name == "armed":
        return sieve.latest(mention.start, lambda w: "movement" in sieve.called(w))
    if {"body", "team", "party_to_talks"} & role.family.kinds:
        met = sieve.latest(mention.start, lambda w: role.singular in sieve.called(w))
        named = [e for i, e in sieve.bodies if i < mention.start and role.singular in nouns.get(e.name, ())]
        return met or (sieve.body(named[-1]) if named else None)
    return None


def _holder(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """The one who holds the office on the article's date; named as the article names them."""
    if role.plural or role.family.name not in _HOLDERS or mention.modifiers & _CHANGED:
        return None
    wanted = party or party_at(sieve, mention.start, role.singular, role.family.kinds)
    held = sieve.lexicon.holders([role.family.name], wanted, sieve.day) if wanted else []
    if len({h.person for h in held}) != 1:
        return None
    if (named := sieve.people.full.get(held[0].person.lower().replace("-", " "))) and named in sieve.named:
        return named
    name = _title(mention, sieve)
    who = Who(name, "person", "actors.person.office_holder", wanted, role=name, confidence=0.7)
    who.families |= role.family.kinds
    return sieve.under(("person", held[0].person), who)


def _of_listed(mention: Mention, role: Role, sieve: Sieve) -> str | None:
    """The party of a listed body that goes under the noun, where that party is in the scene."""
    names = [name for name, nouns in sieve.lexicon.nouns.items() if role.singular in nouns]
    parties = {e.party for name in names if (e := sieve.lexicon.named(name))}
    here = [p for p, told in evidence(sieve, mention.start, "").items() if p in parties and told]
    return here[0] if len(here) == 1 else None


def _told_by(mention: Mention, sieve: Sieve) -> str | None:
    """The party of whoever speaks to a parliament: "the minister told parliament"."""
    words, i = sieve.words, mention.head
    if words.dep[i] not in ("dobj", "dative", "pobj"):
        return None
    verb = words.head[i] if words.dep[i] != "pobj" else words.head[words.head[i]]
    if words.lemma[verb] not in personal_verbs():
        return None
    who = next((sieve.by_head.get(c) for c in words.children[verb] if words.dep[c] == "nsubj"), None)
    return who.party if who and who.kind == "person" else None


def _named_later(mention: Mention, role: Role, party: str | None, sieve: Sieve) -> Who | None:
    """The only one whom the article names, further on, with that office for that party."""
    office = _office(role, party, sieve)
    if role.plural or not party or office not in _NAMED_LATER or mention.modifiers & _CHANGED:
        return None
    fitting = [w for w in sieve.named if w.party == party and office in w.families]
    return fitting[0] if len(fitting) == 1 else None


def _new(mention: Mention, role: Role, party: str | None, owner: Who | None, sieve: Sieve) -> Who:
    family, words = role.family, sieve.words
    kind = family.many if role.plural else family.one
    if family.name in ("source", "diplomat", "official") and mention.number and role.plural:
        kind = "anonymous"
    if family.name == "people" and words.lower[mention.head + 1 : mention.head + 2][:1] in (
        ["familiar"],
        ["close"],
        ["briefed"],
    ):
        kind = "anonymous"
    if mention.determiner == "a" and kind == "person" and not role.plural:
        kind = "anonymous"
    body = sieve.latest(
        mention.start, lambda w: bool(w.label) and w.label in mention.modifiers and w.kind == "organisation"
    )
    if party is None and body is not None:
        party = body.party  # "an army officer", where the army is already met
    if party is None and words.dep[mention.head] == "conj" and mention.modifiers & _CHANGED:
        beside = sieve.by_head.get(words.head[mention.head])
        party = beside.party if beside else None  # "the Greek minister and other officials"
    if party is None and family.name == "share":
        party = next((w.party for _, w in sieve.before(mention.start) if "share" in w.families), None)
    of_state = bool(
        {"government", "ministry", "mofa", "mfa", "cabinet"} & set(words.lower[mention.start : mention.end])
    )
    if party is None and "body" in family.kinds and mention.determiner == "the":
        party = _of_listed(mention, role, sieve)
    if party is None and {"body", "parliamentarian"} & family.kinds:
        party = _told_by(mention, sieve)
    if party is None and (family.name not in _WITHOUT_HOME or of_state) and owner is None and not mention.mixed:
        party = party_at(sieve, mention.start, role.singular, role.family.kinds)
    plainly = role.plural and mention.start == mention.core
    if family.name == "official" and plainly:
        kind, party = "anonymous", mention.party  # "officials said": who they are is left open
    if family.name in _WITHOUT_PARTY:
        party = None
    name = _title(mention, sieve)
    if mention.determiner == "this" and not role.plural:
        name = sieve.words.words(mention.start, mention.end)
    if role.singular == "predecessor" and owner and sieve.words.tag[mention.owner or 0] == "PRP$":
        name = f"{owner.name.split()[-1]}'s {name}"
    who = Who(name, kind, f"actors.{kind}.phrase", party, plural=role.plural, confidence=0.7, owner=owner)
    who.role = name if kind in ("person", "anonymous") else None
    who.gender = gender_of_noun(role.singular) if not role.plural else ""
    who.label, who.modifiers, who.families = role.singular.split()[-1], mention.modifiers, set(family.kinds)
    return sieve.new(who)
